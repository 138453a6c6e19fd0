//! Glossaries, abbreviations that are written out, and lists of what has a caption, from the source to four editions.

use crate::support::project::TestProject;

fn built(text: &str) -> (TestProject, String, String) {
    let project = TestProject::new(&[("text.md", text)]);
    project.run("build text.md --strict").exits(0);
    project.run("verify text.md").exits(0);
    let plain = project.read("output/text.txt").split_whitespace().collect::<Vec<_>>().join(" ");
    let html = project.read("output/text.html");
    (project, plain, html)
}

#[test]
fn abbreviations_are_written_out_where_an_edition_first_uses_them() {
    let (_, text, html) = built(
        "---\ntitle: T\nlang: en\nexpand-abbreviations: true\n---\n\n# The EU {.unnumbered}\n\n::: {.not edition=txt}\n\
         The EU is here.\n:::\n\nThe EU and the *WHO* agree. The EU pays the WHO.[^1]\n\n[^1]: The UN too, and the EU.\n\n\
         *[EU]: European Union\n*[WHO]: World Health Organization\n*[UN]: United Nations\n\n\
         ::: list-of-abbreviations\n:::\n",
    );
    assert!(
        text.contains("The European Union (EU) and the World Health Organization (WHO) agree."),
        "{text}"
    );
    assert!(text.contains("The EU pays the WHO.[1]"), "{text}");
    assert!(text.contains("The United Nations (UN) too, and the EU."), "{text}");
    assert!(html.contains("The <span class=\"expansion\">European Union (<abbr title=\"European Union\">EU</abbr>)</span> is here."), "{html}");
    let list: Vec<usize> =
        ["<dt>EU</dt>", "<dt>UN</dt>", "<dt>WHO</dt>"].iter().filter_map(|it| html.find(it)).collect();
    assert!(list.len() == 3 && list.is_sorted(), "{html}");
}

#[test]
fn terms_lead_to_a_glossary_in_the_order_of_the_language() {
    let (_, _, html) = built(
        "---\ntitle: T\nlang: sv\n---\n\n# Hamnen\n\nVid [kajen]{.term entry=\"kaj\"} ligger en [Öl]{.term}, och en [al]{.term}.\n\n\
         # Ordlista {.glossary}\n\n::: glossary\nöl\n: En dryck.\n\nkaj\n: En mur.\n\nal\n: Ett träd.\n:::\n",
    );
    let order: Vec<usize> =
        [">al</span>", ">kaj</span>", ">öl</span>"].iter().filter_map(|it| html.find(it)).collect();
    assert!(order.len() == 3 && order.is_sorted(), "{html}");
    assert_eq!(html.matches("role=\"doc-glossref\"").count(), 3, "{html}");
}

#[test]
fn what_is_wrong_with_a_glossary_is_reported() {
    let project = TestProject::new(&[(
        "text.md",
        "---\ntitle: T\nlang: en\n---\n\n# One\n\nThe [quay]{.term} and the [keel]{.term}.\n\n::: glossary\n\
         quay\n: A wall.\n\nebb\n: A tide.\n\nQuay\n: A wall again.\n:::\n",
    )]);
    let run = project.run("check text.md");
    let run = run.reports("text.md:8:27").reports("the glossary has no term `keel`");
    run.reports("`quay` is defined twice in the glossary")
        .reports("`ebb` is defined in the glossary and never marked");
}

#[test]
fn lists_name_what_has_a_caption_with_its_page() {
    let words =
        "Die Stadt hat Mauern, und die Mauern haben Tore, durch die am Morgen die Wagen kommen. ".repeat(9);
    let table = |name: &str| format!("| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: {name}\n");
    let (project, text, html) = built(&format!(
        "---\ntitle: T\nlang: de\nlists: [tables, figures, listings]\n---\n\n# Eins\n\n{words}\n\n{}\n\
         {words}\n\n{words}\n\n{}\nListing: Code\n\n```\na\n```\n",
        table("Erste"),
        table("Zweite"),
    ));
    for words in ["Tabellenverzeichnis", "Tabelle 1: Erste Tabelle 2: Zweite", "Listing 1: Code"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Abbildungsverzeichnis"), "what is not there has no list");
    assert_eq!(html.matches("<a href=\"#_caption-").count(), 3, "{html}");
    let pages = project.run("dump text.md --stage tags").exits(0).stdout;
    assert!(pages.contains("Tabelle\\u{a0}2: Zweite"), "{pages}");
}
