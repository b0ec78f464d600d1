//! What is an exact decimal number?

use super::ValueError;
use std::str::FromStr;

/// An exact decimal number: up to 28 digits after the point, in all up to 79228162514264337593543950335.
///
/// The scale is kept: `1.50` stays `1.50`, on both engines and in JSON. Comparison is by value: `1.5 == 1.50`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(rust_decimal::Decimal);

impl Decimal {
    /// `0`.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);
    /// The most digits after the point.
    pub const MAX_SCALE: u32 = 28;

    /// `mantissa` divided by ten to the power of `scale`: `new(150, 2)` is `1.50`.
    ///
    /// # Errors
    /// The number has more digits than a decimal holds.
    pub fn new(mantissa: i128, scale: u32) -> Result<Self, ValueError> {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > Self::MAX_SCALE {
            if mantissa % 10 != 0 {
                return Err(ValueError::Inexact);
            }
            mantissa /= 10;
            scale -= 1;
        }
        if mantissa.unsigned_abs() > MAX_MANTISSA {
            return Err(ValueError::OutOfRange);
        }
        rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale)
            .map(Self)
            .map_err(|_| ValueError::OutOfRange)
    }

    /// The same number with exactly so many digits behind the point: `1.5` with 2 is `1.50`.
    ///
    /// # Errors
    /// Digits would be lost, or there is no room for so many.
    pub fn with_scale(self, scale: u32) -> Result<Self, ValueError> {
        let mut rescaled = self.0;
        rescaled.rescale(scale);
        if rescaled == self.0 && rescaled.scale() == scale {
            Ok(Self(rescaled))
        } else {
            Err(ValueError::Inexact)
        }
    }

    /// The digits without the point: 150 of `1.50`.
    #[must_use]
    pub const fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// The number of digits after the point: 2 of `1.50`.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.0.scale()
    }
}

/// 2 to the power of 96, less one.
const MAX_MANTISSA: u128 = (1 << 96) - 1;

/// So many digits can lead the value before it is certainly out of range; it bounds the work on long texts.
const MAX_EXPONENT: i64 = 1_000;

impl FromStr for Decimal {
    type Err = ValueError;

    /// Reads the form of a JSON number, where a sign `+` and leading zeros are allowed too: `-1.50`, `1.5e3`.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let bytes = text.as_bytes();
        let (negative, unsigned) = match bytes.split_first() {
            Some((b'-', rest)) => (true, rest),
            Some((b'+', rest)) => (false, rest),
            _ => (false, bytes),
        };
        let (number, exponent) = match unsigned.iter().position(|byte| matches!(byte, b'e' | b'E'))
        {
            Some(at) => (&unsigned[..at], exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match number.iter().position(|byte| *byte == b'.') {
            Some(at) if at + 1 < number.len() => (&number[..at], &number[at + 1..]),
            Some(_) => return Err(ValueError::Malformed),
            None => (number, &[][..]),
        };
        if whole.is_empty() || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
            return Err(ValueError::Malformed);
        }
        let mut digits: Vec<u8> = whole
            .iter()
            .chain(fraction)
            .map(|digit| digit - b'0')
            .collect();
        let mut scale =
            i64::try_from(fraction.len()).map_err(|_| ValueError::OutOfRange)? - exponent;
        let zero = digits.iter().all(|digit| *digit == 0);
        while scale > i64::from(Self::MAX_SCALE) && (zero || digits.last() == Some(&0)) {
            digits.pop();
            scale = if digits.is_empty() { 0 } else { scale - 1 };
        }
        if scale > i64::from(Self::MAX_SCALE) {
            return Err(ValueError::Inexact);
        }
        if scale < 0 && zero {
            scale = 0;
        }
        let mut mantissa = 0_i128;
        for digit in digits
            .iter()
            .copied()
            .chain(std::iter::repeat_n(0, usize::try_from(-scale).unwrap_or(0)))
        {
            mantissa = mantissa * 10 + i128::from(digit);
            if mantissa.unsigned_abs() > MAX_MANTISSA {
                return Err(ValueError::OutOfRange);
            }
        }
        Self::new(
            if negative { -mantissa } else { mantissa },
            u32::try_from(scale).unwrap_or(0),
        )
    }
}

