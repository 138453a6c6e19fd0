//! The calendar: dates as exact as they are known, and the fields of timestamps.
//!
//! This is the only place that counts days; the arithmetic is chrono's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike};

/// A date of ISO 8601, as exact as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2019`, `2019-11` or `2019-11-30`; `None` for anything else or a day that does not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.trim().split('-');
        let year = Date::number(parts.next()?, 4)?;
        let month = parts.next().map_or(Some(None), |it| Date::number(it, 2).map(Some))?;
        let day = parts.next().map_or(Some(None), |it| Date::number(it, 2).map(Some))?;
        let month = month.map_or(Some(None), |it| u8::try_from(it).ok().map(Some))?;
        let day = day.map_or(Some(None), |it| u8::try_from(it).ok().map(Some))?;
        let date = Date { year, month, day };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn number(text: &str, digits: usize) -> Option<u16> {
        let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        if plain { text.parse().ok() } else { None }
    }

    fn exists(self) -> bool {
        self.year > 0 && (self.month.is_some() || self.day.is_none()) && self.first_day().is_some()
    }

    /// The day, or the first one of a month or year; `None` for a day that does not exist.
    fn first_day(self) -> Option<NaiveDate> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(month), u32::from(day))
    }

    /// The first second of the date in UTC, in seconds since 1970; negative before, 0 for a day that does not exist.
    pub fn timestamp(self) -> i64 {
        let midnight = self.first_day().unwrap_or_default().and_time(NaiveTime::MIN);
        midnight.and_utc().timestamp()
    }

    /// The date as it was given: `2019`, `2019-11` or `2019-11-30`.
    pub fn to_iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

/// The calendar fields of a timestamp, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarTime {
    /// The year, 1970 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
    /// The second, 0 to 59.
    pub second: u8,
}

/// The last second of the year 9999: file formats have four digits for the year.
const LAST_SECOND: u64 = 253_402_300_799;

impl CalendarTime {
    /// The fields of a timestamp, in seconds since 1970 UTC; those of the last second of 9999 for any later one.
    pub fn from_timestamp(seconds: u64) -> CalendarTime {
        let seconds = i64::try_from(seconds.min(LAST_SECOND)).unwrap_or_default();
        let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let small = |field: u32| u8::try_from(field).unwrap_or_default();
        CalendarTime {
            year: u16::try_from(time.year()).unwrap_or_default(),
            month: small(time.month()),
            day: small(time.day()),
            hour: small(time.hour()),
            minute: small(time.minute()),
            second: small(time.second()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_exactly_as_it_is_given() {
        for text in ["2019", "2019-11", "2024-02-29"] {
            assert_eq!(Date::parse(text).map(Date::to_iso).as_deref(), Some(text));
        }
        for text in [
            "",
            "19",
            "2019-13",
            "2023-02-29",
            "2019-11-31",
            "2019-1-1",
            "November 2019",
            "2019-11-30-1",
            "0000",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
    #[test]
    fn timestamp_is_the_first_second_of_the_date() {
        let timestamp = |date| Date::parse(date).map(Date::timestamp);
        assert_eq!(timestamp("2019-11-30"), Some(1_575_072_000));
        assert_eq!(timestamp("2020-02-29"), Some(1_582_934_400));
        assert_eq!(timestamp("2019-11"), Some(1_572_566_400));
        assert_eq!(timestamp("2019"), Some(1_546_300_800));
        assert_eq!(timestamp("1848-02-21"), Some(-3_845_577_600));
    }

    #[test]
    fn calendar_fields_of_a_timestamp() {
        let fields = |seconds| {
            let CalendarTime { year, month, day, hour, minute, second } =
                CalendarTime::from_timestamp(seconds);
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        };
        assert_eq!(fields(0), "1970-01-01 00:00:00");
        assert_eq!(fields(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(fields(1_575_115_199), "2019-11-30 11:59:59");
        assert_eq!(fields(4_107_542_400), "2100-03-01 00:00:00");
        assert_eq!(fields(u64::MAX), "9999-12-31 23:59:59");
    }
}
