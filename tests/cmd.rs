//! What is typed and what is answered, one file a theme in `tests/cmd`.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}
