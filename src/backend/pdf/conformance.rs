//! What a standard forbids is refused, with the place in the source; a file claims nothing that it does not keep.

use crate::backend::pdf::images::Pictures;
use crate::backend::pdf::plan::{Fault, FaultKind, Plan};
use crate::backend::pdf::rules::{
    FIGURE_WITHOUT_ALTERNATIVE, LOCKED_FONT, MEANINGLESS_TEXT, OVERLONG_TEXT, PDF_WITHOUT_GLYPH,
    PDF_WITHOUT_LANGUAGE, PDF_WITHOUT_TITLE,
};
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Meta, Target};
use crate::font::FontBook;
use crate::layout::Layout;
use crate::layout::frame::LinkTarget;
use crate::layout::rules::missing_glyph;
use crate::layout::structure::{Role, Structure};
use crate::publication::PdfStandard;
use crate::source::Span;

/// The tag of a language that is not known (ISO 639-2).
const UNDETERMINED: &str = "und";

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    /// What is said about the publication.
    pub(super) meta: &'a Meta,
    /// The pages, and what their content is.
    pub(super) layout: &'a Layout,
    /// The glyphs in use.
    pub(super) plan: &'a Plan,
    /// The faces.
    pub(super) fonts: &'a FontBook,
    /// The pictures.
    pub(super) pictures: &'a Pictures,
}

/// Reports what keeps the file from the standards that are asked for; those that it may claim to keep, all or none.
pub(super) fn examine(candidate: Candidate<'_>, asked: PdfStandard, diags: &mut Diagnostics) -> PdfStandard {
    if asked == PdfStandard::NONE {
        return asked;
    }
    let mut faults = Vec::new();
    faults.extend(metadata_faults(candidate.meta));
    faults.extend(figure_faults(&candidate.layout.structure));
    faults.extend(length_faults(candidate));
    faults.extend(candidate.plan.faults.iter().map(text_fault));
    faults.extend(font_faults(candidate));
    let keeps = faults.is_empty() && candidate.pictures.are_whole;
    faults.retain(|it| !is_told(it, diags));
    faults.into_iter().for_each(|it| diags.push(it));
    if keeps { asked } else { PdfStandard::NONE }
}

/// Whether setting the pages has reported the missing glyph already.
fn is_told(fault: &Diagnostic, diags: &Diagnostics) -> bool {
    let span = fault.primary.span;
    fault.rule.id == PDF_WITHOUT_GLYPH.id
        && diags.iter().filter(|it| it.rule.id == missing_glyph::RULE.id).any(|it| {
            let told = it.primary.span;
            told.contains(span) || span.contains(told)
        })
}

fn metadata_faults(meta: &Meta) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if meta.title.trim().is_empty() {
        let fault = Diagnostic::new(&PDF_WITHOUT_TITLE, meta.span, "an accessible PDF needs a title");
        faults.push(fault.help("add `title:` to the front matter"));
    }
    if meta.lang.as_str() == UNDETERMINED {
        let fault = Diagnostic::new(&PDF_WITHOUT_LANGUAGE, meta.span, "an accessible PDF needs a language");
        faults.push(fault.help("add `lang:` to the front matter, as in `lang: en`"));
    }
    faults
}

fn figure_faults(structure: &Structure) -> Vec<Diagnostic> {
    let silent = |alt: &Option<String>| alt.as_deref().is_none_or(|it| it.trim().is_empty());
    structure
        .iter()
        .filter(|(_, element)| element.role == Role::Figure && silent(&element.alt))
        .map(|(_, element)| {
            Diagnostic::new(
                &FIGURE_WITHOUT_ALTERNATIVE,
                element.span,
                "the picture has no text that stands for it",
            )
            .help("say in its brackets what it shows, or mark it `{.decorative}`")
        })
        .collect()
}

/// The bytes that a string may have (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;

/// What would be a string that is too long: said once for each place.
fn length_faults(candidate: Candidate<'_>) -> Vec<Diagnostic> {
    let layout = candidate.layout;
    let mut texts: Vec<(&str, Span, &str)> = vec![("the title", candidate.meta.span, &candidate.meta.title)];
    for (_, element) in layout.structure.iter() {
        let own = [("the alternative text", &element.alt), ("the expansion", &element.expansion)];
        texts.extend(own.into_iter().filter_map(|(what, text)| Some((what, element.span, text.as_deref()?))));
    }
    for link in layout.pages.iter().flat_map(|it| &it.links) {
        let span = layout.structure.get(link.element).span;
        texts.push(("the description of the link", span, &link.description));
        if let LinkTarget::Document(Target::Url(address)) = &link.to {
            texts.push(("the address", span, address));
        }
    }
    for mark in &layout.bookmarks {
        let span = mark.to.element.map_or(candidate.meta.span, |it| layout.structure.get(it).span);
        texts.push(("the heading", span, &mark.title));
    }
    texts.retain(|(_, _, text)| !is_one_string(text));
    texts.dedup_by_key(|(_, span, _)| *span);
    texts.iter().map(|(what, span, _)| overlong(what, *span)).collect()
}

fn overlong(what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} is longer than a PDF can hold in one piece");
    Diagnostic::new(&OVERLONG_TEXT, span, message).help("shorten it")
}

/// Whether a text fits, in whatever way it is written: in ASCII as it is, else in UTF-16 with its mark, and in an
/// address three bytes for each that is not in ASCII.
fn is_one_string(text: &str) -> bool {
    let wide = text.bytes().map(|it| if it.is_ascii_graphic() || it == b' ' { 1 } else { 3 }).sum::<usize>();
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() * 2 + 2 };
    wide.max(units) <= LONGEST_STRING
}

fn text_fault(fault: &Fault) -> Diagnostic {
    let shown = shown(&fault.text);
    match fault.kind {
        FaultKind::NoGlyph => {
            Diagnostic::new(&PDF_WITHOUT_GLYPH, fault.span, format!("no font has a shape for {shown}"))
                .help("give a font that has it with `--font-path`")
        }
        FaultKind::NoMeaning => {
            let message = format!("{shown} means something by private agreement only");
            Diagnostic::new(&MEANINGLESS_TEXT, fault.span, message)
                .help("write the character that Unicode has for it")
        }
    }
}

/// A text with its characters' numbers, because it may be invisible.
fn shown(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|it| format!("U+{:04X}", u32::from(it))).collect();
    format!("`{}` ({})", text.escape_debug(), numbers.join(" "))
}

fn font_faults(candidate: Candidate<'_>) -> Vec<Diagnostic> {
    let faces = candidate.plan.faces.keys().filter_map(|id| candidate.fonts.face(*id));
    faces
        .filter(|face| face.forbids_embedding())
        .map(|face| {
            let message = format!("the font `{}` forbids to be embedded", face.name);
            Diagnostic::new(&LOCKED_FONT, candidate.meta.span, message).help("use another font")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_measured_as_it_is_written() {
        assert!(is_one_string(&"a".repeat(LONGEST_STRING)));
        assert!(!is_one_string(&"a".repeat(LONGEST_STRING + 1)));
        assert!(!is_one_string(&"ä".repeat(6_000)), "as an address it takes six bytes a letter");
        assert!(is_one_string(&"中".repeat(3_000)));
    }
}
