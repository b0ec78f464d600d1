//! Findings → the things of a description that the output does not honour as they are written, each with its place, what
//! becomes of it, and the way round.

use crate::pipeline::Specs;
use serde_json::{Value, json};
use specwright_diagnostics::{Code, Diagnostic, Severity, SourceMap, Span, Stage, codes};
use specwright_source::{Node, Value as Tree};
use std::fmt::Write;

/// Codes of lowering that are about the two specs against each other, and not about what can be generated.
const BINDING: &[&Code] = &[
    &codes::UNKNOWN_TABLE,
    &codes::UNKNOWN_COLUMN,
    &codes::AMBIGUOUS_BINDING,
    &codes::PROPERTY_WITHOUT_COLUMN,
    &codes::COLUMN_WITHOUT_VALUE,
    &codes::TYPE_MISMATCH,
    &codes::PARAMETER_WITHOUT_COLUMN,
    &codes::BEHAVIOUR_DOES_NOT_FIT,
    &codes::LIST_WITHOUT_BOUND,
    &codes::ANSWER_DOES_NOT_FIT,
    &codes::PARTIAL_BINDING,
];

/// Codes of other stages that are about what is not done.
const FURTHER: &[&Code] = &[&codes::FACT_NOT_HONOURED];

/// One thing that is not honoured.
#[derive(Debug)]
pub(crate) struct Unsupported {
    code: &'static Code,
    /// `refused`, `allowed` or `noted`.
    status: &'static str,
    message: String,
    /// The JSON Pointer (RFC 6901) of the innermost value around the place; `None` without a place.
    pointer: Option<String>,
    place: Option<(String, usize, usize)>,
    way_round: String,
}

/// What was found so far that is not honoured, in the order of the places.
pub(crate) fn of(specs: &Specs) -> Vec<Unsupported> {
    let mut found: Vec<&Diagnostic> = specs
        .diagnostics
        .iter()
        .filter(|finding| is_about_support(finding.code))
        .collect();
    found.sort_by_key(|finding| (finding.span, finding.code.id));
    found
        .into_iter()
        .map(|finding| Unsupported {
            code: finding.code,
            status: status(finding),
            message: finding.message.clone(),
            pointer: finding.span.and_then(|span| pointer_in(specs, span)),
            place: finding.span.map(|span| place(&specs.sources, span)),
            way_round: finding.help.clone(),
        })
        .collect()
}

fn is_about_support(code: &'static Code) -> bool {
    let is_of_reading = matches!(code.stage, Stage::OpenApi | Stage::Lower | Stage::Plan);
    code.effect.is_some() || FURTHER.contains(&code) || (is_of_reading && !BINDING.contains(&code))
}

fn status(finding: &Diagnostic) -> &'static str {
    match finding.severity {
        Severity::Error => "refused",
        Severity::Warning | Severity::Note if finding.is_allowed => "allowed",
        Severity::Warning | Severity::Note => "noted",
    }
}

fn place(sources: &SourceMap, span: Span) -> (String, usize, usize) {
    let (line, column) = sources.line_and_column(span.source, span.start);
    (sources.file(span.source).name.clone(), line, column)
}

fn pointer_in(specs: &Specs, span: Span) -> Option<String> {
    let api = specs.api.iter().flat_map(|api| {
        let others = api.others().filter_map(|(_, root)| root);
        std::iter::once(api.entry()).chain(others)
    });
    let database = specs.database.iter().map(|document| &document.root);
    api.chain(database)
        .find(|root| root.span.source == span.source)
        .map(|root| pointer(root, span))
}

