//! Watching a folder of lessons while its author writes: each change is read and sent whole.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads and look at files"
)]

use crate::app::msg::Msg;
use crate::host::lessons::read_lessons;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

/// How long to wait between two looks.
const INTERVAL: Duration = Duration::from_millis(250);

/// Reads a folder of lessons again and again, and sends what is other than before; at first what is
/// there: it may have changed since it was read.
///
/// A folder of lessons has some files of some kilobytes: reading them costs nothing that could be felt.
pub fn start(folder: PathBuf, send: impl Fn(Msg) -> bool + Send + 'static) {
    thread::spawn(move || {
        let mut before = None;
        loop {
            let read = Some(read_lessons(&folder));
            if let Some(lessons) = read.clone().filter(|_| read != before)
                && !send(Msg::LessonsRead(lessons))
            {
                return;
            }
            before = read;
            thread::sleep(INTERVAL);
        }
    });
}
