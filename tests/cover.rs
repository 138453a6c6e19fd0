//! Logo and cover of a publication, in all editions.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><g opacity=\".9\">\
    <circle cx=\"10\" cy=\"10\" r=\"9\" fill=\"#e0a030\"/></g><path d=\"M20 4h18v12H20z\" fill=\"#205080\"/></svg>";
const SOURCE: &str = "---\ntitle: The yearly letter\nsubtitle: To all members\nauthor: Ann Reed\nlang: en\n\
    publisher: The Quay Press\nurl: https://quay.example/letter/letter.html\n";

fn project(keys: &str) -> TestProject {
    let text = format!("{SOURCE}{keys}---\n\n# One\n\nWords.\n\n# Two\n\nMore words.\n");
    TestProject::new(&[("letter.md", text.as_str()), ("mark.svg", LOGO), ("front.svg", LOGO)])
}

/// The tags of the PDF, and the tags of a page.
fn tags(project: &TestProject) -> String {
    project.run("dump letter.md --stage tags").exits(0).stdout
}

#[test]
fn logo_is_above_the_title_in_all_editions() {
    let project = project("logo: mark.svg\n");
    project.run("build letter.md --strict").exits(0);
    project.run("verify letter.md --strict").exits(0);
    let tags = tags(&project);
    let (logo, title) = (tags.find("The Quay Press").expect("a logo"), tags.find("H1").expect("a title"));
    assert!(tags.contains("Figure") && logo < title, "{tags}");
    let page = project.read("output/letter.html");
    assert!(page.contains("<p class=\"logo\"><img src=\"data:image/svg+xml;base64,"), "{page}");
    assert!(page.contains("alt=\"The Quay Press\""), "{page}");
    assert!(!page.contains("og:image"), "{page}");
}

#[test]
fn cover_is_the_first_page_of_the_pdf_if_it_is_asked_for() {
    let project = project("logo: mark.svg\nlogo-alt: A quay\npdf: {cover: true, paper: a5, bleed: 3mm}\n");
    project.run("build letter.md --strict").exits(0);
    project.run("verify letter.md --strict").exits(0);
    let tags = tags(&project);
    let cover = tags.find("Cover: The yearly letter, Ann Reed").expect("a cover");
    assert!(cover < tags.find("A quay").expect("a logo"), "{tags}");
    // One figure, and the title once.
    assert_eq!(tags.matches("H1").count(), 1, "{tags}");
}

#[test]
fn image_of_the_cover_is_in_every_edition_that_has_images() {
    let project = project("cover: front.svg\ncover-alt: A quay at dawn\n");
    project.run("build letter.md --assets --strict").exits(0);
    project.run("verify letter.md --strict").exits(0);
    assert!(tags(&project).contains("A quay at dawn"));
    let page = project.read("output/letter.html");
    assert!(page.contains("<p class=\"banner\"><img src=\"letter-assets/image-001.svg\""), "{page}");
    let address =
        "<meta property=\"og:image\" content=\"https://quay.example/letter/letter-assets/image-001.svg\">";
    assert!(page.contains(address), "{page}");
    project.write(
        "letter.md",
        project.read("letter.md").replace("cover: front", "pdf: {cover: false}\ncover: front"),
    );
    assert!(!tags(&project).contains("A quay at dawn"));
}

#[test]
fn image_that_is_not_there_is_reported_at_its_key() {
    for key in ["cover", "cover-image", "logo"] {
        let project = project(&format!("{key}: none.svg\n"));
        project.run("check letter.md").exits(1).reports("missing-image").reports("letter.md:8:");
    }
}

#[test]
fn hostile_covers_are_drawn_without_harm() {
    let long = "An endless title ".repeat(200);
    for (width, height) in [("1", "100000"), ("100000", "1"), ("10", "10")] {
        let logo =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"/>");
        let keys = "logo: mark.svg\ncover-image: mark.svg\npdf: {cover: true, paper: 50mm x 50mm}\n";
        let project = project(&format!("{keys}description: {long}\n"));
        project.write("mark.svg", logo);
        project.write("letter.md", project.read("letter.md").replace("The yearly letter", &long));
        project.run("build letter.md").exits(0);
    }
}
