use super::*;

/// Each stretch as its text and the name of its kind.
fn found(code: &str, language: &str) -> Vec<(String, &'static str)> {
    let named = stretches(code, language).into_iter();
    named.map(|(range, kind)| (code[range].to_owned(), kind.name())).collect()
}

#[track_caller]
fn check(language: &str, code: &str, expected: &[(&str, &str)]) {
    let found = found(code, language);
    let found: Vec<(&str, &str)> = found.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
    assert_eq!(found, expected, "{language}");
}

#[test]
fn words_of_a_language_have_kinds() {
    check(
        "rust",
        "// Adds.\nfn add(a: u8) { a + 1 }\n",
        &[
            ("// Adds.", "comment"),
            ("fn", "keyword"),
            ("add", "function"),
            ("u8", "keyword"),
            ("1", "number"),
        ],
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
fn toml_has_a_reader_of_its_own() {
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
fn what_is_not_known_stays_plain() {
    assert!(stretches("let x = 1;", "no-such-language").is_empty());
    assert!(knows("rust,no_run"), "what is behind the comma is no part of the name");
    assert!(!knows("text") && !knows("") && knows("Rust") && knows("TypeScript") && knows("c++"));
}

#[test]
fn stretches_are_in_order_and_within_lines() {
    let code = "/* one\n   two */\nlet s = \"three\n four\";\n";
    for language in ["rust", "js", "c", "toml", "html", "yaml", "md"] {
        let mut last = 0;
        for (range, _) in stretches(code, language) {
            assert!(last <= range.start && range.start < range.end, "{language}");
            assert!(!code[range.clone()].contains('\n'), "{language}");
            last = range.end;
        }
    }
}

#[test]
fn huge_code_and_long_lines_end_the_work_early() {
    let long = format!("let a = \"{}\";\nlet b;\n", "x".repeat(2 * LONGEST_LINE));
    assert_eq!(found(&long, "rust"), [("let".to_owned(), "keyword")]);
    let huge = "let a = 1;\n".repeat(20_000);
    let last = stretches(&huge, "rust").last().map_or(0, |it| it.0.end);
    assert!(last > MOST / 2 && last <= MOST, "{last}");
}
