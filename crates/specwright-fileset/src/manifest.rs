//! `specwright.lock`: which files of a tree are ours, and as which bytes we wrote them.

use crate::{Digest, FileSet, InvalidDigest, InvalidPath, Ownership, RelPath};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// The manifest's name in the output directory.
pub const MANIFEST_NAME: &str = "specwright.lock";

const FORMAT: &str = "format 1";
const HEAD: &str = "\
# Written by Specwright. It tells generated files from yours; keep it under version control, and do not edit it.
";

/// What the last generation wrote.
///
/// A path has one digest, except while files are being replaced: then it has the old and the new one, so that a run that
/// is killed half-way leaves nothing that looks edited by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The digest of each input by its role (`api`, `database`); no path, since a path belongs to a machine.
    pub specs: BTreeMap<String, Digest>,
    /// The codes of the errors that were let through knowingly: what they are about is not in the output.
    pub allowed: BTreeSet<String>,
    /// The generated files and the bytes that we wrote.
    pub generated: BTreeMap<RelPath, BTreeSet<Digest>>,
    /// The files that we wrote once and that belong to the developers since.
    pub owned: BTreeSet<RelPath>,
}

/// Why a text is no manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidManifest {
    /// The 1-based line.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl Manifest {
    /// The manifest of a tree made from these specs.
    #[must_use]
    pub fn of(specs: BTreeMap<String, Digest>, files: &FileSet) -> Self {
        let mut manifest = Self {
            specs,
            ..Self::default()
        };
        for (path, file) in files.iter() {
            match file.ownership {
                Ownership::Generated => {
                    manifest
                        .generated
                        .insert(path.clone(), BTreeSet::from([Digest::of(&file.contents)]));
                }
                Ownership::Owned => {
                    manifest.owned.insert(path.clone());
                }
            }
        }
        manifest
    }

    /// The manifest that stands while a tree goes from the state `self` to the state `next`: each file may be either.
    #[must_use]
    pub fn on_the_way_to(&self, next: &Self) -> Self {
        let mut both = next.clone();
        for (path, digests) in &self.generated {
            both.generated
                .entry(path.clone())
                .or_default()
                .extend(digests);
        }
        both.owned.extend(
            self.owned
                .iter()
                .filter(|path| !both.generated.contains_key(path))
                .cloned(),
        );
        both
    }

    /// Whether the file at a path is as we wrote it; `None` where we wrote none.
    #[must_use]
    pub fn wrote(&self, path: &RelPath, contents: &[u8]) -> Option<bool> {
        self.generated
            .get(path)
            .map(|digests| digests.contains(&Digest::of(contents)))
    }

    /// All paths that are listed.
    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.generated.keys().chain(&self.owned)
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}{FORMAT}")?;
        for (role, digest) in &self.specs {
            writeln!(f, "spec {digest} {role}")?;
        }
        for code in &self.allowed {
            writeln!(f, "allow {code}")?;
        }
        for (path, digests) in &self.generated {
            for digest in digests {
                writeln!(f, "file {digest} {path}")?;
            }
        }
        self.owned
            .iter()
            .try_for_each(|path| writeln!(f, "owned {path}"))
    }
}

impl FromStr for Manifest {
    type Err = InvalidManifest;

    fn from_str(text: &str) -> Result<Self, InvalidManifest> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(at, line)| (at + 1, line));
        match lines.next() {
            Some((_, FORMAT)) => {}
            Some((line, other)) => {
                return Err(InvalidManifest {
                    line,
                    reason: format!("expected `{FORMAT}`, found `{other}`"),
                });
            }
            None => {
                return Err(InvalidManifest {
                    line: 1,
                    reason: format!("expected `{FORMAT}`, found nothing"),
                });
            }
        }
        let mut manifest = Self::default();
        for (line, text) in lines {
            manifest
                .read_line(text)
                .map_err(|reason| InvalidManifest { line, reason })?;
        }
        Ok(manifest)
    }
}

