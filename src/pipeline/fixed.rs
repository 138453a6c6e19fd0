//! The changes of `check --fix`, made where they take no word from a text.

use std::collections::BTreeSet;

use crate::check::repair::{Repair, repaired};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::document::walk::Node;
use crate::parse::parse;
use crate::publication::Publication;
use crate::source::{Source, Sources};

/// A text as it is in its file, fixed.
///
/// Each rule sees to it that its change is safe, as far as it knows the text around. Here it is asked of the result:
/// where a sign of Markdown came to mean something else, the changes of the rules that did it are left out, and their
/// faults stay for the author.
pub fn fixed(text: &str, repairs: &[Repair]) -> String {
    let whole = with(text, repairs);
    let words = words(text);
    if self::words(&whole) == words {
        return whole;
    }
    let rules: BTreeSet<&str> = repairs.iter().map(|it| it.rule).collect();
    let mut kept: Vec<Repair> = Vec::new();
    for rule in rules {
        let mut tried = kept.clone();
        tried.extend(repairs.iter().filter(|it| it.rule == rule).cloned());
        tried.sort_by_key(|it| it.edit.span.start);
        if self::words(&with(text, &tried)) == words {
            kept = tried;
        }
    }
    with(text, &kept)
}

fn with(text: &str, repairs: &[Repair]) -> String {
    repaired(text, repairs.iter().map(|it| &it.edit))
}

/// The words that a text says, sorted: a note that becomes one is read in another place, and the raised figures that
/// it was typed with become its mark.
fn words(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let ids: Vec<_> = sources.add(Source::new("", text)).into_iter().collect();
    let (document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
    let raised = |it: char| matches!(it, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    let plain: String = said(&document).chars().filter(|it| !raised(*it)).collect();
    // What a change makes markup of is no word any more: signs of headings and items, brackets and addresses of links.
    let word = |it: &str| {
        let it = it.trim_start_matches(['#', '\u{feff}', '•', '◦', '▪', '‣', '[']).trim_end_matches(']');
        (!it.is_empty() && !it.contains("://")).then(|| it.to_owned())
    };
    let mut words: Vec<String> = plain.split_whitespace().filter_map(word).collect();
    words.sort();
    words
}

/// The text of all blocks and notes.
fn said(document: &Document) -> String {
    let mut text = String::new();
    document.walk(|node| match node {
        Node::Block(_) => text.push(' '),
        Node::Inline(inline) => text.push_str(inline.kind.own_text().unwrap_or_default()),
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Edit;
    use crate::source::{SourceId, Span};

    fn repair(id: SourceId, rule: &'static str, range: std::ops::Range<usize>, text: &str) -> Repair {
        Repair { rule, edit: Edit { span: Span::new(id, range), text: text.to_owned() } }
    }

    #[test]
    fn what_would_take_a_word_is_left_out() {
        let mut sources = Sources::new();
        let text = "a  b *c\n\nd* e";
        let id = sources.add(Source::new("", text)).expect("room");
        let space = repair(id, "doubled-space", 1..3, " ");
        let join = repair(id, "broken-sentence", 7..9, " ");
        assert_eq!(fixed(text, std::slice::from_ref(&space)), "a b *c\n\nd* e");
        assert_eq!(fixed(text, &[space, join]), "a b *c\n\nd* e", "`*c d*` would be emphasis");
    }
}
