//! The home screen: what to go on with, what is due, the Dockerfiles of this folder, the course.

use crate::app::layout::Pane;
use crate::course::catalogue::{Catalogue, CourseEntry, LessonEntry};
use crate::course::progress::Progress;
use crate::course::progress::days::Days;
use crate::course::progress::lesson_progress::LessonProgress;
use crate::course::progress::time_words::time_words;
use crate::project::listing::{FoundDockerfile, ProjectListing};
use crate::project::use_words::{counts, short_use};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most Dockerfiles of the folder that are listed.
const MOST_DOCKERFILES: usize = 6;

/// Holds the home screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The sections in their order; none is empty.
    pub sections: Vec<Section>,
    /// The entry that the reader is at, counted from 0 through all sections.
    pub selected: usize,
    /// Whether the reader has gone to an entry: until then it is the first one.
    pub has_moved: bool,
    /// The first visible row.
    pub top: u32,
    /// The first visible row of what is said about the entry.
    pub about_top: u32,
    /// What narrows the list down.
    pub filter: String,
    /// The folder whose Dockerfiles are listed.
    pub folder: PathBuf,
    /// What was found in it.
    pub project: Arc<ProjectListing>,
    /// Whether it was looked through already.
    pub is_searched: bool,
    /// Whether the reader begins at the first Dockerfile.
    pub begins_with_dockerfiles: bool,
    /// What is due for review.
    pub due: Due,
    /// The days on which something was done.
    pub days: Days,
}

/// Says what is due for review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// How many ideas are due now.
    pub count: usize,
    /// In how many seconds the next one is; nothing where none ever is.
    pub next_in: Option<u64>,
}

/// Holds entries under a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The title.
    pub title: String,
    /// What stands behind it.
    pub note: String,
    /// Of a part of the course, how many of its lessons are finished, and how many it has.
    pub done: Option<(usize, usize)>,
    /// The entries.
    pub entries: Vec<HomeEntry>,
}

/// Holds one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeEntry {
    /// What it opens.
    pub item: Item,
    /// How far it is.
    pub state: EntryState,
    /// Its words.
    pub text: String,
    /// More about it: the same in fewer and fewer words.
    pub details: Vec<String>,
}

/// Says what an entry opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A lesson, by its id.
    Lesson(String),
    /// What is due.
    Review,
    /// A mixed review, by its id.
    MixedReview(String),
    /// A Dockerfile of the folder.
    Dockerfile {
        /// Its path, counted from the folder.
        path: String,
        /// The service or target that it belongs to, where it stands in another file.
        inline: Option<String>,
    },
}

/// Says how far a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Nothing of it was done.
    New,
    /// It was begun.
    Begun,
    /// Its end was reached.
    Finished,
    /// It is no lesson.
    None,
}

impl Home {
    /// Makes the list anew; the reader stays at what they were at.
    pub fn list(&mut self, catalogue: &Catalogue, progress: &Progress) {
        let before = self.selected_entry().map(|entry| entry.item.clone());
        let mut sections = vec![
            self.go_on_section(catalogue, progress),
            self.folder_section(),
        ];
        sections.extend(course_sections(catalogue, progress));
        let filter = self.filter.to_lowercase();
        for section in &mut sections {
            section
                .entries
                .retain(|entry| fits(entry, &filter, catalogue, &self.project));
        }
        sections.retain(|section| !section.entries.is_empty());
        self.sections = sections;
        let place = |item: &Item| self.entries().position(|entry| entry.item == *item);
        self.selected = match before.as_ref().and_then(place) {
            Some(place) if self.has_moved => place,
            _ if self.begins_with_dockerfiles => {
                let mut entries = self.entries();
                let first = entries.position(|entry| matches!(entry.item, Item::Dockerfile { .. }));
                first.unwrap_or(0)
            }
            _ => 0,
        };
        let item = self.selected_entry().map(|entry| &entry.item);
        if item != before.as_ref() {
            self.about_top = 0;
        }
    }

