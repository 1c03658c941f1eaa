//! `dockstep lessons`: the course's lessons listed, an author's lessons checked, begun and described.

pub mod list_json;

use crate::build::options::BuildOptions;
use crate::cli::build_flags::BuildFlags;
use crate::cli::lessons::list_json::lesson_json;
use crate::cli::schema::schema;
use crate::course::catalogue::number_of;
use crate::course::lesson::Lesson;
use crate::course::lesson_check::check_lessons;
use crate::course::lesson_file::LessonFile;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, id_of, with_added};
use crate::course::new_lesson::new_lesson;
use crate::doc::visible::visible_line;
use crate::host::lessons::{read_lessons, write_lesson};
use crate::host::output;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep lessons`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep lessons list                    the lessons, in order
  dockstep lessons list --json             one JSON object a line, for programs
  dockstep lessons new my-lesson           write a small lesson to begin with
  dockstep lessons check my-lesson         look for faults, one line each
  dockstep lessons schema > schema.json    what an editor needs to help with lesson.toml")]
pub struct LessonsArguments {
    #[command(subcommand)]
    command: LessonsCommand,
}

/// Names what is to be done with lessons.
#[derive(clap::Subcommand, Clone, Debug)]
enum LessonsCommand {
    /// List the lessons
    List {
        /// Prints one JSON object a line, a lesson each
        #[arg(long)]
        json: bool,
        /// A folder of lessons that are added, or take the place of those with the same id
        #[arg(long, value_name = "DIR")]
        lessons: Option<PathBuf>,
    },
    /// Look for faults in a lesson, or in a folder of lessons: exit status 1 where there are any
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write a complete small lesson to begin with
    New {
        /// The folder, which is made
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print the JSON Schema of lesson.toml
    Schema,
}

/// Does what is asked; tells whether no fault was found.
pub fn run(arguments: &LessonsArguments) -> Result<bool, String> {
    let (text, is_good) = match &arguments.command {
        LessonsCommand::List { json, lessons } => (list(lessons.as_deref(), *json)?, true),
        LessonsCommand::Check { folder } => check(folder)?,
        LessonsCommand::New { folder } => (begin(folder)?, true),
        LessonsCommand::Schema => (schema::<LessonFile>(), true),
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))?;
    Ok(is_good)
}

/// Gives what is known of base images to every lesson.
fn options() -> BuildOptions {
    BuildFlags::default().options()
}

fn list(added: Option<&Path>, is_json: bool) -> Result<String, String> {
    let added = added.map(read_lessons).transpose()?.unwrap_or_default();
    let sources = with_added(built_in(), added);
    let read = sources
        .iter()
        .map(|source| (source, read_lesson(source, &options())));
    let mut text = String::new();
    for (source, read) in read {
        if let Some(fault) = read.faults.first() {
            let count = read.faults.len();
            output::complain(&format!(
                "{}\n  {count} in all: dockstep lessons check {}",
                visible_line(&fault.to_string()),
                visible_line(&source.folder)
            ));
        }
        let Some(lesson) = read.lesson else { continue };
        text.push_str(&if is_json {
            lesson_json(number_of(&source.folder), &lesson)
        } else {
            line(number_of(&source.folder), &lesson)
        });
        text.push('\n');
    }
    Ok(text)
}

fn line(number: Option<u32>, lesson: &Lesson) -> String {
    let number = number.map_or_else(String::new, |number| number.to_string());
    let counted = format!(
        "{:2} min  {:2} pages  {:2} questions",
        lesson.minutes,
        lesson.pages.len(),
        lesson.question_count()
    );
    let words = format!(
        "{number:>3}  {:<26}  {counted}  {}",
        lesson.id, lesson.title
    );
    visible_line(&words).into_owned()
}

fn check(folder: &Path) -> Result<(String, bool), String> {
    let sources = read_lessons(folder)?;
    let known: BTreeSet<String> = built_in().iter().filter_map(id_of).collect();
    let faults = check_lessons(&sources, &known, &options());
    let mut text = String::new();
    for fault in &faults {
        let _written = writeln!(text, "{}", visible_line(&fault.to_string()));
    }
    if faults.is_empty() {
        text = good(&sources);
    }
    Ok((text, faults.is_empty()))
}

fn good(sources: &[LessonSource]) -> String {
    match sources.len() {
        1 => "1 lesson, no faults\n".to_owned(),
        count => format!("{count} lessons, no faults\n"),
    }
}

fn begin(folder: &Path) -> Result<String, String> {
    let shown = folder.display().to_string();
    write_lesson(folder, &new_lesson(&shown))?;
    Ok(format!(
        "{0}/lesson.toml and {0}/Dockerfile are written\n  Next: dockstep lessons check {0}\n",
        visible_line(&shown)
    ))
}
