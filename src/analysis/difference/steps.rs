//! What the instructions of a stage do to its files, before and after: COPY, ADD, RUN, WORKDIR.
//!
//! Two instructions do the same where their paths, with folders and variables put in, are the same.

use crate::analysis::Analysis;
use crate::analysis::difference::settings::{Settings, changed, value_text, variables};
use crate::analysis::difference::stage_name::StageName;
use crate::analysis::difference::stage_pairs::{StagePair, new_of};
use crate::build::command::{Command, CopyCommand, RunCommand};
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::run_words::run_words;
use crate::build::stage::{Need, Source, Stage, Step};
use crate::build::value::Value;
use crate::doc::Change;
use crate::doc::text::{Text, listed};
use crate::explain::subject::line_of;

/// Holds one step that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepChange {
    /// What became of it.
    pub kind: StepChangeKind,
    /// Its line: in the new file, or in the old one where it is gone.
    pub line: u32,
    /// What it does: `COPY /src to /app/`.
    pub what: Text,
    /// What it does otherwise, where it does the same thing otherwise.
    pub changes: Vec<Change>,
}

/// Names what became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepChangeKind {
    /// It is new.
    Gained,
    /// It is gone.
    Lost,
    /// It is done at another place in the stage.
    Moved,
    /// It is done otherwise.
    Changed,
}

/// Holds what one step does.
struct Effect {
    line: u32,
    what: Text,
    /// What makes it the same step: its kind and what it works on.
    key: String,
    /// How it is done.
    details: Settings,
}

/// How many pairs of steps are looked at; where there are more, steps are looked for nearby.
const MOST_PAIRS: usize = 4_000_000;

/// How far down a step is looked for then.
const FARTHEST: usize = 100;

/// Lists what differs between the steps of two stages; where one is not there, all of the other's.
pub fn step_changes(
    before: Option<(&Analysis, &Stage)>,
    after: Option<(&Analysis, &Stage)>,
    pairs: &[StagePair],
) -> Vec<StepChange> {
    let old = before.map_or_else(Vec::new, |(analysis, stage)| {
        effects(analysis, stage, &|stage| new_of(pairs, stage))
    });
    let new = after.map_or_else(Vec::new, |(analysis, stage)| {
        effects(analysis, stage, &Some)
    });
    let same = common(&old, &new);
    let mut changes = Vec::new();
    for &(old_place, new_place) in &same {
        if let (Some(before), Some(after)) = (old.get(old_place), new.get(new_place)) {
            changes.extend(changed_step(before, after));
        }
    }
    let mut lost: Vec<&Effect> = without(&old, same.iter().map(|(old, _)| *old));
    for effect in without(&new, same.iter().map(|(_, new)| *new)) {
        let place = lost.iter().position(|lost| lost.key == effect.key);
        let kind = match place.map(|place| lost.remove(place)) {
            Some(_) => StepChangeKind::Moved,
            None => StepChangeKind::Gained,
        };
        changes.push(step_change(kind, effect));
    }
    changes.extend(
        lost.into_iter()
            .map(|effect| step_change(StepChangeKind::Lost, effect)),
    );
    changes.sort_by_key(|change| (change.kind == StepChangeKind::Lost, change.line));
    without_common_details(&mut changes);
    changes
}

fn step_change(kind: StepChangeKind, effect: &Effect) -> StepChange {
    StepChange {
        kind,
        line: effect.line,
        what: effect.what.clone(),
        changes: Vec::new(),
    }
}

fn changed_step(before: &Effect, after: &Effect) -> Option<StepChange> {
    let changes = changed(&before.details, &after.details);
    (!changes.is_empty()).then(|| StepChange {
        changes,
        ..step_change(StepChangeKind::Changed, after)
    })
}

