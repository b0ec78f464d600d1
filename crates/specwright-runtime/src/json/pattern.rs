//! Does a text match a regular expression of the contract?

use regex::{Regex, RegexBuilder};
use std::sync::OnceLock;

/// A regular expression of ECMA-262, as the contract has it, compiled when it is first needed.
///
/// An expression that cannot be compiled matches nothing, and the log says so: a check is never dropped. The generator
/// refuses such an expression, so only a hand-written one can come to this.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

/// Compiled, an expression takes at most so many bytes.
const MAX_SIZE: usize = 64 << 20;

impl Pattern {
    /// The expression with the given text.
    #[must_use]
    pub const fn new(source: &'static str) -> Self {
        Self {
            source,
            compiled: OnceLock::new(),
        }
    }

    /// The text of the expression.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the expression is found anywhere in the text.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| compile(self.source))
            .as_ref()
            .is_some_and(|regex| regex.is_match(text))
    }
}

fn compile(source: &str) -> Option<Regex> {
    let translated = specwright_pattern::translate(source)
        .inspect_err(|error| tracing::error!(source, %error, "a pattern cannot be translated"))
        .ok()?;
    RegexBuilder::new(&translated)
        .size_limit(MAX_SIZE)
        .build()
        .inspect_err(|error| tracing::error!(source, %error, "a pattern cannot be compiled"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_searches_with_the_meaning_of_ecma() {
        static DIGITS: Pattern = Pattern::new(r"\d{2}");
        assert!(DIGITS.matches("a12b"));
        assert!(!DIGITS.matches("a1"));
        assert!(!DIGITS.matches("٣٣"));
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_matches_nothing() {
        static LOOK_AHEAD: Pattern = Pattern::new("(?=a)");
        static UNKNOWN_PROPERTY: Pattern = Pattern::new(r"\p{Nonsense}");
        assert!(!LOOK_AHEAD.matches("a"));
        assert!(!UNKNOWN_PROPERTY.matches("a"));
    }
}
