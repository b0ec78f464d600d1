//! Who may call an operation, as the emitted statics say.

use super::{Read, unreadable};
use crate::expected::Credentials;
use crate::output::{Item, Meaning, Output};
use crate::syntax::{At, Constant, Expr, Kind, Path, StructLiteral};

/// `Access(&[&[Need { … }], &[]])`, `Access::OPEN`, or a static that is one of them.
#[derive(Debug)]
pub(crate) struct AccessRead<'o> {
    pub(crate) at: At,
    pub(crate) alternatives: Vec<Vec<NeedRead<'o>>>,
}

/// One `Need`.
#[derive(Debug)]
pub(crate) struct NeedRead<'o> {
    /// The static of its scheme.
    pub(crate) scheme: Item,
    pub(crate) name: &'o str,
    pub(crate) scopes: Vec<&'o str>,
}

/// A static `Scheme`.
#[derive(Debug)]
pub(crate) struct SchemeRead<'o> {
    pub(crate) name: &'o str,
    pub(crate) credentials: (Credentials<'o>, At),
    /// The function that judges the credentials.
    pub(crate) authenticate: (Meaning, At),
}

/// How many statics may stand for one another.
const MAX_HOPS: u32 = 8;

/// Reads the `access` of a route.
pub(crate) fn access<'o>(
    output: &'o Output<'_>,
    module: u32,
    expr: &'o Expr,
) -> Read<AccessRead<'o>> {
    within(output, module, expr, expr.behind_reference().at, MAX_HOPS)
}

fn within<'o>(
    output: &'o Output<'_>,
    module: u32,
    expr: &'o Expr,
    at: At,
    hops: u32,
) -> Read<AccessRead<'o>> {
    let expr = expr.behind_reference();
    let expected = || unreadable(expr.at, "an `Access`");
    let Some(hops) = hops.checked_sub(1) else {
        return expected();
    };
    if let Some((path, [alternatives])) = expr.call() {
        if !is_runtime(output, module, path, &["Access"]) {
            return expected();
        }
        let Some(items) = alternatives.items() else {
            return unreadable(alternatives.at, "a list of alternatives");
        };
        let alternatives = items
            .iter()
            .map(|item| match item.items() {
                Some(needs) => needs
                    .iter()
                    .map(|need| self::need(output, module, need))
                    .collect(),
                None => unreadable(item.at, "a list of needs"),
            })
            .collect::<Read<_>>()?;
        return Ok(AccessRead { at, alternatives });
    }
    let Some(path) = expr.path() else {
        return expected();
    };
    match output.resolve(module, path) {
        Meaning::Item(item, rest) if rest.is_empty() => match output.constant(&item) {
            Some(constant) => within(output, item.module, &constant.value, at, hops),
            None => expected(),
        },
        _ if is_runtime(output, module, path, &["Access", "OPEN"]) => Ok(AccessRead {
            at,
            alternatives: Vec::new(),
        }),
        _ => expected(),
    }
}

fn need<'o>(output: &'o Output<'_>, module: u32, expr: &'o Expr) -> Read<NeedRead<'o>> {
    let literal = literal(output, module, expr, "Need", &["scheme", "scopes"])?;
    let (scheme, scopes) = (
        field(expr, literal, "scheme")?,
        field(expr, literal, "scopes")?,
    );
    let Some(item) = static_of(output, module, scheme) else {
        return unreadable(scheme.at, "a static `Scheme`");
    };
    let constant = output.constant(&item);
    let name = constant.and_then(|constant| match &constant.value.kind {
        Kind::Struct(literal) => field(&constant.value, literal, "name").ok()?.text(),
        _ => None,
    });
    let Some(name) = name else {
        return unreadable(scheme.at, "a `Scheme` with a name");
    };
    let words = scopes
        .items()
        .and_then(|items| items.iter().map(Expr::text).collect::<Option<Vec<&str>>>());
    match words {
        Some(scopes) => Ok(NeedRead {
            scheme: item,
            name,
            scopes,
        }),
        None => unreadable(scopes.at, "a list of scopes"),
    }
}

