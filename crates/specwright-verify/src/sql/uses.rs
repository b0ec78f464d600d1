//! Each call that runs a statement: which statement, with which parameters, and how its rows are read.

use super::statement::Facts;
use crate::compare::alike;
use crate::findings::{Findings, REGENERATE, UNREADABLE};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Kind, MethodCall, Statement, walk_statements};
use specwright_diagnostics::codes;
use specwright_fileset::Ownership;
use std::collections::BTreeMap;

/// Methods of the runtime's session.
const RUNNERS: &[&str] = &["execute", "fetch_all", "fetch_one", "fetch_optional"];

/// Checks all calls in generated files.
pub(super) fn check(
    output: &Output<'_>,
    statements: &BTreeMap<Item, Facts>,
    findings: &mut Findings,
) {
    for (number, module) in (0_u32..).zip(&output.modules) {
        if module.ownership == Ownership::Owned {
            continue;
        }
        let associated = module
            .file
            .implementations
            .iter()
            .flat_map(|implementation| implementation.functions.values());
        for function in module.file.functions.values().chain(associated) {
            let mut calls: Vec<(&Expr, &MethodCall)> = Vec::new();
            walk_statements(&function.body, &mut |expr| {
                if let Some(call) = expr
                    .method()
                    .filter(|call| RUNNERS.contains(&call.name.as_str()))
                {
                    calls.push((expr, call));
                }
            });
            for (expr, call) in calls {
                check_call(output, statements, findings, number, expr.at, call);
            }
        }
    }
}

fn check_call(
    output: &Output<'_>,
    statements: &BTreeMap<Item, Facts>,
    findings: &mut Findings,
    module: u32,
    at: At,
    call: &MethodCall,
) {
    let statement = call.arguments.first().and_then(|first| match &first.kind {
        Kind::Reference(inner) => inner.path(),
        _ => None,
    });
    let item = statement.and_then(|path| match output.resolve(module, path) {
        Meaning::Item(item, rest) if rest.is_empty() => Some(item),
        _ => None,
    });
    let constant = item.as_ref().and_then(|item| output.constant(item));
    let (Some(item), Some(_)) = (&item, constant) else {
        let message = format!(
            "`{}` runs something else than a static statement",
            call.name
        );
        let help =
            "keep each statement as one constant text a dialect, and pass values as parameters";
        findings.in_output(&codes::COMPOSED_SQL, at, message, help);
        return;
    };
    // A statement that could not be read is reported where it stands.
    let Some(facts) = statements.get(item) else {
        return;
    };
    match call.arguments.get(1).and_then(Expr::items) {
        Some(given) if u32::try_from(given.len()) == Ok(facts.parameters) => {}
        Some(given) => findings.in_output(
            &codes::STATEMENT_PARAMETERS_DIFFER,
            at,
            format!(
                "`{}` has {} parameters and is given {}",
                item.name,
                facts.parameters,
                given.len()
            ),
            REGENERATE,
        ),
        None => findings.in_output(
            &codes::UNREADABLE_OUTPUT,
            at,
            "the parameters of a statement are no list",
            UNREADABLE,
        ),
    }
    if let Some(given) = call.arguments.get(1).and_then(Expr::items) {
        check_arguments(findings, item, facts, given);
    }
    if facts.columns.is_none() && call.name != "execute" {
        let message = format!(
            "`{}` gives no rows, and `{}` wants some",
            item.name, call.name
        );
        findings.in_output(&codes::COLUMNS_CROSSED, at, message, REGENERATE);
    }
    if call.name == "fetch_all" && facts.unbounded {
        findings.in_output(
            &codes::UNBOUNDED_LIST,
            facts.at,
            format!(
                "the statement `{}` gives many rows and has no LIMIT",
                item.name
            ),
            REGENERATE,
        );
    }
    if let (Some(columns), Some(reader)) = (&facts.columns, call.arguments.get(2)) {
        check_rows(output, findings, module, item, columns, reader);
    }
}

