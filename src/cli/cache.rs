//! `dockstep cache`: which steps of a build the cache would answer, and which would run again.
//!
//! [`run`] asks the host for the files and the folder and prints; what follows from them is the
//! analysis's business.

use crate::analysis::Analysis;
use crate::analysis::cache_report::text::cache_text;
use crate::analysis::cache_report::{CacheQuestion, cache_report};
use crate::build::cache_prediction::changes::{ContextChanges, FileChange};
use crate::build::options::BuildOptions;
use crate::cli::build_flags::{BuildFlags, build_argument};
use crate::cli::explain::{Paper, titled};
use crate::cli::missing_target::refuse_missing_target;
use crate::context::build_context::BuildContext;
use crate::doc::Block;
use crate::doc::visible::visible_line;
use crate::export::cache_json::cache_json;
use crate::export::text;
use crate::host::build_context::read_context;
use crate::host::{file, output};
use crate::knowledge::phrases::plain_phrase;
use crate::language::source::Source;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Holds the arguments of `dockstep cache`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
What was built before is the folder and the file as they are, or OLD. --target and --build-arg are
given to both builds, before and after. Where no change is named besides them, they are the change:
the build before is without --build-arg, or, where --target alone is given, of the last stage.

Examples:
  dockstep cache Dockerfile --change src/main.py        after an edit of that file
  dockstep cache Dockerfile --change-arg VERSION=2      with another value of an ARG
  dockstep cache Dockerfile --target dev --build-arg PY=3.12 --change src/main.py
                                                        a build that is always given these
  dockstep cache Dockerfile --against Dockerfile.old    after a change of the Dockerfile
  dockstep cache api/Dockerfile --context . --new api/new.py --format json")]
pub struct CacheArguments {
    /// The Dockerfile; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The build context; the Dockerfile's folder where none is given
    #[arg(long, value_name = "DIR")]
    pub context: Option<PathBuf>,
    /// A file whose bytes change; paths count from the context, and may be given several times
    #[arg(long, value_name = "PATH")]
    pub change: Vec<String>,
    /// A file that is new
    #[arg(long, value_name = "PATH")]
    pub new: Vec<String>,
    /// A file that is gone
    #[arg(long, value_name = "PATH")]
    pub delete: Vec<String>,
    /// A file whose modification time alone changes
    #[arg(long, value_name = "PATH")]
    pub touch: Vec<String>,
    /// A file whose mode changes
    #[arg(long, value_name = "PATH")]
    pub chmod: Vec<String>,
    /// A build argument that gets another value; may be given several times
    #[arg(long = "change-arg", value_name = "NAME=VALUE", value_parser = build_argument)]
    pub change_arguments: Vec<(String, String)>,
    /// The Dockerfile that was built before
    #[arg(long, value_name = "OLD")]
    pub against: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What the build is given.
    #[command(flatten)]
    pub build: BuildFlags,
}

/// Names a format that a prediction can be written in.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal or a log
    Text,
    /// One JSON object
    Json,
}

/// Reads the files and the folder and prints what the cache would do.
pub fn run(arguments: &CacheArguments, paper: Paper) -> Result<(), String> {
    let file = file::read_named(&arguments.file).map_err(|error| error.to_string())?;
    let old_file = arguments.against.as_deref().map(file::read_named);
    let old_file = old_file.transpose().map_err(|error| error.to_string())?;
    let context = context(arguments)?;
    let mut changes = changes(arguments);
    refuse_misplaced(&changes, &context)?;
    if let Some(old) = old_file.as_ref().filter(|old| old.bytes != file.bytes)
        && old.name != file.name
        && let Some(path) = path_in_context(arguments)
        && context.sent().find(&path).is_some()
    {
        // The Dockerfile lies in its own context, so a COPY of everything takes it along.
        changes.add(&path, FileChange::Edited);
    }
    let (old_name, old_bytes) = old_file.map_or_else(
        || (file.name.clone(), file.bytes.clone()),
        |old| (old.name, old.bytes),
    );
    let new = Analysis::of(Source::new(file.bytes), &new_options(arguments));
    let old = Analysis::of(Source::new(old_bytes), &old_options(arguments, &changes));
    for (name, analysis, built) in [
        (&file.name, &new, " it"),
        (&old_name, &old, " the build before"),
    ] {
        refuse_missing_target(name, analysis)?;
        refuse_refused(name, analysis, built)?;
    }
    let new_context = changes.applied_to(&context);
    let report = cache_report(CacheQuestion {
        old: &old,
        new: &new,
        old_context: &context,
        new_context: &new_context,
        changes: &changes,
    });
    let written = match arguments.format {
        Format::Text => {
            let mut doc = titled(&file.name, cache_text(&report));
            if are_only_arguments(arguments, &changes) {
                // Below the title and the sum, above the steps.
                let note = Block::Paragraph(plain_phrase("cache-only-arguments"));
                doc.blocks.insert(doc.blocks.len().min(2), note);
            }
            text::write(&doc, paper.width, paper.ink)
        }
        Format::Json => format!("{}\n", cache_json(&report)),
    };
    output::print(&written).map_err(|error| format!("standard output: {error}"))
}

