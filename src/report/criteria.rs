//! The success criteria of WCAG 2.2, levels A and AA, and what decides each for the files that the program writes.

use crate::report::evidence::{Evidence, Part};

/// What decides a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Files of the program have nothing that it is about.
    Absent(&'static str),
    /// How it is met, where none of the rules finds anything.
    Proof(&'static [&'static str], &'static str),
    /// A person has to judge, where none of the rules finds anything: the question, and what is proved already.
    Person(&'static str, &'static [&'static str], &'static str),
    /// Nothing proves it, and why.
    Unproved(&'static str),
}

/// A success criterion.
#[derive(Debug, Clone, Copy)]
pub struct Criterion {
    /// Its number.
    pub number: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its level.
    pub level: Level,
    /// Whether a PDF meets it by its tags.
    pub by_tags: bool,
    basis: fn(&Evidence, Part) -> Basis,
}

/// The level of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A.
    A,
    /// AA.
    Aa,
}

impl Criterion {
    /// What decides it for a part.
    pub fn basis(&self, evidence: &Evidence, part: Part) -> Basis {
        (self.basis)(evidence, part)
    }
}

/// A criterion that is met by tags, where there are some.
const fn tags(
    number: &'static str,
    name: &'static str,
    level: Level,
    basis: fn(&Evidence, Part) -> Basis,
) -> Criterion {
    Criterion { number, name, level, by_tags: true, basis }
}

const fn plain(
    number: &'static str,
    name: &'static str,
    level: Level,
    basis: fn(&Evidence, Part) -> Basis,
) -> Criterion {
    Criterion { number, name, level, by_tags: false, basis }
}

use Basis::{Absent, Person, Proof, Unproved};
use Level::{A, Aa};

/// The search of a site is a program, which tests of the program look at, but not this proof.
const SITE: Basis = Unproved("the search of a site is not looked at here");

/// What a page without programs has; a site has its search.
fn without_programs(evidence: &Evidence, part: Part, basis: Basis) -> Basis {
    if evidence.is_site(part) { SITE } else { basis }
}

const MEDIA: fn(&Evidence, Part) -> Basis = |_, _| Absent("audio or video");
const FORMS: fn(&Evidence, Part) -> Basis =
    |evidence, part| without_programs(evidence, part, Absent("forms"));
const GESTURES: fn(&Evidence, Part) -> Basis =
    |evidence, part| without_programs(evidence, part, Absent("gestures or programs"));

/// What moves, where an image may.
const MOVING: fn(&Evidence, Part) -> Basis = |evidence, _| {
    if evidence.may_move() {
        Person("moving-images", &[], "An image may move.")
    } else {
        Absent("images that move, and no programs")
    }
};

/// What images decide; the cover of an EPUB is one, and decided by `cover`.
fn images(evidence: &Evidence, part: Part, with: Basis, cover: Basis) -> Basis {
    if evidence.has_images() {
        with
    } else if evidence.of(part).any(|it| it.format == "epub") {
        cover
    } else {
        Absent("images but decoration")
    }
}

/// The theme's own rules are tested on themes of the program only.
fn themed(evidence: &Evidence, part: Part, basis: Basis) -> Basis {
    if evidence.of(part).all(|it| it.has_own_theme) {
        basis
    } else {
        Unproved("the theme is not one of the program's own, which its tests are run on")
    }
}

const READER: Basis = Absent("controls of their own; the reading program shows the focus");

/// All criteria, in the order of WCAG 2.2 within each level.
pub const CRITERIA: &[Criterion] = &[
    tags("1.1.1", "Non-text Content", A, |evidence, part| {
        let has = "Every image has an alternative text or is marked as decoration, the same in each edition.";
        let rules = &["missing-alt", "useless-alt", "empty-image", "missing-image"];
        let cover = "The only image is the cover of the EPUB, which has an alternative text.";
        images(evidence, part, Person("alternative-texts", rules, has), Proof(&[], cover))
    }),
    plain("1.2.1", "Audio-only and Video-only (Prerecorded)", A, MEDIA),
    plain("1.2.2", "Captions (Prerecorded)", A, MEDIA),
    plain("1.2.3", "Audio Description or Media Alternative (Prerecorded)", A, MEDIA),
    tags("1.3.1", "Info and Relationships", A, |_, _| {
        let rules =
            &["empty-heading", "headless-table", "unmarked-heading", "typed-note", "interrupted-list"];
        Person(
            "structure",
            rules,
            "What the source marks is marked in each file: headings, lists, tables with their head cells, quotations, \
             notes.",
        )
    }),
    tags("1.3.2", "Meaningful Sequence", A, |_, _| {
        Proof(&[], "The words of each file are those of the source, in its order.")
    }),
    plain("1.3.3", "Sensory Characteristics", A, |_, _| Person("senses", &[], "")),
    plain("1.4.1", "Use of Color", A, |_, _| Person("color", &[], "Links are underlined.")),
    plain("1.4.2", "Audio Control", A, |_, _| Absent("audio")),
    plain("2.1.1", "Keyboard", A, |evidence, part| {
        without_programs(
            evidence,
            part,
            Proof(&[], "All that can be operated are links and native disclosures."),
        )
    }),
    plain("2.1.2", "No Keyboard Trap", A, |evidence, part| {
        without_programs(evidence, part, Proof(&[], "No program holds the focus."))
    }),
    plain("2.1.4", "Character Key Shortcuts", A, |evidence, part| {
        without_programs(evidence, part, Absent("shortcuts"))
    }),
    plain("2.2.1", "Timing Adjustable", A, |_, _| Absent("time limits")),
    plain("2.2.2", "Pause, Stop, Hide", A, MOVING),
    plain("2.3.1", "Three Flashes or Below Threshold", A, MOVING),
    tags("2.4.1", "Bypass Blocks", A, |_, part| match part {
        Part::Web => Proof(&[], "A link leads over what is before the text, and headings are marked."),
        Part::Documents => Proof(&[], "Headings are marked, and listed in the outline or the navigation."),
    }),
    plain("2.4.2", "Page Titled", A, |_, _| {
        Person("title", &["missing-title"], "The title is in the metadata of each file.")
    }),
    tags("2.4.3", "Focus Order", A, |evidence, part| {
        without_programs(evidence, part, Proof(&[], "Links take the focus in the order of the text."))
    }),
    tags("2.4.4", "Link Purpose (In Context)", A, |_, _| {
        Person("links", &["empty-link", "vague-link"], "Every link has a text.")
    }),
    plain("2.5.1", "Pointer Gestures", A, GESTURES),
    plain("2.5.2", "Pointer Cancellation", A, GESTURES),
    plain("2.5.3", "Label in Name", A, |_, _| {
        Unproved("the names of marks and anchors are not compared with what they show")
    }),
    plain("2.5.4", "Motion Actuation", A, GESTURES),
    tags("3.1.1", "Language of Page", A, |_, _| {
        Proof(
            &["missing-language", "bad-language"],
            "The language is set in each file, as the source has it.",
        )
    }),
    plain("3.2.1", "On Focus", A, |evidence, part| {
        without_programs(evidence, part, Proof(&[], "Nothing happens on focus: there are no programs."))
    }),
    plain("3.2.2", "On Input", A, FORMS),
    plain("3.2.6", "Consistent Help", A, |_, _| Absent("help of its own")),
    plain("3.3.1", "Error Identification", A, FORMS),
    plain("3.3.2", "Labels or Instructions", A, FORMS),
    plain("3.3.7", "Redundant Entry", A, FORMS),
    plain("4.1.1", "Parsing", A, |_, _| {
        Proof(&["duplicate-id"], "Obsolete in WCAG 2.2, where it counts as met.")
    }),
    tags("4.1.2", "Name, Role, Value", A, |evidence, part| {
        without_programs(
            evidence,
            part,
            Proof(&[], "Only links and native elements are used, with the roles of their standards."),
        )
    }),
    plain("1.2.4", "Captions (Live)", Aa, MEDIA),
    plain("1.2.5", "Audio Description (Prerecorded)", Aa, MEDIA),
    plain("1.3.4", "Orientation", Aa, |_, _| Proof(&[], "No file asks for an orientation.")),
    plain("1.3.5", "Identify Input Purpose", Aa, FORMS),
    plain("1.4.3", "Contrast (Minimum)", Aa, |_, _| {
        Proof(
            &["faint-color"],
            "Every colour of the theme has at least 4.5:1 on its ground, or was darkened to it.",
        )
    }),
    plain("1.4.4", "Resize Text", Aa, |evidence, part| match part {
        Part::Web => themed(evidence, part, Proof(&[], "All sizes are relative to that of the reader.")),
        Part::Documents => Unproved("how text is enlarged depends on the reading program"),
    }),
    plain("1.4.5", "Images of Text", Aa, |evidence, part| {
        let asked = Person("images-of-text", &[], "");
        images(evidence, part, asked, Unproved("the cover of the EPUB shows its title as an image"))
    }),
    plain("1.4.10", "Reflow", Aa, |evidence, part| match part {
        Part::Web => themed(
            evidence,
            part,
            Proof(
                &["long-word"],
                "The style sheet flows at 320 pixels: tests of the program open it in a browser.",
            ),
        ),
        Part::Documents => Unproved("an EPUB flows; whether a PDF does depends on the reading program"),
    }),
    plain("1.4.11", "Non-text Contrast", Aa, |evidence, part| {
        let none = Absent("images that one must see to understand the text");
        images(evidence, part, Person("image-contrast", &[], ""), none)
    }),
    plain("1.4.12", "Text Spacing", Aa, |_, _| Unproved("no text was opened with other spacing")),
    plain("1.4.13", "Content on Hover or Focus", Aa, |evidence, part| {
        without_programs(evidence, part, Absent("content that appears on hover or focus"))
    }),
    tags("2.4.5", "Multiple Ways", Aa, |evidence, part| {
        if evidence.is_site(part) {
            Proof(
                &[],
                "The pages of the site are reached by its contents, its search, and from page to page.",
            )
        } else {
            Absent("other pages to lead to: each is the whole")
        }
    }),
    tags("2.4.6", "Headings and Labels", Aa, |_, _| {
        Person("headings", &["empty-heading"], "Every heading has a text.")
    }),
    plain("2.4.7", "Focus Visible", Aa, |evidence, part| match part {
        Part::Web => {
            themed(evidence, part, Proof(&[], "The style sheet draws a ring about what has the focus."))
        }
        Part::Documents => READER,
    }),
    plain("2.4.11", "Focus Not Obscured (Minimum)", Aa, |evidence, part| match part {
        Part::Web => without_programs(evidence, part, Unproved("not looked at in a browser here")),
        Part::Documents => READER,
    }),
    plain("2.5.7", "Dragging Movements", Aa, GESTURES),
    plain("2.5.8", "Target Size (Minimum)", Aa, |_, part| match part {
        Part::Web => Unproved("sizes in a browser are not measured here"),
        Part::Documents => READER,
    }),
    tags("3.1.2", "Language of Parts", Aa, |_, _| {
        Person(
            "languages",
            &["unmarked-language"],
            "Every language that the source marks is marked in each file.",
        )
    }),
    plain("3.2.3", "Consistent Navigation", Aa, |evidence, part| {
        if evidence.is_site(part) { SITE } else { Absent("set of pages") }
    }),
    plain("3.2.4", "Consistent Identification", Aa, |evidence, part| {
        if evidence.is_site(part) { SITE } else { Absent("set of pages") }
    }),
    plain("3.3.3", "Error Suggestion", Aa, FORMS),
    plain("3.3.4", "Error Prevention (Legal, Financial, Data)", Aa, FORMS),
    plain("3.3.8", "Accessible Authentication (Minimum)", Aa, |_, _| Absent("authentication")),
    plain("4.1.3", "Status Messages", Aa, |evidence, part| {
        without_programs(evidence, part, Absent("status messages"))
    }),
];
