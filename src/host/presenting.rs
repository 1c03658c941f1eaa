//! A presentation's socket: who presents listens on it, who follows speaks through it.
//!
//! The socket is a file of this user alone: mode 0600 in a folder of mode 0700, in `$XDG_RUNTIME_DIR`
//! or the data folder. What comes in is bounded: lines, connections, and how much of it may be no
//! message. Refuses to know what messages mean.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads and read the clock"
)]

pub mod socket_folder;

pub mod line_reader;

use crate::app::msg::Msg;
use crate::app::presentation::message::{Message, Presented};
use crate::host::presenting::line_reader::{LineRead, LineReader};
use crate::host::presenting::socket_folder::{Claimed, claim};
use std::io::Write as _;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The most screens that follow a presentation.
const MOST_FOLLOWERS: usize = 8;

/// How long a screen may take to take a line in before it is left behind.
const PATIENCE: Duration = Duration::from_millis(100);

/// How many lines of a connection may be no message before it is closed.
const MOST_FAULTS: usize = 20;

/// Holds the connections of a presentation, of whichever side.
#[derive(Debug, Default)]
pub struct Presenting {
    connections: Arc<Mutex<Connections>>,
    claimed: Option<Claimed>,
}

#[derive(Debug, Default)]
struct Connections {
    open: Vec<(u64, UnixStream)>,
    /// Counts the connections so far: each has a number of its own.
    count: u64,
    /// What a screen hears that begins to follow: what is presented, and where it stands.
    greeting: Vec<String>,
}

impl Presenting {
    /// Lets others follow under a name like this one, and counts the seconds.
    pub fn present(
        &mut self,
        name: &str,
        presented: Presented,
        send: impl Fn(Msg) -> bool + Clone + Send + 'static,
    ) {
        count_seconds(send.clone());
        let hello = Message::Presents(presented).to_line();
        lock(&self.connections).greeting = vec![hello];
        match claim(name) {
            Ok((claimed, listener)) => {
                send(Msg::PresentationNamed(Ok(claimed.name.clone())));
                self.claimed = Some(claimed);
                listen(listener, Arc::clone(&self.connections), send);
            }
            Err(fault) => {
                send(Msg::PresentationNamed(Err(fault)));
            }
        }
    }

    /// Follows the presentation whose socket this is.
    pub fn follow(&self, socket: &Path, send: impl Fn(Msg) -> bool + Clone + Send + 'static) {
        let connected = UnixStream::connect(socket).and_then(|stream| {
            let writing = stream.try_clone()?;
            writing.set_write_timeout(Some(PATIENCE))?;
            Ok((stream, writing))
        });
        let Ok((stream, writing)) = connected else {
            send(Msg::PresentationLost);
            return;
        };
        lock(&self.connections).open.push((0, writing));
        thread::spawn(move || {
            read_messages(stream, &send);
            send(Msg::PresentationLost);
        });
    }

    /// Says something to the other side; who does not take it in is left behind.
    pub fn announce(&self, message: &Message) {
        let line = message.to_line();
        let mut connections = lock(&self.connections);
        connections.open.retain_mut(|(_, stream)| {
            let is_heard = stream.write_all(line.as_bytes()).is_ok();
            if !is_heard {
                // Half a line may be written: the other side is to see that it has lost the thread.
                let _closed = stream.shutdown(Shutdown::Both);
            }
            is_heard
        });
        match message {
            Message::Presents(_) => connections.greeting = vec![line],
            Message::Stands(_) => {
                connections.greeting.truncate(1);
                connections.greeting.push(line);
            }
            Message::Asks(_) => {}
        }
    }

    /// Takes the socket's file away.
    pub fn close(&mut self) {
        self.claimed = None;
    }
}

fn lock(connections: &Mutex<Connections>) -> MutexGuard<'_, Connections> {
    connections.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says once a second how many have passed.
fn count_seconds(send: impl Fn(Msg) -> bool + Send + 'static) {
    let start = Instant::now();
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            if !send(Msg::SecondsPassed(start.elapsed().as_secs())) {
                return;
            }
        }
    });
}

fn listen(
    listener: UnixListener,
    connections: Arc<Mutex<Connections>>,
    send: impl Fn(Msg) -> bool + Clone + Send + 'static,
) {
    thread::spawn(move || {
        for stream in listener.incoming() {
            // A connection that failed is the other side's loss.
            let Ok(stream) = stream else { continue };
            let Some(number) = take_in(&stream, &connections) else {
                continue;
            };
            if !send(Msg::FollowersChanged(lock(&connections).open.len())) {
                return;
            }
            let (connections, send) = (Arc::clone(&connections), send.clone());
            thread::spawn(move || {
                read_messages(stream, &send);
                let mut open = lock(&connections);
                open.open.retain(|(other, _)| *other != number);
                let left = open.open.len();
                drop(open);
                send(Msg::FollowersChanged(left));
            });
        }
    });
}

/// Greets a screen that begins to follow; gives its number, or nothing where there is no room for it.
fn take_in(stream: &UnixStream, connections: &Mutex<Connections>) -> Option<u64> {
    let mut writing = stream.try_clone().ok()?;
    writing.set_write_timeout(Some(PATIENCE)).ok()?;
    let mut connections = lock(connections);
    if connections.open.len() >= MOST_FOLLOWERS {
        return None;
    }
    for line in &connections.greeting {
        writing.write_all(line.as_bytes()).ok()?;
    }
    connections.count += 1;
    let number = connections.count;
    connections.open.push((number, writing));
    Some(number)
}

/// Reads messages until the other side is gone, or has said too much that is none.
fn read_messages(stream: UnixStream, send: &impl Fn(Msg) -> bool) {
    let mut reader = LineReader::of(stream);
    let mut faults = 0;
    loop {
        let heard = match reader.next_line() {
            LineRead::Line(line) => Message::of_line(&line),
            LineRead::TooLong => Err("a line without an end; the connection is closed".to_owned()),
            LineRead::End => return,
        };
        faults += usize::from(heard.is_err());
        let is_lost = reader.is_lost() || faults > MOST_FAULTS;
        if !send(Msg::Heard(heard)) || is_lost {
            reader.hang_up();
            return;
        }
    }
}
