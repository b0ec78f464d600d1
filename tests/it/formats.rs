//! `docs/formats.md` says what each format becomes: its tables are read, and held against what is emitted.

use crate::pipeline::{data, findings, run_on};
use serde_json::{Value, json};
use specwright::pipeline::Input;
use specwright::trial::Trial;
use specwright_fileset::RelPath;
use std::collections::BTreeMap;
use std::fs;

/// The names in the OpenAPI format registry (<https://spec.openapis.org/registry/format/>).
const REGISTRY: &[&str] = &[
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "date",
    "date-time",
    "date-time-local",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int8",
    "int16",
    "int32",
    "int64",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "password",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "time",
    "time-local",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// A column of the database contract for each type of PostgreSQL in the tables.
fn column_of(postgres: &str) -> Value {
    let of = |name: &str| json!({ "name": "value", "type": name, "nullable": true });
    match postgres {
        "uuid" | "date" | "time" | "text" => of(postgres),
        "timestamp with time zone" => of("timestamptz"),
        "bytea" => of("bytes"),
        "smallint" => of("int16"),
        "integer" => of("int32"),
        "bigint" => of("int64"),
        "double precision" => of("float64"),
        "numeric(p, s)" => {
            json!({ "name": "value", "type": "decimal", "precision": 20, "scale": 4, "nullable": true })
        }
        other => panic!("`{other}` is the type of no column"),
    }
}

/// A row of a table, one for each format in its first cell.
struct Row {
    format: String,
    /// Whether it stands in the table of numbers.
    is_number: bool,
    cells: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(data("../docs/formats.md")).unwrap();
    let mut section = "";
    let mut rows = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
        let cells: Vec<String> = line
            .trim_matches('|')
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect();
        if !line.starts_with("| `") {
            continue;
        }
        for format in names(&cells[0]) {
            rows.push(Row {
                format,
                is_number: section == "Numbers" || section == "Not asserted",
                cells: cells.clone(),
            });
        }
    }
    rows
}

