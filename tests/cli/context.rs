//! `dockstep context`, and `inspect` with a build context: real folders, whatever lies in them.

use crate::{Folder, dockstep, text};
use serde_json::Value;
use std::process::Output;

fn json(output: &Output) -> Value {
    serde_json::from_str(&text(&output.stdout)).unwrap()
}

/// Lists the paths of the entries that are sent, or are not.
fn paths(report: &Value, is_included: bool) -> Vec<&str> {
    let entries = report["entries"].as_array().unwrap().iter();
    entries
        .filter(|entry| entry["included"] == is_included)
        .map(|entry| entry["path"].as_str().unwrap())
        .collect()
}

fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    for inside in ["src", "node_modules/left-pad", ".git"] {
        std::fs::create_dir_all(folder.0.join(inside)).unwrap();
    }
    folder.write("src/main.js", b"let a = 1;\n");
    folder.write("src/big.bin", &[0; 5000]);
    folder.write("node_modules/left-pad/index.js", b"x");
    folder.write(".git/HEAD", b"x");
    folder.write(".env", b"TOKEN=1");
    folder.write(
        ".dockerignore",
        b"# what no image needs\nnode_modules\n.git\n",
    );
    folder
}

fn path(folder: &Folder) -> &str {
    folder.0.to_str().unwrap()
}

#[test]
fn every_entry_has_what_decided_about_it() {
    let folder = shop("context-json");
    let output = dockstep(&["context", path(&folder), "--format", "json"]);
    assert!(output.status.success());
    let report = json(&output);
    assert_eq!(report["root"], path(&folder));
    assert_eq!(report["ignore_file"], ".dockerignore");
    assert_eq!(
        paths(&report, true),
        [".dockerignore", ".env", "src", "src/big.bin", "src/main.js"]
    );
    let entry = |path: &str| {
        let mut entries = report["entries"].as_array().unwrap().iter();
        entries.find(|entry| entry["path"] == path).unwrap().clone()
    };
    let inside = entry("node_modules/left-pad/index.js");
    assert_eq!(
        (&inside["pattern"], &inside["line"]),
        (&"node_modules".into(), &2.into())
    );
    assert_eq!(
        (&inside["kind"], &inside["bytes"]),
        (&"file".into(), &1.into())
    );
    assert!(entry("src")["pattern"].is_null() && entry("src")["kind"] == "directory");
}

#[test]
fn people_read_the_sums_the_biggest_and_what_is_worth_leaving_out() {
    let folder = shop("context-text");
    let shown = text(&dockstep(&["context", path(&folder)]).stdout);
    let at = |part: &str| {
        shown
            .find(part)
            .unwrap_or_else(|| panic!("{part} in:\n{shown}"))
    };
    at("Offered to the build: 5.1 kB in 4 files");
    at("Left out by `.dockerignore`: 2 B in 2 files");
    assert!(
        at("src/") < at("node_modules/"),
        "the biggest first:\n{shown}"
    );
    at("`.env` often holds passwords");
    assert!(
        !shown.contains("whole history"),
        ".git is left out:\n{shown}"
    );
    at("git would leave out every `node_modules`");
}

#[test]
fn one_path_has_its_reason() {
    let folder = shop("context-why");
    let why = |asked: &str| text(&dockstep(&["context", path(&folder), "--why", asked]).stdout);
    let left_out = why("node_modules/left-pad/index.js");
    for part in ["is left out", "line 2", "the folder `node_modules`"] {
        assert!(left_out.contains(part), "{part} in:\n{left_out}");
    }
    assert!(why("src/main.js").contains("no pattern matches"));
    assert!(why("./src/../.git").contains("line 3"));
    assert!(why("nope").contains("Nothing of that name"));
    assert!(why(&format!("{}/.git/HEAD", path(&folder))).contains("line 3"));
}

#[test]
fn the_dockerfiles_own_ignore_file_wins() {
    let folder = shop("context-own");
    let dockerfile = folder.write("web.Dockerfile", b"FROM scratch\n");
    folder.write("web.Dockerfile.dockerignore", b"src\n");
    let output = dockstep(&[
        "context",
        path(&folder),
        "--file",
        &dockerfile,
        "--format",
        "json",
    ]);
    let report = json(&output);
    assert_eq!(report["ignore_file"], "web.Dockerfile.dockerignore");
    assert_eq!(paths(&report, false), ["src", "src/big.bin", "src/main.js"]);
}

