//! Columns of each type, with defaults, collations and computed values.

use super::Promise;
use super::draw::Draw;
use super::literals::literal;
use std::fmt::Write as _;

/// The types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Int16,
    Int32,
    Int64,
    Float32,
    Float64,
    Decimal(u32, u32),
    Text,
    Varchar(u32),
    Char(u32),
    Bytes,
    Uuid,
    Date,
    Time,
    Timestamp,
    Timestamptz,
    Interval,
    Json,
    Jsonb,
    Inet,
    Enum(String),
    Array(Box<Kind>),
}

/// A column, as far as others must know it.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub nullable: bool,
    /// Whether rows may give it a value.
    pub written: bool,
    /// Whether a row may leave it out.
    pub optional: bool,
    /// What stands behind name, type and nullability.
    pub rest: String,
}

impl Kind {
    /// Whether both engines can tell two values apart in a key.
    pub fn is_comparable(&self) -> bool {
        !matches!(self, Self::Json | Self::Jsonb | Self::Array(_))
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Varchar(_))
    }

    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Int16 | Self::Int32 | Self::Int64)
    }

    /// The keys of the type.
    pub fn keys(&self) -> String {
        let word = match self {
            Self::Bool => "bool",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Float32 => "float32",
            Self::Float64 => "float64",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::Timestamptz => "timestamptz",
            Self::Interval => "interval",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
            Self::Inet => "inet",
            Self::Decimal(precision, scale) => {
                return format!(r#""type": "decimal", "precision": {precision}, "scale": {scale}"#);
            }
            Self::Varchar(length) => return format!(r#""type": "varchar", "length": {length}"#),
            Self::Char(length) => return format!(r#""type": "char", "length": {length}"#),
            Self::Enum(name) => return format!(r#""type": "enum", "enum": "{name}""#),
            Self::Array(of) => return format!(r#""type": "array", "of": {{ {} }}"#, of.keys()),
        };
        format!(r#""type": "{word}""#)
    }
}

impl Column {
    /// A column of a key: not null, written, without anything else.
    pub fn plain(name: String, kind: Kind) -> Self {
        Self {
            name,
            kind,
            nullable: false,
            written: true,
            optional: false,
            rest: String::new(),
        }
    }

    pub fn text(&self) -> String {
        let nullable = if self.nullable {
            r#", "nullable": true"#
        } else {
            ""
        };
        format!(
            r#"{{ "name": "{}", {}{nullable}{} }}"#,
            self.name,
            self.kind.keys(),
            self.rest
        )
    }
}

/// A type; of arrays, only the outermost.
pub fn kind(draw: &mut Draw, enums: &[String], nested: bool) -> Kind {
    match draw.below(if nested { 21 } else { 23 }) {
        0 => Kind::Bool,
        1 => Kind::Int16,
        2 => Kind::Int32,
        3 => Kind::Int64,
        4 => Kind::Float32,
        5 => Kind::Float64,
        6 => Kind::Decimal(14, 2),
        7 => Kind::Decimal(9, 0),
        8 => Kind::Text,
        9 => Kind::Varchar(20),
        10 => Kind::Char(2),
        11 => Kind::Bytes,
        12 => Kind::Uuid,
        13 => Kind::Date,
        14 => Kind::Time,
        15 => Kind::Timestamp,
        16 => Kind::Timestamptz,
        17 => Kind::Interval,
        18 => Kind::Jsonb,
        19 => Kind::Inet,
        20 if enums.is_empty() => Kind::Json,
        20 => Kind::Enum(draw.of(enums).clone()),
        21 => Kind::Json,
        _ => Kind::Array(Box::new(kind(draw, enums, true))),
    }
}

/// A column of any type.
pub fn column(draw: &mut Draw, at: usize, promise: Promise, enums: &[String]) -> Column {
    let mut column = Column {
        name: draw.name(&format!("c{at}")),
        kind: kind(draw, enums, false),
        nullable: draw.one_in(3),
        written: true,
        optional: false,
        rest: draw.comment(),
    };
    let default = match draw.below(4) {
        0 => Some(literal(draw, &column.kind)),
        1 => Some(expression(draw, &column.kind, promise)),
        _ => None,
    };
    if let Some(default) = default {
        write!(column.rest, r#", "default": {default}"#).unwrap();
        // A UUID is made by the service, so a seed has to bring its own.
        column.optional = !default.contains("uuid_v");
    }
    column.optional |= column.nullable;
    if matches!(column.kind, Kind::Text | Kind::Varchar(_)) && draw.one_in(3) {
        let collation = draw.of(&["nocase", "binary"]);
        write!(column.rest, r#", "collation": "{collation}""#).unwrap();
    }
    column
}

/// A value that is made at the time of writing, or an expression.
fn expression(draw: &mut Draw, kind: &Kind, promise: Promise) -> String {
    match kind {
        Kind::Uuid => {
            (*draw.of(&[r#"{ "gen": "uuid_v4" }"#, r#"{ "gen": "uuid_v7" }"#])).to_owned()
        }
        Kind::Time | Kind::Timestamp | Kind::Timestamptz => r#"{ "gen": "now" }"#.to_owned(),
        Kind::Date => r#"{ "gen": "today" }"#.to_owned(),
        Kind::Json | Kind::Jsonb => r#"{ "gen": "empty_json" }"#.to_owned(),
        Kind::Text if promise == Promise::Both => {
            r#"{ "sql": { "sqlite": "hex(randomblob(4))", "postgres": "md5(random()::text)" } }"#
                .to_owned()
        }
        Kind::Text => r#"{ "sql": "'a' || 'b'" }"#.to_owned(),
        Kind::Int16 | Kind::Int32 | Kind::Int64 => r#"{ "sql": "1 + 1" }"#.to_owned(),
        _ => literal(draw, kind),
    }
}

/// A column that is computed from another one.
pub fn generated(draw: &mut Draw, at: usize, from: &Column, promise: Promise) -> Option<Column> {
    let name = &from.name;
    let (kind, sql) = match &from.kind {
        Kind::Int16 | Kind::Int32 => (Kind::Int64, format!("\\\"{name}\\\" + 0")),
        Kind::Text | Kind::Varchar(_) => (Kind::Text, format!("\\\"{name}\\\" || '!'")),
        Kind::Bool if promise == Promise::Both => (Kind::Bool, format!("NOT \\\"{name}\\\"")),
        _ => return None,
    };
    let stored = promise.postgres() || draw.one_in(2);
    Some(Column {
        name: draw.name(&format!("g{at}")),
        kind,
        nullable: from.nullable,
        written: false,
        optional: true,
        rest: format!(r#", "generated": {{ "sql": "{sql}", "stored": {stored} }}"#),
    })
}
