//! The stages, wired together: specs → file set. Nothing here decides anything about a spec.

use specwright_dbschema::Contract;
use specwright_diagnostics::{Allowances, Diagnostic, Outcome, Severity, SourceMap};
use specwright_fileset::{Digest, FileSet, OutputFile, RelPath};
use specwright_model::Model;
use specwright_openapi::{Description, Reading, Wanted};
use specwright_plan::{ServicePlan, Settings};
use specwright_source::{Document, Documents};
use specwright_verify::Proof;
use std::collections::{BTreeMap, BTreeSet};

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
    /// What is let through knowingly.
    pub allowances: Allowances,
    /// The fingerprints of the specs by their role.
    pub digests: BTreeMap<String, Digest>,
    /// The API description as trees, overlays applied.
    pub api: Option<Documents>,
    /// The database contract as a tree.
    pub database: Option<Document>,
    /// The API description.
    pub description: Option<Description>,
    /// The database contract.
    pub contract: Option<Contract>,
}

/// Everything that a run reads.
#[derive(Clone)]
pub struct Inputs<'l> {
    /// The entry document of the API description.
    pub api: Input,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<Input>,
    /// Finds a document that the API description refers to, by the way to it from the folder of the entry document.
    pub further: &'l dyn Fn(&str) -> Further,
    /// The database contract.
    pub database: Option<Input>,
}

/// What became of the search for a document.
#[derive(Debug, Clone)]
pub enum Further {
    /// It was found.
    Found(Input),
    /// It is not there.
    Absent,
    /// It is there and must not or cannot be read.
    Refused(Diagnostic),
}

/// Reads the specs. Each is read as far as it goes, whatever the state of the other. Errors that are allowed stop neither
/// this stage nor a later one.
#[must_use]
pub fn read(api: Input, database: Option<Input>, allowances: Allowances) -> Specs {
    let inputs = Inputs {
        api,
        overlays: Vec::new(),
        further: &|_| Further::Absent,
        database,
    };
    read_all(inputs, allowances)
}

/// [`read`] for an API description of several documents, and with overlays.
#[must_use]
pub fn read_all(inputs: Inputs<'_>, allowances: Allowances) -> Specs {
    let mut specs = Specs {
        allowances,
        ..Specs::default()
    };
    specs.read_api(inputs.api, inputs.overlays, inputs.further);
    if let Some(database) = inputs.database {
        let digest = Digest::of(&database.bytes);
        specs.digests.insert(DATABASE.to_owned(), digest);
        let (document, is_whole) = specs.read_document(database);
        if let Some(document) = document.as_ref().filter(|_| is_whole) {
            specs.contract = specs.take(specwright_dbschema::read(&document.root));
        }
        specs.database = document;
    }
    specs
}

