//! Where does a text stop being JSON?

use super::Reader;
use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType};
use std::borrow::Cow;

/// The text is not JSON, or nests too deeply to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syntax(Box<Defect>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Defect {
    reason: Cow<'static, str>,
    offset: usize,
    line: usize,
    column: usize,
}

impl Syntax {
    #[cold]
    pub(crate) fn new(reason: impl Into<Cow<'static, str>>, offset: usize, text: &[u8]) -> Self {
        let position = Jiter::new(text).error_position(offset);
        Self(Box::new(Defect {
            reason: reason.into(),
            offset,
            line: position.line,
            column: position.column,
        }))
    }

    #[cold]
    pub(crate) fn of(error: &JiterError, text: &[u8]) -> Self {
        Self::of_part(error, 0, text)
    }

    /// The defect in a part of the text that starts at the given place.
    #[cold]
    pub(crate) fn of_part(error: &JiterError, start: usize, text: &[u8]) -> Self {
        let reason = match &error.error_type {
            JiterErrorType::JsonError(kind) => reason(kind),
            JiterErrorType::WrongType { .. } => Cow::Borrowed("unexpected value"),
        };
        Self::new(reason, start + error.index, text)
    }

    #[cold]
    pub(crate) fn too_deep(offset: usize, text: &[u8]) -> Self {
        let levels = Reader::MAX_DEPTH;
        let reason = format!("more than {levels} levels of arrays and objects");
        Self::new(reason, offset, text)
    }

    /// What is wrong: `expected ':'`. It never quotes the text.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Bytes from the start of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The byte in the line, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.0.column
    }
}

/// The reasons that a client may be told; those that quote its text are not among them.
fn reason(kind: &JsonErrorType) -> Cow<'static, str> {
    match kind {
        JsonErrorType::DuplicateKey(_) => Cow::Borrowed("duplicate key"),
        JsonErrorType::InternalError(_) => Cow::Borrowed("unreadable value"),
        JsonErrorType::NumberOutOfRange => Cow::Borrowed("number with too many digits"),
        JsonErrorType::LoneLeadingSurrogateInHexEscape => {
            Cow::Borrowed("escaped surrogate without its other half")
        }
        other => Cow::Owned(other.to_string()),
    }
}

impl std::fmt::Display for Syntax {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Defect {
            reason,
            line,
            column,
            ..
        } = &*self.0;
        write!(f, "{reason} at line {line} column {column}")
    }
}

impl std::error::Error for Syntax {}
