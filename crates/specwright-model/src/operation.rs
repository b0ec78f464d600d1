//! The operations of the API.

use crate::{Behaviour, Constant, Slot, StoredAs, TypeId};
use specwright_diagnostics::Span;

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The place.
    pub span: Span,
    /// Its name, as the description gives it or as it is derived from method and path.
    pub id: String,
    /// Whether the description gives the name.
    pub named: bool,
    /// The method.
    pub method: Method,
    /// The path template, as it is written.
    pub path: String,
    /// The group that it belongs to.
    pub group: String,
    /// One line.
    pub summary: Option<String>,
    /// More, in Markdown.
    pub description: Option<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The parameters, in the order of the description.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<RequestBody>,
    /// The answers, in the order of the description.
    pub answers: Vec<Answer>,
    /// Who may call it.
    pub access: Access,
    /// What it does.
    pub behaviour: Behaviour,
}

impl Operation {
    /// What its body is, where that is JSON and nothing else.
    #[must_use]
    pub fn json_body(&self) -> Option<Slot> {
        only_json(&self.body.as_ref()?.contents)
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the methods of the same name")]
pub enum Method {
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
    Trace,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the places of the same name")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// One parameter.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the parameter"
)]
pub struct Parameter {
    /// The place.
    pub span: Span,
    /// The name on the wire.
    pub wire: String,
    /// Where it travels.
    pub location: Location,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Whether it must be there.
    pub required: bool,
    /// The type of its value.
    pub kind: TypeId,
    /// Whether null may stand there, which JSON alone can say.
    pub nullable: bool,
    /// How the value is written.
    pub notation: Notation,
    /// Whether no text at all means that it is absent.
    pub empty_is_absent: bool,
    /// What it is when it is absent, where that is a scalar or nothing at all.
    pub default: Option<Constant>,
    /// What it is when it is absent, in any other case: the texts that would stand in the request. There is one for each
    /// item of a list, and for an object a name and a value in turn.
    pub default_texts: Vec<String>,
    /// The column that it is compared with, where the spec says so.
    pub stored_as: Option<StoredAs>,
}

/// How the value of a parameter, of a field of a form or of a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// In a style (OpenAPI 3.0.3, section 4.7.12.3), which scalars, lists and objects have each their own way in.
    Styled(Style),
    /// As a JSON text.
    Json,
}

/// A style of values; the exploded ones give each item and each property a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`, and `x,1,y,2`.
    Simple,
    /// `a,b`, and `x=1,y=2`.
    SimpleExploded,
    /// `.a,b`, and `.x,1,y,2`.
    Label,
    /// `.a.b`, and `.x=1.y=2`.
    LabelExploded,
    /// `;name=a,b`, and `;name=x,1,y,2`.
    Matrix,
    /// `;name=a;name=b`, and `;x=1;y=2`.
    MatrixExploded,
    /// `name=a,b`, and `name=x,1,y,2`.
    Form,
    /// `name=a&name=b`, and `x=1&y=2`.
    FormExploded,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
    /// `name[x]=1&name[y]=2`.
    DeepObject,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// The place.
    pub span: Span,
    /// Whether it must be there.
    pub required: bool,
    /// What it may hold, at least one: media types of equal contents are one of them.
    pub contents: Vec<Content>,
    /// What it is, in Markdown.
    pub description: Option<String>,
}

/// What a body holds under some of its media types.
#[derive(Debug, Clone)]
pub struct Content {
    /// The place of the first of the media types.
    pub span: Span,
    /// The media types, as they are written; at least one.
    pub media_types: Vec<String>,
    /// How it is read or written.
    pub kind: ContentKind,
}

/// How a body is read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentKind {
    /// JSON of a type.
    Json(Slot),
    /// Text in UTF-8.
    Text,
    /// Bytes as they come, without an end in sight.
    Bytes,
    /// A form in `application/x-www-form-urlencoded`; in requests alone.
    Form(Form),
    /// A form in `multipart/form-data` (RFC 7578); in requests alone.
    Multipart(Form),
    /// Events with data of a type (server-sent events); in answers alone.
    Events(Slot),
    /// JSON texts of a type, one a line; in answers alone.
    Lines(Slot),
}

impl ContentKind {
    /// The type of the values in it, whatever they are written as.
    #[must_use]
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Json(slot) | Self::Events(slot) | Self::Lines(slot) => Some(*slot),
            Self::Form(form) | Self::Multipart(form) => Some(form.slot),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// The slot of a body that is JSON and nothing else.
#[must_use]
pub fn only_json(contents: &[Content]) -> Option<Slot> {
    match contents {
        [
            Content {
                kind: ContentKind::Json(slot),
                ..
            },
        ] => Some(*slot),
        _ => None,
    }
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The type of the whole form: each field is a property.
    pub slot: Slot,
    /// The fields that are not written in the style [`Style::FormExploded`].
    pub fields: Vec<FormField>,
}

/// A field of a form, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// The name on the wire.
    pub wire: String,
    /// How its value is written.
    pub notation: Notation,
}

/// One answer of an operation.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The place.
    pub span: Span,
    /// For which status it stands.
    pub status: Status,
    /// What it means, in Markdown.
    pub description: String,
    /// The headers that it may carry.
    pub headers: Vec<AnswerHeader>,
    /// What its body may hold; nothing where it has no body.
    pub contents: Vec<Content>,
}

/// For which status an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// The statuses of a class, such as 4 for 400 to 499.
    Class(u8),
    /// All statuses that are not named.
    Default,
}

/// One header of an answer.
#[derive(Debug, Clone)]
pub struct AnswerHeader {
    /// The place.
    pub span: Span,
    /// The name on the wire.
    pub wire: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Whether it is always there.
    pub required: bool,
    /// The type of its value.
    pub kind: TypeId,
    /// How the value is written: as JSON, or in the style [`Style::Simple`].
    pub notation: Notation,
}

/// Who may call an operation: whoever meets one of the alternatives, in this order; everybody where there is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Access(pub Vec<Vec<Need>>);

/// One of the proofs that an alternative asks for together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The index in [`crate::Model::schemes`].
    pub scheme: usize,
    /// The scopes or roles that the caller must have.
    pub scopes: Vec<String>,
}

/// A way to prove who one is.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// The place.
    pub span: Span,
    /// The name.
    pub name: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Where the credentials stand in a request.
    pub credentials: CredentialsFrom,
}

/// Where credentials stand in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialsFrom {
    /// A bearer token (RFC 6750).
    Bearer,
    /// A name and a password (RFC 7617).
    Basic,
    /// Another scheme of the header `Authorization` (RFC 9110, section 11.4).
    Authorization(String),
    /// A key in a header.
    Header(String),
    /// A key in the query.
    Query(String),
    /// A key in a cookie.
    Cookie(String),
}
