//! Arguments → exit code: the binary.

use clap::Parser;
use specwright::Command;
use std::process::ExitCode;

/// Two contracts in, a verified service out.
#[derive(Debug, Parser)]
#[command(name = "specwright", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    specwright::run(&arguments.command)
}
