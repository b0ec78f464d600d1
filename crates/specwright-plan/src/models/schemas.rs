//! Demands of the model → the statics that hold them as schemas of the runtime.

use super::Models;
use super::readings::format_variant;
use crate::names::{Case, Statics, Wanted, allocate, spell};
use crate::{AssertionPlan, Ident, NamedSchemaPlan, ResiduePlan, SchemaFile, SchemaPlan};
use specwright_model::{Assertion, CountRule, Demand, DemandId, Model, TypeId};
use std::collections::{BTreeMap, BTreeSet};

/// The module and the static of each demand that has a name.
pub(super) fn names(model: &Model) -> BTreeMap<DemandId, (Ident, Ident)> {
    let named: Vec<(DemandId, &Demand)> = model
        .demands
        .iter()
        .enumerate()
        .filter(|(_, demand)| demand.name.is_some())
        .map(|(index, demand)| (DemandId(index), demand))
        .collect();
    let wanted: Vec<Wanted> = named
        .iter()
        .filter_map(|(_, demand)| demand.name.as_ref())
        .map(|name| Wanted {
            words: name.words.clone(),
            origin: name.origin.clone(),
        })
        .collect();
    let (idents, _) = allocate(&wanted, Case::Static, &[], "_SCHEMA");
    let modules = wanted
        .iter()
        .map(|wanted| Ident(spell(&wanted.words[..1], Case::Value)));
    let places = modules.zip(idents);
    named.iter().map(|(id, _)| *id).zip(places).collect()
}

impl Models<'_> {
    /// What a type's values must satisfy beside the type.
    pub(crate) fn residue(
        &self,
        id: TypeId,
        statics: &mut Statics,
        words: &[&str],
    ) -> Option<ResiduePlan> {
        let residue = &self.model.type_of(id).residue;
        if residue.is_empty() {
            return None;
        }
        let words: Vec<&str> = words.iter().copied().chain(["schema"]).collect();
        let assertions = self.assertions(residue, statics, &words);
        Some(ResiduePlan {
            name: statics.rule(&words, &format!("{assertions:?}")),
            assertions,
        })
    }

    /// The schemas that others refer to by name, as far as something refers to them.
    pub(crate) fn schema_files(&self) -> Vec<SchemaFile> {
        let mut files: BTreeMap<Ident, (Vec<NamedSchemaPlan>, Statics)> = BTreeMap::new();
        for id in self.demands_in_use() {
            let Some((module, name)) = self.schemas.get(&id) else {
                continue;
            };
            let demand = self.model.demand(id);
            let (schemas, statics) = files.entry(module.clone()).or_default();
            let title = demand.name.as_ref().map(|name| name.words[0].clone());
            schemas.push(NamedSchemaPlan {
                name: name.clone(),
                title: title.unwrap_or_default(),
                assertions: self.assertions(&demand.assertions, statics, &[name.as_str()]),
            });
        }
        let files = files.into_iter().map(|(module, (mut schemas, _))| {
            schemas.sort_by(|one, other| one.name.cmp(&other.name));
            SchemaFile { module, schemas }
        });
        files.collect()
    }

    /// The demands that the residue of a type that is read leads to.
    fn demands_in_use(&self) -> BTreeSet<DemandId> {
        let mut pending: Vec<DemandId> = Vec::new();
        for (index, type_) in self.model.types.iter().enumerate() {
            if self.uses.reads(TypeId(index)) {
                pending.extend(type_.residue.iter().flat_map(inside));
            }
        }
        let mut used = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if used.insert(id) {
                pending.extend(self.model.demand(id).assertions.iter().flat_map(inside));
            }
        }
        used
    }

    fn schema(&self, id: DemandId, statics: &mut Statics, words: &[&str]) -> SchemaPlan {
        match self.schemas.get(&id) {
            Some((module, name)) => SchemaPlan::Named {
                module: module.clone(),
                name: name.clone(),
            },
            None => {
                let assertions = &self.model.demand(id).assertions;
                SchemaPlan::Inline(self.assertions(assertions, statics, words))
            }
        }
    }

    fn assertions(
        &self,
        assertions: &[Assertion],
        statics: &mut Statics,
        words: &[&str],
    ) -> Vec<AssertionPlan> {
        let mut plans = Vec::with_capacity(assertions.len());
        for assertion in assertions {
            self.assertion(assertion, statics, words, &mut plans);
        }
        plans
    }

    fn assertion(
        &self,
        assertion: &Assertion,
        statics: &mut Statics,
        words: &[&str],
        plans: &mut Vec<AssertionPlan>,
    ) {
        let mut pattern = |text: &String| {
            let words: Vec<&str> = words.iter().copied().chain(["pattern"]).collect();
            (statics.rule(&words, text), text.clone())
        };
        let plan = match assertion {
            Assertion::Types(types) => AssertionPlan::Types((*types).into()),
            Assertion::Values(values) => AssertionPlan::Enum(values.clone()),
            Assertion::Length(count) => return counts(*count, "MinLength", "MaxLength", plans),
            Assertion::Items(count) => return counts(*count, "MinItems", "MaxItems", plans),
            Assertion::Properties(count) => {
                return counts(*count, "MinProperties", "MaxProperties", plans);
            }
            Assertion::Pattern(text) => {
                let (name, text) = pattern(text);
                AssertionPlan::Pattern(name, text)
            }
            Assertion::Format(format) => AssertionPlan::Format(format_variant(*format)),
            Assertion::Minimum { value, exclusive } => {
                let variant = ["Minimum", "ExclusiveMinimum"][usize::from(*exclusive)];
                AssertionPlan::Number(variant, value.0.clone())
            }
            Assertion::Maximum { value, exclusive } => {
                let variant = ["Maximum", "ExclusiveMaximum"][usize::from(*exclusive)];
                AssertionPlan::Number(variant, value.0.clone())
            }
            Assertion::MultipleOf(divisor) => {
                AssertionPlan::Number("MultipleOf", divisor.0.clone())
            }
            Assertion::Unique => AssertionPlan::UniqueItems,
            Assertion::Some { demand, count } => AssertionPlan::Contains {
                schema: self.schema(*demand, statics, words),
                min: count.min.unwrap_or(0),
                max: count.max.unwrap_or(u32::MAX),
            },
            Assertion::Required(names) => AssertionPlan::Required(names.clone()),
            Assertion::First(demands) => self.several("PrefixItems", demands, statics, words),
            Assertion::All(demands) => self.several("AllOf", demands, statics, words),
            Assertion::Any(demands) => self.several("AnyOf", demands, statics, words),
            Assertion::One(demands) => self.several("OneOf", demands, statics, words),
            Assertion::Every(demand) => {
                AssertionPlan::One("Items", self.schema(*demand, statics, words))
            }
            Assertion::Others(demand) => {
                AssertionPlan::One("AdditionalProperties", self.schema(*demand, statics, words))
            }
            Assertion::Names(demand) => {
                AssertionPlan::One("PropertyNames", self.schema(*demand, statics, words))
            }
            Assertion::Not(demand) => {
                AssertionPlan::One("Not", self.schema(*demand, statics, words))
            }
            Assertion::Named(pairs) => self.named("Properties", pairs, statics, words),
            Assertion::With(pairs) => self.named("DependentSchemas", pairs, statics, words),
            Assertion::Matching(pairs) => {
                let pairs: Vec<_> = pairs
                    .iter()
                    .map(|(text, demand)| (pattern(text), demand))
                    .collect();
                let pairs = pairs.into_iter().map(|((name, text), demand)| {
                    (name, text, self.schema(*demand, statics, words))
                });
                AssertionPlan::PatternProperties(pairs.collect())
            }
            Assertion::RequiredWith(pairs) => AssertionPlan::DependentRequired(pairs.clone()),
            Assertion::If {
                when,
                then,
                otherwise,
            } => {
                let mut branch = |demand: &Option<DemandId>| {
                    demand.map_or(SchemaPlan::Inline(Vec::new()), |demand| {
                        self.schema(demand, statics, words)
                    })
                };
                AssertionPlan::If {
                    when: branch(&Some(*when)),
                    then: branch(then),
                    otherwise: branch(otherwise),
                }
            }
        };
        plans.push(plan);
    }

    fn several(
        &self,
        variant: &'static str,
        demands: &[DemandId],
        statics: &mut Statics,
        words: &[&str],
    ) -> AssertionPlan {
        let schemas = demands.iter().map(|id| self.schema(*id, statics, words));
        AssertionPlan::Several(variant, schemas.collect())
    }

    fn named(
        &self,
        variant: &'static str,
        pairs: &[(String, DemandId)],
        statics: &mut Statics,
        words: &[&str],
    ) -> AssertionPlan {
        let schemas = pairs
            .iter()
            .map(|(name, id)| (name.clone(), self.schema(*id, statics, words)));
        AssertionPlan::Named(variant, schemas.collect())
    }
}

