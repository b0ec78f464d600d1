//! The names of the operations: their functions, their types and the modules of their groups.

use super::method_name;
use crate::Ident;
use crate::models::Models;
use crate::names::{Case, Settled, Wanted, allocate, first_free, spell, spelt};
use specwright_model::Model;
use std::collections::BTreeSet;

/// The names of all operations, in the order of the model.
pub(crate) struct OperationNames {
    pub functions: Vec<Ident>,
    pub requests: Vec<Ident>,
    pub responses: Vec<Ident>,
    /// The enums of their bodies, for those whose body has several contents.
    pub bodies: Vec<Ident>,
    /// The modules of their groups; groups whose names become equal share one.
    pub groups: Vec<Ident>,
}

impl OperationNames {
    /// Names all operations, and their types so that none has the name of a model.
    pub(crate) fn new(model: &Model, models: &Models<'_>, settled: &mut Vec<Settled>) -> Self {
        let wanted: Vec<Wanted> = model
            .operations
            .iter()
            .map(|operation| Wanted {
                words: vec![operation.id.clone()],
                origin: format!("{} {}", method_name(operation.method), operation.path),
            })
            .collect();
        let (functions, notes) = allocate(&wanted, Case::Value, &[], "_operation");
        settled.extend(notes);
        let mut taken: BTreeSet<String> = models
            .type_names()
            .map(|name| name.as_str().to_owned())
            .collect();
        let mut type_names = |endings: [&str; 2]| -> Vec<Ident> {
            functions
                .iter()
                .map(|function| type_name(function, endings, &mut taken))
                .collect()
        };
        let requests = type_names(["Request", "Input"]);
        let responses = type_names(["Response", "Answer"]);
        let bodies = type_names(["Body", "Content"]);
        let groups = model
            .operations
            .iter()
            .map(|operation| spelt(&operation.group, Case::Value))
            .collect();
        Self {
            functions,
            requests,
            responses,
            bodies,
            groups,
        }
    }
}

/// The function's name with the first of the endings that gives a free name, else with the first ending and a number.
fn type_name(function: &Ident, endings: [&str; 2], taken: &mut BTreeSet<String>) -> Ident {
    let [usual, other] = endings.map(|ending| spell(&[function.as_str(), ending], Case::Type));
    let base = if taken.contains(&usual) && !taken.contains(&other) {
        other
    } else {
        usual
    };
    Ident(first_free(&base, "", taken))
}
