//! `dockstep progress`, as a learner runs it.

use crate::{Folder, START};
use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

/// What steers a terminal or hides text.
const HOSTILE: &[char] = &['\u{1b}', '\u{9b}', '\u{202e}', '\u{e0041}'];

fn dockstep(folder: &Folder, data: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    command
        .arg("progress")
        .args(arguments)
        .env("XDG_DATA_HOME", folder.path(data))
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that reads nothing may have ended already.
    let _gone = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Runs a command that goes well, and gives what it prints.
fn well(folder: &Folder, data: &str, arguments: &[&str]) -> String {
    let output = dockstep(folder, data, arguments, b"");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(complaint(&output), "");
    String::from_utf8(output.stdout).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs a command that goes wrong, and gives what it complains of.
fn ill(folder: &Folder, data: &str, arguments: &[&str]) -> String {
    let output = dockstep(folder, data, arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    complaint(&output)
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.unwrap().as_secs()
}

/// Writes a record of two lessons, one answer of it wrong and given just now.
fn record() -> String {
    let now = now();
    format!(
        r#"{{"version": 1, "last_lesson": "copy-exactly",
"places": [{{"at": {START}, "lesson": "copy-exactly", "page": "no-slash"}}],
"finished": [{{"at": {START}, "lesson": "order-for-the-cache"}}],
"answers": [
{{"at": {START}, "lesson": "copy-exactly", "page": "folder-copied", "idea": "copy-takes-what-is-in-a-folder", "right": true}},
{{"at": {now}, "lesson": "copy-exactly", "page": "no-slash", "idea": "copy-destination", "right": false}}
]}}"#
    )
}

/// Finds the line of a lesson.
fn line<'a>(shown: &'a str, lesson: &str) -> &'a str {
    let mut lines = shown.lines();
    let is_it = |line: &&str| line.split_whitespace().nth(1) == Some(lesson);
    lines.find(is_it).unwrap()
}

#[test]
fn before_the_first_answer_it_says_what_will_come() {
    let folder = Folder::new("nothing");
    let shown = well(&folder, "data", &["show"]);
    assert!(line(&shown, "copy-exactly").contains("not begun"));
    assert!(
        shown.ends_with("\nReview: nothing yet. What you answer in lessons comes back here.\n")
    );
    assert!(!folder.path("data").exists(), "looking makes no file");
}

#[test]
fn it_shows_each_lesson_what_is_due_and_when_the_next_comes() {
    let folder = Folder::new("show");
    let file = folder.write("record.json", &record());
    assert_eq!(
        well(&folder, "data", &["import", &file]),
        "New: two answers. Here now: two answers in two lessons\n"
    );
    let shown = well(&folder, "data", &["show"]);
    let copy = line(&shown, "copy-exactly");
    assert!(copy.contains(" 2 of 10 done   1 right"), "{copy}");
    assert!(copy.ends_with("COPY, exactly"));
    assert!(line(&shown, "order-for-the-cache").ends_with("Order for the cache, finished"));
    assert!(line(&shown, "django-two-stages").contains("not begun"));
    assert!(
        shown.contains(
            "Review: one idea is due:\n  COPY of a folder takes what is in it\nThe next one after that comes back in 10 minutes.\n"
        ),
        "{shown}"
    );
    assert!(
        shown.ends_with("So far: two answers, on two days. Today: 1.\n"),
        "{shown}"
    );
}

