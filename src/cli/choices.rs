//! What the command line chooses of editions, and how a record brings it back to `verify`.

use crate::cli::args::{EditionOptions, WIDTHS};
use crate::pipeline::Wishes;
use crate::publication::Edition;
use crate::record::Choices;
use crate::theme::Theme;

/// What a build has chosen, for its record: nothing of editions that it does not make.
pub(super) fn made(forms: &EditionOptions, wishes: &Wishes<'_>) -> Choices {
    let makes = |edition: Edition| wishes.editions.contains(&edition);
    Choices {
        theme: wishes.theme.map(str::to_owned),
        creation_date: wishes.created,
        debug_layout: forms.debug_layout && makes(Edition::Pdf),
        assets: forms.assets && makes(Edition::Html),
        width: forms.width.filter(|_| makes(Edition::Text)),
        ascii: forms.ascii && makes(Edition::Text),
    }
}

/// What was typed, and for what was not, what the record says.
pub(super) fn forms(typed: &EditionOptions, recorded: &Choices) -> EditionOptions {
    EditionOptions {
        debug_layout: typed.debug_layout || recorded.debug_layout,
        assets: typed.assets || recorded.assets,
        width: typed.width.or(recorded.width.filter(|it| WIDTHS.contains(&i64::from(*it)))),
        ascii: typed.ascii || recorded.ascii,
    }
}

/// The same of theme and moment.
pub(super) fn wishes<'a>(typed: &Wishes<'a>, recorded: &'a Choices) -> Wishes<'a> {
    let theme = recorded.theme.as_deref().filter(|it| Theme::named(it).is_some());
    Wishes { theme: typed.theme.or(theme), created: typed.created.or(recorded.creation_date), ..*typed }
}
