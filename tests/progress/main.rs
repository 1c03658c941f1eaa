//! What a learner has done: kept whatever happens, shown, merged, and when it is asked again.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests keep files of their own and run the program"
)]

mod choice;
mod days;
#[cfg(feature = "terminal")]
mod faults;
#[cfg(all(feature = "terminal", unix))]
mod killed;
mod lessons;
mod merging;
#[cfg(feature = "terminal")]
mod program;
mod schedule;
#[cfg(feature = "terminal")]
mod together;

use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{AnsweredPage, Confidence, Deed};
use dockstep::course::progress::moment::Moment;

/// A moment to count from: 16:00 in UTC.
const START: u64 = 1_764_000_000;

/// Makes a moment so many seconds later.
fn at(seconds: u64) -> Moment {
    Moment::of_seconds(START + seconds)
}

/// Makes an answer to a page of a lesson.
fn answer(lesson: &str, page: &str, idea: &str, is_right: bool) -> AnsweredPage {
    AnsweredPage {
        lesson: Some(lesson.to_owned()),
        page: page.to_owned(),
        idea: idea.to_owned(),
        is_right,
        confidence: None,
        answer: String::new(),
        seconds: None,
    }
}

fn answered(lesson: &str, page: &str, idea: &str, is_right: bool) -> Deed {
    Deed::Answered(answer(lesson, page, idea, is_right))
}

fn sure(is_right: bool, confidence: Confidence) -> Deed {
    Deed::Answered(AnsweredPage {
        confidence: Some(confidence),
        ..answer("copy-exactly", "no-slash", "copy-destination", is_right)
    })
}

fn turned(lesson: &str, page: &str) -> Deed {
    Deed::Turned {
        lesson: lesson.to_owned(),
        page: page.to_owned(),
    }
}

/// Takes deeds, each so many seconds after the start.
fn progress(deeds: impl IntoIterator<Item = (u64, Deed)>) -> Progress {
    let mut progress = Progress::default();
    for (seconds, deed) in deeds {
        progress.take(deed, at(seconds));
    }
    progress
}

/// A folder of its own for one test, which is gone when the test is over.
#[cfg(feature = "terminal")]
struct Folder(std::path::PathBuf);

#[cfg(feature = "terminal")]
impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("progress-{name}"));
        let _absent = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Lists the names of the files in a folder.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

#[cfg(feature = "terminal")]
impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}
