//! What is an instant?

use super::short_text::{Fields, ShortText};
use super::time::{Fraction, MICROS_PER_DAY};
use super::{Date, Time, ValueError};
use chrono::{DateTime, Utc};
use std::time::Duration;

/// An instant in UTC to the microsecond: `2026-01-02T03:04:05.123456Z`.
///
/// - Read: RFC 3339 with any offset, which is converted to UTC. More than six digits of a second are refused unless
///   the rest are zeros; a leap second (`:60`) is refused, since neither engine keeps it.
/// - Written: always with `Z`, and with no, three or six digits of a second, as few of these as are exact.
/// - Range: the years 0001 to 9999 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// `0001-01-01T00:00:00Z`.
    pub const MIN: Self = Self(MIN_MICROS);
    /// `9999-12-31T23:59:59.999999Z`.
    pub const MAX: Self = Self(MAX_MICROS);
    /// `1970-01-01T00:00:00Z`.
    pub const EPOCH: Self = Self(0);

    /// Microseconds since 1970-01-01T00:00:00Z, negative before.
    #[must_use]
    pub const fn micros_since_epoch(self) -> i64 {
        self.0
    }

    /// The instant so many microseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_micros_since_epoch(micros: i64) -> Option<Self> {
        if in_range(micros) {
            Some(Self(micros))
        } else {
            None
        }
    }

    /// The instant that lies so much later. What is shorter than a microsecond is cut off.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Option<Self> {
        Self::from_micros_since_epoch(
            self.0
                .checked_add(i64::try_from(duration.as_micros()).ok()?)?,
        )
    }

    /// The instant that lies so much earlier. What is shorter than a microsecond is cut off.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Option<Self> {
        Self::from_micros_since_epoch(
            self.0
                .checked_sub(i64::try_from(duration.as_micros()).ok()?)?,
        )
    }

    /// The time that passed since an earlier instant, `None` if that one is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Option<Duration> {
        u64::try_from(self.0.checked_sub(earlier.0)?)
            .ok()
            .map(Duration::from_micros)
    }

    /// The day in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        split(self.0).0
    }

    /// The time of day in UTC.
    #[must_use]
    pub fn time(self) -> Time {
        split(self.0).1
    }

    /// `2026-01-02T03:04:05Z`, with three or six digits of a second where they are needed.
    #[must_use]
    pub fn text(self) -> ShortText {
        let mut text = written(self.0, Fraction::Shortest);
        text.push(b'Z');
        text
    }

    /// `2026-01-02T03:04:05.000000Z`: one width for all, so that the order of the texts is the order of the instants.
    /// This is how SQLite stores it.
    #[must_use]
    pub fn stored_text(self) -> ShortText {
        let mut text = written(self.0, Fraction::Fixed);
        text.push(b'Z');
        text
    }
}

impl std::str::FromStr for Timestamp {
    type Err = ValueError;

    /// Reads RFC 3339 `date-time`: `2026-01-02T03:04:05Z`, `2026-01-02t05:04:05.5+02:00`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut fields = Fields::of(text);
        let local = parse_local(&mut fields)?;
        let offset = match fields.expect(b"Zz+-")? {
            b'+' => parse_offset(&mut fields)?,
            b'-' => -parse_offset(&mut fields)?,
            _ => 0,
        };
        fields.end()?;
        Self::from_micros_since_epoch(local - offset).ok_or(ValueError::OutOfRange)
    }
}

pub(super) const MIN_MICROS: i64 = -719_162 * MICROS_PER_DAY;
pub(super) const MAX_MICROS: i64 = (2_932_896 + 1) * MICROS_PER_DAY - 1;

pub(super) const fn in_range(micros: i64) -> bool {
    micros >= MIN_MICROS && micros <= MAX_MICROS
}

pub(super) fn joined(date: Date, time: Time) -> i64 {
    i64::from(date.days_since_epoch()) * MICROS_PER_DAY + time.micros_since_midnight()
}

pub(super) fn split(micros: i64) -> (Date, Time) {
    let date = i32::try_from(micros.div_euclid(MICROS_PER_DAY))
        .ok()
        .and_then(Date::from_days_since_epoch);
    let time = Time::from_micros_since_midnight(micros.rem_euclid(MICROS_PER_DAY));
    (
        date.expect("the range was checked when it was made"),
        time.expect("a remainder of a day is a time of day"),
    )
}

pub(super) fn written(micros: i64, fraction: Fraction) -> ShortText {
    let (date, time) = split(micros);
    let mut text = ShortText::new();
    date.push_to(&mut text);
    text.push(b'T');
    time.push_to(&mut text, fraction);
    text
}

