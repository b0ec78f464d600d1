//! Descriptions whose names and texts hold whatever breaks a careless generator: nothing panics, nothing leaves the output
//! directory, no text becomes code, and what is generated is the same twice and compiles.
//!
//! The inputs follow from a seed, which is printed; `SPECWRIGHT_SEED` tries another.

mod check;
mod described;
mod texts;

use crate::compile::emitted_crates;
use crate::pipeline::{data, findings, is_slow};
use described::{SLOTS, description};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use specwright::bundle;
use specwright::pipeline::Input;
use specwright::trial::{self, Settings, Trial};
use specwright_diagnostics::{Allowances, Severity};
use specwright_live::{BuildOptions, build};
use std::cell::Cell;

/// How many descriptions are tried.
const CASES: u32 = 60;

/// How many of them must lead to output, so that the checks of the output mean something.
const GENERATED: u32 = CASES / 2;

/// How many are compiled.
const COMPILED: usize = 4;

fn runner(cases: u32) -> TestRunner {
    let seed = std::env::var("SPECWRIGHT_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(7_u64);
    eprintln!("SPECWRIGHT_SEED={seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

fn run(texts: &[String], name: &str) -> Trial {
    let input = Input {
        name: "openapi.json".to_owned(),
        bytes: description(texts).into_bytes(),
    };
    let settings = Settings {
        name: Some(name.to_owned()),
        runtime_path: bundle::RUNTIME.to_owned(),
        workspace_member: false,
        api_file: input.name.clone(),
    };
    trial::run(input, None, Allowances::default(), &settings)
}

#[test]
fn hostile_text_stays_text() {
    let tame = vec![String::new(); SLOTS];
    let tame = run(&tame, "hostile");
    let tame = tame.files.unwrap_or_else(|| panic!("nothing is generated"));
    let generated = Cell::new(0);
    let result = runner(CASES).run(&texts::slots(SLOTS), |texts| {
        let trial = run(&texts, "hostile");
        let Some(files) = &trial.files else {
            return refused_with_a_place(&trial);
        };
        generated.set(generated.get() + 1);
        check::output(files, &tame).map_err(TestCaseError::fail)?;
        if run(&texts, "hostile").files.as_ref() != Some(files) {
            return Err(TestCaseError::fail("two runs give different bytes"));
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    eprintln!(
        "{} of {CASES} hostile descriptions are generated",
        generated.get()
    );
    assert!(generated.get() >= GENERATED);
}

/// What cannot be generated says where, and it is the description that is to blame, never the output.
fn refused_with_a_place(trial: &Trial) -> Result<(), TestCaseError> {
    let errors = trial.specs.diagnostics.iter();
    let mut errors = errors
        .filter(|found| found.severity == Severity::Error)
        .peekable();
    let is_fine = errors.peek().is_some()
        && errors.all(|found| {
            found.span.is_some() && found.code.stage != specwright_diagnostics::Stage::Verify
        });
    if is_fine {
        Ok(())
    } else {
        Err(TestCaseError::fail(findings(trial)))
    }
}

#[test]
fn what_hostile_text_leads_to_compiles_without_a_warning() {
    if !is_slow() {
        eprintln!("skipped: set RUN_SLOW_TESTS=1 to compile what hostile text leads to");
        return;
    }
    let mut runner = runner(1);
    let strategy = texts::slots(SLOTS);
    let mut bundle = emitted_crates("hostile");
    let mut folders = Vec::new();
    for _ in 0..CASES {
        let texts = strategy.new_tree(&mut runner).unwrap().current();
        let name = format!("hostile{}", folders.len());
        if let Some(files) = run(&texts, &name).files {
            folders.push(bundle.add(&name, &files).unwrap());
        }
        if folders.len() == COMPILED {
            break;
        }
    }
    assert_eq!(folders.len(), COMPILED);
    bundle.finish(&data("../Cargo.lock")).unwrap();
    for folder in folders {
        let options = BuildOptions {
            target_directory: Some(bundle.target()),
            ..BuildOptions::default()
        };
        let built = build(&folder, &options, &mut |_| {}).unwrap();
        assert!(built.findings.is_empty(), "{:#?}", built.findings);
        assert_eq!(built.warnings, 0, "{}", folder.display());
    }
}
