//! `dockstep progress`: what a learner has done, shown, taken to another computer, forgotten.

pub mod class;

pub mod report;

pub mod show_json;

pub mod show_text;

use crate::build::suggest::nearest;
use crate::cli::build_flags::BuildFlags;
use crate::cli::pack::opening::open_pack;
use crate::cli::progress::report::{Report, Reported};
use crate::cli::progress::show_json::report_json;
use crate::cli::progress::show_text::report_text;
use crate::course::catalogue::Catalogue;
use crate::course::idea_titles::IdeaTitles;
use crate::course::lesson::Lesson;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, with_added};
use crate::course::progress::Progress;
use crate::doc::visible::visible_line;
use crate::explain::shown::counted;
use crate::host::lessons::read_lessons;
use crate::host::progress::Merged;
use crate::host::saved_file::Existing;
use crate::host::saved_file::fault::SavedFileFault;
use crate::host::{class_results, clock, confirmation, output, progress};
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep progress`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep progress show                       the lessons, what is due for review, and when
  dockstep progress show --json                one JSON object, for programs
  dockstep progress show --pack workshop       the lessons and ideas of a pack alone
  dockstep progress export answers.json        a file to keep, or to take to another computer
  dockstep progress export - | gzip > a.gz     to standard output
  dockstep progress export ada.json --name Ada --pack workshop
                                               for an instructor: your answers to these lessons, under a name
  dockstep progress import answers.json        adds what is in it and not here yet
  dockstep progress reset copy-exactly         forgets one lesson; a copy is kept
  dockstep progress reset --yes                forgets everything without asking; a copy is kept")]
pub struct ProgressArguments {
    #[command(subcommand)]
    command: ProgressCommand,
}

/// Names what is to be done with a learner's progress.
#[derive(clap::Subcommand, Clone, Debug)]
enum ProgressCommand {
    /// Show what was done in each lesson, what is due for review, and when
    Show {
        /// Prints one JSON object
        #[arg(long)]
        json: bool,
        /// A folder of lessons that are added, or take the place of those with the same id
        #[arg(long, value_name = "DIR")]
        lessons: Option<PathBuf>,
        /// The lessons and ideas of this pack alone: a folder, a .tar.gz, or the name of a built-in one
        #[arg(long, value_name = "PACK", conflicts_with = "lessons")]
        pack: Option<PathBuf>,
    },
    /// Write everything to a file; with --name, a file for an instructor
    Export {
        /// The file; - is standard output
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Writes over a file that is there
        #[arg(long)]
        force: bool,
        /// The name under which an instructor sees you: any that you choose
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// With --name: only what you did in the lessons of this pack
        #[arg(long, value_name = "PACK", requires = "name")]
        pack: Option<PathBuf>,
    },
    /// Add what a file holds that export wrote; nothing is there twice, and nothing is lost
    Import {
        /// The file; - is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Forget a lesson, or everything; a copy is kept
    Reset {
        /// The lesson's id; everything where none is given
        #[arg(value_name = "LESSON")]
        lesson: Option<String>,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

/// Does what is asked.
pub fn run(arguments: &ProgressArguments) -> Result<(), String> {
    let text = match &arguments.command {
        ProgressCommand::Show {
            json,
            lessons,
            pack,
        } => {
            let reported = match pack {
                Some(pack) => reported_of_pack(pack)?,
                None => reported(lessons.as_deref())?,
            };
            show(&reported, *json)?
        }
        ProgressCommand::Export {
            file,
            force,
            name: None,
            ..
        } => export(file, *force)?,
        ProgressCommand::Export {
            file,
            force,
            name: Some(name),
            pack,
        } => class::export(file, name, pack.as_deref(), *force)?,
        ProgressCommand::Import { file } => import(file)?,
        ProgressCommand::Reset { lesson, yes } => reset(lesson.as_deref(), *yes)?,
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))
}

fn show(reported: &Reported, is_json: bool) -> Result<String, String> {
    let progress = progress::read()?;
    let report = Report::of(&progress, reported, clock::now(), clock::zone());
    Ok(if is_json {
        report_json(&report)
    } else {
        report_text(&report)
    })
}

/// Takes the course's lessons and those that are added.
fn reported(added: Option<&Path>) -> Result<Reported, String> {
    let added = added.map(read_lessons).transpose()?.unwrap_or_default();
    let sources = with_added(built_in(), added);
    let catalogue = Catalogue::of(&sources);
    let lessons = read_all(sources);
    Ok(Reported {
        pack: None,
        catalogue,
        idea_titles: IdeaTitles::of(&lessons),
        lessons,
    })
}

/// Takes the lessons of a pack, in its order.
fn reported_of_pack(named: &Path) -> Result<Reported, String> {
    let pack = open_pack(named)?;
    let sources = pack.sources();
    let catalogue = pack.catalogue();
    let lessons = read_all(sources);
    Ok(Reported {
        catalogue,
        idea_titles: IdeaTitles::of(&lessons).with_pack(&pack),
        pack: Some(pack.title),
        lessons,
    })
}

/// Reads lessons; one with a fault is left out.
fn read_all(sources: Vec<LessonSource>) -> Vec<Lesson> {
    let options = BuildFlags::default().options();
    let sources = sources.into_iter();
    sources
        .filter_map(|source| read_lesson(&source, &options).lesson)
        .collect()
}

fn export(file: &Path, is_forced: bool) -> Result<String, String> {
    let progress = progress::read()?;
    let held = held(&progress);
    let existing = if is_forced {
        Existing::Replace
    } else {
        Existing::Keep
    };
    progress::write_record(file, progress, existing)?;
    if file == Path::new("-") {
        return Ok(String::new());
    }
    Ok(format!("{} now holds {held}\n", shown(file)))
}

fn import(file: &Path) -> Result<String, String> {
    let record = progress::read_record(file).map_err(|fault| match fault {
        SavedFileFault::Unreadable { path, .. } if class_results::is_one(&path) => format!(
            "{}: progress export --name wrote this file, for an instructor: dockstep pack results reads it\n  \
             To keep or move your own progress, write a file without --name: dockstep progress export FILE",
            shown(&path)
        ),
        SavedFileFault::Unreadable { .. } => {
            format!("{fault}\n  Name a file that dockstep progress export wrote.")
        }
        fault => fault.to_string(),
    })?;
    let merged = progress::merge(record)?;
    if let Some(message) = &merged.message {
        output::complain(message);
    }
    Ok(came(&merged))
}

/// Says what an import brought.
fn came(merged: &Merged) -> String {
    let Merged { before, after, .. } = merged;
    if before == after {
        return format!("Nothing is new. Here, as before: {}\n", held(after));
    }
    let answers = after.answers().len() - before.answers().len();
    let solved = after.solved().len() - before.solved().len();
    let what = match (answers, solved) {
        (0, 0) => "newer places in lessons".to_owned(),
        (answers, 0) => counted(answers, "answer", "answers"),
        (0, solved) => counted(solved, "solved exercise", "solved exercises"),
        (answers, solved) => format!(
            "{} and {}",
            counted(answers, "answer", "answers"),
            counted(solved, "solved exercise", "solved exercises")
        ),
    };
    format!("New: {what}. Here now: {}\n", held(after))
}

/// Says how much a record holds.
fn held(progress: &Progress) -> String {
    format!(
        "{} in {}",
        counted(progress.answers().len(), "answer", "answers"),
        counted(progress.lessons().len(), "lesson", "lessons")
    )
}

fn reset(lesson: Option<&str>, is_agreed: bool) -> Result<String, String> {
    let what = match lesson {
        Some(lesson) => what_is_kept(&progress::read()?, lesson)?,
        None if progress::read().is_ok_and(|progress| progress.is_empty()) => {
            return Ok("There is nothing to forget\n".to_owned());
        }
        None => "everything that you have done".to_owned(),
    };
    if !is_agreed {
        let question = format!("This forgets {what}; a copy is kept.");
        let answer = confirmation::ask(&question)
            .ok_or("nobody can be asked here; say --yes to forget without being asked")?;
        if !answer.map_err(|error| format!("standard input: {error}"))? {
            return Ok("Nothing is forgotten\n".to_owned());
        }
    }
    let copy = progress::forget(lesson)?.map_or_else(String::new, |copy| {
        let copy = shown(&copy);
        format!("  A copy lies in {copy}\n  To have it back: dockstep progress import \"{copy}\"\n")
    });
    Ok(format!("Forgotten: {what}\n{copy}"))
}

/// Says what is kept of a lesson; the error is for one of which nothing is.
fn what_is_kept(progress: &Progress, lesson: &str) -> Result<String, String> {
    let lessons = progress.lessons();
    let name = visible_line(lesson);
    if lessons.contains(lesson) {
        return Ok(format!("what you have done in {name}"));
    }
    let way_out = match nearest(lesson, lessons.iter().copied(), true) {
        Some(near) => format!("did you mean {}?", visible_line(&near)),
        None => "dockstep progress show lists the lessons by their ids".to_owned(),
    };
    Err(format!("nothing is kept of a lesson {name}; {way_out}"))
}

fn shown(path: &Path) -> String {
    visible_line(&path.display().to_string()).into_owned()
}
