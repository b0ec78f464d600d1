//! The comparison.

use crate::{Cause, Drift};
use specwright_fileset::{Digest, FileSet, Manifest, OutputFile, Ownership, RelPath, same_text};
use std::collections::{BTreeMap, BTreeSet};

/// All differences, in the order of the paths. A file that is as it should be, line ends aside, gives none.
///
/// `manifest` is the one on disk, `None` where there is none; `actual` holds at least the files that `expected` and the
/// manifest name, as far as they exist. Who owns a file of `actual` is of no importance.
#[must_use]
pub fn compare(expected: &FileSet, manifest: Option<&Manifest>, actual: &FileSet) -> Vec<Drift> {
    let nothing = Manifest::default();
    let manifest = manifest.unwrap_or(&nothing);
    let paths: BTreeSet<&RelPath> = expected.paths().chain(manifest.paths()).collect();
    paths
        .into_iter()
        .filter_map(|path| {
            let (expected, actual) = (expected.get(path), actual.get(path));
            let cause = cause(path, expected, manifest, actual)?;
            Some(Drift {
                path: path.clone(),
                cause,
                actual: actual.map(|file| file.contents.clone()),
                expected: expected.map(|file| file.contents.clone()),
            })
        })
        .collect()
}

/// The manifest that belongs to `expected`. It goes on naming an owned file that no operation needs any more for as long
/// as the file is there, so that it is not forgotten.
#[must_use]
pub fn manifest_after(
    specs: BTreeMap<String, Digest>,
    allowed: BTreeSet<String>,
    expected: &FileSet,
    previous: Option<&Manifest>,
    actual: &FileSet,
) -> Manifest {
    let mut manifest = Manifest {
        allowed,
        ..Manifest::of(specs, expected)
    };
    if let Some(previous) = previous {
        let orphans = previous
            .owned
            .iter()
            .filter(|path| expected.get(path).is_none() && actual.get(path).is_some());
        manifest.owned.extend(orphans.cloned());
    }
    manifest
}

