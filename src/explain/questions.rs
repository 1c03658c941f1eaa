//! Questions made from any Dockerfile: each has one answer that the analysis knows, and a reason for
//! every option.
//!
//! A kind of question is a function that looks at one instruction and asks, or has nothing to ask.
//! Wrong options are what people believe, worked out on this file: the value before its variables
//! are put in, the other stage's folder, ENV where ARG counts. Nothing is asked whose answer is
//! unknown, and options that mean the same are dropped. The sentences are data in
//! `assets/questions.toml`.
//!
//! How a question is answered is left to chance where several ways fit: one option is chosen, the
//! answer is written, or the line that sets it is pointed at.

pub mod asked;

mod base_names;
pub mod dice;
mod draft;
mod edited_file;
mod edits;
mod folders;
pub mod idea_title;
mod layers;
mod meanings;
mod moments;
pub mod question;
mod sources;
mod stages;
mod starts;
mod users;
mod variables;
mod variables_in_run;
mod warnings;

use crate::build::plan::Plan;
use crate::build::stage::Base;
use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::explain::questions::asked::{Answering, Asked, EditedFilesOnce, Ground};
use crate::explain::questions::dice::Dice;
use crate::explain::questions::question::{Question, QuestionKind};
use crate::explain::shown;
use crate::knowledge::question_texts::question_file;
use crate::language::keyword::Keyword;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many questions a file should give; one that gives fewer says why.
pub const ENOUGH: usize = 5;

/// Holds a kind of question.
struct Kind {
    /// The instructions it may be asked of.
    keywords: &'static [Keyword],
    /// Asks, where there is something to ask.
    ask: fn(&Asked<'_>) -> Option<Question>,
    /// Whether the answer needs a build that BuildKit accepts.
    needs_build: bool,
}

const fn of_build(keywords: &'static [Keyword], ask: fn(&Asked<'_>) -> Option<Question>) -> Kind {
    Kind {
        keywords,
        ask,
        needs_build: true,
    }
}

const fn of_words(keywords: &'static [Keyword], ask: fn(&Asked<'_>) -> Option<Question>) -> Kind {
    Kind {
        keywords,
        ask,
        needs_build: false,
    }
}

const COPIES: &[Keyword] = &[Keyword::Copy, Keyword::Add];
const WRITERS: &[Keyword] = &[Keyword::Run, Keyword::Copy, Keyword::Add];
const LAYER_MAKERS: &[Keyword] = &[Keyword::Run, Keyword::Copy, Keyword::Add, Keyword::Workdir];
const STARTERS: &[Keyword] = &[Keyword::Cmd, Keyword::Entrypoint, Keyword::From];
const WITH_FLAGS: &[Keyword] = &[
    Keyword::From,
    Keyword::Copy,
    Keyword::Add,
    Keyword::Run,
    Keyword::Healthcheck,
];
const WITH_COMMANDS: &[Keyword] = &[
    Keyword::Run,
    Keyword::Cmd,
    Keyword::Entrypoint,
    Keyword::Healthcheck,
];

/// Every kind of question.
const KINDS: &[Kind] = &[
    of_build(&[Keyword::Run], folders::run_folder),
    of_build(&[Keyword::From], folders::start_folder),
    of_build(&[Keyword::Workdir], folders::workdir_after),
    of_build(&[Keyword::Workdir], folders::workdir_makes_folder),
    of_build(COPIES, folders::copy_destination),
    of_build(&[Keyword::Env], variables::env_keeps),
    of_build(&[Keyword::Arg], variables::arg_in_container),
    of_build(&[Keyword::Arg], variables::arg_before_from),
    of_build(&[Keyword::Run], variables_in_run::run_sees),
    of_build(COPIES, sources::copy_from),
    of_build(COPIES, sources::copy_context),
    of_build(COPIES, sources::from_path),
    of_build(COPIES, sources::settings_stay),
    of_build(COPIES, sources::path_made),
    of_build(&[Keyword::From], sources::stage_base),
    of_build(&[Keyword::From], base_names::base_moves),
    of_build(&[Keyword::From], stages::skipped_stages),
    of_build(&[Keyword::From], stages::stage_is_built),
    of_build(&[Keyword::From], stages::last_image),
    of_build(WRITERS, stages::ships),
    of_build(&Keyword::ALL, layers::layer),
    of_build(&[Keyword::From], layers::layer_count),
    of_build(COPIES, edits::first_rerun),
    of_build(LAYER_MAKERS, edits::line_after_edit),
    of_build(&[Keyword::Run], users::run_user),
    of_build(&[Keyword::From], users::start_user),
    of_build(COPIES, users::copy_owner),
    of_build(STARTERS, starts::starts),
    of_build(STARTERS, starts::pid_one),
    of_build(&[Keyword::Cmd, Keyword::Entrypoint], starts::line_counts),
    of_build(&Keyword::ALL, moments::when_runs),
    of_build(&[Keyword::Expose], moments::expose),
    of_build(&[Keyword::Volume], moments::volume),
    of_words(WITH_COMMANDS, meanings::option_meaning),
    of_words(WITH_COMMANDS, meanings::command_meaning),
    of_words(WITH_FLAGS, meanings::flag_meaning),
    of_words(&Keyword::ALL, warnings::finding),
];

/// Makes up to so many questions, no two of them with the same prompt.
///
/// Twice as many are made, and those kept that tell most of this file.
pub fn questions(ground: Ground<'_>, seed: u64, count: usize) -> Vec<Question> {
    let mut dice = Dice::new(seed);
    let mut made = take_turns(ground, seed, count.saturating_mul(2), &mut dice);
    made.sort_by_key(|question| Reverse(question.weight));
    made.truncate(count);
    dice.shuffle(&mut made);
    made
}

