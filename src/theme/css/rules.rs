//! The rules that follow from a theme: text and space of each kind of block.
//!
//! The colours of a theme: the palettes as variables, and the rules of highlighted code.

use crate::geometry::{Em, Length};
use crate::highlight::TokenKind;
use crate::locale::stress::{self, Stress};
use crate::locale::words;
use crate::theme::css::declare::{
    BookFace, Medium, Sheet, Stacks, declare, em, ink, lines, look, slant, string, thickness, weight,
};
use crate::theme::{
    Align, Caps, Color, Family, Fill, Ink, Lines, Palette, SetOffDesign, Slant, TextDesign, Theme,
    TokenStyle, Weight,
};

/// The size of the text itself.
const ONE: Em = Em::milli(1000);

/// The rules of running text, of everything that a document may hold, with the faces that come with it.
pub(super) fn text(theme: &Theme, medium: Medium, faces: &[BookFace]) -> String {
    let mut sheet = Sheet::default();
    let stacks = Stacks { families: &theme.families, faces };
    if medium == Medium::Screen || !faces.is_empty() {
        sheet.rule("body", &[declare("font-family", stacks.of(Family::Serif))]);
    }
    sheet.rule("code,kbd,pre", &[declare("font-family", stacks.of(Family::Mono))]);
    let painter = Painter { theme, stacks, medium };
    painter.body(&mut sheet);
    painter.heads(&mut sheet);
    painter.stress(&mut sheet);
    painter.title(&mut sheet);
    painter.set_off(&mut sheet);
    painter.lists(&mut sheet);
    painter.tables(&mut sheet);
    painter.notes(&mut sheet);
    sheet.finish()
}

struct Painter<'a> {
    theme: &'a Theme,
    stacks: Stacks<'a>,
    medium: Medium,
}

