//! An SQLite file → its catalogue: the pragmas, and for what they do not tell, the texts of the schema table.

use super::sqlite_text::{self, ColumnText, TableText};
use super::{
    Catalogue, Column, ForeignKey, Generated, HISTORY_TABLE, Index, IndexPart, Key, Table, View,
};
use crate::LiveError;
use rusqlite::{Connection, OpenFlags, Row, ToSql};
use specwright_dbschema::Dialect;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn read(path: &Path) -> Result<Catalogue, LiveError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| LiveError::Database {
            doing: format!("open `{}`", path.display()),
            message: error.to_string(),
        })?;
    let reader = Reader { connection };
    let mut catalogue = Catalogue::empty(Dialect::Sqlite);
    let objects: Vec<(String, String, bool, bool)> = reader.rows(
        "read the list of tables",
        "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    for (name, kind, without_rowid, strict) in objects {
        if name == HISTORY_TABLE {
            continue;
        }
        match kind.as_str() {
            "table" => {
                let options = [("STRICT", strict), ("WITHOUT ROWID", without_rowid)];
                let options = options
                    .into_iter()
                    .filter(|(_, set)| *set)
                    .map(|(text, _)| text.to_owned())
                    .collect();
                let table = reader.table(&name, options)?;
                catalogue.tables.insert(name, table);
            }
            "view" => {
                let view = reader.view(&name)?;
                catalogue.views.insert(name, view);
            }
            other => {
                let text = reader.text("table", &name)?;
                catalogue
                    .others
                    .insert(format!("{other} table {name}"), text.unwrap_or_default());
            }
        }
    }
    Ok(catalogue)
}

struct Reader {
    connection: Connection,
}

