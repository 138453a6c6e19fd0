//! `missing-alt`: an image without alternative text.

use crate::check::context::Context;
use crate::diag::rules::MISSING_ALT;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Image;
use crate::document::address::shown;
use crate::source::Span;

/// Finds them.
pub(super) fn find(cx: &Context<'_>, diags: &mut Diagnostics) {
    cx.document.walk(|node| {
        if let Some(image) = node.image() {
            look(image, node.span(), diags);
        }
    });
}

fn look(image: &Image, span: Span, diags: &mut Diagnostics) {
    if image.alt.trim().is_empty() && !image.decorative {
        let message = format!("image `{}` has no alternative text", shown(&image.path));
        let help = "describe the image between the brackets, or add `{.decorative}` after it; without, the PDF does not claim to be accessible";
        diags.push(Diagnostic::new(&MISSING_ALT, span, message).help(help));
    }
}