/// Makes questions, the kinds taking turns.
fn take_turns(ground: Ground<'_>, seed: u64, count: usize, dice: &mut Dice) -> Vec<Question> {
    let known = KnownOfBuild::of(ground);
    let mut turns: Vec<(&Kind, Vec<usize>)> = KINDS
        .iter()
        .map(|kind| (kind, instructions_for(ground, kind)))
        .collect();
    for (_, instructions) in &mut turns {
        dice.shuffle(instructions);
    }
    dice.shuffle(&mut turns);
    let mut prompts = BTreeSet::new();
    let mut made = Vec::new();
    while made.len() < count && !turns.is_empty() {
        for (kind, instructions) in &mut turns {
            while made.len() < count
                && let Some(instruction) = instructions.pop()
            {
                let question = ask(ground, kind, instruction, seed, Answering::AnyWay, &known);
                if let Some(question) = question
                    && prompts.insert(question.prompt.to_plain())
                {
                    made.push(question);
                    break;
                }
            }
        }
        turns.retain(|(_, instructions)| !instructions.is_empty());
    }
    made
}

/// Asks what an instruction will do: of the questions about it that have one right option, the one
/// that tells most.
///
/// What its words mean is asked only where nothing else can be.
pub fn prediction(ground: Ground<'_>, instruction: usize, seed: u64) -> Option<Question> {
    predicted(ground, instruction, seed, true)
        .or_else(|| predicted(ground, instruction, seed, false))
}

fn predicted(
    ground: Ground<'_>,
    instruction: usize,
    seed: u64,
    needs_build: bool,
) -> Option<Question> {
    let keyword = keyword_of(ground, instruction)?;
    let known = KnownOfBuild::of(ground);
    let mut questions: Vec<Question> = KINDS
        .iter()
        .filter(|kind| kind.needs_build == needs_build && kind.keywords.contains(&keyword))
        .filter_map(|kind| {
            let answering = Answering::ByChoosing;
            ask(ground, kind, instruction, seed, answering, &known)
        })
        .filter(|question| question.instruction == Some(instruction))
        .filter(|question| question.kind == QuestionKind::ChooseOne)
        .collect();
    // Of several that tell as much, chance takes one, so that not every RUN is asked the same.
    Dice::named(seed, &instruction.to_string()).shuffle(&mut questions);
    questions.into_iter().max_by_key(|question| question.weight)
}

/// Says why a file gives few questions; nothing where it gives enough.
pub fn shortage(ground: Ground<'_>) -> Option<Text> {
    if questions(ground, 0, ENOUGH).len() >= ENOUGH {
        return None;
    }
    let plan = ground.plan;
    let count = ground.tree.instructions().len();
    let lines = shown::counted(count, "instruction", "instructions");
    let mut values = Values::from([("lines", Text::plain(lines))]);
    let unknown = plan
        .stages
        .iter()
        .find(|stage| stage.base == Base::Image && !stage.start.base_is_known() && stage.is_needed);
    let name = if plan.stages.is_empty() {
        "no-stage"
    } else if let Some(refusal) = plan.refusal() {
        let line = refusal.line.unwrap_or(1);
        values.insert("line", Text::plain(line.to_string()));
        "refused"
    } else if let Some(stage) = unknown {
        values.insert("base", Text::code(stage.base_name.as_str()));
        "unknown-base"
    } else {
        "short"
    };
    let sentence = question_file().shortage.get(name)?;
    Some(fill(sentence, &values))
}

fn keyword_of(ground: Ground<'_>, instruction: usize) -> Option<Keyword> {
    let instruction = ground.tree.instructions().get(instruction)?;
    Some(instruction.keyword)
}

fn instructions_for(ground: Ground<'_>, kind: &Kind) -> Vec<usize> {
    let keywords = ground.tree.instructions().iter().enumerate();
    keywords
        .filter(|(_, instruction)| kind.keywords.contains(&instruction.keyword))
        .map(|(index, _)| index)
        .collect()
}

/// Holds what is worked out once for all the questions of a build.
struct KnownOfBuild {
    /// Whether what is said of each stage can be relied on.
    sound: Vec<bool>,
    edited_files: EditedFilesOnce,
}

impl KnownOfBuild {
    fn of(ground: Ground<'_>) -> Self {
        Self {
            sound: ground.sound_stages(),
            edited_files: EditedFilesOnce::new(),
        }
    }
}

fn ask(
    ground: Ground<'_>,
    kind: &Kind,
    instruction: usize,
    seed: u64,
    answering: Answering,
    known: &KnownOfBuild,
) -> Option<Question> {
    let asked = Asked::new(ground, instruction, seed, answering, &known.edited_files)?;
    let sound = &known.sound;
    // ARG before the first FROM is sound where the whole build is.
    let is_sound = match asked.stage() {
        Some(stage) => sound.get(stage.index).copied().unwrap_or_default(),
        None => is_accepted(ground.plan),
    };
    let is_last_sound = || {
        let target = ground.plan.target;
        target.is_some_and(|target| sound.get(target).copied().unwrap_or_default())
    };
    if kind.needs_build && !(is_sound && is_last_sound()) {
        return None;
    }
    (kind.ask)(&asked)
}

fn is_accepted(plan: &Plan) -> bool {
    plan.refusal().is_none()
}
