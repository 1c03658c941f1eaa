//! The loop: facts in, updates, one picture after each.
//!
//! Threads bring facts into one channel: one waits for the terminal, one for signals, and for a
//! while one for each errand (watching the file, looking for others, reading other languages). The
//! loop sleeps until there is a fact. All of them start behind the first picture, which needs none.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads and read the clock"
)]

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::host::context_listing::ContextListing;
use crate::host::drafts::Drafts;
use crate::host::ground::{AnswerReader, QUESTION, Taken};
use crate::host::highlighter::Highlighter;
use crate::host::keyboard_reader::KeyboardReader;
use crate::host::presenting::{Presenting, socket_folder};
use crate::host::stopwatch::Stopwatch;
use crate::host::terminal::Terminal;
use crate::host::watch::Watch;
use crate::host::{carry_out, editor, engine, find, keyboard, lesson_watch, notes, progress};
use crate::view;
use crate::view::theme::{Ground, Theme};
use ratatui::crossterm::event::Event;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};
use std::io::{Error, Result};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// What wakes the loop.
enum Incoming {
    Fact(Msg),
    Signal(i32),
    /// The terminal has said what its ground is.
    Ground(Ground),
    /// The terminal is gone.
    Lost(Error),
}

/// Whether the loop goes on.
#[derive(PartialEq, Eq)]
enum Going {
    On,
    Ends,
}

/// How long an answer of the terminal may take before leaving does not wait for it any more.
const ANSWER_TIME: Duration = Duration::from_millis(150);

/// Holds what the loop works with once the first picture stands.
struct Screen<'a> {
    app: &'a mut App,
    terminal: Terminal,
    theme: Theme,
    keyboard: KeyboardReader,
    watch: Watch,
    listing: ContextListing,
    highlighter: Highlighter,
    drafts: Drafts,
    stopwatch: Stopwatch,
    presenting: Presenting,
    sender: Sender<Incoming>,
    /// When the terminal was asked for its ground; nothing once it has answered.
    asked: Option<Instant>,
}

/// Shows an app on the terminal until it asks to quit or a signal ends it. The effects that the
/// app's start left are carried out behind the first picture.
///
/// `asks_for_ground` has the terminal asked whether it is dark or light, once the first picture
/// stands; the theme follows its answer.
pub fn run(
    app: &mut App,
    theme: &Theme,
    asks_for_ground: bool,
    mut effects: Vec<Effect>,
) -> Result<()> {
    // Signals that come before the first picture wait in here.
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    let mut terminal = Terminal::enter()?;
    effects.extend(draw(&mut terminal, app, theme)?);
    let asked = asks_for_ground.then(Instant::now);
    if asks_for_ground {
        terminal.ask(QUESTION)?;
    }
    let (sender, incoming) = channel();
    listen_to_signals(signals, sender.clone());
    let mut screen = Screen {
        app,
        terminal,
        theme: theme.clone(),
        keyboard: listen_to_keyboard(sender.clone(), asks_for_ground),
        watch: Watch::default(),
        listing: ContextListing::default(),
        highlighter: Highlighter::new(),
        drafts: Drafts::default(),
        stopwatch: Stopwatch::start(),
        presenting: Presenting::default(),
        sender,
        asked,
    };
    if !effects.is_empty() {
        // What they brought is to be seen: nothing else may come for a long while.
        screen.carry_out(effects)?;
        screen.draw()?;
    }
    while let Ok(first) = incoming.recv() {
        // What has piled up meanwhile is taken in before the next picture.
        for arrived in std::iter::once(first).chain(incoming.try_iter()) {
            if screen.take_in(arrived)? == Going::Ends {
                screen.await_answer(&incoming);
                return Ok(());
            }
        }
        screen.draw()?;
    }
    Ok(())
}

/// Draws one picture; gives what the app asks for then.
fn draw(terminal: &mut Terminal, app: &mut App, theme: &Theme) -> Result<Vec<Effect>> {
    let layout = terminal.draw(|area, buffer| view::draw(app, theme, area, buffer))?;
    Ok(app.update(Msg::Drawn(layout)))
}

