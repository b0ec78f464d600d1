//! A column's type: one of the closed set, with the parameters that it takes and no others.

use super::sql;
use crate::fields::Fields;
use crate::reading::Reading;
use crate::{ColumnType, keys};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_source::{Located, Node};

/// The words for types.
pub(super) const TYPES: [(&str, Word); 22] = [
    ("bool", Word::Bool),
    ("int16", Word::Int16),
    ("int32", Word::Int32),
    ("int64", Word::Int64),
    ("float32", Word::Float32),
    ("float64", Word::Float64),
    ("decimal", Word::Decimal),
    ("text", Word::Text),
    ("varchar", Word::Varchar),
    ("char", Word::Char),
    ("bytes", Word::Bytes),
    ("uuid", Word::Uuid),
    ("date", Word::Date),
    ("time", Word::Time),
    ("timestamp", Word::Timestamp),
    ("timestamptz", Word::Timestamptz),
    ("interval", Word::Interval),
    ("json", Word::Json),
    ("jsonb", Word::Jsonb),
    ("inet", Word::Inet),
    ("enum", Word::Enum),
    ("array", Word::Array),
];

/// A type before its parameters are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Bool,
    Int16,
    Int32,
    Int64,
    Float32,
    Float64,
    Decimal,
    Text,
    Varchar,
    Char,
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
    Enum,
    Array,
}

impl Word {
    /// The parameters that the type must have, and those that it may have.
    fn parameters(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Varchar | Self::Char => (&["length"], &[]),
            Self::Decimal => (&["precision"], &["scale"]),
            Self::Time | Self::Timestamp | Self::Timestamptz => (&[], &["precision"]),
            Self::Enum => (&["enum"], &[]),
            Self::Array => (&["of"], &[]),
            _ => (&[], &[]),
        }
    }
}

const PARAMETERS: [&str; 5] = ["length", "precision", "scale", "enum", "of"];

/// The longest text that PostgreSQL's varchar and char hold.
const LONGEST_TEXT: i64 = 10_485_760;
/// The most digits that PostgreSQL's numeric can declare.
const MOST_DIGITS: i64 = 1_000;
/// The finest fraction of a second of either engine, in digits.
const FINEST_FRACTION: i64 = 6;

/// The type of an object with the key `type` and the parameters beside it; `None` where it is missing or unreadable.
pub(super) fn column_type(
    fields: &Fields<'_>,
    reading: &mut Reading,
) -> Option<Located<ColumnType>> {
    let node = fields.node("type")?;
    if node.as_object().is_some() {
        check_parameters(fields, "a raw type", &[], reading);
        return raw_type(node, reading);
    }
    let word = reading.choice(node, "`type`", &TYPES);
    if word.is_none() {
        explain_foreign_type(node, reading);
    }
    let kind = with_parameters(fields, node, word?.value, reading)?;
    Some(Located {
        value: kind,
        span: node.span,
    })
}

fn raw_type(node: &Node, reading: &mut Reading) -> Option<Located<ColumnType>> {
    let fields = Fields::open(node, &keys::RAW_TYPE, reading)?;
    let texts = fields.node("raw")?;
    let texts_fields = Fields::open(texts, &keys::RAW_TEXTS, reading)?;
    let (sqlite, postgres) = sql::for_each_engine(&texts_fields, texts, reading);
    Some(Located {
        value: ColumnType::Raw { sqlite, postgres },
        span: node.span,
    })
}

fn with_parameters(
    fields: &Fields<'_>,
    node: &Node,
    word: Word,
    reading: &mut Reading,
) -> Option<ColumnType> {
    let (required, optional) = word.parameters();
    let name = node.as_str().unwrap_or_default();
    let allowed: Vec<_> = required.iter().chain(optional).copied().collect();
    check_parameters(fields, &format!("`{name}`"), &allowed, reading);
    for key in required {
        if fields.entry(key).is_none() {
            reading.report(Diagnostic::new(
                &codes::DATABASE_MISSING_KEY,
                node.span,
                format!("a column of type `{name}` has no key `{key}`"),
                format!("add `\"{key}\": …`"),
            ));
        }
    }
    kind_of(word, Some(fields), reading)
}

