//! What the book may say of its accessibility: computed from the document, and nothing that is not so
//! (EPUB Accessibility 1.1, 2.2).

use crate::backend::epub::metadata::property;
use crate::document::walk::Node;
use crate::document::{BlockKind, Document, Image, InlineKind, Lang, Outline, text};
use crate::locale::{Summary, summary};
use crate::markup::Element;
use crate::resource::{Format, ImageFile, Resources};

/// What bears on accessibility.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Accessibility {
    /// Whether there are words.
    words: bool,
    /// How many images say something to the eye: all but decoration.
    images: usize,
    /// How many of these have no alternative text.
    undescribed: usize,
    /// Whether an image may move.
    moving: bool,
    /// Whether there are headings to go by.
    headings: bool,
    /// Whether the pages of the PDF are marked and listed.
    pub(super) pages: bool,
}

impl Accessibility {
    /// What can be seen from the document itself.
    pub(super) fn of(document: &Document, resources: &Resources) -> Accessibility {
        let headings = !Outline::of(&document.blocks).entries.is_empty();
        let mut found = Accessibility { headings, ..Accessibility::default() };
        document.walk(|node| found.meet(node, resources));
        // What has nothing else still has its title page.
        found.words |= found.images == 0;
        found
    }

    fn meet(&mut self, node: Node, resources: &Resources) {
        match node {
            Node::Block(block) => match &block.kind {
                BlockKind::Figure(figure) => self.see(&figure.image, resources),
                BlockKind::CodeBlock { text, .. } => self.words |= !text.trim().is_empty(),
                BlockKind::Paragraph(_)
                | BlockKind::Heading { .. }
                | BlockKind::List(_)
                | BlockKind::DefinitionList(_)
                | BlockKind::Quote(_)
                | BlockKind::Table(_)
                | BlockKind::Admonition { .. }
                | BlockKind::Container(_)
                | BlockKind::ThematicBreak => {}
            },
            Node::Inline(inline) => {
                if let InlineKind::Image(image) = &inline.kind {
                    self.see(image, resources);
                } else {
                    self.words |= !text::plain(std::slice::from_ref(inline)).trim().is_empty();
                }
            }
        }
    }

    fn see(&mut self, image: &Image, resources: &Resources) {
        self.moving |= resources.get(&image.path).is_some_and(moves);
        if image.alt.trim().is_empty() && image.decorative {
            return;
        }
        self.images += 1;
        self.undescribed += usize::from(image.alt.trim().is_empty());
    }

    /// The metadata that says so, with a summary in the language of the publication.
    pub(super) fn elements(&self, lang: &Lang) -> Vec<Element> {
        let named = |name: &'static str| move |value: &'static str| property(name, value);
        let mut elements: Vec<Element> = Vec::new();
        elements.extend(self.modes().map(named("schema:accessMode")));
        elements.extend(self.sufficient().map(named("schema:accessModeSufficient")));
        elements.extend(self.features().map(named("schema:accessibilityFeature")));
        elements.extend(self.hazards().iter().copied().map(named("schema:accessibilityHazard")));
        let words = summary(lang);
        let summary = property("schema:accessibilitySummary", self.summary(words));
        elements.push(if words.lang == lang.primary() {
            summary
        } else {
            summary.with("xml:lang", words.lang)
        });
        elements
    }

