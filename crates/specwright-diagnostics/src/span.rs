//! Where something stands in an input or an output file.

use crate::lines::LineIndex;
use std::ops::Range;
use std::sync::OnceLock;

/// The number of a file in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes, `start..end`, in one file of the [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

/// One file, as it was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path as the user knows it, relative to the workspace where it lies inside.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Made when the first place in the file is asked for.
    lines: OnceLock<LineIndex>,
}

/// All files that diagnostics may point at: the specs, and the output files that a verifier has read.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and returns its number.
    ///
    /// # Panics
    ///
    /// When the run has read 2³² files before.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id =
            SourceId(u32::try_from(self.files.len()).expect("a run reads fewer than 2^32 files"));
        self.files.push(SourceFile {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
        });
        id
    }

    /// The file of that number.
    #[must_use]
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file of that number, if the map has one.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The text at a place.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let text = &self.file(span.source).text;
        let end = text.floor_char_boundary(span.end as usize);
        &text[text.floor_char_boundary(span.start as usize).min(end)..end]
    }

    /// The 1-based line and the 1-based column, counted in characters, of a byte offset.
    ///
    /// The first call for a file walks its text once; each further one costs about as much as a search among its lines.
    #[must_use]
    pub fn line_and_column(&self, id: SourceId, offset: u32) -> (usize, usize) {
        let file = self.file(id);
        file.lines().line_and_column(&file.text, offset)
    }

    /// The bytes of a 1-based line, without its line break.
    pub(crate) fn line(&self, id: SourceId, line: usize) -> Range<usize> {
        let file = self.file(id);
        file.lines().line(&file.text, line)
    }
}

impl SourceFile {
    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::of(&self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceMap, Span};

    #[test]
    fn counts_lines_and_characters_from_one() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.yaml", "a: é\r\nb: 1\n");
        assert_eq!(sources.line_and_column(id, 0), (1, 1));
        assert_eq!(sources.line_and_column(id, 3), (1, 4));
        assert_eq!(
            sources.line_and_column(id, 4),
            (1, 4),
            "an offset inside a character counts as its start"
        );
        assert_eq!(sources.line_and_column(id, 5), (1, 5));
        assert_eq!(sources.line_and_column(id, 7), (2, 1));
        assert_eq!(sources.line_and_column(id, 12), (3, 1));
        assert_eq!(sources.line_and_column(id, 999), (3, 1));
        assert_eq!(sources.line(id, 1), 0..5);
        assert_eq!(sources.line(id, 2), 7..11);
        assert_eq!(sources.line(id, 3), 12..12);
        assert_eq!(
            sources.slice(Span {
                source: id,
                start: 3,
                end: 999
            }),
            "é\r\nb: 1\n"
        );
    }

    #[test]
    fn agrees_with_a_plain_count_at_every_offset() {
        let text = "ab\nçd\n\n".repeat(500) + &"x€".repeat(9000) + "\nend";
        let mut sources = SourceMap::default();
        let id = sources.add("long.yaml", text.clone());
        for offset in (0..=text.len()).step_by(7) {
            let before = &text[..text.floor_char_boundary(offset)];
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let expected = (
                before.matches('\n').count() + 1,
                before[line_start..].chars().count() + 1,
            );
            assert_eq!(
                sources.line_and_column(id, u32::try_from(offset).unwrap_or(0)),
                expected,
                "offset {offset}"
            );
        }
    }
}
