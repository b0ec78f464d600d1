//! Which files a command line means.

use crate::arguments::SpecArguments;
use crate::crate_name::{is_crate_name, slug};
use crate::vendored;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_plan::Settings;
use std::env;
use std::path::{Component, Path, PathBuf};

const SPECS: &str = "specs";
const API: &str = "specs/openapi.yaml";
const DATABASE: &str = "database-schema.json";
const OVERLAYS: &str = "overlays";
const RUNTIME: &str = "crates/specwright-runtime";

/// The files of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workspace {
    /// The directory that the defaults are relative to.
    root: PathBuf,
    /// The API description.
    pub(crate) api: PathBuf,
    /// The overlays of the API description, in the order in which they are applied.
    pub(crate) overlays: Vec<PathBuf>,
    /// The database contract, if the service has a database.
    pub(crate) database: Option<PathBuf>,
    out: Option<PathBuf>,
    name: Option<String>,
}

/// Where the output goes, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The name of the emitted crate.
    pub(crate) name: String,
    /// The directory.
    pub(crate) out: PathBuf,
    /// Where the runtime lies in the workspace that the output belongs to, relative to the output; `None` outside
    /// Specwright's own workspace, where the output brings the runtime along.
    pub(crate) runtime: Option<String>,
}

impl Target {
    /// What the plan has to know about the target; `api_file` is the description's name for people.
    pub(crate) fn settings(&self, api_file: String) -> Settings {
        Settings {
            name: Some(self.name.clone()),
            runtime_path: self
                .runtime
                .clone()
                .unwrap_or_else(|| vendored::FOLDER.to_owned()),
            workspace_member: self.runtime.is_some(),
            api_file,
        }
    }
}

impl Workspace {
    /// The files that the arguments name, and the defaults for the rest.
    pub(crate) fn find(arguments: &SpecArguments) -> Result<Self, Diagnostic> {
        if let Some(name) = &arguments.name
            && !is_crate_name(name)
        {
            return Err(usage(
                format!("`{name}` is no name for a crate"),
                "use lower-case ASCII letters, digits and `-`, a letter first, and no word that Rust reserves",
            ));
        }
        let here = env::current_dir().unwrap_or_default();
        let root = here
            .ancestors()
            .find(|directory| directory.join(API).is_file())
            .unwrap_or(&here)
            .to_path_buf();
        let api = arguments.api.clone().unwrap_or_else(|| root.join(API));
        let database = (!arguments.no_database).then(|| {
            arguments
                .database
                .clone()
                .flatten()
                .unwrap_or_else(|| api.with_file_name(DATABASE))
        });
        let overlays = if arguments.overlay.is_empty() {
            specwright_disk::list_files(&api.with_file_name(OVERLAYS), &["yaml", "yml", "json"])?
        } else {
            arguments.overlay.clone()
        };
        Ok(Self {
            root,
            api,
            overlays,
            database,
            out: arguments.out.clone(),
            name: arguments.name.clone(),
        })
    }

    /// The folder that no reference of the API description leads out of.
    pub(crate) fn api_folder(&self) -> &Path {
        let folder = self.api.parent().unwrap_or(Path::new(""));
        if folder == Path::new("") {
            Path::new(".")
        } else {
            folder
        }
    }

    /// Where the output goes, for an API of this title.
    pub(crate) fn target(&self, title: &str) -> Result<Target, Diagnostic> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => slug(title).ok_or_else(|| {
                Diagnostic::without_place(
                    &codes::NO_NAME,
                    format!("the title `{title}` gives no name for the crate"),
                    "give it one with `--name`",
                )
            })?,
        };
        let out = self
            .out
            .clone()
            .unwrap_or_else(|| self.root.join("crates").join(&name));
        let runtime = runtime_beside(&out);
        Ok(Target { name, out, runtime })
    }

    /// Where the tool keeps what is not output: reports, and the database of `serve`.
    pub(crate) fn state_folder(&self) -> PathBuf {
        self.root.join("target/specwright")
    }

    /// The description's name for the headers of files: `specs/openapi.yaml`, or the file's name alone where it lies in
    /// another folder, so that the output does not depend on where the tool was started.
    pub(crate) fn api_file(&self) -> String {
        let name = |path: Option<&std::ffi::OsStr>| {
            path.unwrap_or_default().to_string_lossy().into_owned()
        };
        let file = name(self.api.file_name());
        let folder = name(absolute(&self.api).parent().and_then(Path::file_name));
        if folder == SPECS {
            format!("{SPECS}/{file}")
        } else {
            file
        }
    }

    /// A path as the user knows it: relative to the workspace where it lies inside, with `/`.
    pub(crate) fn name_of(&self, path: &Path) -> String {
        let absolute = absolute(path);
        let shown = absolute.strip_prefix(&self.root).unwrap_or(path);
        shown.to_string_lossy().replace('\\', "/")
    }
}

