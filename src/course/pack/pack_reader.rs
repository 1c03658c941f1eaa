//! From a pack's files to a [`Pack`]: every fault of `pack.toml` on the way is listed, with its line.
//!
//! A lesson with a fault in `pack.toml` is left out, and the reading goes on. What is wrong inside the
//! lessons is for [`crate::course::pack::pack_check`].

use crate::build::options::BuildOptions;
use crate::build::suggest::nearest;
use crate::course::catalogue::{LessonEntry, entry_of};
use crate::course::fault::Fault;
use crate::course::idea_file::{IdeaFile, read_titles};
use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::course::library::id_of;
use crate::course::located::Located;
use crate::course::pack::made_lesson::{Making, MakingFault, made_lesson};
use crate::course::pack::pack_file::{FORMAT, PackHead, PackLessonFile};
use crate::course::pack::pack_names::check_path;
use crate::course::pack::pack_source::{PACK_FILE, PackSource};
use crate::course::pack::{Origin, Pack, PackLesson};
use crate::course::toml_reading::TomlReading;
use crate::doc::Doc;
use crate::doc::markdown::blocks;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// The most lessons that a pack may have.
const MOST_LESSONS: usize = 60;

/// How many questions a made lesson asks where nobody says it.
const USUAL_QUESTIONS: u32 = 8;

/// How many questions a made lesson may ask.
const MOST_QUESTIONS: u32 = 20;

/// The most minutes of a lesson, or of a pause.
const MOST_MINUTES: u32 = 240;

/// The most minutes of a pack: a week of days.
const MOST_MINUTES_IN_ALL: u32 = 5 * 8 * 60;

/// Holds what was read.
#[derive(Clone, Debug)]
pub struct PackRead {
    /// The pack; nothing where its head cannot be read.
    pub pack: Option<Pack>,
    /// What is wrong in `pack.toml` and with the files it names, by line.
    pub faults: Vec<Fault>,
}

/// Reads a pack. `course` are the lessons that it may name by their ids; the options say what is known
/// of base images.
pub fn read_pack(source: &PackSource, course: &[LessonSource], options: &BuildOptions) -> PackRead {
    let mut reader = Reader {
        source,
        course,
        options,
        toml: TomlReading::of(source.path_of(PACK_FILE), source.pack_toml()),
    };
    let pack = reader.pack();
    PackRead {
        pack,
        faults: reader.toml.into_faults(),
    }
}

struct Reader<'a> {
    source: &'a PackSource,
    course: &'a [LessonSource],
    options: &'a BuildOptions,
    toml: TomlReading<'a>,
}

/// Holds a lesson that was found, before its time and notes are known.
struct Found {
    origin: Origin,
    id: String,
    source: LessonSource,
}

