//! Any input, and anything that happens during a build, ends soon and with a message, and does no damage.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "../../fuzz/entries.rs"]
mod entries;

mod fuzzed;
mod marks;
mod mixtures;
mod mutations;

// These run the program under limits that a shell sets.
#[cfg(unix)]
mod encodings;
#[cfg(unix)]
mod fonts;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod images;
#[cfg(unix)]
mod paths;
#[cfg(unix)]
mod settings;
#[cfg(unix)]
mod sizes;
#[cfg(unix)]
mod stops;
#[cfg(unix)]
mod writing;

/// A text for tests in which the text itself does not matter.
const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";

/// The text after a change.
const OTHER: &str = "---\ntitle: Another Statement\nlang: en\n---\n\n# Foreground\n\nOther words.\n";

/// A text with a title and a language, and a body.
fn titled(body: &str) -> String {
    format!("---\ntitle: A Statement\nlang: en\n---\n\n{body}\n")
}

/// A number of cases in the release profile; a twentieth of it in a debug build, which is about twenty times slower.
const fn many(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 20 } else { count }
}
