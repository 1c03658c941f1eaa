//! What a participant gives to an instructor, as a file holds it: version 1.
//!
//! The checksum shows damage on the way and careless edits. It proves nothing: whoever wants to can
//! compute it again. Its subject is what the file says and not how it is laid out, so a mail program
//! that breaks lines otherwise does no harm.

use crate::course::progress::deed::{AnsweredPage, Confidence, SolvedExercise};
use crate::course::progress::moment::Moment;
use crate::course::progress::{Given, Progress};
use crate::course::progress_file::bounded::{BoundedMoment, BoundedText};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The version that this program writes.
pub const VERSION: u32 = 1;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 60;

/// The most answers, or solved exercises, of a file.
const MOST_RECORDS: usize = 20_000;

/// Holds what one participant did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassRecord {
    /// The name that they chose.
    pub name: String,
    /// When the file was written.
    pub exported_at: Moment,
    /// The lessons whose end was reached, and when.
    pub finished: Vec<Given<String>>,
    /// The exercises that were solved.
    pub solved: Vec<Given<SolvedExercise>>,
    /// The answers, in the order given.
    pub answers: Vec<Given<AnsweredPage>>,
}

/// Says why a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// There is none.
    Empty,
    /// It is too long.
    TooLong,
    /// It has characters that cannot be seen.
    Invisible,
}

impl fmt::Display for NameFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the name is empty; choose one: --name Ada"),
            Self::TooLong => write!(
                formatter,
                "the name has more than {LONGEST_NAME} characters; choose a shorter one"
            ),
            Self::Invisible => formatter
                .write_str("the name has characters that cannot be seen; choose another one"),
        }
    }
}

impl ClassRecord {
    /// Takes of a learner's progress what an instructor is given: with `lessons`, only what was done in these.
    pub fn of(
        progress: &Progress,
        name: &str,
        exported_at: Moment,
        lessons: Option<&BTreeSet<String>>,
    ) -> Result<Self, NameFault> {
        let name = name.trim();
        if name.is_empty() {
            return Err(NameFault::Empty);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(NameFault::TooLong);
        }
        if crate::doc::visible::visible_line(name) != name {
            return Err(NameFault::Invisible);
        }
        let belongs = |lesson: Option<&str>| match (lessons, lesson) {
            (None, _) => true,
            (Some(lessons), Some(lesson)) => lessons.contains(lesson),
            (Some(_), None) => false,
        };
        let answers = progress.answers.iter();
        let solved = progress.solved.iter();
        let finished = progress.finished.iter();
        Ok(Self {
            name: name.to_owned(),
            exported_at,
            finished: finished
                .filter(|(lesson, _)| belongs(Some(lesson)))
                .map(|(lesson, &at)| Given {
                    at,
                    what: lesson.clone(),
                })
                .collect(),
            solved: solved
                .filter(|given| belongs(Some(&given.what.lesson)))
                .cloned()
                .collect(),
            answers: answers
                .filter(|given| belongs(given.what.lesson.as_deref()))
                .cloned()
                .collect(),
        })
    }
}

/// Holds a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultsFile {
    dockstep_results: u32,
    name: BoundedText,
    exported_at: BoundedMoment,
    finished: Vec<FinishedInFile>,
    solved: Vec<SolvedInFile>,
    answers: Vec<AnswerInFile>,
    /// Of everything above, as this program writes it with an empty checksum.
    checksum: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FinishedInFile {
    at: BoundedMoment,
    lesson: BoundedText,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SolvedInFile {
    at: BoundedMoment,
    lesson: BoundedText,
    page: BoundedText,
    idea: BoundedText,
    hints: u32,
    saw_solution: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerInFile {
    at: BoundedMoment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lesson: Option<BoundedText>,
    page: BoundedText,
    idea: BoundedText,
    right: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceInFile>,
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

/// Says why a file is left out of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultsFault {
    /// It is no such file at all.
    Foreign,
    /// It is a whole record, which has no name.
    WholeRecord,
    /// A newer program wrote it.
    Newer(u32),
    /// It cannot be read.
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It is not as it was written.
    Changed,
}

impl fmt::Display for ResultsFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => {
                formatter.write_str("it is no file of dockstep progress export --name")
            }
            Self::WholeRecord => formatter.write_str(
                "it is a whole record without a name; its owner writes one with dockstep progress export --name",
            ),
            Self::Newer(version) => write!(
                formatter,
                "a newer dockstep wrote it (version {version}); use that one"
            ),
            Self::Unreadable { line, reason } => {
                write!(formatter, "line {line}: it is damaged ({reason})")
            }
            Self::Changed => formatter.write_str(
                "its checksum does not fit: it was damaged on the way, or edited; ask for it again",
            ),
        }
    }
}

