//! From sources to the files of all editions: the whole flow in one place.
