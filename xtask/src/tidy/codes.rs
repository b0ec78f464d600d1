//! Each diagnostic code has an input that triggers it, and each folder of such inputs is a code (I7).

use super::{Finding, Workspace};
use specwright_diagnostics::{Code, Stage, codes};
use std::collections::BTreeSet;

const REJECTS: &str = "tests/rejects";
/// Edits of an output tree, each of which the verifier must report under the code that its file names.
const MUTANTS: &str = "tests/mutants/";

/// Codes that no input file alone can trigger, and the test that does: its file and its name.
#[rustfmt::skip]
const COVERED_BY_A_TEST: &[(&str, &str, &str)] = &[
    ("D0801", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0802", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0803", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0804", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0805", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0806", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0807", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0808", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("D0809", "tests/it/drift.rs", "each_scenario_is_reported_and_mended_as_it_says"),
    ("S0008", "crates/specwright-disk/src/input.rs", "a_file_of_100_megabytes_is_refused_without_reading_it"),
    ("T0901", "crates/specwright-disk/src/input.rs", "each_kind_of_bad_file_gets_its_sentence"),
    ("T0902", "crates/specwright-disk/src/input.rs", "each_kind_of_bad_file_gets_its_sentence"),
    ("T0903", "crates/specwright-disk/src/input.rs", "a_file_that_the_system_refuses_is_named_with_its_reason"),
    ("T0904", "crates/specwright-disk/src/apply/tests.rs", "a_file_or_a_directory_in_the_way_is_refused_and_nothing_is_written"),
    ("T0905", "crates/specwright-disk/src/apply/tests.rs", "a_link_inside_the_output_directory_is_never_written_or_read_through"),
    ("T0906", "crates/specwright-disk/src/apply/tests.rs", "a_failure_at_any_step_leaves_the_old_tree"),
    ("T0907", "crates/specwright-disk/src/apply/tests.rs", "a_second_run_at_the_same_time_is_refused"),
    ("T0908", "crates/specwright-disk/src/output.rs", "a_manifest_is_read_or_absent_or_damaged_with_its_line"),
    ("T0909", "crates/specwright/tests/command_line/report.rs", "wrong_usage_is_exit_2"),
    ("T0910", "crates/specwright/tests/command_line/report.rs", "wrong_usage_is_exit_2"),
    ("T0911", "crates/specwright/tests/command_line/report.rs", "verify_reads_the_output_back_and_sees_a_change"),
    ("T0912", "crates/specwright/src/service.rs", "a_program_that_fails_is_told_in_its_own_words"),
    ("T0913", "crates/specwright-diagnostics/src/allowances.rs", "an_allowance_that_nothing_needs_is_a_finding"),
    ("T0920", "crates/specwright-disk/src/confined.rs", "no_link_leads_out_of_the_folder"),
    ("V0700", "crates/specwright-live/tests/live/verify.rs", "a_statement_that_fails_is_reported_with_its_file"),
    ("V0701", "crates/specwright-live/tests/live/verify.rs", "a_migration_that_makes_something_else_is_reported_by_object"),
    ("V0702", "crates/specwright-live/tests/live/verify.rs", "a_way_down_that_leaves_something_behind_is_reported"),
    ("V0703", "crates/specwright-live/tests/live/verify.rs", "a_contract_that_an_engine_refuses_is_reported"),
    ("V0704", "crates/specwright-live/tests/live/verify.rs", "texts_that_are_missing_are_reported"),
    ("V0705", "crates/specwright-live/tests/live/verify.rs", "rows_that_are_not_those_of_the_contract_are_reported"),
    ("V0710", "crates/specwright-live/src/build.rs", "an_error_is_a_finding_with_its_place_and_leaves_no_binary"),
    ("V0711", "crates/specwright/src/commands/verify/live.rs", "a_service_that_ends_at_once_is_not_ready"),
    ("V0720", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0721", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0722", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0723", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0724", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0725", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0726", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0727", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0728", "crates/specwright-live/tests/live/laws.rs", "each_broken_promise_is_reported_under_its_code"),
    ("V0606", "crates/specwright-verify/tests/it/clean.rs", "a_clean_tree_is_proved_and_only_the_unwritten_operations_are_named"),
    ("V0607", "crates/specwright-verify/tests/it/descriptions.rs", "what_cannot_be_compared_is_named_with_its_place"),
    ("V0608", "crates/specwright-verify/tests/it/descriptions.rs", "a_tree_that_shows_another_description_is_found"),
    ("V0609", "crates/specwright-verify/tests/it/gateway.rs", "a_clean_gateway_is_proved_and_what_is_not_written_is_named"),
    ("V0628", "crates/specwright-verify/tests/it/gateway.rs", "a_clean_gateway_is_proved_and_what_is_not_written_is_named"),
    ("V0666", "crates/specwright-verify/tests/it/descriptions.rs", "a_constraint_in_a_place_that_no_reader_looks_at_is_found"),
];

pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let all: Vec<&Code> = codes::all().collect();
    let mut findings = check_fixtures(workspace, &all, COVERED_BY_A_TEST);
    findings.extend(check_identifiers(&all));
    findings
}

