//! Files and texts → descriptions.

use specwright_diagnostics::{Diagnostic, Outcome, Severity, SourceMap};
use specwright_openapi::{Description, Documents};
use specwright_source::{Document, Node};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What became of one text.
pub struct Reading {
    pub sources: SourceMap,
    pub outcome: Outcome<Option<Description>>,
}

impl Reading {
    /// Code, line, column and message of each finding.
    pub fn findings(&self) -> Vec<String> {
        self.outcome
            .diagnostics
            .iter()
            .map(|finding| self.shown(finding))
            .collect()
    }

    pub fn errors(&self) -> Vec<String> {
        let errors = self
            .outcome
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| self.shown(finding)).collect()
    }

    fn shown(&self, finding: &Diagnostic) -> String {
        let span = finding.span.unwrap();
        let (line, column) = self.sources.line_and_column(span.source, span.start);
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let file = match self.sources.file(span.source).name.as_str() {
            "openapi.yaml" => String::new(),
            name => format!("{name}:"),
        };
        format!(
            "{} {severity} {file}{line}:{column} {}; {}",
            finding.code.id, finding.message, finding.help
        )
    }
}

/// The tree of a file, if the stage before ours has no error.
pub fn tree(path: &Path) -> Option<(SourceMap, Node)> {
    let mut sources = SourceMap::default();
    let name = path.file_name().unwrap().to_str().unwrap();
    let outcome = specwright_source::read(&mut sources, name, std::fs::read(path).unwrap());
    if outcome.has_errors() {
        return None;
    }
    outcome.value.map(|Document { root, .. }| (sources, root))
}

pub fn read_text(name: &str, text: &str) -> Reading {
    let mut sources = SourceMap::default();
    let source = specwright_source::read(&mut sources, name, text.as_bytes());
    assert!(!source.has_errors(), "{name}: {:?}", source.diagnostics);
    let root = source.value.unwrap().root;
    let outcome = specwright_openapi::read(&root);
    Reading { sources, outcome }
}

/// A description that may lie in several files, as far as they are there and can be read.
pub fn read_folder(folder: &Path, entry: &str) -> Reading {
    let (sources, documents, found) = load_folder(folder, entry);
    let mut outcome = specwright_openapi::read_all(&documents).outcome;
    outcome.diagnostics.splice(0..0, found);
    Reading { sources, outcome }
}

/// The documents of such a description.
pub fn folder_documents(folder: &Path, entry: &str) -> (SourceMap, Documents) {
    let (sources, documents, _) = load_folder(folder, entry);
    (sources, documents)
}

fn load_folder(folder: &Path, entry: &str) -> (SourceMap, Documents, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let mut read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).ok()?;
        let source = specwright_source::read(&mut sources, name, bytes);
        assert!(!source.has_errors(), "{name}: {:?}", source.diagnostics);
        Some(source.value.unwrap().root)
    };
    let mut root = read(entry).unwrap();
    let mut found = Vec::new();
    let mut overlays: Vec<PathBuf> = std::fs::read_dir(folder.join("overlays"))
        .into_iter()
        .flatten()
        .map(|overlay| overlay.unwrap().path())
        .collect();
    overlays.sort();
    for overlay in overlays {
        let name = overlay.file_name().unwrap().to_str().unwrap();
        let overlay = read(&format!("overlays/{name}")).unwrap();
        let outcome = specwright_openapi::overlay::apply(root, &overlay, entry);
        found.extend(outcome.diagnostics);
        root = outcome.value;
    }
    let mut documents = Documents::new(entry, root);
    let mut asked = BTreeSet::new();
    loop {
        let mut wanted = specwright_openapi::read_all(&documents).wanted;
        wanted.retain(|wanted| asked.insert(wanted.name.clone()));
        if wanted.is_empty() {
            break;
        }
        for wanted in wanted {
            if let Some(root) = read(&wanted.name) {
                documents.insert(wanted.name, root);
            }
        }
    }
    (sources, documents, found)
}

/// A file; `None` where the stage before ours refuses it.
pub fn read_file(path: &Path) -> Option<Reading> {
    let (sources, root) = tree(path)?;
    let outcome = specwright_openapi::read(&root);
    Some(Reading { sources, outcome })
}

/// The folder of real descriptions; `None`, and a line that says so, where it is absent.
pub fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no corpus at {}", folder.display());
    None
}

/// The descriptions in a folder and its sub-folders, in a fixed order.
pub fn descriptions(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let extension = path
                .extension()
                .and_then(|extension| extension.to_str())
                .unwrap_or_default()
                .to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if ["json", "yaml", "yml"].contains(&extension.as_str())
                && name != "index.json"
                && name != "manifest.json"
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The records of an index of the corpus, by file.
pub fn index(path: &Path) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str(&text).unwrap()
}
