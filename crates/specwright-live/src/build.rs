//! An emitted crate → its binary, built by cargo as anybody would build it.

use crate::LiveError;
use serde_json::Value;
use specwright_diagnostics::{Diagnostic, codes};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How to build.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Whether to optimise.
    pub release: bool,
    /// Where cargo keeps what it builds; its own choice where `None`.
    pub target_directory: Option<PathBuf>,
    /// Whether cargo may use the network.
    pub online: bool,
}

/// What a build has led to.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// The binary; `None` where the crate does not compile, or has none.
    pub binary: Option<PathBuf>,
    /// The compiler's errors.
    pub findings: Vec<Diagnostic>,
    /// How many warnings the compiler has about files of the crate itself.
    pub warnings: usize,
}

/// Builds the crate in a folder; `progress` gets each line that cargo would show.
pub fn build(
    folder: &Path,
    options: &BuildOptions,
    progress: &mut dyn FnMut(&str),
) -> Result<Built, LiveError> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = folder.join("Cargo.toml");
    let manifest = manifest
        .canonicalize()
        .map_err(LiveError::io(format!("find `{}`", manifest.display())))?;
    let mut command = Command::new(cargo);
    command
        .args(["build", "--message-format=json", "--manifest-path"])
        .arg(&manifest);
    command.args(options.release.then_some("--release"));
    command.args((!options.online).then_some("--offline"));
    if let Some(target) = &options.target_directory {
        command.arg("--target-dir").arg(target);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(LiveError::io("start cargo"))?;
    let (Some(messages), Some(lines)) = (child.stdout.take(), child.stderr.take()) else {
        let output = "its output cannot be read".to_owned();
        return Err(LiveError::Process {
            doing: "start cargo".to_owned(),
            output,
        });
    };
    // Both pipes are read at once: cargo stops when one of them is full.
    let reader = std::thread::spawn(move || -> Vec<Value> {
        let lines = BufReader::new(messages).lines().map_while(Result::ok);
        lines
            .filter_map(|line| serde_json::from_str(&line).ok())
            .collect()
    });
    let mut said = Vec::new();
    for line in BufReader::new(lines).lines().map_while(Result::ok) {
        progress(&line);
        said.push(line);
    }
    let messages = reader.join().unwrap_or_default();
    let status = child.wait().map_err(LiveError::io("wait for cargo"))?;
    let built = read(&messages, &manifest);
    if !status.success() && built.findings.is_empty() {
        return Err(LiveError::Process {
            doing: format!("build `{}`", folder.display()),
            output: said.join("\n"),
        });
    }
    Ok(built)
}

fn read(messages: &[Value], manifest: &Path) -> Built {
    let mut built = Built::default();
    for message in messages {
        let own = message["manifest_path"]
            .as_str()
            .is_some_and(|path| Path::new(path) == manifest);
        match message["reason"].as_str() {
            Some("compiler-artifact") if own => {
                built.binary = message["executable"]
                    .as_str()
                    .map(PathBuf::from)
                    .or(built.binary.take());
            }
            Some("compiler-message") => match message["message"]["level"].as_str() {
                Some("error") => built.findings.extend(compiler_error(&message["message"])),
                Some("warning")
                    if own
                        && !message["message"]["spans"]
                            .as_array()
                            .is_none_or(Vec::is_empty) =>
                {
                    built.warnings += 1;
                }
                _ => {}
            },
            _ => {}
        }
    }
    if !built.findings.is_empty() {
        built.binary = None;
    }
    built
}

/// One error of the compiler; its summary (`aborting due to …`) has no place and is none.
fn compiler_error(message: &Value) -> Option<Diagnostic> {
    let spans = message["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let (file, line) = (span["file_name"].as_str()?, span["line_start"].as_u64()?);
    let text = message["message"].as_str()?;
    let help = if file.contains("src/custom/") {
        "the signature has probably changed with the spec; `generate` shows the old and the new one"
    } else {
        "an emitted file always compiles; generate again, or report it"
    };
    Some(Diagnostic::without_place(
        &codes::BUILD_FAILED,
        format!("{file}:{line}: {text}"),
        help,
    ))
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;
    use std::path::Path;

    #[test]
    fn the_binary_of_the_crate_itself_is_found() {
        let messages = [
            json!({ "reason": "compiler-artifact", "manifest_path": "/other/Cargo.toml", "executable": "/t/other" }),
            json!({ "reason": "compiler-artifact", "manifest_path": "/it/Cargo.toml", "executable": "/t/it" }),
            json!({ "reason": "compiler-artifact", "manifest_path": "/it/Cargo.toml", "executable": null }),
        ];
        let built = read(&messages, Path::new("/it/Cargo.toml"));
        assert_eq!(built.binary.as_deref(), Some(Path::new("/t/it")));
        assert_eq!(built.warnings, 0);
    }

    #[test]
    fn an_error_is_a_finding_with_its_place_and_leaves_no_binary() {
        let span = json!({ "is_primary": true, "file_name": "src/custom/x.rs", "line_start": 7 });
        let messages = [
            json!({ "reason": "compiler-artifact", "manifest_path": "/it/Cargo.toml", "executable": "/t/it" }),
            json!({ "reason": "compiler-message", "message": { "level": "error", "message": "mismatched types", "spans": [span] } }),
            json!({ "reason": "compiler-message", "message": { "level": "error", "message": "aborting", "spans": [] } }),
        ];
        let built = read(&messages, Path::new("/it/Cargo.toml"));
        assert_eq!(built.binary, None);
        assert_eq!(built.findings.len(), 1);
        assert_eq!(
            built.findings[0].message,
            "src/custom/x.rs:7: mismatched types"
        );
        assert!(built.findings[0].help.contains("signature"));
    }
}
