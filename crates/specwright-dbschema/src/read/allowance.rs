//! Rules that may be broken, and why.

use crate::fields::Fields;
use crate::reading::Reading;
use crate::{Allowance, keys};
use specwright_diagnostics::{Severity, Stage, codes};
use specwright_source::Node;

/// The first code of the rules over a database contract; those over an API description come before.
const FIRST_RULE: &str = "L0340";

/// `allow` of an object.
pub(super) fn allowances(fields: &Fields<'_>, object: &Node, reading: &mut Reading) {
    let read = fields.each("allow", reading, |node, reading| {
        let fields = Fields::open(node, &keys::ALLOWANCE, reading)?;
        let rule = fields.choice("rule", &rules(), reading);
        let reason = fields.text("reason", reading);
        let until = fields.text("until", reading);
        let rule = rule?;
        Some(Allowance {
            within: object.span,
            rule: specwright_source::Located {
                value: rule.value.to_owned(),
                span: rule.span,
            },
            reason: reason?,
            until,
        })
    });
    fields.check_filled("allow", reading);
    reading.allowances.extend(read);
}

/// The rules that a contract may break: an error is none of them, and neither is the one over allowances themselves.
fn rules() -> Vec<(&'static str, &'static str)> {
    codes::all()
        .filter(|code| {
            code.stage == Stage::Lint
                && code.severity != Severity::Error
                && code.id >= FIRST_RULE
                && code.id != codes::ALLOWANCE_WITHOUT_EFFECT.id
        })
        .map(|code| (code.id, code.id))
        .collect()
}
