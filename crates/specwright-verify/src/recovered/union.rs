//! How the alternatives of a union are told apart and read, and how they are written.

use super::assertion::{CodeReading, SchemaPlace, texts};
use super::named::{Wrapped, constructor, read_function, wrapped};
use super::reader::reader;
use super::rule::{is_runtime_type, rule_fields};
use super::value::Value;
use super::{Read, unreadable};
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Kind, PatternKind, Statement, Type};
use std::collections::BTreeSet;

/// A union as it is read.
#[derive(Debug)]
pub(crate) struct ReadUnion<'o> {
    pub(crate) at: At,
    /// Whether exactly one alternative must match (`oneOf`), or at least one.
    pub(crate) one: (bool, At),
    pub(crate) discriminator: Option<(&'o str, At)>,
    pub(crate) alternatives: Vec<ReadAlternative<'o>>,
    /// What its values are held to beside.
    pub(crate) checks: Vec<SchemaPlace>,
}

/// One alternative: what excludes it, and how it is read.
#[derive(Debug)]
pub(crate) struct ReadAlternative<'o> {
    pub(crate) at: At,
    /// The types that it can be; `None` where nothing is said.
    pub(crate) types: Option<BTreeSet<&'static str>>,
    pub(crate) required: BTreeSet<String>,
    pub(crate) tags: Vec<Tag<'o>>,
    pub(crate) variant: &'o str,
    pub(crate) value: Value,
}

/// A property that, where it is present, holds one of a few texts.
#[derive(Debug)]
pub(crate) struct Tag<'o> {
    pub(crate) property: &'o str,
    pub(crate) values: BTreeSet<String>,
    pub(crate) at: At,
}

/// Reads `fn read(json: &mut Reader<'_>) -> … { json.union(&RULE, &[…]) }`.
pub(crate) fn read_union<'o>(output: &'o Output<'o>, item: &Item) -> Read<ReadUnion<'o>> {
    let found = read_function(output, item)?;
    let Some(enumeration) = output.enumeration(item) else {
        return unreadable(found.function.at, "an enum");
    };
    let [Statement::Expr(body, false)] = &found.function.body[..] else {
        return unreadable(found.function.at, "`json.union(&RULE, &[…])`");
    };
    let Some(call) = body
        .method()
        .filter(|call| call.name == "union" && call.receiver.name() == Some(found.reader))
    else {
        return unreadable(body.at, "`json.union(&RULE, &[…])`");
    };
    let [rule, readers] = &call.arguments[..] else {
        return unreadable(body.at, "`json.union(&RULE, &[…])`");
    };
    let Some(readers) = readers.items() else {
        return unreadable(readers.at, "a list of readers");
    };
    let mut rule = rule_fields(output, found.module, rule, "UnionRule")?;
    let (Some((_, matching)), Some((module, rows))) =
        (rule.take("matching"), rule.take("alternatives"))
    else {
        return unreadable(rule.at, "`matching` and `alternatives`");
    };
    let one = match matching.path() {
        Some([.., owner, name]) if owner == "Matching" && name == "One" => true,
        Some([.., owner, name]) if owner == "Matching" && name == "Any" => false,
        _ => return unreadable(matching.at, "`Matching::One` or `Matching::Any`"),
    };
    let discriminator = match rule.take("discriminator") {
        None => None,
        Some((_, expr)) if expr.name() == Some("None") => None,
        Some((_, expr)) => match expr.wrapped_by("Some").and_then(|inner| inner.text()) {
            Some(name) => Some((name, expr.at)),
            None => return unreadable(expr.at, "the name of a property"),
        },
    };
    let at = rule.at;
    rule.finish("UnionRule")?;
    let Some(rows) = rows.items().filter(|rows| rows.len() == readers.len()) else {
        return unreadable(rows.at, "an alternative for each reader");
    };
    if enumeration.variants.len() != readers.len() {
        return unreadable(
            enumeration.at,
            format!("a reader for each variant of `{}`", item.name),
        );
    }
    let mut seen = BTreeSet::new();
    let mut alternatives = Vec::new();
    for (row, read) in rows.iter().zip(readers) {
        let (variant, value) = variant_reader(output, found.module, item, read)?;
        let known = enumeration
            .variants
            .iter()
            .any(|known| known.name == variant && known.fields.len() == 1);
        if !known || !seen.insert(variant) {
            return unreadable(read.at, "a variant that no other reader makes");
        }
        alternatives.push(alternative(output, module, row, variant, value)?);
    }
    Ok(ReadUnion {
        at,
        one: (one, matching.at),
        discriminator,
        alternatives,
        checks: found.checks,
    })
}

