//! Widths as text: `50%`, `70.866pt`.

use crate::document::Dimension;

/// A width as text.
pub(crate) fn width_text(width: Dimension) -> String {
    match width {
        Dimension::Percent(hundredths) => format!("{}%", decimal_text(i64::from(hundredths), 2)),
        Dimension::Millipoints(thousandths) => format!("{}pt", decimal_text(thousandths, 3)),
    }
}

/// A number of `10^-places` as a decimal, without zeros at its end.
fn decimal_text(number: i64, places: u32) -> String {
    let unit = 10_i64.pow(places);
    let digits = format!("{}.{:0width$}", number / unit, (number % unit).abs(), width = places as usize);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The width of a text: a part of the measure to the hundredth of a per cent, or points to the thousandth.
pub(crate) fn width_of(text: &str) -> Option<Dimension> {
    if let Some(number) = text.strip_suffix('%') {
        let hundredths = u32::try_from(decimal(number, 2)?).ok()?;
        return (1..=10_000).contains(&hundredths).then_some(Dimension::Percent(hundredths));
    }
    decimal(text.strip_suffix("pt")?, 3).filter(|it| *it > 0).map(Dimension::Millipoints)
}

/// A decimal number in units of `10^-places`.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > places {
        return None;
    }
    format!("{whole}{part:0<places$}").parse().ok()
}
