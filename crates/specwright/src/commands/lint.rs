//! `lint`: the two specs, alone and against each other.

use crate::Exit;
use crate::arguments::{ReportFormat, SpecArguments};
use crate::preparation::{self, Stop};
use crate::terminal::Terminal;

/// The arguments of `lint`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// The specs
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format);
    let Stop { sources, diagnostics } = match preparation::read(&arguments.specs, &terminal) {
        Ok((_, specs)) => specs.into(),
        Err(stop) => stop,
    };
    terminal.finish(&sources, diagnostics)
}
