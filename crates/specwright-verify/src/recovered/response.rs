//! What an operation may answer: the arms of its response enum's `into_response`.

use super::value::{Value, ValueKind, written_value};
use super::{Read, unreadable};
use crate::output::{Item, Output};
use crate::syntax::{At, Expr, Kind, Pattern, PatternKind, Statement, Type, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer<'o> {
    pub(crate) at: At,
    /// The status; `None` where the service chooses it.
    pub(crate) status: Option<u16>,
    pub(crate) content: AnswerContent<'o>,
    /// Header name in lower case, its value, whether it is always there.
    pub(crate) headers: BTreeMap<String, (Value, bool, At)>,
}

/// What an answer carries.
#[derive(Debug)]
pub(crate) enum AnswerContent<'o> {
    Empty,
    Json {
        media_type: &'o str,
        value: Value,
        at: At,
    },
    Text {
        media_type: &'o str,
        at: At,
    },
    Bytes {
        media_type: &'o str,
        at: At,
    },
}

/// Reads `fn into_response(self) -> Response { match self { … } }`.
pub(crate) fn answers<'o>(output: &'o Output<'_>, item: &Item) -> Read<(At, Vec<Answer<'o>>)> {
    let nowhere = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    let Some(enumeration) = output.enumeration(item) else {
        return unreadable(nowhere, format!("the response enum `{}`", item.name));
    };
    let Some((_, function)) = output.method(item, "", "into_response") else {
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

type Fields<'o> = BTreeMap<&'o str, &'o Type>;

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
    let content = scope.content(core.at, constructor, arguments)?;
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
        content,
        headers,
    })
}

/// The variables that an arm binds, with their types.
struct Scope<'s> {
    output: &'s Output<'s>,
    module: u32,
    fields: &'s Fields<'s>,
}

type Headers = BTreeMap<String, (Value, bool, At)>;

impl Scope<'_> {
    /// Takes `.header("Name", value)` off the end of an expression.
    fn headers<'o>(&self, body: &'o Expr) -> Read<(&'o Expr, Headers)> {
        let mut headers = Headers::new();
        let mut core = body;
        while let Some(call) = core.method() {
            let ([name, value], "header" | "optional_header") =
                (&call.arguments[..], call.name.as_str())
            else {
                return unreadable(core.at, "`.header(\"Name\", value)`");
            };
            let kind = variable(value).and_then(|variable| self.fields.get(variable));
            let (Some(text), Some(kind)) = (name.text(), kind) else {
                return unreadable(core.at, "`.header(\"Name\", value)` of a field");
            };
            let optional = kind.argument_of("Option");
            let read = written_value(self.output, self.module, optional.unwrap_or(kind))?;
            if headers
                .insert(
                    text.to_ascii_lowercase(),
                    (read, optional.is_none(), name.at),
                )
                .is_some()
            {
                return unreadable(name.at, format!("one header `{text}`"));
            }
            core = &call.receiver;
        }
        Ok((core, headers))
    }

    fn content<'o>(
        &self,
        at: At,
        constructor: &str,
        arguments: &'o [Expr],
    ) -> Read<AnswerContent<'o>> {
        let json = |media_type, value: &Expr, at| {
            let value = self.typed(value)?;
            Ok(AnswerContent::Json {
                media_type,
                value,
                at,
            })
        };
        match (constructor, arguments) {
            ("empty", []) => Ok(AnswerContent::Empty),
            ("json", [value]) => json("application/json", value, at),
            ("problem", [value]) => json("application/problem+json", value, at),
            ("json_as", [kind, value]) => json(media_type(kind)?, value, kind.at),
            ("text", [kind, value]) => match self.typed(value)?.kind {
                ValueKind::Text(_) => Ok(AnswerContent::Text {
                    media_type: media_type(kind)?,
                    at: kind.at,
                }),
                _ => unreadable(value.at, "a text"),
            },
            ("bytes", [kind, value]) => match self.typed(value)?.kind {
                ValueKind::Bytes => Ok(AnswerContent::Bytes {
                    media_type: media_type(kind)?,
                    at: kind.at,
                }),
                _ => unreadable(value.at, "bytes"),
            },
            _ => unreadable(at, format!("the response `{constructor}`")),
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
