//! The logical structure: the tree of elements, and the parent tree, which leads from each mark to its element
//! (ISO 32000-1, 14.7 and 14.8).
//!
//! The tree is that of the layout, node for node. A piece of content may have
//! been painted in several sequences, on several lines and pages: they become
//! kids of its element in the order of painting, in place of the piece.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::backend::pdf::objects::{LateObjects, on_paper, rectangle};
use crate::backend::pdf::structure::annotations::LinkAnnotation;
use crate::backend::pdf::structure::trees::{TreeKind, add_tree};
use crate::document::HeaderScope;
use crate::geometry::Length;
use crate::layout::Layout;
use crate::layout::frame::{Item, Mark};
use crate::layout::structure::{ContentId, Element, ElementId, Kid, Role, Structure};

/// The structure type of an element, a standard one or one that the role map maps to one (ISO 32000-1, 14.8.4).
pub(crate) fn role_name(structure: &Structure, id: ElementId) -> &'static str {
    let element = structure.get(id);
    let parent = element.parent.map(|it| structure.get(it).role);
    // The body of a note is not part of a list (ISO 32000-1, table 336).
    let in_note = element.role == Role::ListBody && parent != Some(Role::ListItem);
    if in_note { Role::Div.name() } else { element.role.name() }
}

/// Our own types, and the standard ones that they are mapped to.
const ROLE_MAP: [(&str, &str); 4] = [("Em", "Span"), ("Strong", "Span"), ("Ins", "Span"), ("Del", "Span")];

/// What the tags are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TagInput<'a, 'i> {
    /// The layout.
    pub(crate) layout: &'a Layout,
    /// The object of each page.
    pub(crate) pages: &'i [ObjectId],
    /// The content of each marked-content sequence of each page.
    pub(crate) marks: &'i [Vec<ContentId>],
    /// The links of all pages, in the order of their keys.
    pub(crate) links: &'i [LinkAnnotation],
}

/// The elements of the tree.
#[derive(Debug)]
pub(crate) struct TagTree<'a> {
    structure: &'a Structure,
    pages: Vec<ObjectId>,
    root: ObjectId,
    /// The number of the first element; those of the others follow.
    first: u32,
    positions: Vec<Vec<MarkPosition>>,
    links: BTreeMap<ElementId, Vec<LinkAnnotation>>,
    figure_boxes: BTreeMap<ElementId, FigureBox>,
    /// The cells that others name as their headers.
    named: BTreeSet<ElementId>,
}

/// A marked-content sequence.
#[derive(Debug, Clone, Copy)]
struct MarkPosition {
    /// The index of the page.
    page: usize,
    /// The number of the sequence on the page (MCID).
    number: usize,
}

/// The box of a figure.
#[derive(Debug, Clone, Copy)]
struct FigureBox {
    /// The index of the page.
    page: usize,
    /// Left, bottom, right, top, on the paper.
    edges: [Length; 4],
}

/// The marks of each piece of content, in the order of painting.
fn mark_positions(input: TagInput<'_, '_>) -> Vec<Vec<MarkPosition>> {
    let mut positions = vec![Vec::new(); input.layout.structure.content_count()];
    for (page, marks) in input.marks.iter().enumerate() {
        for (number, content) in marks.iter().enumerate() {
            positions[content.index()].push(MarkPosition { page, number });
        }
    }
    positions
}

/// The box of each figure on the first of its pages.
fn figure_boxes(layout: &Layout) -> BTreeMap<ElementId, FigureBox> {
    let mut boxes: BTreeMap<ElementId, FigureBox> = BTreeMap::new();
    for (number, page) in layout.pages.iter().enumerate() {
        for placed in &page.items {
            let Mark::Content(content) = placed.mark else { continue };
            let owner = layout.structure.owner(content);
            let size = match &placed.item {
                Item::Image(it) => it.size,
                Item::Path(it) => it.size,
                Item::Rectangle(it) => it.size,
                Item::Text(_) => continue,
            };
            if layout.structure.get(owner).role != Role::Figure {
                continue;
            }
            let high = on_paper(page, placed.at);
            let edges = [high.x, high.y - size.height, high.x + size.width, high.y];
            let whole = boxes.entry(owner).or_insert(FigureBox { page: number, edges });
            if whole.page == number {
                let least = |index: usize| whole.edges[index].min(edges[index]);
                let most = |index: usize| whole.edges[index].max(edges[index]);
                whole.edges = [least(0), least(1), most(2), most(3)];
            }
        }
    }
    boxes
}

/// The name of a cell that is the header of others. The order of the numbers is that of the strings.
fn cell_name(id: ElementId) -> String {
    format!("cell-{:010}", id.number())
}

impl LateObjects for TagTree<'_> {
    fn numbers(&self) -> Range<u32> {
        self.first..self.first + self.structure.count()
    }

    fn object(&self, number: u32) -> Dictionary {
        let (id, element) = self.structure.at(number - self.first);
        self.element(id, element)
    }
}

