//! A service of a compose project as a use of a Dockerfile.

use crate::project::build_use::{BuildUse, Tool, UsedContext, UsedDockerfile};
use crate::project::environment::{Environment, Variable};
use crate::project::node::{Node, Value};
use crate::project::place::{context, is_elsewhere, join};

/// Tells what a service builds; nothing where it builds nothing.
pub(in crate::project::compose) fn build_use(
    name: &str,
    service: &Node,
    file: &str,
    folder: &str,
    environment: &Environment,
) -> Option<BuildUse> {
    let build = service.get("build")?.map()?;
    let mut used_by = BuildUse::new(Tool::Compose, file, name);
    used_by.line = service.line;
    used_by.context = match build.get("context").map(|node| &node.value) {
        Some(Value::Place(path)) => UsedContext::Folder(path.clone()),
        Some(Value::Text(text)) if !text.is_empty() => context(folder, text),
        Some(Value::Unknown(unknown)) => {
            used_by.cannot_know("context", unknown.why.as_str());
            UsedContext::Unknown
        }
        _ => UsedContext::Folder(folder.to_owned()),
    };
    if used_by.context == UsedContext::Unknown && used_by.unknown.is_empty() {
        used_by.cannot_know(
            "context",
            "begins with ~, the home folder of whoever builds",
        );
    }
    match (build.get("dockerfile_inline"), build.get("dockerfile")) {
        (Some(inline), _) if inline.value != Value::Null => match &inline.value {
            Value::Unknown(unknown) => {
                used_by.cannot_know("dockerfile_inline", unknown.why.as_str());
            }
            _ => {
                used_by.dockerfile = UsedDockerfile::Inline(inline.scalar().unwrap_or_default());
            }
        },
        (_, Some(named)) => match &named.value {
            Value::Unknown(unknown) => used_by.cannot_know("dockerfile", unknown.why.as_str()),
            Value::Text(text) if !text.is_empty() => used_by.take_dockerfile_in_context(text),
            _ => used_by.take_dockerfile_in_context("Dockerfile"),
        },
        _ => used_by.take_dockerfile_in_context("Dockerfile"),
    }
    match build.get("target").map(|node| &node.value) {
        Some(Value::Text(target)) if !target.is_empty() => used_by.target = Some(target.clone()),
        Some(Value::Unknown(unknown)) => used_by.cannot_know("target", unknown.why.as_str()),
        _ => {}
    }
    for (name, value) in build.get("args").and_then(Node::map).into_iter().flatten() {
        take_argument(&mut used_by, name, value, environment);
    }
    let contexts = build.get("additional_contexts").and_then(Node::map);
    for (name, value) in contexts.into_iter().flatten() {
        let place = match &value.value {
            Value::Place(path) => path.clone(),
            Value::Text(text) if is_elsewhere(text) => text.clone(),
            Value::Text(text) => join(folder, text),
            Value::Unknown(unknown) => {
                used_by.cannot_know(format!("contexts.{name}"), unknown.why.as_str());
                continue;
            }
            _ => continue,
        };
        used_by.contexts.insert(name.clone(), place);
    }
    let profiles = service.get("profiles").map_or(&[][..], Node::entries);
    used_by.profiles = profiles.iter().filter_map(Node::scalar).collect();
    Some(used_by)
}

/// Takes a build argument: its value, or that of the variable with its name.
fn take_argument(used_by: &mut BuildUse, name: &str, value: &Node, environment: &Environment) {
    let why = match &value.value {
        Value::Unknown(unknown) => unknown.why.clone(),
        Value::Null => match environment.get(name) {
            Some(Variable::Known(value)) => {
                used_by.arguments.insert(name.to_owned(), value.clone());
                return;
            }
            Some(Variable::Unknown(why)) => why.clone(),
            None => "has the value that the shell of the build gives it, if it does".to_owned(),
        },
        _ => match value.scalar() {
            Some(value) => {
                used_by.arguments.insert(name.to_owned(), value);
                return;
            }
            None => return,
        },
    };
    used_by.cannot_know(format!("args.{name}"), why);
}
