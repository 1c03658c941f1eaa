//! `dockstep context`: what a build is sent of a folder, and which pattern decided.

use crate::analysis::context_report::context_report;
use crate::analysis::context_why::{context_why, normal_path};
use crate::app::file_error::{FileError, FileFault};
use crate::cli::explain::{Paper, titled};
use crate::doc::visible::visible_line;
use crate::export::context_json::context_json;
use crate::export::text;
use crate::host::build_context::read_context;
use crate::host::folder::title_of;
use crate::host::output;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Holds the arguments of `dockstep context`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep context                            what a build of this folder is sent
  dockstep context api --why api/.env         which pattern decided about one path
  dockstep context . --file web.Dockerfile    web.Dockerfile.dockerignore wins over .dockerignore
  dockstep context --format json              every entry, with the pattern and its line")]
pub struct ContextArguments {
    /// The folder that a build gets
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Says why this path is sent or left out, counted from the folder
    #[arg(long, value_name = "PATH")]
    pub why: Option<String>,
    /// The Dockerfile; its own NAME.dockerignore wins over .dockerignore
    #[arg(long, value_name = "DOCKERFILE")]
    pub file: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = ContextFormat::Text)]
    pub format: ContextFormat,
}

/// Names a format that a build context can be written in.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextFormat {
    /// Text for a terminal or a log
    Text,
    /// One JSON object
    Json,
}

/// Lists the folder and prints what a build is sent; the error is a message for the reader.
pub fn run(arguments: &ContextArguments, paper: Paper) -> Result<(), String> {
    let folder = &arguments.folder;
    let dockerfile = arguments
        .file
        .clone()
        .or_else(|| Some(folder.join("Dockerfile")));
    let never = AtomicBool::new(false);
    let context = read_context(folder, dockerfile.as_deref(), &never)
        .map_err(|error| unreadable(folder, &error))?;
    let root = folder.display().to_string();
    let text = match (&arguments.why, arguments.format) {
        (None, ContextFormat::Json) => format!("{}\n", context_json(&root, &context, |_| true)),
        (Some(path), ContextFormat::Json) => {
            let wanted = normal_path(&inside(folder, path));
            format!("{}\n", context_json(&root, &context, |path| path == wanted))
        }
        (Some(path), ContextFormat::Text) => {
            let inside = inside(folder, path);
            text::write(&context_why(&context, &inside), paper.width, paper.ink)
        }
        (None, ContextFormat::Text) => text::write(
            &titled(&title_of(folder), context_report(&context)),
            paper.width,
            paper.ink,
        ),
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))?;
    match (context.ignore_file(), context.error()) {
        (Some(file), Some(error)) => Err(format!(
            "{}:{}: {error}\n  BuildKit refuses this pattern: {}",
            visible_line(&file.name),
            error.line,
            visible_line(&error.written)
        )),
        _ => Ok(()),
    }
}

/// Takes the folder's own name off a path, so that both `api/.env` and `.env` work for `api`.
fn inside(folder: &Path, path: &str) -> String {
    let within = Path::new(path).strip_prefix(folder);
    match within {
        Ok(within) => within.to_string_lossy().into_owned(),
        Err(_) => path.to_owned(),
    }
}

/// Says why a folder cannot be listed, with the way out.
pub(in crate::cli) fn unreadable(folder: &Path, error: &FileError) -> String {
    let shown = folder.display().to_string();
    let name = visible_line(&shown);
    match &error.fault {
        FileFault::Missing if error.path == shown => format!(
            "{name}: no such folder\n  Name the folder that docker build gets, often the one with the Dockerfile."
        ),
        FileFault::Unreadable(reason) if error.path == shown => format!(
            "{name}: this folder cannot be read: {reason}\n  Check its permissions; docker build needs to read it too."
        ),
        _ => error.to_string(),
    }
}
