//! Questions about where things come from: files of a COPY, the start of a stage, a path of a stage.

use crate::build::command::{Command, CopyCommand};
use crate::build::paths::clean;
use crate::build::setting::Origin;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::path_origin::{PathOriginKind, found_at, lineage};
use crate::explain::questions::asked::{Asked, folder, known, named, setter};
use crate::explain::questions::draft::{Draft, Offer, ways_to_write_path};
use crate::explain::questions::folders::known_paths;
use crate::explain::questions::question::Question;
use crate::explain::shown;
use crate::explain::subject::root_stage;
use crate::language::span::slice;

/// The longest stage, in steps, that is searched for a path: one answer must not take a moment.
const MOST_STEPS: usize = 300;

/// Gives the COPY or ADD that is asked about.
fn copy<'a>(asked: &Asked<'a>) -> Option<&'a CopyCommand> {
    match asked.subject.command() {
        Some(Command::Copy(copy)) => Some(copy),
        _ => None,
    }
}

/// Finds the stage that a `--from` names; nothing where it names an image.
pub(super) fn source_stage<'a>(asked: &Asked<'a>, from: &str) -> Option<&'a Stage> {
    let stages = &asked.plan().stages;
    if let Ok(number) = from.parse::<usize>() {
        return stages.get(number);
    }
    let name = from.to_lowercase();
    stages
        .iter()
        .rfind(|stage| stage.name.as_deref() == Some(name.as_str()))
}

fn stage_offer(asked: &Asked<'_>, name: &'static str, stage: &Stage) -> Offer {
    let line = asked.line_of(stage.from_instruction);
    Offer::new(name)
        .with("source", named(stage))
        .with("source-line", Text::plain(line.to_string()))
        .shown_on(line)
}

/// Asks where a COPY with `--from` takes its files from.
pub(super) fn copy_from(asked: &Asked<'_>) -> Option<Question> {
    let from = copy(asked)?.from.as_deref()?;
    let own = asked.stage()?;
    let number = from.parse::<usize>().ok();
    let source = source_stage(asked, from);
    let mut draft = Draft::new(asked, "copy-from", "")?;
    draft.set("from", Text::code(from));
    draft.set("image", Text::code(from));
    match source {
        Some(stage) => {
            let name = if number.is_some() {
                "stage-number"
            } else {
                "stage"
            };
            draft.right(stage_offer(asked, name, stage));
        }
        None if number.is_some() => return None,
        None => draft.right(Offer::new("image")),
    }
    let right = source.map(|stage| stage.index);
    if let Some(stage) = number.and_then(|number| asked.plan().stages.get(number.checked_sub(1)?)) {
        draft.wrong(stage_offer(asked, "off-by-one", stage));
    }
    if right.is_some() {
        let name = if number.is_some() {
            "number-image"
        } else {
            "registry"
        };
        draft.wrong(Offer::new(name));
    }
    let others = asked.plan().stages.iter().rev();
    let others = others.filter(|stage| stage.index < own.index && Some(stage.index) != right);
    for stage in others.take(2) {
        draft.wrong(stage_offer(asked, "other-stage", stage));
    }
    let root = root_stage(asked.plan(), own);
    if root.base == Base::Image && root.base_name != from {
        let offer = Offer::new("base").with("base", Text::code(root.base_name.as_str()));
        draft.wrong(offer.shown_on(asked.line_of(root.from_instruction)));
    }
    draft.wrong(Offer::new("context"));
    draft.choose_one(asked.seed)
}

