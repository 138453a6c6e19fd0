//! Paths that lead out of the folder, to no file, or to an endless one.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::titled;
use crate::support::project::TestProject;

/// A folder `doc` with a secret next to it, and links and pipes that lead out.
fn project() -> TestProject {
    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let project =
        TestProject::new(&[("secret/dot.svg", SVG), ("secret/a.md", "The secret.\n"), ("doc/in.svg", SVG)]);
    for (to, at) in [
        ("secret/dot.svg", "doc/file.svg"),
        ("secret", "doc/folder"),
        ("doc", "doc/around"),
        ("doc/circle.svg", "doc/circle.svg"),
    ] {
        symlink(project.path(to), project.path(at)).expect("a link");
    }
    symlink("/dev/zero", project.path("doc/zero.svg")).expect("a link");
    let made = Command::new("mkfifo").arg(project.path("doc/pipe.svg")).status().expect("mkfifo");
    assert!(made.success());
    project
}

#[test]
fn no_image_is_read_from_outside() {
    let project = project();
    let secret = project.path("secret/dot.svg");
    let secret = secret.display();
    for image in [
        "../secret/dot.svg",
        "./x/../../secret/dot.svg",
        "file.svg",
        "folder/dot.svg",
        "around/folder/dot.svg",
        "circle.svg",
        "zero.svg",
        "pipe.svg",
        ".",
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/environ",
        "%2e%2e/secret/dot.svg",
        "..%2fsecret%2fdot.svg",
        "..\\secret\\dot.svg",
        &format!("{secret}"),
        &format!("file://{secret}"),
    ] {
        project.write("doc/a.md", titled(&format!("![A picture](<{image}>)")));
        let run = project.bounded("build doc/a.md");
        assert!(run.stderr.contains("doc/a.md:6"), "{image}: {}", run.stderr);
        // What is at an address of a site is never looked for: the alternative text stands for it.
        if image.starts_with('/') || image.starts_with("file:") {
            assert!(run.status == 0 && run.stderr.contains("[remote-image]"), "{image}: {}", run.stderr);
            assert!(!project.read("output/a.html").contains("<img"), "{image}");
            std::fs::remove_dir_all(project.path("output")).expect("removed");
            continue;
        }
        assert!(run.status == 1 && run.stderr.contains("error["), "{image}: {}", run.stderr);
        assert!(project.list("output").is_empty(), "{image}");
    }
    project.write("doc/a.md", titled("![A picture](in.svg) ![Again](around/in.svg)"));
    project.bounded("build doc/a.md").exits(0);
}

#[test]
fn no_chapter_is_read_from_outside() {
    let project = project();
    for chapter in
        ["../secret/a.md", "folder/a.md", "/etc/passwd", "zero.svg", "pipe.svg", ".", "/dev/zero", ""]
    {
        let manifest =
            format!("[publication]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"{chapter}\"]\n");
        project.write("doc/pamphlet.toml", manifest);
        let run = project.bounded("build doc -t txt");
        assert!((1..=2).contains(&run.status) && !run.stderr.is_empty(), "{chapter}: {}", run.stderr);
        assert!(!run.stderr.contains("The secret"), "{chapter}: {}", run.stderr);
        assert!(project.list("output").is_empty(), "{chapter}");
    }
}

#[test]
fn endless_source_is_refused() {
    let project = TestProject::new(&[]);
    project.bounded("build /dev/zero -t txt").exits(2).reports("MiB");
    project
        .shell("ulimit -v 4194304; \"$0\" \"$@\" </dev/zero", "build - -t txt -o -")
        .exits(2)
        .reports("MiB");
}

#[test]
fn slug_cannot_leave_the_output_folder() {
    for slug in ["../x", "/tmp/x", "a/b", "..", ".", "a\\\\b", "a\\u0000b"] {
        let project = TestProject::new(&[]);
        project.write("a.md", format!("---\ntitle: T\nlang: en\nslug: \"{slug}\"\n---\n\nText.\n"));
        let run = project.bounded("build a.md -t txt");
        assert_eq!(run.status, 1, "{slug}: {}", run.stderr);
        assert_eq!(project.list("."), ["a.md"], "{slug}");
    }
}

#[test]
fn links_of_every_scheme_are_harmless() {
    let project = TestProject::new(&[]);
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
    ] {
        project.write("a.md", titled(&format!("A [link](<{address}>).")));
        let run = project.bounded("build a.md -t html -o page.html");
        let page = if run.status == 0 { project.read("page.html") } else { String::new() };
        let harmful = |it: &str| page.to_lowercase().contains(&format!("href=\"{it}"));
        assert!(
            run.status == 1 || !["javascript:", "vbscript:", "data:"].iter().any(|it| harmful(it)),
            "{address}"
        );
    }
    for address in
        ["mailto:a@b.c", "tel:+1-2", "ftp://a.b/c", "geo:1,2", "urn:isbn:1", "https://[::1]/", "//a.b/c"]
    {
        project.write("a.md", titled(&format!("A [link to it](<{address}>).")));
        let run = project.bounded("build a.md");
        assert!(run.status == 0 || run.stderr.contains("error["), "{address}: {}", run.stderr);
    }
}
