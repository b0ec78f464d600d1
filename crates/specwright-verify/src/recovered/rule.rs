//! The rules that readers are given: constants of the runtime's rule types with keywords put on, or struct literals.

use super::{Read, unreadable};
use crate::output::{Meaning, Output};
use crate::syntax::{At, Expr, Kind, MethodCall};
use specwright_source::Number;
use std::collections::BTreeMap;

/// A number that the code states, and where.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) value: Number,
    pub(crate) exclusive: bool,
    pub(crate) at: At,
}

/// What a number must satisfy.
#[derive(Debug, Clone)]
pub(crate) struct NumberRule {
    pub(crate) at: At,
    pub(crate) minimum: Option<Stated>,
    pub(crate) maximum: Option<Stated>,
    pub(crate) multiple_of: Option<Stated>,
}

/// What a text must satisfy.
#[derive(Debug, Clone)]
pub(crate) struct TextRule {
    pub(crate) at: At,
    pub(crate) min_length: Option<Stated>,
    pub(crate) max_length: Option<Stated>,
    pub(crate) pattern: Option<(String, At)>,
    pub(crate) format: Option<(&'static str, At)>,
}

/// How many members a list, a map or an object has.
#[derive(Debug, Clone)]
pub(crate) struct CountRule {
    pub(crate) at: At,
    pub(crate) min: Option<Stated>,
    pub(crate) max: Option<Stated>,
    pub(crate) unique: Option<At>,
}

/// The fields of a rule literal, each with the module that it is written in.
pub(super) struct RuleFields<'o> {
    pub(super) at: At,
    fields: BTreeMap<&'o str, (u32, &'o Expr)>,
    /// What a call without a value turns on, or one with a value turns on beside.
    flags: BTreeMap<&'static str, At>,
}

/// How many constants may stand for one another.
const MAX_HOPS: u32 = 16;

/// The constants of the runtime that state no rule.
const UNBOUNDED: &[&str] = &["ANY", "INT32", "INT64", "UINT64"];

/// Reads `Rule::ANY`, `Rule::ANY.field(…)`, `Rule { field: …, ..Rule::ANY }`, or a constant that is one of them; also
/// behind a reference.
pub(super) fn rule_fields<'o>(
    output: &'o Output<'_>,
    module: u32,
    expr: &'o Expr,
    rule: &str,
) -> Read<RuleFields<'o>> {
    let mut fields = RuleFields {
        at: expr.behind_reference().at,
        fields: BTreeMap::new(),
        flags: BTreeMap::new(),
    };
    collect(output, module, expr, rule, &mut fields, MAX_HOPS)?;
    Ok(fields)
}

fn collect<'o>(
    output: &'o Output<'_>,
    module: u32,
    expr: &'o Expr,
    rule: &str,
    fields: &mut RuleFields<'o>,
    hops: u32,
) -> Read<()> {
    let expr = expr.behind_reference();
    let expected = || unreadable(expr.at, format!("a literal of `{rule}`"));
    let Some(hops) = hops.checked_sub(1) else {
        return expected();
    };
    match &expr.kind {
        Kind::Struct(literal) if is_runtime_type(output, module, &literal.path, rule) => {
            for (name, value) in &literal.fields {
                // A field of the literal hides the same field of its base.
                fields.fields.entry(name).or_insert((module, value));
            }
            match &literal.rest {
                Some(rest) => collect(output, module, rest, rule, fields, hops),
                None => Ok(()),
            }
        }
        Kind::Method(call) if fields.put(module, expr.at, call).is_some() => {
            collect(output, module, &call.receiver, rule, fields, hops)
        }
        Kind::Path(path) => match output.resolve(module, path) {
            Meaning::Foreign(path) => match &path[..] {
                [.., name, constant] if name == rule && UNBOUNDED.contains(&constant.as_str()) => {
                    Ok(())
                }
                _ => expected(),
            },
            Meaning::Item(item, rest) if rest.is_empty() => match output.constant(&item) {
                Some(constant) => collect(output, item.module, &constant.value, rule, fields, hops),
                None => expected(),
            },
            _ => expected(),
        },
        _ => expected(),
    }
}

/// Whether a path is the runtime's type of that name, not a type of the output that is called the same.
pub(super) fn is_runtime_type(
    output: &Output<'_>,
    module: u32,
    path: &[String],
    name: &str,
) -> bool {
    matches!(output.resolve(module, path), Meaning::Foreign(path) if path.last().is_some_and(|last| last == name))
}

