//! How an app is shown: on the screen, in typed lines, or as text where there is no terminal.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::status::Status;
use crate::cli::colours::{ColourFlags, ScreenColours};
use crate::cli::explain::Paper;
use crate::doc::Doc;
use crate::export::text;
use crate::export::text::ink::Ink;
use crate::host::{
    carry_out, engine, environment, find, lines, output, progress, screen, settings,
};

/// Holds how an app is to be shown.
#[derive(Clone, Copy)]
pub struct Showing {
    /// Whether typed lines are asked for in place of a screen.
    pub is_plain: bool,
    /// Whether standard input was the file, so that keys come from elsewhere.
    pub reads_input: bool,
    /// The colours that are asked for.
    pub colours: ColourFlags,
    /// What text is written on.
    pub paper: Paper,
}

impl Showing {
    /// Shows the app until its reader quits; without a terminal, prints what `text` says. The error is a
    /// message for the reader.
    pub fn show(
        self,
        mut app: App,
        effects: Vec<Effect>,
        text: impl FnOnce(&App) -> Doc,
    ) -> Result<(), String> {
        let has_keyboard = environment::has_keyboard();
        if self.is_plain && has_keyboard && environment::has_terminal() {
            return lines::run(&mut app, effects).map_err(|error| format!("the terminal: {error}"));
        }
        let has_screen = environment::can_show_screen() && (has_keyboard || self.reads_input);
        if self.is_plain || !has_screen {
            return self.print(&mut app, effects, text);
        }
        match settings::own_keys() {
            Ok(Some(keys)) => app.use_keys(keys),
            Ok(None) => {}
            Err(fault) => app.say(Status::problem(fault)),
        }
        let ScreenColours {
            theme,
            asks_for_ground,
        } = self.colours.screen();
        screen::run(&mut app, &theme, asks_for_ground, effects).map_err(|error| {
            format!(
                "the terminal: {error}\n  dockstep --plain prints as text what the screen would show."
            )
        })
    }

    /// Prints what the screen would show.
    pub fn print(
        self,
        app: &mut App,
        effects: Vec<Effect>,
        text: impl FnOnce(&App) -> Doc,
    ) -> Result<(), String> {
        let mut waiting = effects;
        while let Some(effect) = waiting.pop() {
            let msg = match effect {
                Effect::ReadProgress => progress::msg_of_all(),
                Effect::FindDockerfiles(folder) => find::find(&folder, &app.options_for_finding()),
                Effect::AskEngine(question) => {
                    Msg::EngineAnswered(engine::ask(&question).unwrap_or_default())
                }
                _ => continue,
            };
            let effects = app.update(msg);
            waiting.extend(carry_out(app, effects));
        }
        // Plain text is for logs and screen readers: it has no colours even on a terminal.
        let ink = if self.is_plain {
            Ink::Plain
        } else {
            self.paper.ink
        };
        let text = text::write(&text(app), self.paper.width, ink);
        output::print(&text).map_err(|error| format!("standard output: {error}"))
    }
}
