//! Questions about an edit of a file: which line runs again first, and what becomes of a line.

use crate::build::cache_prediction::reason::Reason;
use crate::build::cache_prediction::{CacheStep, Verdict};
use crate::build::command::Command;
use crate::doc::text::Text;
use crate::explain::path_origin::{lineage, scripts};
use crate::explain::questions::asked::Asked;
use crate::explain::questions::dice::Dice;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;
use crate::explain::questions::sources::source_stage;

/// How many files are tried for one line.
const MOST_TRIED: usize = 4;

/// The longest stretch of an instruction that is shown, in characters.
const LONGEST_SHOWN: usize = 40;

/// Asks which line is the first that runs again, of a file that a COPY takes.
pub(super) fn first_rerun(asked: &Asked<'_>) -> Option<Question> {
    let files = asked.edited_files()?;
    let taken = files.taken_by(asked.ground, Some(asked.subject.index));
    let mut tried = some_of(asked, taken).into_iter();
    tried.find_map(|file| first_question(asked, &files.edit(asked.ground, &file), &file))
}

/// Asks what becomes of a line when a file is edited.
pub(super) fn line_after_edit(asked: &Asked<'_>) -> Option<Question> {
    if !asked.subject.step()?.makes_layer {
        return None;
    }
    let files = asked.edited_files()?;
    let taken = files.taken_by(asked.ground, None);
    let mut tried = some_of(asked, taken).into_iter();
    tried.find_map(|file| line_question(asked, &files.edit(asked.ground, &file), &file))
}

/// Takes some of the files, as chance has it.
fn some_of(asked: &Asked<'_>, mut files: Vec<String>) -> Vec<String> {
    Dice::named(asked.seed, &format!("files of {}", asked.line())).shuffle(&mut files);
    files.truncate(MOST_TRIED);
    files
}

fn first_question(asked: &Asked<'_>, steps: &[CacheStep], file: &str) -> Option<Question> {
    let at = steps
        .iter()
        .position(|step| step.verdict != Verdict::Cached)?;
    let (above, from_first) = steps.split_at(at);
    let (first, below) = from_first.split_first()?;
    let is_certain = first.verdict == Verdict::Rerun && matches!(first.reason, Reason::Files(_));
    if !is_certain || is_trigger(asked, first) {
        return None;
    }
    let mut draft = Draft::new(asked, "first-rerun", file)?;
    draft.about_file();
    draft.set("file", Text::code(file));
    draft.set("first-line", line_text(asked, first));
    draft.right(step_offer(asked, "takes", first));
    let name = file.rsplit('/').next().unwrap_or(file);
    let mut below = below.iter().filter(|step| {
        step.stage == first.stage && step.verdict == Verdict::Rerun && !is_trigger(asked, step)
    });
    for step in below.clone() {
        if matches!(step.reason, Reason::Files(_)) || step.instruction == asked.subject.index {
            draft.wrong(step_offer(asked, "named", step));
        } else if names(asked, step, name) {
            draft.wrong(step_offer(asked, "uses", step));
        }
    }
    let mut above = above.iter().filter(|step| !is_trigger(asked, step));
    let top = above.clone().next();
    if let Some(step) = above.next_back() {
        draft.wrong(step_offer(asked, "above", step));
    }
    if let Some(step) = below.next() {
        draft.wrong(step_offer(asked, "next", step));
    }
    if let Some(step) = top {
        draft.wrong(step_offer(asked, "top", step));
    }
    draft.wrong(Offer::new("nothing"));
    draft.choose_one(asked.seed)
}

/// Tells whether the words of a RUN name a file.
fn names(asked: &Asked<'_>, step: &CacheStep, name: &str) -> bool {
    match asked.plan().commands.get(step.instruction) {
        Some(Ok(Command::Run(run))) => scripts(run).any(|script| script.contains(name)),
        _ => false,
    }
}

/// Tells whether it is a step that the base image asks for: no line of the file says it.
fn is_trigger(asked: &Asked<'_>, step: &CacheStep) -> bool {
    let stage = asked.plan().stages.get(step.stage);
    let done = stage.and_then(|stage| stage.steps.get(step.step));
    done.is_none_or(|done| done.is_trigger)
}

fn line_text(asked: &Asked<'_>, step: &CacheStep) -> Text {
    Text::plain(asked.line_of(step.instruction).to_string())
}

/// Offers a line, with as much of its instruction as can be read at a glance.
fn step_offer(asked: &Asked<'_>, name: &'static str, step: &CacheStep) -> Offer {
    let tree = asked.ground.tree;
    let line = asked.line_of(step.instruction);
    let text = tree.instructions().get(step.instruction);
    let text = text.map(|instruction| tree.invocation(instruction).line.text().to_owned());
    let words = text.unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<&str>>().join(" ");
    let mut shown: String = words.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    Offer::new(name)
        .with("step-line", line_text(asked, step))
        .with("step", Text::code(shown))
        .shown_on(line)
}

