//! `--engine`, with a client that is a script: what it says is used, and whatever else it does harms nobody.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const IMAGE: &str = r#"[{"Created":"2024-03-12T01:22:33Z","Os":"linux","Architecture":"amd64",
"Size":123456789,"RootFS":{"Type":"layers","Layers":["sha256:1","sha256:2"]},
"Config":{"Env":["PATH=/engine/bin","FROM_ENGINE=yes"],"WorkingDir":"/of-engine","Labels":null}}]"#;

const FILE: &str =
    "FROM python:3.9 AS builder\nRUN true\nFROM unknown/thing:1\nCOPY --from=builder /a /a\n";

/// A folder with a Dockerfile, and programs that stand for an engine's clients.
struct Clients(PathBuf);

impl Clients {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("clients-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::write(folder.join("Dockerfile"), FILE).unwrap();
        Self(folder)
    }

    /// Makes a client of lines of shell; each call is written down first.
    fn client(self, name: &str, lines: &str) -> Self {
        let path = self.0.join("bin").join(name);
        let log = self.0.join("calls");
        let text = format!(
            "#!/bin/sh\necho \"{name} $*\" >> '{}'\n{lines}\n",
            log.display()
        );
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// Makes one that has python:3.9 and nothing else, on a machine of another kind.
    fn with_python_on_arm(self) -> Self {
        let version = r#"{"Client":{"Os":"linux","Arch":"amd64","DefaultAPIVersion":"1.50"},"Server":{"Os":"linux","Arch":"arm64"}}"#;
        fs::write(self.0.join("version.json"), version).unwrap();
        fs::write(self.0.join("image.json"), IMAGE.replace("amd64", "arm64")).unwrap();
        let (version, image) = (self.0.join("version.json"), self.0.join("image.json"));
        let lines = format!(
            "case \"$1 $4\" in\n'version '*) /bin/cat '{}' ;;\n'image python:3.9') /bin/cat '{}' ;;\n*) echo 'No such image: x' >&2; exit 1 ;;\nesac",
            version.display(),
            image.display()
        );
        self.client("docker", &lines)
    }

    /// Makes one that has python:3.9 and nothing else.
    fn with_python(self, name: &str) -> Self {
        fs::write(self.0.join("image.json"), IMAGE).unwrap();
        let json = self.0.join("image.json");
        self.client(
            name,
            &format!(
                "case \"$4\" in\npython:3.9) /bin/cat '{}' ;;\n*) echo 'Error response from daemon: No such image: x' >&2; exit 1 ;;\nesac",
                json.display()
            ),
        )
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(arguments)
            .current_dir(&self.0)
            .env("PATH", self.0.join("bin"))
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .output()
            .unwrap()
    }

    fn calls(&self) -> Vec<String> {
        let calls = fs::read_to_string(self.0.join("calls")).unwrap_or_default();
        calls.lines().map(str::to_owned).collect()
    }

    /// Holds that a failing engine is an error for `always`, and nothing for `auto`.
    fn check_failure(&self, words: &str) {
        let always = self.run(&["explain", "Dockerfile", "--engine", "always"]);
        let complaint = String::from_utf8(always.stderr).unwrap();
        assert_eq!(always.status.code(), Some(2), "{complaint}");
        assert!(complaint.contains(words), "{complaint}");
        assert!(
            complaint.contains("leave --engine always out"),
            "{complaint}"
        );
        assert!(!complaint.contains('\u{1b}'), "{complaint:?}");
        let auto = self.run(&["explain", "Dockerfile", "--engine", "auto"]);
        assert!(auto.status.success());
        assert_eq!(auto.stderr, b"");
        let never = self.run(&["explain", "Dockerfile"]);
        assert_eq!(auto.stdout, never.stdout);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Puts a text on one line: where it is wrapped does not matter.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn what_the_engine_has_is_said_as_such() {
    let clients = Clients::new("known").with_python("docker");
    let explained = unwrapped(&said(&clients.run(&[
        "explain",
        "Dockerfile",
        "--engine",
        "always",
    ])));
    assert!(
        explained.contains("Your engine has `python:3.9`: 123 MB in 2 layers, made on 2024-03-12."),
        "{explained}"
    );
    assert!(!explained.contains("Your engine has `unknown/thing:1`"));
    let inspected = unwrapped(&said(&clients.run(&[
        "inspect",
        "Dockerfile",
        "--engine",
        "auto",
    ])));
    assert!(
        inspected.contains("`python:3.9` (in your engine: 123 MB in 2 layers)"),
        "{inspected}"
    );
    let json = clients.run(&[
        "inspect",
        "Dockerfile",
        "--engine",
        "auto",
        "--json",
        "--target",
        "builder",
    ]);
    assert!(said(&json).contains("/of-engine"), "{}", said(&json));
    // It is asked for what is here, and for nothing else.
    let harmless = [
        "version ",
        "image inspect -- ",
        "image ls ",
        "image history ",
    ];
    for call in clients.calls() {
        let words = call.strip_prefix("docker ").unwrap();
        assert!(
            harmless.iter().any(|start| words.starts_with(start)),
            "{call}"
        );
    }
}

#[test]
fn nobody_is_asked_where_nobody_says_so() {
    let clients = Clients::new("never")
        .with_python("docker")
        .with_python("podman");
    for command in [
        vec!["explain", "Dockerfile"],
        vec!["inspect", "Dockerfile"],
        vec!["Dockerfile"],
    ] {
        let output = clients.run(&command);
        assert!(!said(&output).contains("our engine"));
    }
    assert!(clients.calls().is_empty(), "{:?}", clients.calls());
}

#[test]
fn an_image_for_another_platform_is_not_the_one() {
    let clients = Clients::new("platform").with_python("docker");
    let output = clients.run(&[
        "explain",
        "Dockerfile",
        "--engine",
        "always",
        "--platform",
        "linux/arm64",
    ]);
    assert!(output.status.success());
    assert!(!said(&output).contains("our engine"));
}

#[test]
fn the_platform_is_the_engines_own_unless_one_is_given() {
    let clients = Clients::new("arm").with_python_on_arm();
    let explain = ["explain", "Dockerfile", "--engine", "always"];
    let output = clients.run(&explain);
    assert!(unwrapped(&said(&output)).contains("Your engine has `python:3.9`"));
    let given = [&explain[..], &["--platform", "linux/amd64"]].concat();
    assert!(!said(&clients.run(&given)).contains("our engine"));
}

#[test]
fn an_image_that_is_not_there_is_named_with_a_way_out() {
    let clients = Clients::new("no-image").with_python("docker");
    let output = clients.run(&["explain", "Dockerfile", "--image", "shop:\u{1b}[1m1"]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(
        complaint.contains("docker has no image shop:"),
        "{complaint}"
    );
    assert!(
        complaint.contains("docker image ls lists those"),
        "{complaint}"
    );
    assert!(!complaint.contains('\u{1b}'), "{complaint:?}");
}

#[test]
fn the_studied_text_has_it_too() {
    let clients = Clients::new("study").with_python("docker");
    for when in ["auto", "always"] {
        let output = clients.run(&["Dockerfile", "--engine", when]);
        assert!(
            unwrapped(&said(&output)).contains("Your engine has"),
            "{when}"
        );
    }
}

#[test]
fn podman_answers_where_docker_does_not() {
    let clients = Clients::new("podman").with_python("podman");
    let output = clients.run(&["explain", "Dockerfile", "--engine", "always"]);
    assert!(unwrapped(&said(&output)).contains("Your engine has"));
    let clients = Clients::new("both")
        .client(
            "docker",
            "echo 'Cannot connect to the Docker daemon' >&2; exit 1",
        )
        .with_python("podman");
    let output = clients.run(&["explain", "Dockerfile", "--engine", "always"]);
    assert!(unwrapped(&said(&output)).contains("Your engine has"));
}

#[test]
fn without_an_engine_there_is_a_way_out() {
    let clients = Clients::new("absent");
    clients.check_failure("neither docker nor podman is among the commands");
    // A file that starts from nothing asks for nothing.
    fs::write(clients.0.join("Dockerfile"), "FROM scratch\nCOPY a /a\n").unwrap();
    let output = clients.run(&["explain", "Dockerfile", "--engine", "auto"]);
    assert!(output.status.success());
}

#[test]
fn a_refusal_is_told_without_its_control_characters() {
    let clients = Clients::new("refusal").client(
        "docker",
        "printf '\\033[31mCannot connect to the daemon\\nmore\\n' >&2; exit 1",
    );
    clients.check_failure("Cannot connect to the daemon");
}

#[test]
fn garbage_and_floods_are_refused() {
    let clients = Clients::new("garbage").client("docker", "echo '<html>'");
    clients.check_failure("no image can be read from it");
    let clients = Clients::new("flood").client(
        "docker",
        "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done",
    );
    clients.check_failure("more than 1 MiB");
}

#[test]
fn a_client_that_hangs_is_ended_with_what_it_started() {
    let clients = Clients::new("hangs");
    let child = clients.0.join("child");
    let lines = format!("/bin/sleep 1000 &\necho $! > '{}'\nwait", child.display());
    let clients = clients.client("docker", &lines);
    let start = Instant::now();
    let always = clients.run(&["explain", "Dockerfile", "--engine", "always"]);
    assert!(start.elapsed() < Duration::from_secs(15));
    let complaint = String::from_utf8(always.stderr).unwrap();
    assert!(
        complaint.contains("it has not answered for 5 seconds"),
        "{complaint}"
    );
    let id = fs::read_to_string(child).unwrap();
    let is_there = || {
        let state = fs::read_to_string(format!("/proc/{}/stat", id.trim())).unwrap_or_default();
        !(state.is_empty() || state.contains(") Z "))
    };
    let deadline = Instant::now() + Duration::from_secs(10);
    while is_there() {
        assert!(Instant::now() < deadline, "what it started is left behind");
        std::thread::yield_now();
    }
}
