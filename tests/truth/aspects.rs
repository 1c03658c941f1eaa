//! BuildKit's answers and ours, brought to one shape and cut into aspects.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What is compared, in the order in which it is shown.
pub(crate) const ASPECTS: [&str; 15] = [
    "verdict",
    "error line",
    "error message",
    "directives",
    "instructions",
    "heredocs",
    "comments",
    "stages",
    "needed",
    "config",
    "stage configs",
    "states",
    "history",
    "findings",
    "finding messages",
];

/// Holds one side's answers by aspect; an aspect it says nothing about is missing.
pub(crate) type Aspects = BTreeMap<&'static str, Value>;

const CONFIG: [&str; 12] = [
    "Env",
    "Cmd",
    "Entrypoint",
    "WorkingDir",
    "User",
    "ExposedPorts",
    "Volumes",
    "Labels",
    "Healthcheck",
    "StopSignal",
    "Shell",
    "OnBuild",
];

/// Reads a row of BuildKit's answers.
pub(crate) fn of_buildkit(row: &Value) -> Aspects {
    let is_ok = is_true(row, "build_ok");
    let mut aspects = Aspects::from([("verdict", json!(is_ok))]);
    let error = ["parse_error", "instr_error"]
        .iter()
        .find_map(|name| row.get(name))
        .or_else(|| row.pointer("/llb/error"));
    if let Some(error) = error.filter(|_| !is_ok) {
        if let Some(line) = error.pointer("/locations/0/0/0") {
            aspects.insert("error line", line.clone());
        }
        aspects.insert("error message", message(error));
    }
    if row.get("parse_error").is_none() {
        let instructions = list(row, "ast");
        aspects.insert(
            "directives",
            each(list(row, "directives"), |it| {
                fields(it, &["name", "value", "line"])
            }),
        );
        aspects.insert(
            "instructions",
            each(instructions, |it| {
                let keyword = text(it, "value").to_uppercase();
                let arguments = arguments(&keyword, list(it, "args"));
                json!([
                    keyword,
                    it["start"],
                    it["end"],
                    list(it, "flags"),
                    arguments
                ])
            }),
        );
        aspects.insert("heredocs", each(instructions, heredocs));
        aspects.insert(
            "comments",
            each(instructions, |it| json!(list(it, "prev_comment"))),
        );
    }
    if is_ok {
        add_build(row, &mut aspects);
    }
    if is_ok || !list(row, "lint").is_empty() {
        add_findings(list(row, "lint"), &mut aspects);
    }
    aspects
}

fn add_build(row: &Value, aspects: &mut Aspects) {
    aspects.insert("stages", each(list(row, "stages"), stage));
    let named = list(&row["llb"], "stages")
        .iter()
        .filter(|stage| !is_true(stage, "unregistered"));
    let needed: Vec<bool> = named.map(|stage| is_true(stage, "reachable")).collect();
    aspects.insert("needed", json!(needed));
    aspects.insert("config", config(row.pointer("/llb/image/config")));
    aspects.insert("history", json!(list(&row["llb"], "history")));
    if !list(row, "states").is_empty() {
        aspects.insert("states", each(list(row, "states"), state));
    }
    if let Some(configs) = stage_configs(row) {
        aspects.insert("stage configs", json!(configs));
    }
}

/// Lists the configurations of all stages, where BuildKit gives each.
fn stage_configs(row: &Value) -> Option<Vec<Value>> {
    let stages = list(row.get("all_stages")?, "stages");
    let configs: Option<Vec<Value>> = stages
        .iter()
        .filter(|stage| !is_true(stage, "unregistered"))
        .map(|stage| Some(config(stage.get("image")?.get("config"))))
        .collect();
    configs.filter(|configs| !configs.is_empty())
}

/// Tells whether a row contradicts itself: the state after a stage's last instruction is not the
/// configuration that the same stage ends with.
///
/// States were taken from builds of the file cut off behind each instruction, for the system that
/// the part above the cut shows; where a Windows base stands only further down, that is Linux.
pub(crate) fn contradicts_itself(row: &Value) -> bool {
    let Some(configs) = stage_configs(row) else {
        return false;
    };
    configs.iter().enumerate().any(|(index, stage)| {
        let last = list(row, "states")
            .iter()
            .rfind(|state| state["stage"] == json!(index));
        last.is_some_and(|last| config(last.get("config")) != *stage)
    })
}

