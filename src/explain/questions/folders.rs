//! Questions about folders: where a RUN starts, what a WORKDIR comes to, where copied files arrive.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, is_absolute, resolve};
use crate::build::setting::Origin;
use crate::build::stage::Stage;
use crate::build::state_change::StateChange;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::path_origin::{lineage, scripts};
use crate::explain::questions::asked::{Asked, folder, known, named, setter};
use crate::explain::questions::draft::{Draft, Offer, ways_to_write_path};
use crate::explain::questions::question::Question;
use crate::explain::subject::root_stage;

/// Asks in which folder a RUN starts.
pub(super) fn run_folder(asked: &Asked<'_>) -> Option<Question> {
    let mut draft = Draft::new(asked, "run-folder", "")?;
    offer_folder(
        asked,
        &mut draft,
        asked.stage()?,
        asked.subject.before()?,
        asked.subject.index,
    )?;
    answer(asked, draft, asked.subject.before()?)
}

/// Lets the folder be chosen, written, or the WORKDIR pointed at that sets it.
fn answer(asked: &Asked<'_>, draft: Draft, state: &ImageState) -> Option<Question> {
    let setter = setter(known(&state.working_directory)?.origin);
    // A relative WORKDIR sets a part of the path alone.
    let is_whole = setter.is_some_and(|line| match asked.plan().commands.get(line) {
        Some(Ok(Command::Workdir(written))) => written
            .as_known()
            .is_some_and(|written| is_absolute(written, asked.is_windows())),
        _ => false,
    });
    draft.answer_any_way(asked, ways_to_write_path(&folder(state)?), is_whole)
}

/// Asks in which folder a container of the image starts.
pub(super) fn start_folder(asked: &Asked<'_>) -> Option<Question> {
    let target = asked.target()?;
    if target.from_instruction != asked.subject.index {
        return None;
    }
    let mut draft = Draft::new(asked, "start-folder", "")?;
    draft.about_file();
    offer_folder(asked, &mut draft, target, target.end(), usize::MAX)?;
    answer(asked, draft, target.end())
}

/// Offers the working directory of a state, and what people take for it.
fn offer_folder(
    asked: &Asked<'_>,
    draft: &mut Draft,
    stage: &Stage,
    state: &ImageState,
    end: usize,
) -> Option<()> {
    let directory = known(&state.working_directory)?;
    let right = folder(state)?;
    let by_line = setter(directory.origin);
    if asked.is_windows() && by_line.is_none() {
        return None;
    }
    draft.set(
        "base",
        Text::code(root_stage(asked.plan(), stage).base_name.as_str()),
    );
    let right_offer = match (directory.origin, by_line) {
        (_, Some(line)) if line < stage.from_instruction => {
            let parent = asked.plan().stage_of(line)?;
            Offer::new("set-by-parent").with("stage", named(parent))
        }
        (_, Some(_)) => Offer::new("set-here"),
        (Some(Origin::BaseImage), None) if right != "/" => Offer::new("set-by-base"),
        _ => Offer::new("root"),
    };
    let right_offer = match by_line {
        Some(line) => right_offer.set_line(asked.line_of(line)),
        None => right_offer,
    };
    draft.right(right_offer.code(right.as_str()));
    if let Some((path, line)) = last_cd(stage, end) {
        draft.wrong(
            Offer::new("cd-ended")
                .code(path)
                .set_line(asked.line_of(line)),
        );
    }
    offer_strangers_folder(asked, draft, &right);
    for (path, line) in set_folders(asked, stage, end) {
        if Some(line) != by_line {
            draft.wrong(
                Offer::new("replaced")
                    .code(path)
                    .set_line(asked.line_of(line)),
            );
        }
    }
    if let Some((path, line)) = last_destination(stage, end) {
        draft.wrong(
            Offer::new("copied-to")
                .code(path)
                .set_line(asked.line_of(line)),
        );
    }
    let later = stage.steps.iter().find(|step| step.instruction > end);
    let later = later.and_then(|_| next_folder(stage, end));
    if let Some((path, line)) = later {
        draft.wrong(Offer::new("later").code(path).set_line(asked.line_of(line)));
    }
    if let Some(line) = by_line
        && let Some(Ok(Command::Workdir(written))) = asked.plan().commands.get(line)
        && let Some(written) = written.as_known()
        && !is_absolute(written, asked.is_windows())
        && !written.contains('$')
    {
        let path = clean(&format!("/{written}"));
        draft.wrong(
            Offer::new("from-root")
                .code(path)
                .set_line(asked.line_of(line)),
        );
    }
    if !asked.is_windows() {
        if right != "/" {
            draft.wrong(Offer::new("top").code("/"));
        }
        draft.wrong(Offer::new("home").code("/root"));
    }
    draft.wrong(Offer::new("host"));
    Some(())
}

