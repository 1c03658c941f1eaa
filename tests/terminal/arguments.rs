//! What the program does with its arguments where there is no terminal.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const DJANGO: &str = "lessons/23-django-two-stages/Dockerfile";

/// A folder of its own for one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _missing = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, bytes: &[u8]) -> Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _missing = fs::remove_dir_all(&self.0);
    }
}

fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dockstep"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that needs no input may end before it gets any.
    let _closed = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn run(arguments: &[&str]) -> Output {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments, b"")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    assert!(
        !output.stdout.contains(&0x1b),
        "an escape character in plain text"
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn without_a_terminal_it_says_what_it_would_show() {
    for arguments in [
        vec![DJANGO],
        vec!["--plain", DJANGO],
        vec!["lessons/23-django-two-stages"],
    ] {
        let text = said(&run(&arguments));
        assert!(text.contains("COPY --from=builder /venv /venv"), "{text}");
        assert!(text.contains("CMD [\"python\""), "{text}");
    }
}

#[test]
fn alone_it_lists_the_course_and_the_folders_dockerfiles() {
    let own = Folder::new("alone-own").with("Containerfile", b"FROM own-image\n");
    let text = said(&run_in(&own.0, &[], b""));
    assert!(text.contains("COPY, exactly"), "{text}");
    assert!(text.contains("Containerfile"), "{text}");
}

#[test]
fn standard_input_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(said(&run_in(root, &["-"], b"FROM piped-image\n")).contains("piped-image"));
    assert!(
        complained(&run_in(root, &["-"], b"")).contains("standard input: it has no instructions")
    );
}

#[test]
fn a_folder_gives_its_only_dockerfile_or_lists_them_all() {
    let one = Folder::new("folder-one")
        .with("api.Dockerfile", b"FROM api-image\n")
        .with("api.Dockerfile.dockerignore", b"*\n");
    assert!(said(&run_in(&one.0, &["."], b"")).contains("api-image"));
    let two = Folder::new("folder-two")
        .with("api.Dockerfile", b"FROM a\n")
        .with("Dockerfile.dev", b"FROM b\nFROM c\n")
        .with(
            "compose.yaml",
            b"services:\n  api:\n    build:\n      dockerfile: api.Dockerfile\n",
        );
    let text = said(&run_in(&two.0, &["."], b""));
    assert!(text.contains("Dockerfile.dev"), "{text}");
    assert!(text.contains("2 stages, no findings."), "{text}");
    assert!(text.contains("Compose service api"), "{text}");
    let none = Folder::new("folder-none").with("main.rs", b"fn main() {}\n");
    let message = complained(&run_in(&none.0, &["."], b""));
    assert!(
        message.contains("this folder holds no Dockerfile"),
        "{message}"
    );
}

#[test]
fn what_cannot_be_studied_is_named_with_a_way_out() {
    let folder = Folder::new("refused")
        .with("empty", b"")
        .with("blank", b" \n\n")
        .with("binary", b"\x7fELF\0\0\0")
        .with("large", &vec![b'#'; 16 * 1024 * 1024 + 1]);
    for (name, words) in [
        ("missing", "missing: no such file"),
        ("empty", "empty: it has no instructions"),
        ("blank", "blank: it has no instructions"),
        ("binary", "binary: not a text file"),
        ("large", "large: larger than 16 MiB"),
    ] {
        let message = complained(&run_in(&folder.0, &[name], b""));
        assert!(
            message.starts_with(&format!("dockstep: {words}")),
            "{message}"
        );
        assert!(message.lines().count() > 1, "no way out: {message}");
    }
}

#[test]
fn a_file_name_cannot_steer_the_terminal() {
    let message = complained(&run(&["no\u{1b}[2Jfile"]));
    assert!(message.contains("no␛[2Jfile"), "{message}");
}

#[test]
fn help_and_version_are_there() {
    let help = said(&run(&["--help"]));
    assert!(
        help.contains("Examples:") && help.contains("dockstep - < Dockerfile"),
        "{help}"
    );
    assert!(said(&run(&["--version"])).starts_with("dockstep "));
    assert_eq!(run(&["--no-such-flag"]).status.code(), Some(2));
}
