//! Whether a literal can stand in a column of a type.

use super::moment;
use super::scope::Scope;
use crate::ColumnType;
use crate::fields::listed;
use crate::reading::Reading;
use specwright_source::{Node, Number, Value};
use std::net::IpAddr;

/// Why a literal does not fit.
pub(super) struct Misfit {
    /// What is wrong, to stand after a colon.
    pub(super) what: String,
    /// The way out.
    pub(super) help: String,
}

impl Misfit {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            help: help.into(),
        }
    }
}

/// Whether the type can hold the text of a UUID.
pub(super) fn holds_uuid(kind: &ColumnType) -> bool {
    const UUID_LENGTH: u32 = 36;
    match kind {
        ColumnType::Uuid | ColumnType::Text => true,
        ColumnType::Varchar { length } => *length >= UUID_LENGTH,
        ColumnType::Char { length } => *length == UUID_LENGTH,
        _ => false,
    }
}

/// Whether a literal fits.
pub(super) fn fits(
    scope: &Scope<'_>,
    kind: &ColumnType,
    node: &Node,
    reading: &mut Reading,
) -> Result<(), Misfit> {
    if !matches!(kind, ColumnType::Json | ColumnType::Jsonb) && node.value == Value::Null {
        return Err(Misfit::new(
            "it is null",
            "leave `default` out: a column that may be null is null by itself",
        ));
    }
    match kind {
        ColumnType::Bool => demand(node.as_bool().is_some(), node, "`true` or `false`"),
        ColumnType::Int16 => integer(node, i64::from(i16::MIN), i64::from(i16::MAX)),
        ColumnType::Int32 => integer(node, i64::from(i32::MIN), i64::from(i32::MAX)),
        ColumnType::Int64 => integer(node, i64::MIN, i64::MAX),
        ColumnType::Float32 | ColumnType::Float64 => float(node, kind),
        ColumnType::Decimal { precision, scale } => decimal(node, *precision, *scale),
        ColumnType::Text => text(node, None),
        ColumnType::Varchar { length } => text(node, Some(*length)),
        ColumnType::Char { length } => fixed_text(node, *length),
        ColumnType::Bytes => syntax(node, is_base64, "bytes as base64 (RFC 4648)", ""),
        ColumnType::Uuid => syntax(
            node,
            is_uuid,
            "a UUID such as `0190b2c4-…`",
            "; for a new one each time write `{\"gen\": \"uuid_v7\"}`",
        ),
        ColumnType::Date => syntax(
            node,
            moment::is_date,
            "a day such as `2026-01-31`",
            "; for the day of writing write `{\"gen\": \"today\"}`",
        ),
        ColumnType::Time { .. } => syntax(
            node,
            moment::is_time,
            "a time such as `23:59:59`",
            "; for the time of writing write `{\"gen\": \"now\"}`",
        ),
        ColumnType::Timestamp { .. } => syntax(
            node,
            moment::is_local,
            "a moment without offset such as `2026-01-31T23:59:59`",
            "; for the moment of writing write `{\"gen\": \"now\"}`",
        ),
        ColumnType::Timestamptz { .. } => syntax(
            node,
            moment::is_moment,
            "a moment such as `2026-01-31T23:59:59Z`",
            "; for the moment of writing write `{\"gen\": \"now\"}`",
        ),
        ColumnType::Interval => syntax(
            node,
            moment::is_duration,
            "a duration such as `P1DT12H` (ISO 8601)",
            "",
        ),
        ColumnType::Json | ColumnType::Jsonb => document(node),
        ColumnType::Inet => syntax(node, is_inet, "an address such as `10.0.0.0/8`", ""),
        ColumnType::Enum { name } => member(scope, name, node, reading),
        ColumnType::Array { of } => match node.as_array() {
            Some(items) => items
                .iter()
                .try_for_each(|item| fits(scope, of, item, reading)),
            None => demand(false, node, "an array"),
        },
        ColumnType::Raw { .. } => Err(Misfit::new(
            "a raw type has no literals",
            "write `{\"sql\": …}`",
        )),
    }
}

fn demand(fits: bool, node: &Node, expected: &str) -> Result<(), Misfit> {
    if fits {
        Ok(())
    } else {
        Err(Misfit::new(
            format!("it is {}", node.type_name()),
            format!("give {expected}"),
        ))
    }
}

fn integer(node: &Node, least: i64, most: i64) -> Result<(), Misfit> {
    let Some(number) = node.as_number() else {
        return demand(false, node, "a whole number");
    };
    match number.as_i64() {
        Some(value) if (least..=most).contains(&value) => Ok(()),
        _ => Err(Misfit::new(
            format!("it is `{}`", number.text()),
            format!("give a whole number from {least} to {most}"),
        )),
    }
}

fn float(node: &Node, kind: &ColumnType) -> Result<(), Misfit> {
    let Some(number) = node.as_number() else {
        return demand(false, node, "a number");
    };
    let largest = if *kind == ColumnType::Float32 {
        f64::from(f32::MAX)
    } else {
        f64::MAX
    };
    if number.as_f64().abs() <= largest {
        Ok(())
    } else {
        Err(Misfit::new(
            "it is too large",
            format!("give a number of at most {largest:e}"),
        ))
    }
}

fn decimal(node: &Node, precision: u32, scale: u32) -> Result<(), Misfit> {
    let number = match &node.value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => Number::parse(text),
        _ => None,
    };
    let Some(number) = number else {
        return demand(
            false,
            node,
            "a decimal, as a number or in a string such as `\"0.00\"`",
        );
    };
    if decimal_fits(&number, precision, scale).unwrap_or(false) {
        Ok(())
    } else {
        Err(Misfit::new(
            format!("`{}` has more digits", number.text()),
            format!(
                "give at most {} digits before the point and {scale} after it",
                precision.saturating_sub(scale)
            ),
        ))
    }
}

