//! No circle of files inside a room: where two files use each other, neither can be read, tested or moved alone.
//!
//! `CIRCLES=layout cargo test --test integration circles -- --nocapture` prints those of a room, known or not.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Crate, Usage};
use super::text::{SourceFile, files, plain, without_tests};

/// Rooms that still have circles. The list may only become shorter.
const KNOWN_CIRCLES: &[&str] = &[];

/// Files that reach each other, and the uses between them.
struct Circle<'a> {
    files: BTreeSet<&'a str>,
    usages: Vec<&'a Usage>,
}

/// The circles among the files of a crate.
fn circles(usages: &[Usage]) -> Vec<Circle<'_>> {
    let mut used_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for usage in usages {
        used_by.entry(&usage.from).or_default().insert(&usage.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        used_by.keys().map(|file| (*file, reach(file, &used_by))).collect();
    let mut circles: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    for (file, others) in &reached {
        if others.contains(file) {
            let returns = |other: &&&str| reached.get(**other).is_some_and(|it| it.contains(file));
            circles.insert(others.iter().filter(returns).copied().collect());
        }
    }
    let uses =
        |files: &BTreeSet<&str>, usage: &&Usage| files.contains(&*usage.from) && files.contains(&*usage.to);
    let circle = |files: BTreeSet<_>| {
        let usages = usages.iter().filter(|usage| uses(&files, usage)).collect();
        Circle { files, usages }
    };
    circles.into_iter().map(circle).collect()
}

/// What a file uses, and what that uses, and so on.
fn reach<'a>(file: &'a str, used_by: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![file]);
    while let Some(file) = next.pop() {
        let used = used_by.get(file).into_iter().flatten();
        next.extend(used.filter(|it| reached.insert(**it)));
    }
    reached
}

impl Circle<'_> {
    fn room(&self) -> &str {
        self.files.first().and_then(|it| it.split('/').next()).unwrap_or_default()
    }

    /// The files, and for each pair the names and lines of the uses.
    fn report(&self) -> String {
        let mut lines = vec![format!("a circle of {} files in {}:", self.files.len(), self.room())];
        let mut pairs: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for usage in &self.usages {
            let names = pairs.entry((&usage.from, &usage.to)).or_default();
            names.push(format!("{} (line {})", usage.name, usage.line));
        }
        for ((from, to), names) in pairs {
            lines.push(format!("  src/{from} uses src/{to}: {}", names.join(", ")));
        }
        lines.join("\n")
    }
}

#[test]
fn no_room_has_a_circle_of_files() {
    let files = files();
    let usages = Crate::new(&files).usages();
    let circles = circles(&usages);
    if let Ok(room) = std::env::var("CIRCLES") {
        let of_room: Vec<_> =
            circles.iter().filter(|circle| circle.room() == room).map(Circle::report).collect();
        println!("{} circles in {room}\n{}", of_room.len(), of_room.join("\n"));
    }
    let new: Vec<String> =
        circles.iter().filter(|circle| !KNOWN_CIRCLES.contains(&circle.room())).map(Circle::report).collect();
    assert!(new.is_empty(), "\n{}", new.join("\n"));
    let is_free = |room: &&&str| !circles.iter().any(|circle| circle.room() == **room);
    let free: Vec<_> = KNOWN_CIRCLES.iter().filter(is_free).collect();
    assert!(free.is_empty(), "without a circle now; remove from KNOWN_CIRCLES: {free:?}");
}

/// The uses in a made-up crate, as `from -> to: name@line`.
fn uses(sources: &[(&str, &str)]) -> Vec<String> {
    let file = |(path, code): &(&str, &str)| SourceFile {
        path: (*path).to_owned(),
        code: without_tests(&plain(code)),
        text: String::new(),
    };
    let files: Vec<SourceFile> = sources.iter().map(file).collect();
    let usages = Crate::new(&files).usages();
    usages.iter().map(|it| format!("{} -> {}: {}@{}", it.from, it.to, it.name, it.line)).collect()
}

