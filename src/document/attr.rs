//! Attributes of blocks and spans: an id, classes, a language; and the ids of a document.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::Span;

/// A name that links can point to: not empty, without white space or control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id of a name; `None` for one that is empty or holds white space or control characters
    /// (HTML living standard, 3.2.6, the `id` attribute).
    pub fn new(name: impl Into<String>) -> Option<Id> {
        let name = name.into();
        let bad = |it: char| it.is_whitespace() || it.is_control();
        if name.is_empty() || name.contains(bad) { None } else { Some(Id(name)) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

/// A language tag, well formed by BCP 47 (RFC 5646).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// The language of a tag; `None` for one that is not well formed, or begins with a word of more than three
    /// letters: the grammar has room for such, but none is registered (RFC 5646, 2.2.1), so that `English` is a
    /// slip. Case is made canonical.
    pub fn new(tag: &str) -> Option<Lang> {
        let tag = oxilangtag::LanguageTag::parse_and_normalize(tag).ok()?;
        (tag.primary_language().len() <= 3 || tag.as_str().starts_with("x-")).then(|| Lang(tag.into_inner()))
    }

    /// Whether its first part is a language: of two letters only those of ISO 639-1 are, of three nearly all.
    pub fn is_registered(&self) -> bool {
        const TWO: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
            da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id \
            ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo \
            lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt \
            qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr \
            ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
        let primary = self.primary();
        primary.len() != 2 || TWO.split_whitespace().any(|it| it == primary)
    }

    /// Tags of languages with their English and their own names, parted by spaces.
    pub const NAMES: &[(&str, &str)] = &[
        ("en", "english"),
        ("de", "german deutsch"),
        ("fr", "french français francais"),
        ("es", "spanish español espanol"),
        ("it", "italian italiano"),
        ("pt", "portuguese português portugues"),
        ("nl", "dutch nederlands"),
        ("pl", "polish polski"),
        ("ru", "russian русский"),
        ("ja", "japanese 日本語"),
        ("zh", "chinese 中文"),
        ("ko", "korean 한국어"),
        ("ar", "arabic العربية"),
        ("he", "hebrew עברית"),
        ("hi", "hindi हिन्दी"),
        ("tr", "turkish türkçe"),
        ("sv", "swedish svenska"),
        ("da", "danish dansk"),
        ("nb", "norwegian norsk"),
        ("fi", "finnish suomi"),
        ("cs", "czech čeština"),
        ("el", "greek ελληνικά"),
        ("hu", "hungarian magyar"),
        ("ro", "romanian română"),
        ("uk", "ukrainian українська"),
        ("vi", "vietnamese"),
        ("th", "thai ไทย"),
        ("fa", "persian farsi فارسی"),
        ("id", "indonesian"),
        ("en-US", "american"),
        ("en-GB", "british"),
    ];

    /// The tag of a language that is called by its English or its own name, as `english`; `None` for other names.
    pub fn named(name: &str) -> Option<&'static str> {
        let name = name.trim().to_lowercase();
        Lang::NAMES.iter().find(|(_, names)| names.split(' ').any(|it| it == name)).map(|(tag, _)| *tag)
    }

    /// The tag, as in `en-US`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag, as in `en`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }

    /// The script subtag where the tag has one, as `Arab` in `az-Arab`.
    pub fn script(&self) -> Option<&str> {
        let is_script = |it: &&str| it.len() == 4 && it.bytes().all(|byte| byte.is_ascii_alphabetic());
        self.0.split('-').skip(1).take_while(|it| it.len() > 1).find(is_script)
    }

    /// The region subtag where the tag has one, as `US` in `en-US`.
    pub fn region(&self) -> Option<&str> {
        let is_region = |it: &&str| {
            (it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_alphabetic()))
                || (it.len() == 3 && it.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.0.split('-').skip(1).take_while(|it| it.len() > 1).find(is_region)
    }

    /// The way the language is written: by its script subtag, else by the usual script of the language.
    pub fn direction(&self) -> Direction {
        const SCRIPTS: [&str; 8] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand"];
        const LANGUAGES: [&str; 18] = [
            "ar", "arc", "ckb", "dv", "fa", "glk", "he", "khw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr",
            "ug", "ur", "yi",
        ];
        let right_to_left = match self.script() {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&self.primary()),
        };
        if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Whether it is written in capitals and small letters.
    pub fn has_small_letters(&self) -> bool {
        const SCRIPTS: [&str; 6] = ["Latn", "Cyrl", "Grek", "Armn", "Copt", "Glag"];
        const WITHOUT: [&str; 31] = [
            "am", "as", "bn", "bo", "brx", "doi", "dz", "gu", "hi", "ja", "ka", "km", "kn", "ko", "kok",
            "lo", "mai", "ml", "mr", "my", "ne", "or", "pa", "sa", "si", "ta", "te", "th", "ti", "yue", "zh",
        ];
        match self.script() {
            Some(script) => SCRIPTS.contains(&script),
            None => self.direction() == Direction::LeftToRight && !WITHOUT.contains(&self.primary()),
        }
    }
}

impl Default for Lang {
    /// `und`, undetermined.
    fn default() -> Lang {
        Lang("und".to_owned())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The beginning of a class that names the text that an excerpt is taken from, as `of:statement.md#freedoms`.
pub const OF: &str = "of:";

/// The beginning of a class that names the text that a quotation is from.
pub const QUOTES: &str = "quotes:";

/// The beginning of a class that chooses sentences for an excerpt, by their numbers: `sentences:1-2`.
pub const SENTENCES: &str = "sentences:";

/// The beginning of a class that chooses paragraphs for an excerpt.
pub const PARAGRAPHS: &str = "paragraphs:";

/// The class of a reference that says in print on which page it leads to something.
pub const PAGE: &str = "page";

/// The class of what an index leads to, and of the container that an index goes into.
pub const INDEX: &str = "index";

/// The beginning of a class that names the entry of an index, as `entry:walls!inner`.
pub const ENTRY: &str = "entry:";

/// The beginning of a class that names the entry to look up instead.
pub const SEE: &str = "see:";

/// The beginning of a class that names further entries to look up.
pub const SEE_ALSO: &str = "see-also:";

/// The beginning of a class that makes an entry of an index begin or end here: `range:begin`, `range:end`.
pub const RANGE: &str = "range:";

/// The beginning of a class that names what an entry of an index is sorted by.
pub const SORT: &str = "sort:";

/// The beginnings of the classes that are about an index, each the name of its attribute.
pub const OF_INDEX: [&str; 5] = [ENTRY, SEE, SEE_ALSO, RANGE, SORT];

/// The beginnings of the classes that hold for the reader of the source alone, each the name of its attribute.
pub const OF_SOURCE: [&str; 9] = [OF, QUOTES, SENTENCES, PARAGRAPHS, ENTRY, SEE, SEE_ALSO, RANGE, SORT];

/// Whether a class keeps an attribute about an index.
pub fn is_of_index(class: &str) -> bool {
    class.contains(':') && OF_INDEX.iter().any(|it| class.starts_with(it))
}

/// The class of a span or container whose content only the new of two versions has (Pandoc's name for tracked changes).
pub const INSERTION: &str = "insertion";

/// The class of a span or container whose content only the old of two versions has.
pub const DELETION: &str = "deletion";

/// The class of the signs before and after a change, which are of neither version.
pub const SIGN: &str = "change-sign";

/// The class of what a redline says of its changes, which is of neither version.
pub const CHANGES: &str = "changes";

/// The class of a block with changes.
pub const CHANGED: &str = "changed";

/// The class of a paragraph, or of the words of an item, that has an id by its words.
pub const PASSAGE: &str = "passage";

/// The class of a table whose first cells name their rows; the tree has headers in its place.
pub const ROW_HEADERS: &str = "row-headers";

/// The class of a container with definitions that terms of the text lead to.
pub const GLOSSARY: &str = "glossary";

/// The class of words that a glossary defines.
pub const TERM: &str = "term";

/// The class of the container that gets a list of the abbreviations.
pub const LIST_OF_ABBREVIATIONS: &str = "list-of-abbreviations";

/// The class of a container with code and its caption.
pub const LISTING: &str = "listing";

/// The class of the paragraph in it that is the caption.
pub const CAPTION: &str = "caption";

/// The class of a block that begins a new page.
pub const PAGE_BREAK: &str = "page-break";

/// The class of a figure or table that does not move to the next page while text fills this one.
pub const HERE: &str = "here";

/// The beginning of a class that shows what has it in one edition or format only, as `only:print`.
pub const ONLY: &str = "only:";

/// The beginning of a class that hides what has it in an edition or format, as `not:epub`.
pub const NOT: &str = "not:";

/// Attributes of a block or span, as written in `{#id .class lang=fr}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attr {
    /// The name that links point to, unique in the document; `None` where nothing can point here.
    pub id: Option<Id>,
    /// The classes, in the order given.
    pub classes: Vec<String>,
    /// The language of the content; `None` where it is that of the surroundings.
    pub lang: Option<Lang>,
}

impl Attr {
    /// Whether it has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|it| it == class)
    }

    /// Takes the class that begins with a prefix, and gives what follows it.
    pub fn take(&mut self, prefix: &str) -> Option<String> {
        let at = self.classes.iter().position(|it| it.starts_with(prefix))?;
        Some(self.classes.remove(at).split_off(prefix.len()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.lang.is_none()
    }
}

/// The ids of a document, each with the place of what carries it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    anchors: BTreeMap<Id, Span>,
}

impl References {
    /// Enters an id. Where it exists already, nothing changes and its place is given.
    pub fn insert(&mut self, id: Id, span: Span) -> Result<(), Span> {
        match self.anchors.get(&id) {
            Some(first) => Err(*first),
            None => {
                self.anchors.insert(id, span);
                Ok(())
            }
        }
    }

    /// The place of what carries an id.
    pub fn get(&self, id: &Id) -> Option<Span> {
        self.anchors.get(id).copied()
    }

    /// The ids in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, Span)> {
        self.anchors.iter().map(|(id, span)| (id, *span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_no_white_space() {
        assert!(Id::new("appendix-a").is_some());
        assert_eq!(Id::new(""), None);
        assert_eq!(Id::new("a b"), None);
        assert_eq!(Id::new("a\u{0}"), None);
    }

    #[test]
    fn a_language_knows_its_direction() {
        let direction = |tag| Lang::new(tag).map(|it| it.direction());
        assert_eq!(direction("EN-us"), Some(Direction::LeftToRight));
        assert_eq!(direction("ar"), Some(Direction::RightToLeft));
        assert_eq!(direction("az-Arab"), Some(Direction::RightToLeft));
        assert_eq!(direction("yi-Latn"), Some(Direction::LeftToRight));
        assert_eq!(direction("not a tag"), None);
        assert_eq!(direction("English"), None);
        assert_eq!(Lang::new("EN-us").map(|it| it.to_string()).as_deref(), Some("en-US"));
        assert_eq!(Lang::new("zh-Hant-TW").as_ref().and_then(Lang::region), Some("TW"));
    }
}
