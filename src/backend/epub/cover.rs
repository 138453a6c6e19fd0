//! The cover: the author's picture.

use crate::backend::epub::container::Resource;
use crate::document::Meta;
use crate::locale::Words;
use crate::resource::Resources;

/// The cover of a book.
#[derive(Debug)]
pub(super) struct Cover {
    /// Its file.
    pub(super) resource: Resource,
    /// What it is, for those who do not see it.
    pub(super) alt: String,
}

impl Cover {
    /// The cover that the author names; `None` where there is none.
    pub(super) fn of(meta: &Meta, resources: &Resources, words: &Words) -> Option<Cover> {
        let picture = resources.get(meta.cover.as_ref()?)?;
        let resource = Resource {
            path: format!("images/cover.{}", picture.format.extension()),
            bytes: picture.bytes.clone(),
            media_type: picture.format.media_type(),
            cover: true,
        };
        Some(Cover { resource, alt: alt(meta, words) })
    }
}

/// What is on a cover: the word for it, title and authors.
fn alt(meta: &Meta, words: &Words) -> String {
    let said = std::iter::once(meta.title.as_str()).chain(meta.authors()).filter(|it| !it.is_empty());
    format!("{}: {}", words.cover, said.collect::<Vec<_>>().join(", "))
}
