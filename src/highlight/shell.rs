//! The Unix shells, sessions in them, and Dockerfiles, whose lines are commands of a shell.

use crate::highlight::reader::is_word;
use crate::highlight::scanner::Scanner;
use crate::highlight::special::{Heredoc, shell_heredoc};
use crate::highlight::token::TokenKind;
use crate::highlight::words::Words;

static WORDS: Words<Word> = Words::new(&[
    (Word::Opens, "if then elif else while until do time ! { coproc begin and or not"),
    (Word::Closes, "fi done esac end }"),
    (Word::Names, "for select case function switch"),
    (
        Word::Keyword,
        "alias break continue declare eval exec exit export local readonly return set shift source trap typeset unalias \
         unset",
    ),
]);

/// What a word means where a command is expected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// A command follows.
    Opens,
    /// Something ends.
    Closes,
    /// A name follows.
    Names,
    /// A command of the shell itself.
    Keyword,
}

/// What follows the word `in`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// It is a word like others.
    Nothing,
    Words,
    Patterns,
}

/// Reads all that is left in a scanner as commands.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    let mut shell = Shell::default();
    while !scanner.done() {
        shell.next(scanner);
    }
}

/// Where in a command the reader is.
struct Shell {
    /// Whether a command is expected, and not an argument.
    command: bool,
    /// What `in` means, if it follows.
    in_follows: Follows,
    /// Whether a pattern of `case` is expected.
    pattern: bool,
    /// How many parentheses are open.
    depth: usize,
    /// Whether the last word was `function`.
    defines: bool,
    /// The here documents whose text begins on the next line.
    heredocs: Vec<Heredoc>,
    /// For each kind of quotes: one that opens before this place does not close.
    unclosed: [usize; 3],
}

impl Default for Shell {
    fn default() -> Shell {
        Shell {
            command: true,
            in_follows: Follows::Nothing,
            pattern: false,
            depth: 0,
            defines: false,
            heredocs: Vec::new(),
            unclosed: [0; 3],
        }
    }
}

impl Shell {
    fn next(&mut self, scanner: &mut Scanner<'_>) {
        match scanner.here() {
            b'\n' => self.line_feed(scanner),
            b' ' | b'\t' | b'\r' => scanner.at += 1,
            b'\\' => scanner.at += 1 + scanner.width(scanner.at + 1),
            b'#' if matches!(scanner.before(), 0 | b' ' | b'\t' | b'\n' | b';' | b'(' | b')') => {
                scanner.take(scanner.line_end(scanner.at), TokenKind::Comment);
            }
            b'"' | b'\'' => self.string(scanner),
            b'`' => {
                scanner.at += 1;
                self.command = !self.command;
            }
            b'$' => self.expansion(scanner),
            b'<' if scanner.starts("<<") && scanner.ahead(2) != b'<' => self.heredoc(scanner),
            b'(' | b')' => self.parenthesis(scanner),
            b';' | b'|' | b'&' => {
                let redirects = matches!(scanner.before(), b'>' | b'<') || scanner.starts("&>");
                self.pattern = self.pattern || scanner.starts(";;");
                scanner.at += 1;
                self.command = !redirects;
            }
            b'<' | b'>' => {
                scanner.at += 1;
                self.command = false;
            }
            b'=' | b',' => scanner.at += 1,
            _other => self.word(scanner),
        }
    }

    fn line_feed(&mut self, scanner: &mut Scanner<'_>) {
        scanner.at += 1;
        self.command = true;
        self.defines = false;
        for heredoc in self.heredocs.drain(..) {
            heredoc.read(scanner);
        }
    }

    /// A command in a shell of its own, a list, arithmetic, or the end of one of them or of a pattern.
    fn parenthesis(&mut self, scanner: &mut Scanner<'_>) {
        let (before, sign) = (scanner.before(), scanner.here());
        scanner.at += 1;
        if sign == b'(' {
            let list = before == b'=' || scanner.here() == b'(' || before == b'(';
            self.depth += usize::from(!self.pattern);
            self.command = !list;
        } else if self.pattern || self.depth == 0 {
            self.pattern = false;
            self.command = true;
        } else {
            self.depth -= 1;
            self.command = before == b'(';
        }
    }

    fn heredoc(&mut self, scanner: &mut Scanner<'_>) {
        match shell_heredoc(scanner) {
            Some((end, heredoc)) => {
                scanner.take(end, TokenKind::String);
                self.heredocs.push(heredoc);
            }
            None => scanner.at += 2,
        }
    }

