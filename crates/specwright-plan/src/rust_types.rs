//! The Rust types of values, and how values are read.

use crate::{Ident, ResiduePlan};

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RustType {
    /// `String`.
    Text,
    /// `bool`.
    Bool,
    /// `i32`.
    Int32,
    /// `i64`.
    Int64,
    /// `u64`.
    UInt64,
    /// `f64`.
    Float,
    /// The runtime's `Decimal`.
    Decimal,
    /// The runtime's `Quoted<Decimal>`.
    DecimalText,
    /// `Uuid`.
    Uuid,
    /// The runtime's `Timestamp`.
    Timestamp,
    /// The runtime's `LocalTimestamp`.
    LocalTimestamp,
    /// The runtime's `Date`.
    Date,
    /// The runtime's `Time`.
    Time,
    /// `Vec<u8>`.
    Bytes,
    /// The runtime's `Json`.
    Json,
    /// The runtime's `Problem`.
    Problem,
    /// The runtime's `Upload`.
    Upload,
    /// The runtime's `ByteStream`.
    Stream,
    /// `&'static str`: one of the media types of an answer.
    MediaType,
    /// An enum that stands in the file of the operations.
    Local(Ident),
    /// A model.
    Model {
        /// The name.
        name: Ident,
        /// Whether it is copied rather than referred to.
        copy: bool,
    },
    /// `Vec<T>`.
    List(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    /// `Option<T>`.
    Optional(Box<RustType>),
    /// `Presence<T>`.
    ThreeStates(Box<RustType>),
    /// `Box<T>`.
    Boxed(Box<RustType>),
}

impl RustType {
    /// Whether a value is passed by value rather than by reference.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        match self {
            Self::Bool
            | Self::Int32
            | Self::Int64
            | Self::UInt64
            | Self::Float
            | Self::Decimal
            | Self::DecimalText
            | Self::Uuid
            | Self::Timestamp
            | Self::LocalTimestamp
            | Self::Date
            | Self::Time => true,
            Self::Model { copy, .. } => *copy,
            Self::Optional(inner) | Self::ThreeStates(inner) => inner.is_copy(),
            _ => false,
        }
    }
}

/// How a value is read from JSON or from the text of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A text.
    Text(TextReading),
    /// A whole number of 32 bits.
    Int32(IntegerReading),
    /// A whole number of 64 bits.
    Int64(IntegerReading),
    /// A whole number of 64 bits without a sign.
    UInt64(IntegerReading),
    /// A double.
    Float(NumberReading),
    /// A decimal as a JSON number.
    Decimal(NumberReading),
    /// A decimal as a JSON string.
    DecimalText(TextReading),
    /// A truth value.
    Bool,
    /// A UUID.
    Uuid,
    /// A moment.
    Timestamp,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// Bytes in base64.
    Bytes,
    /// Any JSON.
    Json,
    /// A file of a multipart form.
    Upload,
    /// One of an enum's texts.
    Choice(Ident),
    /// A model that reads itself: a record, a union, or a list or map with a name.
    Model(Ident),
    /// A model in a box.
    BoxedModel(Ident),
    /// A value that must satisfy a schema, too.
    Checked {
        /// What is demanded of it.
        residue: ResiduePlan,
        /// How it is read.
        reading: Box<Reading>,
    },
    /// A list.
    List {
        /// The name of the rule's static in the file; `None` where every number of items will do.
        rule: Option<Ident>,
        /// How an item is read.
        item: Box<Reading>,
        /// The least number of items.
        min: Option<u32>,
        /// The greatest number of items.
        max: Option<u32>,
        /// Whether no two items may be equal.
        unique: bool,
    },
    /// A map.
    Map {
        /// The name of the rule's static in the file; `None` where every number of entries will do.
        rule: Option<Ident>,
        /// How a value is read.
        value: Box<Reading>,
        /// The least number of entries.
        min: Option<u32>,
        /// The greatest number of entries.
        max: Option<u32>,
    },
    /// A value or null.
    Nullable(Box<Reading>),
}

/// The rule of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextReading {
    /// The name of the rule's static in the file; `None` where every text will do.
    pub rule: Option<Ident>,
    /// The least number of code points.
    pub min_length: Option<u32>,
    /// The greatest number of code points.
    pub max_length: Option<u32>,
    /// The pattern: the name of its static in the file, and its text.
    pub pattern: Option<(Ident, String)>,
    /// The variant of the runtime's `Format`.
    pub format: Option<&'static str>,
}

/// The rule of a whole number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntegerReading {
    /// The name of the rule's static in the file; `None` where every number of the type will do.
    pub rule: Option<Ident>,
    /// The lower limit, and whether it is outside.
    pub minimum: Option<(i128, bool)>,
    /// The upper limit, and whether it is outside.
    pub maximum: Option<(i128, bool)>,
    /// The divisor.
    pub multiple_of: Option<i128>,
}

/// The rule of a number, in decimal texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberReading {
    /// The name of the rule's static in the file; `None` where every number will do.
    pub rule: Option<Ident>,
    /// The lower limit, and whether it is outside.
    pub minimum: Option<(String, bool)>,
    /// The upper limit, and whether it is outside.
    pub maximum: Option<(String, bool)>,
    /// The divisor.
    pub multiple_of: Option<String>,
}
