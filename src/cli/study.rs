//! `dockstep [PATH]`: studying a Dockerfile, or the home screen where none is named.

use crate::analysis::document::whole_file;
use crate::app::effect::Effect;
use crate::app::file_error::{FileError, FileFault};
use crate::app::front::Front;
use crate::app::msg::Msg;
use crate::app::{App, Opening};
use crate::build::suggest::nearest;
use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::ColourFlags;
use crate::cli::engine_flag::{EngineFlag, EngineUse};
use crate::cli::explain::{Paper, titled};
use crate::cli::missing_target::refuse_missing_target_of;
use crate::cli::practice::add_own_lessons;
use crate::cli::showing::Showing;
use crate::doc::Doc;
use crate::doc::visible::visible_line;
use crate::host::folder::{dockerfile_in, is_folder, title_of};
use crate::host::project::search_folder;
use crate::host::{carry_out, clock, engine, environment, file};
use crate::project::text::find_text;
use clap::Args;
use std::path::{Component, Path, PathBuf};

/// The arguments of the program without a subcommand.
#[derive(Args, Debug)]
pub struct StudyArguments {
    /// A Dockerfile, a folder that holds some, or - for standard input
    path: Option<PathBuf>,
    /// Study line by line with typed commands, without a screen of its own; with no terminal, print
    /// what the screen would show
    #[arg(long)]
    pub plain: bool,
    /// The folder that the build gets; without it, the one that the Dockerfile lies in
    #[arg(long, value_name = "DIR")]
    context: Option<PathBuf>,
    #[command(flatten)]
    build: BuildFlags,
    #[command(flatten)]
    engine: EngineFlag,
}

/// Studies a Dockerfile, or opens the home screen; the error is a message for the reader.
pub fn run(arguments: &StudyArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let opening = opening(arguments.path.as_deref()).map_err(|error| error.to_string())?;
    let is_home = matches!(opening, Opening::Home | Opening::Folder(_));
    let folder = match &opening {
        Opening::Folder(folder) => Some(title_of(folder)),
        _ => None,
    };
    let (mut app, mut effects) = App::start(opening, arguments.build.options());
    if let Some(folder) = &arguments.context {
        if !is_folder(folder) {
            let shown = folder.display().to_string();
            return Err(format!(
                "{}: no such folder\n  --context names the folder that docker build gets.",
                visible_line(&shown)
            ));
        }
        effects.extend(app.use_context(folder.clone()));
    }
    app.use_seed(clock::now().seconds());
    if is_home {
        add_own_lessons(&mut app);
    }
    let mut effects = carry_out(&mut app, effects);
    if let Some(failure) = app.failure() {
        let meant = arguments.path.as_deref().and_then(meant_command);
        let meant = meant.map_or_else(String::new, |command| {
            format!("\n  Did you mean: dockstep {command}")
        });
        return Err(format!("{failure}{meant}"));
    }
    refuse_missing_target_of(&app)?;
    let built = arguments.engine.image.clone();
    match arguments.engine.when() {
        EngineUse::Never => {}
        // Beside the screen: the first picture waits for nobody.
        EngineUse::Auto => effects.extend(app.use_engine(built)),
        EngineUse::Always => {
            let question = app.use_engine(built);
            for effect in question {
                let Effect::AskEngine(question) = effect else {
                    continue;
                };
                let answer = engine::ask(&question)?;
                effects.extend(app.update(Msg::EngineAnswered(answer)));
            }
        }
    }
    let is_opened_plain = arguments.build == BuildFlags::default() && arguments.context.is_none();
    let is_on_screen = environment::can_show_screen() && !arguments.plain;
    let is_below = arguments.path.as_deref().is_some_and(is_below_here);
    if !is_home && is_opened_plain && is_on_screen && is_below {
        effects.push(app.look_for_builders());
    }
    let showing = Showing {
        is_plain: arguments.plain,
        reads_input: arguments.path.as_deref() == Some(Path::new("-")),
        colours,
        paper,
    };
    showing.show(app, effects, |app| match (app.front(), folder) {
        (Some(Front::Home), Some(folder)) => titled(&folder, find_text(app.project())),
        (Some(Front::Home), None) => app.plain_home(),
        _ => whole_document(app),
    })
}

/// Tells whether a path lies in the working folder or below it, where builders are looked for.
fn is_below_here(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        && path != Path::new("-")
}

/// Finds the subcommand that somebody may have mistyped, or put behind an option.
fn meant_command(path: &Path) -> Option<String> {
    let name = path.to_str()?;
    let commands = crate::cli::command_names();
    nearest(name, commands.iter().map(String::as_str), false)
}

/// Decides what a path means.
fn opening(path: Option<&Path>) -> Result<Opening, FileError> {
    match path {
        None => Ok(Opening::Home),
        Some(path) if path == Path::new("-") => {
            let input = file::read_standard_input()?;
            Ok(Opening::Bytes {
                name: input.name,
                bytes: input.bytes,
            })
        }
        Some(path) if is_folder(path) => opening_of_folder(path),
        Some(path) => Ok(Opening::File(path.to_owned())),
    }
}

/// Opens the Dockerfile of a folder; where there are several, or some in folders below it, lists them.
fn opening_of_folder(folder: &Path) -> Result<Opening, FileError> {
    match dockerfile_in(folder) {
        Ok(path) => Ok(Opening::File(path)),
        Err(error) => match error.fault {
            FileFault::SeveralDockerfiles(_) => Ok(Opening::Folder(folder.to_owned())),
            FileFault::NoDockerfile if has_dockerfiles(folder) => {
                Ok(Opening::Folder(folder.to_owned()))
            }
            _ => Err(error),
        },
    }
}

/// Tells whether a search finds any Dockerfile below a folder.
fn has_dockerfiles(folder: &Path) -> bool {
    let options = BuildFlags::default().options();
    search_folder(folder, &options).is_ok_and(|listing| !listing.dockerfiles.is_empty())
}

/// Gives the whole file's explanation.
fn whole_document(app: &App) -> Doc {
    app.study().map_or_else(Doc::default, |study| {
        let document = &study.document;
        titled(&document.name, whole_file(&document.analysis))
    })
}
