//! What stands in a column when nothing is given, in the form in which the engine stores it.

use super::{Context, DefaultValue, array_text, types};
use crate::StoredDefault;
use specwright_model::{Column, ColumnDefault, ColumnType, Engine, Literal};

/// The default on an engine; `None` where there is none, or where the service makes the value.
pub(super) fn value(
    context: &Context<'_>,
    column: &Column,
    engine: Engine,
) -> Option<DefaultValue> {
    match column.default.as_ref()? {
        ColumnDefault::Sql(sql) => context.text(sql, engine).map(DefaultValue::Sql),
        default => known(default, &column.kind, engine),
    }
}

/// The default of a column as the statements on rows need it, where a body may leave the column out.
pub(crate) fn stored(column: &Column) -> Option<StoredDefault> {
    let on = |engine| match column.default.as_ref()? {
        ColumnDefault::Sql(sql) => sql.on(engine).map(str::to_owned).map(DefaultValue::Sql),
        default => known(default, &column.kind, engine),
    };
    let (sqlite, postgres) = (on(Engine::Sqlite), on(Engine::Postgres));
    (sqlite.is_some() || postgres.is_some()).then(|| StoredDefault {
        sqlite,
        postgres,
        postgres_type: types::postgres_column(column),
    })
}

/// A value of a row on an engine.
pub(super) fn given(literal: &Literal, kind: &ColumnType, engine: Engine) -> DefaultValue {
    literal_value(literal, kind, engine).unwrap_or(DefaultValue::Null)
}

fn known(default: &ColumnDefault, kind: &ColumnType, engine: Engine) -> Option<DefaultValue> {
    let expression = match default {
        ColumnDefault::Literal(literal) => return literal_value(literal, kind, engine),
        // A UUID that the service makes is known before the row is written, so the database has no part in it.
        ColumnDefault::Sql(_) | ColumnDefault::UuidV4 | ColumnDefault::UuidV7 => return None,
        ColumnDefault::EmptyJson => return Some(DefaultValue::Text("{}".to_owned())),
        ColumnDefault::Now => now(kind, engine),
        ColumnDefault::Today => match engine {
            Engine::Sqlite => "(date('now'))",
            Engine::Postgres => "(now() AT TIME ZONE 'UTC')::date",
        },
    };
    Some(DefaultValue::Expression(expression))
}

/// SQLite's moments have the width that the service writes, so that the order of the texts is the order of the moments.
fn now(kind: &ColumnType, engine: Engine) -> &'static str {
    match (engine, kind) {
        (Engine::Sqlite, ColumnType::Time { .. }) => "(strftime('%H:%M:%f000', 'now'))",
        (Engine::Sqlite, ColumnType::Timestamp { .. }) => {
            "(strftime('%Y-%m-%dT%H:%M:%f000', 'now'))"
        }
        (Engine::Sqlite, _) => "(strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'))",
        (Engine::Postgres, ColumnType::Time { .. }) => "(now() AT TIME ZONE 'UTC')::time",
        (Engine::Postgres, ColumnType::Timestamp { .. }) => "(now() AT TIME ZONE 'UTC')",
        (Engine::Postgres, _) => "now()",
    }
}

fn literal_value(literal: &Literal, kind: &ColumnType, engine: Engine) -> Option<DefaultValue> {
    Some(match (literal, kind) {
        (Literal::List(items), ColumnType::Array { of }) => {
            let items = items.iter().map(|item| given(item, of, engine));
            list(items.collect(), of, engine)
        }
        // JSON's own null is a document of JSON.
        (Literal::Null | Literal::List(_), _) => return None,
        (Literal::Bool(truth), _) => DefaultValue::Truth(*truth),
        (Literal::Number(text) | Literal::Text(text), ColumnType::Decimal { scale, .. }) => {
            let text = fixed(text, *scale).unwrap_or_else(|| text.clone());
            if engine == Engine::Sqlite {
                DefaultValue::Text(text)
            } else {
                DefaultValue::Number(text)
            }
        }
        (Literal::Number(text), _) => DefaultValue::Number(text.clone()),
        (Literal::Text(text), ColumnType::Bytes) => DefaultValue::Bytes(base64(text)),
        (Literal::Text(text), ColumnType::Uuid) => DefaultValue::Text(text.to_ascii_lowercase()),
        (Literal::Text(text), ColumnType::Time { .. } | ColumnType::Timestamp { .. }) => {
            DefaultValue::Text(with_micros(text))
        }
        (Literal::Text(text), ColumnType::Timestamptz { .. }) => {
            DefaultValue::Text(in_utc(text).unwrap_or_else(|| text.clone()))
        }
        (Literal::Text(text) | Literal::Json(text), _) => DefaultValue::Text(text.clone()),
    })
}

