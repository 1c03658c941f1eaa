//! What there is to say about a stage as a whole.

use crate::build::plan::Plan;
use crate::build::stage::{Base, Source, Stage};
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::python::{Fit, environment_made_at, fit};
use crate::explain::shown;
use crate::explain::subject::{known_base, root_stage};
use crate::knowledge::phrases::{all_rules, first_rule};
use crate::knowledge::rule::Facts;

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
    facts.set_plain("number", (stage.index + 1).to_string());
    facts.set_plain("count", plan.stages.len().to_string());
    facts.set_code("base", root.base_name.as_str());
    facts.note_if("named", stage.name.is_some());
    facts.note_if("target", plan.target == Some(stage.index));
    facts.note_if("needed", stage.is_needed);
    facts.note_if("only", plan.stages.len() == 1);
    match stage.base {
        Base::Scratch => facts.note("scratch"),
        Base::Stage(parent) => {
            facts.note("on-stage");
            if let Some(parent) = plan.stages.get(parent) {
                facts.set("parent", shown::stage_name(parent));
            }
        }
        Base::Image | Base::Refused => facts.note("on-image"),
    }
    if let Some(known) = known_base(plan, stage) {
        facts.note("known-base");
        let variant = known
            .variant
            .map(|variant| variant.what.as_str())
            .unwrap_or_default();
        facts.set_plain(
            "base-what",
            format!("{} {variant}", known.family.what).trim().to_owned(),
        );
    }
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
    let users = plan.stages.iter().filter(|other| {
        other
            .needs
            .iter()
            .any(|need| need.source == Source::Stage(stage.index))
            || other.base == Base::Stage(stage.index)
    });
    let users: Vec<Text> = users.map(shown::stage_name).collect();
    facts.note_if("used", !users.is_empty());
    facts.set("users", listed(users));
    // What crosses over, and whether it works there.
    let crossing: Vec<Text> = plan
        .stages
        .iter()
        .flat_map(|other| &other.steps)
        .filter_map(|step| match &step.command {
            crate::build::command::Command::Copy(copy)
                if copy
                    .from
                    .as_deref()
                    .is_some_and(|from| names_stage(from, stage)) =>
            {
                Some(shown::values(&copy.sources))
            }
            _ => None,
        })
        .collect();
    facts.note_if("crossing", !crossing.is_empty());
    facts.set("crossing", listed(crossing));
    for source in named {
        let has_environment = stage.steps.iter().any(|step| match &step.command {
            crate::build::command::Command::Copy(copy) => copy
                .sources
                .iter()
                .filter_map(crate::build::value::Value::as_known)
                .any(|path| environment_made_at(source, path).is_some()),
            _ => false,
        });
        if has_environment {
            facts.note(match fit(plan, source, stage) {
                Fit::Same => "venv-same-python",
                Fit::Different => "venv-different-python",
                Fit::Unknown => "venv-unknown-python",
            });
        }
    }
}

fn names_stage(from: &str, stage: &Stage) -> bool {
    stage.name.as_deref() == Some(from.to_lowercase().as_str())
        || from.parse::<usize>() == Ok(stage.index)
}

fn end_facts(stage: &Stage, facts: &mut Facts) {
    let end = stage.end();
    let user = end
        .user
        .value()
        .map(ToString::to_string)
        .unwrap_or_default();
    facts.note_if("user-unknown", end.user.is_unknown());
    let is_root = matches!(
        user.split(':').next().unwrap_or_default(),
        "" | "0" | "root"
    );
    facts.note_if("as-root", is_root && !end.user.is_unknown());
    facts.set_code("user", if user.is_empty() { "root" } else { &user });
    let folder = end.working_directory.value();
    facts.set(
        "folder",
        folder.map_or_else(|| Text::code("/"), shown::value),
    );
    let started: Vec<String> = [end.entrypoint.value(), end.command.value()]
        .into_iter()
        .flatten()
        .flat_map(|words| words.iter().cloned())
        .collect();
    facts.note_if("starts", !started.is_empty());
    facts.note_if(
        "start-unknown",
        end.command.is_unknown() && end.entrypoint.value().is_none(),
    );
    facts.set("started", Text::code(started.join(" ")));
}
