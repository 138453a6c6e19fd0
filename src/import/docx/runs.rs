//! The runs of a paragraph (ECMA-376, part 1, 17.3.2).

use crate::document::text::is_forbidden;
use crate::document::{Attr, Image, InlineKind, Lang, Target};
use crate::import::docx::format::{Format, Mark, Run};
use crate::import::docx::package::bookmark_id;
use crate::import::docx::reader::Reader;
use crate::import::docx::xml::{Element, Node};

/// Where the runs of a paragraph go.
pub(super) struct Collected {
    pub(super) runs: Vec<Run>,
    /// Whether bold and italic count: in headings they are the look of the style.
    pub(super) is_heading: bool,
    /// The names of the bookmarks in it.
    pub(super) bookmarks: Vec<String>,
    /// The fields that are open: whether their instruction is over, and the link that they make.
    fields: Vec<(bool, String)>,
}

impl Collected {
    pub(super) fn new(is_heading: bool) -> Collected {
        Collected { runs: Vec::new(), is_heading, bookmarks: Vec::new(), fields: Vec::new() }
    }

    fn text(&mut self, format: &Format, text: &str) {
        let clean: String = text
            .chars()
            .map(|it| if it == '\n' { ' ' } else { it })
            .filter(|it| !is_forbidden(*it))
            .collect();
        if !clean.is_empty() {
            self.runs.push(Run { format: format.clone(), piece: InlineKind::Text(clean) });
        }
    }

    fn piece(&mut self, format: &Format, piece: InlineKind) {
        self.runs.push(Run { format: format.clone(), piece });
    }

    /// The link of the innermost field that makes one.
    fn field_link(&self) -> Option<Target> {
        self.fields.iter().rev().find_map(|(_, instruction)| field_target(instruction))
    }

    /// Whether a field is open whose result is left out: a table of contents.
    fn is_left_out(&self) -> bool {
        self.fields.iter().any(|(over, instruction)| !over || instruction.trim_start().starts_with("TOC"))
    }
}

/// Where a field `HYPERLINK "…"` leads.
fn field_target(instruction: &str) -> Option<Target> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1)?;
    match rest.contains("\\l") {
        true => bookmark_id(quoted).map(Target::Anchor),
        false => Some(Target::Url(quoted.to_owned())),
    }
}

