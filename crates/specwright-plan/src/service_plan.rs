//! The plan: everything that the output says, as finished data. Nothing is left to decide.

use crate::{Query, Reading, RowValue, RustType};
use std::fmt;

/// An identifier of Rust, of a crate or of a module, made by the allocator of names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(pub(crate) String);

impl Ident {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text of documentation: clean lines of Markdown, without comment signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs(pub Vec<String>);

/// The whole output.
#[derive(Debug, Clone)]
pub struct ServicePlan {
    /// The package.
    pub package: Package,
    /// The models, one file each, sorted by module.
    pub models: Vec<ModelFile>,
    /// The groups of operations, sorted by module.
    pub groups: Vec<GroupPlan>,
    /// The repositories, sorted by module; empty without a database.
    pub repositories: Vec<RepositoryPlan>,
    /// The custom operations, sorted by module.
    pub customs: Vec<CustomPlan>,
    /// The tables and views, for the migrations.
    pub migrations: Vec<crate::MigrationPlan>,
    /// What was decided that a reader may want to know.
    pub notes: Vec<Note>,
}

/// A decision worth telling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What was decided.
    pub text: String,
}

/// The package as a whole.
#[derive(Debug, Clone)]
pub struct Package {
    /// The name of the package and of its folder, such as `task-board`.
    pub name: String,
    /// The name of the library, such as `task_board`.
    pub library: Ident,
    /// The API's title, on one line.
    pub title: String,
    /// The API's version, where it is a semantic version; else `0.0.0` stands in the manifest.
    pub version: String,
    /// What the API is for.
    pub docs: Docs,
    /// The prefix of all paths.
    pub base_path: String,
    /// Where the runtime crate lies, relative to the package.
    pub runtime_path: String,
    /// Whether the package is part of a workspace, from which it takes lints.
    pub workspace_member: bool,
    /// Whether the service has a database.
    pub has_database: bool,
    /// The names of the specs, for headers of files.
    pub api_file: String,
}

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

/// One group of operations: a file in each of controllers, validators, operations and services.
#[derive(Debug, Clone)]
pub struct GroupPlan {
    /// The module.
    pub module: Ident,
    /// The name of the tag.
    pub title: String,
    /// The documentation.
    pub docs: Docs,
    /// The operations, in the order of the spec.
    pub operations: Vec<OperationPlan>,
}

/// One operation.
#[derive(Debug, Clone)]
pub struct OperationPlan {
    /// The operation's name in the spec.
    pub id: String,
    /// The name of its functions.
    pub function: Ident,
    /// The method, in upper case.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// The documentation.
    pub docs: Docs,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The statuses that it declares: a code, 1 to 5 for a class, 0 for `default`; sorted.
    pub statuses: Vec<u16>,
    /// The media types that it reads.
    pub consumes: Vec<String>,
    /// The media types that it sends, sorted.
    pub produces: Vec<String>,
    /// The name of the struct of its input.
    pub request: Ident,
    /// The fields of that struct.
    pub inputs: Vec<InputPlan>,
    /// The name of the enum of its answers.
    pub response: Ident,
    /// The variants of that enum.
    pub answers: Vec<AnswerPlan>,
    /// What it does.
    pub service: ServiceAction,
}

/// One field of an operation's input.
#[derive(Debug, Clone)]
pub struct InputPlan {
    /// The name.
    pub name: Ident,
    /// The documentation.
    pub docs: Docs,
    /// Where it comes from.
    pub source: InputSource,
    /// The type of the value itself.
    pub value: RustType,
    /// How absence is told from a value: required, optional or defaulted.
    pub presence: FieldPresence,
}

