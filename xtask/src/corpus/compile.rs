//! Emitted crates in one workspace → which of them compile, with how many warnings, and what that takes.

use super::memory::{self, Usage};
use serde_json::Value;
use specwright::bundle::Bundle;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

/// How one crate compiled.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The compiler's and clippy's errors and warnings about the crate; the first is kept in its own words.
    pub complaints: usize,
    /// The first of them.
    pub first: Option<String>,
    /// Whether cargo came to its end with it.
    pub is_finished: bool,
    /// What it took; zeroes where the system does not tell.
    pub usage: Usage,
}

impl Compiled {
    /// Whether it compiled without a warning.
    pub fn is_clean(&self) -> bool {
        self.is_finished && self.complaints == 0
    }
}

/// Compiles all members of a bundle, `jobs` at once. `members` are the crates by their names, with the numbers under which
/// the results are wanted.
pub fn compile(
    bundle: &Bundle,
    members: &BTreeMap<String, usize>,
    jobs: usize,
) -> Result<Vec<(usize, Compiled)>, String> {
    bundle
        .finish(&crate::root().join("Cargo.lock"))
        .map_err(|error| format!("the workspace cannot be written: {error}"))?;
    let mut command = crate::cargo();
    command
        .args(["check", "--workspace", "--offline", "--keep-going"])
        .args([
            "--message-format=json",
            "--quiet",
            "--jobs",
            &jobs.to_string(),
        ])
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", bundle.target())
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(bundle.workspace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    let cargo = child.id();
    let stop = AtomicBool::new(false);
    let (results, usages) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| memory::watch(cargo, &stop));
        let messages = child.stdout.take().map(BufReader::new);
        let mut results: BTreeMap<String, Compiled> = BTreeMap::new();
        for line in messages.into_iter().flat_map(BufReader::lines) {
            let message = line.ok().and_then(|line| serde_json::from_str(&line).ok());
            if let Some(message) = message {
                take(&message, &mut results);
            }
        }
        // Cargo's own exit says no more than its messages do.
        let _ = child.wait();
        stop.store(true, Ordering::Relaxed);
        (results, watcher.join().unwrap_or_default())
    });
    Ok(joined(members, results, &usages))
}

fn take(message: &Value, results: &mut BTreeMap<String, Compiled>) {
    let Some(package) = message["package_id"].as_str().map(name_of_package) else {
        return;
    };
    let result = results.entry(package).or_default();
    match message["reason"].as_str() {
        Some("compiler-artifact") => result.is_finished = true,
        Some("compiler-message") if message["message"]["spans"] != serde_json::json!([]) => {
            result.complaints += 1;
            if result.first.is_none() {
                result.first = message["message"]["rendered"].as_str().map(str::to_owned);
            }
        }
        _ => {}
    }
}

/// `path+file:///…/d001-a#0.1.0`, or `…#name@0.1.0` where the folder is called otherwise.
fn name_of_package(id: &str) -> String {
    let (path, fragment) = id.rsplit_once('#').unwrap_or((id, ""));
    match fragment.split_once('@') {
        Some((name, _)) => name.to_owned(),
        None => path.rsplit('/').next().unwrap_or(path).to_owned(),
    }
}

fn joined(
    members: &BTreeMap<String, usize>,
    mut results: BTreeMap<String, Compiled>,
    usages: &BTreeMap<String, Usage>,
) -> Vec<(usize, Compiled)> {
    members
        .iter()
        .map(|(name, row)| {
            let mut compiled = results.remove(name).unwrap_or_default();
            if let Some(usage) = usages.get(&name.replace('-', "_")) {
                compiled.usage = *usage;
            }
            (*row, compiled)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{joined, name_of_package, take};
    use crate::corpus::memory::Usage;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn messages_become_results_by_crate() {
        let id = "path+file:///t/corpus/d001-a#0.1.0";
        let mut results = BTreeMap::new();
        for message in [
            json!({"reason": "compiler-message", "package_id": id, "message": {"spans": [1], "rendered": "warning: w"}}),
            json!({"reason": "compiler-message", "package_id": id, "message": {"spans": [], "rendered": "1 warning"}}),
            json!({"reason": "compiler-artifact", "package_id": id}),
            json!({"reason": "build-finished"}),
        ] {
            take(&message, &mut results);
        }
        let members = BTreeMap::from([("d001-a".to_owned(), 0), ("d002-b".to_owned(), 1)]);
        let usage = Usage { peak: 5, ticks: 7 };
        let usages = BTreeMap::from([("d001_a".to_owned(), usage)]);
        let rows = joined(&members, results, &usages);
        let (_, first) = &rows[0];
        assert_eq!(
            (first.complaints, first.first.as_deref()),
            (1, Some("warning: w"))
        );
        assert!(first.is_finished && !first.is_clean());
        assert_eq!(first.usage, usage);
        assert!(
            !rows[1].1.is_finished,
            "what cargo says nothing about did not compile"
        );
    }

    #[test]
    fn a_package_is_called_by_its_folder_unless_its_identifier_says_otherwise() {
        assert_eq!(name_of_package("path+file:///t/d001-a#0.1.0"), "d001-a");
        assert_eq!(
            name_of_package("path+file:///t/x#specwright@0.1.0"),
            "specwright"
        );
    }
}
