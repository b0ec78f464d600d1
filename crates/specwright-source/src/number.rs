//! A number as it was written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

/// A JSON number, exact: its text is kept, and its value is compared and converted as a decimal, never as a double.
///
/// Two numbers are equal when their values are, so `1`, `1.0` and `1e0` are equal.
#[derive(Debug, Clone)]
pub struct Number {
    /// In JSON's syntax, with an exponent that leaves room for arithmetic in 64 bits.
    text: Box<str>,
}

/// The value `± 0.digits × 10^point`; zero has no digits.
struct Decimal<'a> {
    negative: bool,
    /// Without leading or trailing zeros.
    digits: Cow<'a, str>,
    point: i64,
}

impl Number {
    /// Reads a number in JSON's syntax (RFC 8259, section 6).
    ///
    /// `None` also for an exponent beyond ± 10^15, which no reader could hold.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const LARGEST_EXPONENT: i64 = 1_000_000_000_000_000;
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = split_exponent(unsigned);
        if let Some(exponent) = exponent {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if !is_digits(digits) || exponent.parse::<i64>().ok()?.abs() > LARGEST_EXPONENT {
                return None;
            }
        }
        let (whole, fraction) = mantissa
            .split_once('.')
            .map_or((mantissa, None), |(whole, fraction)| {
                (whole, Some(fraction))
            });
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        let well_formed = is_digits(whole) && !leading_zero && fraction.is_none_or(is_digits);
        well_formed.then(|| Self { text: text.into() })
    }

    /// The text as it was written; a number in a syntax that only YAML has (`0x1F`, `+1`, `.5`) stands here as JSON
    /// writes it (`31`, `1`, `0.5`).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the value has no fraction; `1.0` has none.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        let decimal = self.decimal();
        decimal.point >= digit_count(&decimal)
    }

    /// The value as an integer, if it is one and fits.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        let decimal = self.decimal();
        if decimal.digits.is_empty() {
            return Some(0);
        }
        let zeros = u32::try_from(decimal.point - digit_count(&decimal)).ok()?;
        let scale = 10_i128.checked_pow(zeros)?;
        let signed = if decimal.negative {
            format!("-{}", decimal.digits)
        } else {
            decimal.digits.into_owned()
        };
        signed.parse::<i128>().ok()?.checked_mul(scale)
    }

    /// The value as a 64-bit integer, if it is one and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128().and_then(|value| i64::try_from(value).ok())
    }

    /// The value as an unsigned 64-bit integer, if it is one and fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128().and_then(|value| u64::try_from(value).ok())
    }

    /// The nearest double; infinite where the value is beyond all doubles.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn decimal(&self) -> Decimal<'_> {
        let (negative, unsigned) = self
            .text
            .strip_prefix('-')
            .map_or((false, &*self.text), |rest| (true, rest));
        let (mantissa, exponent) = split_exponent(unsigned);
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = if fraction.is_empty() {
            Cow::Borrowed(whole)
        } else {
            Cow::Owned(format!("{whole}{fraction}"))
        };
        let leading = digits.len() - digits.trim_start_matches('0').len();
        let digits = match digits {
            Cow::Borrowed(digits) => Cow::Borrowed(digits.trim_matches('0')),
            Cow::Owned(digits) => Cow::Owned(digits.trim_matches('0').to_owned()),
        };
        if digits.is_empty() {
            return Decimal {
                negative: false,
                digits,
                point: 0,
            };
        }
        // Neither addition can overflow: `parse` bounds the exponent, and a text is shorter than 2^62.
        let exponent = exponent
            .and_then(|exponent| exponent.parse::<i64>().ok())
            .unwrap_or(0);
        let point = exponent + i64::try_from(whole.len()).unwrap_or(0)
            - i64::try_from(leading).unwrap_or(0);
        Decimal {
            negative,
            digits,
            point,
        }
    }
}

fn split_exponent(unsigned: &str) -> (&str, Option<&str>) {
    unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digit_count(decimal: &Decimal<'_>) -> i64 {
    i64::try_from(decimal.digits.len()).unwrap_or(i64::MAX)
}

impl Decimal<'_> {
    fn magnitude_cmp(&self, other: &Self) -> Ordering {
        // Without leading and trailing zeros, digits after a common point compare like words in a dictionary.
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (false, false) => self
                .point
                .cmp(&other.point)
                .then_with(|| self.digits.cmp(&other.digits)),
            (left, right) => right.cmp(&left),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (self.decimal(), other.decimal());
        match (left.negative, right.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => left.magnitude_cmp(&right),
            (true, true) => right.magnitude_cmp(&left),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::Number;
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn accepts_exactly_the_syntax_of_json() {
        for text in [
            "0",
            "-0",
            "10",
            "1.0",
            "1.50",
            "-1e5",
            "1E+5",
            "1e-05",
            "123456789012345678901234567890",
        ] {
            assert_eq!(number(text).text(), text);
        }
        for text in [
            "",
            "-",
            "+1",
            "01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "0x1",
            "1_0",
            "NaN",
            " 1",
            "1 ",
            "--1",
            "1e1.5",
            "1e9999999999999999",
        ] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn numbers_are_equal_when_their_values_are() {
        for (left, right) in [
            ("1", "1.0"),
            ("1", "1e0"),
            ("100", "1e2"),
            ("0", "-0.0e7"),
            ("0.05", "5e-2"),
            ("10.50", "1.05E1"),
        ] {
            assert_eq!(number(left), number(right));
        }
        assert_ne!(number("9007199254740993"), number("9007199254740992"));
        assert_ne!(number("1"), number("-1"));
    }

    #[test]
    fn integers_are_recognised_by_value() {
        assert!(
            number("1.0").is_integer() && number("1e3").is_integer() && number("0.00").is_integer()
        );
        assert!(!number("1.5").is_integer() && !number("1e-1").is_integer());
        assert_eq!(number("1.20e2").as_i64(), Some(120));
        assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").as_u64(), None);
        assert_eq!(number(&i128::MIN.to_string()).as_i128(), Some(i128::MIN));
        assert_eq!(number("1e1000000").as_i128(), None);
        assert_eq!(number("0.5").as_i64(), None);
    }

    proptest! {
        #[test]
        fn orders_as_integers_do(left: i128, right: i128) {
            prop_assert_eq!(number(&left.to_string()).cmp(&number(&right.to_string())), left.cmp(&right));
            prop_assert_eq!(number(&left.to_string()).as_i128(), Some(left));
        }

        #[test]
        fn orders_as_fractions_do(left in -10_000_i32..10_000, right in -10_000_i32..10_000, zeros in 0_usize..4) {
            let text = |value: i32| {
                let sign = if value < 0 { "-" } else { "" };
                format!("{sign}{}.{:03}{}e1", value.abs() / 1000, value.abs() % 1000, "0".repeat(zeros))
            };
            prop_assert_eq!(number(&text(left)).cmp(&number(&text(right))), left.cmp(&right));
        }
    }
}