#[test]
fn programs_read_one_object() {
    let folder = Folder::new("json");
    let file = folder.write("record.json", &record());
    well(&folder, "data", &["import", &file]);
    let shown = well(&folder, "data", &["show", "--json"]);
    assert_eq!(shown.lines().count(), 1);
    let json: Value = serde_json::from_str(&shown).unwrap();
    let lessons = json["lessons"].as_array().unwrap();
    let copy = lessons.iter().find(|lesson| lesson["id"] == "copy-exactly");
    let copy = copy.unwrap();
    assert_eq!(
        (&copy["done"], &copy["right"], &copy["total"]),
        (&2.into(), &1.into(), &10.into())
    );
    assert_eq!(
        (&copy["place"], &copy["finished"]),
        (&"no-slash".into(), &false.into())
    );
    assert_eq!(json["due"][0]["idea"], "copy-takes-what-is-in-a-folder");
    assert_eq!(
        json["due"][0]["title"],
        "COPY of a folder takes what is in it"
    );
    assert_eq!(json["pack"], Value::Null);
    assert!(json["due"][0]["strength"].as_f64().unwrap() < 0.9);
    assert!(json["next_due_in_seconds"].as_u64().unwrap() <= 600);
    assert_eq!(
        (&json["answers"], &json["done_today"]),
        (&2.into(), &1.into())
    );
}

#[test]
fn a_record_goes_to_another_computer_and_back() {
    let folder = Folder::new("travel");
    let file = folder.write("record.json", &record());
    well(&folder, "here", &["import", &file]);
    let out = folder.path("out.json");
    let out = out.to_str().unwrap();
    assert_eq!(
        well(&folder, "here", &["export", out]),
        format!("{out} now holds two answers in two lessons\n")
    );
    assert_eq!(
        folder.read("out.json"),
        folder.read("here/dockstep/progress.json")
    );
    // In a pipe, nothing but the record.
    let piped = dockstep(&folder, "here", &["export", "-"], b"");
    let read = dockstep(&folder, "there", &["import", "-"], &piped.stdout);
    assert_eq!(
        String::from_utf8(read.stdout).unwrap(),
        "New: two answers. Here now: two answers in two lessons\n"
    );
    assert_eq!(
        well(&folder, "there", &["show"]),
        well(&folder, "here", &["show"])
    );
    assert_eq!(
        well(&folder, "there", &["import", out]),
        "Nothing is new. Here, as before: two answers in two lessons\n"
    );
}

#[test]
fn an_export_is_never_written_over_unless_that_is_asked_for() {
    let folder = Folder::new("over");
    let file = folder.write("precious.json", "precious");
    let said = ill(&folder, "data", &["export", &file]);
    assert_eq!(
        said,
        format!("dockstep: {file}: this file is there already; name another, or say --force\n")
    );
    assert_eq!(folder.read("precious.json"), "precious");
    well(&folder, "data", &["export", &file, "--force"]);
    assert!(folder.read("precious.json").contains("\"version\":1"));
}

#[test]
fn an_import_that_cannot_be_read_says_the_file_the_line_and_the_way_out() {
    let folder = Folder::new("import-faults");
    let broken = folder.write("broken.json", "{\"version\": 1,\n\"answers\": oh}");
    assert_eq!(
        ill(&folder, "data", &["import", &broken]),
        format!(
            "dockstep: {broken}: line 2: it cannot be read (expected value)\n  Name a file that dockstep progress export wrote.\n"
        )
    );
    let missing = folder.path("missing.json");
    let missing = missing.to_str().unwrap();
    assert_eq!(
        ill(&folder, "data", &["import", missing]),
        format!("dockstep: {missing}: no such file or folder\n")
    );
    let newer = folder.write("newer.json", "{\"version\": 9}");
    assert!(ill(&folder, "data", &["import", &newer]).contains("a newer dockstep wrote this file"));
    assert!(!folder.path("data").exists(), "nothing of it is kept");
}

#[test]
fn an_own_file_that_cannot_be_read_is_told_and_put_aside_by_the_next_change() {
    let folder = Folder::new("own-faults");
    folder.write("data/dockstep/progress.json", "{ half");
    let said = ill(&folder, "data", &["show"]);
    assert!(
        said.contains("progress.json: line 1: it cannot be read (")
            && said.contains("it is put aside when something new is kept"),
        "{said}"
    );
    let file = folder.write("record.json", &record());
    let output = dockstep(&folder, "data", &["import", &file], b"");
    assert!(output.status.success());
    assert!(
        complaint(&output).contains("it could not be read and now lies in"),
        "{output:?}"
    );
    assert_eq!(
        folder.read("data/dockstep/progress.unreadable-1.json"),
        "{ half"
    );
    assert!(well(&folder, "data", &["show"]).contains(" 2 of 10 done"));
}

