//! Questions about layers: which lines make one, and how many there are.

use crate::build::command::Command;
use crate::build::state_change::StateChange;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::questions::asked::Asked;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;

/// Asks whether a line makes a layer.
pub(super) fn layer(asked: &Asked<'_>) -> Option<Question> {
    let step = asked.subject.step()?;
    let mut draft = Draft::new(asked, "layer", "")?;
    let right = match &step.command {
        Command::From(_) => return None,
        Command::Run(_) => "run",
        Command::Copy(_) => "copy",
        // Whether an unknown folder is the root is not known.
        Command::Workdir(_) if asked.is_windows() || folder_is_unknown(asked) => return None,
        Command::Workdir(_) if step.makes_layer => "workdir",
        Command::Workdir(_) => "root",
        Command::Arg(_) => "arg",
        Command::Onbuild(_) => "onbuild",
        _ => "setting",
    };
    draft.right(Offer::new(right));
    if step.makes_layer {
        draft.wrong(Offer::new("mistaken-if-changed"));
        draft.wrong(Offer::new("mistaken-none"));
    } else {
        let is_root = right == "root";
        draft.wrong(Offer::new(if is_root {
            "mistaken-root"
        } else {
            "mistaken-always"
        }));
        draft.wrong(Offer::new("mistaken-if-value"));
    }
    draft.choose_one(asked.seed)
}

/// Asks how many layers the lines of the target add.
pub(super) fn layer_count(asked: &Asked<'_>) -> Option<Question> {
    let target = asked.target()?;
    let is_windows = target.is_windows || target.platform.is_windows();
    if target.from_instruction != asked.subject.index || is_windows {
        return None;
    }
    let mut count = 0;
    for step in &target.steps {
        let folder = step.changes.iter().find_map(|change| match change {
            StateChange::WorkingDirectory(path) => Some(path),
            _ => None,
        });
        if step.is_trigger || folder.is_some_and(Value::has_unknown) {
            return None;
        }
        count += usize::from(step.makes_layer);
    }
    let mut draft = Draft::new(asked, "layer-count", "")?;
    draft.about_file();
    draft.right(Offer::new("right").with("count", Text::plain(count.to_string())));
    draft.fill_in(vec![count.to_string()])
}

fn folder_is_unknown(asked: &Asked<'_>) -> bool {
    let after = asked.subject.after();
    let folder = after.and_then(|after| after.working_directory.value());
    folder.and_then(Value::as_known).is_none()
}
