//! What Docker's own tools would build, beside what `dockstep find` says.
//!
//! The tools are asked where they are; everywhere, what they once said is compared.

use crate::listed::PROJECTS;
use crate::loud::say_loudly;
use crate::project::{Project, expected};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::Command;

/// Finds a tool among the ways to start it.
fn tool(ways: [&[&str]; 2], asks: &str, wanted: &str) -> Option<Vec<String>> {
    ways.into_iter().find_map(|way| {
        let (program, arguments) = way.split_first()?;
        let output = Command::new(program)
            .args(arguments)
            .arg(asks)
            .output()
            .ok()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let is_it = output.status.success() && said.contains(wanted);
        is_it.then(|| way.iter().map(|word| (*word).to_owned()).collect())
    })
}

fn compose() -> Option<Vec<String>> {
    tool(
        [&["docker", "compose"], &["docker-compose"]],
        "version",
        "Compose version ",
    )
    // Version 1 knows neither `include` nor `dockerfile_inline`.
    .filter(|way| {
        let output = Command::new(&way[0])
            .args(&way[1..])
            .arg("version")
            .output();
        !String::from_utf8_lossy(&output.unwrap().stdout).contains("version 1.")
    })
}

fn buildx() -> Option<Vec<String>> {
    tool(
        [&["docker", "buildx"], &["docker-buildx"]],
        "version",
        "buildx",
    )
}

fn ask(way: &[String], arguments: &[&str], folder: &Path) -> Option<Value> {
    let output = Command::new(&way[0])
        .args(&way[1..])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{way:?} {arguments:?} in {}: {}",
        folder.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).ok()
}

/// Counts a path of a tool from the project's folder.
fn inside(path: &str, folder: &Path) -> String {
    if path.contains(':') {
        return path.to_owned();
    }
    let inside = Path::new(path)
        .strip_prefix(folder)
        .unwrap_or(Path::new(path));
    let mut parts: Vec<&str> = Vec::new();
    for part in inside.to_str().unwrap().split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() {
        return ".".to_owned();
    }
    parts.join("/")
}

/// Puts what a tool says of one build into the form that is kept.
fn build(kind: &str, name: &str, build: &Value, folder: &Path) -> Value {
    let named = |key: &str| {
        let map = build.get(key).and_then(Value::as_object);
        let entries = map
            .into_iter()
            .flatten()
            .filter(|(_, value)| !value.is_null());
        entries
            // Both tools write a dollar sign as two where another would take it for a variable.
            .map(|(name, value)| {
                (
                    name.clone(),
                    json!(value.as_str().unwrap().replace("$$", "$")),
                )
            })
            .collect::<Map<String, Value>>()
    };
    let contexts = named("additional_contexts")
        .into_iter()
        .chain(named("contexts"));
    let contexts: Map<String, Value> = contexts
        .map(|(name, value)| (name, json!(inside(value.as_str().unwrap(), folder))))
        .collect();
    let inline = build
        .get("dockerfile_inline")
        .or(build.get("dockerfile-inline"));
    let args = if kind == "bake" {
        // Bake escapes what begins a template.
        let map = build.get("args").and_then(Value::as_object);
        map.into_iter()
            .flatten()
            .map(|(name, value)| {
                (
                    name.clone(),
                    json!(
                        value
                            .as_str()
                            .unwrap()
                            .replace("$${", "${")
                            .replace("%%{", "%{")
                    ),
                )
            })
            .collect()
    } else {
        named("args")
    };
    json!({
        "kind": kind,
        "name": name,
        "context": inside(build["context"].as_str().unwrap(), folder),
        "dockerfile": if inline.is_some() { Value::Null } else { build["dockerfile"].clone() },
        "target": build.get("target").filter(|target| **target != "").cloned().unwrap_or_default(),
        "args": args,
        "contexts": contexts,
    })
}

