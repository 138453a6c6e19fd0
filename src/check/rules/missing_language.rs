//! `missing-language`: the main language is not said.

use crate::check::context::Context;
use crate::diag::rules::MISSING_LANGUAGE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Lang;

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    if document.meta.lang == Lang::default() {
        let help = "add `language: en`, or the tag of yours, to the front matter, between two lines of `---`";
        let span = document.meta.span.start_point();
        diags.push(Diagnostic::new(&MISSING_LANGUAGE, span, "the language is not said").help(help));
    }
}
