//! The stages, wired together: specs → file set. Nothing here decides anything about a spec.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Diagnostic, Outcome, Severity, SourceMap};
use specwright_fileset::{Digest, FileSet, OutputFile, RelPath};
use specwright_model::Model;
use specwright_openapi::Description;
use specwright_plan::{ServicePlan, Settings};
use specwright_source::{Document, Node};
use specwright_verify::Proof;
use std::collections::BTreeMap;

/// The role of the API description in a manifest.
pub(crate) const API: &str = "api";
/// The role of the database contract in a manifest.
pub(crate) const DATABASE: &str = "database";

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
        specs
            .digests
            .insert(DATABASE.to_owned(), Digest::of(&database.bytes));
        (specs.database, specs.contract) = specs.read_one(database, specwright_dbschema::read);
    }
    specs
}

impl Specs {
    /// Whether a later stage must not run.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many errors were found.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count()
    }

    /// The API's title; empty where the description could not be read.
    #[must_use]
    pub fn title(&self) -> &str {
        self.description
            .as_ref()
            .map_or("", |description| &description.info.title.value)
    }

    /// The value of a stage; its findings join the others.
    fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.diagnostics.extend(outcome.diagnostics);
        outcome.value
    }

    /// The value of a stage, if the stage found no error.
    fn take_whole<T>(&mut self, outcome: Outcome<T>) -> Option<T> {
        let is_whole = !outcome.has_errors();
        let value = self.take(outcome);
        is_whole.then_some(value)
    }

    /// The API description as it was written, but for its line ends.
    fn description_text(&self) -> String {
        let text = self
            .api
            .as_ref()
            .map(|document| self.sources.file(document.source).text.as_str());
        text.unwrap_or_default().replace("\r\n", "\n")
    }

    fn read_one<T>(
        &mut self,
        input: Input,
        read: impl FnOnce(&Node) -> Outcome<Option<T>>,
    ) -> (Option<Document>, Option<T>) {
        let document = specwright_source::read(&mut self.sources, &input.name, input.bytes);
        let is_whole = !document.has_errors();
        let document = self.take(document);
        let value = document
            .as_ref()
            .filter(|_| is_whole)
            .and_then(|document| self.take(read(&document.root)));
        (document, value)
    }
}

/// What two specs mean, and what becomes of them.
#[derive(Debug)]
pub struct Planned {
    /// What the specs mean.
    pub model: Model,
    /// Every decision.
    pub plan: ServicePlan,
}

/// Holds the specs against the rules, each alone and both together.
pub fn lint(specs: &mut Specs) {
    if specs.has_errors() {
        return;
    }
    if let Some(description) = &specs.description {
        specs.diagnostics.extend(specwright_lint::api(description));
    }
    if let Some(contract) = &specs.contract {
        specs
            .diagnostics
            .extend(specwright_lint::database(contract));
    }
}

/// Makes the model and the plan; `None` where a stage found an error.
pub fn plan(specs: &mut Specs, settings: &Settings) -> Option<Planned> {
    if specs.has_errors() {
        return None;
    }
    let description = specs.description.as_ref()?;
    let outcome = specwright_lower::lower(description, specs.contract.as_ref());
    let model = specs.take_whole(outcome)?;
    let outcome = specwright_plan::plan(&model, settings);
    let plan = specs.take_whole(outcome)?;
    Some(Planned { model, plan })
}

/// Makes the output, without the runtime that it may bring along.
#[must_use]
pub fn emit(specs: &Specs, plan: &ServicePlan) -> FileSet {
    let mut files = specwright_emit::emit(plan);
    files.insert(
        description_path(),
        OutputFile::generated(specs.description_text()),
    );
    files
}

/// Reads the contract back from the output, and compares it with the specs, read afresh; says how much was proved.
pub fn verify(specs: &mut Specs, files: &FileSet) -> Option<Proof> {
    if specs.has_errors() {
        return None;
    }
    let api = &specs.api.as_ref()?.root;
    let database = specs.database.as_ref().map(|document| &document.root);
    let outcome = specwright_verify::prove(api, database, files, &mut specs.sources);
    Some(specs.take(outcome))
}

/// [`verify`] for files that were emitted just now. Only errors count: whether the hand-written files are finished is to
/// be said of the files that are on disk.
pub fn verify_emitted(specs: &mut Specs, files: &FileSet) {
    let before = specs.diagnostics.len();
    verify(specs, files);
    let found = specs.diagnostics.split_off(before);
    specs.diagnostics.extend(
        found
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error),
    );
}

/// Where the output keeps the description that the service shows to its clients.
fn description_path() -> RelPath {
    RelPath::new("openapi.yaml").expect("a plain file name is a path inside")
}
