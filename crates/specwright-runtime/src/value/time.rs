//! What is a time of day?

use super::ValueError;
use super::short_text::{Fields, ShortText};

pub(super) const MICROS_PER_SECOND: i64 = 1_000_000;
pub(super) const MICROS_PER_DAY: i64 = 86_400 * MICROS_PER_SECOND;

/// A time of day to the microsecond, without a day or a zone: `03:04:05.123456`.
///
/// `24:00:00` and leap seconds are refused: SQLite would order them, PostgreSQL would not keep them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// `00:00:00`.
    pub const MIN: Self = Self(0);
    /// `23:59:59.999999`.
    pub const MAX: Self = Self(MICROS_PER_DAY - 1);

    /// The time of an hour (0 to 23), minute, second (0 to 59) and microsecond.
    #[must_use]
    pub fn from_hms_micro(hour: u32, minute: u32, second: u32, micro: u32) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 || micro > 999_999 {
            return None;
        }
        let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
        Some(Self(seconds * MICROS_PER_SECOND + i64::from(micro)))
    }

    /// Microseconds since midnight.
    #[must_use]
    pub const fn micros_since_midnight(self) -> i64 {
        self.0
    }

    /// The time that lies so many microseconds after midnight.
    #[must_use]
    pub const fn from_micros_since_midnight(micros: i64) -> Option<Self> {
        if micros >= 0 && micros < MICROS_PER_DAY {
            Some(Self(micros))
        } else {
            None
        }
    }

    /// `03:04:05`, with three or six digits of a second where they are needed.
    #[must_use]
    pub fn text(self) -> ShortText {
        let mut text = ShortText::new();
        self.push_to(&mut text, Fraction::Shortest);
        text
    }

    /// `03:04:05.120000`: always six digits, so that the order of the texts is the order of the times.
    #[must_use]
    pub fn stored_text(self) -> ShortText {
        let mut text = ShortText::new();
        self.push_to(&mut text, Fraction::Fixed);
        text
    }

    pub(super) fn push_to(self, text: &mut ShortText, fraction: Fraction) {
        let number =
            |value: i64| u32::try_from(value).expect("a part of a day is small and not negative");
        let seconds = self.0 / MICROS_PER_SECOND;
        let micros = number(self.0 % MICROS_PER_SECOND);
        text.push_number(number(seconds / 3600), 2);
        text.push(b':');
        text.push_number(number(seconds / 60 % 60), 2);
        text.push(b':');
        text.push_number(number(seconds % 60), 2);
        if fraction == Fraction::Fixed || !micros.is_multiple_of(1000) {
            text.push(b'.');
            text.push_number(micros, 6);
        } else if micros != 0 {
            text.push(b'.');
            text.push_number(micros / 1000, 3);
        }
    }

    pub(super) fn parse(fields: &mut Fields<'_>) -> Result<Self, ValueError> {
        let hour = fields.number(2)?;
        fields.expect(b":")?;
        let minute = fields.number(2)?;
        fields.expect(b":")?;
        let second = fields.number(2)?;
        let micros = fields.fraction()?;
        Self::from_hms_micro(hour, minute, second, micros).ok_or(ValueError::OutOfRange)
    }
}

/// How many digits of a second are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fraction {
    /// None, three or six: as few of these as are exact. Every reader knows these three, and some know no other.
    Shortest,
    /// Six, so that texts have one width.
    Fixed,
}

impl std::str::FromStr for Time {
    type Err = ValueError;

    /// Reads `03:04:05` with an optional fraction (RFC 3339 `partial-time`).
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut fields = Fields::of(text);
        let time = Self::parse(&mut fields)?;
        fields.end()?;
        Ok(time)
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::fmt::Debug for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn writes_no_more_digits_than_are_exact() {
        for (given, written, stored) in [
            ("00:00:00", "00:00:00", "00:00:00.000000"),
            ("23:59:59.5", "23:59:59.500", "23:59:59.500000"),
            ("12:34:56.000001", "12:34:56.000001", "12:34:56.000001"),
            ("12:34:56.1234560000", "12:34:56.123456", "12:34:56.123456"),
        ] {
            let time: Time = given.parse().unwrap();
            assert_eq!(&*time.text(), written);
            assert_eq!(&*time.stored_text(), stored);
            assert_eq!(written.parse::<Time>(), Ok(time));
            assert_eq!(stored.parse::<Time>(), Ok(time));
        }
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        assert_eq!("12:34:56.1234567".parse::<Time>(), Err(ValueError::Inexact));
        for text in ["24:00:00", "23:60:00", "23:59:60"] {
            assert_eq!(text.parse::<Time>(), Err(ValueError::OutOfRange), "{text}");
        }
        for text in ["", "12:34", "12:34:56.", "12:34:56Z", "1:02:03", "12-34-56"] {
            assert_eq!(text.parse::<Time>(), Err(ValueError::Malformed), "{text}");
        }
        assert_eq!(Time::from_micros_since_midnight(MICROS_PER_DAY), None);
        assert_eq!(Time::from_micros_since_midnight(-1), None);
    }
}
