//! Entries of BibLaTeX as items of CSL, as Pandoc makes them.

use crate::resolve::citations::bibnames::{names, split_and};
use crate::resolve::citations::bibtex::{self, Raw, Wrong, month};
use crate::resolve::citations::bibwords::{localized, tag_of};
use crate::resolve::citations::case::{self, Case};
use crate::resolve::citations::item::{Item, Value, When};
use crate::resolve::citations::rich::{Mark, Piece, Rich};
use crate::resolve::citations::tex;
use crate::source::SourceId;

/// Reads the entries of a file for a text in a language; and what is wrong with it.
pub(super) fn read(id: SourceId, text: &str, lang: &str) -> (Vec<Item>, Vec<Wrong>) {
    let (mut entries, wrong) = bibtex::read(id, text);
    inherit(&mut entries);
    (entries.iter().filter(|it| it.kind != "xdata").map(|it| item(it, lang)).collect(), wrong)
}

/// How deep entries may refer to entries.
const DEEPEST: usize = 8;

/// Gives entries the fields of those that they refer to (`crossref`, `xdata`; BibLaTeX, appendix B).
fn inherit(entries: &mut [Raw]) {
    let refers = |it: &Raw| it.fields.contains_key("crossref") || it.fields.contains_key("xdata");
    for _ in 0..DEEPEST {
        if !entries.iter().any(refers) {
            return;
        }
        let originals = entries.to_vec();
        let mut changed = false;
        for entry in entries.iter_mut().filter(|it| refers(it)) {
            let keys: Vec<String> = ["crossref", "xdata"]
                .iter()
                .filter_map(|it| entry.fields.get(*it))
                .flat_map(|it| it.split([',', ' ']))
                .map(str::to_owned)
                .collect();
            for parent in originals.iter().filter(|it| keys.contains(&it.key)) {
                for (name, value) in &parent.fields {
                    for name in inherited_names(&parent.kind, &entry.kind, name) {
                        if !entry.fields.contains_key(name) {
                            entry.fields.insert(name.to_owned(), value.clone());
                            changed = true;
                        }
                    }
                }
            }
        }
        if !changed {
            return;
        }
    }
}

/// The names that a field of an entry has in one that refers to it.
fn inherited_names<'n>(parent: &str, child: &str, name: &'n str) -> Vec<&'n str> {
    const OWN: [&str; 16] = [
        "ids",
        "crossref",
        "xref",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
    ];
    if OWN.contains(&name) {
        return Vec::new();
    }
    let is_part = matches!(child, "inbook" | "bookinbook" | "suppbook");
    if name == "author"
        && ((matches!(parent, "mvbook" | "book") && is_part) || (parent, child) == ("mvbook", "book"))
    {
        return vec!["bookauthor", "author"];
    }
    let in_collection = matches!(child, "incollection" | "inreference" | "suppcollection");
    let prefix = match parent {
        "mvbook" if is_part || child == "book" => "main",
        "mvcollection" | "mvreference" if in_collection || matches!(child, "collection" | "reference") => {
            "main"
        }
        "mvproceedings" if matches!(child, "proceedings" | "inproceedings") => "main",
        "book" if is_part => "book",
        "collection" | "reference" if in_collection => "book",
        "proceedings" if child == "inproceedings" => "book",
        "periodical" if matches!(child, "article" | "suppperiodical") => "journal",
        _ => return vec![name],
    };
    match (prefix, name) {
        (_, "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle") => Vec::new(),
        ("main", "title") => vec!["maintitle"],
        ("main", "subtitle") => vec!["mainsubtitle"],
        ("main", "titleaddon") => vec!["maintitleaddon"],
        ("book", "title") => vec!["booktitle"],
        ("book", "subtitle") => vec!["booksubtitle"],
        ("book", "titleaddon") => vec!["booktitleaddon"],
        ("journal", "title") => vec!["journaltitle"],
        ("journal", "subtitle") => vec!["journalsubtitle"],
        _ => vec![name],
    }
}

