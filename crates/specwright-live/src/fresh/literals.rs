//! Values of a contract → literals of SQL, in the one form in which a service writes them: where a column is a text,
//! two forms of one value would be two values.

use super::refused;
use crate::LiveError;
use specwright_dbschema::ColumnType;
use specwright_source::Number;

/// A number as it is written, a whole one without a point and an exponent.
pub(super) fn number(number: &Number, kind: &ColumnType) -> String {
    match (kind, number.as_i64()) {
        (ColumnType::Int16 | ColumnType::Int32 | ColumnType::Int64, Some(value)) => {
            value.to_string()
        }
        _ => number.text().to_owned(),
    }
}

/// A text in quotes.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The bytes of a text in base64 with padding (RFC 4648, section 4); the contract's reader has checked its form.
pub(super) fn base64_bytes(text: &str) -> Vec<u8> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text
        .bytes()
        .filter(|letter| *letter != b'=')
        .map(digit)
        .collect();
    let group = |chunk: &[u8]| {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit))
            << (6 * (4 - chunk.len()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

/// A decimal without an exponent and with as many digits behind the point as its column has.
pub(super) fn decimal(text: &str, scale: u32, object: &str) -> Result<String, LiveError> {
    let fail = || {
        refused(
            object,
            format!("`{text}` is no decimal with {scale} digits behind the point"),
        )
    };
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().map_err(|_| fail())?;
    let (negative, mantissa) = mantissa
        .strip_prefix('-')
        .map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // The value is `digits` times ten to the power of `-places`; the digits are made to have `scale` places.
    let mut digits = format!("{whole}{fraction}");
    let mut places = i64::try_from(fraction.len()).map_err(|_| fail())? - exponent;
    if digits.len() > 1000 || places.abs() > 1000 {
        return Err(fail());
    }
    while places < i64::from(scale) {
        digits.push('0');
        places += 1;
    }
    while places > i64::from(scale) {
        if digits.pop().unwrap_or('0') != '0' {
            return Err(fail());
        }
        places -= 1;
    }
    let digits = digits.trim_start_matches('0');
    let scale = usize::try_from(scale).map_err(|_| fail())?;
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if negative && digits.contains(|digit| digit != '0') {
        "-"
    } else {
        ""
    };
    Ok(if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    })
}

/// A time or a moment with six digits of a second, the latter in UTC; a UUID in lower case; any other text as it is.
pub(super) fn moment(text: &str, kind: &ColumnType) -> String {
    let (local, offset) = match kind {
        ColumnType::Uuid => return text.to_ascii_lowercase(),
        ColumnType::Time { .. } | ColumnType::Timestamp { .. } => (text, None),
        ColumnType::Timestamptz { .. } => match text.strip_suffix('Z') {
            Some(local) => (local, Some(0)),
            None => match text.split_at_checked(text.len().saturating_sub(6)) {
                Some((local, offset)) => (local, minutes(offset)),
                None => return text.to_owned(),
            },
        },
        _ => return text.to_owned(),
    };
    let (whole, fraction) = local.split_once('.').unwrap_or((local, ""));
    let whole = match offset {
        Some(offset) if offset != 0 => shifted(whole, -offset).unwrap_or_else(|| whole.to_owned()),
        _ => whole.to_owned(),
    };
    let zone = if offset.is_some() { "Z" } else { "" };
    format!("{whole}.{fraction:0<6}{zone}")
}

/// The minutes of an offset such as `+02:00`.
fn minutes(offset: &str) -> Option<i64> {
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let size = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
    Some(if offset.starts_with('-') { -size } else { size })
}

/// A moment such as `2026-01-31T23:59:59`, so many minutes later; it walks day by day, an offset is less than two.
fn shifted(moment: &str, by: i64) -> Option<String> {
    let (date, time) = moment.split_once('T')?;
    let field = |text: &str, range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let (mut year, mut month, mut day) =
        (field(date, 0..4)?, field(date, 5..7)?, field(date, 8..10)?);
    let mut minute = field(time, 0..2)? * 60 + field(time, 3..5)? + by;
    while minute < 0 {
        minute += 24 * 60;
        day -= 1;
        if day == 0 {
            (year, month) = if month == 1 {
                (year - 1, 12)
            } else {
                (year, month - 1)
            };
            day = days_of(year, month);
        }
    }
    while minute >= 24 * 60 {
        minute -= 24 * 60;
        day += 1;
        if day > days_of(year, month) {
            (year, month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
            day = 1;
        }
    }
    let seconds = time.get(6..)?;
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{seconds}",
        minute / 60,
        minute % 60
    ))
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Bytes as two hexadecimal digits each.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test is what it is for")]

    use super::{base64_bytes, decimal, hexadecimal, moment, text};
    use specwright_dbschema::ColumnType;

    #[test]
    fn decimals_have_the_digits_of_their_column() {
        let cases = [
            ("0", 2, "0.00"),
            ("-1.5", 2, "-1.50"),
            ("1e2", 0, "100"),
            ("5e-3", 3, "0.005"),
            ("-0.0", 1, "0.0"),
        ];
        for (text, scale, expected) in cases {
            assert_eq!(decimal(text, scale, "x").unwrap(), expected, "{text}");
        }
        assert!(decimal("0.125", 2, "x").is_err());
    }

    #[test]
    fn moments_are_in_utc_and_of_one_width() {
        let zoned = ColumnType::Timestamptz { precision: None };
        assert_eq!(
            moment("2026-01-31T23:59:59Z", &zoned),
            "2026-01-31T23:59:59.000000Z"
        );
        assert_eq!(
            moment("2026-01-01T00:30:00.5+02:00", &zoned),
            "2025-12-31T22:30:00.500000Z"
        );
        assert_eq!(
            moment("2024-02-28T23:00:00-03:30", &zoned),
            "2024-02-29T02:30:00.000000Z"
        );
        assert_eq!(
            moment("07:30:00", &ColumnType::Time { precision: None }),
            "07:30:00.000000"
        );
        assert_eq!(moment("anything", &ColumnType::Text), "anything");
    }

    #[test]
    fn base64_is_read_with_and_without_padding() {
        assert_eq!(base64_bytes("aGk="), b"hi");
        assert_eq!(base64_bytes("aGkh"), b"hi!");
        assert_eq!(base64_bytes("aA=="), b"h");
        assert_eq!(base64_bytes(""), b"");
        assert_eq!(hexadecimal(&base64_bytes("/wA=")), "ff00");
    }

    #[test]
    fn quotes_in_a_text_are_doubled() {
        assert_eq!(text("it's"), "'it''s'");
    }
}
