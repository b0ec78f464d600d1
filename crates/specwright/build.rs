//! The sources of the runtime → a table of their texts, which the tool brings along for output outside this workspace.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads sources and writes its output (I4)"
)]

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The crates that the output needs, and where they lie in it.
const CRATES: &[(&str, &str)] = &[
    ("specwright-runtime", "runtime"),
    ("specwright-pattern", "runtime/pattern"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(
        env::var_os("CARGO_MANIFEST_DIR").ok_or("Cargo names the folder of the manifest")?,
    );
    let crates = here
        .parent()
        .ok_or("the crate lies in a folder of crates")?;
    let root = crates.parent().ok_or("the crates lie in a workspace")?;
    let mut table = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for (name, folder) in CRATES {
        let source = crates.join(name);
        let mut files = vec![source.join("Cargo.toml")];
        println!(
            "cargo::rerun-if-changed={}",
            source.join("Cargo.toml").display()
        );
        println!("cargo::rerun-if-changed={}", source.join("src").display());
        collect(&source.join("src"), &mut files)?;
        files.sort();
        for file in files {
            let path = text(file.strip_prefix(&source)?)?.replace('\\', "/");
            let path = format!("{folder}/{path}");
            writeln!(table, "    ({path:?}, include_str!({:?})),", text(&file)?)?;
        }
    }
    let manifest = root.join("Cargo.toml");
    println!("cargo::rerun-if-changed={}", manifest.display());
    writeln!(
        table,
        "];\npub(super) static WORKSPACE: &str = include_str!({:?});",
        text(&manifest)?
    )?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo names a folder for output")?);
    fs::write(out.join("vendored.rs"), table)?;
    Ok(())
}

fn text(path: &Path) -> Result<&str, &'static str> {
    path.to_str().ok_or("sources have names in UTF-8")
}

/// All Rust files below a folder but those that hold nothing but tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_test {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            files.push(path);
        }
    }
    Ok(())
}
