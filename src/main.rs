//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    dockstep::cli::run(std::env::args_os())
}
