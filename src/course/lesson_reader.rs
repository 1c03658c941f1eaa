//! From a lesson's files to a [`Lesson`]: every fault on the way is listed, with its line.
//!
//! A page with a fault is left out, and the reading goes on, so that an author sees all faults at once.

mod pages;
mod questions;
mod texts;
pub(in crate::course) mod toml_fault;

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::context::build_context::{BuildContext, IgnoreFile};
use crate::context::ignore_rules::IgnoreRules;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use crate::course::build_given::BuildGiven;
use crate::course::fault::Fault;
use crate::course::goal::Goal;
use crate::course::lesson::{Lesson, Page};
use crate::course::lesson_file::goal_file::GoalFile;
use crate::course::lesson_file::{ContextFile, FORMAT, LessonHead, SelectorFile};
use crate::course::lesson_reader::toml_fault::message_of;
use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::course::located::{Located, line_at};
use crate::course::place::{Place, find};
use crate::doc::Doc;
use crate::explain::questions::question::Question;
use crate::language::source::Source;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The name of the file that says what a build is not sent.
const IGNORE_FILE: &str = ".dockerignore";

/// What stands behind the name of a context file that cannot bear its own: cargo takes a folder with a
/// `Cargo.toml` for another package, and leaves it out of this one.
const OTHERWISE_NAMED: &str = ".context";

/// The size of a context file of which none is given, in bytes.
const USUAL_SIZE: u64 = 1000;

/// The most pages a lesson may have.
const MOST_PAGES: usize = 60;

/// Holds what was read.
#[derive(Clone, Debug)]
pub struct LessonRead {
    /// The lesson; nothing where its head cannot be read.
    pub lesson: Option<Lesson>,
    /// What is wrong, by line.
    pub faults: Vec<Fault>,
}

/// Reads a lesson. The options say what is known of base images.
pub fn read_lesson(source: &LessonSource, options: &BuildOptions) -> LessonRead {
    let mut reader = Reader {
        source,
        text: source.lesson_toml(),
        usual: options.clone(),
        options: options.clone(),
        given: BuildGiven::default(),
        dockerfile: None,
        refused: BTreeSet::new(),
        context: None,
        context_folder: None,
        analyses: BTreeMap::new(),
        page_notes: BTreeMap::new(),
        made: None,
        faults: Vec::new(),
    };
    let lesson = reader.lesson();
    let mut faults = reader.faults;
    faults.sort();
    faults.dedup();
    LessonRead { lesson, faults }
}

