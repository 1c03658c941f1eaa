//! What the environment says: colours, and whether a person sits at the terminal.
#![expect(clippy::disallowed_methods, reason = "host may read the environment")]

use std::io::IsTerminal as _;

/// Tells whether `NO_COLOR` asks for no colours: it is set and not empty.
pub fn asks_for_no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Tells whether the terminal can carry a screen: standard output is one, and not a dumb one.
pub fn can_show_screen() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Tells whether standard output is a terminal, whatever it can do.
pub fn has_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Tells whether keys can come from standard input.
pub fn has_keyboard() -> bool {
    std::io::stdin().is_terminal()
}

/// Gives the columns that text is wrapped at: the terminal's, or 80.
pub fn text_columns() -> usize {
    if !std::io::stdout().is_terminal() {
        return 80;
    }
    match ratatui::crossterm::terminal::size() {
        Ok((columns, _)) if columns > 0 => usize::from(columns),
        _ => 80,
    }
}
