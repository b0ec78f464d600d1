//! What an operation may answer: the arms of its response enum's `into_response`.

use super::value::{Value, ValueKind, written_value};
use super::{Read, unreadable};
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Expr, Kind, Pattern, PatternKind, Statement, Type, TypeKind, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer<'o> {
    pub(crate) at: At,
    /// The status; `None` where the service chooses it.
    pub(crate) status: Option<u16>,
    /// What it carries; `None` where it is empty.
    pub(crate) body: Option<AnswerBody<'o>>,
    /// By their names in lower case.
    pub(crate) headers: BTreeMap<String, Header>,
}

/// A header of an answer.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) at: At,
    pub(crate) value: Value,
    /// Whether it is always there.
    pub(crate) always: bool,
    /// Whether it is a JSON text.
    pub(crate) json: bool,
}

/// What an answer carries.
#[derive(Debug)]
pub(crate) struct AnswerBody<'o> {
    pub(crate) at: At,
    /// The media types among which the caller chooses; `None` where the service does.
    pub(crate) media_types: Option<Vec<&'o str>>,
    pub(crate) value: AnswerValue,
}

/// How a body is sent.
#[derive(Debug)]
pub(crate) enum AnswerValue {
    Json(Value),
    Text,
    /// All of them at once.
    Bytes,
    /// Piece by piece.
    Stream,
    /// Events with data of a type, in JSON.
    Events(Value),
    /// Events whose data are texts as they are.
    TextEvents(Value),
    /// Values of a type, one a line.
    Lines(Value),
}

/// Reads `fn into_response(self) -> Response { match self { … } }` of `impl IntoResponse`.
pub(crate) fn answers<'o>(output: &'o Output<'_>, item: &Item) -> Read<(At, Vec<Answer<'o>>)> {
    let nowhere = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    let Some(enumeration) = output.enumeration(item) else {
        return unreadable(nowhere, format!("the response enum `{}`", item.name));
    };
    let Some((_, function)) = output.method(item, "IntoResponse", "into_response") else {
        return unreadable(enumeration.at, format!("`{}::into_response`", item.name));
    };
    let [
        Statement::Expr(
            Expr {
                kind: Kind::Match(on, arms),
                ..
            },
            false,
        ),
    ] = &function.body[..]
    else {
        return unreadable(function.at, "`match self { … }`");
    };
    if on.name() != Some("self") {
        return unreadable(on.at, "`match self { … }`");
    }
    let mut seen = BTreeSet::new();
    let mut answers = Vec::new();
    for arm in arms {
        let (variant, fields) = bound(&enumeration.variants, &arm.pattern)?;
        if !seen.insert(&variant.name) {
            return unreadable(arm.pattern.at, format!("one arm for `{}`", variant.name));
        }
        answers.push(answer(output, item.module, variant.at, &fields, &arm.body)?);
    }
    match enumeration
        .variants
        .iter()
        .find(|variant| !seen.contains(&variant.name))
    {
        Some(variant) => unreadable(variant.at, format!("an arm for `{}`", variant.name)),
        None => Ok((enumeration.at, answers)),
    }
}

pub(super) type Fields<'o> = BTreeMap<&'o str, &'o Type>;

