//! Facts about a table that its columns must bear out.

use super::scope::{Columns, KnownTable, Scope};
use crate::fields::listed;
use crate::reading::Reading;
use crate::{Column, ColumnType, Transitions};
use specwright_diagnostics::{Diagnostic, Span, codes};
use specwright_source::Located;

/// Reports facts whose columns do not exist or cannot play their part.
pub(super) fn check_behaviours(scope: &Scope<'_>, known: &KnownTable<'_>, reading: &mut Reading) {
    let (table, columns) = (known.table, &known.columns);
    if let Some(soft_delete) = &table.soft_delete {
        let fit = |column: &Column| is_moment(column) && column.nullable;
        expect_column(
            columns,
            &soft_delete.column,
            fit,
            "a soft delete needs a timestamptz that may be null",
            reading,
        );
        if let Some(by) = &soft_delete.by {
            expect_column(
                columns,
                by,
                |column| column.nullable,
                "a row that lives was deleted by nobody, so the column may be null",
                reading,
            );
        }
    }
    if let Some(timestamps) = &table.timestamps {
        for name in [&timestamps.created, &timestamps.updated]
            .into_iter()
            .flatten()
        {
            expect_column(
                columns,
                name,
                is_moment,
                "timestamps are of type timestamptz or timestamp",
                reading,
            );
        }
    }
    if let Some(version) = &table.version {
        let fit = |column: &Column| {
            matches!(column.kind.value, ColumnType::Int32 | ColumnType::Int64) && !column.nullable
        };
        expect_column(
            columns,
            version,
            fit,
            "a version is an int32 or int64 that is not null",
            reading,
        );
    }
    if let Some(owner) = &table.owner {
        columns.find(owner, reading);
    }
    if let Some(tenant) = &table.tenant {
        expect_column(
            columns,
            &tenant.column,
            |column| !column.nullable,
            "each row has a tenant, so the column is not null",
            reading,
        );
    }
    for name in &table.full_text {
        let is_text = |column: &Column| {
            matches!(
                column.kind.value,
                ColumnType::Text | ColumnType::Varchar { .. } | ColumnType::Char { .. }
            )
        };
        expect_column(
            columns,
            name,
            is_text,
            "a search looks into text, varchar or char",
            reading,
        );
    }
    if let Some(transitions) = &table.transitions {
        check_transitions(scope, columns, transitions, reading);
    }
}

fn is_moment(column: &Column) -> bool {
    matches!(
        column.kind.value,
        ColumnType::Timestamptz { .. } | ColumnType::Timestamp { .. }
    )
}

fn expect_column(
    columns: &Columns<'_>,
    name: &Located<String>,
    fit: impl Fn(&Column) -> bool,
    why: &str,
    reading: &mut Reading,
) {
    if let Some(column) = columns.find(name, reading).filter(|column| !fit(column)) {
        let null = if column.nullable {
            ", may be null"
        } else {
            ", not null"
        };
        report_unfit(
            name.span,
            format!(
                "`{}` ({}{null}) cannot play this part",
                name.value, column.kind.value
            ),
            why,
            column,
            reading,
        );
    }
}

fn report_unfit(span: Span, message: String, help: &str, column: &Column, reading: &mut Reading) {
    reading.report(
        Diagnostic::new(&codes::DATABASE_UNFIT_COLUMN, span, message, help)
            .with_related(column.span, "the column"),
    );
}

fn check_transitions(
    scope: &Scope<'_>,
    columns: &Columns<'_>,
    transitions: &Transitions,
    reading: &mut Reading,
) {
    let Some(column) = columns.find(&transitions.column, reading) else {
        return;
    };
    let ColumnType::Enum { name } = &column.kind.value else {
        report_unfit(
            transitions.column.span,
            format!(
                "`{}` is of type `{}`, which is no closed set",
                column.name.value, column.kind.value
            ),
            "make it an enum",
            column,
            reading,
        );
        return;
    };
    let Some(known) = scope.enums.get(name.as_str()) else {
        return;
    };
    let values = || {
        known
            .enumeration
            .values
            .iter()
            .map(|value| value.value.as_str())
    };
    for value in transitions
        .allowed
        .iter()
        .flat_map(|(from, to)| std::iter::once(from).chain(to))
    {
        if !known.values.contains(value.value.as_str()) {
            let help = match reading.near(&value.value, values()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", listed(values())),
            };
            report_unfit(
                value.span,
                format!("`{}` is no value of the enum `{name}`", value.value),
                &help,
                column,
                reading,
            );
        }
    }
}
