//! The small tree and its two specs, read from `tests/board`: what the emitter wrote of them once.

use specwright_diagnostics::{Diagnostic, Outcome, SourceMap};
use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};
use specwright_source::Node;
use specwright_verify::{Proof, prove};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

pub struct Board {
    pub sources: SourceMap,
    pub api: Node,
    pub database: Node,
    pub files: FileSet,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/board")
}

pub fn read_node(sources: &mut SourceMap, path: &Path) -> Node {
    let bytes = fs::read(path).unwrap();
    let read = specwright_source::read(sources, path.file_name().unwrap().to_str().unwrap(), bytes);
    assert!(
        !read.has_errors(),
        "{}: {:?}",
        path.display(),
        read.diagnostics
    );
    read.value.unwrap().root
}

impl Board {
    pub fn read() -> Self {
        let api = fs::read_to_string(folder().join("openapi.yaml")).unwrap();
        Self::of_description(&api)
    }

    /// The same tree beside another description, which the tree also shows.
    pub fn of_description(api: &str) -> Self {
        let mut sources = SourceMap::default();
        let database = read_node(&mut sources, &folder().join("database-schema.json"));
        let read = specwright_source::read(&mut sources, "openapi.yaml", api);
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        let mut files = FileSet::default();
        let root = folder().join("out");
        collect(&root, &root, &mut files);
        files.insert(RelPath::new("openapi.yaml").unwrap(), generated(api));
        Self {
            sources,
            api: read.value.unwrap().root,
            database,
            files,
        }
    }

    pub fn prove(&self, files: &FileSet) -> (Outcome<Proof>, SourceMap) {
        let mut sources = self.sources.clone();
        let outcome = prove(&self.api, Some(&self.database), files, &mut sources);
        (outcome, sources)
    }

    /// The findings about a tree, but for the operations that are not written.
    pub fn findings(&self, files: &FileSet) -> (Vec<Diagnostic>, SourceMap) {
        let (outcome, sources) = self.prove(files);
        let mut findings = outcome.diagnostics;
        findings.retain(|finding| finding.code.id != "V0606");
        (findings, sources)
    }
}

pub fn generated(contents: &str) -> OutputFile {
    OutputFile {
        contents: contents.as_bytes().to_vec(),
        ownership: Ownership::Generated,
    }
}

fn collect(root: &Path, folder: &Path, files: &mut FileSet) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            let owned = name.starts_with("src/custom/") && !name.ends_with("/mod.rs");
            let ownership = if owned {
                Ownership::Owned
            } else {
                Ownership::Generated
            };
            files.insert(
                RelPath::new(name).unwrap(),
                OutputFile {
                    contents: fs::read(&path).unwrap(),
                    ownership,
                },
            );
        }
    }
}

/// Findings as lines of text: place, code, message.
pub fn told(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    diagnostics
        .iter()
        .fold(String::new(), |mut text, diagnostic| {
            let place = diagnostic.span.map_or("-".to_owned(), |span| {
                let (line, column) = sources.line_and_column(span.source, span.start);
                format!("{}:{line}:{column}", sources.file(span.source).name)
            });
            writeln!(
                text,
                "{place}: {} {}",
                diagnostic.code.id, diagnostic.message
            )
            .unwrap();
            text
        })
}
