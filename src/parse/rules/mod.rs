//! The rules that reading a source may find broken, one a file.

pub mod control_character;
pub mod dead_anchor;
pub mod duplicate_id;
pub mod duplicate_note;
pub mod empty_image;
pub mod empty_link;
pub mod extra_cell;
pub mod lost_title;
pub mod path_outside;
pub mod raw_html;
pub mod remote_image;
pub mod stray_attributes;
pub mod stray_fence;
pub mod stray_front_matter;
pub mod too_deep;
pub mod unbalanced_html;
pub mod undefined_link;
pub mod undefined_note;
pub mod unknown_attribute;
pub mod unknown_chapter;
pub mod unknown_language;
pub mod unsafe_link;
pub mod unused_note;

use crate::diag::Rule;

/// All of them, by name.
pub const ALL: &[&Rule] = &[
    &control_character::RULE,
    &dead_anchor::RULE,
    &duplicate_id::RULE,
    &duplicate_note::RULE,
    &empty_image::RULE,
    &empty_link::RULE,
    &extra_cell::RULE,
    &lost_title::RULE,
    &path_outside::RULE,
    &raw_html::RULE,
    &remote_image::RULE,
    &stray_attributes::RULE,
    &stray_fence::RULE,
    &stray_front_matter::RULE,
    &too_deep::RULE,
    &unbalanced_html::RULE,
    &undefined_link::RULE,
    &undefined_note::RULE,
    &unknown_attribute::RULE,
    &unknown_chapter::RULE,
    &unknown_language::RULE,
    &unsafe_link::RULE,
    &unused_note::RULE,
];
