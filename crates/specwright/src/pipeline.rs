//! The stages, wired together: specs → file set. Nothing here decides anything about a spec.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, Outcome, Severity, SourceMap};
use specwright_fileset::Digest;
use specwright_openapi::Description;
use specwright_source::{Document, Node};
use std::collections::BTreeMap;

/// The role of the API description in a manifest.
const API: &str = "api";
/// The role of the database contract in a manifest.
const DATABASE: &str = "database";

/// A spec as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name for people.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The two specs, as far as they could be read, and everything that was found about them so far.
#[derive(Debug, Default)]
pub struct Specs {
    /// The texts that findings point into.
    pub sources: SourceMap,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    /// The fingerprints of the specs by their role.
    pub digests: BTreeMap<String, Digest>,
    /// The API description as a tree.
    pub api: Option<Document>,
    /// The database contract as a tree.
    pub database: Option<Document>,
    /// The API description.
    pub description: Option<Description>,
    /// The database contract.
    pub contract: Option<Contract>,
}

/// Reads the specs. Each is read as far as it goes, whatever the state of the other.
#[must_use]
pub fn read(api: Input, database: Option<Input>) -> Specs {
    let mut specs = Specs::default();
    specs.digests.insert(API.to_owned(), Digest::of(&api.bytes));
    (specs.api, specs.description) = specs.read_one(api, specwright_openapi::read);
    if let Some(database) = database {
        specs.digests.insert(DATABASE.to_owned(), Digest::of(&database.bytes));
        (specs.database, specs.contract) = specs.read_one(database, specwright_dbschema::read);
    }
    specs
}

impl Specs {
    /// Whether a later stage must not run.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The value of a stage; its findings join the others.
    fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.diagnostics.extend(outcome.diagnostics);
        outcome.value
    }

    fn read_one<T>(
        &mut self,
        input: Input,
        read: impl FnOnce(&Node) -> Outcome<Option<T>>,
    ) -> (Option<Document>, Option<T>) {
        let document = specwright_source::read(&mut self.sources, &input.name, input.bytes);
        let is_whole = !document.has_errors();
        let document = self.take(document);
        let value = document.as_ref().filter(|_| is_whole).and_then(|document| self.take(read(&document.root)));
        (document, value)
    }
}
