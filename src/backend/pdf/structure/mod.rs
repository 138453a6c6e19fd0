//! The structure of the file: what its content is, and how to navigate it.
//!
//! In reading order: the *order* in which a page is read and painted; the
//! *annotations*, which are links, and the destinations that they lead to; the
//! *tags*; the *outline*; the page *labels*. Names and numbers are looked up in
//! *trees*.

pub(super) mod order;

pub(super) mod annotations;
pub(super) mod tags;

pub(super) mod labels;
pub(super) mod outline;

pub(super) mod trees;