/// An entry as an item, for a text in a language.
fn item(raw: &Raw, lang: &str) -> Item {
    let language =
        raw.fields.get("langid").or_else(|| raw.fields.get("hyphenation")).map(|it| tag_of(it.trim()));
    let is_english = |it: &str| it == "en" || it.starts_with("en-");
    let lowers = is_english(lang) && language.as_deref().is_none_or(is_english);
    let mut cx =
        Cx { raw, lang, lowers, item: Item { key: raw.key.clone(), span: raw.span, ..Item::default() } };
    cx.kind();
    cx.item.set("language", Rich::spaced(&language.unwrap_or_default()));
    cx.titles();
    cx.names();
    cx.numbers();
    cx.dates();
    cx.rest();
    cx.item
}

struct Cx<'r> {
    raw: &'r Raw,
    /// The language of the text.
    lang: &'r str,
    /// Whether titles are put into small letters, from which styles make capitals.
    lowers: bool,
    item: Item,
}

impl Cx<'_> {
    fn raw(&self, name: &str) -> Option<&str> {
        self.raw.fields.get(name).map(String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.raw.fields.contains_key(name)
    }

    fn field(&self, name: &str) -> Option<Rich> {
        self.raw(name).map(tex::read)
    }

    /// A title, in small letters but for what is in braces.
    fn title(&self, name: &str) -> Option<Rich> {
        let mut rich = self.field(name)?;
        if self.lowers {
            protect(&mut rich.0);
            case::change(&mut rich, Case::Sentence);
            unprotect(&mut rich.0);
        }
        Some(rich)
    }

    fn set(&mut self, name: &str, rich: Option<Rich>) {
        if let Some(rich) = rich {
            self.item.set(name, rich);
        }
    }

    fn is_part(&self) -> bool {
        matches!(
            self.raw.kind.as_str(),
            "inbook" | "incollection" | "inproceedings" | "inreference" | "bookinbook"
        )
    }

    fn is_article(&self) -> bool {
        matches!(self.raw.kind.as_str(), "article" | "periodical" | "suppperiodical" | "review")
    }

    fn kind(&mut self) {
        let subtype = self.raw("entrysubtype").unwrap_or("");
        let is_event = ["eventdate", "eventtitle", "venue"].iter().any(|it| self.has(it));
        let kind = self.raw.kind.as_str();
        let known = KINDS.iter().find(|it| it.0.split(' ').any(|it| it == kind)).map(|it| it.1);
        self.item.kind = match (known.unwrap_or("document"), subtype) {
            ("article-journal", "magazine") => "article-magazine",
            ("article-journal", "newspaper") => "article-newspaper",
            ("manuscript", _) if is_event => "speech",
            (kind, _) => kind,
        }
        .to_owned();
        if known.is_none() {
            self.item.kind = String::new();
        }
        let genre = self.raw("type").map(|it| localized(&tex::plain(it), self.lang)).unwrap_or_default();
        let genre = match kind {
            "mastersthesis" if genre.is_empty() => localized("mathesis", self.lang),
            "phdthesis" if genre.is_empty() => localized("phdthesis", self.lang),
            _ => genre,
        };
        self.item.set("genre", Rich::spaced(&genre));
    }

    fn titles(&mut self) {
        let is_periodical = self.raw.kind == "periodical";
        let is_part = self.is_part();
        let has_main = self.has("maintitle");
        let with = |title: Option<Rich>, sub: Option<Rich>, addon: Option<Rich>| {
            title.map(|it| joined('.', [Some(joined(':', [Some(it), sub])), addon]))
        };
        // What a title of the whole is above.
        let (prefix, own) = if has_main && !is_part { ("main", "") } else { ("", "") };
        let of = |cx: &Self, prefix: &str, name: &str| cx.title(&format!("{prefix}{name}"));
        let issue = is_periodical && self.has("issuetitle");
        let (title, sub) = if issue {
            (self.title("issuetitle"), self.title("issuesubtitle"))
        } else {
            (of(self, prefix, "title"), of(self, prefix, "subtitle"))
        };
        let addon = of(self, prefix, "titleaddon");
        let has_parts = sub.is_some() || addon.is_some();
        self.set("title", with(title, sub, addon));
        let short = match self.title("shorttitle").filter(|_| !has_main || is_part) {
            Some(short) => Some(short),
            None => self.short_title(!has_parts || has_main),
        };
        self.set("title-short", short);
        if has_main {
            let name = if is_part { "book" } else { own };
            let volume =
                with(of(self, name, "title"), of(self, name, "subtitle"), of(self, name, "titleaddon"));
            self.set("volume-title", volume);
        }
        self.container(is_periodical, is_part, has_main);
        let series = self.title("series").map(|it| self.series(it));
        self.set("collection-title", series);
        self.set("event", self.title("eventtitle"));
        self.set("original-title", self.title("origtitle"));
    }

    /// What it is in: a book, or a journal.
    fn container(&mut self, is_periodical: bool, is_part: bool, has_main: bool) {
        let (title, sub, addon) = if is_periodical {
            (self.field("title"), self.field("subtitle"), self.field("titleaddon"))
        } else if is_part && has_main {
            (self.title("maintitle"), self.title("mainsubtitle"), self.title("maintitleaddon"))
        } else if is_part && self.has("booktitle") {
            (self.title("booktitle"), self.title("booksubtitle"), self.title("booktitleaddon"))
        } else {
            let title = self.field("journaltitle").or_else(|| self.field("journal"));
            (title, self.field("journalsubtitle"), None)
        };
        let container = title.map(|it| joined('.', [Some(joined(':', [Some(it), sub])), addon]));
        self.set("container-title", container);
        let short = self.field("shorttitle").filter(|_| is_periodical && !has_main);
        self.set("container-title-short", short.or_else(|| self.field("shortjournal")));
    }

    /// The title up to its colon.
    fn short_title(&self, needs_colon: bool) -> Option<Rich> {
        let title = self.title("title")?;
        let at = title.0.iter().position(|it| matches!(it, Piece::Text(text) if text.contains(':')));
        let Some(at) = at else { return Some(title).filter(|_| !needs_colon) };
        let mut pieces: Vec<Piece> = title.0.into_iter().take(at + 1).collect();
        if let Some(Piece::Text(text)) = pieces.last_mut() {
            text.truncate(text.find(':').unwrap_or(text.len()));
        }
        Some(Rich(pieces))
    }

    /// The name of a series; of one that is a number, in words.
    fn series(&self, title: Rich) -> Rich {
        let text = title.plain();
        if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) && self.lang.starts_with("en") {
            let ending = match text.parse::<u32>().unwrap_or(0) {
                it if (11..=13).contains(&(it % 100)) => "th",
                it if it % 10 == 1 => "st",
                it if it % 10 == 2 => "nd",
                it if it % 10 == 3 => "rd",
                _ => "th",
            };
            return Rich::spaced(&format!("{text}{ending} series"));
        }
        title
    }

    fn names(&mut self) {
        let options = self.raw("options").unwrap_or("");
        let uses_prefix = options.split(',').any(|it| {
            let (name, value) = it.split_once('=').unwrap_or((it, "true"));
            name.trim() == "useprefix" && value.trim() == "true"
        });
        let is_director = self.raw("editortype") == Some("director");
        let editor = if is_director { "director" } else { "editor" };
        for (field, name) in [
            ("author", "author"),
            ("bookauthor", "container-author"),
            ("translator", "translator"),
            ("editor", editor),
            ("director", "director"),
        ] {
            let Some(names) = self.raw(field).map(|it| names(it, uses_prefix)) else { continue };
            if !names.is_empty() {
                self.item.values.insert(name.to_owned(), Value::Names(names));
            }
        }
    }

    fn numbers(&mut self) {
        let pages = self.field("pages").map(|mut it| {
            it.map_text(&mut |it| *it = it.replace('–', "-"));
            it
        });
        self.set("page", pages);
        let volume = match (self.field("volume"), self.field("part")) {
            (Some(volume), Some(part)) => Some(Rich::spaced(&format!("{}.{}", volume.plain(), part.plain()))),
            (volume, part) => volume.or(part),
        };
        self.set("volume", volume);
        for (field, name) in [
            ("volumes", "number-of-volumes"),
            ("pagetotal", "number-of-pages"),
            ("chapter", "chapter-number"),
            ("edition", "edition"),
            ("version", "version"),
        ] {
            self.set(name, self.field(field));
        }
        let is_book = matches!(
            self.raw.kind.as_str(),
            "book"
                | "collection"
                | "proceedings"
                | "reference"
                | "mvbook"
                | "mvcollection"
                | "mvproceedings"
                | "mvreference"
                | "bookinbook"
                | "inbook"
                | "incollection"
                | "inproceedings"
                | "inreference"
                | "suppbook"
                | "suppcollection"
        );
        match self.field("number") {
            Some(number) if is_book => self.item.set("collection-number", number),
            Some(number) if self.is_article() => {
                self.item.set("issue", joined(',', [Some(number), self.field("issue")]));
            }
            Some(number) => self.item.set("number", number),
            None if self.is_article() => self.set("issue", self.field("issue")),
            None => {}
        }
    }

    fn dates(&mut self) {
        for (prefix, name) in
            [("", "issued"), ("event", "event-date"), ("orig", "original-date"), ("url", "accessed")]
        {
            let own =
                self.raw(&format!("{prefix}date")).and_then(|it| When::edtf(&it.replace('\u{a0}', "~")));
            if let Some(when) = own.or_else(|| self.old_date(prefix)) {
                self.item.values.insert(name.to_owned(), Value::Date(when));
            }
        }
        let is_forthcoming = matches!(self.item.values.get("issued"),
            Some(Value::Date(When { literal: Some(it), .. })) if it == "forthcoming");
        let state = self.raw("pubstate").map(|it| localized(&tex::plain(it), self.lang));
        let state = state.or_else(|| is_forthcoming.then(|| "forthcoming".to_owned()));
        self.set("status", state.map(|it| Rich::spaced(&it)));
    }

    /// A date as BibTeX has it: a year, a month, and a day.
    fn old_date(&self, prefix: &str) -> Option<When> {
        let year = self.raw(&format!("{prefix}year")).map(tex::plain)?;
        let number = |text: &str| text.replace(['–', '—'], "-").parse::<i64>().ok();
        let Some(number_of_year) = number(&year) else {
            let range = When::edtf(&year.replace('–', "/"));
            return range.or(Some(When { literal: Some(year), ..When::default() }));
        };
        let mut parts = vec![number_of_year];
        let month_of = |it: &str| it.parse().ok().or_else(|| month(it)?.parse::<i64>().ok());
        if let Some(month) = self.raw(&format!("{prefix}month")).and_then(|it| month_of(&tex::plain(it))) {
            parts.push(month);
            parts.extend(self.raw(&format!("{prefix}day")).and_then(|it| it.trim().parse::<i64>().ok()));
        }
        Some(When { parts: vec![parts], ..When::default() })
    }

    fn rest(&mut self) {
        let houses = ["school", "institution", "organization", "howpublished", "publisher"];
        let house = |cx: &Self, it: &str| {
            if it == "howpublished" { cx.field(it) } else { cx.list(it) }
        };
        let all: Vec<Option<Rich>> = houses.iter().map(|it| house(self, it)).collect();
        let publisher = joined(';', all);
        self.item.set("publisher", publisher);
        let is_patent = self.raw.kind == "patent";
        let place = self.list("address").or_else(|| self.list("location").filter(|_| !is_patent));
        self.set("publisher-place", place);
        if is_patent {
            self.set("jurisdiction", self.list("location"));
        }
        for (field, name) in [
            ("origpublisher", "original-publisher"),
            ("origlocation", "original-publisher-place"),
            ("venue", "event-place"),
            ("annotation", "annote"),
            ("annote", "annote"),
            ("abstract", "abstract"),
            ("keywords", "keyword"),
        ] {
            self.set(name, self.field(field));
        }
        for (field, name) in [
            ("isbn", "isbn"),
            ("issn", "issn"),
            ("pmid", "pmid"),
            ("pmcid", "pmcid"),
            ("library", "call-number"),
        ] {
            self.set(name, self.raw(field).map(Rich::spaced));
        }
        let note = self.field("note").filter(|_| self.raw.kind != "periodical");
        self.item.set("note", joined('.', [note, self.field("addendum")]));
        self.addresses();
    }

    fn addresses(&mut self) {
        let unescaped = |it: &str| it.trim().replace("\\_", "_").replace("\\%", "%").replace("\\&", "&");
        let url = self.raw("url").map(unescaped).or_else(|| {
            let before = match self.raw("eprinttype")?.to_lowercase().as_str() {
                "arxiv" => "https://arxiv.org/abs/",
                "jstor" => "https://www.jstor.org/stable/",
                "pubmed" => "https://www.ncbi.nlm.nih.gov/pubmed/",
                "googlebooks" => "https://books.google.com?id=",
                _ => return None,
            };
            Some(format!("{before}{}", self.raw("eprint")?))
        });
        self.set("url", url.map(|it| Rich::spaced(&it)));
        let doi = self.raw("doi").map(|it| {
            let it = unescaped(it);
            let short = it.strip_prefix("https://doi.org/").or_else(|| it.strip_prefix("http://dx.doi.org/"));
            short.or_else(|| it.strip_prefix("doi:")).unwrap_or(&it).to_owned()
        });
        self.set("doi", doi.map(|it| Rich::spaced(&it)));
    }

    /// A list of bodies or places.
    fn list(&self, name: &str) -> Option<Rich> {
        let parts = split_and(self.raw(name)?);
        let mut out = Rich::default();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                out.append(Rich::spaced("; "));
            }
            out.append(tex::read(part));
        }
        Some(out)
    }
}

