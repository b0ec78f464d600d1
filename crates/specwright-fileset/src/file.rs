//! Output files and the set of them.

use crate::RelPath;
use crate::digest::lf_parts;
use std::collections::BTreeMap;

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ownership {
    /// Ours: written at each generation, listed with its hash in the manifest.
    Generated,
    /// Theirs: written once, where it is absent, and never again.
    Owned,
}

/// One file of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// The whole contents.
    pub contents: Vec<u8>,
    /// Whose file it is.
    pub ownership: Ownership,
}

/// A tree of files, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<RelPath, OutputFile>,
}

impl OutputFile {
    /// A file of ours.
    #[must_use]
    pub fn generated(contents: impl Into<Vec<u8>>) -> Self {
        Self {
            contents: contents.into(),
            ownership: Ownership::Generated,
        }
    }

    /// A file of theirs.
    #[must_use]
    pub fn owned(contents: impl Into<Vec<u8>>) -> Self {
        Self {
            contents: contents.into(),
            ownership: Ownership::Owned,
        }
    }

    /// The contents as text, if they are UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.contents).ok()
    }
}

impl FileSet {
    /// Adds a file; the later of two files with one path wins, and the earlier is returned.
    pub fn insert(&mut self, path: RelPath, file: OutputFile) -> Option<OutputFile> {
        self.files.insert(path, file)
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &RelPath) -> Option<OutputFile> {
        self.files.remove(path)
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&OutputFile> {
        self.files.get(path)
    }

    /// The text of the file at a path, if there is one and it is UTF-8.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(&RelPath::new(path).ok()?)?.text()
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&RelPath, &OutputFile)> {
        self.files.iter()
    }

    /// All paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.files.keys()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Extend<(RelPath, OutputFile)> for FileSet {
    fn extend<I: IntoIterator<Item = (RelPath, OutputFile)>>(&mut self, files: I) {
        self.files.extend(files);
    }
}

impl FromIterator<(RelPath, OutputFile)> for FileSet {
    fn from_iter<I: IntoIterator<Item = (RelPath, OutputFile)>>(files: I) -> Self {
        Self {
            files: files.into_iter().collect(),
        }
    }
}

impl IntoIterator for FileSet {
    type Item = (RelPath, OutputFile);
    type IntoIter = std::collections::btree_map::IntoIter<RelPath, OutputFile>;

    fn into_iter(self) -> Self::IntoIter {
        self.files.into_iter()
    }
}

/// Whether two contents are the same but for the kind of their line ends.
#[must_use]
pub fn same_text(a: &[u8], b: &[u8]) -> bool {
    a == b || lf_parts(a).flatten().eq(lf_parts(b).flatten())
}

#[cfg(test)]
mod tests {
    use super::same_text;

    #[test]
    fn line_ends_make_no_difference_and_all_else_does() {
        assert!(same_text(b"a\r\nb", b"a\nb"));
        assert!(same_text(b"", b""));
        assert!(!same_text(b"a\n", b"a"));
        assert!(!same_text(b"a\rb", b"a\nb"));
        assert!(!same_text(b"\0\r\n", b"\0\n"));
    }
}
