//! The kinds of values that readers accept and that types write.

use super::assertion::SchemaPlace;
use super::named::inner_type;
use super::rule::{CountRule, NumberRule, TextRule};
use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Kind, Type, TypeKind};

/// A value that the code reads or writes.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) at: At,
    pub(crate) nullable: bool,
    pub(crate) kind: ValueKind,
}

/// What kind of value it is. Rules are stated only by readers.
#[derive(Debug, Clone)]
pub(crate) enum ValueKind {
    Any,
    Boolean,
    Uuid,
    Timestamp,
    Date,
    Time,
    Bytes,
    Text(Option<TextRule>),
    Integer {
        bits: u8,
        rule: Option<NumberRule>,
    },
    /// An integer of 64 bits without a sign.
    Unsigned(Option<NumberRule>),
    Number(Option<NumberRule>),
    Decimal(Option<NumberRule>),
    /// A decimal in a string, whose rule is one of text.
    DecimalText(Option<TextRule>),
    Choice(Item),
    List {
        rule: Option<CountRule>,
        item: Box<Value>,
    },
    Map {
        rule: Option<CountRule>,
        value: Box<Value>,
    },
    Record(Item),
    /// One of several alternatives.
    Union(Item),
    /// A list or a map that has a name, because it contains itself.
    Newtype(Item),
    /// A file of a form.
    Upload,
    /// A value that is held to a schema beside.
    Checked {
        schema: SchemaPlace,
        value: Box<Value>,
    },
    /// The runtime's problem document.
    Problem,
}

impl Value {
    /// The value behind the schemas that it is held to.
    pub(crate) fn inner(&self) -> &Self {
        match &self.kind {
            ValueKind::Checked { value, .. } => value.inner(),
            _ => self,
        }
    }

    /// The schemas that it is held to, from without to within.
    pub(crate) fn checks(&self) -> Vec<SchemaPlace> {
        match &self.kind {
            ValueKind::Checked { schema, value } => {
                let mut checks = value.checks();
                checks.insert(0, schema.clone());
                checks
            }
            _ => Vec::new(),
        }
    }
}

/// What an item of the output is as a value; `None` for one that is no type of values.
pub(crate) fn named_kind(output: &Output<'_>, item: &Item) -> Option<ValueKind> {
    if output.record(item).is_some() {
        return Some(match inner_type(output, item) {
            Some(_) => ValueKind::Newtype(item.clone()),
            None => ValueKind::Record(item.clone()),
        });
    }
    let enumeration = output.enumeration(item)?;
    let holds = enumeration
        .variants
        .iter()
        .any(|variant| !variant.fields.is_empty());
    Some(if holds {
        ValueKind::Union(item.clone())
    } else {
        ValueKind::Choice(item.clone())
    })
}

/// How many aliases may stand for one another.
const MAX_DEPTH: u32 = 16;

/// What a value of this Rust type looks like on the wire.
pub(crate) fn written_value(output: &Output<'_>, module: u32, kind: &Type) -> Read<Value> {
    written_within(output, module, kind, MAX_DEPTH)
}

fn written_within(output: &Output<'_>, module: u32, kind: &Type, depth: u32) -> Read<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return unreadable(kind.at, "a type that ends");
    };
    let at = kind.at;
    let TypeKind::Path(path, arguments) = &kind.kind else {
        return unreadable(at, "a named type");
    };
    let within = |kind: &Type| written_within(output, module, kind, depth);
    let plain = |kind| {
        Ok(Value {
            at,
            nullable: false,
            kind,
        })
    };
    match output.resolve(module, path) {
        Meaning::Item(item, rest) if rest.is_empty() => {
            if let Some(kind) = named_kind(output, &item) {
                plain(kind)
            } else if let Some(target) = output.alias(&item) {
                written_within(output, item.module, target, depth)
            } else {
                unreadable(at, "a type of the output")
            }
        }
        Meaning::Foreign(path) => match (path.last().map_or("", String::as_str), &arguments[..]) {
            ("String", []) => plain(ValueKind::Text(None)),
            ("bool", []) => plain(ValueKind::Boolean),
            ("i32", []) => plain(ValueKind::Integer {
                bits: 32,
                rule: None,
            }),
            ("i64", []) => plain(ValueKind::Integer {
                bits: 64,
                rule: None,
            }),
            ("u64", []) => plain(ValueKind::Unsigned(None)),
            ("f64" | "f32", []) => plain(ValueKind::Number(None)),
            ("Decimal", []) => plain(ValueKind::Decimal(None)),
            ("Quoted", [inner]) if inner.head().is_some_and(|(name, _)| name == "Decimal") => {
                plain(ValueKind::DecimalText(None))
            }
            ("Uuid", []) => plain(ValueKind::Uuid),
            ("Timestamp", []) => plain(ValueKind::Timestamp),
            ("Date", []) => plain(ValueKind::Date),
            ("Time", []) => plain(ValueKind::Time),
            ("Json", []) => Ok(Value {
                at,
                nullable: true,
                kind: ValueKind::Any,
            }),
            ("Bytes", []) => plain(ValueKind::Bytes),
            ("Upload", []) => plain(ValueKind::Upload),
            ("Problem", []) => plain(ValueKind::Problem),
            ("Vec", [item]) if item.head().is_some_and(|(name, _)| name == "u8") => {
                plain(ValueKind::Bytes)
            }
            ("Vec", [item]) => plain(ValueKind::List {
                rule: None,
                item: Box::new(within(item)?),
            }),
            ("BTreeMap", [key, value]) if key.head().is_some_and(|(name, _)| name == "String") => {
                plain(ValueKind::Map {
                    rule: None,
                    value: Box::new(within(value)?),
                })
            }
            ("Option", [inner]) => Ok(Value {
                nullable: true,
                ..within(inner)?
            }),
            ("Box", [inner]) => within(inner),
            (name, _) => unreadable(at, format!("the type `{name}` on the wire")),
        },
        _ => unreadable(at, "a type that exists"),
    }
}

/// The wire values of an enum of the output: its table of choices.
pub(crate) fn choices<'o>(
    output: &'o Output<'_>,
    item: &Item,
    at: At,
) -> Read<Vec<(&'o str, &'o str, At)>> {
    if let Some(at) = output.overridden(item, "Choice", &[]) {
        return unreadable(at, "an enum that is chosen by its table alone");
    }
    let Some((_, constant)) = output.associated_constant(item, "Choice", "CHOICES") else {
        return unreadable(at, format!("the table of choices of `{}`", item.name));
    };
    let Some(rows) = constant.value.items() else {
        return unreadable(constant.at, "a table of choices");
    };
    rows.iter()
        .map(|row| match &row.kind {
            Kind::Tuple(cells) => match &cells[..] {
                [wire, variant] => match (wire.text(), variant.path()) {
                    (Some(wire_text), Some([.., name])) => Ok((wire_text, name.as_str(), wire.at)),
                    _ => unreadable(row.at, "a wire value beside a variant"),
                },
                _ => unreadable(row.at, "a wire value beside a variant"),
            },
            _ => unreadable(row.at, "a wire value beside a variant"),
        })
        .collect()
}
