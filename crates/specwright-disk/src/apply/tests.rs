//! The writer, failing and being killed at each of its steps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::{Go, STAGING, apply, apply_observed};
use crate::{read_manifest, read_tree};
use specwright_diagnostics::codes;
use specwright_fileset::{Change, FileSet, MANIFEST_NAME, Manifest, OutputFile, RelPath};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use tempfile::TempDir;

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

fn write(name: &str, text: &str) -> Change {
    Change::Write {
        path: path(name),
        contents: text.into(),
    }
}

fn manifest(files: &[(&str, &str)]) -> Manifest {
    let files: FileSet = files
        .iter()
        .map(|(name, text)| (path(name), OutputFile::generated(*text)))
        .collect();
    Manifest::of(BTreeMap::new(), &files)
}

/// A tree in the old state, and the change to the new one: one file is replaced, two are new, one is removed.
struct Scenario {
    dir: TempDir,
    old: Manifest,
    new: Manifest,
    changes: Vec<Change>,
}

fn scenario() -> Scenario {
    let dir = tempfile::tempdir().unwrap();
    let old = manifest(&[("Cargo.toml", "old"), ("src/stale/gone.rs", "gone")]);
    let new = manifest(&[
        ("Cargo.toml", "new"),
        ("src/a.rs", "a"),
        ("src/deep/er/b.rs", "b"),
    ]);
    fs::create_dir_all(dir.path().join("src/stale")).unwrap();
    fs::write(dir.path().join("Cargo.toml"), "old").unwrap();
    fs::write(dir.path().join("src/stale/gone.rs"), "gone").unwrap();
    fs::write(dir.path().join("src/mine.rs"), "mine").unwrap();
    fs::write(dir.path().join(MANIFEST_NAME), old.to_string()).unwrap();
    let changes = vec![
        write("Cargo.toml", "new"),
        write("src/a.rs", "a"),
        write("src/deep/er/b.rs", "b"),
        Change::Remove {
            path: path("src/stale/gone.rs"),
        },
    ];
    Scenario {
        dir,
        old,
        new,
        changes,
    }
}

fn texts(root: &Path) -> BTreeMap<String, String> {
    let files = read_tree(root).unwrap();
    files
        .iter()
        .map(|(path, file)| (path.to_string(), file.text().unwrap().to_owned()))
        .collect()
}

fn directories(root: &Path) -> Vec<String> {
    let mut found: Vec<String> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_dir())
        .map(|entry| {
            entry
                .path()
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_run_writes_removes_and_leaves_the_rest_alone() {
    let Scenario {
        dir,
        old,
        new,
        changes,
    } = scenario();
    apply(dir.path(), &changes, Some(&old), &new).unwrap();
    let expected = [
        ("Cargo.toml", "new".to_owned()),
        ("specwright.lock", new.to_string()),
        ("src/a.rs", "a".to_owned()),
        ("src/deep/er/b.rs", "b".to_owned()),
        ("src/mine.rs", "mine".to_owned()),
    ];
    assert_eq!(
        texts(dir.path()),
        expected
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text))
            .collect()
    );
    assert_eq!(
        directories(dir.path()),
        ["", "src", "src/deep", "src/deep/er"],
        "empty directories and staging are gone"
    );
}

#[test]
fn a_failure_at_any_step_leaves_the_old_tree() {
    let mut failures = 0;
    for at in 0.. {
        let Scenario {
            dir,
            old,
            new,
            changes,
        } = scenario();
        let (before, directories_before) = (texts(dir.path()), directories(dir.path()));
        let mut step = 0;
        let result = apply_observed(dir.path(), &changes, Some(&old), &new, &mut |_| {
            step += 1;
            if step > at {
                Err(ErrorKind::StorageFull.into())
            } else {
                Ok(Go::On)
            }
        });
        let Err(found) = result else { break };
        failures += 1;
        assert_eq!(found.code.id, codes::OUTPUT_FAILED.id);
        assert_eq!(texts(dir.path()), before, "step {at}");
        assert_eq!(directories(dir.path()), directories_before, "step {at}");
    }
    assert!(failures > 20, "only {failures} steps were tried");
}

