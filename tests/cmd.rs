//! What is typed and what is answered, one file a theme in `tests/cmd`.

#[test]
fn commands() {
    // What the tests expect is the same wherever they run.
    trycmd::TestCases::new().env("GITHUB_ACTIONS", "false").case("tests/cmd/*.md");
}
