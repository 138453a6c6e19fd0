//! The plan of a build: for each edition everything that changes its bytes.
//!
//! A publication declares its editions ([`mod@declared`]); with the options of a build and the hashes of its sources that
//! is its plan. An edition's bytes follow from its own plan and the document alone, never from which others are built
//! in the same run. The plan is what the build record holds, and what `verify` reads back.

mod compare;
mod declared;
mod record;
pub mod rules;
pub mod schema;

pub use compare::{Found, differences};
pub use declared::family_place;
pub use record::{FORMAT, Inputs, Record, Recorded};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::backend::{PageNeeds, Registry, Sibling};
use crate::diag::Diagnostics;
use crate::document::Date;
use crate::font::Face;
use crate::plan::declared::families;
use crate::plan::declared::{
    ACCENT, Declared, FIGURE_NUMBERS, LISTING_NUMBERS, SECTION_NUMBERS, TABLE_NUMBERS, THEME, declared,
};
use crate::publication::{Numbers, Publication, Settings, SourceFormat};
use crate::record::{Content, Font, hash};
use crate::theme::{FamilyChoice, Theme, Themes};

/// The first second of 1980, the earliest that a ZIP archive can hold (APPNOTE 6.3.10, 4.4.6).
const EARLIEST: u64 = 315_532_800;

/// What a build is asked for beside its sources. The default builds every edition as the sources say.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// What the sources are written in.
    pub from: SourceFormat,
    /// The old version, a source as `build` takes it, since which the editions show what changed; `None` for editions
    /// of the text alone.
    pub redline: Option<PathBuf>,
    /// The names of the editions; all that the publication declares where it is empty.
    pub editions: Vec<String>,
    /// The theme of all editions; `None` for that of the publication.
    pub theme: Option<String>,
    /// Font files, which come before the built-in fonts.
    pub fonts: Vec<Arc<[u8]>>,
    /// The themes of the publication that are files, as they were read.
    pub themes: Themes,
    /// The font files of the publication, which come after those.
    pub publication_fonts: Vec<Arc<[u8]>>,
    /// Folders of fonts that are looked into where all other fonts lack a character of the text.
    pub font_folders: Vec<PathBuf>,
    /// The creation date of all editions in seconds since 1970 UTC; `None` for the publication's date.
    pub creation_date: Option<u64>,
    /// Options by format, as `html`, over those of the publication.
    pub settings: BTreeMap<String, Settings>,
}

/// Everything that the editions of a publication follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name of its files, without extension.
    pub publication: String,
    /// The program with its version, which includes the built-in fonts.
    pub program: String,
    /// The manifest, the texts and the images, by name.
    pub sources: Vec<Content>,
    /// The font files of the build, in order.
    pub fonts: Vec<Font>,
    /// The editions, in order.
    pub editions: Vec<EditionPlan>,
}

/// Everything that the bytes of an edition follow from, beside the document and the fonts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionPlan {
    /// Its name.
    pub name: String,
    /// Its format.
    pub format: String,
    /// Its theme.
    pub theme: String,
    /// The brand colour; `None` for the theme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// The families of the publication; empty for the theme's.
    #[serde(default, skip_serializing_if = "FamilyChoice::is_empty")]
    pub families: FamilyChoice,
    /// Its creation date, in seconds since 1970 UTC.
    pub created: u64,
    /// What is numbered in it.
    #[serde(default, skip_serializing_if = "Numbers::are_unset")]
    pub numbers: Numbers,
    /// Its options.
    #[serde(default, skip_serializing_if = "Settings::is_empty")]
    pub options: Settings,
    /// The other editions that it links to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<Sibling>,
    /// The edition whose page numbers it gives; `None` where it gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_numbers: Option<Box<EditionPlan>>,
}

impl EditionPlan {
    /// The name of its files without extension: that of the publication, with its own where it has one.
    pub fn stem(&self, publication: &str) -> String {
        if self.name == self.format { publication.to_owned() } else { format!("{publication}-{}", self.name) }
    }

    /// The edition as another one links to it; `None` where its format has no backend.
    pub fn as_sibling(&self, publication: &str, registry: &Registry) -> Option<Sibling> {
        let backend = registry.get(&self.format)?;
        Some(Sibling {
            name: self.name.clone(),
            format: self.format.clone(),
            media_type: backend.media_type().to_owned(),
            file: backend.entry(&self.stem(publication), &self.options),
        })
    }
}

