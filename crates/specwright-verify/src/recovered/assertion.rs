//! What emitted `Schema` statics demand: their assertions, as claims.

use super::rule::{format, named_number, pattern};
use super::{Read, Unreadable, unreadable};
use crate::claim::{Claim, Json, Null, PATTERN, Reading, Says, Stated, TYPES, without_subsets};
use crate::output::{Meaning, Output};
use crate::syntax::{At, Expr, Kind};
use specwright_source::Number;
use std::collections::BTreeSet;
use std::rc::Rc;

/// An expression of type `&Schema`, and the module that it is written in.
#[derive(Debug, Clone)]
pub(crate) struct SchemaPlace {
    pub(crate) module: u32,
    pub(crate) expr: Rc<Expr>,
}

/// The emitted schemas as claims.
#[derive(Clone, Copy)]
pub(crate) struct CodeReading<'o>(pub(crate) &'o Output<'o>);

type CodeClaim = Claim<SchemaPlace, At>;

/// How many statics and members of `AllOf` may lead from one to the next.
const MAX_DEPTH: u32 = 64;

impl Reading for CodeReading<'_> {
    type Schema = SchemaPlace;
    type Place = At;
    type Error = Unreadable;

    fn claims(&self, schemas: &[SchemaPlace]) -> Result<Stated<Self>, Unreadable> {
        let mut claims = Vec::new();
        for schema in schemas {
            self.schema(schema.module, &schema.expr, &mut claims, MAX_DEPTH)?;
        }
        Ok(Stated {
            claims,
            null: Null::Follows,
        })
    }
}