/// Reads a file's text.
pub fn read(text: &str) -> Result<ClassRecord, ResultsFault> {
    // Some editors put a mark in front that JSON does not know.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut file: ResultsFile = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => return Err(fault_of(text, &error)),
    };
    if file.dockstep_results != VERSION {
        return Err(ResultsFault::Newer(file.dockstep_results));
    }
    let written = std::mem::take(&mut file.checksum);
    if file.sum() != written {
        return Err(ResultsFault::Changed);
    }
    let most = [file.answers.len(), file.solved.len(), file.finished.len()];
    if file.name.0.chars().count() > LONGEST_NAME || most.iter().any(|&count| count > MOST_RECORDS)
    {
        return Err(ResultsFault::Unreadable {
            line: 1,
            reason: format!(
                "a name has at most {LONGEST_NAME} characters, a file at most {MOST_RECORDS} answers"
            ),
        });
    }
    Ok(ClassRecord::from(file))
}

/// What tells one kind of file from another.
#[derive(Deserialize)]
struct Kind {
    dockstep_results: Option<u32>,
    version: Option<u32>,
    answers: Option<serde::de::IgnoredAny>,
}

/// Says what a file is that cannot be read as one of a participant's.
fn fault_of(text: &str, error: &serde_json::Error) -> ResultsFault {
    let kind = serde_json::from_str::<Kind>(text).ok();
    if !text.contains("\"dockstep_results\"") {
        let is_whole = kind.is_some_and(|kind| kind.version.is_some() && kind.answers.is_some());
        return if is_whole {
            ResultsFault::WholeRecord
        } else {
            ResultsFault::Foreign
        };
    }
    match kind.and_then(|kind| kind.dockstep_results) {
        Some(version) if version > VERSION => ResultsFault::Newer(version),
        _ => {
            let words = error.to_string();
            let words = words
                .rsplit_once(" at line ")
                .map_or(words.as_str(), |(words, _)| words);
            ResultsFault::Unreadable {
                line: error.line().max(1),
                reason: words.to_owned(),
            }
        }
    }
}

impl ResultsFile {
    /// Makes the file of what a participant did.
    pub fn of(record: ClassRecord) -> Self {
        let finished = record.finished.into_iter();
        let mut file = Self {
            dockstep_results: VERSION,
            name: BoundedText(record.name),
            exported_at: BoundedMoment::of(record.exported_at),
            finished: finished
                .map(|given| FinishedInFile {
                    at: BoundedMoment::of(given.at),
                    lesson: BoundedText(given.what),
                })
                .collect(),
            solved: record.solved.into_iter().map(SolvedInFile::from).collect(),
            answers: record.answers.into_iter().map(AnswerInFile::from).collect(),
            checksum: String::new(),
        };
        file.checksum = file.sum();
        file
    }

    /// Gives the version that the file says it has.
    pub const fn version(&self) -> u32 {
        self.dockstep_results
    }

    /// Computes the checksum of a file whose checksum is empty.
    fn sum(&self) -> String {
        let mut sum = Sum(crc32fast::Hasher::new());
        // A sum takes whatever is written, and the file holds nothing that cannot be.
        let _written = serde_json::to_writer(&mut sum, self);
        format!("crc32:{:08x}", sum.0.finalize())
    }
}

/// Takes bytes and keeps their sum alone.
struct Sum(crc32fast::Hasher);

impl std::io::Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl From<ResultsFile> for ClassRecord {
    fn from(file: ResultsFile) -> Self {
        let finished = file.finished.into_iter();
        Self {
            name: file.name.0,
            exported_at: file.exported_at.moment(),
            finished: finished
                .map(|finished| Given {
                    at: finished.at.moment(),
                    what: finished.lesson.0,
                })
                .collect(),
            solved: file.solved.into_iter().map(Given::from).collect(),
            answers: file.answers.into_iter().map(Given::from).collect(),
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
        Self {
            at: solved.at.moment(),
            what: SolvedExercise {
                lesson: solved.lesson.0,
                page: solved.page.0,
                idea: solved.idea.0,
                hints_seen: solved.hints,
                saw_solution: solved.saw_solution,
            },
        }
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
        Self {
            at: answer.at.moment(),
            what: AnsweredPage {
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
            },
        }
    }
}
