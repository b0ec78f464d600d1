//! L0366: what the contract allows is left out, and an allowance that allows nothing is itself a finding.

use specwright_dbschema::{Allowance, Contract};
use specwright_diagnostics::{Diagnostic, codes};
use std::cmp::Ordering;

/// The findings that the contract does not allow.
pub(super) fn apply(contract: &Contract, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (ended, valid): (Vec<&Allowance>, Vec<&Allowance>) = contract
        .allowances
        .iter()
        .partition(|allowance| has_ended(contract, allowance));
    let mut used = vec![false; valid.len()];
    let mut left: Vec<Diagnostic> = findings
        .into_iter()
        .filter(|finding| {
            let mut allowed = false;
            for (allowance, used) in valid.iter().zip(&mut used) {
                let fits = covers(allowance, finding);
                *used |= fits;
                allowed |= fits;
            }
            !allowed
        })
        .collect();
    for allowance in ended {
        let version = allowance.until.as_ref().map_or("", |until| &until.value);
        let rule = &allowance.rule.value;
        let message = format!("what `{rule}` finds here was allowed until version {version}");
        left.push(report(
            allowance,
            message,
            "mend it, or agree on a later `until`",
        ));
    }
    for (allowance, _) in valid.iter().zip(used).filter(|(_, used)| !used) {
        let message = format!("`{}` finds nothing here", allowance.rule.value);
        left.push(report(allowance, message, "remove the allowance"));
    }
    left
}

fn report(allowance: &Allowance, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::ALLOWANCE_WITHOUT_EFFECT,
        allowance.rule.span,
        message,
        help,
    )
}

fn covers(allowance: &Allowance, finding: &Diagnostic) -> bool {
    allowance.rule.value == finding.code.id
        && finding.span.is_some_and(|span| {
            let within = allowance.within;
            span.source == within.source && within.start <= span.start && span.end <= within.end
        })
}

fn has_ended(contract: &Contract, allowance: &Allowance) -> bool {
    let (Some(version), Some(until)) = (&contract.schema_version, &allowance.until) else {
        return false;
    };
    compare(&version.value, &until.value) != Ordering::Less
}

/// Versions are compared part by part, as numbers where both parts are.
fn compare(one: &str, other: &str) -> Ordering {
    let (mut ones, mut others) = (one.split('.'), other.split('.'));
    loop {
        let order = match (ones.next(), others.next()) {
            (None, None) => return Ordering::Equal,
            (one, other) => {
                let (one, other) = (one.unwrap_or("0"), other.unwrap_or("0"));
                match (one.parse::<u64>(), other.parse::<u64>()) {
                    (Ok(one), Ok(other)) => one.cmp(&other),
                    _ => one.cmp(other),
                }
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::cmp::Ordering;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(compare("1.10.0", "1.9.0"), Ordering::Greater);
        assert_eq!(compare("1.6", "1.6.0"), Ordering::Equal);
        assert_eq!(compare("1.6.0-beta", "1.6.0-rc"), Ordering::Less);
        assert_eq!(compare("2", "10"), Ordering::Less);
    }
}
