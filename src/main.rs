//! The `mainstay` program.

use mainstay::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::main().unwrap_or_else(|error| cli::failed(&error)))
}
