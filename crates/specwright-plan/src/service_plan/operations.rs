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
    /// The static that says who may call it; `None` where everybody may.
    pub access: Option<Ident>,
    /// The statuses of errors that are no problem documents, as in `statuses`, each with its function in `errors.rs`.
    pub errors: Vec<(u16, Ident)>,
    /// What it does.
    pub service: ServiceAction,
}

impl OperationPlan {
    /// Its body.
    #[must_use]
    pub fn body(&self) -> Option<&BodyPlan> {
        self.inputs.iter().find_map(|input| match &input.source {
            InputSource::Body(body) => Some(body),
            InputSource::Parameter { .. } | InputSource::Accept { .. } => None,
        })
    }
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
        /// How its value is read.
        read: Box<ParameterRead>,
        /// What stands for it where it is absent, as a request would have it; nothing where nothing does, or where
        /// [`InputPlan::presence`] says it.
        otherwise: Vec<String>,
        /// Whether a parameter without any text counts as absent.
        empty_is_absent: bool,
    },
    /// The body.
    Body(BodyPlan),
    /// What the caller likes best of the media types that an answer may have.
    Accept {
        /// The media types, the usual one first.
        media_types: Vec<String>,
    },
}

/// How the value of a parameter is read.
#[derive(Debug, Clone)]
pub enum ParameterRead {
    /// A scalar in the usual style.
    Scalar(Reading),
    /// A list of scalars.
    List {
        /// How it is read.
        reading: Reading,
        /// The variant of the runtime's `Style`.
        style: &'static str,
    },
    /// Any value, in any style.
    Value {
        /// How it is read.
        reading: Reading,
        /// The variant of the runtime's `Style`.
        style: &'static str,
        /// What the text is made of, as far as its type says it.
        parts: ValueParts,
    },
    /// A JSON text.
    Json(Reading),
}

/// What the text of a value is made of, which a style alone does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueParts {
    /// Whatever it looks like.
    Unknown,
    /// One text.
    One,
    /// The items of a list.
    Items,
    /// The properties of an object, by name.
    Members(Vec<String>),
    /// Properties of any names but those of the parameters beside it.
    MembersBeside(Vec<String>),
}

impl ParameterRead {
    /// How the value itself is read.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        match self {
            Self::Scalar(reading)
            | Self::List { reading, .. }
            | Self::Value { reading, .. }
            | Self::Json(reading) => reading,
        }
    }
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct BodyPlan {
    /// The enum of its contents, where there are several.
    pub choice: Option<Ident>,
    /// Its contents, at least one.
    pub contents: Vec<BodyContentPlan>,
}

impl BodyPlan {
    /// How it is read, where it is JSON and nothing else.
    #[must_use]
    pub fn only_json(&self) -> Option<&Reading> {
        match self.contents.as_slice() {
            [
                BodyContentPlan {
                    read: BodyRead::Json(reading),
                    ..
                },
            ] => Some(reading),
            _ => None,
        }
    }

    /// Whether one of its contents is handed over as it comes.
    #[must_use]
    pub fn has_stream(&self) -> bool {
        let mut contents = self.contents.iter();
        contents.any(|content| matches!(content.read, BodyRead::Stream))
    }
}

/// What a body holds under some of its media types.
#[derive(Debug, Clone)]
pub struct BodyContentPlan {
    /// The variant of the enum; a body of one content alone has none.
    pub variant: Ident,
    /// The media types.
    pub media_types: Vec<String>,
    /// The type of the value.
    pub value: RustType,
    /// How it is read.
    pub read: BodyRead,
}

/// How a body is read.
#[derive(Debug, Clone)]
pub enum BodyRead {
    /// As JSON.
    Json(Reading),
    /// As text.
    Text,
    /// Piece by piece, by whoever serves the operation.
    Stream,
    /// As a form in `application/x-www-form-urlencoded`.
    Form(FormPlan),
    /// As a form in `multipart/form-data`.
    Multipart(FormPlan),
}

/// A form.
#[derive(Debug, Clone)]
pub struct FormPlan {
    /// How the form as a whole is read.
    pub reading: Reading,
    /// The name of its static in the file; `None` where all fields are written in the usual way.
    pub name: Option<Ident>,
    /// The fields that are not written in the usual way.
    pub fields: Vec<FormFieldPlan>,
}

/// A field of a form that is not written in the usual way.
#[derive(Debug, Clone)]
pub struct FormFieldPlan {
    /// The name on the wire.
    pub wire: String,
    /// The variant of the runtime's `Style`; `None` where the value is a JSON text.
    pub style: Option<&'static str>,
}

/// The answers of one status.
#[derive(Debug, Clone)]
pub struct AnswerPlan {
    /// The status; for a class or `default`, the variants carry it.
    pub status: AnswerStatus,
    /// The headers, as fields of each variant.
    pub headers: Vec<HeaderPlan>,
    /// The variants, one for each content, or one for no body; at least one.
    pub variants: Vec<AnswerVariantPlan>,
}

impl AnswerPlan {
    /// The variant of an answer that has one content or none.
    #[must_use]
    pub fn only(&self) -> &AnswerVariantPlan {
        &self.variants[0]
    }
}

/// A variant of the enum of answers.
#[derive(Debug, Clone)]
pub struct AnswerVariantPlan {
    /// The name.
    pub name: Ident,
    /// The documentation.
    pub docs: Docs,
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
    /// Whether it is a JSON text.
    pub json: bool,
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub enum AnswerBodyPlan {
    /// JSON.
    Json {
        /// The type.
        kind: RustType,
        /// The media types that it may be sent as, at least one, the usual one first.
        media_types: Vec<String>,
    },
    /// A problem document of the runtime.
    Problem,
    /// Text.
    Text {
        /// The media type.
        media_type: String,
    },
    /// Bytes as they come.
    Stream {
        /// The media type; `None` where the variant carries it.
        media_type: Option<String>,
    },
    /// Server-sent events.
    Events {
        /// The type of their data; a text stands as it is, everything else as JSON.
        kind: RustType,
    },
    /// JSON texts, one a line.
    Lines {
        /// The type of each.
        kind: RustType,
        /// The media type.
        media_type: String,
    },
}

impl AnswerBodyPlan {
    /// Whether it is sent as it comes.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(
            self,
            Self::Stream { .. } | Self::Events { .. } | Self::Lines { .. }
        )
    }

    /// Whether the variant says which media type it is.
    #[must_use]
    pub fn carries_media_type(&self) -> bool {
        matches!(self, Self::Stream { media_type: None })
    }
}
