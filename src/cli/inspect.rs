//! `dockstep inspect`: Dockerfiles as BuildKit sees them, for people and for programs.

use crate::analysis::Analysis;
use crate::analysis::inspection::inspection;
use crate::build::image_config::{ImageConfig, image_configs};
use crate::build::options::{BaseImages, BuildOptions};
use crate::cli::build_flags::BuildFlags;
use crate::cli::context::unreadable;
use crate::cli::engine_flag::{EngineFlag, EngineUse};
use crate::cli::explain::{Paper, titled};
use crate::cli::missing_target::refuse_missing_target;
use crate::export::inspect_json::{InspectParts, inspect_json, unreadable_json};
use crate::export::text;
use crate::host::archive::read_archives;
use crate::host::build_context::read_context;
use crate::host::{file, output};
use crate::language::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Holds the arguments of `dockstep inspect`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep inspect Dockerfile                      stages, configuration, findings
  dockstep inspect --target builder Dockerfile     what that stage comes to
  dockstep inspect --json --states a b c           one JSON object a line, a file each
  dockstep inspect --json --files --context . Dockerfile   the files that each line brings")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct InspectArguments {
    /// The Dockerfiles; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Prints one JSON object a line, in the order of the files
    #[arg(long)]
    pub json: bool,
    /// Adds the image state after every instruction (with --json)
    #[arg(long, requires = "json")]
    pub states: bool,
    /// Adds the shell commands of every instruction, and which can be explained (with --json)
    #[arg(long, requires = "json")]
    pub commands: bool,
    /// The folder that the build gets: its .dockerignore is checked against COPY and ADD
    #[arg(long, value_name = "DIR")]
    pub context: Option<PathBuf>,
    /// Adds the files that every instruction brings, and those known after it (with --json)
    #[arg(long = "files", requires = "json")]
    pub image_files: bool,
    /// A JSON file with the configurations of base images, as `docker image inspect` prints them
    #[arg(long, value_name = "FILE")]
    pub image_configs: Option<PathBuf>,
    /// What the build is given.
    #[command(flatten)]
    pub build: BuildFlags,
    /// Whether a local engine is asked.
    #[command(flatten)]
    pub engine: EngineFlag,
}

/// Reads the Dockerfiles and prints what BuildKit makes of them; the error names those that cannot be read.
pub fn run(arguments: &InspectArguments, paper: Paper) -> Result<(), String> {
    let mut options = arguments.build.options();
    if let Some(path) = &arguments.image_configs {
        options.base_images = BaseImages {
            given: given_images(path)?,
            ..options.base_images
        };
    }
    let parts = InspectParts {
        states: arguments.states,
        commands: arguments.commands,
        files: arguments.image_files,
    };
    let mut unread = Vec::new();
    for path in &arguments.files {
        let text = match (file::read_bytes(path), arguments.json) {
            (Ok(bytes), true) => {
                let analysis = analysed(bytes, path, arguments, &options)?;
                format!("{}\n", inspect_json(&analysis, parts))
            }
            (Ok(bytes), false) => {
                let analysis = analysed(bytes, path, arguments, &options)?;
                let name = path.display().to_string();
                if let Err(missing) = refuse_missing_target(&name, &analysis) {
                    unread.push(missing);
                    continue;
                }
                let doc = titled(&name, inspection(&analysis));
                text::write(&doc, paper.width, paper.ink)
            }
            (Err(error), is_json) => {
                unread.push(error.to_string());
                if !is_json {
                    continue;
                }
                format!("{}\n", unreadable_json(&error.to_string()))
            }
        };
        output::print(&text).map_err(|error| format!("standard output: {error}"))?;
    }
    if unread.is_empty() {
        Ok(())
    } else {
        Err(unread.join("\ndockstep: "))
    }
}

/// Analyses a Dockerfile, with its build context where one is named.
fn analysed(
    bytes: Vec<u8>,
    path: &Path,
    arguments: &InspectArguments,
    options: &BuildOptions,
) -> Result<Analysis, String> {
    let mut options = options.clone();
    if arguments.engine.when() != EngineUse::Never {
        let first = Analysis::of(Source::new(bytes.clone()), &options);
        if let Some(asked) = arguments.engine.asked(&first)? {
            options = asked;
        }
    }
    let Some(folder) = &arguments.context else {
        return Ok(Analysis::of(Source::new(bytes), &options));
    };
    let never = AtomicBool::new(false);
    let context =
        read_context(folder, Some(path), &never).map_err(|error| unreadable(folder, &error))?;
    options.context = Some(Arc::new(context.clone()));
    let analysis = Analysis::of(Source::new(bytes.clone()), &options);
    let wanted = analysis.wanted_archives();
    if wanted.is_empty() {
        return Ok(analysis);
    }
    // Only the Dockerfile says which files may be unpacked, so they are looked into afterwards.
    let context = context.with_archives(read_archives(folder, &wanted));
    options.context = Some(Arc::new(context));
    Ok(Analysis::of(Source::new(bytes), &options))
}

fn given_images(path: &Path) -> Result<BTreeMap<String, ImageConfig>, String> {
    let bytes = file::read_bytes(path).map_err(|error| error.to_string())?;
    let json = String::from_utf8_lossy(&bytes);
    image_configs(&json).map_err(|error| {
        format!(
            "{}:{}: these are no image configurations: {error}\n  \
             It wants {{\"IMAGE or *\": {{\"os\": …, \"architecture\": …, \"config\": {{…}}}}}}.",
            path.display(),
            error.line()
        )
    })
}
