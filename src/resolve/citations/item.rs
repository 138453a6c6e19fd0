//! An entry of a bibliography, as the styles of CSL know it (CSL 1.0.2, appendix III and IV).

use std::collections::BTreeMap;

use crate::resolve::citations::rich::Rich;
use crate::source::Span;

/// A person or a body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Name {
    pub(super) family: Option<String>,
    pub(super) given: Option<String>,
    /// A particle that goes away where only the family is named: `Ludwig van Beethoven`.
    pub(super) dropping: Option<String>,
    /// A particle that stays with the family: `de Gaulle`.
    pub(super) non_dropping: Option<String>,
    pub(super) suffix: Option<String>,
    /// Whether a comma comes before the suffix.
    pub(super) has_comma: bool,
    /// The whole name of a body.
    pub(super) literal: Option<String>,
}

impl Name {
    /// The name of a body.
    pub(super) fn body(text: &str) -> Name {
        Name { literal: Some(text.trim().to_owned()), ..Name::default() }
    }

    /// Finds particles and suffixes that are written within family or given name.
    pub(super) fn with_particles(mut self) -> Name {
        self.find_suffix();
        self.find_dropping();
        self.find_non_dropping();
        self
    }

    fn find_suffix(&mut self) {
        let Some(given) = self.given.clone().filter(|_| self.suffix.is_none()) else { return };
        if let Some(inner) = unquoted(&given) {
            self.given = Some(inner.to_owned());
        } else if let Some((before, after)) = given.split_once(',').filter(|it| !it.0.is_empty()) {
            self.has_comma |= after.starts_with('!');
            self.suffix = Some(after.trim_start_matches('!').trim().to_owned());
            self.given = Some(before.to_owned());
        }
    }

    fn find_dropping(&mut self) {
        let Some(given) = self.given.clone().filter(|_| self.dropping.is_none()) else { return };
        let words: Vec<&str> = given.split_whitespace().collect();
        let at = words.iter().position(|it| it.chars().all(is_particle)).unwrap_or(0);
        if at > 0 && words[at..].iter().all(|it| it.chars().all(is_particle)) {
            self.given = Some(words[..at].join(" "));
            self.dropping = Some(words[at..].join(" "));
        }
    }

    fn find_non_dropping(&mut self) {
        let Some(family) = self.family.clone().filter(|_| self.non_dropping.is_none()) else { return };
        if let Some(inner) = unquoted(&family) {
            self.family = Some(inner.to_owned());
            return;
        }
        let words: Vec<&str> = family.split_whitespace().collect();
        let count = words.iter().take_while(|it| it.chars().all(is_particle)).count();
        if count == 0 {
            let parts: Vec<&str> = family.split(is_particle_mark).collect();
            if let [before, after] = parts[..]
                && before.chars().all(is_particle)
            {
                self.non_dropping = Some(family[..family.len() - after.len()].to_owned());
                self.family = Some(after.to_owned());
            }
        } else if count < words.len() {
            self.non_dropping = Some(words[..count].join(" "));
            self.family = Some(words[count..].join(" "));
        }
    }

    /// Whether it is written in letters that have given and family names apart, and not run together as in Chinese.
    pub(super) fn is_spaced(&self) -> bool {
        self.family.as_ref().is_some_and(|it| it.contains(is_spaced))
    }
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn is_particle_mark(it: char) -> bool {
    matches!(it, '\'' | '’' | '-' | '–' | '.')
}

fn is_particle(it: char) -> bool {
    it.is_lowercase() || is_particle_mark(it)
}

fn is_spaced(it: char) -> bool {
    it == '-'
        || it.is_ascii_alphanumeric()
        || matches!(it, '\u{e01}'..='\u{e5b}' | '\u{c0}'..='\u{17f}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}')
        || matches!(it, '\u{590}'..='\u{5d4}' | '\u{5d6}'..='\u{5ff}' | '\u{1f00}'..='\u{1fff}')
        || matches!(it, '\u{600}'..='\u{6ff}' | '\u{200c}'..='\u{200e}' | '‘'..='’' | '\u{21a}'..='\u{21b}')
        || matches!(it, '\u{202a}'..='\u{202e}')
}

/// A date, or the two ends of a range of dates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct When {
    /// Year, month and day, as far as they are known. A year 0 is an open end.
    pub(super) parts: Vec<Vec<i64>>,
    pub(super) is_circa: bool,
    pub(super) season: Option<i64>,
    /// What is said instead.
    pub(super) literal: Option<String>,
}

impl When {
    /// A date in one text: by EDTF, as `May 2, 2020`, or any words.
    pub(super) fn parse(text: &str) -> When {
        When::edtf(text)
            .or_else(|| When::english(text))
            .unwrap_or_else(|| When { literal: Some(text.to_owned()), ..When::default() })
    }

    /// A date of ISO 8601, or of the Extended Date/Time Format of the Library of Congress.
    pub(super) fn edtf(text: &str) -> Option<When> {
        let text = match text.split('/').collect::<Vec<_>>()[..] {
            [one] if one.contains('u') => format!("{}/{}", one.replace('u', "0"), one.replace('u', "9")),
            [one, "open" | "unknown" | ".."] => format!("{one}/"),
            _ => text.to_owned(),
        };
        let ends: Vec<&str> = text.split('/').map(str::trim).collect();
        let parts = ends.iter().map(|it| iso_parts(it)).collect::<Option<Vec<_>>>()?;
        Some(When { parts, is_circa: ends.iter().any(|it| it.ends_with('~')), ..When::default() })
    }

