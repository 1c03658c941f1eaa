//! Goals about a setting of the last image, and about the image that it starts from.

use crate::analysis::Analysis;
use crate::course::build_given::BuildGiven;
use crate::course::looked_at::LookedAt;

/// Says that a setting is another one, in a build that is given this too.
pub(super) fn still(
    analysis: &Analysis,
    of: &LookedAt,
    is: &str,
    given: &BuildGiven,
) -> Option<String> {
    let other =
        (!given.is_nothing()).then(|| analysis.with_options(&given.applied_to(analysis.options())));
    let analysis = other.as_ref().unwrap_or(analysis);
    let words = given.words();
    if let Some(problem) = analysis.problems().first() {
        let (line, message) = (problem.line, &problem.message);
        return Some(format!("line {line}{words}: {message}"));
    }
    match of.answer_at_end(analysis) {
        Ok(found) if found == is => None,
        Ok(found) if *of == LookedAt::Starts => {
            Some(format!("a container still starts {found}{words}"))
        }
        Ok(found) => Some(format!("{} is still {found}{words}", of.name())),
        Err(reason) => Some(format!("{} is not known{words}: {reason}", of.name())),
    }
}

/// Says that the last image starts from another image than wanted.
pub(super) fn other_base(analysis: &Analysis, wanted: &str) -> Option<String> {
    let base = base(analysis)?;
    (!is_image(&base, wanted)).then(|| format!("the last image still starts from {base}"))
}

/// Says that the last image starts from an image that is not wanted.
pub(super) fn same_base(analysis: &Analysis, unwanted: &str) -> Option<String> {
    let base = base(analysis)?;
    is_image(&base, unwanted).then(|| format!("the last image still starts from {base}"))
}

/// Names the image below all stages of the last image.
fn base(analysis: &Analysis) -> Option<String> {
    let stages = analysis.stages();
    let mut stage = stages.iter().find(|stage| stage.is_target)?;
    while let Some(parent) = stage.based_on.and_then(|parent| stages.get(parent)) {
        stage = parent;
    }
    Some(stage.base.to_plain())
}

/// Tells whether a reference is an image: with a tag exactly, without one by its name, with `*` by its beginning.
fn is_image(reference: &str, wanted: &str) -> bool {
    let plain = |reference: &str| {
        let without_digest = reference.split('@').next().unwrap_or_default();
        let inside = without_digest
            .strip_prefix("docker.io/")
            .unwrap_or(without_digest);
        inside.strip_prefix("library/").unwrap_or(inside).to_owned()
    };
    let (reference, wanted) = (plain(reference), plain(wanted));
    if let Some(beginning) = wanted.strip_suffix('*') {
        return reference.starts_with(beginning);
    }
    let name = |reference: &str| match reference.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name.to_owned(),
        _ => reference.to_owned(),
    };
    if name(&wanted) == wanted {
        name(&reference) == wanted
    } else {
        reference == wanted
    }
}

#[cfg(test)]
mod tests {
    use super::is_image;

    #[test]
    fn a_tag_counts_where_one_is_wanted() {
        for (reference, wanted, is_so) in [
            ("python:3.9-slim", "python", true),
            ("docker.io/library/python:3.9", "python:3.9", true),
            ("python:3.9-slim", "python:3.9", false),
            ("localhost:5000/python", "python", false),
            ("python@sha256:00", "python", true),
            ("python:3.9-slim-bookworm", "python:3.9-slim*", true),
            ("python:3.12-slim", "python:3.9-slim*", false),
        ] {
            assert_eq!(is_image(reference, wanted), is_so, "{reference} {wanted}");
        }
    }
}
