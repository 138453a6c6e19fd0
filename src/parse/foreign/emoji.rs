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

#[cfg(test)]
mod tests {
    use super::{NAMES, of};

    #[test]
    fn names_are_those_of_github() {
        assert_eq!((of("smile"), of("+1"), of("nosuch")), (Some("😄"), Some("👍"), None));
        assert_eq!(NAMES.len(), include_str!("emoji.txt").lines().count());
    }
}
