//! `${{ … }}` of GitHub's workflows: what a matrix or `env` gives, filled in.

use crate::project::node::{Node, Value};
use std::collections::BTreeMap;

/// Holds what expressions may name: `matrix.x`, `env.X`; the text, or why it is not known.
pub(in crate::project::workflow) type Names = BTreeMap<String, Result<String, String>>;

/// The most ways of a matrix that are followed.
const MOST_WAYS: usize = 256;

/// Fills a text in; the fault says what it hangs on.
pub(in crate::project::workflow) fn filled(text: &str, names: &Names) -> Result<String, String> {
    let mut why = None;
    let whole = replaced(text, names, |reason| {
        why.get_or_insert(reason);
        String::new()
    });
    why.map_or(Ok(whole), Err)
}

/// Fills a text in; what is not known is put in the place of an expression by `stand_in`.
pub(in crate::project::workflow) fn replaced(
    text: &str,
    names: &Names,
    mut stand_in: impl FnMut(String) -> String,
) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${{") {
        let Some((inside, after)) = behind.split_once("}}") else {
            break;
        };
        whole.push_str(before);
        match value(inside.trim(), names) {
            Ok(value) => whole.push_str(&value),
            Err(why) => whole.push_str(&stand_in(why)),
        }
        rest = after;
    }
    whole.push_str(rest);
    whole
}

fn value(expression: &str, names: &Names) -> Result<String, String> {
    if let Some(value) = names.get(expression) {
        return value.clone();
    }
    let text = expression
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    match (expression, text) {
        ("github.workspace", _) => Ok(".".to_owned()),
        (_, Some(text)) if !text.contains('\'') => Ok(text.to_owned()),
        _ => Err(format!("hangs on ${{{{ {expression} }}}}")),
    }
}

/// Lists every way of a matrix, each with the words that GitHub shows for it.
pub(in crate::project::workflow) fn ways(matrix: Option<&Node>) -> Vec<(Vec<String>, Names)> {
    let alone = vec![(Vec::new(), Names::new())];
    let Some(map) = matrix.and_then(Node::map) else {
        return alone;
    };
    let mut ways: Vec<BTreeMap<String, Node>> = vec![BTreeMap::new()];
    for (name, values) in map {
        if matches!(name.as_str(), "include" | "exclude") {
            continue;
        }
        let Value::List(values) = &values.value else {
            // A list that is made while the workflow runs.
            continue;
        };
        let longer = ways.iter().flat_map(|way| {
            values.iter().map(|value| {
                let mut way = way.clone();
                way.insert(name.clone(), value.clone());
                way
            })
        });
        ways = longer.take(MOST_WAYS).collect();
    }
    let texts = |node: &Node| -> BTreeMap<String, Node> { node.map().cloned().unwrap_or_default() };
    let excluded: Vec<BTreeMap<String, Node>> = map
        .get("exclude")
        .map_or(&[][..], Node::entries)
        .iter()
        .map(texts)
        .collect();
    ways.retain(|way| {
        !excluded.iter().any(|excluded| {
            !excluded.is_empty()
                && excluded
                    .iter()
                    .all(|(name, node)| way.get(name).is_some_and(|own| same(own, node)))
        })
    });
    let own: Vec<BTreeMap<String, Node>> = ways.clone();
    let is_empty = own.len() == 1 && own.iter().all(BTreeMap::is_empty);
    if is_empty && map.contains_key("include") {
        ways.clear();
    }
    for included in map.get("include").map_or(&[][..], Node::entries) {
        let included = texts(included);
        let mut is_new = true;
        for (way, own) in ways.iter_mut().zip(&own) {
            let fits = included
                .iter()
                .all(|(name, node)| own.get(name).is_none_or(|own| same(own, node)));
            if fits && !is_empty {
                is_new = false;
                way.extend(included.clone());
            }
        }
        if is_new && ways.len() < MOST_WAYS {
            ways.push(included);
        }
    }
    if ways.is_empty() {
        return alone;
    }
    ways.into_iter().map(|way| named(&way)).collect()
}

fn same(one: &Node, other: &Node) -> bool {
    match (one.scalar(), other.scalar()) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Names what a way of a matrix gives.
fn named(way: &BTreeMap<String, Node>) -> (Vec<String>, Names) {
    let mut words = Vec::new();
    let mut names = Names::new();
    for (name, node) in way {
        words.extend(node.scalar());
        flatten(&format!("matrix.{name}"), node, &mut names, 0);
    }
    (words, names)
}

fn flatten(path: &str, node: &Node, names: &mut Names, depth: usize) {
    if let Some(text) = node.scalar() {
        names.insert(path.to_owned(), Ok(text));
    }
    if depth < 8 {
        for (name, node) in node.map().into_iter().flatten() {
            flatten(&format!("{path}.{name}"), node, names, depth + 1);
        }
    }
}

/// Adds the variables of an `env`, which may name those above them.
pub(in crate::project::workflow) fn add_environment(names: &mut Names, env: Option<&Node>) {
    for (name, node) in env.and_then(Node::map).into_iter().flatten() {
        let text = node.scalar().unwrap_or_default();
        let value = filled(&text, names);
        names.insert(format!("env.{name}"), value);
    }
}
