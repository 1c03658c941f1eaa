//! What there is to say about a stage as a whole.

use crate::build::command::{Command, CopyCommand};
use crate::build::plan::Plan;
use crate::build::setting::Origin;
use crate::build::stage::{Base, Source, Stage};
use crate::build::value::Value;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::facts::Vocabulary;
use crate::explain::file_text::is_parent;
use crate::explain::python::{Fit, environment_made_in, fit};
use crate::explain::shown;
use crate::explain::subject::{known_base, root_stage};
use crate::knowledge::phrases::{all_rules, first_rule};
use crate::knowledge::rule::Facts;

/// What [`stage_facts`] can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "named",
        "target",
        "needed",
        "only",
        "first",
        "scratch",
        "on-stage",
        "on-image",
        "base-refused",
        "known-base",
        "takes-files",
        "takes-from-images",
        "taken-known",
        "takes-all",
        "all-crosses",
        "used",
        "used-as-base",
        "used-by-copy",
        "ships",
        "left-behind",
        "crossing",
        "venv-same-python",
        "venv-different-python",
        "venv-unknown-python",
        "same-base-family",
        "layers",
        "user-unknown",
        "as-root",
        "folder-unknown",
        "starts",
        "starts-inherited",
        "start-unknown",
        "entrypoint-unknown",
    ],
    values: &[
        "stage",
        "stage-title",
        "number",
        "count",
        "base",
        "base-what",
        "parent",
        "sources",
        "images",
        "taken",
        "users",
        "crossing",
        "layers",
        "user",
        "folder",
        "started",
    ],
    roles: &[],
};

/// Explains a stage.
pub fn stage_text(plan: &Plan, index: usize) -> Doc {
    let Some(stage) = plan.stages.get(index) else {
        return Doc::default();
    };
    let facts = stage_facts(plan, stage);
    let mut blocks = vec![Block::Lead(first_rule("stage", &facts))];
    let rest = all_rules("stage-notes", &facts);
    if !rest.is_empty() {
        blocks.push(Block::List(rest));
    }
    let careful = all_rules("stage-careful", &facts);
    blocks.extend(careful.into_iter().map(|text| Block::Labelled {
        label: Label::Caution,
        text,
    }));
    Doc { blocks }
}

