//! The promised API against the recovered one.

mod access;
mod answers;
mod bodies;
mod claims;
mod counts;
mod default_texts;
mod defaults;
mod errors;
mod integers;
mod left_out;
mod objects;
mod operations;
mod parameters;
mod read_objects;
mod residue;
mod routes;
mod rules;
mod tags;
mod texts;
mod unions;
mod values;
mod words;
mod written_objects;

pub(crate) use operations::api;
pub(crate) use rules::CONSTRAINTS;

use crate::allowances::Allowances;
use crate::expected::{Clause, Location, Spec, Uncompared};
use crate::findings::{Findings, UNREADABLE};
use crate::output::{Item, Output};
use crate::proof::Proof;
use crate::recovered::{SchemaPlace, Unreadable};
use specwright_diagnostics::{Span, codes};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the caller: it is read, and its rules are checked.
    Read,
    /// To the caller: it is written.
    Write,
}

/// Everything that comparing needs and leaves behind.
pub(crate) struct Comparison<'a, 'o> {
    pub(crate) spec: Spec<'a>,
    /// What need not be in the output.
    pub(crate) allowances: &'o Allowances,
    pub(crate) output: &'o Output<'o>,
    pub(crate) findings: &'o mut Findings,
    pub(crate) proof: &'o mut Proof,
    /// Models that are compared or wait for it: schema, model, direction.
    seen: BTreeSet<(Vec<usize>, Item, Direction)>,
    waiting: VecDeque<Pending<'a>>,
    /// The places of all constraints that something was compared with.
    pub(crate) accounted: BTreeSet<Span>,
    /// The places of the operations, parameters and media types that are not in the output because they need not be.
    pub(crate) left_out: BTreeSet<Span>,
    /// The operation that each function of the chain belongs to.
    owners: BTreeMap<Item, String>,
    /// The security schemes that were met.
    schemes: access::Schemes,
    /// The hand-written functions that give the bodies of errors, as far as they were met.
    error_sources: BTreeSet<Item>,
    /// Places that were already reported as unreadable, so that a shared model is reported once.
    unreadable: BTreeSet<crate::syntax::At>,
}

/// A model that is to be compared with a schema.
struct Pending<'a> {
    clauses: Vec<Clause<'a>>,
    /// The schemas that its values are held to where it is used.
    checks: Vec<SchemaPlace>,
    item: Item,
    direction: Direction,
}

/// What is spoken of, for messages.
#[derive(Clone, Copy)]
pub(crate) enum Subject<'s> {
    Parameter(&'s str, Location, &'s str),
    Body(&'s str),
    Answer(&'s str, u16),
    Header(&'s str, u16, &'s str),
    /// A type that has a name.
    Type(&'s str),
    Alternative(&'s str, &'s str),
    Property(&'s str, &'s str),
    Further(&'s str),
    ItemOf(&'s Subject<'s>),
    ValueOf(&'s Subject<'s>),
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(operation, location, name) => {
                write!(
                    f,
                    "the {} parameter `{name}` of `{operation}`",
                    location.as_str()
                )
            }
            Self::Body(operation) => write!(f, "the body of `{operation}`"),
            Self::Answer(operation, status) => write!(f, "the answer {status} of `{operation}`"),
            Self::Header(operation, status, name) => write!(
                f,
                "the header `{name}` of the answer {status} of `{operation}`"
            ),
            Self::Type(name) => write!(f, "`{name}`"),
            Self::Alternative(union, variant) => {
                write!(f, "the alternative `{variant}` of `{union}`")
            }
            Self::Property(record, name) => write!(f, "the property `{name}` of `{record}`"),
            Self::Further(record) => write!(f, "the further properties of `{record}`"),
            Self::ItemOf(list) => write!(f, "the items of {list}"),
            Self::ValueOf(map) => write!(f, "the values of {map}"),
        }
    }
}

impl<'a, 'o> Comparison<'a, 'o> {
    pub(crate) fn new(
        spec: Spec<'a>,
        allowances: &'o Allowances,
        output: &'o Output<'o>,
        findings: &'o mut Findings,
        proof: &'o mut Proof,
    ) -> Self {
        Self {
            spec,
            allowances,
            output,
            findings,
            proof,
            seen: BTreeSet::new(),
            waiting: VecDeque::new(),
            accounted: BTreeSet::new(),
            left_out: BTreeSet::new(),
            owners: BTreeMap::new(),
            schemes: access::Schemes::default(),
            error_sources: BTreeSet::new(),
            unreadable: BTreeSet::new(),
        }
    }

    /// The value that was read, or a finding.
    fn readable<T>(&mut self, read: Result<T, Unreadable>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(Unreadable { at, what }) => {
                if self.unreadable.insert(at) {
                    let message = format!("this cannot be read back: {what} was expected");
                    self.findings
                        .in_output(&codes::UNREADABLE_OUTPUT, at, message, UNREADABLE);
                }
                None
            }
        }
    }

    /// What the description says, or a finding.
    fn comparable<T>(&mut self, promise: Result<T, Uncompared>) -> Option<T> {
        match promise {
            Ok(value) => Some(value),
            Err(uncompared) => {
                self.uncompared(&uncompared);
                None
            }
        }
    }

    fn uncompared(&mut self, uncompared: &Uncompared) {
        if self.allowances.touch(uncompared.span) {
            return;
        }
        self.proof.untested.insert(uncompared.what.clone());
        self.findings.in_spec(
            &codes::UNCOMPARED_PROMISE,
            uncompared.span,
            format!("the verifier cannot compare {}", uncompared.what),
            "say it in the constructs that are supported, so that it can be proved",
        );
    }

    /// Compares all models that wait, and those that they lead to.
    fn compare_waiting(&mut self) {
        while let Some(pending) = self.waiting.pop_front() {
            self.named_type(&pending);
        }
    }
}

/// Whether two names are the same but for case and separators: `projectId` and `project_id`.
pub(crate) fn alike(left: &str, right: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
    }
    letters(left).eq(letters(right))
}
