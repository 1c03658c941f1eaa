//! What each question is worth: how many know it, whether it tells those who know from those who do
//! not, which wrong answer drew most, how long it takes, and which one should be looked at again.

use crate::course::idea_titles::IdeaTitles;
use crate::course::progress::deed::{AnsweredPage, Confidence};
use crate::course::results::asked::{AskedOf, AskedQuestion};
use crate::course::results::first_answers::{FirstAnswers, QuestionName};
use crate::course::results::statistics::{median, point_biserial, share, upper_end};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// From how many answers on it is said how well a question tells people apart.
pub const ENOUGH_TO_TELL: usize = 5;

/// From how many answers on a question is called unclear.
pub const ENOUGH_TO_JUDGE: usize = 10;

/// What a question tells that is in order; one tells nothing where less is sure, chance allowed for.
pub const TELLS_APART: f64 = 0.3;

/// Holds what is known of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionRow {
    /// The lesson.
    pub lesson: String,
    /// The page.
    pub page: String,
    /// The idea that it is about.
    pub idea: String,
    /// What the idea is called.
    pub idea_title: String,
    /// What is asked; nothing where the lesson is not here.
    pub prompt: Option<String>,
    /// What is right; nothing where the lesson is not here.
    pub right_answer: Option<String>,
    /// How many answered it.
    pub answered: usize,
    /// How many of the first answers are right.
    pub right: usize,
    /// How many said before that they guess.
    pub guesses: usize,
    /// How a right answer goes together with the share of right answers to all other questions, from -1 to 1.
    pub discrimination: Option<f64>,
    /// How many seconds it takes, in the middle.
    pub median_seconds: Option<f64>,
    /// The wrong answer that drew most.
    pub drawn: Option<Drawn>,
    /// Why it should be looked at again; empty where nothing is strange.
    pub unclear: Vec<Unclear>,
}

/// Holds a wrong answer and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The answer.
    pub answer: String,
    /// How many gave it.
    pub count: usize,
}

/// Says why a question should be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unclear {
    /// Nobody knows it.
    NobodyKnows,
    /// Those who know the rest do not know it more often.
    TellsNothing,
    /// One wrong answer drew more than the right one.
    DrawsMore,
    /// At least half guess.
    Guessed,
}

impl Unclear {
    /// Gives the reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NobodyKnows => "nobody knew it",
            Self::TellsNothing => "those who know the rest do not know it more often",
            Self::DrawsMore => "one wrong answer drew more people than the right one",
            Self::Guessed => "at least half said that they guess",
        }
    }
}

impl QuestionRow {
    /// Gives the share of right first answers.
    pub fn share_right(&self) -> Option<f64> {
        share(self.right, self.answered)
    }
}

/// Collects the first answers to one question.
#[derive(Default)]
struct Collected<'a> {
    /// Each answer with the share of right answers that its giver has on all other questions.
    answers: Vec<(&'a AnsweredPage, Option<f64>)>,
}

