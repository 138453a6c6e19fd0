//! Code, which is kept to the character, and HTML, which is not kept.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr};

use crate::diag::Diagnostic;
use crate::document::BlockKind;
use crate::document::attr::ONLY;
use crate::parse::attributes::Attributes;
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{FrameKind, HtmlPiece, Verbatim, take_pending};
use crate::parse::cx::clean;
use crate::parse::inline::node::is_comment;
use crate::parse::mask::STAND_IN;
use crate::parse::neighbours::Patch;
use crate::parse::{blocks, foreign, rules};

impl Builder<'_, '_> {
    pub(super) fn open_code(&mut self, kind: CodeBlockKind, range: Range<usize>) {
        self.close_tight();
        let mut attributes = take_pending(&mut self.frames);
        let mut language = None;
        if let CodeBlockKind::Fenced(info) = kind {
            foreign::report_code(self.cx, &info, range.clone(), self.diags);
            if let Some(format) = foreign::raw_format(&info) {
                let raw = Some(format.to_ascii_lowercase());
                self.verbatim = Some(Verbatim { raw, attributes, ..Verbatim::new(range) });
                return;
            }
            let (word, found) = blocks::info(self.cx, &info, range.clone(), self.diags);
            attributes.merge(found);
            language = word;
        }
        self.verbatim = Some(Verbatim { language, attributes, ..Verbatim::new(range) });
    }

    pub(super) fn close_code(&mut self) {
        let Some(code) = self.verbatim.take() else { return };
        if let Some(format) = code.raw {
            self.raw_block(&format, code.range, code.text);
            return;
        }
        let mut text = clean(&code.text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let kind = BlockKind::CodeBlock { language: code.language, text };
        self.push_with(kind, self.cx.trimmed(code.range), code.attributes);
    }

    /// Raw text for one format: HTML is for the editions that are made of it, what is for others is left out.
    fn raw_block(&mut self, format: &str, range: Range<usize>, text: String) {
        let range = self.cx.trimmed(range);
        if !matches!(format, "html" | "html4" | "html5" | "epub" | "epub2" | "epub3") {
            let message = format!("raw text for {format} is left out (Pandoc)");
            let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, self.cx.span(range), message);
            self.diags.push(diagnostic.help("write in Markdown what it makes"));
            return;
        }
        let mut attributes = Attributes::default();
        attributes.attr.classes.extend(["html", "epub"].map(|it| format!("{ONLY}{it}")));
        self.push_frame(FrameKind::Container, range.clone(), attributes);
        let lines = vec![range.clone(); text.lines().count()];
        if let Some(frame) = self.frames.last_mut() {
            frame.html.push(HtmlPiece { before: 0, range: range.clone(), text, lines });
        }
        self.close_frame(Some(range.end));
    }

    pub(super) fn html(&mut self, html: &CowStr, range: Range<usize>) {
        let fence = self.masked.fence_in(&range).filter(|_| html.trim_start().starts_with(STAND_IN));
        let in_comment = self.verbatim.as_ref().is_some_and(|it| is_open_comment(&it.text));
        if let Some(at) = fence.filter(|_| !in_comment) {
            self.close_html();
            self.verbatim = Some(Verbatim::new(range.end..range.end));
            self.fence(at, range);
            return;
        }
        let text = self.masked.unmasked(self.cx.text, html, &range);
        // The first line of an admonition has been read where its item begins.
        let item = range.start.checked_sub(4).and_then(|it| self.masked.patch(it));
        if matches!(item, Some(Patch::Remark(_))) && html.starts_with(STAND_IN) {
            return;
        }
        let verbatim = self.verbatim.get_or_insert_with(|| Verbatim::new(range.clone()));
        verbatim.push(&text, range.clone());
        verbatim.range.end = range.end;
    }

    /// Drops comments; any other HTML waits until the block around it ends.
    pub(super) fn close_html(&mut self) {
        let Some(Verbatim { range, text, lines, .. }) = self.verbatim.take() else { return };
        if let Some(table) = self.masked.table(&range) {
            self.push_table(table);
            return;
        }
        if is_comment(&text) && !is_open_comment(&text) {
            return;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.html.push(HtmlPiece { before: frame.blocks.len(), range, text, lines });
        }
    }
}

/// Whether a text ends in a comment that is not closed.
fn is_open_comment(text: &str) -> bool {
    text.rfind("<!--").is_some_and(|at| !text[at..].contains("-->"))
}
