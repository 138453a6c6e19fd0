//! The document tree as JSON, for other programs: written, and read back.
//!
//! ```json
//! {"type": "document", "version": 1, "meta": {"title": "A Plain Text", "lang": "en", "slug": "plain"},
//!  "chapters": [{"type": "chapter", "blocks": [
//!    {"type": "heading", "level": 2, "id": "one", "content": [{"type": "text", "text": "One"}]}]}],
//!  "notes": [{"type": "note", "number": 1, "label": "a", "blocks": []}]}
//! ```
//!
//! Every node is an object with its `type`, and what it holds has a plain name, so that a filter can go through all
//! of it without knowing each type:
//!
//! ```python
//! import json, sys
//!
//! def walk(node, visit):
//!     for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
//!         walk(child, visit)
//!     if isinstance(node, dict):
//!         visit(node)
//!
//! def deeper(node):
//!     if node.get("type") == "heading":
//!         node["level"] = min(node["level"] + 1, 6)
//!
//! document = json.load(sys.stdin)
//! walk(document, deeper)
//! json.dump(document, sys.stdout)
//! ```
//!
//! | member | is |
//! |---|---|
//! | `type` | what the node is |
//! | `blocks` | the blocks that it holds |
//! | `content` | the inlines that it holds |
//! | `text` | the text of `text`, `code` and `code-block` |
//! | `id`, `classes`, `lang` | attributes of a block, a `span` or an `image`; left out where there are none |
//! | `span` | where it is in the source: `path`, `line` and `column` from 1, and `end_line` and `end_column` |
//!
//! Blocks, with their own members; those with `?` may be left out:
//!
//! | type | members |
//! |---|---|
//! | `paragraph` | `content` |
//! | `heading` | `level`, `content` |
//! | `bullet-list` | `tight`?, `items` |
//! | `ordered-list` | `tight`?, `start`?, `numbering`?, `items` |
//! | `definition-list` | `definitions`, each a `definition` of `terms` (`term`: `content`) and `bodies` (`body`: `blocks`) |
//! | `quote`, `container` | `blocks` |
//! | `code-block` | `language`?, `text` |
//! | `table` | `caption`?, `columns` (`start`, `left`, `center`, `right`), `head`, `body`, `foot`?: each `row` of `cells` (`cell`: `content` or `blocks`, `columns`?, `rows`?, `header`?) |
//! | `figure` | `image`, `caption`? |
//! | `admonition` | `kind`, `title`?, `blocks` |
//! | `thematic-break` | |
//!
//! An `item` has `blocks`, and `task` where it is a task: whether that is done. Inlines:
//!
//! | type | members |
//! |---|---|
//! | `text`, `code` | `text` |
//! | `emph`, `strong`, `strike`, `sub`, `sup`, `small-caps`, `underline`, `highlight`, `small`, `keyboard`, `span` | `content` |
//! | `abbreviation` | `expansion`?, `content` |
//! | `link` | `url` or `anchor`, `title`?, `content` |
//! | `image` | `path`, `alt`, `decorative`?, `width`? such as `50%` or `70.866pt` |
//! | `note-ref` | `note`, the number of a note |
//! | `soft-break`, `line-break` | |
//!
//! The reader takes nothing for granted: it refuses members that it does not know, two places with one id, a link to
//! an id that is not there, a note that is missing or that nothing refers to, and what is nested too deep; the error
//! says where. The `number` of a note only joins it to its references: the reader renumbers the notes. A node
//! without a span gets that of the node around it.
//!
//! A type or member may be added within a version; none is renamed or removed. [`SCHEMA`] has all this as a JSON Schema.

mod names;
mod object;
mod read;
mod write;

pub(crate) use names::{width_of, width_text};
pub(crate) use read::{DEEPEST_BLOCK, DEEPEST_INLINE};
pub use read::{JsonError, from_json};
pub use write::to_json;

/// The JSON Schema (2020-12) of the form.
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the form that is written and read.
pub const VERSION: u64 = 1;
