//! The table of routes, and what the service is mounted with.

use super::{Read, unreadable};
use crate::output::{Meaning, Output};
use crate::syntax::{At, Expr, Kind, Path, Statement};

/// One row of the table.
#[derive(Debug)]
pub(crate) struct Route<'o> {
    pub(crate) at: At,
    pub(crate) operation: (&'o str, At),
    /// In lower case.
    pub(crate) method: (String, At),
    pub(crate) path: (&'o str, At),
    pub(crate) statuses: (Vec<u16>, At),
    pub(crate) consumes: (Vec<&'o str>, At),
    pub(crate) produces: (Vec<&'o str>, At),
    pub(crate) body: (BodyPresence, At),
    pub(crate) reads: (Reads, At),
    /// Who may call it, as an expression of the module of the table.
    pub(crate) access: &'o Expr,
    /// The shapes of errors that are no problem documents, each for a status as it stands in the list of them.
    pub(crate) errors: (Vec<(u16, &'o Expr)>, At),
    /// The controller, as a path in the module of the table.
    pub(crate) controller: (&'o Path, At),
}

/// Whether an operation takes a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyPresence {
    None,
    Optional,
    Required,
}

impl BodyPresence {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::None => "no body",
            Self::Optional => "an optional body",
            Self::Required => "a required body",
        }
    }
}

/// How a body comes to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    Whole,
    Stream,
    Parts,
}

impl Reads {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "as a whole",
            Self::Stream => "piece by piece",
            Self::Parts => "in parts",
        }
    }
}

/// What `fn service()` of the crate's root says.
#[derive(Debug)]
pub(crate) struct Service<'o> {
    pub(crate) base_path: (&'o str, At),
    pub(crate) routes: (u32, &'o [Expr]),
}

/// Reads `pub fn service() -> Service { Service { … } }` and follows it to the table of routes.
pub(crate) fn service<'o>(output: &'o Output<'_>) -> Read<Service<'o>> {
    let nowhere = At {
        file: 0,
        start: 0,
        end: 0,
    };
    let Some(root) = output.find_module(&[]) else {
        return unreadable(nowhere, "`src/lib.rs`");
    };
    let start = At {
        file: root,
        start: 0,
        end: 0,
    };
    let Some(function) = output.module(root).file.functions.get("service") else {
        return unreadable(start, "`pub fn service()`");
    };
    let [Statement::Expr(expr, false)] = &function.body[..] else {
        return unreadable(function.at, "one literal of `Service`");
    };
    let Kind::Struct(literal) = &expr.kind else {
        return unreadable(expr.at, "one literal of `Service`");
    };
    let field = |name: &str| match literal.fields.iter().find(|(known, _)| known == name) {
        Some((_, value)) => Ok(value),
        None => unreadable(expr.at, format!("the field `{name}` of `Service`")),
    };
    let base_path = field("base_path")?;
    let Some(base_text) = base_path.text() else {
        return unreadable(base_path.at, "the path that all routes begin with");
    };
    let table = field("routes")?;
    let constant =
        table
            .behind_reference()
            .path()
            .and_then(|path| match output.resolve(root, path) {
                Meaning::Item(item, rest) if rest.is_empty() => output
                    .constant(&item)
                    .map(|constant| (item.module, constant)),
                _ => None,
            });
    match constant.and_then(|(module, constant)| Some((module, constant.value.items()?))) {
        Some(routes) => Ok(Service {
            base_path: (base_text, base_path.at),
            routes,
        }),
        None => unreadable(table.at, "a static table of routes"),
    }
}

/// Reads `fn main() -> ExitCode { specwright_runtime::run(crate::service()) }`, which runs the service and no other.
pub(crate) fn main(output: &Output<'_>) -> Read<()> {
    let nowhere = At {
        file: 0,
        start: 0,
        end: 0,
    };
    let Some(module) = output.find_module(&["bin", "main"]) else {
        return unreadable(nowhere, "`src/main.rs`");
    };
    let at = At {
        file: module,
        start: 0,
        end: 0,
    };
    let Some(function) = output.module(module).file.functions.get("main") else {
        return unreadable(at, "`fn main()`");
    };
    if let [Statement::Expr(expr, false)] = &function.body[..]
        && let Some(([runtime, run], [service])) = expr.call()
        && runtime == "specwright_runtime"
        && run == "run"
        && let Some(([_, name], [])) = service.call()
        && name == "service"
    {
        return Ok(());
    }
    unreadable(function.at, "`specwright_runtime::run(service())`")
}

/// Reads the rows of the table.
pub(crate) fn routes(rows: &[Expr]) -> Vec<Read<Route<'_>>> {
    rows.iter().map(route).collect()
}

