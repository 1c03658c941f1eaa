//! A question while it is made: options are offered, those that mean the same are dropped.
//!
//! No sentence stands here. An option has a name in `assets/questions.toml` and values for it.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text};
use crate::explain::questions::asked::{Answering, Asked};
use crate::explain::questions::dice::Dice;
use crate::explain::questions::idea_title::narrowed;
use crate::explain::questions::question::{AnswerOption, Question, QuestionKind};
use crate::knowledge::question_texts::{OptionTexts, QuestionTexts, question_file};

/// How many wrong options are shown.
const MOST_WRONG: usize = 3;

/// How many right options are shown of a question with several.
const MOST_RIGHT: usize = 3;

/// The longest answer in characters that is to be written.
const LONGEST_WRITTEN: usize = 40;

/// The longest option in characters: a longer one cannot be compared at a glance.
const LONGEST_OPTION: usize = 160;

/// Holds what is offered as an option.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    name: &'static str,
    values: Values,
    line: Option<u32>,
}

impl Offer {
    /// Names an option of the kind of question.
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            values: Values::new(),
            line: None,
        }
    }

    /// Gives the answer itself.
    pub(super) fn value(self, value: Text) -> Self {
        self.with("value", value)
    }

    /// Gives the answer itself, as code.
    pub(super) fn code(self, value: impl Into<String>) -> Self {
        self.value(code(value))
    }

    /// Gives a value for the option's sentences.
    pub(super) fn with(mut self, name: &'static str, value: Text) -> Self {
        self.values.insert(name, value);
        self
    }

    /// Names the line that sets something, which also shows it.
    pub(super) fn set_line(self, line: u32) -> Self {
        self.with("set-line", Text::plain(line.to_string()))
            .shown_on(line)
    }

    /// Names the line that shows it.
    pub(super) fn shown_on(mut self, line: u32) -> Self {
        self.line = (line > 0).then_some(line);
        self
    }
}

/// Names a way of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Choosing,
    Writing,
    Pointing,
}

/// Holds a question while it is made.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    id: String,
    idea: String,
    texts: &'static QuestionTexts,
    values: Values,
    line: u32,
    instruction: Option<usize>,
    right: Vec<(AnswerOption, String)>,
    wrong: Vec<(AnswerOption, String, bool)>,
    misses: bool,
}

impl Draft {
    /// Starts a question about an instruction; `detail` tells it from others of its kind there.
    pub(super) fn new(asked: &Asked<'_>, name: &str, detail: &str) -> Option<Self> {
        let texts = question_file().question.get(name)?;
        let line = asked.line();
        let mut id = format!("{name}@{line}");
        if !detail.is_empty() {
            id.push(':');
            id.push_str(detail);
        }
        let keyword = asked.subject.invocation.keyword_text().to_uppercase();
        let values = Values::from([
            ("line", Text::plain(line.to_string())),
            ("keyword", Text::plain(keyword)),
            ("folder", said("this-folder")),
        ]);
        Some(Self {
            id,
            idea: texts.idea.clone(),
            texts,
            values,
            line,
            instruction: Some(asked.subject.index),
            right: Vec::new(),
            wrong: Vec::new(),
            misses: false,
        })
    }

    /// Names the very line that it speaks of, where the instruction has several.
    pub(super) fn speak_of_line(&mut self, line: u32) {
        self.line = line;
        self.set("line", Text::plain(line.to_string()));
    }

    /// Says that the question is about the file, and about no instruction of it.
    pub(super) fn about_file(&mut self) {
        self.instruction = None;
    }

    /// Gives a value for the sentences of the question and all its options.
    pub(super) fn set(&mut self, name: &'static str, value: Text) {
        self.values.insert(name, value);
    }

    /// Narrows the idea down: `option` to `option-tar-x`.
    pub(super) fn narrow_idea(&mut self, words: &str) {
        let words = narrowed(words);
        if !words.is_empty() {
            self.idea.push('-');
            self.idea.push_str(&words);
        }
    }

    /// Offers the right answer, or one of several.
    pub(super) fn right(&mut self, offer: Offer) {
        let Some((option, texts)) = self.option(offer, true) else {
            self.misses = true;
            return;
        };
        if !texts.idea.is_empty() {
            self.idea.clone_from(&texts.idea);
        }
        let meaning = meaning(&option.text);
        let is_long = meaning.chars().count() > LONGEST_OPTION;
        if option.text.is_empty() || is_long || has_unknown(&option.text) {
            self.misses = true;
        }
        self.right.push((option, meaning));
    }

