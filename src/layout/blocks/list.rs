//! Lists to parts: markers beside the first line of each item, all on one edge.

use crate::document::{Block, Definition, List, ListItem, ListKind, Numbering};
use crate::geometry::Length;
use crate::layout::blocks::{Blocks, Place};
use crate::layout::builder::Builder;
use crate::layout::collect::collect;
use crate::layout::frame::Mark;
use crate::layout::galley::{Label, PartKind};
use crate::layout::structure::{ElementId, ListNumbering, Role};
use crate::layout::vlist::cost;
use crate::locale::numeral;

impl Blocks<'_> {
    pub(super) fn list(&mut self, block: &Block, list: &List, place: &Place) {
        let design = &self.design.theme.list;
        let element = self.element(block, Role::List(numbering(list, place.lists + 1)), place);
        let (around, gap) = if list.tight {
            (design.around_tight, crate::theme::Lines::ZERO)
        } else {
            (design.around, design.gap)
        };
        let nested = place.lists > 0 && list.tight;
        if !nested {
            self.space(around);
        }
        let markers: Vec<String> =
            (0..).zip(&list.items).map(|(at, item)| self.marker(list, at, item, place)).collect();
        let indent = self.list_indent(&markers, place);
        for (at, (item, marker)) in list.items.iter().zip(&markers).enumerate() {
            if at > 0 {
                self.space(gap);
            }
            self.item(item, marker, &Place { element, ..place.clone() }, indent);
        }
        self.follows = false;
        if !nested {
            self.after(around);
        }
    }

    /// The bullet, box or number of an item.
    fn marker(&self, list: &List, at: u64, item: &ListItem, place: &Place) -> String {
        match (item.task, list.kind) {
            (Some(false), _) => "\u{2610}".to_owned(),
            (Some(true), _) => "\u{2611}".to_owned(),
            (None, ListKind::Bullet) => self.design.theme.bullet(place.lists + 1).to_owned(),
            (None, ListKind::Ordered { start, numbering }) => {
                format!("{}.", numeral::number(start.saturating_add(at), numbering))
            }
        }
    }

    /// How far the items of a list hang: the theme's indent, or more where the widest number asks for it.
    fn list_indent(&self, markers: &[String], place: &Place) -> Length {
        let design = &self.design.theme.list;
        let style = self.style(&design.marker, place);
        let gap = design.marker_gap.at(style.text.size);
        let mark = Mark::Artifact(crate::layout::frame::Artifact::Layout);
        let mut shapes: Vec<&String> = markers.iter().collect();
        shapes.sort_by_key(|it| std::cmp::Reverse(it.chars().count()));
        shapes.dedup();
        let widths = shapes.iter().take(20).map(|it| {
            Builder::of_text(it, &style, mark, crate::source::Span::default()).widths(self.cx).natural + gap
        });
        widths.max().unwrap_or_default().max(self.em(design.indent, place))
    }

    fn item(&mut self, item: &ListItem, marker: &str, place: &Place, indent: Length) {
        let element = self.structure.element(place.element, Role::ListItem, item.span);
        let design = &self.design.theme.list;
        let style = self.style(&design.marker, place);
        let label = self.structure.element(element, Role::Label, item.span.start_point());
        let mark = Mark::Content(self.structure.content(label));
        let text = Builder::of_text(marker, &style, mark, item.span.start_point());
        if self.label.is_some() {
            self.push(PartKind::Empty, place);
        }
        self.label = Some(Label { text, gap: design.marker_gap.at(style.text.size), back: None });
        let body = self.structure.element(element, Role::ListBody, item.span);
        let inside = self.inside_list(body, indent, place);
        self.follows = false;
        self.blocks(&item.blocks, &inside);
        if self.label.is_some() {
            self.push(PartKind::Empty, &inside);
        }
    }

    fn inside_list(&self, element: ElementId, indent: Length, place: &Place) -> Place {
        Place {
            element,
            start: place.start + indent,
            between: self.design.theme.list.inner,
            on_grid: false,
            lists: place.lists + 1,
            ..place.clone()
        }
    }

    /// Terms stand out, their meanings are indented below them.
    pub(super) fn definitions(&mut self, block: &Block, definitions: &[Definition], place: &Place) {
        let design = &self.design.theme.definition;
        let list = self.element(block, Role::List(ListNumbering::None), place);
        let indent = self.em(design.start, place);
        for definition in definitions {
            let span = definition.terms.first().map_or(block.span, |it| it.span);
            let item = self.structure.element(list, Role::ListItem, span);
            self.space(design.around);
            for term in &definition.terms {
                let label = self.structure.element(item, Role::Label, term.span);
                let style = self.style(&design.look, place);
                let paragraph = collect(self.cx, &term.content, &style, label, &mut self.structure);
                self.push(PartKind::Text(paragraph), place).inner_cost = cost::STRANDED;
                self.hold(cost::STRANDED);
                self.await_notes(&term.content);
            }
            for body in &definition.bodies {
                let element = self.structure.element(item, Role::ListBody, span);
                let inside = Place { lists: place.lists, ..self.inside_list(element, indent, place) };
                self.follows = false;
                self.blocks(body, &inside);
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