fn cause(
    path: &RelPath,
    expected: Option<&OutputFile>,
    manifest: &Manifest,
    actual: Option<&OutputFile>,
) -> Option<Cause> {
    let is_ours = actual.and_then(|file| manifest.wrote(path, &file.contents));
    match (expected, actual) {
        (None, None) => None,
        (Some(expected), None) => Some(if expected.ownership == Ownership::Owned {
            Cause::NotYetOwned
        } else {
            Cause::Missing
        }),
        (Some(expected), Some(actual)) => {
            let settled = expected.ownership == Ownership::Owned
                || same_text(&expected.contents, &actual.contents);
            match is_ours {
                _ if settled => None,
                Some(true) => Some(Cause::SpecChanged),
                Some(false) => Some(Cause::EditedByHand),
                None => Some(Cause::Foreign),
            }
        }
        (None, Some(_)) => Some(match is_ours {
            Some(true) => Cause::Stale,
            Some(false) => Cause::StaleEditedByHand,
            None => Cause::OrphanOwned,
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{compare, manifest_after};
    use crate::Cause;
    use specwright_fileset::{Change, FileSet, Manifest, OutputFile, RelPath};
    use std::collections::{BTreeMap, BTreeSet};

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn generated(files: &[(&str, &str)]) -> FileSet {
        files
            .iter()
            .map(|(name, text)| (path(name), OutputFile::generated(*text)))
            .collect()
    }

    fn owned(files: &[(&str, &str)]) -> FileSet {
        files
            .iter()
            .map(|(name, text)| (path(name), OutputFile::owned(*text)))
            .collect()
    }

    fn manifest(files: &FileSet) -> Manifest {
        Manifest::of(BTreeMap::new(), files)
    }

    #[track_caller]
    fn check(
        expected: &FileSet,
        written: Option<&FileSet>,
        actual: &FileSet,
        cause: Option<Cause>,
    ) {
        let manifest = written.map(manifest);
        let drifts = compare(expected, manifest.as_ref(), actual);
        assert_eq!(
            drifts.iter().map(|drift| drift.cause).collect::<Vec<_>>(),
            Vec::from_iter(cause)
        );
    }

    #[test]
    fn a_generated_file_has_one_cause_for_each_state() {
        let (new, old, edited) = (
            generated(&[("a", "new\n")]),
            generated(&[("a", "old\n")]),
            generated(&[("a", "mine\n")]),
        );
        let none = FileSet::default();
        check(&new, Some(&new), &new, None);
        check(&new, Some(&new), &none, Some(Cause::Missing));
        check(&new, None, &none, Some(Cause::Missing));
        check(&new, Some(&old), &old, Some(Cause::SpecChanged));
        check(&new, Some(&new), &edited, Some(Cause::EditedByHand));
        check(&new, Some(&old), &edited, Some(Cause::EditedByHand));
        check(&new, None, &edited, Some(Cause::Foreign));
        check(&none, Some(&old), &old, Some(Cause::Stale));
        check(&none, Some(&old), &edited, Some(Cause::StaleEditedByHand));
        check(&none, Some(&old), &none, None);
    }

    #[test]
    fn an_edit_that_the_specs_call_for_by_now_is_no_drift() {
        let (new, old) = (generated(&[("a", "new\n")]), generated(&[("a", "old\n")]));
        check(&new, Some(&old), &new, None);
        check(&new, None, &new, None);
    }

    #[test]
    fn line_ends_are_no_drift_and_no_edit() {
        let (new, old) = (generated(&[("a", "new\n")]), generated(&[("a", "old\n")]));
        check(&new, Some(&new), &generated(&[("a", "new\r\n")]), None);
        check(
            &new,
            Some(&old),
            &generated(&[("a", "old\r\n")]),
            Some(Cause::SpecChanged),
        );
    }

    #[test]
    fn an_owned_file_is_only_ever_created() {
        let (ours, theirs) = (owned(&[("c", "501\n")]), owned(&[("c", "work\n")]));
        let none = FileSet::default();
        check(&ours, None, &none, Some(Cause::NotYetOwned));
        check(&ours, Some(&ours), &theirs, None);
        check(&ours, None, &theirs, None);
        check(&none, Some(&ours), &theirs, Some(Cause::OrphanOwned));
        check(&none, Some(&ours), &none, None);
    }

    #[test]
    fn a_file_that_changes_hands_is_not_overwritten() {
        let work = owned(&[("c", "work\n")]);
        check(
            &generated(&[("c", "ours\n")]),
            Some(&work),
            &work,
            Some(Cause::Foreign),
        );
        check(
            &work,
            Some(&generated(&[("c", "ours\n")])),
            &generated(&[("c", "edited\n")]),
            None,
        );
    }

    #[test]
    fn only_what_is_ours_has_a_fix() {
        let expected = generated(&[
            ("foreign", "1"),
            ("edited", "1"),
            ("missing", "1"),
            ("changed", "1"),
        ]);
        let written = generated(&[
            ("edited", "0"),
            ("changed", "0"),
            ("stale", "0"),
            ("stale_edited", "0"),
        ]);
        let actual = generated(&[
            ("foreign", "x"),
            ("edited", "x"),
            ("changed", "0"),
            ("stale", "0"),
            ("stale_edited", "x"),
        ]);
        let fixes: Vec<Change> = compare(&expected, Some(&manifest(&written)), &actual)
            .iter()
            .filter_map(super::Drift::fix)
            .collect();
        assert_eq!(
            fixes,
            [
                Change::Write {
                    path: path("changed"),
                    contents: b"1".to_vec()
                },
                Change::Write {
                    path: path("missing"),
                    contents: b"1".to_vec()
                },
                Change::Remove {
                    path: path("stale")
                },
            ]
        );
    }

    #[test]
    fn an_orphan_is_named_until_it_is_deleted() {
        let work = owned(&[("c", "work\n")]);
        let none = FileSet::default();
        let kept = manifest_after(
            BTreeMap::new(),
            BTreeSet::new(),
            &none,
            Some(&manifest(&work)),
            &work,
        );
        assert_eq!(
            kept.owned.iter().map(RelPath::as_str).collect::<Vec<_>>(),
            ["c"]
        );
        let gone = manifest_after(BTreeMap::new(), BTreeSet::new(), &none, Some(&kept), &none);
        assert!(gone.owned.is_empty());
    }
}
