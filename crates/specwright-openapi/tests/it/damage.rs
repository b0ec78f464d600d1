//! Damaged and hostile descriptions: the reader comes to an end, and says what is wrong.

use crate::input::{corpus, descriptions, read_text, tree};
use specwright_diagnostics::SourceMap;
use specwright_source::{Node, Object, Value};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A sequence of numbers that looks random and is the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

/// Replaces, renames, drops or doubles one part somewhere below a node.
fn damage(node: &mut Node, dice: &mut Dice) {
    let deeper = dice.roll(12) > 0;
    match &mut node.value {
        Value::Object(object) if deeper && !object.entries.is_empty() => {
            let mut entries = std::mem::take(&mut object.entries);
            let index = dice.roll(entries.len());
            match dice.roll(24) {
                0 => drop(entries.remove(index)),
                1 => entries[index].key.push('x'),
                2 => "$ref".clone_into(&mut entries[index].key),
                _ => damage(&mut entries[index].node, dice),
            }
            *object = Object::new(entries);
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let index = dice.roll(items.len());
            match dice.roll(12) {
                0 => drop(items.remove(index)),
                1 => items.push(items[index].clone()),
                _ => damage(&mut items[index], dice),
            }
        }
        value => {
            *value = match dice.roll(7) {
                0 => Value::Null,
                1 => Value::Bool(true),
                2 => Value::Number(specwright_source::Number::parse("-1.5e3").unwrap()),
                3 => Value::String(String::new()),
                4 => Value::String("#/components/schemas/A~1\u{0}{%".to_owned()),
                5 => Value::Array(Vec::new()),
                _ => Value::Object(Object::default()),
            };
        }
    }
}

#[test]
fn no_damage_makes_the_reader_panic() {
    let Some(corpus) = corpus() else { return };
    let mut dice = Dice(1);
    for folder in ["openapi", "positive", "negative"] {
        for file in descriptions(&corpus.join(folder)) {
            if file.metadata().unwrap().len() > 40_000 {
                continue;
            }
            let Some((_, root)) = tree(&file) else {
                continue;
            };
            for _ in 0..40 {
                let mut root = root.clone();
                for _ in 0..=dice.roll(4) {
                    damage(&mut root, &mut dice);
                }
                let outcome = specwright_openapi::read(&root);
                assert!(outcome.value.is_some() || outcome.has_errors());
            }
        }
    }
}

const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Long, version: '1' }\npaths: {}\ncomponents:\n";

/// What takes seconds for thousands of parts would take hours for a large description.
#[track_caller]
fn read_quickly(name: &str, text: &str) -> Vec<String> {
    let start = Instant::now();
    let reading = read_text("openapi.yaml", text);
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{name}: {:?}",
        start.elapsed()
    );
    reading.errors()
}

#[test]
fn long_chains_of_references_end() {
    for kind in [
        "schemas",
        "parameters",
        "headers",
        "responses",
        "examples",
        "callbacks",
    ] {
        let mut text = format!("{HEAD}  {kind}:\n");
        for number in 0..5000 {
            writeln!(
                text,
                "    C{number}: {{ $ref: '#/components/{kind}/C{}' }}",
                number + 1
            )
            .unwrap();
        }
        let errors = read_quickly(kind, &text);
        assert_eq!(
            errors.len(),
            1,
            "{kind}: only the last reference leads to nothing"
        );
    }
}

#[test]
fn long_circles_of_references_end() {
    let mut text = format!("{HEAD}  schemas:\n");
    for number in 0..5000 {
        writeln!(
            text,
            "    C{number}: {{ $ref: '#/components/schemas/C{}' }}",
            (number + 1) % 5000
        )
        .unwrap();
    }
    assert_eq!(read_quickly("circle", &text).len(), 1);
}