/// Where a field of the input comes from.
#[derive(Debug, Clone)]
pub enum InputSource {
    /// A parameter.
    Parameter {
        /// `path`, `query`, `header` or `cookie`.
        location: &'static str,
        /// The name on the wire.
        wire: String,
        /// How its text is read.
        reading: Reading,
        /// How a list is written; `None` for a scalar.
        style: Option<&'static str>,
    },
    /// The JSON body.
    JsonBody {
        /// How it is read.
        reading: Reading,
    },
    /// The body as bytes.
    BytesBody,
    /// The body as text.
    TextBody,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct AnswerPlan {
    /// The variant.
    pub variant: Ident,
    /// The status; for a class or `default`, the variant carries it.
    pub status: AnswerStatus,
    /// The documentation.
    pub docs: Docs,
    /// The headers, as fields of the variant.
    pub headers: Vec<HeaderPlan>,
    /// The body.
    pub body: Option<AnswerBodyPlan>,
}

/// The status of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerStatus {
    /// One status.
    Fixed(u16),
    /// A status that the variant carries.
    Carried,
}

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct HeaderPlan {
    /// The field.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// The documentation.
    pub docs: Docs,
    /// The type.
    pub kind: RustType,
    /// Whether it is always there.
    pub required: bool,
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub enum AnswerBodyPlan {
    /// JSON.
    Json {
        /// The type.
        kind: RustType,
        /// The media type, where it is not `application/json`.
        media_type: Option<String>,
    },
    /// A problem document of the runtime.
    Problem,
    /// Text.
    Text {
        /// The media type.
        media_type: String,
    },
    /// Bytes.
    Bytes {
        /// The media type.
        media_type: String,
    },
}

/// What an operation does.
#[derive(Debug, Clone)]
pub enum ServiceAction {
    /// A hand-written function in the module of the operation's name.
    Custom,
    /// A derived behaviour.
    Derived(Box<DerivedPlan>),
}

/// A derived behaviour.
#[derive(Debug, Clone)]
pub struct DerivedPlan {
    /// The module of the repository.
    pub repository: Ident,
    /// Why the operation is bound, one line a witness.
    pub evidence: Vec<String>,
    /// The table or view.
    pub entity: String,
    /// Parents that must exist: the repository's module, its function and the inputs that are its arguments.
    pub parents: Vec<ParentCheck>,
    /// The action itself.
    pub action: ActionPlan,
    /// The variant of the success.
    pub success: Ident,
}

/// A check that a parent exists.
#[derive(Debug, Clone)]
pub struct ParentCheck {
    /// The module of the repository.
    pub module: Ident,
    /// The function.
    pub function: Ident,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// An argument of a repository's function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// An input's field, by value.
    Input(Ident),
    /// An input's field, by reference.
    InputRef(Ident),
    /// An input's optional text, by reference: `as_deref()`.
    InputDeref(Ident),
    /// A value that the service makes and keeps under a name.
    Made(MadeValue, Ident),
}

/// A value that the service makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeValue {
    /// A random UUID.
    UuidV4,
    /// A time-ordered UUID.
    UuidV7,
    /// The moment.
    Now,
    /// The moment, without a zone.
    LocalNow,
    /// The day.
    Today,
}

/// The body of a derived service function.
#[derive(Debug, Clone)]
pub enum ActionPlan {
    /// One row or 404.
    Get {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// The record around the row, with its one field.
        envelope: Option<(Ident, Ident)>,
    },
    /// A page of rows.
    List {
        /// The repository's function for the rows.
        function: Ident,
        /// Its arguments, without limit and offset, which come last.
        arguments: Vec<Argument>,
        /// The field of the bound, or the fixed bound.
        limit: LimitPlan,
        /// The field of the rows passed over.
        offset: Option<LimitField>,
        /// The record around the rows.
        envelope: Option<PagePlan>,
    },
    /// A new row.
    Create {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// What is answered.
        output: WriteOutput,
        /// The value of the `Location` header, if it is declared.
        location: Option<LocationPlan>,
    },
    /// A changed row or 404.
    Update {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// What is answered.
        output: WriteOutput,
    },
    /// A row that goes, or 404.
    Delete {
        /// The repository's function.
        function: Ident,
        /// Its arguments.
        arguments: Vec<Argument>,
    },
}

/// What a write answers.
#[derive(Debug, Clone)]
pub enum WriteOutput {
    /// Nothing.
    Nothing,
    /// The row.
    Row,
    /// The row in a record with one field.
    Wrapped {
        /// The record.
        record: Ident,
        /// Its field.
        field: Ident,
    },
}

/// How many rows a page has.
#[derive(Debug, Clone)]
pub enum LimitPlan {
    /// A field of the input.
    Field(LimitField),
    /// Always so many.
    Fixed(u32),
}

/// A field of the input that counts rows.
#[derive(Debug, Clone)]
pub struct LimitField {
    /// The field.
    pub field: Ident,
    /// Whether it has 32 bits and is widened.
    pub narrow: bool,
    /// The number where the field is absent; `None` where it is always there.
    pub otherwise: Option<u32>,
}

/// The record around a page.
#[derive(Debug, Clone)]
pub struct PagePlan {
    /// The record.
    pub record: Ident,
    /// Its fields, in order.
    pub fields: Vec<(Ident, PageField)>,
    /// The repository's function that counts all rows, where a field asks for it.
    pub total: Option<Ident>,
}

