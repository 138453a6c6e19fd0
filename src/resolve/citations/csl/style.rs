//! A style of CSL 1.0.2: what its file says.

use std::collections::BTreeMap;

use crate::resolve::citations::csl::locale::Locale;
use crate::resolve::citations::csl::types::{
    Branch, Condition, DateNode, Form, Formatting, Label, Match, NameNode, NameOptions, NamesFormat,
    NamesNode, Node, NodeKind, NumberForm, Position,
};
use crate::resolve::citations::csl::xml::Element;

/// A key by which entries or citations are sorted.
#[derive(Debug)]
pub(super) struct SortKey {
    pub(super) is_descending: bool,
    pub(super) kind: SortKeyKind,
    pub(super) options: NameOptions,
}

#[derive(Debug)]
pub(super) enum SortKeyKind {
    Variable(String),
    Macro(String),
}

/// How a citation, or an entry of the list, is laid out.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) formatting: Formatting,
    pub(super) nodes: Vec<Node>,
    pub(super) sort: Vec<SortKey>,
    pub(super) options: NameOptions,
}

/// How works that one citation names are drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GivenNameRule {
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
    ByCite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demote {
    Never,
    SortOnly,
    DisplayAndSort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageRange {
    Chicago15,
    Chicago16,
    Expanded,
    Minimal,
    MinimalTwo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SubstituteRule {
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// A style.
#[derive(Debug)]
pub(in crate::resolve::citations) struct Style {
    /// Whether works are cited in notes.
    pub(in crate::resolve::citations) is_note: bool,
    /// The language of a style that is for one.
    pub(super) default_locale: Option<String>,
    pub(super) demote: Demote,
    pub(super) initializes_with_hyphen: bool,
    pub(super) page_range: Option<PageRange>,
    pub(super) adds_names: bool,
    pub(super) adds_given: Option<GivenNameRule>,
    pub(super) adds_year_suffix: bool,
    pub(super) near_note: usize,
    pub(super) cite_group_delimiter: Option<String>,
    pub(super) collapse: Option<Collapse>,
    pub(super) year_suffix_delimiter: Option<String>,
    pub(super) after_collapse_delimiter: Option<String>,
    /// Whether the first field of an entry is in a column of its own.
    pub(super) aligns_second: bool,
    pub(super) substitute: Option<(String, SubstituteRule)>,
    pub(super) has_year_suffix: bool,
    /// Whether something is written only where it tells works apart.
    pub(super) asks: bool,
    pub(super) citation: Layout,
    pub(super) bibliography: Option<Layout>,
    pub(super) macros: BTreeMap<String, Vec<Node>>,
    pub(super) locales: Vec<Locale>,
    pub(super) options: NameOptions,
}

/// What a file of a style says.
#[derive(Debug)]
pub(in crate::resolve::citations) enum Parsed {
    /// A style of its own.
    Style(Box<Style>),
    /// A style that is another one by a new name: the name of that one, and the language of this one.
    DependsOn { parent: String, locale: Option<String> },
}

/// What is wrong in a style, with the byte where that is seen.
pub(in crate::resolve::citations) type Wrong = (usize, String);

impl Style {
    /// Reads a style.
    pub(in crate::resolve::citations) fn parse(text: &str) -> Result<Parsed, Wrong> {
        let root = Element::parse(text)?;
        if root.name != "style" {
            return Err((0, format!("it is no style of CSL: it begins with `{}`", root.name)));
        }
        let locale = root.get("default-locale").map(str::to_owned);
        let links = root.all("info").flat_map(|it| it.all("link"));
        let parent =
            links.filter(|it| it.get("rel") == Some("independent-parent")).find_map(|it| it.get("href"));
        if let (Some(parent), None) = (parent, root.child("citation")) {
            let parent = parent.rsplit('/').next().unwrap_or(parent).to_owned();
            return Ok(Parsed::DependsOn { parent, locale });
        }
        style(&root, locale).map(|it| Parsed::Style(Box::new(it))).map_err(|why| (0, why))
    }

    /// What it changes in locales.
    pub(in crate::resolve::citations) fn locales(&self) -> &[Locale] {
        &self.locales
    }

    /// The same style for another language where none is asked for.
    pub(in crate::resolve::citations) fn with_locale(mut self, locale: Option<String>) -> Style {
        self.default_locale = locale.or(self.default_locale);
        self
    }
}

fn style(root: &Element, default_locale: Option<String>) -> Result<Style, String> {
    let macro_of = |it: &Element| Some((it.get("name")?.to_owned(), nodes(it)));
    let mut macros = BTreeMap::new();
    for (name, nodes) in root.all("macro").filter_map(macro_of) {
        macros.insert(name, nodes?);
    }
    let cites = root.child("citation").ok_or("it has no layout of citations")?;
    let listing = root.child("bibliography");
    let citation = layout(cites)?;
    let bibliography = listing.map(layout).transpose()?;
    check_macros(&macros, &citation, bibliography.as_ref())?;
    let lists = |name: &str| listing.and_then(|it| it.get(name));
    let is = |name: &str| cites.get(name) == Some("true");
    let text = |name: &str| cites.get(name).map(str::to_owned);
    let delimiter = citation.formatting.delimiter.clone();
    let layouts = [Some(&citation), bibliography.as_ref()];
    Ok(Style {
        is_note: root.get("class") == Some("note"),
        default_locale,
        demote: match root.get("demote-non-dropping-particle") {
            Some("never") => Demote::Never,
            Some("sort-only") => Demote::SortOnly,
            _ => Demote::DisplayAndSort,
        },
        initializes_with_hyphen: root.get("initialize-with-hyphen").is_none_or(|it| it == "true"),
        page_range: page_range(root),
        adds_names: is("disambiguate-add-names"),
        adds_given: is("disambiguate-add-givenname").then(|| given_name_rule(cites)),
        adds_year_suffix: is("disambiguate-add-year-suffix"),
        near_note: root
            .number("near-note-distance")
            .or_else(|| cites.number("near-note-distance"))
            .unwrap_or(5),
        cite_group_delimiter: text("cite-group-delimiter"),
        collapse: match cites.get("collapse") {
            Some("citation-number") => Some(Collapse::CitationNumber),
            Some("year") => Some(Collapse::Year),
            Some("year-suffix") => Some(Collapse::YearSuffix),
            Some("year-suffix-ranged") => Some(Collapse::YearSuffixRanged),
            _ => None,
        },
        year_suffix_delimiter: text("year-suffix-delimiter").or_else(|| delimiter.clone()),
        after_collapse_delimiter: text("after-collapse-delimiter").or(delimiter),
        aligns_second: matches!(lists("second-field-align"), Some("flush" | "margin")),
        substitute: lists("subsequent-author-substitute")
            .map(|it| (it.to_owned(), substitute_rule(lists("subsequent-author-substitute-rule")))),
        has_year_suffix: layouts.iter().flatten().any(|it| uses_year_suffix(&it.nodes, &macros, 0)),
        asks: asks(&citation.nodes) || macros.values().any(|it| asks(it)),
        citation,
        bibliography,
        macros,
        locales: root.all("locale").map(Locale::of).collect(),
        options: NameOptions::inherited(root),
    })
}

fn page_range(root: &Element) -> Option<PageRange> {
    match root.get("page-range-format")? {
        "chicago" | "chicago-15" => Some(PageRange::Chicago15),
        "chicago-16" => Some(PageRange::Chicago16),
        "expanded" => Some(PageRange::Expanded),
        "minimal" => Some(PageRange::Minimal),
        "minimal-two" => Some(PageRange::MinimalTwo),
        _ => None,
    }
}

fn given_name_rule(cites: &Element) -> GivenNameRule {
    match cites.get("givenname-disambiguation-rule") {
        Some("all-names") => GivenNameRule::AllNames,
        Some("all-names-with-initials") => GivenNameRule::AllNamesWithInitials,
        Some("primary-name") => GivenNameRule::PrimaryName,
        Some("primary-name-with-initials") => GivenNameRule::PrimaryNameWithInitials,
        _ => GivenNameRule::ByCite,
    }
}

fn substitute_rule(name: Option<&str>) -> SubstituteRule {
    match name {
        Some("complete-each") => SubstituteRule::CompleteEach,
        Some("partial-each") => SubstituteRule::PartialEach,
        Some("partial-first") => SubstituteRule::PartialFirst,
        _ => SubstituteRule::CompleteAll,
    }
}

type Macros = BTreeMap<String, Vec<Node>>;

/// How deep macros may call macros.
const DEEPEST: usize = 60;

/// Whether each macro that is called is there, and none calls itself.
fn check_macros(macros: &Macros, citation: &Layout, bibliography: Option<&Layout>) -> Result<(), String> {
    let mut heights: BTreeMap<&str, usize> = BTreeMap::new();
    for name in macros.keys() {
        height(name, macros, &mut heights, 0)?;
    }
    for layout in [Some(citation), bibliography].into_iter().flatten() {
        let keys = layout.sort.iter().filter_map(|it| match &it.kind {
            SortKeyKind::Macro(name) => Some(name.as_str()),
            SortKeyKind::Variable(_) => None,
        });
        let mut called: Vec<&str> = keys.collect();
        calls(&layout.nodes, &mut called);
        if let Some(name) = called.into_iter().find(|it| !macros.contains_key(*it)) {
            return Err(format!("it has no macro `{name}`"));
        }
    }
    Ok(())
}

fn height<'m>(
    name: &'m str,
    macros: &'m Macros,
    heights: &mut BTreeMap<&'m str, usize>,
    depth: usize,
) -> Result<usize, String> {
    if depth > DEEPEST {
        return Err(format!("its macro `{name}` calls itself, or too many others"));
    }
    if let Some(known) = heights.get(name) {
        return Ok(*known);
    }
    let nodes = macros.get(name).ok_or_else(|| format!("it has no macro `{name}`"))?;
    let mut called = Vec::new();
    calls(nodes, &mut called);
    let mut highest = 0;
    for inner in called {
        highest = highest.max(height(inner, macros, heights, depth + 1)? + 1);
    }
    heights.insert(name, highest);
    Ok(highest)
}

/// The macros that nodes call themselves.
fn calls<'m>(nodes: &'m [Node], into: &mut Vec<&'m str>) {
    for node in nodes {
        match &node.kind {
            NodeKind::Macro(name) => into.push(name),
            NodeKind::Group(inner) => calls(inner, into),
            NodeKind::Names(names) => calls(&names.substitutes, into),
            NodeKind::Choose(branches) => branches.iter().for_each(|it| calls(&it.nodes, into)),
            NodeKind::Variable { .. }
            | NodeKind::Term { .. }
            | NodeKind::Text(_)
            | NodeKind::Number { .. }
            | NodeKind::Label(_)
            | NodeKind::Date(_) => {}
        }
    }
}

fn uses_year_suffix(nodes: &[Node], macros: &Macros, depth: usize) -> bool {
    depth <= DEEPEST
        && nodes.iter().any(|it| match &it.kind {
            NodeKind::Variable { name, .. } => name == "year-suffix",
            NodeKind::Group(inner) => uses_year_suffix(inner, macros, depth),
            NodeKind::Choose(branches) => {
                branches.iter().any(|it| uses_year_suffix(&it.nodes, macros, depth))
            }
            NodeKind::Macro(name) => {
                macros.get(name).is_some_and(|it| uses_year_suffix(it, macros, depth + 1))
            }
            NodeKind::Term { .. }
            | NodeKind::Text(_)
            | NodeKind::Number { .. }
            | NodeKind::Label(_)
            | NodeKind::Date(_)
            | NodeKind::Names(_) => false,
        })
}

fn asks(nodes: &[Node]) -> bool {
    nodes.iter().any(|it| match &it.kind {
        NodeKind::Choose(branches) => {
            branches.iter().any(|it| it.conditions.contains(&Condition::Disambiguate) || asks(&it.nodes))
        }
        NodeKind::Group(inner) => asks(inner),
        NodeKind::Names(names) => asks(&names.substitutes),
        NodeKind::Variable { .. }
        | NodeKind::Macro(_)
        | NodeKind::Term { .. }
        | NodeKind::Text(_)
        | NodeKind::Number { .. }
        | NodeKind::Label(_)
        | NodeKind::Date(_) => false,
    })
}

fn layout(element: &Element) -> Result<Layout, String> {
    let inner = element.child("layout").ok_or_else(|| format!("`{}` has no layout", element.name))?;
    let keys = element.all("sort").flat_map(|it| it.all("key"));
    let sort = keys.map(|it| SortKey {
        is_descending: it.get("sort") == Some("descending"),
        kind: match it.get("macro") {
            Some(name) => SortKeyKind::Macro(name.to_owned()),
            None => SortKeyKind::Variable(it.get("variable").unwrap_or("").to_lowercase()),
        },
        options: NameOptions::inherited(it),
    });
    Ok(Layout {
        formatting: Formatting { affixes_inside: true, ..Formatting::of(inner) },
        nodes: nodes(inner)?,
        sort: sort.collect(),
        options: NameOptions::inherited(element),
    })
}

fn nodes(element: &Element) -> Result<Vec<Node>, String> {
    element.children.iter().map(node).collect()
}

fn node(element: &Element) -> Result<Node, String> {
    let variable = || element.get("variable").unwrap_or("").to_lowercase();
    let kind = match element.name.as_str() {
        "text" => text(element)?,
        "group" => NodeKind::Group(nodes(element)?),
        "choose" => NodeKind::Choose(element.children.iter().map(branch).collect::<Result<_, _>>()?),
        "number" => NodeKind::Number {
            name: variable(),
            form: match element.get("form") {
                Some("ordinal") => NumberForm::Ordinal,
                Some("long-ordinal") => NumberForm::LongOrdinal,
                Some("roman") => NumberForm::Roman,
                _ => NumberForm::Numeric,
            },
        },
        "label" => NodeKind::Label(label(element)),
        "date" => NodeKind::Date(DateNode::of(element)),
        "names" => NodeKind::Names(Box::new(names(element)?)),
        name => return Err(format!("it has an element `{name}`, which is not one of CSL here")),
    };
    // A label and a date set themselves.
    let formatting = match &kind {
        NodeKind::Label(_) | NodeKind::Date(_) => Formatting::default(),
        NodeKind::Variable { .. }
        | NodeKind::Macro(_)
        | NodeKind::Term { .. }
        | NodeKind::Text(_)
        | NodeKind::Number { .. }
        | NodeKind::Names(_)
        | NodeKind::Group(_)
        | NodeKind::Choose(_) => Formatting::of(element),
    };
    Ok(Node { kind, formatting })
}

fn text(element: &Element) -> Result<NodeKind, String> {
    if let Some(name) = element.get("variable") {
        return Ok(NodeKind::Variable {
            name: name.to_lowercase(),
            is_short: element.get("form") == Some("short"),
        });
    }
    if let Some(name) = element.get("macro") {
        return Ok(NodeKind::Macro(name.to_owned()));
    }
    if let Some(name) = element.get("term") {
        let plural = match element.get("plural") {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        return Ok(NodeKind::Term { name: name.to_owned(), form: Form::of(element), plural });
    }
    let value = element.get("value").ok_or("it has a `text` without anything to write")?;
    Ok(NodeKind::Text(value.to_owned()))
}

fn label(element: &Element) -> Label {
    Label {
        variable: element.get("variable").unwrap_or("").to_lowercase(),
        form: Form::of(element),
        plural: match element.get("plural") {
            Some("always") => Some(true),
            Some("never") => Some(false),
            _ => None,
        },
        formatting: Formatting::of(element),
    }
}

fn names(element: &Element) -> Result<NamesNode, String> {
    let mut format = NamesFormat::default();
    let mut substitutes = Vec::new();
    for child in &element.children {
        match child.name.as_str() {
            "label" => {
                format.label = Some(label(child));
                format.is_label_first = format.name.is_none();
            }
            "substitute" => substitutes = nodes(child)?,
            "et-al" => {
                let term = child.get("term").unwrap_or("et-al").to_owned();
                format.et_al = Some((term, Formatting::of(child)));
            }
            "name" => {
                let part = |name: &str| child.all("name-part").find(|it| it.get("name") == Some(name));
                format.name = Some(NameNode {
                    options: NameOptions::own(child),
                    given: part("given").map(Formatting::of),
                    family: part("family").map(Formatting::of),
                    formatting: Formatting { delimiter: None, ..Formatting::of(child) },
                });
            }
            name => return Err(format!("it has `{name}` in `names`, where it cannot be")),
        }
    }
    let variables = element.words("variable").map(str::to_lowercase).collect();
    Ok(NamesNode { variables, format, substitutes })
}

fn branch(element: &Element) -> Result<Branch, String> {
    let words = |name: &'static str| element.words(name).map(str::to_lowercase);
    let position = |it: String| match it.as_str() {
        "first" => Some(Position::First),
        "subsequent" => Some(Position::Subsequent),
        "ibid" => Some(Position::Ibid),
        "ibid-with-locator" => Some(Position::IbidWithLocator),
        "near-note" => Some(Position::NearNote),
        _ => None,
    };
    let mut conditions: Vec<Condition> = words("variable").map(Condition::Variable).collect();
    // An entry has one type, so that of several one is enough.
    conditions.extend(element.get("type").map(|_| Condition::Type(words("type").collect())));
    conditions.extend(words("position").filter_map(position).map(Condition::Position));
    conditions.extend(words("locator").map(Condition::Locator));
    conditions.extend(words("is-uncertain-date").map(Condition::Uncertain));
    conditions.extend(words("is-numeric").map(Condition::Numeric));
    if element.get("disambiguate") == Some("true") {
        conditions.push(Condition::Disambiguate);
    }
    let matching = match element.get("match") {
        Some("any") => Match::Any,
        Some("none") => Match::None,
        _ => Match::All,
    };
    Ok(Branch { matching, conditions, nodes: nodes(element)? })
}
