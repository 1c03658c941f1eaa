//! `dockstep diff`: what one Dockerfile builds that another does not.

use crate::analysis::Analysis;
use crate::analysis::difference::Difference;
use crate::analysis::difference::text::difference_text;
use crate::cli::build_flags::BuildFlags;
use crate::cli::explain::{Paper, titled};
use crate::cli::missing_target::refuse_missing_target;
use crate::export::difference_json::difference_json;
use crate::export::{markdown, text};
use crate::host::{file, output};
use crate::language::source::Source;
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep diff`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Exit status: 0 where both build the same, 1 where they differ, 2 where one cannot be read.

Examples:
  dockstep diff Dockerfile.old Dockerfile           what the second builds otherwise
  git show HEAD:Dockerfile | dockstep diff - Dockerfile
  dockstep diff --format markdown old new           for a review")]
pub struct DiffArguments {
    /// The Dockerfile before; - reads standard input
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The Dockerfile after
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What both builds are given.
    #[command(flatten)]
    pub build: BuildFlags,
}

/// Names a format that a difference can be written in.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal or a log
    Text,
    /// GitHub flavoured Markdown
    Markdown,
    /// One JSON object
    Json,
}

/// Reads both and prints what differs in effect; tells whether nothing does.
pub fn run(arguments: &DiffArguments, paper: Paper) -> Result<bool, String> {
    if arguments.old == Path::new("-") && arguments.new == Path::new("-") {
        return Err("standard input can be only one of the two files".to_owned());
    }
    let options = arguments.build.options();
    let read = |path: &Path| {
        let file = file::read_named(path).map_err(|error| error.to_string())?;
        let analysis = Analysis::of(Source::new(file.bytes), &options);
        refuse_missing_target(&file.name, &analysis)?;
        Ok::<_, String>((file.name, analysis))
    };
    let (old_name, old) = read(&arguments.old)?;
    let (new_name, new) = read(&arguments.new)?;
    let difference = Difference::between(&old, &new);
    let doc = || {
        titled(
            &format!("{old_name} → {new_name}"),
            difference_text(&difference, [&old_name, &new_name]),
        )
    };
    let written = match arguments.format {
        Format::Text => text::write(&doc(), paper.width, paper.ink),
        Format::Markdown => markdown::write(&doc()),
        Format::Json => format!("{}\n", difference_json(&difference)),
    };
    output::print(&written).map_err(|error| format!("standard output: {error}"))?;
    Ok(difference.is_empty())
}
