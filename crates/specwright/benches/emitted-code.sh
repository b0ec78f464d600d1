#!/bin/sh
# What emitted code costs its users: `cargo check` of the crate of a synthetic description, after its dependencies.
# Usage: emitted-code.sh [OPERATIONS]      (500 without an argument; needs GNU time)
set -eu
operations=${1:-500}
root=$(cd "$(dirname "$0")/../../.." && pwd)
out=$root/target/emitted-code/$operations
cd "$root"
cargo run --quiet --release --no-default-features --package specwright --example emit_synthetic -- "$operations" "$out"

# The crate stands outside the workspace; its dependencies are those of the workspace, and compiled once for all sizes.
cp "$root/Cargo.lock" "$out/Cargo.lock"
export CARGO_TARGET_DIR=$root/target/emitted-code/target CARGO_INCREMENTAL=0
cd "$out"
cargo check --quiet --offline
lines=$(find src -name '*.rs' -exec cat {} + | wc -l)
echo "$operations operations, $lines lines of Rust, $((lines / operations)) an operation"
for run in 1 2 3; do
    touch src/lib.rs
    /usr/bin/time -f "cargo check, run $run: %U s user, %S s system, %M KiB" cargo check --quiet --offline --lib
done