/// Counts each question: those of known lessons in their order, then the others.
pub fn question_rows(answers: &[FirstAnswers<'_>], asked: &AskedOf) -> Vec<QuestionRow> {
    let mut collected: BTreeMap<QuestionName<'_>, Collected<'_>> = BTreeMap::new();
    for person in answers {
        for (name, answer) in &person.questions {
            let answers = &mut collected.entry(*name).or_default().answers;
            answers.push((answer, person.rest_share(answer)));
        }
    }
    let mut rows: Vec<(Place<'_>, QuestionRow)> = collected
        .into_iter()
        .map(|(name, collected)| {
            let (lesson, page) = name;
            let known = asked.lesson(lesson);
            let question = known.and_then(|(_, known)| known.question(page));
            let place = (
                known.map_or(usize::MAX, |(place, _)| place),
                lesson,
                question.map_or(usize::MAX, |(place, _)| place),
                page,
            );
            let question = question.map(|(_, it)| it);
            (place, row(name, &collected, question, &asked.idea_titles))
        })
        .collect();
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Where a question stands: by its lesson's place and id, then by its own place and page.
type Place<'a> = (usize, &'a str, usize, &'a str);

fn row(
    name: QuestionName<'_>,
    collected: &Collected<'_>,
    question: Option<&AskedQuestion>,
    titles: &IdeaTitles,
) -> QuestionRow {
    let answers = || collected.answers.iter().map(|(answer, _)| *answer);
    let answered = collected.answers.len();
    let right = answers().filter(|answer| answer.is_right).count();
    let guesses = answers().filter(|answer| answer.confidence == Some(Confidence::Guess));
    let guesses = guesses.count();
    let pairs = collected.answers.iter();
    let pairs: Vec<(bool, f64)> = pairs
        .filter_map(|(answer, rest)| Some((answer.is_right, (*rest)?)))
        .collect();
    let discrimination = if pairs.len() < ENOUGH_TO_TELL {
        None
    } else {
        point_biserial(&pairs)
    };
    let mut seconds: Vec<u32> = answers().filter_map(|answer| answer.seconds).collect();
    let drawn = drawn(answers(), question);
    let idea = question.map(|question| question.idea.clone());
    let first_idea = || answers().next().map(|answer| answer.idea.clone());
    let idea = idea.or_else(first_idea).unwrap_or_default();
    let mut row = QuestionRow {
        lesson: name.0.to_owned(),
        page: name.1.to_owned(),
        idea_title: titles.title(&idea),
        idea,
        prompt: question.map(|question| question.prompt.clone()),
        right_answer: question.map(|question| question.right.clone()),
        answered,
        right,
        guesses,
        discrimination,
        median_seconds: median(&mut seconds),
        drawn,
        unclear: Vec::new(),
    };
    row.unclear = unclear(&row);
    row
}

/// Finds the wrong answer that drew most; of several the first by its letters.
fn drawn<'a>(
    answers: impl Iterator<Item = &'a AnsweredPage>,
    question: Option<&AskedQuestion>,
) -> Option<Drawn> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let wrong = answers.filter(|answer| !answer.is_right);
    for answer in wrong {
        for words in wrong_words(&answer.answer, question) {
            *counts.entry(words).or_default() += 1;
        }
    }
    counts.remove("");
    let most = counts.into_iter().min_by_key(|(_, count)| Reverse(*count));
    most.map(|(answer, count)| Drawn { answer, count })
}

/// Says what is wrong in an answer: of several options, the wrong ones that were chosen.
fn wrong_words(answer: &str, question: Option<&AskedQuestion>) -> Vec<String> {
    match question {
        Some(question) if !question.wrong_of_several.is_empty() => {
            let chosen = format!(" | {answer} | ");
            let wrong = question.wrong_of_several.iter();
            wrong
                .filter(|option| chosen.contains(&format!(" | {option} | ")))
                .cloned()
                .collect()
        }
        Some(question) if question.is_order => vec![counted_from_one(answer)],
        _ => vec![answer.split_whitespace().collect::<Vec<&str>>().join(" ")],
    }
}

/// Counts lines from 1, as people do: they are kept counted from 0.
fn counted_from_one(answer: &str) -> String {
    let numbers = answer.split_whitespace();
    let numbers: Option<Vec<String>> = numbers
        .map(|number| {
            number
                .parse::<usize>()
                .ok()
                .map(|number| (number + 1).to_string())
        })
        .collect();
    numbers.map_or_else(|| answer.to_owned(), |numbers| numbers.join(" "))
}

fn unclear(row: &QuestionRow) -> Vec<Unclear> {
    let mut found = Vec::new();
    if row.answered < ENOUGH_TO_JUDGE {
        return found;
    }
    if row.right == 0 {
        found.push(Unclear::NobodyKnows);
    }
    if row
        .discrimination
        .is_some_and(|discrimination| upper_end(discrimination, row.answered) < TELLS_APART)
    {
        found.push(Unclear::TellsNothing);
    }
    let drawn = row.drawn.as_ref().map_or(0, |drawn| drawn.count);
    // Where those who know the rest know this too, it is a clear question about a strong belief.
    let tells_apart = row.discrimination >= Some(TELLS_APART);
    if row.right > 0 && drawn > row.right && !tells_apart {
        found.push(Unclear::DrawsMore);
    }
    if row.guesses * 2 >= row.answered {
        found.push(Unclear::Guessed);
    }
    found
}
