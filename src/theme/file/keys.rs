//! The registry of keys of a theme's file: what each takes, and what it says.
//!
//! The only place: reading, messages and suggestions use it, and tests compare the types and the manual with it.

use crate::geometry::Length;

/// A key of a theme's file.
#[derive(Debug)]
pub struct ThemeKey {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: ThemeValue,
    /// What it says, in a sentence.
    pub summary: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub enum ThemeValue {
    /// Text that is not empty.
    Text,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds.
    Number(i64, i64),
    /// Two whole numbers, of which the sum is not zero.
    Ratio,
    /// A colour.
    Color,
    /// A number of ems between two bounds, in thousandths.
    Em(i64, i64),
    /// A number of lines between two bounds, in thousandths.
    Lines(i64, i64),
    /// A length between two bounds.
    Length(Length, Length),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A table. What it leaves out is as in the theme that is extended.
    Table(&'static [ThemeKey]),
    /// A list of tables, each over the one in its place in the theme that is extended.
    Levels(&'static [ThemeKey]),
    /// A list of tables with all keys, instead of that of the theme that is extended.
    Rows(&'static [ThemeKey]),
}

impl ThemeValue {
    /// What the key takes, for messages and the manual.
    pub fn describe(&self) -> String {
        let sign = |it: &i64| if *it < 0 { "-" } else { "" };
        let decimal = |it: &i64| format!("{}{}.{:03}", sign(it), it.abs() / 1000, it.abs() % 1000);
        let short = |it: &i64| decimal(it).trim_end_matches('0').trim_end_matches('.').to_owned();
        match self {
            ThemeValue::Text => "text".to_owned(),
            ThemeValue::Texts => "a list of texts".to_owned(),
            ThemeValue::Flag => "`true` or `false`".to_owned(),
            ThemeValue::Number(low, high) => format!("a whole number from {low} to {high}"),
            ThemeValue::Ratio => "a list of two whole numbers from 0 to 100".to_owned(),
            ThemeValue::Color => "a colour, as `\"#0b5a7d\"`".to_owned(),
            ThemeValue::Em(low, high) => format!("`{}em` to `{}em`", short(low), short(high)),
            ThemeValue::Lines(low, high) => format!("`{}lines` to `{}lines`", short(low), short(high)),
            ThemeValue::Length(low, high) => {
                format!("`{}pt` to `{}pt`", short(&low.to_millipt()), short(&high.to_millipt()))
            }
            ThemeValue::Word(words) => {
                words.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
            }
            ThemeValue::Table(_) => "a table".to_owned(),
            ThemeValue::Levels(_) | ThemeValue::Rows(_) => "a list of tables".to_owned(),
        }
    }

    /// The keys of the table, or of the tables of the list.
    pub const fn keys(&self) -> Option<&'static [ThemeKey]> {
        match self {
            ThemeValue::Table(keys) | ThemeValue::Levels(keys) | ThemeValue::Rows(keys) => Some(keys),
            ThemeValue::Text
            | ThemeValue::Texts
            | ThemeValue::Flag
            | ThemeValue::Number(..)
            | ThemeValue::Ratio
            | ThemeValue::Color
            | ThemeValue::Em(..)
            | ThemeValue::Lines(..)
            | ThemeValue::Length(..)
            | ThemeValue::Word(_) => None,
        }
    }
}

const fn key(name: &'static str, takes: ThemeValue, summary: &'static str) -> ThemeKey {
    ThemeKey { name, takes, summary }
}

/// Space above, below and between, which may be none.
const SPACE: ThemeValue = ThemeValue::Lines(0, 30_000);
/// An indent, which may be none.
const INDENT: ThemeValue = ThemeValue::Em(0, 20_000);
/// The thickness of a rule, which may be nothing.
const RULE: ThemeValue = ThemeValue::Length(Length::ZERO, Length::pt(20));
/// A least size of type.
const LEAST: ThemeValue = ThemeValue::Length(Length::ZERO, Length::pt(30));
/// A design of text.
const LOOK: ThemeValue = ThemeValue::Table(TEXT);

const FAMILY: &[&str] = &["serif", "sans", "mono"];
const WEIGHT: ThemeValue = ThemeValue::Word(&["regular", "bold"]);
const SLANT: ThemeValue = ThemeValue::Word(&["upright", "italic"]);

const INK: ThemeValue = ThemeValue::Word(&["text", "muted", "accent", "rule", "ground"]);

/// The keys of a design of text.
pub const TEXT: &[ThemeKey] = &[
    key("family", ThemeValue::Word(FAMILY), "The family."),
    key("weight", WEIGHT, "The weight."),
    key("slant", SLANT, "Upright or italic."),
    key(
        "caps",
        ThemeValue::Word(&["normal", "small", "all-small"]),
        "Small capitals of the font: none, for lower case, or for all letters.",
    ),
    key("figures", ThemeValue::Word(&["old-style", "lining", "tabular"]), "The shape of figures."),
    key("size", ThemeValue::Em(300, 8000), "The size, in ems of the body."),
    key("leading", ThemeValue::Lines(300, 8000), "The leading, in lines of the grid."),
    key("tracking", ThemeValue::Em(-100, 500), "What is added between letters."),
    key("ink", INK, "The colour."),
    key("align", ThemeValue::Word(&["justify", "start", "end", "center"]), "How lines are filled."),
];

const FAMILIES: &[ThemeKey] = &[
    key("serif", ThemeValue::Text, "The family of text, with serifs or without."),
    key("sans", ThemeValue::Text, "The family of what the theme sets apart: headings and captions in some."),
    key("mono", ThemeValue::Text, "The family of code."),
];

const PALETTE: &[ThemeKey] = &[
    key("ground", ThemeValue::Color, "The background."),
    key("panel", ThemeValue::Color, "Behind code and admonitions."),
    key("text", ThemeValue::Color, "Text."),
    key("muted", ThemeValue::Color, "Secondary text."),
    key("accent", ThemeValue::Color, "The brand colour."),
    key("link", ThemeValue::Color, "Links on screens; by default the brand colour."),
    key("rule", ThemeValue::Color, "Rules and frames."),
];

const SIZES: &[ThemeKey] = &[
    key("up_to", ThemeValue::Length(Length::mm(50), Length::mm(2000)), "The widest paper that it is for."),
    key("size", ThemeValue::Length(Length::pt(5), Length::pt(40)), "The size of type."),
    key("leading", ThemeValue::Length(Length::pt(5), Length::pt(80)), "The distance of base lines."),
    key("characters", ThemeValue::Number(30, 100), "How many characters a line holds."),
];

const PAGE: &[ThemeKey] = &[
    key("paper", ThemeValue::Text, "The paper, as `paper` of `[pdf]`."),
    key(
        "face",
        ThemeValue::Text,
        "The family of text that `character` and `sizes` are for. Another one is fitted: letters are as high, and lines have as many.",
    ),
    key("character", ThemeValue::Em(200, 900), "The mean width of a character of prose in the text face."),
    key(
        "sizes",
        ThemeValue::Rows(SIZES),
        "The sizes of type by the width of the paper, narrowest first; the last for all that is wider.",
    ),
    key(
        "sides",
        ThemeValue::Ratio,
        "How the inner and the outer margin of two-sided pages share what the measure leaves.",
    ),
    key("one_sided", ThemeValue::Ratio, "How the left and the right margin of one-sided pages share it."),
    key(
        "head",
        ThemeValue::Number(20, 400),
        "The margin at the head, in thousandths of the height of the paper.",
    ),
    key("foot", ThemeValue::Number(20, 400), "The least margin at the foot, likewise."),
    key("least", ThemeValue::Length(Length::mm(5), Length::mm(60)), "The least margin at a side."),
    key("two_sided", ThemeValue::Flag, "Whether left-hand pages mirror right-hand ones."),
    key(
        "two_sided_books",
        ThemeValue::Flag,
        "Whether they do so where chapters begin on pages of their own.",
    ),
];

const BODY: &[ThemeKey] = &[
    key("look", LOOK, "Running text."),
    key("indent", INDENT, "The indent of a paragraph that follows another."),
    key("gap", SPACE, "The space between paragraphs."),
];

const TITLE: &[ThemeKey] = &[
    key("title", LOOK, "The title, in a block at the head of the text."),
    key("display", LOOK, "The title on a page of its own."),
    key("subtitle", LOOK, "The subtitle."),
    key("author", LOOK, "The authors."),
    key("date", LOOK, "The date and the publisher."),
    key("rights", LOOK, "The statement of rights on the back of a title page."),
    key("logo", SPACE, "The height of the logo."),
    key("above", SPACE, "The space above the block."),
    key("between", SPACE, "The space between title, subtitle, authors and date."),
    key("below", SPACE, "The space between the block and the text."),
    key("sink", SPACE, "How far down a title page the title is set."),
    key("rule", RULE, "The thickness of the rule below the block."),
    key("rule_width", ThemeValue::Em(0, 100_000), "Its length; `0em` for the measure."),
    key("rule_ink", INK, "Its colour."),
];

/// A length on a cover, which may be nothing.
const COVER_LENGTH: ThemeValue = ThemeValue::Em(0, 20_000);

const COVER: &[ThemeKey] = &[
    key(
        "ground",
        ThemeValue::Word(&["accent", "text", "ground", "panel"]),
        "The colour that fills the cover. On `accent` and `text`, text has the colour of the background.",
    ),
    key("title_at", ThemeValue::Word(&["head", "middle", "foot"]), "Where the title is."),
    key("title", LOOK, "The title; a long one is set smaller."),
    key("subtitle", LOOK, "The subtitle."),
    key("author", LOOK, "The authors."),
    key("publisher", LOOK, "The publisher."),
    key("margin", COVER_LENGTH, "What stays free at each side."),
    key("logo", COVER_LENGTH, "The height of the logo."),
    key("rule", COVER_LENGTH, "The thickness of a short rule below the title; `0em` for none."),
    key("band", COVER_LENGTH, "The height of a band from edge to edge; `0em` for none."),
    key("band_color", ThemeValue::Color, "The colour of the band."),
    key("frame", COVER_LENGTH, "How far a double frame is from the edges; `0em` for none."),
];

const HEAD: &[ThemeKey] = &[
    key("look", LOOK, "The heading."),
    key("above", SPACE, "The space above."),
    key("below", SPACE, "The space below."),
    key("sink", SPACE, "The space above a heading that opens a chapter on a new page."),
    key("outdent", INDENT, "How far it begins in the margin where lines begin, if there is room."),
    key("rule", RULE, "The thickness of a rule above it, in the brand colour."),
];

const LIST: &[ThemeKey] = &[
    key("bullets", ThemeValue::Texts, "The bullet of each depth, the last for all that are deeper."),
    key("marker", LOOK, "Bullets and numbers."),
    key("indent", INDENT, "How far items hang."),
    key("marker_gap", INDENT, "The distance of a marker from its text."),
    key("gap", SPACE, "The space between the items of a loose list."),
    key("inner", SPACE, "The space between the paragraphs of an item."),
    key("around", SPACE, "The space above and below a loose list."),
    key("around_tight", SPACE, "The space above and below a tight list."),
];

const SET_OFF: &[ThemeKey] = &[
    key("look", LOOK, "The text."),
    key("start", INDENT, "The indent where lines begin."),
    key("end", INDENT, "The indent where lines end."),
    key("around", SPACE, "The space above and below."),
    key("gap", SPACE, "The space between paragraphs, instead of an indent; `0lines` for that of the body."),
    key("bar", RULE, "The thickness of a bar where lines begin."),
    key("pad", INDENT, "How far a background extends beyond the text; `0em` for none."),
    key("fill", ThemeValue::Word(&["panel", "accent"]), "The colour of that background."),
    key(
        "smallest",
        LEAST,
        "The smallest size of lines that would have to be turned over; `0pt` to keep the size.",
    ),
];

const TOKEN: &[ThemeKey] = &[
    key("light", ThemeValue::Color, "The colour in light mode and on paper."),
    key("dark", ThemeValue::Color, "The colour in dark mode."),
    key("weight", WEIGHT, "The weight."),
    key("slant", SLANT, "Upright or italic."),
];

const HIGHLIGHT: &[ThemeKey] = &[
    key("keyword", ThemeValue::Table(TOKEN), "Words of the language."),
    key("type", ThemeValue::Table(TOKEN), "Names of types."),
    key("function", ThemeValue::Table(TOKEN), "Names of functions."),
    key("string", ThemeValue::Table(TOKEN), "Strings."),
    key("number", ThemeValue::Table(TOKEN), "Numbers and constants."),
    key("comment", ThemeValue::Table(TOKEN), "Comments."),
    key("attribute", ThemeValue::Table(TOKEN), "Attributes and keys."),
    key("inserted", ThemeValue::Table(TOKEN), "Lines added."),
    key("deleted", ThemeValue::Table(TOKEN), "Lines removed."),
];

const TABLE: &[ThemeKey] = &[
    key("cell", LOOK, "Cells."),
    key("head", LOOK, "Cells of the head."),
    key("caption", LOOK, "The caption."),
    key("heavy", RULE, "The thickness of the rules above and below."),
    key("light", RULE, "The thickness of the rule below the head."),
    key("row_rule", RULE, "The thickness of rules between rows."),
    key("ink", INK, "The colour of the rules above, below, and below the head."),
    key("gap", INDENT, "The space between columns."),
    key("pad", SPACE, "The space between a rule and a row."),
    key("row_gap", SPACE, "The space between rows."),
    key("around", SPACE, "The space above and below the table."),
    key("smallest", LEAST, "The smallest size of type in a table that is too wide."),
];

const FIGURE: &[ThemeKey] = &[
    key("caption", LOOK, "The caption."),
    key("gap", SPACE, "The space between image and caption."),
    key("around", SPACE, "The space above and below."),
];

const NOTE: &[ThemeKey] = &[
    key("look", LOOK, "Notes."),
    key("smallest", LEAST, "The smallest size of their type."),
    key("indent", INDENT, "How far their text hangs from the mark."),
    key("above", SPACE, "The least space between the text and the rule."),
    key("below", SPACE, "The space between the rule and the first note."),
    key("gap", SPACE, "The space between notes."),
    key("rule", RULE, "The thickness of the rule."),
    key("rule_width", ThemeValue::Em(0, 100_000), "Its length; `0em` for the measure."),
];

const ENTRY: &[ThemeKey] = &[
    key("look", LOOK, "The line."),
    key("above", SPACE, "The space above."),
    key("indent", INDENT, "The indent."),
];

const CONTENTS: &[ThemeKey] = &[
    key("title", LOOK, "The heading of the contents."),
    key("below", SPACE, "The space below that heading."),
    key("depth", ThemeValue::Number(1, 6), "How many levels of headings they show."),
    key("entries", ThemeValue::Levels(ENTRY), "The lines by depth, the last for all that are deeper."),
    key("leader", INDENT, "The distance of the dots of leaders; `0em` for no leaders."),
];

const RUNNING: &[ThemeKey] = &[
    key("head", LOOK, "Running heads."),
    key("folio", LOOK, "Folios."),
    key("head_above", SPACE, "The distance from the running head to the first line of text."),
    key("folio_below", SPACE, "The distance from the last line of text to the folio."),
    key("folio_at", ThemeValue::Word(&["foot-center", "foot-outer", "head-outer"]), "Where the folio is."),
    key("rule", RULE, "The thickness of the rule below the running head."),
];

const ORNAMENT: &[ThemeKey] = &[
    key("text", ThemeValue::Text, "The ornament."),
    key("look", LOOK, "Its design."),
    key("around", SPACE, "The space above and below."),
];

/// The key that names the theme whose values hold where the file says nothing.
pub const EXTENDS: &str = "extends";

/// The keys of a theme's file, as a theme has them, and [`EXTENDS`].
pub static KEYS: &[ThemeKey] = &[
    key(
        EXTENDS,
        ThemeValue::Text,
        "The built-in theme that holds where the file says nothing; by default `classic`.",
    ),
    key("name", ThemeValue::Text, "The name of the theme; by default that of the file."),
    key("families", ThemeValue::Table(FAMILIES), "The families of type."),
    key("light", ThemeValue::Table(PALETTE), "The colours of light mode and of paper."),
    key("dark", ThemeValue::Table(PALETTE), "The colours of dark mode."),
    key("page", ThemeValue::Table(PAGE), "Paper, sizes and margins."),
    key("body", ThemeValue::Table(BODY), "Running text."),
    key("cover", ThemeValue::Table(COVER), "A cover that is drawn. An em is a fortieth of its width."),
    key("title", ThemeValue::Table(TITLE), "The title block and the title page."),
    key("heads", ThemeValue::Levels(HEAD), "Headings by depth, the last for all that are deeper."),
    key("chapter", ThemeValue::Table(HEAD), "Headings that open a chapter of a book."),
    key("list", ThemeValue::Table(LIST), "Lists."),
    key("definition", ThemeValue::Table(SET_OFF), "Definition lists."),
    key("quote", ThemeValue::Table(SET_OFF), "Quotations."),
    key("epigraph", ThemeValue::Table(SET_OFF), "A motto at the start of a chapter."),
    key("verse", ThemeValue::Table(SET_OFF), "Verse."),
    key("pull_quote", ThemeValue::Table(SET_OFF), "A sentence pulled out of the text."),
    key("lead", ThemeValue::Table(SET_OFF), "The paragraphs that lead into a text."),
    key("abstract", ThemeValue::Table(SET_OFF), "A summary before the text."),
    key("sidebar", ThemeValue::Table(SET_OFF), "Text beside the main text, such as a case."),
    key("remark", ThemeValue::Table(SET_OFF), "Admonitions."),
    key("remark_title", LOOK, "The heading of an admonition."),
    key("code", ThemeValue::Table(SET_OFF), "Code."),
    key("highlight", ThemeValue::Table(HIGHLIGHT), "The styles of tokens in code."),
    key("table", ThemeValue::Table(TABLE), "Tables."),
    key("figure", ThemeValue::Table(FIGURE), "Figures."),
    key("note", ThemeValue::Table(NOTE), "Footnotes."),
    key("contents", ThemeValue::Table(CONTENTS), "The table of contents."),
    key("brief_contents", ThemeValue::Table(CONTENTS), "The contents between a title and its text."),
    key("running", ThemeValue::Table(RUNNING), "Running heads and folios."),
    key("ornament", ThemeValue::Table(ORNAMENT), "The break between scenes or thoughts."),
];
