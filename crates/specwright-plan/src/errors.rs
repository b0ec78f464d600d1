//! Answers about errors → the shapes that the description has for them, and the hand-written functions that fill them in.
//!
//! The service itself refuses requests: without credentials, with a body that breaks a rule, for a row that is not there.
//! Where the description declares another body for such a status than a problem document (RFC 9457), nobody can derive
//! what stands in it, so that a function from the problem to the body is the developers'.

use crate::models::Models;
use crate::names::{Case, Settled, Wanted, allocate};
use crate::operations::{answer_body, content_words, status_number};
use crate::{AnswerBodyPlan, ErrorFunctionPlan, ErrorShapePlan, Ident, RustType};
use specwright_model::{Answer, Content, ContentKind, Model, Operation, Shape, Status};
use std::collections::BTreeMap;

/// The shapes of errors, by what they are sent as.
pub(crate) struct ErrorShapes {
    shapes: BTreeMap<Sent, (Ident, AnswerBodyPlan)>,
    functions: BTreeMap<RustType, Ident>,
}

/// A type and the media types that it is sent as; those are also what tells two shapes of one type apart.
type Sent = (RustType, Vec<String>);

impl ErrorShapes {
    /// Names everything. The functions share the folder of hand-written code with those that have `taken`.
    pub(crate) fn new(
        model: &Model,
        models: &Models<'_>,
        taken: &[&str],
        settled: &mut Vec<Settled>,
    ) -> Self {
        let mut bodies: BTreeMap<Sent, &Content> = BTreeMap::new();
        for operation in &model.operations {
            for content in errors(operation, models).filter_map(|(_, content)| content) {
                bodies.entry(sent(content, models)).or_insert(content);
            }
        }
        let kinds: BTreeMap<&RustType, Vec<&str>> = bodies
            .keys()
            .map(|(kind, _)| (kind, vec!["problem", "as", word(kind)]))
            .collect();
        let wanted: Vec<Wanted> = kinds
            .iter()
            .map(|(kind, words)| Wanted {
                words: words.iter().map(|word| (*word).to_owned()).collect(),
                origin: format!("errors of the type {kind:?}"),
            })
            .collect();
        let (functions, notes) = allocate(&wanted, Case::Value, taken, "_error");
        settled.extend(notes);
        let functions = kinds.into_keys().cloned().zip(functions).collect();
        let (names, notes) = allocate(&shapes_wanted(&bodies), Case::Value, &[], "_error");
        settled.extend(notes);
        let shapes = names.into_iter().zip(bodies);
        Self {
            shapes: shapes
                .map(|(name, (sent, content))| (sent, (name, answer_body(content, models))))
                .collect(),
            functions,
        }
    }

    /// The statuses of an operation's errors that are no problem documents, each with its function.
    pub(crate) fn of(&self, operation: &Operation, models: &Models<'_>) -> Vec<(u16, Ident)> {
        let mut shapes: Vec<(u16, Ident)> = errors(operation, models)
            .filter_map(|(answer, content)| {
                let (name, _) = self.shapes.get(&sent(content?, models))?;
                Some((status_number(answer.status), name.clone()))
            })
            .collect();
        shapes.sort();
        shapes
    }

    /// The hand-written functions, sorted by name.
    pub(crate) fn function_plans(&self) -> Vec<ErrorFunctionPlan> {
        let mut plans: Vec<ErrorFunctionPlan> = self
            .functions
            .iter()
            .map(|(kind, function)| ErrorFunctionPlan {
                function: function.clone(),
                kind: kind.clone(),
            })
            .collect();
        plans.sort_by(|a, b| a.function.cmp(&b.function));
        plans
    }

    /// The answers, sorted by name.
    pub(crate) fn shape_plans(&self) -> Vec<ErrorShapePlan> {
        let mut plans: Vec<ErrorShapePlan> = self
            .shapes
            .iter()
            .map(|((kind, _), (name, body))| ErrorShapePlan {
                name: name.clone(),
                function: self.functions[kind].clone(),
                body: body.clone(),
            })
            .collect();
        plans.sort_by(|a, b| a.name.cmp(&b.name));
        plans
    }
}

/// The answers that stand for errors, and of each the first content that a value can be written as at once; nothing where
/// a problem document is among the contents, or nothing but streams.
fn errors<'o>(
    operation: &'o Operation,
    models: &'o Models<'_>,
) -> impl Iterator<Item = (&'o Answer, Option<&'o Content>)> {
    // `default` is what goes well where nothing else does.
    let has_success = operation.answers.iter().any(|answer| match answer.status {
        Status::Code(code) => code < 400,
        Status::Class(class) => class < 4,
        Status::Default => false,
    });
    let is_error = move |answer: &&Answer| match answer.status {
        Status::Code(code) => code >= 400,
        Status::Class(class) => class >= 4,
        Status::Default => has_success,
    };
    let is_problem = |content: &Content| {
        matches!(&content.kind, ContentKind::Json(slot)
            if models.model.type_of(slot.id).shape == Shape::Problem)
    };
    let is_whole =
        |content: &&Content| matches!(content.kind, ContentKind::Json(_) | ContentKind::Text);
    operation
        .answers
        .iter()
        .filter(is_error)
        .map(move |answer| {
            let has_problem = answer.contents.iter().any(is_problem);
            let whole = answer.contents.iter().find(is_whole);
            (answer, whole.filter(|_| !has_problem))
        })
}

/// A shape is called after its type, and after its media type where the type is sent in several ways.
fn shapes_wanted(bodies: &BTreeMap<Sent, &Content>) -> Vec<Wanted> {
    let bodies: Vec<(&Sent, &Content)> = bodies.iter().map(|(sent, it)| (sent, *it)).collect();
    let of_one_type = bodies.chunk_by(|((one, _), _), ((other, _), _)| one == other);
    of_one_type
        .flat_map(|ways| {
            let contents: Vec<Content> = ways.iter().map(|(_, it)| (*it).clone()).collect();
            let words = match contents.len() {
                1 => vec![Vec::new()],
                _ => content_words(&contents),
            };
            ways.iter().zip(words)
        })
        .map(|(((kind, media_types), _), words)| Wanted {
            words: std::iter::once(word(kind).to_owned())
                .chain(words)
                .collect(),
            origin: format!("errors of the type {kind:?} in {}", media_types.join(", ")),
        })
        .collect()
}

fn sent(content: &Content, models: &Models<'_>) -> Sent {
    let kind = match &content.kind {
        ContentKind::Json(slot) => models.slot_type(*slot),
        _ => RustType::Text,
    };
    (kind, content.media_types.clone())
}

/// What a type is called in the names of functions.
fn word(kind: &RustType) -> &str {
    match kind {
        RustType::Model { name, .. } | RustType::Local(name) => name.as_str(),
        RustType::Text => "text",
        RustType::Optional(inner) => word(inner),
        _ => "error",
    }
}
