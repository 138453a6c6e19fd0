//! What is fuzzed: one function for each target, which must come back from any bytes, soon and without panic.
//!
//! The fuzzer calls them with what it makes up, and `tests/robustness/fuzzed.rs` with what it kept.

#[path = "readers.rs"]
mod readers;

use std::sync::Arc;

use pamphlet::backend::Registry;
use pamphlet::diag::Diagnostics;
use pamphlet::document::Lang;
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;
use pamphlet::font::Face;
use pamphlet::pipeline::lints::{Level, Strictness};
use pamphlet::pipeline::{self, Input, LintLevels, Manuscript};
use pamphlet::plan::{BuildOptions, Plan};
use pamphlet::publication::{self, FORMATS, Publication, SourceFormat};
use pamphlet::resource::Folder;
use pamphlet::resource::probe::probe;
use pamphlet::source::Sources;
use pamphlet::verify::{Aspect, Finding, Format, verify};

/// A target: it takes any bytes.
pub(crate) type Entry = fn(&[u8]);

/// The targets of this file by the name of their program and of their corpus.
const TARGETS: &[(&str, Entry)] = &[
    ("parse", parse),
    ("front_matter", front_matter),
    ("manifest", manifest),
    ("layout", layout),
    ("pdf", pdf),
    ("epub", epub),
    ("html", html),
    ("text", text),
    ("words", words),
    ("picture", picture),
    ("font", font),
    ("read_pdf", read_pdf),
    ("read_epub", read_epub),
    ("read_html", read_html),
    ("read_text", read_text),
];

/// The most bytes that are set in pages: a fault that needs more is not found faster by trying it.
const MOST_SET: usize = 4096;

/// The part of a text that is set.
fn cut(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(MOST_SET)]
}

/// All targets, also those of the readers of other programs' forms.
pub(crate) fn all() -> impl Iterator<Item = &'static (&'static str, Entry)> {
    TARGETS.iter().chain(readers::TARGETS)
}

/// Runs the target of a name.
pub(crate) fn run(name: &str, bytes: &[u8]) {
    match all().find(|(it, _)| *it == name) {
        Some((_, entry)) => entry(bytes),
        None => unreachable!("there is no target `{name}`"),
    }
}

/// A folder in which every image is the same small one, so that figures are made.
struct Album(Vec<u8>);

impl Folder for Album {
    fn read(&self, _: &str) -> Result<Vec<u8>, pamphlet::resource::ReadError> {
        Ok(self.0.clone())
    }
}

/// A gray image of one pixel.
const PNG: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205, 114, 182,
    0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// A manuscript of one text; `None` for bytes that are no text.
fn read(bytes: &[u8], album: &Album) -> Option<(Manuscript, Diagnostics)> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = publication::decode("source.md", bytes, &mut sources, &mut diags)?;
    let mut publication = Publication::default();
    "A title".clone_into(&mut publication.meta.title);
    "slug".clone_into(&mut publication.meta.slug);
    publication.meta.lang = Lang::new("en").unwrap_or_default();
    let format = SourceFormat::Markdown;
    let input = Input { publication, format, sources, chapters: vec![id], folder: album, filters: &[] };
    let manuscript = pipeline::read(input, &mut diags);
    Some((manuscript, diags))
}

/// Weights that stop nothing: whoever asks for it gets editions of what is faulty, and they must not break either.
fn lenient() -> LintLevels {
    let rules = pipeline::rules();
    let mut levels = LintLevels::new(Strictness::Lenient);
    for rule in &rules {
        let set = levels.set(rule.id, Level::Warn, &rules);
        debug_assert!(set.is_ok(), "the rule exists");
    }
    levels
}

/// Markdown to a tree, which is walked to its leaves, and checked.
fn parse(bytes: &[u8]) {
    let Some((manuscript, diags)) = read(bytes, &Album(PNG.to_vec())) else { return };
    let _ = dump(&manuscript.document, Spans::Shown(&manuscript.sources));
    let length = manuscript.sources.iter().next().map_or(0, |(_, it)| it.text().len());
    for fault in diags.iter() {
        assert!(fault.primary.span.range().end <= length, "a fault lies in its source");
    }
}

/// YAML between the fences of front matter.
fn front_matter(bytes: &[u8]) {
    parse(&[b"---\n", bytes, b"\n---\n\nText.\n"].concat());
}

/// A manifest, of whichever kind.
fn manifest(bytes: &[u8]) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    if let Some(id) = publication::decode("pamphlet.toml", bytes, &mut sources, &mut diags) {
        let _ = publication::manifest(&sources, id, &mut diags);
    }
}

/// Markdown to pages.
fn layout(bytes: &[u8]) {
    let bytes = cut(bytes);
    let Some((manuscript, mut diags)) = read(bytes, &Album(PNG.to_vec())) else { return };
    let options = BuildOptions::default();
    let plan = plan(&manuscript, &options, &mut diags);
    if let Some(edition) = plan.edition("pdf") {
        let _ = pipeline::paginate(&manuscript, edition, &options, &mut diags);
    }
}

