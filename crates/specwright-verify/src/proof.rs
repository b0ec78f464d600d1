//! What a run of the verifier has proved, and what it has not looked at.

use std::collections::BTreeSet;

/// How much was compared and found equal, and what was not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Rust files that were read.
    pub files: usize,
    /// Operations that were followed from their route to their answers.
    pub operations: usize,
    /// Operations whose function is hand-written.
    pub custom_operations: usize,
    /// Operations whose hand-written function still answers 501.
    pub unfinished_operations: usize,
    /// Security schemes whose credentials come from where they should and are judged by their own function.
    pub schemes: usize,
    /// Security schemes whose hand-written function still refuses everybody.
    pub unfinished_schemes: usize,
    /// Answers about errors that are sent in the shape that the description has for them, once for each declared one.
    pub errors: usize,
    /// Hand-written shapes of errors that still give nothing.
    pub unfinished_errors: usize,
    /// Parameters that are read as declared.
    pub parameters: usize,
    /// Request bodies that are read as declared.
    pub bodies: usize,
    /// Answers with their status, media type, headers and body.
    pub answers: usize,
    /// Types that are read or written, each once for each direction.
    pub records: usize,
    /// Properties that are read or written as declared, once for each such type.
    pub properties: usize,
    /// Constraints that the description states for values that are read, once for each use.
    pub constraints_stated: usize,
    /// Constraints that were recovered from the code for the same values.
    pub constraints_recovered: usize,
    /// Constraints that need no rule, because the value's type implies them.
    pub constraints_implied: usize,
    /// SQL statements, each in both dialects.
    pub statements: usize,
    /// What was not proved, in words; each once.
    pub untested: BTreeSet<String>,
}
