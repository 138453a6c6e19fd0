//! Whatever comes in, and whatever happens meanwhile, ends with a message, soon, and harms nothing.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "../../fuzz/entries.rs"]
mod entries;

mod fuzzed;
mod marks;
mod mixtures;
mod mutations;

// What follows runs the program under limits that are set by a shell.
#[cfg(unix)]
mod encodings;
#[cfg(unix)]
mod fonts;
#[cfg(unix)]
mod paths;
#[cfg(unix)]
mod pictures;
#[cfg(unix)]
mod settings;
#[cfg(unix)]
mod sizes;
#[cfg(unix)]
mod writing;

/// What the tests of this program build where the text itself does not matter.
const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";

/// A text with a title and a language, and a body.
fn titled(body: &str) -> String {
    format!("---\ntitle: A Statement\nlang: en\n---\n\n{body}\n")
}

/// So many in the profile that is released; a twentieth of it in the other, which takes as many times as long for each.
const fn many(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 20 } else { count }
}
