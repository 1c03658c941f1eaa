//! What there is to say about the whole file: the workflow, and why it has several stages.

use crate::build::command::Command;
use crate::build::plan::Plan;
use crate::build::stage::Base;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::shown;
use crate::explain::stage_text::stage_facts;
use crate::knowledge::phrases::{all_rules, first_rule, plain_phrase};
use crate::knowledge::rule::Facts;

/// Explains a file.
pub fn file_text(plan: &Plan) -> Doc {
    let facts = file_facts(plan);
    let mut blocks = vec![Block::Lead(first_rule("file", &facts))];
    let mut steps = Vec::new();
    for stage in plan.stages.iter().filter(|stage| stage.is_needed) {
        let text = first_rule("workflow", &stage_facts(plan, stage));
        if !text.is_empty() {
            steps.push(text);
        }
    }
    if let Some(target) = plan.target.and_then(|target| plan.stages.get(target)) {
        let text = first_rule("workflow-start", &stage_facts(plan, target));
        if !text.is_empty() {
            steps.push(text);
        }
    }
    if !steps.is_empty() {
        blocks.push(heading("heading-workflow"));
        blocks.push(Block::Steps(steps));
    }
    let reasons = all_rules("why-stages", &facts);
    if !reasons.is_empty() {
        blocks.push(heading("heading-why-stages"));
        blocks.push(Block::List(reasons));
    }
    let careful = all_rules("file-careful", &facts);
    blocks.extend(careful.into_iter().map(|text| Block::Labelled {
        label: Label::Caution,
        text,
    }));
    Doc { blocks }
}

fn heading(name: &str) -> Block {
    Block::Heading {
        level: 3,
        text: plain_phrase(name),
    }
}

/// Finds out what is true of the whole file.
pub fn file_facts(plan: &Plan) -> Facts {
    let mut facts = match plan.target.and_then(|target| plan.stages.get(target)) {
        Some(target) => stage_facts(plan, target),
        None => Facts::default(),
    };
    let count = plan.stages.len();
    facts.note_if("no-stage", count == 0);
    facts.note(if count > 1 {
        "many-stages"
    } else {
        "one-stage"
    });
    facts.set_plain("stages", shown::counted(count, "stage", "stages"));
    let skipped: Vec<Text> = plan
        .stages
        .iter()
        .filter(|stage| !stage.is_needed)
        .map(shown::stage_name)
        .collect();
    facts.note_if("some-skipped", !skipped.is_empty());
    facts.set("skipped", listed(skipped));
    let Some(target) = plan.target.and_then(|target| plan.stages.get(target)) else {
        return facts;
    };
    // Stages that give files and stay behind.
    let left: Vec<Text> = plan
        .stages
        .iter()
        .filter(|stage| {
            stage.is_needed
                && stage.index != target.index
                && !is_parent(plan, stage.index, target.index)
        })
        .map(shown::stage_name)
        .collect();
    facts.note_if("some-left-behind", !left.is_empty());
    facts.set("left-behind", listed(left));
    let own = target.steps.iter();
    let takes_everything = own.clone().any(|step| match &step.command {
        Command::Copy(copy) => {
            copy.from.is_none()
                && copy
                    .sources
                    .iter()
                    .any(|source| matches!(source.as_known(), Some("." | "./" | "/")))
        }
        _ => false,
    });
    facts.note_if("copies-everything", takes_everything);
    facts.note_if(
        "has-user",
        own.clone()
            .any(|step| matches!(step.command, Command::User(_))),
    );
    let started = target
        .end()
        .command
        .value()
        .map(|words| words.join(" "))
        .unwrap_or_default();
    facts.note_if("django-server", started.contains("manage.py runserver"));
    facts
}

/// Tells whether a stage's image is what another stage starts from, directly or through others.
fn is_parent(plan: &Plan, parent: usize, stage: usize) -> bool {
    let mut current = stage;
    while let Some(Base::Stage(next)) = plan.stages.get(current).map(|stage| stage.base.clone()) {
        if next == parent {
            return true;
        }
        current = next;
    }
    false
}
