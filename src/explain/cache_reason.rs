//! Why a step runs or does not, in words.

use crate::build::cache_prediction::changes::FileChange;
use crate::build::cache_prediction::operation::Aspect;
use crate::build::cache_prediction::reason::{Reason, VariableChange};
use crate::build::cache_prediction::{CacheStep, Verdict};
use crate::build::plan::Plan;
use crate::doc::template::Values;
use crate::doc::text::{Text, listed};
use crate::explain::subject::line_of;
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::tree::Tree;

/// How many files and variables are named.
const NAMED: usize = 3;

/// Says why: words without a capital at the start and a stop at the end.
pub fn because(tree: &Tree, plan: &Plan, step: &CacheStep) -> Text {
    let mut values = Values::new();
    let mut line = |instruction: usize| {
        values.insert("line", line_text(tree, instruction));
    };
    let name = match &step.reason {
        Reason::Unchanged => "cache-unchanged",
        Reason::OnlyTouched(path) => {
            values.insert("file", Text::code(path.as_str()));
            "cache-touched"
        }
        Reason::StepBefore(instruction) => {
            line(*instruction);
            "cache-step-before"
        }
        Reason::StepBeforeMay(instruction) => {
            line(*instruction);
            "cache-step-before-may"
        }
        Reason::JoinedAgain { layer, below } => {
            line(*layer);
            values.insert("below-line", line_text(tree, *below));
            "cache-joined-again"
        }
        Reason::JoinedAgainMay { layer, below } => {
            line(*layer);
            values.insert("below-line", line_text(tree, *below));
            "cache-joined-again-may"
        }
        Reason::Base(base) => {
            values.insert("base", Text::code(base.as_str()));
            "cache-base"
        }
        Reason::New => "cache-new",
        Reason::OtherPlace => "cache-other-place",
        Reason::Written(aspects) => {
            values.insert(
                "what",
                listed(aspects.iter().map(|aspect| aspect_name(*aspect))),
            );
            "cache-written"
        }
        Reason::Variables(changes) => {
            let is_argument = is_argument(plan, step, changes);
            values.insert(
                "variables",
                listed(changes.iter().take(NAMED).map(variable)),
            );
            if is_argument {
                "cache-arguments"
            } else {
                "cache-variables"
            }
        }
        Reason::VariableOrder => "cache-variable-order",
        Reason::Files(files) => {
            values.insert("files", files_text(files));
            "cache-files"
        }
        Reason::Missing(path) => {
            values.insert("file", Text::code(path.as_str()));
            "cache-missing"
        }
        Reason::StopsAt(instruction) => {
            line(*instruction);
            "cache-stops-at"
        }
        Reason::IgnoreFile => "cache-ignore-file",
        Reason::UnknownSource => "cache-unknown-source",
        Reason::Taken {
            instruction,
            path,
            is_certain,
        } => {
            line(instruction.unwrap_or_default());
            values.insert("path", Text::code(path.as_str()));
            match (instruction, is_certain) {
                (None, _) => "cache-taken-elsewhere",
                (Some(_), true) => "cache-taken",
                (Some(_), false) => "cache-taken-may",
            }
        }
    };
    phrase(name, &values)
}

fn line_text(tree: &Tree, instruction: usize) -> Text {
    Text::plain(line_of(tree, instruction).to_string())
}

/// Says what is worth knowing besides.
pub fn note(step: &CacheStep) -> Option<Text> {
    (step.verdict == Verdict::Cached && step.links_again).then(|| plain_phrase("cache-links-again"))
}

fn aspect_name(aspect: Aspect) -> Text {
    let name = match aspect {
        Aspect::Kind | Aspect::Text => "cache-aspect-text",
        Aspect::Sources => "cache-aspect-sources",
        Aspect::Destination => "cache-aspect-destination",
        Aspect::Owner => "cache-aspect-owner",
        Aspect::Mode => "cache-aspect-mode",
        Aspect::Options => "cache-aspect-options",
        Aspect::Heredocs => "cache-aspect-heredocs",
        Aspect::Folder => "cache-aspect-folder",
        Aspect::User => "cache-aspect-user",
        Aspect::Mounts => "cache-aspect-mounts",
        Aspect::Network => "cache-aspect-network",
        Aspect::Security => "cache-aspect-security",
        Aspect::Platform => "cache-aspect-platform",
        Aspect::SourceDateEpoch => "cache-aspect-time",
    };
    plain_phrase(name)
}

/// Tells whether all of the variables are ARGs in scope.
fn is_argument(plan: &Plan, step: &CacheStep, changes: &[VariableChange]) -> bool {
    let Some(stage) = plan.stages.get(step.stage) else {
        return false;
    };
    let state = stage.state_after_steps(step.step);
    changes.iter().all(|change| {
        let mut arguments = state.arguments.iter();
        arguments.any(|argument| *argument.name == *change.name)
    })
}

fn variable(change: &VariableChange) -> Text {
    let mut values = Values::new();
    values.insert("name", Text::code(change.name.as_str()));
    let shown = |value: &Option<String>| Text::code(value.as_deref().unwrap_or_default());
    values.insert("before", shown(&change.before));
    values.insert("after", shown(&change.after));
    let is_empty = |value: &Option<String>| value.as_ref().is_some_and(String::is_empty);
    let name = match (&change.before, &change.after) {
        (None, _) => "cache-variable-new",
        (_, None) => "cache-variable-gone",
        (before, after) if is_empty(before) || is_empty(after) => "cache-variable-other",
        _ => "cache-variable-changed",
    };
    phrase(name, &values)
}

fn files_text(files: &[(String, FileChange)]) -> Text {
    let shown = files.iter().take(NAMED).map(|(path, change)| {
        let mut values = Values::new();
        values.insert("file", Text::code(path.as_str()));
        let name = match change {
            FileChange::Edited => "cache-file-edited",
            FileChange::New => "cache-file-new",
            FileChange::Deleted => "cache-file-deleted",
            FileChange::Mode => "cache-file-mode",
        };
        phrase(name, &values)
    });
    let mut shown: Vec<Text> = shown.collect();
    if files.len() > NAMED {
        shown.push(Text::plain(format!("{} more files", files.len() - NAMED)));
    }
    listed(shown)
}