#[test]
fn a_run_killed_at_any_step_leaves_each_file_old_or_new_and_is_repaired_by_the_next() {
    let mut kills = 0;
    for at in 0.. {
        let Scenario {
            dir,
            old,
            new,
            changes,
        } = scenario();
        let mut step = 0;
        let result = apply_observed(dir.path(), &changes, Some(&old), &new, &mut |_| {
            step += 1;
            Ok(if step > at { Go::Killed } else { Go::On })
        });
        if result.is_ok() {
            break;
        }
        kills += 1;
        let found = texts(dir.path());
        let known = read_manifest(dir.path()).unwrap().unwrap();
        for (name, old_text, new_text) in [
            ("Cargo.toml", Some("old"), Some("new")),
            ("src/a.rs", None, Some("a")),
            ("src/deep/er/b.rs", None, Some("b")),
            ("src/stale/gone.rs", Some("gone"), None),
        ] {
            let text = found.get(name).map(String::as_str);
            assert!(
                text == old_text || text == new_text,
                "step {at}: {name} is {text:?}"
            );
            if let Some(text) = text {
                assert_eq!(
                    known.wrote(&path(name), text.as_bytes()),
                    Some(true),
                    "step {at}: {name} looks edited"
                );
            }
        }
        assert_eq!(found["src/mine.rs"], "mine");
        apply(dir.path(), &changes, Some(&known), &new).unwrap();
        let mut whole = texts(dir.path());
        assert_eq!(whole.remove("src/mine.rs").as_deref(), Some("mine"));
        assert_eq!(whole.remove(MANIFEST_NAME), Some(new.to_string()));
        assert_eq!(
            whole.keys().collect::<Vec<_>>(),
            ["Cargo.toml", "src/a.rs", "src/deep/er/b.rs"],
            "step {at}"
        );
        assert!(!dir.path().join(STAGING).exists());
    }
    assert!(kills > 20, "only {kills} steps were tried");
}

#[test]
fn only_changed_files_are_touched() {
    let Scenario {
        dir,
        old,
        new,
        changes,
    } = scenario();
    let mine = dir.path().join("src/mine.rs");
    let before = fs::metadata(&mine).unwrap().modified().unwrap();
    apply(dir.path(), &changes, Some(&old), &new).unwrap();
    assert_eq!(fs::metadata(&mine).unwrap().modified().unwrap(), before);
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let Scenario {
        dir,
        old,
        new,
        changes,
    } = scenario();
    let _other = super::lock(dir.path()).unwrap();
    let found = apply(dir.path(), &changes, Some(&old), &new).unwrap_err();
    assert_eq!(found.code.id, codes::OUTPUT_BUSY.id);
}

#[test]
fn the_output_directory_may_be_new() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("crates/new");
    apply(&out, &[write("a", "1")], None, &manifest(&[("a", "1")])).unwrap();
    assert_eq!(fs::read_to_string(out.join("a")).unwrap(), "1");
}

#[test]
fn a_file_or_a_directory_in_the_way_is_refused_and_nothing_is_written() {
    for (setup, name) in [("Cargo.toml/x", "Cargo.toml"), ("src", "src/a.rs")] {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join(setup);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, "theirs").unwrap();
        let changes = [write("0", "0"), write(name, "ours")];
        let found = apply(dir.path(), &changes, None, &Manifest::default()).unwrap_err();
        assert_eq!(found.code.id, codes::OUTPUT_OBSTRUCTED.id);
        assert_eq!(texts(dir.path()).into_keys().collect::<Vec<_>>(), [setup]);
    }
}

#[cfg(unix)]
mod links {
    use super::{Change, Manifest, apply, codes, fs, manifest, path, write};
    use crate::{read_files, read_tree};
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_link_inside_the_output_directory_is_never_written_or_read_through() {
        for (link, target, name) in [
            ("src", "", "src/a.rs"),
            ("Cargo.toml", "Cargo.toml", "Cargo.toml"),
            ("specwright.lock", "Cargo.toml", "a"),
            ("src", "nowhere", "src/a.rs"),
        ] {
            let outside = tempfile::tempdir().unwrap();
            fs::write(outside.path().join("Cargo.toml"), "theirs").unwrap();
            let out = tempfile::tempdir().unwrap();
            symlink(outside.path().join(target), out.path().join(link)).unwrap();
            for change in [write(name, "ours"), Change::Remove { path: path(name) }] {
                let found = apply(out.path(), &[change], None, &Manifest::default()).unwrap_err();
                assert_eq!(found.code.id, codes::OUTPUT_SYMLINK.id);
            }
            if link != "specwright.lock" {
                assert_eq!(
                    read_files(out.path(), [&path(name)]).unwrap_err().code.id,
                    codes::OUTPUT_SYMLINK.id
                );
            }
            assert_eq!(
                read_tree(out.path()).unwrap().len(),
                0,
                "a link is no file of the tree"
            );
            assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
            assert_eq!(
                fs::read_to_string(outside.path().join("Cargo.toml")).unwrap(),
                "theirs"
            );
        }
    }

    #[test]
    fn a_link_in_place_of_the_staging_directory_is_removed_and_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("theirs"), "theirs").unwrap();
        let out = tempfile::tempdir().unwrap();
        symlink(outside.path(), out.path().join(super::STAGING)).unwrap();
        apply(
            out.path(),
            &[write("a", "1")],
            None,
            &manifest(&[("a", "1")]),
        )
        .unwrap();
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_replaced_file_keeps_its_permissions() {
        let out = tempfile::tempdir().unwrap();
        let file = out.path().join("run.sh");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        apply(
            out.path(),
            &[write("run.sh", "new")],
            None,
            &manifest(&[("run.sh", "new")]),
        )
        .unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o755
        );
    }
}
