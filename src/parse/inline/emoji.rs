//! The names of emoji, as GitHub has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A name and its characters on each line, from gemoji (MIT licence).
static NAMES: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| include_str!("emoji.txt").lines().filter_map(|it| it.split_once(' ')).collect());

/// The characters of a name, as of `smile`.
pub(super) fn of(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

/// A text with the characters in place of their names.
pub(crate) fn with_emoji(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(':');
    out.push_str(parts.next().unwrap_or(""));
    let mut after_name = false;
    for part in parts {
        match of(part).filter(|_| !after_name) {
            // The colon after it is that of the name.
            Some(character) => {
                out.push_str(character);
                after_name = true;
            }
            None => {
                out.push_str(if after_name { "" } else { ":" });
                out.push_str(part);
                after_name = false;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{NAMES, of};

    #[test]
    fn names_are_those_of_github() {
        assert_eq!((of("smile"), of("+1"), of("nosuch")), (Some("😄"), Some("👍"), None));
        assert_eq!(NAMES.len(), include_str!("emoji.txt").lines().count());
    }
}
