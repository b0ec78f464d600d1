//! A regular expression of ECMA-262 → the same expression in the syntax of the `regex` crate.
//!
//! JSON Schema, and with it `OpenAPI`, writes its `pattern` in the dialect of ECMA-262, without flags, and advises to
//! read it by code points, as the flag `u` does. The `regex` crate has a dialect of its own: `\d` knows all digits of
//! Unicode there, `.` matches a carriage return, `[[a]` nests, `a{,3}` repeats. [`translate`] bridges the two.
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

pub use error::PatternError;

/// Translates an expression of ECMA-262 into the syntax of the `regex` crate.
///
/// Both search: neither is anchored unless the expression says so. Groups capture nothing in the translation, since a
/// `pattern` only asks whether there is a match.
///
/// # Errors
/// The expression is malformed, or uses a construct without a counterpart: look-around or a back-reference.
pub fn translate(pattern: &str) -> Result<String, PatternError> {
    expression::translate(pattern)
}