impl<'a> TagTree<'a> {
    /// Adds the root, with all that leads to elements, and keeps numbers free for these.
    pub(crate) fn new(objects: &mut Document, input: TagInput<'a, '_>) -> TagTree<'a> {
        let structure = &input.layout.structure;
        let root = objects.new_object_id();
        let first = objects.max_id + 1;
        objects.max_id += structure.count();
        let mut links: BTreeMap<ElementId, Vec<LinkAnnotation>> = BTreeMap::new();
        for link in input.links {
            links.entry(link.element).or_default().push(*link);
        }
        let headers = structure.iter().filter_map(|it| it.1.cell.as_ref()).flat_map(|it| it.headers.iter());
        let tree = TagTree {
            structure,
            pages: input.pages.to_vec(),
            root,
            first,
            positions: mark_positions(input),
            links,
            figure_boxes: figure_boxes(input.layout),
            named: headers.copied().collect(),
        };
        let dictionary = tree.root(objects, input);
        objects.objects.insert(root, dictionary.into());
        tree
    }

    /// The object of the root.
    pub(crate) fn root_id(&self) -> ObjectId {
        self.root
    }

    fn id(&self, id: ElementId) -> ObjectId {
        (self.first + id.number(), 0)
    }

    fn root(&self, objects: &mut Document, input: TagInput<'_, '_>) -> Dictionary {
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "StructTreeRoot");
        dictionary.set("K", self.id(Structure::ROOT));
        let is_change = |it: (ElementId, &Element)| matches!(it.1.role, Role::Insertion | Role::Deletion);
        let has_changes = self.structure.iter().any(is_change);
        let is_used = |it: &&(&str, &str)| has_changes || !matches!(it.0, "Ins" | "Del");
        let roles = ROLE_MAP.iter().filter(is_used).map(|it| (it.0, Object::from(it.1)));
        dictionary.set("RoleMap", Dictionary::from_iter(roles));
        dictionary.set("ParentTreeNextKey", (input.pages.len() + input.links.len()) as i64);
        dictionary.set("ParentTree", self.parent_tree(objects, input));
        let named = self.structure.iter().filter_map(|(id, it)| Some((self.name(id, it)?, self.id(id))));
        let mut names: Vec<(String, ObjectId)> = named.collect();
        names.sort();
        if !names.is_empty() {
            let entry = |(name, id)| (Object::string_literal(name), Object::Reference(id));
            let names: Vec<(Object, Object)> = names.into_iter().map(entry).collect();
            dictionary.set("IDTree", add_tree(objects, TreeKind::Names, &names));
        }
        dictionary
    }

    /// The name by which an element is found. The order of the numbers is that of the strings, as a name tree needs.
    fn name(&self, id: ElementId, element: &Element) -> Option<String> {
        if element.role == Role::Note {
            Some(format!("note-{:010}", id.number()))
        } else {
            self.named.contains(&id).then(|| cell_name(id))
        }
    }

    fn element(&self, id: ElementId, element: &Element) -> Dictionary {
        let mut dictionary = Dictionary::new();
        dictionary.set("S", role_name(self.structure, id));
        dictionary.set("P", element.parent.map_or(self.root, |it| self.id(it)));
        let page = self.page_of(id, element);
        if let Some(page) = page {
            dictionary.set("Pg", self.pages[page]);
        }
        let mut kids = self.kids(id, element, page);
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.remove(0)),
            _ => dictionary.set("K", kids),
        }
        if let Some(lang) = &element.lang {
            dictionary.set("Lang", text_string(lang.as_str()));
        }
        if let Some(alt) = &element.alt {
            dictionary.set("Alt", text_string(alt));
        }
        if let Some(expansion) = &element.expansion {
            dictionary.set("E", text_string(expansion));
        }
        if let Some(name) = self.name(id, element) {
            dictionary.set("ID", Object::string_literal(name));
        }
        if let Some(attributes) = self.attributes(id, element) {
            dictionary.set("A", attributes);
        }
        dictionary
    }

    /// The page of the first mark or link of an element itself.
    fn page_of(&self, id: ElementId, element: &Element) -> Option<usize> {
        let marks = element.kids.iter().filter_map(|kid| match kid {
            Kid::Content(content) => self.positions[content.index()].first().map(|mark| mark.page),
            Kid::Element(_) => None,
        });
        let links = self.links(id).iter().map(|link| link.page);
        marks.chain(links).next()
    }

    fn links(&self, id: ElementId) -> &[LinkAnnotation] {
        self.links.get(&id).map_or(&[], Vec::as_slice)
    }

    fn kids(&self, id: ElementId, element: &Element, page: Option<usize>) -> Vec<Object> {
        let mut kids = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(child) => kids.push(self.id(*child).into()),
                Kid::Content(content) => {
                    kids.extend(self.positions[content.index()].iter().map(|mark| self.mark(*mark, page)));
                }
            }
        }
        kids.extend(self.links(id).iter().map(|link| {
            let page = self.pages[link.page];
            dictionary! { "Type" => "OBJR", "Obj" => link.object, "Pg" => page }.into()
        }));
        kids
    }

    /// A mark as a kid: only its number where it is on the page of its element.
    fn mark(&self, MarkPosition { page, number }: MarkPosition, own: Option<usize>) -> Object {
        if own == Some(page) {
            return Object::Integer(number as i64);
        }
        let page = self.pages[page];
        dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number as i64 }.into()
    }

    fn attributes(&self, id: ElementId, element: &Element) -> Option<Dictionary> {
        let mut attributes = Dictionary::new();
        match element.role {
            Role::List(numbering) => {
                attributes.set("O", "List");
                attributes.set("ListNumbering", numbering.name());
            }
            Role::TableHeader(_) | Role::TableData => return self.cell(element),
            Role::Figure => {
                attributes.set("O", "Layout");
                attributes.set("Placement", if self.is_block(element) { "Block" } else { "Inline" });
                if let Some(figure) = self.figure_boxes.get(&id) {
                    attributes.set("BBox", rectangle(figure.edges));
                }
            }
            // Inline by their type, blocks by their parent (ISO 32000-1, 14.8.4.4 and table 343).
            Role::Code | Role::Note if self.is_block(element) => {
                attributes.set("O", "Layout");
                attributes.set("Placement", "Block");
            }
            // PDF has no types for changes; the rules that show them are known by these (ISO 32000-1, table 345).
            Role::Insertion | Role::Deletion => {
                attributes.set("O", "Layout");
                let line = if element.role == Role::Insertion { "Underline" } else { "LineThrough" };
                attributes.set("TextDecorationType", line);
            }
            Role::Document
            | Role::Div
            | Role::Heading(_)
            | Role::Paragraph
            | Role::ListItem
            | Role::Label
            | Role::ListBody
            | Role::BlockQuote
            | Role::Code
            | Role::Table
            | Role::TableHead
            | Role::TableBody
            | Role::TableFoot
            | Role::TableRow
            | Role::Caption
            | Role::Contents
            | Role::ContentsItem
            | Role::Index
            | Role::Reference
            | Role::Note
            | Role::Link
            | Role::Emphasis
            | Role::Strong
            | Role::Span => return None,
        }
        Some(attributes)
    }

    /// What a cell takes, what it names, and what names it (ISO 32000-1, table 349).
    fn cell(&self, element: &Element) -> Option<Dictionary> {
        let mut attributes = Dictionary::new();
        if let Role::TableHeader(scope) = element.role {
            let scope = match scope {
                HeaderScope::Column => "Column",
                HeaderScope::Row => "Row",
            };
            attributes.set("Scope", scope);
        }
        if let Some(cell) = &element.cell {
            let sizes = [("ColSpan", cell.columns), ("RowSpan", cell.rows)];
            for (name, size) in sizes.into_iter().filter(|it| it.1 > 1) {
                attributes.set(name, i64::from(size));
            }
            if !cell.headers.is_empty() {
                let headers = cell.headers.iter().map(|it| Object::string_literal(cell_name(*it)));
                attributes.set("Headers", headers.collect::<Vec<Object>>());
            }
        }
        if attributes.is_empty() {
            return None;
        }
        attributes.set("O", "Table");
        Some(attributes)
    }

    /// Whether an element is among blocks, not in a line.
    fn is_block(&self, element: &Element) -> bool {
        let parent = element.parent.map(|it| self.structure.get(it).role);
        !matches!(
            parent,
            Some(
                Role::Paragraph
                    | Role::Heading(_)
                    | Role::Link
                    | Role::Emphasis
                    | Role::Strong
                    | Role::Span
                    | Role::Insertion
                    | Role::Deletion
                    | Role::Caption
            )
        )
    }

    /// From each mark and each annotation to its element (ISO 32000-1, 14.7.4.4).
    fn parent_tree(&self, objects: &mut Document, input: TagInput<'_, '_>) -> ObjectId {
        let mut entries = Vec::new();
        for (page, marks) in input.marks.iter().enumerate() {
            let owners: Vec<Object> =
                marks.iter().map(|it| self.id(self.structure.owner(*it)).into()).collect();
            let owners = objects.add_object(owners);
            entries.push((Object::Integer(page as i64), owners.into()));
        }
        let first = input.pages.len();
        for (index, link) in input.links.iter().enumerate() {
            entries.push((Object::Integer((first + index) as i64), self.id(link.element).into()));
        }
        add_tree(objects, TreeKind::Numbers, &entries)
    }
}
