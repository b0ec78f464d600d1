//! The API as the emitted code keeps it, recovered from its syntax.
//!
//! The reader follows the code: table of routes → closure → controller → validator → readers of parameters and body →
//! tables of the models; answer → its statuses and what the models write. It derives no Rust name from a wire name.

mod access;
mod assertion;
mod body;
mod contents;
mod controller;
mod errors;
mod input;
mod literal;
mod made;
mod named;
mod reader;
mod record;
mod response;
mod route;
mod rule;
mod union;
mod validator;
mod value;
mod written;

pub(crate) use access::{AccessRead, NeedRead, SchemeRead, access, scheme};
pub(crate) use assertion::{CodeReading, SchemaPlace};
pub(crate) use contents::{BodyValue, Contents, FormRead};
pub(crate) use controller::{Steps, controller, result_type};
pub(crate) use errors::{ErrorShape, error_shape};
pub(crate) use input::{Argument, ArgumentDefault, Parts, Way};
pub(crate) use literal::Literal;
pub(crate) use named::{read_newtype, written_newtype};
pub(crate) use record::{
    AdditionalRule, Presence, ReadProperty, ReadRecord, ReadValue, read_record,
};
pub(crate) use response::{Answer, AnswerBody, AnswerValue, answers};
pub(crate) use route::{BodyPresence, Reads, Route, main, routes, service};
pub(crate) use rule::{CountRule, NumberRule, Stated, TextRule};
pub(crate) use union::{ReadAlternative, ReadUnion, read_union, written_union};
pub(crate) use validator::{BodyRead, ParameterRead, Validator, validator};
pub(crate) use value::{Value, ValueKind, choices, named_kind, written_value};
pub(crate) use written::{Written, WrittenProperty, written_record};

use crate::syntax::At;

/// Code whose meaning this reader does not know, so that nothing is proved about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) at: At,
    /// What was expected there.
    pub(crate) what: String,
}

/// What was read, or where reading ended.
pub(crate) type Read<T> = Result<T, Unreadable>;

fn unreadable<T>(at: At, what: impl Into<String>) -> Read<T> {
    Err(Unreadable {
        at,
        what: what.into(),
    })
}