impl CodeReading<'_> {
    /// The place that a schema is written at, behind the statics that name it.
    pub(crate) fn home(self, schema: &SchemaPlace) -> At {
        let mut module = schema.module;
        let mut expr: &Expr = schema.expr.behind_reference();
        for _ in 0..MAX_DEPTH {
            let Some(path) = expr.path() else { break };
            let Meaning::Item(item, rest) = self.0.resolve(module, path) else {
                break;
            };
            match self.0.constant(&item) {
                Some(constant) if rest.is_empty() => {
                    module = item.module;
                    expr = constant.value.behind_reference();
                }
                _ => break,
            }
        }
        // `Schema(…)` is placed at its name, and so are all others: each has another place.
        expr.at
    }

    fn schema(self, module: u32, expr: &Expr, claims: &mut Vec<CodeClaim>, depth: u32) -> Read<()> {
        let expr = expr.behind_reference();
        let Some(depth) = depth.checked_sub(1) else {
            return unreadable(expr.at, "a schema that ends");
        };
        let expected = || unreadable(expr.at, "`Schema(&[…])`, or a static of it");
        if let Some((path, [rows])) = expr.call() {
            let Some(items) = rows
                .items()
                .filter(|_| self.is_runtime(module, path, &["Schema"]))
            else {
                return expected();
            };
            let mut own = Vec::new();
            for item in items {
                match self.members(module, item) {
                    Some(members) => {
                        for member in list(members)? {
                            self.schema(module, member, claims, depth)?;
                        }
                    }
                    None => self.assertion(module, item, &mut own)?,
                }
            }
            stand_beside(&mut own);
            claims.append(&mut own);
            return Ok(());
        }
        let Some(path) = expr.path() else {
            return expected();
        };
        match self.0.resolve(module, path) {
            Meaning::Foreign(path) => match &path[..] {
                [.., owner, name] if owner == "Schema" && name == "ANY" => Ok(()),
                [.., owner, name] if owner == "Schema" && name == "NEVER" => {
                    claims.push(Claim {
                        keyword: "not",
                        says: Says::Schema(Vec::new()),
                        place: expr.at,
                    });
                    Ok(())
                }
                _ => expected(),
            },
            Meaning::Item(item, rest) if rest.is_empty() => match self.0.constant(&item) {
                Some(constant) => self.schema(item.module, &constant.value, claims, depth),
                None => expected(),
            },
            _ => expected(),
        }
    }

    /// Whether a path is one of the runtime, not of the output, and ends so.
    fn is_runtime(self, module: u32, path: &[String], end: &[&str]) -> bool {
        matches!(self.0.resolve(module, path), Meaning::Foreign(path)
            if path.len() >= end.len() && path[path.len() - end.len()..].iter().eq(end.iter()))
    }

    /// The members of `Assertion::AllOf(…)`.
    fn members(self, module: u32, expr: &Expr) -> Option<&Expr> {
        match expr.call() {
            Some((path, [members])) if self.is_runtime(module, path, &["Assertion", "AllOf"]) => {
                Some(members)
            }
            _ => None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm a kind of assertion")]
    fn assertion(self, module: u32, expr: &Expr, claims: &mut Vec<CodeClaim>) -> Read<()> {
        let path = match &expr.kind {
            Kind::Path(path) => path,
            Kind::Struct(literal) if literal.rest.is_none() => &literal.path,
            Kind::Call(callee, _) => match &callee.kind {
                Kind::Path(path) => path,
                _ => return unreadable(expr.at, "an `Assertion`"),
            },
            _ => return unreadable(expr.at, "an `Assertion`"),
        };
        let Some(name) = path
            .last()
            .filter(|name| self.is_runtime(module, path, &["Assertion", name]))
        else {
            return unreadable(expr.at, "an `Assertion`");
        };
        let place = expr.at;
        let mut claim = |keyword, says| {
            claims.push(Claim {
                keyword,
                says,
                place,
            });
        };
        let schema = |expr: &Expr| {
            vec![SchemaPlace {
                module,
                expr: Rc::new(expr.clone()),
            }]
        };
        if let Kind::Struct(literal) = &expr.kind {
            let field = |name: &str| literal.fields.iter().find(|(known, _)| known == name);
            match (&name[..], literal.fields.len()) {
                ("Contains", 3) => {
                    if let (Some((_, some)), Some((_, min)), Some((_, max))) =
                        (field("schema"), field("min"), field("max"))
                    {
                        let max = number(max)?;
                        let endless = max.as_u64() == Some(u64::from(u32::MAX));
                        claim(
                            "contains",
                            Says::Some {
                                schema: schema(some),
                                min: number(min)?,
                                max: (!endless).then_some(max),
                            },
                        );
                        return Ok(());
                    }
                }
                ("If", 3) => {
                    if let (Some((_, when)), Some((_, then)), Some((_, otherwise))) =
                        (field("when"), field("then"), field("otherwise"))
                    {
                        claim(
                            "if",
                            Says::Condition {
                                when: schema(when),
                                then: schema(then),
                                otherwise: schema(otherwise),
                            },
                        );
                        return Ok(());
                    }
                }
                _ => {}
            }
            return unreadable(expr.at, "an `Assertion` with all its fields");
        }
        if let Kind::Path(_) = &expr.kind {
            return if name == "UniqueItems" {
                claim("uniqueItems", Says::Flag);
                Ok(())
            } else {
                unreadable(expr.at, format!("the assertion `{name}`"))
            };
        }
        let Some((_, [argument])) = expr.call() else {
            return unreadable(expr.at, "one argument");
        };
        if let Some((_, keyword)) = NUMBERS.iter().find(|(known, _)| known == name) {
            claim(keyword, Says::Number(number(argument)?));
            return Ok(());
        }
        match &name[..] {
            "Types" => claim("type", Says::Types(self.types(module, argument)?)),
            "Enum" => claim("enum", Says::Values(values(argument)?)),
            "Pattern" => claim("pattern", Says::Text(pattern(self.0, module, argument)?.0)),
            "Format" => claim("format", Says::Text(format(argument)?.0.to_owned())),
            "Items" | "AdditionalProperties" => claim(
                if name == "Items" {
                    "items"
                } else {
                    "additionalProperties"
                },
                Says::Rest {
                    schema: schema(argument),
                    beside: BTreeSet::new(),
                },
            ),
            "Not" => claim("not", Says::Schema(schema(argument))),
            "PropertyNames" => claim("propertyNames", Says::Schema(schema(argument))),
            "PrefixItems" | "AnyOf" | "OneOf" => {
                let keyword = match &name[..] {
                    "AnyOf" => "anyOf",
                    "OneOf" => "oneOf",
                    _ => "prefixItems",
                };
                claim(
                    keyword,
                    Says::List(list(argument)?.iter().map(schema).collect()),
                );
            }
            "Required" => claim("required", Says::Names(texts(argument)?)),
            "Properties" | "DependentSchemas" | "PatternProperties" => {
                for row in list(argument)? {
                    let (key, value) = pair(row)?;
                    let (keyword, key) = match &name[..] {
                        "Properties" => ("properties", text(key)?),
                        "DependentSchemas" => ("dependentSchemas", text(key)?),
                        _ => ("patternProperties", pattern(self.0, module, key)?.0),
                    };
                    claim(keyword, Says::Named(key, schema(value)));
                }
            }
            "DependentRequired" => {
                for row in list(argument)? {
                    let (key, value) = pair(row)?;
                    claim(
                        "dependentRequired",
                        Says::NamedNames(text(key)?, texts(value)?),
                    );
                }
            }
            _ => return unreadable(expr.at, format!("the assertion `{name}`")),
        }
        Ok(())
    }

    /// `Types::STRING.or(Types::NULL)`
    pub(super) fn types(self, module: u32, expr: &Expr) -> Read<BTreeSet<&'static str>> {
        if let Some(call) = expr.method()
            && call.name == "or"
            && let [other] = &call.arguments[..]
        {
            let mut types = self.types(module, &call.receiver)?;
            types.extend(self.types(module, other)?);
            return Ok(without_subsets(types));
        }
        let name = expr
            .path()
            .filter(|path| path.len() >= 2)
            .and_then(|path| path.last())
            .filter(|name| {
                self.is_runtime(module, expr.path().unwrap_or_default(), &["Types", name])
            });
        let Some(name) = name else {
            return unreadable(expr.at, "a set of `Types`");
        };
        if name == "ANY" {
            return Ok(without_subsets(TYPES.iter().copied().collect()));
        }
        match TYPES.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            Some(known) => Ok(BTreeSet::from([*known])),
            None => unreadable(expr.at, format!("the types `{name}`")),
        }
    }
}

