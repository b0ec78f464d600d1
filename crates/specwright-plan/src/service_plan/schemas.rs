//! What is planned for the demands of JSON Schema that no Rust type says.

use super::Ident;
use specwright_model::TypeSet;

/// What is demanded of a value beside what its type says: a static in the file that uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResiduePlan {
    /// The name of the static.
    pub name: Ident,
    /// The assertions.
    pub assertions: Vec<AssertionPlan>,
}

/// A set of the types of JSON, by the names of the runtime's constants: `STRING`, or `ANY` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesPlan(pub Vec<&'static str>);

impl From<TypeSet> for TypesPlan {
    fn from(types: TypeSet) -> Self {
        if types == TypeSet::ANY {
            return Self(vec!["ANY"]);
        }
        let constants = types.names().into_iter().map(|name| match name {
            "null" => "NULL",
            "boolean" => "BOOLEAN",
            "integer" => "INTEGER",
            "number" => "NUMBER",
            "string" => "STRING",
            "array" => "ARRAY",
            _ => "OBJECT",
        });
        Self(constants.collect())
    }
}

/// One file of schemas that others refer to by name.
#[derive(Debug, Clone)]
pub struct SchemaFile {
    /// The module.
    pub module: Ident,
    /// The schemas, sorted by name.
    pub schemas: Vec<NamedSchemaPlan>,
}

/// A schema that others refer to by name.
#[derive(Debug, Clone)]
pub struct NamedSchemaPlan {
    /// The name of the static.
    pub name: Ident,
    /// What it is called in the spec.
    pub title: String,
    /// The assertions.
    pub assertions: Vec<AssertionPlan>,
}

/// A schema inside of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaPlan {
    /// The static of a file of schemas.
    Named {
        /// The file's module.
        module: Ident,
        /// The static.
        name: Ident,
    },
    /// Written in place.
    Inline(Vec<AssertionPlan>),
}

/// One assertion, in the words of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssertionPlan {
    /// `Types`.
    Types(TypesPlan),
    /// `Enum`, with JSON texts.
    Enum(Vec<String>),
    /// An assertion with a count, by the name of its variant: `MinLength`.
    Count(&'static str, u32),
    /// An assertion with a decimal number, by the name of its variant: `Minimum`.
    Number(&'static str, String),
    /// `Pattern`: the static of the expression, and its text.
    Pattern(Ident, String),
    /// `Format`, by the variant of the runtime's `Format`.
    Format(&'static str),
    /// `UniqueItems`.
    UniqueItems,
    /// `Contains`.
    Contains {
        /// What the items must satisfy.
        schema: SchemaPlan,
        /// How many items at least.
        min: u32,
        /// How many items at most.
        max: u32,
    },
    /// `Required`.
    Required(Vec<String>),
    /// An assertion with one schema, by the name of its variant: `Not`.
    One(&'static str, SchemaPlan),
    /// An assertion with several schemas, by the name of its variant: `AnyOf`.
    Several(&'static str, Vec<SchemaPlan>),
    /// An assertion with schemas under names, by the name of its variant: `Properties`.
    Named(&'static str, Vec<(String, SchemaPlan)>),
    /// `PatternProperties`: the static of the expression, its text, and the schema.
    PatternProperties(Vec<(Ident, String, SchemaPlan)>),
    /// `DependentRequired`.
    DependentRequired(Vec<(String, Vec<String>)>),
    /// `If`.
    If {
        /// The condition.
        when: SchemaPlan,
        /// What then holds.
        then: SchemaPlan,
        /// What else holds.
        otherwise: SchemaPlan,
    },
}
