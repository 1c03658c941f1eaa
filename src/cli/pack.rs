//! `dockstep pack`: lessons for a room, prepared, checked, packed up; and what the room knew.

pub mod opening;

pub mod list;

pub mod show;

pub mod new;

pub mod check;

pub mod build;

pub mod results;

use crate::cli::explain::Paper;
use crate::cli::pack::results::ResultsArguments;
use crate::cli::schema::schema;
use crate::course::pack::pack_file::PackFile;
use crate::host::output;
use std::path::PathBuf;

/// Holds the arguments of `dockstep pack`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep pack list                         the packs that are built in
  dockstep pack show workshop                the plan of one: times, lessons, notes for the instructor
  dockstep pack new team                     write a small pack to begin with
  dockstep pack new team --dockerfile api/Dockerfile
                                             the same, with questions about your own file
  dockstep pack check team                   look for faults, one line each
  dockstep pack schema > schema.json         what an editor needs to help with pack.toml
  dockstep pack build team                   make team.tar.gz of it, for a stick or a link
  dockstep learn --pack team.tar.gz          what participants type
  dockstep pack results *.json --pack team.tar.gz -o report.html
                                             what the class knew, from the files of progress export --name")]
pub struct PackArguments {
    #[command(subcommand)]
    command: PackCommand,
}

/// Names what is to be done with packs.
#[derive(clap::Subcommand, Clone, Debug)]
enum PackCommand {
    /// List the packs that are built in
    List,
    /// Print the plan of a pack for its instructor: times, lessons, notes
    Show {
        /// The pack: a folder, a .tar.gz, or the name of a built-in one
        #[arg(value_name = "PACK")]
        pack: PathBuf,
    },
    /// Write a complete small pack to begin with
    New {
        /// The folder, which is made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// A Dockerfile of your project to ask about; may be given several times
        #[arg(long, value_name = "FILE")]
        dockerfile: Vec<PathBuf>,
    },
    /// Look for faults in a pack and its lessons: exit status 1 where there are any
    Check {
        /// The pack: a folder, a .tar.gz, or the name of a built-in one
        #[arg(value_name = "PACK")]
        pack: PathBuf,
    },
    /// Make a .tar.gz of a pack's folder: the same bytes for the same pack
    Build {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The file to write; without it, the pack's id with .tar.gz in this folder
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Writes over a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Print the JSON Schema of pack.toml
    Schema,
    /// Report what a class knew: exit status 1 where a file is left out
    Results(ResultsArguments),
}

/// Does what is asked; tells whether no fault was found.
pub fn run(arguments: &PackArguments, paper: Paper) -> Result<bool, String> {
    let (text, is_good) = match &arguments.command {
        PackCommand::List => (list::list(), true),
        PackCommand::Show { pack } => (show::show(pack, paper)?, true),
        PackCommand::New { folder, dockerfile } => (new::new(folder, dockerfile)?, true),
        PackCommand::Check { pack } => check::check(pack)?,
        PackCommand::Build {
            folder,
            output,
            force,
        } => build::build(folder, output.as_deref(), *force)?,
        PackCommand::Schema => (schema::<PackFile>(), true),
        PackCommand::Results(arguments) => results::results(arguments)?,
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))?;
    Ok(is_good)
}
