//! Foreign markup that is like a tag: of forums, of blogs, of templates, of components, and names between colons.

use crate::parse::foreign::found::Found;
use crate::parse::foreign::visible::Visible;
use crate::parse::rules;

const PLAIN: &str = "write in Markdown what it makes";

/// `[quote="Ada"]`, `[b]words[/b]`, `[gallery ids="1"]`: a tag of a forum, or a shortcode of WordPress.
pub(super) fn bracketed(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    let length = source[1..].find(|it: char| !(it.is_ascii_lowercase() || it == '_')).filter(|it| *it > 0)?;
    let end = source.find([']', '\n']).filter(|it| source[*it..].starts_with(']') && *it < 300)?;
    let (name, rest) = source[1..end].split_at(length);
    if source[end + 1..].starts_with(['(', '[', ':', '{']) || text.after(at).get(..end)?.contains('\0') {
        return None;
    }
    let closes = source[end..].contains(&format!("[/{name}]"));
    let (key, value) = rest.split_once('=').unwrap_or(("", ""));
    let assigns = !value.is_empty()
        && (key.is_empty() || key.starts_with(' '))
        && !value.starts_with(['=', ' '])
        && key.trim_start().bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'-');
    let good = assigns || closes && (rest.is_empty() || rest.starts_with(' '));
    good.then(|| Found::new(at..at + end + 1, "a tag of a forum or a shortcode (BBCode, WordPress)", PLAIN))
}

/// `[https://example.org words]`, `[[https://example.org][words]]`, `[words]_`, `[fn:1]`, `[% x %]`.
pub(super) fn other_brackets(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    let line = source.lines().next().unwrap_or("");
    let found = |length: usize, what, help: String| Some(Found::new(at..at + length, what, help));
    if let Some(inner) = line.strip_prefix("[%").and_then(|it| it.split_once("%]")).map(|it| it.0) {
        return found(inner.len() + 4, "a template tag (Template Toolkit)", PLAIN.to_owned());
    }
    if let Some((url, words)) = line.strip_prefix("[[").and_then(|it| it.split_once("]]")?.0.split_once("]["))
    {
        let help = format!("write `[{words}]({url})`");
        return found(url.len() + words.len() + 6, "a link (Org)", help);
    }
    let end = line.find(']')?;
    let inner = &line[1..end];
    let after = &line[end + 1..];
    if inner.starts_with("http")
        && let Some((url, words)) = inner.split_once(' ')
        && url.contains("://")
        && !after.starts_with('(')
    {
        let help = format!("write `[{words}]({url})`");
        return found(end + 1, "a link (MediaWiki)", help);
    }
    let is_label =
        |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_*".contains(&it));
    let note = "write `[^1]` here, and the note after `[^1]:` on a line of its own";
    if text.after(at + end + 1).starts_with('_')
        && !after.starts_with("__")
        && !after[1..].starts_with(char::is_alphanumeric)
        && is_label(inner.strip_prefix('#').unwrap_or(inner))
    {
        return found(end + 2, "the mark of a note (reStructuredText)", note.to_owned());
    }
    if inner.strip_prefix("fn:").is_some_and(|it| !it.is_empty() && !it.starts_with(' ')) {
        return found(end + 1, "the mark of a note (Org)", note.to_owned());
    }
    let words = inner.strip_prefix('^').filter(|it| it.trim().contains(' ') && !after.starts_with(':'))?;
    let help = format!("write `^[{words}]`");
    let found = Found::new(at..at + end + 1, "a note in its place (MultiMarkdown)", help);
    Some(found.fix(format!("^[{words}]")))
}

/// `[key:: value]`, `(key:: value)`: a field of a note.
pub(super) fn field(text: &Visible, at: usize, close: char) -> Option<Found> {
    let line = text.after(at).lines().next()?;
    let end = line.find(close).filter(|it| *it < 300)?;
    let (key, _) = line[1..end].split_once(":: ")?;
    let good = !key.is_empty() && key.chars().all(|it| it.is_alphanumeric() || " -_".contains(it));
    good.then(|| {
        Found::new(at..at + end + 1, "a field (Dataview for Obsidian)", "write it in words, or remove it")
    })
}