/// Whether a number has at most so many digits before and behind the point, without rounding.
fn decimal_fits(number: &Number, precision: u32, scale: u32) -> Option<bool> {
    let text = number.text();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let shifted = Number::parse(&format!(
        "{mantissa}e{}",
        exponent.checked_add(i64::from(scale))?
    ))?;
    let magnitude = Number::parse(text.trim_start_matches('-'))?;
    let limit = Number::parse(&format!("1e{}", precision.checked_sub(scale)?))?;
    Some(shifted.is_integer() && magnitude < limit)
}

fn text(node: &Node, length: Option<u32>) -> Result<(), Misfit> {
    let Some(text) = node.as_str() else {
        return demand(false, node, "a string");
    };
    if text.contains('\0') {
        return Err(Misfit::new(
            "it holds U+0000",
            "remove the character, which PostgreSQL cannot store",
        ));
    }
    match length {
        Some(length) if text.chars().count() > length as usize => Err(Misfit::new(
            format!("it has {} characters", text.chars().count()),
            format!("give at most {length}"),
        )),
        _ => Ok(()),
    }
}

/// A text of exactly so many characters. PostgreSQL fills a shorter one with blanks and takes no account of those at the
/// end, so that only a text without any is the same text on both engines.
fn fixed_text(node: &Node, length: u32) -> Result<(), Misfit> {
    text(node, Some(length))?;
    let exact = node
        .as_str()
        .is_some_and(|text| text.chars().count() == length as usize && !text.ends_with(' '));
    if exact {
        return Ok(());
    }
    Err(Misfit::new(
        "it is shorter, or has a blank at its end",
        format!("give exactly {length} characters, or use `varchar`"),
    ))
}

fn document(node: &Node) -> Result<(), Misfit> {
    let nul = |text: &str| text.contains('\0');
    let inside = match &node.value {
        Value::String(text) => nul(text),
        Value::Array(items) => return items.iter().try_for_each(document),
        Value::Object(object) => {
            for entry in &object.entries {
                document(&entry.node)?;
            }
            object.entries.iter().any(|entry| nul(&entry.key))
        }
        _ => false,
    };
    if inside {
        return Err(Misfit::new(
            "it holds U+0000",
            "remove the character, which PostgreSQL cannot store",
        ));
    }
    Ok(())
}

fn syntax(
    node: &Node,
    fits: fn(&str) -> bool,
    expected: &str,
    otherwise: &str,
) -> Result<(), Misfit> {
    let Some(text) = node.as_str() else {
        return demand(false, node, expected);
    };
    if fits(text) {
        Ok(())
    } else {
        Err(Misfit::new(
            format!("it is `{text}`"),
            format!("give {expected}{otherwise}"),
        ))
    }
}

fn member(scope: &Scope<'_>, name: &str, node: &Node, reading: &mut Reading) -> Result<(), Misfit> {
    let Some(text) = node.as_str() else {
        return demand(false, node, "one of the enum's values");
    };
    // An enum that does not exist is reported at the column's type.
    let Some(known) = scope.enums.get(name) else {
        return Ok(());
    };
    if known.values.contains(text) {
        return Ok(());
    }
    let values = || {
        known
            .enumeration
            .values
            .iter()
            .map(|value| value.value.as_str())
    };
    let help = match reading.near(text, values()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", listed(values())),
    };
    Err(Misfit::new(format!("`{text}` is none of its values"), help))
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_base64(text: &str) -> bool {
    let padding = text.bytes().rev().take_while(|&byte| byte == b'=').count();
    let body = text.len() - padding;
    text.len().is_multiple_of(4)
        && padding <= 2
        && text
            .bytes()
            .take(body)
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

fn is_inet(text: &str) -> bool {
    let (address, prefix) = text
        .split_once('/')
        .map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let Ok(address) = address.parse::<IpAddr>() else {
        return false;
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    prefix.is_none_or(|prefix| {
        !prefix.is_empty()
            && prefix.bytes().all(|byte| byte.is_ascii_digit())
            && prefix.parse::<u32>().is_ok_and(|bits| bits <= most)
    })
}

#[cfg(test)]
mod tests {
    use super::{decimal_fits, is_base64, is_inet, is_uuid};
    use specwright_source::Number;

    #[test]
    fn counts_the_digits_of_a_decimal_without_rounding() {
        let fits = |text: &str| decimal_fits(&Number::parse(text).expect("a number"), 5, 2);
        for text in ["0", "0.00", "999.99", "-999.99", "1e2", "1.5e-1", "1.10000"] {
            assert_eq!(fits(text), Some(true), "{text}");
        }
        for text in ["1000", "0.001", "999.995", "1e3", "1e-3"] {
            assert_eq!(fits(text), Some(false), "{text}");
        }
    }

    #[test]
    fn knows_the_syntax_of_uuids_addresses_and_base64() {
        assert!(
            is_uuid("0190b2c4-7d6a-7c3e-9b1a-2f3e4d5c6b7a")
                && !is_uuid("0190b2c47d6a7c3e9b1a2f3e4d5c6b7a")
        );
        assert!(
            is_inet("10.0.0.0/8")
                && is_inet("::1")
                && !is_inet("10.0.0.0/33")
                && !is_inet("10.0.0/8")
                && !is_inet("::1/")
        );
        assert!(is_base64("") && is_base64("aGk=") && !is_base64("aGk") && !is_base64("a==="));
    }
}
