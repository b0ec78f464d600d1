//! One input file, or one clear sentence why not.

use specwright_diagnostics::{Diagnostic, codes};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The size of the largest input that is read, in bytes.
pub const INPUT_LIMIT: u64 = 64 * 1024 * 1024;

/// The bytes of an input file. What they are, and whether they are text at all, is for `specwright-source` to say.
pub fn read_input(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    read_input_up_to(path, INPUT_LIMIT)
}

fn read_input_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Diagnostic> {
    let name = path.display();
    // The kind is asked for before the file is opened: opening a pipe would wait for somebody to write into it.
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() {
            "a directory"
        } else {
            "a device or a pipe"
        };
        return Err(Diagnostic::without_place(
            &codes::INPUT_NOT_A_FILE,
            format!("`{name}` is {kind}, not a file"),
            "name the file itself",
        ));
    }
    let mut bytes = Vec::new();
    // A file can grow after it was measured, so the limit holds for what is read, too.
    if metadata.len() <= limit {
        File::open(path)
            .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(path, &error))?;
    }
    let size = metadata.len().max(bytes.len() as u64);
    if size > limit {
        let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
        return Err(Diagnostic::without_place(
            &codes::FILE_TOO_LARGE,
            format!(
                "`{name}` has {} MB, and the limit is {} MB",
                megabytes(size),
                megabytes(limit)
            ),
            "check that this is the file you mean, or split the description",
        ));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = path.display();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Diagnostic::without_place(
            &codes::INPUT_MISSING,
            format!("`{name}` does not exist"),
            "check the path, or name another file with `--api` or `--database`",
        ),
        _ => Diagnostic::without_place(
            &codes::INPUT_UNREADABLE,
            format!("`{name}` cannot be read: {error}"),
            "make the file readable",
        ),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{INPUT_LIMIT, read_input, read_input_up_to};
    use specwright_diagnostics::Code;
    use specwright_diagnostics::codes::{
        FILE_TOO_LARGE, INPUT_MISSING, INPUT_NOT_A_FILE, INPUT_UNREADABLE,
    };
    use std::fs;
    use std::io::ErrorKind;
    use std::path::Path;

    #[track_caller]
    fn refuses(path: &Path, code: &'static Code, sentence: &str) {
        let found = read_input(path).unwrap_err();
        assert_eq!(found.code.id, code.id);
        assert_eq!(
            found.message.replace(&*path.to_string_lossy(), "FILE"),
            sentence
        );
        assert!(!found.help.is_empty());
    }

    #[test]
    fn each_kind_of_bad_file_gets_its_sentence() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "x").unwrap();
        refuses(
            &dir.path().join("none.yaml"),
            &INPUT_MISSING,
            "`FILE` does not exist",
        );
        refuses(
            &file.join("below.yaml"),
            &INPUT_MISSING,
            "`FILE` does not exist",
        );
        refuses(
            dir.path(),
            &INPUT_NOT_A_FILE,
            "`FILE` is a directory, not a file",
        );
    }

    #[test]
    fn a_file_of_100_megabytes_is_refused_without_reading_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("huge.yaml");
        // A sparse file: it takes no room on the disk.
        fs::File::create(&path)
            .unwrap()
            .set_len(100 * 1024 * 1024)
            .unwrap();
        refuses(
            &path,
            &FILE_TOO_LARGE,
            "`FILE` has 100 MB, and the limit is 64 MB",
        );
        assert_eq!(INPUT_LIMIT, 64 * 1024 * 1024);
    }

    #[test]
    fn the_limit_is_the_last_size_that_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.yaml");
        fs::write(&path, "a: 1").unwrap();
        assert_eq!(read_input_up_to(&path, 4).unwrap(), b"a: 1");
        assert_eq!(
            read_input_up_to(&path, 3).unwrap_err().code.id,
            FILE_TOO_LARGE.id
        );
    }

    #[test]
    fn a_file_that_the_system_refuses_is_named_with_its_reason() {
        let found = super::unreadable(Path::new("a.yaml"), &ErrorKind::PermissionDenied.into());
        assert_eq!(found.code.id, INPUT_UNREADABLE.id);
        assert_eq!(found.message, "`a.yaml` cannot be read: permission denied");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_and_not_waited_for() {
        refuses(
            Path::new("/dev/zero"),
            &INPUT_NOT_A_FILE,
            "`FILE` is a device or a pipe, not a file",
        );
    }
}
