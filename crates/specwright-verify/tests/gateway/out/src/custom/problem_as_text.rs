//! From a problem to the body that the description has for answers about errors.
//!
//! This file is yours: it was written once, and no generation touches it again.

use specwright_runtime::Problem;

/// Says what went wrong, in the shape of the description.
#[must_use]
pub fn problem_as_text(problem: &Problem) -> Option<String> {
    Some(format!("{}: {}", problem.status(), problem.title()))
}
