//! Expected outputs, and how they are brought up to date.

use specwright_fileset::{FileSet, OutputFile, RelPath, same_text};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Whether expected outputs are written anew instead of being compared with.
pub fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// Compares a text with a file; what differs is the answer.
pub fn difference(path: &Path, actual: &str) -> Option<String> {
    if updates() {
        fs::write(path, actual).unwrap();
        return None;
    }
    let shown = path.display();
    let Ok(expected) = fs::read_to_string(path) else {
        return Some(format!(
            "{shown} is missing; run with UPDATE_GOLDEN=1 and review it. It would hold:\n{actual}"
        ));
    };
    if same_text(expected.as_bytes(), actual.as_bytes()) {
        return None;
    }
    Some(format!(
        "{shown} differs; run with UPDATE_GOLDEN=1 and review the change.\n{}",
        diff(path, &expected, actual)
    ))
}

/// Compares a tree with a folder; what differs is the answer.
pub fn tree_difference(folder: &Path, actual: &FileSet) -> Option<String> {
    if updates() {
        let _ = fs::remove_dir_all(folder);
        for (path, file) in actual.iter() {
            let path = folder.join(path.as_str());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.contents).unwrap();
        }
        return None;
    }
    let expected = if folder.is_dir() {
        specwright_disk::read_tree(folder).unwrap()
    } else {
        FileSet::default()
    };
    let paths: BTreeSet<&RelPath> = expected.paths().chain(actual.paths()).collect();
    let difference = |path: &RelPath| {
        let shown = folder.join(path.as_str());
        match (expected.get(path), actual.get(path)) {
            (Some(_), None) => Some(format!("{} is no longer generated\n", shown.display())),
            (None, Some(_)) => Some(format!("{} is new\n", shown.display())),
            (Some(expected), Some(actual)) => {
                let differs = !same_text(&expected.contents, &actual.contents);
                differs.then(|| diff(&shown, &text(expected), &text(actual)))
            }
            (None, None) => None,
        }
    };
    let differences: Vec<String> = paths.into_iter().filter_map(difference).collect();
    let advice = "run with UPDATE_GOLDEN=1 and review the change";
    (!differences.is_empty()).then(|| format!("{}{advice}", differences.concat()))
}

fn text(file: &OutputFile) -> String {
    String::from_utf8_lossy(&file.contents).into_owned()
}

fn diff(path: &Path, expected: &str, actual: &str) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let drift = specwright_drift::Drift {
        path: RelPath::new(name).unwrap(),
        cause: specwright_drift::Cause::SpecChanged,
        actual: Some(expected.into()),
        expected: Some(actual.into()),
    };
    let diff = specwright_drift::unified_diff(&drift).unwrap_or_default();
    diff.replace("(on disk)", "(expected)")
        .replace("(from the specs)", "(actual)")
}
