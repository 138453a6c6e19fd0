//! The families that a publication names for all its editions.

use crate::publication::Publication;
use crate::publication::value::Value;
use crate::source::Span;
use crate::theme::{Family, FamilyChoice};

/// The families of a publication: those of `[fonts]`, else those that `[pdf]` names.
pub(super) fn families(publication: &Publication) -> FamilyChoice {
    let fonts = &publication.fonts;
    let name = |own: &Option<String>, family| {
        own.clone().or_else(|| of_pdf(publication, family).and_then(Value::as_name))
    };
    FamilyChoice {
        serif: name(&fonts.serif, Family::Serif),
        sans: name(&fonts.sans, Family::Sans),
        mono: name(&fonts.mono, Family::Mono),
    }
}

/// Where a publication names a family; that of its theme where it names none.
pub fn family_place(publication: &Publication, family: Family) -> Span {
    let own = match family {
        Family::Serif => "serif",
        Family::Sans => "sans",
        Family::Mono => "mono",
    };
    let place = publication.places.get(own).copied();
    let place = place.or_else(|| of_pdf(publication, family).map(|it| it.span));
    place.unwrap_or_else(|| publication.place_of("theme"))
}

/// The value of a key of `[pdf]`, the last where there are several.
fn of_pdf(publication: &Publication, family: Family) -> Option<&Value> {
    let key = match family {
        Family::Serif => "serif-font",
        Family::Sans => "sans-font",
        Family::Mono => "mono-font",
    };
    let tables = publication.tables.iter().filter(|it| it.key == "pdf");
    let mut entries = tables.flat_map(|it| it.value.as_table().unwrap_or_default());
    entries.rfind(|it| it.key == key).map(|it| &it.value)
}
