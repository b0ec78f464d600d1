//! A number as it was written.

use std::cmp::Ordering;
use std::fmt;

/// A JSON number, exact: the decimal value `digits × 10^exponent` with its sign, beside the text it was read from.
///
/// Two numbers are equal when their values are, so `1`, `1.0` and `1e0` are equal.
#[derive(Debug, Clone)]
pub struct Number {
    text: String,
    negative: bool,
    /// Significant digits without leading or trailing zeros; empty for zero.
    digits: String,
    exponent: i64,
}

impl Number {
    /// Reads a number in JSON's syntax (RFC 8259, section 6).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => {
                let exponent = &unsigned[at + 1..];
                let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                (&unsigned[..at], exponent.parse::<i64>().ok()?)
            }
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) || !fraction.is_none_or(all_digits) {
            return None;
        }
        let fraction = fraction.unwrap_or("");
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0');
        let trimmed = significant.trim_end_matches('0');
        let dropped = i64::try_from(significant.len() - trimmed.len()).ok()?;
        let exponent = if trimmed.is_empty() {
            0
        } else {
            exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(dropped)?
        };
        Some(Self { text: text.to_owned(), negative: negative && !trimmed.is_empty(), digits: trimmed.to_owned(), exponent })
    }

    /// The text as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the value has no fraction; `1.0` has none.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The value as an integer, if it is one and fits.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let exponent = u32::try_from(self.exponent).ok()?;
        let magnitude = self.digits.parse::<i128>().ok()?.checked_mul(10_i128.checked_pow(exponent)?)?;
        Some(if self.negative { -magnitude } else { magnitude })
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

    /// The nearest double.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn magnitude_cmp(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let point = |number: &Self| i128::from(number.exponent) + number.digits.len() as i128;
        point(self).cmp(&point(other)).then_with(|| {
            let width = self.digits.len().max(other.digits.len());
            let padded = |number: &Self| number.digits.bytes().chain(std::iter::repeat(b'0')).take(width).collect::<Vec<_>>();
            padded(self).cmp(&padded(other))
        })
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
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
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude_cmp(other),
            (true, true) => other.magnitude_cmp(self),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
