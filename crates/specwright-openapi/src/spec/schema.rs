//! A schema, in the words of the specification.

use super::{SchemaId, TableExtension};
use specwright_diagnostics::Span;
use specwright_source::{Located, Node, Number};

/// `type` of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the values of `type`")]
pub enum SchemaType {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
}

/// `additionalProperties`.
#[derive(Debug, Clone, PartialEq)]
pub enum AdditionalProperties {
    /// The key is absent.
    Unstated,
    /// `true`, or `{}`.
    Allowed(Span),
    /// `false`.
    Refused(Span),
    /// A schema.
    Schema(SchemaId, Span),
}

/// A Schema Object. A `$ref` to it is the same [`SchemaId`].
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of the specification"
)]
pub struct Schema {
    /// The place of the object: its key, or its first key where it stands in an array.
    pub span: Span,
    /// The JSON Pointer of the object; after the document's name and `#` where that is not the entry document.
    pub pointer: String,
    /// Its name, where it is an entry of `components/schemas`, or stands in another document in its own right.
    pub name: Option<Located<String>>,
    /// `title`.
    pub title: Option<Located<String>>,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `type`.
    pub kind: Option<Located<SchemaType>>,
    /// Whether null is valid too. With a `kind`, null is one more type, and all other keywords still hold
    /// (3.0.3: `nullable` without `type` has no effect). Without one, null is an alternative to everything else: so
    /// 3.1's `anyOf` or `oneOf` with a branch for null arrives here, without that branch.
    pub nullable: bool,
    /// The place of a `nullable: true` without a `type` beside it, which the reader has warned about.
    pub nullable_without_type: Option<Span>,
    /// `format`.
    pub format: Option<Located<String>>,
    /// `enum`; the span is that of the array.
    pub enumeration: Option<Located<Vec<Node>>>,
    /// `default`.
    pub default: Option<Node>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
    /// The rest of `examples` (OpenAPI 3.1).
    pub further_examples: Vec<Node>,
    /// `minLength`.
    pub min_length: Option<Located<u64>>,
    /// `maxLength`.
    pub max_length: Option<Located<u64>>,
    /// `pattern`.
    pub pattern: Option<Located<String>>,
    /// `minimum`.
    pub minimum: Option<Located<Number>>,
    /// `exclusiveMinimum: true`.
    pub exclusive_minimum: bool,
    /// `maximum`.
    pub maximum: Option<Located<Number>>,
    /// `exclusiveMaximum: true`.
    pub exclusive_maximum: bool,
    /// `multipleOf`.
    pub multiple_of: Option<Located<Number>>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems` (OpenAPI 3.1): the schemas of the first items; `items` is then that of the rest.
    pub prefix_items: Vec<SchemaId>,
    /// `contains` (OpenAPI 3.1), with `minContains` and `maxContains`.
    pub contains: Option<Contains>,
    /// `minItems`.
    pub min_items: Option<Located<u64>>,
    /// `maxItems`.
    pub max_items: Option<Located<u64>>,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `properties`, in the order of the text.
    pub properties: Vec<(Located<String>, SchemaId)>,
    /// `required`.
    pub required: Vec<Located<String>>,
    /// `additionalProperties`.
    pub additional_properties: AdditionalProperties,
    /// `patternProperties` (OpenAPI 3.1): expressions of ECMA-262 with the schemas of the properties that match them.
    pub pattern_properties: Vec<(Located<String>, SchemaId)>,
    /// `propertyNames` (OpenAPI 3.1).
    pub property_names: Option<Located<SchemaId>>,
    /// `dependentRequired` (OpenAPI 3.1): a property, and those that must be there with it.
    pub dependent_required: Vec<(Located<String>, Vec<Located<String>>)>,
    /// `dependentSchemas` (OpenAPI 3.1): a property, and the schema of an object that has it.
    pub dependent_schemas: Vec<(Located<String>, SchemaId)>,
    /// `minProperties`.
    pub min_properties: Option<Located<u64>>,
    /// `maxProperties`.
    pub max_properties: Option<Located<u64>>,
    /// `allOf`, after a `$ref` that stands beside other keywords; the span is that of the array or the `$ref`.
    pub all_of: Option<Located<Vec<SchemaId>>>,
    /// `oneOf`.
    pub one_of: Option<Located<Vec<SchemaId>>>,
    /// `anyOf`.
    pub any_of: Option<Located<Vec<SchemaId>>>,
    /// `not`.
    pub not: Option<Located<SchemaId>>,
    /// `if` with its `then` and `else` (OpenAPI 3.1).
    pub condition: Option<Condition>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `readOnly: true`.
    pub read_only: bool,
    /// `writeOnly: true`.
    pub write_only: bool,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `x-table`.
    pub table: Option<TableExtension>,
    /// `x-column`.
    pub column: Option<Located<String>>,
}

/// `contains` with its bounds.
#[derive(Debug, Clone)]
pub struct Contains {
    /// The place of `contains`.
    pub span: Span,
    /// The schema.
    pub schema: SchemaId,
    /// `minContains`; 1 where it is absent.
    pub min: u64,
    /// `maxContains`.
    pub max: Option<u64>,
}

/// `if` with what follows from it.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The place of `if`.
    pub span: Span,
    /// `if`.
    pub when: SchemaId,
    /// `then`.
    pub then: Option<SchemaId>,
    /// `else`.
    pub otherwise: Option<SchemaId>,
}

/// A Discriminator Object.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// The place of the object: its key, or its first key where it stands in an array.
    pub span: Span,
    /// `propertyName`.
    pub property: Located<String>,
    /// `mapping`: tag value and the schema that it names.
    pub mapping: Vec<(Located<String>, SchemaId)>,
}
