//! The rules that look at the whole tree, one a file: what it is, and how it is found.

mod broken_sentence;
mod divided_word;
mod doubled_space;
mod doubled_word;
mod empty_heading;
mod filler_text;
mod headless_table;
mod interrupted_list;
mod literal_markup;
mod long_paragraph;
mod long_word;
mod merge_conflict;
mod missing_alt;
mod missing_language;
mod missing_title;
mod mojibake;
mod repeated_title;
mod replaced_character;
mod skipped_heading;
mod straight_quote;
mod stray_folio;
mod typed_note;
mod uneven_lead_in;
mod unmarked_heading;
mod unmarked_language;
mod unlinked_reference;
mod unknown_class;
mod useless_alt;
mod vague_link;

use crate::check::context::Context;
use crate::check::exception::{BAD_EXCEPTION, UNUSED_EXCEPTION};
use crate::diag::rules::{MISSING_ALT, MISSING_LANGUAGE, MISSING_TITLE};
use crate::diag::{Diagnostics, Rule};

pub use unknown_class::classes;

/// Looks for the faults of one rule.
pub type Finder = fn(&Context<'_>, &mut Diagnostics);

/// All of them.
pub const ALL: &[&Rule] = &[
    &BAD_EXCEPTION,
    &broken_sentence::RULE,
    &divided_word::RULE,
    &doubled_space::RULE,
    &doubled_word::RULE,
    &empty_heading::RULE,
    &filler_text::RULE,
    &headless_table::RULE,
    &interrupted_list::RULE,
    &literal_markup::RULE,
    &long_paragraph::RULE,
    &long_word::RULE,
    &merge_conflict::RULE,
    &MISSING_ALT,
    &MISSING_LANGUAGE,
    &MISSING_TITLE,
    &mojibake::RULE,
    &repeated_title::RULE,
    &replaced_character::RULE,
    &skipped_heading::RULE,
    &straight_quote::RULE,
    &stray_folio::RULE,
    &typed_note::RULE,
    &uneven_lead_in::RULE,
    &unknown_class::RULE,
    &unmarked_heading::RULE,
    &unmarked_language::RULE,
    &unlinked_reference::RULE,
    &UNUSED_EXCEPTION,
    &useless_alt::RULE,
    &vague_link::RULE,
];

/// What finds the faults of each; exceptions are looked at where faults are weighed.
pub const FINDERS: &[Finder] = &[
    broken_sentence::find,
    divided_word::find,
    doubled_space::find,
    doubled_word::find,
    empty_heading::find,
    filler_text::find,
    headless_table::find,
    interrupted_list::find,
    literal_markup::find,
    long_paragraph::find,
    long_word::find,
    merge_conflict::find,
    missing_alt::find,
    missing_language::find,
    missing_title::find,
    mojibake::find,
    repeated_title::find,
    replaced_character::find,
    skipped_heading::find,
    straight_quote::find,
    stray_folio::find,
    typed_note::find,
    uneven_lead_in::find,
    unknown_class::find,
    unmarked_heading::find,
    unmarked_language::find,
    unlinked_reference::find,
    useless_alt::find,
    vague_link::find,
];
