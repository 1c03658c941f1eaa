//! Questions about stages: which are skipped, which become the image, whose files ship.

use crate::build::command::Command;
use crate::build::stage::{Base, Source, Stage};
use crate::doc::text::Text;
use crate::explain::file_text::is_parent;
use crate::explain::questions::asked::{Asked, named};
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;
use crate::language::shell::parse;
use crate::language::shell::simple_commands::simple_commands;

/// Says how a stage stands to the image that the build gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is the target, or the target is built FROM it.
    Ships,
    /// It is built and stays behind.
    StaysBehind,
    /// It is not built.
    Skipped,
}

/// Finds out how a stage stands to the image.
pub(super) fn standing(asked: &Asked<'_>, stage: &Stage) -> Option<Standing> {
    let target = asked.plan().target?;
    Some(
        if stage.index == target || is_parent(asked.plan(), stage.index, target) {
            Standing::Ships
        } else if stage.is_needed {
            Standing::StaysBehind
        } else {
            Standing::Skipped
        },
    )
}

/// Names a stage with its line, so that two of one name are told apart.
fn with_line(asked: &Asked<'_>, stage: &Stage) -> Text {
    let mut text = named(stage);
    let line = asked.line_of(stage.from_instruction);
    text.push_plain(&format!(" (line {line})"));
    text
}

fn offer(asked: &Asked<'_>, name: &'static str, stage: &Stage) -> Offer {
    Offer::new(name)
        .with("source", with_line(asked, stage))
        .shown_on(asked.line_of(stage.from_instruction))
}

/// Starts a question about all stages, which is asked at the target's FROM.
fn about_stages(asked: &Asked<'_>, name: &str) -> Option<Draft> {
    let target = asked.target()?;
    if target.from_instruction != asked.subject.index || asked.plan().stages.len() < 2 {
        return None;
    }
    let mut draft = Draft::new(asked, name, "")?;
    draft.about_file();
    draft.set("target", with_line(asked, target));
    Some(draft)
}

/// Finds out why a stage is built: the option that says so, and the line that needs it.
fn need(asked: &Asked<'_>, stage: &Stage) -> (Need, Option<u32>) {
    let needed = || asked.plan().stages.iter().filter(|stage| stage.is_needed);
    let child = needed().find(|other| other.base == Base::Stage(stage.index));
    if let Some(child) = child {
        return (Need::Base, Some(asked.line_of(child.from_instruction)));
    }
    let mut taken = needed().flat_map(|other| &other.needs);
    let taken = taken.find(|need| need.source == Source::Stage(stage.index));
    match taken {
        Some(need) if is_from(asked, need.instruction) => (Need::Trigger, None),
        Some(need) => (Need::Source, Some(asked.line_of(need.instruction))),
        None => (Need::Trigger, None),
    }
}

/// Says why a stage is built.
enum Need {
    Base,
    Source,
    /// An ONBUILD of its base takes it.
    Trigger,
}

fn is_from(asked: &Asked<'_>, instruction: usize) -> bool {
    let mut stages = asked.plan().stages.iter();
    stages.any(|stage| stage.from_instruction == instruction)
}

/// Asks which stages the build skips.
pub(super) fn skipped_stages(asked: &Asked<'_>) -> Option<Question> {
    let mut draft = about_stages(asked, "skipped-stages")?;
    let target = asked.plan().target?;
    let stages = &asked.plan().stages;
    let skipped = || stages.iter().filter(|stage| !stage.is_needed);
    let mut needed: Vec<&Stage> = stages.iter().filter(|stage| stage.is_needed).collect();
    needed.sort_by_key(|stage| stage.index == target);
    if skipped().next().is_none() {
        draft.right(Offer::new("none"));
    } else {
        draft.wrong(Offer::new("not-none"));
    }
    for stage in skipped() {
        draft.right(offer(asked, "skipped", stage));
    }
    for stage in &needed {
        if stage.index == target {
            draft.wrong(offer(asked, "the-target", stage));
            continue;
        }
        let (need, line) = need(asked, stage);
        let name = match need {
            Need::Base => "needed-base",
            Need::Source => "needed",
            Need::Trigger => "needed-trigger",
        };
        let line = line.map(|line| Text::plain(line.to_string()));
        draft.wrong(offer(asked, name, stage).with("need-line", line.unwrap_or_default()));
    }
    if needed.len() > 1 {
        draft.wrong(Offer::new("all"));
    }
    draft.choose_any(asked.seed)
}

