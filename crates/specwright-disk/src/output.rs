//! An output directory as it stands.

use crate::guard::{failed, place};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_fileset::{FileSet, MANIFEST_NAME, Manifest, OutputFile, RelPath};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Those of the named files that exist. Only they are read, so that a `target` directory of gigabytes costs nothing.
pub fn read_files<'a>(
    out: &Path,
    paths: impl IntoIterator<Item = &'a RelPath>,
) -> Result<FileSet, Diagnostic> {
    let mut files = FileSet::default();
    for path in paths {
        let place = place(out, path)?;
        if place.exists {
            let contents =
                fs::read(&place.path).map_err(|error| failed("read", &place.path, &error))?;
            files.insert(path.clone(), OutputFile::generated(contents));
        }
    }
    Ok(files)
}

/// The manifest of the directory; `None` where there is none.
pub fn read_manifest(out: &Path) -> Result<Option<Manifest>, Diagnostic> {
    let place = place(out, &manifest_path())?;
    if !place.exists {
        return Ok(None);
    }
    let bytes = fs::read(&place.path).map_err(|error| failed("read", &place.path, &error))?;
    let damaged = |reason: String| {
        Diagnostic::without_place(
            &codes::MANIFEST_UNREADABLE,
            format!("`{}` is damaged: {reason}", place.path.display()),
            "restore it from version control; in a merge conflict either side will do",
        )
    };
    let text = String::from_utf8(bytes).map_err(|_| damaged("it is no UTF-8 text".to_owned()))?;
    text.parse()
        .map(Some)
        .map_err(|error: specwright_fileset::InvalidManifest| damaged(error.to_string()))
}

/// All regular files below a directory, sorted by name; links are not followed, and directories that hold no sources
/// (`target`, `.git`, our own staging directory) are passed over.
pub fn read_tree(root: &Path) -> Result<FileSet, Diagnostic> {
    let mut files = FileSet::default();
    let walk = WalkDir::new(root).follow_links(false).sort_by_file_name();
    for entry in walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry))
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_path_buf();
                let error = error
                    .into_io_error()
                    .unwrap_or_else(|| ErrorKind::Other.into());
                return Err(failed("read", &path, &error));
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = relative(root, entry.path()) else {
            return Err(failed(
                "read",
                entry.path(),
                &ErrorKind::InvalidFilename.into(),
            ));
        };
        let contents =
            fs::read(entry.path()).map_err(|error| failed("read", entry.path(), &error))?;
        files.insert(path, OutputFile::generated(contents));
    }
    Ok(files)
}

/// Writes a report where the user wants it.
pub fn write_report(path: &Path, text: &str) -> Result<(), Diagnostic> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_directory(folder)?;
    }
    fs::write(path, text).map_err(|error| failed("written", path, &error))
}

/// Makes a directory, and those that it lies in.
pub fn make_directory(path: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(path).map_err(|error| failed("created", path, &error))
}

/// The manifest's own path.
pub(crate) fn manifest_path() -> RelPath {
    RelPath::new(MANIFEST_NAME).expect("the manifest's name is a plain file name")
}

fn is_passed_over(entry: &DirEntry) -> bool {
    entry.file_type().is_dir()
        && matches!(
            entry.file_name().to_str(),
            Some("target" | ".git" | crate::apply::STAGING)
        )
}

fn relative(root: &Path, path: &Path) -> Option<RelPath> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .iter()
        .map(|part| part.to_str())
        .collect();
    RelPath::new(parts?.join("/")).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{read_files, read_manifest, read_tree, write_report};
    use specwright_diagnostics::codes;
    use specwright_fileset::{MANIFEST_NAME, RelPath};
    use std::fs;

    #[test]
    fn a_manifest_is_read_or_absent_or_damaged_with_its_line() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read_manifest(dir.path()).unwrap(), None);
        assert_eq!(read_manifest(&dir.path().join("none")).unwrap(), None);
        let manifest = dir.path().join(MANIFEST_NAME);
        fs::write(&manifest, "format 1\nowned src/custom/a.rs\n").unwrap();
        assert_eq!(read_manifest(dir.path()).unwrap().unwrap().owned.len(), 1);
        fs::write(&manifest, "format 1\n=======\n").unwrap();
        let found = read_manifest(dir.path()).unwrap_err();
        assert_eq!(found.code.id, codes::MANIFEST_UNREADABLE.id);
        assert!(found.message.contains("line 2"), "{}", found.message);
        fs::write(&manifest, b"\xff\xfe").unwrap();
        assert_eq!(
            read_manifest(dir.path()).unwrap_err().code.id,
            codes::MANIFEST_UNREADABLE.id
        );
    }

    #[test]
    fn only_named_files_are_read_and_absent_ones_are_left_out() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "1").unwrap();
        fs::write(dir.path().join("b"), "2").unwrap();
        let paths = ["a", "c", "d/e"].map(|path| RelPath::new(path).unwrap());
        let files = read_files(dir.path(), &paths).unwrap();
        assert_eq!(
            files.paths().map(RelPath::as_str).collect::<Vec<_>>(),
            ["a"]
        );
    }

    #[test]
    fn a_tree_is_all_files_in_order_without_build_products() {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["src", "target/debug", ".git"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        for file in [
            "src/z.rs",
            "src/a.rs",
            "Cargo.toml",
            "target/debug/x",
            ".git/HEAD",
            "src/target",
        ] {
            fs::write(dir.path().join(file), "").unwrap();
        }
        let files = read_tree(dir.path()).unwrap();
        assert_eq!(
            files.paths().map(RelPath::as_str).collect::<Vec<_>>(),
            ["Cargo.toml", "src/a.rs", "src/target", "src/z.rs"]
        );
    }

    #[test]
    fn a_report_makes_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b.json");
        write_report(&path, "{}").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{}");
        assert_eq!(
            write_report(&path.join("c"), "{}").unwrap_err().code.id,
            codes::OUTPUT_FAILED.id
        );
    }
}
