//! Words to glyphs.

/// The words shaped so far, by all threads.
#[derive(Debug, Default)]
pub(super) struct WordCache {}
