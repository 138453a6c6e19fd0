//! Lists, definitions and notes to parts: labels next to the first line of each item, all on one edge. A note is an element
//! after the block that first refers to it.

use crate::document::inline::generated;
use crate::document::{
    Block, BlockKind, Definition, Inline, InlineKind, List, ListItem, ListKind, NoteId, Numbering, Target,
};
use crate::geometry::{Em, Length};
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder, first_marks};
use crate::layout::frame::Mark;
use crate::layout::galley::part::{Label, PartKind};
use crate::layout::page::vlist::{AnchorName, Gap, cost};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::{ElementId, ListNumbering, Role};
use crate::layout::style::Figures;
use crate::locale::numeral;
use crate::theme::{Align, Lines, TextDesign};

/// How far entries of an index are indented below others.
const INDENT: Em = Em::milli(1000);

/// How far a line of an entry hangs that is turned over: further than an entry below it.
pub(super) const HANG: Em = Em::milli(2000);

impl GalleyBuilder<'_> {
    pub(super) fn list(&mut self, block: &Block, list: &List, context: &BlockContext) {
        let design = &self.design.theme.list;
        let is_bare = block.attr.has_class(generated::REFERENCES);
        let element = self.element(block, Role::List(numbering(list, context.lists + 1)), context);
        let (around, gap) =
            if list.tight { (design.around_tight, Lines::ZERO) } else { (design.around, design.gap) };
        let nested = context.lists > 0 && list.tight;
        if !nested {
            self.space(around);
        }
        let markers: Vec<String> =
            (0..).zip(&list.items).map(|(at, item)| self.marker(list, at, item, context)).collect();
        let indent = if is_bare { Length::default() } else { self.list_indent(&markers, context) };
        for (at, (item, marker)) in list.items.iter().zip(&markers).enumerate() {
            if at > 0 {
                self.space(gap);
            }
            if at == 1 || at > 0 && at + 1 == list.items.len() {
                self.raise_cost(cost::LONE_ITEM);
            }
            let inside = BlockContext { element, ..context.clone() };
            if is_bare {
                self.bare_item(item, &inside);
            } else {
                self.item(item, marker, &inside, indent);
            }
        }
        self.follows = false;
        if !nested {
            self.after(around);
        }
    }

    /// The bullet, box or number of an item.
    fn marker(&self, list: &List, at: u64, item: &ListItem, context: &BlockContext) -> String {
        match (item.task, list.kind) {
            (Some(false), _) => "\u{2610}".to_owned(),
            (Some(true), _) => "\u{2611}".to_owned(),
            (None, ListKind::Bullet) => self.design.theme.bullet(context.lists + 1).to_owned(),
            (None, ListKind::Ordered { start, numbering }) => {
                format!("{}.", numeral::number(start.saturating_add(at), numbering))
            }
        }
    }

    /// How far the items of a list hang: the theme's indent, or more where the widest number asks for it.
    fn list_indent(&self, markers: &[String], context: &BlockContext) -> Length {
        let design = &self.design.theme.list;
        let style = self.style(&design.marker, context);
        let gap = design.marker_gap.at(style.text.size);
        let mark = Mark::Artifact(crate::layout::frame::Artifact::Layout);
        let mut shapes: Vec<&String> = markers.iter().collect();
        shapes.sort_by_key(|it| std::cmp::Reverse(it.chars().count()));
        shapes.dedup();
        let widths = shapes.iter().take(20).map(|it| {
            Builder::of_text(it, &style, mark, crate::source::Span::default()).widths(self.cx).natural + gap
        });
        widths.max().unwrap_or_default().max(self.em(design.indent, context))
    }

    fn item(&mut self, item: &ListItem, marker: &str, context: &BlockContext, indent: Length) {
        let element = self.structure.element(context.element, Role::ListItem, item.span);
        let design = &self.design.theme.list;
        let style = self.style(&design.marker, context);
        let label = self.structure.element(element, Role::Label, item.span.start_point());
        let mark = Mark::Content(self.structure.content(label));
        let text = Builder::of_text(marker, &style, mark, item.span.start_point());
        if self.label.is_some() {
            self.push(PartKind::Empty, context);
        }
        self.label = Some(Label { text, gap: design.marker_gap.at(style.text.size), back: None });
        let body = self.structure.element(element, Role::ListBody, item.span);
        let inside = self.inside_list(body, indent, context);
        self.follows = false;
        self.nested(&item.blocks, &inside);
        if self.label.is_some() {
            self.push(PartKind::Empty, &inside);
        }
    }

    /// An item without a label, as an entry of a list of references is.
    fn bare_item(&mut self, item: &ListItem, context: &BlockContext) {
        let element = self.structure.element(context.element, Role::ListItem, item.span);
        let body = self.structure.element(element, Role::ListBody, item.span);
        let inside = self.inside_list(body, Length::default(), context);
        self.follows = false;
        self.nested(&item.blocks, &inside);
    }

    fn inside_list(&self, element: ElementId, indent: Length, context: &BlockContext) -> BlockContext {
        BlockContext {
            element,
            start: context.start + indent,
            between: self.design.theme.list.inner,
            on_grid: false,
            lists: context.lists + 1,
            ..context.clone()
        }
    }

    /// A letter of an index, which stays with the entries under it.
    pub(super) fn index_letter(&mut self, block: &Block, content: &[Inline], context: &BlockContext) {
        let element = self.element(block, Role::Paragraph, context);
        self.space(Lines::milli(1000));
        let style = self.style(&context.look, context);
        let paragraph = collect(self.cx, content, &style, element, &mut self.structure);
        self.push(PartKind::Text(paragraph), context);
        self.follows = false;
        self.raise_cost(cost::STRANDED);
    }

    /// The entries of an index: lines that hang, without bullets, and further in those that are below others.
    pub(super) fn index_entries(&mut self, block: &Block, list: &List, context: &BlockContext) {
        let element = self.element(block, Role::List(ListNumbering::None), context);
        if block.attr.has_class(generated::LIST_OF_CAPTIONS) {
            return self.captions(element, list, context);
        }
        let indent = if context.lists > 0 { self.em(INDENT, context) } else { Length::ZERO };
        for item in &list.items {
            let element = self.structure.element(element, Role::ListItem, item.span);
            let body = self.structure.element(element, Role::ListBody, item.span);
            let look = TextDesign { align: Align::Start, ..context.look };
            let inside = BlockContext { look, hang: HANG, ..self.inside_list(body, indent, context) };
            self.follows = false;
            self.nested(&item.blocks, &inside);
        }
        self.follows = false;
    }

    /// The lines of a list of figures, tables or listings, as those of the contents are: with leaders, and numbers of pages
    /// that need no second pass for their room.
    fn captions(&mut self, element: ElementId, list: &List, context: &BlockContext) {
        for (at, item) in list.items.iter().enumerate() {
            let Some(BlockKind::Paragraph(content)) = item.blocks.first().map(|it| &it.kind) else {
                continue;
            };
            let [Inline { kind: InlineKind::Link { target: Target::Anchor(to), content, .. }, span }] =
                content.as_slice()
            else {
                continue;
            };
            let element = self.structure.element(element, Role::ListItem, item.span);
            let body = self.structure.element(element, Role::ListBody, item.span);
            let body = self.structure.element(body, Role::Paragraph, item.span);
            if at == 1 || at + 1 == list.items.len() {
                self.raise_cost(cost::WIDOW);
            }
            let is_number = |it: &Inline| it.is_generated(generated::PAGE_NUMBER);
            let has_number = content.last().is_some_and(is_number);
            let words = &content[..content.len() - if has_number { 2 } else { 0 }];
            self.line_to((to, words), body, *span, context);
        }
        self.follows = false;
    }

    /// Terms hang, their meanings are indented below them.
    pub(super) fn definitions(&mut self, block: &Block, definitions: &[Definition], context: &BlockContext) {
        let design = &self.design.theme.definition;
        let list = self.element(block, Role::List(ListNumbering::None), context);
        let indent = self.em(design.start, context);
        for definition in definitions {
            let span = definition.terms.first().map_or(block.span, |it| it.span);
            let item = self.structure.element(list, Role::ListItem, span);
            self.space(design.around);
            for term in &definition.terms {
                let label = self.structure.element(item, Role::Label, term.span);
                let style = self.style(&design.look, context);
                let paragraph = collect(self.cx, &term.content, &style, label, &mut self.structure);
                self.push(PartKind::Text(paragraph), context).inner_cost = cost::STRANDED;
                self.raise_cost(cost::STRANDED);
                self.await_notes(&term.content);
            }
            for body in &definition.bodies {
                let element = self.structure.element(item, Role::ListBody, span);
                let inside =
                    BlockContext { lists: context.lists, ..self.inside_list(element, indent, context) };
                self.follows = false;
                self.nested(body, &inside);
                self.make_notes(&inside);
            }
        }
        self.after(design.around);
    }
}