impl<'o> RuleFields<'o> {
    /// Takes in one keyword that a call puts on a rule. What was put on later, further out, holds.
    fn put(&mut self, module: u32, at: At, call: &'o MethodCall) -> Option<()> {
        let bound = call.name.strip_prefix("exclusive_");
        match (&call.arguments[..], bound) {
            ([], _) if call.name == "unique" => {
                self.flags.entry("unique").or_insert(at);
            }
            ([value], Some("minimum")) if !self.fields.contains_key("minimum") => {
                self.flags.insert("exclusive_minimum", at);
                self.fields.insert("minimum", (module, value));
            }
            ([value], Some("maximum")) if !self.fields.contains_key("maximum") => {
                self.flags.insert("exclusive_maximum", at);
                self.fields.insert("maximum", (module, value));
            }
            ([_], Some("minimum" | "maximum")) => {}
            ([value], None) => {
                self.fields.entry(&call.name).or_insert((module, value));
            }
            _ => return None,
        }
        Some(())
    }

    pub(super) fn take(&mut self, name: &str) -> Option<(u32, &'o Expr)> {
        self.fields.remove(name)
    }

    /// Fails if a field was not taken: what this reader does not know may change what is accepted.
    pub(super) fn finish(self, rule: &str) -> Read<()> {
        if let Some((name, at)) = self.flags.into_iter().next() {
            return unreadable(at, format!("the keyword `{name}` of `{rule}`"));
        }
        match self.fields.into_iter().next() {
            Some((name, (_, expr))) => {
                unreadable(expr.at, format!("the field `{name}` of `{rule}`"))
            }
            None => Ok(()),
        }
    }

    fn number(&mut self, name: &str) -> Read<Option<Stated>> {
        let Some((_, expr)) = self.take(name) else {
            return Ok(None);
        };
        let Some(inner) = optional(expr) else {
            return Ok(None);
        };
        named_number(inner).map(Some)
    }

    fn flag(&mut self, name: &str) -> Read<Option<At>> {
        if let Some(at) = self.flags.remove(name) {
            return Ok(Some(at));
        }
        match self.take(name) {
            None => Ok(None),
            Some((_, expr)) => match expr.boolean() {
                Some(true) => Ok(Some(expr.at)),
                Some(false) => Ok(None),
                None => unreadable(expr.at, "`true` or `false`"),
            },
        }
    }
}

/// What `Some(x)` holds; `None` for `None`; the expression itself for anything else.
fn optional(expr: &Expr) -> Option<&Expr> {
    if expr.name() == Some("None") {
        return None;
    }
    Some(expr.wrapped_by("Some").unwrap_or(expr))
}

/// A numeric literal, a decimal in a string, or a limit of a type of the language.
pub(super) fn named_number(expr: &Expr) -> Read<Stated> {
    let text = expr
        .text()
        .map(str::to_owned)
        .or_else(|| expr.number())
        .or_else(|| named_limit(expr).map(str::to_owned));
    let value = text
        .as_deref()
        .map(|text| text.strip_suffix('.').unwrap_or(text))
        .and_then(Number::parse);
    match value {
        Some(value) => Ok(Stated {
            value,
            exclusive: false,
            at: expr.at,
        }),
        None => unreadable(expr.at, "a number"),
    }
}

/// The limits of the language's own types, by their names.
fn named_limit(expr: &Expr) -> Option<&'static str> {
    let path: Vec<&str> = expr.path()?.iter().map(String::as_str).collect();
    Some(match path[..] {
        ["i32", "MIN"] => "-2147483648",
        ["i32", "MAX"] => "2147483647",
        ["u32", "MAX"] => "4294967295",
        ["i64", "MIN"] => "-9223372036854775808",
        ["i64", "MAX"] => "9223372036854775807",
        ["u64", "MAX"] => "18446744073709551615",
        _ => return None,
    })
}

pub(super) fn number_rule(
    output: &Output<'_>,
    module: u32,
    expr: &Expr,
    rule: &str,
) -> Read<NumberRule> {
    let mut fields = rule_fields(output, module, expr, rule)?;
    let mut side = |bound: &str, strict: &str| -> Read<Option<Stated>> {
        let limit = fields.number(bound)?;
        let exclusive = fields.flag(strict)?.is_some();
        Ok(limit.map(|limit| Stated { exclusive, ..limit }))
    };
    let minimum = side("minimum", "exclusive_minimum")?;
    let maximum = side("maximum", "exclusive_maximum")?;
    let multiple_of = fields.number("multiple_of")?;
    let at = fields.at;
    fields.finish(rule)?;
    Ok(NumberRule {
        at,
        minimum,
        maximum,
        multiple_of,
    })
}

