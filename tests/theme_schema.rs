//! The JSON Schema of theme files agrees with the reader that the program has.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use pamphlet::diag::Diagnostics;
use pamphlet::publication::decode;
use pamphlet::source::Sources;
use pamphlet::theme::file::schema::schema;
use pamphlet::theme::{Theme, file};
use serde_json::Value;

use crate::support::json_schema::refusal;
use crate::support::project::TestProject;

fn json_of(toml: &str) -> Value {
    let table: toml::Table = toml.parse().expect("TOML");
    serde_json::to_value(table).expect("JSON")
}

/// Whether the program finds nothing wrong in a theme file.
fn is_good(toml: &str) -> bool {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = decode("house.toml", toml.as_bytes(), &mut sources, &mut diags).expect("room");
    file::theme(&sources, id, "house", &mut diags).is_some() && diags.is_empty()
}

#[test]
fn every_theme_is_valid_with_all_its_values() {
    let schema = schema();
    for name in Theme::NAMES {
        let theme = Theme::named(name).expect("built in").to_toml();
        assert_eq!(refusal(&schema, &json_of(&theme)), None, "{name}");
    }
}

#[test]
fn planted_errors_are_refused_and_their_mending_is_not() {
    let schema = schema();
    let pairs = [
        ("extends = \"modern\"\n", "extends = \"modem\"\n"),
        ("[light]\naccent = \"#00417a\"\n", "[light]\naccent = \"blue\"\n"),
        ("[title]\nsink = \"3lines\"\n", "[title]\nsinc = \"3lines\"\n"),
        ("[title]\nsink = \"3lines\"\n", "[title]\nsink = \"3em\"\n"),
        ("[body.look]\nalign = \"start\"\n", "[body.look]\nalign = \"left\"\n"),
        ("[[heads]]\nabove = \"1.5lines\"\n", "[heads]\nabove = \"1.5lines\"\n"),
        ("[page]\nsides = [2, 3]\n", "[page]\nsides = [2, 3, 4]\n"),
        ("[page]\ntwo_sided = true\n", "[page]\ntwo_sided = \"yes\"\n"),
        (
            "[[page.sizes]]\nup_to = \"2000mm\"\nsize = \"11pt\"\nleading = \"15pt\"\ncharacters = 65\n",
            "[[page.sizes]]\nup_to = \"2000mm\"\nsize = \"11pt\"\n",
        ),
        ("[list]\nbullets = [\"→\"]\n", "[list]\nbullets = []\n"),
        ("[contents]\ndepth = 3\n", "[contents]\ndepth = 7\n"),
        ("[cover]\nground = \"panel\"\n", "[cover]\nground = \"#ffffff\"\n"),
    ];
    for (good, bad) in pairs {
        assert_eq!(refusal(&schema, &json_of(good)), None, "{good}");
        assert!(is_good(good), "{good}");
        assert!(refusal(&schema, &json_of(bad)).is_some(), "{bad}");
        assert!(!is_good(bad), "{bad}");
    }
}

#[test]
fn command_prints_it() {
    let printed = TestProject::new(&[]).run("schema theme").exits(0).stdout;
    assert_eq!(serde_json::from_str::<Value>(&printed).expect("JSON"), schema());
}
