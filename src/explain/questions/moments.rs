//! Questions about when things happen: during the build, at the start, never; EXPOSE and VOLUME.

use crate::build::command::Command;
use crate::build::state_change::StateChange;
use crate::doc::text::Text;
use crate::explain::questions::asked::Asked;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;
use crate::explain::questions::stages::{Standing, standing};
use crate::explain::questions::starts::{Counts, counts};

/// Asks when a line that names a command runs it.
pub(super) fn when_runs(asked: &Asked<'_>) -> Option<Question> {
    let standing = standing(asked, asked.stage()?)?;
    let mut draft = Draft::new(asked, "when-runs", "")?;
    match &asked.subject.step()?.command {
        Command::Run(_) if standing == Standing::Skipped => {
            draft.right(Offer::new("skipped"));
            draft.wrong(Offer::new("mistaken-built"));
        }
        Command::Run(_) => draft.right(Offer::new("build")),
        Command::Cmd(_) | Command::Entrypoint(_) if counts(asked)? != Counts::LeftBehind => {
            if !matches!(
                counts(asked)?,
                Counts::Starts | Counts::WithArguments | Counts::LeavesOut
            ) {
                return None;
            }
            draft.right(Offer::new("start"));
            draft.wrong(Offer::new("mistaken-build"));
        }
        Command::Healthcheck(check)
            if standing == Standing::Ships && check.test.first().is_some_and(|it| it != "NONE") =>
        {
            draft.right(Offer::new("check"));
            draft.wrong(Offer::new("mistaken-build"));
            draft.wrong(Offer::new("mistaken-start"));
        }
        Command::Onbuild(_) => {
            draft.right(Offer::new("child"));
            draft.wrong(Offer::new("mistaken-build"));
            draft.wrong(Offer::new("mistaken-start"));
        }
        _ => return None,
    }
    if matches!(asked.subject.written(), Some(Command::Run(_))) {
        draft.wrong(Offer::new("mistaken-start"));
    }
    draft.wrong(Offer::new("mistaken-both"));
    draft.choose_one(asked.seed)
}

/// Asks what EXPOSE opens.
pub(super) fn expose(asked: &Asked<'_>) -> Option<Question> {
    if standing(asked, asked.stage()?)? != Standing::Ships {
        return None;
    }
    let port = asked
        .subject
        .step()?
        .changes
        .iter()
        .find_map(|change| match change {
            StateChange::Port(port) => port.as_known(),
            _ => None,
        })?;
    let number = port.split('/').next()?;
    let mut draft = Draft::new(asked, "expose", "")?;
    draft.set("port", Text::code(number));
    draft.right(Offer::new("note"));
    draft.wrong(Offer::new("same"));
    draft.wrong(Offer::new("random"));
    draft.wrong(Offer::new("firewall"));
    draft.choose_one(asked.seed)
}

/// Asks what VOLUME mounts.
pub(super) fn volume(asked: &Asked<'_>) -> Option<Question> {
    if standing(asked, asked.stage()?)? != Standing::Ships || asked.is_windows() {
        return None;
    }
    let path = asked
        .subject
        .step()?
        .changes
        .iter()
        .find_map(|change| match change {
            StateChange::Volume(path) => path.as_known(),
            _ => None,
        })?;
    let mut draft = Draft::new(asked, "volume", "")?;
    draft.set("path", Text::code(path));
    draft.right(Offer::new("own"));
    draft.wrong(Offer::new("folder"));
    draft.wrong(Offer::new("shared"));
    draft.wrong(Offer::new("nothing"));
    draft.choose_one(asked.seed)
}
