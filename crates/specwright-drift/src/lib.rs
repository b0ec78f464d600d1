//! The files that the specs call for + the files on disk + the manifest → differences, their causes, their fixes.
//!
//! **Invariant:** a file that is not provably ours is never written or removed by a [fix](Drift::fix) (I9).
//! **Invariant:** pure; the same comparison serves `generate`, which applies the fixes, and `check`, which prints them.

mod cause;
mod compare;
mod report;

pub use cause::{Cause, Drift};
pub use compare::{compare, manifest_after};
pub use report::{allowances_diagnostic, diagnostic, manifest_diagnostic, unified_diff};
