//! Inputs that are made to be slow or large: fifty kilobytes are built in ten seconds of processor time and one gigabyte,
//! or refused in them.

use std::fs;

use super::stops::stopper;
use super::titled;
use crate::support::project::TestProject;

/// The seconds of processor time; a debug build is slower than its smaller inputs make up for.
const SECONDS: u32 = if cfg!(debug_assertions) { 60 } else { 10 };
/// The most memory, in KiB.
const MEMORY: u64 = 1 << 20;

/// A twentieth of what fills a megabyte.
const fn many(count: usize) -> usize {
    count / 20
}

/// Builds all editions within the limits; what is refused has a reason. Returns the messages.
#[track_caller]
fn bounded(project: &TestProject, what: &str) -> String {
    let count = project.path("count");
    let loaded = stopper()
        .map_or(String::new(), |it| format!("LD_PRELOAD={} STOP_COUNT={} ", it.display(), count.display()));
    // Another run may have left the file.
    drop(fs::remove_file(&count));
    let line = format!("ulimit -t {SECONDS}; {loaded}exec \"$0\" \"$@\"");
    let run = project.shell(&line, "build a.md --message-format short");
    assert!((0..=1).contains(&run.status), "{what}: {}", run.stderr.lines().next().unwrap_or_default());
    assert!(run.status == 0 || run.stderr.contains("error["), "{what}: a refusal has a reason");
    if let Some(used) =
        fs::read_to_string(&count).ok().and_then(|it| it.split(' ').nth(1)?.parse::<u64>().ok())
    {
        assert!(used < MEMORY, "{what}: {} MiB", used >> 10);
    }
    run.stderr
}

/// Texts of one structure, each repeated to fifty kilobytes.
#[test]
fn texts_of_one_structure_are_bounded() {
    let bytes = many(1_000_000);
    let fill = |unit: &str| unit.repeat(bytes / unit.len());
    let cases = [
        ("one definition, many references", format!("{}\n\n[x]: https://example.net\n", fill("[x] "))),
        ("hard breaks", fill("a\\\n")),
        ("hard breaks of spaces", fill("a  \n")),
        ("references to no character", fill("&#0;")),
        ("headings", fill("# A\n\n")),
        ("headings of one id", fill("# A {#a}\n\n")),
        ("links to one heading", format!("# A\n\n{}", fill("[a](#a) "))),
        ("spaces in code", format!("```makefile\n{}\n```\n", fill(&format!("{}x\n", " ".repeat(950))))),
        ("brackets in code", format!("```rust\n{}\n```\n", fill("[("))),
        ("quotation marks", fill("\"a' ")),
        ("stress that is not closed", fill("*a **b _c ")),
        ("notes that are not defined", fill("a[^b] ")),
        ("attributes", fill("[a]{.b c=d} ")),
        ("containers", fill("::: note\na\n:::\n\n")),
        ("grid tables", fill("+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\n")),
        ("wiki links", fill("[[a|b]] ")),
        ("variables", fill("{{a}} ")),
        ("cited works", fill("@a [@b, p. 3] ")),
        ("tags", fill("<sup>a</sup> <b>b</b> ")),
        ("tags that are not closed", fill("<kbd>a ")),
        ("definitions", fill("a\n: b\n\n")),
    ];
    for (what, body) in cases {
        let project = TestProject::new(&[("a.md", &titled(&body))]);
        let said = bounded(&project, what);
        assert!(said.lines().count() < 2_000, "{what}: {} lines of messages", said.lines().count());
    }
}

/// Drawings in which few bytes stand for much.
#[test]
fn drawings_that_multiply_are_bounded() {
    let svg = |inner: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='900' height='900'>{inner}</svg>")
    };
    let levels = |level: &dyn Fn(usize) -> String| (1..12).map(level).collect::<String>();
    let last = "<rect width='900' height='900' ";
    let patterns = levels(&|it| {
        format!(
            "<pattern id='p{it}' width='.1' height='.1'><rect width='90' height='90' fill='url(#p{})'/></pattern>",
            it + 1
        )
    });
    let masks = levels(&|it| {
        format!(
            "<mask id='m{it}'>{}</mask>",
            format!("<rect width='9' height='9' mask='url(#m{})'/>", it + 1).repeat(9)
        )
    });
    let clips = levels(&|it| {
        let inner = format!("<rect width='9' height='9' clip-path='url(#c{})'/>", it + 1).repeat(9);
        format!("<clipPath id='c{it}'>{inner}</clipPath>")
    });
    let markers = levels(&|it| {
        let path = format!("<path d='M0 0 L1 1 L2 2 L3 3 L4 4' marker-mid='url(#k{})'/>", it + 1);
        format!("<marker id='k{it}'>{path}</marker>")
    });
    let filter = "<feGaussianBlur stdDeviation='400'/>".repeat(many(20_000));
    let text = format!("<text>{}</text>", "a".repeat(many(1_000_000)));
    let spans = format!("<text>{}</text>", "<tspan>a</tspan>".repeat(many(60_000)));
    let cases = [
        ("patterns", svg(&format!("{patterns}{last}fill='url(#p1)'/>"))),
        ("masks", svg(&format!("{masks}{last}mask='url(#m1)'/>"))),
        ("clips", svg(&format!("{clips}{last}clip-path='url(#c1)'/>"))),
        ("markers", svg(&format!("{markers}<path d='M0 0 L9 9 L8 8' marker-mid='url(#k1)'/>"))),
        ("filters", svg(&format!("<filter id='f'>{filter}</filter>{last}filter='url(#f)'/>"))),
        ("text", svg(&text)),
        ("spans", svg(&spans)),
        ("paths", svg(&format!("<path d='M 0 0 {}'/>", "L 1 2 ".repeat(many(150_000))))),
        ("elements", svg(&"<rect width='9' height='9'/>".repeat(many(35_000)))),
        ("rules", svg(&format!("<style>{}</style>{last}/>", "rect{fill:red}".repeat(many(70_000))))),
    ];
    for (what, drawing) in cases {
        let project = TestProject::new(&[("a.md", &titled("![A drawing](a.svg)")), ("a.svg", &drawing)]);
        bounded(&project, what);
    }
}

/// Names and numbers of the environment and of files that a build does not expect.
#[test]
fn settings_that_are_empty_or_huge_are_harmless() {
    let project = TestProject::new(&[("a.md", &titled("Words."))]);
    for (name, value) in [
        ("SOURCE_DATE_EPOCH", ""),
        ("RAYON_NUM_THREADS", "100000"),
        ("RAYON_NUM_THREADS", ""),
        ("NO_COLOR", ""),
        ("TERM", ""),
        ("HOME", ""),
    ] {
        let line = format!("ulimit -t {SECONDS}; export {name}='{value}'; exec \"$0\" \"$@\"");
        project.shell(&line, "build a.md").exits(0);
    }
    for slug in ["con", "NUL", "aux.md", "com1"] {
        project.write("b.md", format!("---\ntitle: T\nlang: en\nslug: {slug}\n---\n\nWords.\n"));
        let run = project.run("build b.md -t txt -o other");
        assert!(run.status == 1, "`{slug}` is the name of a device on some systems: {}", run.stderr);
    }
}
