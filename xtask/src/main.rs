//! Arguments → the tool's own commands with the flags of this repository, and the commands that only this repository
//! has.
#![expect(
    clippy::disallowed_methods,
    reason = "the commands of a repository start processes and ask the environment (I4)"
)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the commands of a repository print"
)]

mod ci;
mod corpus;
mod fuzz;
mod test;
mod tidy;

use clap::{Parser, Subcommand};
use std::path::Path;
use std::process::{Command, ExitCode};

/// The name of this repository's example, which its title alone would spell `task-board`.
const EXAMPLE: &str = "taskboard";

/// The commands of this repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: RepositoryCommand,
}

#[derive(Debug, Subcommand)]
enum RepositoryCommand {
    #[command(flatten)]
    Tool(specwright::Command),
    /// Run all tests of this repository, and say which halves ran
    Test(test::Arguments),
    /// Check the invariants of this repository that no compiler checks
    Tidy,
    /// Run everything that CI runs, in the same order
    Ci,
    /// Generate from every description of a folder, twice, and print what becomes of each
    Corpus(corpus::Arguments),
    /// Change descriptions at random for a while, and fail where a stage panics on one
    Fuzz(fuzz::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        RepositoryCommand::Tool(command) => tool(command),
        RepositoryCommand::Test(arguments) => test::run(&arguments),
        RepositoryCommand::Tidy => tidy(),
        RepositoryCommand::Ci => ci::run(),
        RepositoryCommand::Corpus(arguments) => corpus::run(&arguments),
        RepositoryCommand::Fuzz(arguments) => fuzz::run(&arguments),
    }
}

/// Runs a command of the tool on this repository's example, unless its arguments say otherwise.
fn tool(mut command: specwright::Command) -> ExitCode {
    if let Some(specs) = command.specs_mut()
        && specs.api.is_none()
        && specs.name.is_none()
    {
        specs.name = Some(EXAMPLE.to_owned());
    }
    if command.is_live() {
        with_live_features()
    } else {
        specwright::run(&command)
    }
}

/// Hands the command line over to the binary with everything in it. This binary lacks what builds services and opens
/// databases, so that `cargo xtask generate` on a fresh clone need not wait for database drivers to compile.
fn with_live_features() -> ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let names_a_spec = |argument: &std::ffi::OsString| {
        argument.to_str().is_some_and(|text| {
            ["--api", "--name"]
                .iter()
                .any(|flag| text.starts_with(flag))
        })
    };
    if !arguments.iter().any(names_a_spec) {
        arguments.extend(["--name".into(), EXAMPLE.into()]);
    }
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--package", "specwright", "--"])
        .args(arguments);
    in_place_of_us(command)
}

fn tidy() -> ExitCode {
    let findings = match tidy::findings(root()) {
        Ok(findings) => findings,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    for (rule, finding) in &findings {
        println!("{finding} [{rule}]");
    }
    let warnings = findings
        .iter()
        .filter(|(_, finding)| finding.is_warning)
        .count();
    let errors = findings.len() - warnings;
    println!("tidy: {errors} errors, {warnings} warnings");
    if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The repository, wherever the command was started.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace's root")
}

/// The Cargo that built this binary.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command in place of this process, so that whoever stops this one stops that one.
#[cfg(unix)]
fn in_place_of_us(mut command: Command) -> ExitCode {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    eprintln!(
        "error: `{}` does not start: {error}",
        command.get_program().to_string_lossy()
    );
    ExitCode::FAILURE
}

/// Runs a command to its end; this system cannot replace a process by another.
#[cfg(not(unix))]
fn in_place_of_us(mut command: Command) -> ExitCode {
    status_of(&mut command)
}

/// Runs a command to its end, in its own words, and gives its exit code.
fn status_of(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!(
                "error: `{}` does not start: {error}",
                command.get_program().to_string_lossy()
            );
            ExitCode::FAILURE
        }
    }
}
