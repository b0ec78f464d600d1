//! A schema with `$ref` and `allOf` resolved: the objects whose keywords hold together.

use super::{Spec, Uncompared};
use specwright_diagnostics::Span;
use specwright_source::{Node, Object, Value};

/// The parts of a schema; a value is valid if it is valid against each of them.
#[derive(Debug, Clone)]
pub(crate) struct Facets<'a> {
    /// The place of the schema's use.
    pub(crate) span: Span,
    pub(crate) parts: Vec<&'a Object>,
    /// Whether `null` is allowed beside what the parts say, by `anyOf: [X, {type: "null"}]`.
    pub(crate) or_null: bool,
    /// The schema is `false`: nothing is valid.
    pub(crate) nothing: bool,
}

impl Facets<'_> {
    /// A key that is the same for each use of the same schema.
    pub(crate) fn identity(&self) -> Vec<usize> {
        self.parts
            .iter()
            .map(|part| std::ptr::from_ref::<Object>(part).addr())
            .collect()
    }
}

/// How deep `allOf` and `$ref` may lead into each other.
const MAX_DEPTH: u32 = 64;

/// Resolves the schemas of one use; more than one where several schemas describe the same property.
pub(crate) fn facets<'a>(spec: Spec<'a>, schemas: &[&'a Node]) -> Result<Facets<'a>, Uncompared> {
    let span = schemas.first().map_or(spec.root.span, |schema| schema.span);
    let mut facets = Facets {
        span,
        parts: Vec::new(),
        or_null: false,
        nothing: false,
    };
    for schema in schemas {
        add(spec, schema, &mut facets, MAX_DEPTH)?;
    }
    Ok(facets)
}

fn add<'a>(
    spec: Spec<'a>,
    schema: &'a Node,
    facets: &mut Facets<'a>,
    depth: u32,
) -> Result<(), Uncompared> {
    let uncompared = |what: &str| Uncompared {
        span: schema.span,
        what: what.to_owned(),
    };
    let depth = depth
        .checked_sub(1)
        .ok_or_else(|| uncompared("a schema that contains itself through `allOf`"))?;
    let object = match &schema.value {
        Value::Object(object) => object,
        Value::Bool(true) => return Ok(()),
        Value::Bool(false) => {
            facets.nothing = true;
            return Ok(());
        }
        _ => return Err(uncompared("a schema that is no object")),
    };
    if let Some(reference) = object.get("$ref") {
        if spec.siblings && object.entries.len() > 1 {
            keep(object, facets);
        }
        let target = spec.target(reference)?;
        return add(spec, target, facets, depth);
    }
    if object.get("not").is_some() {
        return Err(uncompared("`not`"));
    }
    keep(object, facets);
    for part in members(object, "allOf") {
        add(spec, part, facets, depth)?;
    }
    for keyword in ["oneOf", "anyOf"] {
        let all = members(object, keyword);
        let alternatives: Vec<&Node> = all.iter().filter(|member| !is_null(member)).collect();
        match alternatives[..] {
            [] if all.is_empty() => {}
            [only] => {
                facets.or_null |= alternatives.len() < all.len();
                add(spec, only, facets, depth)?;
            }
            _ => {
                return Err(uncompared(&format!(
                    "`{keyword}` with {} alternatives",
                    alternatives.len()
                )));
            }
        }
    }
    Ok(())
}

/// Keeps an object once; the same one twice says nothing more.
fn keep<'a>(object: &'a Object, facets: &mut Facets<'a>) {
    if !facets
        .parts
        .iter()
        .any(|known| std::ptr::eq(*known, object))
    {
        facets.parts.push(object);
    }
}

fn members<'a>(object: &'a Object, keyword: &str) -> &'a [Node] {
    object
        .get(keyword)
        .and_then(Node::as_array)
        .unwrap_or_default()
}

fn is_null(schema: &Node) -> bool {
    schema.as_object().is_some_and(|object| {
        object.entries.len() == 1
            && object
                .get("type")
                .and_then(Node::as_str)
                .is_some_and(|name| name == "null")
    })
}
