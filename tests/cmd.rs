//! Transcripts of the command line, one file per subject in `tests/cmd`.

#[test]
fn transcripts() {
    // The expected output is the same wherever the tests run.
    let cases = trycmd::TestCases::new();
    cases
        .env("GITHUB_ACTIONS", "false")
        .env("COLUMNS", "100")
        .env("XDG_DATA_DIRS", "/nowhere")
        .env("XDG_DATA_HOME", "/nowhere")
        .case("tests/cmd/*.md");
}
