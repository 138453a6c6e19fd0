//! `missing-language`: no language is set.

use crate::check::context::Context;
use crate::diag::rules::MISSING_LANGUAGE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Lang;

/// Finds it.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    let document = cx.document;
    if document.meta.lang == Lang::default() {
        let help = "add `lang: en`, or the tag of your language, to the front matter, between two lines of `---`, or `language = \"en\"` to `[publication]` of the manifest; without, the PDF does not claim to be accessible";
        let span = document.meta.span.start_point();
        diags.push(
            Diagnostic::new(&MISSING_LANGUAGE, span, "no language set, and none recognised").help(help),
        );
    }
}
