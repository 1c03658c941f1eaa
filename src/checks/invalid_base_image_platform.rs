//! `InvalidBaseImagePlatform`: the base image is for another platform than the build.

use crate::build::platform::Platform;
use crate::build::stage::Base;
use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in checked
        .plan
        .stages
        .iter()
        .filter(|stage| stage.base == Base::Image)
    {
        // An image that stands for all others is taken to exist for every platform.
        let Some(config) = checked.options.base_images.given.get(&stage.base_name) else {
            continue;
        };
        let expected = &stage.platform;
        if config.os.is_empty()
            || config.os == expected.os && config.architecture == expected.architecture
        {
            continue;
        }
        let actual = Platform::new(&config.os, &config.architecture);
        let message = format!(
            "Base image {} was pulled with platform {}, expected {} for current build",
            stage.base_name,
            quoted(&actual.to_string()),
            quoted(&expected.normalized().to_string())
        );
        report.add_about_image(stage, message);
    }
}
