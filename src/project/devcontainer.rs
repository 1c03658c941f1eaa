//! Development containers: `devcontainer.json` that builds a Dockerfile, or takes a service of compose files.

use crate::project::build_use::{BuildUse, Tool, UsedContext, UsedDockerfile};
use crate::project::compose::ComposeProject;
use crate::project::file_name::{FileKind, kind_of};
use crate::project::file_text::{FileText, Files};
use crate::project::json;
use crate::project::node::Node;
use crate::project::place::{folder_of, join};
use crate::project::problem::Problem;
use std::collections::BTreeSet;

/// Holds what development containers tell of.
#[derive(Default)]
pub(in crate::project) struct Devcontainers {
    /// What they build.
    pub(in crate::project) uses: Vec<BuildUse>,
    /// The services that start beside them.
    pub(in crate::project) beside: Vec<BuildUse>,
    /// The compose files that they name.
    pub(in crate::project) named: BTreeSet<String>,
}

/// Lists the uses that development containers tell of, with the compose files that they name.
pub(in crate::project) fn devcontainer_uses(
    paths: &[String],
    files: Files<'_>,
    problems: &mut Vec<Problem>,
) -> Devcontainers {
    let mut all = Devcontainers::default();
    let of_kind = paths
        .iter()
        .filter(|path| kind_of(path) == Some(FileKind::Devcontainer));
    for path in of_kind {
        match devcontainer_use(path, files, &mut all) {
            Ok(found) => {
                if let Some(used_by) = found {
                    all.named.extend(used_by.files.iter().cloned());
                    all.uses.push(used_by);
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    let Devcontainers { uses, beside, .. } = &mut all;
    beside.retain(|service| {
        let mut uses = uses.iter();
        !uses.any(|used_by| used_by.name == service.name && used_by.files == service.files)
    });
    all
}

fn devcontainer_use(
    path: &str,
    files: Files<'_>,
    all: &mut Devcontainers,
) -> Result<Option<BuildUse>, Problem> {
    let text = match files.read(path) {
        FileText::Text(text) => text,
        FileText::Missing => return Ok(None),
        FileText::Refused(why) => return Err(Problem::of(path, why)),
    };
    let root = json::read(path, &text)?;
    if root.map().is_none() {
        return Err(Problem::at(path, 1, "it holds names with values"));
    }
    if let Some(compose) = root.get("dockerComposeFile") {
        return service_use(path, &root, compose, files, all);
    }
    let build = root.get("build");
    let of_build = |name: &str| build.and_then(|build| build.get(name));
    let Some(dockerfile) = of_build("dockerfile").or_else(|| root.get("dockerFile")) else {
        return Ok(None);
    };
    let mut used_by = new_use(path, &root);
    let folder = folder_of(path);
    let context = of_build("context").or_else(|| root.get("context"));
    let context = context.map_or_else(|| ".".to_owned(), text_of);
    match filled(&context, path) {
        Ok(context) => used_by.context = UsedContext::Folder(join(folder, &context)),
        Err(why) => used_by.cannot_know("context", why),
    }
    match filled(&text_of(dockerfile), path) {
        Ok(dockerfile) => used_by.dockerfile = UsedDockerfile::File(join(folder, &dockerfile)),
        Err(why) => used_by.cannot_know("dockerfile", why),
    }
    if let Some(target) = of_build("target") {
        match filled(&text_of(target), path) {
            Ok(target) => used_by.target = Some(target).filter(|target| !target.is_empty()),
            Err(why) => used_by.cannot_know("target", why),
        }
    }
    for (name, value) in of_build("args").and_then(Node::map).into_iter().flatten() {
        match filled(&text_of(value), path) {
            Ok(value) => {
                used_by.arguments.insert(name.clone(), value);
            }
            Err(why) => used_by.cannot_know(format!("args.{name}"), why),
        }
    }
    if of_build("options").is_some_and(|options| !options.entries().is_empty()) {
        used_by.cannot_know(
            "options",
            "are given to docker build besides, and not read here",
        );
    }
    Ok(Some(used_by))
}

/// Takes the service that a development container names.
fn service_use(
    path: &str,
    root: &Node,
    compose: &Node,
    files: Files<'_>,
    all: &mut Devcontainers,
) -> Result<Option<BuildUse>, Problem> {
    let folder = folder_of(path);
    let mut named = Vec::new();
    for file in compose.entries() {
        let file = filled(&text_of(file), path)
            .map_err(|why| Problem::of(path, format!("dockerComposeFile {why}")))?;
        named.push(join(folder, &file));
    }
    let Some(service) = root.get("service").map(text_of) else {
        return Err(Problem::of(path, "it names compose files and no service"));
    };
    let uses = ComposeProject::of(named, files)?.uses(files)?;
    let (found, beside): (Vec<BuildUse>, Vec<BuildUse>) = uses
        .into_iter()
        .partition(|used_by| used_by.name == service);
    if let Some(one) = beside.first() {
        all.named.extend(one.files.iter().cloned());
    }
    all.beside.extend(beside);
    Ok(found.into_iter().next().map(|mut used_by| {
        used_by.tool = Tool::Devcontainer;
        path.clone_into(&mut used_by.file);
        used_by.line = 0;
        used_by.profiles.clear();
        used_by
    }))
}

fn new_use(path: &str, root: &Node) -> BuildUse {
    let name = root.get("name").and_then(Node::as_text);
    BuildUse::new(Tool::Devcontainer, path, name.unwrap_or("devcontainer"))
}

fn text_of(node: &Node) -> String {
    node.scalar().unwrap_or_default()
}

/// Fills the variables of an editor in; those that hang on a computer cannot be.
fn filled(text: &str, path: &str) -> Result<String, String> {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        whole.push_str(before);
        let Some((inside, after)) = behind.split_once('}') else {
            return Err(format!("has a ${{ without its }}: {text}"));
        };
        let mut parts = inside.splitn(3, ':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("localEnv" | "env"), Some(_), Some(default)) => whole.push_str(default),
            (Some("localEnv" | "env"), Some(name), None) => {
                return Err(format!("hangs on {name}, which nothing here sets"));
            }
            (Some("localWorkspaceFolder"), None, None) if whole.is_empty() => {
                // Its folder as seen from the file.
                let depth = folder_of(path)
                    .rsplit('/')
                    .take_while(|part| *part != ".devcontainer");
                let depth = depth.count();
                let is_inside = folder_of(path)
                    .split('/')
                    .any(|part| part == ".devcontainer");
                let ups = if is_inside { depth + 1 } else { 0 };
                whole.push_str(&vec![".."; ups].join("/"));
                if whole.is_empty() {
                    whole.push('.');
                }
            }
            _ => return Err(format!("hangs on ${{{inside}}}, which the editor knows")),
        }
        rest = after;
    }
    whole.push_str(rest);
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn variables_of_editors_are_filled_in_where_they_are_known() {
        let said = |text: &str| filled(text, ".devcontainer/go/devcontainer.json");
        assert_eq!(
            said("${localWorkspaceFolder}/api"),
            Ok("../../api".to_owned())
        );
        assert_eq!(said("${localEnv:X:y}-z"), Ok("y-z".to_owned()));
        assert_eq!(
            said("${localEnv:USER}"),
            Err("hangs on USER, which nothing here sets".to_owned())
        );
        assert_eq!(
            filled("${localWorkspaceFolder}", ".devcontainer.json"),
            Ok(".".to_owned())
        );
    }
}