    /// A string; a quote without its pair is plain.
    fn string(&mut self, scanner: &mut Scanner<'_>) {
        let double = scanner.here() == b'"';
        let slot = usize::from(double);
        if scanner.at < self.unclosed[slot] {
            scanner.at += 1;
            return;
        }
        let end = if double { double_end(scanner) } else { single_end(scanner) };
        match end {
            None => {
                self.unclosed[slot] = scanner.end();
                scanner.at += 1;
            }
            Some(end) => {
                scanner.take(end, TokenKind::String);
                self.command = false;
            }
        }
    }

    /// `$name`, `${name}`, `$(command)`, `$'a'`.
    fn expansion(&mut self, scanner: &mut Scanner<'_>) {
        match scanner.ahead(1) {
            b'(' if scanner.ahead(2) == b'(' => {
                scanner.at += 3;
                self.depth += 2;
            }
            b'(' => {
                scanner.at += 2;
                self.depth += 1;
                self.command = true;
                return;
            }
            b'{' => {
                let end = scanner.find(scanner.at, b"}\n ");
                scanner.at = (end + usize::from(scanner.byte(end) == b'}')).min(scanner.end());
            }
            b'\'' if scanner.at >= self.unclosed[2] => match escaped_end(scanner) {
                Some(end) => scanner.take(end, TokenKind::String),
                None => {
                    self.unclosed[2] = scanner.end();
                    scanner.at += 1;
                }
            },
            it if is_word(it) => scanner.at = scanner.word_end(scanner.at + 1, b""),
            b'#' | b'?' | b'@' | b'*' | b'!' | b'$' | b'-' => scanner.at += 2,
            _other => scanner.at += 1,
        }
        self.command = false;
    }

    /// A word: a command or a word of the shell where one is expected, or an argument.
    fn word(&mut self, scanner: &mut Scanner<'_>) {
        let start = scanner.at;
        let end = word_end(scanner).max(start + scanner.width(start));
        let word = scanner.text(start..end);
        scanner.at = end;
        let name = scanner.skip(start, |it| it.is_ascii_alphanumeric() || it == b'_');
        if self.command && name > start && (scanner.byte(name) == b'=' || scanner.is_at(name, "+=")) {
            // What is set before a command; its value is one word.
            scanner.at = name + 1 + usize::from(scanner.byte(name) == b'+');
            let value = scanner.at;
            scanner.at = word_end(scanner).max(value);
            return;
        }
        if word == "in" && self.in_follows != Follows::Nothing {
            scanner.push(start..end, TokenKind::Keyword);
            self.pattern = self.in_follows == Follows::Patterns;
            self.in_follows = Follows::Nothing;
            return;
        }
        if self.pattern && word != "esac" {
            self.command = false;
            return;
        }
        if !self.command {
            if self.defines {
                scanner.push(start..end, TokenKind::Function);
                self.defines = false;
            }
            return;
        }
        self.command_word(scanner, word, start);
    }

    fn command_word(&mut self, scanner: &mut Scanner<'_>, word: &str, start: usize) {
        let end = scanner.at;
        match WORDS.get(word, false) {
            // Braces and the like are signs.
            Some(Word::Opens | Word::Closes) if !word.starts_with(|it: char| it.is_ascii_alphabetic()) => {}
            Some(Word::Opens | Word::Closes) => {
                self.pattern = false;
                scanner.push(start..end, TokenKind::Keyword);
            }
            Some(Word::Names) => {
                scanner.push(start..end, TokenKind::Keyword);
                self.command = false;
                self.in_follows = match word {
                    "for" | "select" => Follows::Words,
                    "case" => Follows::Patterns,
                    _other => Follows::Nothing,
                };
                self.defines = word == "function";
            }
            Some(Word::Keyword) => {
                scanner.push(start..end, TokenKind::Keyword);
                self.command = false;
            }
            None => {
                if scanner.here() != b')'
                    && !word.starts_with(['-', '*', '[', ']', '%', '{', '}', '+', '?', '@', '~'])
                {
                    scanner.push(start..end, TokenKind::Function);
                }
                self.command = false;
            }
        }
    }
}

fn word_end(scanner: &Scanner<'_>) -> usize {
    scanner.skip(scanner.at, |it| {
        !matches!(
            it,
            b' ' | b'\t'
                | b'\n'
                | b'\r'
                | b';'
                | b'|'
                | b'&'
                | b'('
                | b')'
                | b'<'
                | b'>'
                | b'"'
                | b'\''
                | b'`'
                | b'$'
                | b'\\'
        )
    })
}

/// Where a string ends in which only its quote has a meaning.
fn single_end(scanner: &Scanner<'_>) -> Option<usize> {
    scanner.find_text(scanner.at + 1, "'").map(|it| it + 1)
}

