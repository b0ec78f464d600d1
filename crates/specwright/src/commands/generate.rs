//! `generate`: read, check, plan, emit, verify in memory, then write only what changed.

use crate::Exit;
use crate::arguments::{Format, SpecArguments};
use crate::output::Comparison;
use crate::preparation::{Prepared, Stop, prepare};
use crate::terminal::Terminal;
use specwright_fileset::Change;
use std::fmt::Write;

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
    /// Write nothing, and print what would change
    #[arg(long)]
    dry_run: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format.into());
    let Stop {
        sources,
        diagnostics,
    } = generate(arguments, &terminal).unwrap_or_else(|stop| stop);
    terminal.finish(&sources, diagnostics)
}

fn generate(arguments: &Arguments, terminal: &Terminal) -> Result<Stop, Stop> {
    if !arguments.check && !arguments.dry_run {
        return write(&arguments.specs, terminal).map(|prepared| prepared.specs.into());
    }
    let (prepared, comparison) = prepare_and_compare(&arguments.specs, !arguments.check, terminal)?;
    let (out, summary) = (&prepared.shown_out, comparison.summary());
    if arguments.dry_run {
        terminal.say(&format!("`{out}` would change: {summary}"));
        if arguments.format == Format::Human {
            terminal.print(&changes(&comparison));
        }
    } else if comparison.is_current() {
        terminal.say(&format!("`{out}` is what the specs call for: {summary}"));
    }
    print_diffs(&comparison, terminal);
    Ok(prepared.specs.into())
}

/// Brings the output on disk up to date; where something stands in the way, nothing is written.
pub(crate) fn write(arguments: &SpecArguments, terminal: &Terminal) -> Result<Prepared, Stop> {
    let (prepared, comparison) = prepare_and_compare(arguments, true, terminal)?;
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

fn prepare_and_compare(
    arguments: &SpecArguments,
    writes: bool,
    terminal: &Terminal,
) -> Result<(Prepared, Comparison), Stop> {
    let mut prepared = prepare(arguments, true, terminal)?;
    let comparison = match prepared.compare() {
        Ok(comparison) => comparison,
        Err(found) => return Err(prepared.stop_with(found)),
    };
    let findings = comparison.findings(&prepared.shown_out, writes, &mut prepared.specs.sources);
    prepared.specs.diagnostics.extend(findings);
    Ok((prepared, comparison))
}

impl Prepared {
    /// The end of a command that something got into the way of.
    pub(crate) fn stop_with(mut self, found: specwright_diagnostics::Diagnostic) -> Stop {
        self.specs.diagnostics.push(found);
        self.specs.into()
    }
}

/// One line a change.
fn changes(comparison: &Comparison) -> String {
    let mut text = String::new();
    for drift in &comparison.drifts {
        let verb = match drift.fix() {
            Some(Change::Write { .. }) if drift.actual.is_none() => "create",
            Some(Change::Write { .. }) => "change",
            Some(Change::Remove { .. }) => "remove",
            None => "leave ",
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{verb} {}", drift.path);
    }
    text
}

/// The differences of the first files that stand on disk, for a person.
pub(crate) fn print_diffs(comparison: &Comparison, terminal: &Terminal) {
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
