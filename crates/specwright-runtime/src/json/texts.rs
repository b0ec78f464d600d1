//! How is a value read whose scalars are all text: that of a parameter, or of a form?

use super::{Reader, Refusal, Syntax};
use crate::http::Upload;
use std::ops::Range;

/// A value as a JSON text whose scalars are all strings: `{"since":"2026","labels":["a","b"]}`.
///
/// A string stands for whatever scalar it spells, and a value that is no array for an array of one. A bare number
/// outside of [`Texts::strict`] stands for the upload with that index.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The JSON text.
    pub(crate) text: Vec<u8>,
    /// The parts of it that are real JSON, in ascending order: there a string is a string.
    pub(crate) strict: Vec<Range<usize>>,
    /// The files that numbers in the text stand for.
    pub(crate) uploads: Vec<Upload>,
    /// Where in the text a value begins that came as a part of a form, in ascending order, and the upload that this part
    /// is as a file.
    pub(crate) parts: Vec<(usize, usize)>,
}

impl Texts {
    /// Whether the text is real JSON at the given place.
    pub(crate) fn is_strict(&self, place: usize) -> bool {
        let before = self.strict.partition_point(|part| part.start <= place);
        before > 0 && self.strict[before - 1].contains(&place)
    }

    /// The file that the part of a form is whose value begins at the given place.
    pub(crate) fn part(&self, place: usize) -> Option<&Upload> {
        let found = self.parts.binary_search_by_key(&place, |(start, _)| *start);
        let (_, upload) = self.parts[found.ok()?];
        self.uploads.get(upload)
    }
}

/// Reads a value that is given as texts.
///
/// # Errors
/// A part that should be JSON is not, or the value breaks rules.
pub(crate) fn read_texts<'j, T>(
    texts: &'j Texts,
    read: fn(&mut Reader<'j>) -> Result<Option<T>, Syntax>,
) -> Result<T, Refusal> {
    super::document::finish(Reader::of_texts(texts), read)
}

#[cfg(test)]
mod tests;