/// One field of the record around a page.
#[derive(Debug, Clone)]
pub struct PageField {
    /// What it says.
    pub fact: PageFactPlan,
    /// Whether it has 32 bits.
    pub narrow: bool,
    /// Whether it is optional.
    pub optional: bool,
}

/// What a field of the record around a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFactPlan {
    /// The rows.
    Rows,
    /// How many rows there are.
    Total,
    /// The bound.
    Limit,
    /// The rows passed over.
    Offset,
    /// Whether more follow.
    HasMore,
    /// How many rows are on the page.
    Count,
}

/// The value of a `Location` header: pieces of text and fields of the row.
#[derive(Debug, Clone)]
pub struct LocationPlan {
    /// The pieces, in order.
    pub pieces: Vec<LocationPiece>,
}

/// A piece of a `Location`.
#[derive(Debug, Clone)]
pub enum LocationPiece {
    /// Text as it is.
    Text(String),
    /// A field of the answered row.
    RowField(Ident),
    /// A field of the input.
    Input(Ident),
    /// A value that the service made.
    Made(Ident),
}

/// The SQL of one entity.
#[derive(Debug, Clone)]
pub struct RepositoryPlan {
    /// The module.
    pub module: Ident,
    /// The table or view.
    pub entity: String,
    /// The documentation.
    pub docs: Docs,
    /// The functions, in the order of the operations.
    pub functions: Vec<RepositoryFunction>,
    /// How rows become records.
    pub rows: Vec<RowPlan>,
}

/// One function of a repository.
#[derive(Debug, Clone)]
pub struct RepositoryFunction {
    /// The name.
    pub name: Ident,
    /// The name of the statement.
    pub statement: Ident,
    /// The documentation.
    pub docs: Docs,
    /// The arguments, in the order of the signature.
    pub arguments: Vec<RepositoryArgument>,
    /// What is bound to each placeholder, in order.
    pub bindings: Vec<Binding>,
    /// The statement.
    pub query: Query,
    /// What is fetched.
    pub fetch: Fetch,
}

/// An argument of a repository's function.
#[derive(Debug, Clone)]
pub struct RepositoryArgument {
    /// The name.
    pub name: Ident,
    /// The type, as it is owned; the signature takes what is not copied by reference.
    pub kind: RustType,
}

/// What is bound to a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// An argument itself.
    Argument(Ident),
    /// A field of an argument.
    Field {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// How it becomes a parameter.
        form: FieldForm,
    },
    /// A field of an argument, or another argument where it is absent.
    FieldOr {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// The other argument.
        otherwise: Ident,
    },
    /// Whether a field of an argument is there.
    IsPresent {
        /// The argument.
        argument: Ident,
        /// The field.
        field: Ident,
        /// Whether the field has three states.
        three_states: bool,
    },
}

/// How a field becomes a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldForm {
    /// `body.status.into()`.
    Copied,
    /// `(&body.title).into()`.
    Scalar,
    /// A document written as JSON.
    Document,
    /// An optional document.
    OptionalDocument,
    /// A document with three states.
    PresenceDocument,
}

/// What a function fetches.
#[derive(Debug, Clone)]
pub enum Fetch {
    /// One record or none.
    Optional(RowRef),
    /// Exactly one record.
    One(RowRef),
    /// All records.
    All(RowRef),
    /// One number.
    Count,
    /// Whether a row is there.
    Exists,
    /// How many rows were changed.
    Changed,
}

/// A mapping of rows to records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRef {
    /// The function.
    pub function: Ident,
    /// The record.
    pub record: Ident,
}

/// A function from a row to a record.
#[derive(Debug, Clone)]
pub struct RowPlan {
    /// Name and record.
    pub row: RowRef,
    /// The fields, in the order of the columns.
    pub fields: Vec<(Ident, RowValue)>,
}

/// One hand-written operation.
#[derive(Debug, Clone)]
pub struct CustomPlan {
    /// The module, and the function in it.
    pub function: Ident,
    /// The module of the operation's group.
    pub group: Ident,
    /// The operation's name in the spec.
    pub id: String,
    /// The method, in upper case.
    pub method: &'static str,
    /// The path template.
    pub path: String,
    /// The documentation.
    pub docs: Docs,
    /// The input.
    pub request: Ident,
    /// The answers.
    pub response: Ident,
}