/// `|json| Ok(Cat::read(json)?.map(Self::Cat))`
fn variant_reader<'o>(
    output: &'o Output<'o>,
    module: u32,
    item: &Item,
    expr: &'o Expr,
) -> Read<(&'o str, Value)> {
    let Kind::Closure(parameters, body) = &expr.kind else {
        return unreadable(expr.at, "a closure over one reader");
    };
    let [parameter] = &parameters[..] else {
        return unreadable(expr.at, "a closure over one reader");
    };
    let Some(source) = parameter.name() else {
        return unreadable(parameter.at, "the name of a reader");
    };
    let Wrapped { read, function } = wrapped(body)?;
    match constructor(function) {
        Some([owner, variant]) if owner == "Self" || *owner == item.name => {
            Ok((variant, reader(output, module, source, read)?))
        }
        _ => unreadable(function.at, "a variant that the value is put into"),
    }
}

/// `Alternative { types: …, required: …, tags: … }`
fn alternative<'o>(
    output: &'o Output<'o>,
    module: u32,
    row: &'o Expr,
    variant: &'o str,
    value: Value,
) -> Read<ReadAlternative<'o>> {
    let mut fields = rule_fields(output, module, row, "Alternative")?;
    let types = match fields.take("types") {
        Some((module, expr)) => Some(CodeReading(output).types(module, expr)?),
        None => None,
    };
    let required = match fields.take("required") {
        Some((_, expr)) => texts(expr)?,
        None => BTreeSet::new(),
    };
    let mut tags = Vec::new();
    if let Some((module, expr)) = fields.take("tags") {
        let Some(rows) = expr.items() else {
            return unreadable(expr.at, "a list of tags");
        };
        for row in rows {
            tags.push(tag(output, module, row)?);
        }
    }
    let at = fields.at;
    fields.finish("Alternative")?;
    Ok(ReadAlternative {
        at,
        types,
        required,
        tags,
        variant,
        value,
    })
}

fn tag<'o>(output: &'o Output<'o>, module: u32, row: &'o Expr) -> Read<Tag<'o>> {
    if let Kind::Struct(literal) = &row.kind
        && is_runtime_type(output, module, &literal.path, "Tag")
        && literal.rest.is_none()
        && let [(first, property), (second, values)] = &literal.fields[..]
        && (first == "property" && second == "values")
        && let Some(name) = property.text()
    {
        return Ok(Tag {
            property: name,
            values: texts(values)?,
            at: property.at,
        });
    }
    unreadable(row.at, "`Tag { property: \"…\", values: &[…] }`")
}

/// A variant as it is written.
#[derive(Debug)]
pub(crate) struct WrittenVariant<'o> {
    pub(crate) name: &'o str,
    pub(crate) at: At,
    pub(crate) kind: &'o Type,
}

/// Reads `match self { Self::Cat(value) => value.write(json), … }`; the variants stand in the order of the enum.
pub(crate) fn written_union<'o>(
    output: &'o Output<'_>,
    item: &Item,
) -> Read<Vec<WrittenVariant<'o>>> {
    let Some(enumeration) = output.enumeration(item) else {
        return unreadable(
            At {
                file: item.module,
                start: 0,
                end: 0,
            },
            format!("the enum `{}`", item.name),
        );
    };
    if let Some(at) = output.overridden(item, "WriteJson", &["write"]) {
        return unreadable(at, "a union that is written by `write` alone");
    }
    let Some((_, function)) = output.method(item, "WriteJson", "write") else {
        return unreadable(enumeration.at, format!("`write` of `{}`", item.name));
    };
    let writer = function
        .parameters
        .first()
        .and_then(|parameter| parameter.name.as_deref());
    let arms = match &function.body[..] {
        [Statement::Expr(expr, _)] => match &expr.kind {
            Kind::Match(on, arms) if on.name() == Some("self") => arms,
            _ => return unreadable(expr.at, "`match self { … }`"),
        },
        _ => return unreadable(function.at, "`match self { … }`"),
    };
    let (Some(writer), true) = (writer, arms.len() == enumeration.variants.len()) else {
        return unreadable(function.at, "an arm for each variant");
    };
    let mut written = BTreeSet::new();
    for arm in arms {
        let PatternKind::TupleStruct(path, items) = &arm.pattern.kind else {
            return unreadable(arm.pattern.at, "`Self::Variant(value)`");
        };
        let ([owner, variant], [bound]) = (&path[..], &items[..]) else {
            return unreadable(arm.pattern.at, "`Self::Variant(value)`");
        };
        let said = bound
            .name()
            .map(|bound| writes(arm.body.only(), bound, writer));
        match said {
            Some(true) if (owner == "Self" || *owner == item.name) && written.insert(variant) => {}
            _ => return unreadable(arm.body.at, "`value.write(json)` of the variant's value"),
        }
    }
    enumeration
        .variants
        .iter()
        .map(|variant| match &variant.fields[..] {
            [(_, kind)] if written.contains(&variant.name) => Ok(WrittenVariant {
                name: &variant.name,
                at: variant.at,
                kind,
            }),
            _ => unreadable(variant.at, "a variant of one value, and an arm for it"),
        })
        .collect()
}

/// Whether an expression is `value.write(json)`.
fn writes(expr: &Expr, bound: &str, writer: &str) -> bool {
    expr.method().is_some_and(|call| {
        call.name == "write"
            && call.receiver.name() == Some(bound)
            && matches!(&call.arguments[..], [argument] if argument.name() == Some(writer))
    })
}
