//! Several programs that keep deeds in one file at the same time.

use crate::{Folder, answered, at};
use dockstep::course::progress::Progress;
use dockstep::course::progress_file::ProgressFile;
use dockstep::host::progress::keep_in;
use dockstep::host::saved_file::read;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// How many deeds each of them keeps.
const DEEDS: u64 = 200;

/// Names the file in which a process of this test keeps deeds, and itself.
const FILE: &str = "DOCKSTEP_TEST_KEEPS_IN";
const NAME: &str = "DOCKSTEP_TEST_KEEPS_AS";

fn keep_many(file: &Path, name: &str) {
    for count in 0..DEEDS {
        let deed = answered(name, &count.to_string(), "copy-destination", true);
        assert_eq!(keep_in(file, deed, at(count)), Ok(None));
    }
}

/// Runs [`the_other_process`] of this very program.
fn another_process(file: &Path, name: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "together::the_other_process"])
        .env(FILE, file)
        .env(NAME, name)
        .stdout(Stdio::null());
    command.spawn().unwrap()
}

#[test]
fn the_other_process() {
    let (file, name) = (std::env::var_os(FILE), std::env::var_os(NAME));
    // Started by hand, it has nothing to keep.
    let (Some(file), Some(name)) = (file, name) else {
        return;
    };
    keep_many(Path::new(&file), name.to_str().unwrap());
}

#[test]
fn two_threads_and_two_processes_lose_nothing_of_each_other() {
    let folder = Folder::new("together");
    let file = folder.path("data/progress.json");
    let children = ["process-1", "process-2"].map(|name| another_process(&file, name));
    thread::scope(|scope| {
        for name in ["thread-1", "thread-2"] {
            let file = &file;
            scope.spawn(move || keep_many(file, name));
        }
    });
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let progress = Progress::from(read::<ProgressFile>(&file).unwrap());
    let kept: BTreeSet<(&str, &str)> = progress
        .answers()
        .iter()
        .map(|given| {
            (
                given.what.lesson.as_deref().unwrap(),
                given.what.page.as_str(),
            )
        })
        .collect();
    assert_eq!(kept.len(), 4 * usize::try_from(DEEDS).unwrap());
    assert_eq!(
        progress.answers().len(),
        kept.len(),
        "nothing is there twice"
    );
    for name in progress.lessons() {
        let mine = progress.answers().iter().map(|given| &given.what);
        let mine = mine.filter(|answer| answer.lesson.as_deref() == Some(name));
        assert!(
            mine.map(|answer| &answer.page).eq(&(0..DEEDS)
                .map(|count| count.to_string())
                .collect::<Vec<_>>()),
            "{name}: in the order given"
        );
    }
    assert_eq!(folder.names("data"), ["progress.json", "progress.lock"]);
}

#[test]
fn a_program_that_was_stopped_while_it_wrote_leaves_nothing_that_is_in_the_way() {
    let folder = Folder::new("left");
    let file = folder.path("progress.json");
    folder.write("progress.tmp", "{\"version\":1,\"answ");
    folder.write("progress.lock", "");
    assert_eq!(
        keep_in(&file, answered("a", "one", "x", true), at(0)),
        Ok(None)
    );
    assert_eq!(folder.names(""), ["progress.json", "progress.lock"]);
}