    /// Offers a wrong answer; one that means the same as another, or is too long, is dropped.
    pub(super) fn wrong(&mut self, offer: Offer) {
        let Some((option, texts)) = self.option(offer, false) else {
            self.misses = true;
            return;
        };
        let meaning = meaning(&option.text);
        let is_unfit = meaning.is_empty()
            || meaning.chars().count() > LONGEST_OPTION
            || has_unknown(&option.text);
        if !is_unfit {
            self.wrong.push((option, meaning, texts.filler));
        }
    }

    fn option(&self, offer: Offer, right: bool) -> Option<(AnswerOption, &'static OptionTexts)> {
        let texts = self.texts.option.get(offer.name)?;
        let mut values = self.values.clone();
        values.extend(offer.values);
        let option = AnswerOption {
            text: fill(&texts.text, &values),
            right,
            why: fill(&texts.why, &values),
            line: offer.line,
        };
        Some((option, texts))
    }

    /// Makes a question that is answered in one of the ways that fit, as chance takes it. `accepts` is
    /// every way to write the answer, none where it is not to be written; where `has_setter` holds, the
    /// right option's line may be pointed at: it alone sets what is asked for.
    pub(super) fn answer_any_way(
        self,
        asked: &Asked<'_>,
        accepts: Vec<String>,
        has_setter: bool,
    ) -> Option<Question> {
        // To choose shows what people believe, so it is asked as often as the other ways together.
        let mut ways = vec![Way::Choosing, Way::Choosing];
        if accepts.iter().any(|answer| is_short(answer)) {
            ways.push(Way::Writing);
        }
        if has_setter && !self.texts.pointing.is_empty() {
            ways.push(Way::Pointing);
        }
        if asked.answering == Answering::ByChoosing {
            ways.truncate(1);
        }
        let mut dice = Dice::named(asked.seed, &format!("way of {}", self.id));
        let question = match dice.pick(&ways)? {
            Way::Choosing => None,
            Way::Writing => self.clone().write(asked.seed, accepts),
            Way::Pointing => self.clone().point_at_setter(asked.seed),
        };
        question.or_else(|| self.choose_one(asked.seed))
    }

    /// Makes a question whose answer is written; wrong options are kept that could be written as well.
    fn write(mut self, seed: u64, accepts: Vec<String>) -> Option<Question> {
        self.wrong.retain(|(option, meaning, is_filler)| {
            let is_code = matches!(option.text.0.as_slice(), [Inline::Code(_)]);
            is_code && !is_filler && !accepts.contains(meaning)
        });
        let mut question = self.finish(seed, 0)?;
        question.kind = QuestionKind::FillIn;
        question.answers = accepts;
        Some(question)
    }

    /// Makes a question of which the line is the answer that sets what is asked for.
    fn point_at_setter(mut self, seed: u64) -> Option<Question> {
        let [(right, _)] = self.right.as_slice() else {
            return None;
        };
        let mut lines = vec![right.line?];
        self.wrong.retain(|(option, ..)| match option.line {
            Some(line) if !lines.contains(&line) => {
                lines.push(line);
                true
            }
            _ => false,
        });
        let options = self
            .right
            .iter_mut()
            .map(|(option, meaning)| (option, meaning));
        let wrong = self.wrong.iter_mut();
        for (option, meaning) in options.chain(wrong.map(|(option, it, _)| (option, it))) {
            let line = Text::plain(option.line.unwrap_or_default().to_string());
            option.text = said_of("a-line", &Values::from([("line", line)]));
            *meaning = option.text.to_plain();
        }
        // It is another question, with an answer of its own.
        self.id = self.id.replacen('@', "-line@", 1);
        let prompt = fill(&self.texts.pointing, &self.values);
        // Every other line may be pointed at too, so one that people take for it is enough.
        let mut question = self.point_at(seed, 1)?;
        question.prompt = prompt;
        Some(question)
    }

    /// Makes a question with one right option and at least two wrong ones.
    pub(super) fn choose_one(self, seed: u64) -> Option<Question> {
        self.finish(seed, 2)
    }

    /// Makes a question with one right option, where one wrong one is enough.
    pub(super) fn choose_yes_or_no(self, seed: u64) -> Option<Question> {
        self.finish(seed, 1)
    }

    /// Makes a question of which one line is the answer; its options are lines that may be pointed at.
    pub(super) fn point_at_line(self, seed: u64) -> Option<Question> {
        self.point_at(seed, 2)
    }

    fn point_at(self, seed: u64, fewest_wrong: usize) -> Option<Question> {
        let answer = self.right.first().and_then(|(option, _)| option.line)?;
        let mut question = self.finish(seed, fewest_wrong)?;
        question.kind = QuestionKind::PointAtLine;
        question.answers = vec![answer.to_string()];
        Some(question)
    }

