//! The creation date that editions carry by default.

use crate::document::Date;

/// The first second of 1980, the earliest that a ZIP archive can hold (APPNOTE 6.3.10, 4.4.6).
const EARLIEST: u64 = 315_532_800;

/// The first second of the publication's date, in seconds since 1970 UTC; never the clock, so that the
/// same source gives the same bytes on any day.
pub(super) fn of(date: Option<Date>) -> u64 {
    let timestamp = date.map_or(0, Date::timestamp);
    u64::try_from(timestamp).unwrap_or(0).max(EARLIEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creation_date_is_the_publication_date_or_the_first_that_an_archive_can_hold() {
        assert_eq!(of(Date::parse("2019-11-30")), 1_575_072_000);
        assert_eq!(of(Date::parse("1848-02-21")), EARLIEST);
        assert_eq!(of(None), EARLIEST);
    }
}
