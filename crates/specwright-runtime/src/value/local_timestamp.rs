//! What is the reading of a clock on a wall?

use super::short_text::{Fields, ShortText};
use super::time::Fraction;
use super::timestamp::{MAX_MICROS, MIN_MICROS, in_range, joined, parse_local, split, written};
use super::{Date, Time, Timestamp, ValueError};
use chrono::{DateTime, NaiveDateTime};

/// A date and a time of day without a zone: `2026-01-02T03:04:05.123456`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTimestamp(i64);

impl LocalTimestamp {
    /// `0001-01-01T00:00:00`.
    pub const MIN: Self = Self(MIN_MICROS);
    /// `9999-12-31T23:59:59.999999`.
    pub const MAX: Self = Self(MAX_MICROS);

    /// The given time of the given day.
    #[must_use]
    pub fn new(date: Date, time: Time) -> Self {
        Self(joined(date, time))
    }

    /// Microseconds since 1970-01-01T00:00:00, as if the clock stood in UTC.
    #[must_use]
    pub const fn micros_since_epoch(self) -> i64 {
        self.0
    }

    /// The reading so many microseconds after 1970-01-01T00:00:00.
    #[must_use]
    pub const fn from_micros_since_epoch(micros: i64) -> Option<Self> {
        if in_range(micros) {
            Some(Self(micros))
        } else {
            None
        }
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        split(self.0).0
    }

    /// The time of day.
    #[must_use]
    pub fn time(self) -> Time {
        split(self.0).1
    }

    /// `2026-01-02T03:04:05`, with three or six digits of a second where they are needed.
    #[must_use]
    pub fn text(self) -> ShortText {
        written(self.0, Fraction::Shortest)
    }

    /// `2026-01-02T03:04:05.000000`: one width for all, as SQLite stores it.
    #[must_use]
    pub fn stored_text(self) -> ShortText {
        written(self.0, Fraction::Fixed)
    }
}

impl std::str::FromStr for LocalTimestamp {
    type Err = ValueError;

    /// Reads `2026-01-02T03:04:05` with an optional fraction, without an offset.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut fields = Fields::of(text);
        let local = parse_local(&mut fields)?;
        fields.end()?;
        Ok(Self(local))
    }
}

impl From<LocalTimestamp> for NaiveDateTime {
    fn from(local: LocalTimestamp) -> Self {
        DateTime::from_timestamp_micros(local.0)
            .expect("our range lies within chrono's")
            .naive_utc()
    }
}

impl TryFrom<NaiveDateTime> for LocalTimestamp {
    type Error = ValueError;

    /// Refuses what is finer than a microsecond.
    fn try_from(local: NaiveDateTime) -> Result<Self, ValueError> {
        Timestamp::try_from(local.and_utc()).map(|instant| Self(instant.micros_since_epoch()))
    }
}

impl std::fmt::Display for LocalTimestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::fmt::Debug for LocalTimestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn its_ends_are_the_ends_of_the_calendar() {
        assert_eq!(
            LocalTimestamp::new(Date::MIN, Time::MIN),
            LocalTimestamp::MIN
        );
        assert_eq!(
            LocalTimestamp::new(Date::MAX, Time::MAX),
            LocalTimestamp::MAX
        );
        assert_eq!(LocalTimestamp::MAX.date(), Date::MAX);
        assert_eq!(LocalTimestamp::MAX.time(), Time::MAX);
    }

    #[test]
    fn has_no_offset() {
        for text in ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05+00:00"] {
            assert_eq!(text.parse::<LocalTimestamp>(), Err(ValueError::Malformed));
        }
        let local: LocalTimestamp = "2026-01-02T03:04:05.5".parse().unwrap();
        assert_eq!(local.to_string(), "2026-01-02T03:04:05.500");
        assert_eq!(&*local.stored_text(), "2026-01-02T03:04:05.500000");
        assert_eq!(
            LocalTimestamp::try_from(NaiveDateTime::from(local)),
            Ok(local)
        );
    }
}
