//! Rows → the table for a person, and the document for a program.

use super::compile::Compiled;
use super::{Row, Verdict};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// One line while the run goes on, on the standard error.
pub fn progress(row: &Row) {
    eprintln!("  {} {}", row.file, verdict(&row.verdict));
}

/// The whole table, with a closing line.
pub fn table(rows: &[Row]) -> String {
    let width = rows
        .iter()
        .map(|row| row.file.chars().count())
        .max()
        .unwrap_or_default();
    let mut text = format!(
        "{:<width$}  {:>10} {:>7} {:>5} {:>7}  result",
        "file", "operations", "ms", "files", "lines"
    );
    for row in rows {
        // Writing to a `String` cannot fail.
        let _ = write!(
            text,
            "\n{:<width$}  {:>10} {:>7} {:>5} {:>7}  {}{}",
            row.file,
            row.operations,
            row.time.as_millis(),
            row.files,
            row.lines,
            verdict(&row.verdict),
            compiled(row),
        );
    }
    let count = |holds: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| holds(row)).count();
    let generated = count(&|row| matches!(row.verdict, Verdict::Generated));
    let refused = count(&|row| matches!(row.verdict, Verdict::Refused { .. }));
    let _ = write!(
        text,
        "\n\n{} descriptions: {generated} generated, {refused} refused, {} defects",
        rows.len(),
        count(&|row| row.verdict.is_defect()),
    );
    let tried = count(&|row| row.compiled.is_some());
    if tried > 0 {
        let clean = count(&|row| row.compiled.as_ref().is_some_and(Compiled::is_clean));
        let _ = write!(text, ", {clean} of {tried} compile without a warning");
    }
    for row in rows {
        let first = row.compiled.as_ref().and_then(|it| it.first.as_deref());
        if let Some(first) = first {
            let _ = write!(text, "\n\n{}:\n{}", row.file, first.trim_end());
        }
    }
    text
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Generated => "generated".to_owned(),
        Verdict::Refused {
            code,
            place,
            message,
            errors,
        } => format!("refused {code} at {place}: {message} ({errors} errors)"),
        Verdict::Unproved { code, message } => format!("DOES NOT VERIFY {code}: {message}"),
        Verdict::Unsteady => "TWO RUNS DIFFER".to_owned(),
        Verdict::Panicked(words) => format!("PANICKED: {words}"),
        Verdict::TooSlow => "TOO SLOW".to_owned(),
    }
}

fn compiled(row: &Row) -> String {
    let Some(compiled) = &row.compiled else {
        return String::new();
    };
    let how = match (compiled.is_finished, compiled.complaints) {
        (true, 0) => "compiles".to_owned(),
        (true, count) => format!("COMPILES WITH {count} WARNINGS"),
        (false, count) => format!("DOES NOT COMPILE, {count} complaints"),
    };
    let ticks = compiled.usage.ticks;
    format!(
        ", {how} ({}.{:02} s, {} MB)",
        ticks / 100,
        ticks % 100,
        compiled.usage.peak / 1024
    )
}

/// One object a description.
pub fn document(rows: &[Row]) -> Value {
    let one = |row: &Row| {
        let mut document = json!({
            "file": row.file,
            "operations": row.operations,
            "milliseconds": u64::try_from(row.time.as_millis()).unwrap_or(u64::MAX),
            "files": row.files,
            "lines": row.lines,
            "result": result(&row.verdict),
        });
        match &row.verdict {
            Verdict::Refused {
                code,
                place,
                message,
                errors,
            } => {
                document["code"] = json!(code);
                document["place"] = json!(place);
                document["message"] = json!(message);
                document["errors"] = json!(errors);
            }
            Verdict::Unproved { code, message } => {
                document["code"] = json!(code);
                document["message"] = json!(message);
            }
            Verdict::Panicked(words) => document["message"] = json!(words),
            Verdict::Generated | Verdict::Unsteady | Verdict::TooSlow => {}
        }
        if let Some(compiled) = &row.compiled {
            document["compile"] = json!({
                "isFinished": compiled.is_finished,
                "complaints": compiled.complaints,
                "first": compiled.first,
                "cpuMilliseconds": compiled.usage.ticks * 10,
                "peakKibibytes": compiled.usage.peak,
            });
        }
        document
    };
    Value::Array(rows.iter().map(one).collect())
}

fn result(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Generated => "generated",
        Verdict::Refused { .. } => "refused",
        Verdict::Unproved { .. } => "unproved",
        Verdict::Unsteady => "unsteady",
        Verdict::Panicked(_) => "panicked",
        Verdict::TooSlow => "too-slow",
    }
}
