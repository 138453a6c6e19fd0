//! What the types and labels of structure elements mean (ISO 32000-1, 14.8.4).

use crate::verify::reading::Role;

/// What the label of an item is: its marker, or the box of a task.
pub(super) fn label(said: &str) -> Role {
    match said.trim_start().chars().next() {
        Some('☐') => Role::Task(false),
        Some('☑' | '☒') => Role::Task(true),
        Some(_) | None => Role::Generated,
    }
}

/// Whether a label is a term and not a marker, as `iv.`, `a)` or a bullet are.
pub(super) fn is_term(label: &str) -> bool {
    let label = label.trim();
    let marks = label.chars().count() <= 5 && label.ends_with(['.', ')', ':']);
    !marks && label.chars().filter(|it| it.is_alphabetic()).count() > 1
}

/// Whether an element of this type holds text and not blocks.
pub(super) fn is_inline_place(role: &str) -> bool {
    matches!(
        role,
        "P" | "H"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "Span"
            | "Em"
            | "Strong"
            | "Link"
            | "TH"
            | "Lbl"
            | "Caption"
            | "Quote"
            | "Code"
            | "TD"
            | "LBody"
    )
}

/// Whether a type is one of the standard (ISO 32000-1, 14.8.4).
pub(super) fn is_standard(role: &str) -> bool {
    matches!(
        role,
        "Document"
            | "Part"
            | "Art"
            | "Sect"
            | "Div"
            | "BlockQuote"
            | "Caption"
            | "TOC"
            | "TOCI"
            | "Index"
            | "NonStruct"
            | "Private"
            | "P"
            | "H"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "L"
            | "LI"
            | "Lbl"
            | "LBody"
            | "Table"
            | "TR"
            | "TH"
            | "TD"
            | "THead"
            | "TBody"
            | "TFoot"
            | "Span"
            | "Quote"
            | "Note"
            | "Reference"
            | "BibEntry"
            | "Code"
            | "Link"
            | "Annot"
            | "Ruby"
            | "Warichu"
            | "Figure"
            | "Formula"
            | "Form"
    )
}
