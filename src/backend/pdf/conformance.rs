//! What a standard forbids is reported, with its place in the source; a file claims only what it meets.

use crate::backend::pdf::images::Images;
use crate::backend::pdf::options::PdfStandard;
use crate::backend::pdf::rules::{LOCKED_FONT, MEANINGLESS_TEXT, OVERLONG_TEXT, UNCLAIMED_STANDARD};
use crate::backend::pdf::text::plan::{ForbiddenReason, ForbiddenText, TextPlan};
use crate::diag::rules::{MISSING_ALT, MISSING_LANGUAGE, MISSING_TITLE};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::{Meta, Target};
use crate::font::FontBook;
use crate::layout::Layout;
use crate::layout::frame::LinkTarget;
use crate::layout::rules::MISSING_GLYPH;
use crate::layout::structure::{Role, Structure};
use crate::source::Span;

/// The tag of an unknown language (ISO 639-2).
const UNDETERMINED: &str = "und";

/// What is checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct ConformanceInput<'a> {
    /// The metadata of the publication.
    pub(super) meta: &'a Meta,
    /// The pages and their structure.
    pub(super) layout: &'a Layout,
    /// The text of the pages.
    pub(super) plan: &'a TextPlan,
    /// The faces.
    pub(super) fonts: &'a FontBook,
    /// The images.
    pub(super) images: &'a Images,
}

/// The standards that a file is to claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    /// Which they are.
    pub(super) required: PdfStandard,
    /// Whether the author names them, so that what keeps the file from them is an error.
    pub(super) is_demanded: bool,
}

/// Reports what the required standards forbid; the standards that the file may claim, all or none.
pub(super) fn check(input: ConformanceInput<'_>, claim: Claim, diags: &mut Diagnostics) -> PdfStandard {
    let required = claim.required;
    if required == PdfStandard::NONE {
        return required;
    }
    let mut errors = Vec::new();
    errors.extend(metadata_errors(input.meta));
    errors.extend(figure_errors(&input.layout.structure));
    errors.extend(length_errors(input));
    errors.extend(input.plan.forbidden.iter().map(text_error));
    errors.extend(font_errors(input));
    let conforms = errors.is_empty() && input.images.are_complete;
    if claim.is_demanded {
        errors.retain(|it| !is_reported(it, diags));
        errors.into_iter().for_each(|it| diags.push(Diagnostic { severity: Severity::Error, ..it }));
    } else {
        // The others are warnings of the document and of the pages already.
        errors.retain(|it| {
            [&LOCKED_FONT, &MEANINGLESS_TEXT, &OVERLONG_TEXT].iter().any(|rule| rule.id == it.rule.id)
        });
        if let Some(first) = errors.first() {
            diags.push(unclaimed(first, errors.len() - 1));
        }
    }
    if conforms { required } else { PdfStandard::NONE }
}

/// What costs a file its claim, where the author has not asked for one.
fn unclaimed(first: &Diagnostic, more: usize) -> Diagnostic {
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    let message = format!("the PDF does not claim to be accessible or archivable: {}{more}", first.message);
    let found = Diagnostic::new(&UNCLAIMED_STANDARD, first.primary.span, message);
    Diagnostic { help: first.help.clone(), ..found }
}

/// Whether the layout has reported the missing glyph already.
fn is_reported(diagnostic: &Diagnostic, diags: &Diagnostics) -> bool {
    let span = diagnostic.primary.span;
    diagnostic.rule.id == MISSING_GLYPH.id
        && diags.iter().filter(|it| it.rule.id == MISSING_GLYPH.id).any(|it| {
            let reported = it.primary.span;
            reported.contains(span) || span.contains(reported)
        })
}

fn metadata_errors(meta: &Meta) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    if meta.title.trim().is_empty() {
        let error = Diagnostic::new(&MISSING_TITLE, meta.span, "an accessible PDF needs a title");
        errors.push(error.help("add `title:` to the front matter"));
    }
    if meta.lang.as_str() == UNDETERMINED {
        let error = Diagnostic::new(&MISSING_LANGUAGE, meta.span, "an accessible PDF needs a language");
        errors.push(error.help("add `lang:` to the front matter, as in `lang: en`"));
    }
    errors
}

fn figure_errors(structure: &Structure) -> Vec<Diagnostic> {
    let is_missing = |alt: &Option<String>| alt.as_deref().is_none_or(|it| it.trim().is_empty());
    structure
        .iter()
        .filter(|(_, element)| element.role == Role::Figure && is_missing(&element.alt))
        .map(|(_, element)| {
            Diagnostic::new(&MISSING_ALT, element.span, "the image has no alternative text")
                .help("describe it in its brackets, or mark it `{.decorative}`")
        })
        .collect()
}

/// The bytes that a string may have (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;

/// Strings that are too long, one for each place.
fn length_errors(input: ConformanceInput<'_>) -> Vec<Diagnostic> {
    let layout = input.layout;
    let mut texts: Vec<(&str, Span, &str)> = vec![("the title", input.meta.span, &input.meta.title)];
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
        let span = mark.to.element.map_or(input.meta.span, |it| layout.structure.get(it).span);
        texts.push(("the heading", span, &mark.title));
    }
    texts.retain(|(_, _, text)| !is_one_string(text));
    texts.dedup_by_key(|(_, span, _)| *span);
    texts.iter().map(|(what, span, _)| overlong(what, *span)).collect()
}

fn overlong(what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} is too long for a PDF string");
    Diagnostic::new(&OVERLONG_TEXT, span, message).help("shorten it")
}

/// Whether a text fits in any of its forms: ASCII is written unchanged, else UTF-16 with a byte order mark; an address
/// has three bytes for each that is not ASCII.
fn is_one_string(text: &str) -> bool {
    let wide = text.bytes().map(|it| if it.is_ascii_graphic() || it == b' ' { 1 } else { 3 }).sum::<usize>();
    let units = if text.is_ascii() { text.len() } else { text.encode_utf16().count() * 2 + 2 };
    wide.max(units) <= LONGEST_STRING
}

fn text_error(forbidden: &ForbiddenText) -> Diagnostic {
    let shown = shown(&forbidden.text);
    match forbidden.reason {
        ForbiddenReason::NoGlyph => {
            Diagnostic::new(&MISSING_GLYPH, forbidden.span, format!("no font has a glyph for {shown}"))
                .help("add a font that has it with `--font-path`")
        }
        ForbiddenReason::NoMeaning => {
            let message = format!("{shown} has no meaning in Unicode");
            Diagnostic::new(&MEANINGLESS_TEXT, forbidden.span, message)
                .help("use the character that Unicode has for it")
        }
    }
}

/// A text with its code points, because it may be invisible.
fn shown(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|it| format!("U+{:04X}", u32::from(it))).collect();
    format!("`{}` ({})", text.escape_debug(), numbers.join(" "))
}

fn font_errors(input: ConformanceInput<'_>) -> Vec<Diagnostic> {
    let faces = input.plan.faces.keys().filter_map(|id| input.fonts.face(*id));
    faces
        .filter(|face| face.forbids_embedding())
        .map(|face| {
            let message = format!("the font `{}` does not allow embedding", face.name);
            Diagnostic::new(&LOCKED_FONT, input.meta.span, message).help("use another font")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn string_is_measured_as_it_is_written() {
        assert!(is_one_string(&"a".repeat(LONGEST_STRING)));
        assert!(!is_one_string(&"a".repeat(LONGEST_STRING + 1)));
        assert!(!is_one_string(&"ä".repeat(6_000)), "an address has six bytes for each letter");
        assert!(is_one_string(&"中".repeat(3_000)));
    }
}
