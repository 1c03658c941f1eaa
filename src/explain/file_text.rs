//! What there is to say about the whole file: the workflow, and why it has several stages.

use crate::build::command::Command;
use crate::build::command::mount::MountKind;
use crate::build::plan::Plan;
use crate::build::stage::{Base, Source, Stage};
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::built_text::built_summary;
use crate::explain::facts::Vocabulary;
use crate::explain::path_origin::lineage;
use crate::explain::shown;
use crate::explain::stage_text::stage_facts;
use crate::explain::start_text::start_blocks;
use crate::explain::subject::{known_base, root_stage};
use crate::knowledge::phrases::{all_rules, first_rule, plain_phrase};
use crate::knowledge::rule::Facts;
use crate::language::tree::Tree;
use std::collections::BTreeSet;

/// What [`file_facts`] can give beside what [`crate::explain::stage_text`] can.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "no-stage",
        "many-stages",
        "one-stage",
        "some-skipped",
        "one-skipped",
        "some-left-behind",
        "one-left-behind",
        "leaves-tools",
        "independent-stages",
        "shared-base",
        "source-only-in-target",
        "copies-everything",
        "has-user",
        "django-server",
    ],
    values: &[
        "stages",
        "skipped",
        "left-behind",
        "tools-base",
        "shared",
        "sharers",
        "independent",
    ],
    roles: &[],
};

/// Explains a file.
pub fn file_text(tree: &Tree, plan: &Plan) -> Doc {
    let facts = file_facts(plan);
    let mut blocks = vec![Block::Lead(first_rule("file", &facts))];
    blocks.extend(built_summary(plan).map(Block::Paragraph));
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
    if let Some(target) = plan.target.and_then(|target| plan.stages.get(target)) {
        blocks.extend(start_blocks(tree, plan, target));
    }
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
    facts.note_if("one-skipped", skipped.len() == 1);
    facts.set("skipped", listed(skipped));
    let Some(target) = plan.target.and_then(|target| plan.stages.get(target)) else {
        return facts;
    };
    // Stages that give files and stay behind.
    let left: Vec<&Stage> = plan
        .stages
        .iter()
        .filter(|stage| {
            stage.is_needed
                && stage.index != target.index
                && !is_parent(plan, stage.index, target.index)
        })
        .collect();
    facts.note_if("some-left-behind", !left.is_empty());
    facts.note_if("one-left-behind", left.len() == 1);
    let names = left.iter().map(|stage| shown::stage_name(stage));
    facts.set("left-behind", listed(names));
    let variant = |stage: &Stage| known_base(plan, stage).and_then(|known| known.variant);
    let is_small = variant(target).is_some_and(|variant| !variant.tag.is_empty());
    let full = left
        .iter()
        .find(|stage| variant(stage).is_some_and(|variant| variant.tag.is_empty()));
    if let (true, Some(full)) = (is_small, full) {
        facts.note("leaves-tools");
        facts.set_code("tools-base", root_stage(plan, full).base_name.as_str());
    }
    sharing_facts(plan, &mut facts);
    let own = target.steps.iter();
    let takes_everything = copies_everything(target);
    facts.note_if("copies-everything", takes_everything);
    let takes_source = |stage: &&Stage| {
        lineage(plan, stage)
            .into_iter()
            .any(|stage| copies_everything(stage) || binds_context(stage))
    };
    facts.note_if(
        "source-only-in-target",
        takes_everything && !left.is_empty() && !left.iter().any(takes_source),
    );
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

/// Finds out what stages have in common, and which of them can run at the same time.
fn sharing_facts(plan: &Plan, facts: &mut Facts) {
    let needed = || plan.stages.iter().filter(|stage| stage.is_needed);
    let shared = needed().find_map(|parent| {
        let children: Vec<&Stage> = needed()
            .filter(|stage| stage.base == Base::Stage(parent.index))
            .collect();
        (children.len() > 1).then_some((parent, children))
    });
    if let Some((parent, children)) = shared {
        facts.note("shared-base");
        facts.set("shared", shown::stage_name(parent));
        facts.set(
            "sharers",
            listed(children.into_iter().map(shown::stage_name)),
        );
    }
    let has_work = |stage: &&Stage| {
        stage
            .steps
            .iter()
            .any(|step| matches!(step.command, Command::Run(_)))
    };
    let working: Vec<&Stage> = needed().filter(has_work).collect();
    let pair = working.iter().enumerate().find_map(|(index, stage)| {
        let other = working.iter().skip(index + 1).find(|other| {
            !depends(plan, other.index, stage.index) && !depends(plan, stage.index, other.index)
        })?;
        Some([*stage, *other])
    });
    if let Some(pair) = pair {
        facts.note("independent-stages");
        facts.set("independent", listed(pair.map(shown::stage_name)));
    }
}

/// Tells whether a stage needs another, directly or through others.
fn depends(plan: &Plan, stage: usize, on: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![stage];
    while let Some(index) = open.pop() {
        let Some(stage) = plan.stages.get(index).filter(|_| seen.insert(index)) else {
            continue;
        };
        if let Base::Stage(parent) = stage.base {
            open.push(parent);
        }
        open.extend(stage.needs.iter().filter_map(|need| match need.source {
            Source::Stage(source) => Some(source),
            Source::Image(_) => None,
        }));
    }
    stage != on && seen.contains(&on)
}

fn copies_everything(stage: &Stage) -> bool {
    stage.steps.iter().any(|step| match &step.command {
        Command::Copy(copy) => {
            let mut sources = copy.sources.iter();
            copy.from.is_none()
                && sources.any(|source| matches!(source.as_known(), Some("." | "./" | "/")))
        }
        _ => false,
    })
}

fn binds_context(stage: &Stage) -> bool {
    stage.steps.iter().any(|step| match &step.command {
        Command::Run(run) => run
            .mounts
            .iter()
            .any(|mount| mount.kind == MountKind::Bind && mount.from.is_empty()),
        _ => false,
    })
}

/// Tells whether a stage's image is what another stage starts from, directly or through others.
pub(in crate::explain) fn is_parent(plan: &Plan, parent: usize, stage: usize) -> bool {
    let mut current = stage;
    while let Some(Base::Stage(next)) = plan.stages.get(current).map(|stage| stage.base.clone()) {
        if next == parent {
            return true;
        }
        current = next;
    }
    false
}
