//! How long reading takes: the largest documents of the corpus, and a synthetic one of 13 MB.
#![allow(missing_docs, reason = "the macros of criterion make public items")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the corpus")]
#![allow(
    clippy::print_stderr,
    reason = "a benchmark says so where the corpus is absent"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use specwright_diagnostics::SourceMap;
use specwright_source::read;
use std::fmt::Write;
use std::hint::black_box;
use std::path::{Path, PathBuf};

const DOCUMENTS: &[&str] = &[
    "openapi/github.com__api.github.com.json",
    "openapi/atlassian.com__jira.yaml",
];

fn corpus() -> PathBuf {
    std::env::var_os("SPECWRIGHT_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"),
        PathBuf::from,
    )
}

/// An API description with many operations, in YAML.
fn synthetic() -> Vec<u8> {
    const SIZE: usize = 13 << 20;
    let mut text =
        "openapi: 3.0.3\ninfo:\n  title: Synthetic\n  version: 1.0.0\npaths:\n".to_owned();
    let mut number = 0;
    while text.len() < SIZE {
        number += 1;
        let _ = write!(
            text,
            "  /things{number}/{{id}}:\n    get:\n      operationId: getThing{number}\n      summary: \"Gets the thing number {number}\"\n      parameters:\n        - name: id\n          in: path\n          required: true\n          schema:\n            type: integer\n            minimum: 1\n            maximum: 9007199254740991\n      responses:\n        200:\n          description: >-\n            The thing, with everything\n            that belongs to it\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Thing{number}'\n"
        );
    }
    text.into_bytes()
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    let mut documents = vec![("synthetic.yaml".to_owned(), synthetic())];
    for name in DOCUMENTS {
        match std::fs::read(corpus().join(name)) {
            Ok(bytes) => documents.push(((*name).to_owned(), bytes)),
            Err(error) => eprintln!("{name} is left out: {error}"),
        }
    }
    for (name, bytes) in &documents {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(read(&mut SourceMap::default(), name, bytes.clone())));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
