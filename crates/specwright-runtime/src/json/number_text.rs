//! What number does a text say, exactly?

use std::cmp::Ordering;

/// A number in the form of JSON, taken apart but not converted: `-12.5e3`.
///
/// The value is the significant digits, with a point before the first, times ten to the power of the magnitude.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NumberText<'t> {
    negative: bool,
    /// The significant digits lie in both, first here, then there; neither end of the whole is a zero.
    whole: &'t [u8],
    fraction: &'t [u8],
    magnitude: i64,
}

/// Exponents beyond this are as good as this: no text is long enough to bring them back.
const MAX_EXPONENT: i64 = 1 << 40;

impl<'t> NumberText<'t> {
    /// Takes a text apart; `None` if it does not have the form of a JSON number.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }

    pub(crate) fn parse_bytes(text: &'t [u8]) -> Option<Self> {
        let (negative, unsigned) = match text.split_first()? {
            (b'-', rest) => (true, rest),
            _ => (false, text),
        };
        let (mut whole, rest) = split_digits(unsigned);
        if whole.is_empty() || whole.len() > 1 && whole[0] == b'0' {
            return None;
        }
        let (mut fraction, rest) = match rest.split_first() {
            Some((b'.', rest)) => match split_digits(rest) {
                ([], _) => return None,
                split => split,
            },
            _ => (&[][..], rest),
        };
        let exponent = match rest.split_first() {
            None => 0,
            Some((b'e' | b'E', rest)) => exponent(rest)?,
            Some(_) => return None,
        };
        let mut magnitude = exponent + i64::try_from(whole.len()).ok()?;
        while let [b'0', rest @ ..] = whole {
            whole = rest;
            magnitude -= 1;
        }
        if whole.is_empty() {
            while let [b'0', rest @ ..] = fraction {
                fraction = rest;
                magnitude -= 1;
            }
        }
        while let [rest @ .., b'0'] = fraction {
            fraction = rest;
        }
        if fraction.is_empty() {
            while let [rest @ .., b'0'] = whole {
                whole = rest;
            }
        }
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Self {
            negative: negative && !zero,
            whole,
            fraction,
            magnitude: if zero { 0 } else { magnitude },
        })
    }

    pub(crate) fn is_integer(&self) -> bool {
        self.trailing_zeros() >= 0
    }

    /// The value as an integer of 64 bits, if it is one.
    pub(crate) fn to_i64(self) -> Option<i64> {
        let zeros = u32::try_from(self.trailing_zeros()).ok()?;
        let mut value = 0_i64;
        for digit in self.digits() {
            let digit = i64::from(digit);
            value = value.checked_mul(10)?;
            value = if self.negative {
                value.checked_sub(digit)?
            } else {
                value.checked_add(digit)?
            };
        }
        if value == 0 {
            return Some(0);
        }
        value.checked_mul(10_i64.checked_pow(zeros)?)
    }

    /// The value as an unsigned integer of 64 bits, if it is one.
    pub(crate) fn to_u64(self) -> Option<u64> {
        if self.sign() == 0 {
            return Some(0);
        }
        let zeros = u32::try_from(self.trailing_zeros()).ok()?;
        if self.negative {
            return None;
        }
        let mut value = 0_u64;
        for digit in self.digits() {
            value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        }
        value.checked_mul(10_u64.checked_pow(zeros)?)
    }

    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self.sign(), other.sign()) {
            (0, 0) => return Ordering::Equal,
            (one, two) if one != two => return one.cmp(&two),
            _ => {}
        }
        let by_size =
            (self.magnitude.cmp(&other.magnitude)).then_with(|| self.digits().cmp(other.digits()));
        if self.negative {
            by_size.reverse()
        } else {
            by_size
        }
    }

    /// Whether the value is a multiple of another, which is not zero.
    pub(crate) fn is_multiple_of(&self, factor: &Self) -> bool {
        if self.sign() == 0 {
            return true;
        }
        // Neither has a zero at its end, so the one with more digits behind the point is no multiple of the other.
        let Ok(shift) = u64::try_from(self.trailing_zeros() - factor.trailing_zeros()) else {
            return false;
        };
        let mut modulus = 0_u128;
        for digit in factor.digits() {
            modulus = match modulus.checked_mul(10) {
                Some(shifted) => shifted + u128::from(digit),
                None => return false,
            };
        }
        if modulus == 0 || modulus > MAX_MODULUS {
            return false;
        }
        let rest = self
            .digits()
            .fold(0, |rest, digit| (rest * 10 + u128::from(digit)) % modulus);
        product(rest, power_of_ten(shift, modulus), modulus) == 0
    }

    /// Appends one and the same text for all texts of one number.
    pub(crate) fn push_canonical(&self, out: &mut Vec<u8>) {
        if self.negative {
            out.push(b'-');
        }
        out.extend_from_slice(self.whole);
        out.extend_from_slice(self.fraction);
        out.push(b'e');
        out.extend_from_slice(self.magnitude.to_string().as_bytes());
    }

    fn sign(&self) -> i8 {
        match (
            self.whole.is_empty() && self.fraction.is_empty(),
            self.negative,
        ) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> + use<'t> {
        let digits = self.whole.iter().chain(self.fraction);
        digits.map(|digit| digit - b'0')
    }

    /// The number of zeros behind the significant digits of an integer; less than nothing if it is none.
    fn trailing_zeros(&self) -> i64 {
        let digits = self.whole.len() + self.fraction.len();
        self.magnitude - i64::try_from(digits).unwrap_or(i64::MAX)
    }
}

