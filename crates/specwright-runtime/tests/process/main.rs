//! The process of a service: arguments, settings, signals, exit codes. This test starts itself as that process.

#![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test has a clock, files and an environment"
)]
#![allow(
    clippy::print_stdout,
    reason = "the test has no harness, and says itself what it did"
)]

#[cfg(all(unix, feature = "sqlite"))]
#[path = "../support/client.rs"]
mod client;

#[cfg(all(unix, feature = "sqlite"))]
#[path = "../support/service.rs"]
mod service;

#[cfg(all(unix, feature = "sqlite"))]
mod checks;

/// Set for the process that is to be the service.
#[cfg(all(unix, feature = "sqlite"))]
const CHILD: &str = "SPECWRIGHT_TEST_CHILD";

#[cfg(all(unix, feature = "sqlite"))]
fn main() -> std::process::ExitCode {
    if std::env::var_os(CHILD).is_some() {
        return specwright_runtime::run(service::SERVICE);
    }
    // The harness of cargo lists tests with this argument.
    if std::env::args().any(|argument| argument == "--list") {
        return std::process::ExitCode::SUCCESS;
    }
    for (name, check) in checks::ALL {
        check();
        println!("process::{name} ... ok");
    }
    std::process::ExitCode::SUCCESS
}

#[cfg(not(all(unix, feature = "sqlite")))]
fn main() {
    println!("signals are tested on Unix, with SQLite");
}
