//! `CopyIgnoredFile`: COPY or ADD asks for what `.dockerignore` leaves out.

use crate::build::command::{Command, CopyCommand};
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::value::Value;
use crate::checks::run::{Checked, Report};
use crate::context::clean_path::clean;
use crate::context::ignore_rules::IgnoreRules;
use crate::language::quoted::quoted;

/// Finds nothing as long as no build context is given: without one, no pattern is known.
///
/// BuildKit says nothing either where a pattern is an exception: what is in a folder may be included again.
pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let context = checked.options.context.as_deref();
    let Some(rules) = context.and_then(|context| context.rules()) else {
        return;
    };
    if rules.has_exceptions() {
        return;
    }
    for (stage, step) in checked.steps() {
        let Command::Copy(copy) = &step.command else {
            continue;
        };
        for path in local_sources(copy) {
            if is_left_out(rules, &path) {
                let what = if copy.is_add { "Add" } else { "Copy" };
                let message = format!(
                    "Attempting to {what} file {} that is excluded by .dockerignore",
                    quoted(&path)
                );
                report.add_about_step(stage, step, message);
            }
        }
    }
}

/// Lists the paths of the context that an instruction names, cleaned.
fn local_sources(copy: &CopyCommand) -> impl Iterator<Item = String> {
    let sources = copy.sources.iter().filter_map(Value::as_known);
    let is_from_context = copy.from.is_none();
    sources
        .filter(move |source| {
            is_from_context && matches!(source_kind(source), Ok(SourceKind::Path))
        })
        .map(clean)
}

/// Tells whether a path is left out. The root is no path: it counts only where a pattern takes everything.
fn is_left_out(rules: &IgnoreRules, path: &str) -> bool {
    let takes_everything = || {
        let mut patterns = rules.patterns().iter();
        patterns.any(|pattern| matches!(pattern.cleaned.as_str(), "*" | "**" | "**/*"))
    };
    if matches!(path, "." | "/") && !takes_everything() {
        return false;
    }
    rules.leaves_out(path) == Ok(true)
}
