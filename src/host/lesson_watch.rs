//! Watching a folder of lessons, or of a pack, while its author writes: each change is read and sent whole.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads, read the clock and look at files"
)]

use crate::app::msg::Msg;
use crate::host::lessons::read_lessons;
use crate::host::packs::read_pack;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// How long to wait between two looks, at least.
const INTERVAL: Duration = Duration::from_millis(250);

/// How many times as long as a look took to wait for the next one: a large pack is read less often.
const RESTS: u32 = 20;

/// Reads a folder of lessons again and again, and sends what is other than before.
pub fn watch_lessons(folder: PathBuf, send: impl Fn(Msg) -> bool + Send + 'static) {
    watch(move || read_lessons(&folder), Msg::LessonsRead, send);
}

/// Reads a folder of a pack again and again, and sends what is other than before.
pub fn watch_pack(folder: PathBuf, send: impl Fn(Msg) -> bool + Send + 'static) {
    watch(move || read_pack(&folder), Msg::PackRead, send);
}

/// Looks again and again, and sends what is other than before; at first what is there: it may have
/// changed since it was read.
fn watch<T: Clone + PartialEq>(
    read: impl Fn() -> T + Send + 'static,
    msg: impl Fn(T) -> Msg + Send + 'static,
    send: impl Fn(Msg) -> bool + Send + 'static,
) {
    thread::spawn(move || {
        let mut before: Option<T> = None;
        loop {
            let begun = Instant::now();
            let found = read();
            if before.as_ref() != Some(&found) {
                if !send(msg(found.clone())) {
                    return;
                }
                before = Some(found);
            }
            thread::sleep(INTERVAL.max(begun.elapsed() * RESTS));
        }
    });
}
