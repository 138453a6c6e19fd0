//! The fences of containers: `::: name {#id .class}` opens one, `:::` alone closes it.

use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::attributes::{self, Attributes, Holder};
use crate::parse::cx::{Cx, clean};
use crate::parse::rules;

/// What a fence does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fence {
    /// Opens a container.
    Open(Box<Attributes>),
    /// Closes the innermost one.
    Close,
}

/// Reads the fence whose colons begin at `at`.
pub(super) fn read(cx: &Cx, at: usize, diags: &mut Diagnostics) -> Fence {
    let line = cx.after(at).lines().next().unwrap_or("");
    let inner = line.trim_start_matches(':').trim_start();
    let start = at + line.len() - inner.len();
    let inner = inner.trim_end().trim_end_matches(':').trim_end();
    if inner.is_empty() {
        return Fence::Close;
    }
    let brace = inner.find('{').unwrap_or(inner.len());
    let mut attributes = Attributes::default();
    let mut words = inner[..brace].split_whitespace();
    attributes.attr.classes.extend(words.next().map(|it| clean(it.trim_start_matches('.'))));
    let mut understood = words.next().is_none();
    if brace < inner.len() {
        let range = start + brace..start + inner.len();
        match attributes::read(cx, range.clone(), Holder::Container, diags) {
            Some((found, end)) if end == range.end => attributes.merge(found),
            Some(_) | None => understood = false,
        }
    }
    if !understood {
        let span = cx.span(start..start + inner.len());
        let fault = Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, span, "this fence is not all understood");
        diags
            .push(fault.help(
                "write a name, or attributes in braces, or both: `::: note {title=\"Before you go\"}`",
            ));
    }
    Fence::Open(Box::new(attributes))
}
