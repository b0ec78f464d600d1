//! Emitted crates → one workspace with one target directory, so that the runtime and its dependencies are compiled once
//! for all of them.
//!
//! Below one folder lie `specwright-runtime`, `target`, and a workspace for each suite of crates.

use crate::vendored;
use specwright_fileset::{FileSet, RelPath};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The way from a member to the runtime: the setting with which members are planned.
pub const RUNTIME: &str = "../../specwright-runtime";

/// A workspace of emitted crates.
#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    suite: String,
    members: Vec<String>,
}

impl Bundle {
    /// A suite in a folder that is for emitted crates alone.
    #[must_use]
    pub fn new(folder: &Path, suite: &str) -> Self {
        Self {
            folder: folder.to_path_buf(),
            suite: suite.to_owned(),
            members: Vec::new(),
        }
    }

    /// Where cargo runs.
    #[must_use]
    pub fn workspace(&self) -> PathBuf {
        self.folder.join(&self.suite)
    }

    /// Where cargo keeps what it builds, for all suites of the folder.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Writes a crate. Files of the same contents are left alone, so that cargo has nothing to build again; files that
    /// are no longer emitted are removed.
    pub fn add(&mut self, name: &str, files: &FileSet) -> io::Result<PathBuf> {
        let member = self.workspace().join(name);
        write_tree(&member, files)?;
        self.members.push(name.to_owned());
        Ok(member)
    }

    /// Writes what makes a workspace of the crates. `lock` is a lock file with the versions of the runtime's
    /// dependencies, which are there without a network.
    pub fn finish(&self, lock: &Path) -> io::Result<()> {
        let runtime = vendored::files().into_iter().filter_map(|(path, file)| {
            let within = path
                .as_str()
                .strip_prefix(vendored::FOLDER)?
                .strip_prefix('/')?;
            Some((RelPath::new(within).ok()?, file))
        });
        write_tree(&self.folder.join("specwright-runtime"), &runtime.collect())?;
        let members: Vec<String> = self
            .members
            .iter()
            .map(|name| format!("    {name:?},\n"))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n",
            members.concat()
        );
        write_if_new(&self.workspace().join("Cargo.toml"), manifest.as_bytes())?;
        let own = self.workspace().join("Cargo.lock");
        if !own.exists() {
            fs::copy(lock, own)?;
        }
        Ok(())
    }
}

fn write_tree(folder: &Path, files: &FileSet) -> io::Result<()> {
    let wanted: BTreeSet<PathBuf> = files
        .paths()
        .map(|path| folder.join(path.as_str()))
        .collect();
    remove_all_but(folder, &wanted)?;
    for (path, file) in files.iter() {
        let contents = if path.as_str() == "Cargo.toml" {
            as_member(&file.contents)
        } else {
            file.contents.clone()
        };
        write_if_new(&folder.join(path.as_str()), &contents)?;
    }
    Ok(())
}

fn remove_all_but(folder: &Path, wanted: &BTreeSet<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_all_but(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The manifest without the tables that only the root of a workspace may have.
fn as_member(manifest: &[u8]) -> Vec<u8> {
    let mut kept = String::new();
    let mut section = String::new();
    for line in String::from_utf8_lossy(manifest).lines() {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        }
        if section != "[workspace]" && !section.starts_with("[profile.") {
            kept += line;
            kept.push('\n');
        }
    }
    kept.into_bytes()
}

fn write_if_new(path: &Path, contents: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, contents)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::Bundle;
    use specwright_fileset::{FileSet, OutputFile, RelPath};
    use std::fs;

    fn files(names: &[&str]) -> FileSet {
        let text = "[package]\nname = \"a\"\n\n[workspace]\n\n[profile.release]\nlto = true\n";
        names
            .iter()
            .map(|name| (RelPath::new(*name).unwrap(), OutputFile::generated(text)))
            .collect()
    }

    #[test]
    fn a_crate_becomes_a_member_and_what_is_no_longer_emitted_goes() {
        let dir = tempfile::tempdir().unwrap();
        let lock = dir.path().join("lock");
        fs::write(&lock, "").unwrap();
        Bundle::new(dir.path(), "s")
            .add("a", &files(&["Cargo.toml", "src/old.rs"]))
            .unwrap();
        let mut bundle = Bundle::new(dir.path(), "s");
        let member = bundle
            .add("a", &files(&["Cargo.toml", "src/new.rs"]))
            .unwrap();
        bundle.finish(&lock).unwrap();
        assert!(member.join("src/new.rs").is_file() && !member.join("src/old.rs").exists());
        let manifest = fs::read_to_string(member.join("Cargo.toml")).unwrap();
        assert_eq!(manifest, "[package]\nname = \"a\"\n\n");
        let root = fs::read_to_string(bundle.workspace().join("Cargo.toml")).unwrap();
        assert!(root.contains("\"a\","), "{root}");
        assert!(dir.path().join("specwright-runtime/src/lib.rs").is_file());
        assert!(
            dir.path()
                .join("specwright-runtime/pattern/Cargo.toml")
                .is_file()
        );
    }
}
