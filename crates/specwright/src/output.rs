//! The output on disk against the file set that the specs call for: the one comparison behind `generate` and `check`.

use specwright_diagnostics::{Diagnostic, Severity, SourceMap, codes};
use specwright_drift::{Cause, Drift};
use specwright_fileset::{Change, Digest, FileSet, Manifest, RelPath};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How an output directory differs from what the specs call for.
#[derive(Debug)]
pub struct Comparison {
    /// The files that differ.
    pub drifts: Vec<Drift>,
    old: Option<Manifest>,
    new: Manifest,
    /// How many files the specs call for.
    expected: usize,
}

/// Compares an output directory with the files that specs of these digests call for, where the errors of these codes are
/// let through.
pub fn compare(
    out: &Path,
    expected: &FileSet,
    digests: BTreeMap<String, Digest>,
    allowed: BTreeSet<String>,
) -> Result<Comparison, Diagnostic> {
    let old = specwright_disk::read_manifest(out)?;
    let paths: BTreeSet<&RelPath> = expected
        .paths()
        .chain(old.iter().flat_map(Manifest::paths))
        .collect();
    let actual = specwright_disk::read_files(out, paths)?;
    let drifts = specwright_drift::compare(expected, old.as_ref(), &actual);
    let new = specwright_drift::manifest_after(digests, allowed, expected, old.as_ref(), &actual);
    Ok(Comparison {
        drifts,
        old,
        new,
        expected: expected.len(),
    })
}

impl Comparison {
    /// Whether nothing may be written before a person has decided about a file.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.drifts.iter().any(|drift| drift.cause.blocks())
    }

    /// Whether a write would change nothing.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.changes().is_empty() && self.old.as_ref() == Some(&self.new)
    }

    /// What a person has to know: for a command that `writes`, what it must not touch; for one that only compares,
    /// everything. `root` is the output directory as the user knows it.
    pub fn findings(&self, root: &str, writes: bool, sources: &mut SourceMap) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for drift in &self.drifts {
            let severity = drift.cause.severity(writes);
            // A difference that is about to be mended is no news.
            if severity > Severity::Warning {
                continue;
            }
            let mut finding = specwright_drift::diagnostic(drift, root, sources);
            finding.severity = severity;
            findings.push(finding);
        }
        if !writes && let Some(old) = &self.old {
            findings.extend(specwright_drift::allowances_diagnostic(
                root,
                &old.allowed,
                &self.new.allowed,
            ));
        }
        if !writes
            && findings
                .iter()
                .all(|finding| finding.code.id != codes::DRIFT_ALLOWANCES.id)
            && self
                .drifts
                .iter()
                .all(|drift| drift.cause == Cause::OrphanOwned)
            && self.old.as_ref() != Some(&self.new)
        {
            findings.push(specwright_drift::manifest_diagnostic(root));
        }
        findings
    }

    /// What a write would change.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        self.drifts.iter().filter_map(Drift::fix).collect()
    }

    /// Brings the directory up to date, unless something blocks it; the caller has reported that.
    pub fn write(&self, out: &Path) -> Result<(), Diagnostic> {
        if self.is_blocked() || self.is_current() {
            return Ok(());
        }
        specwright_disk::apply(out, &self.changes(), self.old.as_ref(), &self.new)
    }

    /// What a write changes, in a few words.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |causes: &[Cause]| {
            self.drifts
                .iter()
                .filter(|drift| causes.contains(&drift.cause))
                .count()
        };
        let created = count(&[Cause::Missing, Cause::NotYetOwned]);
        let changed = count(&[Cause::SpecChanged]);
        let removed = count(&[Cause::Stale]);
        let in_the_way = count(&[Cause::EditedByHand, Cause::Foreign]);
        let undecided = in_the_way + count(&[Cause::StaleEditedByHand]);
        let unchanged = self.expected - created - changed - in_the_way;
        let undecided = if undecided > 0 {
            format!(", {undecided} for you to decide")
        } else {
            String::new()
        };
        format!(
            "{created} new, {changed} changed, {removed} removed, {unchanged} unchanged{undecided}"
        )
    }
}
