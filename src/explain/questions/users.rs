//! Questions about users: as whom a RUN runs, as whom a container starts, who owns copied files.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::stage::Stage;
use crate::build::state_change::StateChange;
use crate::doc::text::Text;
use crate::explain::path_origin::lineage;
use crate::explain::questions::asked::{Asked, known, named, setter};
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;
use crate::explain::questions::sources::is_of_base;
use crate::explain::subject::root_stage;

/// Asks as which user a RUN runs.
pub(super) fn run_user(asked: &Asked<'_>) -> Option<Question> {
    let mut draft = Draft::new(asked, "run-user", "")?;
    offer_users(
        asked,
        &mut draft,
        asked.stage()?,
        asked.subject.before()?,
        asked.subject.index,
    )?;
    answer(asked, draft, asked.subject.before()?)
}

/// Lets the user be chosen, written, or the USER pointed at that sets it.
fn answer(asked: &Asked<'_>, draft: Draft, state: &ImageState) -> Option<Question> {
    let user = known(&state.user)?;
    let has_setter = setter(user.origin).is_some();
    let written = user.value.filter(|user| !user.is_empty());
    let accepts = match written {
        // Its number is a name too, and nobody thinks of it.
        Some(user) if is_root(&user) => Vec::new(),
        None => Vec::new(),
        Some(user) => vec![user],
    };
    draft.answer_any_way(asked, accepts, has_setter)
}

/// Asks as which user a container of the image starts.
pub(super) fn start_user(asked: &Asked<'_>) -> Option<Question> {
    let target = asked.target()?;
    if target.from_instruction != asked.subject.index {
        return None;
    }
    let mut draft = Draft::new(asked, "start-user", "")?;
    draft.about_file();
    offer_users(asked, &mut draft, target, target.end(), usize::MAX)?;
    answer(asked, draft, target.end())
}

fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), None | Some("" | "0" | "root"))
}

/// Offers the user of a state, and who people take for it.
fn offer_users(
    asked: &Asked<'_>,
    draft: &mut Draft,
    stage: &Stage,
    state: &ImageState,
    end: usize,
) -> Option<()> {
    let user = known(&state.user)?;
    let by_line = setter(user.origin);
    let right = user.value.filter(|user| !user.is_empty());
    if asked.is_windows() && right.is_none() {
        return None;
    }
    let right = right.unwrap_or_else(|| "root".to_owned());
    draft.set(
        "base",
        Text::code(root_stage(asked.plan(), stage).base_name.as_str()),
    );
    let offer = match by_line {
        Some(line) if line < stage.from_instruction => {
            let parent = asked.plan().stage_of(line)?;
            Offer::new("set-by-parent").with("stage", named(parent))
        }
        Some(_) => Offer::new("set-here"),
        None if is_of_base(user.origin) => Offer::new("set-by-base"),
        None => Offer::new("nobody-set"),
    };
    let offer = match by_line {
        Some(line) => offer.set_line(asked.line_of(line)),
        None => offer,
    };
    draft.right(offer.code(right.as_str()));
    // Two names of root are one user.
    let is_other = |user: &str| *user != right && !(is_root(user) && is_root(&right));
    let stages = lineage(asked.plan(), stage);
    let steps = || stages.iter().flat_map(|stage| stage.steps.iter());
    let set_user = |changes: &[StateChange]| {
        changes.iter().find_map(|change| match change {
            StateChange::User(user) => user.as_known().map(str::to_owned),
            _ => None,
        })
    };
    for step in steps() {
        let Some(user) = set_user(&step.changes).filter(|user| is_other(user)) else {
            continue;
        };
        let name = if step.instruction < end {
            "replaced"
        } else {
            "later"
        };
        draft.wrong(
            Offer::new(name)
                .code(user)
                .set_line(asked.line_of(step.instruction)),
        );
    }
    let other = asked.strangers().find_map(|stage| {
        let user = known(&stage.end().user)?;
        Some((
            stage,
            user.value.filter(|user| is_other(user))?,
            setter(user.origin)?,
        ))
    });
    if let Some((stage, user, line)) = other {
        let offer = Offer::new("other-stage").with("stage", named(stage));
        draft.wrong(offer.code(user).set_line(asked.line_of(line)));
    }
    if asked.is_windows() {
        return None;
    }
    if is_other("root") {
        let is_by_base = by_line.is_none();
        let name = if is_by_base {
            "mistaken-base-root"
        } else {
            "mistaken-root"
        };
        draft.wrong(Offer::new(name).code("root"));
    }
    draft.wrong(Offer::new("caller"));
    if is_other("nobody") {
        draft.wrong(Offer::new("nobody").code("nobody"));
    }
    Some(())
}

/// Asks who owns the files that a COPY brings from the build context.
pub(super) fn copy_owner(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Copy(copy)) = asked.subject.command() else {
        return None;
    };
    // ADD may unpack an archive, which brings owners of its own.
    let is_plain = !copy.is_add && copy.from.is_none() && copy.chown.is_none();
    if !is_plain || asked.is_windows() {
        return None;
    }
    let mut draft = Draft::new(asked, "copy-owner", "")?;
    draft.right(Offer::new("root"));
    offer_owner(asked, &mut draft);
    draft.wrong(Offer::new("caller"));
    draft.wrong(Offer::new("unowned"));
    draft.choose_one(asked.seed)
}

/// Offers the user in force as the owner, or else one of a later line, or the container's.
fn offer_owner(asked: &Asked<'_>, draft: &mut Draft) {
    let before = asked
        .subject
        .before()
        .and_then(|before| known(&before.user));
    let in_force = before.and_then(|user| {
        let value = user.value.filter(|user| !is_root(user))?;
        Some((value, setter(user.origin)?))
    });
    if let Some((user, line)) = in_force {
        draft.wrong(Offer::new("user").code(user).set_line(asked.line_of(line)));
        return;
    }
    let later = asked
        .subject
        .later()
        .find_map(|(line, command)| match command {
            Command::User(user) => Some((line, user.as_known()?)),
            _ => None,
        });
    let later = later.filter(|(_, user)| !is_root(user) && !user.contains('$'));
    if let Some((line, user)) = later {
        draft.wrong(Offer::new("later").code(user).set_line(asked.line_of(line)));
        return;
    }
    let runner = asked.target().and_then(|target| known(&target.end().user));
    if let Some(value) = runner
        .and_then(|user| user.value)
        .filter(|user| !is_root(user))
    {
        draft.wrong(Offer::new("runner").code(value));
    }
}
