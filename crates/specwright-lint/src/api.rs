//! Rules over the API description alone, one file a rule.

mod ambiguous_paths;
mod body_without_meaning;
mod content_without_body;
mod default_excluded;
mod discriminator_without_property;
mod duplicate_enum_value;
mod endless_object;
mod example_excluded;
mod no_error_response;
mod no_success_response;
mod open_ended_list;
mod operation_without_id;
mod parameter_renamed;
mod pattern_malformed;
mod pattern_unsupported;
mod reach;
mod tag_undeclared;
mod unknown_scope;
mod unused_component;
mod validity;
mod value_excluded;

use specwright_diagnostics::Diagnostic;
use specwright_openapi::Description;

/// A rule: what it finds in a description.
type Rule = fn(&Description, &mut Vec<Diagnostic>);

/// All rules, in the order of their codes.
const RULES: &[Rule] = &[
    operation_without_id::check,
    no_error_response::check,
    no_success_response::check,
    open_ended_list::check,
    unused_component::check,
    ambiguous_paths::check,
    parameter_renamed::check,
    tag_undeclared::check,
    body_without_meaning::check,
    content_without_body::check,
    unknown_scope::check,
    duplicate_enum_value::check,
    pattern_malformed::check,
    pattern_unsupported::check,
    value_excluded::check,
    default_excluded::check,
    example_excluded::check,
    endless_object::check,
    discriminator_without_property::check,
];

/// What the rules find in an API description that was read without errors.
#[must_use]
pub fn api(description: &Description) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(description, &mut findings);
    }
    findings
}
