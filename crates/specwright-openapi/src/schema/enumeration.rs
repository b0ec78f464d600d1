//! `enum` and `const`: the values that a schema lists.

use crate::fields::Fields;
use crate::reader::Reader;
use crate::spec::Schema;
use crate::version::Version;
use specwright_diagnostics::codes;
use specwright_source::Located;

impl<'a> Reader<'a> {
    pub(crate) fn enumeration(&mut self, fields: &mut Fields<'a>, schema: &mut Schema) {
        if let Some((entry, items)) = self.array(fields.take("enum")) {
            if items.is_empty() {
                let help = "list the values, or remove the key";
                self.report(
                    &codes::INVALID_VALUE,
                    entry.key_span,
                    "`enum` is empty, so no value is valid",
                    help,
                );
            } else {
                schema.enumeration = Some(Located {
                    value: items.to_vec(),
                    span: entry.key_span,
                });
            }
        }
        if self.version == Version::V30 {
            return;
        }
        let Some(entry) = fields.take("const") else {
            return;
        };
        if let Some(listed) = schema.enumeration.as_ref().filter(|listed| {
            listed
                .value
                .iter()
                .all(|value| value.value != entry.node.value)
        }) {
            let span = listed.span;
            let finding = specwright_diagnostics::Diagnostic::new(
                &codes::CONTRADICTION,
                entry.key_span,
                "`const` is none of the values under `enum`, so no value is valid",
                "remove one of the two",
            );
            self.findings
                .push(finding.with_related(span, "`enum` is here"));
        }
        schema.enumeration = Some(Located {
            value: vec![entry.node.clone()],
            span: entry.key_span,
        });
    }
}