/// Offers the working directory of a stage that this one does not start from.
fn offer_strangers_folder(asked: &Asked<'_>, draft: &mut Draft, right: &str) {
    let other = asked.strangers().find_map(|stage| {
        let directory = known(&stage.end().working_directory)?;
        let path = directory.value.filter(|path| path != right)?;
        let line = setter(directory.origin)?;
        Some((stage, path, line))
    });
    if let Some((stage, path, line)) = other {
        let offer = Offer::new("other-stage").with("stage", named(stage));
        draft.wrong(offer.code(path).set_line(asked.line_of(line)));
    }
}

/// Finds the last absolute path that a RUN of a stage changes to.
fn last_cd(stage: &Stage, end: usize) -> Option<(String, usize)> {
    let earlier = stage.steps.iter().rev();
    let mut earlier = earlier.filter(|step| step.instruction < end);
    earlier.find_map(|step| {
        let Command::Run(run) = &step.command else {
            return None;
        };
        let path = scripts(run).find_map(|script| {
            let mut words = script.split([' ', '\t', '\n', ';', '&', '(']);
            words.find(|word| *word == "cd")?;
            let path = words.next()?.trim_matches(['"', '\'']);
            let is_plain = path.starts_with('/') && !path.contains(['$', '`', '*', ')']);
            is_plain.then(|| clean(path))
        });
        Some((path?, step.instruction))
    })
}

/// Lists the working directories that a stage and its parents set above an instruction, the last first.
fn set_folders(asked: &Asked<'_>, stage: &Stage, end: usize) -> Vec<(String, usize)> {
    let stages = lineage(asked.plan(), stage);
    let steps = stages
        .iter()
        .rev()
        .flat_map(|stage| stage.steps.iter().rev());
    let above = steps.filter(|step| step.instruction < end);
    let folders = above.filter_map(|step| Some((set_folder(&step.changes)?, step.instruction)));
    folders.take(4).collect()
}

/// Finds the next working directory that a stage sets below an instruction.
fn next_folder(stage: &Stage, behind: usize) -> Option<(String, usize)> {
    let mut below = stage.steps.iter().filter(|step| step.instruction > behind);
    below.find_map(|step| Some((set_folder(&step.changes)?, step.instruction)))
}

fn set_folder(changes: &[StateChange]) -> Option<String> {
    changes.iter().find_map(|change| match change {
        StateChange::WorkingDirectory(path) => path.as_known().map(str::to_owned),
        _ => None,
    })
}

/// Finds the last folder of a stage that a COPY names as its destination, with a slash at both ends.
fn last_destination(stage: &Stage, end: usize) -> Option<(String, usize)> {
    let earlier = stage.steps.iter().rev();
    let mut earlier = earlier.filter(|step| step.instruction < end);
    earlier.find_map(|step| match &step.command {
        Command::Copy(copy) => {
            let path = copy.destination.as_known()?;
            let is_folder = path.starts_with('/') && path.ends_with('/');
            is_folder.then(|| (clean(path), step.instruction))
        }
        _ => None,
    })
}

