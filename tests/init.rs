//! What `init` makes can be published as it is, and nothing that is there is overwritten.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::project::TestProject;

const TEMPLATES: [&str; 5] = ["statement", "report", "book", "collection", "site"];
const LANGUAGES: [&str; 3] = ["de", "en", "fr"];

#[test]
fn every_template_in_every_language_is_published_without_a_warning() {
    for template in TEMPLATES {
        for lang in LANGUAGES {
            let project = TestProject::new(&[]);
            project.run(&format!("init here --template {template} --lang {lang}")).exits(0);
            project.run("check here --strict").exits(0).reports("no errors or warnings");
            project.run("build here --strict -q").exits(0);
            project.run("verify here").exits(0);
            let svg = |it: &String| it.ends_with(".svg");
            let folder = if template == "collection" { "here/statement/images" } else { "here/images" };
            assert!(project.list(folder).iter().any(svg), "{template} has an image");
        }
    }
}

#[test]
fn titles_and_languages_are_those_that_are_asked_for() {
    let project = TestProject::new(&[]);
    let mut command = project.command("init --template statement --lang de-CH --title");
    assert!(command.arg("Ein \"guter\" \\ Titel").status().is_ok_and(|it| it.success()));
    let manifest = project.read("pamphlet.toml");
    assert!(manifest.contains("language = \"de-CH\""), "{manifest}");
    assert!(manifest.contains(r#"title = "Ein \"guter\" \\ Titel""#), "{manifest}");
    project.run("check --strict").exits(0);
    project.run("init other --lang it").exits(2).reports("de, en, fr");
    project.run("init other --lang nonsense!").exits(2).reports("language tag");
    assert!(!project.path("other").exists());
}

#[test]
fn nothing_is_overwritten() {
    let project = TestProject::new(&[("book/2-noon.md", "Mine.\n")]);
    project.run("init book --template book").exits(2).reports("`book/2-noon.md` exists already");
    assert_eq!(project.list("book"), ["2-noon.md"], "and nothing else is written");
    assert_eq!(project.read("book/2-noon.md"), "Mine.\n");
    project.run("init book --template site").exits(0).reports("book/pamphlet.toml");
    assert_eq!(project.read("book/2-noon.md"), "Mine.\n");
}

#[test]
fn the_next_step_is_told() {
    let project = TestProject::new(&[]);
    project.run("init here").exits(0).reports("Next: `pamphlet serve here --open`");
    project.run("init here -q --template site").exits(2);
    assert_eq!(project.run("init there -q").exits(0).stderr, "");
}

/// The templates lie as files; each is in the program, or it would be of no use.
#[test]
fn every_file_of_the_templates_is_used() {
    fn files(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                files(&entry.path(), found);
            } else {
                found.extend(std::fs::read_to_string(entry.path()));
            }
        }
    }
    let mut on_disk = BTreeSet::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/init/templates"), &mut on_disk);
    let mut written = BTreeSet::new();
    for template in TEMPLATES {
        for lang in LANGUAGES {
            let project = TestProject::new(&[]);
            project.run(&format!("init --template {template} --lang {lang}")).exits(0);
            files(&project.path("."), &mut written);
        }
    }
    assert_eq!(on_disk, written);
}
