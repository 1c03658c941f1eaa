//! `dockstep inspect`.

use crate::{DJANGO, Folder, dockstep, dockstep_reading, text};
use serde_json::Value;

fn json_lines(output: &[u8]) -> Vec<Value> {
    let lines = text(output);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn people_read_stages_configuration_and_findings() {
    let output = dockstep(&["inspect", DJANGO]);
    assert!(output.status.success());
    let shown = text(&output.stdout);
    for part in [
        "builder, line 1: from `python:3.9`",
        "this is what is built",
        "set on line 12",
        "inherited from",
        "Findings",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
}

#[test]
fn a_target_decides_what_is_needed_and_what_the_image_is() {
    let output = dockstep(&["inspect", "--json", "--target", "builder", DJANGO]);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    assert_eq!(file["target"], 0);
    assert_eq!(file["stages"][0]["needed"], true);
    assert_eq!(file["stages"][1]["needed"], false);
}

#[test]
fn a_target_that_is_no_stage_is_refused_with_the_nearest_name() {
    let output = dockstep(&["inspect", "--json", "--target", "bilder", DJANGO]);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    assert_eq!(file["ok"], false);
    assert_eq!(
        file["error"]["message"],
        "target stage \"bilder\" could not be found (did you mean builder?)"
    );
}

#[test]
fn a_build_argument_reaches_from_and_the_state() {
    let dockerfile = b"ARG TAG=1\nFROM shop:$TAG\nARG PORT=80\nEXPOSE $PORT\n";
    let arguments = ["inspect", "--json", "--build-arg", "PORT=8080", "-"];
    let output = dockstep_reading(&arguments, dockerfile);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    assert!(file["stages"][0]["config"]["ExposedPorts"]["8080/tcp"].is_object());
}

#[test]
fn a_platform_reaches_the_variables_that_builds_have() {
    let dockerfile = b"FROM scratch\nARG TARGETARCH\nENV ARCH=$TARGETARCH\n";
    let arguments = ["inspect", "--json", "--platform", "linux/arm64", "-"];
    let output = dockstep_reading(&arguments, dockerfile);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    let environment = file["stages"][0]["config"]["Env"].as_array().unwrap();
    assert!(environment.contains(&Value::from("ARCH=arm64")));
}

#[test]
fn files_come_in_the_order_given_also_those_that_cannot_be_read() {
    let folder = Folder::new("inspect-order");
    let empty = folder.write("empty", b"");
    let binary = folder.write("binary", b"FROM a\0b\n\xff\xfe");
    let missing = folder.0.join("missing").to_str().unwrap().to_owned();
    let output = dockstep(&["inspect", "--json", &empty, &missing, DJANGO, &binary]);
    let [empty, missing, django, binary] = json_lines(&output.stdout).try_into().unwrap();
    assert_eq!(empty["error"]["message"], "the Dockerfile cannot be empty");
    assert_eq!(missing["ok"], false);
    assert_eq!(django["ok"], true);
    assert_eq!(binary["ok"], false);
    assert_eq!(output.status.code(), Some(2));
    let complaint = text(&output.stderr);
    assert!(complaint.starts_with("dockstep: "), "{complaint}");
    assert!(complaint.contains("missing"), "{complaint}");
}

#[test]
fn what_stands_behind_an_error_is_still_there() {
    let dockerfile = b"FROM alpine\nRUNN true\nCOPY a /b\nUSER app\n";
    let output = dockstep_reading(&["inspect", "--json", "--states", "-"], dockerfile);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    assert_eq!(
        file["error"]["message"],
        "dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)"
    );
    assert_eq!(file["error"]["line"], 2);
    let kinds = file["instructions"].as_array().unwrap().iter();
    let kinds: Vec<&str> = kinds.map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["FROM", "RUNN", "COPY", "USER"]);
    let states = file["states"].as_array().unwrap();
    assert_eq!(states.last().unwrap()["config"]["User"], "app");
}

#[test]
fn given_image_configurations_are_inherited() {
    let folder = Folder::new("inspect-configs");
    let configs = folder.write(
        "configs.json",
        br#"{"shop-base": {"os": "linux", "architecture": "amd64", "config": {"Env": ["A=1"], "User": "app"}}}"#,
    );
    let dockerfile = b"FROM shop-base\nENV B=$A\n";
    let arguments = ["inspect", "--json", "--image-configs", &configs, "-"];
    let output = dockstep_reading(&arguments, dockerfile);
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    let config = &file["stages"][0]["config"];
    assert_eq!(config["User"], "app");
    let environment = config["Env"].as_array().unwrap();
    assert!(environment.contains(&Value::from("B=1")));
}

#[test]
fn image_configurations_that_cannot_be_read_name_file_and_line() {
    let folder = Folder::new("inspect-broken-configs");
    let configs = folder.write("configs.json", b"{\n  \"a\": 1\n}");
    let output = dockstep(&["inspect", "--image-configs", &configs, DJANGO]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = text(&output.stderr);
    assert!(complaint.contains("configs.json:2:"), "{complaint}");
}

/// Lists `name: option option` for the commands of a file's last instruction, each cut out of the file.
fn commands(dockerfile: &str) -> Vec<String> {
    let arguments = ["inspect", "--json", "--commands", "-"];
    let output = dockstep_reading(&arguments, dockerfile.as_bytes());
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    let cut = |value: &Value| {
        let offset = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        dockerfile
            .get(offset("start")..offset("end"))
            .unwrap()
            .to_owned()
    };
    let instructions = file["instructions"].as_array().unwrap();
    let found = instructions.last().unwrap()["commands"]
        .as_array()
        .unwrap()
        .iter();
    found
        .map(|command| {
            let name = command["name"].as_str().unwrap();
            assert!(cut(command).starts_with(name), "{command}");
            assert_eq!(command["known"], true, "{command}");
            let options = command["options"].as_array().unwrap().iter();
            let options: Vec<String> = options
                .map(|option| {
                    assert_eq!(option["text"], cut(option));
                    assert_eq!(option["known"], true, "{option}");
                    cut(option)
                })
                .collect();
            format!("{name}: {}", options.join(" "))
        })
        .collect()
}

#[test]
fn commands_inside_commands_have_their_places_too() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "RUN sudo bash -lc \"apt-get install -y \\\"$PACKAGE\\\"\"",
            &["sudo: ", "bash: -lc", "apt-get: -y"],
        ),
        (
            "RUN env A=b sh -ec 'rm -rf /x && \\\n ls -l'",
            &["env: ", "sh: -ec", "rm: -rf", "ls: -l"],
        ),
        (
            "RUN su - app -c 'npm ci --silent'",
            &["su: -c", "npm: --silent"],
        ),
        (
            "CMD [\"sh\", \"-c\", \"exec cat -n \\\"a\\\"\"]",
            &["sh: -c", "exec: ", "cat: -n"],
        ),
        (
            "HEALTHCHECK CMD [\"bash\", \"-c\", \"curl -f localhost\"]",
            &["bash: -c", "curl: -f"],
        ),
        ("ONBUILD RUN sh -c 'ls -l'", &["sh: -c", "ls: -l"]),
        (
            "RUN find . -name '*.c' -exec rm -f {} + -print",
            &["find: -name '*.c' -exec -print", "rm: -f"],
        ),
        (
            "RUN find . -print0 | xargs -0 -n 1 rm -f",
            &["find: -print0", "xargs: -0 -n 1", "rm: -f"],
        ),
        (
            "RUN conda run -n app mise exec node@20 -- bundle exec ls -l",
            &["conda: -n app", "mise: ", "bundle: ", "ls: -l"],
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(commands(&format!("FROM a\n{line}\n")), expected, "{line}");
    }
}

