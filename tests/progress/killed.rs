//! A program that is killed while it keeps deeds, at any moment.

use crate::{Folder, answered, at};
use dockstep::course::progress::Progress;
use dockstep::course::progress_file::ProgressFile;
use dockstep::explain::questions::dice::Dice;
use dockstep::host::progress::keep_in;
use dockstep::host::saved_file::read;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const KILLS: usize = 40;

/// Names the file in which the process that is killed keeps deeds.
const FILE: &str = "DOCKSTEP_TEST_KILLED_WITH";

fn count_kept(file: &Path) -> usize {
    let progress = Progress::from(read::<ProgressFile>(file).unwrap());
    let pages = progress
        .answers()
        .iter()
        .map(|given| given.what.page.clone());
    let wanted = (0..progress.answers().len()).map(|count| count.to_string());
    assert!(
        pages.eq(wanted),
        "every deed is there once and in its order"
    );
    progress.answers().len()
}

#[test]
fn the_process_that_is_killed() {
    // Started by hand, it has nothing to keep.
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    let file = Path::new(&file);
    for count in count_kept(file).. {
        let deed = answered("a", &count.to_string(), "copy-destination", true);
        let put_aside = keep_in(file, deed, at(count as u64)).unwrap();
        assert_eq!(put_aside, None);
        let mut output = std::io::stdout().lock();
        writeln!(output, "kept {count}").unwrap();
        output.flush().unwrap();
    }
}

#[test]
fn a_kill_at_any_moment_loses_at_most_the_deed_in_flight_and_spoils_nothing() {
    let folder = Folder::new("killed");
    let file = folder.path("data/progress.json");
    let mut dice = Dice::new(40);
    let mut before = 0;
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "killed::the_process_that_is_killed",
                "--nocapture",
            ])
            .env(FILE, &file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        // Once it has begun, it may be in the midst of anything.
        said.extend(
            lines
                .by_ref()
                .map(Result::unwrap)
                .find_map(|line| kept(&line)),
        );
        thread::sleep(Duration::from_micros(dice.below(30_000) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        said.extend(lines.map_while(Result::ok).filter_map(|line| kept(&line)));
        let promised = said.last().unwrap() + 1;
        let found = count_kept(&file);
        assert!(
            found == promised || found == promised + 1,
            "{promised} {found}"
        );
        assert!(found > before);
        before = found;
    }
    assert_eq!(
        keep_in(&file, answered("a", &before.to_string(), "x", true), at(0)),
        Ok(None)
    );
    assert_eq!(count_kept(&file), before + 1);
    assert_eq!(folder.names("data"), ["progress.json", "progress.lock"]);
}

/// Reads the number of a deed that was kept.
fn kept(line: &str) -> Option<usize> {
    // The test runner may write its own words in front.
    let (_, count) = line.rsplit_once("kept ")?;
    count.parse().ok()
}
