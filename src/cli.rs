//! The command line: where the parts are put together, one file a subcommand.
//!
//! A subcommand is one variant of `Command` and one line in [`run`]. Exit status: 0 when all went
//! well, 2 when something could not be read or understood.

pub mod build_flags;

pub mod colours;

pub mod study;

pub mod explain;

pub mod inspect;

pub mod context;

pub mod quiz;

use crate::cli::colours::ColourFlags;
use crate::cli::context::ContextArguments;
use crate::cli::explain::{ExplainArguments, Paper};
use crate::cli::inspect::InspectArguments;
use crate::cli::quiz::QuizArguments;
use crate::cli::study::StudyArguments;
use crate::host::{environment, output};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// The exit status for what could not be read or understood.
const COULD_NOT_READ: u8 = 2;

const EXAMPLES: &str = "\
Examples:
  dockstep                        study the Dockerfile of this folder, or a lesson's
  dockstep api/Dockerfile         study a Dockerfile, line by line
  dockstep api                    study the Dockerfile of a folder
  dockstep - < Dockerfile         study what comes from standard input
  dockstep --plain Dockerfile     print what the screen would show
  dockstep explain Dockerfile     print the explanation as a document
  dockstep inspect Dockerfile     print what BuildKit makes of it
  dockstep quiz Dockerfile        print questions about it, and the answers
  dockstep context                print what a build is sent of this folder

A file that has a subcommand's name is given with its folder: ./explain";

/// A terminal tutor for Dockerfiles: a debugger that teaches
#[derive(Debug, Parser)]
#[command(name = "dockstep", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    study: StudyArguments,
    #[command(flatten)]
    colours: ColourFlags,
}

/// The subcommands; without one, a Dockerfile is studied.
#[derive(Debug, Subcommand)]
enum Command {
    /// Print the explanation of a file, or of one line of it, as a document
    Explain(ExplainArguments),
    /// Print a Dockerfile as BuildKit sees it: stages, configuration, findings
    Inspect(InspectArguments),
    /// Print questions about a Dockerfile, made from it, with the reason for every option
    Quiz(QuizArguments),
    /// Print what a build is sent of a folder, and which pattern decided
    Context(ContextArguments),
}

/// Runs the program with its arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are errors here too, with exit status 0; a reader that has gone away is none.
            let _gone = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(COULD_NOT_READ));
        }
    };
    let paper = Paper {
        width: environment::text_columns(),
        ink: arguments.colours.ink(),
    };
    let result = match arguments.command {
        Some(Command::Explain(arguments)) => explain::run(&arguments, paper),
        Some(Command::Inspect(arguments)) => inspect::run(&arguments, paper),
        Some(Command::Context(arguments)) => context::run(&arguments, paper),
        Some(Command::Quiz(arguments)) => quiz::run(&arguments, paper),
        None => study::run(&arguments.study, arguments.colours, paper),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            output::complain(&message);
            ExitCode::from(COULD_NOT_READ)
        }
    }
}
