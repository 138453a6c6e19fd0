//! Smart punctuation: quotes and apostrophes, dashes and ellipses of the language.
//!
//! It looks at a whole block at once, because what a quote is depends on the
//! characters on both its sides, across emphasis and links, and on the quotes that
//! are open. What the author has written as a typographic mark stays.

use std::ops::Range;

use crate::locale::Quotes;
use crate::locale::quotes::{Pair, Spaced};

/// What a block is made of, in reading order, as far as punctuation sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom<'a> {
    /// Text that may change, in a language that quotes so.
    Text(&'a str, Quotes),
    /// Text that stays as it is: escaped, or an entity.
    Literal(&'a str),
    /// A line end.
    Break,
    /// Anything that reads as a word: code, an image.
    Object,
}

impl Atom<'_> {
    fn first(self) -> Option<char> {
        match self {
            Atom::Text(text, _) | Atom::Literal(text) => text.chars().next(),
            Atom::Break => Some(' '),
            Atom::Object => Some('x'),
        }
    }

    fn last(self) -> Option<char> {
        match self {
            Atom::Text(text, _) | Atom::Literal(text) => text.chars().next_back(),
            Atom::Break => Some(' '),
            Atom::Object => Some('x'),
        }
    }
}

/// Words that lose their beginning, after an apostrophe.
const CLIPPED: [&str; 14] = [
    "tis", "twas", "twere", "twill", "til", "till", "em", "cause", "bout", "round", "neath", "cos", "n",
    "kay",
];

/// A change of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    atom: usize,
    range: Range<usize>,
    with: &'static str,
}

/// The texts of the [`Atom::Text`]s, in their order, with the punctuation of their languages.
pub(super) fn punctuate(atoms: &[Atom]) -> Vec<String> {
    let double = |it: &Atom| if let Atom::Text(text, _) = it { text.matches('"').count() } else { 0 };
    let left = atoms.iter().map(double).sum();
    let mut editor = Editor { edits: Vec::new(), open: Vec::new(), next: firsts(atoms), left };
    let mut before = None;
    for (index, atom) in atoms.iter().enumerate() {
        before = match atom {
            Atom::Text(text, quotes) => editor.text(index, text, quotes, before),
            Atom::Literal(_) | Atom::Break | Atom::Object => atom.last().or(before),
        };
    }
    editor.close();
    apply(atoms, &editor.edits)
}

/// For each atom the first character after it.
fn firsts(atoms: &[Atom]) -> Vec<Option<char>> {
    let mut next = vec![None; atoms.len()];
    let mut after = None;
    for (slot, atom) in next.iter_mut().zip(atoms).rev() {
        *slot = after;
        after = atom.first().or(after);
    }
    next
}

fn apply(atoms: &[Atom], edits: &[Edit]) -> Vec<String> {
    let mut edits = edits.iter().peekable();
    let mut texts = Vec::new();
    for (index, atom) in atoms.iter().enumerate() {
        let Atom::Text(text, _) = atom else { continue };
        let mut result = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(edit) = edits.next_if(|it| it.atom == index) {
            result.push_str(&text[at..edit.range.start]);
            result.push_str(edit.with);
            at = edit.range.end;
        }
        result.push_str(&text[at..]);
        texts.push(result);
    }
    texts
}

/// More quotes than this are not open within each other; the oldest was none then.
const DEEPEST: usize = 16;

/// A quote that is open, and the edit that opened it.
struct OpenQuote {
    mark: char,
    pair: Pair,
    edit: usize,
    /// Whether a space is typed inside it, as in `" oui "`.
    spaced: bool,
}

struct Editor {
    edits: Vec<Edit>,
    open: Vec<OpenQuote>,
    next: Vec<Option<char>>,
    /// How many straight double quotation marks are still to come.
    left: usize,
}

/// A mark with the characters around it.
struct Site<'a> {
    atom: usize,
    at: usize,
    before: Option<char>,
    after: Option<char>,
    rest: &'a str,
    quotes: &'a Quotes,
}

