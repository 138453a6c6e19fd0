//! The markup of TeX in the fields of BibTeX.

use crate::resolve::citations::rich::{Mark, Piece, Rich};

/// How deep braces may be within each other.
const DEEPEST: usize = 60;

/// How many characters may be in quotation marks.
const LONGEST: usize = 1000;

/// Text with the marks that its commands give.
pub(super) fn read(text: &str) -> Rich {
    let mut reader = Reader { text: text.trim(), at: 0, depth: 0 };
    let mut rich = reader.until(None);
    rich.trim_start(&|it| it == ' ');
    rich.trim_end(&|it| it == ' ');
    rich
}

/// Text without any markup.
pub(super) fn plain(text: &str) -> String {
    read(text).plain()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    /// What comes up to a mark, which is read, or to the end.
    fn until(&mut self, close: Option<&str>) -> Rich {
        let mut rich = Rich::default();
        while let Some(first) = self.rest().chars().next() {
            if close.is_some_and(|it| self.take(it)) {
                break;
            }
            self.step(first, &mut rich);
        }
        rich
    }

    fn step(&mut self, first: char, rich: &mut Rich) {
        let mut add = |text: &str| rich.push(Piece::Text(text.to_owned()));
        match first {
            '{' if self.depth < DEEPEST => {
                if let Some(inner) = self.group() {
                    rich.append(inner.marked(Mark::Group));
                }
                return;
            }
            '{' | '}' => {}
            '~' => add("\u{a0}"),
            '\\' => {
                self.at += 1;
                return self.command(rich);
            }
            '$' => {
                self.at += 1;
                let inner = self.text[self.at..].split_once('$');
                let Some((inner, _)) = inner else { return add("$") };
                self.at += inner.len() + 1;
                return rich.append(math(inner));
            }
            '`' | '“' | '‘' | '"' => {
                if let Some(inner) = self.quoted() {
                    rich.append(inner.marked(Mark::Quoted));
                    return;
                }
                add(&first.to_string());
            }
            '-' if self.take("---") => return add("—"),
            '-' if self.take("--") => return add("–"),
            '\'' => add("’"),
            _ if first.is_whitespace() && first != '\u{a0}' => add(" "),
            _ => add(&first.to_string()),
        }
        self.at += first.len_utf8();
    }

    /// A group in braces, which begins here; its declarations, as `\em`, are for all of it.
    fn group(&mut self) -> Option<Rich> {
        if !self.take("{") {
            return None;
        }
        const DECLARATIONS: [(&str, Mark); 6] = [
            ("\\em", Mark::Emph),
            ("\\it", Mark::Emph),
            ("\\itshape", Mark::Emph),
            ("\\bf", Mark::Strong),
            ("\\bfseries", Mark::Strong),
            ("\\sc", Mark::SmallCaps),
        ];
        self.depth += 1;
        let rest = self.rest();
        let word = rest.len()
            - rest[1.min(rest.len())..].trim_start_matches(|it: char| it.is_ascii_alphabetic()).len();
        let declared = DECLARATIONS.into_iter().find(|it| rest.get(..word) == Some(it.0));
        if declared.is_some() {
            self.at += word;
            self.at += self.rest().len() - self.rest().trim_start().len();
        }
        let inner = self.until(Some("}"));
        self.depth -= 1;
        Some(match declared {
            Some((_, mark)) => inner.marked(mark),
            None => inner,
        })
    }

    fn quoted(&mut self) -> Option<Rich> {
        const QUOTES: [(&str, &str); 5] = [("``", "''"), ("`", "'"), ("“", "”"), ("‘", "’"), ("\"", "\"")];
        let (open, close) = QUOTES.into_iter().find(|it| self.rest().starts_with(it.0))?;
        let after = &self.rest()[open.len()..];
        // A straight mark opens only before a word: after a number it is that of inches.
        let begins = self.text[..self.at].chars().next_back().is_none_or(|it| !it.is_alphanumeric());
        if open == "\"" && (!begins || after.starts_with(char::is_whitespace)) {
            return None;
        }
        let near = after.char_indices().nth(LONGEST).map_or(after, |it| &after[..it.0]);
        if self.depth > DEEPEST || !near.contains(close) {
            return None;
        }
        self.at += open.len();
        self.depth += 1;
        let inner = self.until(Some(close));
        self.depth -= 1;
        Some(inner)
    }

    /// The argument of a command: a group, or the next character.
    fn argument(&mut self) -> Rich {
        self.at += self.rest().len() - self.rest().trim_start().len();
        if let Some(inner) = self.group() {
            return inner;
        }
        let mut rich = Rich::default();
        if let Some(first) = self.rest().chars().next() {
            self.step(first, &mut rich);
        }
        rich
    }

    /// A command, after its backslash.
    fn command(&mut self, into: &mut Rich) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        let length = rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len());
        let name = if length == 0 { &rest[..first.len_utf8()] } else { &rest[..length] };
        self.at += name.len();
        let mut text = |it: &str| into.push(Piece::Text(it.to_owned()));
        if let Some(mark) = accent(name) {
            let inner = self.argument().plain();
            return text(&accented(&inner, mark));
        }
        let marks = match name {
            "emph" | "textit" | "mkbibemph" | "mkbibitalic" | "textsl" => Some(Mark::Emph),
            "textbf" | "mkbibbold" => Some(Mark::Strong),
            "textsc" => Some(Mark::SmallCaps),
            "textsuperscript" | "mkbibsuperscript" => Some(Mark::Sup),
            "textsubscript" | "mkbibsubscript" => Some(Mark::Sub),
            "underline" | "uline" => Some(Mark::Underline),
            "enquote" | "mkbibquote" => Some(Mark::Quoted),
            _ => None,
        };
        if let Some(mark) = marks {
            let inner = self.argument();
            return into.append(inner.marked(mark));
        }
        match name {
            "href" => {
                let _address = self.argument();
                let inner = self.argument();
                into.append(inner);
            }
            "," | ":" | ";" | "thinspace" => text("\u{2006}"),
            "noopsort" => {
                // By this a year is sorted; nothing of it is shown.
                let _key = self.argument();
            }
            "-" | "/" | "!" | "relax" => {}
            " " | "\n" | "\t" | "\\" | "newline" | "quad" | "space" => text(" "),
            _ => match symbol(name) {
                Some(symbol) => {
                    text(symbol);
                    self.end_of_word();
                }
                None if length == 0 => text(name),
                // What is not known says what is in its braces.
                None => self.end_of_word(),
            },
        }
    }

    /// The space after a command that is a word, or its empty braces.
    fn end_of_word(&mut self) {
        if !self.take("{}") {
            self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
        }
    }
}

