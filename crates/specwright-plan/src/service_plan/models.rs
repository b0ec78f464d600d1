//! What is planned for the types that travel through the API.

use super::{Docs, Ident, ResiduePlan};
use crate::{Reading, RustType, TypesPlan};

/// One file of models.
#[derive(Debug, Clone)]
pub struct ModelFile {
    /// The module.
    pub module: Ident,
    /// The items, in the order of the spec.
    pub items: Vec<ModelItem>,
}

/// One model.
#[derive(Debug, Clone)]
pub enum ModelItem {
    /// A struct.
    Record(Box<RecordPlan>),
    /// An enum of texts.
    Choice(ChoicePlan),
    /// An enum of alternatives.
    Union(Box<UnionPlan>),
    /// A list or a map that contains itself, and so needs a name.
    Newtype(Box<NewtypePlan>),
}

impl ModelItem {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &Ident {
        match self {
            Self::Record(record) => &record.name,
            Self::Choice(choice) => &choice.name,
            Self::Union(union) => &union.name,
            Self::Newtype(newtype) => &newtype.name,
        }
    }
}

/// An enum whose variants are alternatives of a value.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the union"
)]
pub struct UnionPlan {
    /// The name.
    pub name: Ident,
    /// The name of the static rule.
    pub rule: Ident,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Whether more than one alternative may hold.
    pub any: bool,
    /// The property whose text chooses the alternative.
    pub discriminator: Option<String>,
    /// The alternatives, in the order of the spec.
    pub variants: Vec<VariantPlan>,
    /// Whether requests (or stored documents) are read into it.
    pub reads: bool,
    /// Whether answers (or stored documents) are written from it.
    pub writes: bool,
}

/// An alternative of a union.
#[derive(Debug, Clone)]
pub struct VariantPlan {
    /// The name.
    pub name: Ident,
    /// The documentation.
    pub docs: Docs,
    /// The type of its value.
    pub value: RustType,
    /// How its value is read.
    pub reading: Reading,
    /// The types of JSON that its value can have.
    pub types: TypesPlan,
    /// Properties without which it cannot be meant.
    pub required: Vec<String>,
    /// Properties with the texts that they must hold where they are there.
    pub tags: Vec<(String, Vec<String>)>,
}

/// A struct around a list or a map.
#[derive(Debug, Clone)]
pub struct NewtypePlan {
    /// The name.
    pub name: Ident,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The type inside.
    pub value: RustType,
    /// How the value inside is read.
    pub reading: Reading,
    /// Whether requests (or stored documents) are read into it.
    pub reads: bool,
    /// Whether answers (or stored documents) are written from it.
    pub writes: bool,
}

/// A struct that reads and writes a JSON object.
#[derive(Debug, Clone)]
pub struct RecordPlan {
    /// The name.
    pub name: Ident,
    /// The name of the static rule.
    pub rule: Ident,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The fields, in the order of the spec.
    pub fields: Vec<FieldPlan>,
    /// What other keys mean.
    pub additional: AdditionalPlan,
    /// The least number of properties.
    pub min_properties: Option<u32>,
    /// The greatest number of properties.
    pub max_properties: Option<u32>,
    /// What is demanded of the object beside all that.
    pub residue: Option<ResiduePlan>,
    /// Whether requests (or stored documents) are read into it.
    pub reads: bool,
    /// Whether answers (or stored documents) are written from it.
    pub writes: bool,
}

/// What keys mean that are no fields.
#[derive(Debug, Clone)]
pub enum AdditionalPlan {
    /// Violations.
    Refused,
    /// Passed over.
    Ignored,
    /// Kept in a map.
    Kept {
        /// The name of the field.
        field: Ident,
        /// The type of the values.
        value: RustType,
        /// How a value is read.
        reading: Reading,
    },
}

/// A field of a struct.
#[derive(Debug, Clone)]
pub struct FieldPlan {
    /// The name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// How absence and null are told from a value.
    pub presence: FieldPresence,
    /// The type of the value itself, without absence and null.
    pub value: RustType,
    /// How the value itself is read.
    pub reading: Reading,
}

/// How absence and null are told from a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldPresence {
    /// Always a value: `T`.
    Required,
    /// A value or null: `Option<T>`.
    RequiredNullable,
    /// Absent or a value: `Option<T>`.
    Optional,
    /// Absent, null or a value: `Presence<T>`.
    OptionalNullable,
    /// A value, filled in when it is absent: `T`.
    Defaulted(LiteralPlan),
    /// A value or null, filled in when it is absent: `Option<T>`; the default may be null.
    DefaultedNullable(Option<LiteralPlan>),
}

/// A constant of a Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiteralPlan {
    /// `true`.
    Bool(bool),
    /// `20`, with its type's width decided by the context.
    Integer(i64),
    /// A double, as its text.
    Float(String),
    /// `"en"`.
    Text(String),
    /// A variant of an enum.
    Variant {
        /// The enum.
        type_name: Ident,
        /// The variant.
        variant: Ident,
    },
    /// An empty list.
    EmptyList,
    /// An empty map.
    EmptyMap,
    /// A JSON text, which is read as a value of the type is.
    Json(String),
}

/// An enum of texts.
#[derive(Debug, Clone)]
pub struct ChoicePlan {
    /// The name.
    pub name: Ident,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The variants with their texts, in the order of the spec.
    pub variants: Vec<(Ident, String)>,
}
