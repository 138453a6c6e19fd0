//! The rules that look at the whole tree, one a file: what it is, and how it is found.

pub mod bad_exception;
pub mod broken_sentence;
pub mod divided_word;
pub mod doubled_space;
pub mod doubled_word;
pub mod headless_table;
pub mod interrupted_list;
pub mod long_paragraph;
pub mod long_word;
pub mod missing_alt;
pub mod missing_language;
pub mod missing_title;
pub mod repeated_title;
pub mod replaced_character;
pub mod skipped_heading;
pub mod straight_quote;
pub mod stray_folio;
pub mod typed_note;
pub mod uneven_lead_in;
pub mod unmarked_heading;
pub mod unmarked_language;
pub mod unlinked_reference;
pub mod useless_alt;
pub mod unused_exception;
pub mod vague_link;

use crate::check::Context;
use crate::diag::{Diagnostics, Rule};

/// Looks for the faults of one rule.
pub type Finder = fn(&Context<'_>, &mut Diagnostics);

/// All of them.
pub const ALL: &[&Rule] = &[
    &bad_exception::RULE,
    &broken_sentence::RULE,
    &divided_word::RULE,
    &doubled_space::RULE,
    &doubled_word::RULE,
    &headless_table::RULE,
    &interrupted_list::RULE,
    &long_paragraph::RULE,
    &long_word::RULE,
    &missing_alt::RULE,
    &missing_language::RULE,
    &missing_title::RULE,
    &repeated_title::RULE,
    &replaced_character::RULE,
    &skipped_heading::RULE,
    &straight_quote::RULE,
    &stray_folio::RULE,
    &typed_note::RULE,
    &uneven_lead_in::RULE,
    &unmarked_heading::RULE,
    &unmarked_language::RULE,
    &unlinked_reference::RULE,
    &unused_exception::RULE,
    &useless_alt::RULE,
    &vague_link::RULE,
];

/// What finds the faults of each; exceptions are looked at where faults are weighed.
pub const FINDERS: &[Finder] = &[
    broken_sentence::find,
    divided_word::find,
    doubled_space::find,
    doubled_word::find,
    headless_table::find,
    interrupted_list::find,
    long_paragraph::find,
    long_word::find,
    missing_alt::find,
    missing_language::find,
    missing_title::find,
    repeated_title::find,
    replaced_character::find,
    skipped_heading::find,
    straight_quote::find,
    stray_folio::find,
    typed_note::find,
    uneven_lead_in::find,
    unmarked_heading::find,
    unmarked_language::find,
    unlinked_reference::find,
    useless_alt::find,
    vague_link::find,
];
