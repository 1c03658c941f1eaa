//! How many base images of real Dockerfiles are known: a folder of them beside this one, where there is one.

use crate::real::real_files;
use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::build::stage::Base;
use dockstep::knowledge::base_images::{catalogue, known_image};
use dockstep::language::source::Source;
use std::collections::BTreeMap;
use std::fs;

#[test]
fn at_least_92_of_100_from_lines_start_from_something_known() {
    let Some(paths) = real_files() else {
        return;
    };
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    let (mut all, mut known, mut with_config) = (0_usize, 0_usize, 0_usize);
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let analysis = Analysis::of(Source::new(fs::read(&path).unwrap()), &options);
        let plan = analysis.plan();
        if plan.refusal().is_some() {
            continue;
        }
        for stage in &plan.stages {
            all += 1;
            let is_image = stage.base == Base::Image;
            if !is_image || known_image(&stage.base_name).is_some() {
                known += 1;
                with_config += usize::from(!is_image || catalogue(&stage.base_name).is_some());
            } else {
                *unknown.entry(stage.base_name.clone()).or_default() += 1;
            }
        }
    }
    assert!(all > 0, "no file has a FROM");
    let mut most_used: Vec<_> = unknown.into_iter().collect();
    most_used.sort_by_key(|(name, uses)| (usize::MAX - uses, name.clone()));
    for (name, uses) in most_used.iter().take(40) {
        eprintln!("{uses:4} {name}");
    }
    eprintln!("{known} of {all} FROM lines are known, {with_config} with their configuration");
    assert!(
        known * 100 >= all * 92,
        "{known} of {all} FROM lines are known: fewer than 92 of 100"
    );
}
