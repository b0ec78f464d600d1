//! Values of each type, in the form of the contract.

use super::columns::Kind;
use super::draw::{Draw, TEXTS};

/// The values of each enum.
pub const ENUM_VALUES: &str = r#"["one", "it's", "b\\s", "größer"]"#;

/// A literal of a type.
pub fn literal(draw: &mut Draw, kind: &Kind) -> String {
    let text = |draw: &mut Draw, all: &[&str]| (*draw.of(all)).to_owned();
    match kind {
        Kind::Bool => text(draw, &["true", "false"]),
        Kind::Int16 => text(draw, &["0", "-32768", "32767", "1e2"]),
        Kind::Int32 => text(draw, &["0", "-2147483648", "2147483647", "1.0"]),
        Kind::Int64 => text(draw, &["-9223372036854775808", "9223372036854775807", "7"]),
        Kind::Float32 => text(draw, &["0.1", "-1.5e-3", "3"]),
        Kind::Float64 => text(draw, &["0.1", "-1.7e308", "3"]),
        Kind::Decimal(14, 2) => text(draw, &[r#""0.00""#, "-1.5", r#""999999999999.99""#, "1e2"]),
        Kind::Decimal(_, _) => text(draw, &["0", "7", r#""-9""#]),
        Kind::Text => format!("\"{}\"", draw.of(&TEXTS)),
        Kind::Varchar(_) => text(draw, &[r#""""#, r#""it's""#, r#""€ \\""#]),
        Kind::Char(_) => text(draw, &[r#""ab""#, r#""é'""#, r#""\\-""#]),
        Kind::Bytes => text(draw, &[r#""""#, r#""AP8=""#]),
        Kind::Uuid => text(
            draw,
            &[
                r#""0190B2C4-7D6A-7C3E-9B1A-2F3E4D5C6B7A""#,
                r#""00000000-0000-0000-0000-000000000000""#,
            ],
        ),
        Kind::Date => text(
            draw,
            &[r#""2024-02-29""#, r#""0001-01-01""#, r#""9999-12-31""#],
        ),
        Kind::Time => text(draw, &[r#""00:00:00""#, r#""23:59:59.5""#]),
        Kind::Timestamp => text(draw, &[r#""2026-01-31T23:59:59""#]),
        Kind::Timestamptz => text(
            draw,
            &[
                r#""2026-01-01T00:30:00+02:00""#,
                r#""2024-02-28T23:00:00.000001-03:30""#,
            ],
        ),
        Kind::Interval => text(draw, &[r#""P1DT12H""#, r#""PT0S""#]),
        Kind::Json | Kind::Jsonb => text(
            draw,
            &[
                r#"{ "a": [1, null, "x'y"] }"#,
                "null",
                r#""text""#,
                "[]",
                "1.50",
            ],
        ),
        Kind::Inet => text(draw, &[r#""::1""#, r#""10.0.0.0/8""#]),
        Kind::Enum(_) => text(draw, &[r#""one""#, r#""it's""#, r#""b\\s""#]),
        Kind::Array(of) => {
            let items: Vec<String> = (0..draw.below(3)).map(|_| literal(draw, of)).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// The literal of a number that no other row has, of a type that can tell rows apart by a number.
pub fn numbered(kind: &Kind, number: usize) -> Option<String> {
    Some(match kind {
        Kind::Int16 | Kind::Int32 | Kind::Int64 => number.to_string(),
        Kind::Decimal(_, _) => (number % 100).to_string(),
        Kind::Text => format!("\"row '{number}'\""),
        Kind::Varchar(_) => format!("\"r{}\"", number % 1000),
        Kind::Uuid => format!("\"0190b2c4-7d6a-7c3e-9b1a-{number:012}\""),
        Kind::Date => format!("\"2026-01-{:02}\"", number % 28 + 1),
        _ => return None,
    })
}
