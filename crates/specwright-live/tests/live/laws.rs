//! The laws see each promise that a service breaks, and nothing where it keeps them all.

use crate::double::{BODY_LIMIT, DESCRIPTION, serve};
use specwright_diagnostics::{Severity, SourceMap};
use specwright_live::{LawReport, check_laws};
use specwright_openapi::Description;

pub fn description(text: &str) -> Description {
    let mut sources = SourceMap::default();
    let document = specwright_source::read(&mut sources, "openapi.yaml", text.as_bytes());
    let outcome = specwright_openapi::read(&document.value.unwrap().root);
    let errors: Vec<_> = outcome
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    outcome.value.unwrap()
}

fn laws_with(fault: &'static str) -> LawReport {
    check_laws(
        &description(DESCRIPTION),
        &serve("127.0.0.1:0", fault),
        BODY_LIMIT,
    )
    .unwrap()
}

/// The codes of the findings, without repetition.
fn codes(report: &LawReport) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = report
        .findings
        .iter()
        .map(|finding| finding.code.id)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn a_service_that_keeps_its_description_has_no_findings() {
    let report = laws_with("");
    let messages: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(messages.is_empty(), "{messages:#?}");
    assert_eq!(report.untested, ["`polishItem` is not written yet"]);
    assert!(
        report.checked["invalid requests"] > 20,
        "{:?}",
        report.checked
    );
    assert!(report.checked["rules of HTTP"] > 10, "{:?}", report.checked);
    assert!(
        report.checked["valid requests"] >= 4,
        "{:?}",
        report.checked
    );
}

#[test]
fn each_broken_promise_is_reported_under_its_code() {
    let faults: &[(&str, &[&str])] = &[
        ("undeclared", &["V0720"]),
        ("undead", &["V0720"]),
        ("crash", &["V0721"]),
        ("no-problem", &["V0722", "V0724"]),
        ("body", &["V0723"]),
        ("media-type", &["V0724"]),
        ("location", &["V0725"]),
        ("lost-404", &["V0726"]),
        ("allow", &["V0726"]),
        ("head", &["V0726"]),
        ("accept", &["V0726"]),
        ("large", &["V0726"]),
        ("media", &["V0726"]),
        ("lax", &["V0727"]),
        ("lax-query", &["V0727"]),
        ("off-by-one", &["V0723", "V0727"]),
        ("strict", &["V0728"]),
    ];
    for (fault, expected) in faults {
        let report = laws_with(fault);
        let messages: Vec<&str> = report
            .findings
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(codes(&report), *expected, "{fault}: {messages:#?}");
    }
}

#[test]
fn each_finding_points_at_an_operation_and_says_what_to_do() {
    let report = laws_with("off-by-one");
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.span.is_some() && !finding.help.is_empty())
    );
    assert!(report.findings.iter().any(|finding| {
        finding
            .message
            .contains("whose property `name` is too long")
    }));
}
