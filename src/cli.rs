//! The command line: where the parts are put together, one file a subcommand.
//!
//! A subcommand is one variant of `Command` and one line in [`run`]. Exit status: 0 when all went
//! well, 1 where `diff` finds a difference, `lessons check` or `pack check` a fault, or `pack results`
//! leaves a file out, 2 when something could not be read or understood.

pub mod build_flags;

pub mod missing_target;

pub mod numbers;

pub mod refused_words;

pub mod engine_flag;

pub mod colours;

pub mod showing;

pub mod study;

pub mod practice;

pub mod learn;

pub mod present;

pub mod review;

pub mod explain;

pub mod inspect;

pub mod find;

pub mod diff;

pub mod cache;

pub mod context;

pub mod quiz;

pub mod schema;

pub mod lessons;

pub mod progress;

pub mod pack;

use crate::cli::cache::CacheArguments;
use crate::cli::colours::ColourFlags;
use crate::cli::context::ContextArguments;
use crate::cli::diff::DiffArguments;
use crate::cli::explain::{ExplainArguments, Paper};
use crate::cli::find::FindArguments;
use crate::cli::inspect::InspectArguments;
use crate::cli::learn::LearnArguments;
use crate::cli::lessons::LessonsArguments;
use crate::cli::pack::PackArguments;
use crate::cli::present::PresentArguments;
use crate::cli::progress::ProgressArguments;
use crate::cli::quiz::QuizArguments;
use crate::cli::refused_words::refused_words;
use crate::cli::review::ReviewArguments;
use crate::cli::study::StudyArguments;
use crate::host::{environment, output};
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// The exit status for what could not be read or understood.
const COULD_NOT_READ: u8 = 2;

/// The exit status of `diff` for files that do not build the same.
const DIFFERS: u8 = 1;

/// The exit status of `lessons check` and `pack check` for what has faults, and of `pack results` where a file is left out.
const HAS_FAULTS: u8 = 1;

const EXAMPLES: &str = "\
Examples:
  dockstep                        the course, what is due, the Dockerfiles of this folder
  dockstep learn                  the lesson that comes next
  dockstep review                 what is due for review
  dockstep present workshop       lessons for a room; --follow is the instructor's screen
  dockstep api/Dockerfile         study a Dockerfile, line by line
  dockstep api                    study the Dockerfile of a folder
  dockstep - < Dockerfile         study what comes from standard input
  dockstep --plain Dockerfile     print what the screen would show
  dockstep explain Dockerfile     print the explanation as a document
  dockstep inspect Dockerfile     print what BuildKit makes of it
  dockstep find                   print the Dockerfiles below this folder, and who builds them
  dockstep quiz Dockerfile        questions about it, made from it
  dockstep context                print what a build is sent of this folder
  dockstep diff Old Dockerfile    print what the second builds otherwise
  dockstep cache Dockerfile --change FILE
                                  print which steps would run again
  dockstep progress show          print what you have done in lessons, and what is due

A file that has a subcommand's name is given with its folder: ./explain";

/// A terminal tutor for Dockerfiles: a debugger that teaches
#[derive(Debug, Parser)]
#[command(name = "dockstep", version, after_help = EXAMPLES)]
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
    /// Print the Dockerfiles below a folder, and who builds each with what
    Find(FindArguments),
    /// Read and practise a lesson, from where you left it
    Learn(LearnArguments),
    /// Present a lesson or a pack to a room, with an instructor's screen beside it
    Present(PresentArguments),
    /// Answer questions about a Dockerfile, made from it, or those of a lesson
    Quiz(QuizArguments),
    /// Answer what is due for review
    Review(ReviewArguments),
    /// List, check and write lessons
    Lessons(LessonsArguments),
    /// Show what you have done in lessons, take it to another computer, forget it
    Progress(ProgressArguments),
    /// Prepare lessons for a room full of people, and see what the room knows
    Pack(PackArguments),
    /// Print what a build is sent of a folder, and which pattern decided
    Context(ContextArguments),
    /// Compare two Dockerfiles by what they build, not by their lines
    Diff(DiffArguments),
    /// Print which steps the build cache would answer after a change, and which would run again
    Cache(CacheArguments),
}

/// Lists the names of the subcommands.
fn command_names() -> Vec<String> {
    let command = Arguments::command();
    let names = command.get_subcommands();
    names.map(|command| command.get_name().to_owned()).collect()
}

/// Gives the exit status of what found faults, or none.
fn good_or_faulty(is_good: bool) -> ExitCode {
    if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(HAS_FAULTS)
    }
}

/// Runs the program with its arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let written: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&written) {
        Ok(arguments) => arguments,
        Err(error) => {
            let words = written.get(1..).unwrap_or_default();
            if let Some(message) = refused_words(&error, words, &command_names()) {
                output::complain(&message);
                return ExitCode::from(COULD_NOT_READ);
            }
            // Help and version are errors here too, with exit status 0; a reader that has gone away is none.
            let _gone = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(COULD_NOT_READ));
        }
    };
    let paper = Paper {
        width: environment::text_columns(),
        ink: arguments.colours.ink(),
    };
    let colours = arguments.colours;
    // What is said before a subcommand counts for it too.
    let is_plain = arguments.study.plain;
    let well = |()| ExitCode::SUCCESS;
    let result = match arguments.command {
        Some(Command::Explain(arguments)) => explain::run(&arguments, paper).map(well),
        Some(Command::Inspect(arguments)) => inspect::run(&arguments, paper).map(well),
        Some(Command::Find(arguments)) => find::run(&arguments, paper).map(well),
        Some(Command::Context(arguments)) => context::run(&arguments, paper).map(well),
        Some(Command::Cache(arguments)) => cache::run(&arguments, paper).map(well),
        Some(Command::Lessons(arguments)) => lessons::run(&arguments).map(good_or_faulty),
        Some(Command::Pack(arguments)) => pack::run(&arguments, paper).map(good_or_faulty),
        Some(Command::Learn(arguments)) => {
            learn::run(&arguments.plain_if(is_plain), colours, paper).map(well)
        }
        Some(Command::Review(arguments)) => {
            review::run(&arguments.plain_if(is_plain), colours, paper).map(well)
        }
        Some(Command::Quiz(arguments)) => {
            quiz::run(&arguments.plain_if(is_plain), colours, paper).map(well)
        }
        Some(Command::Present(arguments)) => present::run(&arguments, colours, paper).map(well),
        Some(Command::Progress(arguments)) => progress::run(&arguments).map(well),
        Some(Command::Diff(arguments)) => diff::run(&arguments, paper).map(|is_same| {
            if is_same {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(DIFFERS)
            }
        }),
        None => study::run(&arguments.study, colours, paper).map(well),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            output::complain(&message);
            ExitCode::from(COULD_NOT_READ)
        }
    }
}
