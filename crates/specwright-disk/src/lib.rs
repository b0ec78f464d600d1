//! Paths → texts and file sets; changes → a tree on disk. The only crate that reads and writes files for the pipeline.
//!
//! **Invariant:** nothing is written outside the output directory, and no symbolic link inside it is followed (I6).
//! **Invariant:** a run that fails leaves the old tree; a run that is killed leaves each file old or new, and the
//! manifest knows both states of it (I8).
#![expect(
    clippy::disallowed_methods,
    reason = "this crate is where files are read and written (I4)"
)]
#![expect(
    clippy::result_large_err,
    reason = "a run fails once at most, and the finding goes to the user as it is"
)]

mod apply;
mod confined;
mod guard;
mod input;
mod output;

pub use apply::apply;
pub use confined::{list_files, read_inside};
pub use input::{INPUT_LIMIT, read_input};
pub use output::{make_directory, read_files, read_manifest, read_tree, write_report};
