//! `generate`: read, check, plan, emit, verify in memory, then write only what changed.

use crate::Exit;
use crate::arguments::{Format, SpecArguments};
use crate::output::Comparison;
use crate::preparation::{Prepared, Stop, prepare};
use crate::terminal::Terminal;
use specwright_fileset::Change;
use std::fmt::Write;

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
    let mut prepared = prepare(&arguments.specs, true, terminal)?;
    let comparison = match prepared.compare() {
        Ok(comparison) => comparison,
        Err(found) => return Err(prepared.stop_with(found)),
    };
    let findings = comparison.findings(
        &prepared.shown_out,
        !arguments.check,
        &mut prepared.specs.sources,
    );
    prepared.specs.diagnostics.extend(findings);
    let out = &prepared.shown_out;
    if arguments.check {
        print_diffs(&comparison, terminal);
        if comparison.is_current() {
            terminal.say(&format!(
                "`{out}` is what the specs call for ({})",
                comparison.summary()
            ));
        }
    } else if arguments.dry_run {
        terminal.say(&format!("`{out}` would change: {}", comparison.summary()));
        if arguments.format == Format::Human {
            terminal.print(&changes(&comparison));
        }
        print_diffs(&comparison, terminal);
    } else if comparison.is_blocked() {
        print_diffs(&comparison, terminal);
        terminal.say("nothing was written");
    } else {
        terminal.progress("writing");
        if let Err(found) = comparison.write(&prepared.target.out) {
            return Err(prepared.stop_with(found));
        }
        terminal.say(&format!("`{out}`: {}", comparison.summary()));
    }
    Ok(prepared.specs.into())
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

/// The differences of files that stand on disk, for a person.
pub(crate) fn print_diffs(comparison: &Comparison, terminal: &Terminal) {
    for diff in comparison
        .drifts
        .iter()
        .filter_map(specwright_drift::unified_diff)
    {
        terminal.say(diff.trim_end());
    }
}