impl Reader<'_> {
    /// Collects the runs in an element.
    pub(super) fn runs(&mut self, element: &Element, link: Option<&Target>, into: &mut Collected) {
        for child in element.elements() {
            match child.name.as_str() {
                "r" => self.run(child, link, into),
                "hyperlink" => {
                    let target = self.target(child);
                    self.runs(child, target.as_ref().or(link), into);
                }
                "fldSimple" => {
                    let target = child.attribute("instr").and_then(field_target);
                    self.runs(child, target.as_ref().or(link), into);
                }
                "del" | "moveFrom" if child.below("delText").or(child.below("t")).is_some() => {
                    self.remark("text that is marked as deleted is left out");
                }
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "dir" | "bdo" => {
                    self.runs(child, link, into);
                }
                "bookmarkStart" => into.bookmarks.extend(child.attribute("name").map(str::to_owned)),
                "oMath" | "oMathPara" => {
                    self.remark("a formula is left as its signs in a row");
                    let text = child.text();
                    into.piece(&Format::default(), InlineKind::Code(text.trim().to_owned()));
                }
                "commentRangeStart" => self.remark("a comment is left out"),
                _ => {}
            }
        }
    }

    fn target(&mut self, link: &Element) -> Option<Target> {
        if let Some(id) = link.exact("r:id")
            && let Some(address) = self.relations().address(id)
        {
            return Some(Target::Url(address.to_owned()));
        }
        link.attribute("anchor").and_then(bookmark_id).map(Target::Anchor)
    }

    fn run(&mut self, run: &Element, link: Option<&Target>, into: &mut Collected) {
        let mut format = self.format(run.child("rPr"), into.is_heading);
        format.link = link.cloned().or_else(|| into.field_link());
        for child in run.elements() {
            match child.name.as_str() {
                "fldChar" => match child.attribute("fldCharType") {
                    Some("begin") => into.fields.push((false, String::new())),
                    Some("separate") => into.fields.last_mut().into_iter().for_each(|it| it.0 = true),
                    Some(_) | None => drop(into.fields.pop()),
                },
                "instrText" => {
                    let text = child.text();
                    into.fields.last_mut().into_iter().for_each(|it| it.1.push_str(&text));
                }
                _ if into.is_left_out() => {}
                "t" => into.text(&format, &child.text()),
                "tab" => into.text(&format, " "),
                "br" | "cr" if !matches!(child.attribute("type"), Some("page" | "column")) => {
                    into.piece(&format, InlineKind::LineBreak);
                }
                "br" => self.remarks.add("the whole text", "breaks of pages and columns are left out"),
                "noBreakHyphen" => into.text(&format, "\u{2011}"),
                "softHyphen" => into.text(&format, "\u{ad}"),
                "sym" => {
                    self.remark("a sign of a symbol font is left out");
                }
                "footnoteReference" => self.note_reference(child, 0, into),
                "endnoteReference" => self.note_reference(child, 1, into),
                "drawing" | "pict" | "object" => self.drawing(child, &format, into),
                "AlternateContent" => {
                    let chosen = child.child("Choice").or(child.child("Fallback"));
                    for inner in chosen.into_iter().flat_map(Element::elements) {
                        self.drawing(inner, &format, into);
                    }
                }
                _ => {}
            }
        }
    }

    fn note_reference(&mut self, element: &Element, kind: usize, into: &mut Collected) {
        if let Some(piece) = element.attribute("id").and_then(|id| self.note(kind, id)) {
            into.piece(&Format::default(), piece);
        }
    }

    fn drawing(&mut self, drawing: &Element, format: &Format, into: &mut Collected) {
        let image = drawing.below("blip").and_then(|it| it.exact("r:embed").or(it.exact("r:link")));
        let image = image.or_else(|| drawing.below("imagedata").and_then(|it| it.exact("r:id")));
        if let Some(part) = image.and_then(|id| self.relations().part(id)) {
            let properties = drawing.below("docPr");
            let named =
                |name: &str| properties.and_then(|it| it.attribute(name)).filter(|it| !it.trim().is_empty());
            let alt = named("descr").or_else(|| named("title")).unwrap_or("").to_owned();
            if alt.is_empty() {
                self.remark("an image has no alternative text; describe what it shows");
            }
            let path = self.image_path(part);
            let image = Image { path, alt, decorative: false, width: None, attr: Attr::default() };
            into.piece(format, InlineKind::Image(image));
        } else if drawing.below("txbxContent").is_none() && drawing.below("rect").is_none() {
            self.remark("a drawing is left out");
        }
        if let Some(text) = drawing.below("txbxContent") {
            self.remark("the text of a text box follows the paragraph that it is in");
            self.boxes.push(text.clone());
        }
    }

    /// The format of a run by its properties.
    fn format(&self, properties: Option<&Element>, is_heading: bool) -> Format {
        let mut format = Format::default();
        let Some(properties) = properties else { return format };
        let is_on = |name: &str| {
            let value = properties.child(name).map(|it| it.attribute("val").unwrap_or("1"));
            value.map(|it| !matches!(it, "0" | "false" | "off" | "none"))
        };
        let style = properties.value("rStyle").map(|it| self.parts.styles.name(it)).unwrap_or_default();
        let marks = &mut format.marks;
        marks.set(Mark::Strong, style == "strong" || style == "intense emphasis");
        marks.set(Mark::Emph, style == "emphasis" || style == "subtle emphasis");
        marks.set(Mark::Code, style.contains("verbatim") || style.contains("code"));
        let pairs = [
            ("b", Mark::Strong),
            ("i", Mark::Emph),
            ("strike", Mark::Strike),
            ("dstrike", Mark::Strike),
            ("smallCaps", Mark::SmallCaps),
        ];
        for (name, mark) in pairs {
            if let Some(on) = is_on(name) {
                marks.set(mark, on || (mark == Mark::Strike && marks.has(mark)));
            }
        }
        if is_heading {
            marks.set(Mark::Strong, false);
            marks.set(Mark::SmallCaps, false);
        }
        marks.set(Mark::Underline, is_on("u") == Some(true) && style != "hyperlink");
        marks.set(Mark::Highlight, is_on("highlight") == Some(true));
        marks.set(Mark::Sup, properties.value("vertAlign") == Some("superscript"));
        marks.set(Mark::Sub, properties.value("vertAlign") == Some("subscript"));
        let lang = properties.value("lang").and_then(Lang::new);
        format.lang =
            lang.filter(|it| it.primary() != self.parts.lang.primary() && self.parts.lang.primary() != "und");
        format
    }
}

/// The text of the nodes of an element, for places in remarks.
pub(super) fn words(element: &Element) -> String {
    let mut words = String::new();
    push_words(element, &mut words);
    words
}

fn push_words(element: &Element, into: &mut String) {
    for child in &element.children {
        if into.len() > 200 {
            return;
        }
        match child {
            Node::Element(it) if it.name == "t" => into.push_str(&it.text()),
            Node::Element(it) => push_words(it, into),
            Node::Text(_) => {}
        }
    }
}
