//! What is printed, and where: results to the standard output, progress and findings for a person to the standard error.

use crate::Exit;
use crate::arguments::{Format, ReportFormat};
use serde_json::{Map, Value};
use specwright_diagnostics::render::{self, Colour};
use specwright_diagnostics::{Diagnostic, Severity, SourceMap, sort_and_deduplicate};
use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal, Write};

/// The way to the caller.
pub(crate) struct Terminal {
    format: ReportFormat,
    shows_progress: bool,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Json => Self::Json,
        }
    }
}

impl Terminal {
    pub(crate) fn new(format: ReportFormat) -> Self {
        Self {
            format,
            shows_progress: format == ReportFormat::Human && io::stderr().is_terminal(),
        }
    }

    /// Says what is being done, where somebody is watching; a pipe stays quiet.
    pub(crate) fn progress(&self, step: &str) {
        if self.shows_progress {
            write_to(&mut io::stderr(), &format!("  {step}\n"));
        }
    }

    /// Says what was done, to a person.
    pub(crate) fn say(&self, sentence: &str) {
        if self.format == ReportFormat::Human {
            write_to(&mut io::stderr(), &format!("{sentence}\n"));
        }
    }

    /// Prints all findings, once, and gives the exit code that they lead to.
    pub(crate) fn finish(&self, sources: &SourceMap, mut diagnostics: Vec<Diagnostic>) -> Exit {
        sort_and_deduplicate(&mut diagnostics);
        match self.format {
            ReportFormat::Human => {
                write_to(
                    &mut io::stderr(),
                    &render::human(sources, &diagnostics, colour()),
                );
                let summary = render::summary(&diagnostics);
                if !summary.is_empty() {
                    write_to(&mut io::stderr(), &format!("\n{summary}\n"));
                }
                if let Some(hint) = allowable(&diagnostics) {
                    write_to(&mut io::stderr(), &format!("{hint}\n"));
                }
            }
            ReportFormat::Json => self.print(&render::json(sources, &diagnostics)),
            ReportFormat::Sarif => self.print(&render::sarif(sources, &diagnostics)),
            ReportFormat::Github => self.print(&render::github(sources, &diagnostics)),
        }
        Exit::of(&diagnostics)
    }

    /// Prints all findings and, in the same document, the result of a command that has one.
    pub(crate) fn finish_with(
        &self,
        sources: &SourceMap,
        mut diagnostics: Vec<Diagnostic>,
        human: &str,
        mut document: Map<String, Value>,
    ) -> Exit {
        if self.format != ReportFormat::Json {
            self.print(human);
            return self.finish(sources, diagnostics);
        }
        sort_and_deduplicate(&mut diagnostics);
        let findings = serde_json::from_str(&render::json(sources, &diagnostics));
        document.insert(
            "findings".to_owned(),
            findings.expect("the findings are rendered as JSON"),
        );
        self.print(&format!("{:#}\n", Value::Object(document)));
        Exit::of(&diagnostics)
    }

    /// Prints a result.
    #[expect(
        clippy::unused_self,
        reason = "what is printed goes the way of the findings, also where that is the same for all"
    )]
    pub(crate) fn print(&self, text: &str) {
        write_to(&mut io::stdout(), text);
    }
}

/// How the errors that can be let through are let through.
fn allowable(diagnostics: &[Diagnostic]) -> Option<String> {
    let is_allowable =
        |found: &&Diagnostic| found.severity == Severity::Error && found.code.effect.is_some();
    let errors = diagnostics.iter().filter(is_allowable);
    let codes: BTreeSet<&str> = errors.clone().map(|found| found.code.id).collect();
    let flag = Vec::from_iter(codes).join(",");
    let what = match errors.count() {
        0 => return None,
        1 => "one of them".to_owned(),
        count => format!("{count} of them"),
    };
    Some(format!(
        "`--allow {flag}` lets {what} through, knowingly; `explain CODE` says what becomes of what it is about"
    ))
}

/// Colours are for a terminal, unless its owner wants none (<https://no-color.org>).
fn colour() -> Colour {
    let is_wanted =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if is_wanted {
        Colour::Always
    } else {
        Colour::Never
    }
}

/// A closed pipe is no reason to fail: whoever closed it has read enough.
fn write_to(stream: &mut dyn Write, text: &str) {
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}
