//! L0305: two paths that one request can match.

use specwright_diagnostics::{Diagnostic, codes};
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

/// Sorts the templates of one length by their shape first: only pairs of different shapes can be ambiguous, and each
/// shape's literal texts are looked up instead of compared.
fn check_group(group: &[Template<'_>], findings: &mut Vec<Diagnostic>) {
    let mut shapes: BTreeMap<Vec<bool>, Vec<&Template<'_>>> = BTreeMap::new();
    for template in group {
        shapes
            .entry(
                template
                    .segments
                    .iter()
                    .map(|segment| is_open(segment))
                    .collect(),
            )
            .or_default()
            .push(template);
    }
    let shapes: Vec<(Vec<bool>, Vec<&Template<'_>>)> = shapes.into_iter().collect();
    for (index, (shape, templates)) in shapes.iter().enumerate() {
        for (other_shape, others) in &shapes[index + 1..] {
            // Where one shape is open wherever the other is, the other is the special case, and wins.
            let one_wins = |a: &[bool], b: &[bool]| a.iter().zip(b).all(|(a, b)| *a || !*b);
            if one_wins(shape, other_shape) || one_wins(other_shape, shape) {
                continue;
            }
            let fixed: Vec<usize> = (0..shape.len())
                .filter(|place| !shape[*place] && !other_shape[*place])
                .collect();
            let key = |template: &Template<'_>| {
                fixed
                    .iter()
                    .map(|place| template.segments[*place].to_owned())
                    .collect::<Vec<_>>()
            };
            let mut known: BTreeMap<Vec<String>, &Template<'_>> = BTreeMap::new();
            for template in templates {
                known.entry(key(template)).or_insert(template);
            }
            for other in others {
                if let Some(template) = known.get(&key(other)) {
                    report(template.path, other.path, findings);
                }
            }
        }
    }
}

/// Whether a segment matches more than one text.
fn is_open(segment: &str) -> bool {
    segment.contains('{')
}

fn report(one: &Located<String>, other: &Located<String>, findings: &mut Vec<Diagnostic>) {
    let (first, second) = if one.span <= other.span {
        (one, other)
    } else {
        (other, one)
    };
    findings.push(
        Diagnostic::new(
            &codes::AMBIGUOUS_PATHS,
            second.span,
            format!(
                "a request can match both `{}` and `{}`",
                first.value, second.value
            ),
            "make the two differ in a segment without parameters",
        )
        .with_related(first.span, "the other path is here"),
    );
}