pub(super) fn text_rule(output: &Output<'_>, module: u32, expr: &Expr) -> Read<TextRule> {
    let mut fields = rule_fields(output, module, expr, "StringRule")?;
    let min_length = fields.number("min_length")?;
    let max_length = fields.number("max_length")?;
    let pattern = match fields
        .take("pattern")
        .map(|(module, expr)| (module, optional(expr)))
    {
        Some((module, Some(expr))) => Some(pattern(output, module, expr)?),
        _ => None,
    };
    let format = match fields.take("format").map(|(_, expr)| optional(expr)) {
        Some(Some(expr)) => Some(format(expr)?),
        _ => None,
    };
    let at = fields.at;
    fields.finish("StringRule")?;
    Ok(TextRule {
        at,
        min_length,
        max_length,
        pattern,
        format,
    })
}

/// `&NAME` of a `static NAME: Pattern = Pattern::new("…");`
pub(super) fn pattern(output: &Output<'_>, module: u32, expr: &Expr) -> Read<(String, At)> {
    let inner = expr.behind_reference();
    let found = inner
        .path()
        .and_then(|path| match output.resolve(module, path) {
            Meaning::Item(item, rest) if rest.is_empty() => output.constant(&item),
            _ => None,
        });
    match found.and_then(|constant| constant.value.call()) {
        Some(([.., owner, new], [argument])) if owner == "Pattern" && new == "new" => {
            match argument.text() {
                Some(text) => Ok((text.to_owned(), argument.at)),
                None => unreadable(argument.at, "the text of a pattern"),
            }
        }
        _ => unreadable(inner.at, "a static `Pattern`"),
    }
}

/// The formats of the runtime, by their names on the wire.
const FORMATS: &[(&str, &str)] = &[
    ("Base64url", "base64url"),
    ("Binary", "binary"),
    ("Byte", "byte"),
    ("Char", "char"),
    ("Date", "date"),
    ("DateTime", "date-time"),
    ("DateTimeLocal", "date-time-local"),
    ("Duration", "duration"),
    ("Email", "email"),
    ("Hostname", "hostname"),
    ("HttpDate", "http-date"),
    ("IdnEmail", "idn-email"),
    ("IdnHostname", "idn-hostname"),
    ("Ipv4", "ipv4"),
    ("Ipv6", "ipv6"),
    ("Iri", "iri"),
    ("IriReference", "iri-reference"),
    ("JsonPointer", "json-pointer"),
    ("MediaRange", "media-range"),
    ("Password", "password"),
    ("Regex", "regex"),
    ("RelativeJsonPointer", "relative-json-pointer"),
    ("SfBinary", "sf-binary"),
    ("SfBoolean", "sf-boolean"),
    ("SfString", "sf-string"),
    ("SfToken", "sf-token"),
    ("Time", "time"),
    ("TimeLocal", "time-local"),
    ("Uri", "uri"),
    ("UriReference", "uri-reference"),
    ("UriTemplate", "uri-template"),
    ("Uuid", "uuid"),
];

pub(super) fn format(expr: &Expr) -> Read<(&'static str, At)> {
    let variant = match expr.path() {
        Some([.., owner, variant]) if owner == "Format" => variant,
        _ => return unreadable(expr.at, "a variant of `Format`"),
    };
    match FORMATS.iter().find(|(name, _)| name == variant) {
        Some((_, wire)) => Ok((wire, expr.at)),
        None => unreadable(expr.at, format!("the format `{variant}`")),
    }
}

pub(super) fn count_rule(
    output: &Output<'_>,
    module: u32,
    expr: &Expr,
    rule: &str,
) -> Read<CountRule> {
    let mut fields = rule_fields(output, module, expr, rule)?;
    let counted = if rule == "ArrayRule" {
        ["min_items", "max_items"]
    } else {
        ["min_properties", "max_properties"]
    };
    let min = fields.number(counted[0])?;
    let max = fields.number(counted[1])?;
    let unique = fields.flag("unique")?;
    let at = fields.at;
    fields.finish(rule)?;
    Ok(CountRule {
        at,
        min,
        max,
        unique,
    })
}

/// The limits of an `ObjectRule` whose other fields are already taken.
pub(super) fn object_count(mut fields: RuleFields<'_>) -> Read<CountRule> {
    let min = fields.number("min_properties")?;
    let max = fields.number("max_properties")?;
    let at = fields.at;
    fields.finish("ObjectRule")?;
    Ok(CountRule {
        at,
        min,
        max,
        unique: None,
    })
}
