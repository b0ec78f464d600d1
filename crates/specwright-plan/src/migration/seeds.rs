//! The rows that the contract brings along, as statements.

use super::{NewRows, Step, defaults};
use specwright_model::{ColumnId, ColumnType, Engine, Entity, Literal, SeedRow};

/// The statements for the rows of a table that each environment has. Neighbours that give values for the same columns
/// share a statement; the order of the contract is kept.
pub(super) fn rows(table: &Entity, engine: Engine) -> Vec<Step> {
    let mut statements: Vec<(Vec<ColumnId>, NewRows)> = Vec::new();
    for row in everywhere(table) {
        let ids: Vec<ColumnId> = row.values.iter().map(|(id, _)| *id).collect();
        let values = row
            .values
            .iter()
            .map(|(id, literal)| defaults::given(literal, &table.column(*id).kind, engine))
            .collect();
        match statements.last_mut() {
            Some((columns, statement)) if *columns == ids => statement.rows.push(values),
            _ => {
                let statement = NewRows {
                    table: table.name.clone(),
                    columns: ids
                        .iter()
                        .map(|id| table.column(*id).name.clone())
                        .collect(),
                    rows: vec![values],
                    numbered: engine == Engine::Postgres
                        && ids.iter().any(|id| table.column(*id).identity.is_some()),
                };
                statements.push((ids, statement));
            }
        }
    }
    let mut steps: Vec<Step> = statements
        .into_iter()
        .map(|(_, statement)| Step::InsertRows(statement))
        .collect();
    if engine == Engine::Postgres {
        steps.extend(continued(table));
    }
    steps
}

fn everywhere(table: &Entity) -> impl Iterator<Item = &SeedRow> {
    table
        .seeds
        .iter()
        .filter(|seed| seed.environments.is_empty())
        .flat_map(|seed| &seed.rows)
}

/// A sequence of PostgreSQL does not see the numbers that rows bring along, and would give them a second time. SQLite
/// goes on after the largest number by itself.
fn continued(table: &Entity) -> impl Iterator<Item = Step> {
    table.columns().filter_map(|(id, column)| {
        let identity = column.identity?;
        let numbers =
            everywhere(table)
                .flat_map(|row| &row.values)
                .filter_map(|(given, literal)| match literal {
                    Literal::Number(text) if *given == id => text.parse::<i64>().ok(),
                    _ => None,
                });
        let step = identity.increment.unwrap_or(1);
        let next = if step > 0 {
            let next = numbers.max()?.checked_add(step)?;
            next.max(identity.start.unwrap_or(1))
        } else {
            let next = numbers.min()?.checked_add(step)?;
            next.min(identity.start.unwrap_or(-1))
        };
        let most = match column.kind {
            ColumnType::Int16 => i64::from(i16::MAX),
            ColumnType::Int32 => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        // Where the last number is taken there is no next one, and the first row without a number says so.
        let next = if step > 0 {
            next.clamp(1, most)
        } else {
            next.clamp(-most, -1)
        };
        Some(Step::ContinueFrom {
            table: table.name.clone(),
            column: column.name.clone(),
            next,
        })
    })
}
