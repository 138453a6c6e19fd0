use super::*;
use crate::publication::{Manifest, decode, manifest};
use crate::source::Sources;

/// The publication of a manifest, and its plan with what is wrong with it.
fn plan_with(toml: &str, options: &BuildOptions) -> (Plan, Vec<String>) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = decode("pamphlet.toml", toml.as_bytes(), &mut sources, &mut diags).expect("room");
    let Some(Manifest::Publication(mut publication)) = manifest(&sources, id, &mut diags) else {
        panic!("a publication")
    };
    publication.meta.slug = "s".to_owned();
    let plan = Plan::new(&publication, Vec::new(), &Registry::builtin(), options, &mut diags);
    diags.sort();
    let show = |it: &crate::diag::Diagnostic| {
        let source = sources.get(it.primary.span.source).expect("a source");
        let at = source.position(it.primary.span.range().start);
        format!(
            "{}:{} {}: {}; {}",
            at.line,
            at.column,
            it.rule.id,
            it.message,
            it.help.as_deref().unwrap_or("")
        )
    };
    (plan, diags.iter().map(show).collect())
}

fn plan(toml: &str) -> (Plan, Vec<String>) {
    plan_with(toml, &BuildOptions::default())
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.editions.iter().map(|it| it.name.as_str()).collect()
}

#[test]
fn four_formats_are_the_default() {
    let (plan, messages) = plan("[publication]\n");
    assert_eq!((names(&plan), messages), (vec!["pdf", "epub", "html", "txt"], vec![]));
    assert_eq!(plan.editions[0].stem("s"), "s");
    let siblings: Vec<&str> = plan.editions[2].siblings.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(siblings, ["s.pdf", "s.epub", "s.txt"]);
    assert_eq!(plan.editions[1].page_numbers.as_deref(), Some(&plan.editions[0]));
}

#[test]
fn named_edition_has_the_options_of_its_format_under_its_own() {
    let (plan, messages) = plan(
        "accent = \"#0b5a7d\"\n[pdf]\npaper = \"a5\"\nbook = true\n[editions.print]\nformat = \"pdf\"\n\
         paper = \"letter\"\ntheme = \"modern\"\n[editions]\ntxt = false\n"
            .replacen("accent", "[publication]\naccent", 1)
            .as_str(),
    );
    assert_eq!(messages, [""; 0]);
    assert_eq!(names(&plan), ["pdf", "epub", "html", "print"]);
    let print = plan.edition("print").expect("declared");
    assert_eq!((print.options.text("paper"), print.options.flag("book")), (Some("letter"), Some(true)));
    assert_eq!((print.theme.as_str(), print.accent.as_deref()), ("modern", Some("#0b5a7d")));
    assert_eq!(print.stem("s"), "s-print");
    let html = plan.edition("html").expect("declared");
    assert_eq!(html.siblings.last().map(|it| it.file.as_str()), Some("s-print.pdf"));
}

#[test]
fn list_restricts_the_editions() {
    let toml = "[publication]\neditions = [\"print\", \"txt\"]\n[editions.print]\nformat = \"pdf\"\n";
    assert_eq!(names(&plan(toml).0), ["txt", "print"]);
    let (_, messages) = plan("[publication]\neditions = [\"pdg\"]\n");
    assert_eq!(messages, ["2:13 unknown-edition: unknown edition `pdg`; did you mean `pdf`?"]);
}

#[test]
fn faults_of_editions_have_their_place() {
    let (_, messages) = plan(
        "[pdf]\npaper = \"a99\"\nmargin = \"1mm\"\n[txt]\nwidth = 7\n[editions.x]\nformat = \"docx\"\n\
         [editions.pdf]\nformat = \"html\"\n[editions.y]\npaper = \"a4\"\n",
    );
    assert_eq!(
        messages,
        [
            "2:9 unknown-paper: unknown paper `a99`; use `a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`, or a \
             width by a height: `148mm x 210mm`",
            "3:1 unknown-key: unknown key `margin`; did you mean `margins`?",
            "5:9 wrong-value: `width` cannot be `7`; use a whole number from 24 to 400",
            "7:10 wrong-value: `format` cannot be `docx`; use `pdf`, `epub`, `html`, `txt`",
            "9:10 wrong-value: `format` cannot be `html`; use `pdf`",
            "10:11 wrong-value: `format` cannot be nothing; use `pdf`, `epub`, `html`, `txt`",
        ]
    );
}

#[test]
fn options_of_a_build_win_over_those_of_the_publication() {
    let mut options = BuildOptions { theme: Some("modern".to_owned()), ..BuildOptions::default() };
    options.settings.entry("txt".to_owned()).or_default().set("width", 40);
    let (plan, _) = plan_with("[txt]\nwidth = 60\n", &options);
    let text = plan.edition("txt").expect("declared");
    assert_eq!((text.options.number("width"), text.theme.as_str()), (Some(40), "modern"));
    let pages = plan.edition("epub").and_then(|it| it.page_numbers.clone()).expect("page numbers");
    assert_eq!(pages.theme, "modern", "the EPUB gives the numbers of the pages that are printed");
}

#[test]
fn record_brings_back_an_edition() {
    let mut options = BuildOptions::default();
    options.settings.entry("html".to_owned()).or_default().set("assets", true);
    let (then, _) = plan_with("[publication]\n", &options);
    let (now, _) = plan("[publication]\n");
    let registry = Registry::builtin();
    let again = now.clone().recalled(&then.editions, &registry, &BuildOptions::default());
    assert_eq!(again.editions, then.editions);
    let mut broken = then.editions.clone();
    broken[2].options.set("assets", "perhaps");
    let again = now.clone().recalled(&broken, &registry, &BuildOptions::default());
    assert_eq!(again.edition("html"), now.edition("html"), "what no build can follow is not taken");
}

#[test]
fn creation_date_is_the_publication_date_or_the_first_that_an_archive_can_hold() {
    assert_eq!(creation_date(Date::parse("2019-11-30")), 1_575_072_000);
    assert_eq!(creation_date(Date::parse("1848-02-21")), EARLIEST);
    assert_eq!(creation_date(None), EARLIEST);
}

#[test]
fn selection_is_by_name() {
    let (plan, _) = plan("[publication]\n");
    assert_eq!(names(&plan.clone().select(&["epub".to_owned()]).expect("known")), ["epub"]);
    assert_eq!(plan.select(&["mobi".to_owned()]), Err("mobi".to_owned()));
}
