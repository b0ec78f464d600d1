//! What is asked of arrays?

use super::view::{Items, View};
use super::{Evaluation, Report};
use crate::json::canonical::first_repetition;
use crate::json::rules::not_unique;
use crate::json::{ArrayRule, Assertion, Breach, Schema};

impl<'e> Evaluation<'e, '_> {
    pub(super) fn keeps_of_array(
        &mut self,
        assertion: &'static Assertion,
        schema: &'static Schema,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let Some(items) = &view.items else {
            return true;
        };
        match assertion {
            Assertion::MinItems(least) => {
                let rule = ArrayRule::ANY.min_items(*least);
                self.has_count(rule, items, view, report)
            }
            Assertion::MaxItems(most) => {
                let rule = ArrayRule::ANY.max_items(*most);
                self.has_count(rule, items, view, report)
            }
            Assertion::UniqueItems => self.is_unique(items, view, report),
            Assertion::PrefixItems(prefix) => {
                let pairs = items.as_slice().iter().zip(*prefix);
                self.all(pairs, report, |evaluation, (item, schema)| {
                    evaluation.part_fulfils(schema, *item, report, surplus_item)
                })
            }
            Assertion::Items(item_schema) => {
                let rest = items.as_slice().iter().skip(prefix_length(schema));
                self.all(rest, report, |evaluation, item| {
                    evaluation.part_fulfils(item_schema, *item, report, surplus_item)
                })
            }
            Assertion::Contains { schema, min, max } => {
                self.contains(schema, (*min, *max), items, view, report)
            }
            _ => true,
        }
    }

    fn has_count(
        &mut self,
        rule: ArrayRule,
        items: &Items<'e>,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        rule.check(items.as_slice().len(), &mut |breach| {
            self.fail(view.node, report, || breach);
        })
    }

    fn is_unique(&mut self, items: &Items<'e>, view: &View<'e>, report: Report) -> bool {
        let places: Vec<(usize, usize)> = items
            .as_slice()
            .iter()
            .map(|item| self.tree.place(*item))
            .collect();
        // The text was read before, so it is not malformed.
        let found = first_repetition(self.tree.whole(), &places).ok().flatten();
        if let Some((one, two)) = found {
            self.fail(view.node, report, || not_unique(one, two));
        }
        found.is_none()
    }

    fn contains(
        &mut self,
        schema: &'static Schema,
        (min, max): (u32, u32),
        items: &Items<'e>,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let mut count = 0_u32;
        for item in items.as_slice() {
            let found = self.fulfils(schema, *item, Report::Nothing);
            count = count.saturating_add(u32::from(found));
            // Whatever follows, enough is enough, and too many are too many.
            if count > max || count >= min && max == u32::MAX {
                break;
            }
        }
        let breach = || {
            if count > max {
                let detail = format!("must contain at most {max} of what its schema asks for");
                Breach::new("maxContains", detail)
            } else if min == 1 {
                Breach::new("contains", "must contain what its schema asks for")
            } else {
                let detail = format!("must contain at least {min} of what its schema asks for");
                Breach::new("minContains", detail)
            }
        };
        let kept = (min..=max).contains(&count);
        if !kept {
            self.fail(view.node, report, breach);
        }
        kept
    }

    /// Whether all of several parts keep what is asked. Where nothing is reported, the first that does not decides.
    pub(super) fn all<P>(
        &mut self,
        parts: impl Iterator<Item = P>,
        report: Report,
        mut keeps: impl FnMut(&mut Self, P) -> bool,
    ) -> bool {
        let mut kept = true;
        for part in parts {
            kept &= keeps(self, part);
            if !kept && report == Report::Nothing {
                break;
            }
        }
        kept
    }
}

/// So many items have schemas of their own.
fn prefix_length(schema: &Schema) -> usize {
    let lengths = schema.0.iter().map(|assertion| match assertion {
        Assertion::PrefixItems(prefix) => prefix.len(),
        _ => 0,
    });
    lengths.max().unwrap_or_default()
}

fn surplus_item() -> Breach {
    Breach::new("items", "is an item too many")
}
