//! The moment that the editions give as that of their making, where nobody says one.

use crate::document::Date;

/// The first moment of 1980, the earliest that a ZIP archive can hold (APPNOTE 6.3.10, 4.4.6).
const EARLIEST: u64 = 315_532_800;

/// The first moment of the publication's date, in seconds since 1970 UTC; never the clock, so that the
/// same source gives the same bytes on any day.
pub(super) fn of(date: Option<Date>) -> u64 {
    let Some(Date { year, month, day }) = date else { return EARLIEST };
    let days = days(i64::from(year), i64::from(month.unwrap_or(1)), i64::from(day.unwrap_or(1)));
    u64::try_from(days * 86_400).unwrap_or(0).max(EARLIEST)
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin with March, so
/// that the leap day is the last (H. Hinnant, chrono-Compatible Low-Level Date Algorithms, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year * 365 + year / 4 - year / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_gives_the_moment() {
        let moment = |date| of(Date::parse(date));
        assert_eq!(moment("2019-11-30"), 1_575_072_000);
        assert_eq!(moment("2020-02-29"), 1_582_934_400);
        assert_eq!(moment("2019-11"), 1_572_566_400);
        assert_eq!(moment("2019"), 1_546_300_800);
        assert_eq!(moment("1848-02-21"), EARLIEST, "what an archive cannot hold is the earliest that it can");
        assert_eq!(of(None), EARLIEST);
    }
}