const NUMBERS: &[(&str, &str)] = &[
    ("ExclusiveMaximum", "exclusiveMaximum"),
    ("ExclusiveMinimum", "exclusiveMinimum"),
    ("MaxItems", "maxItems"),
    ("MaxLength", "maxLength"),
    ("MaxProperties", "maxProperties"),
    ("Maximum", "maximum"),
    ("MinItems", "minItems"),
    ("MinLength", "minLength"),
    ("MinProperties", "minProperties"),
    ("Minimum", "minimum"),
    ("MultipleOf", "multipleOf"),
];

/// Says of the claims of one schema that speak of the rest what stands beside them.
fn stand_beside(claims: &mut [CodeClaim]) {
    let mut described = BTreeSet::new();
    let mut first = BTreeSet::new();
    for claim in &*claims {
        match (claim.keyword, &claim.says) {
            ("properties", Says::Named(name, _)) => {
                described.insert(name.clone());
            }
            ("patternProperties", Says::Named(name, _)) => {
                described.insert(format!("{PATTERN}{name}"));
            }
            ("prefixItems", Says::List(items)) => {
                first.insert(items.len().to_string());
            }
            _ => {}
        }
    }
    for claim in claims {
        if let Says::Rest { beside, .. } = &mut claim.says {
            *beside = if claim.keyword == "items" {
                first.clone()
            } else {
                described.clone()
            };
        }
    }
}

fn list(expr: &Expr) -> Read<&[Expr]> {
    match expr.items() {
        Some(items) => Ok(items),
        None => unreadable(expr.at, "a list"),
    }
}

fn pair(expr: &Expr) -> Read<(&Expr, &Expr)> {
    match &expr.kind {
        Kind::Tuple(cells) => match &cells[..] {
            [key, value] => Ok((key, value)),
            _ => unreadable(expr.at, "a pair"),
        },
        _ => unreadable(expr.at, "a pair"),
    }
}

fn text(expr: &Expr) -> Read<String> {
    match expr.text() {
        Some(text) => Ok(text.to_owned()),
        None => unreadable(expr.at, "a text"),
    }
}

/// A list of texts.
pub(super) fn texts(expr: &Expr) -> Read<BTreeSet<String>> {
    list(expr)?.iter().map(text).collect()
}

/// A list of JSON texts.
fn values(expr: &Expr) -> Read<BTreeSet<Json>> {
    list(expr)?
        .iter()
        .map(|item| match item.text().and_then(Json::parse) {
            Some(value) => Ok(value),
            None => unreadable(item.at, "a JSON text"),
        })
        .collect()
}

fn number(expr: &Expr) -> Read<Number> {
    named_number(expr).map(|stated| stated.value)
}
