//! How long each stage takes, on a document of 7 pages or so, and on 10, 100, and 400 times as much.
//! `cargo bench --bench stages`; `-- parse` for one stage, `-- --sample-count 3` for less patience.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pamphlet::backend::Registry;
use pamphlet::check;
use pamphlet::diag::Diagnostics;
use pamphlet::pipeline::{self, Input, LintLevels, Manuscript, lints::Strictness};
use pamphlet::plan::{BuildOptions, Plan};
use pamphlet::publication::{FORMATS, Publication, SourceFormat};
use pamphlet::source::{Source, SourceId, Sources};
use pamphlet::verify::{Format, verify};

/// How many times the document is there.
const TIMES: [u64; 4] = [1, 10, 100, 400];
/// Sections of the document, each with a heading, paragraphs, a list, a table, and a note.
const SECTIONS: u64 = 6;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A generator of numbers (Knuth's MMIX), the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A sentence: words of a vocabulary of some ten thousand, common ones often, as in prose.
fn sentence(random: &mut Random, words: u64) -> String {
    const SYLLABLES: [&str; 24] = [
        "a", "the", "of", "con", "ti", "ning", "pre", "sent", "ly", "re", "form", "er", "ment", "pro",
        "vide", "tion", "al", "un", "der", "stand", "com", "mun", "i", "ty",
    ];
    let mut text = String::new();
    for word in 0..words {
        let mut seed = random.below(22) * random.below(22) * random.below(22);
        text.push_str(if word == 0 { "" } else { " " });
        loop {
            text.push_str(SYLLABLES[seed as usize % SYLLABLES.len()]);
            seed /= SYLLABLES.len() as u64;
            if seed == 0 {
                break;
            }
        }
    }
    text + "."
}

/// Markdown of so many times seven pages.
fn document(times: u64) -> String {
    let mut random = Random(7);
    let mut text = "---\ntitle: A document\nlang: en\n---\n\n".to_owned();
    for section in 0..times * SECTIONS {
        text.push_str(&format!("# Section {section}\n\n"));
        for paragraph in 0..5 {
            let sentences: Vec<String> = (0..5).map(|_| sentence(&mut random, 17)).collect();
            let mark = if paragraph == 2 { format!("[^{section}]") } else { String::new() };
            text.push_str(&format!("{} **{}**{mark}\n\n", sentences.join(" "), sentence(&mut random, 3)));
        }
        (0..4).for_each(|_| text.push_str(&format!("- {}\n", sentence(&mut random, 12))));
        text.push_str("\n| one | two |\n|---|---|\n");
        (0..3).for_each(|_| text.push_str(&format!("| {} | 12 |\n", sentence(&mut random, 3))));
        text.push_str(&format!("\n[^{section}]: {}\n\n", sentence(&mut random, 14)));
    }
    text
}

/// The sources of a text.
fn sources(text: &str) -> (Sources, Vec<SourceId>) {
    let mut sources = Sources::new();
    let chapters = sources.add(Source::new("document.md", text)).into_iter().collect();
    (sources, chapters)
}

/// A text, read.
fn manuscript(times: u64) -> Manuscript {
    let (sources, chapters) = sources(&document(times));
    let mut publication = Publication::default();
    "document".clone_into(&mut publication.meta.slug);
    let folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    pipeline::read(
        Input {
            publication,
            format: SourceFormat::Markdown,
            sources,
            chapters,
            folder: &folder,
            filters: &[],
        },
        &mut Diagnostics::new(),
    )
}

/// The plan of an edition.
fn plan(manuscript: &Manuscript, edition: &str) -> Plan {
    let (registry, options) = (Registry::builtin(), BuildOptions::default());
    let plan = Plan::new(&manuscript.publication, Vec::new(), &registry, &options, &mut Diagnostics::new());
    plan.select(&[edition.to_owned()]).expect("declared")
}

/// The bytes of an edition.
fn edition(manuscript: &Manuscript, edition: &str) -> Vec<u8> {
    let (registry, options) = (Registry::builtin(), BuildOptions::default());
    let levels = LintLevels::new(Strictness::Lenient);
    let setup = pipeline::BuildSetup { registry: &registry, options: &options, levels: &levels };
    let build = pipeline::render(manuscript, &plan(manuscript, edition), &setup, &mut Diagnostics::new());
    let build = build.expect("written").expect("no fault");
    build.editions.into_iter().flat_map(|it| it.files).next().expect("a file").bytes
}

#[divan::bench(args = TIMES)]
fn parse(bencher: Bencher<'_, '_>, times: u64) {
    let text = document(times);
    let (sources, chapters) = sources(&text);
    let publication = Publication::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        pamphlet::parse::parse(&sources, black_box(&chapters), &publication, &mut Diagnostics::new())
    });
}

#[divan::bench(args = TIMES)]
fn check(bencher: Bencher<'_, '_>, times: u64) {
    let manuscript = manuscript(times);
    bencher.bench(|| {
        let mut found = Diagnostics::new();
        check::check(black_box(&manuscript.document), &manuscript.sources, &mut found);
        found
    });
}

#[divan::bench(args = TIMES)]
fn layout(bencher: Bencher<'_, '_>, times: u64) {
    let manuscript = manuscript(times);
    let plan = plan(&manuscript, "pdf");
    let pages = |manuscript| {
        pipeline::paginate(manuscript, &plan.editions[0], &BuildOptions::default(), &mut Diagnostics::new())
    };
    bencher.bench(|| pages(black_box(&manuscript)));
}

/// One edition, with the layout where it has pages.
#[divan::bench(args = TIMES, consts = [0, 1, 2, 3])]
fn publish<const EDITION: usize>(bencher: Bencher<'_, '_>, times: u64) {
    let manuscript = manuscript(times);
    bencher.bench(|| edition(black_box(&manuscript), FORMATS[EDITION]));
}

#[divan::bench(args = TIMES, consts = [0, 1, 2, 3])]
fn verify_edition<const EDITION: usize>(bencher: Bencher<'_, '_>, times: u64) {
    const READ: [Format; 4] = [Format::Pdf, Format::Epub, Format::Html, Format::Text];
    let manuscript = manuscript(times);
    let bytes = edition(&manuscript, FORMATS[EDITION]);
    bencher.bench(|| verify(&manuscript.document, "edition", READ[EDITION], black_box(&bytes)));
}
