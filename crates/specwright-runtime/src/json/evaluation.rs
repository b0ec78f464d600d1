//! Does a value fulfil a schema, and where does it not?

mod arrays;
mod composition;
mod enumeration;
mod objects;
mod scalars;
mod view;

use super::texts::Texts;
use super::tree::Tree;
use super::{Assertion, Breach, Schema};
use std::collections::BTreeMap;
use view::View;

pub(super) use composition::{matches_none_of, matches_several_of};

/// What is known of schemas that hold others, by the schema and the node.
///
/// Without it a value in which schemas meet again and again would be visited once for each way that leads to it, which
/// a small text can make astronomically many.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    known: BTreeMap<(usize, usize), Verdict>,
    /// The number of evaluations so far.
    evaluations: u32,
}

#[derive(Debug, Clone, Copy)]
enum Verdict {
    /// It is being found out: a schema that comes back to itself at one value demands nothing more.
    Open,
    Kept,
    Broken {
        /// The evaluation that reported why, if one did.
        told_in: Option<u32>,
    },
}

/// Where a value does not fulfil a schema.
#[derive(Debug)]
pub(super) struct Fault {
    /// The node of the value, or of the object where a member is missing.
    pub(super) node: usize,
    /// The member that is missing.
    pub(super) missing: Option<&'static str>,
    pub(super) breach: Breach,
}

/// What does not fulfil the schema at a node of the tree.
pub(super) fn evaluate(
    schema: &'static Schema,
    tree: &Tree<'_>,
    node: usize,
    texts: Option<&Texts>,
    verdicts: &mut Verdicts,
) -> Vec<Fault> {
    verdicts.evaluations += 1;
    let mut evaluation = Evaluation {
        tree,
        texts,
        verdicts,
        faults: Vec::new(),
    };
    evaluation.fulfils(schema, node, Report::All);
    evaluation.faults
}

/// Whether faults are to be named, or only to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Report {
    All,
    Nothing,
}

struct Evaluation<'e, 'j> {
    tree: &'e Tree<'j>,
    texts: Option<&'e Texts>,
    verdicts: &'e mut Verdicts,
    faults: Vec<Fault>,
}

/// So many faults of one evaluation are named.
const MAX_FAULTS: usize = 64;

impl<'e> Evaluation<'e, '_> {
    /// Whether the node fulfils the schema. The recursion goes down the tree, whose depth is bounded, and at one node
    /// through schemas that are not yet open there, of which the contract has a fixed number.
    fn fulfils(&mut self, schema: &'static Schema, node: usize, report: Report) -> bool {
        if !schema.0.iter().any(holds_schemas) {
            return self.keeps(schema, node, report);
        }
        let key = (std::ptr::from_ref(schema).addr(), node);
        let now = Some(self.verdicts.evaluations);
        match self.verdicts.known.get(&key) {
            Some(Verdict::Open | Verdict::Kept) => return true,
            Some(Verdict::Broken { told_in }) if report == Report::Nothing || *told_in == now => {
                return false;
            }
            _ => {}
        }
        self.verdicts.known.insert(key, Verdict::Open);
        let kept = self.keeps(schema, node, report);
        let told_in = now.filter(|_| report == Report::All);
        let verdict = if kept {
            Verdict::Kept
        } else {
            Verdict::Broken { told_in }
        };
        self.verdicts.known.insert(key, verdict);
        kept
    }

    /// Whether the node keeps every assertion. Where nothing is reported, the first that is broken decides.
    fn keeps(&mut self, schema: &'static Schema, node: usize, report: Report) -> bool {
        let view = View::of(self.tree, self.texts, schema, node);
        let mut kept = true;
        for assertion in schema.0 {
            kept &= self.keeps_one(assertion, schema, &view, report);
            if !kept && report == Report::Nothing {
                break;
            }
        }
        kept
    }

    fn keeps_one(
        &mut self,
        assertion: &'static Assertion,
        schema: &'static Schema,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        match assertion {
            Assertion::Types(types) => self.has_type(*types, view, report),
            Assertion::Enum(values) => self.is_among(values, view, report),
            Assertion::MinLength(_)
            | Assertion::MaxLength(_)
            | Assertion::Pattern(_)
            | Assertion::Format(_) => self.keeps_of_text(assertion, view, report),
            Assertion::Minimum(_)
            | Assertion::ExclusiveMinimum(_)
            | Assertion::Maximum(_)
            | Assertion::ExclusiveMaximum(_)
            | Assertion::MultipleOf(_) => self.keeps_of_number(assertion, view, report),
            Assertion::MinItems(_)
            | Assertion::MaxItems(_)
            | Assertion::UniqueItems
            | Assertion::PrefixItems(_)
            | Assertion::Items(_)
            | Assertion::Contains { .. } => self.keeps_of_array(assertion, schema, view, report),
            Assertion::MinProperties(_)
            | Assertion::MaxProperties(_)
            | Assertion::Required(_)
            | Assertion::Properties(_)
            | Assertion::PatternProperties(_)
            | Assertion::AdditionalProperties(_)
            | Assertion::PropertyNames(_)
            | Assertion::DependentRequired(_)
            | Assertion::DependentSchemas(_) => {
                self.keeps_of_object(assertion, schema, view, report)
            }
            Assertion::AllOf(_)
            | Assertion::AnyOf(_)
            | Assertion::OneOf(_)
            | Assertion::Not(_)
            | Assertion::If { .. } => self.keeps_composition(assertion, view, report),
        }
    }

    /// Whether a part of a value fulfils what a keyword asks of it. Where it asks that there be none, the keyword is
    /// what is broken.
    fn part_fulfils(
        &mut self,
        schema: &'static Schema,
        node: usize,
        report: Report,
        refused: fn() -> Breach,
    ) -> bool {
        if is_never(schema) {
            self.fail(node, report, refused);
            return false;
        }
        self.fulfils(schema, node, report)
    }

    /// Reports a fault at a node.
    fn fail(&mut self, node: usize, report: Report, breach: impl FnOnce() -> Breach) {
        self.fail_at(node, None, report, breach);
    }

    fn fail_at(
        &mut self,
        node: usize,
        missing: Option<&'static str>,
        report: Report,
        breach: impl FnOnce() -> Breach,
    ) {
        if report == Report::All && self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault {
                node,
                missing,
                breach: breach(),
            });
        }
    }
}

/// Whether an assertion asks something by means of other schemas.
fn holds_schemas(assertion: &Assertion) -> bool {
    matches!(
        assertion,
        Assertion::PrefixItems(_)
            | Assertion::Items(_)
            | Assertion::Contains { .. }
            | Assertion::Properties(_)
            | Assertion::PatternProperties(_)
            | Assertion::AdditionalProperties(_)
            | Assertion::PropertyNames(_)
            | Assertion::DependentSchemas(_)
            | Assertion::AllOf(_)
            | Assertion::AnyOf(_)
            | Assertion::OneOf(_)
            | Assertion::Not(_)
            | Assertion::If { .. }
    )
}

/// Whether a schema is [`Schema::NEVER`].
fn is_never(schema: &Schema) -> bool {
    matches!(schema.0, [Assertion::Not(inner)] if inner.0.is_empty())
}
