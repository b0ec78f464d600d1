//! `ci`: everything that CI runs, in the same order. It stops at the first step that fails.

use crate::{cargo, fuzz, root, status_of, test};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// A step: its name, and how it is run.
type Step = (&'static str, fn() -> ExitCode);

const STEPS: &[Step] = &[
    ("format", || {
        in_root(cargo().args(["fmt", "--all", "--check"]))
    }),
    ("clippy", || {
        in_root(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    }),
    ("tidy", crate::tidy),
    ("tests", || test::run(&test::Arguments::all())),
    ("fuzz", || fuzz::run(&fuzz::Arguments::short())),
    ("generated", || {
        in_root(cargo().args(["xtask", "generate", "--check"]))
    }),
    ("documentation", || {
        in_root(
            cargo()
                .args(["doc", "--workspace", "--no-deps"])
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    }),
];

pub fn run() -> ExitCode {
    for (name, step) in STEPS {
        println!("── {name}");
        let start = Instant::now();
        let exit = step();
        let seconds = start.elapsed().as_secs();
        if exit != ExitCode::SUCCESS {
            println!("── {name} failed after {seconds} s");
            return exit;
        }
        println!("── {name} passed in {seconds} s\n");
    }
    println!("ci: all {} steps passed", STEPS.len());
    ExitCode::SUCCESS
}

fn in_root(command: &mut Command) -> ExitCode {
    status_of(command.current_dir(root()))
}
