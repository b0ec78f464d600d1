//! From a command line to what the stages made of its specs.

use crate::arguments::SpecArguments;
use crate::pipeline::{self, Input, Specs};
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use specwright_diagnostics::{Diagnostic, SourceMap};
use std::path::Path;

/// Why a command ends before its end.
pub(crate) struct Stop {
    /// The texts that the findings point into.
    pub(crate) sources: SourceMap,
    /// What was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl From<Diagnostic> for Stop {
    fn from(found: Diagnostic) -> Self {
        Self { sources: SourceMap::default(), diagnostics: vec![found] }
    }
}

impl From<Specs> for Stop {
    fn from(specs: Specs) -> Self {
        Self { sources: specs.sources, diagnostics: specs.diagnostics }
    }
}

/// Reads the specs of a command line.
pub(crate) fn read(arguments: &SpecArguments, terminal: &Terminal) -> Result<(Workspace, Specs), Stop> {
    let workspace = Workspace::find(arguments)?;
    terminal.progress("reading the specs");
    let read_input = |path: &Path| -> Result<Input, Diagnostic> {
        Ok(Input { name: workspace.name_of(path), bytes: specwright_disk::read_input(path)? })
    };
    let api = read_input(&workspace.api);
    let database = workspace.database.as_deref().map(read_input).transpose();
    match (api, database) {
        (Ok(api), Ok(database)) => {
            let specs = pipeline::read(api, database);
            Ok((workspace, specs))
        }
        (api, database) => {
            let diagnostics = api.err().into_iter().chain(database.err()).collect();
            Err(Stop { sources: SourceMap::default(), diagnostics })
        }
    }
}