    fn modes(&self) -> impl Iterator<Item = &'static str> {
        chosen([(self.words, "textual"), (self.images > 0, "visual")])
    }

    /// Text alone is enough where every image has a text; words and sight together always are.
    fn sufficient(&self) -> impl Iterator<Item = &'static str> {
        let by_text = self.undescribed == 0 && (self.words || self.images > 0);
        let by_sight = self.images > 0 && !self.words;
        let by_both = self.images > 0 && self.words;
        chosen([(by_text, "textual"), (by_both, "textual,visual"), (by_sight, "visual")])
    }

    /// Text flows and takes the reader's type, size and colours, its order in the files is that of
    /// reading, and chapters and navigation carry roles: these three hold of every book that the
    /// program makes, for it writes nothing else. All others depend on the document.
    fn features(&self) -> impl Iterator<Item = &'static str> {
        chosen([
            (self.images > 0 && self.undescribed == 0, "alternativeText"),
            (true, "ARIA"),
            (true, "displayTransformability"),
            (self.pages, "pageBreakMarkers"),
            (self.pages, "pageNavigation"),
            (true, "readingOrder"),
            (self.headings, "structuralNavigation"),
            (self.headings, "tableOfContents"),
        ])
    }

    fn hazards(&self) -> &'static [&'static str] {
        if self.moving {
            &["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"]
        } else {
            &["none"]
        }
    }

    /// Whether nothing is known that would keep the book from conforming (EPUB Accessibility 1.1, 2.3).
    pub(super) fn may_conform(&self) -> bool {
        self.undescribed == 0
    }

    fn summary(&self, words: &Summary) -> String {
        let images = match (self.images, self.undescribed) {
            (0, _) => words.no_images.to_owned(),
            (_, 0) => words.described.to_owned(),
            (all, without) => words.without_text(without, all),
        };
        let mut sentences = vec![words.text, &images];
        let more = [(self.moving, words.moving), (self.headings, words.headings), (self.pages, words.pages)];
        sentences.extend(chosen(more));
        sentences.join(words.space())
    }
}

/// The words whose condition holds.
fn chosen<const N: usize>(list: [(bool, &str); N]) -> impl Iterator<Item = &str> {
    list.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word)
}

/// Whether an image may move: an animated WebP (`ANIM`) or GIF (`NETSCAPE`), an animated PNG (`acTL`), an SVG with
/// elements of animation or a style sheet that has some. What only looks like it counts too:
/// the book then claims less.
fn moves(picture: &ImageFile) -> bool {
    let holds = |mark: &[u8]| picture.bytes.windows(mark.len()).any(|it| it == mark);
    match picture.format {
        Format::Png => holds(b"acTL"),
        Format::WebP => holds(b"ANIM"),
        Format::Gif => holds(b"NETSCAPE") || holds(b"ANIMEXTS"),
        Format::Svg => [&b"<animate"[..], b"<set", b"@keyframes"].into_iter().any(holds),
        Format::Jpeg => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Attr, Block, Figure};
    use crate::source::Span;

    fn figure(alt: &str, decorative: bool) -> Block {
        let image = Image {
            path: "a.png".to_owned(),
            alt: alt.to_owned(),
            decorative,
            width: None,
            attr: Attr::default(),
        };
        let kind = BlockKind::Figure(Figure { image, caption: Vec::new() });
        Block { kind, attr: Attr::default(), span: Span::default() }
    }

    fn claims(blocks: Vec<Block>) -> Vec<String> {
        let document = Document { blocks, ..Document::default() };
        let found = Accessibility::of(&document, &Resources::new());
        let elements = found.elements(&Lang::default()).into_iter();
        let short = |it: &Element| {
            let name = it.attribute("property").unwrap_or_default();
            format!(
                "{} {}",
                name.trim_start_matches("schema:access"),
                crate::markup::Node::from(it.clone()).text()
            )
        };
        elements.map(|it| short(&it)).filter(|it| !it.starts_with("ibilitySummary")).collect()
    }

    #[test]
    fn alternative_text_is_claimed_only_where_all_images_have_it() {
        let claim = "ibilityFeature alternativeText".to_owned();
        assert!(!claims(Vec::new()).contains(&claim), "no image, no claim");
        assert!(claims(vec![figure("A map.", false)]).contains(&claim));
        assert!(!claims(vec![figure("A map.", false), figure("", false)]).contains(&claim));
        assert!(claims(vec![figure("A map.", false), figure("", true)]).contains(&claim));
        assert!(!claims(vec![figure("", true)]).contains(&claim), "decoration alone has nothing to say");
    }

    #[test]
    fn an_image_without_text_needs_the_eye() {
        let with_text = claims(vec![figure("A map.", false)]);
        assert!(with_text.contains(&"ModeSufficient textual".to_owned()));
        let without = claims(vec![figure("", false)]);
        assert!(!without.contains(&"ModeSufficient textual".to_owned()));
        assert!(without.contains(&"ModeSufficient visual".to_owned()));
        assert!(without.contains(&"Mode visual".to_owned()));
    }
}
