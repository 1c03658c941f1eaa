//! A lesson made from a Dockerfile: the file to read, then questions that are made from it.
//!
//! It is written as any lesson is, so that nothing else has to know where it comes from. Everybody
//! who has the same Dockerfile gets the same questions.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::course::made_page::made_questions;
use crate::explain::questions::question::Question;
use crate::language::source::Source;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What stands above the questions.
const HEAD: &str = include_str!("../../../assets/made_lesson/lesson.toml");

/// The name of the Dockerfile in the lesson.
const DOCKERFILE: &str = "Dockerfile";

/// The folder of the build context in the lesson.
const CONTEXT: &str = "context";

/// Holds what a lesson is made from.
#[derive(Clone, Debug)]
pub struct Making<'a> {
    /// The Dockerfile as faults name it.
    pub path: String,
    /// Its text.
    pub dockerfile: &'a str,
    /// The files of its build context, by their paths; nothing where the context is not known.
    pub context: Option<Vec<(&'a str, &'a str)>>,
    /// The lesson's id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// How many questions it asks, at most.
    pub questions: usize,
}

/// Says why no lesson can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MakingFault {
    /// BuildKit refuses the Dockerfile.
    Refused {
        /// The line, counted from 1.
        line: u32,
        /// BuildKit's words.
        message: String,
    },
    /// There is nothing to ask about it.
    NothingToAsk(String),
}

/// Makes the lesson.
pub fn made_lesson(
    making: &Making<'_>,
    options: &BuildOptions,
) -> Result<LessonSource, MakingFault> {
    let analysis = analysis(making, options);
    if let Some(problem) = analysis.problems().first() {
        return Err(MakingFault::Refused {
            line: problem.line,
            message: problem.message.clone(),
        });
    }
    let questions = chosen(made_questions(&analysis), making.questions);
    if questions.is_empty() {
        let reason = analysis.question_shortage();
        let reason = reason.map_or_else(String::new, |reason| reason.to_plain());
        return Err(MakingFault::NothingToAsk(reason));
    }
    Ok(written(making, &questions))
}

/// Analyses the Dockerfile as the lesson's reader will.
fn analysis(making: &Making<'_>, options: &BuildOptions) -> Analysis {
    // The reader knows how files become a build context: it is asked, with a lesson that has no page yet.
    let empty = written(making, &[]);
    let read = read_lesson(&empty, options).lesson;
    let page = read.as_ref().and_then(|lesson| lesson.pages.first());
    match page.and_then(|page| page.dockerfile.as_ref()) {
        Some(analysis) => (**analysis).clone(),
        None => Analysis::of(Source::new(making.dockerfile.as_bytes().to_vec()), options),
    }
}

/// Chooses questions: those that tell most of the file, about as many ideas as there are, in the order of its lines.
fn chosen(mut questions: Vec<Question>, count: usize) -> Vec<Question> {
    questions.sort_by(|one, other| {
        let rank = |question: &Question| (Reverse(question.weight), question.line);
        rank(one).cmp(&rank(other)).then(one.id.cmp(&other.id))
    });
    let mut ideas = BTreeSet::new();
    let (mut chosen, others): (Vec<Question>, Vec<Question>) = questions
        .into_iter()
        .partition(|question| ideas.insert(question.idea.clone()));
    chosen.extend(others);
    chosen.truncate(count);
    chosen.sort_by(|one, other| (one.line, &one.id).cmp(&(other.line, &other.id)));
    chosen
}

/// Writes the lesson's files.
fn written(making: &Making<'_>, questions: &[Question]) -> LessonSource {
    let ideas: BTreeSet<&str> = questions
        .iter()
        .map(|question| question.idea.as_str())
        .collect();
    let ideas: Vec<String> = ideas.into_iter().map(quoted).collect();
    // One for the file, and one for each question.
    let minutes = 1 + questions.len();
    let context = match &making.context {
        Some(_) => format!("context-folder = {}\n", quoted(CONTEXT)),
        None => String::new(),
    };
    let mut text = HEAD
        .replace("{minutes}", &minutes.to_string())
        .replace("{ideas}", &format!("[{}]", ideas.join(", ")))
        .replace("{context}", &context)
        .replace("{id}", &quoted(making.id))
        .replace("{title}", &quoted(making.title));
    let mut ids = BTreeSet::new();
    for question in questions {
        let id = page_id(&question.id, &mut ids);
        let _written = write!(
            text,
            "\n[[page]]\nkind = \"made\"\nid = {}\nquestion = {}\n",
            quoted(&id),
            quoted(&question.id)
        );
    }
    let mut source = LessonSource::new(
        &making.path,
        [
            (LESSON_FILE, text.as_str()),
            (DOCKERFILE, making.dockerfile),
        ],
    );
    for (path, text) in making.context.iter().flatten() {
        // The reader takes this ending away: a file that has it in the project keeps it so.
        let ending = if path.ends_with(".context") {
            ".context"
        } else {
            ""
        };
        let path = format!("{CONTEXT}/{path}{ending}");
        source.files.insert(path, (*text).to_owned());
    }
    source
}

/// Makes a page's id of a question's: `run-sees@7:VERSION` becomes `run-sees-7-version`.
fn page_id(question: &str, taken: &mut BTreeSet<String>) -> String {
    let lower = question.to_ascii_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    let mut numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut free = id.clone();
    while !taken.insert(free.clone()) {
        free = numbered.next().unwrap_or_default();
    }
    free
}

/// Writes a text as TOML does, in quotation marks.
pub(in crate::course::pack) fn quoted(text: &str) -> String {
    // JSON escapes what TOML does, but for the one control character behind the letters.
    let text = serde_json::Value::from(text).to_string();
    text.replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::{page_id, quoted};
    use std::collections::BTreeSet;

    #[test]
    fn ids_of_pages_are_names_of_their_own() {
        let mut taken = BTreeSet::new();
        assert_eq!(
            page_id("run-sees@7:VERSION", &mut taken),
            "run-sees-7-version"
        );
        assert_eq!(
            page_id("run-sees@7:version", &mut taken),
            "run-sees-7-version-2"
        );
        assert_eq!(
            page_id("run-sees@7:Version", &mut taken),
            "run-sees-7-version-3"
        );
    }

    #[test]
    fn a_text_is_read_as_it_was_written() {
        for text in [
            "plain",
            "a \"b\" \\ c",
            "tab\tline\nend",
            "\u{7f}\u{1b}\u{0}",
            "größe",
        ] {
            let read: toml::Table = format!("x = {}", quoted(text)).parse().unwrap();
            assert_eq!(read["x"].as_str(), Some(text), "{text:?}");
        }
    }
}
