//! Is a whole text one value that keeps its rules?

use super::{Reader, Syntax, Violation};

/// Why a text gives no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not JSON.
    Malformed(Syntax),
    /// It breaks these rules.
    Invalid(Vec<Violation>),
}

/// Reads a text that is one JSON value and nothing else.
///
/// # Errors
/// The text is not JSON, or breaks rules.
pub fn read_document<'j, T>(
    text: &'j [u8],
    read: fn(&mut Reader<'j>) -> Result<Option<T>, Syntax>,
) -> Result<T, Refusal> {
    finish(Reader::new(text), read)
}

/// Reads the one value that is in the reader's text.
pub(super) fn finish<'j, T>(
    mut json: Reader<'j>,
    read: fn(&mut Reader<'j>) -> Result<Option<T>, Syntax>,
) -> Result<T, Refusal> {
    let value = read(&mut json).map_err(Refusal::Malformed)?;
    json.finish().map_err(Refusal::Malformed)?;
    let violations = json.into_violations();
    match value {
        Some(value) if violations.is_empty() => Ok(value),
        _ => Err(Refusal::Invalid(violations)),
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(syntax) => syntax.fmt(f),
            Self::Invalid(violations) => write!(f, "{} rules are broken", violations.len()),
        }
    }
}

impl std::error::Error for Refusal {}
