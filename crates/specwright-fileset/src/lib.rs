//! Files of an output tree, in memory → a manifest that says which of them are ours, and in which state.
//!
//! **Invariant:** a [`RelPath`] never leaves the tree (I6). **Invariant:** nothing here touches a disk.
//! **Invariant:** a manifest's text depends on the specs and the files alone: no date, no version, no path of a machine.

mod change;
mod digest;
mod file;
mod manifest;
mod rel_path;

pub use change::Change;
pub use digest::{Digest, InvalidDigest};
pub use file::{FileSet, OutputFile, Ownership, same_text};
pub use manifest::{InvalidManifest, MANIFEST_NAME, Manifest};
pub use rel_path::{InvalidPath, RelPath};