/// The exponent of a number; beyond a bound it is the bound, which no digits can bring back into range.
fn exponent(text: &[u8]) -> Result<i64, ValueError> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(ValueError::Malformed);
    }
    let size = digits.iter().fold(0, |size, digit| {
        (size * 10 + i64::from(digit - b'0')).min(MAX_EXPONENT)
    });
    Ok(if negative { -size } else { size })
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

/// For arithmetic.
impl From<Decimal> for rust_decimal::Decimal {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    /// A zero loses its sign, since no database keeps it.
    fn from(decimal: rust_decimal::Decimal) -> Self {
        if decimal.is_zero() {
            Self(decimal.abs())
        } else {
            Self(decimal)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn keeps_its_scale() {
        for text in [
            "0",
            "0.00",
            "1.50",
            "-1.5",
            "79228162514264337593543950335",
            "-79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "7.9228162514264337593543950335",
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        assert_eq!("1.5".parse::<Decimal>(), "1.50".parse::<Decimal>());
    }

    #[test]
    fn takes_another_scale_where_no_digit_is_lost() {
        let scaled = |text: &str, scale| {
            let decimal: Decimal = text.parse().unwrap();
            decimal.with_scale(scale).map(|decimal| decimal.to_string())
        };
        assert_eq!(scaled("1.5", 2).as_deref(), Ok("1.50"));
        assert_eq!(scaled("1.500", 1).as_deref(), Ok("1.5"));
        assert_eq!(scaled("0", 2).as_deref(), Ok("0.00"));
        assert_eq!(scaled("-12500", 0).as_deref(), Ok("-12500"));
        assert_eq!(scaled("1.005", 2), Err(ValueError::Inexact));
        assert_eq!(
            scaled("79228162514264337593543950335", 1),
            Err(ValueError::Inexact)
        );
    }

    #[test]
    fn reads_exponents_exactly() {
        for (given, written) in [
            ("1e2", "100"),
            ("1.5e3", "1500"),
            ("1.50E+1", "15.0"),
            ("25e-3", "0.025"),
            ("0e999999999999999999999", "0"),
            ("-0.0", "0.0"),
            ("007", "7"),
            ("0e-999", "0"),
        ] {
            assert_eq!(
                given.parse::<Decimal>().unwrap().to_string(),
                written,
                "{given}"
            );
        }
    }

    #[test]
    fn drops_zeros_but_no_other_digit_beyond_its_scale() {
        assert_eq!(
            "0.10000000000000000000000000000000"
                .parse::<Decimal>()
                .unwrap()
                .scale(),
            28
        );
        assert_eq!(
            "0.00000000000000000000000000001".parse::<Decimal>(),
            Err(ValueError::Inexact)
        );
        assert_eq!("1e-29".parse::<Decimal>(), Err(ValueError::Inexact));
        assert_eq!(Decimal::new(10, 29), Decimal::new(1, 28));
    }

    #[test]
    fn refuses_what_is_too_great() {
        assert_eq!(
            "79228162514264337593543950336".parse::<Decimal>(),
            Err(ValueError::OutOfRange)
        );
        assert_eq!("1e29".parse::<Decimal>(), Err(ValueError::OutOfRange));
        assert_eq!("1e1000000".parse::<Decimal>(), Err(ValueError::OutOfRange));
        assert_eq!(
            "9".repeat(100_000).parse::<Decimal>(),
            Err(ValueError::OutOfRange)
        );
    }

    #[test]
    fn refuses_other_forms() {
        for text in [
            "", "-", ".", "1.", ".5", "1e", "1e+", "e1", "1.2.3", "0x10", "1_000", "NaN",
            "Infinity", " 1", "１",
        ] {
            assert_eq!(
                text.parse::<Decimal>(),
                Err(ValueError::Malformed),
                "{text}"
            );
        }
    }
}
