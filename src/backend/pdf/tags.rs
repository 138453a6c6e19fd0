//! The logical structure: the tree of elements, and the way from each mark back to its element
//! (ISO 32000-1, 14.7 and 14.8).
//!
//! The tree is that of the layout, node for node. A piece of content may have
//! been painted in several sequences, on several lines and pages: they become
//! kids of its element in the order of painting, at the place of the piece.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::backend::pdf::annotations::Link;
use crate::backend::pdf::document::rectangle;
use crate::backend::pdf::paint::place;
use crate::backend::pdf::trees::{TreeKind, add_tree};
use crate::geometry::Length;
use crate::layout::Layout;
use crate::layout::frame::{Item, Mark};
use crate::layout::structure::{ContentId, Element, ElementId, Kid, Role, Structure};

/// The structure type of an element, a standard one or one that the role map leads to one (ISO 32000-1, 14.8.4).
pub(super) fn role_name(structure: &Structure, id: ElementId) -> &'static str {
    let element = structure.get(id);
    let parent = element.parent.map(|it| structure.get(it).role);
    // The body of a note is no part of a list (ISO 32000-1, table 336).
    let in_note = element.role == Role::ListBody && parent != Some(Role::ListItem);
    if in_note { Role::Div.name() } else { element.role.name() }
}

/// The types that are ours, and the standard ones that they stand for.
const ROLE_MAP: [(&str, &str); 2] = [("Em", "Span"), ("Strong", "Span")];

/// What the tags are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tagged<'a> {
    /// The layout.
    pub(super) layout: &'a Layout,
    /// The object of each page.
    pub(super) pages: &'a [ObjectId],
    /// The content of each marked-content sequence of each page.
    pub(super) marks: &'a [Vec<ContentId>],
    /// The links of all pages, in the order of their keys.
    pub(super) links: &'a [Link],
}

/// Adds the structure tree; its root.
pub(super) fn add_structure(objects: &mut Document, tagged: Tagged<'_>) -> ObjectId {
    let structure = &tagged.layout.structure;
    let root = objects.new_object_id();
    let ids: Vec<ObjectId> = structure.iter().map(|_| objects.new_object_id()).collect();
    let mut links: BTreeMap<ElementId, Vec<Link>> = BTreeMap::new();
    for link in tagged.links {
        links.entry(link.element).or_default().push(*link);
    }
    let bounds = bounds(tagged.layout);
    let builder = Builder { tagged, root, ids: &ids, places: places(tagged), links, bounds };
    let mut notes = Vec::new();
    for (id, element) in structure.iter() {
        let dictionary = builder.element(id, element);
        if let Ok(name) = dictionary.get(b"ID") {
            notes.push((name.clone(), Object::Reference(ids[id.index()])));
        }
        objects.objects.insert(ids[id.index()], dictionary.into());
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "StructTreeRoot");
    dictionary.set("K", ids[Structure::ROOT.index()]);
    dictionary.set(
        "RoleMap",
        Dictionary::from_iter(ROLE_MAP.map(|(ours, standard)| (ours, Object::from(standard)))),
    );
    dictionary.set("ParentTreeNextKey", (tagged.pages.len() + tagged.links.len()) as i64);
    dictionary.set("ParentTree", builder.parent_tree(objects));
    if !notes.is_empty() {
        dictionary.set("IDTree", add_tree(objects, TreeKind::Names, &notes));
    }
    objects.objects.insert(root, dictionary.into());
    root
}

/// A mark on a page: the index of the page and the number of the sequence.
type MarkPlace = (usize, usize);

/// The marks of each piece of content, in the order of painting.
fn places(tagged: Tagged<'_>) -> Vec<Vec<MarkPlace>> {
    let mut places = vec![Vec::new(); tagged.layout.structure.content_count()];
    for (page, marks) in tagged.marks.iter().enumerate() {
        for (number, content) in marks.iter().enumerate() {
            places[content.index()].push((page, number));
        }
    }
    places
}

/// The box of each figure on the first page that it stands on: left, bottom, right, top.
fn bounds(layout: &Layout) -> BTreeMap<ElementId, (usize, [Length; 4])> {
    let mut bounds: BTreeMap<ElementId, (usize, [Length; 4])> = BTreeMap::new();
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
            let high = place(page, placed.at);
            let edges = [high.x, high.y - size.height, high.x + size.width, high.y];
            let (first, all) = bounds.entry(owner).or_insert((number, edges));
            if *first == number {
                let least = |index: usize| all[index].min(edges[index]);
                let most = |index: usize| all[index].max(edges[index]);
                *all = [least(0), least(1), most(2), most(3)];
            }
        }
    }
    bounds
}

struct Builder<'a> {
    tagged: Tagged<'a>,
    root: ObjectId,
    ids: &'a [ObjectId],
    places: Vec<Vec<MarkPlace>>,
    links: BTreeMap<ElementId, Vec<Link>>,
    bounds: BTreeMap<ElementId, (usize, [Length; 4])>,
}

