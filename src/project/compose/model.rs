//! One compose file: the parts of it that say what is built, with variables filled in.

use crate::project::build_use::Unknown;
use crate::project::environment::{Environment, Variable};
use crate::project::node::{Node, Overlay, Value};
use crate::project::problem::Problem;
use std::collections::BTreeMap;

/// Holds what one document of a compose file says.
#[derive(Clone, Debug, Default)]
pub(in crate::project::compose) struct Model {
    /// The services: of each, `build`, `extends` and `profiles`.
    pub(in crate::project::compose) services: BTreeMap<String, Node>,
    /// What it includes.
    pub(in crate::project::compose) includes: Vec<Node>,
}

/// The keys of a service that are read.
const SERVICE_KEYS: [&str; 3] = ["build", "extends", "profiles"];
/// The keys of a build that are read.
const BUILD_KEYS: [&str; 6] = [
    "context",
    "dockerfile",
    "dockerfile_inline",
    "target",
    "args",
    "additional_contexts",
];

/// Reads a document.
pub(in crate::project::compose) fn read(
    file: &str,
    document: Node,
    environment: &Environment,
) -> Result<Model, Problem> {
    let line = document.line;
    let mut root = match document.value {
        Value::Map(root) => root,
        Value::Null => return Ok(Model::default()),
        _ => {
            return Err(Problem::at(
                file,
                line,
                "a compose file holds names with values",
            ));
        }
    };
    let mut model = Model::default();
    if let Some(include) = root.remove("include") {
        let include = filled(include, environment);
        let Value::List(includes) = include.value else {
            return Err(Problem::at(
                file,
                include.line,
                "include is a list of files",
            ));
        };
        model.includes = includes;
    }
    let Some(services) = root.remove("services") else {
        return Ok(model);
    };
    let line = services.line;
    match services.value {
        Value::Null => {}
        Value::Map(services) => {
            for (name, service) in services {
                let service = read_service(file, &name, service, environment)?;
                model.services.insert(name, service);
            }
        }
        _ => {
            return Err(Problem::at(
                file,
                line,
                "services holds services by their names",
            ));
        }
    }
    Ok(model)
}

fn read_service(
    file: &str,
    name: &str,
    service: Node,
    environment: &Environment,
) -> Result<Node, Problem> {
    let mut kept = BTreeMap::new();
    match service.value {
        Value::Null => {}
        Value::Map(mut keys) => {
            for key in SERVICE_KEYS {
                if let Some(value) = keys.remove(key) {
                    let value = if key == "build" {
                        read_build(file, name, value, environment)?
                    } else {
                        filled(value, environment)
                    };
                    kept.insert(key.to_owned(), value);
                }
            }
        }
        _ => {
            let words = format!("the service {name} holds names with values");
            return Err(Problem::at(file, service.line, words));
        }
    }
    Ok(Node {
        value: Value::Map(kept),
        ..service
    })
}

/// Reads `build`: a context alone, or names with values.
fn read_build(
    file: &str,
    service: &str,
    build: Node,
    environment: &Environment,
) -> Result<Node, Problem> {
    let (line, overlay) = (build.line, build.overlay);
    let value = match build.value {
        Value::Null => Value::Null,
        Value::Text(_) => {
            let context = filled(
                Node {
                    value: build.value,
                    ..Node::of(Value::Null)
                },
                environment,
            );
            Value::Map(BTreeMap::from([("context".to_owned(), context)]))
        }
        Value::Map(mut keys) => {
            let mut kept = BTreeMap::new();
            for key in BUILD_KEYS {
                if let Some(value) = keys.remove(key) {
                    let value = if matches!(key, "args" | "additional_contexts") {
                        by_name(file, service, key, value, environment)?
                    } else {
                        text(file, service, key, filled(value, environment))?
                    };
                    kept.insert(key.to_owned(), value);
                }
            }
            Value::Map(kept)
        }
        _ => {
            let words = format!("build of {service} is a folder, or names with values");
            return Err(Problem::at(file, line, words));
        }
    };
    Ok(Node {
        value,
        line,
        overlay,
    })
}

/// Lets through what is a text, or will be one.
fn text(file: &str, service: &str, key: &str, node: Node) -> Result<Node, Problem> {
    match node.value {
        Value::Text(_) | Value::Unknown(_) | Value::Null => Ok(node),
        Value::Number(text) => Ok(Node {
            value: Value::Text(text),
            ..node
        }),
        _ => {
            let words = format!("{key} of {service} is a text");
            Err(Problem::at(file, node.line, words))
        }
    }
}

/// Reads names with values, or a list of `NAME=value`; a name alone has no value here.
fn by_name(
    file: &str,
    service: &str,
    key: &str,
    node: Node,
    environment: &Environment,
) -> Result<Node, Problem> {
    let refuse = |line| {
        let words = format!("{key} of {service} are names with values, or a list of NAME=value");
        Problem::at(file, line, words)
    };
    let mut map = BTreeMap::new();
    match node.value {
        Value::Null => {}
        Value::Map(entries) => {
            for (name, entry) in entries {
                if matches!(entry.value, Value::Map(_) | Value::List(_)) {
                    return Err(refuse(entry.line));
                }
                map.insert(name, filled(entry, environment));
            }
        }
        Value::List(entries) => {
            for entry in entries {
                let Some(written) = entry.scalar() else {
                    return Err(refuse(entry.line));
                };
                let (name, value) = match written.split_once('=') {
                    Some((name, value)) => (name, filled(Node::text(value), environment)),
                    None => (written.as_str(), Node::default()),
                };
                let (name, value) = match environment.expanded(name) {
                    Variable::Known(name) => (name, value),
                    // An argument whose name is not known is none that has a value here.
                    Variable::Unknown(why) => {
                        let unknown = Value::Unknown(Unknown::of(name, why));
                        (name.to_owned(), Node::of(unknown))
                    }
                };
                map.insert(
                    name,
                    Node {
                        line: entry.line,
                        ..value
                    },
                );
            }
        }
        _ => return Err(refuse(node.line)),
    }
    Ok(Node {
        value: Value::Map(map),
        ..node
    })
}

/// Fills variables in; names are left as they are.
fn filled(node: Node, environment: &Environment) -> Node {
    let value = match node.value {
        Value::Text(text) => match environment.expanded(&text) {
            Variable::Known(text) => Value::Text(text),
            Variable::Unknown(why) => Value::Unknown(Unknown::of(text, why)),
        },
        Value::List(list) => {
            let list = list.into_iter().map(|node| filled(node, environment));
            Value::List(list.collect())
        }
        Value::Map(map) => {
            let map = map.into_iter();
            Value::Map(
                map.map(|(name, node)| (name, filled(node, environment)))
                    .collect(),
            )
        }
        value => value,
    };
    Node { value, ..node }
}

/// Takes `!reset` and `!override` away where there is nothing below; what is reset goes.
pub(in crate::project::compose) fn settled(mut node: Node) -> Option<Node> {
    if node.overlay == Overlay::Reset {
        return None;
    }
    node.overlay = Overlay::Merge;
    if let Value::Map(map) = node.value {
        let map = map.into_iter();
        let map = map.filter_map(|(name, node)| Some((name, settled(node)?)));
        node.value = Value::Map(map.collect());
    }
    Some(node)
}
