//! The bytes of a file → its document.

use crate::findings::Findings;
use crate::{Node, encoding, json, yaml};
use specwright_diagnostics::{Diagnostic, Outcome, Severity, SourceId, SourceMap, Span, codes};

/// What was read from one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file in the [`SourceMap`].
    pub source: SourceId,
    /// The value.
    pub root: Node,
    /// The grammar that it was read by.
    pub format: Format,
}

/// A grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259, to the letter.
    Json,
    /// YAML 1.2 with the core schema, and merge keys.
    Yaml,
}

/// How much a file may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The size of the file, in bytes.
    pub bytes: usize,
    /// How many values the file may hold, not counting what aliases copy.
    pub values: usize,
    /// How many arrays and objects may lie inside each other.
    pub depth: usize,
    /// What all copies that aliases ask for may take together, in bytes.
    pub copied: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            values: 5_000_000,
            depth: 128,
            copied: 64 << 20,
        }
    }
}

/// Reads a file: adds its text to the map, and gives the tree of its values.
///
/// A name that ends in `.json` is read as JSON, one that ends in `.yaml` or `.yml` as YAML, any other by its first
/// character. There is a document unless the text has no end that could be found; it is whole unless an error was found.
#[must_use]
pub fn read(
    sources: &mut SourceMap,
    name: &str,
    bytes: impl Into<Vec<u8>>,
) -> Outcome<Option<Document>> {
    read_within(sources, name, bytes, &Limits::default())
}

/// [`read`] with other limits.
#[must_use]
pub fn read_within(
    sources: &mut SourceMap,
    name: &str,
    bytes: impl Into<Vec<u8>>,
    limits: &Limits,
) -> Outcome<Option<Document>> {
    let (source, mut diagnostics) = encoding::decode(sources, name, bytes.into(), limits.bytes);
    if diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return Outcome {
            value: None,
            diagnostics,
        };
    }
    let text = &sources.file(source).text;
    let (format, root, findings) = parse(source, name, text, limits);
    diagnostics.extend(findings);
    let is_empty = diagnostics
        .iter()
        .all(|diagnostic| diagnostic.severity != Severity::Error)
        && root
            .as_ref()
            .is_none_or(|root| root.span.start == root.span.end);
    if is_empty {
        let message = if text.trim().is_empty() {
            "the file is empty"
        } else {
            "the file holds comments or markers, but no value"
        };
        let place = Span {
            source,
            start: 0,
            end: 0,
        };
        diagnostics.push(Diagnostic::new(
            &codes::EMPTY_FILE,
            place,
            message,
            "write the description into it, or name another file",
        ));
        return Outcome {
            value: None,
            diagnostics,
        };
    }
    Outcome {
        value: root.map(|root| Document {
            source,
            root,
            format,
        }),
        diagnostics,
    }
}

fn parse(
    source: SourceId,
    name: &str,
    text: &str,
    limits: &Limits,
) -> (Format, Option<Node>, Vec<Diagnostic>) {
    let ends_in = |ending: &str| {
        name.len() >= ending.len()
            && name.as_bytes()[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    let is_yaml = ends_in(".yaml") || ends_in(".yml");
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if ends_in(".json") || looks_like_json {
        let mut findings = Findings::of(source);
        let root = json::read(text, limits, &mut findings);
        // JSON in a file of YAML is YAML, and is read several times faster as what it is.
        if !is_yaml || findings.is_empty() {
            return (Format::Json, root, findings.into_diagnostics());
        }
    }
    let mut findings = Findings::of(source);
    let root = yaml::read(text, limits, &mut findings);
    (Format::Yaml, root, findings.into_diagnostics())
}
