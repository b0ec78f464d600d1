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
    /// What it does.
    pub behaviour: Behaviour,
}

impl Operation {
    /// What its body is, where that is JSON.
    #[must_use]
    pub fn json_body(&self) -> Option<Slot> {
        self.body.as_ref()?.content.as_json()
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
    /// How a list is written.
    pub style: ListStyle,
    /// What it is when it is absent.
    pub default: Option<Constant>,
    /// The column that it is compared with, where the spec says so.
    pub stored_as: Option<StoredAs>,
}

/// How a list is written in a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a,b` in a path or a header.
    Simple,
    /// `name=a,b`.
    Form,
    /// `name=a&name=b`.
    FormExploded,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// The place.
    pub span: Span,
    /// Whether it must be there.
    pub required: bool,
    /// Its media types, as they are written.
    pub media_types: Vec<String>,
    /// How it is read.
    pub content: BodyContent,
    /// What it is, in Markdown.
    pub description: Option<String>,
}

/// How a request body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyContent {
    /// JSON of a type.
    Json(Slot),
    /// Bytes, as they are.
    Bytes,
    /// Text in UTF-8.
    Text,
}

impl BodyContent {
    /// The type, where it is JSON.
    #[must_use]
    pub fn as_json(self) -> Option<Slot> {
        match self {
            Self::Json(slot) => Some(slot),
            Self::Bytes | Self::Text => None,
        }
    }
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
    /// The body.
    pub body: Option<AnswerBody>,
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
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub struct AnswerBody {
    /// The media type that it is sent as.
    pub media_type: String,
    /// Further media types that are declared with the same contents.
    pub other_media_types: Vec<String>,
    /// How it is written.
    pub content: BodyContent,
}
