//! Foreign markup within lines.

use crate::parse::foreign::found::Found;
use crate::parse::foreign::visible::Visible;
use crate::parse::foreign::{braces, tags, tex};
use crate::parse::inline::reference::key_length;
use crate::parse::rules;

/// Finds it from a byte of the source on.
pub(super) fn find(text: &Visible, from: usize) -> Vec<Found> {
    let mut escaped = tex::escaped_math(text);
    escaped.extend(tags::bookdown(text));
    escaped.sort_by_key(|it| it.range.start);
    let mut math = escaped.iter().map(|it| &it.range).peekable();
    let mut found = Vec::new();
    let mut done = from;
    let triggers =
        text.rest(from).match_indices(['$', '\\', '[', '@', '{', '=', '+', '%', ':', '(', '!', '^', '<']);
    for (offset, mark) in triggers {
        let at = from + offset;
        while math.next_if(|it| it.end <= at).is_some() {}
        if at < done || math.peek().is_some_and(|it| it.contains(&at)) {
            continue;
        }
        if let Some(it) = at_mark(text, at, mark) {
            done = it.range.end;
            found.push(it);
        }
    }
    found.extend(escaped);
    found
}

fn at_mark(text: &Visible, at: usize, mark: &str) -> Option<Found> {
    match mark {
        "$" => tex::dollars(text, at),
        "\\" => tex::command(text, at),
        "{" => braces::find(text, at),
        "[" if text.after(at).get(..9).is_some_and(|it| it.eq_ignore_ascii_case("[!include")) => {
            let length = text.source(at).lines().next().unwrap_or("").trim_end().len();
            let help = "put the text of the file here, or make the file a chapter in the manifest";
            let found = Found::new(at..at + length, "an included file (Microsoft Docs)", help);
            Some(found.rule(&rules::IGNORED_INCLUDE))
        }
        "[" => (wiki_link(text, at).or_else(|| citation(text, at)))
            .or_else(|| tags::bracketed(text, at))
            .or_else(|| tags::field(text, at, ']'))
            .or_else(|| tags::other_brackets(text, at)),
        "<" => tags::angled(text, at),
        "!" => embed(text, at),
        "@" => bare_citation(text, at),
        "(" => (example(text, at).or_else(|| tags::block_reference(text, at)))
            .or_else(|| tags::field(text, at, ')'))
            .or_else(|| tags::bookdown_mark(text, at)),
        "=" => marks(text, at, "==", "highlighted text (Obsidian, Pandoc)", "`[words]{.mark}`"),
        "+" => marks(text, at, "++", "inserted text (markdown-it)", "`<u>words</u>`"),
        "%" => marks(text, at, "%%", "a comment (Obsidian)", "`<!-- words -->`, which no edition shows"),
        ":" => role(text, at).or_else(|| tags::named(text, at)),
        "^" => inline_note(text, at),
        _ => None,
    }
}

/// `[[Page]]`, `[[Page|words]]`.
fn wiki_link(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at).strip_prefix("[[")?;
    let length = rest.find("]]").filter(|it| (1..200).contains(it))?;
    let inner = &rest[..length];
    if !inner.contains(char::is_alphabetic) {
        return None;
    }
    if inner.contains(['[', ']', '\n', '\0']) || inner.trim() != inner || rest[length + 2..].starts_with('(')
    {
        return None;
    }
    let words = inner.rsplit('|').next().unwrap_or(inner);
    let help = format!("write `[{words}](…)` with the address, or `#` and the id of the heading");
    Some(Found::new(at..at + length + 4, "a wiki link (Obsidian, MediaWiki)", help))
}

/// `![[file.png]]`.
fn embed(text: &Visible, at: usize) -> Option<Found> {
    let link = wiki_link(text, at + 1).filter(|_| text.after(at).starts_with("![["))?;
    let help = "write `![description](file.png)` for an image; text of another file cannot be included";
    Some(Found::new(at..link.range.end, "an embedded file (Obsidian)", help).rule(&rules::IGNORED_INCLUDE))
}

const CITATION: &str = "a citation (Pandoc)";
const CITATION_HELP: &str =
    "name the file of the work with `bibliography`, or write the reference in a note: `[^smith]`";

