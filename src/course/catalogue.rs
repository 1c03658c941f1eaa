//! The course as a list: its parts, lessons and mixed reviews, known without reading a page.
//!
//! Only the head of a lesson is read here, and its pages are counted: the home screen lists all
//! lessons before any of them is opened. Refuses to find faults: that is the reader's business.

use crate::course::lesson_source::LessonSource;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The order of the course.
const COURSE: &str = include_str!("../../lessons/course.toml");

/// The title of the part for lessons that the course does not list.
const OTHER: &str = "Other lessons";

/// Holds the course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The parts in their order; none is empty.
    pub parts: Vec<CoursePart>,
}

/// Holds one part of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoursePart {
    /// Its title.
    pub title: String,
    /// What it holds, in order.
    pub entries: Vec<CourseEntry>,
}

/// Holds one entry of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseEntry {
    /// A lesson.
    Lesson(LessonEntry),
    /// Questions over several lessons.
    Review(MixedReview),
}

/// Holds what a list says of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonEntry {
    /// Its number, from its folder's name.
    pub number: Option<u32>,
    /// The name that never changes.
    pub id: String,
    /// The title.
    pub title: String,
    /// The belief that it ends.
    pub belief: String,
    /// How many minutes it takes.
    pub minutes: u32,
    /// The ids of lessons that should come before.
    pub needs: Vec<String>,
    /// The ideas it is about.
    pub ideas: Vec<String>,
    /// How many pages it has.
    pub page_count: usize,
    /// How many of them ask something or have an exercise.
    pub asked_count: usize,
}