fn check_fixtures(
    workspace: &Workspace,
    all: &[&Code],
    tests: &[(&str, &str, &str)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folders: BTreeSet<&str> = workspace
        .files
        .paths()
        .filter_map(|path| {
            path.as_str()
                .strip_prefix(REJECTS)?
                .strip_prefix('/')?
                .split_once('/')
        })
        .map(|(folder, _)| folder)
        .collect();
    let mutants: BTreeSet<String> = workspace
        .files
        .iter()
        .filter_map(|(path, file)| code_of_mutant(path.as_str(), file.text()?))
        .collect();
    for code in all {
        let is_tested = tests.iter().any(|(id, _, _)| *id == code.id);
        match (folders.contains(code.id) || mutants.contains(code.id), is_tested) {
            (false, false) => findings.push(Finding::error(
                code.id,
                format!("has no input that triggers it; make `{REJECTS}/{}`, or a mutant in `{MUTANTS}`", code.id),
            )),
            (true, true) => findings.push(Finding::error(
                code.id,
                "has an input that triggers it; take it out of the table of `xtask/src/tidy/codes.rs`",
            )),
            (true, false) | (false, true) => {}
        }
    }
    for mutant in mutants
        .iter()
        .filter(|id| all.iter().all(|code| code.id != id.as_str()))
    {
        findings.push(Finding::error(
            MUTANTS,
            format!("has a mutant of `{mutant}`, which is no code"),
        ));
    }
    let known = |id: &str| all.iter().any(|code| code.id == id);
    for folder in folders.iter().filter(|folder| !known(folder)) {
        findings.push(Finding::error(
            format!("{REJECTS}/{folder}"),
            "is called after no code",
        ));
    }
    for (id, file, test) in tests {
        let is_there = workspace
            .text(file)
            .is_some_and(|text| text.contains(&format!("fn {test}()")));
        if !known(id) || !is_there {
            let message = format!(
                "the table of `xtask/src/tidy/codes.rs` names `{test}` in `{file}`, which is not there"
            );
            findings.push(Finding::error(*id, message));
        }
    }
    findings
}

/// The code that a mutant must be reported under.
fn code_of_mutant(path: &str, text: &str) -> Option<String> {
    path.strip_prefix(MUTANTS)?;
    let mutant: serde_json::Value = serde_json::from_str(text).ok()?;
    mutant["code"].as_str().map(str::to_owned)
}

/// The letter and the hundreds of a stage's codes.
fn ranges(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Source => &["S00"],
        Stage::OpenApi => &["S01"],
        Stage::Database => &["S02"],
        Stage::Lint => &["L03"],
        Stage::Lower => &["M03", "M04"],
        Stage::Plan => &["P05"],
        Stage::Verify => &["V06", "V07"],
        Stage::Drift => &["D08"],
        Stage::Tool => &["T09"],
    }
}