fn counts(
    count: CountRule,
    least: &'static str,
    most: &'static str,
    plans: &mut Vec<AssertionPlan>,
) {
    plans.extend(count.min.map(|min| AssertionPlan::Count(least, min)));
    plans.extend(count.max.map(|max| AssertionPlan::Count(most, max)));
}

/// The demands that an assertion refers to.
fn inside(assertion: &Assertion) -> Vec<DemandId> {
    match assertion {
        Assertion::Some { demand, .. }
        | Assertion::Every(demand)
        | Assertion::Others(demand)
        | Assertion::Names(demand)
        | Assertion::Not(demand) => vec![*demand],
        Assertion::First(demands)
        | Assertion::All(demands)
        | Assertion::Any(demands)
        | Assertion::One(demands) => demands.clone(),
        Assertion::Named(pairs) | Assertion::With(pairs) | Assertion::Matching(pairs) => {
            pairs.iter().map(|(_, demand)| *demand).collect()
        }
        Assertion::If {
            when,
            then,
            otherwise,
        } => [Some(*when), *then, *otherwise]
            .into_iter()
            .flatten()
            .collect(),
        Assertion::Types(_)
        | Assertion::Values(_)
        | Assertion::Length(_)
        | Assertion::Pattern(_)
        | Assertion::Format(_)
        | Assertion::Minimum { .. }
        | Assertion::Maximum { .. }
        | Assertion::MultipleOf(_)
        | Assertion::Items(_)
        | Assertion::Unique
        | Assertion::Properties(_)
        | Assertion::Required(_)
        | Assertion::RequiredWith(_) => Vec::new(),
    }
}
