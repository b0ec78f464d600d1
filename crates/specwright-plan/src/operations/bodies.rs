//! The body of a request → how each of its contents is read, and the enum of several.

use super::media_names::content_words;
use crate::models::Models;
use crate::names::{Case, Settled, Statics, Wanted, allocate};
use crate::{BodyContentPlan, BodyPlan, BodyRead, FormFieldPlan, FormPlan, Ident, RustType};
use specwright_model::{Content, ContentKind, Form, FormField, Notation, RequestBody};

/// What of an operation is its own: its function, and the enum of its body where that has several contents.
#[derive(Clone, Copy)]
pub(crate) struct Own<'o> {
    pub function: &'o Ident,
    pub body: &'o Ident,
}

/// The body, with the type of its value.
pub(super) fn body_plan(
    body: &RequestBody,
    own: Own<'_>,
    models: &Models<'_>,
    statics: &mut Statics,
    settled: &mut Vec<Settled>,
) -> (BodyPlan, RustType) {
    let wanted: Vec<Wanted> = content_words(&body.contents)
        .into_iter()
        .zip(&body.contents)
        .map(|(words, content)| Wanted {
            words,
            origin: format!("{} of `{}`", content.media_types.join(", "), own.function),
        })
        .collect();
    let (variants, notes) = allocate(&wanted, Case::Type, &[], "Content");
    let contents: Vec<BodyContentPlan> = body
        .contents
        .iter()
        .zip(variants)
        .map(|(content, variant)| content_plan(content, variant, own.function, models, statics))
        .collect();
    if let [only] = contents.as_slice() {
        let value = only.value.clone();
        let choice = None;
        return (BodyPlan { choice, contents }, value);
    }
    settled.extend(notes);
    let choice = Some(own.body.clone());
    (
        BodyPlan { choice, contents },
        RustType::Local(own.body.clone()),
    )
}

fn content_plan(
    content: &Content,
    variant: Ident,
    function: &Ident,
    models: &Models<'_>,
    statics: &mut Statics,
) -> BodyContentPlan {
    let words = [function.as_str(), "body"];
    let (read, value) = match &content.kind {
        ContentKind::Json(slot) | ContentKind::Events(slot) | ContentKind::Lines(slot) => (
            BodyRead::Json(models.slot_reading(*slot, statics, &words)),
            models.slot_type(*slot),
        ),
        ContentKind::Text => (BodyRead::Text, RustType::Text),
        ContentKind::Bytes => (BodyRead::Stream, RustType::Stream),
        ContentKind::Form(form) => (
            BodyRead::Form(form_plan(form, function, models, statics)),
            models.value_type(form.slot.id),
        ),
        ContentKind::Multipart(form) => (
            BodyRead::Multipart(form_plan(form, function, models, statics)),
            models.value_type(form.slot.id),
        ),
    };
    BodyContentPlan {
        variant,
        media_types: content.media_types.clone(),
        value,
        read,
    }
}

fn form_plan(
    form: &Form,
    function: &Ident,
    models: &Models<'_>,
    statics: &mut Statics,
) -> FormPlan {
    let words = [function.as_str(), "form"];
    FormPlan {
        reading: models.reading(form.slot.id, statics, &words),
        name: (!form.fields.is_empty())
            .then(|| statics.rule(&words, &format!("form {:?}", form.fields))),
        fields: form.fields.iter().map(field_plan).collect(),
    }
}

fn field_plan(field: &FormField) -> FormFieldPlan {
    FormFieldPlan {
        wire: field.wire.clone(),
        style: match field.notation {
            Notation::Json => None,
            Notation::Styled(style) => Some(super::inputs::style_variant(style)),
        },
    }
}