impl Painter<'_> {
    fn look(&self, it: &TextDesign) -> Vec<String> {
        look(it, &self.stacks, self.medium)
    }

    /// The rule of a text design, with more declarations.
    fn paint(
        &self,
        sheet: &mut Sheet,
        selector: &str,
        it: &TextDesign,
        more: impl IntoIterator<Item = String>,
    ) {
        let mut all = self.look(it);
        all.extend(more);
        sheet.rule(selector, &all);
    }

    /// The colour of an ink, where the medium has colours.
    fn ink(&self, property: &str, it: Ink) -> String {
        if self.medium == Medium::Screen { declare(property, ink(it)) } else { String::new() }
    }

    /// A line of a thickness; in the colour of the text where the medium has no colours.
    fn line(&self, property: &str, width: Length, it: Ink) -> String {
        let color = if self.medium == Medium::Screen { ink(it) } else { "" };
        declare(property, format!("{} solid {color}", thickness(width)).trim_end())
    }

    /// Paragraphs: an indent or space between them.
    fn body(&self, sheet: &mut Sheet) {
        let body = &self.theme.body;
        sheet.rule("p", &[declare("margin", "0")]);
        sheet.rule(
            "p+p",
            &[declare("text-indent", em(body.indent, ONE)), declare("margin-top", lines(body.gap, ONE))],
        );
        // After anything but a paragraph, a first line is not indented.
        let ornament = &self.theme.ornament;
        sheet.rule(
            "hr",
            &[
                declare("margin", format!("{} 0", lines(ornament.around, ONE))),
                self.ink("color", ornament.look.ink),
            ],
        );
        sheet.rule("hr::before", &[declare("content", string(&ornament.text))]);
    }

    /// Headings by depth. The first of a page is its title, so that its second level is the outline's first.
    fn heads(&self, sheet: &mut Sheet) {
        let first = if self.medium == Medium::Screen { 2 } else { 1 };
        for level in first..=6 {
            let head = self.theme.head(level - first + 1);
            let selector = if level == 6 { "h6,.h7".to_owned() } else { format!("h{level}") };
            let size = head.look.size;
            let margin = format!("{} 0 {}", lines(head.above, size), lines(head.below, size));
            let rule = match head.rule {
                Length::ZERO => String::new(),
                width => self.line("border-top", width, Ink::Accent) + ";padding-top:.25em",
            };
            self.paint(
                sheet,
                &selector,
                &head.look,
                [declare("margin", margin), rule, size_of(&head.look), bold(&head.look)],
            );
        }
    }

    /// Stress, and headings that only a slant sets off, in scripts without one.
    fn stress(&self, sheet: &mut Sheet) {
        let first = if self.medium == Medium::Screen { 2 } else { 1 };
        let hidden = (first..=6).filter(|level| {
            let look = self.theme.head(level - first + 1).look;
            look.weight == Weight::Regular && (look.slant == Slant::Italic || look.caps != Caps::Normal)
        });
        // One selector that an e-reader does not know would cost it the rule.
        let hidden: Vec<String> = hidden
            .flat_map(|it| [format!("h{it}")].into_iter().chain((it == 6).then(|| ".h7".to_owned())))
            .collect();
        let bold = declare("font-weight", weight(Weight::Bold));
        for (stress, languages) in stress::LANGUAGES {
            // Those that the program has words in: each costs a selector for each level.
            let spoken: Vec<&str> = languages
                .iter()
                .copied()
                .filter(|it| words::ALL.iter().any(|words| words.lang == *it))
                .collect();
            let of = |elements: &[String], languages: &[&str]| {
                let each = |element: &String| {
                    languages.iter().map(move |it| format!("{element}:lang({it})")).collect::<Vec<_>>()
                };
                elements.iter().flat_map(each).collect::<Vec<_>>().join(",")
            };
            let place = |it: &str| declare("text-emphasis-position", it);
            let dots = || declare("text-emphasis", "dot");
            let own = match stress {
                Stress::Slant => Vec::new(),
                Stress::Bold => vec![bold.clone()],
                Stress::DotsAbove => vec![dots(), place("over right")],
                Stress::DotsBelow => vec![dots(), place("under right")],
            };
            sheet.rule(&of(&["em".to_owned()], languages), &own);
            if !hidden.is_empty() {
                sheet.rule(&of(&hidden, &spoken), std::slice::from_ref(&bold));
            }
        }
    }

    fn title(&self, sheet: &mut Sheet) {
        let title = &self.theme.title;
        let between = declare("margin", format!("{} 0 0", lines(title.between, ONE)));
        self.paint(sheet, ".title h1", &title.title, [declare("margin", "0"), bold(&title.title)]);
        self.paint(sheet, ".subtitle", &title.subtitle, [between.clone()]);
        self.paint(sheet, ".authors", &title.author, [between.clone()]);
        self.paint(sheet, ".date", &title.date, [between]);
        self.paint(sheet, ".rights", &title.rights, []);
        sheet.rule(".logo img", &[declare("height", lines(title.logo, ONE))]);
        let below = lines(title.below, ONE);
        let centred = title.title.align == Align::Center;
        let align = if centred { declare("text-align", "center") } else { String::new() };
        sheet.rule(".title", &[declare("margin-bottom", below), align]);
        let width = if title.rule_width == Em::ZERO { "100%".to_owned() } else { em(title.rule_width, ONE) };
        if title.rule > Length::ZERO {
            let line = self.line("border-top", title.rule, title.rule_ink);
            let middle = if centred { declare("margin-inline", "auto") } else { String::new() };
            sheet.rule(".title::after", &[declare("width", width), middle, line]);
        }
    }

    fn set_off(&self, sheet: &mut Sheet) {
        let theme = self.theme;
        self.set(sheet, "blockquote", &theme.quote);
        self.set(sheet, ".epigraph", &theme.epigraph);
        self.set(sheet, ".verse", &theme.verse);
        self.set(sheet, ".pull-quote,.pullquote", &theme.pull_quote);
        self.set(sheet, ".lead", &theme.lead);
        self.set(sheet, ".abstract", &theme.summary);
        self.set(sheet, ".sidebar", &theme.sidebar);
        sheet.rule(".page-break", &[declare("break-before", "page")]);
        self.set(sheet, ".remark", &theme.remark);
        self.paint(sheet, ".remark-title", &theme.remark_title, []);
        self.set(sheet, "pre", &theme.code);
        let figure = &theme.figure;
        sheet.rule("figure,.figure", &[declare("margin", format!("{} 0", lines(figure.around, ONE)))]);
        let gap = lines(figure.gap, figure.caption.size);
        self.paint(sheet, "figcaption", &figure.caption, [declare("margin-top", gap)]);
    }

    /// A block that is set off: its text, indents, bar and background.
    fn set(&self, sheet: &mut Sheet, selector: &str, it: &SetOffDesign) {
        let size = it.look.size;
        // Engines that know no inline sides, in older e-readers, indent both sides alike.
        let mut more = vec![
            declare("margin", format!("{} {}", lines(it.around, size), em(it.start, size))),
            declare("margin-inline-start", em(it.start, size)),
            declare("margin-inline-end", em(it.end, size)),
        ];
        if it.bar > Length::ZERO {
            more.push(self.line("border-inline-start", it.bar, Ink::Accent));
            more.push(declare("padding-inline-start", "1em"));
        }
        if it.pad > Em::ZERO && self.medium == Medium::Screen {
            let fill = match it.fill {
                Fill::Panel => "var(--panel)",
                Fill::Accent => "var(--accent)",
            };
            more.push(declare("background", fill));
            more.push(declare("padding", em(it.pad, size)));
        }
        self.paint(sheet, selector, &it.look, more);
        if it.gap > Lines::ZERO {
            sheet.rule(&format!("{selector} p+p"), &[declare("margin-top", lines(it.gap, ONE))]);
        }
    }

    fn lists(&self, sheet: &mut Sheet) {
        let list = &self.theme.list;
        let indent = em(list.indent, ONE);
        let around = |it| declare("margin", format!("{} 0", lines(it, ONE)));
        sheet.rule("ul,ol", &[around(list.around), declare("padding-inline-start", &indent)]);
        sheet.rule(".tight", &[around(list.around_tight)]);
        sheet.rule("li+li", &[declare("margin-top", lines(list.gap, ONE))]);
        sheet.rule(".tight>li+li,li .tight", &[declare("margin-top", "0"), declare("margin-bottom", "0")]);
        sheet.rule("li p+p", &[declare("margin-top", lines(list.inner, ONE))]);
        self.paint(sheet, "li::marker", &list.marker, []);
        let mut selector = "ul".to_owned();
        for depth in 1..=list.bullets.len() {
            let bullet = format!("{}\u{2002}", self.theme.bullet(depth));
            sheet.rule(&selector, &[declare("list-style-type", string(&bullet))]);
            selector = format!("li {selector}");
        }
        // An empty string leaves the list a list to screen readers, `none` does not.
        let (plain, zero) = (declare("list-style-type", "\"\""), declare("padding-inline-start", "0"));
        sheet.rule(".index-entries", &[plain, zero]);
        sheet.rule(".index-entries .index-entries", &[declare("padding-inline-start", "1em")]);
        let hang = [declare("padding-inline-start", "2em"), declare("text-indent", "-2em")];
        sheet.rule(".index-entries>li", &hang);
        sheet.rule(".index-letter", &[declare("margin-top", lines(Lines::milli(1000), ONE))]);
        let hang = declare("padding-inline-start", &indent);
        sheet.rule("ul.references", &[declare("list-style-type", "\"\""), hang]);
        sheet.rule(".references p", &[declare("text-indent", format!("-{indent}"))]);
        let definition = &self.theme.definition;
        self.paint(sheet, "dt", &definition.look, []);
        let start = em(definition.start, ONE);
        sheet.rule(
            "dd",
            &[
                declare("margin", format!("0 {start}")),
                declare("margin-inline-start", start),
                declare("margin-inline-end", "0"),
            ],
        );
        sheet.rule("dl", &[declare("margin", format!("{} 0", lines(definition.around, ONE)))]);
        sheet.rule("dd+dt", &[declare("margin-top", lines(definition.around, ONE))]);
    }

    fn tables(&self, sheet: &mut Sheet) {
        let table = &self.theme.table;
        let around = declare("margin", format!("{} 0", lines(table.around, ONE)));
        sheet.rule(".scroll", &[around]);
        self.paint(sheet, "td,th", &table.cell, []);
        let gap = em(table.gap, table.cell.size);
        let row = lines(table.row_gap, table.cell.size);
        let half = em(table.gap.half(), table.cell.size);
        sheet.rule(
            "td,th",
            &[
                declare("padding", format!("{row} {half}")),
                declare("padding-inline-start", "0"),
                declare("padding-inline-end", gap),
            ],
        );
        let gap = em(table.gap, table.cell.size);
        sheet.rule("tr>.inner:last-child", &[declare("padding-inline-end", gap)]);
        self.paint(sheet, "th", &table.head, [bold(&table.head)]);
        self.paint(sheet, "caption", &table.caption, []);
        let heavy = |property| self.line(property, table.heavy, table.ink);
        sheet.rule("table", &[heavy("border-top"), heavy("border-bottom")]);
        sheet.rule("thead", &[self.line("border-bottom", table.light, table.ink)]);
        sheet.rule("tfoot", &[self.line("border-top", table.light, table.ink)]);
        if table.row_rule > Length::ZERO {
            sheet.rule("tbody tr+tr", &[self.line("border-top", table.row_rule, Ink::Rule)]);
        }
    }

    fn notes(&self, sheet: &mut Sheet) {
        let note = &self.theme.note;
        self.paint(sheet, ".notes ol,.notes aside", &note.look, []);
        let above = lines(Lines::milli(note.above.to_milli() + 2000), ONE);
        sheet.rule(".notes", &[declare("margin-top", above)]);
        let width = if note.rule_width == Em::ZERO { "100%".to_owned() } else { em(note.rule_width, ONE) };
        sheet.rule(
            ".notes::before",
            &[declare("width", width), self.line("border-top", note.rule, Ink::Rule)],
        );
    }
}

