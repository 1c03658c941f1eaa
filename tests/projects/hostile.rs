//! Files that would hang, fill or fool a reader: one clear line each, and the rest is listed all the same.

use crate::project::Project;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How long a search may take with any of these, on a busy machine and without optimization.
const PATIENCE: Duration = Duration::from_secs(20);

/// Checks that a file is passed over with a message, and that the Dockerfile beside it is listed.
fn refused(file: &str, text: impl AsRef<[u8]>, message: &str) {
    let name: String = message
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let project = Project::empty(&format!("hostile-{}-{name}", file.replace('/', "-")));
    project.write("Dockerfile", "FROM alpine:3.20\n");
    project.write(file, text);
    let start = Instant::now();
    let found = project.find_json();
    assert!(start.elapsed() < PATIENCE, "{file}: {:?}", start.elapsed());
    assert_eq!(found["dockerfiles"][0]["path"], "Dockerfile");
    let problems = found["problems"].as_array().unwrap();
    let said = problems.iter().map(|problem| {
        let line = problem["line"]
            .as_u64()
            .map_or(String::new(), |line| format!(":{line}"));
        format!(
            "{}{line}: {}",
            problem["file"].as_str().unwrap(),
            problem["message"].as_str().unwrap()
        )
    });
    let said: Vec<String> = said.collect();
    assert_eq!(said, [message], "{file}");
}

fn bomb() -> String {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ('b'..='j').zip('a'..) {
        let aliases = format!("*{before}, ").repeat(10);
        writeln!(bomb, "{name}: &{name} [{aliases}]").unwrap();
    }
    bomb
}

const TOO_MUCH: &str =
    "it holds more than any such file needs: too deep, too many values, or aliases of aliases";

#[test]
fn yaml_that_grows_or_nests_without_end_is_refused() {
    refused(
        "compose.yaml",
        bomb(),
        &format!("compose.yaml:5: {TOO_MUCH}"),
    );
    refused(
        "compose.yaml",
        "[".repeat(200_000),
        "compose.yaml:1: values lie too deep in each other",
    );
    refused(
        ".github/workflows/a.yml",
        "- ".repeat(200_000),
        &format!(".github/workflows/a.yml:1: {TOO_MUCH}"),
    );
    let deep = (0..3000).map(|depth| format!("{}a:\n", " ".repeat(depth)));
    refused(
        "compose.yaml",
        deep.take(1000).collect::<String>(),
        &format!("compose.yaml:65: {TOO_MUCH}"),
    );
    refused(
        "compose.yaml",
        "a: &a [*a]\n",
        "compose.yaml:1: an alias stands inside its own anchor",
    );
}

#[test]
fn yaml_that_nobody_means_is_refused_at_its_line() {
    for (text, message) in [
        (
            "services:\n  a:\n    build: .\n  a:\n    build: x\n",
            "compose.yaml:4: a stands here twice",
        ),
        (
            "services:\n\ta:\n",
            "compose.yaml:2: YAML is indented with blanks, and here stands a tab",
        ),
        (
            "services: *nobody\n",
            "compose.yaml:1: an alias names no anchor above it",
        ),
        (
            "services:\n  - a\n",
            "compose.yaml:1: services holds services by their names",
        ),
        (
            "services:\n  a: x\n",
            "compose.yaml:2: the service a holds names with values",
        ),
        (
            "services:\n  a:\n    build: [x]\n",
            "compose.yaml:3: build of a is a folder, or names with values",
        ),
        (
            "services:\n  a:\n    build:\n      context: [x]\n",
            "compose.yaml:4: context of a is a text",
        ),
        (
            "- a\n",
            "compose.yaml:1: a compose file holds names with values",
        ),
        (
            "include: [compose.yaml]\n",
            "compose.yaml:1: compose.yaml includes itself",
        ),
        (
            "services:\n  a:\n    extends: b\n  b:\n    extends: a\n",
            "compose.yaml:3: a extends itself",
        ),
        (
            "services:\n  a:\n    extends: {service: b, file: ../b.yml}\n",
            "compose.yaml:3: it names ../b.yml: it lies outside of this folder and is not read",
        ),
        (
            "services:\n  a:\n    extends:\n      file: /proc/kmsg\n      service: b\n",
            "compose.yaml:3: it names /proc/kmsg: it lies outside of this folder and is not read",
        ),
    ] {
        refused("compose.yaml", text, message);
    }
}

#[test]
fn files_that_are_no_texts_are_refused() {
    refused(
        "compose.yaml",
        vec![b'a'; 2 * 1024 * 1024],
        "compose.yaml: it is larger than 1 MiB, which no such file is",
    );
    refused(
        "docker-bake.hcl",
        b"target \"a\" {\0}",
        "docker-bake.hcl: it is no text file: it holds zero bytes",
    );
}

#[test]
fn an_environment_that_cannot_be_read_names_its_line() {
    let project = Project::empty("hostile-environment");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    project.write("compose.yaml", "services:\n  a:\n    build: .\n");
    project.write(".env", "A=1\nB=\"no end\n");
    let found = project.find_json();
    assert_eq!(found["problems"][0]["file"], ".env");
    assert_eq!(found["problems"][0]["line"], 2);
    assert_eq!(
        found["problems"][0]["message"],
        "a value has no closing quote"
    );
}

