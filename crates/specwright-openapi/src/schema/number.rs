//! The bounds of numbers, and the step between them.

use crate::fields::Fields;
use crate::reader::Reader;
use crate::spec::Schema;
use crate::version::Version;
use specwright_diagnostics::codes;
use specwright_source::{Located, Number, Value};

impl<'a> Reader<'a> {
    pub(super) fn numbers(&mut self, fields: &mut Fields<'a>, schema: &mut Schema) {
        schema.minimum = self.number(fields.take("minimum"));
        schema.maximum = self.number(fields.take("maximum"));
        schema.exclusive_minimum =
            self.exclusive_bound(fields, "exclusiveMinimum", &mut schema.minimum, Number::gt);
        schema.exclusive_maximum =
            self.exclusive_bound(fields, "exclusiveMaximum", &mut schema.maximum, Number::lt);
        let multiple_of = fields.take("multipleOf");
        schema.multiple_of = self.number(multiple_of);
        if let Some(step) = &schema.multiple_of
            && Number::parse("0").is_some_and(|zero| step.value <= zero)
        {
            let message = format!(
                "`multipleOf` is `{}`, where a number above 0 belongs",
                step.value
            );
            self.report(
                &codes::INVALID_VALUE,
                step.span,
                message,
                "write the step between two values",
            );
            schema.multiple_of = None;
        }
    }

    /// In 3.0 a switch beside the bound; in 3.1 a bound of its own, and the narrower of the two holds.
    fn exclusive_bound(
        &mut self,
        fields: &mut Fields<'a>,
        key: &'static str,
        bound: &mut Option<Located<Number>>,
        narrower: fn(&Number, &Number) -> bool,
    ) -> bool {
        let Some(entry) = fields.take(key) else {
            return false;
        };
        let plain = if key == "exclusiveMinimum" {
            "minimum"
        } else {
            "maximum"
        };
        match (self.version, &entry.node.value) {
            (Version::V30, Value::Number(number)) => {
                let message = format!(
                    "a number under `{key}` belongs to OpenAPI 3.1, and this document is of {}",
                    self.version_text
                );
                let help = format!("write `{plain}: {number}` and `{key}: true`");
                self.report(
                    &codes::KEY_OF_ANOTHER_VERSION,
                    entry.node.span,
                    message,
                    help,
                );
                false
            }
            (Version::V31 | Version::V32, Value::Bool(true)) => {
                let message = format!(
                    "`{key}: true` belongs to OpenAPI 3.0, and this document is of {}",
                    self.version_text
                );
                let help = format!("write the number under `{key}`, and remove `{plain}`");
                self.report(
                    &codes::KEY_OF_ANOTHER_VERSION,
                    entry.node.span,
                    message,
                    help,
                );
                false
            }
            (Version::V31 | Version::V32, _) => {
                let Some(number) = self.number(Some(entry)) else {
                    return false;
                };
                let wins = bound
                    .as_ref()
                    .is_none_or(|bound| !narrower(&bound.value, &number.value));
                if wins {
                    *bound = Some(number);
                }
                wins
            }
            (Version::V30, _) => {
                let set = self.is_set(Some(entry));
                if set && bound.is_none() {
                    self.ignored(
                        entry,
                        &format!("no `{plain}` stands beside it"),
                        "add the bound, or remove the key",
                    );
                }
                set && bound.is_some()
            }
        }
    }
}
