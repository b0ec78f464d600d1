//! The whole pipeline: the commands on the example, its stages one by one, and how the pipeline grows with a description.
//!
//! Budgets, in a release build: `check` 100 ms, `generate` 300 ms; 500 operations in 250 ms, and growth in proportion.
#![allow(
    missing_docs,
    reason = "the macros of criterion make undocumented functions"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the example's specs (I4)"
)]

mod synthetic;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use specwright::output::{Comparison, compare};
use specwright::pipeline::{self, Input, Planned, Specs};
use specwright_diagnostics::{Allowances, SourceMap};
use specwright_fileset::{FileSet, Manifest};
use specwright_plan::Settings;
use specwright_source::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::path::Path;

/// The sizes over which growth is measured.
const SIZES: [usize; 4] = [50, 500, 2_000, 5_000];

/// A file of the example's specs.
fn input(file: &str) -> Input {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../specs")
        .join(file);
    Input {
        name: format!("specs/{file}"),
        bytes: std::fs::read(path).expect("the example has both specs"),
    }
}

fn example() -> Specs {
    pipeline::read(
        input("openapi.yaml"),
        Some(input("database-schema.json")),
        Allowances::default(),
    )
}

fn settings() -> Settings {
    Settings {
        name: Some("taskboard".to_owned()),
        runtime_path: "../specwright-runtime".to_owned(),
        workspace_member: true,
        api_file: "specs/openapi.yaml".to_owned(),
    }
}

/// The output of specs; what `verifies` reads it back, too.
fn output(mut specs: Specs, settings: &Settings, verifies: bool) -> (Specs, FileSet) {
    let planned = synthetic::planned(&mut specs, settings);
    let files = pipeline::emit(&specs, &planned.plan);
    if verifies {
        pipeline::verify(&mut specs, &files);
        assert!(!specs.has_errors(), "{:#?}", specs.diagnostics);
    }
    (specs, files)
}

/// How many operations specs describe.
fn operations(specs: &Specs) -> Throughput {
    let description = specs.description.as_ref().expect("the specs can be read");
    Throughput::Elements(description.operations.len() as u64)
}

fn compared(out: &Path, verifies: bool) -> Comparison {
    let (specs, files) = output(example(), &settings(), verifies);
    compare(out, &files, specs.digests, BTreeSet::new()).expect("the output directory can be read")
}

/// What a user waits for, the disk included.
fn commands(criterion: &mut Criterion) {
    let out = tempfile::tempdir().expect("there is room for temporary files");
    compared(out.path(), true)
        .write(out.path())
        .expect("the output can be written");
    let mut group = criterion.benchmark_group("command");
    group.throughput(operations(&example()));
    group.bench_function("check, nothing changed", |bencher| {
        bencher.iter(|| black_box(compared(out.path(), false)));
    });
    group.bench_function("generate, in memory", |bencher| {
        bencher.iter(|| black_box(output(example(), &settings(), true)));
    });
    group.bench_function("generate, nothing changed", |bencher| {
        bencher.iter(|| {
            compared(out.path(), true)
                .write(out.path())
                .expect("nothing is in the way");
        });
    });
    group.bench_function("generate, everything new", |bencher| {
        bencher.iter_with_large_drop(|| {
            let out = tempfile::tempdir().expect("there is room for temporary files");
            compared(out.path(), true)
                .write(out.path())
                .expect("the output can be written");
            out
        });
    });
    group.finish();
}

fn root(document: Option<&specwright_source::Document>) -> &Node {
    &document.expect("the example can be read").root
}

/// The example, stage by stage.
fn stages(criterion: &mut Criterion) {
    let settings = settings();
    let mut specs = example();
    let Planned { model, plan } = synthetic::planned(&mut specs, &settings);
    let files = pipeline::emit(&specs, &plan);
    let manifest = Manifest::of(specs.digests.clone(), &files);
    let api = specs.api.as_ref().expect("the example can be read");
    let database = root(specs.database.as_ref());
    let description = specs.description.as_ref().expect("the example is whole");
    let contract = specs.contract.as_ref().expect("the example is whole");

    let mut group = criterion.benchmark_group("stage");
    group.throughput(operations(&specs));
    let texts = || [input("openapi.yaml"), input("database-schema.json")];
    group.bench_function("source", |bencher| {
        bencher.iter_batched(
            texts,
            |texts| {
                let mut sources = SourceMap::default();
                texts.map(|text| specwright_source::read(&mut sources, &text.name, text.bytes))
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("openapi", |bencher| {
        bencher.iter(|| specwright_openapi::read_all(black_box(api)));
    });
    group.bench_function("dbschema", |bencher| {
        bencher.iter(|| specwright_dbschema::read(black_box(database)));
    });
    group.bench_function("lint", |bencher| {
        bencher.iter(|| {
            (
                specwright_lint::api(black_box(description)),
                specwright_lint::database(contract),
            )
        });
    });
    group.bench_function("lower", |bencher| {
        bencher.iter(|| specwright_lower::lower(black_box(description), Some(contract)));
    });
    group.bench_function("plan", |bencher| {
        bencher.iter(|| specwright_plan::plan(black_box(&model), &settings));
    });
    group.bench_function("emit", |bencher| {
        bencher.iter(|| specwright_emit::emit(black_box(&plan)));
    });
    group.bench_function("verify", |bencher| {
        bencher.iter(|| {
            let mut sources = SourceMap::default();
            specwright_verify::prove(
                black_box(api),
                Some(database),
                &specwright_verify::Allowances::default(),
                &files,
                &mut sources,
            )
        });
    });
    group.bench_function("drift", |bencher| {
        bencher.iter(|| {
            let drifts = specwright_drift::compare(&files, Some(&manifest), black_box(&files));
            let after = BTreeMap::new();
            (
                drifts,
                specwright_drift::manifest_after(
                    after,
                    BTreeSet::new(),
                    &files,
                    Some(&manifest),
                    &files,
                ),
            )
        });
    });
    group.finish();
}

/// Everything that `generate` does in memory, over descriptions of one make and several sizes.
fn growth(criterion: &mut Criterion) {
    let settings = synthetic::settings("runtime");
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for size in SIZES {
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::new("check", size), &size, |bencher, &size| {
            bencher.iter(|| black_box(output(synthetic::specs(size), &settings, false)));
        });
        group.bench_with_input(
            BenchmarkId::new("generate", size),
            &size,
            |bencher, &size| {
                bencher.iter(|| black_box(output(synthetic::specs(size), &settings, true)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, commands, stages, growth);
criterion_main!(benches);