fn line_question(asked: &Asked<'_>, steps: &[CacheStep], file: &str) -> Option<Question> {
    let own = steps
        .iter()
        .find(|step| step.instruction == asked.subject.index && !is_trigger(asked, step))?;
    let stages = lineage(asked.plan(), asked.stage()?);
    // The first one of those that the line builds on, and of its own stage.
    let first = steps.iter().find(|step| {
        let is_related = stages.iter().any(|stage| stage.index == step.stage);
        is_related && step.verdict != Verdict::Cached
    });
    let first = first.filter(|first| !is_trigger(asked, first));
    let mut draft = Draft::new(asked, "line-after-edit", file)?;
    draft.set("file", Text::code(file));
    if let Some(first) = first {
        draft.set("first-line", line_text(asked, first));
    }
    match own.verdict {
        Verdict::Depends | Verdict::Stops | Verdict::NotReached => return None,
        Verdict::Rerun => offer_rerun(asked, &mut draft, own, first?)?,
        Verdict::Cached => offer_cached(asked, &mut draft, own, first, steps),
    }
    if matches!(asked.subject.command(), Some(Command::Run(_))) {
        draft.wrong(Offer::new("mistaken-on-top"));
    }
    draft.wrong(Offer::new("mistaken-stop"));
    draft.choose_one(asked.seed)
}

fn offer_rerun(
    asked: &Asked<'_>,
    draft: &mut Draft,
    own: &CacheStep,
    first: &CacheStep,
) -> Option<()> {
    let shown = asked.line_of(first.instruction);
    match &own.reason {
        Reason::Files(_) => {
            draft.right(Offer::new("takes").shown_on(asked.line()));
            draft.wrong(Offer::new("mistaken-cached"));
            if matches!(asked.subject.command(), Some(Command::Copy(_))) {
                draft.wrong(Offer::new("mistaken-part"));
            }
        }
        Reason::StepBefore(_) | Reason::JoinedAgain { .. }
            if first.verdict == Verdict::Rerun && matches!(first.reason, Reason::Files(_)) =>
        {
            draft.right(Offer::new("below").shown_on(shown));
            draft.wrong(Offer::new("mistaken-cached-below").shown_on(shown));
            draft.wrong(Offer::new("mistaken-output").shown_on(shown));
        }
        Reason::Taken {
            instruction: Some(instruction),
            path,
            is_certain: true,
        } => {
            let line = asked.line_of(*instruction);
            draft.set("first-line", Text::plain(line.to_string()));
            let offer = Offer::new("from-stage").with("path", Text::code(path.as_str()));
            draft.right(offer.shown_on(line));
            draft.wrong(Offer::new("mistaken-cached-stage").shown_on(line));
            draft.wrong(Offer::new("mistaken-part"));
        }
        _ => return None,
    }
    Some(())
}

fn offer_cached(
    asked: &Asked<'_>,
    draft: &mut Draft,
    own: &CacheStep,
    first: Option<&CacheStep>,
    steps: &[CacheStep],
) {
    let sources = taken_stages(asked);
    let takes_from_rerun = steps
        .iter()
        .any(|step| step.verdict != Verdict::Cached && sources.contains(&step.stage));
    if takes_from_rerun {
        draft.right(Offer::new("same-bytes"));
        draft.wrong(Offer::new("mistaken-again-stage"));
        draft.wrong(Offer::new("mistaken-part"));
        return;
    }
    draft.right(match first {
        Some(first) if first.instruction < own.instruction => Offer::new("link"),
        Some(first) if matches!(first.reason, Reason::Files(_)) => {
            let line = asked.line_of(first.instruction);
            Offer::new("before-it").shown_on(line)
        }
        _ => Offer::new("unrelated"),
    });
    draft.wrong(Offer::new("mistaken-again"));
    if matches!(asked.subject.command(), Some(Command::Copy(_))) {
        draft.wrong(Offer::new("mistaken-part"));
    }
}

/// Lists the stages that the line takes files from, those that they are built on too.
fn taken_stages(asked: &Asked<'_>) -> Vec<usize> {
    let names: Vec<&str> = match asked.subject.command() {
        Some(Command::Copy(copy)) => copy.from.as_deref().into_iter().collect(),
        Some(Command::Run(run)) => run.mounts.iter().map(|it| it.from.as_str()).collect(),
        _ => Vec::new(),
    };
    let sources = names
        .into_iter()
        .filter_map(|name| source_stage(asked, name));
    let stages = sources.flat_map(|stage| lineage(asked.plan(), stage));
    stages.map(|stage| stage.index).collect()
}