/// Asks the tools about a project; nothing where one that is needed is not there.
fn asked(name: &str, folder: &Path) -> Option<Value> {
    let mut builds = Vec::new();
    if name.starts_with("bake") {
        let text =
            std::fs::read_to_string(crate::project::fixture(&format!("{name}.json"))).unwrap();
        let listing: Value = serde_json::from_str(&text).unwrap();
        let names = uses(&listing, "bake");
        let names: Vec<&str> = names
            .iter()
            .map(|used| used["name"].as_str().unwrap())
            .collect();
        let arguments: Vec<&str> = ["bake", "--print"].into_iter().chain(names).collect();
        let said = ask(&buildx()?, &arguments, folder)?;
        for (name, target) in said["target"].as_object().unwrap() {
            builds.push(build("bake", name, target, folder));
        }
    }
    if ["compose.yaml", "docker-compose.yml"]
        .iter()
        .any(|file| folder.join(file).exists())
    {
        let said = ask(
            &compose()?,
            &["--profile", "*", "config", "--format", "json"],
            folder,
        )?;
        for (name, service) in said["services"].as_object().unwrap() {
            if let Some(built) = service.get("build") {
                builds.push(build("compose", name, built, folder));
            }
        }
    }
    Some(Value::Array(builds))
}

/// Lists the uses of a kind that a listing has, wherever their Dockerfiles are.
fn uses<'a>(listing: &'a Value, kind: &str) -> Vec<&'a Value> {
    let of = |key: &str| listing[key].as_array().unwrap().iter();
    let here = of("dockerfiles").flat_map(|found| found["used_by"].as_array().unwrap());
    let gone = of("missing").map(|missing| &missing["used_by"]);
    here.chain(gone)
        .filter(|used| used["kind"] == kind)
        .collect()
}

/// Compares a build of a tool with the use of the same name.
fn compare(listing: &Value, built: &Value) -> Result<(), String> {
    let kind = built["kind"].as_str().unwrap();
    let found = uses(listing, kind).into_iter().find(|used| {
        // What has to be named with -f is not in the tool's answer.
        used["name"] == built["name"]
            && !used["unknown"]
                .as_array()
                .unwrap()
                .iter()
                .any(|unknown| unknown["what"] == "files")
    });
    let used = found.ok_or_else(|| format!("{} is not listed", built["name"]))?;
    for key in ["context", "target", "contexts"] {
        if used[key] != built[key] {
            return Err(format!(
                "{}: {key} is {}, not {}",
                built["name"], built[key], used[key]
            ));
        }
    }
    let unknown = used["unknown"].as_array().unwrap();
    for (name, value) in built["args"].as_object().unwrap() {
        let is_unknown = unknown
            .iter()
            .any(|unknown| unknown["what"] == format!("args.{name}"));
        if used["args"].get(name) != Some(value) && !is_unknown {
            return Err(format!(
                "{}: args.{name} is {value}, not {}",
                built["name"], used["args"][name]
            ));
        }
    }
    for name in used["args"].as_object().unwrap().keys() {
        if built["args"].get(name).is_none() {
            return Err(format!("{}: {name} is not given", built["name"]));
        }
    }
    let context = built["context"].as_str().unwrap();
    if let (Some(dockerfile), false) = (built["dockerfile"].as_str(), context.contains("://")) {
        let path = match dockerfile.strip_prefix("cwd://") {
            Some(path) => inside(path, Path::new("/")),
            None => inside(&format!("{context}/{dockerfile}"), Path::new("/")),
        };
        let listed = listing["dockerfiles"].as_array().unwrap().iter();
        let mut listed = listed.filter(|found| found["path"] == path.as_str());
        let is_there = listed.any(|found| found["used_by"].as_array().unwrap().contains(used));
        if !is_there {
            return Err(format!("{}: {path} is not listed with it", built["name"]));
        }
    }
    Ok(())
}

#[test]
fn the_tools_of_docker_would_build_the_same() {
    let mut skipped = Vec::new();
    for name in PROJECTS {
        let project = Project::unpacked(name, "tools");
        let file = format!("{name}.tools.json");
        let kept = if let Some(mut said) = asked(name, &project.folder) {
            // The time of a build is never the same.
            for built in said.as_array_mut().unwrap() {
                if let Some(args) = built["args"].as_object_mut() {
                    args.remove("BUILT");
                }
            }
            let kept = expected(&file, &said);
            assert_eq!(
                said, kept,
                "{name}: the tools say something else than {file}"
            );
            kept
        } else {
            skipped.push(name);
            expected(&file, &Value::Null)
        };
        let listing = project.find_json();
        let faults = kept.as_array().unwrap().iter();
        let faults: Vec<String> = faults
            .filter_map(|built| compare(&listing, built).err())
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
    if !skipped.is_empty() {
        say_loudly(&format!(
            "docker compose (2 or newer) or docker buildx is not here: what they said before is compared for {}",
            skipped.join(", ")
        ));
    }
}