    fn english(text: &str) -> Option<When> {
        let parts = text.split('-').map(english_parts).collect::<Option<Vec<_>>>()?;
        Some(When { parts, ..When::default() })
    }
}

fn iso_parts(text: &str) -> Option<Vec<i64>> {
    let (is_long, text) = text.strip_prefix('y').map_or((false, text), |it| (true, it));
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
    let text = text.split(['~', '?', '%', 'T']).next().unwrap_or("");
    if text.is_empty() {
        return Some(vec![0]);
    }
    let fields: Vec<&str> = text.split('-').collect();
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let has_lengths = (fields[0].len() == 4 || is_long && fields[0].len() > 4)
        && fields.len() <= 3
        && fields[1..].iter().all(|it| it.len() == 2);
    let mut parts: Vec<i64> = if has_lengths && fields.iter().all(is_number) {
        fields.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?
    } else {
        return None;
    };
    if is_negative {
        // The year 0 is 1 BC.
        parts[0] = -parts[0] - 1;
    }
    Some(parts)
}

fn english_parts(text: &str) -> Option<Vec<i64>> {
    const MONTHS: [&str; 16] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "spr", "sum",
        "fal", "win",
    ];
    let number = |it: &str| it.parse::<i64>().ok().filter(|it| *it >= 0);
    let month = |it: &str| {
        let short = it.to_lowercase().chars().take(3).collect::<String>();
        number(it).or_else(|| i64::try_from(MONTHS.iter().position(|it| *it == short)? + 1).ok())
    };
    match text.trim().split([' ', '/', ',']).collect::<Vec<_>>()[..] {
        [one, two, three] => Some(vec![number(three)?, month(one)?, number(two)?]),
        [one, two] => Some(vec![number(two)?, month(one)?]),
        [one] => Some(vec![number(one)?]),
        _ => None,
    }
}

/// What a variable of an entry has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(Rich),
    Names(Vec<Name>),
    Date(When),
}

/// An entry of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Item {
    /// By which it is cited.
    pub(super) key: String,
    /// Where it is in its file.
    pub(super) span: Span,
    /// Its type, as `article-journal`.
    pub(super) kind: String,
    /// Its variables, by their names in small letters.
    pub(super) values: BTreeMap<String, Value>,
}

impl Item {
    /// Sets a variable, unless it would be empty.
    pub(super) fn set(&mut self, name: &str, rich: Rich) {
        if !rich.0.is_empty() {
            self.values.insert(name.to_owned(), Value::Text(rich));
        }
    }

    /// What a variable says that is text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::Text(rich) => Some(rich.plain()),
            Value::Names(_) | Value::Date(_) => None,
        }
    }
}

/// The variables that are names.
pub(super) const NAMES: [&str; 27] = [
    "author",
    "chair",
    "collection-editor",
    "composer",
    "compiler",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "original-author",
    "organizer",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// The variables that are dates.
pub(super) const DATES: [&str; 7] =
    ["accessed", "available-date", "container", "event-date", "issued", "original-date", "submitted"];

impl Name {
    /// A name in one text: `Family, Given`, or `Given Family`; `None` for an empty one.
    pub(super) fn in_text(text: &str) -> Option<Name> {
        let text = text.trim();
        let own = |it: &str| Some(it.trim().to_owned()).filter(|it| !it.is_empty());
        if let Some((family, given)) = text.split_once(',') {
            let name = Name { family: own(family), given: own(given), ..Name::default() };
            return Some(name.with_particles());
        }
        // Particles belong to the family: Ludwig van Beethoven.
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_particle = |it: &&str| it.starts_with(char::is_lowercase);
        let at =
            words.iter().position(is_particle).filter(|at| *at > 0).unwrap_or(words.len().saturating_sub(1));
        let (given, family) = words.split_at(at);
        let name = Name { family: own(&family.join(" ")), given: own(&given.join(" ")), ..Name::default() };
        (!text.is_empty()).then(|| name.with_particles())
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, When};

    #[test]
    fn names_have_their_particles() {
        let of = |text| {
            let it = Name::in_text(text).expect("a name");
            [it.given, it.non_dropping, it.family].map(Option::unwrap_or_default)
        };
        assert_eq!(of("Hopper, Grace"), ["Grace", "", "Hopper"]);
        assert_eq!(of("Grace Murray Hopper"), ["Grace Murray", "", "Hopper"]);
        assert_eq!(of("Ludwig van Beethoven"), ["Ludwig", "van", "Beethoven"]);
        assert_eq!(of("d’Aubigné, Marie"), ["Marie", "d’", "Aubigné"]);
        assert_eq!(of("Plato"), ["", "", "Plato"]);
    }

    #[test]
    fn dates_may_lack_parts() {
        let of = |text| When::parse(text).parts;
        assert_eq!(of("2020-01-02"), [[2020, 1, 2]]);
        assert_eq!(of("2020-05"), [[2020, 5]]);
        assert_eq!(of("1816/1822"), [[1816], [1822]]);
        assert_eq!(of("May 2020"), [[2020, 5]]);
        assert_eq!(of("-0320"), [[-321]]);
        assert_eq!(When::parse("forthcoming").literal.as_deref(), Some("forthcoming"));
        assert!(When::parse("1590~").is_circa);
    }
}
