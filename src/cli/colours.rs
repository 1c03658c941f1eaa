//! `--color` and `--theme`: which colours the screen and printed text have.

use crate::export::text::ink::Ink;
use crate::host::{environment, terminal};
use crate::view::theme::{Theme, ThemeName};
use clap::{Args, ValueEnum};

/// Holds `--color`, for every command, and `--theme`, for the screen.
#[derive(Args, Clone, Copy, Debug)]
pub struct ColourFlags {
    /// Whether to use colours; auto asks `NO_COLOR` and the terminal
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        default_value = "auto",
        global = true
    )]
    color: ColourChoice,
    /// The colours of the screen; auto asks the terminal
    #[arg(
        long,
        value_name = "NAME",
        value_enum,
        default_value = "auto",
        global = true
    )]
    theme: ThemeChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColourChoice {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeChoice {
    /// Dark or light as the terminal is, or its own sixteen colours
    Auto,
    /// For dark grounds, in 24-bit colours
    Dark,
    /// For light grounds, in 24-bit colours
    Light,
    /// White on black, in 24-bit colours
    HighContrast,
    /// The terminal's own colours
    Sixteen,
    /// Weight, underlines and reversed fields alone
    None,
}

/// Holds the theme to begin with.
#[derive(Clone, Debug)]
pub struct ScreenColours {
    /// The theme.
    pub theme: Theme,
    /// Whether the terminal is to be asked if another one fits its ground better.
    pub asks_for_ground: bool,
}

impl ColourFlags {
    /// Decides how printed text looks: in colour where somebody reads it on a terminal.
    pub fn ink(self) -> Ink {
        let has_colours = match self.color {
            ColourChoice::Auto => {
                environment::can_show_screen() && !environment::asks_for_no_colour()
            }
            ColourChoice::Always => true,
            ColourChoice::Never => false,
        };
        if has_colours { Ink::Ansi } else { Ink::Plain }
    }

    /// Decides how the screen looks. What was asked for on the command line counts more than
    /// `NO_COLOR`, and `--color never` more than a theme.
    pub fn screen(self) -> ScreenColours {
        let named = match self.theme {
            ThemeChoice::Auto => None,
            ThemeChoice::Dark => Some(ThemeName::Dark),
            ThemeChoice::Light => Some(ThemeName::Light),
            ThemeChoice::HighContrast => Some(ThemeName::HighContrast),
            ThemeChoice::Sixteen => Some(ThemeName::Sixteen),
            ThemeChoice::None => Some(ThemeName::None),
        };
        let has_none = environment::asks_for_no_colour() || environment::is_dumb();
        let (name, asks_for_ground) = match (self.color, named) {
            (ColourChoice::Never, _) => (ThemeName::None, false),
            (_, Some(name)) => (name, false),
            (ColourChoice::Auto, None) if has_none => (ThemeName::None, false),
            (_, None) => fitting_theme(),
        };
        if name != ThemeName::None {
            terminal::force_colours();
        }
        ScreenColours {
            theme: Theme::built_in(name),
            asks_for_ground,
        }
    }
}

/// Gives the theme that fits the terminal, and whether it is worth asking for a better one.
fn fitting_theme() -> (ThemeName, bool) {
    if !environment::has_true_colour() {
        return (ThemeName::Sixteen, false);
    }
    environment::ground().map_or_else(
        || (ThemeName::Sixteen, environment::takes_questions()),
        |ground| (ground.theme(), false),
    )
}
