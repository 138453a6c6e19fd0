//! Text of the tree as Markdown that reads as that text: what would be markup gets a backslash or becomes an entity.

use crate::locale::quotes::Spaced;

/// Where a text is written, as far as its escapes depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    /// The character before it on its line; `None` at the beginning of a line.
    pub(super) before: Option<char>,
    /// The character after it on its line; `None` at the end of a line.
    pub(super) after: Option<char>,
    /// Whether it begins a block of inlines.
    pub(super) begins_block: bool,
    /// Whether it is in a row of a table.
    pub(super) in_row: bool,
    /// Whether it is in a link, where no address becomes one.
    pub(super) in_link: bool,
    /// Which marks are set off by a space in its language.
    pub(super) spaced: Spaced,
    /// Whether quotation marks, hyphens and dots are as they were typed, to get the punctuation of the language.
    pub(super) typed: bool,
}

/// The text with its escapes.
pub(super) fn text(text: &str, site: Site) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut writer = Escaper { chars: &chars, site, out: String::with_capacity(text.len() + 8) };
    let mut at = if site.before.is_none() { writer.line_start(text) } else { 0 };
    while at < chars.len() {
        at += writer.character(at);
    }
    writer.out
}

struct Escaper<'a> {
    chars: &'a [char],
    site: Site,
    out: String,
}

