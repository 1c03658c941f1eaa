//! What is true of files that COPY takes from another stage.

use crate::build::command::CopyCommand;
use crate::build::paths::clean;
use crate::build::stage::{Source, Stage};
use crate::build::value::Value;
use crate::explain::facts::Findings;
use crate::explain::file_text::is_parent;
use crate::explain::python::{Fit, environment_made_in, fit};
use crate::explain::shown;
use crate::explain::subject::{Subject, known_base, root_stage};
use crate::knowledge::base_images::KnownImage;

/// Finds the stage that `--from` names; nothing where it names an image.
pub(super) fn source_stage<'a>(subject: &Subject<'a>, copy: &CopyCommand) -> Option<&'a Stage> {
    let from = copy.from.as_deref()?;
    let by_number = from.parse::<usize>().ok();
    let stages = &subject.plan.stages;
    let by_name = || {
        stages
            .iter()
            .rposition(|stage| stage.name.as_deref() == Some(from.to_lowercase().as_str()))
    };
    let stage = stages.get(by_number.or_else(by_name)?)?;
    // What the build takes from is known once there is a target.
    let is_needed = subject.stage.is_some_and(|own| {
        own.needs
            .iter()
            .any(|need| need.source == Source::Stage(stage.index))
    });
    (is_needed || subject.plan.target.is_none()).then_some(stage)
}

/// Finds out what is true of files that come from a stage.
pub(super) fn stage_facts(
    subject: &Subject<'_>,
    copy: &CopyCommand,
    source: &Stage,
    findings: &mut Findings,
) {
    let facts = &mut findings.facts;
    facts.note("from-stage");
    facts.note_if("from-named", source.name.is_some());
    facts.set("from", shown::stage_name(source));
    facts.set_plain("from-number", (source.index + 1).to_string());
    facts.set_plain(
        "from-line",
        subject.line_of(source.from_instruction).to_string(),
    );
    let root = root_stage(subject.plan, source);
    facts.set_code("from-base", root.base_name.as_str());
    let paths: Vec<String> = copy
        .sources
        .iter()
        .filter_map(Value::as_known)
        .map(|path| clean(&format!("/{path}")))
        .collect();
    facts.note_if("whole-stage", paths.iter().any(|path| path == "/"));
    let Some(own) = subject.stage else {
        return;
    };
    facts.note_if(
        "left-out",
        !is_parent(subject.plan, source.index, own.index),
    );
    let (from_known, own_known) = (
        known_base(subject.plan, source),
        known_base(subject.plan, own),
    );
    let is_full = |known: &KnownImage| known.variant.is_some_and(|variant| variant.tag.is_empty());
    facts.note_if(
        "from-larger-base",
        from_known.as_ref().is_some_and(is_full) && !own_known.as_ref().is_some_and(is_full),
    );
    if let Some(made) = paths
        .iter()
        .find_map(|path| environment_made_in(subject.plan, source, path))
    {
        facts.note("venv");
        facts.set_plain("made-line", subject.line_of(made).to_string());
        facts.note(match fit(subject.plan, source, own) {
            Fit::Same => "same-python",
            Fit::Different => "different-python",
            Fit::Unknown => "python-unknown",
        });
        if let Some(known) = from_known {
            facts.set_code("runtime-path", known.runtime_path().unwrap_or_default());
            facts.set_plain("python-version", known.minor_version().unwrap_or_default());
        }
        let own_version = own_known.and_then(|known| known.minor_version());
        facts.note_if("own-python-known", own_version.is_some());
        facts.set_plain("own-python", own_version.unwrap_or_default());
    }
}
