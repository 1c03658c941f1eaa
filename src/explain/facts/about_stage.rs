//! What is true of an instruction through the stage it stands in.

use crate::build::stage::Base;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::{Subject, root_stage};

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "refused",
        "before-stages",
        "only-stage",
        "target-stage",
        "needed",
        "skipped",
        "base-scratch",
        "base-stage",
        "base-image",
        "base-known",
        "as-root",
        "user-unknown",
        "windows",
    ],
    values: &[
        "keyword",
        "line",
        "stage",
        "stage-number",
        "base",
        "workdir",
        "user",
    ],
    roles: &[],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.set_code("keyword", subject.invocation.keyword_text());
    facts.set_plain("line", subject.instruction.first_line.to_string());
    facts.note_if("refused", subject.written().is_none());
    let Some(stage) = subject.stage else {
        return facts.note("before-stages");
    };
    facts.set("stage", shown::stage_name(stage));
    facts.set_plain("stage-number", shown::stage_number(subject.plan, stage));
    facts.note_if("only-stage", subject.plan.stages.len() == 1);
    facts.note_if("target-stage", subject.plan.target == Some(stage.index));
    facts.note(if stage.is_needed { "needed" } else { "skipped" });
    facts.note_if("windows", stage.is_windows);
    let root = root_stage(subject.plan, stage);
    facts.set_code("base", root.base_name.as_str());
    facts.note(match stage.base {
        Base::Scratch => "base-scratch",
        Base::Stage(_) => "base-stage",
        Base::Image | Base::Refused => "base-image",
    });
    facts.note_if("base-known", stage.start.base_is_known());
    let Some(before) = subject.before() else {
        return;
    };
    let directory = before.working_directory.value();
    facts.set(
        "workdir",
        directory.map_or_else(|| crate::doc::text::Text::code("/"), shown::value),
    );
    let user = before
        .user
        .value()
        .map(ToString::to_string)
        .unwrap_or_default();
    let is_root = matches!(
        user.split(':').next().unwrap_or_default(),
        "" | "0" | "root"
    );
    facts.note_if("as-root", is_root && !before.user.is_unknown());
    facts.note_if("user-unknown", before.user.is_unknown());
    facts.set_code("user", if user.is_empty() { "root" } else { &user });
}