/// The JSON Pointer of the innermost value that holds a place, or whose key does.
fn pointer(root: &Node, span: Span) -> String {
    // What an overlay brought lies in another text.
    let holds = |outer: Span| {
        outer.source == span.source && outer.start <= span.start && span.end <= outer.end
    };
    let mut pointer = String::new();
    let mut node = root;
    loop {
        let (token, inner) = match &node.value {
            Tree::Object(object) => {
                let entry = object
                    .entries
                    .iter()
                    .find(|entry| holds(entry.key_span) || holds(entry.node.span));
                let Some(entry) = entry else { return pointer };
                (entry.key.replace('~', "~0").replace('/', "~1"), &entry.node)
            }
            Tree::Array(items) => {
                let item = items.iter().position(|item| holds(item.span));
                let Some(at) = item else { return pointer };
                (at.to_string(), &items[at])
            }
            _ => return pointer,
        };
        pointer.push('/');
        pointer.push_str(&token);
        node = inner;
    }
}

/// For a program.
pub(crate) fn document(all: &[Unsupported]) -> Value {
    let one = |thing: &Unsupported| {
        json!({
            "feature": thing.code.slug,
            "code": thing.code.id,
            "status": thing.status,
            "message": thing.message,
            "pointer": thing.pointer,
            "place": thing.place.as_ref().map(|(file, line, column)| {
                json!({"file": file, "line": line, "column": column})
            }),
            "effect": thing.effect(),
            "allow": thing.code.effect.map(|_| thing.code.id),
            "wayRound": thing.way_round,
        })
    };
    Value::Array(all.iter().map(one).collect())
}

/// For a person: one line a thing; notes are counted alone, since they are printed in full beside the table.
pub(crate) fn table(all: &[Unsupported]) -> String {
    let mut text = String::new();
    let shown: Vec<&Unsupported> = all.iter().filter(|thing| thing.status != "noted").collect();
    if shown.is_empty() {
        return text;
    }
    let places: Vec<String> = shown.iter().map(|thing| thing.shown_place()).collect();
    let width = places
        .iter()
        .map(|place| place.chars().count())
        .max()
        .unwrap_or_default();
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "not supported");
    for (thing, place) in shown.iter().zip(places) {
        let Unsupported {
            code,
            status,
            message,
            ..
        } = thing;
        let _ = writeln!(text, "  {status:<7} {} {place:<width$}  {message}", code.id);
    }
    let noted = all.len() - shown.len();
    if noted > 0 {
        let _ = writeln!(text, "  and {noted} noted");
    }
    text
}

impl Unsupported {
    /// What becomes of the thing: in a run that lets it through, what the code says.
    fn effect(&self) -> &'static str {
        match (self.status, self.code.effect) {
            ("refused", _) => "nothing is generated",
            ("allowed", Some(effect)) => effect,
            _ => self.code.title,
        }
    }

    fn shown_place(&self) -> String {
        self.place
            .as_ref()
            .map(|(file, line, column)| format!("{file}:{line}:{column}"))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::pointer;
    use specwright_diagnostics::{SourceMap, Span};

    #[test]
    fn a_place_has_the_pointer_of_the_innermost_value_around_it() {
        let text =
            "paths:\n  /a~b/{id}:\n    get:\n      tags: [one, two]\n      deprecated: true\n";
        let mut sources = SourceMap::default();
        let document = specwright_source::read(&mut sources, "a.yaml", text.as_bytes())
            .value
            .unwrap();
        for (part, expected) in [
            ("two", "/paths/~1a~0b~1{id}/get/tags/1"),
            ("tags", "/paths/~1a~0b~1{id}/get/tags"),
            ("true", "/paths/~1a~0b~1{id}/get/deprecated"),
            ("/a~b", "/paths/~1a~0b~1{id}"),
            ("paths", "/paths"),
        ] {
            let start = text.find(part).unwrap();
            let span = Span {
                source: document.source,
                start: u32::try_from(start).unwrap(),
                end: u32::try_from(start + part.len()).unwrap(),
            };
            assert_eq!(pointer(&document.root, span), expected, "{part}");
        }
        assert_eq!(pointer(&document.root, document.root.span), "");
    }
}
