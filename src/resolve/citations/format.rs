//! An entry of a bibliography in words.

use crate::document::{Date, Inline, InlineKind, Lang, Target};
use crate::locale::citation::CitationWords;
use crate::locale::{date, quotes_of};
use crate::resolve::citations::entry::{Entry, Name, When};
use crate::source::Span;

/// How works are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    /// By numbers, in the order in which they are cited.
    #[default]
    Numeric,
    /// By author and year.
    AuthorDate,
    /// In notes.
    Notes,
}

/// Writes entries in a language.
pub(super) struct Formatter<'a> {
    pub(super) words: &'a CitationWords,
    pub(super) lang: &'a Lang,
    pub(super) style: Style,
    /// The place of what is written.
    pub(super) span: Span,
}

/// Inlines in the making.
struct Line {
    span: Span,
    out: Vec<Inline>,
}

impl Line {
    fn text(&mut self, text: &str) {
        if let Some(Inline { kind: InlineKind::Text(last), .. }) = self.out.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.push(InlineKind::Text(text.to_owned()));
        }
    }

    fn push(&mut self, kind: InlineKind) {
        self.out.push(Inline { kind, span: self.span });
    }

    fn emph(&mut self, text: &str) {
        let inner = vec![Inline { kind: InlineKind::Text(text.to_owned()), span: self.span }];
        self.push(InlineKind::Emph(inner));
    }

    fn link(&mut self, address: &str, shown: &str) {
        let content = vec![Inline { kind: InlineKind::Text(shown.to_owned()), span: self.span }];
        let kind = InlineKind::Link { target: Target::Url(address.to_owned()), content, title: None };
        // The link is nowhere in the text: what is written there is the citation.
        self.out.push(Inline { kind, span: Span { start: self.span.end, ..self.span } });
    }

    /// Begins the next sentence of the entry.
    fn stop(&mut self) {
        let text = crate::document::text::plain(&self.out);
        match text.trim_end_matches(['”', '’', '»', '"', ' ']).chars().next_back() {
            None => {}
            Some('.' | '!' | '?' | '。') => self.text(" "),
            Some(_) => self.text(". "),
        }
    }
}

