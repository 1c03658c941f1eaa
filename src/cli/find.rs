//! `dockstep find`: the Dockerfiles below a folder, and who builds each with what.

use crate::cli::build_flags::BuildFlags;
use crate::cli::explain::{Paper, titled};
use crate::doc::visible::visible_line;
use crate::export::find_json::find_json;
use crate::export::text;
use crate::host::folder::{is_folder, title_of};
use crate::host::output;
use crate::host::project::search_folder;
use crate::project::text::find_text;
use std::path::PathBuf;

/// Holds the arguments of `dockstep find`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep find                     the Dockerfiles of this folder, and who builds them
  dockstep find services --json     the same as JSON, for programs

Read are compose files, docker-bake files, development containers, and workflows of GitHub and GitLab.
What git ignores, node_modules and the like are passed over. Variables have the values that .env files
and defaults give them, as in a shell that sets none of them; what hangs on anything else is named as
not known.")]
pub struct FindArguments {
    /// The folder to look in
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Prints one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Searches the folder and prints what is found; the error is a message for the reader.
pub fn run(arguments: &FindArguments, paper: Paper) -> Result<(), String> {
    let folder = &arguments.folder;
    let shown = folder.display().to_string();
    if !is_folder(folder) {
        return Err(format!(
            "{}: no such folder\n  Name the folder of a project, or none for this one.",
            visible_line(&shown)
        ));
    }
    let options = BuildFlags::default().options();
    let listing = search_folder(folder, &options).map_err(|error| error.to_string())?;
    let text = if arguments.json {
        format!("{}\n", find_json(&listing))
    } else {
        let doc = titled(&title_of(folder), find_text(&listing));
        text::write(&doc, paper.width, paper.ink)
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))
}
