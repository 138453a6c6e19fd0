//! Containers, which CommonMark does not know.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::parse::attributes::Attributes;
use crate::parse::builder::frame::{Frame, FrameKind};
use crate::parse::builder::{Builder, Over, take_pending};
use crate::parse::fence::{self, Fence};
use crate::parse::rules;

impl Builder<'_, '_> {
    pub(super) fn fence(&mut self, at: usize, range: Range<usize>) {
        match fence::read(self.cx, at, self.diags) {
            Fence::Open(attributes) => self.open_container(*attributes, at..range.end),
            Fence::Close => self.close_container(at..range.end),
        }
    }

    pub(super) fn open_container(&mut self, fence: Attributes, range: Range<usize>) {
        if self.too_deep(&range) {
            self.over.push(Over::Container);
            return;
        }
        let mut attributes = take_pending(&mut self.frames);
        attributes.merge(fence);
        self.push_frame(FrameKind::Container, range, attributes);
    }

    pub(super) fn close_container(&mut self, range: Range<usize>) {
        if self.over.last() == Some(&Over::Container) {
            self.over.pop();
        } else if self.over.is_empty() && self.top_is_container() {
            self.close_frame(Some(range.end));
        } else {
            let span = self.cx.span(self.cx.trimmed(range));
            let fault = Diagnostic::new(&rules::STRAY_FENCE, span, "this fence closes nothing");
            self.diags.push(
                fault.help("give the container a name where it opens, as `::: note`, or remove the line"),
            );
        }
    }

    pub(super) fn top_is_container(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Container, .. }))
    }

    /// Closes the containers that are still open in the block that ends.
    pub(super) fn close_containers(&mut self) {
        while self.over.last() == Some(&Over::Container) {
            self.over.pop();
        }
        while self.over.is_empty() && self.top_is_container() {
            if let Some(frame) = self.frames.last() {
                let span = self.cx.span(self.cx.trimmed(frame.range.clone()));
                let fault = Diagnostic::new(&rules::STRAY_FENCE, span, "this container is not closed");
                self.diags.push(fault.help("close it with a line `:::` in the same list item or quotation"));
            }
            self.close_frame(None);
        }
    }
}
