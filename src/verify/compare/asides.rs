//! The asides: contents, running content, and the labels of marks. Every word in them has to be known.

use crate::document::Direction;
use crate::verify::content::{Format, Location, Role};
use crate::verify::normalized::{Aside, Feature, Normalized, Text};
use crate::verify::reading_order::is_rtl;
use crate::verify::report::{Aspect, Finding};
use crate::verify::word::{self, Word, joined, shown};

use super::comparison::Comparison;
use super::grammar::Grammar;

/// A running head has fewer words than this.
const MAX_WORDS: usize = 40;

/// How headings may be repeated outside the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadingForm {
    /// As they are.
    Whole,
    /// As running content: running heads may be shortened, and header rows of tables are repeated.
    Running,
}

impl Comparison<'_> {
    /// Reports words in the asides that come from nowhere in the document.
    pub(super) fn asides(&mut self, expected: &Normalized, found: &Normalized) {
        let mut in_contents = self.grammar_of_headings(expected, HeadingForm::Whole);
        if self.format == Format::Html {
            // A page of a site without a heading of its own is in the contents under the heading above it.
            let above = found.asides.iter().filter(|it| it.role == Role::Generated);
            above.for_each(|it| in_contents.add(it.words.iter().map(|it| it.text.clone()).collect()));
        }
        let in_running_content = self.grammar_of_headings(expected, HeadingForm::Running);
        let mut contents = Vec::new();
        for aside in &found.asides {
            if aside.role == Role::Contents {
                self.aside(aside, &in_contents);
                contents.push(aside);
            } else if aside.role == Role::RunningContent {
                self.aside(aside, &in_running_content);
            } else if let Role::NoteMark(name) = &aside.role {
                self.mark_label(aside, name, found);
            }
        }
        self.contents_are_complete(&contents, expected);
    }

    fn grammar_of_headings(&self, expected: &Normalized, form: HeadingForm) -> Grammar {
        let phrases = &self.phrases;
        let texts = phrases.headings.iter().chain(&phrases.labels).chain(&phrases.optional);
        let repeated = phrases.header_cells.iter().filter(|_| form == HeadingForm::Running);
        let all = texts.chain(repeated).chain([&phrases.title]).map(String::as_str);
        let mut grammar = Grammar::new(all, self.format.ignored(), true);
        let title = word::words(&phrases.title, Location::Whole).into_iter().map(|it| it.text).collect();
        let mut headings = heading_words(&expected.flow);
        if form == HeadingForm::Running && self.lang.direction() == Direction::RightToLeft {
            // The number of a heading from left to right is painted where it would be if it stood after its words.
            let unnumbered = |words: &Vec<String>| {
                words.iter().skip_while(|it| !it.contains(char::is_alphabetic)).cloned().collect::<Vec<_>>()
            };
            headings.extend(headings.iter().map(unnumbered).collect::<Vec<_>>());
        }
        for heading in headings.into_iter().chain([title]) {
            if form == HeadingForm::Running {
                let most = heading.len().min(MAX_WORDS);
                (1..most).for_each(|it| grammar.add(heading[..it].to_vec()));
            }
            grammar.add(heading);
        }
        grammar
    }

    fn aside(&mut self, aside: &Aside, grammar: &Grammar) {
        let Err(reached) = grammar.parse(&aside.words) else { return };
        // Where lines run both ways, the positions of words do not show their order.
        let is_rtl = || self.lang.direction() == Direction::RightToLeft || has_rtl(&aside.words);
        if self.format == Format::Pdf && is_rtl() && grammar.knows(&aside.words) {
            return;
        }
        // Nor do they show for every script where a word ends.
        if self.format == Format::Pdf && grammar.parse_joined(&joined(&aside.words)) {
            return;
        }
        let what = if aside.role == Role::Contents { "the contents have" } else { "the running content has" };
        let rest = &aside.words[reached..];
        let location = rest.first().map_or(aside.location, |it| it.location);
        let message = format!("{what} `{}`, which is not a heading", shown(&rest[..rest.len().min(6)]));
        self.findings.push(Finding::new(Aspect::Words, self.content.show(location), message));
    }

    /// The mark of a note shows the number of its note.
    fn mark_label(&mut self, aside: &Aside, name: &str, found: &Normalized) {
        let Some(number) = found.notes.iter().position(|it| it.name == name).map(|it| it + 1) else { return };
        let digits: String = joined(&aside.words).chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits != number.to_string() {
            let message = format!("the mark of note {number} shows `{}`", shown(&aside.words));
            self.structure(Location::Whole, aside.location, message);
        }
    }

    /// The contents list every heading of the highest level.
    fn contents_are_complete(&mut self, contents: &[&Aside], expected: &Normalized) {
        let texts: Vec<String> = contents.iter().map(|it| format!("\u{0}{}", joined(&it.words))).collect();
        if texts.is_empty() {
            return;
        }
        let headings = expected.flow.features.iter().filter_map(|it| Some((it.heading_level()?, it)));
        // The alternative text of an image in a heading is a part of its name.
        let outlined = headings.zip(&self.phrases.headings).zip(&self.phrases.outlined).filter(|it| *it.1);
        let headings: Vec<((u8, &Feature), String)> = outlined
            .map(|((heading, name), _)| (heading, joined(&word::words(name, Location::Whole))))
            .collect();
        let top = headings.iter().map(|it| it.0.0).min();
        for ((_, heading), name) in headings.iter().filter(|it| Some(it.0.0) == top) {
            let words = &expected.flow.words[heading.start..heading.end];
            let text = joined(words);
            let rtl = self.format == Format::Pdf && has_rtl(words);
            let all_words = || words.iter().all(|word| texts.iter().any(|it| it.contains(&word.text)));
            let listed = texts.iter().any(|it| it.contains(&text) || it.contains(name)) || rtl && all_words();
            if !listed {
                let message = format!("heading `{}` is not in the contents", shown(words));
                self.structure(heading.location, contents[0].location, message);
            }
        }
    }
}

fn has_rtl(words: &[Word]) -> bool {
    words.iter().any(|it| it.text.contains(is_rtl))
}

fn heading_words(text: &Text) -> Vec<Vec<String>> {
    let words = |start: usize, end: usize| text.words[start..end].iter().map(|it| it.text.clone()).collect();
    let headings = text.features.iter().filter(|it| it.heading_level().is_some());
    headings.map(|it| words(it.start, it.end)).collect()
}
