//! Where something stands in an input or an output file.

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
        let id = SourceId(u32::try_from(self.files.len()).expect("a run reads fewer than 2^32 files"));
        self.files.push(SourceFile { name: name.into(), text: text.into() });
        id
    }

    /// The file of that number.
    #[must_use]
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The 1-based line and the 1-based column, counted in characters, of a byte offset.
    #[must_use]
    pub fn line_and_column(&self, id: SourceId, offset: u32) -> (usize, usize) {
        let text = &self.file(id).text;
        let before = &text[..text.floor_char_boundary((offset as usize).min(text.len()))];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}
