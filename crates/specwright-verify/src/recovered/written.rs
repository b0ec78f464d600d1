//! How a model writes itself: the properties that its `write` names.

use super::{Read, unreadable};
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Kind, MethodCall, Record, Statement, Type};

/// A model as it is written.
#[derive(Debug)]
pub(crate) struct WrittenRecord<'o> {
    pub(crate) at: At,
    /// The module that its types are written in.
    pub(crate) module: u32,
    pub(crate) properties: Vec<WrittenProperty<'o>>,
    /// The field whose entries are written beside the properties.
    pub(crate) additional: Option<(&'o Type, At)>,
}

/// A property that is written.
#[derive(Debug)]
pub(crate) struct WrittenProperty<'o> {
    pub(crate) name: &'o str,
    pub(crate) at: At,
    pub(crate) how: Written,
    pub(crate) field: &'o str,
    pub(crate) kind: &'o Type,
}

/// When a property is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Always,
    /// Where the field holds something.
    Optional,
    /// Where the field is not absent.
    ThreeStates,
}

/// Reads `fn write(&self, json: &mut Writer)` of a model.
pub(crate) fn written_record<'o>(output: &'o Output<'_>, item: &Item) -> Read<WrittenRecord<'o>> {
    let Some(record) = output.record(item) else {
        return unreadable(
            At {
                file: item.module,
                start: 0,
                end: 0,
            },
            format!("the struct `{}`", item.name),
        );
    };
    if let Some(at) = output.overridden(item, "WriteJson", &["write"]) {
        return unreadable(at, "a model that is written by `write` alone");
    }
    let Some((_, function)) = output.method(item, "WriteJson", "write") else {
        return unreadable(record.at, format!("`write` of `{}`", item.name));
    };
    let Some(writer) = function
        .parameters
        .first()
        .and_then(|parameter| parameter.name.as_deref())
    else {
        return unreadable(function.at, "the name of the writer");
    };
    let [
        Statement::Let(opening),
        steps @ ..,
        Statement::Expr(closing, true),
    ] = &function.body[..]
    else {
        return unreadable(
            function.at,
            "`let mut object = json.object();` … `object.end();`",
        );
    };
    let opened = opening
        .value
        .as_ref()
        .and_then(Expr::method)
        .is_some_and(|call| {
            call.name == "object"
                && call.arguments.is_empty()
                && call.receiver.name() == Some(writer)
        });
    let (true, Some(object)) = (opened, opening.pattern.name()) else {
        return unreadable(opening.at, "`let mut object = json.object();`");
    };
    if !closing
        .method()
        .is_some_and(|call| call.name == "end" && call.receiver.name() == Some(object))
    {
        return unreadable(closing.at, "`object.end();`");
    }
    let mut written = WrittenRecord {
        at: record.at,
        module: item.module,
        properties: Vec::new(),
        additional: None,
    };
    for step in steps {
        let Statement::Expr(expr, true) = step else {
            return unreadable(step.at(), "`object.field(…);`");
        };
        match expr
            .method()
            .filter(|call| call.receiver.name() == Some(object))
        {
            Some(call) => one_call(record, expr.at, call, &mut written)?,
            None => return unreadable(expr.at, "`object.field(…);`"),
        }
    }
    Ok(written)
}

/// `object.field("name", &self.field);`, or another of the writer's methods.
fn one_call<'o>(
    record: &'o Record,
    at: At,
    call: &'o MethodCall,
    written: &mut WrittenRecord<'o>,
) -> Read<()> {
    let kind_of = |value: &'o Expr| -> Read<(&'o str, &'o Type)> {
        let known = |name: &str| record.fields.iter().find(|(known, _)| known == name);
        match own_field(value).and_then(known) {
            Some((name, kind)) => Ok((name, kind)),
            None => unreadable(value.at, "a field of the model"),
        }
    };
    let how = match (call.name.as_str(), &call.arguments[..]) {
        // `nullable` writes null where an `Option` is empty, as `field` does.
        ("field" | "nullable", [_, _]) => Written::Always,
        ("optional", [_, _]) => Written::Optional,
        ("presence" | "presence_boxed", [_, _]) => Written::ThreeStates,
        ("entries", [value]) if written.additional.is_none() => {
            written.additional = Some((kind_of(value)?.1, value.at));
            return Ok(());
        }
        _ => return unreadable(at, "`object.field(\"name\", &self.field);`"),
    };
    let [name, value] = &call.arguments[..] else {
        return unreadable(at, "a name and a value");
    };
    let Some(text) = name.text() else {
        return unreadable(name.at, "the name of a property");
    };
    let (field, kind) = kind_of(value)?;
    written.properties.push(WrittenProperty {
        name: text,
        at: name.at,
        how,
        field,
        kind,
    });
    Ok(())
}

/// The field of `&self.field`, `self.field`, `self.field.as_ref()`.
fn own_field(expr: &Expr) -> Option<&str> {
    let expr = expr.behind_reference();
    match &expr.kind {
        Kind::Field(base, name) if base.name() == Some("self") => Some(name),
        Kind::Method(call) => match (call.name.as_str(), &call.arguments[..]) {
            ("as_ref" | "as_deref" | "copied" | "cloned", []) => own_field(&call.receiver),
            _ => None,
        },
        _ => None,
    }
}
