//! The `mainstay` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(mainstay::cli::main())
}