/// The words of a cell that stand in backquotes.
fn names(cell: &str) -> Vec<String> {
    let words = cell.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

impl Row {
    /// Whether a value of this JSON type has the format.
    fn kind(&self) -> &'static str {
        let is_whole = self.format.contains("int") || self.format == "unixtime";
        match (self.is_number, is_whole) {
            (false, _) => "string",
            (true, true) => "integer",
            (true, false) => "number",
        }
    }

    fn is_asserted(&self) -> bool {
        match self.cells.as_slice() {
            // What is not asserted at all has two cells, too, and is a number.
            [_, said] => !self.is_number && !said.starts_with("nothing"),
            [.., said] => !said.starts_with("nothing"),
            [] => false,
        }
    }

    fn rust(&self) -> String {
        match self.cells.as_slice() {
            [_, _] if !self.is_number => "String".to_owned(),
            [_, _] if self.kind() == "integer" => "i64".to_owned(),
            [_, _] => "f64".to_owned(),
            [_, rust, ..] => names(rust)[0].clone(),
            _ => panic!("a row of one cell"),
        }
    }

    /// The types of PostgreSQL and of SQLite that fit.
    fn columns(&self) -> Vec<(String, String)> {
        match self.cells.as_slice() {
            [_, _] if !self.is_number => vec![("text".to_owned(), "TEXT".to_owned())],
            [_, _, postgres, sqlite, _] => {
                let sqlite = names(sqlite);
                let postgres = names(postgres).into_iter();
                postgres
                    .map(|postgres| (postgres, sqlite[0].clone()))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

#[test]
fn each_format_of_the_registry_stands_in_one_table_for_texts_or_numbers() {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows() {
        *known.entry(row.format).or_default() += 1;
    }
    for name in REGISTRY {
        // A decimal is a number, or a text that holds one.
        let wanted = usize::from(name.starts_with("decimal")) + 1;
        assert_eq!(known.get(*name), Some(&wanted), "{name}");
    }
}

#[test]
fn each_format_becomes_what_its_table_says() {
    let mut failures = Vec::new();
    for row in rows() {
        let trial = run_on(api(&row), None, "formats");
        failures.extend(misfit(&row, &trial).map(|why| format!("{}: {why}", row.format)));
        for (postgres, sqlite) in row.columns() {
            let trial = run_on(api(&row), Some(contract(&postgres)), "formats");
            let misfit = column_misfit(&trial, &postgres, &sqlite);
            failures.extend(misfit.map(|why| format!("{} in {postgres}: {why}", row.format)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A description whose one operation makes a thing with a value of the format.
fn api(row: &Row) -> Input {
    let thing = json!({ "type": "object", "required": ["id"], "properties": {
        "id": { "type": "string", "format": "uuid", "readOnly": true },
        "value": { "type": row.kind(), "format": row.format }
    } });
    let content =
        json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } });
    let answers = json!({
        "201": { "description": "Made.", "content": content },
        "422": { "description": "The input breaks a rule." }
    });
    let api = json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "paths": { "/things": { "post": {
            "operationId": "createThing",
            "requestBody": { "required": true, "content": content },
            "responses": answers
        } } },
        "components": { "schemas": { "Thing": thing } }
    });
    Input {
        name: "openapi.json".to_owned(),
        bytes: api.to_string().into_bytes(),
    }
}

/// A contract whose one table keeps the value in a column of this type.
fn contract(postgres: &str) -> Input {
    let contract = json!({ "formatVersion": 1, "dialects": ["sqlite", "postgres"], "tables": [{
        "name": "things",
        "columns": [
            { "name": "id", "type": "uuid", "default": { "gen": "uuid_v7" } },
            column_of(postgres)
        ],
        "primaryKey": { "name": "things_pkey", "columns": ["id"] }
    }] });
    Input {
        name: "database-schema.json".to_owned(),
        bytes: contract.to_string().into_bytes(),
    }
}

fn text_of(trial: &Trial, path: &str) -> String {
    let files = trial.files.as_ref();
    let file = files.and_then(|files| files.get(&RelPath::new(path).unwrap()));
    file.and_then(|file| file.text())
        .unwrap_or_default()
        .to_owned()
}

fn is_named(trial: &Trial, code: &str) -> bool {
    let mut found = trial.specs.diagnostics.iter();
    found.any(|found| found.code.id == code)
}

/// What is emitted otherwise than the row says, if anything is.
fn misfit(row: &Row, trial: &Trial) -> Option<String> {
    let folder = "src/generated/models";
    let texts = ["thing", "thing_request", "create_thing", "thing_input"]
        .map(|name| text_of(trial, &format!("{folder}/{name}.rs")));
    let field = format!("pub value: Option<{}>", row.rust());
    if !texts.iter().any(|text| text.contains(&field)) {
        let read = texts.concat();
        let mut lines = read.lines().filter(|line| line.contains("pub value"));
        let found = lines.next().map_or_else(|| findings(trial), str::to_owned);
        return Some(format!("`{field}` is not emitted: {found}"));
    }
    let is_checked = texts.iter().any(|text| text.contains("Format::"));
    let is_own = row.rust() != "String" || row.is_number;
    if row.is_asserted() && !is_own && !is_checked {
        return Some("it is not asserted".to_owned());
    }
    if !row.is_asserted() && is_checked {
        return Some("it is asserted".to_owned());
    }
    // What the tables call idle by nature needs no warning; what is not asserted is named.
    let is_silent = row.cells.len() > 2 || !row.is_number;
    (is_named(trial, "M0412") == is_silent).then(|| format!("M0412 is wrong:\n{}", findings(trial)))
}

/// Whether a column of the type exists under that name on both engines, and fits the value.
fn column_misfit(trial: &Trial, postgres: &str, sqlite: &str) -> Option<String> {
    if trial.files.is_none() {
        return Some(findings(trial));
    }
    let written = postgres.replace("(p, s)", "(20,4)");
    for (engine, kind) in [("postgres", written.as_str()), ("sqlite", sqlite)] {
        let up = text_of(trial, &format!("migrations/0001_initial/up.{engine}.sql"));
        let found = up.lines().find(|line| line.contains("\"value\""));
        let found = found.unwrap_or_default().replace(", ", ",");
        if !found.contains(&format!("\"value\" {kind}")) {
            return Some(format!("{engine} has `{found}`"));
        }
    }
    None
}
