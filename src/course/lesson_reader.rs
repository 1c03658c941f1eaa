//! From a lesson's files to a [`Lesson`]: every fault on the way is listed, with its line.
//!
//! A page with a fault is left out, and the reading goes on, so that an author sees all faults at once.

mod pages;
mod questions;
mod texts;

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::context::build_context::{BuildContext, IgnoreFile};
use crate::context::ignore_rules::IgnoreRules;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use crate::course::build_given::BuildGiven;
use crate::course::fault::Fault;
use crate::course::goal::Goal;
use crate::course::idea_file::read_titles;
use crate::course::lesson::{Lesson, Page};
use crate::course::lesson_file::goal_file::GoalFile;
use crate::course::lesson_file::{ContextFile, FORMAT, LessonHead, SelectorFile};
use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::course::located::Located;
use crate::course::place::{Place, find};
use crate::course::toml_reading::TomlReading;
use crate::doc::Doc;
use crate::explain::questions::question::Question;
use crate::language::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

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
        toml: TomlReading::of(source.path_of(LESSON_FILE), source.lesson_toml()),
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
    };
    let lesson = reader.lesson();
    LessonRead {
        lesson,
        faults: reader.toml.into_faults(),
    }
}

/// Holds what the reading of one lesson needs.
struct Reader<'a> {
    source: &'a LessonSource,
    toml: TomlReading<'a>,
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
}

impl Reader<'_> {
    fn lesson(&mut self) -> Option<Lesson> {
        if !self.source.files.contains_key(LESSON_FILE) {
            self.toml.fault(
                0,
                "there is no lesson.toml here; dockstep lessons new DIR writes one",
            );
            return None;
        }
        let (head, pages) = self.toml.divide::<LessonHead>("page")?;
        if !self.toml.is_format(&head.format, FORMAT) {
            return None;
        }
        self.head(&head);
        let pages = self
            .toml
            .tables(pages, "page", "lesson", (MOST_PAGES, "cut it into two"));
        let read: Vec<Page> = pages
            .into_iter()
            .filter_map(|page| self.page(page))
            .collect();
        self.ids(&head, &read);
        let notes = head.notes.as_ref();
        let notes = notes.map(|notes| self.notes(&notes.value, notes.start));
        let ideas = head.ideas.iter().map(|idea| idea.value.as_str());
        let ideas: BTreeSet<&str> = ideas.collect();
        let idea_titles = read_titles(&mut self.toml, &head.idea, &ideas, "the lesson");
        Some(Lesson {
            idea_titles,
            notes: notes.unwrap_or_default(),
            page_notes: std::mem::take(&mut self.page_notes),
            id_line: self.toml.line(head.id.start),
            needs_lines: head
                .needs
                .iter()
                .map(|id| self.toml.line(id.start))
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

    fn head(&mut self, head: &LessonHead) {
        self.toml.kebab(&head.id);
        for (text, name) in [(&head.title, "title"), (&head.belief, "belief")] {
            if text.value.trim().is_empty() {
                self.toml.fault(text.start, format!("the {name} is empty"));
            }
        }
        if !(1..=60).contains(&head.minutes.value) {
            self.toml
                .fault(head.minutes.start, "minutes lie between 1 and 60");
        }
        for name in head.needs.iter().chain(&head.ideas) {
            self.toml.kebab(name);
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
                self.toml.fault(folder.start, message);
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
                self.toml.fault(start, message);
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
                Err(message) => self.toml.fault(file.start, message),
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
            self.toml.fault(
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
            self.toml
                .fault(start, "BuildKit refuses a pattern of ignore");
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
                self.toml.fault(
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
            let line = self.toml.line(idea.start);
            fault(line, format!("no page is about the idea {:?}", idea.value));
        }
        // A page that could not be read may be the one that is missing here.
        if self.toml.faults.is_empty() || pages.len() > 1 {
            self.toml.faults.extend(faults);
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
            self.toml.fault(
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
                self.toml.fault(
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
            self.toml.fault(
                selector.start,
                "no Dockerfile is shown here; name one with dockerfile = \"Dockerfile\"",
            );
            return None;
        };
        match find(&selector.value, analysis) {
            Ok(place) => Some(place),
            Err(message) => {
                self.toml.fault(selector.start, message);
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
