//! What is planned for the operations: their inputs and their answers.

use super::{Docs, FieldPresence, Ident, ServiceAction};
use crate::{Reading, RustType};

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
