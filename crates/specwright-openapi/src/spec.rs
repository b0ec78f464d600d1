//! The API description, resolved.

use specwright_diagnostics::Span;
use specwright_source::{Located, Node, Number};

/// A whole description (OpenAPI 3.0.x, section "OpenAPI Object").
#[derive(Debug, Clone)]
pub struct Description {
    /// The text of the `openapi` key.
    pub version: Located<String>,
    /// Title, version and description of the API.
    pub info: Info,
    /// The servers, in order.
    pub servers: Vec<Server>,
    /// The declared tags, in order.
    pub tags: Vec<Tag>,
    /// All operations, in the order of the text.
    pub operations: Vec<Operation>,
    /// The arena of all schemas; [`SchemaId`] is an index.
    pub schemas: Vec<Schema>,
    /// The named schemas of `components/schemas`, in the order of the text.
    pub components: Vec<(Located<String>, SchemaId)>,
    /// The declared security schemes.
    pub security_schemes: Vec<SecurityScheme>,
    /// The root's security requirements; `None` where the key is absent.
    pub security: Option<Vec<SecurityRequirement>>,
}

impl Description {
    /// The schema of that number.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// The number of a schema in [`Description::schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// `info`.
#[derive(Debug, Clone)]
pub struct Info {
    /// The place of the object.
    pub span: Span,
    /// `title`.
    pub title: Located<String>,
    /// `version`.
    pub version: Located<String>,
    /// `description`, else `summary`.
    pub description: Option<Located<String>>,
}

/// One entry of `servers`.
#[derive(Debug, Clone)]
pub struct Server {
    /// `url`, with its variables replaced by their defaults.
    pub url: Located<String>,
}

/// One entry of `tags`.
#[derive(Debug, Clone)]
pub struct Tag {
    /// `name`.
    pub name: Located<String>,
    /// `description`.
    pub description: Option<Located<String>>,
}

/// An HTTP method that a path item may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the methods of the same name")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

/// An Operation Object, with what its path item adds.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The place of the method's key (`get:`).
    pub span: Span,
    /// The JSON Pointer of the operation in the entry document.
    pub pointer: String,
    /// The method.
    pub method: Method,
    /// The path template, as it is written; the span is that of the key.
    pub path: Located<String>,
    /// `operationId`.
    pub id: Option<Located<String>>,
    /// `summary`, of the operation or else of the path item.
    pub summary: Option<Located<String>>,
    /// `description`, of the operation or else of the path item.
    pub description: Option<Located<String>>,
    /// `tags`.
    pub tags: Vec<Located<String>>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The path item's parameters and the operation's own; the latter replace the former by location and name.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request_body: Option<RequestBody>,
    /// `responses`, in the order of the text.
    pub responses: Vec<Response>,
    /// `security`; `None` where the key is absent and the root's holds.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `x-table`, of the operation or else of the path item.
    pub table: Option<TableExtension>,
    /// `x-custom`.
    pub custom: Option<Located<bool>>,
}

/// `x-table`: a table's name, or `{table, as}`.
#[derive(Debug, Clone)]
pub struct TableExtension {
    /// The place of the key.
    pub span: Span,
    /// The table or view.
    pub table: Located<String>,
    /// What the operation does with it, where said.
    pub behaviour: Option<Located<String>>,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the values of `in`")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// `style` of a parameter; the reader has filled in the default of the location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the values of `style`")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A Parameter Object.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The place of the object.
    pub span: Span,
    /// `name`.
    pub name: Located<String>,
    /// `in`.
    pub location: Location,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`, or the default of the location.
    pub style: Style,
    /// `explode`, or the default of the style.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`, or the schema of the one entry of `content`.
    pub schema: SchemaId,
    /// The media type, where the parameter has `content` instead of `schema`.
    pub media_type: Option<Located<String>>,
    /// `x-column`.
    pub column: Option<Located<String>>,
}

/// A Request Body Object.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// The place of the object.
    pub span: Span,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `required`.
    pub required: bool,
    /// `content`, in the order of the text.
    pub content: Vec<MediaType>,
}

/// One entry of a `content` map.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// The key, such as `application/json`.
    pub name: Located<String>,
    /// `schema`.
    pub schema: Option<SchemaId>,
}

/// The key of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    /// `default`.
    Default,
}

/// A Response Object.
#[derive(Debug, Clone)]
pub struct Response {
    /// The place of the status key.
    pub span: Span,
    /// The status.
    pub status: Status,
    /// `description`.
    pub description: Located<String>,
    /// `headers`, in the order of the text.
    pub headers: Vec<Header>,
    /// `content`, in the order of the text.
    pub content: Vec<MediaType>,
}

/// A Header Object under its name.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name.
    pub name: Located<String>,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `required`.
    pub required: bool,
    /// `schema`, or the schema of the one entry of `content`.
    pub schema: SchemaId,
}

/// One alternative of a security requirement: all of its schemes together.
#[derive(Debug, Clone)]
pub struct SecurityRequirement {
    /// The place of the object.
    pub span: Span,
    /// Scheme names with their scopes or roles; empty for anonymous callers.
    pub schemes: Vec<(Located<String>, Vec<Located<String>>)>,
}

/// A Security Scheme Object under its name.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// The name.
    pub name: Located<String>,
    /// What it is.
    pub kind: SecurityKind,
    /// `description`.
    pub description: Option<Located<String>>,
}

/// The `type` of a security scheme, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// `apiKey`.
    ApiKey {
        /// `in`.
        location: Location,
        /// `name`.
        name: String,
    },
    /// `http`.
    Http {
        /// `scheme`, in lower case.
        scheme: String,
    },
    /// `oauth2`.
    OAuth2,
    /// `openIdConnect`.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: String,
    },
}

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
pub struct Schema {
    /// The place of the object.
    pub span: Span,
    /// The JSON Pointer of the object in its document.
    pub pointer: String,
    /// Its name, where it is an entry of `components/schemas`.
    pub name: Option<Located<String>>,
    /// `title`.
    pub title: Option<Located<String>>,
    /// `description`.
    pub description: Option<Located<String>>,
    /// `type`.
    pub kind: Option<Located<SchemaType>>,
    /// `nullable: true` beside a `type` (3.0.3: without `type` it has no effect).
    pub nullable: bool,
    /// `format`.
    pub format: Option<Located<String>>,
    /// `enum`; the span is that of the array.
    pub enumeration: Option<Located<Vec<Node>>>,
    /// `default`.
    pub default: Option<Node>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
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
    /// `minProperties`.
    pub min_properties: Option<Located<u64>>,
    /// `maxProperties`.
    pub max_properties: Option<Located<u64>>,
    /// `allOf`; the span is that of the array.
    pub all_of: Option<Located<Vec<SchemaId>>>,
    /// `oneOf`.
    pub one_of: Option<Located<Vec<SchemaId>>>,
    /// `anyOf`.
    pub any_of: Option<Located<Vec<SchemaId>>>,
    /// `not`.
    pub not: Option<Located<SchemaId>>,
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

/// A Discriminator Object.
#[derive(Debug, Clone)]
pub struct Discriminator {
    /// The place of the object.
    pub span: Span,
    /// `propertyName`.
    pub property: Located<String>,
    /// `mapping`: tag value and the schema that it names.
    pub mapping: Vec<(Located<String>, SchemaId)>,
}
