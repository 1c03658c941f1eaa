//! What is presented to a room: lessons in their order, each with its time and the instructor's notes.
//!
//! A lesson alone, a folder of lessons and a pack become the same thing here. Refuses to know
//! where lessons come from: they are handed in as they were read.

use crate::course::lesson::Lesson;
use crate::doc::Doc;

/// Holds lessons in the order in which they are presented.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The name that never changes: of a lesson, a folder, a pack.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How many minutes there are in all, where somebody says so.
    pub minutes: Option<u32>,
    /// What the instructor reads before the first lesson.
    pub notes: Doc,
    /// The lessons.
    pub lessons: Vec<ProgrammeLesson>,
}

/// Holds a lesson with its place in the programme.
#[derive(Clone, Debug)]
pub struct ProgrammeLesson {
    /// Its number, as participants know it.
    pub number: Option<u32>,
    /// How many minutes it has.
    pub minutes: u32,
    /// How many minutes of pause come behind it.
    pub pause: u32,
    /// What the instructor reads before it.
    pub notes: Doc,
    /// The lesson.
    pub lesson: Lesson,
}

impl ProgrammeLesson {
    /// Takes a lesson as it is: its own minutes and notes, and no pause behind it.
    pub fn of(lesson: Lesson, number: Option<u32>) -> Self {
        Self {
            number,
            minutes: lesson.minutes,
            pause: 0,
            notes: lesson.notes.clone(),
            lesson,
        }
    }
}

impl Programme {
    /// Presents one lesson.
    pub fn of_lesson(lesson: ProgrammeLesson) -> Self {
        Self {
            id: lesson.lesson.id.clone(),
            title: lesson.lesson.title.clone(),
            minutes: None,
            notes: Doc::default(),
            lessons: vec![lesson],
        }
    }

    /// Counts the minutes that it takes: as somebody says, or those of the lessons and pauses.
    pub fn planned_minutes(&self) -> u32 {
        let lessons = self.lessons.iter();
        let sum = lessons.fold(0, |sum: u32, lesson| {
            sum.saturating_add(lesson.minutes)
                .saturating_add(lesson.pause)
        });
        self.minutes.unwrap_or(sum)
    }

    /// Gives the second at which a lesson is to begin. Where the whole has less time than its lessons
    /// together, each gets its share of it; what it has more is left for questions at the end.
    pub fn begins_at(&self, lesson: usize) -> u64 {
        let before = self.lessons.iter().take(lesson);
        let before: u64 = before
            .map(|lesson| u64::from(lesson.minutes) + u64::from(lesson.pause))
            .sum();
        self.share(before)
    }

    /// Gives how many seconds a lesson has.
    pub fn seconds_of(&self, lesson: usize) -> u64 {
        let found = self.lessons.get(lesson);
        self.share(found.map_or(0, |lesson| u64::from(lesson.minutes)))
    }

    /// Turns minutes of lessons into seconds of the whole.
    fn share(&self, minutes: u64) -> u64 {
        let lessons = self.lessons.iter();
        let sum: u64 = lessons
            .map(|lesson| u64::from(lesson.minutes) + u64::from(lesson.pause))
            .sum();
        minutes * 60 * u64::from(self.planned_minutes()).min(sum) / sum.max(1)
    }
}
