//! The table of all codes. Each stage has its own file of codes; a code is never used again for something else.

mod database;
mod drift;
mod lint;
mod live;
mod lower;
mod openapi;
mod plan;
mod source;
mod tool;
mod verify;

pub use database::*;
pub use drift::*;
pub use lint::*;
pub use live::*;
pub use lower::*;
pub use openapi::*;
#[allow(unused_imports, reason = "a stage may have no code yet")]
pub use plan::*;
pub use source::*;
pub use tool::*;
pub use verify::*;

use crate::Severity;

/// The part of the pipeline that reports a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// `S00xx`: text to value tree.
    Source,
    /// `S01xx`: value tree to API description.
    OpenApi,
    /// `S02xx`: value tree to database contract.
    Database,
    /// `L03xx`: rules over the two specs, alone and against each other.
    Lint,
    /// `M03xx` and `M04xx`: specs to model.
    Lower,
    /// `P05xx`: model to plan.
    Plan,
    /// `V06xx`: specs against output. `V07xx`: specs against running databases and services.
    Verify,
    /// `D08xx`: expected against actual files.
    Drift,
    /// `T09xx`: files, processes and usage of the tool itself.
    Tool,
}

/// One entry of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable identifier, a letter and four digits.
    pub id: &'static str,
    /// The same in words, in kebab case.
    pub slug: &'static str,
    /// The reporting stage.
    pub stage: Stage,
    /// The severity unless the reporter says otherwise.
    pub severity: Severity,
    /// One line: what is wrong.
    pub title: &'static str,
    /// Why it matters and the source of the rule (specification section), in a few sentences.
    pub explanation: &'static str,
    /// A fragment that is reported.
    pub bad: &'static str,
    /// The same fragment, mended.
    pub good: &'static str,
    /// What becomes of the thing where the caller allows the code: "the media type is left out; …". A stage that
    /// reports an error of such a code goes on with the value that this names. `None`: the code cannot be allowed.
    pub effect: Option<&'static str>,
}

/// All codes, in the order of the stages, then of their identifiers.
#[expect(
    unused_qualifications,
    reason = "every stage has a table of this name, and the globs above bring one of them in"
)]
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        source::CODES,
        openapi::CODES,
        database::CODES,
        lint::CODES,
        lower::CODES,
        plan::CODES,
        verify::CODES,
        live::CODES,
        drift::CODES,
        tool::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The code with this identifier or slug, in any case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.id.eq_ignore_ascii_case(name) || code.slug.eq_ignore_ascii_case(name))
}

/// The effect of a code that is allowed, or that there is none.
macro_rules! effect {
    () => {
        None
    };
    ($effect:literal) => {
        Some($effect)
    };
}
use effect;

/// Declares the codes of one stage as constants, and the stage's table of them. A code that `--allow` lets through says
/// behind its examples what it leads to: `effect: "the media type is left out"`.
macro_rules! codes {
    ($stage:ident: $($(#[$doc:meta])* $name:ident = $id:literal, $slug:literal, $severity:ident, $title:literal, $explanation:literal, bad: $bad:literal, good: $good:literal $(, effect: $effect:literal)?;)*) => {
        $(
            $(#[$doc])*
            #[doc = $title]
            pub static $name: crate::Code = crate::Code {
                id: $id,
                slug: $slug,
                stage: crate::Stage::$stage,
                severity: crate::Severity::$severity,
                title: $title,
                explanation: $explanation,
                bad: $bad,
                good: $good,
                effect: crate::codes::effect!($($effect)?),
            };
        )*
        pub(super) static CODES: &[&crate::Code] = &[$(&$name),*];
    };
}
use codes;