/// The plan of all editions.
fn plan(manuscript: &Manuscript, options: &BuildOptions, diags: &mut Diagnostics) -> Plan {
    Plan::new(&manuscript.publication, Vec::new(), &Registry::builtin(), options, diags)
}

/// Makes one edition with given fonts and one image for all; the bytes, where it comes out.
fn publish(
    bytes: &[u8],
    edition: &str,
    fonts: &[Arc<[u8]>],
    picture: &[u8],
    levels: &LintLevels,
) -> Option<(Manuscript, Vec<u8>)> {
    let (manuscript, mut diags) = read(bytes, &Album(picture.to_vec()))?;
    // What a writer refuses with a message is no fault here.
    let options = BuildOptions { fonts: fonts.to_vec(), ..BuildOptions::default() };
    let plan = plan(&manuscript, &options, &mut diags).select(&[edition.to_owned()]).ok()?;
    let setup = pipeline::BuildSetup { registry: &Registry::builtin(), options: &options, levels };
    let build = pipeline::render(&manuscript, &plan, &setup, &mut diags).ok()??;
    let file = build.editions.into_iter().flat_map(|it| it.files).next()?;
    Some((manuscript, file.bytes))
}

fn pdf(bytes: &[u8]) {
    let _ = publish(cut(bytes), "pdf", &[], PNG, &lenient());
}

fn epub(bytes: &[u8]) {
    let _ = publish(cut(bytes), "epub", &[], PNG, &lenient());
}

fn html(bytes: &[u8]) {
    let _ = publish(cut(bytes), "html", &[], PNG, &lenient());
}

fn text(bytes: &[u8]) {
    let _ = publish(cut(bytes), "txt", &[], PNG, &lenient());
}

/// The editions of a text say the words of their source, whatever it is: the promise itself. A page and a plain text
/// are read back too, but not held to it here: in a text that was broken at random, letters of both directions or
/// signs that also draw lines stand where their readers cannot always tell what is the text's own.
fn words(bytes: &[u8]) {
    for (edition, findings) in differences(cut(bytes)) {
        if matches!(edition, "epub" | "html")
            && let Some(finding) = findings.iter().find(|it| it.aspect == Aspect::Words)
        {
            panic!("{edition}: {} ({})", finding.message, finding.location);
        }
    }
}

/// What the editions of a text say otherwise than it does, as `verify` finds; none of what is not published.
pub(crate) fn differences(bytes: &[u8]) -> Vec<(&'static str, Vec<Finding>)> {
    let formats = [Format::Pdf, Format::Epub, Format::Html, Format::Text];
    // What is an error may well lose words, and is not published.
    let levels = LintLevels::new(Strictness::Lenient);
    let found = FORMATS.into_iter().zip(formats).filter_map(|(edition, format)| {
        let (manuscript, bytes) = publish(bytes, edition, &[], PNG, &levels)?;
        Some((edition, verify(&manuscript.document, "edition", format, &bytes).findings))
    });
    found.collect()
}

/// An image, looked into, and painted where it is one.
fn picture(bytes: &[u8]) {
    if probe(bytes.to_vec()).is_ok_and(|it| it.width.saturating_mul(it.height) < 1 << 20) {
        for edition in ["pdf", "epub"] {
            let _ = publish(
                b"![A picture](it.png)\n\nText with ![another](it.png) in it.\n",
                edition,
                &[],
                bytes,
                &lenient(),
            );
        }
    }
}

/// A font of the user's, and text set in it.
fn font(bytes: &[u8]) {
    let fonts = [Arc::from(bytes)];
    if !Face::given(&fonts[0]).is_empty() {
        let _ = publish(
            "# A head\n\nfine ﬁgures, *öß* `x` שלום 漢字\n".as_bytes(),
            "pdf",
            &fonts,
            PNG,
            &lenient(),
        );
    }
}

fn read_pdf(bytes: &[u8]) {
    held_against_a_document(Format::Pdf, bytes);
}

fn read_epub(bytes: &[u8]) {
    held_against_a_document(Format::Epub, bytes);
}

fn read_html(bytes: &[u8]) {
    held_against_a_document(Format::Html, bytes);
}

fn read_text(bytes: &[u8]) {
    held_against_a_document(Format::Text, bytes);
}

/// Bytes of a stranger's, read as an edition and compared.
fn held_against_a_document(format: Format, bytes: &[u8]) {
    const DOCUMENT: &[u8] =
        b"# Head\n\nSome *words*, a [link](https://example.net) and a note[^1].\n\n- one\n- two\n\n\
        | a | b |\n|---|---|\n| c | d |\n\n[^1]: The note.\n";
    let Some((manuscript, _)) = read(DOCUMENT, &Album(PNG.to_vec())) else { return };
    let _ = verify(&manuscript.document, "edition", format, bytes);
}
