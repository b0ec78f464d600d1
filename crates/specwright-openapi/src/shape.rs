//! The objects of the specification: their names in messages, and the keys that each may have.
//!
//! The readers claim the keys one by one; these tables say what else might have been meant.

mod document;
mod operation;
mod overlay;
mod schema;
mod security;

pub(crate) use document::*;
pub(crate) use operation::*;
pub(crate) use overlay::*;
pub(crate) use schema::*;
pub(crate) use security::*;

/// One kind of object.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The noun, with its article.
    pub(crate) name: &'static str,
    /// The keys of OpenAPI 3.0.
    pub(crate) keys: &'static [&'static str],
    /// The keys that came with OpenAPI 3.1.
    pub(crate) since_3_1: &'static [&'static str],
    /// The keys that came with OpenAPI 3.2.
    pub(crate) since_3_2: &'static [&'static str],
    /// Keys of earlier versions and of habit, with what stands for them now.
    pub(crate) gone: &'static [(&'static str, &'static str)],
    /// Whether keys that begin with `x-` may stand here.
    pub(crate) extensible: bool,
}

impl Shape {
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.keys.contains(&key)
            || self.since_3_1.contains(&key)
            || self.since_3_2.contains(&key)
            || self.gone.iter().any(|(gone, _)| *gone == key)
    }
}

const PLAIN: Shape = Shape {
    name: "",
    keys: &[],
    since_3_1: &[],
    since_3_2: &[],
    gone: &[],
    extensible: true,
};

/// What OpenAPI 3.0 says instead of a key of 3.1, where it can.
pub(crate) fn in_terms_of_3_0(key: &str) -> Option<&'static str> {
    Some(match key {
        "const" => "`enum` with the one value",
        "examples" => "`example`",
        "contentEncoding" => "`format: byte`",
        "contentMediaType" => "`format: binary`",
        "$defs" => "the schemas under `components/schemas`",
        "webhooks" => "`callbacks` of an operation",
        "pathItems" => "the path item under `paths`",
        "summary" => "`description`",
        "identifier" => "`url`",
        _ => return None,
    })
}

/// Why an unknown key can be passed over without losing anything that the description says about requests and answers.
pub(crate) fn harmless(key: &str, shape: &'static Shape) -> Option<&'static str> {
    Some(match key {
        "summary" | "description" | "title" | "externalDocs" => "it holds documentation alone",
        "enumDescriptions" | "enumDeprecated" if shape.name == SCHEMA.name => {
            "it is documentation of Google's discovery format"
        }
        // What it declares holds where `security` names it, and that is looked up elsewhere.
        "securityDefinitions" if shape.name == OPENAPI.name => {
            "Swagger 2.0 declared security schemes there"
        }
        _ => return None,
    })
}