/// Reports two arguments that are bound to each other's columns.
fn check_arguments(findings: &mut Findings, item: &Item, facts: &Facts, given: &[Expr]) {
    let bound: Vec<(&str, &str, At)> = (1_u32..)
        .zip(given)
        .filter_map(|(number, expr)| {
            let (name, at) = value_name(expr)?;
            Some((name, facts.bound.get(&number)?.as_str(), at))
        })
        .filter(|(name, column, _)| !alike(name, column))
        .collect();
    for (name, column, at) in &bound {
        if bound.iter().any(|(_, other, _)| alike(name, other)) {
            let message = format!(
                "`{name}` goes into the column `{column}` of `{}`, and another value into its own",
                item.name
            );
            findings.in_output(&codes::ARGUMENTS_CROSSED, *at, message, REGENERATE);
        }
    }
}

/// The name of the value that an argument is made of: `title` in `(&body.title).into()`.
fn value_name(expr: &Expr) -> Option<(&str, At)> {
    match &expr.kind {
        Kind::Field(_, name) => Some((name, expr.at)),
        Kind::Path(path) if path.len() == 1 => Some((&path[0], expr.at)),
        Kind::Method(call) => value_name(&call.receiver),
        Kind::Reference(inner) | Kind::Try(inner) => value_name(inner),
        Kind::Call(_, arguments) => value_name(arguments.first()?),
        _ => None,
    }
}

fn check_rows(
    output: &Output<'_>,
    findings: &mut Findings,
    module: u32,
    item: &Item,
    columns: &[Option<String>],
    reader: &Expr,
) {
    let mut cells: Vec<(usize, At)> = Vec::new();
    let mut fields: Vec<(&str, usize, At)> = Vec::new();
    let mut look = |expr: &Expr| {
        if let Some(cell) = cell(expr) {
            cells.push(cell);
        }
    };
    let body: &[Statement] = match &reader.kind {
        Kind::Closure(_, body) => {
            body.walk(&mut |expr| look(expr));
            &[]
        }
        Kind::Path(path) => match output.function(&output.resolve(module, path)) {
            Some((_, function)) => &function.body,
            None => return,
        },
        _ => return,
    };
    walk_statements(body, &mut |expr| {
        look(expr);
        if let Kind::Struct(literal) = &expr.kind {
            for (field, value) in &literal.fields {
                if let Some((index, at)) = only_cell(value) {
                    fields.push((field, index, at));
                }
            }
        }
    });
    cells.sort_unstable();
    if !cells.iter().map(|(index, _)| *index).eq(0..columns.len()) {
        let at = cells.first().map_or(reader.at, |(_, at)| *at);
        findings.in_output(
            &codes::COLUMNS_CROSSED,
            at,
            format!(
                "`{}` gives {} columns, and not each of them is read once",
                item.name,
                columns.len()
            ),
            REGENERATE,
        );
        return;
    }
    let odd = |field: &str, column: &str| !alike(field, column);
    for (field, index, at) in &fields {
        let Some(Some(column)) = columns.get(*index) else {
            continue;
        };
        let owner = fields
            .iter()
            .find(|(other, ..)| other != field && alike(other, column));
        let own = columns
            .iter()
            .flatten()
            .any(|other| other != column && alike(other, field));
        if odd(field, column) && owner.is_some() && own {
            findings.in_output(
                &codes::COLUMNS_CROSSED,
                *at,
                format!(
                    "the field `{field}` is read from the column `{column}` of `{}`",
                    item.name
                ),
                REGENERATE,
            );
        }
    }
}

/// The index of `row.get(0)`, `row.document(0, Task::read)` or `row.optional_document(0, Task::read)`.
fn cell(expr: &Expr) -> Option<(usize, At)> {
    let call = expr
        .method()
        .filter(|call| call.receiver.name() == Some("row"))?;
    let (("get", [index]) | ("document" | "optional_document", [index, _])) =
        (call.name.as_str(), &call.arguments[..])
    else {
        return None;
    };
    Some((index.number()?.parse().ok()?, index.at))
}

/// The only cell that an expression reads.
fn only_cell(expr: &Expr) -> Option<(usize, At)> {
    let mut cells = Vec::new();
    expr.walk(&mut |inner| cells.extend(cell(inner)));
    match cells[..] {
        [cell] => Some(cell),
        _ => None,
    }
}