impl Escaper<'_> {
    /// The character before one: of the text, else before it.
    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map_or(self.site.before, |it| self.chars.get(it).copied())
    }

    /// The character after one: of the text, else after it.
    fn after(&self, at: usize) -> Option<char> {
        self.chars.get(at + 1).copied().or(self.site.after)
    }

    fn escaped(&mut self, it: char) {
        self.out.push('\\');
        self.out.push(it);
    }

    fn entity(&mut self, it: char) {
        self.out.push_str(&format!("&#{};", u32::from(it)));
    }

    /// Writes what would begin a block at the beginning of a line; gives how many characters it has written.
    fn line_start(&mut self, text: &str) -> usize {
        if let Some(length) = label_length(text) {
            let label: String = self.chars.iter().take(length).collect();
            self.out.push_str(&label);
            self.out.push('\\');
            self.out.push(self.chars[length]);
            return length + 1;
        }
        if self.site.begins_block && text.starts_with("Table:") {
            self.out.push_str("Table\\:");
            return "Table:".len();
        }
        let Some(first) = self.chars.first().copied() else { return 0 };
        let rest = &text[first.len_utf8()..];
        let ends = |it: &str| it.is_empty() || it.starts_with([' ', '\t']);
        let risky = match first {
            '#' => ends(rest.trim_start_matches('#')) || rest.starts_with('.'),
            '>' | '|' | '%' | '=' | ':' => true,
            '-' => ends(rest) || rest.starts_with('-'),
            '+' => ends(rest) || rest.starts_with("++"),
            '!' | '?' => rest.starts_with(first),
            _ => false,
        };
        if text.starts_with("(@") {
            self.entity('(');
            return 1;
        }
        if risky {
            self.escaped(first);
        }
        usize::from(risky)
    }

    /// Writes a character, or a row of the same; gives how many.
    fn character(&mut self, at: usize) -> usize {
        let it = self.chars[at];
        let (before, after) = (self.before(at), self.after(at));
        match it {
            '-' | '.' if !self.site.typed => return self.row(at),
            '\\' | '*' | '`' | '[' | ']' | '^' | '~' | '{' => self.escaped(it),
            '"' | '\'' if !self.site.typed => self.escaped(it),
            '_' if is_word(before) && is_word(after) => self.out.push(it),
            '_' => self.escaped(it),
            '|' if self.site.in_row => self.escaped(it),
            '<' if after.is_none_or(|it| it.is_ascii_alphanumeric() || "/!?".contains(it)) => {
                self.escaped(it);
            }
            '&' if after.is_none_or(|it| it.is_ascii_alphanumeric() || it == '#') => self.escaped(it),
            '=' | '+' | '%' => {
                let edge = at == 0 || at + 1 == self.chars.len();
                let twin = before == Some(it) || after == Some(it);
                let doubled = twin || (edge && (before.is_some() || after.is_some()) && it != '%');
                if doubled { self.escaped(it) } else { self.out.push(it) }
            }
            '!' if at + 1 == self.chars.len() && self.site.after.is_some_and(|it| it == '[') => {
                self.escaped(it);
            }
            '@' if !self.site.in_link && is_mail(before) && is_word(after) => self.escaped(it),
            '@' if !is_word(before) && self.begins_reference(at) => self.escaped(it),
            ':' if !self.site.in_link && self.begins_address(at) => self.escaped(it),
            ':' if self.begins_name(at) => self.escaped(it),
            '.' if !self.site.in_link && self.follows_www(at) => self.escaped(it),
            '(' if at == 0 && before == Some(']') => self.entity(it),
            ':' if at == 0 && before == Some(']') => self.escaped(it),
            '\n' => self.entity(it),
            ' ' | '\t' if before.is_none() || after.is_none() => self.entity(it),
            ' ' if !self.site.typed && self.would_narrow(after, before) => self.entity(it),
            ';' | ':' | '!' | '?' if self.would_space(at, before, after) => self.escaped(it),
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2002}' | '\u{2003}' | '\u{3000}' | '\u{2028}'
            | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}'
                if at == 0 || at + 1 == self.chars.len() =>
            {
                self.entity(it);
            }
            _ => self.out.push(it),
        }
        1
    }

    /// Whether a sign would begin a reference to an id, as `@fig-roof`: a short kind, and a hyphen or a colon.
    fn begins_reference(&self, at: usize) -> bool {
        let kind = self.chars[at + 1..].iter().take_while(|it| it.is_ascii_alphabetic()).count();
        (2..=3).contains(&kind) && matches!(self.chars.get(at + 1 + kind), Some('-' | ':'))
    }

    /// Two or three hyphens, or three full stops, would become a dash or an ellipsis.
    fn row(&mut self, at: usize) -> usize {
        let it = self.chars[at];
        if it == '.' && !self.site.in_link && self.follows_www(at) {
            self.escaped(it);
            return 1;
        }
        let length = self.chars[at..].iter().take_while(|other| **other == it).count();
        let changes = length == 3 || (length == 2 && it == '-');
        for index in 0..length {
            let last = index + 1 == length && index > 0;
            if changes && (it == '-' || index == 0) && !last { self.escaped(it) } else { self.out.push(it) }
        }
        length
    }

    /// Whether the colon at a place is that of an address, which would become a link.
    fn begins_address(&self, at: usize) -> bool {
        let slashes = self.chars.get(at + 1..at + 3).is_some_and(|it| it == ['/', '/']);
        slashes && self.before(at).is_some_and(|it| it.is_ascii_alphabetic())
    }

    /// Whether the colon at a place may begin the name of an emoji.
    fn begins_name(&self, at: usize) -> bool {
        let name = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-+".contains(it);
        let length = self.chars[at + 1..].iter().take_while(|it| name(**it)).count();
        length > 0 && self.chars.get(at + 1 + length) == Some(&':')
    }

    /// Whether the full stop at a place is that of `www.`.
    fn follows_www(&self, at: usize) -> bool {
        let start = at.saturating_sub(3);
        at >= 3 && self.chars[start..at].iter().all(|it| it.eq_ignore_ascii_case(&'w'))
    }

    /// Whether a space before or after a mark would become a narrow one.
    fn would_narrow(&self, after: Option<char>, before: Option<char>) -> bool {
        self.site.spaced != Spaced::Nothing
            && (before == Some('«') || after.is_some_and(|it| ";:!?»".contains(it)))
    }

    /// Whether a mark would get a narrow space before it.
    fn would_space(&self, at: usize, before: Option<char>, after: Option<char>) -> bool {
        let it = self.chars[at];
        let marked = match self.site.spaced {
            Spaced::Nothing => false,
            Spaced::HighMarks => true,
            Spaced::Colon => it == ':',
        };
        let wants = at == 0 || before.is_none_or(|it| it.is_alphanumeric() || "”’)…\"%".contains(it));
        let ends = after.is_none_or(|it| it.is_whitespace() || "\"'»”’)]*!?.…_`~<[\\=&".contains(it));
        marked && !self.site.typed && wants && ends
    }
}

