//! `explain`: any diagnostic, offline, with a bad and a good example.

use crate::Exit;
use crate::arguments::Format;
use crate::terminal::Terminal;
use serde_json::json;
use specwright_diagnostics::{Code, Diagnostic, Severity, SourceMap, codes, nearest, render};
use std::fmt::Write;

/// The arguments of `explain`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    /// The code or its name, such as `S0003` or `duplicate-key`; without one, all codes are listed
    code: Option<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::new(arguments.format.into());
    let Some(name) = &arguments.code else {
        terminal.print(&list(arguments.format));
        return Exit::Clean;
    };
    if let Some(code) = codes::find(name) {
        terminal.print(&entry(code, arguments.format));
        return Exit::Clean;
    }
    let names: Vec<&str> = codes::all().flat_map(|code| [code.id, code.slug]).collect();
    let help = nearest(name, names.iter().copied()).map_or_else(
        || "`explain` without a code lists them all".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    terminal.finish(
        &SourceMap::default(),
        vec![Diagnostic::without_place(
            &codes::USAGE,
            format!("there is no code `{name}`"),
            help,
        )],
    )
}

fn list(format: Format) -> String {
    match format {
        Format::Human => codes::all().fold(String::new(), |mut text, code| {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{}  {:<32} {}", code.id, code.slug, code.title);
            text
        }),
        Format::Json => lines_of(&codes::all().map(value).collect()),
    }
}

fn entry(code: &Code, format: Format) -> String {
    match format {
        Format::Human => render::explain(code),
        Format::Json => lines_of(&value(code)),
    }
}

fn value(code: &Code) -> serde_json::Value {
    json!({
        "code": code.id,
        "name": code.slug,
        "severity": match code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "title": code.title,
        "explanation": code.explanation,
        "bad": code.bad,
        "good": code.good,
        "effect": code.effect,
    })
}

fn lines_of(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