impl Plan {
    /// The plan of all editions that a publication declares. What is wrong with their declarations is reported.
    pub fn new(
        publication: &Publication,
        sources: Vec<Content>,
        registry: &Registry,
        options: &BuildOptions,
        diags: &mut Diagnostics,
    ) -> Plan {
        let created = creation_date(publication.meta.date);
        let default = Theme::NAMES[0];
        let families = families(publication);
        let edition = |Declared { name, format, mut settings }: Declared| {
            let families = families.clone();
            let theme = settings.text(THEME).unwrap_or(default).to_owned();
            let accent = settings.text(ACCENT).map(str::to_owned);
            let numbers = publication.numbers.with(Numbers {
                sections: settings.flag(SECTION_NUMBERS),
                figures: settings.flag(FIGURE_NUMBERS),
                tables: settings.flag(TABLE_NUMBERS),
                listings: settings.flag(LISTING_NUMBERS),
            });
            for key in [THEME, ACCENT, SECTION_NUMBERS, FIGURE_NUMBERS, TABLE_NUMBERS, LISTING_NUMBERS] {
                settings.remove(key);
            }
            EditionPlan {
                name,
                format,
                theme,
                accent,
                families,
                created,
                numbers,
                options: settings,
                siblings: Vec::new(),
                page_numbers: None,
            }
        };
        let editions =
            declared(publication, registry, &options.themes, diags).into_iter().map(edition).collect();
        let font = |bytes: &Arc<[u8]>| Font {
            faces: Face::given(bytes).into_iter().map(|it| it.name).collect(),
            sha256: hash(bytes),
        };
        let mut plan = Plan {
            publication: publication.meta.slug.clone(),
            program: concat!("pamphlet ", env!("CARGO_PKG_VERSION")).to_owned(),
            sources,
            fonts: options.fonts.iter().map(font).collect(),
            editions,
        };
        plan.connect(registry);
        plan.apply(options);
        plan
    }

    /// The plan of the named editions alone; all where none is named.
    ///
    /// # Errors
    ///
    /// The first name that no edition has.
    pub fn select(mut self, names: &[String]) -> Result<Plan, String> {
        let is_known = |name: &&String| self.editions.iter().any(|it| it.name == **name);
        if let Some(unknown) = names.iter().find(|it| !is_known(it)) {
            return Err(unknown.clone());
        }
        self.editions.retain(|it| names.is_empty() || names.contains(&it.name));
        Ok(self)
    }

    /// The edition of a name.
    pub fn edition(&self, name: &str) -> Option<&EditionPlan> {
        self.editions.iter().find(|it| it.name == name)
    }

    /// The plan with the editions as a record has them, and the options of this run over that. What a record cannot
    /// say of an edition, for it was changed or is of another program, is not taken.
    #[must_use]
    pub fn recalled(mut self, recorded: &[EditionPlan], registry: &Registry, options: &BuildOptions) -> Plan {
        for edition in &mut self.editions {
            let same = |it: &&EditionPlan| it.name == edition.name && it.format == edition.format;
            if let Some(then) =
                recorded.iter().find(same).filter(|it| is_valid(it, registry, &options.themes))
            {
                *edition = then.clone();
            }
        }
        self.apply(options);
        self
    }

    /// Tells each edition of the others, as far as its backend asks for them.
    fn connect(&mut self, registry: &Registry) {
        let all = self.editions.clone();
        let needs = |it: &EditionPlan| registry.get(&it.format).map(|it| it.needs()).unwrap_or_default();
        let printed = all.iter().find(|it| needs(it).pages == PageNeeds::Own);
        for edition in &mut self.editions {
            let needs = needs(edition);
            if needs.siblings {
                let others = all.iter().filter(|it| it.name != edition.name);
                edition.siblings =
                    others.filter_map(|it| it.as_sibling(&self.publication, registry)).collect();
            }
            if needs.pages == PageNeeds::Numbers {
                edition.page_numbers = printed.cloned().map(Box::new);
            }
        }
    }

    /// Lays the options of a build over the editions.
    fn apply(&mut self, options: &BuildOptions) {
        for edition in &mut self.editions {
            apply(options, edition);
            if let Some(pages) = edition.page_numbers.as_deref_mut() {
                apply(options, pages);
            }
        }
    }
}

fn apply(options: &BuildOptions, edition: &mut EditionPlan) {
    if let Some(theme) = &options.theme {
        edition.theme.clone_from(theme);
    }
    edition.created = options.creation_date.unwrap_or(edition.created);
    if let Some(settings) = options.settings.get(&edition.format) {
        edition.options.lay_over(settings);
    }
}

/// Whether a plan is one that a build can follow.
fn is_valid(edition: &EditionPlan, registry: &Registry, themes: &Themes) -> bool {
    let Some(backend) = registry.get(&edition.format) else { return false };
    let fits = backend.options().is_none_or(|keys| edition.options.are_valid(keys));
    let pages = edition.page_numbers.as_deref().is_none_or(|it| is_valid(it, registry, themes));
    fits && pages && themes.get(&edition.theme).is_some()
}

/// The first second of the publication's date, in seconds since 1970 UTC; never the clock, so that the same source
/// gives the same bytes on any day.
fn creation_date(date: Option<Date>) -> u64 {
    let timestamp = date.map_or(0, Date::timestamp);
    u64::try_from(timestamp).unwrap_or(0).max(EARLIEST)
}

#[cfg(test)]
mod tests;