impl Manifest {
    fn read_line(&mut self, line: &str) -> Result<(), String> {
        let digest_and_rest = |rest: &str| -> Result<(Digest, String), String> {
            let (digest, rest) = rest
                .split_once(' ')
                .ok_or_else(|| format!("`{line}` has too few words"))?;
            let digest = digest
                .parse()
                .map_err(|error: InvalidDigest| error.to_string())?;
            Ok((digest, rest.to_owned()))
        };
        let path =
            |text: String| RelPath::new(text).map_err(|error: InvalidPath| error.to_string());
        match line.split_once(' ') {
            Some(("spec", rest)) => {
                let (digest, role) = digest_and_rest(rest)?;
                self.specs.insert(role, digest);
            }
            Some(("file", rest)) => {
                let (digest, name) = digest_and_rest(rest)?;
                self.generated
                    .entry(path(name)?)
                    .or_default()
                    .insert(digest);
            }
            Some(("allow", code)) => {
                self.allowed.insert(code.to_owned());
            }
            Some(("owned", rest)) => {
                self.owned.insert(path(rest.to_owned())?);
            }
            _ => {
                return Err(format!(
                    "`{line}` starts with none of `spec`, `allow`, `file`, `owned`"
                ));
            }
        }
        Ok(())
    }
}

impl fmt::Display for InvalidManifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for InvalidManifest {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::Manifest;
    use crate::{Digest, FileSet, OutputFile, RelPath};
    use std::collections::BTreeMap;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn files(source: &str) -> FileSet {
        [
            (path("src/main.rs"), OutputFile::generated(source)),
            (path("src/custom/a b.rs"), OutputFile::owned("// yours\n")),
            (path("Cargo.toml"), OutputFile::generated("[package]\n")),
        ]
        .into_iter()
        .collect()
    }

    fn manifest(source: &str) -> Manifest {
        Manifest::of(
            BTreeMap::from([("api".to_owned(), Digest::of(b"openapi: 3.0.3\n"))]),
            &files(source),
        )
    }

    #[test]
    fn is_one_sorted_line_a_file() {
        assert_eq!(
            manifest("fn main() {}\n").to_string(),
            "# Written by Specwright. It tells generated files from yours; keep it under version control, and do not edit it.\n"
                .to_owned()
                + "format 1\n"
                + &format!("spec {} api\n", Digest::of(b"openapi: 3.0.3\n"))
                + &format!("file {} Cargo.toml\n", Digest::of(b"[package]\n"))
                + &format!("file {} src/main.rs\n", Digest::of(b"fn main() {}\n"))
                + "owned src/custom/a b.rs\n"
        );
    }

    #[test]
    fn reads_what_it_prints_also_with_crlf() {
        let mut manifest = manifest("fn main() {}\n");
        manifest.allowed = ["M0404".to_owned(), "M0405".to_owned()].into();
        assert_eq!(manifest.to_string().parse::<Manifest>().unwrap(), manifest);
        assert_eq!(
            manifest
                .to_string()
                .replace('\n', "\r\n")
                .parse::<Manifest>()
                .unwrap(),
            manifest
        );
    }

    #[test]
    fn on_the_way_either_state_of_a_file_is_ours() {
        let (old, new) = (manifest("fn old() {}\n"), manifest("fn new() {}\n"));
        let between = old
            .on_the_way_to(&new)
            .to_string()
            .parse::<Manifest>()
            .unwrap();
        let main = path("src/main.rs");
        assert_eq!(between.wrote(&main, b"fn old() {}\n"), Some(true));
        assert_eq!(between.wrote(&main, b"fn new() {}\r\n"), Some(true));
        assert_eq!(between.wrote(&main, b"fn edited() {}\n"), Some(false));
        assert_eq!(between.wrote(&path("src/lib.rs"), b""), None);
    }

    #[test]
    fn refuses_with_the_line() {
        let digest = Digest::of(b"");
        for (text, line, part) in [
            (String::new(), 1, "found nothing"),
            (
                "<<<<<<< HEAD\nformat 1\n".to_owned(),
                1,
                "found `<<<<<<< HEAD`",
            ),
            ("format 2\n".to_owned(), 1, "expected `format 1`"),
            ("format 1\n\nfile 12 a\n".to_owned(), 3, "is not a SHA-256"),
            (
                format!("format 1\nfile {digest} ../a\n"),
                2,
                "not a path inside",
            ),
            (format!("format 1\nfile {digest}\n"), 2, "too few words"),
            (
                "format 1\nowned /etc/passwd\n".to_owned(),
                2,
                "not a path inside",
            ),
            ("format 1\nwhat\n".to_owned(), 2, "starts with none of"),
        ] {
            let error = text.parse::<Manifest>().unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.reason.contains(part), "{error}");
        }
    }
}
