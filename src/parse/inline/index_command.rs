//! `\index{walls!inner}` of LaTeX, which is a mark of the index without words.

use crate::document::Attr;
use crate::document::attr::{ENTRY, INDEX, RANGE, SEE, SEE_ALSO, SORT};

/// A command is no longer than this.
const LONGEST: usize = 500;

/// The mark that a text begins with, and its length; `None` where it is none, or has what the tree cannot hold.
pub(super) fn index_command(text: &str) -> Option<(Attr, usize)> {
    let rest = text.strip_prefix("\\index{")?;
    let mut depth = 1_usize;
    let end = rest.char_indices().take(LONGEST).find(|(_, it)| {
        match it {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let attr = attr(&rest[..end.0])?;
    Some((attr, "\\index{".len() + end.0 + 1))
}

/// What is between the braces: levels, `key@text`, and `|see{…}`, `|seealso{…}`, `|(` or `|)`.
fn attr(argument: &str) -> Option<Attr> {
    // A quotation mark keeps the character after it from having a meaning.
    if argument.contains(['"', '\\', '\n', '$', '~']) {
        return None;
    }
    let (entry, rest) =
        argument.split_once('|').map_or((argument, None), |(entry, rest)| (entry, Some(rest)));
    let levels: Vec<(&str, &str)> = entry
        .split('!')
        .map(|level| {
            level
                .split_once('@')
                .map_or((level.trim(), level.trim()), |(key, text)| (key.trim(), text.trim()))
        })
        .collect();
    if entry.contains(['{', '}']) || levels.iter().any(|(key, text)| key.is_empty() || text.is_empty()) {
        return None;
    }
    let joined = |of: fn(&(&str, &str)) -> String| levels.iter().map(of).collect::<Vec<_>>().join("!");
    let mut classes = vec![INDEX.to_owned(), format!("{ENTRY}{}", joined(|it| it.1.to_owned()))];
    if levels.iter().any(|(key, text)| key != text) {
        classes.push(format!("{SORT}{}", joined(|it| it.0.to_owned())));
    }
    let within = |rest: &str, name: &str| {
        rest.strip_prefix(name)?.strip_prefix('{')?.strip_suffix('}').map(|it| it.trim().to_owned())
    };
    match rest {
        None => {}
        Some("(") => classes.push(format!("{RANGE}begin")),
        Some(")") => classes.push(format!("{RANGE}end")),
        Some(rest) => {
            let see = within(rest, "see").map(|it| format!("{SEE}{it}"));
            classes.push(see.or_else(|| within(rest, "seealso").map(|it| format!("{SEE_ALSO}{it}")))?);
        }
    }
    Some(Attr { classes, ..Attr::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_latex_are_read() {
        let read = |text| index_command(text).map(|(attr, length)| (attr.classes[1..].join(" "), length));
        let of = |classes: &str, length| Some((classes.to_owned(), length));
        assert_eq!(read("\\index{walls} x"), of("entry:walls", 13));
        assert_eq!(read("\\index{walls!inner}"), of("entry:walls!inner", 19));
        assert_eq!(read("\\index{alpha@Alpha}"), of("entry:Alpha sort:alpha", 19));
        assert_eq!(read("\\index{a|see{b!c}}"), of("entry:a see:b!c", 18));
        assert_eq!(read("\\index{a|seealso{b}}"), of("entry:a see-also:b", 20));
        assert_eq!(read("\\index{a|(}"), of("entry:a range:begin", 11));
        for other in [
            "\\index{a|textbf}",
            "\\index{}",
            "\\index{a",
            "\\index{a@\\emph{a}}",
            "\\indexing{a}",
            "index{a}",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