fn check_identifiers(all: &[&Code]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, code) in all.iter().enumerate() {
        if all[..at]
            .iter()
            .any(|other| other.id == code.id || other.slug == code.slug)
        {
            findings.push(Finding::error(
                code.id,
                format!("`{}` or `{}` is taken by another code", code.id, code.slug),
            ));
        }
        let number = ranges(code.stage)
            .iter()
            .find_map(|range| code.id.strip_prefix(range));
        if !number.is_some_and(|digits| {
            digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
        }) {
            findings.push(Finding::error(
                code.id,
                format!(
                    "is outside its stage's range, {}xx",
                    ranges(code.stage).join("xx and ")
                ),
            ));
        }
        let texts = [code.slug, code.title, code.explanation, code.bad, code.good];
        if texts.iter().any(|text| text.trim().is_empty()) {
            findings.push(Finding::error(code.id, "leaves a text of its entry empty"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{check_fixtures, check_identifiers};
    use crate::tidy::Workspace;
    use specwright_diagnostics::{Code, Severity, Stage};

    const fn code(id: &'static str, slug: &'static str, stage: Stage) -> Code {
        let text = "text";
        Code {
            id,
            slug,
            stage,
            severity: Severity::Error,
            title: text,
            explanation: text,
            bad: text,
            good: text,
            effect: None,
        }
    }

    const A: Code = code("S0101", "a", Stage::OpenApi);
    const B: Code = code("T0901", "b", Stage::Tool);

    fn places(workspace: &Workspace, tests: &[(&str, &str, &str)]) -> Vec<String> {
        check_fixtures(workspace, &[&A, &B], tests)
            .into_iter()
            .map(|finding| finding.place)
            .collect()
    }

    #[test]
    fn each_code_has_a_folder_or_a_test_and_not_both() {
        let workspace = Workspace::of_files(&[
            ("tests/rejects/S0101/openapi.yaml", ""),
            ("x.rs", "#[test]\nfn refuses() {}"),
        ]);
        assert!(places(&workspace, &[("T0901", "x.rs", "refuses")]).is_empty());
        assert_eq!(places(&workspace, &[]), ["T0901"]);
        assert_eq!(
            places(
                &workspace,
                &[("T0901", "x.rs", "refuses"), ("S0101", "x.rs", "refuses")]
            ),
            ["S0101"]
        );
    }

    #[test]
    fn a_mutant_triggers_the_code_that_it_names() {
        let workspace = Workspace::of_files(&[
            ("tests/rejects/S0101/openapi.yaml", ""),
            ("tests/mutants/a/mutant.json", r#"{"code": "T0901"}"#),
        ]);
        assert!(places(&workspace, &[]).is_empty());
        let workspace = Workspace::of_files(&[
            ("tests/mutants/a/mutant.json", r#"{"code": "T0901"}"#),
            ("tests/mutants/b/mutant.json", r#"{"code": "V9999"}"#),
        ]);
        assert_eq!(places(&workspace, &[]), ["S0101", "tests/mutants/"]);
    }

    #[test]
    fn each_folder_is_a_code_and_each_named_test_exists() {
        let workspace = Workspace::of_files(&[
            ("tests/rejects/S0101/openapi.yaml", ""),
            ("tests/rejects/S9999/openapi.yaml", ""),
            ("x.rs", ""),
        ]);
        assert_eq!(
            places(&workspace, &[("T0901", "x.rs", "refuses")]),
            ["tests/rejects/S9999", "T0901"]
        );
    }

    #[test]
    fn identifiers_are_unique_in_range_and_explained() {
        assert!(check_identifiers(&[&A, &B]).is_empty());
        assert_eq!(check_identifiers(&[&A, &A]).len(), 1);
        assert_eq!(
            check_identifiers(&[&A, &code("S0102", "a", Stage::OpenApi)]).len(),
            1
        );
        assert_eq!(
            check_identifiers(&[&code("S0101", "a", Stage::Tool)]).len(),
            1
        );
        assert_eq!(
            check_identifiers(&[&code("S101", "a", Stage::OpenApi)]).len(),
            1
        );
        assert_eq!(check_identifiers(&[&Code { bad: " ", ..A }]).len(), 1);
    }
}
