//! Text of a bibliography with its markup: what an entry says, and what a style makes of it.

/// What text is marked as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Italic; upright again within italic.
    Emph,
    Strong,
    SmallCaps,
    Sup,
    Sub,
    Underline,
    /// In quotation marks, which are set when all is together.
    Quoted,
    /// Text that no style changes to capitals or small letters.
    NoCase,
    /// Text in braces of TeX: as [`Mark::NoCase`] where a title is changed to small letters.
    Group,
    /// A link to an address.
    Link(String),
    /// A link to an entry of the list.
    Entry(String),
    /// The first column of an entry, as its number.
    LeftMargin,
    /// A line, or a part of one, of an entry.
    Display,
    /// A note.
    Note,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Text(String),
    Marked(Mark, Vec<Piece>),
}

/// Text with markup.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Rich(pub(super) Vec<Piece>);

impl Rich {
    /// Plain text of a style or of CSL-JSON: as [`Rich::spaced`], with narrow spaces at the punctuation of French.
    pub(super) fn text(text: &str) -> Rich {
        let mut rich = Rich::spaced(text);
        rich.map_text(&mut narrow_spaces);
        rich
    }

    /// Plain text, in which white space is a single space.
    pub(super) fn spaced(text: &str) -> Rich {
        let mut out = String::with_capacity(text.len());
        for next in text.chars() {
            let is_space = matches!(next, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                out.push(next);
            } else if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        if out.is_empty() { Rich::default() } else { Rich(vec![Piece::Text(out)]) }
    }

    /// The text with a mark; nothing where it is empty.
    pub(super) fn marked(self, mark: Mark) -> Rich {
        if self.0.is_empty() { self } else { Rich(vec![Piece::Marked(mark, self.0)]) }
    }

    /// What it says, without its marks.
    pub(super) fn plain(&self) -> String {
        let mut out = String::new();
        plain(&self.0, &mut out);
        out
    }

    /// Whether it says nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.first().is_none()
    }

    /// The first character.
    pub(super) fn first(&self) -> Option<char> {
        first(&self.0)
    }

    /// The last character.
    pub(super) fn last(&self) -> Option<char> {
        last(&self.0)
    }

    /// Adds text after it. Two spaces that meet are one.
    pub(super) fn append(&mut self, other: Rich) {
        for piece in other.0 {
            self.push(piece);
        }
    }

    /// Adds a piece after it.
    pub(super) fn push(&mut self, piece: Piece) {
        match (self.0.last_mut(), piece) {
            (Some(Piece::Text(last)), Piece::Text(next)) => {
                let next = if last.ends_with(' ') { next.trim_start_matches(' ') } else { &next };
                last.push_str(next);
            }
            (Some(Piece::Marked(mark, last)), Piece::Marked(other, next))
                if *mark == other && matches!(mark, Mark::Emph | Mark::Strong | Mark::Sup | Mark::Sub) =>
            {
                let mut both = Rich(std::mem::take(last));
                both.append(Rich(next));
                *last = both.0;
            }
            (_, Piece::Text(next)) if next.is_empty() => {}
            (_, piece) => self.0.push(piece),
        }
    }

    /// Drops characters from its start.
    pub(super) fn trim_start(&mut self, drops: &impl Fn(char) -> bool) {
        let _goes_on = trim_start(&mut self.0, drops);
    }

    /// Drops characters from its end.
    pub(super) fn trim_end(&mut self, drops: &impl Fn(char) -> bool) {
        let _goes_on = trim_end(&mut self.0, drops);
    }

    /// Changes each text in it.
    pub(super) fn map_text(&mut self, change: &mut impl FnMut(&mut String)) {
        map_text(&mut self.0, change);
    }
}

/// A space before `;`, `?`, `!` and `»`, and after `«`, is narrow, and no line ends there.
pub(super) fn narrow_spaces(text: &mut String) {
    if !text.contains([';', '?', '!', '»', '«']) {
        return;
    }
    for mark in [";", "?", "!", "»"] {
        *text = text.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
    }
    *text = text.replace("« ", "«\u{202f}");
}

fn plain(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Marked(Mark::Note, _) => {}
            Piece::Marked(_, inner) => plain(inner, out),
        }
    }
}

fn first(pieces: &[Piece]) -> Option<char> {
    pieces.iter().find_map(|it| match it {
        Piece::Text(text) => text.chars().next(),
        Piece::Marked(Mark::Note, _) => None,
        Piece::Marked(_, inner) => first(inner),
    })
}

fn last(pieces: &[Piece]) -> Option<char> {
    pieces.iter().rev().find_map(|it| match it {
        Piece::Text(text) => text.chars().next_back(),
        Piece::Marked(Mark::Note, _) => None,
        Piece::Marked(_, inner) => last(inner),
    })
}

