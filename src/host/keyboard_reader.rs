//! The thread that waits for the terminal's events, and how it is held while another program has
//! the keyboard.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use ratatui::crossterm::event::{self, Event};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;
use std::io::Result;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long to wait for the thread to stand still.
const PATIENCE: Duration = Duration::from_secs(1);

/// Holds the thread that reads the keyboard.
#[derive(Debug)]
pub struct KeyboardReader {
    gate: Arc<Gate>,
    stands_still: Receiver<()>,
}

/// Whether the thread must stand still.
#[derive(Debug, Default)]
struct Gate {
    is_held: Mutex<bool>,
    changed: Condvar,
}

impl KeyboardReader {
    /// Starts the thread; it ends when nobody takes its events any more, or the terminal is gone.
    pub fn start(mut send: impl FnMut(Result<Event>) -> bool + Send + 'static) -> Self {
        let gate = Arc::new(Gate::default());
        let own_gate = Arc::clone(&gate);
        let (sender, stands_still) = channel();
        thread::spawn(move || {
            loop {
                let event = event::read();
                let is_lost = event.is_err();
                own_gate.pass(&sender);
                if !send(event) || is_lost {
                    return;
                }
            }
        });
        Self { gate, stands_still }
    }

    /// Runs something while the keyboard is another program's.
    ///
    /// The thread waits inside a read that only an event ends; a change of the terminal's size is
    /// one, and asking for that signal steals no key.
    pub fn held<T>(&self, run: impl FnOnce() -> T) -> T {
        self.gate.set(true);
        if raise(SIGWINCH).is_ok() {
            let _late = self.stands_still.recv_timeout(PATIENCE);
        }
        let result = run();
        self.gate.set(false);
        result
    }
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, is_held: bool) {
        *self.lock() = is_held;
        self.changed.notify_all();
    }

    /// Waits while the gate is held, and says so.
    fn pass(&self, stands_still: &Sender<()>) {
        let mut is_held = self.lock();
        if *is_held {
            let _gone = stands_still.send(());
        }
        while *is_held {
            is_held = self
                .changed
                .wait(is_held)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}
