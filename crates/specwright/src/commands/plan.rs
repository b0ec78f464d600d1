//! `plan`: what the specs lead to, and why.

use crate::Exit;
use crate::arguments::{Format, SpecArguments};
use crate::output::Comparison;
use crate::preparation::{Prepared, Stop, prepare};
use crate::terminal::Terminal;
use crate::unsupported;
use serde_json::{Map, Value, json};
use specwright_drift::{Cause, Drift};
use specwright_model::{Action, Behaviour, Operation};
use std::fmt::Write;

/// The version of the JSON document's shape. A new key keeps it; a changed or removed one raises it.
const VERSION: u32 = 1;

/// The arguments of `plan`.
#[derive(Debug, Clone, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(crate) specs: SpecArguments,
    /// How the plan is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    show(
        &arguments.specs,
        false,
        &Terminal::new(arguments.format.into()),
    )
}

/// Prints the plan; with `verifies`, only if the output that it leads to keeps the contract.
pub(crate) fn show(specs: &SpecArguments, verifies: bool, terminal: &Terminal) -> Exit {
    let (stop, human, mut document) = match planned(specs, verifies, terminal) {
        Ok((prepared, comparison)) => {
            let operations = operations(&prepared);
            let human = text(&prepared, &operations, &comparison);
            let document = document(&prepared, &operations, &comparison);
            (prepared.specs.into(), human, document)
        }
        Err(stop) => (stop, String::new(), Map::new()),
    };
    let Stop {
        sources,
        diagnostics,
        unsupported,
    } = stop;
    document.insert(
        "unsupported".to_owned(),
        unsupported::document(&unsupported),
    );
    let human = [human, unsupported::table(&unsupported)];
    let human: Vec<String> = human.into_iter().filter(|part| !part.is_empty()).collect();
    terminal.finish_with(&sources, diagnostics, &human.join("\n"), document)
}

fn planned(
    specs: &SpecArguments,
    verifies: bool,
    terminal: &Terminal,
) -> Result<(Prepared, Comparison), Stop> {
    prepare(specs, verifies, terminal)?.compared(true)
}

/// One operation, as the plan shows it.
struct Row<'p> {
    operation: &'p Operation,
    method: &'static str,
    /// What it does: a verb and its table, or `custom` and its file.
    verb: &'static str,
    /// The table, or the file.
    object: String,
    evidence: &'p [String],
}

fn operations(prepared: &Prepared) -> Vec<Row<'_>> {
    let planned = &prepared.planned;
    let plans = || {
        planned
            .plan
            .groups
            .iter()
            .flat_map(|group| &group.operations)
    };
    planned
        .model
        .operations
        .iter()
        .map(|operation| {
            let plan = plans().find(|plan| plan.id == operation.id);
            let (verb, object, evidence) = match &operation.behaviour {
                Behaviour::Custom => {
                    let function = plan
                        .map(|plan| plan.function.to_string())
                        .unwrap_or_default();
                    ("custom", format!("src/custom/{function}.rs"), [].as_slice())
                }
                Behaviour::Derived(derived) => {
                    let table = planned.model.storage.entity(derived.entity).name.clone();
                    (verb(&derived.action), table, derived.evidence.as_slice())
                }
            };
            Row {
                operation,
                method: plan.map_or("", |plan| plan.method),
                verb,
                object,
                evidence,
            }
        })
        .collect()
}

fn verb(action: &Action) -> &'static str {
    match action {
        Action::Get(_) => "get",
        Action::List(_) => "list",
        Action::Create { .. } => "create",
        Action::Replace { .. } => "replace",
        Action::Merge { .. } => "merge",
        Action::Delete => "delete",
    }
}

/// The way a file goes, in a word.
fn step(drift: &Drift) -> &'static str {
    match drift.cause {
        Cause::Missing | Cause::NotYetOwned => "create",
        Cause::SpecChanged => "change",
        Cause::Stale => "remove",
        Cause::EditedByHand | Cause::StaleEditedByHand | Cause::Foreign => "decide",
        Cause::OrphanOwned => "orphan",
    }
}

fn text(prepared: &Prepared, rows: &[Row<'_>], comparison: &Comparison) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_text(&mut text, prepared, rows, comparison);
    text
}

fn write_text(
    text: &mut String,
    prepared: &Prepared,
    rows: &[Row<'_>],
    comparison: &Comparison,
) -> std::fmt::Result {
    let width = |of: &dyn Fn(&Row<'_>) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let path_width = width(&|row| row.operation.path.chars().count());
    let id_width = width(&|row| row.operation.id.chars().count());
    writeln!(
        text,
        "{} → {}\n\noperations",
        prepared.planned.plan.package.title, prepared.shown_out
    )?;
    for row in rows {
        let Operation { path, id, .. } = row.operation;
        let (method, verb, object) = (row.method, row.verb, &row.object);
        writeln!(
            text,
            "  {method:<6} {path:<path_width$}  {id:<id_width$}  {verb:<7} {object}"
        )?;
        for evidence in row.evidence {
            writeln!(text, "         {evidence}")?;
        }
    }
    if !prepared.planned.plan.migrations.is_empty() {
        writeln!(text, "\nmigrations")?;
    }
    for migration in &prepared.planned.plan.migrations {
        writeln!(text, "  {:04}_{}", migration.number, migration.name)?;
    }
    if !prepared.planned.plan.notes.is_empty() {
        writeln!(text, "\ndecisions")?;
    }
    for note in &prepared.planned.plan.notes {
        writeln!(text, "  {}", note.text)?;
    }
    writeln!(text, "\nfiles: {}", comparison.summary())?;
    for drift in &comparison.drifts {
        writeln!(text, "  {} {}", step(drift), drift.path)?;
    }
    Ok(())
}

fn document(prepared: &Prepared, rows: &[Row<'_>], comparison: &Comparison) -> Map<String, Value> {
    let plan = &prepared.planned.plan;
    let operations: Vec<Value> = rows
        .iter()
        .map(|row| {
            let key = if matches!(row.operation.behaviour, Behaviour::Custom) {
                "file"
            } else {
                "table"
            };
            json!({
                "operation": row.operation.id,
                "method": row.method,
                "path": row.operation.path,
                "behaviour": row.verb,
                key: row.object,
                "evidence": row.evidence,
            })
        })
        .collect();
    let migrations: Vec<Value> = plan
        .migrations
        .iter()
        .map(|migration| json!(format!("{:04}_{}", migration.number, migration.name)))
        .collect();
    let notes: Vec<&str> = plan.notes.iter().map(|note| note.text.as_str()).collect();
    let files: Vec<Value> = comparison
        .drifts
        .iter()
        .map(|drift| json!({"path": drift.path.as_str(), "step": step(drift)}))
        .collect();
    let document = json!({
        "version": VERSION,
        "name": prepared.target.name,
        "out": prepared.shown_out,
        "operations": operations,
        "migrations": migrations,
        "decisions": notes,
        "files": files,
    });
    match document {
        Value::Object(document) => document,
        _ => Map::new(),
    }
}
