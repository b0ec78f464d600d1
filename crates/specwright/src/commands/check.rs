//! `check`: everything that can be said without building: the specs, alone and together, and the output on disk.

use crate::Exit;
use crate::arguments::{ReportFormat, SpecArguments};
use crate::commands::generate::print_diffs;
use crate::preparation::{Stop, prepare};
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
    } = check(arguments, &terminal).unwrap_or_else(|stop| stop);
    terminal.finish(&sources, diagnostics)
}

fn check(arguments: &Arguments, terminal: &Terminal) -> Result<Stop, Stop> {
    let mut prepared = prepare(&arguments.specs, false, terminal)?;
    terminal.progress("comparing with the output on disk");
    let comparison = match prepared.compare() {
        Ok(comparison) => comparison,
        Err(found) => return Err(prepared.stop_with(found)),
    };
    let findings = comparison.findings(&prepared.shown_out, false, &mut prepared.specs.sources);
    print_diffs(&comparison, terminal);
    prepared.specs.diagnostics.extend(findings);
    Ok(prepared.specs.into())
}
