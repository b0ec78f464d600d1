//! What the rules look at: the packages as Cargo sees them, and the text of all files.

use serde_json::Value;
use specwright_fileset::{FileSet, MANIFEST_NAME};
use std::path::Path;
use std::process::Command;

/// How the tool marks what it writes, also where a test keeps a tree of it.
const GENERATED: &str = "// @generated";

/// The repository.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The members of the workspace.
    pub packages: Vec<Package>,
    /// All files outside `target`.
    pub files: FileSet,
}

/// One member of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder, relative to the root, such as `crates/specwright-plan`.
    pub folder: String,
    /// What its manifest asks for.
    pub dependencies: Vec<Dependency>,
}

/// One line of a manifest's dependencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The package's real name.
    pub name: String,
    /// Whether only tests, examples and benchmarks use it.
    pub is_dev: bool,
}

impl Workspace {
    /// Asks Cargo, and reads the files.
    pub fn read(root: &Path) -> Result<Self, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args([
                "metadata",
                "--format-version",
                "1",
                "--no-deps",
                "--offline",
            ])
            .current_dir(root)
            .output()
            .map_err(|error| format!("`cargo metadata` does not start: {error}"))?;
        if !output.status.success() {
            return Err(format!(
                "`cargo metadata` fails:\n{}",
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        let metadata = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("`cargo metadata` prints no JSON: {error}"))?;
        let files = specwright_disk::read_tree(root).map_err(|found| found.message)?;
        Ok(Self {
            packages: packages(&metadata, root)?,
            files,
        })
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.text(path)
    }

    /// The Rust files that people write here: no output of the tool, no test data.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, file)| Some((path.as_str(), file.text()?)))
            .filter(|(path, text)| {
                has_extension(path, "rs") && !self.is_data(path) && !text.starts_with(GENERATED)
            })
    }

    /// Whether a package is output of the tool.
    pub fn is_emitted(&self, package: &Package) -> bool {
        self.text(&format!("{}/{MANIFEST_NAME}", package.folder))
            .is_some()
    }

    /// Whether a file is output of the tool or test data.
    fn is_data(&self, path: &str) -> bool {
        let is_emitted = || {
            self.packages.iter().any(|package| {
                path.strip_prefix(&package.folder)
                    .is_some_and(|rest| rest.starts_with('/'))
                    && self.is_emitted(package)
            })
        };
        (path.starts_with("tests/") && !path.starts_with("tests/it/")) || is_emitted()
    }
}

/// Whether a path ends in this extension.
pub fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

fn packages(metadata: &Value, root: &Path) -> Result<Vec<Package>, String> {
    let text = |value: &Value, key: &str| {
        value[key]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("`cargo metadata` prints no `{key}`"))
    };
    let list = |value: &Value, key: &str| {
        value[key]
            .as_array()
            .cloned()
            .ok_or_else(|| format!("`cargo metadata` prints no `{key}`"))
    };
    let dependency = |value: &Value| {
        Ok(Dependency {
            name: text(value, "name")?,
            is_dev: value["kind"].as_str() == Some("dev"),
        })
    };
    list(metadata, "packages")?
        .iter()
        .map(|package| {
            let manifest = text(package, "manifest_path")?;
            let folder = Path::new(&manifest)
                .parent()
                .and_then(|folder| folder.strip_prefix(root).ok());
            let folder =
                folder.ok_or_else(|| format!("`{manifest}` lies outside the repository"))?;
            Ok(Package {
                name: text(package, "name")?,
                folder: folder.to_string_lossy().replace('\\', "/"),
                dependencies: list(package, "dependencies")?
                    .iter()
                    .map(dependency)
                    .collect::<Result<_, String>>()?,
            })
        })
        .collect()
}

#[cfg(test)]
impl Workspace {
    /// A workspace of these files, for tests.
    pub fn of_files(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| {
            let path =
                specwright_fileset::RelPath::new(path).expect("the test names a path inside");
            (path, specwright_fileset::OutputFile::generated(text))
        };
        Self {
            packages: Vec::new(),
            files: files.iter().map(file).collect(),
        }
    }

    /// Adds a package with these dependencies, `dev:` before those of tests, for tests.
    pub fn with_package(mut self, name: &str, dependencies: &[&str]) -> Self {
        let dependency = |name: &&str| Dependency {
            name: name.trim_start_matches("dev:").to_owned(),
            is_dev: name.starts_with("dev:"),
        };
        self.packages.push(Package {
            name: name.to_owned(),
            folder: format!("crates/{name}"),
            dependencies: dependencies.iter().map(dependency).collect(),
        });
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Dependency, Package, Workspace, packages};
    use serde_json::json;
    use std::path::Path;

    #[test]
    fn packages_come_from_cargos_words() {
        let metadata = json!({"packages": [{
            "name": "a",
            "manifest_path": "/repository/crates/a/Cargo.toml",
            "dependencies": [{"name": "b", "kind": null}, {"name": "c", "kind": "dev"}],
        }]});
        let dependency = |name: &str, is_dev| Dependency {
            name: name.to_owned(),
            is_dev,
        };
        assert_eq!(
            packages(&metadata, Path::new("/repository")).unwrap(),
            [Package {
                name: "a".to_owned(),
                folder: "crates/a".to_owned(),
                dependencies: vec![dependency("b", false), dependency("c", true)],
            }]
        );
        assert!(packages(&metadata, Path::new("/elsewhere")).is_err());
        assert!(packages(&json!({}), Path::new("/repository")).is_err());
    }

    #[test]
    fn emitted_crates_and_test_data_are_no_sources() {
        let workspace = Workspace::of_files(&[
            ("crates/emitted/specwright.lock", ""),
            ("crates/emitted/src/lib.rs", ""),
            ("crates/emitted-not/src/lib.rs", ""),
            ("tests/cases/x/expected/src/lib.rs", ""),
            (
                "crates/emitted-not/tests/board/src/lib.rs",
                "// @generated from openapi.yaml\n",
            ),
            ("tests/it/main.rs", ""),
            ("README.md", ""),
        ])
        .with_package("emitted", &[])
        .with_package("emitted-not", &[]);
        let sources: Vec<&str> = workspace.sources().map(|(path, _)| path).collect();
        assert_eq!(
            sources,
            ["crates/emitted-not/src/lib.rs", "tests/it/main.rs"]
        );
    }
}
