//! Text of other files, put in where a chapter names them, before it is parsed.
//!
//! The text is put in as it is, as mdBook and Quarto do it, so that it may be code, a part of a list, or chapters of
//! headings. What a chapter reads as is a [`Composed`] text, by which every span is one of the file that the words are
//! in. Files are read from the publication's folder alone.

mod directive;
mod part;

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::address::join;
use crate::parse::rules::IGNORED_INCLUDE;
use crate::parse::{body_start, chapter_path};
use crate::publication::{Publication, decode};
use crate::resolve::include::directive::{Action, Around, Directive, directives, may_hold};
use crate::resolve::include::part::{path_and_part, ranges};
use crate::resource::Folder;
use crate::source::{Composed, SourceId, Sources, Span};

/// Files include files to this depth.
const DEEPEST: usize = 16;

/// So many files are included in a publication at most.
const MOST_FILES: usize = 10_000;

/// So many bytes are put in at most.
const MOST_BYTES: usize = 64 << 20;

/// Puts the files that the chapters name into them. What cannot be put in is reported where it is named.
pub fn include(
    sources: &mut Sources,
    chapters: &[SourceId],
    publication: &Publication,
    folder: &dyn Folder,
    diags: &mut Diagnostics,
) {
    let mut includer =
        Includer { sources, folder, diags, out: Composed::default(), trail: Vec::new(), files: 0, bytes: 0 };
    for (index, id) in chapters.iter().enumerate() {
        let Some(source) = includer.sources.get(*id) else { continue };
        let body = body_start(source.text());
        if !may_hold(&source.text()[body..]) {
            continue;
        }
        let (text, path) = (source.text().to_owned(), chapter_path(publication, index, source.path()));
        if directives(&text, body..text.len()).is_empty() {
            continue;
        }
        includer.out.push(&text[..body], Span::new(*id, 0..body));
        includer.trail = vec![path.clone()];
        includer.put(&File { id: *id, text: &text, path: &path }, body..text.len());
        let composed = std::mem::take(&mut includer.out);
        includer.sources.compose(*id, composed);
    }
}

/// A file that is being put in.
#[derive(Clone, Copy)]
struct File<'a> {
    id: SourceId,
    text: &'a str,
    /// Its path below the publication's folder.
    path: &'a str,
}

struct Includer<'a> {
    sources: &'a mut Sources,
    folder: &'a dyn Folder,
    diags: &'a mut Diagnostics,
    /// The text of the chapter so far.
    out: Composed,
    /// The names of the files around.
    trail: Vec<String>,
    /// How many files have been put in.
    files: usize,
    /// How many bytes of them.
    bytes: usize,
}

impl Includer<'_> {
    /// Puts a part of a file in, with the files that it names.
    fn put(&mut self, file: &File<'_>, range: Range<usize>) {
        let mut at = range.start;
        for directive in directives(file.text, range.clone()) {
            let Directive { range: place, action, in_code } = directive;
            self.out.push(&file.text[at..place.start], Span::new(file.id, at..place.start));
            at = place.end;
            let Action::Include { name, around } = action else { continue };
            if let Err(why) = self.file(file, &place, (&name, around)) {
                let shown =
                    if place.is_empty() { line_before(file.text, place.start) } else { place.clone() };
                let message = format!("`{name}` cannot be included: {why}");
                let help = "correct the path, which is relative to this file, or write a backslash before the braces";
                let found = Diagnostic::new(&IGNORED_INCLUDE, Span::new(file.id, shown), message).help(help);
                // Code may show how a file is included.
                let severity = if in_code { Severity::Warning } else { found.severity };
                self.diags.push(Diagnostic { severity, ..found });
                if in_code {
                    self.out.push(&file.text[place.clone()], Span::new(file.id, place));
                }
            }
        }
        self.out.push(&file.text[at..range.end], Span::new(file.id, at..range.end));
    }

    /// Puts in the file that a directive names; why that is not possible.
    fn file(
        &mut self,
        from: &File<'_>,
        place: &Range<usize>,
        (name, around): (&str, Around),
    ) -> Result<(), String> {
        let (path, part) = path_and_part(name);
        let folder = from.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = join(folder, path).ok_or("it is outside the publication's folder")?;
        let whole = format!("{path}{}", &name[name.find([':', '#']).unwrap_or(name.len())..]);
        if self.trail.contains(&whole) {
            return Err("it includes itself".to_owned());
        }
        if self.trail.len() > DEEPEST {
            return Err(format!("files include each other more than {DEEPEST} deep"));
        }
        let bytes = self.folder.read(&path).map_err(|it| it.to_string())?;
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(format!("more than {MOST_FILES} files are included"));
        }
        // The same file is a source again, so that no two blocks have the same place.
        let id =
            decode(&self.folder.shown(&path), &bytes, self.sources, self.diags).ok_or("too many files")?;
        let text = self.sources.get(id).map(|it| it.text().to_owned()).unwrap_or_default();
        let chosen = ranges(&text, &part)?;
        self.bytes += chosen.iter().map(Range::len).sum::<usize>();
        if self.bytes > MOST_BYTES {
            return Err(format!("more than {} MiB are included", MOST_BYTES >> 20));
        }
        let place = Span::new(from.id, place.clone());
        let (before, after) = match around {
            Around::Nothing => ("", ""),
            Around::Lines => ("\n", "\n\n"),
            Around::Rust => ("```rust\n", "\n```"),
        };
        self.out.push(before, place);
        let prefix = prefix(from.text, place.range().start);
        let file = File { id, text: &text, path: &path };
        self.trail.push(whole);
        for (index, range) in chosen.into_iter().enumerate() {
            if index > 0 {
                self.out.push(prefix, place);
            }
            self.lines(&file, range, (prefix, place));
        }
        self.trail.pop();
        self.out.push(after, place);
        Ok(())
    }

    /// Puts in lines, each but the first with what is before the directive: the marks of quotations and items.
    fn lines(&mut self, file: &File<'_>, range: Range<usize>, (prefix, place): (&str, Span)) {
        if prefix.is_empty() {
            return self.put(file, range);
        }
        let mut at = range.start;
        for line in file.text[range.clone()].split_inclusive('\n') {
            if at > range.start {
                self.out.push(prefix, place);
            }
            self.put(file, at..at + line.len());
            at += line.len();
        }
    }
}

/// What is before a directive on its line, where that only indents or quotes it.
fn prefix(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let before = &text[line..at];
    if before.trim_matches([' ', '\t', '>']).is_empty() { before } else { "" }
}

/// The line that ends before a byte.
fn line_before(text: &str, at: usize) -> Range<usize> {
    let end = text[..at].trim_end_matches('\n').len();
    text[..end].rfind('\n').map_or(0, |it| it + 1)..end
}
