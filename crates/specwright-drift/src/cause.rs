//! What can be the matter with one file, and what mends it.

use specwright_diagnostics::Severity;
use specwright_fileset::{Change, RelPath};

/// One file that is not as the specs call for, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The file.
    pub path: RelPath,
    /// Why it differs.
    pub cause: Cause,
    /// What stands on disk, if anything does.
    pub actual: Option<Vec<u8>>,
    /// What the specs call for, if anything.
    pub expected: Option<Vec<u8>>,
}

/// Why a file on disk differs from the file that the specs call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A generated file is not there.
    Missing,
    /// An owned file is not there yet; it is written this once.
    NotYetOwned,
    /// The file is as we wrote it last, and the specs call for something else now.
    SpecChanged,
    /// The file is neither as we wrote it nor as the specs call for.
    EditedByHand,
    /// We wrote the file, nobody edited it, and the specs no longer call for it.
    Stale,
    /// We wrote the file, somebody edited it, and the specs no longer call for it.
    StaleEditedByHand,
    /// We never wrote the file, and the specs call for a generated file in its place.
    Foreign,
    /// The file is the developers', and its operation is gone.
    OrphanOwned,
}

impl Drift {
    /// The change that mends it; `None` where only a person can decide.
    #[must_use]
    pub fn fix(&self) -> Option<Change> {
        match self.cause {
            Cause::Missing | Cause::NotYetOwned | Cause::SpecChanged => {
                self.expected.clone().map(|contents| Change::Write {
                    path: self.path.clone(),
                    contents,
                })
            }
            Cause::Stale => Some(Change::Remove {
                path: self.path.clone(),
            }),
            Cause::EditedByHand
            | Cause::StaleEditedByHand
            | Cause::Foreign
            | Cause::OrphanOwned => None,
        }
    }
}

impl Cause {
    /// How bad the difference is for a command that applies the fixes (`writes`), or only compares.
    #[must_use]
    pub fn severity(self, writes: bool) -> Severity {
        match self {
            Self::OrphanOwned => Severity::Warning,
            cause if cause.blocks() || !writes => Severity::Error,
            _ => Severity::Note,
        }
    }

    /// Whether nothing may be written before a person has decided about the file.
    #[must_use]
    pub fn blocks(self) -> bool {
        matches!(
            self,
            Self::EditedByHand | Self::StaleEditedByHand | Self::Foreign
        )
    }
}