    /// Says that the folder has no Dockerfile, once that is known.
    pub fn want_of_dockerfiles(&self) -> Option<&'static str> {
        let has_none = self.is_searched && self.project.dockerfiles.is_empty();
        has_none
            .then_some("No Dockerfile lies in this folder or below it. dockstep PATH studies any.")
    }

    /// Lists the entries of all sections.
    pub fn entries(&self) -> impl Iterator<Item = &HomeEntry> + Clone {
        self.sections.iter().flat_map(|section| &section.entries)
    }

    /// Gives the entry that the reader is at.
    pub fn selected_entry(&self) -> Option<&HomeEntry> {
        self.entries().nth(self.selected)
    }

    /// Moves by a number of entries, as far as there are any.
    pub(in crate::app) fn step(&mut self, is_down: bool, entries: usize) {
        self.has_moved = true;
        self.about_top = 0;
        let last = self.entries().count().saturating_sub(1);
        self.selected = if is_down {
            self.selected.saturating_add(entries).min(last)
        } else {
            self.selected.saturating_sub(entries)
        };
    }

    /// Scrolls what is said about the entry by what is visible of it, as the last picture has it; tells
    /// whether there is more of it than is visible.
    pub(in crate::app) fn scroll_about(&mut self, is_down: bool, pane: &Pane) -> bool {
        let page = u32::from(pane.height.saturating_sub(1).max(1));
        self.about_top = if is_down {
            pane.top + page.min(pane.rows_below())
        } else {
            pane.top.saturating_sub(page)
        };
        pane.rows > u32::from(pane.height)
    }

    /// Moves to the first entry of the next section, or of this or the one before.
    pub(in crate::app) fn step_section(&mut self, is_down: bool) {
        self.has_moved = true;
        self.about_top = 0;
        let mut starts = vec![0];
        for section in &self.sections {
            starts.push(starts.last().copied().unwrap_or(0) + section.entries.len());
        }
        let count = starts.pop().unwrap_or(0);
        let next = if is_down {
            let next = starts.iter().find(|&&start| start > self.selected);
            next.copied().unwrap_or(0)
        } else {
            let before = starts.iter().rfind(|&&start| start < self.selected);
            before.copied().unwrap_or(0)
        };
        self.selected = next.min(count.saturating_sub(1));
    }

    fn go_on_section(&self, catalogue: &Catalogue, progress: &Progress) -> Section {
        let mut entries: Vec<HomeEntry> = next_lesson(catalogue, progress)
            .map(|lesson| HomeEntry {
                details: vec![place_words(lesson, &progress.lesson(&lesson.id))],
                ..lesson_entry(lesson, progress)
            })
            .into_iter()
            .collect();
        if let Some(due) = self.due.words() {
            entries.push(HomeEntry {
                item: Item::Review,
                state: EntryState::None,
                text: "Review".to_owned(),
                details: vec![due],
            });
        }
        let is_new = progress.is_empty();
        Section {
            title: if is_new { "Begin" } else { "Go on" }.to_owned(),
            note: String::new(),
            done: None,
            entries,
        }
    }

    fn folder_section(&self) -> Section {
        // Who narrows the list down looks for one among all.
        let most = if self.filter.is_empty() {
            MOST_DOCKERFILES
        } else {
            usize::MAX
        };
        let all = &self.project.dockerfiles;
        let entries = all.iter().take(most).map(dockerfile_entry);
        let more = all.len().saturating_sub(most);
        Section {
            title: if self.folder == Path::new(".") || self.folder == Path::new("") {
                "In this folder".to_owned()
            } else {
                format!("In {}", self.folder.display())
            },
            note: if more > 0 {
                format!("and {more} more: o lists all")
            } else {
                String::new()
            },
            done: None,
            entries: entries.collect(),
        }
    }
}

impl HomeEntry {
    /// Says the most about it.
    pub fn detail(&self) -> &str {
        self.details.first().map_or("", String::as_str)
    }
}

impl Due {
    /// Says what is due; nothing where nothing was ever answered.
    fn words(&self) -> Option<String> {
        match (self.count, self.next_in) {
            (0, None) => None,
            (0, Some(seconds)) => Some(format!("nothing is due; next in {}", time_words(seconds))),
            (1, _) => Some("1 idea is due".to_owned()),
            (count, _) => Some(format!("{count} ideas are due")),
        }
    }
}

/// Gives the lesson to go on with: the last one as long as it is not finished, else the first that is not.
pub(in crate::app) fn next_lesson<'a>(
    catalogue: &'a Catalogue,
    progress: &Progress,
) -> Option<&'a LessonEntry> {
    let is_open = |lesson: &&LessonEntry| !progress.lesson(&lesson.id).is_finished;
    let last = progress.last_lesson();
    let last = last.and_then(|id| catalogue.lesson(id)).filter(is_open);
    last.or_else(|| catalogue.lessons().find(is_open))
}

fn course_sections(catalogue: &Catalogue, progress: &Progress) -> Vec<Section> {
    let parts = catalogue.parts.iter().map(|part| {
        let lessons = part.entries.iter().filter_map(|entry| match entry {
            CourseEntry::Lesson(lesson) => Some(lesson),
            CourseEntry::Review(_) => None,
        });
        let finished = lessons
            .clone()
            .filter(|lesson| progress.lesson(&lesson.id).is_finished);
        let entries = part.entries.iter().map(|entry| match entry {
            CourseEntry::Lesson(lesson) => lesson_entry(lesson, progress),
            CourseEntry::Review(review) => HomeEntry {
                item: Item::MixedReview(review.id.clone()),
                state: EntryState::None,
                text: review.title.clone(),
                details: Vec::new(),
            },
        });
        Section {
            title: part.title.clone(),
            note: String::new(),
            done: Some((finished.count(), lessons.count())),
            entries: entries.collect(),
        }
    });
    parts.collect()
}

