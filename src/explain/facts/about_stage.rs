//! What is true of an instruction through the stage it stands in.

use crate::build::image_state::ImageState;
use crate::build::setting::{Origin, Setting};
use crate::build::stage::Base;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::file_text::is_parent;
use crate::explain::missing_shell::lacks_shell;
use crate::explain::shown;
use crate::explain::subject::{Subject, root_stage};
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::rule::Facts;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "refused",
        "before-stages",
        "only-stage",
        "target-stage",
        "needed",
        "skipped",
        "ships",
        "left-behind",
        "base-scratch",
        "base-stage",
        "base-image",
        "base-known",
        "lacks-shell",
        "image-lacks-shell",
        "as-root",
        "user-unknown",
        "user-set",
        "workdir-unknown",
        "workdir-set-here",
        "windows",
    ],
    values: &[
        "keyword",
        "line",
        "stage",
        "stage-number",
        "base",
        "workdir",
        "workdir-line",
        "user",
    ],
    roles: &[],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.set_code("keyword", subject.invocation.keyword_text());
    facts.set_plain("line", subject.instruction.first_line.to_string());
    facts.note_if("refused", is_refused(subject));
    let Some(stage) = subject.stage else {
        return facts.note("before-stages");
    };
    facts.set("stage", shown::stage_name(stage));
    facts.set_plain("stage-number", shown::stage_number(subject.plan, stage));
    facts.note_if("only-stage", subject.plan.stages.len() == 1);
    facts.note_if("target-stage", subject.plan.target == Some(stage.index));
    facts.note(if stage.is_needed { "needed" } else { "skipped" });
    let ships = subject.plan.target.is_some_and(|target| {
        target == stage.index || is_parent(subject.plan, stage.index, target)
    });
    facts.note_if("ships", ships);
    facts.note_if("left-behind", stage.is_needed && !ships);
    facts.note_if("windows", stage.is_windows);
    let root = root_stage(subject.plan, stage);
    let base = [&root.base_name, &root.base_as_written]
        .into_iter()
        .find(|base| !base.is_empty());
    facts.set_code("base", base.map(String::as_str).unwrap_or_default());
    facts.note(match stage.base {
        Base::Scratch => "base-scratch",
        Base::Stage(_) => "base-stage",
        Base::Image | Base::Refused => "base-image",
    });
    facts.note_if("base-known", stage.start.base_is_known());
    let before = Some(subject.index);
    facts.note_if("lacks-shell", lacks_shell(subject.plan, stage, before));
    let image = subject.plan.target.filter(|_| ships);
    let image = image.and_then(|target| subject.plan.stages.get(target));
    facts.note_if(
        "image-lacks-shell",
        lacks_shell(subject.plan, image.unwrap_or(stage), None),
    );
    let Some(before) = subject.before() else {
        return;
    };
    folder_facts(subject, before, facts);
    user_facts(before, facts);
}

/// Tells whether BuildKit refuses an instruction: as it reads it, or as it plans the build.
fn is_refused(subject: &Subject<'_>) -> bool {
    subject.written().is_none() || subject.refusals().next().is_some()
}

fn folder_facts(subject: &Subject<'_>, before: &ImageState, facts: &mut Facts) {
    let folder = &before.working_directory;
    let is_unknown = folder.is_unknown() || folder.value().is_some_and(Value::has_unknown);
    facts.note_if("workdir-unknown", is_unknown);
    facts.set(
        "workdir",
        match folder {
            Setting::Set { value, .. } => shown::value(value),
            Setting::Unset => Text::code("/"),
            Setting::Unknown => plain_phrase("unknown-from-base"),
        },
    );
    if let Some(Origin::Instruction(line)) = folder.origin() {
        facts.note("workdir-set-here");
        facts.set_plain("workdir-line", subject.line_of(line).to_string());
    }
}

fn user_facts(before: &ImageState, facts: &mut Facts) {
    facts.note_if("user-set", before.user.value().is_some());
    let user = before.user.value().cloned().unwrap_or_default();
    if before.user.is_unknown() || user.has_unknown() {
        facts.note("user-unknown");
        return facts.set("user", plain_phrase("unknown-from-base"));
    }
    let user = user.to_string();
    let name = user.split(':').next().unwrap_or_default();
    facts.note_if("as-root", matches!(name, "" | "0" | "root"));
    facts.set_code("user", if user.is_empty() { "root" } else { &user });
}