impl Builder<'_> {
    fn element(&self, id: ElementId, element: &Element) -> Dictionary {
        let structure = &self.tagged.layout.structure;
        let mut dictionary = Dictionary::new();
        dictionary.set("S", role_name(structure, id));
        dictionary.set("P", element.parent.map_or(self.root, |it| self.ids[it.index()]));
        let page = self.page_of(id, element);
        if let Some(page) = page {
            dictionary.set("Pg", self.tagged.pages[page]);
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
        if element.role == Role::Note {
            // Sorted as numbers they are sorted as strings, as a name tree must be.
            dictionary.set("ID", Object::string_literal(format!("note-{:010}", id.index())));
        }
        if let Some(attributes) = self.attributes(id, element) {
            dictionary.set("A", attributes);
        }
        dictionary
    }

    /// The page of the first mark or link that is an element's own.
    fn page_of(&self, id: ElementId, element: &Element) -> Option<usize> {
        let marks = element.kids.iter().filter_map(|kid| match kid {
            Kid::Content(content) => self.places[content.index()].first().map(|(page, _)| *page),
            Kid::Element(_) => None,
        });
        let links = self.links(id).iter().map(|link| link.page);
        marks.chain(links).next()
    }

    fn links(&self, id: ElementId) -> &[Link] {
        self.links.get(&id).map_or(&[], Vec::as_slice)
    }

    fn kids(&self, id: ElementId, element: &Element, page: Option<usize>) -> Vec<Object> {
        let mut kids = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(child) => kids.push(self.ids[child.index()].into()),
                Kid::Content(content) => {
                    kids.extend(self.places[content.index()].iter().map(|place| self.mark(*place, page)));
                }
            }
        }
        kids.extend(self.links(id).iter().map(|link| {
            let page = self.tagged.pages[link.page];
            dictionary! { "Type" => "OBJR", "Obj" => link.object, "Pg" => page }.into()
        }));
        kids
    }

    /// A mark as a kid: its number alone where it stands on the page of its element.
    fn mark(&self, (page, number): MarkPlace, own: Option<usize>) -> Object {
        if own == Some(page) {
            return Object::Integer(number as i64);
        }
        let page = self.tagged.pages[page];
        dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number as i64 }.into()
    }

    fn attributes(&self, id: ElementId, element: &Element) -> Option<Dictionary> {
        let mut attributes = Dictionary::new();
        match element.role {
            Role::List(numbering) => {
                attributes.set("O", "List");
                attributes.set("ListNumbering", numbering.name());
            }
            Role::TableHeader => {
                attributes.set("O", "Table");
                attributes.set("Scope", "Column");
            }
            Role::Figure => {
                attributes.set("O", "Layout");
                attributes.set("Placement", if self.stands_alone(element) { "Block" } else { "Inline" });
                if let Some((_, edges)) = self.bounds.get(&id) {
                    attributes.set("BBox", rectangle(*edges));
                }
            }
            // In a line by their type, a block by their place (ISO 32000-1, 14.8.4.4 and table 343).
            Role::Code | Role::Note if self.stands_alone(element) => {
                attributes.set("O", "Layout");
                attributes.set("Placement", "Block");
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
            | Role::TableRow
            | Role::TableData
            | Role::Caption
            | Role::Contents
            | Role::ContentsItem
            | Role::Reference
            | Role::Note
            | Role::Link
            | Role::Emphasis
            | Role::Strong
            | Role::Span => return None,
        }
        Some(attributes)
    }

    /// Whether an element stands among blocks, not in a line.
    fn stands_alone(&self, element: &Element) -> bool {
        let parent = element.parent.map(|it| self.tagged.layout.structure.get(it).role);
        !matches!(
            parent,
            Some(
                Role::Paragraph
                    | Role::Heading(_)
                    | Role::Link
                    | Role::Emphasis
                    | Role::Strong
                    | Role::Span
                    | Role::Caption
            )
        )
    }

    /// From each mark and each annotation to its element (ISO 32000-1, 14.7.4.4).
    fn parent_tree(&self, objects: &mut Document) -> ObjectId {
        let structure = &self.tagged.layout.structure;
        let mut entries = Vec::new();
        for (page, marks) in self.tagged.marks.iter().enumerate() {
            let owners: Vec<Object> =
                marks.iter().map(|it| self.ids[structure.owner(*it).index()].into()).collect();
            let owners = objects.add_object(owners);
            entries.push((Object::Integer(page as i64), owners.into()));
        }
        let first = self.tagged.pages.len();
        for (index, link) in self.tagged.links.iter().enumerate() {
            entries.push((Object::Integer((first + index) as i64), self.ids[link.element.index()].into()));
        }
        add_tree(objects, TreeKind::Numbers, &entries)
    }
}
