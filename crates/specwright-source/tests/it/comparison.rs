//! Our tree against the values of the serde readers.

use specwright_source::{Node, Value};

/// Where a tree and a value of `serde_yaml` differ; merge keys are applied in the value.
pub fn against_yaml(node: &Node, value: &serde_yaml::Value, path: &str) -> Result<(), String> {
    let differs = || Err(format!("at {path}: {:?} is not {value:?}", node.value));
    match (&node.value, value) {
        (Value::Null, serde_yaml::Value::Null) => Ok(()),
        (Value::Bool(left), serde_yaml::Value::Bool(right)) if left == right => Ok(()),
        (Value::String(left), serde_yaml::Value::String(right)) if left == right => Ok(()),
        // Decimal by YAML 1.2; a text to that reader.
        (Value::Number(left), serde_yaml::Value::String(right))
            if right.trim_start_matches('0') == left.text() =>
        {
            Ok(())
        }
        (Value::Number(left), serde_yaml::Value::Number(right)) => {
            let equal = match (right.as_i64(), right.as_u64(), right.as_f64()) {
                (Some(right), _, _) => left.as_i64() == Some(right),
                (_, Some(right), _) => left.as_u64() == Some(right),
                (_, _, Some(right)) => left.as_f64().to_bits() == right.to_bits(),
                _ => false,
            };
            if equal { Ok(()) } else { differs() }
        }
        (Value::Array(left), serde_yaml::Value::Sequence(right)) if left.len() == right.len() => {
            left.iter()
                .zip(right)
                .enumerate()
                .try_for_each(|(index, (left, right))| {
                    against_yaml(left, right, &format!("{path}/{index}"))
                })
        }
        (Value::Object(left), serde_yaml::Value::Mapping(right))
            if left.entries.len() == right.len() =>
        {
            right.iter().try_for_each(|(key, value)| {
                let key = key_text(key);
                let entry = left
                    .entry(&key)
                    .ok_or_else(|| format!("at {path}: the key {key} is missing"))?;
                against_yaml(&entry.node, value, &format!("{path}/{key}"))
            })
        }
        _ => differs(),
    }
}

fn key_text(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Number(number) => number.to_string(),
        serde_yaml::Value::Bool(value) => value.to_string(),
        other => panic!("a key {other:?}"),
    }
}

/// Where a tree and a value of `serde_json` differ.
pub fn against_json(node: &Node, value: &serde_json::Value, path: &str) -> Result<(), String> {
    let equal =
        match (&node.value, value) {
            (Value::Null, serde_json::Value::Null) => true,
            (Value::Bool(left), serde_json::Value::Bool(right)) => left == right,
            (Value::String(left), serde_json::Value::String(right)) => left == right,
            (Value::Number(left), serde_json::Value::Number(right)) => {
                let integer = right
                    .as_i64()
                    .map(i128::from)
                    .or(right.as_u64().map(i128::from));
                integer.map_or_else(
                    || right.as_f64().map(f64::to_bits) == Some(left.as_f64().to_bits()),
                    |right| left.as_i128() == Some(right),
                )
            }
            (Value::Array(left), serde_json::Value::Array(right)) if left.len() == right.len() => {
                return left.iter().zip(right).enumerate().try_for_each(
                    |(index, (left, right))| against_json(left, right, &format!("{path}/{index}")),
                );
            }
            (Value::Object(left), serde_json::Value::Object(right))
                if left.entries.len() == right.len() =>
            {
                return left
                    .entries
                    .iter()
                    .zip(right)
                    .try_for_each(|(entry, (key, value))| {
                        if entry.key == *key {
                            against_json(&entry.node, value, &format!("{path}/{key}"))
                        } else {
                            Err(format!("at {path}: {} is not {key}", entry.key))
                        }
                    });
            }
            _ => false,
        };
    if equal {
        Ok(())
    } else {
        Err(format!("at {path}: {:?} is not {value:?}", node.value))
    }
}
