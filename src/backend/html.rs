//! The HTML edition.
