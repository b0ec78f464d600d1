//! Writes the crate of a synthetic description: the number of operations, then the directory of the output. What it costs
//! to compile is measured on it (`benches/emitted-code.sh`).
#![expect(
    clippy::disallowed_methods,
    reason = "a program for the command line, beside the tool (I4)"
)]

#[path = "../benches/synthetic/mod.rs"]
mod synthetic;

use specwright::{output, pipeline};
use std::collections::BTreeSet;
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [operations, out] = arguments.as_slice() else {
        panic!("usage: emit_synthetic OPERATIONS DIRECTORY");
    };
    let operations = operations.parse().expect("the first argument is a number");
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../specwright-runtime");
    let mut specs = synthetic::specs(operations);
    let planned = synthetic::planned(&mut specs, &synthetic::settings(runtime));
    let files = pipeline::emit(&specs, &planned.plan);
    let out = Path::new(out);
    output::compare(out, &files, specs.digests, BTreeSet::new())
        .expect("the directory can be read")
        .write(out)
        .expect("the directory can be written");
}