/// `((block))` of Roam and Logseq.
pub(super) fn block_reference(text: &Visible, at: usize) -> Option<Found> {
    let inner = text.after(at).strip_prefix("((")?.split_once("))")?.0;
    let good = (6..80).contains(&inner.len())
        && inner.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
    let help = "put the text here that it stands for";
    good.then(|| Found::new(at..at + inner.len() + 4, "a reference to a block (Roam, Logseq)", help))
}

/// `<% code %>`, `<X :count="1"/>`, `<ac:macro name="x">`: what looks like a tag, but is none to CommonMark.
pub(super) fn angled(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    if let Some(inner) = source.strip_prefix("<%").and_then(|it| it.split_once("%>")).map(|it| it.0) {
        return Some(Found::new(at..at + inner.len() + 4, "a template tag (ERB, EJS)", PLAIN));
    }
    if text.before(at) == Some('<') {
        return None;
    }
    let body = source[1..].strip_prefix('/').unwrap_or(&source[1..]);
    let name = &body[..body.find(|it: char| !(it.is_ascii_alphanumeric() || ":.-_".contains(it)))?];
    let rest = &body[name.len()..];
    let end = rest.find(['>', '<', '\n']).filter(|it| rest[*it..].starts_with('>'))?;
    let attributes = rest[..end].trim_end_matches('/');
    let begins = name.starts_with(|it: char| it.is_ascii_alphabetic());
    let prefixed =
        name.split_once(':').is_some_and(|(prefix, local)| !prefix.is_empty() && !local.is_empty());
    let is_component = name.starts_with(|it: char| it.is_ascii_uppercase())
        && attributes.starts_with(' ')
        && attributes.contains('=');
    if !begins || !(prefixed || is_component) || !attributes.is_empty() && !attributes.starts_with(' ') {
        return None;
    }
    let length = source.len() - rest.len() + end + 1;
    Some(Found::new(at..at + length, "a tag of a component (Vue, JSX, XML)", PLAIN))
}

/// `:octocat:`, `:material-account:`, `:badge[words]`, `::video{#x}`: names that a tool puts something in place of.
pub(super) fn named(text: &Visible, at: usize) -> Option<Found> {
    if text.before(at).is_some_and(|it| it.is_alphanumeric() || ":/\\".contains(it)) {
        return None;
    }
    let rest = text.after(at);
    let colons = rest.len() - rest.trim_start_matches(':').len();
    let rest = &rest[colons..];
    let is_name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-+".contains(it);
    let length = rest.find(|it| !is_name(it)).unwrap_or(rest.len());
    let letters = rest[..length].bytes().filter(u8::is_ascii_lowercase).count();
    if !rest.starts_with(|it: char| it.is_ascii_lowercase()) || letters < 2 {
        return None;
    }
    let after = &rest[length..];
    if colons == 1
        && after.starts_with(':')
        && !after[1..].starts_with(|it: char| it.is_alphanumeric() || it == ':' || it == '\0')
    {
        let help = "write the character itself, or words; `\\:` for a colon that is meant as such";
        let what = "a name between colons that is no emoji known here (GitHub, MkDocs, reStructuredText)";
        return Some(Found::new(at..at + length + 2, what, help));
    }
    let close = match after.chars().next()? {
        '[' => ']',
        '{' if colons == 2 => '}',
        _ => return None,
    };
    let end = text.source(at + colons + length).find(close).filter(|it| *it < 300)?;
    (colons < 3).then(|| Found::new(at..at + colons + length + end + 1, "a directive (remark, Astro)", PLAIN))
}

