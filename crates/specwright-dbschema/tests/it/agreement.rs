//! The reader and the JSON Schema for editors say the same, as far as a schema can say it.

use crate::{Case, accepted, refused, workspace};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use specwright_dbschema::OBJECTS;
use std::collections::BTreeSet;

/// The codes of everything that the schema can express: what one of them refuses, the other refuses as well.
const EXPRESSIBLE: [&str; 10] = [
    "S0200", "S0201", "S0202", "S0203", "S0204", "S0205", "S0208", "S0209", "S0210", "S0229",
];

fn schema() -> Value {
    let text =
        std::fs::read_to_string(workspace().join("specs/database-schema.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

#[test]
fn accepts_what_the_schema_accepts() {
    let validator = validator();
    for (name, text) in accepted() {
        let case = Case::read(&text);
        assert!(case.findings.is_empty(), "{name}: {:#?}", case.findings);
        let value = serde_json::from_str(&text).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn accepts_the_example() {
    let text = std::fs::read_to_string(workspace().join("specs/database-schema.json")).unwrap();
    let case = Case::read(&text);
    assert!(case.findings.is_empty(), "{:#?}", case.findings);
    assert!(validator().is_valid(&serde_json::from_str(&text).unwrap()));
}

#[test]
fn refuses_each_fixture_for_its_reason_alone() {
    let validator = validator();
    let mut seen = BTreeSet::new();
    for (code, text) in refused() {
        let case = Case::read(&text);
        assert_eq!(
            case.codes().into_iter().collect::<BTreeSet<_>>(),
            BTreeSet::from([code.as_str()]),
            "{:#?}",
            case.findings
        );
        if EXPRESSIBLE.contains(&code.as_str()) {
            assert!(
                !validator.is_valid(&serde_json::from_str(&text).unwrap()),
                "the schema accepts the fixture of {code}"
            );
        }
        seen.insert(code);
    }
    let known: BTreeSet<_> = specwright_diagnostics::codes::all()
        .filter(|code| code.stage == specwright_diagnostics::Stage::Database)
        .map(|code| code.id.to_owned())
        .collect();
    assert_eq!(seen, known, "a code has no fixture, or a fixture no code");
}

#[test]
fn knows_the_same_keys_as_the_schema() {
    let schema = schema();
    let empty = Map::new();
    let mut in_schema = BTreeSet::from(["contract".to_owned()]);
    let definitions = schema["$defs"].as_object().unwrap();
    in_schema.extend(
        definitions
            .iter()
            .filter(|(_, value)| value.get("properties").is_some())
            .map(|(name, _)| name.clone()),
    );
    let in_reader: BTreeSet<_> = OBJECTS.iter().map(|keys| keys.object.to_owned()).collect();
    assert_eq!(
        in_reader, in_schema,
        "the reader and the schema know different kinds of objects"
    );
    for keys in OBJECTS {
        let definition = if keys.object == "contract" {
            &schema
        } else {
            &definitions[keys.object]
        };
        let properties: BTreeSet<_> = definition["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            keys.all().collect::<BTreeSet<_>>(),
            properties,
            "keys of {}",
            keys.object
        );
        let required = definition
            .get("required")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let required: BTreeSet<_> = required.iter().map(|key| key.as_str().unwrap()).collect();
        assert_eq!(
            keys.required.iter().copied().collect::<BTreeSet<_>>(),
            required,
            "required keys of {}",
            keys.object
        );
        assert_eq!(
            definition["additionalProperties"],
            json!(false),
            "{} is open",
            keys.object
        );
        for (key, property) in definition["properties"].as_object().unwrap_or(&empty) {
            assert!(
                property["description"]
                    .as_str()
                    .is_some_and(|text| text.ends_with('.')),
                "{}.{key} has no description",
                keys.object
            );
            assert!(
                property["examples"]
                    .as_array()
                    .is_some_and(|examples| !examples.is_empty()),
                "{}.{key} has no example",
                keys.object
            );
        }
    }
}

#[test]
fn knows_the_same_rules_as_the_schema() {
    let schema = schema();
    let in_schema: Vec<&str> = schema["$defs"]["allowance"]["properties"]["rule"]["enum"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule.as_str().unwrap())
        .collect();
    let rules: Vec<&str> = specwright_diagnostics::codes::all()
        .filter(|code| {
            code.stage == specwright_diagnostics::Stage::Lint
                && code.severity != specwright_diagnostics::Severity::Error
                && code.id >= "L0340"
                && code.id != "L0366"
        })
        .map(|code| code.id)
        .collect();
    assert_eq!(in_schema, rules);
}

#[test]
fn the_examples_of_the_schema_are_valid() {
    let schema = schema();
    for keys in OBJECTS {
        let definition = if keys.object == "contract" {
            &schema
        } else {
            &schema["$defs"][keys.object]
        };
        for (key, property) in definition["properties"].as_object().unwrap() {
            let mut alone = property.clone();
            alone["$defs"] = schema["$defs"].clone();
            let validator = jsonschema::draft202012::new(&alone).unwrap();
            for example in property["examples"].as_array().unwrap() {
                assert!(
                    validator.is_valid(example),
                    "{}.{key}: {example}",
                    keys.object
                );
            }
        }
    }
}

/// Takes the largest accepted contract apart at each place, and asks both.
#[test]
fn agrees_with_the_schema_on_each_single_change() {
    let validator = validator();
    let (_, text) = accepted()
        .into_iter()
        .find(|(name, _)| name == "everything.json")
        .unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let mut changed = 0;
    for pointer in pointers(&whole) {
        for (what, value) in changes(&whole, &pointer) {
            changed += 1;
            let case = Case::read(&value.to_string());
            let by_schema = !validator.is_valid(&value);
            let codes = case.codes();
            assert!(
                !by_schema || !codes.is_empty(),
                "{pointer}, {what}: the schema refuses, the reader accepts"
            );
            let expressible = codes.iter().any(|code| EXPRESSIBLE.contains(code));
            assert!(
                by_schema || !expressible,
                "{pointer}, {what}: the reader refuses, the schema accepts: {:#?}",
                case.findings
            );
        }
    }
    assert!(changed > 2_000, "only {changed} changes were tried");
}

fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: String, all: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    walk(
                        value,
                        format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                        all,
                    );
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(value, format!("{at}/{index}"), all);
                }
            }
            _ => {}
        }
        all.push(at);
    }
    let mut all = Vec::new();
    walk(value, String::new(), &mut all);
    all
}

fn changes(whole: &Value, pointer: &str) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let replacements = [
        json!(null),
        json!(true),
        json!(1.5),
        json!(-7),
        json!("§ Wrong §"),
        json!(""),
        json!([]),
        json!({}),
    ];
    for replacement in replacements {
        let mut value = whole.clone();
        let what = format!("replaced by {replacement}");
        *value.pointer_mut(pointer).unwrap() = replacement;
        all.push((what, value));
    }
    if let Some(object) = whole.pointer(pointer).unwrap().as_object() {
        let mut value = whole.clone();
        value.pointer_mut(pointer).unwrap()["unheard_of"] = json!(1);
        all.push(("with an unknown key".to_owned(), value));
        for key in object.keys() {
            let mut value = whole.clone();
            value
                .pointer_mut(pointer)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(key);
            all.push((format!("without {key}"), value));
        }
    }
    all
}
