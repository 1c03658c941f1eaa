//! The loop: facts in, updates, one picture after each.
//!
//! Threads bring facts into one channel: one waits for the terminal, one for signals, and for a
//! while one for each errand (watching the file, looking for others). The loop sleeps until there is
//! a fact. All of them start behind the first picture, which needs none.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::host::keyboard_reader::KeyboardReader;
use crate::host::terminal::Terminal;
use crate::host::watch::Watch;
use crate::host::{carry_out, editor, find, keyboard, notes};
use crate::view;
use crate::view::theme::Theme;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};
use std::io::{Error, Result};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// What wakes the loop.
enum Incoming {
    Fact(Msg),
    Signal(i32),
    /// The terminal is gone.
    Lost(Error),
}

/// Whether the loop goes on.
#[derive(PartialEq, Eq)]
enum Going {
    On,
    Ends,
}

/// Holds what effects are carried out with.
struct Hands<'a> {
    app: &'a mut App,
    terminal: Terminal,
    keyboard: KeyboardReader,
    watch: Watch,
    sender: Sender<Incoming>,
}

/// Shows an app on the terminal until it asks to quit or a signal ends it. The effects that the
/// app's start left are carried out behind the first picture.
pub fn run(app: &mut App, theme: &Theme, effects: Vec<Effect>) -> Result<()> {
    // Signals that come before the first picture wait in here.
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    let mut terminal = Terminal::enter()?;
    draw(&mut terminal, app, theme)?;
    let (sender, incoming) = channel();
    listen_to_signals(signals, sender.clone());
    let mut hands = Hands {
        app,
        terminal,
        keyboard: listen_to_keyboard(sender.clone()),
        watch: Watch::default(),
        sender,
    };
    if hands.carry_out(effects)? == Going::Ends {
        return Ok(());
    }
    while let Ok(first) = incoming.recv() {
        // What has piled up meanwhile is taken in before the next picture.
        for incoming in std::iter::once(first).chain(incoming.try_iter()) {
            if hands.take_in(incoming)? == Going::Ends {
                return Ok(());
            }
        }
        draw(&mut hands.terminal, hands.app, theme)?;
    }
    Ok(())
}

fn draw(terminal: &mut Terminal, app: &mut App, theme: &Theme) -> Result<()> {
    let layout = terminal.draw(|area, buffer| view::draw(app, theme, area, buffer))?;
    let effects = app.update(Msg::Drawn(layout));
    carry_out(app, effects);
    Ok(())
}

impl Hands<'_> {
    fn take_in(&mut self, incoming: Incoming) -> Result<Going> {
        match incoming {
            Incoming::Lost(error) => Err(error),
            Incoming::Signal(SIGCONT) => self.terminal.return_to().map(|()| Going::On),
            Incoming::Signal(signal) => {
                self.terminal.leave();
                emulate_default_handler(signal)?;
                Ok(Going::Ends)
            }
            Incoming::Fact(msg) => {
                let effects = self.app.update(msg);
                self.carry_out(effects)
            }
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Going> {
        let mut waiting = carry_out(self.app, effects);
        while !waiting.is_empty() {
            match waiting.remove(0) {
                Effect::Quit => return Ok(Going::Ends),
                Effect::Redraw => self.terminal.clear()?,
                Effect::Suspend => self.suspend()?,
                Effect::CaptureMouse(is_wanted) => self.terminal.capture_mouse(is_wanted)?,
                Effect::Copy(text) => self.terminal.copy(&text)?,
                Effect::Watch(path) => self.watch.start(path, self.courier()),
                Effect::FindDockerfiles => find::start(self.courier()),
                Effect::Edit { path, line } => {
                    let edited = self.edit(&path, line)?;
                    let effects = self.app.update(Msg::Edited(edited));
                    waiting.extend(carry_out(self.app, effects));
                }
                Effect::ReadNotes(path) => waiting.extend(self.app.update(notes::read(&path))),
                Effect::WriteNote { path, note } => {
                    if let Some(msg) = notes::write(&path, note) {
                        waiting.extend(self.app.update(msg));
                    }
                }
                Effect::ReadFile(path) => {
                    waiting.extend(carry_out(self.app, vec![Effect::ReadFile(path)]));
                }
            }
        }
        Ok(Going::On)
    }

    /// Makes something that sends facts to the loop; it tells whether anybody still listens.
    fn courier(&self) -> impl Fn(Msg) -> bool + Send + 'static {
        let sender = self.sender.clone();
        move |msg| sender.send(Incoming::Fact(msg)).is_ok()
    }

    fn edit(&mut self, path: &Path, line: u32) -> Result<std::result::Result<(), String>> {
        self.terminal.leave();
        let edited = self.keyboard.held(|| editor::edit(path, line));
        self.terminal.return_to()?;
        Ok(edited)
    }

    /// Stops until the shell continues the program. Where nothing could continue it, the system lets
    /// the signal pass, and this returns at once.
    fn suspend(&mut self) -> Result<()> {
        self.terminal.leave();
        raise(SIGTSTP)?;
        self.terminal.return_to()
    }
}

fn listen_to_signals(mut signals: Signals, sender: Sender<Incoming>) {
    thread::spawn(move || {
        for signal in signals.forever() {
            if sender.send(Incoming::Signal(signal)).is_err() {
                return;
            }
        }
    });
}

fn listen_to_keyboard(sender: Sender<Incoming>) -> KeyboardReader {
    KeyboardReader::start(move |event| {
        let incoming = match event {
            Ok(event) => keyboard::fact(&event).map(Incoming::Fact),
            Err(error) => Some(Incoming::Lost(error)),
        };
        incoming.is_none_or(|incoming| sender.send(incoming).is_ok())
    })
}