/// The variant of a pattern, and the type of each variable that the pattern binds.
fn bound<'o>(variants: &'o [Variant], pattern: &'o Pattern) -> Read<(&'o Variant, Fields<'o>)> {
    let find = |path: &[String]| match path {
        [own, name] if own == "Self" => variants.iter().find(|variant| variant.name == *name),
        _ => None,
    };
    let mut fields = Fields::new();
    let found = match &pattern.kind {
        PatternKind::Path(path) => find(path),
        PatternKind::TupleStruct(path, items) => {
            let variant = find(path);
            for (item, (_, kind)) in items
                .iter()
                .zip(variant.map_or(&[][..], |variant| &variant.fields))
            {
                match item.name() {
                    Some(name) => fields.insert(name, kind),
                    None => return unreadable(item.at, "a name for the body"),
                };
            }
            variant
        }
        PatternKind::Struct(path, items) => {
            let variant = find(path);
            for (field, item) in items {
                let kind = variant
                    .and_then(|variant| variant.fields.iter().find(|(known, _)| known == field));
                match (item.name(), kind) {
                    (Some(name), Some((_, kind))) => fields.insert(name, kind),
                    _ => return unreadable(item.at, format!("the field `{field}`")),
                };
            }
            variant
        }
        _ => None,
    };
    match found {
        Some(variant) if variant.fields.len() == fields.len() => Ok((variant, fields)),
        _ => unreadable(pattern.at, "a variant with all its fields"),
    }
}

fn answer<'o>(
    output: &Output<'_>,
    module: u32,
    at: At,
    fields: &Fields<'_>,
    body: &'o Expr,
) -> Read<Answer<'o>> {
    let scope = Scope {
        output,
        module,
        fields,
    };
    let (core, headers) = scope.headers(body.only())?;
    let Some(([owner, constructor], [status, arguments @ ..])) = core.call() else {
        return unreadable(core.at, "a `Response`");
    };
    if owner != "Response" {
        return unreadable(core.at, "a `Response`");
    }
    let body = scope.body(core.at, constructor, arguments)?;
    let (at, status) = match (
        status.number().and_then(|text| text.parse().ok()),
        status.name(),
    ) {
        (Some(number), _) => (status.at, Some(number)),
        (None, Some(name)) if fields.contains_key(name) => (at, None),
        _ => return unreadable(status.at, "a status"),
    };
    Ok(Answer {
        at,
        status,
        body,
        headers,
    })
}

/// The variables that an arm binds, with their types.
pub(super) struct Scope<'s> {
    pub(super) output: &'s Output<'s>,
    pub(super) module: u32,
    pub(super) fields: &'s Fields<'s>,
}

type Headers = BTreeMap<String, Header>;

