//! What a learner has done, as a file holds it: version 1.
//!
//! These are forms of their own, so that [`Progress`] can change while the files of readers stay.
//! What a form refuses, it refuses while the file is read, and so with the line: texts without end,
//! moments after the year 9999. Fields that nobody knows are passed over.

pub(in crate::course) mod bounded;

use crate::course::progress::deed::{AnsweredPage, Confidence, SolvedExercise};
use crate::course::progress::{Given, Progress};
use crate::course::progress_file::bounded::{BoundedMoment, BoundedText};
use serde::{Deserialize, Serialize};

/// The version that this program writes.
pub const VERSION: u32 = 1;

/// Holds a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProgressFile {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_lesson: Option<BoundedText>,
    #[serde(default)]
    places: Vec<PlaceInFile>,
    #[serde(default)]
    finished: Vec<FinishedInFile>,
    #[serde(default)]
    solved: Vec<SolvedInFile>,
    #[serde(default)]
    answers: Vec<AnswerInFile>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct PlaceInFile {
    at: BoundedMoment,
    lesson: BoundedText,
    page: BoundedText,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct FinishedInFile {
    at: BoundedMoment,
    lesson: BoundedText,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct SolvedInFile {
    at: BoundedMoment,
    lesson: BoundedText,
    page: BoundedText,
    idea: BoundedText,
    #[serde(default)]
    hints: u32,
    #[serde(default)]
    saw_solution: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct AnswerInFile {
    at: BoundedMoment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lesson: Option<BoundedText>,
    page: BoundedText,
    idea: BoundedText,
    right: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceInFile>,
    #[serde(default)]
    answer: BoundedText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ConfidenceInFile {
    Sure,
    Guess,
}

impl ProgressFile {
    /// Gives the version that the file says it has.
    pub const fn version(&self) -> u32 {
        self.version
    }
}

impl Default for ProgressFile {
    fn default() -> Self {
        Self::from(Progress::default())
    }
}

impl From<Progress> for ProgressFile {
    fn from(progress: Progress) -> Self {
        let Progress {
            answers,
            solved,
            places,
            finished,
            last_lesson,
        } = progress;
        let places = places.into_iter().map(|(lesson, place)| PlaceInFile {
            at: BoundedMoment::of(place.at),
            lesson: BoundedText(lesson),
            page: BoundedText(place.what),
        });
        let finished = finished.into_iter().map(|(lesson, at)| FinishedInFile {
            at: BoundedMoment::of(at),
            lesson: BoundedText(lesson),
        });
        Self {
            version: VERSION,
            last_lesson: last_lesson.map(BoundedText),
            places: places.collect(),
            finished: finished.collect(),
            solved: solved.into_iter().map(SolvedInFile::from).collect(),
            answers: answers.into_iter().map(AnswerInFile::from).collect(),
        }
    }
}

impl From<ProgressFile> for Progress {
    fn from(file: ProgressFile) -> Self {
        let places = file.places.into_iter().map(|place| {
            let (at, what) = (place.at.moment(), place.page.0);
            (place.lesson.0, Given { at, what })
        });
        let finished = file.finished.into_iter();
        Self {
            answers: file.answers.into_iter().map(Given::from).collect(),
            solved: file.solved.into_iter().map(Given::from).collect(),
            places: places.collect(),
            finished: finished
                .map(|finished| (finished.lesson.0, finished.at.moment()))
                .collect(),
            last_lesson: file.last_lesson.map(|lesson| lesson.0),
        }
    }
}

impl From<Given<SolvedExercise>> for SolvedInFile {
    fn from(given: Given<SolvedExercise>) -> Self {
        let solved = given.what;
        Self {
            at: BoundedMoment::of(given.at),
            lesson: BoundedText(solved.lesson),
            page: BoundedText(solved.page),
            idea: BoundedText(solved.idea),
            hints: solved.hints_seen,
            saw_solution: solved.saw_solution,
        }
    }
}

impl From<SolvedInFile> for Given<SolvedExercise> {
    fn from(solved: SolvedInFile) -> Self {
        let what = SolvedExercise {
            lesson: solved.lesson.0,
            page: solved.page.0,
            idea: solved.idea.0,
            hints_seen: solved.hints,
            saw_solution: solved.saw_solution,
        };
        let at = solved.at.moment();
        Self { at, what }
    }
}

impl From<Given<AnsweredPage>> for AnswerInFile {
    fn from(given: Given<AnsweredPage>) -> Self {
        let answered = given.what;
        Self {
            at: BoundedMoment::of(given.at),
            lesson: answered.lesson.map(BoundedText),
            page: BoundedText(answered.page),
            idea: BoundedText(answered.idea),
            right: answered.is_right,
            confidence: answered.confidence.map(|confidence| match confidence {
                Confidence::Sure => ConfidenceInFile::Sure,
                Confidence::Guess => ConfidenceInFile::Guess,
            }),
            answer: BoundedText(answered.answer),
            seconds: answered.seconds,
        }
    }
}

impl From<AnswerInFile> for Given<AnsweredPage> {
    fn from(answer: AnswerInFile) -> Self {
        let what = AnsweredPage {
            lesson: answer.lesson.map(|lesson| lesson.0),
            page: answer.page.0,
            idea: answer.idea.0,
            is_right: answer.right,
            confidence: answer.confidence.map(|confidence| match confidence {
                ConfidenceInFile::Sure => Confidence::Sure,
                ConfidenceInFile::Guess => Confidence::Guess,
            }),
            answer: answer.answer.0,
            seconds: answer.seconds,
        };
        let at = answer.at.moment();
        Self { at, what }
    }
}
