//! What an edition says of itself, and the words that it keeps from its readers.

use std::collections::BTreeSet;

use crate::verify::reading::Place;
use crate::verify::report::{Aspect, Finding};
use crate::verify::survey::primary;
use crate::verify::word::Word;

use super::Comparison;

impl Comparison<'_> {
    /// The title and the language that the metadata give, where they give any: shelves, tabs and voices go by them.
    pub(super) fn metadata(&mut self) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (titles, title) = (&self.reading.titles, plain(&self.phrases.title));
        let mut faults = Vec::new();
        if let Some(first) = titles.first().filter(|_| !titles.iter().any(|it| plain(it).contains(&title))) {
            faults.push(format!("the metadata give the title `{first}`, not `{title}`"));
        }
        let (langs, own) = (&self.reading.langs, self.lang);
        let given = langs.iter().any(|it| primary(it) == primary(own.as_str()));
        if let Some(first) = langs.first().filter(|_| !given) {
            faults.push(format!("the metadata give the language `{first}`, not `{own}`"));
        }
        self.findings.extend(faults.into_iter().map(|it| Finding::new(Aspect::Structure, "", it)));
    }

    /// Text in files that a reader is led past (EPUB 3.3, 5.7.2). Notes may stand in one: their marks lead there.
    pub(super) fn apart(&mut self, body: &[Word]) {
        let mut told = BTreeSet::new();
        for word in body {
            let Place::Part { part, .. } = word.place else { continue };
            if self.reading.apart.contains(&part) && told.insert(part) {
                let message = "the text is left out of the reading order (`linear=\"no\"`)";
                let place = self.reading.show(word.place);
                self.findings.push(Finding::new(Aspect::Structure, place, message));
            }
        }
    }
}
