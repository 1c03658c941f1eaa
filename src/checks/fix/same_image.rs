//! Whether two plans end in the same images, wherever the lines stand that make them.

use crate::build::environment::Environment;
use crate::build::image_state::ImageState;
use crate::build::plan::Plan;
use crate::build::stage::Stage;
use crate::checks::fix::MayChange;

/// Tells whether the stages of two plans end in the same images, but for what may change.
pub fn same_images(before: &Plan, after: &Plan, may_change: MayChange) -> bool {
    before.stages.len() == after.stages.len()
        && before
            .stages
            .iter()
            .zip(&after.stages)
            .all(|(before, after)| same_stage(before, after, may_change))
}

fn same_stage(before: &Stage, after: &Stage, may_change: MayChange) -> bool {
    if before.name != after.name || before.is_needed != after.is_needed {
        return false;
    }
    if may_change == MayChange::Values {
        return true;
    }
    before.base_name == after.base_name
        && same_image(before.end(), after.end(), may_change)
        && (may_change == MayChange::Start || same_start(before.end(), after.end()))
}

fn same_start(before: &ImageState, after: &ImageState) -> bool {
    before.command.value() == after.command.value()
        && before.command.is_unknown() == after.command.is_unknown()
        && before.entrypoint.value() == after.entrypoint.value()
        && before.entrypoint.is_unknown() == after.entrypoint.is_unknown()
}

fn same_image(before: &ImageState, after: &ImageState, may_change: MayChange) -> bool {
    let labels = |state: &ImageState| -> Vec<_> {
        let labels = state.labels.iter();
        labels
            .map(|(key, (value, _))| (key.clone(), value.clone()))
            .collect()
    };
    let on_build = |state: &ImageState| -> Vec<_> {
        let triggers = state.on_build.iter();
        triggers.map(|(trigger, _)| trigger.clone()).collect()
    };
    same_variables(&before.environment, &after.environment)
        && same_variables(&before.run_environment, &after.run_environment)
        && before.working_directory.value() == after.working_directory.value()
        && before.user.value() == after.user.value()
        && before.exposed_ports.keys().eq(after.exposed_ports.keys())
        && before.volumes.keys().eq(after.volumes.keys())
        && (may_change == MayChange::Labels || labels(before) == labels(after))
        && before.healthcheck.value() == after.healthcheck.value()
        && before.stop_signal.value() == after.stop_signal.value()
        && before.shell.value() == after.shell.value()
        && on_build(before) == on_build(after)
}

fn same_variables(before: &Environment, after: &Environment) -> bool {
    let variables = |environment: &Environment| -> Vec<_> {
        let variables = environment.iter();
        variables
            .map(|variable| (variable.name.clone(), variable.value.clone()))
            .collect()
    };
    before.open_base() == after.open_base() && variables(before) == variables(after)
}
