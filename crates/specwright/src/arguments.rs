//! The command line.

use crate::Exit;
use crate::commands::{check, explain, generate, lint, plan, serve, verify};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Read, check, plan, emit and verify in memory, then write only what changed
    Generate(generate::Arguments),
    /// Prove that the output on disk keeps both contracts
    Verify(verify::Arguments),
    /// Lint, cross-check and compare with the output on disk, without building: what pre-commit runs
    Check(check::Arguments),
    /// Show what the specs lead to and why: operations, tables, behaviour, files
    Plan(plan::Arguments),
    /// Check the specs, alone and against each other
    Lint(lint::Arguments),
    /// Explain a diagnostic, with a bad and a good example
    Explain(explain::Arguments),
    /// Generate, verify, build and start the service on embedded SQLite
    Serve(serve::Arguments),
}

/// Which specs, and where the output goes.
#[derive(Debug, Clone, Default, Args)]
pub struct SpecArguments {
    /// The API description [default: specs/openapi.yaml]
    #[arg(long, value_name = "FILE")]
    pub api: Option<PathBuf>,
    /// Overlays that annotate the API description, in the order in which they are applied [default: overlays/*.yaml
    /// beside it]
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub overlay: Vec<PathBuf>,
    /// The database contract [default: database-schema.json beside the API description]
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "no_database")]
    #[expect(
        clippy::option_option,
        reason = "the flag alone means something to `verify`, so three cases are told apart"
    )]
    pub database: Option<Option<PathBuf>>,
    /// There is no database: every operation is hand-written
    #[arg(long)]
    pub no_database: bool,
    /// The directory of the emitted crate [default: crates/NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the emitted crate [default: the API's title]
    #[arg(long)]
    pub name: Option<String>,
    /// Lets constructs through that would stop the run, by their code; `explain CODE` says what becomes of them
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub allow: Vec<String>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person, with the lines of the spec
    #[default]
    Human,
    /// For a program
    Json,
}

/// How findings are printed by the commands that CI and editors read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person, with the lines of the spec
    #[default]
    Human,
    /// For a program
    Json,
    /// For code scanning (SARIF 2.1.0)
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

impl Command {
    /// Does what it says.
    pub(crate) fn run(&self) -> Exit {
        match self {
            Self::Generate(arguments) => generate::run(arguments),
            Self::Verify(arguments) => verify::run(arguments),
            Self::Check(arguments) => check::run(arguments),
            Self::Plan(arguments) => plan::run(arguments),
            Self::Lint(arguments) => lint::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Serve(arguments) => serve::run(arguments),
        }
    }

    /// Whether it builds or starts a service, or opens a database.
    #[must_use]
    pub fn is_live(&self) -> bool {
        match self {
            Self::Verify(arguments) => arguments.is_live(),
            Self::Serve(_) => true,
            Self::Generate(_)
            | Self::Check(_)
            | Self::Plan(_)
            | Self::Lint(_)
            | Self::Explain(_) => false,
        }
    }

    /// Its specs and output, where it has any.
    pub fn specs_mut(&mut self) -> Option<&mut SpecArguments> {
        match self {
            Self::Generate(arguments) => Some(&mut arguments.specs),
            Self::Verify(arguments) => Some(&mut arguments.specs),
            Self::Check(arguments) => Some(&mut arguments.specs),
            Self::Plan(arguments) => Some(&mut arguments.specs),
            Self::Lint(arguments) => Some(&mut arguments.specs),
            Self::Serve(arguments) => Some(&mut arguments.specs),
            Self::Explain(_) => None,
        }
    }
}
