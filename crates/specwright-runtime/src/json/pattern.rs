//! Does a text match a regular expression of the contract?

use regex::{Regex, RegexBuilder};
use specwright_pattern::Engine;
use std::sync::OnceLock;

/// A regular expression of ECMA-262, as the contract has it, compiled when it is first needed.
///
/// An expression without look-around and back-references takes time in proportion to the text. One that has them may
/// need to go back again and again: it stops after a number of steps that shrinks with the length of the text, the log
/// says so, and the text counts as one that does not match.
///
/// An expression that cannot be compiled matches nothing, and the log says so: a check is never dropped. The generator
/// refuses such an expression, so only a hand-written one can come to this.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Compiled>,
}

#[derive(Debug)]
enum Compiled {
    Linear(Regex),
    Backtracking(Box<Backtracking>),
    Nothing,
}

/// An expression that goes back, compiled once for each length of text that comes.
#[derive(Debug)]
struct Backtracking {
    translated: String,
    by_length: [OnceLock<Option<fancy_regex::Regex>>; STEPS.len()],
}

/// Compiled, an expression takes at most so many bytes.
const MAX_SIZE: usize = 64 << 20;

/// Up to so many bytes of text, so many steps back: each may look at the whole text, and together they take less than
/// a second.
const STEPS: [(usize, usize); 4] = [
    (1 << 10, 1 << 18),
    (1 << 13, 1 << 15),
    (1 << 16, 1 << 12),
    (usize::MAX, 1 << 8),
];

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
        match self.compiled.get_or_init(|| compile(self.source)) {
            Compiled::Linear(regex) => regex.is_match(text),
            Compiled::Backtracking(regex) => regex.matches(self.source, text),
            Compiled::Nothing => false,
        }
    }
}

impl Backtracking {
    fn matches(&self, source: &'static str, text: &str) -> bool {
        let fits = |(length, _): &(usize, usize)| text.len() <= *length;
        let class = STEPS.iter().position(fits).unwrap_or(STEPS.len() - 1);
        let compiled = self.by_length[class].get_or_init(|| {
            fancy_regex::RegexBuilder::new(&self.translated)
                .backtrack_limit(STEPS[class].1)
                .delegate_size_limit(MAX_SIZE)
                .build()
                .inspect_err(|error| not_compiled(source, error))
                .ok()
        });
        let Some(regex) = compiled else { return false };
        regex.is_match(text).unwrap_or_else(|error| {
            let length = text.len();
            tracing::warn!(source, length, %error, "a pattern took too many steps, and counts as broken");
            false
        })
    }
}

fn compile(source: &'static str) -> Compiled {
    let translation = match specwright_pattern::translate(source) {
        Ok(translation) => translation,
        Err(error) => {
            tracing::error!(source, %error, "a pattern cannot be translated");
            return Compiled::Nothing;
        }
    };
    match translation.engine {
        Engine::Linear => RegexBuilder::new(&translation.text)
            .size_limit(MAX_SIZE)
            .build()
            .inspect_err(|error| not_compiled(source, error))
            .map_or(Compiled::Nothing, Compiled::Linear),
        Engine::Backtracking => Compiled::Backtracking(Box::new(Backtracking {
            translated: translation.text,
            by_length: [const { OnceLock::new() }; STEPS.len()],
        })),
    }
}

#[cold]
fn not_compiled(source: &'static str, error: &dyn std::fmt::Display) {
    tracing::error!(source, %error, "a pattern cannot be compiled");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn a_pattern_searches_with_the_meaning_of_ecma() {
        static DIGITS: Pattern = Pattern::new(r"\d{2}");
        assert!(DIGITS.matches("a12b"));
        assert!(!DIGITS.matches("a1"));
        assert!(!DIGITS.matches("٣٣"));
    }

    #[test]
    fn a_pattern_that_looks_around_matches_texts_of_any_length() {
        static NOT_BLANK: Pattern = Pattern::new(r"^(?!\s*$).+");
        static TWICE: Pattern = Pattern::new(r"^(.+)-\1$");
        for length in [1, 1 << 10, (1 << 10) + 1, 1 << 16, 1 << 20] {
            assert!(NOT_BLANK.matches(&"a".repeat(length)), "{length}");
            assert!(!NOT_BLANK.matches(&" ".repeat(length)), "{length}");
        }
        assert!(TWICE.matches("ab-ab"));
        assert!(!TWICE.matches("ab-ba"));
    }

    #[test]
    fn too_many_steps_are_no_match_and_no_hang() {
        static EVERYWHERE: Pattern = Pattern::new(r"(?=.*[A-Z])x");
        static EXPONENTIAL: Pattern = Pattern::new(r"^(?:(?:a|a)+(?=a))+(b)\1$");
        let started = Instant::now();
        assert!(!EVERYWHERE.matches(&"a".repeat(1 << 14)));
        assert!(!EXPONENTIAL.matches(&"a".repeat(1000)));
        assert!(started.elapsed() < Duration::from_mins(1));
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_matches_nothing() {
        static FLAGS: Pattern = Pattern::new("(?i:a)");
        static UNKNOWN_PROPERTY: Pattern = Pattern::new(r"\p{Nonsense}");
        assert!(!FLAGS.matches("a"));
        assert!(!UNKNOWN_PROPERTY.matches("a"));
    }
}
