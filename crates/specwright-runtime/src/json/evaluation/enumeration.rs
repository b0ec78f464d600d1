//! Is a value one of those that a schema lists?

use super::view::View;
use super::{Evaluation, Report};
use crate::json::canonical::form;
use crate::json::tree::borrowed;
use crate::json::{Breach, NumberText};
use jiter::Jiter;
use std::cmp::Ordering;

impl<'e> Evaluation<'e, '_> {
    pub(super) fn is_among(
        &mut self,
        values: &'static [&'static str],
        view: &View<'e>,
        report: Report,
    ) -> bool {
        let mut own_form = None;
        let kept = values.iter().any(|value| match value.as_bytes().first() {
            Some(b'"') => view.string.is_some_and(|string| is_string(value, string)),
            Some(b'[' | b'{') => {
                let own = own_form.get_or_insert_with(|| form(self.tree.text(view.node)));
                let is_container = view.items.is_some() || view.members.is_some();
                is_container && own.is_some() && *own == form(value.as_bytes())
            }
            Some(b't' | b'f') => view
                .boolean
                .is_some_and(|found| found == (*value == "true") && (found || *value == "false")),
            Some(b'n') => *value == "null" && self.tree.text(view.node) == b"null",
            _ => view.number.is_some_and(|number| {
                NumberText::parse(value)
                    .is_some_and(|value| value.compare(&number) == Ordering::Equal)
            }),
        });
        if !kept {
            self.fail(view.node, report, || match values {
                [value] => Breach::new("enum", format!("must be `{}`", unquoted(value))),
                _ => Breach::not_a_choice(&mut values.iter().map(|value| unquoted(value))),
            });
        }
        kept
    }
}

/// Whether a JSON text is the given string.
fn is_string(value: &'static str, string: &str) -> bool {
    let plain = unquoted(value);
    if plain.len() != value.len() {
        return plain == string;
    }
    let text = value.as_bytes();
    let mut jiter = Jiter::new(text);
    let read = jiter.next_str();
    read.is_ok_and(|read| borrowed(text, read) == string)
}

/// The characters of a string that has no escapes; other texts as they are.
fn unquoted(value: &'static str) -> &'static str {
    let inside = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside
        .filter(|inside| !inside.contains(['\\', '"']))
        .unwrap_or(value)
}
