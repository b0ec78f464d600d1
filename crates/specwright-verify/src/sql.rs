//! The SQL of the output: fixed texts, bounded, and about tables and columns that exist.

mod bound;
mod contract;
mod names;
mod query;
mod statement;
mod token;
mod uses;
mod words;

use crate::findings::Findings;
use crate::output::Output;
use crate::proof::Proof;
use specwright_source::Node;

/// Checks each statement, and each call that runs one.
pub(crate) fn check(
    database: Option<&Node>,
    output: &Output<'_>,
    findings: &mut Findings,
    proof: &mut Proof,
) {
    let contract = database.map(contract::Contract::read);
    let statements = statement::statements(output, contract.as_ref(), findings);
    proof.statements += statements.len();
    uses::check(output, &statements, findings);
    if contract.is_none() && !statements.is_empty() {
        proof
            .untested
            .insert("the tables and columns of SQL, without a database contract".to_owned());
    }
}
