//! A bound list → its bound, its order, its filters and the facts about its page.

use super::columns::{Traveller, Way, column_of_parameter};
use super::{Candidate, Parts};
use crate::types::Lowering;
use specwright_diagnostics::{Diagnostic, codes};
use specwright_model::{
    Action, Constant, Entity, Fact, Filter, List, Location, Order, Page, PageFact, Property, Shape,
    Slot,
};

/// How many rows are answered where neither a parameter nor its default says so.
const DEFAULT_LIMIT: u32 = 100;

const LIMIT_NAMES: &[&str] = &[
    "limit",
    "page_size",
    "per_page",
    "page_limit",
    "size",
    "max_results",
];
const OFFSET_NAMES: &[&str] = &["offset", "skip", "page_offset"];

impl Lowering<'_> {
    pub(crate) fn list_parts(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
    ) -> Option<Parts> {
        let answered = candidate.answered.as_ref();
        let Some((answered, data)) =
            answered.and_then(|it| Some((it, it.data.as_ref().filter(|data| data.many)?)))
        else {
            self.refuse_answer(candidate, entity, "its answer is not a list of records");
            return None;
        };
        let item = self.projection(entity, data)?;
        let page = self.page(candidate, entity);
        let used: Vec<usize> = page.limit.into_iter().chain(page.offset).collect();
        let filters = self.filters(candidate, entity, &used)?;
        let facts = match &item.envelope {
            Some(envelope) => self.page_facts(candidate, entity, envelope.record, envelope.data)?,
            None => Vec::new(),
        };
        let mut order: Vec<Order> = entity
            .created_at
            .into_iter()
            .map(|column| Order {
                column,
                descending: false,
            })
            .collect();
        match &entity.key {
            Some(key) => order.extend(key.columns.iter().map(|column| Order {
                column: *column,
                descending: false,
            })),
            None => order.extend(entity.columns().map(|(column, _)| Order {
                column,
                descending: false,
            })),
        }
        let mut seen = Vec::new();
        order.retain(|order| {
            !seen.contains(&order.column) && {
                seen.push(order.column);
                true
            }
        });
        Some(Parts {
            action: Action::List(List {
                item,
                order,
                filters,
                page,
                facts,
            }),
            answer: answered.answer,
        })
    }

    fn page(&mut self, candidate: &Candidate<'_>, entity: &Entity) -> Page {
        let find = |names: &[&str]| {
            candidate.operation.parameters.iter().position(|parameter| {
                let name = super::nouns::snake(&parameter.wire);
                parameter.location == Location::Query
                    && parameter.stored_as.is_none()
                    && names.contains(&name.as_str())
                    && entity.find(&name).is_none()
                    && matches!(self.types[parameter.kind.0].shape, Shape::Integer(..))
            })
        };
        let (limit, offset) = (find(LIMIT_NAMES), find(OFFSET_NAMES));
        if limit.is_none() {
            self.report(Diagnostic::new(
                &codes::LIST_WITHOUT_BOUND,
                candidate.operation.span,
                format!("`{}` has no parameter that bounds it, and answers at most {DEFAULT_LIMIT} rows", candidate.operation.id),
                "add a query parameter `limit` with a `maximum` and a `default`",
            ));
        }
        let default =
            limit.and_then(
                |limit| match &candidate.operation.parameters[limit].default {
                    Some(Constant::Number(number)) => number.parse().ok(),
                    _ => None,
                },
            );
        Page {
            limit,
            offset,
            default_limit: default.unwrap_or(DEFAULT_LIMIT),
        }
    }

    fn filters(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        used: &[usize],
    ) -> Option<Vec<Filter>> {
        let mut filters = Vec::new();
        for (index, parameter) in candidate.operation.parameters.iter().enumerate() {
            if parameter.location != Location::Query || used.contains(&index) {
                continue;
            }
            self.refuse_unknown_column(entity, parameter.stored_as.as_ref());
            let column = column_of_parameter(entity, parameter.stored_as.as_ref(), &parameter.wire);
            let list = matches!(self.types[parameter.kind.0].shape, Shape::List { .. });
            match column.filter(|_| !list) {
                Some(column) => {
                    let slot = Slot {
                        id: parameter.kind,
                        nullable: false,
                    };
                    let traveller = Traveller {
                        place: parameter.span,
                        what: &format!("the parameter `{}`", parameter.wire),
                        slot,
                        required: true,
                        way: Way::Select,
                    };
                    self.check_fit(&traveller, entity, column);
                    filters.push(Filter {
                        parameter: index,
                        column,
                    });
                }
                None if parameter.stored_as.is_some() && !list => return None,
                None => {
                    self.report(
                        Diagnostic::new(
                            &codes::PARAMETER_WITHOUT_COLUMN,
                            parameter.span,
                            format!("the parameter `{}` neither bounds, filters nor orders `{}`", parameter.wire, entity.name),
                            "name a column with `x-column`, remove the parameter, or say `x-custom: true` on the operation",
                        )
                        .with_related(entity.span, "the table"),
                    );
                    return None;
                }
            }
        }
        let mut all: Vec<usize> = filters.iter().map(|filter| filter.parameter).collect();
        all.extend(used);
        self.refuse_idle_parameters(candidate, entity, &all);
        Some(filters)
    }

    fn page_facts(
        &mut self,
        candidate: &Candidate<'_>,
        entity: &Entity,
        envelope: specwright_model::TypeId,
        data: usize,
    ) -> Option<Vec<PageFact>> {
        let Shape::Record(record) = &self.types[envelope.0].shape else {
            return None;
        };
        let mut facts = Vec::new();
        let mut unknown: Option<Property> = None;
        for (index, property) in record
            .properties
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != data)
        {
            let number = matches!(self.types[property.slot.id.0].shape, Shape::Integer(..));
            let boolean = matches!(self.types[property.slot.id.0].shape, Shape::Boolean);
            let fact = match super::nouns::snake(&property.wire).as_str() {
                "total" | "total_count" | "total_items" | "total_results" if number => {
                    Some(Fact::Total)
                }
                "limit" | "page_size" | "per_page" if number => Some(Fact::Limit),
                "offset" | "skip" if number => Some(Fact::Offset),
                "count" if number => Some(Fact::Count),
                "has_more" | "has_next" if boolean => Some(Fact::HasMore),
                _ => None,
            };
            match fact {
                Some(fact) => facts.push(PageFact {
                    property: index,
                    fact,
                }),
                None => unknown = Some(property.clone()),
            }
        }
        if let Some(property) = unknown {
            self.report(
                Diagnostic::new(
                    &codes::ANSWER_DOES_NOT_FIT,
                    property.span,
                    format!("`{}` of the page of `{}` is no fact that is known", property.wire, candidate.operation.id),
                    "use `total`, `limit`, `offset`, `count` or `hasMore`, or say `x-custom: true` on the operation",
                )
                .with_related(entity.span, "the table"),
            );
            return None;
        }
        Some(facts)
    }
}