impl Scope<'_> {
    /// Takes `.header("Name", value)` off the end of an expression.
    fn headers<'o>(&self, body: &'o Expr) -> Read<(&'o Expr, Headers)> {
        let mut headers = Headers::new();
        let mut core = body;
        while let Some(call) = core.method() {
            let [name, value] = &call.arguments[..] else {
                return unreadable(core.at, "`.header(\"Name\", value)`");
            };
            let json = match call.name.as_str() {
                "header" | "optional_header" => false,
                "json_header" | "optional_json_header" => true,
                _ => return unreadable(core.at, "`.header(\"Name\", value)`"),
            };
            let kind = variable(value).and_then(|variable| self.fields.get(variable));
            let (Some(text), Some(kind)) = (name.text(), kind) else {
                return unreadable(core.at, "`.header(\"Name\", value)` of a field");
            };
            let optional = kind.argument_of("Option");
            let header = Header {
                value: written_value(self.output, self.module, optional.unwrap_or(kind))?,
                always: optional.is_none(),
                json,
                at: name.at,
            };
            if headers.insert(text.to_ascii_lowercase(), header).is_some() {
                return unreadable(name.at, format!("one header `{text}`"));
            }
            core = &call.receiver;
        }
        Ok((core, headers))
    }

    pub(super) fn body<'o>(
        &self,
        at: At,
        constructor: &str,
        arguments: &'o [Expr],
    ) -> Read<Option<AnswerBody<'o>>> {
        let body = |media_types: Vec<&'o str>, value, at| {
            Ok(Some(AnswerBody {
                media_types: Some(media_types),
                value,
                at,
            }))
        };
        let json =
            |media_types, value, at| body(media_types, AnswerValue::Json(self.typed(value)?), at);
        match (constructor, arguments) {
            ("empty", []) => Ok(None),
            ("json", [value]) => json(vec!["application/json"], value, at),
            ("problem", [value]) => json(vec!["application/problem+json"], value, at),
            ("json_as", [kind, value]) => json(vec![media_type(kind)?], value, kind.at),
            ("json_among", [kinds, value]) => match kinds.items() {
                Some(items) => {
                    let listed = items.iter().map(media_type).collect::<Read<_>>()?;
                    json(listed, value, kinds.behind_reference().at)
                }
                None => unreadable(kinds.at, "a list of media types"),
            },
            ("text", [kind, value]) => match self.typed(value)?.kind {
                ValueKind::Text(_) => body(vec![media_type(kind)?], AnswerValue::Text, kind.at),
                _ => unreadable(value.at, "a text"),
            },
            ("bytes", [kind, value]) => match self.typed(value)?.kind {
                ValueKind::Bytes => body(vec![media_type(kind)?], AnswerValue::Bytes, kind.at),
                _ => unreadable(value.at, "bytes"),
            },
            ("stream", [kind, value]) => {
                if !matches!(self.head(value), Some(("ByteStream", []))) {
                    return unreadable(value.at, "a `ByteStream`");
                }
                let chosen = variable(kind).and_then(|name| self.fields.get(name));
                let chosen = chosen.and_then(|kind| kind.head());
                match (kind.text(), chosen) {
                    (Some(text), _) => body(vec![text], AnswerValue::Stream, kind.at),
                    (None, Some(("String", []))) => Ok(Some(AnswerBody {
                        media_types: None,
                        value: AnswerValue::Stream,
                        at: kind.at,
                    })),
                    _ => unreadable(kind.at, "a media type"),
                }
            }
            ("events", [value]) => body(
                vec!["text/event-stream"],
                AnswerValue::Events(self.each(value, "Events")?),
                at,
            ),
            ("text_events", [value]) => body(
                vec!["text/event-stream"],
                AnswerValue::TextEvents(self.each(value, "Events")?),
                at,
            ),
            ("lines", [kind, value]) => body(
                vec![media_type(kind)?],
                AnswerValue::Lines(self.each(value, "Lines")?),
                kind.at,
            ),
            _ => unreadable(at, format!("the response `{constructor}`")),
        }
    }

    /// The values of a stream of this type.
    fn each(&self, expr: &Expr, constructor: &str) -> Read<Value> {
        match self.head(expr) {
            Some((name, [inner])) if name == constructor => {
                written_value(self.output, self.module, inner)
            }
            _ => unreadable(expr.at, format!("`{constructor}` of a type")),
        }
    }

    /// The name and the arguments of the type of a field, where it is none of the output's own.
    fn head(&self, expr: &Expr) -> Option<(&str, &[Type])> {
        let kind = self.fields.get(variable(expr)?)?;
        let TypeKind::Path(path, _) = &kind.kind else {
            return None;
        };
        match self.output.resolve(self.module, path) {
            Meaning::Foreign(_) => kind.head(),
            Meaning::Item(..) | Meaning::Unknown => None,
        }
    }

    fn typed(&self, expr: &Expr) -> Read<Value> {
        match variable(expr).and_then(|name| self.fields.get(name)) {
            Some(kind) => written_value(self.output, self.module, kind),
            None => unreadable(expr.at, "a field of the variant"),
        }
    }
}

fn media_type(expr: &Expr) -> Read<&str> {
    match expr.text() {
        Some(text) => Ok(text),
        None => unreadable(expr.at, "a media type"),
    }
}

/// The variable of `body`, `&body`, `body.as_ref()`.
fn variable(expr: &Expr) -> Option<&str> {
    let inner = expr.behind_reference();
    inner.name().or_else(|| {
        let call = inner.method().filter(|call| call.arguments.is_empty())?;
        ["as_ref", "as_deref", "as_str"]
            .contains(&call.name.as_str())
            .then(|| call.receiver.name())?
    })
}
