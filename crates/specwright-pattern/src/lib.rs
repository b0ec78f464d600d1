//! A regular expression of ECMA-262 → the same expression in the syntax of an engine for Rust.
//!
//! JSON Schema, and with it `OpenAPI`, writes its `pattern` in the dialect of ECMA-262, without flags, and advises to
//! read it by code points, as the flag `u` does. The `regex` crate has a dialect of its own: `\d` knows all digits of
//! Unicode there, `.` matches a carriage return, `[[a]` nests, `a{,3}` repeats. [`translate`] bridges the two. What has
//! look-around or back-references is translated for the `fancy-regex` crate, whose dialect is nearly the same.
//!
//! What the `u` flag refuses but every engine without it accepts, and whose meaning nobody doubts, is accepted:
//! escapes of punctuation that need none (`\-`, `\@`), a brace that starts no quantifier (`a{`), a lone `]` or `}`.
//! What engines read differently from what most authors mean (`\A`, `\Z`, `\Q`) is refused as malformed.
//!
//! **Invariant:** a translation matches exactly the strings that the original matches; what cannot be translated
//! faithfully is an error at its place, never an approximation.
//!
//! **Invariant:** the text may be hostile: no input panics, and the work is linear in its length.

mod class;
mod error;
mod escape;
mod expression;
mod group;
mod property;
mod reference;
mod rendering;

pub use error::PatternError;

/// An expression in the syntax of an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The expression.
    pub text: String,
    /// The engine that it needs.
    pub engine: Engine,
}

/// What matches an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The `regex` crate: the time is linear in the length of the text.
    Linear,
    /// The `fancy-regex` crate, for look-around, back-references and `\B`: the time has no bound but the one that the caller
    /// sets.
    Backtracking,
}

/// Translates an expression of ECMA-262.
///
/// Both search: neither is anchored unless the expression says so. Groups capture nothing in the translation unless a
/// back-reference needs them, since a `pattern` only asks whether there is a match.
///
/// # Errors
/// The expression is malformed, or uses a construct without a counterpart: flags in a group, a look-around or a
/// boundary inside of a look-behind, a back-reference whose group repeats.
pub fn translate(pattern: &str) -> Result<Translation, PatternError> {
    expression::translate(pattern)
}
