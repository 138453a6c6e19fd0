//! Foreign markup in code of a line: links of reStructuredText, results that R puts in, fields of Obsidian.

use crate::parse::cx::Cx;
use crate::parse::foreign::found::Found;
use crate::parse::inline::node::{Node, NodeKind};

/// Finds it in some nodes.
pub(super) fn find(cx: &Cx, nodes: &[Node], found: &mut Vec<Found>) {
    for node in nodes {
        if let NodeKind::Code(code) = &node.kind {
            found.extend(one(cx, node, code));
        }
        find(cx, &node.children, found);
    }
}

fn one(cx: &Cx, node: &Node, code: &str) -> Option<Found> {
    let range = node.range.clone();
    let after = cx.after(range.end);
    if after.starts_with('_')
        && let Some((words, url)) = code.strip_suffix('>').and_then(|it| it.rsplit_once(" <"))
    {
        let end = range.end + after.len() - after.trim_start_matches('_').len();
        let help = format!("write `[{words}]({url})`");
        return Some(Found::new(range.start..end, "a link (reStructuredText)", help));
    }
    let is_call = |it: &str| it.contains(['(', '$', '[']) && !it.ends_with(' ');
    let runs = ["r ", "python ", "{r} ", "{python} ", "{julia} "].iter().any(|language| {
        code.strip_prefix(language).is_some_and(|it| language.starts_with('{') || is_call(it))
    });
    if runs {
        return Some(Found::new(range, "code to run (Quarto, R Markdown)", "write its result"));
    }
    let field = code.starts_with("= this.") || code.starts_with("$= ");
    field.then(|| Found::new(range, "a query (Dataview for Obsidian)", "write its result"))
}
