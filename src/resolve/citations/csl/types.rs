//! The elements of layouts (CSL 1.0.2, rendering elements and their attributes).

use crate::resolve::citations::case::Case;
use crate::resolve::citations::csl::xml::Element;

/// The form of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Long,
    Short,
    Verb,
    VerbShort,
    Symbol,
}

impl Form {
    pub(super) fn of(element: &Element) -> Form {
        match element.get("form") {
            Some("short") => Form::Short,
            Some("verb") => Form::Verb,
            Some("verb-short") => Form::VerbShort,
            Some("symbol") => Form::Symbol,
            _ => Form::Long,
        }
    }

    /// The form that stands for one that a word has not.
    pub(super) fn fallback(self) -> Option<Form> {
        match self {
            Form::VerbShort => Some(Form::Verb),
            Form::Symbol => Some(Form::Short),
            Form::Verb | Form::Short => Some(Form::Long),
            Form::Long => None,
        }
    }
}

/// How an element is set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::resolve::citations) struct Formatting {
    pub(super) italic: Option<bool>,
    pub(super) small_caps: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) vertical: Option<Vertical>,
    pub(super) prefix: Option<String>,
    pub(super) suffix: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) display: Option<Display>,
    pub(super) case: Option<Case>,
    pub(super) strips_periods: bool,
    pub(super) quotes: bool,
    /// Whether prefix and suffix are set like what is between them.
    pub(super) affixes_inside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vertical {
    Baseline,
    Sup,
    Sub,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}

impl Formatting {
    pub(super) fn of(element: &Element) -> Formatting {
        let is = |name: &str, yes: &[&str], no: &str| match element.get(name) {
            Some(it) if yes.contains(&it) => Some(true),
            Some(it) if it == no => Some(false),
            _ => None,
        };
        let text = |name| element.get(name).map(str::to_owned);
        Formatting {
            italic: is("font-style", &["italic", "oblique"], "normal"),
            small_caps: is("font-variant", &["small-caps"], "normal"),
            bold: is("font-weight", &["bold"], "normal"),
            underline: is("text-decoration", &["underline"], "none"),
            vertical: match element.get("vertical-align") {
                Some("sup") => Some(Vertical::Sup),
                Some("sub") => Some(Vertical::Sub),
                Some("baseline") => Some(Vertical::Baseline),
                _ => None,
            },
            prefix: text("prefix"),
            suffix: text("suffix"),
            delimiter: text("delimiter"),
            display: match element.get("display") {
                Some("block") => Some(Display::Block),
                Some("left-margin") => Some(Display::LeftMargin),
                Some("right-inline") => Some(Display::RightInline),
                Some("indent") => Some(Display::Indent),
                _ => None,
            },
            case: match element.get("text-case") {
                Some("lowercase") => Some(Case::Lower),
                Some("uppercase") => Some(Case::Upper),
                Some("capitalize-first") => Some(Case::CapitalizeFirst),
                Some("capitalize-all") => Some(Case::CapitalizeAll),
                Some("sentence") => Some(Case::Sentence),
                Some("title") => Some(Case::Title),
                _ => None,
            },
            strips_periods: element.get("strip-periods") == Some("true"),
            quotes: element.get("quotes") == Some("true"),
            affixes_inside: false,
        }
    }

    /// This, and what of another it does not say.
    pub(super) fn or(self, other: &Formatting) -> Formatting {
        Formatting {
            italic: self.italic.or(other.italic),
            small_caps: self.small_caps.or(other.small_caps),
            bold: self.bold.or(other.bold),
            underline: self.underline.or(other.underline),
            vertical: self.vertical.or(other.vertical),
            prefix: self.prefix.or_else(|| other.prefix.clone()),
            suffix: self.suffix.or_else(|| other.suffix.clone()),
            delimiter: self.delimiter.or_else(|| other.delimiter.clone()),
            display: self.display.or(other.display),
            case: self.case.or(other.case),
            strips_periods: self.strips_periods || other.strips_periods,
            quotes: self.quotes || other.quotes,
            affixes_inside: self.affixes_inside || other.affixes_inside,
        }
    }

