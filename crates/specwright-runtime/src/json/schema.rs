//! What may JSON Schema demand of a value that no type of Rust says? Schemas are data; emitted models hold them as statics.

use super::{Format, Pattern, Types};

/// What JSON Schema demands of a value of any type: assertions that must all hold.
///
/// The assertions are the keywords of JSON Schema, one to one, with the meaning that the specification gives them
/// (JSON Schema 2020-12, validation; for the keywords of OpenAPI 3.0 that of draft 4 is the same): an assertion about
/// another type than the value's holds. Schemas may refer to each other in circles.
#[derive(Debug, Clone, Copy)]
pub struct Schema(pub &'static [Assertion]);

/// One keyword of a [`Schema`], and what it says.
#[derive(Debug, Clone, Copy)]
pub enum Assertion {
    /// `type`.
    Types(Types),
    /// `enum` and `const`: JSON texts of the values, which are compared by value.
    Enum(&'static [&'static str]),
    /// `minLength`, in code points.
    MinLength(u32),
    /// `maxLength`, in code points.
    MaxLength(u32),
    /// `pattern`.
    Pattern(&'static Pattern),
    /// `format`.
    Format(Format),
    /// `minimum`: a decimal number as text, compared exactly.
    Minimum(&'static str),
    /// `exclusiveMinimum` as a number.
    ExclusiveMinimum(&'static str),
    /// `maximum`.
    Maximum(&'static str),
    /// `exclusiveMaximum` as a number.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`, exactly.
    MultipleOf(&'static str),
    /// `minItems`.
    MinItems(u32),
    /// `maxItems`.
    MaxItems(u32),
    /// `uniqueItems`, by value.
    UniqueItems,
    /// `prefixItems`: the first items, each with its schema.
    PrefixItems(&'static [&'static Schema]),
    /// `items`: the items behind those that [`Assertion::PrefixItems`] beside it describes.
    Items(&'static Schema),
    /// `contains`, `minContains` and `maxContains`: so many items fulfil the schema.
    Contains {
        /// What the items must fulfil.
        schema: &'static Schema,
        /// At least so many; 1 where `minContains` is not given.
        min: u32,
        /// At most so many; [`u32::MAX`] where `maxContains` is not given.
        max: u32,
    },
    /// `minProperties`.
    MinProperties(u32),
    /// `maxProperties`.
    MaxProperties(u32),
    /// `required`.
    Required(&'static [&'static str]),
    /// `properties`.
    Properties(&'static [(&'static str, &'static Schema)]),
    /// `patternProperties`.
    PatternProperties(&'static [(&'static Pattern, &'static Schema)]),
    /// `additionalProperties`: the members that neither [`Assertion::Properties`] nor
    /// [`Assertion::PatternProperties`] beside it describes.
    AdditionalProperties(&'static Schema),
    /// `propertyNames`.
    PropertyNames(&'static Schema),
    /// `dependentRequired`: where the first is present, the others must be.
    DependentRequired(&'static [(&'static str, &'static [&'static str])]),
    /// `dependentSchemas`: where the property is present, the whole object must fulfil the schema.
    DependentSchemas(&'static [(&'static str, &'static Schema)]),
    /// `allOf`.
    AllOf(&'static [&'static Schema]),
    /// `anyOf`.
    AnyOf(&'static [&'static Schema]),
    /// `oneOf`.
    OneOf(&'static [&'static Schema]),
    /// `not`.
    Not(&'static Schema),
    /// `if`, `then` and `else`; [`Schema::ANY`] stands for one that is not given.
    If {
        /// The condition.
        when: &'static Schema,
        /// What holds where the value fulfils the condition.
        then: &'static Schema,
        /// What holds where it does not.
        otherwise: &'static Schema,
    },
}

impl Schema {
    /// Every value (`true`).
    pub const ANY: Self = Self(&[]);
    /// No value (`false`).
    pub const NEVER: Self = Self(&[Assertion::Not(&Self::ANY)]);
}
