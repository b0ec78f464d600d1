//! A finding of any stage → text for a person, JSON, SARIF or GitHub annotations.
//!
//! **Invariant:** every diagnostic has a code of the one table in [`codes`], a place, and help (I7).
//! **Invariant:** nothing here reads a file, a clock or the environment.

mod allowances;
pub mod codes;
mod diagnostic;
mod lines;
mod nearest;
mod outcome;
pub mod render;
mod span;

pub use allowances::Allowances;
pub use codes::{Code, Stage};
pub use diagnostic::{Diagnostic, Label, Severity};
pub use nearest::nearest;
pub use outcome::{Outcome, sort_and_deduplicate};
pub use span::{SourceFile, SourceId, SourceMap, Span};