/// Asks what a WORKDIR comes to.
pub(super) fn workdir_after(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Workdir(written)) = asked.subject.written() else {
        return None;
    };
    let written = written.as_known()?;
    let before = folder(asked.subject.before()?);
    let right = folder(asked.subject.after()?)?;
    let Some(Command::Workdir(path)) = asked.subject.command() else {
        return None;
    };
    let is_relative = !is_absolute(path.as_known()?, asked.is_windows());
    let mut draft = Draft::new(asked, "workdir-after", "")?;
    draft.set("written", Text::code(format!("WORKDIR {written}")));
    draft.set("before", Text::code(before.as_deref().unwrap_or("/")));
    let name = if is_relative { "relative" } else { "absolute" };
    draft.right(Offer::new(name).code(right.as_str()));
    if written.contains('$') {
        draft.wrong(Offer::new("unexpanded").code(written));
    }
    if !asked.is_windows() {
        let path = path.as_known()?;
        if is_relative {
            draft.wrong(Offer::new("from-root").code(clean(&format!("/{path}"))));
        } else if let Some(before) = before.as_deref().filter(|before| *before != "/") {
            draft.wrong(Offer::new("joined").code(clean(&format!("{before}/{path}"))));
        }
    }
    if let Some(before) = &before {
        draft.wrong(Offer::new("unchanged").code(before.as_str()));
    }
    offer_strangers_folder(asked, &mut draft, &right);
    if !asked.is_windows() {
        draft.wrong(Offer::new("top").code("/"));
    }
    draft.wrong(Offer::new("host"));
    draft.answer_any_way(asked, ways_to_write_path(&right), false)
}

/// Asks what a WORKDIR does where the folder is missing.
pub(super) fn workdir_makes_folder(asked: &Asked<'_>) -> Option<Question> {
    let right = folder(asked.subject.after()?).filter(|path| path != "/")?;
    let before = folder(asked.subject.before()?);
    if asked.is_windows() || before.as_deref() == Some(right.as_str()) {
        return None;
    }
    let mut draft = Draft::new(asked, "workdir-makes-folder", "")?;
    draft.set("path", Text::code(right));
    draft.right(Offer::new("makes"));
    draft.wrong(Offer::new("fails"));
    if let Some(before) = before {
        draft.wrong(Offer::new("stays").with("before", Text::code(before)));
    }
    draft.wrong(Offer::new("at-start"));
    draft.choose_one(asked.seed)
}

/// Asks which path of the image a relative destination is.
pub(super) fn copy_destination(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Copy(copy)) = asked.subject.command() else {
        return None;
    };
    let written = copy.destination.as_known()?;
    if asked.is_windows() || written.starts_with('/') || written.is_empty() {
        return None;
    }
    let before = asked.subject.before()?;
    let directory = known(&before.working_directory)?;
    let own = folder(before)?;
    let joined = |folder: &str| {
        resolve(folder, written, false, false)
            .ok()
            .map(|path| clean(&path))
    };
    let right = joined(&own)?;
    let mut draft = Draft::new(asked, "copy-destination", "")?;
    draft.set("written", Text::code(written));
    draft.set("folder-before", Text::code(own.as_str()));
    let offer = match (directory.origin, setter(directory.origin)) {
        (_, Some(line)) => Offer::new("joined").set_line(asked.line_of(line)),
        (Some(Origin::BaseImage), None) if own != "/" => Offer::new("joined-to-base"),
        _ => Offer::new("joined-to-root"),
    };
    draft.right(offer.code(right.as_str()));
    let from_root = joined("/")?;
    draft.wrong(Offer::new("from-root").code(from_root));
    if let Some((path, line)) = last_cd(asked.stage()?, asked.subject.index) {
        let offer = Offer::new("cd-ended").code(joined(&path)?);
        draft.wrong(offer.set_line(asked.line_of(line)));
    }
    let other = asked.strangers().find_map(|stage| {
        let folder = folder(stage.end()).filter(|folder| folder != "/" && *folder != own)?;
        Some((stage, joined(&folder)?))
    });
    if let Some((stage, path)) = other {
        draft.wrong(
            Offer::new("other-stage")
                .code(path)
                .with("stage", named(stage)),
        );
    }
    if let Some((path, line)) = next_folder(asked.stage()?, asked.subject.index) {
        let offer = Offer::new("later").code(joined(&path)?);
        draft.wrong(offer.set_line(asked.line_of(line)));
    }
    draft.wrong(Offer::new("home").code(joined("/root")?));
    draft.wrong(Offer::new("host"));
    draft.answer_any_way(asked, ways_to_write_path(&right), false)
}

/// Gives the paths of a value that are known.
pub(super) fn known_paths(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().filter_map(Value::as_known)
}
