//! Specs + output files → findings, and what was proved.
//!
//! An independent reader recovers the API from the emitted Rust and compares it with the API that the description
//! promises, read afresh from the untyped value tree.
//!
//! **Invariant:** this crate depends on none of `model`, `lower`, `plan`, `emit` (I2). It compares wire names (the
//! literals of readers, writers, routes and SQL) and counts from the untyped trees, and never derives a Rust name.
//!
//! **Invariant:** code of a shape that the reader does not know is a finding, never passed over.
//!
//! **Invariant:** nothing here reads a file, a clock or the environment; the same input gives the same findings.

mod allowances;
mod census;
mod claim;
mod compare;
mod expected;
mod findings;
mod migrations;
pub mod mutation;
mod output;
mod proof;
mod recovered;
mod shown;
mod sql;
mod syntax;
mod tree;

pub use allowances::Allowances;
pub use proof::Proof;

use specwright_diagnostics::{Diagnostic, Outcome, SourceMap};
use specwright_fileset::FileSet;
use specwright_source::{Documents, Node};

/// Verifies an output tree against an API description alone.
///
/// Findings point into the output, whose files are added to the map where they are pointed at, and into the spec.
pub fn api(spec: &Documents, files: &FileSet, sources: &mut SourceMap) -> Vec<Diagnostic> {
    prove(spec, None, &Allowances::default(), files, sources).diagnostics
}

/// Verifies an output tree against both specs, and says how much was proved. The map is the one that the specs were
/// read into. What lies inside of the places of the allowances is not demanded.
pub fn prove(
    spec: &Documents,
    database: Option<&Node>,
    allowances: &Allowances,
    files: &FileSet,
    sources: &mut SourceMap,
) -> Outcome<Proof> {
    let output = output::Output::read(files);
    let mut findings = findings::Findings::except(allowances);
    let mut proof = Proof {
        files: output.modules.len(),
        ..Proof::default()
    };
    tree::check(&output, &mut findings);
    if output.modules.iter().any(|module| module.error.is_some()) {
        // Without a file, whatever leads into it would be reported as well.
        proof.untested.insert(
            "everything but the files themselves, because not all of them are Rust".to_owned(),
        );
        return Outcome {
            value: proof,
            diagnostics: findings.into_diagnostics(&output, sources),
        };
    }
    if !shown::check(spec, files, sources, &mut findings) {
        proof
            .untested
            .insert("the description that the service shows".to_owned());
    }
    let spec = expected::Spec::new(spec);
    let mut comparison =
        compare::Comparison::new(spec, allowances, &output, &mut findings, &mut proof);
    compare::api(&mut comparison, spec);
    let (accounted, left_out) = (comparison.accounted, comparison.left_out);
    // Where something could not be compared, more constraints are left over, and that is said already.
    if findings.count_errors() == 0 {
        census::check(spec, &accounted, &left_out, &mut findings);
    }
    migrations::check(&output, files, &mut findings);
    sql::check(database, &output, &mut findings, &mut proof);
    proof.untested.insert(
        "what services, repositories and hand-written functions do with a valid request".to_owned(),
    );
    Outcome {
        value: proof,
        diagnostics: findings.into_diagnostics(&output, sources),
    }
}

/// Checks what must hold for every emitted file whatever the specs say: it is Rust, marked, compiled, and safe.
pub fn files(files: &FileSet, sources: &mut SourceMap) -> Vec<Diagnostic> {
    let output = output::Output::read(files);
    let mut findings = findings::Findings::default();
    tree::check(&output, &mut findings);
    findings.into_diagnostics(&output, sources)
}
