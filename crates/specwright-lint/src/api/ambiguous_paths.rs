//! L0305: two paths that one request can match.

use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_openapi::{Description, Located};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let paths = api
        .operations
        .iter()
        .map(|operation| &operation.path)
        .filter(|path| seen.insert(path.value.as_str()));
    // Paths of different lengths never meet, and few of one length have parameters at different places.
    let mut by_length: BTreeMap<usize, Vec<Template<'_>>> = BTreeMap::new();
    for path in paths {
        let segments: Vec<&str> = path.value.split('/').skip(1).collect();
        by_length
            .entry(segments.len())
            .or_default()
            .push(Template { path, segments });
    }
    for group in by_length.values() {
        check_group(group, findings);
    }
}

struct Template<'a> {
    path: &'a Located<String>,
    segments: Vec<&'a str>,
}

/// Sorts the templates of one length by their shape first: only pairs of different shapes can be ambiguous, and the
/// literal texts of each shape are looked up instead of compared.
fn check_group(group: &[Template<'_>], findings: &mut Vec<Diagnostic>) {
    let mut shapes: BTreeMap<Vec<bool>, Vec<&Template<'_>>> = BTreeMap::new();
    for template in group {
        let shape = template.segments.iter().map(|segment| is_open(segment));
        shapes.entry(shape.collect()).or_default().push(template);
    }
    let shapes: Vec<(Vec<bool>, Vec<&Template<'_>>)> = shapes.into_iter().collect();
    let mut rivals: BTreeMap<Span, (&Template<'_>, Vec<&Template<'_>>)> = BTreeMap::new();
    for (index, (shape, templates)) in shapes.iter().enumerate() {
        for (other_shape, others) in &shapes[index + 1..] {
            // Where one shape is open wherever the other is, the other is the special case, and wins.
            if covers(shape, other_shape) || covers(other_shape, shape) {
                continue;
            }
            let fixed: Vec<usize> = (0..shape.len())
                .filter(|place| !shape[*place] && !other_shape[*place])
                .collect();
            let key = |template: &Template<'_>| -> Vec<String> {
                let texts = fixed
                    .iter()
                    .map(|place| template.segments[*place].to_owned());
                texts.collect()
            };
            let mut known: BTreeMap<Vec<String>, &Template<'_>> = BTreeMap::new();
            for template in templates {
                known.entry(key(template)).or_insert(template);
            }
            for other in others {
                if let Some(template) = known.get(&key(other)) {
                    // Shapes are in order, and a text comes before a parameter: the first of the two is the one
                    // with a text at the first place where they differ.
                    let entry = rivals.entry(template.path.span);
                    entry
                        .or_insert_with(|| (*template, Vec::new()))
                        .1
                        .push(*other);
                }
            }
        }
    }
    for (path, others) in rivals.into_values() {
        report(path, &others, findings);
    }
}

fn covers(shape: &[bool], other: &[bool]) -> bool {
    shape
        .iter()
        .zip(other)
        .all(|(open, other)| *open || !*other)
}

/// Whether a segment matches more than one text.
fn is_open(segment: &str) -> bool {
    segment.contains('{')
}

/// One path often meets a whole family of others; that is said once.
fn report(path: &Template<'_>, others: &[&Template<'_>], findings: &mut Vec<Diagnostic>) {
    let Some(first) = others.first() else { return };
    let (path, other) = (path.path, first.path);
    let more = match others.len() {
        1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let message = format!(
        "a request can match both `{}` and `{}`{more}",
        path.value, other.value
    );
    let help = "make the two differ in a segment without parameters";
    findings.push(
        Diagnostic::new(&codes::AMBIGUOUS_PATHS, path.span, message, help)
            .with_related(other.span, "the other path is here"),
    );
}