/// `[@key, p. 3; see @other]`, `[-@key]`.
fn citation(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at + 1);
    let length = rest.find([']', '['])?;
    let inner = rest.get(..length).filter(|_| rest[length..].starts_with(']'))?;
    if inner.len() > 400 || rest[length + 1..].starts_with(['(', '[', ':', '{']) {
        return None;
    }
    let (prefix, key) = inner.split_once('@')?;
    let key: &str = &key[..key_length(key)];
    let begins = matches!(prefix, "" | "-");
    let cites =
        begins || (prefix.ends_with([' ', '-']) && key.bytes().any(|it| it.is_ascii_digit() || it == b':'));
    let good = cites && !key.is_empty() && !key.contains('/');
    good.then(|| Found::new(at..at + length + 2, CITATION, CITATION_HELP))
}

/// `@smith2020`, a key of letters with a year; other names after an `@` are those of people and packages.
fn bare_citation(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at + 1);
    let key = &rest[..key_length(rest)];
    let letters = key.find(|it: char| it.is_ascii_digit())?;
    let year = key.get(letters..letters + 4)?;
    let is_year =
        year.bytes().all(|it| it.is_ascii_digit()) && matches!(&year[..2], "17" | "18" | "19" | "20");
    let name = key[..letters].trim_end_matches(['_', '-', ':']);
    let named = name.chars().count() >= 2 && name.chars().all(|it| it.is_alphabetic() || "_-:".contains(it));
    let tail = &key[letters + 4..];
    let ends = tail.chars().all(|it| it.is_alphabetic() || "_-:".contains(it));
    if !is_year || !named || !ends || text.follows_word(at) || rest[key.len()..].starts_with(['/', '@']) {
        return None;
    }
    Some(Found::new(at..at + 1 + key.len(), CITATION, CITATION_HELP))
}

/// `(@label)` at the beginning of a line, which numbers an example.
fn example(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at).strip_prefix("(@")?;
    let length = rest.find(')')?;
    let good = rest[..length].chars().all(|it| it.is_alphanumeric() || it == '_' || it == '-');
    let starts = text.before(at).is_none_or(|it| it == '\n') || at == text.start();
    (good && starts && rest[length + 1..].starts_with(' ')).then(|| {
        let help = "number the examples yourself: `1.` at the beginning of each, and the number where you refer to it";
        Found::new(at..at + length + 3, "a numbered example (Pandoc)", help)
    })
}

/// Text between two doubled marks.
fn marks(text: &Visible, at: usize, mark: &str, what: &'static str, native: &str) -> Option<Found> {
    let byte = mark.chars().next()?;
    let rest = text.after(at).strip_prefix(mark)?;
    let opens = rest.starts_with(|it: char| !it.is_whitespace() && it != byte && it != '\0');
    if !opens || text.before(at).is_some_and(|it| it.is_ascii_alphanumeric() || it == byte) {
        return None;
    }
    let length = rest.find(mark)?;
    let after = &rest[length + mark.len()..];
    let closes = !rest[..length].ends_with(char::is_whitespace) && !after.starts_with(byte);
    let apart = !after.starts_with(|it: char| it.is_ascii_alphanumeric());
    (closes && apart && length < 1000)
        .then(|| Found::new(at..at + length + 2 * mark.len(), what, format!("write {native}")))
}

/// ``:ref:`words` ``.
fn role(text: &Visible, at: usize) -> Option<Found> {
    if text.before(at).is_some_and(|it| it.is_alphanumeric() || it == ':') {
        return None;
    }
    let rest = text.after(at + 1);
    let name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-+:".contains(it);
    let run = &rest[..rest.find(|it| !name(it)).unwrap_or(rest.len())];
    let length = run.strip_suffix(':').map_or_else(|| run.find(':').unwrap_or(0), str::len);
    let word = &run[..length];
    let end = at + length + 2;
    if word.is_empty() {
        return None;
    }
    let named = word.starts_with(|it: char| it.is_ascii_lowercase());
    if named && text.after(end).starts_with('\0') && text.source(end).starts_with('`') {
        let close = text.source(end + 1).find('`').map_or(end, |it| end + it + 2);
        let help = "write a link or plain words: `[words](#id)`";
        return Some(Found::new(at..close, "a role (reStructuredText)", help));
    }
    None
}

/// `^[words]` that has not become a note.
fn inline_note(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at).strip_prefix("^[")?;
    let length = rest.find(']')?;
    let help = "write a mark `[^1]` here and the words after `[^1]:` on a line of their own";
    Some(Found::new(at..at + length + 3, "an inline note (Pandoc)", help))
}
