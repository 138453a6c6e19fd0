//! The styles and the numbering of a Word file (ECMA-376, part 1, 17.7 and 17.9).

use std::collections::BTreeMap;

use crate::document::{ListKind, Numbering};
use crate::import::docx::xml::Element;

/// A style inherits from no more than this many others.
const DEEPEST: usize = 20;

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The language of the text where nothing else is said.
    pub(super) lang: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbering: Option<(String, usize)>,
}

impl Styles {
    /// Reads the part `styles.xml`.
    pub(super) fn of(root: Option<&Element>) -> Styles {
        let mut styles = Styles::default();
        for element in root.into_iter().flat_map(Element::elements) {
            if element.name == "docDefaults" {
                styles.lang = element.below("lang").and_then(|it| it.attribute("val")).map(str::to_owned);
            }
            let Some(id) = element.attribute("styleId").filter(|_| element.name == "style") else { continue };
            let properties = element.child("pPr");
            let style = Style {
                name: element.value("name").unwrap_or(id).to_lowercase(),
                based_on: element.value("basedOn").map(str::to_owned),
                outline: properties.and_then(|it| it.value("outlineLvl")?.parse().ok()),
                numbering: properties.and_then(|it| numbering_of(it, 0)),
            };
            styles.styles.insert(id.to_owned(), style);
        }
        styles
    }

    /// The name of a style in small letters; the id where it is not defined.
    pub(super) fn name(&self, id: &str) -> String {
        self.styles.get(id).map_or_else(|| id.to_lowercase(), |it| it.name.clone())
    }

    /// A style, and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |it: &&Style| it.based_on.as_ref().and_then(|it| self.styles.get(it));
        std::iter::successors(self.styles.get(id), next).take(DEEPEST)
    }

    /// The level of heading that a style makes.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        let of = |it: &Style| {
            let named = it.name.strip_prefix("heading ").and_then(|it| it.parse::<u8>().ok());
            named.or(it.outline.map(|it| it + 1)).filter(|it| (1..=9).contains(it))
        };
        self.chain(id).find_map(of).map(|it| it.min(6))
    }

    /// The numbering of a style, and the level in it.
    pub(super) fn numbering(&self, id: &str) -> Option<(String, usize)> {
        self.chain(id).find_map(|it| it.numbering.clone())
    }

    /// Whether a style, or one that it is based on, has one of these names.
    pub(super) fn is_one_of(&self, id: &str, names: &[&str]) -> bool {
        self.chain(id).any(|it| names.contains(&it.name.as_str())) || names.contains(&self.name(id).as_str())
    }
}

/// The numbering that the properties of a paragraph ask for.
pub(super) fn numbering_of(properties: &Element, level: usize) -> Option<(String, usize)> {
    let element = properties.child("numPr")?;
    let level = element.value("ilvl").and_then(|it| it.parse().ok()).unwrap_or(level);
    Some((element.value("numId")?.to_owned(), level))
}

/// The numberings by their ids.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    levels: BTreeMap<(String, usize), Level>,
}

/// A level of a numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// Bulleted or numbered.
    pub(super) kind: ListKind,
    /// Whether nothing is printed, so that a paragraph goes on with the item before.
    pub(super) is_blank: bool,
    /// Whether its bullet is the box of a task, and whether that is ticked.
    pub(super) task: Option<bool>,
}

impl Numberings {
    /// Reads the part `numbering.xml`.
    pub(super) fn of(root: Option<&Element>) -> Numberings {
        let Some(root) = root else { return Numberings::default() };
        let mut kinds = BTreeMap::new();
        for element in root.elements().filter(|it| it.name == "abstractNum") {
            let Some(id) = element.attribute("abstractNumId") else { continue };
            for level in element.elements().filter(|it| it.name == "lvl") {
                let number: usize = level.attribute("ilvl").and_then(|it| it.parse().ok()).unwrap_or(0);
                kinds.insert((id.to_owned(), number), level_of(level));
            }
        }
        let mut levels = BTreeMap::new();
        for element in root.elements().filter(|it| it.name == "num") {
            let Some((id, of)) = element.attribute("numId").zip(element.value("abstractNumId")) else {
                continue;
            };
            for number in 0..9 {
                let Some(level) = kinds.get(&(of.to_owned(), number)) else { continue };
                let changed = element
                    .elements()
                    .find(|it| it.name == "lvlOverride" && it.attribute("ilvl") == Some(&number.to_string()));
                let start = changed.and_then(|it| it.value("startOverride")?.parse().ok());
                let mut level = *level;
                if let (ListKind::Ordered { numbering, .. }, Some(start)) = (level.kind, start) {
                    level.kind = ListKind::Ordered { start, numbering };
                }
                levels.insert((id.to_owned(), number), level);
            }
        }
        Numberings { levels }
    }

    /// A level of a numbering; bullets where it is not defined.
    pub(super) fn level(&self, id: &str, level: usize) -> Level {
        let usual = Level { kind: ListKind::Bullet, is_blank: false, task: None };
        self.levels.get(&(id.to_owned(), level)).copied().unwrap_or(usual)
    }
}

fn level_of(level: &Element) -> Level {
    let start = level.value("start").and_then(|it| it.parse().ok()).unwrap_or(1);
    let ordered = |numbering| ListKind::Ordered { start, numbering };
    let blank = level.value("lvlText").is_some_and(|it| it.trim().is_empty());
    let kind = match level.value("numFmt").unwrap_or("decimal") {
        "bullet" | "none" => ListKind::Bullet,
        "lowerLetter" => ordered(Numbering::LowerAlpha),
        "upperLetter" => ordered(Numbering::UpperAlpha),
        "lowerRoman" => ordered(Numbering::LowerRoman),
        "upperRoman" => ordered(Numbering::UpperRoman),
        _ => ordered(Numbering::Decimal),
    };
    let task = match level.value("lvlText").map(str::trim) {
        Some("☐") => Some(false),
        Some("☒" | "☑") => Some(true),
        Some(_) | None => None,
    };
    Level { kind, is_blank: blank && kind == ListKind::Bullet, task }
}
