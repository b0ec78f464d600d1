//! What do schemas ask together?

use super::view::View;
use super::{Evaluation, Report};
use crate::json::{Assertion, Breach, Schema};

impl<'e> Evaluation<'e, '_> {
    pub(super) fn keeps_composition(
        &mut self,
        assertion: &'static Assertion,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let node = view.node;
        match assertion {
            Assertion::AllOf(schemas) => self.all(schemas.iter(), report, |evaluation, schema| {
                let refused = || Breach::new("allOf", "must not be there");
                evaluation.part_fulfils(schema, node, report, refused)
            }),
            Assertion::AnyOf(schemas) => {
                let kept = self.count(schemas, node, 1) > 0;
                if !kept {
                    self.fail(node, report, || matches_none_of("anyOf", schemas.len()));
                }
                kept
            }
            Assertion::OneOf(schemas) => {
                // A text that is given for a value has no JSON type, so what differs in type alone cannot exclude
                // each other.
                let enough = if view.untyped { 1 } else { 2 };
                let count = self.count(schemas, node, enough);
                match count {
                    0 => self.fail(node, report, || matches_none_of("oneOf", schemas.len())),
                    1 => {}
                    _ => self.fail(node, report, || matches_several_of(schemas.len())),
                }
                count == 1
            }
            Assertion::Not(schema) => {
                let kept = !self.fulfils(schema, node, Report::Nothing);
                if !kept {
                    self.fail(node, report, || {
                        Breach::new("not", "must not be what the schema excludes")
                    });
                }
                kept
            }
            Assertion::If {
                when,
                then,
                otherwise,
            } => {
                if self.fulfils(when, node, Report::Nothing) {
                    let refused = || Breach::new("then", "must not fulfil the condition");
                    self.part_fulfils(then, node, report, refused)
                } else {
                    let refused = || Breach::new("else", "must fulfil the condition");
                    self.part_fulfils(otherwise, node, report, refused)
                }
            }
            _ => true,
        }
    }

    /// How many of the schemas the node fulfils, up to as many as are enough to know.
    fn count(&mut self, schemas: &'static [&'static Schema], node: usize, enough: usize) -> usize {
        let mut count = 0;
        for schema in schemas {
            count += usize::from(self.fulfils(schema, node, Report::Nothing));
            if count >= enough {
                break;
            }
        }
        count
    }
}

/// The breach of a value that is none of the alternatives.
pub(in crate::json) fn matches_none_of(code: &'static str, alternatives: usize) -> Breach {
    let wanted = if code == "oneOf" {
        "exactly one"
    } else {
        "at least one"
    };
    let detail = match alternatives {
        1 => "must match the one alternative, but does not".to_owned(),
        count => format!("must match {wanted} of the {count} alternatives, but matches none"),
    };
    Breach::new(code, detail)
}

/// The breach of a value that is more than one of alternatives that exclude each other.
pub(in crate::json) fn matches_several_of(alternatives: usize) -> Breach {
    Breach::new(
        "oneOf",
        format!("must match exactly one of the {alternatives} alternatives, but matches several"),
    )
}
