//! One input file, or one clear sentence why not.

use specwright_diagnostics::{Diagnostic, codes};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The size of the largest input that is read, in bytes.
pub const INPUT_LIMIT: u64 = 64 * 1024 * 1024;

/// The text of an input file, without a byte order mark.
pub fn read_input(path: &Path) -> Result<String, Diagnostic> {
    read_input_up_to(path, INPUT_LIMIT)
}

fn read_input_up_to(path: &Path, limit: u64) -> Result<String, Diagnostic> {
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
    File::open(path)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > limit {
        let size = metadata.len().max(bytes.len() as u64).div_ceil(1024 * 1024);
        return Err(Diagnostic::without_place(
            &codes::INPUT_TOO_LARGE,
            format!(
                "`{name}` has {size} MiB, and the largest input that is read has {} MiB",
                limit.div_ceil(1024 * 1024)
            ),
            "check the file name; a description of that size can be split into files",
        ));
    }
    text(path, bytes)
}

fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let name = path.display();
    let text = String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'));
    let Some(mut text) = text else {
        return Err(Diagnostic::without_place(
            &codes::INPUT_NOT_TEXT,
            format!("`{name}` is no UTF-8 text"),
            "name a YAML or JSON file in UTF-8",
        ));
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.trim().is_empty() {
        return Err(Diagnostic::without_place(
            &codes::INPUT_EMPTY,
            format!("`{name}` is empty"),
            "write the spec into it, or name another file",
        ));
    }
    Ok(text)
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
        INPUT_EMPTY, INPUT_MISSING, INPUT_NOT_A_FILE, INPUT_NOT_TEXT, INPUT_TOO_LARGE,
    };
    use std::fs;
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
        let file = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        refuses(
            &dir.path().join("none.yaml"),
            &INPUT_MISSING,
            "`FILE` does not exist",
        );
        refuses(
            &file("f", b"x").join("below.yaml"),
            &INPUT_MISSING,
            "`FILE` does not exist",
        );
        refuses(
            dir.path(),
            &INPUT_NOT_A_FILE,
            "`FILE` is a directory, not a file",
        );
        refuses(&file("empty", b""), &INPUT_EMPTY, "`FILE` is empty");
        refuses(
            &file("blank", b"\xef\xbb\xbf \r\n\t\n"),
            &INPUT_EMPTY,
            "`FILE` is empty",
        );
        refuses(
            &file("binary", b"PK\x03\x04\0\0\0"),
            &INPUT_NOT_TEXT,
            "`FILE` is no UTF-8 text",
        );
        refuses(
            &file("latin1", b"title: caf\xe9"),
            &INPUT_NOT_TEXT,
            "`FILE` is no UTF-8 text",
        );
        refuses(
            &file("utf16", b"\xff\xfeo\0p\0"),
            &INPUT_NOT_TEXT,
            "`FILE` is no UTF-8 text",
        );
    }

    #[test]
    fn a_file_of_100_megabytes_is_refused_without_reading_it_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("huge.yaml");
        // A sparse file: it takes no room on the disk.
        fs::File::create(&path)
            .unwrap()
            .set_len(100 * 1024 * 1024)
            .unwrap();
        refuses(
            &path,
            &INPUT_TOO_LARGE,
            "`FILE` has 100 MiB, and the largest input that is read has 64 MiB",
        );
        assert_eq!(INPUT_LIMIT, 64 * 1024 * 1024);
    }

    #[test]
    fn the_limit_is_the_last_size_that_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.yaml");
        fs::write(&path, "a: 1").unwrap();
        assert_eq!(read_input_up_to(&path, 4).unwrap(), "a: 1");
        assert_eq!(
            read_input_up_to(&path, 3).unwrap_err().code.id,
            INPUT_TOO_LARGE.id
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.yaml");
        fs::write(&path, b"\xef\xbb\xbfopenapi: 3.0.3\r\n").unwrap();
        assert_eq!(read_input(&path).unwrap(), "openapi: 3.0.3\r\n");
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
