#!/bin/sh
# What a description of somebody else costs: `specwright generate` in a release build, its wall time and peak memory, and
# what the compiler takes for the output (time of the processor and peak memory of rustc).
# Usage: published.sh FILE [--allow CODE,…]      (needs GNU time; PROFILE=dev for a try without optimisation)
# Budgets for the description of GitHub (767 operations, 3.7 MB): 1 s and 300 MB; rustc within 4 GB; 3 ms an operation.
set -eu
api=$(realpath "$1")
shift
profile=${PROFILE:-release}
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$root/target/published
cd "$root"
cargo build --quiet --profile "$profile" --package specwright --no-default-features --features fast-allocator
folder=$profile
[ "$profile" = dev ] && folder=debug
rm -rf "$work/out"
mkdir -p "$work"
for run in 1 2 3; do
    rm -rf "$work/out"
    /usr/bin/time -f "generate, run $run: %e s, %M KiB" \
        "target/$folder/specwright" generate --api "$api" --no-database --name published --out "$work/out" "$@" \
        2>"$work/log" || { tail -20 "$work/log"; exit 1; }
    tail -1 "$work/log"
done
operations=$(grep -c "    Route {" "$work/out/src/generated/routes.rs" || true)
lines=$(find "$work/out/src" -name '*.rs' -exec cat {} + | wc -l)
files=$(find "$work/out/src" -name '*.rs' | wc -l)
echo "$files files, $lines lines of Rust, $operations operations"
cargo xtask corpus "$(dirname "$api")" --only "$(basename "$api")" --compile "$@"
