//! Findings → SARIF 2.1.0 (OASIS), which code-scanning services import.

use super::place::Place;
use super::severity_name;
use crate::{Code, Diagnostic, SourceMap, Span};
use serde_json::{Value, json};
use std::fmt::Write;

/// All findings as one SARIF log, with a line break at its end.
#[must_use]
pub fn sarif(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let mut rules: Vec<&'static Code> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    rules.sort_by_key(|code| code.id);
    rules.dedup_by_key(|code| code.id);
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(sources, diagnostic, &rules))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "specwright",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "name": code.slug,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.explanation },
        "help": { "text": format!("Reported:\n\n{}\nAccepted:\n\n{}", code.bad, code.good) },
        "defaultConfiguration": { "level": severity_name(code.severity) },
    })
}

fn result(sources: &SourceMap, diagnostic: &Diagnostic, rules: &[&'static Code]) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": rules.partition_point(|code| code.id < diagnostic.code.id),
        "level": severity_name(diagnostic.severity),
        "message": { "text": format!("{}\nhelp: {}", diagnostic.message, diagnostic.help) },
    });
    let main = diagnostic
        .span
        .map(|span| location(sources, span, diagnostic.label.as_deref()));
    result["locations"] = main.into_iter().collect();
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().zip(1..).map(|(label, id)| {
            let mut location = location(sources, label.span, Some(&label.text));
            location["id"] = Value::from(id);
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn location(sources: &SourceMap, span: Span, text: Option<&str>) -> Value {
    let place = Place::of(sources, span);
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(place.file) },
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "byteOffset": place.start,
            "byteLength": place.end - place.start,
        },
    } });
    if let Some(text) = text {
        location["message"] = json!({ "text": text });
    }
    location
}

/// A path as a URI reference (RFC 3986): what may not stand in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
