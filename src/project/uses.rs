//! Who builds what: the files of each kind, read one after the other.

use crate::project::bake::bake_uses;
use crate::project::build_use::BuildUse;
use crate::project::compose::{add_new, compose_uses};
use crate::project::devcontainer::devcontainer_uses;
use crate::project::file_text::Files;
use crate::project::problem::Problem;
use crate::project::workflow::{github_uses, gitlab_uses};

/// Lists the uses that the files of a project tell of, and what is wrong with those that were passed over.
pub fn uses(paths: &[String], files: Files<'_>) -> (Vec<BuildUse>, Vec<Problem>) {
    let mut problems = Vec::new();
    // A compose file that a development container names is no project of its own.
    let devcontainers = devcontainer_uses(paths, files, &mut problems);
    let mut uses = compose_uses(paths, files, &mut problems, devcontainers.named);
    add_new(&mut uses, devcontainers.beside);
    uses.extend(bake_uses(paths, files, &mut problems));
    uses.extend(devcontainers.uses);
    uses.extend(github_uses(paths, files, &mut problems));
    uses.extend(gitlab_uses(paths, files, &mut problems));
    (uses, problems)
}
