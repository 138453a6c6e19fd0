//! The evidence of accessibility: what a publication's editions fulfil, each line tied to a rule, a proof and a file.
//!
//! ```text
//! Evidence (files with hashes, what verify and the rules found, answers of people)
//!     ──criteria──► lines ─► openacr (YAML), pages (report and statement, as Markdown), metadata (JSON-LD, ONIX)
//! ```
//!
//! What is proved is "supports", what is found wrong "partially supports", what a file cannot have "not applicable".
//! Whatever only a person can judge is "not evaluated" until somebody has answered, and so is all that is not proved.
//!
//! In reading order:
//!
//! - [`evidence`]: what is known of the files; [`questions`]: what people answered;
//! - [`criteria`]: the criteria of WCAG 2.2, levels A and AA, and what decides each;
//! - [`judge`]: the lines of the report;
//! - [`openacr`], [`pages`], [`metadata`]: the lines in the forms that others read.

pub mod questions;
pub mod evidence;
pub mod criteria;
pub mod judge;
pub mod openacr;
pub mod pages;
pub mod metadata;

pub use evidence::{Evidence, EvidenceFile, Part};
pub use judge::{Adherence, Line, lines};
pub use questions::Answers;