/// How a list is labelled (ISO 32000-1, table 347).
fn numbering(list: &List, depth: usize) -> ListNumbering {
    match list.kind {
        ListKind::Bullet if list.items.iter().any(|it| it.task.is_some()) => ListNumbering::Square,
        ListKind::Bullet if depth == 1 => ListNumbering::Disc,
        ListKind::Bullet => ListNumbering::Circle,
        ListKind::Ordered { numbering, .. } => match numbering {
            Numbering::Decimal => ListNumbering::Decimal,
            Numbering::LowerAlpha => ListNumbering::LowerAlpha,
            Numbering::UpperAlpha => ListNumbering::UpperAlpha,
            Numbering::LowerRoman => ListNumbering::LowerRoman,
            Numbering::UpperRoman => ListNumbering::UpperRoman,
        },
    }
}

impl GalleyBuilder<'_> {
    /// Makes the notes that are first referred to in inlines, and those that these refer to.
    pub(super) fn notes_of(&mut self, content: &[Inline], context: &BlockContext) {
        self.await_notes(content);
        self.make_notes(context);
    }

    /// Remembers the notes that are first referred to in inlines.
    pub(super) fn await_notes(&mut self, content: &[Inline]) {
        self.waiting.extend(first_marks(content));
    }

    /// Makes the notes that wait. One that a note refers to waits for the end of that note: notes never nest.
    pub(super) fn make_notes(&mut self, context: &BlockContext) {
        if self.within_note || self.notes_wait {
            return;
        }
        self.within_note = true;
        while let Some(id) = self.waiting.pop_front() {
            // Those that it refers to have the next numbers.
            let others = std::mem::take(&mut self.waiting);
            self.make_note(id, context);
            self.waiting.extend(others);
        }
        self.within_note = false;
    }

    /// Sets the notes that wait among the text, each with the way back to its mark.
    pub(super) fn end_notes(&mut self, context: &BlockContext) {
        if self.waiting.is_empty() {
            return;
        }
        let was_within = std::mem::replace(&mut self.within_note, true);
        while let Some(id) = self.waiting.pop_front() {
            // Those that it refers to have the next numbers.
            let others = std::mem::take(&mut self.waiting);
            self.end_note(id, context);
            self.waiting.extend(others);
        }
        self.within_note = was_within;
        self.follows = false;
    }

    fn end_note(&mut self, id: NoteId, context: &BlockContext) {
        let Some(note) = self.document.notes.get(id) else { return };
        let element = self.structure.element(context.element, Role::Note, note.span);
        let inside = BlockContext { element, ..self.note_context() };
        self.space(self.design.theme.note.gap);
        self.names.push((AnchorName::Note(id), Some(element)));
        self.label = Some(self.note_label(id, &inside));
        self.follows = false;
        self.nested(&note.blocks, &inside);
        if self.label.is_some() {
            self.push(PartKind::Empty, &inside);
        }
        self.follows = false;
    }

    fn make_note(&mut self, id: NoteId, context: &BlockContext) {
        let Some(note) = self.document.notes.get(id) else { return };
        let element = self.structure.element(context.element, Role::Note, note.span);
        let foreign = context.lang != self.design.lang;
        self.structure.get_mut(element).lang = foreign.then(|| self.design.lang.clone());
        let inside = BlockContext { element, ..self.note_context() };
        let made = self.apart(|it| {
            it.gap = Gap::of(it.design.lines(it.design.theme.note.gap));
            it.names = vec![(AnchorName::Note(id), Some(element))];
            it.label = Some(it.note_label(id, &inside));
            it.nested(&note.blocks, &inside);
            if it.label.is_some() {
                it.push(PartKind::Empty, &inside);
            }
        });
        if let Some(parts) = self.galley.notes.get_mut(id.number() as usize - 1) {
            *parts = made;
        }
    }

    /// The place of the text of notes. It is in the language of the publication, whatever that of its mark.
    fn note_context(&self) -> BlockContext {
        let design = &self.design.theme.note;
        let wanted = self.design.em(design.look.size);
        let size = wanted.max(design.smallest).min(self.design.page.size);
        let scale = Em::of(size, self.design.page.size).to_raw();
        let scale = Length::sp(1000).scale(i64::from(scale), 65_536).to_sp();
        let leading = design.look.leading.to_milli();
        // Its own ems and lines are those of the note, so that what is in it shrinks with it.
        let leading = Lines::milli((i64::from(leading) * 1000 / scale.max(1)) as i32);
        let look = TextDesign { size: Em::milli(1000), leading, ..design.look };
        let start = self.design.em(design.indent).scale(scale, 1000);
        BlockContext { start, look, scale, on_grid: false, ..self.body() }
    }

    /// The number of a note, which leads back to its mark.
    fn note_label(&mut self, id: NoteId, context: &BlockContext) -> Label {
        let span = self.document.notes.get(id).map(|it| it.span.start_point()).unwrap_or_default();
        let label = self.structure.element(context.element, Role::Label, span);
        let link = self.structure.element(label, Role::Link, span);
        let mark = Mark::Content(self.structure.content(link));
        let mut style = self.style(&context.look, context);
        style.text.figures = Figures::Lining;
        let number = id.number().to_string();
        let description = format!("{} {number}", self.words.back_to_text);
        let text = Builder::of_text(&number, &style, mark, span);
        let gap = self.design.theme.list.marker_gap.at(style.text.size);
        Label { text, gap, back: Some((id, link, description)) }
    }
}