impl Editor {
    /// Edits a text; gives the character before the next atom.
    fn text(&mut self, atom: usize, text: &str, quotes: &Quotes, before: Option<char>) -> Option<char> {
        let mut before = before;
        let mut skip = 0;
        for (at, it) in text.char_indices() {
            if at >= skip && (it.is_ascii_punctuation() || it == ' ' || it == '»' || it == '«') {
                let rest = &text[at + it.len_utf8()..];
                let after = rest.chars().next().or(self.next[atom]);
                let site = Site { atom, at, before, after, rest, quotes };
                let (length, counts_as) = self.mark(it, &site);
                skip = at + length;
                before = Some(counts_as);
            } else {
                before = Some(it);
            }
        }
        before
    }

    /// Edits the mark at a site; gives how many bytes it has dealt with, and what they count as for
    /// what follows.
    fn mark(&mut self, it: char, site: &Site) -> (usize, char) {
        match it {
            '"' | '\'' => return (1, self.quote(it, site)),
            '-' | '.' => return (self.row(it, site), it),
            ' ' | ';' | ':' | '!' | '?' | '«' | '»' => self.space(it, site),
            _ => {}
        }
        (it.len_utf8(), it)
    }

    fn edit(&mut self, site: &Site, length: usize, with: &'static str) {
        self.edits.push(Edit { atom: site.atom, range: site.at..site.at + length, with });
    }

    /// Two or three hyphens, or three full stops, and no more.
    fn row(&mut self, it: char, site: &Site) -> usize {
        let length = 1 + site.rest.bytes().take_while(|byte| char::from(*byte) == it).count();
        match (it, length) {
            ('-', 2) => self.edit(site, 2, "–"),
            ('-', 3) => self.edit(site, 3, "—"),
            ('.', 3) => self.edit(site, 3, "…"),
            _ => {}
        }
        length
    }

    /// Edits a quote; gives a parenthesis of the side that it is on, since quotes differ by language.
    fn quote(&mut self, mark: char, site: &Site) -> char {
        self.left = self.left.saturating_sub(usize::from(mark == '"'));
        let innermost = self.open.iter().rposition(|it| it.mark == mark);
        let by_turns = site.quotes.unspaced_script && innermost.is_none();
        let spaced = self.opens_with_space(mark, site);
        // In `" oui ",` the space is inside.
        let closes_with_space = innermost.is_some_and(|it| self.open[it].spaced)
            && is_space(site.before)
            && !site.after.is_some_and(char::is_alphanumeric);
        let begins =
            by_turns || is_opening_context(site.before) || innermost.is_none() && opens_a_word(mark, site);
        let opens = spaced || begins && !is_space(site.after) && !closes_with_space;
        if mark == '\'' && is_apostrophe(site, innermost.is_some()) {
            self.edit(site, 1, "’");
        } else if opens {
            let nested = mark == '\'' || innermost.is_some();
            let pair = if nested { site.quotes.inner } else { site.quotes.outer };
            if self.open.len() == DEEPEST {
                self.abandon(0..1);
                self.open.remove(0);
            }
            self.open.push(OpenQuote { mark, pair, edit: self.edits.len(), spaced });
            self.edit(site, 1, pair.open);
            return '(';
        } else if let Some(index) = innermost {
            let pair = self.open[index].pair;
            self.abandon(index + 1..self.open.len());
            self.open.truncate(index);
            self.edit(site, 1, pair.close);
        } else if mark == '\'' {
            self.edit(site, 1, "’");
        } else if !is_space(site.before) && !site.before.is_some_and(|it| it.is_ascii_digit()) {
            self.edit(site, 1, site.quotes.outer.close);
        }
        ')'
    }

