//! What the environment says: colours, and whether a person sits at the terminal.
#![expect(clippy::disallowed_methods, reason = "host may read the environment")]

use crate::view::theme::Ground;
use std::io::IsTerminal as _;

/// Tells whether `NO_COLOR` asks for no colours: it is set and not empty.
pub fn asks_for_no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Tells whether the terminal shows 24-bit colours.
pub fn has_true_colour() -> bool {
    std::env::var("COLORTERM").is_ok_and(|value| matches!(value.as_str(), "truecolor" | "24bit"))
}

/// Tells whether the terminal is one that takes no colours at all.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Gives the terminal's ground where `COLORFGBG` says it, as rxvt and Konsole do.
pub fn ground() -> Option<Ground> {
    ground_of(&std::env::var("COLORFGBG").ok()?)
}

/// Reads `text;ground` or `text;…;ground`: numbers among the terminal's sixteen colours.
fn ground_of(colours: &str) -> Option<Ground> {
    let (_, ground) = colours.rsplit_once(';')?;
    match ground.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

/// Tells whether the terminal may be asked for its ground: some write the question on the screen,
/// or pass it on to who knows where.
pub fn takes_questions() -> bool {
    let is_in_tmux = std::env::var_os("TMUX").is_some();
    std::env::var("TERM").is_ok_and(|term| match term.as_str() {
        "" | "dumb" | "linux" => false,
        term if term.starts_with("Eterm") => false,
        term if term.starts_with("screen") => is_in_tmux,
        _ => true,
    })
}

/// Tells whether the terminal can carry a screen: standard output is one, and not a dumb one.
pub fn can_show_screen() -> bool {
    std::io::stdout().is_terminal() && !is_dumb()
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

#[cfg(test)]
mod tests {
    use super::ground_of;
    use crate::view::theme::Ground;

    #[test]
    fn the_last_number_is_the_ground() {
        assert_eq!(ground_of("15;0"), Some(Ground::Dark));
        assert_eq!(ground_of("0;default;15"), Some(Ground::Light));
        assert_eq!(ground_of("12;8"), Some(Ground::Dark));
        assert_eq!(ground_of("15;default"), None);
        assert_eq!(ground_of(""), None);
    }
}
