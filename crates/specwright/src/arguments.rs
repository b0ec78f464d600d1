//! The command line.

use crate::Exit;
use crate::commands::{explain, lint};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Check the specs, alone and against each other
    Lint(lint::Arguments),
    /// Explain a diagnostic, with a bad and a good example
    Explain(explain::Arguments),
}

/// Which specs, and where the output goes.
#[derive(Debug, Clone, Default, Args)]
pub struct SpecArguments {
    /// The API description [default: specs/openapi.yaml]
    #[arg(long, value_name = "FILE")]
    pub api: Option<PathBuf>,
    /// Overlays that annotate the API description
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub overlay: Vec<PathBuf>,
    /// The database contract [default: database-schema.json beside the API description]
    #[arg(long, value_name = "FILE", conflicts_with = "no_database")]
    pub database: Option<PathBuf>,
    /// There is no database: every operation is hand-written
    #[arg(long)]
    pub no_database: bool,
    /// The directory of the emitted crate [default: crates/NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the emitted crate [default: the API's title]
    #[arg(long)]
    pub name: Option<String>,
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
            Self::Lint(arguments) => lint::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
        }
    }

    /// Whether it builds or starts a service, or opens a database.
    #[must_use]
    pub fn is_live(&self) -> bool {
        match self {
            Self::Lint(_) | Self::Explain(_) => false,
        }
    }

    /// Its specs and output, where it has any.
    pub fn specs_mut(&mut self) -> Option<&mut SpecArguments> {
        match self {
            Self::Lint(arguments) => Some(&mut arguments.specs),
            Self::Explain(_) => None,
        }
    }
}
