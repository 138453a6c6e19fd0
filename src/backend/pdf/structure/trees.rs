//! Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7).

use lopdf::{Dictionary, Document, Object, ObjectId};

/// How many entries or nodes go into one node.
const FAN: usize = 64;

/// What a tree is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TreeKind {
    /// By strings.
    Names,
    /// By whole numbers.
    Numbers,
}

impl TreeKind {
    const fn leaf_key(self) -> &'static str {
        match self {
            TreeKind::Names => "Names",
            TreeKind::Numbers => "Nums",
        }
    }
}

/// A finished node, with its least and greatest key.
struct TreeNode {
    dictionary: Dictionary,
    least: Object,
    greatest: Object,
}

/// The tree of entries sorted by their keys; its root.
pub(crate) fn tree(objects: &mut Document, kind: TreeKind, entries: &[(Object, Object)]) -> Dictionary {
    let mut nodes: Vec<TreeNode> = entries.chunks(FAN).filter_map(|it| leaf(kind, it)).collect();
    while nodes.len() > 1 {
        let mut above = Vec::new();
        for children in nodes.chunks_mut(FAN) {
            above.extend(parent(objects, children));
        }
        nodes = above;
    }
    match nodes.pop() {
        Some(root) => root.dictionary,
        None => Dictionary::from_iter([(kind.leaf_key(), Object::Array(Vec::new()))]),
    }
}

/// A tree as an object of its own.
pub(crate) fn add_tree(objects: &mut Document, kind: TreeKind, entries: &[(Object, Object)]) -> ObjectId {
    let root = tree(objects, kind, entries);
    objects.add_object(root)
}

fn leaf(kind: TreeKind, entries: &[(Object, Object)]) -> Option<TreeNode> {
    let (least, greatest) = (entries.first()?.0.clone(), entries.last()?.0.clone());
    let list: Vec<Object> = entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect();
    let dictionary = Dictionary::from_iter([(kind.leaf_key(), Object::Array(list))]);
    Some(TreeNode { dictionary, least, greatest })
}

/// The node above others. They get limits, which the root does not have.
fn parent(objects: &mut Document, children: &mut [TreeNode]) -> Option<TreeNode> {
    let (least, greatest) = (children.first()?.least.clone(), children.last()?.greatest.clone());
    let mut kids = Vec::new();
    for child in children {
        let mut dictionary = std::mem::take(&mut child.dictionary);
        dictionary.set("Limits", vec![child.least.clone(), child.greatest.clone()]);
        kids.push(Object::Reference(objects.add_object(dictionary)));
    }
    Some(TreeNode { dictionary: Dictionary::from_iter([("Kids", Object::Array(kids))]), least, greatest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: i64) -> (Document, Dictionary) {
        let mut objects = Document::new();
        let entries: Vec<(Object, Object)> = (0..count).map(|it| (it.into(), (it * 10).into())).collect();
        let root = tree(&mut objects, TreeKind::Numbers, &entries);
        (objects, root)
    }

    #[test]
    fn small_tree_is_one_node_without_limits() {
        let (_, root) = numbers(2);
        assert_eq!(root.get(b"Nums").and_then(Object::as_array).map(Vec::len).ok(), Some(4));
        assert!(!root.has(b"Limits"));
    }

    #[test]
    fn large_tree_has_nodes_with_limits() {
        let (objects, root) = numbers(5000);
        let kids = root.get(b"Kids").and_then(Object::as_array).expect("kids");
        assert_eq!(kids.len(), 2, "5000 entries are 79 leaves under two nodes");
        let second = kids[1].as_reference().and_then(|id| objects.get_dictionary(id)).expect("node");
        let limits = second.get(b"Limits").and_then(Object::as_array).expect("limits");
        assert_eq!(limits, &vec![Object::from(4096), Object::from(4999)]);
    }

    #[test]
    fn empty_tree_is_an_empty_node() {
        let (_, root) = numbers(0);
        assert_eq!(root.get(b"Nums").and_then(Object::as_array).map(Vec::len).ok(), Some(0));
    }
}
