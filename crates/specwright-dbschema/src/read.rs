//! The reader: what each key of the contract holds, then whether all of it fits together.

mod allowance;
mod behaviour;
mod column;
mod column_type;
mod constraint;
mod defaults;
mod history;
mod index;
mod sql;
mod table;
mod view;

use crate::fields::{Fields, check_repetition};
use crate::reading::Reading;
use crate::{Contract, Dialect, Enumeration, check, keys};
use defaults::Defaults;
use specwright_diagnostics::{Diagnostic, Outcome, codes};
use specwright_source::{Located, Node};

/// The version of the format that this reader reads.
pub const FORMAT_VERSION: i64 = 1;

/// Reads a contract. All findings are reported at once; the value is as complete as they allow, and `None` only where
/// the input is no contract of a known version.
#[must_use]
pub fn read(root: &Node) -> Outcome<Option<Contract>> {
    let mut reading = Reading::new();
    let contract = contract(root, &mut reading);
    if let Some(contract) = &contract {
        check::check(contract, &mut reading);
    }
    Outcome {
        value: contract,
        diagnostics: reading.diagnostics,
    }
}

fn contract(root: &Node, reading: &mut Reading) -> Option<Contract> {
    if root
        .as_object()
        .is_some_and(|object| object.get("formatVersion").is_none())
    {
        reading.report(Diagnostic::new(
            &codes::DATABASE_FORMAT_VERSION,
            root.span,
            "the database contract does not say its format version",
            "add `\"formatVersion\": 1`, if it is written in this format",
        ));
        return None;
    }
    let fields = Fields::open(root, &keys::CONTRACT, reading)?;
    let version = fields.node("formatVersion")?;
    if version
        .as_number()
        .and_then(specwright_source::Number::as_i64)
        != Some(FORMAT_VERSION)
    {
        reading.report(Diagnostic::new(
            &codes::DATABASE_FORMAT_VERSION,
            version.span,
            "the format version is not one that this tool reads",
            "write `\"formatVersion\": 1`, or use the version of the tool that knows this format",
        ));
        return None;
    }
    if let Some(schema) = fields
        .node("$schema")
        .filter(|schema| schema.as_str().is_none())
    {
        reading.wrong_type(schema, "`$schema`", "a string");
    }
    let dialects = dialects(&fields, root, reading);
    reading.dialects = dialects.iter().map(|dialect| dialect.value).collect();
    let defaults = fields
        .node("defaults")
        .map_or_else(Defaults::default, |node| defaults::defaults(node, reading));
    let enums = fields.each("enums", reading, enumeration);
    let tables = fields.each("tables", reading, |node, reading| {
        table::table(node, &defaults, reading)
    });
    let views = fields.each("views", reading, view::view);
    let given = |key| {
        fields
            .node(key)
            .and_then(Node::as_array)
            .map_or(0, <[Node]>::len)
    };
    reading.lost_enums = enums.len() < given("enums");
    reading.lost_tables = tables.len() + views.len() < given("tables") + given("views");
    allowance::allowances(&fields, root, reading);
    let mut allowances = std::mem::take(&mut reading.allowances);
    allowances.sort_by_key(|allowance| allowance.rule.span.start);
    Some(Contract {
        span: root.span,
        allowances,
        dialects,
        schema_version: fields.text("schemaVersion", reading),
        enums,
        tables,
        views,
        postgres_extensions: fields
            .node("extensions")
            .map_or_else(Vec::new, |node| extensions(node, reading)),
        removed: fields.each("removed", reading, history::tombstone),
        unmanaged: unmanaged(&fields, reading),
    })
}

fn dialects(fields: &Fields<'_>, root: &Node, reading: &mut Reading) -> Vec<Located<Dialect>> {
    let words = Dialect::ALL.map(|(dialect, word)| (word, dialect));
    let dialects = fields.each("dialects", reading, |node, reading| {
        reading.choice(node, "an engine", &words)
    });
    fields.check_filled("dialects", reading);
    let named: Vec<_> = dialects
        .iter()
        .filter_map(|dialect| {
            let (word, _) = words.iter().find(|(_, known)| *known == dialect.value)?;
            Some(Located {
                value: (*word).to_owned(),
                span: dialect.span,
            })
        })
        .collect();
    check_repetition(&named, reading);
    if dialects.is_empty() {
        return Dialect::ALL
            .map(|(value, _)| Located {
                value,
                span: root.span,
            })
            .to_vec();
    }
    dialects
}

fn enumeration(node: &Node, reading: &mut Reading) -> Option<Enumeration> {
    let fields = Fields::open(node, &keys::ENUMERATION, reading)?;
    let name = fields.name("name", reading);
    let values = fields.each("values", reading, |node, reading| {
        let value = reading.text(node, "a value of an enum")?;
        if value.value.len() > crate::reading::LONGEST_NAME {
            reading.report(Diagnostic::new(
                &codes::DATABASE_BAD_NAME,
                node.span,
                format!("the value `{}` is too long", value.value),
                "use at most 63 bytes, which is all that PostgreSQL keeps of an enum's value",
            ));
        }
        Some(value)
    });
    fields.check_filled("values", reading);
    check_repetition(&values, reading);
    let mut renamed_values = Vec::new();
    if let Some(node) = fields.node("renamedValues") {
        match node.as_object() {
            Some(object) => {
                for entry in &object.entries {
                    let old = Located {
                        value: entry.key.clone(),
                        span: entry.key_span,
                    };
                    renamed_values.extend(
                        reading
                            .text(&entry.node, "the new value")
                            .map(|new| (old, new)),
                    );
                }
            }
            None => reading.wrong_type(node, "`renamedValues`", "an object from old to new value"),
        }
    }
    let renamed_from = fields.name("renamedFrom", reading);
    let comment = fields.text("comment", reading);
    Some(Enumeration {
        name: name?,
        values,
        renamed_from,
        renamed_values,
        comment,
    })
}

fn extensions(node: &Node, reading: &mut Reading) -> Vec<Located<String>> {
    let Some(fields) = Fields::open(node, &keys::EXTENSIONS, reading) else {
        return Vec::new();
    };
    // Extensions may have a hyphen in their names (`uuid-ossp`), so these are texts and not names of ours.
    let names = fields.each("postgres", reading, |node, reading| {
        reading.text(node, "the name of an extension")
    });
    check_repetition(&names, reading);
    names
}

/// Names of somebody else, who need not keep to the shape of ours.
fn unmanaged(fields: &Fields<'_>, reading: &mut Reading) -> Vec<Located<String>> {
    let names = fields.each("unmanaged", reading, |node, reading| {
        reading.text(node, "the name of an object")
    });
    fields.check_filled("unmanaged", reading);
    check_repetition(&names, reading);
    names
}