pub(super) fn parse_local(fields: &mut Fields<'_>) -> Result<i64, ValueError> {
    let date = Date::parse(fields)?;
    fields.expect(b"Tt")?;
    let time = Time::parse(fields)?;
    Ok(joined(date, time))
}

fn parse_offset(fields: &mut Fields<'_>) -> Result<i64, ValueError> {
    let hours = fields.number(2)?;
    fields.expect(b":")?;
    let minutes = fields.number(2)?;
    if hours > 23 || minutes > 59 {
        return Err(ValueError::OutOfRange);
    }
    Ok((i64::from(hours) * 60 + i64::from(minutes)) * 60_000_000)
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(timestamp: Timestamp) -> Self {
        Self::from_timestamp_micros(timestamp.0).expect("our range lies within chrono's")
    }
}

impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = ValueError;

    /// Refuses what is finer than a microsecond.
    fn try_from(instant: DateTime<Utc>) -> Result<Self, ValueError> {
        if !instant.timestamp_subsec_nanos().is_multiple_of(1000) {
            return Err(ValueError::Inexact);
        }
        Self::from_micros_since_epoch(instant.timestamp_micros()).ok_or(ValueError::OutOfRange)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::fmt::Debug for Timestamp {
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
        assert_eq!(Timestamp::MIN.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999999Z");
        assert_eq!(Timestamp::MAX.plus(Duration::from_micros(1)), None);
        assert_eq!(Timestamp::MIN.minus(Duration::from_micros(1)), None);
    }

    #[test]
    fn converts_offsets_to_utc_and_writes_the_shortest_exact_fraction() {
        for (given, written) in [
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05.5+02:00", "2026-01-02T01:04:05.500Z"),
            (
                "2026-01-01T23:00:00.123456-02:30",
                "2026-01-02T01:30:00.123456Z",
            ),
            (
                "1969-12-31T23:59:59.999999-00:00",
                "1969-12-31T23:59:59.999999Z",
            ),
            ("2026-01-02T03:04:05.120000000Z", "2026-01-02T03:04:05.120Z"),
        ] {
            assert_eq!(given.parse::<Timestamp>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn stored_texts_have_one_width_and_the_order_of_the_instants() {
        let micros = [
            Timestamp::MIN.0,
            -1_500_000,
            -1,
            0,
            1,
            999_999,
            1_000_000,
            1_767_323_045_123_456,
            Timestamp::MAX.0,
        ];
        let texts: Vec<String> = micros
            .iter()
            .map(|micros| Timestamp(*micros).stored_text().to_string())
            .collect();
        assert!(texts.is_sorted());
        assert!(texts.iter().all(|text| text.len() == 27));
        for (micros, text) in micros.iter().zip(&texts) {
            assert_eq!(text.parse::<Timestamp>().unwrap().0, *micros);
        }
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        assert_eq!(
            "2026-01-02T03:04:05.1234567Z".parse::<Timestamp>(),
            Err(ValueError::Inexact)
        );
        for text in [
            "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01",
            "2026-01-02T23:59:60Z",
            "2026-01-02T24:00:00Z",
            "2026-01-02T03:04:05+24:00",
            "2026-01-02T03:04:05+02:60",
            "2026-02-30T03:04:05Z",
        ] {
            assert_eq!(
                text.parse::<Timestamp>(),
                Err(ValueError::OutOfRange),
                "{text}"
            );
        }
        for text in [
            "",
            "2026-01-02",
            "2026-01-02T03:04:05",
            "2026-01-02 03:04:05Z",
            "2026-01-02T03:04Z",
            "2026-01-02T03:04:05+0200",
            "2026-01-02T03:04:05Z ",
        ] {
            assert_eq!(
                text.parse::<Timestamp>(),
                Err(ValueError::Malformed),
                "{text}"
            );
        }
    }

    #[test]
    fn agrees_with_chrono() {
        for micros in (Timestamp::MIN.0..Timestamp::MAX.0).step_by(86_399_999_999_983 * 31) {
            let timestamp = Timestamp(micros);
            let instant = DateTime::<Utc>::from(timestamp);
            assert_eq!(
                timestamp.stored_text().as_str(),
                instant.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
            );
            assert_eq!(Timestamp::try_from(instant), Ok(timestamp));
        }
    }

    #[test]
    fn measures_spans() {
        let start: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let end = start.plus(Duration::from_secs(90)).unwrap();
        assert_eq!(end.since(start), Some(Duration::from_secs(90)));
        assert_eq!(start.since(end), None);
        assert_eq!(end.minus(Duration::from_secs(90)), Some(start));
    }
}
