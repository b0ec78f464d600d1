//! The schema `public` of a PostgreSQL database → its catalogue, read from `pg_catalog` with an empty search path, so
//! that each expression names its objects in full.

use super::postgres_parts;
use super::{Catalogue, Column, Enumeration, Generated, HISTORY_TABLE, Table, View};
use crate::LiveError;
use crate::postgres::Postgres;
use specwright_dbschema::Dialect;

pub(super) fn read(url: &str) -> Result<Catalogue, LiveError> {
    let postgres = Postgres::connect(url)?;
    postgres.batch("empty the search path", "SET search_path = ''")?;
    let mut catalogue = Catalogue::empty(Dialect::Postgres);
    let relations = postgres.rows(
        "read the list of tables",
        "SELECT c.oid, c.relname::text, c.relkind::text, c.relpersistence::text, c.relrowsecurity,
                obj_description(c.oid, 'pg_class'),
                CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
         ORDER BY c.relname",
        &[],
    )?;
    for row in relations {
        let (oid, name, kind): (u32, String, String) = (row.get(0), row.get(1), row.get(2));
        if name == HISTORY_TABLE {
            continue;
        }
        let comment = row.get(5);
        let columns = columns(&postgres, oid)?;
        if matches!(kind.as_str(), "v" | "m") {
            let definition = row.get::<_, Option<String>>(6).unwrap_or_default();
            let definition = if kind == "m" {
                format!("materialized {definition}")
            } else {
                definition
            };
            catalogue.views.insert(
                name,
                View {
                    columns,
                    definition,
                    comment,
                },
            );
            continue;
        }
        let mut table = Table {
            columns,
            comment,
            ..Table::default()
        };
        let persistence: String = row.get(3);
        table
            .options
            .extend((kind != "r").then(|| format!("kind {kind}")));
        table
            .options
            .extend((persistence == "u").then(|| "UNLOGGED".to_owned()));
        table.options.extend(
            row.get::<_, bool>(4)
                .then(|| "ROW LEVEL SECURITY".to_owned()),
        );
        postgres_parts::constraints(&postgres, oid, &mut table)?;
        postgres_parts::indexes(&postgres, oid, &mut table)?;
        postgres_parts::triggers(&postgres, oid, &mut table)?;
        catalogue.tables.insert(name, table);
    }
    enumerations(&postgres, &mut catalogue)?;
    others(&postgres, &mut catalogue)?;
    Ok(catalogue)
}

fn columns(postgres: &Postgres, relation: u32) -> Result<Vec<Column>, LiveError> {
    let rows = postgres.rows(
        "read the columns",
        "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text, a.attgenerated::text,
                pg_get_expr(d.adbin, d.adrelid), co.collname::text, col_description(a.attrelid, a.attnum::int),
                s.seqstart, s.seqincrement
         FROM pg_attribute a
         JOIN pg_type t ON t.oid = a.atttypid
         LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
         LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
         LEFT JOIN pg_depend p ON p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass
              AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.deptype = 'i' AND a.attidentity <> ''
         LEFT JOIN pg_sequence s ON s.seqrelid = p.objid
         WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
        &[&relation],
    )?;
    let read = |row: &tokio_postgres::Row| {
        let (identity, generated): (String, String) = (row.get(3), row.get(4));
        let expression: Option<String> = row.get(5);
        let sequence: (Option<i64>, Option<i64>) = (row.get(8), row.get(9));
        let mode = match identity.as_str() {
            "a" => Some("always"),
            "d" => Some("by default"),
            _ => None,
        };
        Column {
            name: row.get(0),
            kind: row.get(1),
            nullable: !row.get::<_, bool>(2),
            default: expression.clone().filter(|_| generated.is_empty()),
            generated: expression
                .filter(|_| !generated.is_empty())
                .map(|expression| Generated {
                    expression,
                    stored: generated == "s",
                }),
            identity: mode.map(|mode| match sequence {
                (Some(start), Some(increment)) => {
                    format!("{mode}, start {start}, increment {increment}")
                }
                _ => mode.to_owned(),
            }),
            collation: row.get(6),
            comment: row.get(7),
        }
    };
    Ok(rows.iter().map(read).collect())
}

fn enumerations(postgres: &Postgres, catalogue: &mut Catalogue) -> Result<(), LiveError> {
    let rows = postgres.rows(
        "read the enum types",
        "SELECT t.typname::text, array_agg(e.enumlabel::text ORDER BY e.enumsortorder), obj_description(t.oid, 'pg_type')
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
         WHERE n.nspname = 'public'
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
         GROUP BY t.oid, t.typname",
        &[],
    )?;
    for row in rows {
        catalogue.enums.insert(
            row.get(0),
            Enumeration {
                values: row.get(1),
                comment: row.get(2),
            },
        );
    }
    Ok(())
}

/// What a contract of today does not hold, so that it does not go unseen.
fn others(postgres: &Postgres, catalogue: &mut Catalogue) -> Result<(), LiveError> {
    let rows = postgres.rows(
        "read the remaining objects",
        "SELECT 'extension ' || e.extname, e.extname::text FROM pg_extension e WHERE e.extname <> 'plpgsql'
         UNION ALL
         SELECT 'schema ' || n.nspname, n.nspname::text FROM pg_namespace n
         WHERE n.nspname NOT IN ('public', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
         UNION ALL
         SELECT 'function ' || p.oid::regprocedure::text, pg_get_functiondef(p.oid)
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname = 'public' AND p.prokind IN ('f', 'p')
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
         UNION ALL
         SELECT 'sequence ' || c.relname, format('%s %s %s', s.seqtypid::regtype, s.seqstart, s.seqincrement)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
         WHERE n.nspname = 'public' AND c.relkind = 'S'
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
         UNION ALL
         SELECT 'domain ' || t.typname, format_type(t.typbasetype, t.typtypmod)
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
         WHERE n.nspname = 'public' AND t.typtype = 'd'
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
         UNION ALL
         SELECT 'policy ' || p.polname || ' of ' || c.relname,
                concat_ws(' ', p.polcmd::text, p.polpermissive::text, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid",
        &[],
    )?;
    for row in rows {
        catalogue.others.insert(row.get(0), row.get(1));
    }
    Ok(())
}
