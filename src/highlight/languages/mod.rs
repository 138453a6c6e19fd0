//! The languages that have a description, by their relatives.

pub(super) mod system;
pub(super) mod object;
pub(super) mod web;
pub(super) mod script;
pub(super) mod functional;
pub(super) mod classic;