/// Holds a mixed review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixedReview {
    /// The name that never changes: `review-after-` and the lesson it stands behind.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The ids of the lessons it asks about.
    pub lessons: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseFile {
    #[expect(dead_code, reason = "the version is checked by the type alone so far")]
    format: u32,
    part: Vec<PartFile>,
    #[serde(default)]
    review: Vec<ReviewFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFile {
    title: String,
    lessons: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewFile {
    after: String,
}

/// Reads of a head what a list needs; what else stands there is passed over.
#[derive(Deserialize)]
struct HeadFile {
    id: String,
    title: String,
    #[serde(default)]
    belief: String,
    #[serde(default)]
    minutes: u32,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    ideas: Vec<String>,
}

impl LessonEntry {
    /// Names it with its number, where it has one: `23 django-two-stages`.
    pub fn numbered(&self) -> String {
        match self.number {
            Some(number) => format!("{number} {}", self.id),
            None => self.id.clone(),
        }
    }
}

impl Catalogue {
    /// Lists the lessons of some sources in the order of the course.
    pub fn of(sources: &[LessonSource]) -> Self {
        let entries = sources.iter().filter_map(entry_of);
        let mut entries: BTreeMap<String, LessonEntry> =
            entries.map(|entry| (entry.id.clone(), entry)).collect();
        // tests/lessons reads the very same file; without it every lesson is one of the others.
        let course = toml::from_str::<CourseFile>(COURSE).unwrap_or(CourseFile {
            format: 1,
            part: Vec::new(),
            review: Vec::new(),
        });
        let mut parts = Vec::new();
        let mut since_review: Vec<LessonEntry> = Vec::new();
        for part in &course.part {
            let mut listed = Vec::new();
            for id in &part.lessons {
                if let Some(entry) = entries.remove(id) {
                    since_review.push(entry.clone());
                    listed.push(CourseEntry::Lesson(entry));
                }
                if course.review.iter().any(|review| review.after == *id)
                    && !since_review.is_empty()
                {
                    listed.push(CourseEntry::Review(mixed_review(id, &since_review)));
                    since_review.clear();
                }
            }
            if !listed.is_empty() {
                parts.push(CoursePart {
                    title: part.title.clone(),
                    entries: listed,
                });
            }
        }
        if !entries.is_empty() {
            parts.push(CoursePart {
                title: OTHER.to_owned(),
                entries: entries.into_values().map(CourseEntry::Lesson).collect(),
            });
        }
        Self { parts }
    }

    /// Lists the lessons in their order.
    pub fn lessons(&self) -> impl Iterator<Item = &LessonEntry> {
        let entries = self.parts.iter().flat_map(|part| &part.entries);
        entries.filter_map(|entry| match entry {
            CourseEntry::Lesson(lesson) => Some(lesson),
            CourseEntry::Review(_) => None,
        })
    }

    /// Finds a lesson by its id.
    pub fn lesson(&self, id: &str) -> Option<&LessonEntry> {
        self.lessons().find(|lesson| lesson.id == id)
    }

    /// Finds a mixed review by its id.
    pub fn review(&self, id: &str) -> Option<&MixedReview> {
        let mut entries = self.parts.iter().flat_map(|part| &part.entries);
        entries.find_map(|entry| match entry {
            CourseEntry::Review(review) if review.id == id => Some(review),
            _ => None,
        })
    }

    /// Gives the lesson that comes behind another one.
    pub fn next_lesson(&self, id: &str) -> Option<&LessonEntry> {
        self.lessons().skip_while(|lesson| lesson.id != id).nth(1)
    }

    /// Finds the lesson that a reader names: by its id, its number, or the start of its id or title.
    ///
    /// The error says what else there is.
    pub fn find(&self, name: &str) -> Result<&LessonEntry, String> {
        let wanted = name.trim().to_lowercase();
        let number = wanted.parse().ok();
        let mut lessons = self.lessons();
        if let Some(found) = lessons
            .find(|lesson| lesson.id == wanted || number.is_some() && lesson.number == number)
        {
            return Ok(found);
        }
        let close: Vec<&LessonEntry> = self
            .lessons()
            .filter(|lesson| {
                lesson.id.contains(&wanted) || lesson.title.to_lowercase().contains(&wanted)
            })
            .collect();
        match close.as_slice() {
            [found] if !wanted.is_empty() => Ok(found),
            [] => Err(format!("there is no lesson {name:?}")),
            several => {
                let names: Vec<String> = several.iter().map(|lesson| lesson.numbered()).collect();
                Err(format!(
                    "{name:?} fits several lessons: {}",
                    names.join(", ")
                ))
            }
        }
    }
}

fn mixed_review(after: &str, lessons: &[LessonEntry]) -> MixedReview {
    let numbers: Vec<u32> = lessons.iter().filter_map(|lesson| lesson.number).collect();
    let title = match numbers.as_slice() {
        [] => "Mixed review".to_owned(),
        [only] => format!("Mixed review of lesson {only}"),
        [first, .., last] => format!("Mixed review of lessons {first} to {last}"),
    };
    MixedReview {
        id: format!("review-after-{after}"),
        title,
        lessons: lessons.iter().map(|lesson| lesson.id.clone()).collect(),
    }
}

/// Reads the head of a lesson and counts its pages; nothing where the head cannot be read.
pub fn entry_of(source: &LessonSource) -> Option<LessonEntry> {
    let text = source.lesson_toml();
    let (head, pages) = match text.find("\n[[page]]") {
        Some(at) => text.split_at_checked(at + 1)?,
        None => (text, ""),
    };
    let head: HeadFile = toml::from_str(head).ok()?;
    Some(LessonEntry {
        number: number_of(&source.folder),
        id: head.id,
        title: head.title,
        belief: head.belief,
        minutes: head.minutes,
        needs: head.needs,
        ideas: head.ideas,
        page_count: pages
            .lines()
            .filter(|line| line.trim_end() == "[[page]]")
            .count(),
        asked_count: pages
            .lines()
            .filter(|line| line.starts_with("kind = ") && !line.contains("\"read\""))
            .count(),
    })
}

/// Reads the number at the start of a folder's name: 23 of `lessons/23-django-two-stages`.
pub fn number_of(folder: &str) -> Option<u32> {
    let name = folder.rsplit(['/', '\\']).find(|part| !part.is_empty())?;
    let digits = name.find(|character: char| !character.is_ascii_digit());
    name.get(..digits.unwrap_or(name.len()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, CourseEntry, entry_of};
    use crate::course::lesson_source::LessonSource;
    use crate::course::library::built_in;

    fn source(folder: &str, id: &str) -> LessonSource {
        let text = format!(
            "format = 1\nid = \"{id}\"\ntitle = \"T\"\nminutes = 3\n\n[[page]]\nkind = \"read\"\n\n[[page]]\nkind = \"read\"\n"
        );
        LessonSource::new(folder, [("lesson.toml", text.as_str())])
    }

    #[test]
    fn a_head_is_read_and_pages_are_counted() {
        let entry = entry_of(&source("lessons/07-copy-exactly", "copy-exactly")).unwrap();
        assert_eq!((entry.number, entry.page_count), (Some(7), 2));
        assert_eq!(entry_of(&source("mine", "mine")).unwrap().number, None);
    }

    #[test]
    fn lessons_of_others_come_in_a_part_of_their_own() {
        let catalogue = Catalogue::of(&[source("mine", "mine"), source("x/07-c", "copy-exactly")]);
        let titles: Vec<&str> = catalogue
            .parts
            .iter()
            .map(|part| part.title.as_str())
            .collect();
        assert_eq!(titles, ["Foundations", "Other lessons"]);
        assert_eq!(catalogue.next_lesson("copy-exactly").unwrap().id, "mine");
    }

    #[test]
    fn a_review_asks_about_the_lessons_since_the_one_before() {
        let lessons = ["volume", "expose", "user-and-ownership"];
        let sources: Vec<LessonSource> = lessons.iter().map(|id| source("a", id)).collect();
        let catalogue = Catalogue::of(&sources);
        let entries = &catalogue.parts.first().unwrap().entries;
        let reviews: Vec<Vec<String>> = entries
            .iter()
            .filter_map(|entry| match entry {
                CourseEntry::Review(review) => Some(review.lessons.clone()),
                CourseEntry::Lesson(_) => None,
            })
            .collect();
        assert_eq!(reviews, [vec!["expose"], vec!["user-and-ownership"]]);
    }

    #[test]
    fn a_lesson_is_found_by_number_id_and_words() {
        let catalogue = Catalogue::of(&built_in());
        for name in ["23", "django-two-stages", "Django"] {
            assert_eq!(catalogue.find(name).unwrap().id, "django-two-stages");
        }
        assert!(catalogue.find("nothing-like-it").is_err());
        assert!(catalogue.find("").is_err());
    }
}