/// Reads what `inspect --json --states` prints.
pub(crate) fn of_dockstep(report: &Value) -> Aspects {
    let stages = list(report, "stages");
    let instructions = list(report, "instructions");
    let mut aspects = Aspects::from([
        ("verdict", json!(is_true(report, "ok"))),
        (
            "directives",
            each(list(report, "directives"), |it| {
                fields(it, &["name", "value", "line"])
            }),
        ),
        (
            "instructions",
            each(instructions, |it| {
                fields(it, &["kind", "start", "end", "flags", "args"])
            }),
        ),
        ("heredocs", each(instructions, heredocs)),
        (
            "comments",
            each(instructions, |it| json!(list(it, "comments"))),
        ),
        ("stages", each(stages, stage)),
        ("needed", each(stages, |it| json!(is_true(it, "needed")))),
        ("stage configs", each(stages, |it| config(it.get("config")))),
        ("states", each(list(report, "states"), state)),
    ]);
    if let Some(error) = report.get("error") {
        if let Some(line) = error.get("line").filter(|line| !line.is_null()) {
            aspects.insert("error line", line.clone());
        }
        aspects.insert("error message", message(error));
    }
    let target = report.get("target").and_then(Value::as_u64);
    if let Some(stage) = target.and_then(|target| stages.get(usize::try_from(target).unwrap())) {
        aspects.insert("config", config(stage.get("config")));
        aspects.insert("history", json!(list(stage, "history")));
    }
    let of_buildkit: Vec<Value> = list(report, "findings")
        .iter()
        .filter(|finding| text(finding, "source") == "buildkit")
        .cloned()
        .collect();
    add_findings(&of_buildkit, &mut aspects);
    aspects
}

fn add_findings(findings: &[Value], aspects: &mut Aspects) {
    for (aspect, names) in [
        ("findings", ["rule", "start"].as_slice()),
        ("finding messages", &["rule", "start", "message"]),
    ] {
        let mut found: Vec<Value> = findings.iter().map(|it| fields(it, names)).collect();
        found.sort_by_key(Value::to_string);
        aspects.insert(aspect, json!(found));
    }
}

fn stage(stage: &Value) -> Value {
    json!([text(stage, "name"), text(stage, "base")])
}

fn state(state: &Value) -> Value {
    json!([
        state["start"],
        config(state.get("config")),
        list(state, "run_env")
    ])
}

fn heredocs(instruction: &Value) -> Value {
    each(list(instruction, "heredocs"), |heredoc| {
        fields(heredoc, &["name", "content", "expand", "chomp"])
    })
}

/// BuildKit keeps ENV and LABEL as key, value, separator; the separator is left out.
fn arguments(keyword: &str, arguments: &[Value]) -> Vec<Value> {
    let is_separator = |index: usize| matches!(keyword, "ENV" | "LABEL") && index % 3 == 2;
    let kept = arguments
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_separator(*index));
    kept.map(|(_, argument)| argument.clone()).collect()
}

/// Gives an error's message; BuildKit names violated rules in no fixed order, here they are sorted.
fn message(error: &Value) -> Value {
    const HEAD: &str = "lint violation found for rules: ";
    let message = text(error, "message");
    json!(match message.strip_prefix(HEAD) {
        Some(rules) => {
            let mut rules: Vec<&str> = rules.split(", ").collect();
            rules.sort_unstable();
            format!("{HEAD}{}", rules.join(", "))
        }
        None => message.to_owned(),
    })
}

fn config(config: Option<&Value>) -> Value {
    let mut kept = Map::new();
    for name in CONFIG {
        match config.and_then(|config| config.get(name)) {
            None | Some(Value::Null) => {}
            Some(Value::Array(items)) if items.is_empty() => {}
            Some(Value::Object(entries)) if entries.is_empty() => {}
            Some(Value::String(text)) if text.is_empty() => {}
            Some(Value::Object(entries)) if matches!(name, "ExposedPorts" | "Volumes") => {
                kept.insert(name.to_owned(), json!(entries.keys().collect::<Vec<_>>()));
            }
            Some(value) => {
                kept.insert(name.to_owned(), value.clone());
            }
        }
    }
    Value::Object(kept)
}

fn each(items: &[Value], make: impl Fn(&Value) -> Value) -> Value {
    Value::Array(items.iter().map(make).collect())
}

fn fields(item: &Value, names: &[&str]) -> Value {
    Value::Array(names.iter().map(|name| item[*name].clone()).collect())
}

fn list<'a>(item: &'a Value, name: &str) -> &'a [Value] {
    item.get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn is_true(item: &Value, name: &str) -> bool {
    item.get(name) == Some(&Value::Bool(true))
}
