//! Math and commands of TeX.

use crate::parse::foreign::found::Found;
use crate::parse::foreign::visible::Visible;

const MATH_HELP: &str =
    "pamphlet does not set math yet: write it as text (`*x*^2^`, `π`), as code, or as an image";

/// Formulas are no longer than this.
const LONGEST: usize = 2000;

/// `$…$` and `$$…$$`.
pub(super) fn dollars(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    if let Some(rest) = source.strip_prefix("$$") {
        let length = rest.find("$$").filter(|it| *it < LONGEST)?;
        let inner = &rest[..length];
        let good =
            !inner.trim().is_empty() && !inner.contains('`') && (is_math(inner) || inner.starts_with('\n'));
        let end = at + length + 4;
        return good
            .then(|| as_source(Found::new(at..end, "displayed math (Pandoc, GitHub)", MATH_HELP), source));
    }
    let rest = source.strip_prefix('$')?;
    if rest.starts_with(char::is_whitespace) || text.follows_word(at) {
        return None;
    }
    let length = closing(rest)?;
    let inner = &rest[..length];
    let good = !inner.contains('`') && is_math(inner);
    good.then(|| {
        as_source(Found::new(at..at + length + 2, "inline math (Pandoc, GitHub)", MATH_HELP), source)
    })
}

/// Where the dollar that closes is: after no space, and before no digit.
fn closing(rest: &str) -> Option<usize> {
    let at = rest.match_indices('$').map(|(it, _)| it).find(|at| !rest[..*at].ends_with('\\'))?;
    let spaced = rest[..at].ends_with(char::is_whitespace);
    let number = rest[at + 1..].starts_with(|it: char| it.is_ascii_digit() || it == '$');
    (at > 0 && at < LONGEST && !spaced && !number).then_some(at)
}

/// Whether a text between dollars is a formula, and not the words between two prices or two variables of a shell.
fn is_math(inner: &str) -> bool {
    let inner = inner.trim();
    if has_command(inner) || inner.contains('^') {
        return true;
    }
    let has_words = inner.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() > 1);
    let index = inner.find('_').is_some_and(|it| {
        let before = inner[..it].chars().rev().take_while(|it| it.is_alphanumeric()).count();
        before == 1 || inner[..it].ends_with(['}', ')'])
    });
    let number = inner.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let formula = number || inner.contains(|it: char| it.is_alphabetic() || "=<>+-*/".contains(it));
    index || (!has_words && formula && inner.contains(char::is_alphanumeric))
}

/// Whether a command as `\frac` is in the text.
fn has_command(text: &str) -> bool {
    text.match_indices('\\').any(|(at, _)| {
        let before = text[..at].bytes().rev().take_while(|it| *it == b'\\').count();
        before % 2 == 0 && text[at + 1..].starts_with(|it: char| it.is_ascii_alphabetic())
    })
}

/// What is kept with its backslashes, where these are surely those of TeX: one that escapes a sign for Markdown, as the
/// writer of Markdown has them, is none of the text.
fn as_source(found: Found, source: &str) -> Found {
    let text = source.get(..found.range.len()).unwrap_or("");
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        rest = &rest[at + 1..];
        let sure = match rest.chars().next() {
            Some('\\') => {
                rest = &rest[1..];
                rest.is_empty() || rest.starts_with(|it: char| it.is_whitespace() || it == '[')
            }
            Some(it) => it.is_ascii_alphabetic() || it.is_whitespace() || ",;:!{}|%#&".contains(it),
            None => true,
        };
        if !sure {
            return found;
        }
    }
    found.of_tex()
}

/// `\(…\)` and `\[…\]`, of which Markdown sees escaped brackets.
pub(super) fn escaped_math(text: &Visible) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut places = text.escaped.iter().peekable();
    while let Some(open) = places.next() {
        let source = text.source(*open);
        let (close, what) = match source.get(..2) {
            Some("\\(") => ("\\)", "inline math (TeX)"),
            Some("\\[") => ("\\]", "displayed math (TeX)"),
            Some("\\\\") if source[2..].starts_with('(') => ("\\\\)", "inline math (mdBook, MultiMarkdown)"),
            Some("\\\\") if source[2..].starts_with('[') => {
                ("\\\\]", "displayed math (mdBook, MultiMarkdown)")
            }
            _ => continue,
        };
        let Some(end) = places.peek().filter(|it| text.source(***it).starts_with(close)) else { continue };
        let inner = text.cx.slice(open + close.len()..**end);
        let is_letter =
            || close == "\\)" && inner.trim().chars().count() == 1 && inner.contains(char::is_alphabetic);
        if inner.len() < LONGEST && (has_command(inner) || inner.contains(['^', '=']) || is_letter()) {
            let math = Found::new(*open..**end + close.len(), what, MATH_HELP);
            // The brackets alone may be escaped because they are meant.
            let is_sure = has_command(inner) && !inner.contains("\\\\");
            found.push(if is_sure { math.of_tex() } else { math });
        }
    }
    found
}

