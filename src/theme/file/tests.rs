use super::*;
use crate::geometry::Em;
use crate::publication::decode;
use crate::theme::file::keys::{ThemeKey, ThemeValue};
use crate::theme::{Align, Color, LEAST_CONTRAST, Lines, Weight};

/// The theme of a text, and what is wrong with it as `line:column rule: message; help`.
fn read(text: &str) -> (Theme, Vec<String>) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = decode("house.toml", text.as_bytes(), &mut sources, &mut diags).expect("room");
    let found = theme(&sources, id, "house", &mut diags).unwrap_or_default();
    let source = sources.get(id).expect("a source");
    let show = |it: &crate::diag::Diagnostic| {
        let at = source.position(it.primary.span.range().start);
        let help = it.help.as_deref().unwrap_or("");
        format!("{}:{} {}: {}; {help}", at.line, at.column, it.rule.id, it.message)
    };
    (found, diags.iter().map(show).collect())
}

#[test]
fn a_file_that_says_nothing_is_the_theme_that_it_extends() {
    for (text, name) in
        [("", "classic"), ("extends = \"classic\"\n", "classic"), ("extends = \"modern\"\n", "modern")]
    {
        let (theme, messages) = read(text);
        assert_eq!(messages, [""; 0]);
        let expected = Theme { name: "house".to_owned(), ..Theme::named(name).expect("built in") };
        assert_eq!(theme, expected, "{name}");
    }
}

#[test]
fn values_lie_over_those_of_the_theme_that_is_extended() {
    let text = "extends = \"modern\"\nname = \"ours\"\n[families]\nserif = \"Lato\"\n[body.look]\nalign = \"start\"\n\
                [[heads]]\n[[heads]]\nabove = \"2lines\"\nlook = { weight = \"regular\" }\n\
                [list]\nbullets = [\"→\"]\n[page]\nsides = [1, 2]\n";
    let (theme, messages) = read(text);
    assert_eq!(messages, [""; 0]);
    let modern = Theme::named("modern").expect("built in");
    assert_eq!((theme.name.as_str(), theme.families.serif.as_str()), ("ours", "Lato"));
    assert_eq!(theme.families.sans, modern.families.sans);
    assert_eq!((theme.body.look.align, theme.body.gap), (Align::Start, modern.body.gap));
    assert_eq!((theme.heads[0], theme.heads.len()), (modern.heads[0], modern.heads.len()));
    let (second, was) = (theme.heads[1], modern.heads[1]);
    assert_eq!((second.above, second.look.weight), (Lines::milli(2000), Weight::Regular));
    assert_eq!(
        (second.below, second.look.size, second.look.family),
        (was.below, was.look.size, was.look.family)
    );
    assert_eq!((theme.list.bullets, theme.page.sides), (vec!["→".to_owned()], [1, 2]));
}

#[test]
fn sizes_replace_those_of_the_theme_that_is_extended() {
    let row = "[[page.sizes]]\nup_to = \"2000mm\"\nsize = \"11pt\"\nleading = \"15pt\"\ncharacters = 65\n";
    let (theme, messages) = read(row);
    assert_eq!((messages.len(), theme.page.sizes.len()), (0, 1));
    let (theme, messages) = read(&row.replace("leading = \"15pt\"\n", ""));
    assert_eq!(theme.page.sizes.len(), 4, "{messages:?}");
    assert!(messages[0].ends_with("use all of its keys; `leading` is missing"), "{messages:?}");
}

#[test]
fn what_is_wrong_is_reported_at_its_line() {
    let text = "exends = \"modern\"\n[heads]\n[title]\nsinc = \"2lines\"\nsink = \"2em\"\ntitle = { size = \"90em\" }\n\
                [light]\ntext = \"black\"\n[list]\nbullets = []\n[running]\nfolio_at = \"top\"\n";
    let (_, messages) = read(text);
    let expected = [
        "1:1 unknown-key: unknown key `exends`; did you mean `extends`?",
        "2:1 wrong-value: `heads` cannot be a table; use a list of tables",
        "4:1 unknown-key: unknown key `sinc`; did you mean `sink`?",
        "5:8 wrong-value: `sink` cannot be `2em`; use `0lines` to `30lines`",
        "6:18 wrong-value: `size` cannot be `90em`; use `0.3em` to `8em`",
        "8:8 wrong-value: `text` cannot be `black`; use a colour, as `\"#0b5a7d\"`",
        "10:11 wrong-value: `bullets` cannot be a list; use a list of texts",
        "12:12 wrong-value: `folio_at` cannot be `top`; use `foot-center`, `foot-outer`, `head-outer`",
    ];
    assert_eq!(messages, expected);
    let (_, messages) = read("extends = \"modem\"\n");
    assert_eq!(messages, ["1:11 unknown-theme: unknown theme `modem`; did you mean `modern`?"]);
    assert!(read("[light\n").1[0].starts_with("1:7 bad-syntax"), "{:?}", read("[light\n").1);
}

