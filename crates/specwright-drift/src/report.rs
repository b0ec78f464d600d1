//! What a person reads about a difference.

use crate::{Cause, Drift};
use similar::TextDiff;
use specwright_diagnostics::{Code, Diagnostic, SourceMap, Span, codes};
use specwright_fileset::MANIFEST_NAME;
use std::collections::BTreeSet;

/// The longest diff of one file that is printed whole, in lines.
const DIFF_LINES: usize = 60;

/// The finding about one difference. Where the file is on disk, the finding points at its first line that differs, and
/// the file joins `sources` under `root` (the output directory, as the user knows it).
pub fn diagnostic(drift: &Drift, root: &str, sources: &mut SourceMap) -> Diagnostic {
    let name = if root.is_empty() {
        drift.path.to_string()
    } else {
        format!("{root}/{}", drift.path)
    };
    let (code, message, help) = words(drift.cause, &name);
    match drift.actual.as_deref().map(std::str::from_utf8) {
        Some(Ok(text)) => {
            let (start, end) = first_difference(text, drift.expected.as_deref());
            let source = sources.add(name, text);
            Diagnostic::new(code, Span { source, start, end }, message, help)
        }
        _ => Diagnostic::without_place(code, message, help),
    }
}

/// The finding that the manifest alone is out of date.
#[must_use]
pub fn manifest_diagnostic(root: &str) -> Diagnostic {
    let name = if root.is_empty() {
        MANIFEST_NAME.to_owned()
    } else {
        format!("{root}/{MANIFEST_NAME}")
    };
    Diagnostic::without_place(
        &codes::DRIFT_MANIFEST,
        format!("`{name}` is out of date"),
        "run `generate` and commit the result",
    )
}

/// The difference as a unified diff from the file on disk to the file that the specs call for; `None` where one side is
/// absent or no text. A long diff is cut, and says so.
#[must_use]
pub fn unified_diff(drift: &Drift) -> Option<String> {
    let old = std::str::from_utf8(drift.actual.as_deref()?)
        .ok()?
        .replace("\r\n", "\n");
    let new = std::str::from_utf8(drift.expected.as_deref()?).ok()?;
    let diff = TextDiff::from_lines(old.as_str(), new)
        .unified_diff()
        .context_radius(3)
        .header(
            &format!("{} (on disk)", drift.path),
            &format!("{} (from the specs)", drift.path),
        )
        .to_string();
    let lines = diff.lines().count();
    if lines <= DIFF_LINES {
        return Some(diff);
    }
    let shown: String = diff.split_inclusive('\n').take(DIFF_LINES).collect();
    Some(format!("{shown}… {} more lines\n", lines - DIFF_LINES))
}

/// The finding that the output on disk was generated with other allowances than those of this run; `None` where they are
/// the same.
#[must_use]
pub fn allowances_diagnostic(
    root: &str,
    recorded: &BTreeSet<String>,
    given: &BTreeSet<String>,
) -> Option<Diagnostic> {
    let flags = |codes: BTreeSet<&String>| {
        let codes: Vec<&str> = codes.into_iter().map(String::as_str).collect();
        (!codes.is_empty()).then(|| format!("--allow {}", codes.join(",")))
    };
    let missing = flags(recorded.difference(given).collect());
    let further = flags(given.difference(recorded).collect());
    let output = if root.is_empty() {
        "the output".to_owned()
    } else {
        format!("`{root}`")
    };
    let (message, help) = match (missing, further) {
        (None, None) => return None,
        (Some(missing), None) => (
            format!("{output} was generated with `{missing}`"),
            format!("pass `{missing}` here, too, or generate without it"),
        ),
        (None, Some(further)) => (
            format!("{output} was generated without `{further}`"),
            "generate with it, or leave it out here, too".to_owned(),
        ),
        (Some(missing), Some(further)) => (
            format!("{output} was generated with `{missing}` and without `{further}`"),
            "pass the same allowances to both commands".to_owned(),
        ),
    };
    Some(Diagnostic::without_place(
        &codes::DRIFT_ALLOWANCES,
        message,
        help,
    ))
}

