//! The tree as text, for people and for snapshots: `pamphlet dump --stage tree`.
