//! How the editions look: the theme, the colour of the house, the fonts, the pages.

use crate::backend::Context;
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::font::{Face, FontBook};
use crate::geometry::Insets;
use crate::layout::{self, Layout};
use crate::pipeline::{Manuscript, Wishes, moment, theme_name};
use crate::publication::rules::{
    FaintColor, bad_color, faint_color, lacking_face, unknown_font, unknown_paper, unknown_theme,
};
use crate::publication::{Margins, Options, PdfOptions, Publication};
use crate::source::Span;
use crate::theme::{Color, LEAST_CONTRAST, PageChoice, Slant, Theme, Weight, paper_size};

/// Asks whether the theme, the colour and the paper that a publication names exist.
pub(super) fn question_choices(publication: &Publication, document: &Document, diags: &mut Diagnostics) {
    let Options { theme, accent, pdf, .. } = &publication.options;
    if let Some(name) = theme.as_deref().filter(|it| Theme::named(it).is_none()) {
        diags.push(unknown_theme(name, document.meta.span, &Theme::NAMES));
    }
    if let Some(text) = accent {
        question_accent(text, theme.as_deref(), document.meta.span, diags);
    }
    if let Some(name) = pdf.paper.as_deref().filter(|it| paper_size(it).is_none()) {
        diags.push(unknown_paper(name, document.meta.span));
    }
}

/// Asks whether the colour of the house is one, and whether it can be read on the pages of the theme.
fn question_accent(text: &str, theme: Option<&str>, span: Span, diags: &mut Diagnostics) {
    let Some(color) = Color::from_hex(text) else {
        diags.push(bad_color(text, span));
        return;
    };
    let day = theme.and_then(Theme::named).unwrap_or_else(Theme::classic).light;
    let contrast = day.contrast(color);
    if contrast < LEAST_CONTRAST {
        let used = day.with_accent(color).accent.to_string();
        diags.push(faint_color(&FaintColor { given: text, contrast, used: &used }, span));
    }
}

/// How the editions look.
pub(super) struct Look {
    pub(super) theme: Theme,
    pub(super) fonts: FontBook,
}

impl Look {
    pub(super) fn of(manuscript: &Manuscript, wishes: &Wishes<'_>) -> Look {
        let theme = Theme::named(theme_name(manuscript, wishes)).unwrap_or_else(Theme::classic);
        let accent = manuscript.publication.options.accent.as_deref().and_then(Color::from_hex);
        let theme = match accent {
            Some(color) => theme.with_accent(color),
            None => theme,
        };
        let fonts = FontBook::with(wishes.fonts.to_vec(), theme.families.clone());
        Look { theme, fonts }
    }

    /// The document in pages, as the publication asks for.
    pub(super) fn set(&self, manuscript: &Manuscript, diags: &mut Diagnostics) -> Layout {
        let options = &manuscript.publication.options.pdf;
        let own = self.families(options, manuscript.document.meta.span, diags);
        let (theme, choice) = (&self.theme, choice(options));
        let fonts = own.as_ref().unwrap_or(&self.fonts);
        let context = layout::Context { theme, fonts, resources: &manuscript.resources, options: choice };
        layout::layout(&context, &manuscript.document, diags)
    }

    /// The fonts with the families that `[pdf]` names; `None` where it names none.
    fn families(&self, options: &PdfOptions, span: Span, diags: &mut Diagnostics) -> Option<FontBook> {
        let names = [&options.serif_font, &options.sans_font, &options.mono_font].map(|it| it.as_deref());
        for name in names.into_iter().flatten().filter(|it| !self.fonts.has_family(it)) {
            diags.push(unknown_font(name, span, &self.fonts.families()));
        }
        if let Some(text) = options.serif_font.as_deref().filter(|it| self.fonts.has_family(it)) {
            self.question_styles(text, span, diags);
        }
        let [serif, sans, mono] = names;
        let families = || self.theme.families.with(serif, sans, mono);
        names.iter().any(Option::is_some).then(|| self.fonts.with_families(families()))
    }

    /// Asks whether a family has the faces that running text needs.
    fn question_styles(&self, family: &str, span: Span, diags: &mut Diagnostics) {
        let has = |style: fn(&Face) -> bool| self.fonts.iter().any(|(_, it)| it.is_of(family) && style(it));
        if !has(|it| it.slant == Slant::Italic) {
            diags.push(lacking_face(family, "italic", span));
        }
        if !has(|it| it.weight == Weight::Bold) {
            diags.push(lacking_face(family, "bold", span));
        }
    }

    pub(super) fn context<'a>(
        &'a self,
        manuscript: &'a Manuscript,
        wishes: &Wishes<'_>,
        layout: Option<&'a Layout>,
    ) -> Context<'a> {
        Context {
            options: &manuscript.publication.options,
            theme: &self.theme,
            fonts: &self.fonts,
            resources: &manuscript.resources,
            sources: &manuscript.sources,
            layout,
            created: moment(manuscript, wishes),
        }
    }
}

/// What the keys of `[pdf]` ask of the pages.
fn choice(options: &PdfOptions) -> layout::LayoutOptions {
    let margins = |it: Margins| Insets { top: it.head, right: it.outer, bottom: it.foot, left: it.inner };
    let page = PageChoice {
        paper: options.paper.as_deref().and_then(paper_size),
        margins: options.margins.map(margins),
        two_sided: options.two_sided,
        size: options.font_size,
        leading: None,
        bleed: options.bleed.unwrap_or_default(),
        crop_marks: options.crop_marks,
    };
    let depth = options.contents_depth.and_then(|it| u8::try_from(it).ok());
    layout::LayoutOptions {
        page,
        book: options.book,
        contents: options.contents,
        contents_depth: depth,
        section_numbers: options.section_numbers,
        debug: options.debug_layout,
    }
}
