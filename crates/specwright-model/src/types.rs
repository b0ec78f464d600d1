//! The types of the values that travel through the API.

use crate::{Assertion, CountRule, NumberRule, TextRule};
use specwright_diagnostics::Span;

/// The number of a type in [`crate::Model::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type with its name, where it needs one, and its documentation.
#[derive(Debug, Clone)]
pub struct Type {
    /// The place of its schema.
    pub span: Span,
    /// What it is called, in words, where it is emitted as an item of its own: records, choices, unions, and lists and
    /// maps that contain themselves without one of those between.
    pub name: Option<TypeName>,
    /// A title or a description, in Markdown.
    pub description: Option<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// What it is made of.
    pub shape: Shape,
    /// What is demanded of its values beside what the shape says.
    pub residue: Vec<Assertion>,
}

/// What a type is called before Rust has a say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeName {
    /// The words, outermost first: a component's name, or the names on the way to an inline schema.
    pub words: Vec<String>,
    /// A stable text that tells it from every other: the pointer of its schema, and the direction where both differ.
    pub origin: String,
}

/// What a type is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text.
    Text(TextRule),
    /// A whole number.
    Integer(IntegerWidth, NumberRule),
    /// A number as a double.
    Float(NumberRule),
    /// A number that keeps its digits, as a JSON number.
    Decimal(NumberRule),
    /// A number that keeps its digits, as a JSON string.
    DecimalText(TextRule),
    /// A truth value.
    Boolean,
    /// A UUID (RFC 9562).
    Uuid,
    /// A moment (RFC 3339 `date-time`).
    Timestamp,
    /// A day (RFC 3339 `full-date`).
    Date,
    /// A time of day without an offset (RFC 3339 `partial-time`).
    Time,
    /// Bytes, as base64 (RFC 4648, section 4).
    Bytes,
    /// One of a closed set of texts.
    Choice(Vec<ChoiceValue>),
    /// An object with known properties.
    Record(Record),
    /// One of several alternatives.
    Union(Union),
    /// An object whose keys are data.
    Map {
        /// The type of the values.
        value: Slot,
        /// How many entries.
        count: CountRule,
    },
    /// A list.
    List {
        /// The type of the items.
        item: Slot,
        /// How many items.
        count: CountRule,
        /// Whether no two items may be equal.
        unique: bool,
    },
    /// Any JSON value.
    Free,
    /// An error body in the shape of RFC 9457, which the runtime has.
    Problem,
    /// A file of a multipart form (RFC 7578).
    Upload,
}

impl Shape {
    /// The record, where it is one.
    #[must_use]
    pub fn as_record(&self) -> Option<&Record> {
        match self {
            Self::Record(record) => Some(record),
            _ => None,
        }
    }
}

/// The range of a whole number's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegerWidth {
    /// -2^31 to 2^31 - 1.
    Bits32,
    /// -2^63 to 2^63 - 1.
    Bits64,
    /// 0 to 2^64 - 1.
    Unsigned64,
}

/// A value that is of one of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// How many alternatives may hold.
    pub matching: Matching,
    /// The property whose text tells the alternatives apart, where the spec says so.
    pub discriminator: Option<String>,
    /// The alternatives, in the order of the spec.
    pub variants: Vec<Variant>,
}

/// How many alternatives of a union may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// Exactly one.
    One,
    /// At least one.
    Any,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it is called, in words.
    pub words: Vec<String>,
    /// A stable text that tells it from the other alternatives.
    pub origin: String,
    /// Its type.
    pub slot: Slot,
    /// The texts of the discriminator that stand for it; empty without one.
    pub tags: Vec<String>,
}

/// One value of a closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceValue {
    /// The text on the wire.
    pub wire: String,
    /// The place.
    pub span: Span,
}

/// The use of a type in a place that may also allow null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The type.
    pub id: TypeId,
    /// Whether null may stand there.
    pub nullable: bool,
}

/// An object with known properties.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The properties, in the order of the spec.
    pub properties: Vec<Property>,
    /// What other keys mean.
    pub additional: Additional,
    /// How many properties an object may have.
    pub count: CountRule,
}

/// What keys mean that are not among the properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// They are violations.
    Refused,
    /// They are passed over.
    Ignored,
    /// They are kept.
    Kept(Slot),
}

/// One property.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The place.
    pub span: Span,
    /// The name on the wire.
    pub wire: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The type, and whether null may stand there.
    pub slot: Slot,
    /// Whether it must be there.
    pub required: bool,
    /// What it is when it is absent.
    pub default: Option<Constant>,
    /// The column that it is kept in, where the spec says so.
    pub stored_as: Option<StoredAs>,
}

/// A column that the spec names for a property or a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAs {
    /// The place.
    pub span: Span,
    /// The column's name.
    pub column: String,
}

/// A constant of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    /// A text; of a choice, its value on the wire.
    Text(String),
    /// A number, as its text.
    Number(String),
    /// A truth value.
    Bool(bool),
    /// A list without items.
    EmptyList,
    /// An object without entries.
    EmptyMap,
    /// Anything else, as a JSON text.
    Json(String),
    /// Null.
    Null,
}
