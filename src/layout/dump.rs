//! The pages and their structure as text, for people and for snapshots:
//! `pamphlet dump --stage layout` and `--stage tags`.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::Target;
use crate::geometry::{Length, Point};
use crate::layout::frame::{Artifact, Item, Layout, LinkTarget, Mark, Page, Placed};
use crate::layout::structure::{ElementId, Kid, Role, Structure};

/// The pages: each line of text with its place in points, and what is drawn.
pub fn pages(layout: &Layout) -> String {
    let mut out = String::new();
    for (index, page) in layout.pages.iter().enumerate() {
        let (width, height) = (points(page.size.width), points(page.size.height));
        let _ = writeln!(out, "page {} {:?} {width} × {height}", index + 1, page.label.text());
        items(page, &mut out);
        for link in &page.links {
            let _ = writeln!(out, "  {} link to {}", place(link.at), target(&link.to));
        }
    }
    out
}

fn items(page: &Page, out: &mut String) {
    let mut rest = page.items.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        let (line, left) = match &first.item {
            Item::Text(_) => line_of(rest),
            Item::Rectangle(it) => {
                (format!("rule {} × {}", points(it.size.width), points(it.size.height)), tail)
            }
            Item::Path(it) => (format!("path {} × {}", points(it.size.width), points(it.size.height)), tail),
            Item::Image(it) => {
                (format!("image {} {} × {}", it.path, points(it.size.width), points(it.size.height)), tail)
            }
        };
        let _ = writeln!(out, "  {}{} {line}", place(first.at), artifact(first.mark));
        rest = left;
    }
}

/// The text of the runs on one base line, and what follows them.
fn line_of(items: &[Placed]) -> (String, &[Placed]) {
    let mut text = String::new();
    let mut count = 0;
    for placed in items {
        let Item::Text(run) = &placed.item else { break };
        let same = placed.at.y == items[0].at.y && is_artifact(placed.mark) == is_artifact(items[0].mark);
        if !same {
            break;
        }
        text.push_str(&run.text);
        count += 1;
    }
    (format!("{text:?}"), &items[count..])
}

fn is_artifact(mark: Mark) -> bool {
    matches!(mark, Mark::Artifact(_))
}

fn artifact(mark: Mark) -> &'static str {
    match mark {
        Mark::Content(_) => "",
        Mark::Artifact(Artifact::Header) => " head",
        Mark::Artifact(Artifact::Footer) => " foot",
        Mark::Artifact(Artifact::Layout) => " decoration",
        Mark::Artifact(Artifact::Background) => " background",
        Mark::Artifact(Artifact::Page) => " printer's mark",
    }
}

fn target(to: &LinkTarget) -> String {
    match to {
        LinkTarget::Document(Target::Anchor(id)) => format!("#{id}"),
        LinkTarget::Document(Target::Url(address)) => address.clone(),
        LinkTarget::Place(it) => format!("page {} at {}", it.page + 1, place(it.at)),
    }
}

/// A length in points, to the hundredth.
fn points(length: Length) -> String {
    let hundredths = (length.to_millipt() + 5).div_euclid(10);
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.abs();
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

fn place(at: Point) -> String {
    format!("{:>7} {:>7}", points(at.x), points(at.y))
}

/// The structure as a tree with its text.
pub fn tags(layout: &Layout) -> String {
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    for placed in layout.pages.iter().flat_map(|it| &it.items) {
        if let (Mark::Content(id), Item::Text(run)) = (placed.mark, &placed.item) {
            texts.entry(id.index()).or_default().push_str(&run.text);
        }
    }
    let mut out = String::new();
    let mut stack = vec![(Structure::ROOT, 0)];
    while let Some((id, depth)) = stack.pop() {
        element(&layout.structure, &texts, id, depth, &mut out);
        let kids = layout.structure.get(id).kids.iter().rev();
        stack.extend(kids.filter_map(|kid| match kid {
            Kid::Element(kid) => Some((*kid, depth + 1)),
            Kid::Content(_) => None,
        }));
    }
    out
}

/// A line for an element: its role, its properties, and its own text.
fn element(
    structure: &Structure,
    texts: &BTreeMap<usize, String>,
    id: ElementId,
    depth: usize,
    out: &mut String,
) {
    let element = structure.get(id);
    let _ = write!(out, "{}{}", "  ".repeat(depth), role(element.role));
    if let Some(lang) = &element.lang {
        let _ = write!(out, " lang={lang}");
    }
    if let Some(id) = &element.id {
        let _ = write!(out, " #{id}");
    }
    if let Some(alt) = &element.alt {
        let _ = write!(out, " alt={alt:?}");
    }
    if let Some(expansion) = &element.expansion {
        let _ = write!(out, " expansion={expansion:?}");
    }
    for kid in &element.kids {
        if let Kid::Content(content) = kid
            && let Some(text) = texts.get(&content.index())
        {
            let _ = write!(out, " {text:?}");
        }
    }
    out.push('\n');
}

/// The name of a role, of a list with its labels.
fn role(role: Role) -> String {
    if let Role::List(numbering) = role { format!("L {}", numbering.name()) } else { role.name().to_owned() }
}
