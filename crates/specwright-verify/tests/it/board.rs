//! The small trees and their specs, read from folders of `tests`: what the emitter wrote of them once.

use specwright_diagnostics::{Diagnostic, Outcome, SourceMap};
use specwright_fileset::{FileSet, OutputFile, Ownership, RelPath};
use specwright_source::{Documents, Node};
use specwright_verify::{Allowances, Proof, prove};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

pub struct Board {
    pub sources: SourceMap,
    pub api: Documents,
    pub database: Option<Node>,
    pub files: FileSet,
}

pub fn folder() -> PathBuf {
    tree_folder("board")
}

pub fn tree_folder(tree: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(tree)
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
        Self::of_tree("board")
    }

    /// The tree of another folder.
    pub fn of_tree(tree: &str) -> Self {
        let api = fs::read_to_string(tree_folder(tree).join("openapi.yaml")).unwrap();
        Self::of_tree_and_description(tree, &api)
    }

    /// The same tree beside another description, which the tree also shows.
    pub fn of_description(api: &str) -> Self {
        Self::of_tree_and_description("board", api)
    }

    /// A tree beside another description than its own.
    pub fn of_tree_and_description(tree: &str, api: &str) -> Self {
        let mut sources = SourceMap::default();
        let database = tree_folder(tree).join("database-schema.json");
        let database = database
            .exists()
            .then(|| read_node(&mut sources, &database));
        let read = specwright_source::read(&mut sources, "openapi.yaml", api);
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        let mut files = FileSet::default();
        let root = tree_folder(tree).join("out");
        collect(&root, &root, &mut files);
        files.insert(RelPath::new("openapi.yaml").unwrap(), generated(api));
        Self {
            sources,
            api: Documents::new("openapi.yaml", read.value.unwrap().root),
            database,
            files,
        }
    }

    pub fn prove(&self, files: &FileSet) -> (Outcome<Proof>, SourceMap) {
        self.prove_with(&Allowances::default(), files)
    }

    pub fn prove_with(
        &self,
        allowances: &Allowances,
        files: &FileSet,
    ) -> (Outcome<Proof>, SourceMap) {
        let mut sources = self.sources.clone();
        let database = self.database.as_ref();
        let outcome = prove(&self.api, database, allowances, files, &mut sources);
        (outcome, sources)
    }

    /// The findings about a tree, but for what is not written yet.
    pub fn findings(&self, files: &FileSet) -> (Vec<Diagnostic>, SourceMap) {
        let (outcome, sources) = self.prove(files);
        let mut findings = outcome.diagnostics;
        findings.retain(|finding| !["V0606", "V0609", "V0628"].contains(&finding.code.id));
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