/// Holds what the reading of one lesson needs.
struct Reader<'a> {
    source: &'a LessonSource,
    text: &'a str,
    /// What every build of the lesson is given.
    usual: BuildOptions,
    /// What the builds of the page being read are given.
    options: BuildOptions,
    /// What of that the page itself says.
    given: BuildGiven,
    /// The Dockerfile of pages that name none.
    dockerfile: Option<Located<String>>,
    /// The Dockerfiles that are meant to be refused.
    refused: BTreeSet<String>,
    /// The build context of pages that name none.
    context: Option<Arc<BuildContext>>,
    /// The folder that is the build context of the page being read.
    context_folder: Option<String>,
    /// Each Dockerfile once, by the folder it is built in, what the build is given, and its text.
    analyses: BTreeMap<(Option<String>, BuildGiven, String), Arc<Analysis>>,
    /// What an instructor reads at pages, by their ids.
    page_notes: BTreeMap<String, Doc>,
    /// The questions that are made from the Dockerfile of the page before: the next one often has the same.
    made: Option<(Arc<Analysis>, Vec<Question>)>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, start: usize, message: impl Into<String>) {
        self.faults.push(Fault {
            file: self.source.path_of(LESSON_FILE),
            line: line_at(self.text, start),
            message: message.into(),
        });
    }

    fn lesson(&mut self) -> Option<Lesson> {
        if !self.source.files.contains_key(LESSON_FILE) {
            self.fault(
                0,
                "there is no lesson.toml here; dockstep lessons new DIR writes one",
            );
            return None;
        }
        let mut table = match DeTable::parse(self.text) {
            Ok(table) => table,
            Err(error) => {
                self.fault(
                    error.span().map_or(0, |span| span.start),
                    message_of(&error),
                );
                return None;
            }
        };
        let pages = table.get_mut().remove("page");
        let span = table.span();
        let head = toml::Spanned::new(span, DeValue::Table(table.into_inner()));
        let head: LessonHead = self.typed(head, 0)?;
        if head.format.value != FORMAT {
            let found = head.format.value;
            self.fault(
                head.format.start,
                format!("format {found} is not known here; this dockstep reads format {FORMAT}"),
            );
            return None;
        }
        self.head(&head);
        let mut read = Vec::new();
        match pages.map(|pages| (pages.span().start, pages.into_inner())) {
            Some((_, DeValue::Array(pages))) => {
                if pages.len() > MOST_PAGES {
                    self.fault(
                        0,
                        format!("a lesson has at most {MOST_PAGES} pages; cut it into two"),
                    );
                }
                read.extend(
                    pages
                        .into_iter()
                        .take(MOST_PAGES)
                        .filter_map(|page| self.page(page)),
                );
            }
            Some((start, _)) => self.fault(start, "write each page as [[page]]"),
            None => self.fault(0, "the lesson has no page; each begins with [[page]]"),
        }
        self.ids(&head, &read);
        let notes = head.notes.as_ref();
        let notes = notes.map(|notes| self.notes(&notes.value, notes.start));
        Some(Lesson {
            notes: notes.unwrap_or_default(),
            page_notes: std::mem::take(&mut self.page_notes),
            id_line: line_at(self.text, head.id.start),
            needs_lines: head
                .needs
                .iter()
                .map(|id| line_at(self.text, id.start))
                .collect(),
            id: head.id.value,
            title: head.title.value,
            belief: head.belief.value,
            needs: head.needs.into_iter().map(|id| id.value).collect(),
            minutes: head.minutes.value,
            ideas: head.ideas.into_iter().map(|idea| idea.value).collect(),
            pages: read,
        })
    }

    /// Reads a table as one of the file's types.
    fn typed<'i, T: Deserialize<'i>>(
        &mut self,
        value: toml::Spanned<DeValue<'i>>,
        start: usize,
    ) -> Option<T> {
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                let start = error.span().map_or(start, |span| span.start);
                self.fault(start, message_of(&error));
                None
            }
        }
    }

    fn head(&mut self, head: &LessonHead) {
        self.kebab(&head.id);
        for (text, name) in [(&head.title, "title"), (&head.belief, "belief")] {
            if text.value.trim().is_empty() {
                self.fault(text.start, format!("the {name} is empty"));
            }
        }
        if !(1..=60).contains(&head.minutes.value) {
            self.fault(head.minutes.start, "minutes lie between 1 and 60");
        }
        for name in head.needs.iter().chain(&head.ideas) {
            self.kebab(name);
        }
        self.dockerfile.clone_from(&head.dockerfile);
        self.refused = head.refused.iter().map(|name| name.value.clone()).collect();
        self.context = match &head.context_folder {
            Some(folder) if head.context.is_empty() && head.ignore.is_none() => {
                self.context_of_folder(&folder.value, folder.start)
            }
            Some(folder) => {
                let message =
                    "context-folder stands in place of context and ignore; take those away";
                self.fault(folder.start, message);
                None
            }
            None => self.listed_context(head).map(Arc::new),
        };
        self.options.context.clone_from(&self.context);
    }

    /// Turns to the build context of a page: a folder of the lesson, or the lesson's own.
    fn use_context(&mut self, folder: Option<(&str, usize)>) {
        self.context_folder = folder.map(|(folder, _)| folder.to_owned());
        self.options.context = match folder {
            Some((folder, start)) => self.context_of_folder(folder, start),
            None => self.context.clone(),
        };
    }

    /// Turns to the builds of a page, by what it says under `platform` and `arguments`; nothing where
    /// that cannot be read.
    fn use_given(&mut self, page: &DeTable<'_>) -> Option<()> {
        let arguments = page.get("arguments").map(toml::Spanned::get_ref);
        let arguments = match arguments {
            Some(DeValue::Table(table)) => table
                .iter()
                .filter_map(|(name, value)| {
                    let value = value.get_ref().as_str()?;
                    Some((name.get_ref().to_string(), value.to_owned()))
                })
                .collect(),
            _ => BTreeMap::new(),
        };
        let platform = page.get("platform");
        let written = platform.and_then(|platform| platform.get_ref().as_str());
        match BuildGiven::read(written, arguments) {
            Ok(given) => self.given = given,
            Err(message) => {
                let start = platform.map_or(0, |platform| platform.span().start);
                self.fault(start, message);
                return None;
            }
        }
        let context = self.options.context.take();
        self.options = self.given.applied_to(&self.usual);
        self.options.context = context;
        Some(())
    }

    /// Reads goals; one that cannot be is a fault.
    fn goals(&mut self, files: Vec<Located<GoalFile>>) -> Vec<Goal> {
        let mut goals = Vec::new();
        for file in files {
            match Goal::try_from(file.value) {
                Ok(goal) => goals.push(goal),
                Err(message) => self.fault(file.start, message),
            }
        }
        goals
    }

    /// Makes the build context of the files that lie in a folder of the lesson.
    fn context_of_folder(&mut self, folder: &str, start: usize) -> Option<Arc<BuildContext>> {
        let inside = format!("{}/", folder.trim_end_matches('/'));
        let files = self.source.files.iter();
        let files: Vec<(&str, &str)> = files
            .filter_map(|(name, text)| {
                let name = name.strip_prefix(&inside)?;
                Some((
                    name.strip_suffix(OTHERWISE_NAMED).unwrap_or(name),
                    text.as_str(),
                ))
            })
            .collect();
        if files.is_empty() {
            self.fault(
                start,
                format!("context-folder: the lesson has no folder {folder:?} with files in it"),
            );
            return None;
        }
        let ignore = files.iter().find(|(name, _)| *name == IGNORE_FILE);
        let ignore = ignore.map(|(_, text)| self.ignore_file(text, start));
        let mut entries = Vec::new();
        for (path, text) in files {
            add_file(&mut entries, path, text.len() as u64);
        }
        Some(Arc::new(BuildContext::new(
            ContextTree::new(entries),
            ignore,
        )))
    }

    fn ignore_file(&mut self, text: &str, start: usize) -> IgnoreFile {
        let rules = IgnoreRules::read(text);
        if rules.is_err() {
            self.fault(start, "BuildKit refuses a pattern of ignore");
        }
        IgnoreFile {
            name: IGNORE_FILE.to_owned(),
            rules,
        }
    }

    /// Makes the build context of the files that the head lists.
    fn listed_context(&mut self, head: &LessonHead) -> Option<BuildContext> {
        if head.context.is_empty() {
            return None;
        }
        let mut entries = Vec::new();
        for file in &head.context {
            let (path, bytes) = match &file.value {
                ContextFile::Path(path) => (path, USUAL_SIZE),
                ContextFile::Sized { path, bytes } => (path, *bytes),
            };
            if !stays_inside(path) {
                self.fault(
                    file.start,
                    format!("context: {path:?} is no path inside the context; write src/main.py"),
                );
                continue;
            }
            add_file(&mut entries, path, bytes);
        }
        let ignore = head.ignore.as_ref();
        let ignore = ignore.map(|ignore| self.ignore_file(&ignore.value, ignore.start));
        Some(BuildContext::new(ContextTree::new(entries), ignore))
    }

    /// Refuses names that are not kebab-case.
    fn kebab(&mut self, name: &Located<String>) {
        let is_word = |word: &str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !name.value.split('-').all(is_word) {
            let written = &name.value;
            self.fault(
                name.start,
                format!(
                    "{written:?} is no name; write it in small letters with hyphens: two-words"
                ),
            );
        }
    }

    /// Refuses ids that two pages share, and ideas that the head does not list or no page is about.
    fn ids(&mut self, head: &LessonHead, pages: &[Page]) {
        let mut seen = BTreeSet::new();
        let path = self.source.path_of(LESSON_FILE);
        let mut faults = Vec::new();
        let mut fault = |line, message| {
            faults.push(Fault {
                file: path.clone(),
                line,
                message,
            });
        };
        for page in pages {
            if !seen.insert(page.id.as_str()) {
                fault(
                    page.line,
                    format!(
                        "two pages have the id {:?}; progress is kept by it",
                        page.id
                    ),
                );
            }
            let idea = page.idea.as_ref();
            if let Some(idea) =
                idea.filter(|idea| !head.ideas.iter().any(|known| known.value == **idea))
            {
                fault(
                    page.line,
                    format!("the idea {idea:?} is not in the lesson's ideas; add it there"),
                );
            }
        }
        let is_asked = |idea: &str| pages.iter().any(|page| page.idea.as_deref() == Some(idea));
        for idea in head.ideas.iter().filter(|idea| !is_asked(&idea.value)) {
            let line = line_at(self.text, idea.start);
            fault(line, format!("no page is about the idea {:?}", idea.value));
        }
        // A page that could not be read may be the one that is missing here.
        if self.faults.is_empty() || pages.len() > 1 {
            self.faults.extend(faults);
        }
    }

    /// Gives the text of a Dockerfile: several lines are the text itself, one names a file.
    fn dockerfile_text(&mut self, written: &Located<String>) -> Option<String> {
        if written.value.contains('\n') {
            return Some(written.value.clone());
        }
        let found = self.source.files.get(&written.value).cloned();
        if found.is_none() {
            let name = &written.value;
            let names = self.source.files.keys();
            let names = names.filter(|name| *name != LESSON_FILE && !name.contains('/'));
            let names: Vec<&str> = names.map(String::as_str).collect();
            let there = if names.is_empty() {
                "there is none beside lesson.toml".to_owned()
            } else {
                format!("there are: {}", names.join(", "))
            };
            self.fault(
                written.start,
                format!("no file {name:?} in the lesson's folder; {there}"),
            );
        }
        found
    }

    /// Analyses the Dockerfile of a page, or the lesson's own.
    fn analysis(&mut self, written: Option<&Located<String>>) -> Option<Arc<Analysis>> {
        let own = self.dockerfile.clone();
        let written = written.or(own.as_ref())?;
        let text = self.dockerfile_text(written)?;
        let analysis = self.analysis_of(text);
        let is_meant = self.refused.contains(&written.value);
        match analysis.problems().first() {
            Some(problem) if !is_meant => {
                let (line, message) = (problem.line, &problem.message);
                self.fault(
                    written.start,
                    format!("BuildKit refuses this Dockerfile (line {line}: {message}); if that is meant, list its file under refused"),
                );
            }
            _ => {}
        }
        Some(analysis)
    }

    fn analysis_of(&mut self, text: String) -> Arc<Analysis> {
        let options = &self.options;
        let folder = self.context_folder.clone();
        let analysis = self.analyses.entry((folder, self.given.clone(), text));
        let made = analysis.or_insert_with_key(|(.., text)| {
            Arc::new(Analysis::of(
                Source::new(text.clone().into_bytes()),
                options,
            ))
        });
        made.clone()
    }

    fn place(
        &mut self,
        selector: &Located<SelectorFile>,
        analysis: Option<&Analysis>,
    ) -> Option<Place> {
        let Some(analysis) = analysis else {
            self.fault(
                selector.start,
                "no Dockerfile is shown here; name one with dockerfile = \"Dockerfile\"",
            );
            return None;
        };
        match find(&selector.value, analysis) {
            Ok(place) => Some(place),
            Err(message) => {
                self.fault(selector.start, message);
                None
            }
        }
    }
}

/// Tells whether a path stays inside the folder that it counts from.
fn stays_inside(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(is_part) && !path.contains('\\')
}

/// Adds a file and the folders that it lies in.
fn add_file(entries: &mut Vec<ContextEntry>, path: &str, bytes: u64) {
    let parents = path
        .match_indices('/')
        .filter_map(|(end, _)| path.get(..end));
    entries.extend(parents.map(|parent| entry(parent, EntryKind::Directory, 0, 0o755)));
    entries.push(entry(path, EntryKind::File, bytes, 0o644));
}

fn entry(path: &str, kind: EntryKind, bytes: u64, mode: u32) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind,
        bytes,
        mode,
        target: None,
    }
}