fn lesson_entry(lesson: &LessonEntry, progress: &Progress) -> HomeEntry {
    let done = progress.lesson(&lesson.id);
    let state = match (done.is_finished, done.is_started()) {
        (true, _) => EntryState::Finished,
        (false, true) => EntryState::Begun,
        (false, false) => EntryState::New,
    };
    let number = lesson.number;
    let number = number.map_or_else(String::new, |number| format!("{number:>2}  "));
    HomeEntry {
        item: Item::Lesson(lesson.id.clone()),
        state,
        text: format!("{number}{}", lesson.title),
        details: vec![format!("{} min", lesson.minutes)],
    }
}

/// Lists a Dockerfile with its counts, the same for each: who builds it is told beside the list.
fn dockerfile_entry(found: &FoundDockerfile) -> HomeEntry {
    HomeEntry {
        item: Item::Dockerfile {
            path: found.path.clone(),
            inline: found.inline.as_ref().map(|inline| inline.name.clone()),
        },
        state: EntryState::None,
        text: found.title(),
        details: vec![counts(found)],
    }
}

fn place_words(lesson: &LessonEntry, done: &LessonProgress) -> String {
    let answered = done.right.len() + done.wrong.len() + done.solved.len();
    if done.place.is_none() {
        format!("{} min", lesson.minutes)
    } else {
        format!("{answered} of {} answered", lesson.asked_count)
    }
}

/// Tells whether an entry fits what is typed: each word of it stands in the entry or says its state.
fn fits(entry: &HomeEntry, filter: &str, catalogue: &Catalogue, project: &ProjectListing) -> bool {
    let lesson = match &entry.item {
        Item::Lesson(id) => catalogue.lesson(id),
        _ => None,
    };
    let mut words = format!("{} {}", entry.text, entry.detail());
    if let Item::Dockerfile { path, inline } = &entry.item
        && let Some(found) = project.dockerfile(path, inline.as_deref())
    {
        for used_by in &found.used_by {
            words.push(' ');
            words.push_str(&short_use(used_by));
        }
    }
    if let Some(lesson) = lesson {
        let ideas = lesson.ideas.join(" ");
        for more in [&lesson.id, &lesson.belief, &ideas] {
            words.push(' ');
            words.push_str(more);
        }
    }
    words.push_str(match entry.state {
        EntryState::New => " unfinished new",
        EntryState::Begun => " unfinished begun",
        EntryState::Finished => " finished done",
        EntryState::None => "",
    });
    let words = words.to_lowercase();
    let all: Vec<&str> = words.split_whitespace().collect();
    filter.split_whitespace().all(|wanted| match wanted {
        "finished" | "unfinished" | "new" | "begun" | "done" => all.contains(&wanted),
        wanted => words.contains(wanted),
    })
}

#[cfg(test)]
mod tests {
    use super::{Due, EntryState, Home, Item};
    use crate::course::catalogue::Catalogue;
    use crate::course::library::built_in;
    use crate::course::progress::Progress;
    use crate::course::progress::deed::Deed;
    use crate::course::progress::moment::Moment;

    fn home(filter: &str, progress: &Progress) -> Home {
        let mut home = Home {
            filter: filter.to_owned(),
            ..Home::default()
        };
        home.list(&Catalogue::of(&built_in()), progress);
        home
    }

    fn begun(lesson: &str) -> Progress {
        let mut progress = Progress::default();
        let deed = Deed::Turned {
            lesson: lesson.to_owned(),
            page: "x".to_owned(),
        };
        progress.take(deed, Moment::of_seconds(9));
        progress
    }

    #[test]
    fn the_lesson_that_was_begun_comes_first() {
        let home = home("", &begun("order-for-the-cache"));
        let first = home.selected_entry().unwrap();
        assert_eq!(first.item, Item::Lesson("order-for-the-cache".to_owned()));
        assert_eq!(first.state, EntryState::Begun);
    }

    #[test]
    fn typed_words_and_states_narrow_the_list_down() {
        let progress = begun("order-for-the-cache");
        let lessons = |filter: &str| -> Vec<Item> {
            let home = home(filter, &progress);
            home.entries().map(|entry| entry.item.clone()).collect()
        };
        let wanted = Item::Lesson("order-for-the-cache".to_owned());
        assert!(lessons("begun").iter().all(|item| *item == wanted));
        assert!(lessons("order cache").contains(&wanted));
        assert!(lessons("finished").is_empty());
        assert!(lessons("zebra").is_empty());
    }

    #[test]
    fn what_is_due_is_said_in_words() {
        let due = |count, next_in| Due { count, next_in }.words();
        assert_eq!(due(0, None), None);
        assert_eq!(due(1, None).unwrap(), "1 idea is due");
        assert_eq!(
            due(0, Some(90_000)).unwrap(),
            "nothing is due; next in 2 days"
        );
    }
}
