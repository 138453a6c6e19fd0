//! Numbers, and ranges of pages.

use crate::locale::numeral;
use crate::resolve::citations::csl::eval::Writer;
use crate::resolve::citations::csl::locale::{Locale, OrdinalMatch, Wanted};
use crate::resolve::citations::csl::output::Output;
use crate::resolve::citations::csl::style::PageRange;
use crate::resolve::citations::csl::types::Form;
use crate::resolve::citations::csl::types::{Formatting, NumberForm};

impl Writer<'_> {
    /// A number in a form.
    pub(super) fn number(&mut self, name: &str, form: NumberForm) -> Output {
        Output::grouped(number_parts(self, name, form))
    }

    /// Pages, ranges of them as the style wants them.
    pub(super) fn pages(&self, text: &str) -> Output {
        page_range(self, text)
    }

    /// A range of anything else.
    pub(super) fn range(&self, text: &str) -> Output {
        range(None, "–", text)
    }
}

/// The parts of a number: `2, 3` may become `2nd, 3rd`; what has letters at it stays.
fn number_parts(writer: &mut Writer<'_>, name: &str, form: NumberForm) -> Vec<Output> {
    let text = writer.text_of(name).map(|it| it.plain());
    writer.count(text.is_some());
    let locale = writer.locale;
    let gender = locale.forms(name, Wanted::form(Form::Long)).next().and_then(|it| it.gender.as_deref());
    let mut parts = Vec::new();
    let text = text.unwrap_or_default();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let is_break = |it: char| matches!(it, ',' | ';' | '-' | '–') || it.is_whitespace();
        let kind = is_break(first);
        let end = rest.find(|it| is_break(it) != kind).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(match part.parse::<u64>() {
            Ok(number) if part.bytes().all(|it| it.is_ascii_digit()) => {
                Output::text(&number_text(locale, number, form, gender))
            }
            _ => Output::text(if part == "-" { "–" } else { part }),
        });
        rest = after;
    }
    parts
}

/// A number in a form, as far as the language has it.
pub(super) fn number_text(locale: &Locale, number: u64, form: NumberForm, gender: Option<&str>) -> String {
    match form {
        NumberForm::Numeric => number.to_string(),
        // There is no numeral for none.
        NumberForm::Roman if number == 0 => String::new(),
        NumberForm::Roman => numeral::roman(number),
        NumberForm::Ordinal => format!("{number}{}", ordinal(locale, number, gender)),
        NumberForm::LongOrdinal => {
            let wanted = Wanted { gender, ..Wanted::form(Form::Long) };
            let long = locale.forms(&format!("long-ordinal-{number:02}"), wanted).next();
            match long.filter(|_| (1..=10).contains(&number)) {
                Some(term) => term.text.clone(),
                None => number_text(locale, number, NumberForm::Ordinal, gender),
            }
        }
    }
}

/// What makes a number an ordinal, as `th`.
fn ordinal(locale: &Locale, number: u64, gender: Option<&str>) -> String {
    let of = |name: String, fits: &dyn Fn(Option<OrdinalMatch>) -> bool| {
        let wanted = Wanted { gender, ..Wanted::form(Form::Long) };
        locale.forms(&name, wanted).find(|it| fits(it.matching)).map(|it| it.text.clone())
    };
    let two = of(format!("ordinal-{:02}", number % 100), &|it| {
        number <= 99 || it != Some(OrdinalMatch::WholeNumber)
    });
    let one = || {
        of(format!("ordinal-{:02}", number % 10), &|it| {
            number <= 10 || matches!(it, None | Some(OrdinalMatch::LastDigit))
        })
    };
    two.or_else(one).or_else(|| of("ordinal".to_owned(), &|_| true)).unwrap_or_default()
}

/// Pages, ranges of them as the style wants them.
fn page_range(writer: &Writer<'_>, text: &str) -> Output {
    let delimiter = writer.locale.term("page-range-delimiter", Wanted::form(Form::Long)).unwrap_or("–");
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            ',' | '&' => 1,
            _ => rest.find([',', '&']).unwrap_or(rest.len()),
        };
        let (part, after) = rest.split_at(end);
        let part = part.trim();
        if !part.is_empty() {
            parts.push(range(writer.style.page_range, delimiter, part));
        }
        rest = after;
    }
    Output::formatted(Formatting::delimited(Some(" ".to_owned())), parts)
}

fn range(format: Option<PageRange>, delimiter: &str, text: &str) -> Output {
    if text.contains("\\-") {
        return Output::text(&text.replace("\\-", "-"));
    }
    let ends: Vec<&str> = text.split(['-', '–']).map(str::trim).collect();
    let [from, to] = ends[..] else { return Output::text(text) };
    let Some(format) = format else { return ends_of("", from, to, delimiter) };
    let before = |it: &str| it.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    let prefix = &from[..before(from)];
    if prefix != &to[..before(to)] {
        return ends_of("", from, to, delimiter);
    }
    let (first, last) = (&from[prefix.len()..], &to[prefix.len()..]);
    let missing = first.len().saturating_sub(last.len());
    let last = format!("{}{last}", &first[..missing]);
    let shortened = match format {
        PageRange::Expanded => {
            return ends_of("", &format!("{prefix}{first}"), &format!("{prefix}{last}"), delimiter);
        }
        PageRange::Minimal => minimal(1, first, &last),
        PageRange::MinimalTwo => minimal(2, first, &last),
        PageRange::Chicago15 | PageRange::Chicago16 => chicago(format, first, &last),
    };
    ends_of(prefix, first, &shortened, delimiter)
}

/// The second end of a range as the Chicago Manual of Style has it.
fn chicago(format: PageRange, first: &str, last: &str) -> String {
    let differing = first.bytes().chain(std::iter::repeat(b' ')).zip(last.bytes()).filter(|it| it.0 != it.1);
    if first.len() < 3 || first.ends_with("00") {
        last.to_owned()
    } else if first.len() > 1 && first.as_bytes()[first.len() - 2] == b'0' {
        minimal(1, first, last)
    } else if format == PageRange::Chicago15 && first.len() == 4 && differing.count() >= 3 {
        last.to_owned()
    } else {
        minimal(2, first, last)
    }
}

/// The digits in which the second end differs, but at least so many.
fn minimal(least: usize, first: &str, last: &str) -> String {
    let same = first.bytes().zip(last.bytes()).take_while(|it| it.0 == it.1).count();
    let kept = if same == 0 {
        last.len()
    } else if last.len() - same < least && last.len() >= least {
        least
    } else {
        last.len() - same
    };
    last[last.len() - kept..].to_owned()
}

fn ends_of(prefix: &str, from: &str, to: &str, delimiter: &str) -> Output {
    let prefix = if prefix.is_empty() { Output::Null } else { Output::text(prefix) };
    Output::grouped(vec![prefix, Output::text(from), Output::text(delimiter), Output::text(to)])
}
