//! `dockstep present`: a lesson or a pack for a room, and the instructor's screen beside it.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::presentation::message::Presented;
use crate::app::presentation::printed::printed;
use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::ColourFlags;
use crate::cli::explain::Paper;
use crate::cli::pack::opening::{open_pack, watched_folder};
use crate::cli::practice::add_own_lessons;
use crate::cli::showing::Showing;
use crate::course::lesson_source::LessonSource;
use crate::course::library::with_added;
use crate::course::pack::built_in_packs::built_in_pack;
use crate::course::programme::Programme;
use crate::doc::Doc;
use crate::host::lessons::read_lessons;
use crate::host::presenting::socket_folder::find;
use crate::host::{environment, folder, packs};
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep present`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep present workshop              the workshop, on the screen that the room sees
  dockstep present --follow              in a second terminal: notes, time, answers; either turns the pages
  dockstep present 23                    lesson 23
  dockstep present ./my-lesson           a lesson of your own, or a folder of lessons; edits show at once
  dockstep present team.tar.gz           a pack, with its times and notes
  dockstep present workshop --plain      every page with its notes and answers, for paper")]
pub struct PresentArguments {
    /// What to present: a pack, a lesson by its number, its id or words of its title, or a folder of lessons
    #[arg(value_name = "LESSON", required_unless_present = "follow")]
    what: Option<String>,
    /// The instructor's screen of the presentation that runs, or of the one with this name
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["what", "name", "page", "lessons", "plain"])]
    follow: Option<String>,
    /// The name under which it is followed, in place of the lesson's
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The page to begin with, counted from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    page: usize,
    /// A folder of lessons that are added, or take the place of those with the same id
    #[arg(long, value_name = "DIR")]
    lessons: Option<PathBuf>,
    /// Prints every page with its notes and answers, without a screen of its own
    #[arg(long)]
    plain: bool,
}

/// Presents, or follows a presentation.
pub fn run(arguments: &PresentArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let showing = |is_plain| Showing {
        // Typed lines are for learners: an instructor's are printed whole.
        is_plain,
        reads_input: false,
        colours,
        paper,
    };
    if let Some(name) = &arguments.follow {
        if !environment::can_show_screen() || !environment::has_keyboard() {
            return Err(
                "the instructor's screen needs a terminal\n  dockstep present LESSON --plain prints the notes.".to_owned(),
            );
        }
        let (app, effects) = follow(Some(name.as_str()).filter(|name| !name.is_empty()))?;
        return showing(false).show(app, effects, |_| Doc::default());
    }
    let what = arguments.what.as_deref().unwrap_or_default();
    let presented = Presented {
        what: whole_if_folder(what),
        lessons: arguments
            .lessons
            .as_deref()
            .map(|folder| whole(folder).display().to_string()),
        pages: 0,
    };
    let (mut app, programme, watched) = open(&presented)?;
    let mut effects = app.present(
        programme,
        presented,
        arguments.name.as_deref(),
        arguments.page.saturating_sub(1),
    );
    effects.extend(watched);
    let text = |app: &App| app.presentation().map_or_else(Doc::default, printed);
    if arguments.plain {
        return showing(true).print(&mut app, Vec::new(), text);
    }
    showing(false).show(app, effects, text)
}

/// Opens the instructor's screen of a presentation that runs.
fn follow(name: Option<&str>) -> Result<(App, Vec<Effect>), String> {
    let found = find(name)?;
    let (mut app, programme, watched) = open(&found.presented)?;
    let mut effects = app.follow_presentation(programme, &found.presented, &found.name)?;
    effects.extend(watched);
    Ok((app, effects))
}

/// Reads what is presented, with the lessons that come with the program, the reader's own, and those
/// that were added; the last is what to watch while an author writes.
fn open(presented: &Presented) -> Result<(App, Programme, Option<Effect>), String> {
    let mut app = App::new(BuildFlags::default().options());
    add_own_lessons(&mut app);
    let mut watched = None;
    if let Some(folder) = &presented.lessons {
        let added: Vec<LessonSource> = read_lessons(Path::new(folder))?;
        let known = app.shelf().sources().to_vec();
        app.use_lessons(with_added(known, added));
        watched = Some(Effect::WatchLessons(PathBuf::from(folder)));
    }
    let what = Path::new(&presented.what);
    if is_pack(what) {
        if presented.lessons.is_some() {
            return Err("a pack has its own lessons; leave --lessons out".to_owned());
        }
        app.use_pack(open_pack(what)?);
        let programme = app.programme_of_pack()?;
        let watched = watched_folder(what).map(Effect::WatchPack);
        return Ok((app, programme, watched));
    }
    if what.is_absolute() {
        app.use_lessons(read_lessons(what)?);
        let name = what.file_name().unwrap_or_default().to_string_lossy();
        let programme = app.programme_of_all(&name)?;
        let watched = Effect::WatchLessons(what.to_owned());
        return Ok((app, programme, Some(watched)));
    }
    let programme = app.programme(&presented.what).map_err(|fault| {
        format!("{fault}\n  dockstep lessons list shows what there is; a folder of lessons is given with its path: ./my-lesson")
    })?;
    Ok((app, programme, watched))
}

/// Tells whether a pack is meant: one that lies at this whole path, or a built-in one of this name.
fn is_pack(what: &Path) -> bool {
    if what.is_absolute() {
        packs::is_there(what)
    } else {
        what.to_str().and_then(built_in_pack).is_some()
    }
}

/// Gives the whole path of what is a folder or an archive: who follows may stand in another one.
fn whole_if_folder(what: &str) -> String {
    let is_path = what.contains(['/', '\\'])
        || matches!(what, "." | "..")
        || packs::is_there(Path::new(what));
    if is_path {
        whole(Path::new(what)).display().to_string()
    } else {
        what.to_owned()
    }
}

fn whole(path: &Path) -> PathBuf {
    folder::whole(path)
}