/// Reads the folder that the build is sent.
fn context(arguments: &CacheArguments) -> Result<BuildContext, String> {
    let dockerfile = (arguments.file != Path::new("-")).then_some(arguments.file.as_path());
    let context = read_context(
        &context_folder(arguments),
        dockerfile,
        &AtomicBool::new(false),
    );
    let context = context.map_err(|error| error.to_string())?;
    match context.error() {
        Some(error) => Err(format!(
            ".dockerignore:{}: BuildKit refuses this pattern",
            error.line
        )),
        None => Ok(context),
    }
}

fn context_folder(arguments: &CacheArguments) -> PathBuf {
    let own = || match arguments.file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    arguments.context.clone().unwrap_or_else(own)
}

/// Gives the Dockerfile's path in the context, where it lies there by its name.
fn path_in_context(arguments: &CacheArguments) -> Option<String> {
    let folder = context_folder(arguments);
    let inside = if folder == Path::new(".") {
        arguments.file.strip_prefix(".").unwrap_or(&arguments.file)
    } else {
        arguments.file.strip_prefix(&folder).ok()?
    };
    (inside.is_relative()).then(|| inside.to_str().map(|path| path.replace('\\', "/")))?
}

fn changes(arguments: &CacheArguments) -> ContextChanges {
    let mut changes = ContextChanges::default();
    for (paths, change) in [
        (&arguments.chmod, FileChange::Mode),
        (&arguments.change, FileChange::Edited),
        (&arguments.new, FileChange::New),
        (&arguments.delete, FileChange::Deleted),
    ] {
        for path in paths {
            changes.add(path, change);
        }
    }
    for path in &arguments.touch {
        changes.touch(path);
    }
    changes
}

/// Refuses changes of files that are not there, and new files that are.
fn refuse_misplaced(changes: &ContextChanges, context: &BuildContext) -> Result<(), String> {
    let misplaced = changes.misplaced(context).into_iter().next();
    let Some((path, change)) = misplaced else {
        return Ok(());
    };
    let path = visible_line(path);
    Err(if change == FileChange::New {
        format!("{path}: this file is in the context already\n  Try: --change {path}")
    } else {
        format!(
            "{path}: no such file in the context\n  Paths count from the context, as in COPY. For a file that is not there yet: --new {path}"
        )
    })
}

/// Refuses a file of which no step is built, with the line.
fn refuse_refused(name: &str, analysis: &Analysis, built: &str) -> Result<(), String> {
    let Some(located) = analysis.plan().refusal() else {
        return Ok(());
    };
    let name = visible_line(name);
    let place = located
        .line
        .map_or_else(|| name.to_string(), |line| format!("{name}:{line}"));
    Err(format!(
        "{place}: BuildKit refuses{built}, so no step is built: {}\n  dockstep explain {name} says what to write instead.",
        visible_line(&located.refusal.to_string())
    ))
}

/// Gives what the build now is given.
fn new_options(arguments: &CacheArguments) -> BuildOptions {
    let mut options = arguments.build.options();
    let changed = arguments.change_arguments.iter().cloned();
    options.arguments.extend(changed);
    options
}

/// Gives what the build before was given.
fn old_options(arguments: &CacheArguments, changes: &ContextChanges) -> BuildOptions {
    let mut options = arguments.build.options();
    if names_no_change(arguments, changes) {
        options.arguments.clear();
        if arguments.build.build_arguments.is_empty() {
            options.target = None;
        }
    }
    options
}

/// Tells whether nothing says what changes: then what the build is given is the change.
fn names_no_change(arguments: &CacheArguments, changes: &ContextChanges) -> bool {
    changes.iter().next().is_none()
        && arguments.touch.is_empty()
        && arguments.against.is_none()
        && arguments.change_arguments.is_empty()
}

fn are_only_arguments(arguments: &CacheArguments, changes: &ContextChanges) -> bool {
    names_no_change(arguments, changes) && !arguments.build.build_arguments.is_empty()
}