/// Headings have sizes of their own in browsers: a design with that of the text resets it.
fn size_of(it: &TextDesign) -> String {
    if it.size == TextDesign::default().size { declare("font-size", "1em") } else { String::new() }
}

/// Headings are bold in browsers: a design that is not resets it.
fn bold(it: &TextDesign) -> String {
    if it.weight == TextDesign::default().weight { declare("font-weight", "400") } else { String::new() }
}

/// The palettes as variables: light, dark, and both with more contrast, each under its media query.
pub(super) fn variables(theme: &Theme) -> String {
    let light = block(&theme.light);
    let dark = block(&theme.dark);
    let more = block(&strong(&theme.light, Color::BLACK, Color::WHITE));
    let more_dark = block(&strong(&theme.dark, Color::WHITE, Color::BLACK));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media (prefers-contrast:more){{:root{{{more}}}}}\n\
         @media screen and (prefers-contrast:more) and (prefers-color-scheme:dark){{:root{{{more_dark}}}}}\n"
    )
}

fn block(palette: &Palette) -> String {
    let named = [
        ("--ground", palette.ground),
        ("--panel", palette.panel),
        ("--text", palette.text),
        ("--muted", palette.muted),
        ("--accent", palette.accent),
        ("--link", palette.link),
        ("--rule", palette.rule),
    ];
    named.map(|(name, color)| declare(name, color)).join(";")
}