/// Says once what many steps see otherwise: a variable changes for every RUN below it.
fn without_common_details(changes: &mut Vec<StepChange>) {
    let mut said: Vec<Change> = Vec::new();
    for change in changes.iter_mut() {
        change.changes.retain(|change| !said.contains(change));
        said.extend(change.changes.iter().cloned());
    }
    changes.retain(|change| change.kind != StepChangeKind::Changed || !change.changes.is_empty());
}

fn without(effects: &[Effect], places: impl Iterator<Item = usize>) -> Vec<&Effect> {
    let places: Vec<usize> = places.collect();
    let effects = effects.iter().enumerate();
    effects
        .filter(|(place, _)| places.binary_search(place).is_err())
        .map(|(_, effect)| effect)
        .collect()
}

/// Finds the longest list of steps that stand in both, in order, as places in each.
fn common(old: &[Effect], new: &[Effect]) -> Vec<(usize, usize)> {
    let first = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| old.key == new.key)
        .count();
    let mut same: Vec<(usize, usize)> = (0..first).map(|place| (place, place)).collect();
    let (old_rest, new_rest) = (
        old.get(first..).unwrap_or_default(),
        new.get(first..).unwrap_or_default(),
    );
    if old_rest.len().saturating_mul(new_rest.len()) > MOST_PAIRS {
        same.extend(nearly_common(old_rest, new_rest, first));
        return same;
    }
    // lengths[i][j]: how many steps behind i and j are common.
    let mut lengths = vec![vec![0_u32; new_rest.len() + 1]; old_rest.len() + 1];
    let length = |lengths: &[Vec<u32>], old: usize, new: usize| {
        lengths
            .get(old)
            .and_then(|row| row.get(new))
            .copied()
            .unwrap_or_default()
    };
    for (i, before) in old_rest.iter().enumerate().rev() {
        for (j, after) in new_rest.iter().enumerate().rev() {
            let longest = if before.key == after.key {
                length(&lengths, i + 1, j + 1) + 1
            } else {
                length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
            };
            if let Some(place) = lengths.get_mut(i).and_then(|row| row.get_mut(j)) {
                *place = longest;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(before), Some(after)) = (old_rest.get(i), new_rest.get(j)) {
        if before.key == after.key {
            same.push((first + i, first + j));
            (i, j) = (i + 1, j + 1);
        } else if length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    same
}

/// Finds a list of steps that stand in both, in order: each is looked for a little further down.
fn nearly_common(old: &[Effect], new: &[Effect], first: usize) -> Vec<(usize, usize)> {
    let mut same = Vec::new();
    let mut next = 0;
    for (new_place, after) in new.iter().enumerate() {
        let mut ahead = old.iter().skip(next).take(FARTHEST);
        if let Some(skipped) = ahead.position(|before| before.key == after.key) {
            same.push((first + next + skipped, first + new_place));
            next += skipped + 1;
        }
    }
    same
}

fn effects(
    analysis: &Analysis,
    stage: &Stage,
    new_place: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Effect> {
    let steps = stage
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.makes_layer);
    let effects = steps.filter_map(|(index, step)| {
        let state = stage.state_after_steps(index);
        let (what, key, details) = match &step.command {
            Command::Copy(copy) => {
                let source = source_of(analysis, stage, step, copy, new_place);
                copy_effect(copy, stage, state, &source)
            }
            Command::Run(run) => run_effect(run, stage, state),
            Command::Workdir(_) => workdir_effect(stage.state_after_steps(index + 1)),
            _ => return None,
        };
        Some(Effect {
            line: line_of(analysis.tree(), step.instruction),
            what,
            key,
            details,
        })
    });
    effects.collect()
}

/// Holds where a COPY takes its files from: the words for it, and the stage's place in the new file.
struct CopySource {
    key: String,
    words: Option<Text>,
}

fn source_of(
    analysis: &Analysis,
    stage: &Stage,
    step: &Step,
    copy: &CopyCommand,
    new_place: &dyn Fn(usize) -> Option<usize>,
) -> CopySource {
    let Some(from) = &copy.from else {
        return CopySource {
            key: "context".to_owned(),
            words: None,
        };
    };
    let is_it = |need: &&Need| need.instruction == step.instruction;
    let need = stage.needs.iter().find(is_it).map(|need| &need.source);
    // Of two instructions with the same source only the last is noted.
    let named = || {
        let stages = &analysis.plan().stages;
        let number = from
            .parse::<usize>()
            .ok()
            .filter(|&number| number < stages.len());
        number.or_else(|| {
            let lower = from.to_lowercase();
            stages
                .iter()
                .rposition(|stage| stage.name.as_ref() == Some(&lower))
        })
    };
    let source = match need {
        Some(Source::Stage(source)) => Some(*source),
        Some(Source::Image(_)) => None,
        None => named(),
    };
    let name = source.and_then(|source| analysis.plan().stages.get(source));
    let words = match name {
        Some(source) => {
            let mut words = Text::plain("stage ");
            words.append(StageName::of(source).behind_the_word());
            words
        }
        None => Text::code(from.as_str()),
    };
    let key = match source {
        Some(source) => match new_place(source) {
            Some(place) => format!("stage {place}"),
            None => format!("removed stage {source}"),
        },
        None => format!("image {from}"),
    };
    CopySource {
        key,
        words: Some(words),
    }
}

type Parts = (Text, String, Settings);

fn copy_effect(
    copy: &CopyCommand,
    stage: &Stage,
    state: &ImageState,
    source: &CopySource,
) -> Parts {
    let is_windows = stage.platform.is_windows();
    let sources: Vec<Value> = copy
        .sources
        .iter()
        .map(|path| from_root(path, is_windows))
        .collect();
    let destination = destination(copy, state, &sources, is_windows);
    let keyword = if copy.is_add { "ADD" } else { "COPY" };
    let mut what = Text::plain(format!("{keyword} "));
    let files = copy.contents.iter().map(|file| {
        let mut text = Text::plain("the text of ");
        text.append(Text::code(file.name.as_str()));
        text
    });
    what.append(listed(sources.iter().map(value_text).chain(files)));
    if let Some(from) = &source.words {
        what.push_plain(" of ");
        what.append(from.clone());
    }
    what.push_plain(" to ");
    what.append(value_text(&destination));
    let names: Vec<&str> = copy
        .contents
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    let key = format!(
        "{keyword} {} {sources:?} {names:?} {destination}",
        source.key
    );
    let mut details = Settings::new();
    let mut detail = |name: &str, text: Option<Text>| {
        if let Some(text) = text {
            details.insert(name.to_owned(), text);
        }
    };
    let flag = |is_set: bool| is_set.then(|| Text::plain("yes"));
    detail("owner", copy.chown.as_ref().map(value_text));
    detail("mode", copy.chmod.as_ref().map(value_text));
    detail("links", flag(copy.link));
    detail("keeps parent folders", flag(copy.parents));
    detail(
        "leaves out",
        (!copy.excludes.is_empty()).then(|| Text::code(copy.excludes.join(" "))),
    );
    detail("checksum", copy.checksum.as_ref().map(value_text));
    detail("keeps .git", flag(copy.keep_git_dir == Some(true)));
    detail(
        "unpacks",
        copy.unpack
            .map(|unpacks| Text::plain(if unpacks { "yes" } else { "no" })),
    );
    for file in &copy.contents {
        let name = format!("text of {}", file.name);
        let text = match file.content.as_known() {
            Some(text) => Text::code(text.trim_end()),
            None => value_text(&file.content),
        };
        details.insert(name, text);
    }
    (what, key, details)
}

/// Gives a source as the path it is from the root of what is copied from; URLs stay.
fn from_root(path: &Value, is_windows: bool) -> Value {
    match path.as_known() {
        Some(text) if text.contains("://") || text.starts_with("git@") => path.clone(),
        Some(text) => {
            resolve("/", text, is_windows, false).map_or_else(|_| path.clone(), Value::known)
        }
        None => path.clone(),
    }
}

/// Gives the destination as a path from the root; where it is a folder anyway, without a slash.
fn destination(
    copy: &CopyCommand,
    state: &ImageState,
    sources: &[Value],
    is_windows: bool,
) -> Value {
    let folder = state.working_directory.value();
    let folder = folder.map_or(Some("/"), Value::as_known);
    let (Some(folder), Some(written)) = (folder, copy.destination.as_known()) else {
        return copy.destination.clone();
    };
    let Ok(path) = resolve(folder, written, is_windows, true) else {
        return copy.destination.clone();
    };
    let cleaned = clean(&path);
    let is_folder_anyway = cleaned == clean(folder)
        || sources.len() > 1
        || sources.iter().any(|source| source.as_known() == Some("/"));
    if is_folder_anyway {
        return Value::known(cleaned);
    }
    let ends_as_folder = path.ends_with('/') || path.ends_with("/.");
    Value::known(if ends_as_folder && cleaned != "/" {
        format!("{cleaned}/")
    } else {
        cleaned
    })
}

fn run_effect(run: &RunCommand, stage: &Stage, state: &ImageState) -> Parts {
    let words = run_words(run, state, stage.is_windows);
    let script = words.last().map_or("", String::as_str);
    let shown = if run.line.is_exec_form {
        format!("{words:?}")
    } else {
        one_space(script)
    };
    let shell = words.split_last().map_or(&[][..], |(_, shell)| shell);
    let key = if run.line.is_exec_form {
        format!("RUN {words:?}")
    } else {
        format!("RUN {shown}")
    };
    let mut what = Text::plain("RUN ");
    what.append(Text::code(shown.replace('\n', "⏎")));
    let mut details = variables(&state.run_environment, "sees ");
    let mut detail = |name: &str, text: Option<Text>| {
        if let Some(text) = text {
            details.insert(name.to_owned(), text);
        }
    };
    detail("as", state.user.value().map(value_text));
    detail("in", state.working_directory.value().map(value_text));
    if !run.line.is_exec_form {
        detail("shell", Some(Text::code(shell.join(" "))));
    }
    detail(
        "mounts",
        (!run.mount_texts.is_empty()).then(|| Text::code(run.mount_texts.join(" "))),
    );
    detail("network", run.network.as_deref().map(Text::code));
    detail("security", run.security.as_deref().map(Text::code));
    let files = run
        .heredocs
        .iter()
        .filter(|_| script.starts_with("/dev/pipes/"));
    for heredoc in files {
        details.insert("script".to_owned(), Text::code(heredoc.content.as_str()));
    }
    (what, key, details)
}

fn workdir_effect(state: &ImageState) -> Parts {
    let folder = state.working_directory.value().cloned().unwrap_or_default();
    let folder = folder
        .as_known()
        .map_or(folder.clone(), |path| Value::known(clean(path)));
    let mut what = Text::plain("WORKDIR makes ");
    what.append(value_text(&folder));
    let owner = state.user.value().filter(|user| !user.is_known_empty());
    let owner = owner.map_or_else(|| Text::code("root"), value_text);
    let details = [("owner".to_owned(), owner)];
    (what, format!("WORKDIR {folder}"), details.into())
}

/// Makes one space of many outside quotes, where no shell sees the difference.
fn one_space(script: &str) -> String {
    if script.contains("<<") {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut quote = None;
    let mut is_escaped = false;
    for character in script.trim().chars() {
        let is_gap = matches!(character, ' ' | '\t') && quote.is_none() && !is_escaped;
        if !(is_gap && out.ends_with(' ')) {
            out.push(if is_gap { ' ' } else { character });
        }
        match (quote, character) {
            _ if is_escaped => is_escaped = false,
            (None | Some('"'), '\\') => is_escaped = true,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), character) if open == character => quote = None,
            _ => {}
        }
    }
    out
}
