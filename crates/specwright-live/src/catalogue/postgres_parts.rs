//! Constraints, indexes and triggers of a PostgreSQL table.

use super::{ForeignKey, Index, IndexPart, Key, Table};
use crate::LiveError;
use crate::postgres::Postgres;

pub(super) fn constraints(
    postgres: &Postgres,
    table: u32,
    into: &mut Table,
) -> Result<(), LiveError> {
    // PostgreSQL 18 lists NOT NULLs (contype `n`) among the constraints; the columns tell about them already.
    let rows = postgres.rows(
        "read the constraints",
        "SELECT c.conname::text, c.contype::text, c.convalidated, c.condeferrable, c.condeferred, c.connoinherit,
                pg_get_constraintdef(c.oid, false),
                ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
                      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY k.o),
                t.relname::text,
                ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o)
                      JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY k.o),
                c.confdeltype::text, c.confupdtype::text, c.confmatchtype::text
         FROM pg_constraint c LEFT JOIN pg_class t ON t.oid = c.confrelid
         WHERE c.conrelid = $1 AND c.contype IN ('p', 'u', 'f', 'c', 'x')",
        &[&table],
    )?;
    for row in rows {
        let (name, kind): (String, String) = (row.get(0), row.get(1));
        let definition: String = row.get(6);
        let columns: Vec<String> = row.get(7);
        let mut options = Vec::new();
        options.extend((!row.get::<_, bool>(2)).then(|| "not valid".to_owned()));
        options.extend(row.get::<_, bool>(3).then(|| "deferrable".to_owned()));
        options.extend(
            row.get::<_, bool>(4)
                .then(|| "initially deferred".to_owned()),
        );
        match kind.as_str() {
            "p" | "u" => {
                options.extend(
                    definition
                        .contains("NULLS NOT DISTINCT")
                        .then(|| "nulls not distinct".to_owned()),
                );
                options.extend(
                    definition
                        .split_once(" INCLUDE ")
                        .map(|(_, list)| format!("include {list}")),
                );
                let key = Key {
                    name: Some(name.clone()),
                    columns,
                    options,
                };
                if kind == "p" {
                    into.primary_key = Some(key);
                } else {
                    into.uniques.insert(name, key);
                }
            }
            "f" => {
                let matching: String = row.get(12);
                options.extend((matching != "s").then(|| format!("match {matching}")));
                let key = ForeignKey {
                    columns,
                    table: row.get(8),
                    target_columns: row.get(9),
                    on_delete: action(&row.get::<_, String>(10)).to_owned(),
                    on_update: action(&row.get::<_, String>(11)).to_owned(),
                    options,
                };
                into.foreign_keys.insert(name, key);
            }
            // A check, or an exclusion: the definition holds `NOT VALID` and `NO INHERIT` already.
            _ => {
                into.checks.insert(name, definition);
            }
        }
    }
    Ok(())
}

fn action(letter: &str) -> &'static str {
    match letter {
        "r" => "restrict",
        "c" => "cascade",
        "n" => "set null",
        "d" => "set default",
        _ => "no action",
    }
}

pub(super) fn indexes(postgres: &Postgres, table: u32, into: &mut Table) -> Result<(), LiveError> {
    let rows = postgres.rows(
        "read the indexes",
        "SELECT i.indexrelid, c.relname::text, i.indisunique, m.amname::text, pg_get_expr(i.indpred, i.indrelid),
                i.indisvalid AND i.indisready, c.reloptions, pg_get_indexdef(i.indexrelid),
                ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, false) FROM generate_series(i.indnkeyatts + 1, i.indnatts) k)
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
         WHERE i.indrelid = $1
           AND NOT EXISTS (SELECT 1 FROM pg_constraint x WHERE x.conindid = i.indexrelid AND x.contype IN ('p', 'u', 'x'))",
        &[&table],
    )?;
    for row in rows {
        let (index, name): (u32, String) = (row.get(0), row.get(1));
        let mut options = Vec::new();
        options.extend((!row.get::<_, bool>(5)).then(|| "invalid".to_owned()));
        options.extend(row.get::<_, Option<Vec<String>>>(6).unwrap_or_default());
        options.extend(
            row.get::<_, String>(7)
                .contains(" NULLS NOT DISTINCT")
                .then(|| "nulls not distinct".to_owned()),
        );
        let read = Index {
            unique: row.get(2),
            method: row.get(3),
            parts: parts(postgres, index)?,
            include: row.get(8),
            predicate: row.get(4),
            options,
        };
        into.indexes.insert(name, read);
    }
    Ok(())
}

fn parts(postgres: &Postgres, index: u32) -> Result<Vec<IndexPart>, LiveError> {
    let rows = postgres.rows(
        "read the parts of an index",
        "SELECT pg_get_indexdef(i.indexrelid, k, false), (i.indoption[k - 1] & 1) = 1, (i.indoption[k - 1] & 2) = 2,
                CASE WHEN NOT o.opcdefault THEN o.opcname::text END,
                CASE WHEN co.oid IS NOT NULL AND co.oid <> t.typcollation AND co.oid IS DISTINCT FROM a.attcollation THEN co.collname::text END
         FROM pg_index i CROSS JOIN generate_series(1, i.indnkeyatts::int) k
         JOIN pg_opclass o ON o.oid = i.indclass[k - 1]
         JOIN pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = k
         JOIN pg_type t ON t.oid = x.atttypid
         LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum > 0
         LEFT JOIN pg_collation co ON co.oid = i.indcollation[k - 1]
         WHERE i.indexrelid = $1 ORDER BY k",
        &[&index],
    )?;
    let read = |row: &tokio_postgres::Row| IndexPart {
        key: row.get(0),
        descending: row.get(1),
        nulls_first: row.get(2),
        opclass: row.get(3),
        collation: row.get(4),
    };
    Ok(rows.iter().map(read).collect())
}

pub(super) fn triggers(postgres: &Postgres, table: u32, into: &mut Table) -> Result<(), LiveError> {
    let rows = postgres.rows(
        "read the triggers",
        "SELECT tgname::text, pg_get_triggerdef(oid, false) FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal",
        &[&table],
    )?;
    for row in rows {
        into.triggers.insert(row.get(0), row.get(1));
    }
    Ok(())
}