impl Screen<'_> {
    fn draw(&mut self) -> Result<()> {
        let effects = draw(&mut self.terminal, self.app, &self.theme)?;
        self.carry_out(effects).map(|_going| ())
    }

    fn take_in(&mut self, incoming: Incoming) -> Result<Going> {
        match incoming {
            Incoming::Lost(error) => Err(error),
            Incoming::Signal(SIGCONT) => self.terminal.return_to().map(|()| Going::On),
            Incoming::Signal(signal) => {
                self.terminal.leave();
                // The signal ends the program where it stands: nothing is dropped behind it.
                self.presenting.close();
                emulate_default_handler(signal)?;
                Ok(Going::Ends)
            }
            Incoming::Ground(ground) => {
                self.asked = None;
                self.theme = Theme::built_in(ground.theme());
                Ok(Going::On)
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
                Effect::GoOn => {
                    self.courier()(Msg::GoOn);
                }
                Effect::ListContext { dockerfile, folder } => {
                    self.listing.start(dockerfile, folder, self.courier());
                }
                Effect::ReadArchives {
                    dockerfile,
                    folder,
                    paths,
                } => self
                    .listing
                    .look_into(dockerfile, folder, paths, self.courier()),
                Effect::FindDockerfiles(folder) => {
                    find::start(folder, self.app.options_for_finding(), self.courier());
                }
                Effect::Highlight(request) => {
                    let send = self.courier();
                    self.highlighter.ask(request, move |highlighted| {
                        send(Msg::Highlighted(highlighted))
                    });
                }
                Effect::Edit { path, line } => {
                    let edited = self.edit(&path, line)?;
                    waiting.extend(self.app.update(Msg::Edited(edited)));
                }
                Effect::ReadNotes(path) => waiting.extend(self.app.update(notes::read(&path))),
                Effect::WriteNote { path, note } => {
                    if let Some(msg) = notes::write(&path, note) {
                        waiting.extend(self.app.update(msg));
                    }
                }
                Effect::ReadProgress => {
                    waiting.extend(self.app.update(progress::msg_of_all()));
                }
                Effect::StartStopwatch => self.stopwatch = Stopwatch::start(),
                Effect::Keep(deed) => {
                    let deed = self.stopwatch.stamp(deed);
                    if let Some(msg) = progress::msg_of_keeping(deed) {
                        waiting.extend(self.app.update(msg));
                    }
                }
                Effect::OpenDraft(draft) => {
                    let msg = self.drafts.open(draft, self.courier());
                    waiting.extend(self.app.update(msg));
                }
                Effect::WriteDraft(draft) => {
                    if let Some(msg) = self.drafts.write(&draft) {
                        waiting.extend(self.app.update(msg));
                    }
                }
                Effect::AskEngine(question) => engine::start(question, self.courier()),
                Effect::Present { name, presented } => {
                    let send = self.shared_courier();
                    self.presenting.present(&name, presented, send);
                }
                Effect::Follow(name) => {
                    let socket = socket_folder::socket(&name).unwrap_or_default();
                    self.presenting.follow(&socket, self.shared_courier());
                }
                Effect::Announce(message) => self.presenting.announce(&message),
                Effect::WatchLessons(folder) => {
                    lesson_watch::watch_lessons(folder, self.courier());
                }
                Effect::WatchPack(folder) => lesson_watch::watch_pack(folder, self.courier()),
                effect @ Effect::ReadFile(_) => waiting.extend(carry_out(self.app, vec![effect])),
            }
        }
        Ok(Going::On)
    }

    /// Makes something that sends facts to the loop; it tells whether anybody still listens.
    fn courier(&self) -> impl Fn(Msg) -> bool + Send + 'static {
        let sender = self.sender.clone();
        move |msg| sender.send(Incoming::Fact(msg)).is_ok()
    }

    /// Makes one that several threads can have.
    fn shared_courier(&self) -> impl Fn(Msg) -> bool + Clone + Send + 'static {
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

    /// Lets an answer that is under way arrive: behind the program it would be typed to the shell.
    fn await_answer(&self, incoming: &Receiver<Incoming>) {
        let Some(asked) = self.asked else { return };
        let mut left = ANSWER_TIME.saturating_sub(asked.elapsed());
        while let Ok(arrived) = incoming.recv_timeout(left) {
            if matches!(arrived, Incoming::Ground(_)) {
                return;
            }
            left = ANSWER_TIME.saturating_sub(asked.elapsed());
        }
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

/// Waits for the terminal's events; where an answer of the terminal is expected, takes it out of them.
fn listen_to_keyboard(sender: Sender<Incoming>, expects_answer: bool) -> KeyboardReader {
    let mut answer = expects_answer.then(AnswerReader::default);
    KeyboardReader::start(move |event| {
        let taken = match (event, &mut answer) {
            (Ok(event), Some(reader)) => reader.take(event),
            (Ok(event), None) => Taken::Events(vec![event]),
            (Err(error), _) => return sender.send(Incoming::Lost(error)).is_ok(),
        };
        match taken {
            Taken::Held => true,
            Taken::Answer(ground) => {
                answer = None;
                sender.send(Incoming::Ground(ground)).is_ok()
            }
            Taken::Events(events) => send_all(&sender, &events),
        }
    })
}

fn send_all(sender: &Sender<Incoming>, events: &[Event]) -> bool {
    let mut facts = events.iter().filter_map(keyboard::fact);
    facts.all(|fact| sender.send(Incoming::Fact(fact)).is_ok())
}