/// Asks where a COPY without `--from` looks for its files.
pub(super) fn copy_context(asked: &Asked<'_>) -> Option<Question> {
    let copy = copy(asked)?;
    let is_remote =
        |path: &str| path.contains("://") || path.contains('@') || path.contains(".git#");
    let mut sources = copy.sources.iter();
    let is_unfit = |source: &Value| source.as_known().is_none_or(is_remote);
    if copy.from.is_some() || copy.sources.is_empty() || sources.any(is_unfit) {
        return None;
    }
    let mut draft = Draft::new(asked, "copy-context", "")?;
    draft.set("written", shown::values(copy.sources.iter().take(3)));
    draft.right(Offer::new("context"));
    draft.wrong(Offer::new("dockerfile"));
    match asked.subject.before().and_then(folder) {
        Some(folder) if folder != "/" => {
            draft.wrong(Offer::new("image").with("before", Text::code(folder)));
        }
        _ => draft.wrong(Offer::new("image-root")),
    }
    let own = asked.stage()?.index;
    if let Some(stage) = asked.strangers().find(|stage| stage.index < own) {
        let number = || stage.index.to_string();
        let from = stage.name.clone().unwrap_or_else(number);
        let offer = Offer::new("other-stage").with("stage", named(stage));
        draft.wrong(offer.with("stage-from", Text::plain(from)));
    }
    draft.wrong(Offer::new("disk"));
    draft.choose_one(asked.seed)
}

/// Asks which path of another stage a relative source is.
pub(super) fn from_path(asked: &Asked<'_>) -> Option<Question> {
    let copy = copy(asked)?;
    let source = source_stage(asked, copy.from.as_deref()?)?;
    let is_relative = |path: &&str| !path.starts_with('/') && !path.contains(['\\', ':']);
    let written = known_paths(&copy.sources).find(is_relative)?;
    if asked.is_windows() || source.platform.is_windows() || source.is_windows {
        return None;
    }
    let mut draft = Draft::new(asked, "from-path", written)?;
    draft.set("written", Text::code(written));
    draft.set("stage", named(source));
    let joined = |folder: &str| clean(&format!("{folder}/{written}"));
    draft.right(Offer::new("from-root").code(joined("")));
    if let Some(folder) = folder(source.end()) {
        draft.wrong(Offer::new("from-workdir").code(joined(&folder)));
    }
    if let Some(folder) = asked.subject.before().and_then(folder) {
        draft.wrong(Offer::new("own-workdir").code(joined(&folder)));
    }
    draft.wrong(Offer::new("top").code("/"));
    draft.wrong(Offer::new("context"));
    draft.answer_any_way(asked, ways_to_write_path(&joined("")), false)
}

/// Asks what comes along with files of another stage.
pub(super) fn settings_stay(asked: &Asked<'_>) -> Option<Question> {
    let source = source_stage(asked, copy(asked)?.from.as_deref()?)?;
    let mut draft = Draft::new(asked, "settings-stay", "")?;
    draft.set("stage", named(source));
    let root = root_stage(asked.plan(), source);
    draft.right(Offer::new("files"));
    let end = source.end();
    for (name, setting) in [("workdir", &end.working_directory), ("user", &end.user)] {
        if let Some(setting) = known(setting)
            && let Some(value) = setting.value
            && let Some(line) = setter(setting.origin)
        {
            let offer = Offer::new(name).code(value);
            draft.wrong(offer.set_line(asked.line_of(line)));
        }
    }
    let mut variables = end.run_environment.iter();
    let variable = variables.find_map(|it| Some((it, setter(Some(it.origin))?)));
    if let Some((variable, line)) = variable {
        let offer = Offer::new("variable").code(&*variable.name);
        draft.wrong(offer.set_line(asked.line_of(line)));
    }
    draft.wrong(Offer::new("layers"));
    if root.base == Base::Image {
        draft.wrong(Offer::new("base").with("base", Text::code(root.base_name.as_str())));
    }
    draft.choose_one(asked.seed)
}

