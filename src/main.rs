//! The program `pamphlet`.
fn main() {}
