//! The loop: facts in, updates, one picture after each.
//!
//! Two threads bring facts into one channel: one waits for the terminal, one for signals. The loop
//! sleeps until there is one. Both start behind the first picture, which needs neither.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::host::terminal::Terminal;
use crate::host::{carry_out, keyboard};
use crate::view;
use crate::view::theme::Theme;
use ratatui::crossterm::event;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};
use std::io::{Error, Result};
use std::sync::mpsc::{Receiver, Sender, channel};
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

/// Shows an app on the terminal until it asks to quit or a signal ends it.
pub fn run(app: &mut App, theme: &Theme) -> Result<()> {
    // Signals that come before the first picture wait in here.
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    let mut terminal = Terminal::enter()?;
    draw(&mut terminal, app, theme)?;
    let incoming = listen(signals);
    while let Ok(first) = incoming.recv() {
        // What has piled up meanwhile is taken in before the next picture.
        for incoming in std::iter::once(first).chain(incoming.try_iter()) {
            if take_in(&mut terminal, app, incoming)? == Going::Ends {
                return Ok(());
            }
        }
        draw(&mut terminal, app, theme)?;
    }
    Ok(())
}

fn draw(terminal: &mut Terminal, app: &mut App, theme: &Theme) -> Result<()> {
    let layout = terminal.draw(|area, buffer| view::draw(app, theme, area, buffer))?;
    let effects = app.update(Msg::Drawn(layout));
    carry_out(app, effects);
    Ok(())
}

fn take_in(terminal: &mut Terminal, app: &mut App, incoming: Incoming) -> Result<Going> {
    match incoming {
        Incoming::Lost(error) => Err(error),
        Incoming::Signal(SIGCONT) => terminal.return_to().map(|()| Going::On),
        Incoming::Signal(signal) => {
            terminal.leave();
            emulate_default_handler(signal)?;
            Ok(Going::Ends)
        }
        Incoming::Fact(msg) => {
            let effects = app.update(msg);
            for effect in carry_out(app, effects) {
                match effect {
                    Effect::Quit => return Ok(Going::Ends),
                    Effect::Redraw => terminal.clear()?,
                    Effect::Suspend => suspend(terminal)?,
                    _ => {}
                }
            }
            Ok(Going::On)
        }
    }
}

/// Stops until the shell continues the program. Where nothing could continue it, the system lets
/// the signal pass, and this returns at once.
fn suspend(terminal: &mut Terminal) -> Result<()> {
    terminal.leave();
    raise(SIGTSTP)?;
    terminal.return_to()
}

fn listen(mut signals: Signals) -> Receiver<Incoming> {
    let (sender, incoming) = channel();
    let for_signals = sender.clone();
    thread::spawn(move || read_keyboard(&sender));
    thread::spawn(move || {
        for signal in signals.forever() {
            if for_signals.send(Incoming::Signal(signal)).is_err() {
                return;
            }
        }
    });
    incoming
}

fn read_keyboard(sender: &Sender<Incoming>) {
    loop {
        let incoming = match event::read() {
            Ok(event) => keyboard::fact(&event).map(Incoming::Fact),
            Err(error) => Some(Incoming::Lost(error)),
        };
        let is_lost = matches!(incoming, Some(Incoming::Lost(_)));
        if incoming.is_some_and(|incoming| sender.send(incoming).is_err()) || is_lost {
            return;
        }
    }
}