/// The types of BibLaTeX as types of CSL.
const KINDS: [(&str, &str); 23] = [
    ("article suppperiodical periodical", "article-journal"),
    (
        "book collection manual mvbook mvcollection mvproceedings mvreference proceedings reference commentary",
        "book",
    ),
    ("software", "software"),
    ("booklet", "pamphlet"),
    ("bookinbook inbook incollection suppbook suppcollection", "chapter"),
    ("inreference", "entry-encyclopedia"),
    ("inproceedings conference", "paper-conference"),
    ("dataset data", "dataset"),
    ("electronic online www", "webpage"),
    ("mastersthesis phdthesis thesis", "thesis"),
    ("patent", "patent"),
    ("report techreport", "report"),
    ("unpublished", "manuscript"),
    ("artwork image", "graphic"),
    ("audio music", "song"),
    ("jurisdiction", "legal_case"),
    ("legislation", "legislation"),
    ("standard", "standard"),
    ("legal", "treaty"),
    ("letter letters", "personal_communication"),
    ("movie video", "motion_picture"),
    ("performance", "speech"),
    ("newsarticle", "article-newspaper"),
];

/// Texts joined by a mark, but where one ends with punctuation.
fn joined(mark: char, texts: impl IntoIterator<Item = Option<Rich>>) -> Rich {
    let mut out = Rich::default();
    for text in texts.into_iter().flatten().filter(|it| !it.0.is_empty()) {
        if !out.0.is_empty() {
            let ends =
                matches!(out.0.last(), Some(Piece::Text(it)) if it.ends_with(['!', '?', '.', ',', ':', ';']));
            out.append(Rich::spaced(&if ends { " ".to_owned() } else { format!("{mark} ") }));
        }
        out.append(text);
    }
    out
}

fn protect(pieces: &mut [Piece]) {
    for piece in pieces {
        if let Piece::Marked(mark, inner) = piece {
            if *mark == Mark::Group {
                *mark = Mark::NoCase;
            }
            protect(inner);
        }
    }
}

/// Only what has a word in small letters needs to be kept from capitals later.
fn unprotect(pieces: &mut [Piece]) {
    let has_small = |inner: &[Piece]| {
        inner.iter().any(|it| match it {
            Piece::Text(text) => text
                .split(|it: char| it.is_whitespace() || it.is_ascii_punctuation())
                .any(|it| it.starts_with(char::is_lowercase)),
            Piece::Marked(..) => false,
        })
    };
    for piece in pieces {
        if let Piece::Marked(mark, inner) = piece {
            if *mark == Mark::NoCase && !has_small(inner) {
                *mark = Mark::Group;
            }
            unprotect(inner);
        }
    }
}
