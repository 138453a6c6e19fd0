//! How long setting takes: some 700 pages of paragraphs, one thread. `cargo bench --bench paragraph`.

use std::io::Write;
use std::time::Instant;

use pamphlet::document::Lang;
use pamphlet::font::FontBook;
use pamphlet::geometry::{Em, Length};
use pamphlet::layout::frame::{Artifact, Item, Mark};
use pamphlet::layout::style::{
    Align, Caps, Family, Figures, Hyphenation, InlineStyle, ParagraphStyle, Position, Slant, TextStyle,
    Weight,
};
use pamphlet::layout::{Builder, Paragraph, Typesetter};
use pamphlet::resource::Resources;
use pamphlet::source::Span;

/// How many paragraphs, of how many words each.
const PARAGRAPHS: usize = 4_000;
const WORDS: u64 = 100;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    let (fonts, resources) = (FontBook::default(), Resources::new());
    let cx = Typesetter::new(&fonts, &resources, InlineStyle::default());
    let mut random = Random(7);
    let texts: Vec<String> = (0..PARAGRAPHS).map(|_| text(&mut random)).collect();
    let started = Instant::now();
    let paragraphs: Vec<Paragraph> = texts.iter().map(|it| paragraph(it)).collect();
    writeln!(out, "collected {} paragraphs in {:?}", paragraphs.len(), started.elapsed())?;
    for round in ["cold", "warm"] {
        let started = Instant::now();
        let (mut lines, mut glyphs, mut good) = (0, 0, 0);
        for paragraph in &paragraphs {
            for line in paragraph.lines(&cx, Length::mm(112)) {
                lines += 1;
                good += usize::from((749..=1500).contains(&line.fit.space));
                glyphs += line.items.iter().map(|it| glyph_count(&it.item)).sum::<usize>();
            }
        }
        let took = started.elapsed();
        writeln!(out, "{round}: {lines} lines, {good} of good spacing, {glyphs} glyphs in {took:?}")?;
    }
    Ok(())
}

fn glyph_count(item: &Item) -> usize {
    match item {
        Item::Text(run) => run.glyphs.len(),
        Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => 0,
    }
}

/// A generator of numbers (Knuth's MMIX), the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Words of a vocabulary of some ten thousand, common ones often, as in prose.
fn text(random: &mut Random) -> String {
    const SYLLABLES: [&str; 24] = [
        "a", "the", "of", "con", "ti", "ning", "pre", "sent", "ly", "re", "form", "er", "ment", "pro",
        "vide", "tion", "al", "un", "der", "stand", "com", "mun", "i", "ty",
    ];
    let mut text = String::new();
    for word in 0..WORDS {
        let mut seed = random.below(22) * random.below(22) * random.below(22);
        text.push_str(if word == 0 { "" } else { " " });
        loop {
            text.push_str(SYLLABLES[seed as usize % SYLLABLES.len()]);
            seed /= SYLLABLES.len() as u64;
            if seed == 0 {
                break;
            }
        }
        text.push_str(if word + 1 == WORDS || word % 17 == 16 { "." } else { "" });
    }
    text
}

fn paragraph(text: &str) -> Paragraph {
    let style = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        slant: Slant::Upright,
        size: Length::pt(12),
        color: pamphlet::theme::Color::BLACK,
        caps: Caps::Normal,
        figures: Figures::OldStyle,
        tracking: Em::ZERO,
        position: Position::Normal,
        lang: Lang::new("en").unwrap_or_default(),
    };
    let (align, hyphenation) = (Align::Justify, Hyphenation::Patterns);
    let style =
        ParagraphStyle { text: style, align, leading: Length::pt(16), indent: Length::pt(16), hyphenation };
    Builder::of_text(text, &style, Mark::Artifact(Artifact::Layout), Span::default())
}