#[test]
fn what_the_outer_shell_runs_is_listed_once() {
    let found = commands("FROM a\nRUN sh -c \"ls $(cat /a) && $B\"\n");
    assert_eq!(found, ["sh: -c", "ls: ", "cat: "]);
}

#[test]
fn options_are_read_as_their_command_reads_them() {
    let cases = [
        ("make -j install", "make: -j"),
        ("make -j 4 all", "make: -j 4"),
        ("jq --arg a b -r .x f", "jq: --arg a b -r"),
        ("tar cvfz a.tgz /x", "tar: cvfz"),
        (
            "dotnet build -c Release /p:A=B",
            "dotnet: -c Release /p:A=B",
        ),
        (
            "./configure --with-nothing-known=/x",
            "./configure: --with-nothing-known=/x",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(
            commands(&format!("FROM a\nRUN {line}\n")),
            [expected],
            "{line}"
        );
    }
}

#[test]
fn commands_have_their_places_in_the_file() {
    let dockerfile = "FROM alpine\nRUN apk add \\\n  # a comment\n  --no-cache curl\n";
    let output = dockstep_reading(
        &["inspect", "--json", "--commands", "-"],
        dockerfile.as_bytes(),
    );
    let [file] = json_lines(&output.stdout).try_into().unwrap();
    let command = &file["instructions"][1]["commands"][0];
    assert_eq!(command["name"], "apk");
    assert_eq!(command["known"], true);
    let option = &command["options"][0];
    let start = usize::try_from(option["start"].as_u64().unwrap()).unwrap();
    let end = usize::try_from(option["end"].as_u64().unwrap()).unwrap();
    assert_eq!(dockerfile.get(start..end), Some("--no-cache"));
    assert_eq!(option["known"], true);
}