/// Whether what follows is to be trimmed as well.
fn trim_start(pieces: &mut [Piece], drops: &impl Fn(char) -> bool) -> bool {
    pieces.iter_mut().all(|piece| match piece {
        Piece::Text(text) => {
            let dropped = text.len() - text.trim_start_matches(drops).len();
            text.replace_range(..dropped, "");
            text.is_empty()
        }
        Piece::Marked(_, inner) => trim_start(inner, drops),
    })
}

fn trim_end(pieces: &mut [Piece], drops: &impl Fn(char) -> bool) -> bool {
    pieces.iter_mut().rev().all(|piece| match piece {
        Piece::Text(text) => {
            text.truncate(text.trim_end_matches(drops).len());
            text.is_empty()
        }
        Piece::Marked(_, inner) => trim_end(inner, drops),
    })
}

fn map_text(pieces: &mut [Piece], change: &mut impl FnMut(&mut String)) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => change(text),
            Piece::Marked(_, inner) => map_text(inner, change),
        }
    }
}

/// Joins texts so that punctuation does not meet punctuation: `Who?` and `.` are `Who?`.
pub(super) fn join(list: Vec<Rich>) -> Rich {
    let mut list = list;
    let mut at = 0;
    while at + 1 < list.len() {
        let changed = match meeting(list[at].last(), list[at + 1].first()) {
            (Keep::First, _, mark) => changes(&mut list[at + 1], |it| it.trim_start(&|next| next == mark)),
            (Keep::Second, mark, _) => changes(&mut list[at], |it| it.trim_end(&|next| next == mark)),
            (Keep::Both, ..) => false,
        };
        at += usize::from(!changed);
    }
    let mut out = Rich::default();
    list.into_iter().for_each(|it| out.append(it));
    out
}

fn changes(rich: &mut Rich, change: impl FnOnce(&mut Rich)) -> bool {
    let before = rich.clone();
    change(rich);
    *rich != before
}

/// Which of two characters that meet stays.
enum Keep {
    First,
    Second,
    Both,
}

fn meeting(end: Option<char>, start: Option<char>) -> (Keep, char, char) {
    let (Some(end), Some(start)) = (end, start) else { return (Keep::Both, ' ', ' ') };
    let keep = match (end, start) {
        ('!' | '?', '.' | ':') | (':' | ';', '.') | (';', ':') => Keep::First,
        (':' | ';', '!' | '?') | (' ', ' ' | ',' | '.') => Keep::Second,
        (one, other) if one == other && "!?.:;,".contains(one) => Keep::First,
        _ => Keep::Both,
    };
    (keep, end, start)
}

/// Moves a full stop or a comma after a closing quotation mark before it, as English of America has it.
pub(super) fn punctuation_inside(pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut() {
        if let Piece::Marked(_, inner) = piece {
            punctuation_inside(inner);
        }
    }
    for at in 1..pieces.len() {
        let (before, after) = pieces.split_at_mut(at);
        let (Some(inner), Some(Piece::Text(text))) = (before.last_mut().and_then(quoted), after.first_mut())
        else {
            continue;
        };
        let Some(mark) = text.chars().next().filter(|it| ['.', ',', '!', '?'].contains(it)) else { continue };
        let _moved = text.remove(0);
        if last(inner).is_some_and(|it| !".,;:!?".contains(it)) {
            let mut rich = Rich(std::mem::take(inner));
            rich.push(Piece::Text(mark.to_string()));
            *inner = rich.0;
        }
    }
    pieces.retain(|it| !matches!(it, Piece::Text(text) if text.is_empty()));
}

/// What is in quotation marks at the end of a piece; a link to an entry is nothing in between.
fn quoted(piece: &mut Piece) -> Option<&mut Vec<Piece>> {
    match piece {
        Piece::Marked(Mark::Quoted, inner) => Some(inner),
        Piece::Marked(Mark::Entry(_), inner) => inner.last_mut().and_then(quoted),
        Piece::Marked(..) | Piece::Text(_) => None,
    }
}

/// The quotation marks of a language: outer and inner, opening and closing.
pub(super) struct QuoteMarks {
    pub(super) outer: (String, String),
    pub(super) inner: (String, String),
}

/// Sets quotation marks.
pub(super) fn set_quotes(pieces: Vec<Piece>, marks: &QuoteMarks, is_inner: bool) -> Rich {
    let mut out = Rich::default();
    for piece in pieces {
        match piece {
            Piece::Text(_) => out.push(piece),
            Piece::Marked(Mark::Quoted, inner) => {
                let (open, close) = if is_inner { &marks.inner } else { &marks.outer };
                out.push(Piece::Text(open.clone()));
                out.append(set_quotes(inner, marks, !is_inner));
                out.push(Piece::Text(close.clone()));
            }
            Piece::Marked(mark, inner) => {
                out.push(Piece::Marked(mark, set_quotes(inner, marks, is_inner).0));
            }
        }
    }
    out
}