/// What is in a formula, as far as it can be said in a line.
fn math(text: &str) -> Rich {
    let mut rich = Rich::default();
    let mut reader = Reader { text, at: 0, depth: 0 };
    while let Some(first) = reader.rest().chars().next() {
        match first {
            '^' | '_' => {
                reader.at += 1;
                let mark = if first == '^' { Mark::Sup } else { Mark::Sub };
                let inner = reader.argument();
                rich.append(inner.marked(mark));
            }
            '{' => {
                if let Some(inner) = reader.group() {
                    rich.append(inner);
                }
            }
            _ => reader.step(first, &mut rich),
        }
    }
    rich
}

/// The character of a command.
fn symbol(name: &str) -> Option<&'static str> {
    const SYMBOLS: [(&str, &str); 62] = [
        ("ss", "ß"),
        ("oe", "œ"),
        ("OE", "Œ"),
        ("ae", "æ"),
        ("AE", "Æ"),
        ("aa", "å"),
        ("AA", "Å"),
        ("o", "ø"),
        ("O", "Ø"),
        ("l", "ł"),
        ("L", "Ł"),
        ("i", "ı"),
        ("j", "ȷ"),
        ("dh", "ð"),
        ("DH", "Ð"),
        ("dj", "đ"),
        ("DJ", "Đ"),
        ("th", "þ"),
        ("TH", "Þ"),
        ("ng", "ŋ"),
        ("NG", "Ŋ"),
        ("textendash", "–"),
        ("textemdash", "—"),
        ("ldots", "…"),
        ("dots", "…"),
        ("textellipsis", "…"),
        ("textquoteleft", "‘"),
        ("textquoteright", "’"),
        ("textquotedblleft", "“"),
        ("textquotedblright", "”"),
        ("textbackslash", "\\"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
        ("textregistered", "®"),
        ("texttrademark", "™"),
        ("copyright", "©"),
        ("textcopyright", "©"),
        ("pounds", "£"),
        ("euro", "€"),
        ("S", "§"),
        ("P", "¶"),
        ("dag", "†"),
        ("ddag", "‡"),
        ("textdegree", "°"),
        ("degree", "°"),
        ("times", "×"),
        ("pm", "±"),
        ("alpha", "α"),
        ("beta", "β"),
        ("gamma", "γ"),
        ("delta", "δ"),
        ("epsilon", "ϵ"),
        ("lambda", "λ"),
        ("mu", "μ"),
        ("pi", "π"),
        ("sigma", "σ"),
        ("omega", "ω"),
        ("Delta", "Δ"),
        ("Omega", "Ω"),
        ("LaTeX", "LaTeX"),
        ("TeX", "TeX"),
        ("infty", "∞"),
    ];
    SYMBOLS.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// The combining mark of an accent.
fn accent(name: &str) -> Option<char> {
    Some(match name {
        "\"" => '\u{308}',
        "'" => '\u{301}',
        "`" => '\u{300}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "." => '\u{307}',
        "c" => '\u{327}',
        "v" => '\u{30c}',
        "u" => '\u{306}',
        "H" => '\u{30b}',
        "k" => '\u{328}',
        "r" => '\u{30a}',
        "d" => '\u{323}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// A letter with an accent, as one character where there is one.
fn accented(text: &str, mark: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut letters = text.chars();
    let letter = match letters.next() {
        Some('ı') => 'i',
        Some('ȷ') => 'j',
        Some(letter) => letter,
        None => return String::new(),
    };
    let whole: String = [letter, mark].into_iter().nfc().collect();
    whole + letters.as_str()
}