/// Asks whether one stage is built.
pub(super) fn stage_is_built(asked: &Asked<'_>) -> Option<Question> {
    let stage = asked.stage()?;
    let target = asked.target()?;
    if stage.from_instruction != asked.subject.index || asked.plan().stages.len() < 2 {
        return None;
    }
    let mut draft = Draft::new(asked, "stage-is-built", "")?;
    draft.set("target", with_line(asked, target));
    if stage.index == target.index {
        draft.right(Offer::new("target"));
    } else if stage.is_needed {
        let (need, line) = need(asked, stage);
        let name = match need {
            Need::Base => "base",
            Need::Source => "source",
            Need::Trigger => "trigger",
        };
        let offer = Offer::new(name).shown_on(line.unwrap_or_default());
        let line = line.map(|line| Text::plain(line.to_string()));
        draft.right(offer.with("need-line", line.unwrap_or_default()));
    } else {
        draft.right(Offer::new("skipped"));
    }
    draft.wrong(Offer::new(if stage.is_needed { "no" } else { "yes" }));
    draft.choose_yes_or_no(asked.seed)
}

/// Asks which stages become the image.
pub(super) fn last_image(asked: &Asked<'_>) -> Option<Question> {
    let mut draft = about_stages(asked, "last-image")?;
    let target = asked.plan().target?;
    let mut all_ship = true;
    for stage in &asked.plan().stages {
        let standing = standing(asked, stage)?;
        all_ship &= standing == Standing::Ships;
        match standing {
            Standing::Ships if stage.index == target => draft.right(offer(asked, "target", stage)),
            Standing::Ships => draft.right(offer(asked, "parent", stage)),
            Standing::StaysBehind => draft.wrong(offer(asked, "left-behind", stage)),
            Standing::Skipped => draft.wrong(offer(asked, "skipped", stage)),
        }
    }
    if all_ship {
        return None;
    }
    draft.wrong(Offer::new("all"));
    draft.choose_any(asked.seed)
}

/// Commands that make no file by themselves.
const MAKE_NO_FILE: [&str; 16] = [
    ":", "[", "cat", "cd", "date", "echo", "env", "exit", "export", "ls", "printf", "pwd", "set",
    "sleep", "test", "true",
];

/// Tells whether a RUN does nothing but say and look: nothing of it could be in an image.
fn makes_no_file(command: &Command) -> bool {
    let Command::Run(run) = command else {
        return false;
    };
    if !run.heredocs.is_empty() {
        return false;
    }
    if run.line.is_exec_form {
        let program = run.line.words.first().map_or("", String::as_str);
        return MAKE_NO_FILE.contains(&program.rsplit('/').next().unwrap_or_default());
    }
    let text = run.line.words.join(" ");
    let script = parse(&text);
    let commands = simple_commands(&script);
    !text.contains('>')
        && !commands.is_empty()
        && commands.iter().all(|command| {
            let name = command.command.name().map(|name| name.text(&text));
            name.is_some_and(|name| MAKE_NO_FILE.contains(&name.as_str()))
        })
}

/// Asks whether the files of a line are in the image.
pub(super) fn ships(asked: &Asked<'_>) -> Option<Question> {
    let step = asked.subject.step()?;
    if !step.makes_layer || makes_no_file(&step.command) {
        return None;
    }
    let mut draft = Draft::new(asked, "ships", "")?;
    match standing(asked, asked.stage()?)? {
        Standing::Ships => {
            draft.right(Offer::new("yes"));
            draft.wrong(Offer::new("mistaken-if-copied"));
            draft.wrong(Offer::new("mistaken-never"));
        }
        Standing::StaysBehind => {
            draft.right(Offer::new("if-copied"));
            draft.wrong(Offer::new("all"));
            draft.wrong(Offer::new("mistaken-skip"));
        }
        Standing::Skipped => {
            draft.right(Offer::new("never"));
            draft.wrong(Offer::new("all"));
        }
    }
    draft.wrong(Offer::new("mistaken-cached"));
    draft.choose_one(asked.seed)
}
