//! What is wrong with a document, where, and what to do about it.
//!
//! What the author can fix is a [`Diagnostic`]: it has a [`Rule`], a place in
//! the source and a help. Reporting one never stops the work; the next one is
//! looked for. How they are shown is the business of the renderers, one a file.

pub mod rules;
mod rule;
mod diagnostic;

pub mod full;
pub mod github;
pub mod json;
pub mod sarif;
pub mod short;
mod excerpt;

pub use diagnostic::{Diagnostic, Diagnostics, Edit, Label};
pub use rule::{Group, Rule, Severity};

#[cfg(test)]
mod tests;
