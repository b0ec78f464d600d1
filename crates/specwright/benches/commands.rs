//! The example, from its specs to a comparison with the disk: `check` has 100 ms, `generate` 300 ms, in a release build.
#![allow(
    missing_docs,
    reason = "the macros of criterion make undocumented functions"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the example's specs (I4)"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use specwright::output::{Comparison, compare};
use specwright::pipeline::{self, Input, Specs};
use specwright_fileset::FileSet;
use specwright_plan::Settings;
use std::hint::black_box;
use std::path::Path;

fn specs() -> Specs {
    let input = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../specs")
            .join(file);
        Input {
            name: format!("specs/{file}"),
            bytes: std::fs::read(path).expect("the example has both specs"),
        }
    };
    pipeline::read(input("openapi.yaml"), Some(input("database-schema.json")))
}

fn output(verifies: bool) -> (Specs, FileSet) {
    let mut specs = specs();
    pipeline::lint(&mut specs);
    let settings = Settings {
        name: Some("taskboard".to_owned()),
        runtime_path: "../specwright-runtime".to_owned(),
        workspace_member: true,
        api_file: "specs/openapi.yaml".to_owned(),
    };
    let planned = pipeline::plan(&mut specs, &settings).expect("the example has no errors");
    let files = pipeline::emit(&specs, &planned.plan);
    if verifies {
        pipeline::verify(&mut specs, &files);
        assert!(!specs.has_errors(), "the example verifies");
    }
    (specs, files)
}

fn compared(out: &Path, verifies: bool) -> Comparison {
    let (specs, files) = output(verifies);
    compare(out, &files, specs.digests).expect("the output directory can be read")
}

fn commands(criterion: &mut Criterion) {
    let out = tempfile::tempdir().expect("there is room for temporary files");
    compared(out.path(), true)
        .write(out.path())
        .expect("the output can be written");
    criterion.bench_function("check, nothing changed", |bencher| {
        bencher.iter(|| black_box(compared(out.path(), false)));
    });
    criterion.bench_function("generate, nothing changed", |bencher| {
        bencher.iter(|| {
            compared(out.path(), true)
                .write(out.path())
                .expect("nothing is in the way");
        });
    });
    criterion.bench_function("generate, everything new", |bencher| {
        bencher.iter_with_large_drop(|| {
            let out = tempfile::tempdir().expect("there is room for temporary files");
            compared(out.path(), true)
                .write(out.path())
                .expect("the output can be written");
            out
        });
    });
}

criterion_group!(benches, commands);
criterion_main!(benches);