#[test]
fn resetting_a_lesson_keeps_a_copy_that_brings_it_back() {
    let folder = Folder::new("reset-lesson");
    let file = folder.write("record.json", &record());
    well(&folder, "data", &["import", &file]);
    let before = well(&folder, "data", &["show"]);
    let said = ill(&folder, "data", &["reset", "copy-exactly"]);
    assert_eq!(
        said,
        "dockstep: nobody can be asked here; say --yes to forget without being asked\n"
    );
    assert_eq!(well(&folder, "data", &["show"]), before);
    let said = well(&folder, "data", &["reset", "copy-exactly", "--yes"]);
    let copy = folder.path("data/dockstep/progress.before-reset-1.json");
    let copy = copy.to_str().unwrap();
    assert_eq!(
        said,
        format!(
            "Forgotten: what you have done in copy-exactly\n  A copy lies in {copy}\n  To have it back: dockstep progress import \"{copy}\"\n"
        )
    );
    let shown = well(&folder, "data", &["show"]);
    assert!(line(&shown, "copy-exactly").contains("not begun"));
    assert!(line(&shown, "order-for-the-cache").contains("finished"));
    well(&folder, "data", &["import", copy]);
    assert_eq!(well(&folder, "data", &["show"]), before);
}

#[test]
fn resetting_everything_leaves_nothing_but_the_copy() {
    let folder = Folder::new("reset");
    assert_eq!(
        well(&folder, "data", &["reset"]),
        "There is nothing to forget\n"
    );
    let file = folder.write("record.json", &record());
    let nothing = well(&folder, "data", &["show"]);
    well(&folder, "data", &["import", &file]);
    let said = well(&folder, "data", &["reset", "--yes"]);
    assert!(
        said.starts_with("Forgotten: everything that you have done\n"),
        "{said}"
    );
    assert_eq!(well(&folder, "data", &["show"]), nothing);
    assert!(
        folder
            .read("data/dockstep/progress.before-reset-1.json")
            .contains("folder-copied")
    );
}

#[test]
fn a_lesson_that_nothing_is_kept_of_cannot_be_forgotten() {
    let folder = Folder::new("reset-unknown");
    let file = folder.write("record.json", &record());
    well(&folder, "data", &["import", &file]);
    assert_eq!(
        ill(&folder, "data", &["reset", "copy-exact", "--yes"]),
        "dockstep: nothing is kept of a lesson copy-exact; did you mean copy-exactly?\n"
    );
    assert_eq!(
        ill(&folder, "data", &["reset", "\u{1b}[31m", "--yes"]),
        "dockstep: nothing is kept of a lesson ␛[31m; dockstep progress show lists the lessons by their ids\n"
    );
}

#[test]
fn lessons_that_are_not_here_are_named_and_names_cannot_steer_the_terminal() {
    let folder = Folder::new("absent");
    let text = format!(
        r#"{{"version": 1, "answers": [
{{"at": {START}, "lesson": "\u001b[2Jgone\nlesson\u009b\u202e\udb40\udc41", "page": "one", "idea": "\u001bidea", "right": false}},
{{"at": {START}, "lesson": "gone", "page": "one", "idea": "of-no-lesson", "right": false}}]}}"#
    );
    let file = folder.write("record.json", &text);
    well(&folder, "data", &["import", &file]);
    let shown = well(&folder, "data", &["show"]);
    assert!(
        shown.contains(
            "Kept, of lessons that are not here: ␛[2Jgone␊lesson⟨U+009B⟩⟨U+202E⟩⟨U+E0041⟩, gone\n"
        ),
        "{shown}"
    );
    // What no lesson can ask about is not said to be due.
    assert!(shown.contains("Review: nothing yet."), "{shown}");
    assert!(!shown.contains(HOSTILE));
    for arguments in [["show", "--json"], ["export", "-"]] {
        let json = well(&folder, "data", &arguments);
        assert!(!json.contains(HOSTILE), "{json}");
        assert!(
            json.contains("\\u001b[2Jgone\\nlesson\\u009b\\u202e\\udb40\\udc41"),
            "{json}"
        );
    }
    let copy = folder.path("copy.json");
    well(&folder, "data", &["export", copy.to_str().unwrap()]);
    let said = well(&folder, "data", &["import", copy.to_str().unwrap()]);
    assert!(
        said.starts_with("Nothing is new."),
        "the names are the same: {said}"
    );
}

