//! The default of a parameter that is given as it would stand in a request.

use super::{Comparison, Subject};
use crate::claim::Json;
use crate::expected::{Notation, facets};
use crate::syntax::At;
use specwright_diagnostics::codes;
use specwright_source::{Node, Value};

impl<'a> Comparison<'a, '_> {
    /// Whether schemas have a default that has no form in a request: objects and lists inside of others.
    pub(super) fn is_unwritable(&self, schemas: &[&'a Node]) -> bool {
        let Ok(facets) = facets(self.spec, schemas) else {
            return false;
        };
        let promised = facets.values("default").next();
        promised.is_some_and(|node| written(node).is_none())
    }

    /// Compares the texts that stand for an absent parameter with the default of the description.
    pub(super) fn default_texts(
        &mut self,
        schemas: &[&'a Node],
        (texts, at): (&[&str], At),
        notation: Notation,
        subject: &Subject<'_>,
    ) {
        let Ok(facets) = facets(self.spec, schemas) else {
            return;
        };
        let promised = facets.values("default").next();
        let same = promised.is_some_and(|node| {
            if notation == Notation::Json {
                matches!(texts, [text] if Json::parse(text).is_some_and(|json| json == Json::of(&node.value)))
            } else {
                written(node).is_some_and(|promised| promised == texts)
            }
        });
        if !same {
            let (in_code, said) = if promised.is_some() {
                ("another default", "the default stands here")
            } else {
                ("a default", "there is no default here")
            };
            self.findings.between(
                &codes::DEFAULT_DIFFERS,
                (at, promised.map_or(facets.span, |node| node.span)),
                format!("{subject} has {in_code} in the code"),
                said,
            );
        }
    }
}

/// A value as it would stand in a request, before its style puts anything between its parts.
fn written(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::Array(items) => items.iter().map(scalar).collect(),
        // A name and a value in turn.
        Value::Object(object) => {
            let mut texts = Vec::new();
            for entry in &object.entries {
                texts.extend([entry.key.clone(), scalar(&entry.node)?]);
            }
            Some(texts)
        }
        _ => scalar(node).map(|text| vec![text]),
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
