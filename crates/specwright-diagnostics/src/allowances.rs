//! Codes that the caller allows → errors that become warnings, and which of the allowances were needed.

use crate::{Code, Diagnostic, Severity, codes, nearest};
use std::collections::BTreeSet;

/// The codes that a run lets through knowingly. What becomes of the thing that such a code is about is the code's
/// [effect](Code::effect).
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    /// By identifier, so that the order and repetitions of the arguments make no difference.
    allowed: BTreeSet<&'static str>,
    needed: BTreeSet<&'static str>,
}

impl Allowances {
    /// The allowances of these identifiers or slugs, in any case. An unknown name, and a code without an effect, is a
    /// finding about the usage for each.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, Vec<Diagnostic>> {
        let mut allowances = Self::default();
        let mut findings = Vec::new();
        for name in names {
            match codes::find(name) {
                Some(code) if code.effect.is_some() => {
                    allowances.allowed.insert(code.id);
                }
                Some(code) => findings.push(not_allowable(code)),
                None => findings.push(unknown(name)),
            }
        }
        if findings.is_empty() {
            Ok(allowances)
        } else {
            Err(findings)
        }
    }

    /// Makes warnings of the errors of an allowed code, and remembers that the allowance was needed.
    pub fn apply(&mut self, findings: &mut [Diagnostic]) {
        for finding in findings {
            if finding.severity == Severity::Error && self.allowed.contains(finding.code.id) {
                finding.severity = Severity::Warning;
                finding.is_allowed = true;
                self.needed.insert(finding.code.id);
            }
        }
    }

    /// The identifiers of the allowed codes, in their order.
    pub fn identifiers(&self) -> impl Iterator<Item = &'static str> {
        self.allowed.iter().copied()
    }

    /// Whether nothing is allowed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.allowed.is_empty()
    }

    /// A finding for each allowance that no error needed so far. It makes sense at the end of a whole run: a run that
    /// stopped early has not come to all errors.
    #[must_use]
    pub fn unneeded(&self) -> Vec<Diagnostic> {
        self.allowed
            .difference(&self.needed)
            .map(|id| {
                Diagnostic::without_place(
                    &codes::ALLOWANCE_NOT_NEEDED,
                    format!("`--allow {id}` lets nothing through"),
                    "take it out of the command line, so that a later error of this code is seen",
                )
            })
            .collect()
    }
}

fn not_allowable(code: &Code) -> Diagnostic {
    Diagnostic::without_place(
        &codes::USAGE,
        format!(
            "`--allow {}`: nothing sensible is left of what this code is about ({})",
            code.id, code.title
        ),
        allowable(),
    )
}

fn unknown(name: &str) -> Diagnostic {
    let names = codes::all().flat_map(|code| [code.id, code.slug]);
    let help = nearest(name, names).map_or_else(allowable, |near| {
        format!("did you mean `{near}`? {}", allowable())
    });
    Diagnostic::without_place(
        &codes::USAGE,
        format!("`--allow {name}`: there is no such code"),
        help,
    )
}

fn allowable() -> String {
    let allowable: Vec<&str> = codes::all()
        .filter(|code| code.effect.is_some())
        .map(|code| code.id)
        .collect();
    format!("what can be allowed: {}", allowable.join(", "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::Allowances;
    use crate::{Code, Diagnostic, Severity, codes};

    fn with(code: &'static Code) -> Allowances {
        Allowances {
            allowed: [code.id].into(),
            ..Allowances::default()
        }
    }

    fn finding(code: &'static Code) -> Diagnostic {
        Diagnostic::without_place(code, "message", "help")
    }

    #[test]
    fn an_error_of_an_allowed_code_becomes_a_warning_and_no_other_does() {
        let mut allowances = with(&codes::UNSUPPORTED_MEDIA_TYPE);
        let mut findings = [
            finding(&codes::UNSUPPORTED_MEDIA_TYPE),
            finding(&codes::UNSUPPORTED_PARAMETER),
            finding(&codes::TYPE_ASSUMED),
        ];
        allowances.apply(&mut findings);
        let severities = findings.map(|found| (found.severity, found.is_allowed));
        assert_eq!(
            severities,
            [
                (Severity::Warning, true),
                (Severity::Error, false),
                (Severity::Note, false)
            ]
        );
        assert!(allowances.unneeded().is_empty());
    }

    #[test]
    fn an_allowance_that_nothing_needs_is_a_finding() {
        let mut allowances = with(&codes::UNSUPPORTED_MEDIA_TYPE);
        allowances.apply(&mut [finding(&codes::UNSUPPORTED_PARAMETER)]);
        let unneeded = allowances.unneeded();
        assert_eq!(unneeded.len(), 1);
        assert_eq!(unneeded[0].code, &codes::ALLOWANCE_NOT_NEEDED);
        assert!(
            unneeded[0].message.contains("M0404"),
            "{}",
            unneeded[0].message
        );
    }

    #[test]
    fn unknown_codes_and_codes_without_an_effect_are_wrong_usage_each() {
        let findings = Allowances::of(["s0003", "M9999", "unsuported-parameter"]).unwrap_err();
        assert_eq!(findings.len(), 3);
        for found in &findings {
            assert_eq!(found.code, &codes::USAGE);
            assert!(found.help.contains("what can be allowed"), "{}", found.help);
        }
        assert!(
            findings[2].help.contains("unsupported-parameter"),
            "{}",
            findings[2].help
        );
    }

    #[test]
    fn each_code_with_an_effect_is_allowed_by_identifier_and_slug_in_any_case() {
        for code in codes::all().filter(|code| code.effect.is_some()) {
            for name in [code.id.to_lowercase(), code.slug.to_uppercase()] {
                let allowances = Allowances::of([name.as_str()]).unwrap();
                assert_eq!(allowances.identifiers().collect::<Vec<_>>(), [code.id]);
            }
        }
    }
}