/// The type of a word; `parameters` is the object that they stand in, if there is one.
fn kind_of(
    word: Word,
    parameters: Option<&Fields<'_>>,
    reading: &mut Reading,
) -> Option<ColumnType> {
    let mut precision = || parameters.and_then(|fields| fraction(fields, reading));
    Some(match word {
        Word::Time => ColumnType::Time {
            precision: precision(),
        },
        Word::Timestamp => ColumnType::Timestamp {
            precision: precision(),
        },
        Word::Timestamptz => ColumnType::Timestamptz {
            precision: precision(),
        },
        Word::Bool => ColumnType::Bool,
        Word::Int16 => ColumnType::Int16,
        Word::Int32 => ColumnType::Int32,
        Word::Int64 => ColumnType::Int64,
        Word::Float32 => ColumnType::Float32,
        Word::Float64 => ColumnType::Float64,
        Word::Decimal => decimal(parameters?, reading)?,
        Word::Text => ColumnType::Text,
        Word::Varchar => ColumnType::Varchar {
            length: length(parameters?, reading)?,
        },
        Word::Char => ColumnType::Char {
            length: length(parameters?, reading)?,
        },
        Word::Bytes => ColumnType::Bytes,
        Word::Uuid => ColumnType::Uuid,
        Word::Date => ColumnType::Date,
        Word::Interval => ColumnType::Interval,
        Word::Json => ColumnType::Json,
        Word::Jsonb => ColumnType::Jsonb,
        Word::Inet => ColumnType::Inet,
        Word::Enum => ColumnType::Enum {
            name: parameters?.name("enum", reading)?.value,
        },
        Word::Array => ColumnType::Array {
            of: Box::new(item_type(parameters?.node("of")?, reading)?),
        },
    })
}

fn check_parameters(fields: &Fields<'_>, what: &str, allowed: &[&str], reading: &mut Reading) {
    for key in fields.present(&PARAMETERS) {
        if !allowed.contains(&key.key.as_str()) {
            reading.report(Diagnostic::new(
                &codes::DATABASE_PARAMETER_OF_OTHER_TYPE,
                key.key_span,
                format!("{what} takes no `{}`", key.key),
                help_for_parameter(&key.key),
            ));
        }
    }
}

fn help_for_parameter(key: &str) -> String {
    let takers: Vec<_> = TYPES
        .iter()
        .filter(|(_, word)| {
            let (required, optional) = word.parameters();
            required.contains(&key) || optional.contains(&key)
        })
        .map(|(name, _)| *name)
        .collect();
    format!("remove it, or use {}", crate::fields::listed(takers))
}

fn decimal(fields: &Fields<'_>, reading: &mut Reading) -> Option<ColumnType> {
    let precision = fields.integer("precision", 1..=MOST_DIGITS, reading)?.value;
    let scale = match fields.entry("scale") {
        Some(_) => fields.integer("scale", 0..=precision, reading)?.value,
        None => 0,
    };
    Some(ColumnType::Decimal {
        precision: u32::try_from(precision).ok()?,
        scale: u32::try_from(scale).ok()?,
    })
}

fn length(fields: &Fields<'_>, reading: &mut Reading) -> Option<u32> {
    fields
        .integer("length", 1..=LONGEST_TEXT, reading)
        .and_then(|length| u32::try_from(length.value).ok())
}

fn fraction(fields: &Fields<'_>, reading: &mut Reading) -> Option<u8> {
    fields
        .integer("precision", 0..=FINEST_FRACTION, reading)
        .and_then(|digits| u8::try_from(digits.value).ok())
}

/// The type of an array's items: a word, or an object with a word and its parameters.
fn item_type(node: &Node, reading: &mut Reading) -> Option<ColumnType> {
    let (word, fields) = match node.as_object() {
        Some(_) => {
            let fields = Fields::open(node, &keys::ITEM, reading)?;
            (fields.node("type")?, Some(fields))
        }
        None => (node, None),
    };
    let kind = reading
        .choice(word, "the type of an array's items", &ITEM_TYPES)?
        .value;
    if let Some(fields) = fields {
        return with_parameters(&fields, word, kind, reading);
    }
    let (required, _) = kind.parameters();
    if let Some(key) = required.first() {
        let name = word.as_str().unwrap_or_default();
        reading.report(Diagnostic::new(
            &codes::DATABASE_MISSING_KEY,
            word.span,
            format!("items of type `{name}` have no key `{key}`"),
            format!("write `{{\"type\": \"{name}\", \"{key}\": …}}`"),
        ));
        return None;
    }
    kind_of(kind, None, reading)
}

/// All types but `array`: neither engine has arrays of arrays as a type of their own.
const ITEM_TYPES: [(&str, Word); 21] = {
    let mut items = [("", Word::Bool); 21];
    let mut at = 0;
    while at < items.len() {
        items[at] = TYPES[at];
        at += 1;
    }
    items
};

/// Says what another format's word for a type is called here.
fn explain_foreign_type(node: &Node, reading: &mut Reading) {
    let Some(word) = node.as_str() else { return };
    let ours = match word.to_ascii_lowercase().as_str() {
        "string" | "clob" | "longtext" => "text",
        "integer" | "int" | "int4" | "number" => "int32",
        "bigint" | "int8" | "long" => "int64",
        "smallint" | "int2" => "int16",
        "serial" => "int32` with `identity",
        "bigserial" => "int64` with `identity",
        "boolean" => "bool",
        "numeric" | "money" => "decimal",
        "real" | "float" | "float4" => "float32",
        "double" | "double precision" | "float8" => "float64",
        "datetime" | "date-time" | "timestamp with time zone" => "timestamptz",
        "bytea" | "blob" | "binary" => "bytes",
        "guid" => "uuid",
        _ => return,
    };
    if let Some(last) = reading.diagnostics.last_mut() {
        last.help = format!("it is called `{ours}` here");
    }
}
