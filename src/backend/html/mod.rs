//! The HTML edition: one file that holds all it needs, and reads whole without scripts.

mod head;
mod page;
mod pictures;

use crate::backend::{Backend, Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::markup::{Lowering, Profile, Syntax, serialize};

/// The maker of the HTML edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Html;

impl Backend for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let bytes = page(cx, document, diags).into_bytes();
        Ok(vec![OutputFile { path: format!("{}.html", document.meta.slug), bytes }])
    }
}

/// The page of a document.
pub fn page(cx: &Context, document: &Document, diags: &mut Diagnostics) -> String {
    let pictures = pictures::Inlined::new(cx.resources);
    let mut lowering = Lowering::new(document, Profile::Html, &pictures);
    let body = page::body(cx, document, &mut lowering);
    diags.append(lowering.finish());
    let html = page::root(&document.meta).child(head::head(cx, document)).child(body);
    format!("<!DOCTYPE html>\n{}", serialize(&[html.into()], Syntax::Html))
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