fn is_word(it: Option<char>) -> bool {
    it.is_some_and(char::is_alphanumeric)
}

fn is_mail(it: Option<char>) -> bool {
    it.is_some_and(|it| it.is_ascii_alphanumeric() || ".-_+".contains(it))
}

/// The length in characters of what is a label of a list at the beginning of a text, before its mark.
fn label_length(text: &str) -> Option<usize> {
    let (opens, rest) = text.strip_prefix('(').map_or((false, text), |it| (true, it));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = if digits > 0 { digits } else { letters };
    let after = &rest[length..];
    let ends = after.get(1..).is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t']));
    let closes = after.starts_with(')') || (after.starts_with('.') && !opens);
    let name = rest[..length].to_ascii_lowercase();
    let one_case = rest[..length].bytes().all(|it| it.is_ascii_lowercase())
        || rest[..length].bytes().all(|it| it.is_ascii_uppercase());
    let roman = name.bytes().all(|it| b"ivxlc".contains(&it));
    let is_label =
        if digits > 0 { digits <= 9 && !opens } else { one_case && length < 8 && (length == 1 || roman) };
    (closes && ends && is_label && length > 0).then_some(length + usize::from(opens))
}

/// The value of an attribute of HTML, between double quotation marks.
pub(super) fn html_value(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('\n', "&#10;")
}

/// The address of a link between its parentheses.
pub(super) fn destination(url: &str, in_row: bool) -> String {
    let plain = |it: char| {
        it.is_alphanumeric() && !it.is_whitespace() || "-._~:/?#@!$'+,;=%".contains(it) || it == '*'
    };
    let mut depth = 0_i32;
    let balanced = url.chars().all(|it| {
        depth += i32::from(it == '(') - i32::from(it == ')');
        depth >= 0
    }) && depth == 0;
    let starts_well = !url.is_empty() && !url.starts_with('<');
    if starts_well && balanced && url.chars().all(|it| plain(it) || "()".contains(it)) {
        return url.to_owned();
    }
    let mut out = String::from("<");
    for it in url.chars() {
        match it {
            '<' | '>' | '\\' => out.extend(['\\', it]),
            '|' if in_row => out.push_str("\\|"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' | '\t' => out.push_str(&format!("&#{};", u32::from(it))),
            _ => out.push(it),
        }
    }
    out.push('>');
    out
}

/// The title of a link or an image, with its quotation marks.
pub(super) fn title(text: &str, in_row: bool) -> String {
    let mut out = String::from("\"");
    for it in text.chars() {
        match it {
            '"' | '\\' => out.extend(['\\', it]),
            '|' if in_row => out.push_str("\\|"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("&#10;"),
            _ => out.push(it),
        }
    }
    out.push('"');
    out
}

/// Code between as many backticks as it needs.
pub(super) fn code(text: &str, in_row: bool) -> String {
    let longest = longest_run(text, '`');
    let fence = "`".repeat(if longest == 1 { 2 } else { longest.max(1) + usize::from(longest > 1) });
    let fence = if longest == 0 { "`".to_owned() } else { fence };
    let blank = text.chars().all(|it| it == ' ');
    let edges = text.starts_with('`') || text.ends_with('`');
    let spaces = text.starts_with(' ') && text.ends_with(' ') && !blank;
    let space = if edges || spaces { " " } else { "" };
    let text = if in_row { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{space}{text}{space}{fence}")
}

/// The length of the longest row of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for it in text.chars() {
        run = if it == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