/// `\@ref(fig:a)`, whose `\@` is an escaped character to CommonMark.
pub(super) fn bookdown(text: &Visible) -> Vec<Found> {
    let one = |at: &usize| {
        let inner = text.source(*at).strip_prefix("\\@ref(")?.split_once(')')?.0;
        let id = inner.replace(':', "-");
        let good = !inner.is_empty() && !inner.contains([' ', '\n']);
        good.then(|| {
            let range = *at..*at + inner.len() + 7;
            let help = format!("write `[](#{id})`, and `{{#{id}}}` at what it leads to");
            Found::new(range, "a cross-reference (bookdown)", help)
        })
    };
    text.escaped.iter().filter_map(one).collect()
}

/// `(PART) Title` and `(APPENDIX) Title` in a heading, `(ref:name) Words` in a paragraph.
pub(super) fn bookdown_mark(text: &Visible, at: usize) -> Option<Found> {
    let rest = text.after(at);
    if at != text.start() {
        return None;
    }
    let found =
        |length, help: &'static str| Some(Found::new(at..at + length, "a mark of a part (bookdown)", help));
    if rest.starts_with("(PART) ") {
        return found(6, "remove it; `[[publication.parts]]` of the manifest has the parts of a book");
    }
    if rest.starts_with("(APPENDIX) ") {
        return found(10, "remove it, and write `{.appendix}` after the headings that it was for");
    }
    let name = rest.strip_prefix("(ref:")?.split_once(") ")?.0;
    let good = !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    let help = "put the words where they belong, as the caption of an image";
    good.then(|| Found::new(at..at + name.len() + 6, "words for another place (bookdown)", help))
}

/// `{/* … */}` and `{name.member}` of MDX; `{+words+}` of GitLab and Djot.
pub(super) fn braced(at: usize, source: &str) -> Option<Found> {
    if let Some(inner) = source.strip_prefix("{/*").and_then(|it| it.split_once("*/}")).map(|it| it.0) {
        let help = "write `<!-- words -->`, which no edition shows";
        let found = Found::new(at..at + inner.len() + 6, "a comment (MDX)", help);
        return Some(found.rule(&rules::IGNORED_CONDITION));
    }
    for mark in ['+', '-', '='] {
        let Some(rest) = source[1..].strip_prefix(mark) else { continue };
        let close = rest.find([mark, '\n'])?;
        let good = rest[close..].strip_prefix(mark)?.starts_with('}')
            && !rest[..close].trim().is_empty()
            && !rest.starts_with(mark);
        let help =
            "write the words alone, `~~words~~` for what is deleted, `[words]{.mark}` for what is marked";
        return good.then(|| Found::new(at..at + close + 4, "an editor's mark (GitLab, Djot)", help));
    }
    let line = source.lines().next()?;
    let end = line.find('}').filter(|it| *it < 200)?;
    let inner = &line[1..end];
    let name =
        inner.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_' || it == '$')).unwrap_or(inner.len());
    let member =
        inner[name..].starts_with('.') && inner[name + 1..].starts_with(|it: char| it.is_ascii_alphabetic());
    let good = inner.starts_with(|it: char| it.is_ascii_alphabetic()) && member && !inner.contains("..");
    good.then(|| Found::new(at..at + end + 1, "an expression (MDX)", "write its value"))
}

#[cfg(test)]
mod tests {
    use super::braced;

    #[test]
    fn braces_of_other_tools_are_told_from_braces() {
        let of = |text: &str| braced(0, text).map(|it| text[it.range].to_owned());
        assert_eq!(of("{props.value} x").as_deref(), Some("{props.value}"));
        assert_eq!(of("{items.map((i) => i)}").as_deref(), Some("{items.map((i) => i)}"));
        assert_eq!(of("{+ new +} x").as_deref(), Some("{+ new +}"));
        assert_eq!(of("{/* remark */} x").as_deref(), Some("{/* remark */}"));
        for plain in ["{a, b}", "{1.5}", "{name}", "{a..b}", "{-1}", "{+1, -1}", "{e. g. this}"] {
            assert_eq!(of(plain), None, "{plain}");
        }
    }
}
