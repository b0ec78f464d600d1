//! `check`: everything that can be said without building: the specs, alone and together, and the output on disk.

use crate::Exit;
use crate::arguments::{ReportFormat, SpecArguments};
use crate::commands::generate;
use crate::preparation::Stop;
use crate::terminal::Terminal;

/// The arguments of `check`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: ReportFormat,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format);
    let Stop {
        sources,
        diagnostics,
        ..
    } = generate::check(&arguments.specs, false, &terminal).unwrap_or_else(|stop| stop);
    terminal.finish(&sources, diagnostics)
}