    /// Without prefix, suffix and delimiter.
    pub(super) fn inner(&self) -> Formatting {
        Formatting { prefix: None, suffix: None, delimiter: None, ..self.clone() }
    }

    /// The prefix and the suffix alone.
    pub(super) fn affixes(&self) -> Formatting {
        Formatting { prefix: self.prefix.clone(), suffix: self.suffix.clone(), ..Formatting::default() }
    }

    /// With a prefix alone.
    pub(super) fn prefixed(prefix: impl Into<String>) -> Formatting {
        Formatting { prefix: Some(prefix.into()), ..Formatting::default() }
    }

    /// With a delimiter alone.
    pub(super) fn delimited(delimiter: Option<String>) -> Formatting {
        Formatting { delimiter, ..Formatting::default() }
    }
}

/// An element of a layout.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) formatting: Formatting,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Variable { name: String, is_short: bool },
    Macro(String),
    Term { name: String, form: Form, plural: Option<bool> },
    Text(String),
    Number { name: String, form: NumberForm },
    Label(Label),
    Date(DateNode),
    Names(Box<NamesNode>),
    Group(Vec<Node>),
    Choose(Vec<Branch>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberForm {
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) variable: String,
    pub(super) form: Form,
    /// Always or never the plural; `None` as the number is.
    pub(super) plural: Option<bool>,
    pub(super) formatting: Formatting,
}

/// How dates of a form are written, in a style or in a locale.
#[derive(Debug, Clone, Default)]
pub(super) struct DateNode {
    pub(super) variable: String,
    pub(super) form: Option<DateForm>,
    pub(super) shows: Option<DateShows>,
    pub(super) parts: Vec<DatePart>,
    pub(super) formatting: Formatting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateForm {
    Numeric,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateShows {
    Day,
    Month,
    Year,
}

#[derive(Debug, Clone)]
pub(super) struct DatePart {
    pub(super) unit: DateUnit,
    pub(super) form: DatePartForm,
    pub(super) range_delimiter: String,
    pub(super) formatting: Formatting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateUnit {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatePartForm {
    Numeric,
    LeadingZeros,
    Ordinal,
    Long,
    Short,
}

/// Names, with what stands for them where there are none.
#[derive(Debug)]
pub(super) struct NamesNode {
    pub(super) variables: Vec<String>,
    pub(super) format: NamesFormat,
    pub(super) substitutes: Vec<Node>,
}

/// How names are set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NamesFormat {
    pub(super) label: Option<Label>,
    pub(super) is_label_first: bool,
    pub(super) et_al: Option<(String, Formatting)>,
    pub(super) name: Option<NameNode>,
}

/// How each name is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NameNode {
    pub(super) options: NameOptions,
    pub(super) given: Option<Formatting>,
    pub(super) family: Option<Formatting>,
    pub(super) formatting: Formatting,
}

/// Options of names, which may be given for a name, a layout, or a style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NameOptions {
    pub(super) and: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) precedes_et_al: Option<String>,
    pub(super) precedes_last: Option<String>,
    pub(super) et_al_min: Option<usize>,
    pub(super) et_al_use_first: Option<usize>,
    pub(super) subsequent_min: Option<usize>,
    pub(super) subsequent_use_first: Option<usize>,
    pub(super) uses_last: Option<bool>,
    pub(super) form: Option<String>,
    pub(super) initialize: Option<bool>,
    pub(super) initialize_with: Option<String>,
    pub(super) sort_order: Option<String>,
    pub(super) sort_separator: Option<String>,
    /// The delimiter between the names of several variables.
    pub(super) names_delimiter: Option<String>,
}

impl NameOptions {
    /// What a style, a layout, or a key of a sort says for all names in it.
    pub(super) fn inherited(element: &Element) -> NameOptions {
        let text = |name| element.get(name).map(str::to_owned);
        let mut options = NameOptions::common(element);
        options.form = text("name-form");
        options.delimiter = text("name-delimiter");
        options.names_delimiter = text("names-delimiter");
        options
    }

    /// What a name says.
    pub(super) fn own(element: &Element) -> NameOptions {
        let text = |name| element.get(name).map(str::to_owned);
        let mut options = NameOptions::common(element);
        options.form = text("form");
        options.delimiter = text("delimiter");
        options
    }

