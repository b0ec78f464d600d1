//! Files of an output tree, in memory → a manifest, comparisons, staged writes.
//!
//! **Invariant:** a [`RelPath`] never leaves the tree (I6). **Invariant:** nothing here touches a disk.

mod file;
mod rel_path;

pub use file::{FileSet, OutputFile, Ownership};
pub use rel_path::{InvalidPath, RelPath};
