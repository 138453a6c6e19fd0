//! Each language with a sample of its own, and what holds for all of them whatever the text is.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::highlight::grammar::{groups, named};

/// For each language, code with its tokens between angle quotes, after the first letter of their kind; `+` and `-`
/// are inserted and deleted. Most have an apostrophe where none begins a string.
const SAMPLES: &str = include_str!("samples.txt");

/// Each token as its text and the name of its kind.
fn found(code: &str, language: &str) -> Vec<(String, &'static str)> {
    let named = tokens(code, language).into_iter();
    named.map(|token| (code[token.range].to_owned(), token.kind.name())).collect()
}

#[track_caller]
fn check(language: &str, code: &str, expected: &[(&str, &str)]) {
    let found = found(code, language);
    let found: Vec<(&str, &str)> = found.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
    assert_eq!(found, expected, "{language}");
}

/// The samples: the name of a language, and its text with the marks.
fn samples() -> impl Iterator<Item = (&'static str, &'static str)> {
    SAMPLES.split("@@@ ").skip(1).filter_map(|it| it.split_once('\n'))
}

/// The code of a sample.
fn unmarked(marked: &str) -> String {
    let mut pieces = marked.split('‹');
    let mut code = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        code.extend(piece.chars().skip(2).filter(|it| *it != '›'));
    }
    code
}

/// Code with its tokens marked.
fn marked(code: &str, language: &str) -> String {
    let (mut marked, mut at) = (String::new(), 0);
    for Token { range, kind } in tokens(code, language) {
        let letter = match kind.name() {
            "inserted" => '+',
            "deleted" => '-',
            name => name.chars().next().unwrap_or_default(),
        };
        marked += &format!("{}‹{letter} {}›", &code[at..range.start], &code[range.clone()]);
        at = range.end;
    }
    marked + &code[at..]
}

#[test]
fn each_language_has_the_tokens_of_its_sample() {
    for (language, sample) in samples() {
        for (shown, expected) in marked(&unmarked(sample), language).lines().zip(sample.lines()) {
            assert_eq!(shown, expected, "{language}");
        }
    }
}

#[test]
fn each_language_has_a_sample() {
    let with_sample: BTreeSet<&str> = samples().map(|(language, _)| language).collect();
    for group in groups() {
        assert!(group.split(' ').any(|name| with_sample.contains(name)), "{group}");
    }
}

#[test]
fn each_name_is_of_one_language() {
    let names: Vec<&str> = groups().flat_map(|group| group.split(' ')).collect();
    let different: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), different.len(), "{names:?}");
    for name in names {
        assert!(
            !name.is_empty() && name == name.to_lowercase() && knows(name) && knows(&name.to_uppercase()),
            "{name}"
        );
    }
}

#[test]
fn tokens_of_rust_python_and_diff() {
    check(
        "rust",
        "// Adds.\nfn add(a: u8) { a + 1 }\n",
        &[("// Adds.", "comment"), ("fn", "keyword"), ("add", "function"), ("u8", "type"), ("1", "number")],
    );
    check(
        "python",
        "def f(x):\n    return \"a\\n\" + str(None)  # why\n",
        &[
            ("def", "keyword"),
            ("f", "function"),
            ("return", "keyword"),
            ("\"a\\n\"", "string"),
            ("str", "type"),
            ("None", "number"),
            ("# why", "comment"),
        ],
    );
    check("diff", "-old\n+new\n", &[("-old", "deleted"), ("+new", "inserted")]);
}

#[test]
fn tokens_of_toml() {
    check(
        "toml",
        "[pdf] # pages\npaper = \"a\\\"5\"\nsize = 11.5\nx = { y = true, z = [1, 'b'] }\n",
        &[
            ("pdf", "keyword"),
            ("# pages", "comment"),
            ("paper", "attribute"),
            ("\"a\\\"5\"", "string"),
            ("size", "attribute"),
            ("11.5", "number"),
            ("x", "attribute"),
            ("y", "attribute"),
            ("true", "number"),
            ("z", "attribute"),
            ("1", "number"),
            ("'b'", "string"),
        ],
    );
    check(
        "toml",
        "a = \"\"\"\nb = 1\n\"\"\"\n",
        &[("a", "attribute"), ("\"\"\"", "string"), ("b = 1", "string"), ("\"\"\"", "string")],
    );
}

#[test]
fn what_only_looks_like_a_string_or_a_comment_is_plain() {
    let plain = [
        ("jsx", "Don't"),
        ("python", "x = 'open\ny"),
        ("js", "a = b / c / d"),
        ("bash", "x=${#y}"),
        ("css", "a"),
        ("ocaml", "'a"),
        ("lisp", "(x 'y)"),
        ("c", "'many characters'"),
        ("console", "it's output # not a comment"),
        ("yaml", "- it's \"text\" a#b"),
        ("ini", "it's text"),
        ("python", "match = case.type"),
        ("ruby", "a << b"),
        ("matlab", "x' + y'"),
        ("sql", "it's"),
    ];
    for (language, code) in plain {
        let kinds = [TokenKind::String, TokenKind::Comment];
        let wrong = tokens(code, language).into_iter().find(|it| kinds.contains(&it.kind));
        assert_eq!(wrong, None, "{language}: {code}");
    }
}