#[test]
fn an_ignore_file_that_buildkit_refuses_has_its_line_and_no_success() {
    let folder = shop("context-refused");
    folder.write(".dockerignore", b"node_modules\nfoo[\n");
    let output = dockstep(&["context", path(&folder), "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(json(&output)["error"]["line"], 2);
    let dockerfile = folder.write("Dockerfile", b"FROM scratch\nCOPY . /\n");
    let inspected = dockstep(&["inspect", "--json", "--context", path(&folder), &dockerfile]);
    assert_eq!(
        json(&inspected)["error"]["message"],
        "syntax error in pattern"
    );
    assert_eq!(json(&inspected)["ok"], false);
    let complaint = text(&output.stderr);
    assert!(
        complaint.contains(".dockerignore:2: syntax error in pattern"),
        "{complaint}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let output = dockstep(&["context", "no/such/folder"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no/such/folder: no such folder"));
}

#[test]
fn ten_thousand_patterns_are_read() {
    let folder = shop("context-long");
    let lines: Vec<String> = (0..10_000)
        .map(|number| format!("**/generated-{number}/*.tmp"))
        .chain(["src".to_owned()])
        .collect();
    folder.write(".dockerignore", lines.join("\n").as_bytes());
    let output = dockstep(&["context", path(&folder), "--format", "json"]);
    let report = json(&output);
    assert_eq!(paths(&report, false), ["src", "src/big.bin", "src/main.js"]);
    assert_eq!(report["entries"][9]["line"], 10_001);
}

#[cfg(unix)]
#[test]
fn links_loops_and_unreadable_names_get_a_line_each() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let folder = shop("context-odd");
    symlink("round", folder.0.join("round")).unwrap();
    symlink("..", folder.0.join("src/up")).unwrap();
    symlink("/etc/passwd", folder.0.join("out")).unwrap();
    std::fs::write(folder.0.join(OsStr::from_bytes(b"na\xffme\x1b[2J")), b"x").unwrap();
    let output = dockstep(&["context", path(&folder)]);
    assert!(output.status.success());
    let shown = text(&output.stdout);
    for part in [
        "`round` is a link that leads back to itself",
        "`out` is a link to `/etc/passwd`, outside of this folder",
        "not UTF-8",
    ] {
        let one_line: Vec<&str> = shown.split_whitespace().collect();
        assert!(one_line.join(" ").contains(part), "{part} in:\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    let report = json(&dockstep(&["context", path(&folder), "--format", "json"]));
    let all = [paths(&report, true), paths(&report, false)].concat();
    assert!(all.contains(&"src/up") && !all.iter().any(|path| path.starts_with("src/up/")));
}

#[test]
fn inspect_says_which_files_an_instruction_brings_and_what_is_known_then() {
    let folder = shop("inspect-files");
    let dockerfile = folder.write(
        "Dockerfile",
        b"FROM scratch\nWORKDIR /app\nCOPY src .\nCOPY node_modules .\nRUN rm big.bin\n",
    );
    let output = dockstep(&[
        "inspect",
        "--json",
        "--files",
        "--context",
        path(&folder),
        &dockerfile,
    ]);
    let report = json(&output);
    let instructions = &report["instructions"];
    assert_eq!(
        instructions[2]["files"],
        serde_json::json!(["/app/big.bin", "/app/main.js"])
    );
    assert_eq!(
        instructions[3]["error"],
        "failed to compute cache key: \"/node_modules\": not found"
    );
    let known = instructions[4]["known_files_after"].as_array().unwrap();
    let known: Vec<String> = known
        .iter()
        .map(|file| {
            format!(
                "{} {} {} {}",
                file["path"], file["line"], file["kind"], file["making"]
            )
        })
        .map(|line| line.replace('"', ""))
        .collect();
    assert_eq!(
        known,
        [
            "/app 2 directory workdir",
            "/app/big.bin 5 removed command",
            "/app/main.js 3 file copied"
        ]
    );
    let finding = &report["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["start"]),
        (&"CopyIgnoredFile".into(), &4.into())
    );
}

#[test]
fn add_unpacks_a_tar_whatever_its_name() {
    let folder = shop("inspect-tar");
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(2);
    header.set_mode(0o755);
    builder
        .append_data(&mut header, "bin/tool", &b"hi"[..])
        .unwrap();
    let plain = builder.into_inner().unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &plain).unwrap();
    folder.write("bundle", &packed.finish().unwrap());
    folder.write("fake.tar.gz", b"no archive at all");
    let dockerfile = folder.write(
        "Dockerfile",
        b"FROM scratch\nADD bundle fake.tar.gz /opt/\n",
    );
    let output = dockstep(&[
        "inspect",
        "--json",
        "--files",
        "--context",
        path(&folder),
        &dockerfile,
    ]);
    assert_eq!(
        json(&output)["instructions"][1]["files"],
        serde_json::json!(["/opt/bin/tool", "/opt/fake.tar.gz"])
    );
}
