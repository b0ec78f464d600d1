//! The API description, resolved.

mod schema;
mod security;

pub use schema::*;
pub use security::*;

use specwright_diagnostics::Span;
use specwright_source::{Located, Node};

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
    /// The operations of `webhooks` (OpenAPI 3.1), with the webhook's name for a path: requests that the service sends.
    pub webhooks: Vec<Operation>,
    /// The arena of all schemas; [`SchemaId`] is an index.
    pub schemas: Vec<Schema>,
    /// The named schemas of `components/schemas`, in the order of the text.
    pub components: Vec<(Located<String>, SchemaId)>,
    /// Every entry of every section of `components`, in the order of the text, with whether anything refers to it.
    pub declared: Vec<Component>,
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

/// An entry of a section of `components`.
#[derive(Debug, Clone)]
pub struct Component {
    /// The section, such as `parameters`.
    pub section: &'static str,
    /// The name; the span is that of the key.
    pub name: Located<String>,
    /// Whether a `$ref`, a discriminator or a security requirement names it.
    pub used: bool,
}

/// The number of a schema in [`Description::schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// `info`.
#[derive(Debug, Clone)]
pub struct Info {
    /// The place of the object: its key, or its first key where it stands in an array.
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
    /// `description`.
    pub description: Option<Located<String>>,
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
    /// The names of `callbacks`; their contents are checked and not kept.
    pub callbacks: Vec<Located<String>>,
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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the specification"
)]
pub struct Parameter {
    /// The place of the object: its key, or its first key where it stands in an array.
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
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// `schema`, or the schema of the one entry of `content`.
    pub schema: SchemaId,
    /// The media type, where the parameter has `content` instead of `schema`.
    pub media_type: Option<Located<String>>,
    /// `example`, or the values of `examples`.
    pub examples: Vec<Node>,
    /// `x-column`.
    pub column: Option<Located<String>>,
}

/// A Request Body Object.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// The place of the object: its key, or its first key where it stands in an array.
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
    /// `example`, or the values of `examples`.
    pub examples: Vec<Node>,
    /// `encoding`, in the order of the text.
    pub encoding: Vec<Encoding>,
}

/// An Encoding Object under the name of its property.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// The property.
    pub property: Located<String>,
    /// `contentType`.
    pub content_type: Option<Located<String>>,
    /// `headers`, in the order of the text.
    pub headers: Vec<Header>,
    /// `style`, where the key is present.
    pub style: Option<Style>,
    /// `explode`, where the key is present.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
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
    /// `deprecated`.
    pub deprecated: bool,
    /// `explode`; the style of a header is always `simple`.
    pub explode: bool,
    /// `schema`, or the schema of the one entry of `content`.
    pub schema: SchemaId,
    /// The media type, where the header has `content` instead of `schema`.
    pub media_type: Option<Located<String>>,
    /// `example`, or the values of `examples`.
    pub examples: Vec<Node>,
}
