//! What is asked of types, of strings and of numbers?

use super::view::View;
use super::{Evaluation, Report};
use crate::json::rules::{not_matching, not_of_format, too_long, too_short};
use crate::json::{Assertion, Breach, NumberRule, Types};

impl<'e> Evaluation<'e, '_> {
    pub(super) fn has_type(&mut self, types: Types, view: &View<'e>, report: Report) -> bool {
        let kept = types.meets(view.types);
        if !kept {
            self.fail(view.node, report, || {
                let (wanted, found) = (types.noun(), view.types.noun_of_value());
                Breach::new("type", format!("must be {wanted}, not {found}"))
            });
        }
        kept
    }

    pub(super) fn keeps_of_text(
        &mut self,
        assertion: &'static Assertion,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let Some(text) = view.string else { return true };
        let kept = match assertion {
            Assertion::MinLength(least) => {
                // A character has at most four bytes.
                text.len() / 4 >= *least as usize || text.chars().count() >= *least as usize
            }
            Assertion::MaxLength(most) => {
                text.len() <= *most as usize || text.chars().count() <= *most as usize
            }
            Assertion::Pattern(pattern) => pattern.matches(text),
            Assertion::Format(format) => format.accepts(text),
            _ => true,
        };
        if !kept {
            self.fail(view.node, report, || match assertion {
                Assertion::MinLength(least) => too_short(*least),
                Assertion::MaxLength(most) => too_long(*most),
                Assertion::Pattern(pattern) => not_matching(pattern),
                Assertion::Format(format) => not_of_format(*format),
                _ => Breach::new("type", "must be another string"),
            });
        }
        kept
    }

    pub(super) fn keeps_of_number(
        &mut self,
        assertion: &'static Assertion,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let Some(number) = &view.number else {
            return true;
        };
        let mut rule = NumberRule::ANY;
        match assertion {
            Assertion::Minimum(bound) | Assertion::ExclusiveMinimum(bound) => {
                rule.minimum = Some(bound);
                rule.exclusive_minimum = matches!(assertion, Assertion::ExclusiveMinimum(_));
            }
            Assertion::Maximum(bound) | Assertion::ExclusiveMaximum(bound) => {
                rule.maximum = Some(bound);
                rule.exclusive_maximum = matches!(assertion, Assertion::ExclusiveMaximum(_));
            }
            Assertion::MultipleOf(factor) => rule.multiple_of = Some(factor),
            _ => {}
        }
        rule.check(number, &mut |breach| {
            self.fail(view.node, report, || breach);
        })
    }
}
