//! State and update: what is on the screen, and what a key does to it.
//!
//! [`App::update`] is pure: facts come in as [`Msg`], requests to the host go out as [`Effect`],
//! both plain data. This room refuses to know terminals, colours, clocks and disks.

pub mod key;

pub mod action;

pub mod keys;

pub mod layout;

pub mod document;

pub mod study;

pub mod help;

pub mod file_error;

use crate::app::action::Action;
use crate::app::document::Document;
use crate::app::file_error::FileError;
use crate::app::help::Help;
use crate::app::key::Key;
use crate::app::keys::KeyTable;
use crate::app::layout::Layout;
use crate::app::study::Study;
use crate::build::options::BuildOptions;
use std::path::PathBuf;

/// Holds everything that the screen shows.
#[derive(Clone, Debug)]
pub struct App {
    keys: KeyTable,
    options: BuildOptions,
    study: Option<Study>,
    failure: Option<FileError>,
    overlay: Option<Overlay>,
    layout: Layout,
}

/// Names what to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A file that the host is asked to read.
    File(PathBuf),
    /// Bytes that are here already, under a name.
    Bytes {
        /// The name to show.
        name: String,
        /// The file's bytes.
        bytes: Vec<u8>,
    },
}

/// Holds what lies on top of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The help.
    Help(Help),
}

/// Names who has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The Dockerfile and its panes.
    Study,
    /// The help on top of them.
    Help,
}

/// Holds a fact that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The terminal has another size; the next picture asks for it.
    Resized,
    /// A file was read, or could not be.
    FileRead(Result<ReadFile, FileError>),
    /// A picture was drawn, and this is where things lie.
    Drawn(Layout),
}

/// Holds a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// The name to show.
    pub name: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// Names a request to the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read a file and answer with [`Msg::FileRead`].
    ReadFile(PathBuf),
    /// Forget what the terminal shows and draw everything.
    Redraw,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Give the terminal back and end.
    Quit,
}

impl App {
    /// Starts with something to open, for a build with these options; the effects ask the host for it.
    pub fn start(opening: Opening, options: BuildOptions) -> (Self, Vec<Effect>) {
        let mut app = Self {
            keys: KeyTable::built_in(),
            options,
            study: None,
            failure: None,
            overlay: None,
            layout: Layout::default(),
        };
        let effects = match opening {
            Opening::File(path) => vec![Effect::ReadFile(path)],
            Opening::Bytes { name, bytes } => {
                app.update(Msg::FileRead(Ok(ReadFile { name, bytes })))
            }
        };
        (app, effects)
    }

    /// Takes a fact in; gives what the host is asked to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self
                .keys
                .action(key)
                .map_or_else(Vec::new, |action| self.act(action)),
            Msg::Resized => Vec::new(),
            Msg::FileRead(Ok(ReadFile { name, bytes })) => {
                self.study = Some(Study::of(Document::read(name, bytes, &self.options)));
                self.failure = None;
                Vec::new()
            }
            Msg::FileRead(Err(error)) => {
                self.failure = Some(error);
                Vec::new()
            }
            Msg::Drawn(layout) => {
                self.settle(layout);
                Vec::new()
            }
        }
    }

    /// Tells who has the keyboard.
    pub fn layer(&self) -> Layer {
        match self.overlay {
            Some(Overlay::Help(_)) => Layer::Help,
            None => Layer::Study,
        }
    }

    /// Gives the Dockerfile being read.
    pub fn study(&self) -> Option<&Study> {
        self.study.as_ref()
    }

    /// Gives what lies on top.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Gives the table of keys.
    pub fn keys(&self) -> &KeyTable {
        &self.keys
    }

    /// Tells why there is nothing to read.
    pub fn failure(&self) -> Option<&FileError> {
        self.failure.as_ref()
    }

    /// Carries out what a reader asks for.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Back if self.overlay.is_none() => return vec![Effect::Quit],
            Action::Back | Action::Close => self.overlay = None,
            Action::Help if self.overlay.is_some() => self.overlay = None,
            Action::Help => self.overlay = Some(Overlay::Help(Help::default())),
            action => match &mut self.overlay {
                Some(Overlay::Help(help)) => scroll_help(help, action, &self.layout),
                None => self.act_on_study(action),
            },
        }
        Vec::new()
    }

    fn act_on_study(&mut self, action: Action) {
        let Some(study) = &mut self.study else { return };
        match action {
            Action::NextInstruction => study.go_to_next(),
            Action::PreviousInstruction => study.go_to_previous(),
            Action::NextStage => study.go_to_next_stage(),
            Action::PreviousStage => study.go_to_previous_stage(),
            Action::FirstInstruction => study.go_to_first(),
            Action::LastInstruction => study.go_to_last(),
            Action::PageDown => study.scroll_explanation(true, &self.layout),
            Action::PageUp => study.scroll_explanation(false, &self.layout),
            Action::Help
            | Action::Close
            | Action::Back
            | Action::Quit
            | Action::Redraw
            | Action::Suspend => {}
        }
    }

    fn settle(&mut self, layout: Layout) {
        if let Some(study) = &mut self.study {
            study.settle(&layout);
        }
        if let (Some(Overlay::Help(help)), Some(pane)) = (&mut self.overlay, &layout.help) {
            help.top = pane.top;
        }
        self.layout = layout;
    }
}

/// Moves the help with the keys that move the study's cursor and text.
fn scroll_help(help: &mut Help, action: Action, layout: &Layout) {
    let page = layout
        .help
        .map_or(1, |pane| u32::from(pane.height.saturating_sub(1).max(1)));
    match action {
        Action::NextInstruction => help.scroll(true, 1, layout.help),
        Action::PreviousInstruction => help.scroll(false, 1, layout.help),
        Action::PageDown => help.scroll(true, page, layout.help),
        Action::PageUp => help.scroll(false, page, layout.help),
        Action::FirstInstruction => help.top = 0,
        Action::LastInstruction => help.scroll(true, u32::MAX, layout.help),
        _ => {}
    }
}
