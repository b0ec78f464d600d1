//! Rules over the database contract alone, one file a rule.

mod allowances;
mod cascade_into_soft_delete;
mod decimal_compared_as_text;
mod decimal_too_wide;
mod derived_name_cut;
mod duplicate_index;
mod enum_order_differs;
mod expressions;
mod fact_not_honoured;
mod float_for_money;
mod foreign_key_cycle;
mod foreign_key_without_index;
mod frozen_moment;
mod index_partly_on_sqlite;
mod logged_personal_data;
mod loose_on_sqlite;
mod moment_without_zone;
mod names_differ_by_case;
mod reserved_word;
mod retention_without_start;
mod small_identity;
mod sql_words;
mod table_without_key;
mod text_key;
mod unique_over_deleted_rows;
mod unused_enum;
mod view_depends_on_more;
mod view_without_columns;

use specwright_dbschema::Contract;
use specwright_diagnostics::Diagnostic;

/// A rule: what it finds in a contract.
type Rule = fn(&Contract, &mut Vec<Diagnostic>);

/// All rules, in the order of their codes.
const RULES: &[Rule] = &[
    foreign_key_without_index::check,
    derived_name_cut::check,
    names_differ_by_case::check,
    reserved_word::check,
    duplicate_index::check,
    unique_over_deleted_rows::check,
    frozen_moment::check,
    float_for_money::check,
    text_key::check,
    foreign_key_cycle::check,
    decimal_too_wide::check,
    table_without_key::check,
    moment_without_zone::check,
    index_partly_on_sqlite::check,
    view_without_columns::check,
    view_depends_on_more::check,
    unused_enum::check,
    retention_without_start::check,
    small_identity::check,
    logged_personal_data::check,
    cascade_into_soft_delete::check,
    decimal_compared_as_text::check,
    fact_not_honoured::check,
    loose_on_sqlite::check,
    enum_order_differs::check,
];

/// What the rules find in a database contract that was read without errors, and that it does not allow.
#[must_use]
pub fn database(contract: &Contract) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(contract, &mut findings);
    }
    allowances::apply(contract, findings)
}