/// The way from the output to the runtime, where both lie in Specwright's own workspace.
fn runtime_beside(out: &Path) -> Option<String> {
    let out = absolute(out);
    let root = out
        .ancestors()
        .skip(1)
        .find(|directory| directory.join(RUNTIME).join("Cargo.toml").is_file())?;
    let depth = out.strip_prefix(root).ok()?.components().count();
    let mut way: PathBuf = std::iter::repeat_n(Component::ParentDir, depth).collect();
    let target = Path::new(RUNTIME);
    // The last part that both share, `crates`, need not be left and entered again.
    let shared = out
        .strip_prefix(root)
        .ok()?
        .components()
        .zip(target.components())
        .take_while(|(a, b)| a == b)
        .count();
    way = way.components().skip(shared).collect();
    way.extend(target.components().skip(shared));
    Some(way.to_string_lossy().replace('\\', "/"))
}

/// The absolute path without `.` and `..`; links are not resolved, so that names stay the ones that the user gave.
fn absolute(path: &Path) -> PathBuf {
    let mut absolute = env::current_dir().unwrap_or_default();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            other => absolute.push(other),
        }
    }
    absolute
}

fn usage(message: String, help: &str) -> Diagnostic {
    Diagnostic::without_place(&codes::USAGE, message, help)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{SpecArguments, Workspace, runtime_beside};
    use specwright_diagnostics::codes;
    use std::path::Path;

    fn repository() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .unwrap()
            .parent()
            .unwrap()
    }

    #[test]
    fn the_runtime_is_beside_the_output_in_this_workspace_alone() {
        assert_eq!(
            runtime_beside(&repository().join("crates/shop")).as_deref(),
            Some("../specwright-runtime")
        );
        assert_eq!(
            runtime_beside(&repository().join("tests/cases/x")).as_deref(),
            Some("../../../crates/specwright-runtime")
        );
        assert_eq!(runtime_beside(Path::new("/nowhere/shop")), None);
    }

    #[test]
    fn the_contract_lies_beside_the_description_unless_the_arguments_say_otherwise() {
        let api = Some("a/api.yaml".into());
        let found = Workspace::find(&SpecArguments {
            api: api.clone(),
            ..SpecArguments::default()
        })
        .unwrap();
        assert_eq!(
            found.database.as_deref(),
            Some(Path::new("a/database-schema.json"))
        );
        let found = Workspace::find(&SpecArguments {
            api,
            no_database: true,
            ..SpecArguments::default()
        })
        .unwrap();
        assert_eq!(found.database, None);
    }

    #[test]
    fn overlays_are_those_that_are_named_or_those_beside_the_description() {
        let named = Workspace::find(&SpecArguments {
            overlay: vec!["b.yaml".into(), "a.yaml".into()],
            ..SpecArguments::default()
        })
        .unwrap();
        assert_eq!(named.overlays, [Path::new("b.yaml"), Path::new("a.yaml")]);
        let folder = repository().join("tests/rejects/S0184");
        let found = Workspace::find(&SpecArguments {
            api: Some(folder.join("openapi.yaml")),
            ..SpecArguments::default()
        })
        .unwrap();
        assert_eq!(found.overlays, [folder.join("overlays/changes.yaml")]);
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let arguments = SpecArguments {
            name: Some("../x".into()),
            ..SpecArguments::default()
        };
        assert!(Workspace::find(&arguments).is_err());
    }

    #[test]
    fn a_title_without_letters_needs_a_name() {
        let workspace = Workspace::find(&SpecArguments::default()).unwrap();
        assert_eq!(
            workspace.target("課題").unwrap_err().code.id,
            codes::NO_NAME.id
        );
        assert!(
            workspace
                .target("Tasks")
                .unwrap()
                .out
                .ends_with("crates/tasks")
        );
    }
}