impl Formatter<'_> {
    /// The entry as it is in the list of references. `letter` tells works of one author and year apart.
    pub(super) fn reference(&self, entry: &Entry, letter: &str) -> Vec<Inline> {
        let mut line = Line { span: self.span, out: Vec::new() };
        let names = if entry.authors.is_empty() && entry.is_whole { &entry.editors } else { &entry.authors };
        line.text(&self.names(names, entry.has_others));
        if self.style == Style::AuthorDate {
            if names.is_empty() {
                self.title(entry, &mut line);
            }
            line.stop();
            line.text(&format!("{}{letter}", self.year(entry)));
        }
        if self.style != Style::AuthorDate || !names.is_empty() {
            line.stop();
            self.title(entry, &mut line);
        }
        self.rest(entry, names.is_empty() || !entry.authors.is_empty(), &mut line);
        line.stop();
        trimmed(line.out)
    }

    /// The work in a note: all of it, or in brief where it has been cited before.
    pub(super) fn note(&self, entry: &Entry, is_first: bool) -> Vec<Inline> {
        if is_first {
            let mut inlines = self.reference(entry, "");
            if let Some(Inline { kind: InlineKind::Text(last), .. }) = inlines.last_mut() {
                while last.ends_with(['.', ' ']) {
                    last.pop();
                }
            }
            return inlines;
        }
        let mut line = Line { span: self.span, out: Vec::new() };
        let names = self.short_names(entry);
        if !names.is_empty() && names != entry.title {
            line.text(&format!("{names}, "));
        }
        if entry.is_whole || entry.title.is_empty() {
            self.title(entry, &mut line);
        } else {
            let quotes = quotes_of(self.lang);
            line.text(&format!("{}{}{}", quotes.outer.open, entry.title, quotes.outer.close));
        }
        line.out
    }

    /// The names of the authors for the text; the title where there are none.
    pub(super) fn short_names(&self, entry: &Entry) -> String {
        let names = if entry.authors.is_empty() && entry.is_whole { &entry.editors } else { &entry.authors };
        let family = |at: usize| names.get(at).map(|it| it.family.as_str()).unwrap_or_default();
        match (names.len(), entry.has_others) {
            (0, _) if entry.title.is_empty() => entry.key.clone(),
            (0, _) => entry.title.clone(),
            (1, false) => family(0).to_owned(),
            (2, false) => format!("{} {} {}", family(0), self.words.and, family(1)),
            _ => format!("{} {}", family(0), self.words.others),
        }
    }

    /// The year, or what is said where there is none.
    pub(super) fn year(&self, entry: &Entry) -> String {
        entry.date.as_ref().map_or_else(|| self.words.no_date.to_owned(), |it| it.year.clone())
    }

    /// All names: the first turned round, as it is sorted.
    fn names(&self, names: &[Name], has_others: bool) -> String {
        let whole = |(at, name): (usize, &Name)| match name.given.as_str() {
            "" => name.family.clone(),
            given if at == 0 => format!("{}, {given}", name.family),
            given => format!("{given} {}", name.family),
        };
        let mut all: Vec<String> = names.iter().enumerate().map(whole).collect();
        if has_others && !all.is_empty() {
            return format!("{}, {}", all.join(", "), self.words.others);
        }
        match all.pop() {
            None => String::new(),
            Some(only) if all.is_empty() => only,
            Some(last) => format!("{} {} {last}", all.join(", "), self.words.and),
        }
    }

    fn title(&self, entry: &Entry, line: &mut Line) {
        if entry.title.is_empty() {
            return;
        }
        if entry.is_whole {
            return line.emph(&entry.title);
        }
        let quotes = quotes_of(self.lang);
        let (open, close) = (quotes.outer.open, quotes.outer.close);
        // The full stop is within the quotation marks, where it is set so.
        let stop = if self.lang.as_str() == "en" || self.lang.as_str() == "en-US" { "." } else { "" };
        let stop = if entry.title.ends_with(['.', '?', '!']) { "" } else { stop };
        line.text(&format!("{open}{}{stop}{close}", entry.title));
    }

    /// What it is a part of, who published it, when, and where it is found.
    fn rest(&self, entry: &Entry, names_editors: bool, line: &mut Line) {
        if !entry.container.is_empty() {
            line.stop();
            let is_book = entry.volume.is_empty() && entry.issue.is_empty() && !entry.editors.is_empty();
            if is_book {
                line.text(&format!("{} ", self.words.within));
            }
            line.emph(&entry.container);
        }
        if !entry.editors.is_empty() && names_editors {
            if entry.container.is_empty() {
                line.stop()
            } else {
                line.text(", ")
            }
            let editors: Vec<String> = entry
                .editors
                .iter()
                .map(|it| format!("{} {}", it.given, it.family).trim().to_owned())
                .collect();
            line.text(&format!("{} {}", self.words.edited_by, editors.join(", ")));
        }
        let mut numbers = entry.volume.clone();
        if !entry.issue.is_empty() {
            numbers =
                if numbers.is_empty() { entry.issue.clone() } else { format!("{numbers}({})", entry.issue) };
        }
        if !numbers.is_empty() {
            line.text(&format!(" {numbers}"));
        }
        if !entry.pages.is_empty() {
            line.text(&format!("{} {}", if numbers.is_empty() { "," } else { ":" }, entry.pages));
        }
        if !entry.edition.is_empty() {
            line.stop();
            line.text(&entry.edition);
        }
        self.publisher(entry, line);
        self.places(entry, line);
    }

    fn publisher(&self, entry: &Entry, line: &mut Line) {
        let house = [&entry.place, &entry.publisher].into_iter().filter(|it| !it.is_empty());
        let house = house.cloned().collect::<Vec<_>>().join(": ");
        let date = match &entry.date {
            Some(when) if self.style != Style::AuthorDate => self.when(when, !entry.is_whole),
            Some(when) if when.month.is_some() && !entry.is_whole => self.when(when, true),
            Some(_) | None => String::new(),
        };
        let both = [house, date].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
        if !both.is_empty() {
            line.stop();
            line.text(&both);
        }
        if !entry.note.is_empty() {
            line.stop();
            line.text(&entry.note);
        }
    }

    fn places(&self, entry: &Entry, line: &mut Line) {
        if let Some(accessed) = &entry.accessed {
            line.stop();
            line.text(&format!("{} {}", self.words.accessed, self.when(accessed, true)));
        }
        let doi = entry.doi.trim_start_matches("https://doi.org/").trim_start_matches("doi:").trim();
        let address = if doi.is_empty() { entry.url.clone() } else { format!("https://doi.org/{doi}") };
        if crate::document::address::scheme(&address).is_some() {
            line.stop();
            line.link(&address, &address);
        }
    }

    /// A date in the language, to the day where that is wanted.
    fn when(&self, when: &When, to_the_day: bool) -> String {
        let whole = || {
            let month = when.month.filter(|_| to_the_day)?;
            let text = match when.day {
                Some(day) => format!("{:0>4}-{month:02}-{day:02}", when.year),
                None => format!("{:0>4}-{month:02}", when.year),
            };
            Date::parse(&text).map(|it| date::long(it, self.lang))
        };
        whole().unwrap_or_else(|| when.year.clone())
    }
}

/// Without a space at the end.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(last), .. }) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    inlines.retain(|it| !matches!(&it.kind, InlineKind::Text(text) if text.is_empty()));
    inlines
}
