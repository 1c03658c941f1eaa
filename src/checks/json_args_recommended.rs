//! `JSONArgsRecommended`: CMD or ENTRYPOINT in shell form keeps signals from the program.

use crate::build::command::Command;
use crate::build::setting::Origin;
use crate::build::stage::Stage;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::fix::exec_form::{json_array, meant_array, plain_words};
use crate::checks::run::{Checked, Report};
use crate::language::arguments::Arguments;
use crate::language::keyword::Keyword;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        for (index, step) in stage.steps.iter().enumerate() {
            let (Command::Cmd(line) | Command::Entrypoint(line)) = &step.command else {
                continue;
            };
            // Who sets a shell of their own has thought about it.
            let has_own_shell = stage
                .state_after_steps(index)
                .shell
                .value()
                .is_some_and(|shell| !shell.is_empty());
            if line.is_exec_form || has_own_shell || step.is_refused {
                continue;
            }
            let keyword = checked.keyword_of(step);
            let message = format!(
                "JSON arguments recommended for {keyword} to prevent unintended behavior related to OS signals"
            );
            report.add_about_step(stage, step, message);
        }
    }
}

/// Writes the words as a JSON array where a shell would only split them, or where an array was
/// meant and its quotes are the wrong ones.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let stage = checked.plan.stage_of(index)?;
    let instruction = checked.tree.instructions().get(index)?;
    let invocation = checked.invocation(index)?;
    let Arguments::Text(place) = &invocation.arguments else {
        return None;
    };
    if stage.is_windows || stage.platform.is_windows() {
        return None;
    }
    let text = invocation.slice(*place);
    let words = meant_array(text).or_else(|| {
        let words = plain_words(text)?;
        starts_alone(stage, invocation.keyword).then_some(words)
    })?;
    let array = json_array(&words);
    Some(vec![Edit::of_lines(
        checked.tree,
        instruction,
        *place,
        array,
    )?])
}

/// Tells whether CMD or ENTRYPOINT is all that starts. A shell form hides the one from the other: as
/// arrays, the words of CMD would become arguments of ENTRYPOINT. An entrypoint of the base image
/// that is made to start whatever it is given is no such other.
fn starts_alone(stage: &Stage, keyword: Keyword) -> bool {
    let end = stage.end();
    let other = match keyword {
        Keyword::Cmd => &end.entrypoint,
        _ => &end.command,
    };
    let words = other.value().map_or(&[][..], |words| words);
    words.is_empty()
        || keyword == Keyword::Cmd
            && other.origin() == Some(Origin::BaseImage)
            && starts_what_it_is_given(words)
}

/// Tells of an entrypoint whether it starts the words behind it: official images name theirs
/// `docker-entrypoint.sh`, and it ends with `exec "$@"`
/// (<https://github.com/docker-library/official-images#consistency>); tini and dumb-init do no more.
fn starts_what_it_is_given(words: &[String]) -> bool {
    let [program, flags @ ..] = words else {
        return false;
    };
    let name = program.rsplit('/').next().unwrap_or_default();
    match name {
        "docker-entrypoint.sh" => flags.is_empty(),
        "tini" | "dumb-init" => flags.last().is_some_and(|last| last == "--"),
        _ => false,
    }
}
