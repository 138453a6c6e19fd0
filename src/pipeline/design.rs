//! The design of an edition: its theme, the fonts, the pages.

use std::borrow::Cow;

use crate::backend::pdf::options::PdfOptions;
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::font::{Face, FontBook};
use crate::layout::{self, Layout};
use crate::pipeline::manuscript::Manuscript;
use crate::pipeline::settle::settle;
use crate::plan::{BuildOptions, EditionPlan, family_place};
use crate::publication::rules::{lacking_face, unknown_font};
use crate::source::Span;
use crate::theme::{Color, Family, FamilyChoice, Slant, Theme, Weight};

/// The theme of an edition in its colour and with its families, and the fonts.
pub(super) struct Design {
    pub(super) theme: Theme,
    pub(super) fonts: FontBook,
}

/// The theme of an edition in its colour and with its families.
pub fn theme(edition: &EditionPlan, options: &BuildOptions) -> Theme {
    let mut theme = options.themes.get_or_default(&edition.theme);
    theme.families = theme.families.with(&edition.families);
    match edition.accent.as_deref().and_then(Color::from_hex) {
        Some(color) => theme.with_accent(color),
        None => theme,
    }
}

impl Design {
    /// The design of an edition. A family that no font has is reported, and that of the built-in theme is taken.
    pub(super) fn new(
        edition: &EditionPlan,
        options: &BuildOptions,
        manuscript: &Manuscript,
        diags: &mut Diagnostics,
    ) -> Design {
        let Manuscript { document, publication, .. } = manuscript;
        let mut theme = theme(edition, options);
        let given = options.fonts.iter().chain(&options.publication_fonts).cloned().collect();
        let fonts = FontBook::with(given, theme.families.clone()).for_language(&document.meta.lang);
        let (usual, mut known) = (Theme::classic().families, FamilyChoice::default());
        for (family, place) in [
            (Family::Serif, &mut known.serif),
            (Family::Sans, &mut known.sans),
            (Family::Mono, &mut known.mono),
        ] {
            let name = theme.families.name(family);
            if !fonts.has_family(name) {
                diags.push(unknown_font(name, family_place(publication, family), &fonts.families()));
                *place = Some(usual.name(family).to_owned());
            }
        }
        theme.families = theme.families.with(&known);
        let fonts = fonts.with_families(theme.families.clone());
        let design = Design { theme: fitted(theme, &fonts), fonts };
        let serif = &design.theme.families.serif;
        if edition.families.serif.as_ref() == Some(serif) || design.is_given(serif) {
            design.check_styles(serif, family_place(publication, Family::Serif), diags);
        }
        design
    }

    /// The tree of an edition in its pages, and as it is printed in them.
    pub(super) fn paginate<'t>(
        &self,
        manuscript: &Manuscript,
        tree: &'t Document,
        edition: &EditionPlan,
        diags: &mut Diagnostics,
    ) -> (Layout, Cow<'t, Document>) {
        let options = PdfOptions::of(&edition.options);
        let place = |key: &str| edition.options.span(key).unwrap_or(tree.meta.span);
        let own = self.with_families(&options, place, diags);
        let Design { theme, fonts } = own.as_ref().unwrap_or(self);
        let resources = &manuscript.resources;
        let context = layout::Context { theme, fonts, resources, options: options.layout() };
        settle(tree, &edition.numbers, diags, |document, drafts, diags| {
            layout::layout_with(&context, document, drafts, diags)
        })
    }

    /// The design with the families that the options of an edition name; `None` where they name no others.
    fn with_families(
        &self,
        options: &PdfOptions,
        place: impl Fn(&str) -> Span,
        diags: &mut Diagnostics,
    ) -> Option<Design> {
        let PdfOptions { serif_font, sans_font, mono_font, .. } = options.clone();
        let mut choice = FamilyChoice { serif: serif_font, sans: sans_font, mono: mono_font };
        for (name, key) in [
            (&mut choice.serif, "serif-font"),
            (&mut choice.sans, "sans-font"),
            (&mut choice.mono, "mono-font"),
        ] {
            if let Some(unknown) = name.take_if(|it| !self.fonts.has_family(it)) {
                diags.push(unknown_font(&unknown, place(key), &self.fonts.families()));
            }
        }
        let families = self.theme.families.with(&choice);
        if families == self.theme.families {
            return None;
        }
        if families.serif != self.theme.families.serif {
            self.check_styles(&families.serif, place("serif-font"), diags);
        }
        let fonts = self.fonts.with_families(families.clone());
        let theme = Theme { families, ..self.theme.clone() };
        Some(Design { theme: fitted(theme, &fonts), fonts })
    }

    /// Whether a family is one of the user's.
    fn is_given(&self, family: &str) -> bool {
        self.fonts.text_face(family).is_some_and(Face::is_given)
    }

    /// Reports a family without the faces that running text needs.
    fn check_styles(&self, family: &str, span: Span, diags: &mut Diagnostics) {
        let has = |style: fn(&Face) -> bool| self.fonts.iter().any(|(_, it)| it.is_of(family) && style(it));
        if !has(|it| it.slant == Slant::Italic) {
            diags.push(lacking_face(family, "italic", span));
        }
        if !has(|it| it.weight == Weight::Bold) {
            diags.push(lacking_face(family, "bold", span));
        }
    }
}

/// The theme with sizes and measure for its text face, where they are for another one.
fn fitted(mut theme: Theme, fonts: &FontBook) -> Theme {
    let (own, was) = (theme.families.serif.clone(), theme.page.face.clone());
    if own.eq_ignore_ascii_case(&was) || was.is_empty() {
        return theme;
    }
    if let (Some(face), Some(other)) = (fonts.text_face(&own), fonts.text_face(&was)) {
        let x_heights = (face.metrics().x_height, other.metrics().x_height);
        theme.page = theme.page.fitted(x_heights, (face.mean_width(), other.mean_width()));
        theme.page.face = own;
    }
    theme
}