    fn common(element: &Element) -> NameOptions {
        let text = |name| element.get(name).map(str::to_owned);
        let is = |name| element.get(name).map(|it| it == "true");
        NameOptions {
            and: text("and"),
            precedes_et_al: text("delimiter-precedes-et-al"),
            precedes_last: text("delimiter-precedes-last"),
            et_al_min: element.number("names-min").or_else(|| element.number("et-al-min")),
            et_al_use_first: element.number("names-use-first").or_else(|| element.number("et-al-use-first")),
            subsequent_min: element.number("et-al-subsequent-min"),
            subsequent_use_first: element.number("et-al-subsequent-use-first"),
            uses_last: is("names-use-last").or_else(|| is("et-al-use-last")),
            initialize: is("initialize"),
            initialize_with: text("initialize-with"),
            sort_order: text("name-as-sort-order"),
            sort_separator: text("sort-separator"),
            ..NameOptions::default()
        }
    }

    /// These, and what of others they do not say.
    pub(super) fn or(self, other: &NameOptions) -> NameOptions {
        let text = |one: Option<String>, other: &Option<String>| one.or_else(|| other.clone());
        NameOptions {
            and: text(self.and, &other.and),
            delimiter: text(self.delimiter, &other.delimiter),
            precedes_et_al: text(self.precedes_et_al, &other.precedes_et_al),
            precedes_last: text(self.precedes_last, &other.precedes_last),
            et_al_min: self.et_al_min.or(other.et_al_min),
            et_al_use_first: self.et_al_use_first.or(other.et_al_use_first),
            subsequent_min: self.subsequent_min.or(other.subsequent_min),
            subsequent_use_first: self.subsequent_use_first.or(other.subsequent_use_first),
            uses_last: self.uses_last.or(other.uses_last),
            form: text(self.form, &other.form),
            initialize: self.initialize.or(other.initialize),
            initialize_with: text(self.initialize_with, &other.initialize_with),
            sort_order: text(self.sort_order, &other.sort_order),
            sort_separator: text(self.sort_separator, &other.sort_separator),
            names_delimiter: text(self.names_delimiter, &other.names_delimiter),
        }
    }
}

/// What is written where conditions hold.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) matching: Match,
    pub(super) conditions: Vec<Condition>,
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    All,
    Any,
    None,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Variable(String),
    /// One of these types.
    Type(Vec<String>),
    Uncertain(String),
    Numeric(String),
    Locator(String),
    Position(Position),
    Disambiguate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
}

impl DateNode {
    /// A date of a style or of a locale.
    pub(super) fn of(element: &Element) -> DateNode {
        let part = |it: &Element| {
            let unit = match it.get("name") {
                Some("day") => DateUnit::Day,
                Some("month") => DateUnit::Month,
                _ => DateUnit::Year,
            };
            let form = match it.get("form") {
                Some("numeric") => DatePartForm::Numeric,
                Some("numeric-leading-zeros") => DatePartForm::LeadingZeros,
                Some("ordinal") => DatePartForm::Ordinal,
                Some("short") => DatePartForm::Short,
                Some("long") => DatePartForm::Long,
                _ if unit == DateUnit::Day => DatePartForm::Numeric,
                _ => DatePartForm::Long,
            };
            let range_delimiter = it.get("range-delimiter").unwrap_or("–").to_owned();
            DatePart { unit, form, range_delimiter, formatting: Formatting::of(it) }
        };
        DateNode {
            variable: element.get("variable").unwrap_or("").to_lowercase(),
            form: match element.get("form") {
                Some("numeric") => Some(DateForm::Numeric),
                Some("text") => Some(DateForm::Text),
                _ => None,
            },
            shows: match element.get("date-parts") {
                Some("year-month-day") => Some(DateShows::Day),
                Some("year-month") => Some(DateShows::Month),
                Some("year") => Some(DateShows::Year),
                _ => None,
            },
            parts: element.all("date-part").map(part).collect(),
            formatting: Formatting::of(element),
        }
    }
}