    /// Whether a mark opens a quotation with a space inside it, as French is typed: one that closes it follows.
    fn opens_with_space(&self, mark: char, site: &Site) -> bool {
        mark == '"'
            && site.quotes.spaced != Spaced::Nothing
            && site.after.is_some_and(|it| matches!(it, ' ' | '\u{a0}' | '\u{202f}'))
            && is_opening_context(site.before)
            && self.left > 0
            && !self.open.iter().any(|it| it.mark == mark)
    }

    /// What opened and is never closed: a single quote was an apostrophe.
    fn abandon(&mut self, range: Range<usize>) {
        for open in self.open.get(range).unwrap_or(&[]) {
            if open.mark == '\'' {
                self.edits[open.edit].with = "’";
            }
        }
    }

    fn close(&mut self) {
        self.abandon(0..self.open.len());
    }

    /// The spaces that French sets before high marks and inside angle quotes.
    fn space(&mut self, it: char, site: &Site) {
        let marks: &[char] = match site.quotes.spaced {
            Spaced::Nothing => return,
            Spaced::HighMarks => &[';', ':', '!', '?', '»'],
            Spaced::Colon => &[':', '»'],
        };
        let ends =
            |after: Option<char>| is_space(after) || after.is_some_and(|it| "\"'»”’)]*!?.…".contains(it));
        if it == ' ' && self.is_inside_quote(site) {
            self.edit(site, 1, "");
        } else if it == ' ' {
            let after_mark = site.rest.chars().nth(1).or(self.next[site.atom]);
            let before_mark = site.after.is_some_and(|mark| marks.contains(&mark));
            if site.before == Some('«') || (before_mark && ends(after_mark)) {
                self.edit(site, 1, "\u{202f}");
            }
        } else if matches!(it, ';' | ':' | '!' | '?') && marks.contains(&it) {
            let wants = site.before.is_some_and(|it| it.is_alphanumeric() || "”’)…\"%".contains(it));
            if wants && ends(site.after) {
                self.insert(site, it);
            }
        }
    }

    /// Whether a typed space is the inner one of a quotation, which its marks have of their own.
    fn is_inside_quote(&self, site: &Site) -> bool {
        let Some(open) = self.open.last().filter(|it| it.mark == '"' && it.spaced) else { return false };
        let last = self.edits.last().filter(|_| self.edits.len() == open.edit + 1);
        let begins = last.is_some_and(|it| it.atom == site.atom && it.range.end == site.at);
        let after = site.rest.strip_prefix('"').map(|it| it.chars().next().or(self.next[site.atom]));
        begins || after.is_some_and(|it| !it.is_some_and(char::is_alphanumeric))
    }

    fn insert(&mut self, site: &Site, mark: char) {
        let with = match mark {
            ';' => "\u{202f};",
            ':' => "\u{202f}:",
            '!' => "\u{202f}!",
            _ => "\u{202f}?",
        };
        self.edit(site, 1, with);
    }
}

fn is_space(it: Option<char>) -> bool {
    it.is_none_or(char::is_whitespace)
}

fn is_opening_context(before: Option<char>) -> bool {
    is_space(before) || before.is_some_and(|it| "([{-–—/“‘«‹„‚¿¡「『".contains(it))
}

/// Whether a mark that closes nothing begins a word: a letter or digit follows, and none is before it. A single one is
/// more likely to be an apostrophe, but not after these marks.
fn opens_a_word(mark: char, site: &Site) -> bool {
    let letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let assigns = || site.before.is_some_and(|it| ":;,=<>+&|".contains(it));
    letter(site.after) && if mark == '"' { !letter(site.before) } else { assigns() }
}

