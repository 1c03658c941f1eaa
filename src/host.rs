//! The only room with I/O: terminal, files, environment.
//!
//! It carries out the app's [`Effect`]s and brings facts in as
//! [`Msg`]s. It refuses to decide what is shown or what a key means.

pub mod environment;

pub mod output;

pub mod confirmation;

pub mod file;

pub mod folder;

pub mod lessons;

pub mod packs;

pub mod pack_archive;

pub mod written_file;

pub mod class_results;

pub mod project;

pub mod find;

pub mod watch;

pub mod editor;

pub mod clipboard;

pub mod places;

pub mod settings;

pub mod saved_file;

pub mod notes;

pub mod clock;

pub mod stopwatch;

pub mod progress;

pub mod drafts;

pub mod lesson_watch;

pub mod listing;

pub mod build_context;

pub mod context_listing;

pub mod archive;

pub mod terminal;

pub mod keyboard;

pub mod keyboard_reader;

pub mod lines;

pub mod highlighter;

pub mod ground;

pub mod engine;

pub mod presenting;

pub mod screen;

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;

/// Carries out the effects that need no screen; gives those that do.
pub fn carry_out(app: &mut App, effects: Vec<Effect>) -> Vec<Effect> {
    let mut left = Vec::new();
    let mut waiting = effects;
    while let Some(effect) = waiting.pop() {
        match effect {
            Effect::ReadFile(path) => waiting.extend(app.update(Msg::FileRead(file::read(&path)))),
            effect => left.push(effect),
        }
    }
    left
}
