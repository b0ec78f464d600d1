//! Files of a folder that may not be left: the documents that a description refers to.

use crate::input::read_input;
use specwright_diagnostics::{Diagnostic, codes};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// The bytes of a file below a folder, by its way from there (`schemas/pet.yaml`); `None` where there is no such file.
///
/// Neither the name nor a symbolic link leads out of the folder: what a description refers to comes from whoever wrote
/// the description, and must not make the tool read anything else on the machine.
pub fn read_inside(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
    let way = Path::new(name);
    let is_plain = |component: Component<'_>| matches!(component, Component::Normal(_));
    if name.is_empty() || !way.components().all(is_plain) {
        return Err(outside(name));
    }
    let path = folder.join(way);
    let (folder, real) = match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(real)) => (folder, real),
        (_, Err(error))
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
        {
            return Ok(None);
        }
        (Err(error), _) | (_, Err(error)) => {
            return Err(Diagnostic::without_place(
                &codes::INPUT_UNREADABLE,
                format!("`{}` cannot be read: {error}", path.display()),
                "make the file readable",
            ));
        }
    };
    if !real.starts_with(&folder) {
        return Err(outside(name));
    }
    read_input(&real).map(Some)
}

fn outside(name: &str) -> Diagnostic {
    Diagnostic::without_place(
        &codes::INPUT_OUTSIDE,
        format!("`{name}` lies outside of the folder of the description"),
        "put a real file into the folder of the description, or below it",
    )
}

/// The files in a folder whose names have one of these endings, in the order of their names; none where there is no
/// such folder.
pub fn list_files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Diagnostic> {
    let unreadable = |error: &std::io::Error| {
        Diagnostic::without_place(
            &codes::INPUT_UNREADABLE,
            format!("`{}` cannot be read: {error}", folder.display()),
            "make the folder readable",
        )
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(unreadable(&error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(&error))?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| endings.contains(&ending)) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{list_files, read_inside};
    use specwright_diagnostics::codes;
    use std::fs;

    #[test]
    fn files_of_the_folder_are_read_and_others_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("specs");
        fs::create_dir_all(folder.join("schemas")).unwrap();
        fs::write(folder.join("schemas/pet.yaml"), "a: 1").unwrap();
        fs::write(dir.path().join("secret.yaml"), "b: 2").unwrap();
        let read = |name: &str| read_inside(&folder, name);
        assert_eq!(read("schemas/pet.yaml").unwrap().unwrap(), b"a: 1");
        assert_eq!(read("schemas/none.yaml").unwrap(), None);
        assert_eq!(read("schemas/pet.yaml/none").unwrap(), None);
        let absolute = dir.path().join("secret.yaml");
        for name in [
            "../secret.yaml",
            "schemas/../../secret.yaml",
            "",
            absolute.to_str().unwrap(),
        ] {
            assert_eq!(
                read(name).unwrap_err().code.id,
                codes::INPUT_OUTSIDE.id,
                "{name}"
            );
        }
        assert_eq!(
            read("schemas").unwrap_err().code.id,
            codes::INPUT_NOT_A_FILE.id
        );
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("specs");
        fs::create_dir(&folder).unwrap();
        fs::write(dir.path().join("secret.yaml"), "b: 2").unwrap();
        fs::write(folder.join("real.yaml"), "a: 1").unwrap();
        let link = std::os::unix::fs::symlink::<&std::path::Path, std::path::PathBuf>;
        link(
            std::path::Path::new("../secret.yaml"),
            folder.join("file.yaml"),
        )
        .unwrap();
        link(std::path::Path::new(".."), folder.join("up")).unwrap();
        link(
            std::path::Path::new("real.yaml"),
            folder.join("inside.yaml"),
        )
        .unwrap();
        for name in ["file.yaml", "up/secret.yaml"] {
            let found = read_inside(&folder, name).unwrap_err();
            assert_eq!(found.code.id, codes::INPUT_OUTSIDE.id, "{name}");
        }
        assert_eq!(
            read_inside(&folder, "inside.yaml").unwrap().unwrap(),
            b"a: 1"
        );
    }

    #[test]
    fn files_are_listed_by_ending_and_name() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.yaml", "a.json", "c.txt"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        fs::create_dir(dir.path().join("d.yaml")).unwrap();
        let files = list_files(dir.path(), &["yaml", "json"]).unwrap();
        assert_eq!(
            files,
            [dir.path().join("a.json"), dir.path().join("b.yaml")]
        );
        assert!(
            list_files(&dir.path().join("none"), &["yaml"])
                .unwrap()
                .is_empty()
        );
    }
}