/// The palette for those who ask for more contrast: secondary text is not lighter, and rules are as strong as text.
fn strong(palette: &Palette, text: Color, ground: Color) -> Palette {
    Palette { ground, panel: ground, text, muted: text, rule: text, ..*palette }
}

/// The rules of highlighted code. A book has only weights and slants: its colours are the reader's.
pub(super) fn code(theme: &Theme, medium: Medium) -> String {
    let mut sheet = Sheet::default();
    for kind in TokenKind::ALL {
        let style = theme.highlight.style(kind);
        let mut all = shape(&style);
        if medium == Medium::Screen {
            all.push(color(style.light));
        }
        sheet.rule(&selector(kind), &all);
    }
    let light = sheet.finish();
    if medium == Medium::Book { light } else { light + &dark_code(theme) }
}

/// The colours of highlighted code in dark mode.
fn dark_code(theme: &Theme) -> String {
    let mut sheet = Sheet::default();
    for kind in TokenKind::ALL {
        sheet.rule(&selector(kind), &[color(theme.highlight.style(kind).dark)]);
    }
    format!("@media screen and (prefers-color-scheme:dark){{\n{}}}\n", sheet.finish())
}

/// The colours of what was inserted and deleted.
pub(super) fn changes(theme: &Theme) -> String {
    let both = |of: fn(&TokenStyle) -> Color| {
        let mut sheet = Sheet::default();
        for (element, kind) in [("ins", TokenKind::Inserted), ("del", TokenKind::Deleted)] {
            sheet.rule(element, &[color(of(&theme.highlight.style(kind)))]);
        }
        sheet.finish()
    };
    let (light, dark) = (both(|it| it.light), both(|it| it.dark));
    // The bar is in the margin, so that lines are as long as others; an e-reader may have none.
    let bar = ".changed,div.insertion,div.deletion{margin-inline-end:-.75em}\n";
    format!("{light}{bar}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")
}

fn selector(kind: TokenKind) -> String {
    format!("pre .{}", kind.name())
}

fn color(color: Color) -> String {
    declare("color", color)
}

/// What shows a kind of token without colours.
fn shape(style: &TokenStyle) -> Vec<String> {
    let mut all = Vec::new();
    if style.weight != Weight::Regular {
        all.push(declare("font-weight", weight(style.weight)));
    }
    if style.slant != Slant::Upright {
        all.push(declare("font-style", slant(style.slant)));
    }
    all
}