/// Ten times less than this still fits 128 bits.
const MAX_MODULUS: u128 = u128::MAX / 16;

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0, |size, digit| {
        (size * 10 + i64::from(digit - b'0')).min(MAX_EXPONENT)
    });
    Some(if negative { -size } else { size })
}

fn power_of_ten(mut exponent: u64, modulus: u128) -> u128 {
    let mut power = 1 % modulus;
    let mut base = 10 % modulus;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = product(power, base, modulus);
        }
        base = product(base, base, modulus);
        exponent >>= 1;
    }
    power
}

/// The product of two numbers below the modulus, by doubling: the plain product would not fit.
fn product(one: u128, two: u128, modulus: u128) -> u128 {
    if let Some(product) = one.checked_mul(two) {
        return product % modulus;
    }
    let (mut sum, mut addend, mut rest) = (0, one, two);
    while rest > 0 {
        if rest & 1 == 1 {
            sum = (sum + addend) % modulus;
        }
        addend = addend * 2 % modulus;
        rest >>= 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn only_the_form_of_json_is_a_number() {
        for text in [
            "0",
            "-0",
            "1",
            "10",
            "1.0",
            "0.10",
            "1e2",
            "1E+2",
            "1.5e-2",
            "123456789012345678901234567890",
        ] {
            assert!(NumberText::parse(text).is_some(), "{text}");
        }
        for text in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e2", "1 ", " 1", "1_0", "0x1",
            "NaN", "Infinity", "--1", "1e1.5", "٣", "1,5",
        ] {
            assert!(NumberText::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn integers_may_have_a_point_and_an_exponent() {
        for (text, value) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("0.0e99999999999999999999", Some(0)),
            ("1.0", Some(1)),
            ("1e2", Some(100)),
            ("1.50e1", Some(15)),
            ("-12.00", Some(-12)),
            ("1200e-2", Some(12)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("-9223372036854775.808e3", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("1e19", None),
            ("1e99999999999999999999", None),
            ("1e-99999999999999999999", None),
            ("1.5", None),
            ("1e-1", None),
        ] {
            assert_eq!(NumberText::parse(text).unwrap().to_i64(), value, "{text}");
        }
        assert!(NumberText::parse("1e19").unwrap().is_integer());
        assert!(!NumberText::parse("1.5").unwrap().is_integer());
    }

    #[test]
    fn numbers_compare_as_what_they_say() {
        let ascending = [
            "-1e1000000",
            "-10.5",
            "-10",
            "-1",
            "-0.1",
            "-0.01",
            "-1e-1000000",
            "0",
            "1e-1000000",
            "0.009",
            "0.01",
            "0.1",
            "0.10000000000000000000000000000001",
            "0.2",
            "1",
            "1.5",
            "9.99",
            "10",
            "100",
            "9007199254740992",
            "9007199254740993",
            "1e1000000",
        ];
        for (one_at, one) in ascending.iter().enumerate() {
            for (two_at, two) in ascending.iter().enumerate() {
                let ordering = NumberText::parse(one)
                    .unwrap()
                    .compare(&NumberText::parse(two).unwrap());
                assert_eq!(ordering, one_at.cmp(&two_at), "{one} {two}");
            }
        }
        for (one, two) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0", "-0.0"),
            ("0.10", "1e-1"),
            ("1200", "0.12e4"),
        ] {
            let (one, two) = (
                NumberText::parse(one).unwrap(),
                NumberText::parse(two).unwrap(),
            );
            assert_eq!(one.compare(&two), Ordering::Equal);
            let (mut first, mut second) = (Vec::new(), Vec::new());
            one.push_canonical(&mut first);
            two.push_canonical(&mut second);
            assert_eq!(first, second);
        }
    }

    #[test]
    fn multiples_are_exact() {
        for (value, factor) in [
            ("0", "7"),
            ("0.3", "0.1"),
            ("19.99", "0.01"),
            ("4.02", "0.01"),
            ("-21", "7"),
            ("1e3", "8"),
            ("7e1000000", "7"),
            ("1e18446744073709551616", "0.01"),
            ("1.5", "0.5"),
            ("100", "20"),
            ("123456789012345678901234567890", "10"),
            ("340282366920938463463374607431768211456", "65536"),
            (
                "99999999999999999999999999999999999990",
                "9999999999999999999999999999999999999",
            ),
        ] {
            assert!(
                NumberText::parse(value)
                    .unwrap()
                    .is_multiple_of(&NumberText::parse(factor).unwrap()),
                "{value} {factor}"
            );
        }
        for (value, factor) in [
            ("0.35", "0.1"),
            ("1", "7"),
            ("1e1000000", "7"),
            ("1e-1000000", "0.01"),
            ("19.995", "0.01"),
            ("10", "20"),
            ("123456789012345678901234567891", "10"),
            (
                "99999999999999999999999999999999999991",
                "9999999999999999999999999999999999999",
            ),
            ("1", "0"),
        ] {
            assert!(
                !NumberText::parse(value)
                    .unwrap()
                    .is_multiple_of(&NumberText::parse(factor).unwrap()),
                "{value} {factor}"
            );
        }
    }
}
