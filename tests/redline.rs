//! Redlines: two versions as one document, from which either comes back.

use std::collections::BTreeSet;

use proptest::prelude::*;

use pamphlet::diag::Diagnostics;
use pamphlet::document::{Document, dump};
use pamphlet::parse::parse;
use pamphlet::publication::Publication;
use pamphlet::redline::{Version, disproof, redline, settled};
use pamphlet::resolve::resolve;
use pamphlet::source::{Source, Sources};

/// The tree of a text with numbers of sections and figures.
fn read(text: &str) -> Document {
    let mut sources = Sources::new();
    let ids: Vec<_> = sources.add(Source::new("a.md", text)).into_iter().collect();
    let (publication, mut diags) = (Publication::default(), Diagnostics::new());
    let (mut document, publication) = parse(&sources, &ids, &publication, &mut diags);
    resolve(&mut document, &publication.numbers, &mut diags);
    document
}

/// The words of a redline, where a line is a block, with its signs.
fn shown(old: &str, new: &str) -> String {
    let (old, new) = (read(old), read(new));
    let redline = redline(&old, &new);
    assert_eq!(disproof(&redline, &old, &new), None);
    let mut lines: Vec<String> = Vec::new();
    for (at, block) in redline.blocks.iter().enumerate() {
        let is_said = block.attr.has_class("changes");
        if at == 0 || !is_said {
            let mut text = String::new();
            pamphlet::document::walk::walk(std::slice::from_ref(block), &mut |node| match node {
                pamphlet::document::walk::Node::Inline(it) => text.push_str(it.kind.own_text().unwrap_or("")),
                pamphlet::document::walk::Node::Block(_) => text.push(' '),
            });
            lines.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    lines.remove(0);
    lines.join("\n")
}

#[test]
fn words_in_a_paragraph_are_marked() {
    assert_eq!(shown("The rain came early.", "The rain came late."), "The rain came [−early−]{+late+}.");
    assert_eq!(shown("A big dog.", "A very big dog."), "A {+very+} big dog.");
    assert_eq!(shown("A very big dog.", "A big dog."), "A [−very−] big dog.");
    assert_eq!(shown("It is big.", "It is big and red."), "It is big{+ and red+}.");
    assert_eq!(shown("A small cat ran.", "The large dog ran."), "[−A small cat−]{+The large dog+} ran.");
    assert_eq!(shown("一句话在这里。", "一句诗在这里。"), "一句[−话−]{+诗+}在这里。");
    assert_eq!(shown("Same words.", "Same\nwords."), "Same words.");
}

#[test]
fn emphasis_and_links_are_whole() {
    assert_eq!(
        shown("See [the old guide](https://a.example/) now.", "See [the new guide](https://a.example/) now."),
        "See the [−old−]{+new+} guide now."
    );
    assert_eq!(
        shown("See [the guide](https://a.example/).", "See [the guide](https://b.example/)."),
        "See [−the guide−]{+the guide+}."
    );
    assert_eq!(shown("One **two** three.", "One **two** four."), "One two [−three−]{+four+}.");
}

#[test]
fn blocks_items_rows_and_notes_are_marked() {
    assert_eq!(shown("One is here.\n\nTwo goes away.", "One is here."), "One is here.\n[−Two goes away.−]");
    assert_eq!(shown("- one\n- two\n- three", "- one\n- three\n- four"), "one [−two−] three {+four+}");
    let table = |rows: &str| format!("| Place | Miles |\n|---|---|\n{rows}");
    assert_eq!(
        shown(&table("| Harbour | 2 |\n| Mill | 3 |"), &table("| Harbour | 4 |\n| Tower | 5 |")),
        "PlaceMilesHarbour[−2−]{+4+}[−Mill−][−3−]{+Tower+}{+5+}"
    );
    let (old, new) = ("It rains.[^a]\n\n[^a]: Since noon.", "It rains.[^a]\n\n[^a]: Since dawn.");
    let redline = redline(&read(old), &read(new));
    let dumped = dump::dump(&redline, pamphlet::document::Spans::Hidden);
    assert!(dumped.contains("noon") && dumped.contains("dawn"), "{dumped}");
    assert_eq!(disproof(&redline, &read(old), &read(new)), None);
    assert_eq!(
        shown("```\none\n```\n", "```\ntwo\n```\n"),
        "[−Deleted−]\n{+Inserted+}",
        "code has no place for signs"
    );
}

#[test]
fn rows_that_a_cell_joins_are_marked_together() {
    let table = |rows: &str| format!("<table><tbody>{rows}</tbody></table>");
    let tall = |name: &str, words: [&str; 2]| {
        let [one, two] = words;
        format!("<tr><td rowspan=\"2\">{name}</td><td>{one}</td></tr><tr><td>{two}</td></tr>")
    };
    let wide = "<tr><td colspan=\"2\">Both sides of it</td></tr>";
    let harbour = tall("Harbour", ["deep water", "old walls"]);
    assert_eq!(
        shown(&table(&harbour), &table(&tall("Harbour", ["deep water", "new walls"]))),
        "Harbourdeep water[−old−]{+new+} walls"
    );
    assert_eq!(
        shown(
            &table(&format!("{harbour}<tr><td>One</td><td>two</td></tr>")),
            &table("<tr><td>One</td><td>two</td></tr>")
        ),
        "[−Harbour−][−deep water−][−old walls−]Onetwo"
    );
    let (single, lists) =
        ("<tr><td>One</td><td>two</td></tr>", "<tr><td>One</td><td><ul><li>two</li></ul></td></tr>");
    assert_eq!(shown(&table(single), &table(lists)), "One [−two−] {+two+}");
    let parted = "<tr><td>Both sides</td><td>of it</td></tr>";
    let (old, new) = (read(&table(&format!("{single}{wide}"))), read(&table(&format!("{single}{parted}"))));
    let both = redline(&old, &new);
    let pamphlet::document::BlockKind::Table(table) = &both.blocks[1].kind else {
        panic!("one table of both")
    };
    let mut settled = table.clone();
    settled.settle();
    assert_eq!((&settled, table.body.len()), (table, 3), "each place is taken once");
}

#[test]
fn what_moved_has_links_between_its_places() {
    let (old, new) = (
        "One is here now.\n\nTwo follows it soon.\n\nThree is last of all.",
        "Two follows it soon.\n\nThree is last of all.\n\nOne is here now.",
    );
    assert_eq!(
        shown(old, new),
        "[−One is here now. (moved to here)−]\nTwo follows it soon.\nThree is last of all.\n{+One is here now. (moved from here)+}"
    );
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let old = "# One {#one}\n\nSee [one](#one) and [gone](#gone).\n\n# Gone {#gone}\n\nText of it.";
    let new = "# One {#one}\n\nSee [one](#one).\n\n# Change {#change-1}\n\nText of it, too.";
    let redline = redline(&read(old), &read(new));
    let mut ids = BTreeSet::new();
    let mut links = Vec::new();
    redline.walk(|node| {
        for attr in node.attributes() {
            if let Some(id) = &attr.id {
                assert!(ids.insert(id.clone()), "{id} is there twice");
            }
        }
        if let pamphlet::document::walk::Node::Inline(pamphlet::document::Inline {
            kind: pamphlet::document::InlineKind::Link { target: pamphlet::document::Target::Anchor(id), .. },
            ..
        }) = node
        {
            links.push(id.clone());
        }
    });
    assert!(links.len() > 3 && links.iter().all(|it| ids.contains(it)), "{links:?} {ids:?}");
}

/// A word, often the same.
fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "the",
        "rain",
        "falls",
        "on",
        "*old*",
        "**mills**",
        "and",
        "[roofs](https://a.example/)",
        "`code`",
        "it's",
        "e.g.",
        "“so”",
        "雨が降る",
        "نص",
        "a–b",
        "3.14",
        "[x](#top)",
        "~~never~~",
        "end.[^n]",
        "or[^m]",
    ])
    .prop_map(str::to_owned)
}

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..12).prop_map(|it| it.join(" "))
}

