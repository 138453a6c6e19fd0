//! Where links lead (ISO 32000-1, 12.3.2, 12.5.6.5 and 12.6.4).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::object::{dictionary, get, members, name};
use crate::verify::content::LinkTarget;

/// Named destinations, and the pages by their objects.
#[derive(Debug, Default)]
pub(super) struct Links {
    names: BTreeMap<Vec<u8>, Object>,
    pages: BTreeMap<ObjectId, u32>,
}

impl Links {
    /// Reads the named destinations of a document.
    pub(super) fn of(document: &Document, catalog: &Dictionary, pages: &BTreeMap<ObjectId, u32>) -> Links {
        let mut links = Links { names: BTreeMap::new(), pages: pages.clone() };
        if let Some(old) = get(document, catalog, b"Dests").and_then(|it| it.as_dict().ok()) {
            links.names.extend(old.iter().map(|(name, to)| (name.clone(), to.clone())));
        }
        let tree = get(document, catalog, b"Names").and_then(|it| it.as_dict().ok());
        let mut waiting: Vec<&Object> = tree.and_then(|it| it.get(b"Dests").ok()).into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = waiting.pop() {
            if let Object::Reference(id) = node
                && !seen.insert(*id)
            {
                continue;
            }
            let Some(node) = dictionary(document, node) else { continue };
            if let Some(kids) = get(document, node, b"Kids").and_then(|it| it.as_array().ok()) {
                waiting.extend(kids.iter());
            }
            let names = get(document, node, b"Names").and_then(|it| it.as_array().ok());
            for pair in names.into_iter().flat_map(|it| it.chunks_exact(2)) {
                if let Ok(name) = pair[0].as_str() {
                    links.names.insert(name.to_vec(), pair[1].clone());
                }
            }
        }
        links
    }

    /// Where the link of an element leads, by its annotation.
    pub(super) fn target(&self, document: &Document, element: &Dictionary) -> LinkTarget {
        annotation_of(document, element).map_or(LinkTarget::Nowhere, |it| self.annotation(document, it))
    }

    /// The name of the destination of an element's link; `None` where it has none.
    pub(super) fn destination_name(document: &Document, element: &Dictionary) -> Option<String> {
        let annotation = annotation_of(document, element)?;
        let action = || get(document, annotation, b"A").and_then(|it| it.as_dict().ok());
        let to = get(document, annotation, b"Dest").or_else(|| get(document, action()?, b"D"))?;
        let name = to.as_str().or_else(|_| to.as_name()).ok()?;
        Some(String::from_utf8_lossy(name).into_owned())
    }

    /// Where an annotation leads.
    pub(super) fn annotation(&self, document: &Document, annotation: &Dictionary) -> LinkTarget {
        if let Some(to) = get(document, annotation, b"Dest") {
            return self.destination(document, to);
        }
        let Some(action) = get(document, annotation, b"A").and_then(|it| it.as_dict().ok()) else {
            return LinkTarget::Nowhere;
        };
        if let Some(Ok(address)) = get(document, action, b"URI").map(Object::as_str) {
            return LinkTarget::Url(String::from_utf8_lossy(address).into_owned());
        }
        get(document, action, b"D").map_or(LinkTarget::Nowhere, |it| self.destination(document, it))
    }

    /// The page of a destination; a named one is looked up.
    fn destination(&self, document: &Document, to: &Object) -> LinkTarget {
        let mut to = document.dereference(to).map_or(to, |it| it.1);
        for _ in 0..4 {
            if let Object::String(name, _) | Object::Name(name) = to {
                let Some(found) = self.names.get(name) else { return LinkTarget::Nowhere };
                to = document.dereference(found).map_or(found, |it| it.1);
            } else if let Object::Dictionary(action) = to {
                let Some(found) = get(document, action, b"D") else { return LinkTarget::Nowhere };
                to = found;
            }
        }
        let page = to.as_array().ok().and_then(|it| it.first()).and_then(|it| it.as_reference().ok());
        page.and_then(|it| self.pages.get(&it)).map_or(LinkTarget::Nowhere, |it| LinkTarget::Page(*it))
    }
}

/// The annotation of a link element.
fn annotation_of<'a>(document: &'a Document, element: &'a Dictionary) -> Option<&'a Dictionary> {
    let list = get(document, element, b"K").map(members).unwrap_or_default();
    let mut inner = list.iter().filter_map(|it| dictionary(document, it));
    let object = inner.find(|it| name(document, it, b"Type").as_deref() == Some("OBJR"))?;
    dictionary(document, object.get(b"Obj").ok()?)
}
