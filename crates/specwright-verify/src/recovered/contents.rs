//! How a request body is read: as one kind of contents, or as one of several by its media type.

use super::access::is_runtime;
use super::reader::reader_function;
use super::value::Value;
use super::{Read, unreadable};
use crate::expected::{Notation, Style};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{Arm, At, Expr, Kind, MethodCall, Pattern, PatternKind, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// How a body is read.
#[derive(Debug)]
pub(crate) enum Contents<'o> {
    /// Whatever its media type is.
    One(BodyValue<'o>),
    /// By its media type.
    Among(Vec<Alternative<'o>>),
}

/// What is read under one media type.
#[derive(Debug)]
pub(crate) struct Alternative<'o> {
    pub(crate) at: At,
    pub(crate) media_type: &'o str,
    /// The number of the arm that reads it.
    pub(crate) arm: usize,
    /// The enum that the arm makes, and its variant.
    pub(crate) made: (Item, &'o str),
}

/// The kinds of contents that are read, by the numbers of their arms.
pub(crate) type Arms<'o> = Vec<(At, BodyValue<'o>)>;

/// What a body is read as.
#[derive(Debug)]
pub(crate) enum BodyValue<'o> {
    Json(Value),
    Text,
    /// Handed over as it comes.
    Stream,
    Form(FormRead<'o>),
    Parts(FormRead<'o>),
}

impl BodyValue<'_> {
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Json(_) => "JSON",
            Self::Text => "text",
            Self::Stream => "bytes as they come",
            Self::Form(_) => "a form",
            Self::Parts(_) => "a form of several parts",
        }
    }
}

/// A form: the notations of its fields that are not the usual one, and what reads it.
#[derive(Debug)]
pub(crate) struct FormRead<'o> {
    pub(crate) at: At,
    pub(crate) fields: BTreeMap<&'o str, (Notation, At)>,
    pub(crate) value: Value,
}

/// What one expression reads, and whether the body must be there.
#[derive(Debug)]
pub(super) struct BodyExpr<'o> {
    pub(super) at: At,
    pub(super) required: bool,
    pub(super) contents: Contents<'o>,
    pub(super) arms: Arms<'o>,
}

/// Where the expression stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'o, 's> {
    pub(super) output: &'o Output<'o>,
    pub(super) module: u32,
    pub(super) input: &'s str,
}

