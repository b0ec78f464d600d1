//! A default of the code against the default of the description.

use super::{Comparison, Subject};
use crate::claim::{Json, common_types};
use crate::expected::{Clause, Facets, clauses, facets_of, nullable, possible_types};
use crate::recovered::Literal;
use crate::syntax::At;
use specwright_diagnostics::codes;
use specwright_source::Node;
use std::collections::BTreeSet;

impl<'a> Comparison<'a, '_> {
    /// Compares a default of the code with the one of the description.
    pub(super) fn default(
        &mut self,
        schemas: &[&'a Node],
        code: Option<&(Literal, At)>,
        at: At,
        subject: &Subject<'_>,
        must: bool,
    ) {
        self.default_of(&clauses(schemas), code, at, subject, must);
    }

    /// The same for what is left of schemas.
    pub(super) fn default_of(
        &mut self,
        schemas: &[Clause<'a>],
        code: Option<&(Literal, At)>,
        at: At,
        subject: &Subject<'_>,
        must: bool,
    ) {
        let Ok(facets) = facets_of(self.spec, schemas) else {
            return;
        };
        let promised = facets.values("default").next();
        let same = match (code, promised) {
            (None, None) => return,
            (None, Some(_)) if !must => return,
            // A default that the schema does not accept is named when the description is read, and not applied.
            (None, Some(node)) if !self.accepts(&facets, node) => return,
            (Some((literal, _)), Some(node)) => match (literal, &node.value) {
                (Literal::Text(text), specwright_source::Value::String(promised)) => {
                    text == promised
                }
                (Literal::Number(number), specwright_source::Value::Number(promised)) => {
                    number == promised
                }
                (Literal::Number(number), specwright_source::Value::String(promised)) => {
                    specwright_source::Number::parse(promised).as_ref() == Some(number)
                }
                (Literal::Null, specwright_source::Value::Null) => true,
                (Literal::Bool(flag), specwright_source::Value::Bool(promised)) => flag == promised,
                (Literal::Empty, specwright_source::Value::Array(items)) => items.is_empty(),
                (Literal::Empty, specwright_source::Value::Object(object)) => {
                    object.entries.is_empty()
                }
                (Literal::Json(json), promised) => *json == Json::of(promised),
                _ => false,
            },
            _ => false,
        };
        if !same {
            let place = code.map_or(at, |(_, at)| *at);
            let span = promised.map_or(facets.span, |node| node.span);
            let in_code = if code.is_some() {
                "another default"
            } else {
                "no default"
            };
            let in_code = if promised.is_none() {
                "a default"
            } else {
                in_code
            };
            let said = if promised.is_some() {
                "the default stands here"
            } else {
                "there is no default here"
            };
            self.findings.between(
                &codes::DEFAULT_DIFFERS,
                (place, span),
                format!("{subject} has {in_code} in the code"),
                said,
            );
        }
    }

    /// Whether a default is of the type of its schema, and listed where values are.
    fn accepts(&self, facets: &Facets<'a>, default: &Node) -> bool {
        let json = Json::of(&default.value);
        if json == Json::Null {
            return nullable(self.spec, facets) != Some(false);
        }
        let listed = facets
            .values("enum")
            .filter_map(Node::as_array)
            .all(|values| values.iter().any(|value| Json::of(&value.value) == json));
        let types = possible_types(self.spec, &facets.clauses());
        let name = BTreeSet::from([json.type_name()]);
        listed && types.is_ok_and(|types| common_types(&types, &name) == name)
    }
}
