//! What stands beside the text: contents, page furniture, labels. All of it is known.

use crate::verify::Format;
use crate::verify::bidi;
use crate::verify::reading::{Place, Role};
use crate::verify::report::{Aspect, Finding};
use crate::verify::survey::{Aside, FeatureKind, Survey, Text};
use crate::verify::word::{self, Word, joined, shown};

use super::Comparison;
use super::phrase::Grammar;

/// A running head has fewer words than this.
const MOST_WORDS: usize = 40;

/// How headings are told beside the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heads {
    /// As they stand.
    Whole,
    /// As page furniture: running heads may lack their last words, and heads of tables are repeated.
    Furniture,
}

impl Comparison<'_> {
    /// Says what stands beside the text that nobody has put there.
    pub(super) fn asides(&mut self, expected: &Survey, found: &Survey) {
        let mut headings = self.grammar_of_headings(expected, Heads::Whole);
        if self.format == Format::Html {
            // A page of a site that has no heading of its own stands in the contents by the one that is above it.
            let above = found.asides.iter().filter(|it| it.role == Role::Generated);
            above.for_each(|it| headings.add(it.words.iter().map(|it| it.text.clone()).collect()));
        }
        let heads = self.grammar_of_headings(expected, Heads::Furniture);
        let mut contents = Vec::new();
        for aside in &found.asides {
            match &aside.role {
                Role::Contents => self.known(aside, &headings),
                Role::Furniture => self.known(aside, &heads),
                Role::NoteMark(name) => self.label(aside, name, found),
                Role::Block
                | Role::Inline
                | Role::Heading(_)
                | Role::List { .. }
                | Role::Item
                | Role::Table
                | Role::Row
                | Role::Cell { .. }
                | Role::Term
                | Role::Description
                | Role::Task(_)
                | Role::Lang(_)
                | Role::Figure(_)
                | Role::Link(_)
                | Role::Note(_)
                | Role::BackLink(_)
                | Role::Optional
                | Role::Generated => {}
            }
            if aside.role == Role::Contents {
                contents.push(aside);
            }
        }
        self.complete(&contents, expected);
    }

    fn grammar_of_headings(&self, expected: &Survey, heads: Heads) -> Grammar {
        let phrases = &self.phrases;
        let texts = phrases.headings.iter().chain(&phrases.labels).chain(&phrases.around);
        let repeated = phrases.heads.iter().filter(|_| heads == Heads::Furniture);
        let all = texts.chain(repeated).chain([&phrases.title]).map(String::as_str);
        let mut grammar = Grammar::new(all, self.format.dress(), true);
        let title = word::words(&phrases.title, Place::Whole).into_iter().map(|it| it.text).collect();
        for heading in heading_words(&expected.flow).into_iter().chain([title]) {
            if heads == Heads::Furniture {
                let most = heading.len().min(MOST_WORDS);
                (1..most).for_each(|it| grammar.add(heading[..it].to_vec()));
            }
            grammar.add(heading);
        }
        grammar
    }

    /// What stands among the text of a page without tags: headings in contents and running heads, heads of tables,
    /// markers, numbers, and the notes that could not be told from the text.
    pub(super) fn grammar_of_untold(&self, expected: &Survey, found: &Survey) -> Grammar {
        let mut grammar = self.grammar_of_headings(expected, Heads::Furniture);
        for marker in &self.phrases.markers {
            let words = word::words(marker, Place::Whole).into_iter().map(|it| it.text);
            grammar.add(words.collect());
        }
        for (at, note) in expected.notes.iter().enumerate() {
            if found.notes.iter().any(|it| it.name == note.name) {
                continue;
            }
            let words: Vec<String> = note.text.words.iter().map(|it| it.text.clone()).collect();
            grammar.add(std::iter::once((at + 1).to_string()).chain(words.iter().cloned()).collect());
            grammar.add(words);
        }
        grammar
    }

    fn known(&mut self, aside: &Aside, grammar: &Grammar) {
        let Err(reached) = grammar.parse(&aside.words) else { return };
        // Where lines run both ways their places do not tell the order of words.
        if self.format == Format::Pdf && runs_from_right(&aside.words) && grammar.knows(&aside.words) {
            return;
        }
        let what = if aside.role == Role::Contents { "the contents say" } else { "beside the text stands" };
        let rest = &aside.words[reached..];
        let place = rest.first().map_or(aside.place, |it| it.place);
        let message = format!("{what} `{}`, which is no heading", shown(&rest[..rest.len().min(6)]));
        self.findings.push(Finding::new(Aspect::Words, self.reading.show(place), message));
    }

    /// The mark of a note shows the number of its note.
    fn label(&mut self, aside: &Aside, name: &str, found: &Survey) {
        let Some(number) = found.notes.iter().position(|it| it.name == name).map(|it| it + 1) else { return };
        let digits: String = joined(&aside.words).chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits != number.to_string() {
            let message = format!("the mark of note {number} shows `{}`", shown(&aside.words));
            self.structure(Place::Whole, aside.place, message);
        }
    }

    /// Contents that list one heading of the highest level list them all.
    fn complete(&mut self, contents: &[&Aside], expected: &Survey) {
        let said: Vec<String> = contents.iter().map(|it| format!("\u{0}{}", joined(&it.words))).collect();
        if said.is_empty() {
            return;
        }
        let levels = expected.flow.features.iter().filter_map(|it| match it.kind {
            FeatureKind::Heading(level) => Some((level, it)),
            FeatureKind::List { .. }
            | FeatureKind::Table(_)
            | FeatureKind::Term
            | FeatureKind::Description
            | FeatureKind::Task(_)
            | FeatureKind::Figure(_)
            | FeatureKind::Link(_)
            | FeatureKind::Mark(_) => None,
        });
        let headings: Vec<_> = levels.collect();
        let top = headings.iter().map(|it| it.0).min();
        for (_, heading) in headings.iter().filter(|it| Some(it.0) == top) {
            let words = &expected.flow.words[heading.start..heading.end];
            let text = joined(words);
            let turned = self.format == Format::Pdf && runs_from_right(words);
            let parts = || words.iter().all(|word| said.iter().any(|it| it.contains(&word.text)));
            let listed = said.iter().any(|it| it.contains(&text)) || turned && parts();
            if !listed {
                let message = format!("heading `{}` is not in the contents", shown(words));
                self.structure(heading.place, contents[0].place, message);
            }
        }
    }
}

fn runs_from_right(words: &[Word]) -> bool {
    words.iter().any(|it| it.text.contains(bidi::is_from_right))
}

fn heading_words(text: &Text) -> Vec<Vec<String>> {
    let words = |start: usize, end: usize| text.words[start..end].iter().map(|it| it.text.clone()).collect();
    let headings = text.features.iter().filter(|it| matches!(it.kind, FeatureKind::Heading(_)));
    headings.map(|it| words(it.start, it.end)).collect()
}
