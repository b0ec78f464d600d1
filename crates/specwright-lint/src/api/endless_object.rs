//! L0317: an object that holds itself without end.

use super::reach::{finite, name};
use specwright_diagnostics::{Diagnostic, codes};
use specwright_openapi::{Description, SchemaId};

pub(super) fn check(api: &Description, findings: &mut Vec<Diagnostic>) {
    let finite = finite(api);
    for (number, schema) in api.schemas.iter().enumerate() {
        // One message a circle is enough: it is said where the circle has a name.
        if !finite[number] && schema.name.is_some() {
            findings.push(Diagnostic::new(
                &codes::ENDLESS_OBJECT,
                schema.span,
                format!(
                    "no finite value satisfies {}: it requires itself",
                    name(api, SchemaId(number))
                ),
                "take one of the properties of the circle out of `required`, or make it nullable",
            ));
        }
    }
}
