//! What a plain scalar of YAML means: the core schema of YAML 1.2.2, section 10.3.2.

use crate::Number;
use std::borrow::Cow;

/// The meaning of a scalar without quotes and without a tag.
#[derive(Debug, PartialEq)]
pub(crate) enum Plain {
    Null,
    Bool(bool),
    Number(Number),
    /// Infinity or not-a-number.
    NotJson,
    /// A number that [`Number`] refuses.
    OutOfRange,
    Text,
}

/// How readers of YAML 1.1 see the same scalar, where they see something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ambiguity {
    /// A number here: `012`, octal there.
    LeadingZero,
    /// A number here: `0o17`, a text there.
    Octal,
    /// A text here, a boolean there.
    Boolean,
    /// A text here, a number there.
    Number,
}

/// More digits than this are no number that somebody meant.
const MOST_DIGITS: usize = 1000;

pub(crate) fn resolve(text: &str) -> (Plain, Option<Ambiguity>) {
    match text.as_bytes() {
        [] | b"~" | b"null" | b"Null" | b"NULL" => (Plain::Null, None),
        b"true" | b"True" | b"TRUE" => (Plain::Bool(true), None),
        b"false" | b"False" | b"FALSE" => (Plain::Bool(false), None),
        b"yes" | b"Yes" | b"YES" | b"no" | b"No" | b"NO" | b"on" | b"On" | b"ON" | b"off"
        | b"Off" | b"OFF" => (Plain::Text, Some(Ambiguity::Boolean)),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => numeric(text),
        _ => (Plain::Text, None),
    }
}

fn numeric(text: &str) -> (Plain, Option<Ambiguity>) {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return (Plain::NotJson, None);
    }
    for (prefix, radix, ambiguity) in [("0x", 16, None), ("0o", 8, Some(Ambiguity::Octal))] {
        if let Some(digits) = text.strip_prefix(prefix)
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_digit(radix))
        {
            let number = decimal(digits, radix).and_then(|digits| Number::parse(&digits));
            return (number.map_or(Plain::OutOfRange, Plain::Number), ambiguity);
        }
    }
    match json_syntax(text) {
        Some(number) => {
            let octal = unsigned.len() > 1
                && unsigned.starts_with('0')
                && unsigned.bytes().all(|byte| byte.is_ascii_digit());
            (
                Number::parse(&number).map_or(Plain::OutOfRange, Plain::Number),
                octal.then_some(Ambiguity::LeadingZero),
            )
        }
        None => (
            Plain::Text,
            is_old_number(unsigned).then_some(Ambiguity::Number),
        ),
    }
}

/// The number of the core schema as JSON writes it; `None` if it is no number.
///
/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn json_syntax(text: &str) -> Option<Cow<'_, str>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = unsigned
        .find(['e', 'E'])
        .map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent
        .get(1..)
        .map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    let well_formed = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_digits.is_none_or(|part| !part.is_empty() && digits(part));
    if !well_formed {
        return None;
    }
    let trimmed = whole.trim_start_matches('0');
    let significant = if trimmed.is_empty() { "0" } else { trimmed };
    let is_json = significant == whole && !text.starts_with('+') && !mantissa.ends_with('.');
    if is_json {
        return Some(Cow::Borrowed(text));
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(Cow::Owned(format!(
        "{sign}{significant}{point}{fraction}{exponent}"
    )))
}

/// The decimal digits of a number in another radix, exactly; `None` beyond [`MOST_DIGITS`].
fn decimal(digits: &str, radix: u32) -> Option<String> {
    const LIMB: u64 = 1_000_000_000;
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|char| char.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = *limb * u64::from(radix) + carry;
            *limb = value % LIMB;
            carry = value / LIMB;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let padded = limbs
        .iter()
        .rev()
        .map(|limb| format!("{limb:09}"))
        .collect::<Vec<_>>()
        .concat();
    let trimmed = padded.trim_start_matches('0');
    Some(if trimmed.is_empty() { "0" } else { trimmed }.to_owned())
}