impl<'o> Scope<'o, '_> {
    /// `input.body(Task::read)`
    pub(super) fn one(self, at: At, call: &'o MethodCall) -> Read<BodyExpr<'o>> {
        let (required, value) = self.value(at, call)?;
        Ok(BodyExpr {
            at,
            required,
            contents: Contents::One(value),
            arms: Vec::new(),
        })
    }

    /// `match input.content(&["application/json", "text/plain"]) { Some(0) => …, Some(_) => …, None => … }`
    pub(super) fn among(self, on: &'o Expr, arms: &'o [Arm]) -> Read<Option<BodyExpr<'o>>> {
        let Some(call) = on
            .method()
            .filter(|call| call.name == "content" && call.receiver.name() == Some(self.input))
        else {
            return Ok(None);
        };
        let listed = match &call.arguments[..] {
            [list] => list.items(),
            _ => None,
        };
        let Some(listed) = listed else {
            return unreadable(on.at, "a list of media types");
        };
        let mut left: BTreeSet<usize> = (0..listed.len()).collect();
        let (mut read, mut contents, mut absent) = (Vec::new(), Vec::new(), None);
        for arm in arms {
            let Some(taken) = taken(&arm.pattern, &mut left)? else {
                if absent.replace(self.absence(&arm.body)?).is_some() {
                    return unreadable(arm.pattern.at, "one arm for a body that is not there");
                }
                continue;
            };
            let (at, value, made) = self.arm(&arm.body)?;
            for index in taken {
                let media_type = &listed[index];
                let Some(name) = media_type.text() else {
                    return unreadable(media_type.at, "a media type");
                };
                contents.push(Alternative {
                    at: media_type.at,
                    media_type: name,
                    arm: read.len(),
                    made: made.clone(),
                });
            }
            read.push((at, value));
        }
        match absent {
            Some(required) if left.is_empty() => Ok(Some(BodyExpr {
                at: on.at,
                required,
                contents: Contents::Among(contents),
                arms: read,
            })),
            _ => unreadable(on.at, "an arm for each media type and one for no body"),
        }
    }

    /// `{ input.absent_body(); None }` where the body is required, else `None`.
    fn absence(self, body: &Expr) -> Read<bool> {
        if body.name() == Some("None") {
            return Ok(false);
        }
        if let Kind::Block(statements) = &body.kind
            && let [Statement::Expr(first, true), Statement::Expr(last, false)] = &statements[..]
            && last.name() == Some("None")
            && let Some(call) = first.method()
            && call.name == "absent_body"
            && call.arguments.is_empty()
            && call.receiver.name() == Some(self.input)
        {
            return Ok(true);
        }
        unreadable(body.at, "`None`, or `{ input.absent_body(); None }`")
    }

    /// `input.body(Task::read).map(CreateTaskBody::Json)`
    fn arm(self, body: &'o Expr) -> Read<(At, BodyValue<'o>, (Item, &'o str))> {
        let body = body.only();
        let mapped = body.method().filter(|call| call.name == "map");
        let Some((mapped, [variant])) = mapped.map(|call| (call, &call.arguments[..])) else {
            return unreadable(body.at, "a body that becomes a variant");
        };
        let Some(call) = mapped
            .receiver
            .method()
            .filter(|call| call.receiver.name() == Some(self.input))
        else {
            return unreadable(mapped.receiver.at, "a read of the body");
        };
        let (_, value) = self.value(mapped.receiver.at, call)?;
        Ok((mapped.receiver.at, value, self.variant(variant)?))
    }

    /// `CreateTaskBody::Json`, also `|body| CreateTaskBody::Json(Box::new(body))`.
    fn variant(self, expr: &'o Expr) -> Read<(Item, &'o str)> {
        let path = match &expr.kind {
            Kind::Path(path) => Some(path),
            Kind::Closure(parameters, body) => match (&parameters[..], &body.only().kind) {
                ([parameter], Kind::Call(callee, arguments)) => {
                    match (&callee.kind, &arguments[..]) {
                        (Kind::Path(path), [argument])
                            if parameter.name().is_some()
                                && boxed(argument).name() == parameter.name() =>
                        {
                            Some(path)
                        }
                        _ => None,
                    }
                }
                _ => None,
            },
            _ => None,
        };
        let found = path.and_then(|path| match self.output.resolve(self.module, path) {
            Meaning::Item(item, rest) if rest.len() == 1 => {
                let enumeration = self.output.enumeration(&item)?;
                let variant = enumeration
                    .variants
                    .iter()
                    .find(|variant| variant.name == rest[0])?;
                Some((item, variant.name.as_str()))
            }
            _ => None,
        });
        match found {
            Some(found) => Ok(found),
            None => unreadable(expr.at, "a variant of an enum of the output"),
        }
    }

    fn value(self, at: At, call: &'o MethodCall) -> Read<(bool, BodyValue<'o>)> {
        let (required, name) = match call.name.strip_prefix("optional_") {
            Some(name) => (false, name),
            None => (true, call.name.as_str()),
        };
        let json = |function| reader_function(self.output, self.module, function);
        let value = match (name, &call.arguments[..]) {
            ("body", [function]) => BodyValue::Json(json(function)?),
            ("text_body", []) => BodyValue::Text,
            ("stream_body", []) => BodyValue::Stream,
            ("form", [form, function]) => BodyValue::Form(self.form(form, json(function)?)?),
            ("multipart", [form, function]) => BodyValue::Parts(self.form(form, json(function)?)?),
            _ => return unreadable(at, format!("the body reader `{}`", call.name)),
        };
        Ok((required, value))
    }

    /// `&FORM`, a static `Form { fields: &[FormField { … }] }`.
    fn form(self, expr: &'o Expr, value: Value) -> Read<FormRead<'o>> {
        let at = expr.behind_reference().at;
        let mut form = FormRead {
            at,
            fields: BTreeMap::new(),
            value,
        };
        let Some((module, literal)) = self.constant(self.module, expr) else {
            return unreadable(at, "a static `Form`");
        };
        let fields = match &literal.kind {
            // A form whose fields are all written in the usual way.
            Kind::Path(path) if is_runtime(self.output, module, path, &["Form", "USUAL"]) => {
                return Ok(form);
            }
            Kind::Struct(literal)
                if literal.rest.is_none()
                    && is_runtime(self.output, module, &literal.path, &["Form"]) =>
            {
                match &literal.fields[..] {
                    [(name, fields)] if name == "fields" => fields.items(),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some(fields) = fields else {
            return unreadable(literal.at, "the fields of a form");
        };
        for field in fields {
            let (name, notation) = self.field(module, field)?;
            if form.fields.insert(name, (notation, field.at)).is_some() {
                return unreadable(field.at, format!("one field `{name}`"));
            }
        }
        Ok(form)
    }

    /// The literal of a constant, or the expression itself.
    fn constant(self, module: u32, expr: &'o Expr) -> Option<(u32, &'o Expr)> {
        let expr = expr.behind_reference();
        let Some(path) = expr.path() else {
            return Some((module, expr));
        };
        match self.output.resolve(module, path) {
            Meaning::Item(item, rest) if rest.is_empty() => Some((
                item.module,
                self.output.constant(&item)?.value.behind_reference(),
            )),
            Meaning::Foreign(_) => Some((module, expr)),
            _ => None,
        }
    }

    fn field(self, module: u32, expr: &'o Expr) -> Read<(&'o str, Notation)> {
        let Kind::Struct(literal) = &expr.kind else {
            return unreadable(expr.at, "a `FormField`");
        };
        if literal.rest.is_some()
            || literal.fields.len() != 3
            || !is_runtime(self.output, module, &literal.path, &["FormField"])
        {
            return unreadable(expr.at, "a whole `FormField`");
        }
        let field = |name: &str| {
            literal
                .fields
                .iter()
                .find_map(|(known, value)| (known == name).then_some(value))
        };
        let name = field("name").and_then(Expr::text);
        let json = field("json").and_then(Expr::boolean);
        match (name, json, field("style")) {
            (Some(name), Some(true), Some(_)) => Ok((name, Notation::Json)),
            (Some(name), Some(false), Some(style)) => Ok((
                name,
                Notation::Styled(self::style(self.output, module, style)?),
            )),
            _ => unreadable(expr.at, "a `FormField`"),
        }
    }
}

/// A variant of the runtime's `Style`.
pub(super) fn style(output: &Output<'_>, module: u32, expr: &Expr) -> Read<Style> {
    let name = expr
        .path()
        .and_then(|path| Some((path, path.last()?.as_str())))
        .filter(|(path, name)| is_runtime(output, module, path, &["Style", name]));
    Ok(match name.map_or("", |(_, name)| name) {
        "Simple" => Style::Simple,
        "SimpleExploded" => Style::SimpleExploded,
        "Label" => Style::Label,
        "LabelExploded" => Style::LabelExploded,
        "Matrix" => Style::Matrix,
        "MatrixExploded" => Style::MatrixExploded,
        "Form" => Style::Form,
        "FormExploded" => Style::FormExploded,
        "SpaceDelimited" => Style::SpaceDelimited,
        "PipeDelimited" => Style::PipeDelimited,
        "DeepObject" => Style::DeepObject,
        _ => return unreadable(expr.at, "a variant of `Style`"),
    })
}

/// The media types that an arm takes, by their places in the list; `None` for the arm of a body that is not there.
fn taken(pattern: &Pattern, left: &mut BTreeSet<usize>) -> Read<Option<Vec<usize>>> {
    let inner = match &pattern.kind {
        PatternKind::Name(name) if name == "None" => return Ok(None),
        // Behind the arms of all media types nothing else is left.
        PatternKind::Wild if left.is_empty() => return Ok(None),
        PatternKind::TupleStruct(path, items) if path.len() == 1 && path[0] == "Some" => &items[..],
        _ => return unreadable(pattern.at, "`Some(number)` or `None`"),
    };
    let numbers = match inner {
        [
            Pattern {
                kind: PatternKind::Wild,
                ..
            },
        ] => return Ok(Some(std::mem::take(left).into_iter().collect())),
        [
            Pattern {
                kind: PatternKind::Or(items),
                ..
            },
        ] => &items[..],
        other => other,
    };
    let number = |pattern: &Pattern| match &pattern.kind {
        PatternKind::Number(text) => text.parse().ok().filter(|number| left.remove(number)),
        _ => None,
    };
    match numbers.iter().map(number).collect::<Option<Vec<usize>>>() {
        Some(numbers) => Ok(Some(numbers)),
        None => unreadable(
            pattern.at,
            "the number of a media type that no other arm takes",
        ),
    }
}

/// What stands in `Box::new(…)`, or the expression itself.
fn boxed(expr: &Expr) -> &Expr {
    match expr.call() {
        Some(([owner, new], [inner])) if owner == "Box" && new == "new" => inner,
        _ => expr,
    }
}
