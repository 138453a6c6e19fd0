//! The markup of CSL-JSON: a few tags of HTML, and quotation marks.

use crate::resolve::citations::rich::{Mark, Piece, Rich, narrow_spaces};

/// How deep marks may be within each other.
const DEEPEST: usize = 40;

/// Text with its tags and quotation marks as marks.
pub(super) fn read(text: &str) -> Rich {
    let mut reader = Reader { text, at: 0, depth: 0, fuel: text.len() * 4 + 1000 };
    let pieces = reader.until(&|_| None);
    let mut rich = Rich::default();
    pieces.into_iter().for_each(|it| rich.push(it));
    spaced(rich)
}

/// With single spaces for white space.
fn spaced(mut rich: Rich) -> Rich {
    rich.map_text(&mut |text| {
        if text.contains(['\n', '\t', '\r']) || text.contains("  ") {
            *text = Rich::spaced(text).plain();
        }
        narrow_spaces(text);
    });
    rich
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// How many more steps are taken to find marks; what is opened again and again and never closed ends so.
    fuel: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Pieces up to the end of the text, or to where `closes` gives the length of what closes them.
    fn until(&mut self, closes: &dyn Fn(&str) -> Option<usize>) -> Vec<Piece> {
        let mut rich = Rich::default();
        while let Some(first) = self.rest().chars().next() {
            if closes(self.rest()).is_some() {
                break;
            }
            let before = self.text[..self.at].chars().next_back();
            let marked = match first {
                '<' => self.tag(),
                '"' | '“' | '‘' => self.quoted(first),
                '\'' if !before.is_some_and(char::is_alphanumeric) => self.quoted(first),
                _ => None,
            };
            match marked {
                Some(piece) => rich.push(piece),
                None => {
                    self.at += first.len_utf8();
                    let shown = if first == '\'' { '’' } else { first };
                    rich.push(Piece::Text(shown.to_string()));
                }
            }
        }
        rich.0
    }

    fn tag(&mut self) -> Option<Piece> {
        const TAGS: [(&str, &str, Mark); 8] = [
            ("<i>", "</i>", Mark::Emph),
            ("<em>", "</em>", Mark::Emph),
            ("<b>", "</b>", Mark::Strong),
            ("<u>", "</u>", Mark::Underline),
            ("<sup>", "</sup>", Mark::Sup),
            ("<sub>", "</sub>", Mark::Sub),
            ("<sc>", "</sc>", Mark::SmallCaps),
            ("<span class=\"nocase\">", "</span>", Mark::NoCase),
        ];
        let rest = self.rest();
        let known = TAGS.into_iter().find(|it| rest.starts_with(it.0));
        let (open, close, mark) = match known {
            Some((open, close, mark)) => (open.len(), close, mark),
            None if rest.starts_with("<span style=\"font-variant:") && rest.contains("small-caps") => {
                (rest.find('>')? + 1, "</span>", Mark::SmallCaps)
            }
            None => return None,
        };
        self.within(open, mark, &|rest| rest.starts_with(close).then_some(close.len()))
    }

    fn quoted(&mut self, open: char) -> Option<Piece> {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            other => other,
        };
        if self.rest()[open.len_utf8()..].starts_with(char::is_whitespace) {
            return None;
        }
        // An apostrophe within a word closes nothing.
        let closes = |rest: &str| {
            let after = rest.strip_prefix(close)?;
            let is_inside = matches!(close, '\'' | '’') && after.starts_with(char::is_alphanumeric);
            (!is_inside).then_some(close.len_utf8())
        };
        self.within(open.len_utf8(), Mark::Quoted, &closes)
    }

    /// What is opened by so many bytes; `None`, with nothing read, where it is not closed.
    fn within(&mut self, open: usize, mark: Mark, closes: &dyn Fn(&str) -> Option<usize>) -> Option<Piece> {
        let start = self.at;
        let after = &self.text[start + open..];
        let mut steps = 0;
        let closed = after.char_indices().take(self.fuel).any(|(at, _)| {
            steps += 1;
            closes(&after[at..]).is_some()
        });
        self.fuel = self.fuel.saturating_sub(steps);
        if !closed || self.depth > DEEPEST {
            return None;
        }
        self.depth += 1;
        self.at += open;
        let inner = self.until(closes);
        self.depth -= 1;
        match closes(self.rest()) {
            Some(length) => {
                self.at += length;
                Some(Piece::Marked(mark, inner))
            }
            None => {
                self.at = start;
                None
            }
        }
    }
}
