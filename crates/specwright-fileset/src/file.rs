//! Output files and the set of them.

use crate::RelPath;
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

impl FileSet {
    /// Adds a file; the later of two files with one path wins, and the earlier is returned.
    pub fn insert(&mut self, path: RelPath, file: OutputFile) -> Option<OutputFile> {
        self.files.insert(path, file)
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &RelPath) -> Option<&OutputFile> {
        self.files.get(path)
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&RelPath, &OutputFile)> {
        self.files.iter()
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
