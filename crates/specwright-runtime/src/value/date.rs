//! What is a day of the calendar?

use super::ValueError;
use super::short_text::{Fields, ShortText};
use chrono::{Datelike, NaiveDate};

/// A day of the Gregorian calendar without a time or a zone: `2026-01-02`.
///
/// The years are 0001 to 9999: what RFC 3339 can write and both engines order rightly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The first day, `0001-01-01`.
    pub const MIN: Self = Self(NaiveDate::from_ymd_opt(1, 1, 1).expect("this day exists"));
    /// The last day, `9999-12-31`.
    pub const MAX: Self = Self(NaiveDate::from_ymd_opt(9999, 12, 31).expect("this day exists"));

    /// The day of a year (1 to 9999), month (1 to 12) and day of the month.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::checked(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// Days since 1970-01-01, negative before.
    #[must_use]
    pub fn days_since_epoch(self) -> i32 {
        self.0.to_epoch_days()
    }

    /// The day that lies so many days after 1970-01-01.
    #[must_use]
    pub fn from_days_since_epoch(days: i32) -> Option<Self> {
        Self::checked(NaiveDate::from_epoch_days(days)?)
    }

    /// The day that lies so many days later, or earlier if negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Self::from_days_since_epoch(self.days_since_epoch().checked_add(days)?)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// `2026-01-02`.
    #[must_use]
    pub fn text(self) -> ShortText {
        let mut text = ShortText::new();
        self.push_to(&mut text);
        text
    }

    pub(super) fn push_to(self, text: &mut ShortText) {
        text.push_number(self.0.year().unsigned_abs(), 4);
        text.push(b'-');
        text.push_number(self.0.month(), 2);
        text.push(b'-');
        text.push_number(self.0.day(), 2);
    }

    pub(super) fn parse(fields: &mut Fields<'_>) -> Result<Self, ValueError> {
        let year = fields.number(4)?;
        fields.expect(b"-")?;
        let month = fields.number(2)?;
        fields.expect(b"-")?;
        let day = fields.number(2)?;
        i32::try_from(year)
            .ok()
            .and_then(|year| Self::from_ymd(year, month, day))
            .ok_or(ValueError::OutOfRange)
    }

    fn checked(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }
}

impl std::str::FromStr for Date {
    type Err = ValueError;

    /// Reads `2026-01-02` (RFC 3339 `full-date`).
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut fields = Fields::of(text);
        let date = Self::parse(&mut fields)?;
        fields.end()?;
        Ok(date)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::fmt::Debug for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = ValueError;

    fn try_from(date: NaiveDate) -> Result<Self, ValueError> {
        Self::checked(date).ok_or(ValueError::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn keeps_its_text() {
        for text in [
            "0001-01-01",
            "1969-12-31",
            "1970-01-01",
            "2024-02-29",
            "9999-12-31",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-00",
            "2024-04-31",
            "0000-01-01",
        ] {
            assert_eq!(text.parse::<Date>(), Err(ValueError::OutOfRange), "{text}");
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in [
            "",
            "2024",
            "2024-1-1",
            "20240101",
            "2024-01-01 ",
            " 2024-01-01",
            "2024-01-01T00:00:00Z",
            "+024-01-01",
            "2024-01-0é",
        ] {
            assert_eq!(text.parse::<Date>(), Err(ValueError::Malformed), "{text}");
        }
    }

    #[test]
    fn counts_days() {
        let date: Date = "2024-02-28".parse().unwrap();
        assert_eq!(date.plus_days(2).unwrap().to_string(), "2024-03-01");
        assert_eq!(
            Date::from_days_since_epoch(date.days_since_epoch()),
            Some(date)
        );
        assert_eq!(Date::MAX.plus_days(1), None);
        assert_eq!(Date::MIN.plus_days(-1), None);
    }
}