#[test]
fn long_chains_of_compositions_end() {
    let mut text = format!("{HEAD}  schemas:\n");
    for number in 0..5000 {
        let next = number + 1;
        writeln!(text, "    C{number}: {{ required: [a], allOf: [{{ $ref: '#/components/schemas/C{next}' }}] }}").unwrap();
    }
    text.push_str("    C5000: { type: object, properties: { a: { type: string } } }\n");
    assert!(read_quickly("compositions", &text).is_empty());
}

#[test]
fn callbacks_that_lead_to_each_other_end() {
    let mut text = format!("{HEAD}  callbacks:\n");
    for number in 0..2000 {
        let next = (number + 1) % 2000;
        writeln!(
            text,
            "    C{number}:\n      '{{$url}}':\n        post:\n          callbacks: {{ next: {{ $ref: '#/components/callbacks/C{next}' }} }}\n          responses: {{ '204': {{ description: Done. }} }}"
        )
        .unwrap();
    }
    assert!(read_quickly("callbacks", &text).is_empty());
}

#[test]
fn headers_that_lead_to_each_other_end() {
    let mut text = format!("{HEAD}  headers:\n");
    for number in 0..2000 {
        let next = (number + 1) % 2000;
        writeln!(
            text,
            "    C{number}: {{ content: {{ multipart/form-data: {{ schema: {{ type: object }}, encoding: {{ a: {{ headers: {{ X: {{ $ref: '#/components/headers/C{next}' }} }} }} }} }} }} }}"
        )
        .unwrap();
    }
    assert!(read_quickly("headers", &text).is_empty());
}

#[test]
fn many_paths_take_little_time() {
    let mut text = "openapi: 3.0.3\ninfo: { title: Wide, version: '1' }\npaths:\n".to_owned();
    for number in 0..5000 {
        writeln!(
            text,
            "  /p{number}/{{id}}:\n    get:\n      operationId: p{number}\n      parameters: [{{ $ref: '#/components/parameters/Id' }}]\n      responses: {{ '200': {{ $ref: '#/components/responses/Done' }} }}"
        )
        .unwrap();
    }
    text.push_str("components:\n  parameters:\n    Id: { name: id, in: path, required: true, schema: { type: string } }\n  responses:\n    Done: { description: Done. }\n");
    assert!(read_quickly("paths", &text).is_empty());
}

/// What overlays make of a small description: the codes that are reported.
fn overlaid(actions: &str) -> Vec<&'static str> {
    let mut sources = SourceMap::default();
    let mut read = |name: &str, text: &str| {
        let outcome = specwright_source::read(&mut sources, name, text.as_bytes());
        assert!(!outcome.has_errors(), "{:?}", outcome.diagnostics);
        outcome.value.unwrap().root
    };
    let root = read("openapi.yaml", &format!("{HEAD}  schemas: {{}}\n"));
    let head =
        r#"{ "overlay": "1.0.0", "info": { "title": "Hostile", "version": "1" }, "actions":"#;
    let overlay = read("overlay.json", &format!("{head}[{actions}] }}"));
    let outcome = specwright_openapi::overlay::apply(root, &overlay, "openapi.yaml");
    let codes = outcome.diagnostics.iter();
    codes.map(|finding| finding.code.id).collect()
}

#[test]
fn no_overlay_makes_a_description_grow_beyond_all_bounds() {
    let numbers = |count: usize| vec!["1"; count].join(",");
    let items = vec![r#"{ "x": [] }"#; 2000].join(",");
    let wide = format!(
        r#"{{ "target": "$", "update": {{ "x-wide": [{items}] }} }},
           {{ "target": "$.x-wide[*]", "update": {{ "y": [{}] }} }}"#,
        numbers(3000)
    );
    assert_eq!(
        overlaid(&wide.replace("$.x-wide", "$['x-wide']")),
        ["S0183"]
    );
    let nested = |depth: usize| format!("{}{{}}{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    let deep = format!(
        r#"{{ "target": "$.info", "update": {} }}, {{ "target": "$.info{}", "update": {} }}"#,
        nested(60),
        ".a".repeat(60),
        nested(90)
    );
    assert_eq!(overlaid(&deep), ["S0183"]);
}