/// Reads a static `Scheme`.
pub(crate) fn scheme<'o>(output: &'o Output<'_>, item: &Item) -> Read<SchemeRead<'o>> {
    let nowhere = At {
        file: item.module,
        start: 0,
        end: 0,
    };
    let Some(Constant { value, .. }) = output.constant(item) else {
        return unreadable(nowhere, format!("the static `{}`", item.name));
    };
    let known = ["name", "credentials", "authenticate"];
    let literal = literal(output, item.module, value, "Scheme", &known)?;
    let name = field(value, literal, "name")?;
    let Some(text) = name.text() else {
        return unreadable(name.at, "the name of a security scheme");
    };
    let from = field(value, literal, "credentials")?;
    Ok(SchemeRead {
        name: text,
        credentials: (credentials(output, item.module, from)?, from.at),
        authenticate: function(output, item.module, field(value, literal, "authenticate")?)?,
    })
}

/// `CredentialsFrom::Bearer`, `CredentialsFrom::Header("X-Api-Key")`
fn credentials<'o>(output: &'o Output<'_>, module: u32, expr: &'o Expr) -> Read<Credentials<'o>> {
    let (path, name) = match (expr.path(), expr.call()) {
        (Some(path), _) => (path, None),
        (_, Some((path, [name]))) => (path, name.text()),
        _ => (&[][..], None),
    };
    let Some(variant) = path
        .last()
        .filter(|variant| is_runtime(output, module, path, &["CredentialsFrom", variant.as_str()]))
    else {
        return unreadable(expr.at, "a variant of `CredentialsFrom`");
    };
    Ok(match (variant.as_str(), name) {
        ("Bearer", None) => Credentials::Bearer,
        ("Basic", None) => Credentials::Basic,
        ("Authorization", Some(name)) => Credentials::Authorization(name.to_ascii_lowercase()),
        ("Header", Some(name)) => Credentials::Header(name.to_ascii_lowercase()),
        ("Query", Some(name)) => Credentials::Query(name),
        ("Cookie", Some(name)) => Credentials::Cookie(name),
        _ => return unreadable(expr.at, "a place of credentials"),
    })
}

/// `|cx, credentials| Box::pin(custom::authenticate_key::authenticate_key(cx, credentials))`
fn function(output: &Output<'_>, module: u32, expr: &Expr) -> Read<(Meaning, At)> {
    if let Kind::Closure(parameters, body) = &expr.kind
        && let [context, credentials] = &parameters[..]
        && let Some(([boxed, pin], [inner])) = body.only().call()
        && boxed == "Box"
        && pin == "pin"
        && let Some((path, [first, second])) = inner.call()
        && context.name().is_some()
        && credentials.name().is_some()
        && first.name() == context.name()
        && second.name() == credentials.name()
    {
        return Ok((output.resolve(module, path), inner.at));
    }
    unreadable(
        expr.at,
        "`|cx, credentials| Box::pin(authenticate(cx, credentials))`",
    )
}

fn static_of(output: &Output<'_>, module: u32, expr: &Expr) -> Option<Item> {
    match output.resolve(module, expr.behind_reference().path()?) {
        Meaning::Item(item, rest) if rest.is_empty() => Some(item),
        _ => None,
    }
}

/// A whole literal of one of the runtime's types, with no field that is not known.
fn literal<'o>(
    output: &Output<'_>,
    module: u32,
    expr: &'o Expr,
    name: &str,
    known: &[&str],
) -> Read<&'o StructLiteral> {
    match &expr.kind {
        Kind::Struct(literal)
            if literal.rest.is_none()
                && literal.fields.len() == known.len()
                && is_runtime(output, module, &literal.path, &[name]) =>
        {
            Ok(literal)
        }
        _ => unreadable(expr.at, format!("a whole `{name}`")),
    }
}

fn field<'o>(expr: &Expr, literal: &'o StructLiteral, name: &str) -> Read<&'o Expr> {
    match literal.fields.iter().find(|(known, _)| known == name) {
        Some((_, value)) => Ok(value),
        None => unreadable(expr.at, format!("the field `{name}`")),
    }
}

/// Whether a path leads to a part of the runtime of that name.
pub(super) fn is_runtime(
    output: &Output<'_>,
    module: u32,
    path: &[String],
    names: &[&str],
) -> bool {
    let ends = |path: &Path| {
        path.iter()
            .rev()
            .zip(names.iter().rev())
            .all(|(a, b)| a == b)
    };
    matches!(output.resolve(module, path), Meaning::Foreign(path) if path.len() >= names.len() && ends(&path))
}