/// A table whose cells take several columns and rows, with words or a list in them.
fn spanned() -> impl Strategy<Value = String> {
    let cell = (sentence(), 1..3_u8, 1..4_u8, any::<bool>());
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..4), 1..5);
    (rows, any::<bool>()).prop_map(|(rows, has_foot)| {
        let cell = |(text, columns, rows, is_list): &(String, u8, u8, bool)| {
            let text = if *is_list { format!("\n\n- {text}\n\n") } else { text.clone() };
            format!("<td colspan=\"{columns}\" rowspan=\"{rows}\">{text}</td>\n")
        };
        let row = |it: &Vec<_>| format!("<tr>\n{}</tr>\n", it.iter().map(cell).collect::<String>());
        let count = rows.len() - usize::from(has_foot);
        let (body, foot): (String, String) =
            (rows[..count].iter().map(row).collect(), rows[count..].iter().map(row).collect());
        format!("<table>\n<tbody>\n{body}</tbody>\n<tfoot>\n{foot}</tfoot>\n</table>")
    })
}

/// A block of any kind.
fn block() -> impl Strategy<Value = String> {
    let items = || prop::collection::vec(sentence(), 1..4);
    prop_oneof![
        4 => sentence(),
        1 => sentence().prop_map(|it| format!("## {it}")),
        2 => items().prop_map(|it| it.iter().map(|it| format!("- {it}\n")).collect::<String>()),
        1 => items().prop_map(|it| it.iter().map(|it| format!("1. {it}\n\n   More of it.\n\n")).collect::<String>()),
        1 => items().prop_map(|it| it.iter().map(|it| format!("> {it}\n>\n")).collect::<String>()),
        1 => items().prop_map(|it| {
            let rows: String = it.iter().map(|it| format!("| {it} | x |\n")).collect();
            format!("| A | B |\n|---|---|\n{rows}")
        }),
        2 => spanned(),
        1 => items().prop_map(|it| format!("```\n{}\n```", it.join("\n"))),
        1 => (sentence(), items()).prop_map(|(term, it)| {
            format!("{term}\n{}", it.iter().map(|it| format!(": {it}\n")).collect::<String>())
        }),
        1 => sentence().prop_map(|it| format!("> [!NOTE]\n> {it}")),
        1 => Just("---".to_owned()),
    ]
}