fn route(row: &Expr) -> Read<Route<'_>> {
    let Kind::Struct(literal) = &row.kind else {
        return unreadable(row.at, "a `Route`");
    };
    if literal.path.last().is_none_or(|name| name != "Route") || literal.rest.is_some() {
        return unreadable(row.at, "a whole `Route`");
    }
    let known = [
        "operation",
        "method",
        "path",
        "statuses",
        "consumes",
        "produces",
        "body",
        "reads",
        "access",
        "errors",
        "call",
    ];
    if let Some((name, value)) = literal
        .fields
        .iter()
        .find(|(name, _)| !known.contains(&name.as_str()))
    {
        return unreadable(value.at, format!("the field `{name}` of `Route`"));
    }
    let field = |name: &str| match literal.fields.iter().find(|(known, _)| known == name) {
        Some((_, value)) => Ok(value),
        None => unreadable(row.at, format!("the field `{name}` of `Route`")),
    };
    let text = |expr: &'_ Expr| -> Read<()> {
        if expr.text().is_some() {
            Ok(())
        } else {
            unreadable(expr.at, "a string")
        }
    };
    let (operation, path) = (field("operation")?, field("path")?);
    text(operation)?;
    text(path)?;
    let method = field("method")?;
    let body = field("body")?;
    let call = field("call")?;
    let reads = field("reads")?;
    Ok(Route {
        at: row.at,
        operation: (operation.text().unwrap_or_default(), operation.at),
        method: (variant(method, "Method")?.to_ascii_lowercase(), method.at),
        path: (path.text().unwrap_or_default(), path.at),
        statuses: numbers(field("statuses")?)?,
        consumes: texts(field("consumes")?)?,
        produces: texts(field("produces")?)?,
        body: (
            match variant(body, "Body")? {
                "None" => BodyPresence::None,
                "Optional" => BodyPresence::Optional,
                "Required" => BodyPresence::Required,
                _ => {
                    return unreadable(
                        body.at,
                        "`Body::None`, `Body::Optional` or `Body::Required`",
                    );
                }
            },
            body.at,
        ),
        reads: (self::reads(reads)?, reads.at),
        access: field("access")?,
        errors: errors(field("errors")?)?,
        controller: controller(call)?,
    })
}

fn reads(expr: &Expr) -> Read<Reads> {
    Ok(match variant(expr, "Reads")? {
        "Whole" => Reads::Whole,
        "Stream" => Reads::Stream,
        "Parts" => Reads::Parts,
        _ => {
            return unreadable(expr.at, "`Reads::Whole`, `Reads::Stream` or `Reads::Parts`");
        }
    })
}

/// `&[(404, errors::failure)]`
fn errors(expr: &Expr) -> Read<(Vec<(u16, &Expr)>, At)> {
    let Some(items) = expr.items() else {
        return unreadable(expr.at, "a list of statuses with functions");
    };
    let read = |item: &'_ Expr| match &item.kind {
        Kind::Tuple(parts) if parts.len() == 2 => parts[0].number()?.parse().ok(),
        _ => None,
    };
    let mut errors = Vec::new();
    for item in items {
        match (read(item), &item.kind) {
            (Some(status), Kind::Tuple(parts)) => errors.push((status, &parts[1])),
            _ => return unreadable(item.at, "a status with a function"),
        }
    }
    Ok((errors, expr.at))
}

fn variant<'o>(expr: &'o Expr, owner: &str) -> Read<&'o str> {
    match expr.path() {
        Some([.., known, name]) if known == owner => Ok(name),
        _ => unreadable(expr.at, format!("a variant of `{owner}`")),
    }
}

fn numbers(expr: &Expr) -> Read<(Vec<u16>, At)> {
    let Some(items) = expr.items() else {
        return unreadable(expr.at, "a list of numbers");
    };
    let read = |item: &Expr| match item.number().and_then(|text| text.parse().ok()) {
        Some(number) => Ok(number),
        None => unreadable(item.at, "a status"),
    };
    Ok((items.iter().map(read).collect::<Read<_>>()?, expr.at))
}

fn texts(expr: &Expr) -> Read<(Vec<&str>, At)> {
    let Some(items) = expr.items() else {
        return unreadable(expr.at, "a list of strings");
    };
    let read = |item: &'_ Expr| -> Read<()> {
        if item.text().is_some() {
            Ok(())
        } else {
            unreadable(item.at, "a string")
        }
    };
    items.iter().try_for_each(read)?;
    Ok((items.iter().filter_map(Expr::text).collect(), expr.at))
}

/// `controllers::tasks::list_tasks`
fn controller(expr: &Expr) -> Read<(&Path, At)> {
    match &expr.kind {
        Kind::Path(path) => Ok((path, expr.at)),
        _ => unreadable(expr.at, "the path of a controller"),
    }
}