#[test]
fn paths_lead_to_the_deepest_file() {
    let found = uses(&[
        ("room/mod.rs", "mod a;\npub(in crate::room) mod b;\nfn f() { a::g(b::deep::H) }"),
        (
            "room/a.rs",
            "use crate::room::b::{\n  self, X as Y,\n  deep::{H, Z::V}};\nuse super::b as q; fn g() { q::i(); b::j() }",
        ),
        ("room/b/mod.rs", "mod deep; use std::fmt; use other::Name; fn i() { self::deep::k(); fmt::x() }"),
        (
            "room/b/deep.rs",
            "pub(in crate::room) fn k() -> impl Sized + use<> { super::super::f(crate::other::N) }",
        ),
        ("other.rs", "use crate::room::a::g;"),
    ]);
    let expected = [
        "room/a.rs -> room/b/deep.rs: H@3",
        "room/a.rs -> room/b/deep.rs: Z@3",
        "room/a.rs -> room/b/mod.rs: X@2",
        "room/a.rs -> room/b/mod.rs: i@4",
        "room/a.rs -> room/b/mod.rs: j@4",
        "room/b/deep.rs -> room/mod.rs: f@1",
        "room/b/mod.rs -> room/b/deep.rs: k@1",
        "room/mod.rs -> room/a.rs: g@3",
        "room/mod.rs -> room/b/deep.rs: H@3",
    ];
    assert_eq!(found, expected);
}

#[test]
fn reexports_lead_to_the_definition() {
    let found = uses(&[
        (
            "room/mod.rs",
            "mod a; mod gather; mod types;\npub use a::Thing; pub(super) use gather::gather;\npub use types::Unused;",
        ),
        (
            "room/a.rs",
            "use crate::room::gather; use super::Unused; pub use super::types::Kept; fn f(it: Kept) { gather() }",
        ),
        ("room/gather.rs", "use crate::room::Thing; pub fn gather() { let it: super::Thing; }"),
        ("room/types.rs", "// use super::Thing;\n\"\nsuper::Thing\";\nuse super::a::Other;"),
    ]);
    let expected = [
        "room/a.rs -> room/gather.rs: gather@1",
        "room/a.rs -> room/types.rs: Kept@1",
        "room/a.rs -> room/types.rs: Unused@1",
        "room/gather.rs -> room/a.rs: Thing@1",
        "room/types.rs -> room/a.rs: Other@4",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_module_inside_a_file_is_the_file() {
    let found = uses(&[
        ("room/mod.rs", "mod a; fn f() {} fn g() {}"),
        (
            "room/a.rs",
            "pub mod inner {\n  use super::f; fn i() { if true {} super::super::g() }\n}\nfn f() { super::f() }",
        ),
        ("room/b.rs", "use super::a::inner; fn i() { inner::i() }"),
    ]);
    assert_eq!(
        found,
        ["room/a.rs -> room/mod.rs: f@4", "room/a.rs -> room/mod.rs: g@2", "room/b.rs -> room/a.rs: inner@1"]
    );
}

#[test]
fn test_code_does_not_count() {
    let found = uses(&[
        (
            "room/a.rs",
            "#[cfg(test)]\nmod tests {\n  use super::super::b::X;\n}\n#[cfg(test)] use super::b::{Y};\nuse super::b::Z;",
        ),
        ("room/b.rs", ""),
    ]);
    assert_eq!(found, ["room/a.rs -> room/b.rs: Z@6"]);
}

#[test]
fn circles_are_what_reaches_itself() {
    let usage = |from: &str, to: &str| Usage {
        from: format!("room/{from}"),
        to: format!("room/{to}"),
        name: "N".to_owned(),
        line: 7,
    };
    let usages =
        [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("f", "g"), ("g", "f"), ("e", "g")];
    let usages = usages.map(|(from, to)| usage(from, to));
    let found = circles(&usages);
    let files: Vec<Vec<&str>> = found.iter().map(|it| it.files.iter().copied().collect()).collect();
    assert_eq!(files, [vec!["room/a", "room/b", "room/c"], vec!["room/f", "room/g"]]);
    assert_eq!(
        found[1].report(),
        "a circle of 2 files in room:\n  src/room/f uses src/room/g: N (line 7)\n  src/room/g uses src/room/f: N (line 7)"
    );
    assert!(circles(&usages[3..5]).is_empty());
}
