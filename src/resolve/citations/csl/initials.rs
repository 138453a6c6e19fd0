//! Given names as initials.

/// A word of given names.
enum Word {
    /// An initial already.
    Initial(String),
    Name(String),
}

/// The initials of given names, with what follows each; names stay whole where `shortens` is not set, but what are
/// initials already get the same after them.
pub(super) fn initials(given: &str, shortens: bool, has_hyphen: bool, with: &str) -> String {
    let mut out = String::new();
    for word in words(given) {
        match word {
            Word::Initial(text) => add(&mut out, &text, with),
            Word::Name(text) if text.chars().all(char::is_lowercase) => {
                let before = if with.ends_with(char::is_whitespace) { "" } else { " " };
                out.push_str(&format!("{before}{text} "));
            }
            Word::Name(text) if shortens => add(&mut out, &initial(&text, has_hyphen), with),
            Word::Name(text) => out.push_str(&format!("{text} ")),
        }
    }
    out.replace(" -", "-").trim_matches(' ').to_owned()
}

fn add(out: &mut String, text: &str, with: &str) {
    if !text.is_empty() {
        out.push_str(text);
        out.push_str(with);
    }
}

fn words(given: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = String::new();
    for next in given.chars().chain([' ']) {
        match next {
            '.' => {
                if !word.is_empty() {
                    words.push(Word::Initial(std::mem::take(&mut word)));
                }
            }
            '-' => {
                if !word.is_empty() {
                    words.push(Word::Name(std::mem::take(&mut word)));
                }
                word.push('-');
            }
            ' ' => match word.chars().count() {
                0 => {}
                1 => words.push(Word::Initial(std::mem::take(&mut word))),
                _ => words.push(Word::Name(std::mem::take(&mut word))),
            },
            _ => word.push(next),
        }
    }
    words
}

/// The initial of a name: `G` of `Grace`, `Ph` of `PHilip`, `-P` of `-Pierre`; nothing of `-ping`.
fn initial(name: &str, has_hyphen: bool) -> String {
    let (hyphen, rest) = name.strip_prefix('-').map_or(("", name), |it| ("-", it));
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() && !hyphen.is_empty() => {
            let hyphen = if has_hyphen { "-" } else { "" };
            format!("{hyphen}{first}")
        }
        _ if !hyphen.is_empty() => String::new(),
        Some(first) if first.is_uppercase() => match letters.next() {
            Some(second)
                if second.is_uppercase()
                    && letters.clone().next().is_some()
                    && letters.all(char::is_lowercase) =>
            {
                format!("{first}{}", second.to_lowercase())
            }
            _ => first.to_string(),
        },
        _ => name.to_owned(),
    }
}
