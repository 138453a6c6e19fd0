//! Dates.

use crate::resolve::citations::csl::eval::Writer;
use crate::resolve::citations::csl::locale::Wanted;
use crate::resolve::citations::csl::number::number_text;
use crate::resolve::citations::csl::output::{Output, Tag};
use crate::resolve::citations::csl::types::Form;
use crate::resolve::citations::csl::types::{
    DateNode, DatePart, DatePartForm, DateShows, DateUnit, Formatting, NumberForm,
};
use crate::resolve::citations::item::{Value, When};

impl<'a> Writer<'a> {
    pub(super) fn date(&mut self, node: &DateNode) -> Output {
        let value = self.ask(&node.variable);
        let localized = node.form.and_then(|it| self.locale.date(it));
        let (parts, formatting) = match localized {
            Some(own) => (
                own.parts.iter().map(|it| overridden(it, node)).collect(),
                node.formatting.clone().or(&own.formatting),
            ),
            None => (node.parts.clone(), node.formatting.clone()),
        };
        let shown = |it: &DatePart| match node.shows {
            Some(DateShows::Year) => it.unit == DateUnit::Year,
            Some(DateShows::Month) => it.unit != DateUnit::Day,
            Some(DateShows::Day) | None => true,
        };
        let parts: Vec<DatePart> = parts.into_iter().filter(shown).collect();
        let Some(Value::Date(when)) = value else { return Output::Null };
        if let Some(literal) = &when.literal {
            return Output::formatted(formatting, vec![Output::text(literal)]);
        }
        let mut written = self.date_parts(&parts, when);
        if written.iter().all(Output::is_null) {
            // Nothing of it was to be written.
            self.found = self.found.saturating_sub(1);
        }
        written.push(self.year_suffix());
        Output::formatted(formatting, written).tagged_date(when)
    }

    fn date_parts(&self, parts: &[DatePart], when: &When) -> Vec<Output> {
        let season = when.season.filter(|_| matches!(&when.parts[..], [one] if one.len() == 1));
        let mut from = when.parts.first().cloned().unwrap_or_default();
        from.extend(season.map(|it| it + 12));
        let one = |it: &DatePart, date: &[i64]| self.date_part(it, date);
        let Some(to) = when.parts.get(1) else { return parts.iter().map(|it| one(it, &from)).collect() };
        let mut units: Vec<DateUnit> = parts.iter().map(|it| it.unit).collect();
        units.sort_unstable();
        let same: Vec<DateUnit> =
            units.into_iter().take_while(|it| from.get(index(*it)) == to.get(index(*it))).collect();
        let is_same = |it: &&DatePart| same.contains(&it.unit);
        let before: Vec<&DatePart> = parts.iter().take_while(is_same).collect();
        let differing: Vec<&DatePart> = parts[before.len()..].iter().take_while(|it| !is_same(it)).collect();
        let after = &parts[before.len() + differing.len()..];
        let all = |parts: &[&DatePart], date: &[i64]| -> Vec<Output> {
            parts.iter().map(|it| one(it, date)).filter(|it| !it.is_null()).collect()
        };
        let largest = differing.iter().min_by_key(|it| it.unit);
        let delimiter = largest.map(|it| it.range_delimiter.clone());
        let mut written = all(&before, &from);
        let mut left = all(&differing, &from);
        if to.as_slice() == [0] {
            written.append(&mut left);
            drop_last_suffix(&mut written);
            let formatting = Formatting { suffix: delimiter, ..Formatting::default() };
            return vec![Output::Formatted(formatting, written)];
        }
        let mut right = all(&differing, to);
        drop_last_suffix(&mut left);
        if let Some(Output::Formatted(formatting, _)) = right.first_mut() {
            formatting.prefix = None;
        }
        match left.pop() {
            Some(last) => {
                written.append(&mut left);
                let first = if right.is_empty() { Output::text("") } else { right.remove(0) };
                written.push(Output::Formatted(Formatting::delimited(delimiter), vec![last, first]));
                written.append(&mut right);
            }
            None => written.append(&mut right),
        }
        written.extend(after.iter().map(|it| one(it, &from)).filter(|it| !it.is_null()));
        drop_last_suffix(&mut written);
        written
    }

    fn date_part(&self, part: &DatePart, date: &[i64]) -> Output {
        let Some(number) = date.get(index(part.unit)).copied() else { return Output::Null };
        if number == 0 && part.unit == DateUnit::Year {
            return Output::text("");
        }
        let term =
            |name: &str| self.locale.term(name, Wanted::form(Form::Long)).map_or(Output::Null, Output::text);
        let era = match part.unit {
            DateUnit::Year if number < 0 => term("bc"),
            DateUnit::Year if number < 1000 => term("ad"),
            DateUnit::Year | DateUnit::Month | DateUnit::Day => Output::Null,
        };
        let number = if part.unit == DateUnit::Year { number.abs() } else { number };
        let written = match part.form {
            DatePartForm::LeadingZeros => Output::text(&format!("{number:02}")),
            DatePartForm::Ordinal if !(self.locale.limits_ordinals() && number != 1) => {
                let number = u64::try_from(number).unwrap_or(0);
                let gender = None;
                Output::text(&number_text(self.locale, number, NumberForm::Ordinal, gender))
            }
            DatePartForm::Long | DatePartForm::Short if part.unit == DateUnit::Month => {
                let form = if part.form == DatePartForm::Short { Form::Short } else { Form::Long };
                let name = match number {
                    ..=0 => return Output::Null,
                    1..=12 => format!("month-{number:02}"),
                    // Seasons follow the months.
                    _ => format!("season-{:02}", (number - 13) % 4 + 1),
                };
                match self.locale.term(&name, Wanted::form(form)) {
                    Some(text) => Output::text(text),
                    None => return Output::Null,
                }
            }
            DatePartForm::Numeric | DatePartForm::Ordinal | DatePartForm::Long | DatePartForm::Short => {
                Output::text(&number.to_string())
            }
        };
        Output::formatted(part.formatting.clone(), vec![written, era])
    }
}

impl Output {
    fn tagged_date(self, when: &When) -> Output {
        if self.is_null() { self } else { self.tagged(Tag::Date(when.clone())) }
    }
}

fn index(unit: DateUnit) -> usize {
    match unit {
        DateUnit::Year => 0,
        DateUnit::Month => 1,
        DateUnit::Day => 2,
    }
}

/// A part of the locale's date, as far as a style does not say otherwise.
fn overridden(part: &DatePart, node: &DateNode) -> DatePart {
    match node.parts.iter().find(|it| it.unit == part.unit) {
        Some(own) => DatePart { formatting: part.formatting.clone().or(&own.formatting), ..own.clone() },
        None => part.clone(),
    }
}

fn drop_last_suffix(parts: &mut [Output]) {
    if let Some(Output::Formatted(formatting, _)) = parts.last_mut() {
        formatting.suffix = None;
    }
}