/// What is done to a block.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Remove,
    Replace(String),
    Insert(String),
    Swap,
    Word(usize, String),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        5 => Just(Edit::Keep),
        1 => Just(Edit::Remove),
        1 => block().prop_map(Edit::Replace),
        1 => block().prop_map(Edit::Insert),
        1 => Just(Edit::Swap),
        4 => (0_usize..12, word()).prop_map(|(at, word)| Edit::Word(at, word)),
    ]
}

/// Two versions: blocks, and the same edited.
fn versions() -> impl Strategy<Value = (String, String)> {
    prop::collection::vec((block(), edit()), 1..10).prop_map(|list| {
        let old: Vec<String> = list.iter().map(|it| it.0.clone()).collect();
        let mut new: Vec<String> = Vec::new();
        for (block, edit) in &list {
            match edit {
                Edit::Keep => new.push(block.clone()),
                Edit::Remove => {}
                Edit::Replace(other) => new.push(other.clone()),
                Edit::Insert(other) => new.extend([other.clone(), block.clone()]),
                Edit::Swap => new.insert(new.len().saturating_sub(1), block.clone()),
                Edit::Word(at, word) => {
                    let mut words: Vec<&str> = block.split(' ').collect();
                    let at = at % words.len();
                    words[at] = word;
                    new.push(words.join(" "));
                }
            }
        }
        let end = "\n\n[^n]: A note of *few* words.\n\n[^m]: Another";
        let text = |blocks: &[String], end: &str| format!("# Top {{#top}}\n\n{}{end}", blocks.join("\n\n"));
        (text(&old, &format!("{end} note.\n")), text(&new, &format!("{end} one, changed.\n")))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Rejecting all changes gives the words of the old version, accepting all those of the new one; a second time
    /// changes nothing, and a version has no changes from itself.
    #[test]
    fn both_versions_come_back((old, new) in versions()) {
        let (old, new) = (read(&old), read(&new));
        let both = redline(&old, &new);
        prop_assert_eq!(disproof(&both, &old, &new), None);
        for version in [Version::Old, Version::New] {
            let once = settled(&both, version);
            prop_assert_eq!(&settled(&once, version), &once);
        }
        let same = redline(&new, &new);
        prop_assert!(!dump::dump(&same, pamphlet::document::Spans::Hidden).contains("insertion"));
        prop_assert_eq!(same.notes.len(), new.notes.len());
    }
}

/// The text of an HTML page's content without the elements that a version does not have, and what the program added.
fn text_without(html: &str, element: &str) -> Vec<String> {
    let main = html.split_once("<main").and_then(|it| it.1.split_once("</main>")).map_or("", |it| it.0);
    let (mut text, mut skipped) = (String::new(), Vec::<String>::new());
    for part in main.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let is_added = ["change-sign", "changes"].iter().any(|class| {
            tag.split_once("class=\"")
                .and_then(|it| it.1.split_once('"'))
                .is_some_and(|it| it.0.split(' ').any(|it| it == *class))
        });
        match skipped.last() {
            _ if tag.starts_with('/') && skipped.last().is_some_and(|it| it == name) => drop(skipped.pop()),
            Some(open) if open == name && !tag.starts_with('/') => skipped.push(name.to_owned()),
            None if !tag.starts_with('/') && (is_added || name == element) => skipped.push(name.to_owned()),
            _ => {}
        }
        if skipped.is_empty() {
            // Only elements in a line let a word go on.
            if !["a", "em", "strong", "ins", "del", "span", "sup", "code"].contains(&name) {
                text.push(' ');
            }
            text.push_str(words);
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn editions_on_disk_have_both_versions() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let head = "---\ntitle: Guide\nlang: en\n---\n\n";
    let old = format!(
        "{head}# Rain\n\nThe rain came *early* this year.[^n]\n\nNobody was ready for it at all.\n\n- one\n- two\n\n[^n]: In May.\n"
    );
    let new = format!(
        "{head}# Rain\n\nThe rain came *late* this year.[^n]\n\n- one\n- two\n- three\n\nNobody was ready for it at all.\n\n[^n]: In June.\n"
    );
    let (old, new) = (write("old.md", &old), write("new.md", &new));
    let build = |path: &std::path::Path, redline: Option<&std::path::PathBuf>| {
        let options = pamphlet::BuildOptions { redline: redline.cloned(), ..Default::default() };
        let built = pamphlet::Project::open(path).expect("a project").build(&options).expect("a build");
        let publication = built.publications.into_iter().next().expect("a publication");
        assert_eq!(publication.messages(), "");
        publication.build.expect("editions").editions
    };
    let page = |editions: &[pamphlet::pipeline::BuiltEdition]| {
        let html = editions.iter().find(|it| it.plan.format == "html").expect("a page");
        String::from_utf8(html.files[0].bytes.clone()).expect("UTF-8")
    };
    let both = build(&new, Some(&old));
    assert!(both.iter().flat_map(|it| &it.files).all(|it| it.path.starts_with("new-redline.")));
    let html = page(&both);
    for (version, element) in [(&new, "del"), (&old, "ins")] {
        let text = |html: &str| text_without(html, element)[1..].join(" ").replace("– Redline ", "");
        assert_eq!(text(&html), text(&page(&build(version, None))));
    }
    let txt = both.iter().find(|it| it.plan.format == "txt").expect("a text");
    let text = String::from_utf8_lossy(&txt.files[0].bytes).into_owned();
    for wanted in ["[−early−]{+late+}", "{+three+}", "In [−May−]{+June+}.", "List of changes"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}
