//! Front matter and manifests that are deep, long, or circular.

use super::{GOOD, many};
use crate::support::project::TestProject;

#[track_caller]
fn front_matter(yaml: &str, says: &str) {
    let project = TestProject::new(&[("a.md", &format!("---\n{yaml}\n---\n\nText.\n"))]);
    let run = project.bounded("check a.md");
    assert!(run.status == 1 && run.stderr.contains(says), "{}", &run.stderr[..run.stderr.len().min(2000)]);
}

#[track_caller]
fn manifest(toml: &str, says: &str) {
    let project = TestProject::new(&[("pamphlet.toml", toml), ("a.md", GOOD)]);
    let run = project.bounded("build -t txt");
    assert!(run.status == 2 && run.stderr.contains(says), "{}", &run.stderr[..run.stderr.len().min(2000)]);
}

#[test]
fn yaml_aliases_are_limited() {
    let level = |it: u8| {
        let (name, one) = (char::from(b'b' + it), format!("*{}", char::from(b'a' + it)));
        format!("{name}: &{name} [{}]\n", vec![one; 9].join(", "))
    };
    let laughs: String = (0..10).map(level).collect();
    front_matter(&format!("a: &a [x, x, x, x, x, x, x, x, x]\n{laughs}title: *k"), "error[");
    front_matter("title: &a [*a]", "error[");
}

#[test]
fn deep_yaml_is_refused() {
    front_matter(&format!("title: {}", "[".repeat(many(100_000))), "error[");
    front_matter(&format!("title: {}", "{a: ".repeat(many(50_000))), "error[");
    let stairs: String = (0..many(3000)).map(|it| format!("{}a:\n", " ".repeat(it))).collect();
    front_matter(&stairs, "error[");
    let keys: String = (0..many(20_000)).map(|it| format!("  k{it}: v\n")).collect();
    front_matter(&format!("check:\n{keys}"), "error[unknown-key]");
}

#[test]
fn deep_toml_is_refused() {
    manifest(&format!("a = {}", "[".repeat(many(100_000))), "error[");
    manifest(&format!("a = {}", "{a=".repeat(many(100_000))), "error[");
    manifest(&format!("a{} = 1", ".a".repeat(many(100_000))), "error[");
    manifest(&format!("[a{}]", ".a".repeat(many(100_000))), "error[");
    manifest(&format!("a = \"{}", "x".repeat(many(1_000_000))), "error[");
    let keys: String = (0..many(20_000)).map(|it| format!("k{it} = 1\n")).collect();
    manifest(&keys, "error[unknown-key]");
}

#[test]
fn manifest_is_not_a_chapter() {
    manifest(
        "[publication]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"pamphlet.toml\"]\n",
        "it is the manifest itself",
    );
}

#[test]
fn circular_collection_is_refused() {
    for members in ["\".\"", "\"pamphlet.toml\"", "\"./.\"", "\"sub\""] {
        let project = TestProject::new(&[
            ("pamphlet.toml", &format!("[collection]\nmembers = [{members}]\n")),
            ("sub/pamphlet.toml", "[collection]\nmembers = [\"sub\"]\n"),
            ("sub/sub/pamphlet.toml", "[collection]\nmembers = [\"../../sub\"]\n"),
        ]);
        let run = project.bounded("build -t txt");
        assert!(run.status != 0 && !run.stderr.is_empty(), "{members}: {}", run.stderr);
    }
}

#[test]
fn ten_thousand_chapters() {
    let count = many(10_000);
    let project = TestProject::new(&[]);
    let mut manifest = "[publication]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [".to_owned();
    for chapter in 0..count {
        project.write(&format!("{chapter}.md"), format!("# Chapter {chapter}\n\nText.\n"));
        manifest.push_str(&format!("\"{chapter}.md\", "));
    }
    project.write("pamphlet.toml", manifest + "]\n");
    project.bounded("build -q").exits(0);
}