impl Reader<'_> {
    fn pack(&mut self) -> Option<Pack> {
        if !self.source.files.contains_key(PACK_FILE) {
            self.toml.fault(
                0,
                "there is no pack.toml here; dockstep pack new DIR writes one",
            );
            return None;
        }
        let (head, lessons) = self.toml.divide::<PackHead>("lesson")?;
        if !self.toml.is_format(&head.format, FORMAT) {
            return None;
        }
        self.head(&head);
        let most = (MOST_LESSONS, "make it two packs");
        let written = self.toml.tables(lessons, "lesson", "pack", most);
        let mut ids = BTreeMap::new();
        let mut read = Vec::new();
        for lesson in written {
            let start = lesson.span().start;
            let Some(lesson) = self.lesson(&head, lesson) else {
                continue;
            };
            let line = self.toml.line(start);
            if let Some(other) = ids.insert(lesson.id.clone(), line) {
                self.toml.fault(
                    start,
                    format!("the lesson {:?} stands on line {other} already", lesson.id),
                );
                continue;
            }
            read.push(lesson);
        }
        let idea_titles = self.idea_titles(&head.idea, &read);
        let pack = Pack {
            idea_titles,
            id: head.id.value,
            title: head.title.value,
            about: head.about.trim().to_owned(),
            minutes: head.minutes.as_ref().map(|minutes| minutes.value),
            notes: notes(&head.notes),
            lessons: read,
        };
        if let Some(minutes) = &head.minutes
            && minutes.value > 0
            && pack.planned_minutes() > minutes.value
        {
            let planned = pack.planned_minutes();
            let there_are = minutes.value;
            self.toml.fault(
                minutes.start,
                format!("the lessons and pauses take {planned} minutes, and there are {there_are}"),
            );
        }
        Some(pack)
    }

    fn idea_titles(
        &mut self,
        written: &[IdeaFile],
        lessons: &[PackLesson],
    ) -> BTreeMap<String, String> {
        if written.is_empty() {
            return BTreeMap::new();
        }
        let entries = lessons.iter();
        let entries: Vec<LessonEntry> = entries
            .filter_map(|lesson| entry_of(&lesson.source))
            .collect();
        let ideas = entries.iter().flat_map(|entry| &entry.ideas);
        let ideas = ideas.map(String::as_str).collect();
        read_titles(&mut self.toml, written, &ideas, "the pack")
    }

    fn head(&mut self, head: &PackHead) {
        self.toml.kebab(&head.id);
        if head.title.value.trim().is_empty() {
            self.toml.fault(head.title.start, "the title is empty");
        }
        if let Some(minutes) = &head.minutes {
            self.within(minutes, MOST_MINUTES_IN_ALL, "minutes");
        }
    }

    fn lesson(
        &mut self,
        head: &PackHead,
        written: toml::Spanned<DeValue<'_>>,
    ) -> Option<PackLesson> {
        let start = written.span().start;
        let file: PackLessonFile = self.toml.typed(written, start)?;
        if let Some(minutes) = &file.minutes {
            self.within(minutes, MOST_MINUTES, "minutes");
        }
        if let Some(pause) = &file.pause {
            self.within(pause, MOST_MINUTES, "pause");
        }
        let found = match (&file.course, &file.folder, &file.dockerfile) {
            (Some(id), None, None) => {
                self.made_alone(&file, "course");
                self.of_course(id)?
            }
            (None, Some(folder), None) => {
                self.made_alone(&file, "folder");
                self.of_folder(folder)?
            }
            (None, None, Some(dockerfile)) => self.of_dockerfile(head, &file, dockerfile)?,
            _ => {
                self.toml.fault(
                    start,
                    "a lesson is one of three: course = \"ID\", folder = \"PATH\" or dockerfile = \"PATH\"",
                );
                return None;
            }
        };
        let entry = entry_of(&found.source);
        let own_minutes = entry.as_ref().map_or(0, |entry| entry.minutes);
        let minutes = file.minutes.map(|minutes| minutes.value);
        Some(PackLesson {
            title: entry.map_or_else(|| found.id.clone(), |entry| entry.title),
            id: found.id,
            origin: found.origin,
            minutes: minutes.unwrap_or(own_minutes).min(MOST_MINUTES),
            pause: file.pause.map_or(0, |pause| pause.value).min(MOST_MINUTES),
            notes: notes(&file.notes),
            source: found.source,
        })
    }

    /// Refuses keys that say how a lesson is made, where none is.
    fn made_alone(&mut self, file: &PackLessonFile, kind: &str) {
        let starts = [
            ("id", file.id.as_ref().map(|id| id.start)),
            ("title", file.title.as_ref().map(|title| title.start)),
            (
                "context-folder",
                file.context_folder.as_ref().map(|folder| folder.start),
            ),
            (
                "questions",
                file.questions.as_ref().map(|questions| questions.start),
            ),
        ];
        for (key, start) in starts {
            if let Some(start) = start {
                self.toml.fault(
                    start,
                    format!("{key} belongs to a lesson with dockerfile; this one has {kind}: take {key} away"),
                );
            }
        }
    }

    fn of_course(&mut self, id: &Located<String>) -> Option<Found> {
        let found = self
            .course
            .iter()
            .find(|source| id_of(source).as_ref() == Some(&id.value));
        let Some(source) = found else {
            let ids: Vec<String> = self.course.iter().filter_map(id_of).collect();
            let way_out = match nearest(&id.value, ids.iter().map(String::as_str), true) {
                Some(near) => format!("did you mean {near}?"),
                None => "dockstep lessons list shows them by their ids".to_owned(),
            };
            let written = &id.value;
            self.toml.fault(
                id.start,
                format!("the course of this dockstep has no lesson {written:?}; {way_out}"),
            );
            return None;
        };
        Some(Found {
            origin: Origin::Course,
            id: id.value.clone(),
            source: source.clone(),
        })
    }

    fn of_folder(&mut self, folder: &Located<String>) -> Option<Found> {
        let path = self.path(folder)?;
        let source = self.source.lesson_in(&path);
        if !source.files.contains_key(LESSON_FILE) {
            self.toml.fault(
                folder.start,
                format!("there is no {path}/{LESSON_FILE}; dockstep lessons new writes one"),
            );
            return None;
        }
        let Some(id) = id_of(&source) else {
            self.toml.fault(
                folder.start,
                format!("the lesson of {path} has no id that can be read; dockstep lessons check says why"),
            );
            return None;
        };
        if self
            .course
            .iter()
            .any(|other| id_of(other).as_ref() == Some(&id))
        {
            self.toml.fault(
                folder.start,
                format!("the course has a lesson {id:?} too, and progress is kept by it; give yours another id"),
            );
            return None;
        }
        let origin = Origin::Own;
        Some(Found { origin, id, source })
    }

    fn of_dockerfile(
        &mut self,
        head: &PackHead,
        file: &PackLessonFile,
        dockerfile: &Located<String>,
    ) -> Option<Found> {
        let path = self.path(dockerfile)?;
        let Some(text) = self.source.files.get(&path) else {
            self.toml.fault(
                dockerfile.start,
                format!("there is no file {path} in the pack"),
            );
            return None;
        };
        let context = match &file.context_folder {
            Some(folder) => Some(self.context(folder)?),
            None => None,
        };
        let id = match &file.id {
            Some(id) => {
                self.toml.kebab(id);
                id.value.clone()
            }
            None => format!("{}-{}", kebab_of(&head.id.value), kebab_of(&path)),
        };
        if let Some(title) = file
            .title
            .as_ref()
            .filter(|title| title.value.trim().is_empty())
        {
            self.toml.fault(title.start, "the title is empty");
        }
        let questions = file.questions.as_ref();
        if let Some(questions) = questions {
            self.within(questions, MOST_QUESTIONS, "questions");
        }
        let questions = questions.map_or(USUAL_QUESTIONS, |questions| questions.value);
        let title = file.title.as_ref();
        let title = title.map_or(path.as_str(), |title| &title.value);
        let making = Making {
            path: self.source.path_of(&path),
            dockerfile: text,
            context: context
                .as_ref()
                .map(|inside| self.source.files_in(inside).collect()),
            id: &id,
            title,
            questions: questions.min(MOST_QUESTIONS) as usize,
        };
        match made_lesson(&making, self.options) {
            Ok(source) => Some(Found {
                origin: Origin::Made,
                id,
                source,
            }),
            Err(MakingFault::Refused { line, message }) => {
                self.toml.faults.push(Fault {
                    file: self.source.path_of(&path),
                    line,
                    message: format!("BuildKit refuses this Dockerfile: {message}"),
                });
                None
            }
            Err(MakingFault::NothingToAsk(reason)) => {
                self.toml.fault(
                    dockerfile.start,
                    format!("there is nothing to ask about {path}. {reason}").trim_end(),
                );
                None
            }
        }
    }

    /// Gives the folder of a build context, which has files.
    fn context(&mut self, folder: &Located<String>) -> Option<String> {
        let path = self.path(folder)?;
        if self.source.files_in(&path).next().is_none() {
            self.toml.fault(
                folder.start,
                format!("the pack has no folder {path} with files in it"),
            );
            return None;
        }
        Some(path)
    }

    /// Gives a path that stays inside the pack.
    fn path(&mut self, written: &Located<String>) -> Option<String> {
        let path = written.value.trim_end_matches('/');
        match check_path(path) {
            Ok(()) => Some(path.to_owned()),
            Err(fault) => {
                let value = &written.value;
                self.toml
                    .fault(written.start, format!("{value:?}: {fault}"));
                None
            }
        }
    }

    fn within(&mut self, number: &Located<u32>, most: u32, name: &str) {
        if !(1..=most).contains(&number.value) {
            self.toml.fault(
                number.start,
                format!("{name}: a number between 1 and {most} is meant"),
            );
        }
    }
}

/// Makes a name of a path: `shop/Dockerfile` becomes `shop-dockerfile`.
fn kebab_of(path: &str) -> String {
    let lower = path.to_ascii_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        "dockerfile".to_owned()
    } else {
        words.join("-")
    }
}

/// Reads what instructors are told.
fn notes(markdown: &str) -> Doc {
    Doc {
        blocks: blocks(markdown),
    }
}
