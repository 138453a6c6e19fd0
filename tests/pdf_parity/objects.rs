//! Links, destinations and texts, from the objects of a PDF.

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The objects that poppler names but does not show.
pub(super) struct Objects {
    file: Document,
    /// The page of each annotation.
    pub(super) pages: BTreeMap<u32, u32>,
    /// The page that each annotation leads to, where its destination is explicit and not a name.
    pub(super) targets: BTreeMap<u32, u32>,
    /// The page of each named destination.
    pub(super) destinations: BTreeMap<String, u32>,
}

impl Objects {
    pub(super) fn read(pdf: &Path) -> Objects {
        let file = Document::load(pdf).expect("a PDF");
        let (pages, targets, destinations) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut objects = Objects { file, pages, targets, destinations };
        let numbers: BTreeMap<ObjectId, u32> =
            objects.file.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
        for (page, number) in &numbers {
            let Ok(list) = objects.file.get_dictionary(*page).expect("a page").get(b"Annots") else {
                continue;
            };
            for id in
                list.as_array().expect("annotations").iter().map(|it| it.as_reference().expect("an object"))
            {
                objects.pages.insert(id.0, *number);
                let annotation = objects.file.get_dictionary(id).expect("an annotation");
                if let Ok(Object::Array(destination)) = annotation.get(b"Dest") {
                    objects.targets.insert(id.0, numbers[&destination[0].as_reference().expect("a page")]);
                }
            }
        }
        objects.destinations = objects.names(&numbers);
        objects
    }

    fn names(&self, numbers: &BTreeMap<ObjectId, u32>) -> BTreeMap<String, u32> {
        let resolve = |it: &Object| -> Dictionary {
            let (_, it) = self.file.dereference(it).expect("an object");
            it.as_dict().expect("a dictionary").clone()
        };
        let catalog = self.file.catalog().expect("a catalogue");
        let Ok(names) = catalog.get(b"Names").map(resolve) else { return BTreeMap::new() };
        let Ok(root) = names.get(b"Dests").map(resolve) else { return BTreeMap::new() };
        let mut destinations = BTreeMap::new();
        let mut nodes = vec![root];
        while let Some(node) = nodes.pop() {
            if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
                nodes.extend(kids.iter().map(resolve));
            }
            let Ok(entries) = node.get(b"Names").and_then(Object::as_array) else { continue };
            for entry in entries.chunks_exact(2) {
                let name = String::from_utf8(entry[0].as_str().expect("a name").to_vec()).expect("UTF-8");
                let page = entry[1].as_array().expect("a destination")[0].as_reference().expect("a page");
                destinations.insert(name, numbers[&page]);
            }
        }
        destinations
    }

    /// The target that all annotations of a link have: an address, or `#` and a name.
    pub(super) fn target(&self, annotations: &[u32]) -> String {
        let targets: Vec<String> = annotations.iter().map(|it| self.target_of(*it)).collect();
        let first = targets.first().expect("a link has an annotation");
        assert!(targets.iter().all(|it| it == first), "one link has one target: {targets:?}");
        first.clone()
    }

    fn target_of(&self, annotation: u32) -> String {
        let annotation = self.file.get_dictionary((annotation, 0)).expect("an annotation");
        let string = |it: &Object| String::from_utf8(it.as_str().expect("a string").to_vec()).expect("UTF-8");
        if let Ok(action) = annotation.get(b"A").and_then(Object::as_dict) {
            return string(action.get(b"URI").expect("an address"));
        }
        let name = string(annotation.get(b"Dest").expect("a destination"));
        assert!(self.destinations.contains_key(&name), "`#{name}` is a destination in the file");
        format!("#{name}")
    }

    /// The texts of the elements of the structure under a key, sorted.
    pub(super) fn texts(&self, key: &[u8]) -> Vec<String> {
        let objects = self.file.objects.values().filter_map(|it| it.as_dict().ok());
        let elements = objects.filter(|it| it.has(b"S") && it.has(b"P"));
        let mut texts: Vec<String> = elements
            .filter_map(|it| it.get(key).ok())
            .map(|it| lopdf::decode_text_string(it).expect("text"))
            .collect();
        texts.sort();
        texts
    }
}