#[test]
fn what_is_open_at_a_line_end_goes_on() {
    check("rust", "/* a\nb */ c", &[("/* a", "comment"), ("b */", "comment")]);
    check("js", "`a\n${b}\nc`", &[("`a", "string"), ("${", "string"), ("}", "string"), ("c`", "string")]);
    check(
        "sh",
        "cat <<A <<'B'\n$x\nA\ny\nB\nls",
        &[
            ("cat", "function"),
            ("<<A", "string"),
            ("<<'B'", "string"),
            ("$x", "string"),
            ("A", "string"),
            ("y", "string"),
            ("B", "string"),
            ("ls", "function"),
        ],
    );
}

#[test]
fn unknown_language_has_no_tokens() {
    assert!(tokens("let x = 1;", "no-such-language").is_empty());
    assert!(knows("rust,no_run"), "what follows the comma is not part of the name");
    assert!(!knows("text") && !knows("") && knows("Rust") && knows("TypeScript") && knows("c++"));
}

#[test]
fn code_of_any_length_is_highlighted_to_its_end() {
    let long = format!("let a = \"{}\";\nlet b;\n", "x".repeat(100_000));
    assert_eq!(found(&long, "rust").len(), 3);
    let huge = "let a = 1;\n".repeat(20_000);
    assert_eq!(tokens(&huge, "rust").len(), 40_000);
}

/// What opens, closes or escapes something in some language, and what is hard to cut.
const PIECES: &[&str] = &[
    "'",
    "\"",
    "`",
    "/*",
    "*/",
    "(*",
    "<!--",
    "{-",
    "${",
    "#{",
    "\\(",
    "<<A",
    "<<~A\n",
    "<<<A\n",
    "A\n",
    "%(",
    "%w[",
    "q(",
    "s/",
    "r#\"",
    "R\"(",
    "\\",
    "[[",
    "[=[",
    "--[[",
    "\n",
    "\r\n",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "= (",
    "const a = (",
    "/",
    " ",
    "\t",
    "é",
    "—",
    "\u{301}",
    "😀",
    "\0",
    "{|",
    "$a$",
    "$",
    "---\n",
    "- '",
    "- \"",
    "```\n",
    "```rust\n",
    "``",
    "](",
    "#[",
    "@",
    "<script>",
    "</script>",
    "<style>",
    "<%",
    "%>",
    "<?",
    "<a b='",
    ">",
    "a:",
    "a: b;",
    "a=",
    "x<",
    "\"\"\"",
    "'''",
    "rem ",
    "=begin\n",
    "=cut",
    ".. a::\n",
    "~~~\n",
    "===\n",
    "\\begin{verbatim}",
    "@a{b,",
    "1.",
    "0x",
    ".5",
    "a.b",
    "f(",
    "Ab",
    "AB",
    "$(",
    "if ",
    "case x in ",
    "esac",
    ":a",
    "&a;",
    "|\n",
    "> ",
    "RUN a\\\n",
    "$ a\\\n",
    "%{\n",
    "//",
    "#",
    ";",
    "--",
    "%",
    "!",
    "=>",
    "get ",
    "def ",
    "class ",
    "-",
    ",",
];

/// The names of all languages, one of each.
fn languages() -> impl Iterator<Item = &'static str> {
    groups().filter_map(|group| group.split(' ').next())
}

/// Tokens are in order, apart, within the code, on the borders of characters, and within lines.
fn check_tokens(code: &str, language: &str) {
    let mut last = 0;
    for Token { range, .. } in tokens(code, language) {
        assert!(last <= range.start && range.start < range.end, "{language}: {code:?}");
        let text = code.get(range.clone()).unwrap_or_else(|| panic!("{language}: {code:?}"));
        assert!(!text.contains('\n') && text.trim() == text, "{language}: {text:?} in {code:?}");
        last = range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tokens_of_any_text_are_in_order_and_within_lines(
        pieces in prop::collection::vec(prop_oneof![
            4 => prop::sample::select(PIECES).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ], 0..60),
    ) {
        let code = pieces.concat();
        for language in languages() {
            check_tokens(&code, language);
        }
    }
}

#[test]
fn each_piece_again_and_again_has_tokens_in_order() {
    for language in languages() {
        for (at, piece) in PIECES.iter().enumerate() {
            let other = PIECES[(at * 7 + 3) % PIECES.len()];
            check_tokens(&piece.repeat(20), language);
            check_tokens(&format!("{piece}{other}").repeat(20), language);
        }
    }
}

/// How many bytes a reader looks at.
fn looked(code: &str, language: &str) -> usize {
    let mut scanner = Scanner::new(code);
    grammar::read(&mut scanner, named(language).expect("a language"));
    scanner.looked()
}

#[test]
fn the_time_is_linear_whatever_the_text_is() {
    let mut slow = Vec::new();
    for language in languages() {
        for (at, piece) in PIECES.iter().enumerate() {
            let other = if at % 4 == 0 { PIECES[(at * 7 + 3) % PIECES.len()] } else { piece };
            let unit = format!("{piece}{other}");
            let [few, many] = [1_500, 6_000].map(|size| looked(&unit.repeat(size / unit.len()), language));
            if many > 7 * few {
                slow.push((language, unit, few, many));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
