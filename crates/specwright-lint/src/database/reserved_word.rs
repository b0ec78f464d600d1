//! L0343: a name is a reserved word of SQL.

use specwright_dbschema::{Contract, Located};
use specwright_diagnostics::{Diagnostic, codes};

/// The words that cannot be a table's or a column's name without quotes on one of the engines: those that PostgreSQL
/// reserves (its documentation, appendix C), and those that SQLite does not fall back from.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
    "autoincrement", "between", "binary", "both", "case", "cast", "check", "collate", "collation", "column", "commit",
    "concurrently", "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "default", "deferrable", "delete", "desc",
    "distinct", "do", "drop", "else", "end", "escape", "except", "exists", "false", "fetch", "for", "foreign", "freeze",
    "from", "full", "grant", "group", "having", "ilike", "in", "index", "initially", "inner", "insert", "intersect",
    "into", "is", "isnull", "join", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp",
    "natural", "not", "notnull", "null", "offset", "on", "only", "or", "order", "outer", "overlaps", "placing",
    "primary", "references", "returning", "right", "select", "session_user", "set", "similar", "some", "symmetric",
    "table", "tablesample", "then", "to", "trailing", "transaction", "true", "union", "unique", "update", "user",
    "using", "values", "variadic", "verbose", "when", "where", "window", "with",
];

pub(super) fn check(contract: &Contract, findings: &mut Vec<Diagnostic>) {
    for enumeration in &contract.enums {
        report("the enum", &enumeration.name, findings);
    }
    for table in &contract.tables {
        report("the table", &table.name, findings);
        for column in &table.columns {
            report("the column", &column.name, findings);
        }
    }
    for view in &contract.views {
        report("the view", &view.name, findings);
        for column in &view.columns {
            report("the column", &column.name, findings);
        }
    }
}

fn report(what: &str, name: &Located<String>, findings: &mut Vec<Diagnostic>) {
    if WORDS.binary_search(&name.value.as_str()).is_ok() {
        findings.push(Diagnostic::new(
            &codes::RESERVED_WORD,
            name.span,
            format!(
                "{what} is called `{}`, which is a reserved word of SQL",
                name.value
            ),
            "give it another name, or quote it in each SQL that you write",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted());
    }
}