/// The items of an array. Documents in an array of SQLite are documents within a document.
fn list(items: Vec<DefaultValue>, of: &ColumnType, engine: Engine) -> DefaultValue {
    match (engine, of) {
        (Engine::Postgres, _) => DefaultValue::Array {
            items,
            of: types::postgres(of),
        },
        (Engine::Sqlite, ColumnType::Json | ColumnType::Jsonb) => {
            let documents: Vec<&str> = items
                .iter()
                .filter_map(|item| match item {
                    DefaultValue::Text(document) => Some(document.as_str()),
                    _ => None,
                })
                .collect();
            DefaultValue::Text(format!("[{}]", documents.join(",")))
        }
        (Engine::Sqlite, _) => DefaultValue::Text(array_text::written(&items)),
    }
}

/// A decimal with exactly so many digits behind the point and no exponent, as PostgreSQL returns it.
fn fixed(text: &str, scale: u32) -> Option<String> {
    let (sign, unsigned) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    // The place of the point, counted from the front of the digits, after the exponent has moved it.
    let point = i64::try_from(whole.len())
        .ok()?
        .checked_add(exponent.parse::<i64>().ok()?)?;
    let shift = usize::try_from(point.unsigned_abs())
        .ok()
        .filter(|shift| *shift <= 2_000)?;
    let scale = usize::try_from(scale).ok()?;
    let (whole, fraction) = if point <= 0 {
        (String::new(), format!("{}{digits}", "0".repeat(shift)))
    } else if shift >= digits.len() {
        (
            format!("{digits}{}", "0".repeat(shift - digits.len())),
            String::new(),
        )
    } else {
        (digits[..shift].to_owned(), digits[shift..].to_owned())
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > scale {
        return None;
    }
    let sign = if whole == "0" && fraction.is_empty() {
        ""
    } else {
        sign
    };
    Some(if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction:0<scale$}")
    })
}

/// A time with six digits of a second.
fn with_micros(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{whole}.{fraction:0<6}"),
        None => format!("{text}.000000"),
    }
}

/// A moment with an offset, in UTC and with six digits of a second.
fn in_utc(text: &str) -> Option<String> {
    if let Some(local) = text.strip_suffix('Z') {
        return Some(format!("{}Z", with_micros(local)));
    }
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let sign: i64 = if offset.starts_with('-') { -1 } else { 1 };
    let shift = sign
        * (offset.get(1..3)?.parse::<i64>().ok()? * 60 + offset.get(4..6)?.parse::<i64>().ok()?);
    let (date, time) = local.split_once('T')?;
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let minutes =
        time.get(0..2)?.parse::<i64>().ok()? * 60 + time.get(3..5)?.parse::<i64>().ok()? - shift;
    let (year, month, day) = civil(days(year, month, day) + minutes.div_euclid(1_440));
    let minutes = minutes.rem_euclid(1_440);
    let seconds = with_micros(time.get(6..)?);
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{seconds}Z",
        minutes / 60,
        minutes % 60
    ))
}

/// The number of a day of the Gregorian calendar, from 1 March of the year 0.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
}

/// The day of that number: the inverse of [`days`].
fn civil(number: i64) -> (i64, i64, i64) {
    let era = number.div_euclid(146_097);
    let in_era = number.rem_euclid(146_097);
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (year + era * 400 + carry, month, day)
}

/// The bytes of base64 text (RFC 4648, section 4), whose form the reader has checked.
fn base64(text: &str) -> Vec<u8> {
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
    let group = |digits: &[u8]| {
        let bits = digits
            .iter()
            .fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit))
            << (6 * (4 - digits.len()));
        bits.to_be_bytes()[1..digits.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::{base64, fixed, in_utc, with_micros};

    #[test]
    fn decimals_have_the_digits_of_their_column() {
        for (text, scale, expected) in [
            ("0", 2, "0.00"),
            ("-1.5", 2, "-1.50"),
            ("1e2", 0, "100"),
            ("1.25e1", 2, "12.50"),
            ("5e-3", 3, "0.005"),
            ("00.10", 1, "0.1"),
            ("-0.0", 1, "0.0"),
            ("12.3400", 2, "12.34"),
        ] {
            assert_eq!(fixed(text, scale).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(fixed("0.125", 2), None, "nothing is rounded");
    }

    #[test]
    fn moments_are_in_utc_and_of_one_width() {
        assert_eq!(with_micros("07:30:00"), "07:30:00.000000");
        assert_eq!(
            in_utc("2026-01-31T23:59:59Z").as_deref(),
            Some("2026-01-31T23:59:59.000000Z")
        );
        assert_eq!(
            in_utc("2026-01-01T00:30:00.5+02:00").as_deref(),
            Some("2025-12-31T22:30:00.500000Z")
        );
        assert_eq!(
            in_utc("2024-02-28T23:00:00-03:30").as_deref(),
            Some("2024-02-29T02:30:00.000000Z")
        );
    }

    #[test]
    fn base64_becomes_bytes() {
        assert_eq!(base64("aGk="), b"hi");
        assert_eq!(base64("aGkh"), b"hi!");
        assert_eq!(base64("/wA="), [255, 0]);
        assert_eq!(base64(""), b"");
    }
}
