//! From Markdown to the document tree; never fails.