#[test]
fn bake_files_that_grow_or_nest_without_end_are_refused() {
    for (text, message) in [
        (
            format!("a = {}", "[".repeat(100_000)),
            "docker-bake.hcl:1: invalid nesting depth; expected at most 64 nested levels",
        ),
        (
            format!("a = {}true", "!".repeat(100_000)),
            "docker-bake.hcl:1: invalid nesting depth; expected at most 64 nested levels",
        ),
        (
            "\"a {\n".repeat(10_000),
            "docker-bake.hcl:1: unexpected token",
        ),
        (
            "target \"a\" {\n  context = \".\"\n  context = \"x\"\n}\n".to_owned(),
            "docker-bake.hcl:3: invalid attribute; expected unique attribute key; found redefined attribute",
        ),
    ] {
        refused("docker-bake.hcl", text, message);
    }
    refused(
        "docker-bake.json",
        "{\n\"a\": ".repeat(10_000),
        "docker-bake.json:128: values lie too deep in each other",
    );
}

#[test]
fn a_value_that_is_written_twice_in_json_is_unknown() {
    let project = Project::empty("hostile-twice");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    let bake = "{\"target\": {\"a\": {\"target\": \"x\", \"target\": \"y\"}}}";
    project.write("docker-bake.json", bake);
    let used_by = &project.find_json()["dockerfiles"][0]["used_by"][0];
    assert_eq!(used_by["target"], serde_json::Value::Null);
    assert_eq!(used_by["unknown"][0]["what"], "target");
}

#[test]
fn expressions_that_double_each_other_become_unknown() {
    let project = Project::empty("hostile-doubling");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    let mut bake = String::from("variable \"v0\" { default = \"xxxxxxxxxxxxxxxx\" }\n");
    let mut lists = String::from("variable \"l0\" { default = [1, 2, 3, 4] }\n");
    for number in 1..60 {
        let before = number - 1;
        writeln!(
            bake,
            "variable \"v{number}\" {{ default = \"${{v{before}}}${{v{before}}}\" }}"
        )
        .unwrap();
        writeln!(
            lists,
            "variable \"l{number}\" {{ default = concat(l{before}, l{before}) }}"
        )
        .unwrap();
    }
    bake.push_str(&lists);
    bake.push_str("function \"f\" {\n  params = [x]\n  result = f(f(x))\n}\n");
    bake.push_str("variable \"round\" { default = round }\n");
    bake.push_str(
        "target \"a\" {\n  args = {\n    TEXT = v59\n    LIST = join(\",\", l59)\n    CALL = f(1)\n    ROUND = round\n    SELF = target.a.args\n  }\n}\n",
    );
    bake.push_str(
        "target \"m\" {\n  name = \"m-${x}\"\n  matrix = { x = l59, y = l59 }\n  inherits = [\"m\", \"nobody\"]\n}\n",
    );
    project.write("docker-bake.hcl", bake);
    let start = Instant::now();
    let found = project.find_json();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let uses = found["dockerfiles"][0]["used_by"].as_array().unwrap();
    let unknown = |name: &str| -> Vec<String> {
        let used = uses.iter().find(|used| used["name"] == name).unwrap();
        let unknown = used["unknown"].as_array().unwrap().iter();
        unknown
            .map(|unknown| unknown["what"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(unknown("a").len(), 5, "{uses:#?}");
    assert!(unknown("m").contains(&"matrix".to_owned()), "{uses:#?}");
}

#[test]
fn chains_of_files_end() {
    let project = Project::empty("hostile-chains");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    project.write("compose.yaml", "include: [c0.yaml, c0.yaml]\n");
    for number in 0..40 {
        let next = number + 1;
        let text =
            format!("include: [c{next}.yaml, c{next}.yaml]\nservices:\n  a:\n    image: x\n");
        project.write(&format!("c{number}.yaml"), text);
    }
    project.write("c40.yaml", "services:\n  b:\n    build: .\n");
    let start = Instant::now();
    let found = project.find_json();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    let message = found["problems"][0]["message"].as_str().unwrap();
    assert_eq!(message, "more than 200 files include and extend each other");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders_are_not_read() {
    use std::os::unix::fs::symlink;
    let project = Project::empty("hostile-links");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    let services = ["outside", "pipe", "folder"].map(|name| {
        format!("  {name}:\n    build:\n      context: .\n      dockerfile: {name}.txt\n")
    });
    project.write("compose.yaml", format!("services:\n{}", services.concat()));
    symlink("/etc/hostname", project.folder.join("outside.txt")).unwrap();
    std::fs::create_dir(project.folder.join("folder.txt")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(project.folder.join("pipe.txt"))
        .status();
    assert!(made.unwrap().success());
    // A pipe with the name of a compose file would be waited for.
    let made = std::process::Command::new("mkfifo")
        .arg(project.folder.join("compose.override.yaml"))
        .status();
    assert!(made.unwrap().success());
    symlink("..", project.folder.join("round")).unwrap();
    let found = project.find_json();
    assert_eq!(found["dockerfiles"].as_array().unwrap().len(), 1);
    let problems = found["problems"].as_array().unwrap();
    assert_eq!(problems[0]["file"], "compose.override.yaml");
    assert_eq!(problems[0]["message"], "it is no file");
    std::fs::remove_file(project.folder.join("compose.override.yaml")).unwrap();
    let found = project.find_json();
    let missing = found["missing"].as_array().unwrap().iter();
    let why: Vec<&str> = missing
        .map(|missing| missing["why"].as_str().unwrap())
        .collect();
    assert_eq!(
        why,
        [
            "it is a link that leads out of this folder and is not read",
            "it is no file",
            "it is no file"
        ]
    );
}
