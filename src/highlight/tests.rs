use super::*;

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

#[test]
fn tokens_of_rust_python_and_diff() {
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
fn unknown_language_has_no_tokens() {
    assert!(tokens("let x = 1;", "no-such-language").is_empty());
    assert!(knows("rust,no_run"), "what follows the comma is not part of the name");
    assert!(!knows("text") && !knows("") && knows("Rust") && knows("TypeScript") && knows("c++"));
}

#[test]
fn stretches_are_in_order_and_within_lines() {
    let code = "/* one\n   two */\nlet s = \"three\n four\";\n";
    for language in ["rust", "js", "c", "toml", "html", "yaml", "md"] {
        let mut last = 0;
        for Token { range, .. } in tokens(code, language) {
            assert!(last <= range.start && range.start < range.end, "{language}");
            assert!(!code[range.clone()].contains('\n'), "{language}");
            last = range.end;
        }
    }
}

#[test]
fn highlighting_stops_in_huge_code_and_at_long_lines() {
    let long = format!("let a = \"{}\";\nlet b;\n", "x".repeat(2 * LONGEST_LINE));
    assert_eq!(found(&long, "rust"), [("let".to_owned(), "keyword")]);
    let huge = "let a = 1;\n".repeat(20_000);
    let last = tokens(&huge, "rust").last().map_or(0, |it| it.range.end);
    assert!(last > MOST / 2 && last <= MOST, "{last}");
}
