//! The runtime, as the output brings it along where it does not lie in Specwright's own workspace.

use specwright_fileset::{FileSet, OutputFile, RelPath};
use std::collections::BTreeMap;

/// The runtime's folder in the output.
pub(crate) const FOLDER: &str = "runtime";

/// The sources: `FILES` by their paths in the output, and the manifest of this `WORKSPACE`, from which theirs inherit.
mod sources {
    include!(concat!(env!("OUT_DIR"), "/vendored.rs"));
}

/// Where a crate of this workspace lies, relative to the crate that uses it.
const PATHS: &[(&str, &str)] = &[("specwright-pattern", "pattern")];

/// The files of the runtime, with manifests that stand alone.
#[must_use]
pub(crate) fn files() -> FileSet {
    let workspace = Workspace::of(sources::WORKSPACE);
    sources::FILES
        .iter()
        .map(|(path, text)| {
            // Cargo's file of another checkout may have CRLF; the output has LF everywhere.
            let text = text.replace("\r\n", "\n");
            let text = if path.ends_with("/Cargo.toml") {
                workspace.standalone(&text)
            } else {
                text
            };
            let path = RelPath::new(*path).expect("the build script makes paths below `runtime`");
            (path, OutputFile::generated(text))
        })
        .collect()
}

/// What a manifest inherits: the right-hand sides of `[workspace.package]` and `[workspace.dependencies]`.
struct Workspace<'m> {
    package: BTreeMap<&'m str, &'m str>,
    dependencies: BTreeMap<&'m str, &'m str>,
}

impl<'m> Workspace<'m> {
    fn of(manifest: &'m str) -> Self {
        let section = |header: &str| {
            manifest
                .lines()
                .skip_while(|line| line.trim() != header)
                .skip(1)
                .take_while(|line| !line.starts_with('['))
                .filter_map(|line| line.split_once(" = "))
                .map(|(key, value)| (key.trim(), value.trim()))
                .collect()
        };
        Self {
            package: section("[workspace.package]"),
            dependencies: section("[workspace.dependencies]"),
        }
    }

    /// The manifest with everything written out that it inherits, without what only our own tests and lints need.
    fn standalone(&self, manifest: &str) -> String {
        const LEFT_OUT: &[&str] = &[
            "[lints]",
            "[dev-dependencies]",
            "[[bench]]",
            "[[test]]",
            "[[example]]",
        ];
        let mut text =
            String::from("# Brought along by Specwright, so that this crate builds alone.\n\n");
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line.trim();
            }
            if LEFT_OUT.contains(&section) {
                continue;
            }
            text.push_str(&self.written_out(section, line));
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    fn written_out(&self, section: &str, line: &str) -> String {
        let Some((left, right)) = line.split_once(" = ") else {
            return line.to_owned();
        };
        let inherited = if section == "[package]" {
            &self.package
        } else {
            &self.dependencies
        };
        if let Some(key) = left.strip_suffix(".workspace") {
            return format!("{key} = {}", Self::value(inherited, key));
        }
        match right.strip_prefix("{ workspace = true, ") {
            Some(rest) => format!(
                "{left} = {}",
                with_keys(&Self::value(inherited, left), rest)
            ),
            None => line.to_owned(),
        }
    }

    fn value(inherited: &BTreeMap<&str, &str>, key: &str) -> String {
        match PATHS.iter().find(|(name, _)| *name == key) {
            Some((_, path)) => format!("{{ path = \"{path}\" }}"),
            None => (*inherited
                .get(key)
                .expect("Cargo has built this workspace, so the key is in its manifest"))
            .to_owned(),
        }
    }
}

/// A dependency's value with further keys, which end in ` }`.
fn with_keys(value: &str, rest: &str) -> String {
    match value.strip_suffix(" }") {
        Some(table) => format!("{table}, {rest}"),
        None => format!("{{ version = {value}, {rest}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Workspace, files};

    const WORKSPACE: &str = "\
[workspace]
members = [\"crates/*\"]

[workspace.package]
version = \"0.1.0\"
publish = false

[workspace.dependencies]
a = \"1\"
b = { version = \"2\", features = [\"x\"] }
specwright-pattern = { path = \"crates/specwright-pattern\" }

[workspace.lints.rust]
missing_docs = \"warn\"
";

    #[test]
    fn a_manifest_is_written_out_whole() {
        let manifest = "\
[package]
name = \"specwright-runtime\"
version.workspace = true
publish.workspace = true

[lints]
workspace = true

[features]
default = [\"b\"]

[dependencies]
a.workspace = true
b = { workspace = true, optional = true }
c = { workspace = true, default-features = false }
specwright-pattern.workspace = true

[dev-dependencies]
d.workspace = true
";
        let expected = "\
# Brought along by Specwright, so that this crate builds alone.

[package]
name = \"specwright-runtime\"
version = \"0.1.0\"
publish = false

[features]
default = [\"b\"]

[dependencies]
a = \"1\"
b = { version = \"2\", features = [\"x\"], optional = true }
c = { version = \"3\", default-features = false }
specwright-pattern = { path = \"pattern\" }
";
        let workspace = WORKSPACE.replace("a = \"1\"", "a = \"1\"\nc = \"3\"");
        assert_eq!(Workspace::of(&workspace).standalone(manifest), expected);
    }

    #[test]
    fn the_runtime_comes_with_its_manifests_and_nothing_is_inherited() {
        let files = files();
        for path in [
            "runtime/Cargo.toml",
            "runtime/src/lib.rs",
            "runtime/pattern/Cargo.toml",
            "runtime/pattern/src/lib.rs",
        ] {
            assert!(files.text(path).is_some(), "{path}");
        }
        for manifest in ["runtime/Cargo.toml", "runtime/pattern/Cargo.toml"] {
            let text = files.text(manifest).unwrap();
            assert!(!text.contains("workspace"), "{text}");
        }
    }
}
