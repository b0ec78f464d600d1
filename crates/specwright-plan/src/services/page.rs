//! A list → its bound and the record around its rows.

use super::Bound;
use crate::models::Models;
use crate::repositories::{Called, Repositories};
use crate::{
    ActionPlan, FieldPresence, Ident, LimitField, LimitPlan, PageFactPlan, PageField, PagePlan,
    RustType,
};
use specwright_model::{Envelope, Fact, IntegerWidth, List, Shape};

/// The body of a service that answers a page.
pub(super) fn list_action(
    repositories: &mut Repositories<'_>,
    bound: Bound<'_>,
    list: &List,
) -> ActionPlan {
    let models = repositories.models;
    let counted = list
        .facts
        .iter()
        .any(|fact| matches!(fact.fact, Fact::Total | Fact::HasMore));
    let (called, total) = repositories.list(bound, list, counted);
    let Called {
        function,
        arguments,
    } = called;
    let field = |index: usize, otherwise: u32| {
        let input = &bound.inputs[index];
        LimitField {
            field: input.name.clone(),
            narrow: input.value == RustType::Int32,
            otherwise: (input.presence == FieldPresence::Optional).then_some(otherwise),
        }
    };
    let limit = match list.page.limit {
        Some(index) => LimitPlan::Field(field(index, list.page.default_limit)),
        None => LimitPlan::Fixed(list.page.default_limit),
    };
    let envelope = list.item.envelope.as_ref();
    ActionPlan::List {
        function,
        arguments,
        limit,
        offset: list.page.offset.map(|index| field(index, 0)),
        envelope: envelope.map(|envelope| page(models, envelope, list, total)),
    }
}

fn page(models: &Models<'_>, envelope: &Envelope, list: &List, total: Option<Ident>) -> PagePlan {
    let record = models.record(envelope.record);
    let fields = record
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| {
            let fact = fact(list, index, envelope);
            let narrow = matches!(
                models.model.type_of(property.slot.id).shape,
                Shape::Integer(IntegerWidth::Bits32, _)
            );
            let optional = matches!(
                models.presence(property),
                FieldPresence::Optional | FieldPresence::RequiredNullable
            );
            (
                models.field(envelope.record, index).clone(),
                PageField {
                    fact,
                    narrow,
                    optional,
                },
            )
        })
        .collect();
    PagePlan {
        record: models.name(envelope.record).clone(),
        fields,
        total,
    }
}

/// What a property of the record around a page says.
fn fact(list: &List, property: usize, envelope: &Envelope) -> PageFactPlan {
    if property == envelope.data {
        return PageFactPlan::Rows;
    }
    let fact = list.facts.iter().find(|fact| fact.property == property);
    match fact.expect("lowering knows each fact of a page").fact {
        Fact::Total => PageFactPlan::Total,
        Fact::Limit => PageFactPlan::Limit,
        Fact::Offset => PageFactPlan::Offset,
        Fact::HasMore => PageFactPlan::HasMore,
        Fact::Count => PageFactPlan::Count,
    }
}
