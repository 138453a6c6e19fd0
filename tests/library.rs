//! The library as another program uses it. `tests/run` compiles such a program, `tests/library`.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;

use pamphlet::{BuildOptions, Project};

const SOURCE: &str = "---\ntitle: A leaflet\nlang: en\n---\n\nBread, and roses.\n";

#[test]
fn library_builds_a_project_and_tells_its_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("leaflet.md");
    fs::write(&source, SOURCE).expect("written");
    let project = Project::open(&source).expect("opened");
    let options =
        BuildOptions { editions: vec!["pdf".to_owned(), "txt".to_owned()], ..BuildOptions::default() };
    let built = project.build(&options).expect("built");
    let output = folder.path().join("output");
    let written = built.write(&output).expect("written");
    let names: Vec<String> =
        written.iter().map(|it| it.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["leaflet.pdf", "leaflet.txt", "leaflet.record.json", "SHA256SUMS"]);
    assert!(fs::read(output.join("leaflet.pdf")).expect("a file").starts_with(b"%PDF-1.7"));
    let unknown = BuildOptions { editions: vec!["mobi".to_owned()], ..BuildOptions::default() };
    let error = project.build(&unknown).expect_err("no such edition");
    assert_eq!(error.to_string(), "`leaflet` has no edition `mobi`");
    fs::write(&source, SOURCE.replace("lang: en", "lang: en\npdf: {paper: a99}")).expect("written");
    let built = Project::open(&source).expect("opened").build(&options).expect("read");
    assert!(
        built.publications[0].build.is_none() && built.publications[0].messages().contains("unknown-paper")
    );
    assert!(built.write(&output).expect_err("errors").to_string().contains("unknown-paper"));
    assert!(Project::open(folder.path().join("none.md")).is_err());
}