/// Whether a single mark stands for letters left out and not for a quotation.
fn is_apostrophe(site: &Site, open: bool) -> bool {
    let letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    if letter(site.before) {
        return letter(site.after) && !site.quotes.unspaced_script;
    }
    if open && !is_opening_context(site.before) {
        return false;
    }
    let word: String = site.rest.chars().take_while(|it| it.is_alphanumeric()).take(6).collect();
    let decade = word.len() >= 2 && word.starts_with(|it: char| it.is_ascii_digit());
    (decade && word.trim_start_matches(|it: char| it.is_ascii_digit()) == "s" && word.len() == 3)
        || CLIPPED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Lang;
    use crate::locale::quotes_of;

    fn check(tag: &str, text: &str, expected: &str) {
        let quotes = quotes_of(&Lang::new(tag).expect("well formed"));
        assert_eq!(punctuate(&[Atom::Text(text, quotes)]).concat(), expected, "{tag}: {text}");
    }

    #[test]
    fn english() {
        check("en", r#""She said 'no' to me," he wrote."#, "“She said ‘no’ to me,” he wrote.");
        check("en", r#"It's the students' own ("free") press"#, "It’s the students’ own (“free”) press");
        check("en", "the '90s, 'tis rock 'n' roll", "the ’90s, ’tis rock ’n’ roll");
        check("en", r#""'Quoted' first""#, "“‘Quoted’ first”");
        check("en", r#""Outer "inner" outer""#, "“Outer ‘inner’ outer”");
        check("en", "'unclosed, and it's fine", "’unclosed, and it’s fine");
        check("en", r#"They said:"yes"; x="y",z='w'."#, "They said:“yes”; x=“y”,z=‘w’.");
        check("en", r#"(the club)'s "own"'s rule"#, "(the club)’s “own”’s rule");
        check("en", r#""A paragraph that goes on"#, "“A paragraph that goes on");
        check("en", r#"a 6" nail"#, r#"a 6" nail"#);
        check("en", "“as it is” and ‘so’", "“as it is” and ‘so’");
    }

    #[test]
    fn dashes_and_ellipses() {
        check("en", "1990--1999 --- no ---- wait...", "1990–1999 — no ---- wait…");
        check("en", "a - b .. c ....", "a - b .. c ....");
        check("en", r#"he---"yes"---left"#, "he—“yes”—left");
    }

    #[test]
    fn languages_have_their_marks() {
        check("de", r#""Er sagt 'nein'", schrieb sie"#, "„Er sagt ‚nein‘“, schrieb sie");
        check("fr", r#"L'ami dit : "Oui !""#, "L’ami dit\u{202f}: «\u{202f}Oui\u{202f}!\u{202f}»");
        check("fr", "Quoi? À 12:30; fin", "Quoi\u{202f}? À 12:30\u{202f}; fin");
        check("fr", "Non ?! « Si » dit-il", "Non\u{202f}?! «\u{202f}Si\u{202f}» dit-il");
        check(
            "fr",
            r#"L'"histoire" et l'"État""#,
            "L’«\u{202f}histoire\u{202f}» et l’«\u{202f}État\u{202f}»",
        );
        check(
            "fr",
            r#"Il dit " oui ", puis " non "."#,
            "Il dit «\u{202f}oui\u{202f}», puis «\u{202f}non\u{202f}».",
        );
        check("fr", r#"Un " seul"#, r#"Un " seul"#);
        check("fr-CA", "Quoi? Ceci: oui", "Quoi? Ceci\u{202f}: oui");
        check("ru", r#"Он сказал: "Да""#, "Он сказал: «Да»");
        check("ja", r#"彼は"はい"と言った"#, "彼は「はい」と言った");
        check("zh", r#"他说"好"了"#, "他说“好”了");
    }

    #[test]
    fn quotes_are_seen_across_nodes() {
        let quotes = quotes_of(&Lang::default());
        let atoms = [
            Atom::Text("\"", quotes),
            Atom::Object,
            Atom::Text("\" and \"", quotes),
            Atom::Text("word", quotes),
            Atom::Text("\"", quotes),
            Atom::Literal("\""),
            Atom::Break,
            Atom::Text("'x'", quotes),
        ];
        assert_eq!(punctuate(&atoms), ["“", "” and “", "word", "”", "‘x’"]);
    }
}
