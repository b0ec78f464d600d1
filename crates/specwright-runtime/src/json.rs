//! JSON text → checked values, and values → JSON text: what models are read and written with.
//!
//! A model reads itself in one pass over the text: [`Reader`] walks it, each rule is checked where its value stands,
//! and everything that breaks a rule becomes a [`Violation`] with its place, so that one answer names them all.
//! [`Writer`] is the way back.
//!
//! **Invariant:** text is either malformed ([`Syntax`], reading stops) or well-formed with violations (reading goes
//! on). A reader that gives `None` has recorded why.
//!
//! **Invariant:** numbers are compared as the decimal numbers that their texts say, never through floating point.
//!
//! **Invariant:** no value that came in is echoed in a message.

pub(crate) mod base64;
mod canonical;
mod document;
mod evaluation;
pub(crate) mod format;
pub(crate) mod number;
mod number_rules;
mod number_text;
mod pattern;
mod pointer;
mod reader;
mod rules;
mod schema;
mod syntax;
pub(crate) mod texts;
mod tree;
mod types;
mod union_rule;
mod violation;
mod write;
mod writer;

pub use document::{Refusal, read_document};
pub use format::Format;
pub use number_rules::{IntegerRule, NumberRule, NumericRule, UnsignedRule};
pub use pattern::Pattern;
pub use reader::{Object, Reader};
pub use rules::{Additional, ArrayRule, MapRule, ObjectRule, Property, StringRule};
pub use schema::{Assertion, Schema};
pub use syntax::Syntax;
pub use types::Types;
pub use union_rule::{Alternative, Matching, Tag, UnionRule};
pub use violation::{Location, Violation};
pub use write::{Quoted, WriteJson};
pub use writer::{ArrayWriter, ObjectWriter, Writer};

use number_text::NumberText;
pub(crate) use violation::{Breach, Violations};