/// Whether YAML 1.1 has a number in this text: underscores, binary, sexagesimal, signed hexadecimal.
fn is_old_number(unsigned: &str) -> bool {
    let digits = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_digit())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    if let Some(binary) = unsigned.strip_prefix("0b") {
        return !binary.is_empty()
            && binary
                .bytes()
                .all(|byte| matches!(byte, b'0' | b'1' | b'_'));
    }
    if let Some(hexadecimal) = unsigned.strip_prefix("0x") {
        return !hexadecimal.is_empty()
            && hexadecimal
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    let mut parts = unsigned.split(':');
    let whole = parts
        .next()
        .is_some_and(|first| digits(first) && (!unsigned.contains(':') || !first.starts_with('0')));
    whole && parts.all(|part| matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::{Ambiguity, Plain, resolve};
    use crate::Number;

    fn number(text: &str, expected: &str) {
        match resolve(text).0 {
            Plain::Number(number) => assert_eq!(number.text(), expected, "{text}"),
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn numbers_are_those_of_the_core_schema() {
        for (text, expected) in [
            ("0", "0"),
            ("-0", "-0"),
            ("12", "12"),
            ("+12", "12"),
            ("-12", "-12"),
            ("012", "12"),
            ("000", "0"),
            ("-007", "-7"),
            ("0.5", "0.5"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5"),
            ("1.50", "1.50"),
            ("1e3", "1e3"),
            ("1.E+3", "1E+3"),
            ("+.5e-1", "0.5e-1"),
            ("0x1F", "31"),
            ("0x0", "0"),
            ("0xffffffffffffffffffff", "1208925819614629174706175"),
            ("0o17", "15"),
            (
                "340282366920938463463374607431768211456",
                "340282366920938463463374607431768211456",
            ),
        ] {
            number(text, expected);
        }
    }

    #[test]
    fn texts_stay_texts() {
        for text in [
            "-",
            "+",
            ".",
            "..",
            "-.",
            "1.2.3",
            "1e",
            "1e+",
            "e5",
            "0x",
            "0xg",
            "0o8",
            "1-2",
            "2020-01-01",
            "1 2",
            "٣",
            "+-1",
            "nul",
            "truE",
            "Y",
            "n",
            "<<",
            "inf",
            "nan",
            "-.nan",
        ] {
            assert_eq!(resolve(text), (Plain::Text, None), "{text}");
        }
    }

    #[test]
    fn null_and_booleans_have_three_spellings() {
        assert_eq!(resolve("").0, Plain::Null);
        assert_eq!(resolve("~").0, Plain::Null);
        assert_eq!(resolve("Null").0, Plain::Null);
        assert_eq!(resolve("TRUE").0, Plain::Bool(true));
        assert_eq!(resolve("False").0, Plain::Bool(false));
    }

    #[test]
    fn names_what_older_readers_take_for_something_else() {
        for (text, ambiguity) in [
            ("012", Some(Ambiguity::LeadingZero)),
            ("-08", Some(Ambiguity::LeadingZero)),
            ("0o17", Some(Ambiguity::Octal)),
            ("0", None),
            ("0x1F", None),
            ("01.5", None),
            ("no", Some(Ambiguity::Boolean)),
            ("On", Some(Ambiguity::Boolean)),
            ("1_000", Some(Ambiguity::Number)),
            ("0b101", Some(Ambiguity::Number)),
            ("12:30", Some(Ambiguity::Number)),
            ("1:30:59", Some(Ambiguity::Number)),
            ("-0x1F", Some(Ambiguity::Number)),
            ("12:60", None),
            ("08:30", None),
            ("a:1", None),
        ] {
            assert_eq!(resolve(text).1, ambiguity, "{text}");
        }
    }

    #[test]
    fn infinity_and_absurd_numbers_are_told_apart_from_texts() {
        for text in [".inf", "-.Inf", "+.INF", ".nan", ".NaN"] {
            assert_eq!(resolve(text).0, Plain::NotJson, "{text}");
        }
        assert_eq!(resolve("1e9999999999999999999999").0, Plain::OutOfRange);
        assert_eq!(
            resolve(&format!("0x{}", "f".repeat(2000))).0,
            Plain::OutOfRange
        );
        assert_eq!(
            resolve(&"9".repeat(5000)).0,
            Plain::Number(Number::parse(&"9".repeat(5000)).unwrap())
        );
    }
}