    /// Makes a question whose answer is written, of the right option alone.
    pub(super) fn fill_in(mut self, answers: Vec<String>) -> Option<Question> {
        if self.misses || self.right.len() != 1 || answers.is_empty() {
            return None;
        }
        let (option, _) = self.right.pop()?;
        let weight = self.texts.weight;
        let mut question = self.question(QuestionKind::FillIn, vec![option], weight);
        question.answers = answers;
        Some(question)
    }

    /// Makes a question of which several options are right; with one right it is one to choose from.
    pub(super) fn choose_any(mut self, seed: u64) -> Option<Question> {
        if self.right.len() < 2 {
            return self.finish(seed, 1);
        }
        if self.misses || self.wrong.is_empty() {
            return None;
        }
        self.right.truncate(MOST_RIGHT);
        self.wrong.truncate(MOST_WRONG);
        let weight = self.texts.weight + tellers(&self.wrong);
        let wrong = self.wrong.iter().map(|(option, ..)| option.clone());
        let right = self.right.iter().map(|(option, _)| option.clone());
        let mut options: Vec<AnswerOption> = right.chain(wrong).collect();
        Dice::named(seed, &self.id).shuffle(&mut options);
        Some(self.question(QuestionKind::ChooseSeveral, options, weight))
    }

    fn finish(mut self, seed: u64, fewest_wrong: usize) -> Option<Question> {
        if self.misses || self.right.len() != 1 {
            return None;
        }
        let (right, right_meaning) = self.right.pop()?;
        let mut meanings = vec![right_meaning];
        let mut wrong = Vec::new();
        // Fillers come last: what is peculiar to this file teaches more.
        self.wrong.sort_by_key(|(.., is_filler)| *is_filler);
        for (option, meaning, is_filler) in std::mem::take(&mut self.wrong) {
            if wrong.len() < MOST_WRONG && !meanings.contains(&meaning) {
                meanings.push(meaning.clone());
                wrong.push((option, meaning, is_filler));
            }
        }
        if wrong.len() < fewest_wrong {
            return None;
        }
        let weight = self.texts.weight + tellers(&wrong);
        let mut options: Vec<AnswerOption> = wrong.into_iter().map(|(option, ..)| option).collect();
        options.push(right);
        Dice::named(seed, &self.id).shuffle(&mut options);
        Some(self.question(QuestionKind::ChooseOne, options, weight))
    }

    fn question(self, kind: QuestionKind, options: Vec<AnswerOption>, weight: u32) -> Question {
        Question {
            prompt: fill(&self.texts.prompt, &self.values),
            id: self.id,
            idea: self.idea,
            kind,
            line: Some(self.line),
            instruction: self.instruction,
            options,
            answers: Vec::new(),
            weight,
        }
    }
}

/// Says a phrase of the questions.
pub(super) fn said(name: &str) -> Text {
    said_of(name, &Values::new())
}

fn said_of(name: &str, values: &Values) -> Text {
    let phrase = question_file().phrase.get(name);
    phrase.map_or_else(Text::default, |phrase| fill(phrase, values))
}

/// Gives the ways to write a path: a slash at its end says nothing of where it is.
pub(super) fn ways_to_write_path(path: &str) -> Vec<String> {
    if path.ends_with('/') || path.contains('\\') {
        vec![path.to_owned()]
    } else {
        vec![path.to_owned(), format!("{path}/")]
    }
}

/// Tells whether an answer is one that is quickly written, and cannot be written in other ways.
fn is_short(answer: &str) -> bool {
    (1..=LONGEST_WRITTEN).contains(&answer.chars().count())
        && !answer.contains(|letter: char| letter.is_whitespace() || "\"'$:".contains(letter))
}

/// Shows a value as code; an empty one is named.
pub(super) fn code(value: impl Into<String>) -> Text {
    let value = value.into();
    if value.is_empty() {
        said("empty-value")
    } else {
        Text::code(value)
    }
}

/// Counts the options that are peculiar to this file.
fn tellers(wrong: &[(AnswerOption, String, bool)]) -> u32 {
    let tellers = wrong.iter().filter(|(.., is_filler)| !is_filler).count();
    u32::try_from(tellers).unwrap_or(u32::MAX)
}

/// Gives what an option comes to: two that look the same to a reader have the same meaning.
fn meaning(text: &Text) -> String {
    let words = text.to_plain();
    let words = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    // A slash at the end of a path says nothing of where it is.
    match words.strip_suffix('/') {
        Some(path) if path.starts_with('/') => path.to_owned(),
        _ => words,
    }
}

fn has_unknown(text: &Text) -> bool {
    text.0
        .iter()
        .any(|inline| matches!(inline, Inline::Unknown(_)))
}
