//! Ids of paragraphs by their words.

use pamphlet::backend::OutputFile;
use pamphlet::verify::Format;
use pamphlet::verify::passages::by_id;

const HEAD: &str =
    "---\ntitle: Weather\nlang: en\npassage-ids: true\nformer-passages: [\"p-older22 p-mx5cgab\"]\n---\n\n";

/// The first file of each edition of a text.
fn built(text: &str) -> Vec<OutputFile> {
    let files = || -> anyhow::Result<Vec<OutputFile>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.md");
        std::fs::write(&path, text)?;
        let built = pamphlet::Project::open(&path)?.build(&pamphlet::BuildOptions::default())?;
        let messages: String = built.publications.iter().map(|it| it.messages()).collect();
        assert_eq!(messages, "");
        let editions = built.publications.into_iter().filter_map(|it| it.build).flat_map(|it| it.editions);
        Ok(editions.filter_map(|it| it.files.into_iter().next()).collect())
    };
    files().unwrap_or_else(|error| panic!("{error:#}"))
}

fn page(text: &str) -> String {
    let files = built(text);
    let html = files.iter().find(|it| it.path.ends_with(".html"));
    html.map(|it| String::from_utf8_lossy(&it.bytes).into_owned()).unwrap_or_default()
}

/// The ids of passages in a page, in order.
fn ids(page: &str) -> Vec<&str> {
    page.split(" id=\"p-").skip(1).filter_map(|it| it.split('"').next()).collect()
}

#[test]
fn paragraphs_have_ids_and_authors_ids_come_first() {
    let page = page(&format!(
        "{HEAD}It rains today.[^n]\n\n*It* “rains” — today!\n\n- a close item\n- [another]{{#own}} one\n\n[^n]: Since noon.\n"
    ));
    let found = ids(&page);
    assert_eq!(found[..3], ["mx5cgab", "older22", "mx5cgab-2"], "{page}");
    assert!(
        page.contains("<p id=\"p-mx5cgab\" class=\"passage\"><span id=\"p-older22\"></span>It rains"),
        "{page}"
    );
    assert!(page.contains("aria-label=\"Link to p-mx5cgab\"></a></p>"), "{page}");
    assert!(
        page.contains("<li><span id=\"p-") && page.contains("<li><span id=\"own\">another</span> one</li>")
    );
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn ids_stay_when_other_text_changes_and_are_only_there_on_demand() {
    let text = "It rains today.\n\nNobody is out.\n";
    let (before, after) =
        (page(&format!("{HEAD}{text}")), page(&format!("{HEAD}# New\n\nMore words.\n\n{text}")));
    let (before, after) = (ids(&before), ids(&after));
    assert!(
        before.iter().all(|it| after.contains(it)) && after.len() == before.len() + 1,
        "{before:?} {after:?}"
    );
    let plain = page("---\ntitle: Weather\nlang: en\n---\n\nIt rains today.\n");
    assert!(!plain.contains("passage") && ids(&plain).is_empty());
}

#[test]
fn passage_is_found_in_every_edition() {
    let text = "It rains today, and *nobody* knows for how long it will.[^n]\n\nIt rains today.\n\n[^n]: Since noon.\n";
    for file in built(&format!("{HEAD}{text}")) {
        let format = Format::of(&file.path).expect("a format");
        let found = by_id(format, &file.bytes, "p-mx5cgab").map(|it| it.1);
        assert_eq!(found.as_deref(), Some("It rains today."), "{}", file.path);
        assert_eq!(by_id(format, &file.bytes, "p-none"), None);
        if matches!(format, Format::Html | Format::Epub) {
            let found = by_id(format, &file.bytes, "p-older22").map(|it| it.1);
            assert_eq!(found.as_deref(), Some("It rains today."), "{}", file.path);
        }
        if format == Format::Pdf {
            let has = |name: &[u8]| {
                let document = lopdf::Document::load_mem(&file.bytes).expect("a PDF");
                document
                    .objects
                    .values()
                    .any(|it| format!("{it:?}").contains(&String::from_utf8_lossy(name).into_owned()))
            };
            assert!(has(b"p-mx5cgab") && has(b"p-older22"), "named destinations");
        }
    }
}
