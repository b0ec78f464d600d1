//! What is asked of objects?

use super::view::View;
use super::{Evaluation, Report, is_never};
use crate::json::tree::{Member, Tree, member};
use crate::json::{Assertion, Breach, MapRule, Schema};

impl<'e> Evaluation<'e, '_> {
    pub(super) fn keeps_of_object(
        &mut self,
        assertion: &'static Assertion,
        schema: &'static Schema,
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let Some(members) = view.members else {
            return true;
        };
        match assertion {
            Assertion::MinProperties(least) => {
                let rule = MapRule::ANY.min_properties(*least);
                self.has_size(rule, members, view, report)
            }
            Assertion::MaxProperties(most) => {
                let rule = MapRule::ANY.max_properties(*most);
                self.has_size(rule, members, view, report)
            }
            Assertion::Required(names) => self.has_members(names, None, members, view, report),
            Assertion::Properties(properties) => {
                let parts = properties.iter().flat_map(|(name, schema)| {
                    named(members, name).map(move |node| (node, schema))
                });
                self.all(parts, report, |evaluation, (node, schema)| {
                    evaluation.part_fulfils(schema, node, report, refused_property)
                })
            }
            Assertion::PatternProperties(patterns) => {
                let parts = members.iter().flat_map(|(key, node)| {
                    let matching = patterns.iter().filter(|(pattern, _)| pattern.matches(key));
                    matching.map(|(_, schema)| (*node, schema))
                });
                self.all(parts, report, |evaluation, (node, schema)| {
                    evaluation.part_fulfils(schema, node, report, refused_property)
                })
            }
            Assertion::AdditionalProperties(additional) => {
                let parts = others(schema, members).into_iter();
                self.all(parts, report, |evaluation, node| {
                    evaluation.part_fulfils(additional, node, report, unknown_property)
                })
            }
            Assertion::PropertyNames(names) => {
                self.all(members.iter(), report, |evaluation, (key, node)| {
                    evaluation.is_named_well(names, key, *node, report)
                })
            }
            Assertion::DependentRequired(dependencies) => {
                let parts = dependencies
                    .iter()
                    .filter(|(name, _)| member(members, name).is_some());
                self.all(parts, report, |evaluation, (name, others)| {
                    evaluation.has_members(others, Some(name), members, view, report)
                })
            }
            Assertion::DependentSchemas(dependencies) => {
                let parts = dependencies
                    .iter()
                    .filter(|(name, _)| member(members, name).is_some());
                self.all(parts, report, |evaluation, (_, schema)| {
                    let refused = || Breach::new("dependentSchemas", "must not have this property");
                    evaluation.part_fulfils(schema, view.node, report, refused)
                })
            }
            _ => true,
        }
    }

    fn has_size(
        &mut self,
        rule: MapRule,
        members: &[Member<'e>],
        view: &View<'e>,
        report: Report,
    ) -> bool {
        rule.check(members.len(), &mut |breach| {
            self.fail(view.node, report, || breach);
        })
    }

    /// Whether all names are there. Each that is not is a fault of its own, where it should be.
    fn has_members(
        &mut self,
        names: &'static [&'static str],
        because_of: Option<&'static str>,
        members: &[Member<'e>],
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let missing = names.iter().filter(|name| member(members, name).is_none());
        self.all(missing, report, |evaluation, name| {
            evaluation.fail_at(view.node, Some(name), report, || match because_of {
                None => Breach::new("required", "is required"),
                Some(other) => {
                    let detail = format!("is required where there is `{other}`");
                    Breach::new("dependentRequired", detail)
                }
            });
            false
        })
    }

    /// Whether a key fulfils a schema, as the string that it is.
    fn is_named_well(
        &mut self,
        schema: &'static Schema,
        key: &str,
        node: usize,
        report: Report,
    ) -> bool {
        if is_never(schema) {
            self.fail(node, report, || {
                Breach::new("propertyNames", "must not be there, whatever its name is")
            });
            return false;
        }
        let Ok(text) = serde_json::to_vec(key) else {
            return true;
        };
        let Ok(tree) = Tree::parse(&text, 0, 0) else {
            return true;
        };
        let found = super::evaluate(schema, &tree, 0, None, &mut super::Verdicts::default());
        let Some(first) = found.into_iter().next() else {
            return true;
        };
        self.fail(node, report, || {
            let detail = format!("has a name that {}", first.breach.detail);
            Breach::new("propertyNames", detail)
        });
        false
    }
}

/// The nodes of all members with the given key.
fn named<'m>(members: &'m [Member<'_>], name: &'m str) -> impl Iterator<Item = usize> {
    let start = members.partition_point(|(key, _)| &**key < name);
    members[start..]
        .iter()
        .take_while(move |(key, _)| key == name)
        .map(|(_, node)| *node)
}

/// The members that neither `properties` nor `patternProperties` of the schema speak of.
fn others(schema: &Schema, members: &[Member<'_>]) -> Vec<usize> {
    let mut known = vec![false; members.len()];
    for assertion in schema.0 {
        match assertion {
            Assertion::Properties(properties) => {
                for (name, _) in *properties {
                    let start = members.partition_point(|(key, _)| &**key < *name);
                    let same = members[start..].iter().take_while(|(key, _)| key == name);
                    known[start..start + same.count()].fill(true);
                }
            }
            Assertion::PatternProperties(patterns) => {
                for ((key, _), known) in members.iter().zip(&mut known) {
                    *known |= patterns.iter().any(|(pattern, _)| pattern.matches(key));
                }
            }
            _ => {}
        }
    }
    let others = members.iter().zip(known).filter(|(_, known)| !known);
    others.map(|((_, node), _)| *node).collect()
}

fn refused_property() -> Breach {
    Breach::new("properties", "must not be there")
}

fn unknown_property() -> Breach {
    Breach::new("additionalProperties", "is not a known property")
}