/// Commands without braces that are surely TeX.
const BARE: [&str; 26] = [
    "LaTeX",
    "TeX",
    "appendix",
    "backmatter",
    "bigskip",
    "break",
    "centering",
    "cleardoublepage",
    "clearpage",
    "footnotesize",
    "frontmatter",
    "hfill",
    "hrulefill",
    "ldots",
    "linebreak",
    "listoffigures",
    "mainmatter",
    "maketitle",
    "medskip",
    "newline",
    "newpage",
    "noindent",
    "pagebreak",
    "printindex",
    "tableofcontents",
    "vfill",
];

/// `\emph{words}`, `\newpage`.
pub(super) fn command(text: &Visible, at: usize) -> Option<Found> {
    let source = text.source(at);
    let letters = source[1..].find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(source.len() - 1);
    let name = &source[1..=letters];
    if letters < 2 || text.before(at).is_some_and(|it| it == '\\' || it == ':') {
        return None;
    }
    let after = &source[letters + 1..];
    let arguments = arguments_length(after);
    if arguments == 0 {
        let bare = BARE.contains(&name) && !text.follows_word(at) && !after.starts_with(['\\', '/']);
        return bare.then(|| bare_command(at, letters + 1, name));
    }
    if name == "begin" {
        let inner = after.split_once('{')?.1.split_once('}')?.0;
        let close = format!("\\end{{{inner}}}");
        let length = source.find(&close).map_or(letters + 1 + arguments, |it| it + close.len());
        let found = Found::new(at..at + length, "an environment (LaTeX)", "write in Markdown what it makes");
        return Some(as_source(found, source));
    }
    let length = letters + 1 + arguments;
    let native = native(name, &after[..arguments]);
    let help = match &native {
        Some(native) => format!("write `{native}`"),
        None => "write in Markdown what it makes, or remove it".to_owned(),
    };
    Some(as_source(Found::new(at..at + length, "a command (LaTeX)", help).fix(native), source))
}

fn bare_command(at: usize, length: usize, name: &str) -> Found {
    let range = at..at + length;
    match name {
        "newpage" | "pagebreak" | "clearpage" | "cleardoublepage" => {
            Found::new(range, "a page break (LaTeX)", "let it be a paragraph of its own")
        }
        "tableofcontents" => Found::new(range, "a mark for the contents", "let it be a paragraph of its own"),
        "ldots" => Found::new(range, "a command (LaTeX)", "write `...`").fix("...".to_owned()),
        "LaTeX" | "TeX" => {
            Found::new(range, "a command (LaTeX)", format!("write `{name}`")).fix(name.to_owned())
        }
        _ => Found::new(range, "a command (LaTeX)", "remove it"),
    }
}

/// The length of arguments in brackets and braces; zero without one in braces.
fn arguments_length(text: &str) -> usize {
    let (mut depth, mut optional, mut end) = (0_usize, false, 0);
    for (at, it) in text.char_indices().take(LONGEST) {
        match it {
            '[' if depth == 0 && end == 0 => optional = true,
            ']' if optional && depth == 0 => optional = false,
            '{' => depth += 1,
            '}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    end = at + 1;
                }
            }
            '*' if at == 0 => {}
            _ if depth > 0 || optional => {}
            _ => break,
        }
    }
    end
}

/// The Markdown of a command with plain words.
fn native(name: &str, arguments: &str) -> Option<String> {
    let inner = arguments.strip_prefix('{')?.strip_suffix('}')?;
    if let ("href", Some((url, words))) = (name, inner.split_once("}{")) {
        return is_plain(words).then(|| format!("[{words}]({url})"));
    }
    if !is_plain(inner) || inner.trim() != inner {
        return None;
    }
    match name {
        "textbf" => Some(format!("**{inner}**")),
        "emph" | "textit" | "textsl" => Some(format!("*{inner}*")),
        "texttt" => Some(format!("`{inner}`")),
        "textsc" => Some(format!("[{inner}]{{.smallcaps}}")),
        "underline" => Some(format!("<u>{inner}</u>")),
        "textsuperscript" => Some(format!("^{inner}^")).filter(|_| !inner.contains(' ')),
        "textsubscript" => Some(format!("~{inner}~")).filter(|_| !inner.contains(' ')),
        "url" => Some(format!("<{inner}>")),
        _ => None,
    }
}

/// Whether words hold nothing that is markup.
fn is_plain(words: &str) -> bool {
    !words.is_empty() && !words.contains(['\\', '{', '}', '*', '_', '`', '[', ']', '<', '~', '^', '\n'])
}