impl Specs {
    /// Whether the next stage has nothing to work on. An error that can be allowed leaves a value behind, whether it is
    /// allowed or not, so that the stages that only read name everything in one run.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error && found.code.effect.is_none())
    }

    /// Whether there is an error: then nothing is emitted.
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

    /// What was let through so far.
    pub fn allowed(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|finding| finding.is_allowed)
    }

    /// The codes whose errors are let through, whether there are any or not.
    #[must_use]
    pub fn allowed_codes(&self) -> BTreeSet<String> {
        self.allowances.identifiers().map(str::to_owned).collect()
    }

    /// Reports the allowances that nothing needed. It is said at the end of a whole run alone: a run that stopped early
    /// has not come to what a later stage refuses.
    pub fn report_unneeded_allowances(&mut self) {
        if !self.has_errors() {
            self.diagnostics.extend(self.allowances.unneeded());
        }
    }

    /// The findings of a stage join the others; those that are allowed become warnings.
    fn add(&mut self, mut findings: Vec<Diagnostic>) {
        self.allowances.apply(&mut findings);
        self.diagnostics.extend(findings);
    }

    /// The value of a stage; its findings join the others.
    fn take<T>(&mut self, outcome: Outcome<T>) -> T {
        self.add(outcome.diagnostics);
        outcome.value
    }

    /// The value of a stage, if the next stage can go on with it.
    fn take_whole<T>(&mut self, outcome: Outcome<T>) -> Option<T> {
        let value = self.take(outcome);
        (!self.is_stopped()).then_some(value)
    }

    /// The API description as it was written, but for its line ends; one document, where there are several.
    fn description_text(&self) -> String {
        let api = self.api.as_ref();
        api.and_then(|api| specwright_openapi::shown(api, &self.sources))
            .unwrap_or_default()
    }

    fn read_api(&mut self, api: Input, overlays: Vec<Input>, further: &dyn Fn(&str) -> Further) {
        let entry_name = api.name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut digests = vec![(String::new(), Digest::of(&api.bytes))];
        let (document, mut is_whole) = self.read_document(api);
        let Some(Document { mut root, .. }) = document else {
            return;
        };
        let is_overlaid = !overlays.is_empty();
        for overlay in overlays {
            let file = overlay.name.rsplit('/').next().unwrap_or_default();
            digests.push((file.to_owned(), Digest::of(&overlay.bytes)));
            let (overlay, overlay_is_whole) = self.read_document(overlay);
            is_whole &= overlay_is_whole;
            if let Some(overlay) = overlay.filter(|_| overlay_is_whole) {
                let outcome = specwright_openapi::overlay::apply(root, &overlay.root, &entry_name);
                root = self.take(outcome);
            }
        }
        let mut documents = if is_overlaid {
            Documents::of_changed_entry(entry_name, root)
        } else {
            Documents::new(entry_name, root)
        };
        if is_whole {
            self.description = self.load(&mut documents, further, &mut digests);
        }
        self.digests.insert(API.to_owned(), digest_of(&digests));
        self.api = Some(documents);
    }

    /// Reads the description, and loads what it refers to, until nothing new is asked for.
    fn load(
        &mut self,
        documents: &mut Documents,
        further: &dyn Fn(&str) -> Further,
        digests: &mut Vec<(String, Digest)>,
    ) -> Option<Description> {
        let mut asked = BTreeSet::new();
        loop {
            let Reading {
                outcome,
                mut wanted,
            } = specwright_openapi::read_all(documents);
            wanted.retain(|wanted| asked.insert(wanted.name.clone()));
            if wanted.is_empty() {
                return self.take(outcome);
            }
            for Wanted { name, span } in wanted {
                let root = match further(&name) {
                    Further::Absent => continue,
                    Further::Refused(found) => {
                        let placed = Diagnostic {
                            span: Some(span),
                            ..found
                        };
                        self.add(vec![placed]);
                        None
                    }
                    Further::Found(input) => {
                        digests.push((name.clone(), Digest::of(&input.bytes)));
                        let (document, is_whole) = self.read_document(input);
                        document.filter(|_| is_whole).map(|document| document.root)
                    }
                };
                match root {
                    Some(root) => documents.insert(name, root),
                    None => documents.insert_unreadable(name),
                }
            }
        }
    }

    /// The tree of a document, and whether nothing is wrong with it.
    fn read_document(&mut self, input: Input) -> (Option<Document>, bool) {
        let document = specwright_source::read(&mut self.sources, &input.name, input.bytes);
        let before = self.errors();
        let document = self.take(document);
        (document, self.errors() == before)
    }
}

/// The fingerprint of a spec that may consist of several files: that of its one file, or of the list of all.
fn digest_of(files: &[(String, Digest)]) -> Digest {
    if let [(_, only)] = files {
        return *only;
    }
    let lines: Vec<String> = files
        .iter()
        .map(|(name, digest)| format!("{digest} {name}\n"))
        .collect();
    Digest::of(lines.concat().as_bytes())
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
    if specs.is_stopped() {
        return;
    }
    let description = specs.description.as_ref().map(specwright_lint::api);
    let contract = specs.contract.as_ref().map(specwright_lint::database);
    specs.add(
        [description, contract]
            .into_iter()
            .flatten()
            .flatten()
            .collect(),
    );
}

/// Makes the model and the plan; `None` where a stage found an error, its own or that of an earlier one.
pub fn plan(specs: &mut Specs, settings: &Settings) -> Option<Planned> {
    if specs.is_stopped() {
        return None;
    }
    let description = specs.description.as_ref()?;
    let outcome = specwright_lower::lower(description, specs.contract.as_ref());
    let model = specs.take_whole(outcome)?;
    let outcome = specwright_plan::plan(&model, settings);
    let plan = specs.take_whole(outcome)?;
    (!specs.has_errors()).then_some(Planned { model, plan })
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
    let let_through = specwright_verify::Allowances {
        places: specs.allowed().filter_map(|found| found.span).collect(),
    };
    let api = specs.api.as_ref()?;
    let database = specs.database.as_ref().map(|document| &document.root);
    let outcome = specwright_verify::prove(api, database, &let_through, files, &mut specs.sources);
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
