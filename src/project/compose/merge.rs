//! How one compose file is laid over another, and one service over the one that it extends.

use crate::project::compose::model::settled;
use crate::project::node::{Node, Overlay, Value};
use std::collections::BTreeMap;

/// Lays services over those below them.
pub(in crate::project::compose) fn lay_over(
    below: &mut BTreeMap<String, Node>,
    above: BTreeMap<String, Node>,
) {
    for (name, service) in above {
        match below.remove(&name) {
            Some(base) => {
                if let Some(merged) = merged(base, service, "service") {
                    below.insert(name, merged);
                }
            }
            None => {
                if let Some(service) = settled(service) {
                    below.insert(name, service);
                }
            }
        }
    }
}

/// Lays a value over another, as its place has it; nothing where it is taken away.
pub(in crate::project::compose) fn merged(below: Node, above: Node, place: &str) -> Option<Node> {
    match above.overlay {
        Overlay::Reset => return None,
        Overlay::Replace => return settled(above),
        Overlay::Merge => {}
    }
    let line = below.line;
    let value = match (below.value, above.value) {
        (Value::Map(mut map), Value::Map(above)) => {
            for (name, node) in above {
                let next = match map.remove(&name) {
                    Some(below) if place == "args" => above_alone(below, node),
                    Some(below) => merged(below, node, &name),
                    None => settled(node),
                };
                if let Some(next) = next {
                    map.insert(name, next);
                }
            }
            Value::Map(map)
        }
        // Nothing takes nothing away.
        (below, Value::Null) => below,
        (Value::List(mut list), Value::List(above)) if place == "profiles" => {
            list.extend(above.into_iter().filter_map(settled));
            Value::List(list)
        }
        (_, above) => above,
    };
    Some(Node {
        value,
        line,
        overlay: Overlay::Merge,
    })
}

/// Takes a build argument as the upper file has it; one without a value takes that of the shell.
fn above_alone(_below: Node, above: Node) -> Option<Node> {
    settled(above)
}