/// Asks what a stage holds at its start.
pub(super) fn stage_base(asked: &Asked<'_>) -> Option<Question> {
    let stage = asked.stage()?;
    if stage.from_instruction != asked.subject.index
        || stage.steps.iter().any(|step| step.is_trigger)
    {
        return None;
    }
    let mut draft = Draft::new(asked, "stage-base", "")?;
    draft.set("base", Text::code(stage.base_name.as_str()));
    let parent = match stage.base {
        Base::Scratch => {
            draft.right(Offer::new("scratch"));
            draft.wrong(Offer::new("scratch-image"));
            None
        }
        Base::Stage(parent) => {
            let stage = asked.plan().stages.get(parent)?;
            draft.right(stage_offer(asked, "stage", stage));
            draft.wrong(Offer::new("registry"));
            Some(parent)
        }
        Base::Image => {
            draft.right(Offer::new("image"));
            None
        }
        Base::Refused => return None,
    };
    let above = stage.index.checked_sub(1);
    if above != parent
        && let Some(above) = above.and_then(|above| asked.plan().stages.get(above))
    {
        draft.wrong(stage_offer(asked, "stage-above", above));
    }
    if stage.base_as_written.contains('$') {
        draft.wrong(Offer::new("unexpanded").code(stage.base_as_written.as_str()));
    }
    if stage.base != Base::Scratch {
        draft.wrong(Offer::new("empty"));
    }
    draft.wrong(Offer::new("host"));
    draft.choose_one(asked.seed)
}

/// Asks which line of another stage makes a path that is copied; only where one line surely does.
pub(super) fn path_made(asked: &Asked<'_>) -> Option<Question> {
    let copy = copy(asked)?;
    let source = source_stage(asked, copy.from.as_deref()?)?;
    let mut paths = known_paths(&copy.sources);
    let path = paths.find(|path| path.starts_with('/') && !path.contains(['*', '?', '[']))?;
    let path = clean(path);
    let stages = lineage(asked.plan(), source);
    if stages.iter().map(|stage| stage.steps.len()).sum::<usize>() > MOST_STEPS {
        return None;
    }
    let steps = || {
        let steps = stages.iter().map(|stage| (stage, stage.steps.iter()));
        steps.flat_map(|(stage, steps)| steps.map(move |step| (*stage, step)))
    };
    let mut makers = steps().filter_map(|(stage, step)| {
        let found = found_at(step, stage.state_before(step.instruction)?, &path)?;
        Some((step, found))
    });
    let (maker, found) = makers.next()?;
    let name = match found.origin.kind {
        _ if !found.is_certain || makers.next().is_some() || maker.is_trigger => return None,
        PathOriginKind::Command => "command",
        PathOriginKind::Copy => "copy",
        // Others put files into that folder: it is not one line's work.
        PathOriginKind::Workdir => return None,
    };
    let mut draft = Draft::new(asked, "path-made", &path)?;
    draft.set("path", Text::code(path.as_str()));
    draft.set("stage", named(source));
    let line_offer = |name, instruction| {
        let line = asked.line_of(instruction);
        Offer::new(name)
            .value(Text::plain(line.to_string()))
            .shown_on(line)
    };
    draft.set(
        "made-line",
        Text::plain(asked.line_of(maker.instruction).to_string()),
    );
    draft.right(line_offer(name, maker.instruction));
    for (_, step) in steps().filter(|(_, step)| !step.is_trigger) {
        if let Some(name) = cannot_make(step, &path) {
            draft.wrong(line_offer(name, step.instruction));
        }
    }
    let own = asked.stage()?.steps.iter();
    for step in own.filter(|step| step.instruction != asked.subject.index && step.makes_layer) {
        draft.wrong(line_offer("own-stage", step.instruction));
    }
    draft.wrong(line_offer("taker", asked.subject.index));
    draft.point_at_line(asked.seed)
}

/// Tells whether a line surely leaves a path alone, and how.
fn cannot_make(step: &Step, path: &str) -> Option<&'static str> {
    match &step.command {
        Command::Copy(copy) => {
            let destination = copy.destination.as_known()?;
            let destination = clean(destination);
            let is_other = destination.starts_with('/')
                && destination != "/"
                && !lies_in(path, &destination)
                && !lies_in(&destination, path);
            is_other.then_some("other")
        }
        Command::Env(_) | Command::Arg(_) | Command::User(_) | Command::Label(_) => Some("setting"),
        _ => None,
    }
}

fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || slice(rest, 0, 1) == "/")
}

/// Tells whether a setting comes from the base image.
pub(super) fn is_of_base(origin: Option<Origin>) -> bool {
    origin == Some(Origin::BaseImage)
}