#[test]
fn faint_colours_are_reported_and_darkened() {
    let text = "[light]\nmuted = \"#bbbbbb\"\naccent = \"#ffcc00\"\n[highlight.string]\ndark = \"#222222\"\n";
    let (theme, messages) = read(text);
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(
        messages[0].starts_with("2:9 faint-color: the colour `#bbbbbb` has a contrast of 1."),
        "{messages:?}"
    );
    assert!(messages[2].starts_with("5:8 faint-color: the colour `#222222`"), "{messages:?}");
    for color in [theme.light.muted, theme.light.accent, theme.light.link] {
        assert!(theme.light.contrast(color) >= LEAST_CONTRAST, "{color}");
    }
    assert!(theme.dark.contrast(theme.highlight.string.dark) >= LEAST_CONTRAST);
    let (_, messages) = read("[dark]\ntext = \"#333333\"\n");
    assert!(messages[0].starts_with("2:8 faint-color"), "{messages:?}");
}

#[test]
fn a_brand_colour_is_that_of_links_and_of_dark_mode() {
    let (theme, _) = read("[light]\naccent = \"#00417a\"\n");
    let ours = Color::from_hex("#00417a").expect("a colour");
    assert_eq!((theme.light.accent, theme.light.link), (ours, ours));
    assert_eq!(theme.dark, Theme::classic().dark.with_accent(ours));
    let (theme, _) =
        read("[light]\naccent = \"#00417a\"\nlink = \"#333333\"\n[dark]\naccent = \"#aaccff\"\n");
    assert_eq!(
        (theme.light.link.to_string(), theme.dark.link.to_string()),
        ("#333333".to_owned(), "#aaccff".to_owned())
    );
}

#[test]
fn a_theme_is_read_as_it_was_written() {
    for name in Theme::NAMES {
        let theme = Theme::named(name).expect("built in");
        let (again, messages) = read(&theme.to_toml());
        assert_eq!(messages, [""; 0], "{name}");
        // An em is kept in binary parts, a thousandth of it is not exact.
        assert_eq!(again.to_toml(), theme.to_toml(), "{name}");
        assert_eq!(again.page.character, theme.page.character);
    }
    assert_eq!(Em::milli(448), Theme::named("modern").expect("built in").page.character);
}

/// The keys of a table of a theme, as `table.key`, without those of a design of text.
fn written(table: &Table, path: &str, found: &mut Vec<String>) {
    for (key, value) in table {
        let path = format!("{path}{key}");
        match value {
            Toml::Table(inner) => written(inner, &format!("{path}."), found),
            Toml::Array(list) => match list.first() {
                Some(Toml::Table(inner)) => written(inner, &format!("{path}."), found),
                Some(_) | None => found.push(path),
            },
            Toml::String(_) | Toml::Integer(_) | Toml::Float(_) | Toml::Boolean(_) | Toml::Datetime(_) => {
                found.push(path);
            }
        }
    }
}

/// The keys of the registry, likewise.
fn registered(keys: &[ThemeKey], path: &str, found: &mut Vec<String>) {
    for key in keys.iter().filter(|it| it.name != EXTENDS) {
        let path = format!("{path}{}", key.name);
        match key.takes.keys() {
            Some(inner) => registered(inner, &format!("{path}."), found),
            None => found.push(path),
        }
    }
}

#[test]
fn the_registry_has_the_keys_of_the_types() {
    let table: Table = Theme::classic().to_toml().parse().expect("TOML");
    let (mut types, mut registry) = (Vec::new(), Vec::new());
    written(&table, "", &mut types);
    registered(KEYS, "", &mut registry);
    types.sort();
    registry.sort();
    assert_eq!(types, registry);
    fn check(keys: &[ThemeKey]) {
        for key in keys {
            assert!(key.summary.ends_with('.') && !key.takes.describe().is_empty(), "{}", key.name);
            assert!(!matches!(key.takes, ThemeValue::Table(&[])), "{}", key.name);
            check(key.takes.keys().unwrap_or_default());
        }
    }
    check(KEYS);
}

#[test]
fn hostile_files_are_refused_without_harm() {
    for text in [
        "[page]\ncharacter = \"0em\"\nsides = [0, 0]\nhead = -5\nfoot = 99999999999999999999\n",
        "[[heads]]\n[heads]\n",
        "heads = 3\nlist = \"x\"\nname = \"\"\n",
        "[body]\nindent = \"-1em\"\ngap = \"1e9lines\"\n",
        "[page]\nsizes = []\n",
    ] {
        assert!(!read(text).1.is_empty(), "{text}");
    }
    assert!(!read(&"[".repeat(100_000)).1.is_empty());
}
