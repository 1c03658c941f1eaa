//! `dockstep [PATH]`: studying a Dockerfile on the screen, or as text where there is none.

use crate::analysis::document::whole_file;
use crate::app::file_error::FileError;
use crate::app::status::Status;
use crate::app::{App, Opening};
use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::{ColourFlags, ScreenColours};
use crate::cli::explain::{Paper, titled};
use crate::export::text;
use crate::export::text::ink::Ink;
use crate::host::folder::{dockerfile_in, is_folder, usual_dockerfile};
use crate::host::{carry_out, environment, file, lines, output, screen, settings};
use clap::Args;
use std::path::{Path, PathBuf};

/// The Dockerfile that is shown where there is no other.
const LESSON: &[u8] = include_bytes!("../../lessons/23-django-two-stages/Dockerfile");
/// Its name.
const LESSON_NAME: &str = "lesson 23: Dockerfile";

/// The arguments of the program without a subcommand.
#[derive(Args, Debug)]
pub struct StudyArguments {
    /// A Dockerfile, a folder that holds one, or - for standard input
    path: Option<PathBuf>,
    /// Study line by line with typed commands, without a screen of its own; with no terminal, print
    /// what the screen would show
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    build: BuildFlags,
}

/// Studies a Dockerfile; the error is a message for the reader.
pub fn run(arguments: &StudyArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let opening = opening(arguments.path.as_deref()).map_err(|error| error.to_string())?;
    let (mut app, effects) = App::start(opening, arguments.build.options());
    let effects = carry_out(&mut app, effects);
    if let Some(failure) = app.failure() {
        return Err(failure.to_string());
    }
    let reads_input = arguments.path.as_deref() == Some(Path::new("-"));
    let has_screen = environment::can_show_screen() && (environment::has_keyboard() || reads_input);
    if arguments.plain && environment::has_keyboard() && environment::has_terminal() {
        return lines::run(&mut app, effects).map_err(|error| format!("the terminal: {error}"));
    }
    if arguments.plain || !has_screen {
        // Plain text is for logs and screen readers: it has no colours even on a terminal.
        let ink = if arguments.plain {
            Ink::Plain
        } else {
            paper.ink
        };
        let text = whole_text(&app, Paper { ink, ..paper });
        return output::print(&text).map_err(|error| format!("standard output: {error}"));
    }
    match settings::own_keys() {
        Ok(Some(keys)) => app.use_keys(keys),
        Ok(None) => {}
        Err(fault) => app.say(Status::problem(fault)),
    }
    let ScreenColours {
        theme,
        asks_for_ground,
    } = colours.screen();
    screen::run(&mut app, &theme, asks_for_ground, effects).map_err(|error| {
        format!(
            "the terminal: {error}\n  dockstep --plain prints as text what the screen would show."
        )
    })
}

/// Decides what a path means.
fn opening(path: Option<&Path>) -> Result<Opening, FileError> {
    match path {
        None => Ok(usual_dockerfile(Path::new("")).map_or_else(
            || Opening::Bytes {
                name: LESSON_NAME.to_owned(),
                bytes: LESSON.to_vec(),
            },
            Opening::File,
        )),
        Some(path) if path == Path::new("-") => {
            let input = file::read_standard_input()?;
            Ok(Opening::Bytes {
                name: input.name,
                bytes: input.bytes,
            })
        }
        Some(path) if is_folder(path) => dockerfile_in(path).map(Opening::File),
        Some(path) => Ok(Opening::File(path.to_owned())),
    }
}

/// Writes the whole file's explanation as text.
fn whole_text(app: &App, paper: Paper) -> String {
    let Some(study) = app.study() else {
        return String::new();
    };
    let document = &study.document;
    let doc = titled(&document.name, whole_file(&document.analysis));
    text::write(&doc, paper.width, paper.ink)
}
