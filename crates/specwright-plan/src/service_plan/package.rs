//! What is planned for the package as a whole.

use super::{Docs, Ident};

/// The package as a whole.
#[derive(Debug, Clone)]
pub struct Package {
    /// The name of the package and of its folder, such as `task-board`.
    pub name: String,
    /// The name of the library, such as `task_board`.
    pub library: Ident,
    /// The API's title, on one line.
    pub title: String,
    /// The API's version, where it is a semantic version; else `0.0.0` stands in the manifest.
    pub version: String,
    /// The API's version, as the spec has it.
    pub api_version: String,
    /// What the API is for.
    pub docs: Docs,
    /// The prefix of all paths.
    pub base_path: String,
    /// Where the runtime crate lies, relative to the package.
    pub runtime_path: String,
    /// Whether the package is part of a workspace, from which it takes lints.
    pub workspace_member: bool,
    /// Whether the service has a database.
    pub has_database: bool,
    /// The names of the specs, for headers of files.
    pub api_file: String,
}
