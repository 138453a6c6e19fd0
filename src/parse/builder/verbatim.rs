//! Code, which is kept to the character, and HTML, which is not kept.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr};

use crate::document::BlockKind;
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{Verbatim, take_pending};
use crate::parse::cx::clean;
use crate::parse::inline::node::{Node, NodeKind, is_comment, text_of};
use crate::parse::inline::raw_html;
use crate::parse::mask::STAND_IN;
use crate::parse::{blocks, foreign};

impl Builder<'_, '_> {
    pub(super) fn open_code(&mut self, kind: CodeBlockKind, range: Range<usize>) {
        self.close_tight();
        let mut attributes = take_pending(&mut self.frames);
        let mut language = None;
        if let CodeBlockKind::Fenced(info) = kind {
            foreign::report_code(self.cx, &info, range.clone(), self.diags);
            let (word, found) = blocks::info(self.cx, &info, range.clone(), self.diags);
            attributes.merge(found);
            language = word;
        }
        self.verbatim = Some(Verbatim { language, attributes, ..Verbatim::new(range) });
    }

    pub(super) fn close_code(&mut self) {
        let Some(code) = self.verbatim.take() else { return };
        let mut text = clean(&code.text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let kind = BlockKind::CodeBlock { language: code.language, text };
        self.push_with(kind, self.cx.trimmed(code.range), code.attributes);
    }

    pub(super) fn html(&mut self, html: &CowStr, range: Range<usize>) {
        let fence = self.masked.fence_in(&range);
        if let Some(at) = fence.filter(|_| html.trim_start().starts_with(STAND_IN)) {
            self.close_html();
            self.verbatim = Some(Verbatim::new(range.end..range.end));
            self.fence(at, range);
            return;
        }
        let verbatim = self.verbatim.get_or_insert_with(|| Verbatim::new(range.clone()));
        verbatim.text.push_str(html);
        verbatim.range.end = range.end;
    }

    /// Drops comments; keeps the text of any other HTML, and reports it.
    pub(super) fn close_html(&mut self) {
        let Some(html) = self.verbatim.take() else { return };
        if is_comment(&html.text) {
            return;
        }
        let range = self.cx.trimmed(html.range);
        self.diags.push(raw_html(self.cx, range.clone()));
        let text = text_of(&html.text);
        if !text.is_empty() {
            let content = self.lower(&[Node::leaf(NodeKind::Literal(text), range.clone())], None);
            self.push(BlockKind::Paragraph(content), range);
        }
    }
}