impl Reader {
    fn rows<T>(
        &self,
        doing: &str,
        sql: &str,
        parameters: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, LiveError> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            self.connection
                .prepare(sql)?
                .query_map(parameters, read)?
                .collect()
        };
        rows().map_err(|error| LiveError::Database {
            doing: doing.to_owned(),
            message: error.to_string(),
        })
    }

    /// The text of an object in the schema table; automatic indexes have none.
    fn text(&self, kind: &str, name: &str) -> Result<Option<String>, LiveError> {
        let sql = "SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2";
        let rows = self.rows("read the text of an object", sql, &[&kind, &name], |row| {
            row.get(0)
        })?;
        Ok(rows.into_iter().next().flatten())
    }

    fn table(&self, name: &str, options: Vec<String>) -> Result<Table, LiveError> {
        let object = || format!("table `{name}`");
        let misread = |message: String| LiveError::Catalogue {
            object: object(),
            message,
        };
        let text =
            sqlite_text::table(&self.text("table", name)?.unwrap_or_default()).map_err(misread)?;
        let (columns, key) = self.columns(name, &text)?;
        let foreign_keys = self.foreign_keys(name, &text)?;
        let primary_key = match (&text.primary_key, key.is_empty()) {
            (Some(written), false) => Some(Key {
                name: written.name.clone(),
                columns: key,
                options: Vec::new(),
            }),
            (None, true) => None,
            _ => {
                return Err(misread(
                    "the engine and the text differ about the primary key".to_owned(),
                ));
            }
        };
        let mut table = Table {
            columns,
            primary_key,
            foreign_keys,
            options,
            ..Table::default()
        };
        for unique in text.uniques {
            let label = unique
                .name
                .clone()
                .unwrap_or_else(|| format!("({})", unique.columns.join(", ")));
            table.uniques.insert(label, unique);
        }
        for (label, expression) in text.checks {
            table.checks.insert(
                label.unwrap_or_else(|| format!("({expression})")),
                expression,
            );
        }
        let sql = "SELECT name, \"unique\" FROM pragma_index_list(?1) WHERE origin = 'c'";
        let indexes: Vec<(String, bool)> =
            self.rows("read the list of indexes", sql, &[&name], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        for (index, unique) in indexes {
            let read = self.index(&index, unique)?;
            table.indexes.insert(index, read);
        }
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1";
        let triggers: Vec<(String, String)> =
            self.rows("read the list of triggers", sql, &[&name], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        for (trigger, text) in triggers {
            let text = sqlite_text::normalised(&text).map_err(|message| LiveError::Catalogue {
                object: format!("trigger `{trigger}`"),
                message,
            })?;
            table.triggers.insert(trigger, text);
        }
        Ok(table)
    }

    /// The columns, and the names of those that make the primary key, in its order.
    fn columns(
        &self,
        table: &str,
        text: &TableText,
    ) -> Result<(Vec<Column>, Vec<String>), LiveError> {
        let sql = "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid";
        let rows: Vec<(String, String, bool, i64, i64)> =
            self.rows("read the columns", sql, &[&table], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            })?;
        let mut columns = Vec::new();
        let mut key = BTreeMap::new();
        for (name, kind, not_null, position, hidden) in rows {
            if position > 0 {
                key.insert(position, name.clone());
            }
            let written = text
                .columns
                .iter()
                .find(|column| column.name == name.to_ascii_lowercase());
            let written: &ColumnText = written.ok_or_else(|| LiveError::Catalogue {
                object: format!("table `{table}`"),
                message: format!("the engine knows a column `{name}` that the text does not have"),
            })?;
            columns.push(Column {
                kind: kind
                    .trim_end_matches("GENERATED ALWAYS")
                    .trim_end()
                    .to_ascii_uppercase(),
                nullable: !not_null,
                default: written.default.clone(),
                generated: written.generated.clone().map(|expression| Generated {
                    expression,
                    stored: hidden == 3,
                }),
                identity: written.autoincrement.then(|| "autoincrement".to_owned()),
                collation: written.collation.clone(),
                comment: None,
                name,
            });
        }
        Ok((columns, key.into_values().collect()))
    }

    fn foreign_keys(
        &self,
        table: &str,
        text: &TableText,
    ) -> Result<BTreeMap<String, ForeignKey>, LiveError> {
        let sql = "SELECT count(DISTINCT id) FROM pragma_foreign_key_list(?1)";
        let known: Vec<i64> =
            self.rows("count the foreign keys", sql, &[&table], |row| row.get(0))?;
        if known.first() != i64::try_from(text.foreign_keys.len()).ok().as_ref() {
            return Err(LiveError::Catalogue {
                object: format!("table `{table}`"),
                message: "the engine and the text differ about the number of foreign keys"
                    .to_owned(),
            });
        }
        let labelled = text.foreign_keys.iter().map(|(name, key)| {
            let label = name
                .clone()
                .unwrap_or_else(|| format!("({}) → {}", key.columns.join(", "), key.table));
            (label, key.clone())
        });
        Ok(labelled.collect())
    }

    fn index(&self, name: &str, unique: bool) -> Result<Index, LiveError> {
        let text = self.text("index", name)?.unwrap_or_default();
        let text = sqlite_text::index(&text).map_err(|message| LiveError::Catalogue {
            object: format!("index `{name}`"),
            message,
        })?;
        let sql =
            "SELECT name, \"desc\", coll FROM pragma_index_xinfo(?1) WHERE key = 1 ORDER BY seqno";
        let rows: Vec<(Option<String>, bool, String)> =
            self.rows("read the parts of an index", sql, &[&name], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let parts = rows
            .into_iter()
            .enumerate()
            .map(|(at, (column, descending, collation))| IndexPart {
                key: column
                    .or_else(|| text.parts.get(at).cloned())
                    .unwrap_or_default(),
                descending,
                nulls_first: !descending,
                opclass: None,
                collation: (collation != "BINARY").then(|| collation.to_ascii_lowercase()),
            });
        Ok(Index {
            unique,
            method: "btree".to_owned(),
            parts: parts.collect(),
            include: Vec::new(),
            predicate: text.predicate.clone(),
            options: Vec::new(),
        })
    }

    fn view(&self, name: &str) -> Result<View, LiveError> {
        let sql = "SELECT name, type FROM pragma_table_xinfo(?1) ORDER BY cid";
        let columns = self.rows("read the columns of a view", sql, &[&name], |row| {
            Ok(Column {
                name: row.get(0)?,
                kind: row.get(1)?,
                nullable: true,
                ..Column::default()
            })
        })?;
        let definition = sqlite_text::view(&self.text("view", name)?.unwrap_or_default()).map_err(
            |message| LiveError::Catalogue {
                object: format!("view `{name}`"),
                message,
            },
        )?;
        Ok(View {
            columns,
            definition,
            comment: None,
        })
    }
}