/// Where a string as in `$'a'` ends.
fn escaped_end(scanner: &Scanner<'_>) -> Option<usize> {
    quoted_end(scanner, scanner.at + 2, b'\'')
}

/// Where a string ends that may have commands inside, which may have strings.
fn double_end(scanner: &Scanner<'_>) -> Option<usize> {
    quoted_end(scanner, scanner.at + 1, b'"')
}

/// Where a string ends whose text begins at a place; an escaped quote does not end it.
fn quoted_end(scanner: &Scanner<'_>, body: usize, quote: u8) -> Option<usize> {
    let (mut at, mut open) = (body, vec![quote]);
    while at < scanner.end() {
        let byte = scanner.byte(at);
        let inside_command = open.last() == Some(&b')');
        if byte == b'\\' {
            at += 1;
        } else if byte == quote && open.len() <= 1 {
            return Some(at + 1);
        } else if open.last() == Some(&byte) {
            open.pop();
        } else if quote == b'"' && scanner.is_at(at, "$(") {
            open.push(b')');
            at += 1;
        } else if inside_command && byte == b'"' {
            open.push(b'"');
        } else if inside_command && byte == b'(' {
            open.push(b')');
        }
        at += 1;
    }
    None
}

/// Reads all that is left in a scanner as a session: commands after a prompt, and what they print. A number sign at
/// the beginning of a line may be a prompt, a comment or output, and is plain.
pub(super) fn read_session(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let text = scanner.text(scanner.at..end);
        let prompt = ["$ ", "% "].iter().find(|it| text.starts_with(**it));
        let prompt = prompt.map(|it| it.len()).or_else(|| host_prompt(text));
        if let Some(prompt) = prompt {
            scanner.at += prompt;
            let mut last = end;
            while scanner.byte(last) == b'\n' && scanner.byte(last - 1) == b'\\' {
                last = scanner.line_end(last + 1);
            }
            scanner.within(last, read);
        } else {
            scanner.at = end;
        }
        scanner.at = (scanner.at + 1).min(scanner.end());
    }
}

/// The length of a prompt as in `name@host:~$ `.
fn host_prompt(text: &str) -> Option<usize> {
    let sign =
        text.find(['$', '#']).filter(|it| text.get(*it + 1..).is_some_and(|rest| rest.starts_with(' ')))?;
    let host = text.get(..sign)?;
    (host.len() < 80 && host.contains('@') && !host.contains(' ')).then_some(sign + 2)
}

/// Reads all that is left in a scanner as a Dockerfile.
pub(super) fn read_docker(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        scanner.at = scanner.skip_blanks(scanner.at);
        let mut end = scanner.line_end(scanner.at);
        let name = scanner.word_end(scanner.at, b"");
        let word = scanner.text(scanner.at..name);
        if scanner.here() == b'#' {
            scanner.take(end, TokenKind::Comment);
        } else if !word.is_empty()
            && word.len() < 12
            && INSTRUCTIONS.iter().any(|it| it.eq_ignore_ascii_case(word))
        {
            while goes_on(scanner, end) {
                end = scanner.line_end(end + 1);
            }
            let runs = word.eq_ignore_ascii_case("run");
            scanner.take(name, TokenKind::Keyword);
            scanner.within(end, |it| docker_line(it, runs));
        } else {
            scanner.at = end;
        }
        scanner.at = (scanner.at + 1).min(scanner.end());
    }
}

const INSTRUCTIONS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "CROSS_BUILD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
];

/// Whether a line ends with a backslash, or is a comment between lines that do.
fn goes_on(scanner: &Scanner<'_>, end: usize) -> bool {
    let before = end.checked_sub(1).map_or(0, |at| scanner.byte(at));
    scanner.byte(end) == b'\n' && before == b'\\'
}

/// What follows an instruction: a command, or words.
fn docker_line(scanner: &mut Scanner<'_>, runs: bool) {
    let mut shell = Shell { command: runs, ..Shell::default() };
    while !scanner.done() {
        scanner.at = scanner.skip_blanks(scanner.at);
        if runs && shell.command && scanner.starts("--") {
            scanner.at = word_end(scanner);
            continue;
        }
        let word = scanner.text(scanner.at..scanner.word_end(scanner.at, b""));
        if !runs && word.eq_ignore_ascii_case("as") && scanner.before() == b' ' {
            scanner.take(scanner.at + 2, TokenKind::Keyword);
        } else if !scanner.done() {
            shell.next(scanner);
        }
    }
}
