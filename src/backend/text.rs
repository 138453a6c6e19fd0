//! The plain text edition.
