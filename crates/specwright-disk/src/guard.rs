//! What may stand where an output file belongs.

use specwright_diagnostics::{Code, Diagnostic, codes};
use specwright_fileset::RelPath;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Where an output file belongs, after a look at everything on the way: each directory is a real one or absent, and
/// the place itself is free or taken by a regular file.
pub(crate) fn place(out: &Path, path: &RelPath) -> Result<Place, Diagnostic> {
    let mut place = out.to_path_buf();
    let mut segments = path.as_str().split('/').peekable();
    while let Some(segment) = segments.next() {
        place.push(segment);
        let is_last = segments.peek().is_none();
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                segments.for_each(|segment| place.push(segment));
                return Ok(Place {
                    path: place,
                    exists: false,
                });
            }
            Err(error) => return Err(failed("looked at", &place, &error)),
        };
        if kind.is_symlink() {
            return Err(refusal(
                &codes::OUTPUT_SYMLINK,
                format!(
                    "`{}` is a symbolic link inside the output directory",
                    place.display()
                ),
                "replace the link by a real file or directory, or name another directory with `--out`",
            ));
        }
        if is_last && !kind.is_file() {
            return Err(refusal(
                &codes::OUTPUT_OBSTRUCTED,
                format!(
                    "`{}` is no regular file, and a generated file belongs there",
                    place.display()
                ),
                "move it away, or name another directory with `--out`",
            ));
        }
        if !is_last && !kind.is_dir() {
            return Err(refusal(
                &codes::OUTPUT_OBSTRUCTED,
                format!(
                    "`{}` is no directory, and generated files belong below it",
                    place.display()
                ),
                "move it away, or name another directory with `--out`",
            ));
        }
    }
    Ok(Place {
        path: place,
        exists: true,
    })
}

/// The place of an output file.
#[derive(Debug)]
pub(crate) struct Place {
    /// The path on disk.
    pub(crate) path: PathBuf,
    /// Whether a regular file stands there.
    pub(crate) exists: bool,
}

/// The operating system refused something.
pub(crate) fn failed(verb: &str, path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::without_place(
        &codes::OUTPUT_FAILED,
        format!("`{}` could not be {verb}: {error}", path.display()),
        "mend the cause and run it again",
    )
}

fn refusal(code: &'static Code, message: String, help: &str) -> Diagnostic {
    Diagnostic::without_place(code, message, help)
}
