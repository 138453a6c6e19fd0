//! Clip paths.

use usvg::{ClipPath, FillRule, Group, Node, Transform};

use crate::backend::pdf::svg::form::Form;

/// Clips what follows to the shapes of a clip path.
pub(super) fn clip_to(form: &mut Form, clip: &ClipPath, space: Transform) {
    if let Some(outer) = clip.clip_path() {
        clip_to(form, outer, space);
    }
    let mut rule = "W";
    let shapes = outline(form, clip.root(), space.pre_concat(clip.transform()), &mut rule);
    if shapes == 0 {
        // Without a shape, nothing is visible.
        form.op(&[0.0, 0.0, 0.0, 0.0], "re");
    }
    form.op(&[], rule);
    form.op(&[], "n");
}

/// Adds the shapes of a group to the path; their number. A clip path with one shape keeps its fill rule.
fn outline(form: &mut Form, group: &Group, base: Transform, rule: &mut &str) -> usize {
    let mut shapes = 0;
    for node in group.children() {
        match node {
            Node::Group(it) => shapes += outline(form, it, base, rule),
            Node::Text(it) => shapes += outline(form, it.flattened(), base, rule),
            Node::Path(path) => {
                form.path(path.data(), base.pre_concat(path.abs_transform()));
                shapes += 1;
                let even_odd = path.fill().is_some_and(|it| it.rule() == FillRule::EvenOdd);
                *rule = if even_odd && shapes == 1 { "W*" } else { "W" };
            }
            Node::Image(_) => {}
        }
    }
    shapes
}