/// Finds out what is true of a stage.
pub fn stage_facts(plan: &Plan, stage: &Stage) -> Facts {
    let mut facts = Facts::default();
    let root = root_stage(plan, stage);
    facts.set("stage", shown::stage_name(stage));
    let mut title = Text::plain(format!("Stage {}", stage.index + 1));
    if stage.name.is_some() {
        title.push_plain(" (");
        title.append(shown::stage_name(stage));
        title.push_plain(")");
    }
    facts.set("stage-title", title);
    facts.set_plain("number", (stage.index + 1).to_string());
    facts.set_plain("count", plan.stages.len().to_string());
    // A base that comes to nothing is named as the file names it.
    let base = [&root.base_name, &root.base_as_written]
        .into_iter()
        .find(|base| !base.is_empty());
    facts.set_code("base", base.map(String::as_str).unwrap_or_default());
    facts.note_if("named", stage.name.is_some());
    facts.note_if("target", plan.target == Some(stage.index));
    facts.note_if("needed", stage.is_needed);
    facts.note_if("only", plan.stages.len() == 1);
    facts.note_if("first", stage.index == 0);
    let ships = plan
        .target
        .is_some_and(|target| target == stage.index || is_parent(plan, stage.index, target));
    facts.note_if("ships", ships);
    facts.note_if("left-behind", stage.is_needed && !ships);
    match stage.base {
        Base::Scratch => facts.note("scratch"),
        Base::Stage(parent) => {
            facts.note("on-stage");
            if let Some(parent) = plan.stages.get(parent) {
                facts.set("parent", shown::stage_name(parent));
            }
        }
        Base::Image => facts.note("on-image"),
        Base::Refused => facts.note("base-refused"),
    }
    if let Some(known) = known_base(plan, stage) {
        facts.note("known-base");
        let version = known.version.as_deref().unwrap_or_default();
        let variant = known.variant.map(|variant| variant.what.as_str());
        let words = [&known.family.what, version, variant.unwrap_or_default()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        facts.set_plain("base-what", words.join(" "));
    }
    let is_sister = |other: &Stage| match (known_base(plan, stage), known_base(plan, other)) {
        (Some(own), Some(other)) => own.family.name == other.family.name,
        _ => false,
    };
    facts.note_if(
        "same-base-family",
        plan.stages.iter().take(stage.index).any(is_sister),
    );
    needs_facts(plan, stage, &mut facts);
    let layers = stage.steps.iter().filter(|step| step.makes_layer).count();
    facts.note_if("layers", layers > 0);
    facts.set_plain("layers", shown::counted(layers, "layer", "layers"));
    end_facts(stage, &mut facts);
    facts
}

fn needs_facts(plan: &Plan, stage: &Stage, facts: &mut Facts) {
    let mut sources: Vec<usize> = stage
        .needs
        .iter()
        .filter_map(|need| match need.source {
            Source::Stage(source) => Some(source),
            Source::Image(_) => None,
        })
        .collect();
    sources.dedup();
    facts.note_if("takes-files", !sources.is_empty());
    let named = sources.iter().filter_map(|&source| plan.stages.get(source));
    facts.set("sources", listed(named.clone().map(shown::stage_name)));
    let images = stage.needs.iter().filter_map(|need| match &need.source {
        Source::Image(image) => Some(Text::code(image.as_str())),
        Source::Stage(_) => None,
    });
    let images: Vec<Text> = images.collect();
    facts.note_if("takes-from-images", !images.is_empty());
    facts.set("images", listed(images));
    let takes_from_here = |other: &&Stage| {
        let mut needs = other.needs.iter();
        needs.any(|need| need.source == Source::Stage(stage.index))
    };
    let is_built_on = |other: &&Stage| other.base == Base::Stage(stage.index);
    let users: Vec<&Stage> = plan
        .stages
        .iter()
        .filter(|other| other.is_needed || !stage.is_needed)
        .filter(|other| takes_from_here(other) || is_built_on(other))
        .collect();
    facts.note_if("used", !users.is_empty());
    facts.note_if("used-by-copy", users.iter().any(takes_from_here));
    facts.note_if("used-as-base", users.iter().any(is_built_on));
    // What crosses over, and whether it works there.
    let crossing = users.iter().flat_map(|user| taken(user, stage));
    let crossing: Vec<Text> = without_repeats(crossing);
    facts.note_if("crossing", !crossing.is_empty());
    facts.note_if("all-crosses", crossing.iter().any(is_root));
    facts.set("crossing", listed(crossing));
    facts.set("users", listed(users.into_iter().map(shown::stage_name)));
    let taken_here = sources
        .iter()
        .filter_map(|&source| plan.stages.get(source))
        .flat_map(|source| taken(stage, source));
    let taken_here = without_repeats(taken_here);
    facts.note_if("taken-known", !taken_here.is_empty());
    facts.note_if("takes-all", taken_here.iter().any(is_root));
    facts.set("taken", listed(taken_here));
    for source in named {
        let paths = copies(stage, source).flat_map(|copy| &copy.sources);
        let has_environment = paths
            .filter_map(Value::as_known)
            .any(|path| environment_made_in(plan, source, path.trim_end_matches('/')).is_some());
        if has_environment {
            facts.note(match fit(plan, source, stage) {
                Fit::Same => "venv-same-python",
                Fit::Different => "venv-different-python",
                Fit::Unknown => "venv-unknown-python",
            });
        }
    }
}

/// Lists the COPYs of a stage that take from another.
fn copies<'a>(stage: &'a Stage, source: &'a Stage) -> impl Iterator<Item = &'a CopyCommand> {
    stage
        .steps
        .iter()
        .filter_map(move |step| match &step.command {
            Command::Copy(copy) => {
                let from = copy.from.as_deref()?;
                names_stage(from, source).then_some(&**copy)
            }
            _ => None,
        })
}

/// Lists the paths that a stage takes from another.
fn taken(stage: &Stage, source: &Stage) -> Vec<Text> {
    let paths = copies(stage, source).flat_map(|copy| &copy.sources);
    paths.map(shown::value).collect()
}

fn is_root(path: &Text) -> bool {
    matches!(path.to_plain().as_str(), "/" | "/." | ".")
}

/// Drops what was said before.
fn without_repeats(texts: impl IntoIterator<Item = Text>) -> Vec<Text> {
    let mut kept: Vec<Text> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

fn names_stage(from: &str, stage: &Stage) -> bool {
    stage.name.as_deref() == Some(from.to_lowercase().as_str())
        || from.parse::<usize>() == Ok(stage.index)
}

fn end_facts(stage: &Stage, facts: &mut Facts) {
    let end = stage.end();
    let user = end.user.value().cloned().unwrap_or_default();
    let is_unknown = end.user.is_unknown() || user.has_unknown();
    facts.note_if("user-unknown", is_unknown);
    let user = user.to_string();
    let is_root = matches!(
        user.split(':').next().unwrap_or_default(),
        "" | "0" | "root"
    );
    facts.note_if("as-root", is_root && !is_unknown);
    facts.set_code("user", if user.is_empty() { "root" } else { &user });
    let folder = &end.working_directory;
    let folder_is_unknown = folder.is_unknown() || folder.value().is_some_and(Value::has_unknown);
    facts.note_if("folder-unknown", folder_is_unknown);
    facts.set(
        "folder",
        folder.value().map_or_else(|| Text::code("/"), shown::value),
    );
    let started: Vec<String> = [end.entrypoint.value(), end.command.value()]
        .into_iter()
        .flatten()
        .flat_map(|words| words.iter().cloned())
        .collect();
    facts.note_if("entrypoint-unknown", end.entrypoint.is_unknown());
    let is_unknown = end.entrypoint.is_unknown() || end.command.is_unknown();
    // What ENTRYPOINT starts here is known, even where the base image's CMD is not.
    let is_known = !is_unknown || end.entrypoint.value().is_some();
    let is_set_here = |origin: Option<Origin>| matches!(origin, Some(Origin::Instruction(_)));
    let set_here = is_set_here(end.entrypoint.origin()) || is_set_here(end.command.origin());
    facts.note_if("starts", is_known && set_here && !started.is_empty());
    facts.note_if(
        "starts-inherited",
        is_known && !set_here && !started.is_empty(),
    );
    let command_known = is_set_here(end.command.origin());
    facts.note_if("start-unknown", !is_known && !command_known);
    facts.note_if("starts", !is_known && command_known);
    let started = started
        .iter()
        .map(|word| word.replace('\n', " "))
        .collect::<Vec<_>>();
    facts.set("started", Text::code(started.join(" ")));
}