#[test]
fn of_a_pack_its_lessons_and_ideas_are_shown_alone() {
    let folder = Folder::new("pack");
    let now = now();
    let file = folder.write(
        "record.json",
        &format!(
            r#"{{"version": 1, "last_lesson": "order-for-the-cache",
"places": [{{"at": {START}, "lesson": "order-for-the-cache", "page": "x"}}],
"finished": [],
"answers": [
{{"at": {START}, "lesson": "copy-exactly", "page": "folder-copied", "idea": "copy-takes-what-is-in-a-folder", "right": true}},
{{"at": {START}, "lesson": "our-way", "page": "which", "idea": "our-own-registry", "right": false}},
{{"at": {now}, "lesson": "order-for-the-cache", "page": "x", "idea": "cache-and-settings", "right": false}}
]}}"#
        ),
    );
    well(&folder, "data", &["import", &file]);
    std::fs::create_dir_all(folder.path("team/ours")).unwrap();
    folder.write("team/pack.toml", "format = 1\nid = \"team\"\ntitle = \"Our \u{9b}31m\u{e9}quipe\"\n[[idea]]\nid = \"our-own-registry\"\ntitle = \"images come from our \u{9b}31m registry\"\n[[lesson]]\nfolder = \"ours\"\n[[lesson]]\ncourse = \"copy-exactly\"\n");
    folder.write("team/ours/Dockerfile", "FROM alpine:3.20\n");
    folder.write("team/ours/lesson.toml", "format = 1\nid = \"our-way\"\ntitle = \"Our way\"\nbelief = \"Any registry will do\"\nminutes = 2\nideas = [\"our-own-registry\"]\ndockerfile = \"Dockerfile\"\n[[page]]\nkind = \"question\"\nanswer = \"fill-in\"\nid = \"which\"\nidea = \"our-own-registry\"\nprompt = \"Which image?\"\naccepts = [\"alpine\"]\nwhy = \"It stands there.\"\n");
    let pack = folder.path("team");
    let pack = pack.to_str().unwrap();
    let shown = well(&folder, "data", &["show", "--pack", pack]);
    assert!(!shown.contains(HOSTILE), "{shown:?}");
    let lessons: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains(" done ") || line.contains("not begun"))
        // Its number stands in front.
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(lessons, ["our-way", "copy-exactly"], "{shown}");
    // The idea of the other lesson is due too, and none of this pack.
    assert!(
        shown.contains("Review: two ideas are due:\n  images come from our ")
            && shown.contains(" registry\n  COPY of a folder takes what is in it\n"),
        "{shown}"
    );
    assert!(
        shown.ends_with("So far: two answers in this pack, on one day.\n"),
        "{shown}"
    );
    let json = well(&folder, "data", &["show", "--pack", pack, "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["answers"], 2);
    assert_eq!(json["absent"].as_array().unwrap().len(), 0);
    assert_eq!(json["due"][0]["idea"], "our-own-registry");
    let built_in = well(&folder, "data", &["show", "--pack", "workshop"]);
    assert!(!built_in.contains("our-way"), "{built_in}");
    let none = ill(&folder, "data", &["show", "--pack", "nowhere"]);
    assert!(none.contains("Built in are: workshop"), "{none}");
}
