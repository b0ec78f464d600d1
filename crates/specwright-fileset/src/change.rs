//! A change to one file of a tree.

use crate::RelPath;

/// A change to one file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Write these contents, over what stands there.
    Write {
        /// The file.
        path: RelPath,
        /// The whole contents.
        contents: Vec<u8>,
    },
    /// Remove the file.
    Remove {
        /// The file.
        path: RelPath,
    },
}

impl Change {
    /// The file that it changes.
    #[must_use]
    pub fn path(&self) -> &RelPath {
        match self {
            Self::Write { path, .. } | Self::Remove { path } => path,
        }
    }
}
