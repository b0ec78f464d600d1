//! `generate`: read, check, plan, emit, verify in memory, then write only what changed.

use crate::Exit;
use crate::arguments::{Format, SpecArguments};
use crate::commands::plan;
use crate::output::Comparison;
use crate::preparation::{Prepared, Stop, prepare};
use crate::terminal::Terminal;

/// More differences than these say nothing new: a change of the specs or of the tool has gone through everything.
const SHOWN_DIFFS: usize = 5;

/// The arguments of `generate`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// Write nothing, and fail if the output on disk is not what the specs call for
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing, and print the plan
    #[arg(long)]
    dry_run: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format.into());
    if arguments.dry_run {
        return plan::show(&arguments.specs, true, &terminal);
    }
    let stop = if arguments.check {
        check(&arguments.specs, true, &terminal)
    } else {
        write(&arguments.specs, &terminal).map(|prepared| prepared.specs.into())
    };
    let Stop {
        sources,
        diagnostics,
        ..
    } = stop.unwrap_or_else(|stop| stop);
    terminal.finish(&sources, diagnostics)
}

/// Compares the output on disk with the output; with `verifies`, the output is read back first.
pub(crate) fn check(
    arguments: &SpecArguments,
    verifies: bool,
    terminal: &Terminal,
) -> Result<Stop, Stop> {
    let (prepared, comparison) = prepare(arguments, verifies, terminal)?.compared(false)?;
    print_diffs(&comparison, terminal);
    if comparison.is_current() {
        terminal.say(&format!(
            "`{}` is what the specs call for: {}",
            prepared.shown_out,
            comparison.summary()
        ));
    }
    Ok(prepared.specs.into())
}

/// Brings the output on disk up to date; where something stands in the way, nothing is written.
pub(crate) fn write(arguments: &SpecArguments, terminal: &Terminal) -> Result<Prepared, Stop> {
    let (prepared, comparison) = prepare(arguments, true, terminal)?.compared(true)?;
    if comparison.is_blocked() {
        print_diffs(&comparison, terminal);
        terminal.say("nothing was written");
        return Err(prepared.specs.into());
    }
    terminal.progress("writing");
    if let Err(found) = comparison.write(&prepared.target.out) {
        return Err(prepared.stop_with(found));
    }
    terminal.say(&format!(
        "`{}`: {}",
        prepared.shown_out,
        comparison.summary()
    ));
    Ok(prepared)
}

/// The differences of the first files that stand on disk, for a person.
fn print_diffs(comparison: &Comparison, terminal: &Terminal) {
    let mut diffs = comparison
        .drifts
        .iter()
        .filter_map(specwright_drift::unified_diff);
    for diff in diffs.by_ref().take(SHOWN_DIFFS) {
        terminal.say(diff.trim_end());
    }
    let more = diffs.count();
    if more > 0 {
        terminal.say(&format!("… and {more} more files differ"));
    }
}