fn words(cause: Cause, name: &str) -> (&'static Code, String, String) {
    let generate = || "run `generate` and commit the result".to_owned();
    match cause {
        Cause::Missing => (&codes::DRIFT_MISSING, format!("`{name}` is missing"), generate()),
        Cause::NotYetOwned => (
            &codes::DRIFT_MISSING,
            format!("`{name}` is missing"),
            "run `generate`: it writes the file once, and it is yours from then on".to_owned(),
        ),
        Cause::SpecChanged => {
            (&codes::DRIFT_OUTDATED, format!("`{name}` is not what the specs say today"), generate())
        }
        Cause::EditedByHand => (
            &codes::DRIFT_EDITED,
            format!("`{name}` is generated and was edited by hand"),
            "move the change to a file of yours under `src/custom`, or delete this file; then run `generate`".to_owned(),
        ),
        Cause::Stale => (
            &codes::DRIFT_STALE,
            format!("`{name}` is no longer called for by the specs"),
            "run `generate`, which removes it, and commit the result".to_owned(),
        ),
        Cause::StaleEditedByHand => (
            &codes::DRIFT_STALE_EDITED,
            format!("`{name}` is no longer called for by the specs, and was edited by hand"),
            "move what is worth keeping to a file of yours under `src/custom`, and delete this file".to_owned(),
        ),
        Cause::Foreign => (
            &codes::DRIFT_FOREIGN,
            format!("`{name}` was not written by Specwright and stands where a generated file belongs"),
            "choose another directory with `--out`, or move the file away; if it was generated, restore `specwright.lock`"
                .to_owned(),
        ),
        Cause::OrphanOwned => (
            &codes::DRIFT_ORPHAN,
            format!("`{name}` is yours, and no operation uses it any more"),
            "delete it, or bring its operation back".to_owned(),
        ),
    }
}

/// The first line of `actual` that differs from `expected`, as a range of bytes; the first line where there is nothing
/// to compare with.
fn first_difference(actual: &str, expected: Option<&[u8]>) -> (u32, u32) {
    let expected = expected.map(String::from_utf8_lossy);
    let mut wanted = expected.as_deref().map(str::lines);
    let mut start = 0;
    for line in actual.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let differs = wanted
            .as_mut()
            .is_none_or(|wanted| wanted.next() != Some(text));
        if differs {
            return (offset(start), offset(start + text.len()));
        }
        start += line.len();
    }
    (offset(start), offset(start))
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{allowances_diagnostic, diagnostic, unified_diff};
    use crate::{Cause, Drift};
    use specwright_diagnostics::SourceMap;
    use specwright_fileset::RelPath;

    fn edited(actual: &str, expected: &str) -> Drift {
        Drift {
            path: RelPath::new("src/a.rs").unwrap(),
            cause: Cause::EditedByHand,
            actual: Some(actual.into()),
            expected: Some(expected.into()),
        }
    }

    #[test]
    fn allowances_that_differ_are_named_in_either_direction() {
        let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        let message = |recorded: &[&str], given: &[&str]| {
            allowances_diagnostic("crates/x", &codes(recorded), &codes(given))
                .map(|found| found.message)
        };
        assert_eq!(message(&["M0404"], &["M0404"]), None);
        for (recorded, given, expected) in [
            (
                &["M0404", "M0405"][..],
                &[][..],
                "`crates/x` was generated with `--allow M0404,M0405`",
            ),
            (
                &[],
                &["M0404"],
                "`crates/x` was generated without `--allow M0404`",
            ),
            (
                &["M0404"],
                &["M0405"],
                "`crates/x` was generated with `--allow M0404` and without `--allow M0405`",
            ),
        ] {
            assert_eq!(message(recorded, given).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_finding_points_at_the_first_line_that_differs() {
        let mut sources = SourceMap::default();
        let found = diagnostic(
            &edited("one\r\ntwo\r\nmine\r\n", "one\ntwo\nthree\n"),
            "crates/x",
            &mut sources,
        );
        let span = found.span.unwrap();
        assert_eq!(sources.file(span.source).name, "crates/x/src/a.rs");
        assert_eq!(sources.line_and_column(span.source, span.start), (3, 1));
        assert_eq!(
            &sources.file(span.source).text[span.start as usize..span.end as usize],
            "mine"
        );
        assert!(found.help.contains("src/custom") && found.help.contains("delete"));
    }

    #[test]
    fn a_file_cut_short_is_pointed_at_behind_its_last_line() {
        let mut sources = SourceMap::default();
        let span = diagnostic(&edited("one\n", "one\ntwo\n"), "", &mut sources)
            .span
            .unwrap();
        assert_eq!((span.start, span.end), (4, 4));
    }

    #[test]
    fn a_file_that_is_no_text_has_no_place_and_no_diff() {
        let mut drift = edited("", "one\n");
        drift.actual = Some(vec![0xff, 0xfe]);
        assert_eq!(diagnostic(&drift, "", &mut SourceMap::default()).span, None);
        assert_eq!(unified_diff(&drift), None);
    }

    #[test]
    fn a_diff_goes_from_the_disk_to_the_specs_and_is_cut_when_long() {
        let diff = unified_diff(&edited("one\nmine\n", "one\ntwo\n")).unwrap();
        assert!(
            diff.starts_with("--- src/a.rs (on disk)\n+++ src/a.rs (from the specs)\n"),
            "{diff}"
        );
        assert!(diff.contains("-mine\n+two\n"), "{diff}");
        let long = unified_diff(&edited(&"a\n".repeat(500), &"b\n".repeat(500))).unwrap();
        assert_eq!(long.lines().count(), 61);
        assert!(long.ends_with("more lines\n"), "{long}");
    }
}
