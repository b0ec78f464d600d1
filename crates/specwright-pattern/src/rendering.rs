//! Which engine does an expression need, and how is it written for it?

use crate::error::PatternError;
use crate::expression::{Piece, Reading};
use crate::group::{Kind, Repeat};
use crate::reference::Meaning;
use crate::{Engine, Translation};

/// The `fancy-regex` crate refuses deeper nesting, with what is nested for references and boundaries.
const MAX_DEPTH_BACKTRACKING: usize = 50;

impl Reading<'_> {
    /// Puts the pieces together for the engine that the expression needs.
    pub(crate) fn finish(self) -> Result<Translation, PatternError> {
        let meanings = self
            .references
            .iter()
            .map(|reference| reference.meaning(&self.groups))
            .collect::<Result<Vec<_>, _>>()?;
        let engine = match self.backtracking {
            None => Engine::Linear,
            Some(start) if self.deepest > MAX_DEPTH_BACKTRACKING => {
                let construct = "nesting this deep around a construct that looks back";
                return Err(PatternError::unsupported(construct, start));
            }
            Some(_) => Engine::Backtracking,
        };
        // The groups that capture, in the order of their numbers.
        let mut captured: Vec<usize> = meanings.iter().filter_map(Meaning::group).collect();
        captured.sort_unstable();
        captured.dedup();
        let number = |group| {
            let at = captured.binary_search(&group).unwrap_or_default();
            (at + 1).to_string()
        };
        let mut text = String::new();
        for piece in self.pieces.iter().chain([&Piece::Text(self.text)]) {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Open(index) => {
                    let group = &self.groups[*index];
                    text.push_str(match group.kind {
                        Kind::Capture(_) if captured.contains(index) => "(",
                        Kind::Capture(_) | Kind::Plain => "(?:",
                        Kind::LookAhead { negated: false } => "(?=",
                        Kind::LookAhead { negated: true } => "(?!",
                        Kind::LookBehind { negated: false } => "(?<=",
                        Kind::LookBehind { negated: true } => "(?<!",
                    });
                    // The engine repeats no group that is nothing but an assertion, or empty.
                    if engine == Engine::Backtracking && group.repeat != Repeat::Once {
                        text.push_str("a{0}");
                    }
                }
                Piece::Reference(index) => match meanings[*index] {
                    Meaning::Empty => text.push_str("(?:a{0})"),
                    Meaning::Captured(group) => {
                        text.extend([r"(?:\", &number(group), ")"]);
                    }
                    Meaning::IfCaptured(group) => {
                        let number = number(group);
                        text.extend(["(?:(?(", &number, r")\", &number, "|))"]);
                    }
                },
                Piece::Boundary { negated } => text.push_str(boundary(engine, *negated)),
            }
        }
        Ok(Translation { text, engine })
    }
}

/// A word's boundary, or a place that is none, in ASCII. `fancy-regex` has none but that of Unicode.
const fn boundary(engine: Engine, negated: bool) -> &'static str {
    match (engine, negated) {
        (Engine::Linear, false) => r"(?-u:\b)",
        (Engine::Backtracking, false) => {
            "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))"
        }
        (_, true) => "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))",
    }
}
