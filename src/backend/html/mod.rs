//! The HTML edition: a page, or a site with a page for each chapter, that reads whole without scripts.
//!
//! A page is one file that holds all it needs, unless its style and images
//! are asked for beside it. The pages of a site share theirs, and the index of
//! a search, which is the only script.

pub mod collection;
mod fonts;
mod head;
pub mod options;
mod page;
mod images;
mod site;

pub use collection::{Download, Member, collection};
pub use site::page_of;

use crate::backend::html::fonts::{FontFile, PageFonts, beside, inside};
use crate::backend::html::options::{HtmlForm, HtmlOptions};
use crate::backend::{Backend, Context, Needs, OutputFile};
use crate::diag::Diagnostics;
use crate::document::{Document, Meta};
use crate::markup::{Element, Lowering, Node, Profile, Resolver, Syntax, serialize};
use crate::publication::{OptionKey, Settings};
use crate::theme::css;
use head::{Facts, Style};

/// The maker of the HTML edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Html;

impl Backend for Html {
    fn id(&self) -> &'static str {
        "html"
    }

    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn needs(&self) -> Needs {
        Needs { siblings: true, ..Needs::default() }
    }

    fn options(&self) -> Option<&'static [OptionKey]> {
        Some(options::KEYS)
    }

    fn entry(&self, stem: &str, settings: &Settings) -> String {
        match HtmlOptions::of(settings).form {
            HtmlForm::Page => format!("{stem}.html"),
            HtmlForm::Site => format!("{stem}/index.html"),
        }
    }

    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>> {
        let options = HtmlOptions::of(cx.settings);
        Ok(match options.form {
            HtmlForm::Site => site::files(cx, document, diags),
            HtmlForm::Page if options.assets => page_with_assets(cx, document, diags),
            HtmlForm::Page => {
                let path = self.entry(cx.stem, cx.settings);
                vec![OutputFile { path, bytes: page(cx, document, diags).into_bytes() }]
            }
        })
    }
}

/// The page of a document, with all that it needs inside.
pub fn page(cx: &Context, document: &Document, diags: &mut Diagnostics) -> String {
    let body = body(cx, document, &images::Inlined::new(cx.resources), diags);
    let faces = inside(&fonts(cx, document, &body, diags));
    let style = Style::Within(head::sheet(cx.theme, document, css::screen(cx.theme, &faces)));
    one_page(cx, document, body, (style, None))
}

/// The page of a document, and its style, fonts and images in a folder beside it.
fn page_with_assets(cx: &Context, document: &Document, diags: &mut Diagnostics) -> Vec<OutputFile> {
    let folder = format!("{}-assets", cx.stem);
    let images = images::Beside::new(document, cx.resources, &folder);
    let style = format!("{folder}/style.css");
    let body = body(cx, document, &images, diags);
    let expected = PageFonts::new(cx).expected();
    let fonts = fonts(cx, document, &body, diags);
    let sheet = head::sheet(cx.theme, document, css::screen(cx.theme, &beside(&fonts)));
    let image = images::preview(&document.meta, &images);
    let page = one_page(cx, document, body, (Style::Beside(style.clone(), expected), image));
    let mut files = vec![
        OutputFile { path: Html.entry(cx.stem, cx.settings), bytes: page.into_bytes() },
        OutputFile { path: style, bytes: sheet.into_bytes() },
    ];
    let font = |it: FontFile| OutputFile { path: format!("{folder}/{}", it.name), bytes: it.bytes };
    files.extend(fonts.into_iter().map(font));
    files.extend(
        images.files().map(|(path, bytes)| OutputFile { path: path.to_owned(), bytes: bytes.to_vec() }),
    );
    files
}

/// The body of the page.
fn body(cx: &Context, document: &Document, resolver: &dyn Resolver, diags: &mut Diagnostics) -> Node {
    let mut lowering = Lowering::new(document, Profile::Html, resolver);
    let emblems = images::emblems(&document.meta, resolver);
    let body = page::body(cx, document, emblems, &mut lowering);
    diags.append(lowering.finish());
    body.into()
}

/// The fonts that go with the page.
fn fonts(cx: &Context, document: &Document, body: &Node, diags: &mut Diagnostics) -> Vec<FontFile> {
    let mut fonts = PageFonts::new(cx);
    fonts.add(std::slice::from_ref(body), &document.meta);
    fonts.files(cx, &document.meta, diags)
}

/// A page with its style, and the address of an image for previews.
fn one_page(
    cx: &Context,
    document: &Document,
    body: Node,
    (style, image): (Style, Option<String>),
) -> String {
    let meta = &document.meta;
    let facts = Facts {
        title: head::full_title(document),
        address: meta.url.clone(),
        image,
        style,
        links: page::alternates(cx.siblings, ""),
        data: head::linked_data(meta),
    };
    written(meta, head::head(cx.theme, meta, facts), body)
}

/// A whole file.
fn written(meta: &Meta, head: Element, body: impl Into<Node>) -> String {
    let html = page::root(meta).child(head).child(body);
    format!("<!DOCTYPE html>\n{}", serialize(&[html.into()], Syntax::Html))
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
