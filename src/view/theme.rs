//! How things look: named styles, from the terminal's own sixteen colours.
//!
//! The default colours of the terminal carry all ordinary text. Black, white and their greys, and
//! yellow and blue, are not used: on some ground each of them cannot be read. What a colour says is
//! always said by a sign or by weight as well.

use ratatui::style::{Color, Modifier, Style};

/// Holds the styles of everything on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text.
    pub text: Style,
    /// Text that carries weight.
    pub strong: Style,
    /// Text said with stress.
    pub emphasis: Style,
    /// Code in a text.
    pub code: Style,
    /// Words that lead somewhere.
    pub link: Style,
    /// A value that is not known.
    pub unknown: Style,
    /// The sentence the eye falls on first, and headings.
    pub lead: Style,
    /// The label of a remark.
    pub label: Style,
    /// The label of a warning.
    pub caution: Style,
    /// What BuildKit refuses.
    pub error: Style,
    /// What stands back: line numbers, borders, marks of more.
    pub quiet: Style,
    /// The title of a pane.
    pub title: Style,
    /// The sign at the selected instruction.
    pub cursor: Style,
    /// What is laid over the selected lines.
    pub selected: Style,
    /// What is laid over the part of an instruction that the reader is at.
    pub lit: Style,
    /// What is laid over text that was searched for.
    pub found: Style,
    /// What is laid over the selected step of the timeline.
    pub step: Style,
    /// What is laid over a stage that is not built.
    pub skipped: Style,
    /// Files that cross from another stage.
    pub crossing: Style,
    /// A key in the footer.
    pub key: Style,
    /// An instruction's keyword.
    pub keyword: Style,
    /// An instruction's flag.
    pub flag: Style,
    /// A variable.
    pub variable: Style,
    /// A comment.
    pub comment: Style,
    /// A parser directive.
    pub directive: Style,
    /// The lines of a heredoc.
    pub heredoc: Style,
}

impl Theme {
    /// Gives the theme in colours.
    pub fn colours() -> Self {
        let text = Style::new();
        let bold = text.add_modifier(Modifier::BOLD);
        let dim = text.add_modifier(Modifier::DIM);
        let italic = text.add_modifier(Modifier::ITALIC);
        Self {
            text,
            strong: bold,
            emphasis: italic,
            code: text.fg(Color::Cyan),
            link: text.add_modifier(Modifier::UNDERLINED),
            unknown: italic.fg(Color::Magenta),
            lead: bold,
            label: bold.fg(Color::Green),
            caution: bold.fg(Color::Red),
            error: bold.fg(Color::Red),
            quiet: dim,
            title: bold,
            cursor: bold.fg(Color::Green),
            selected: bold,
            lit: bold.add_modifier(Modifier::REVERSED),
            found: bold.add_modifier(Modifier::UNDERLINED).fg(Color::Magenta),
            step: bold.fg(Color::Green).add_modifier(Modifier::REVERSED),
            skipped: dim,
            crossing: bold.fg(Color::Magenta),
            key: bold.fg(Color::Cyan),
            keyword: text.fg(Color::Magenta),
            flag: text.fg(Color::Cyan),
            variable: text.fg(Color::Green),
            comment: dim.add_modifier(Modifier::ITALIC),
            directive: italic.fg(Color::Cyan),
            heredoc: text.fg(Color::Green),
        }
    }

    /// Gives the theme without any colour: weight, underlines and reversed fields say it all.
    pub fn plain() -> Self {
        let text = Style::new();
        let bold = text.add_modifier(Modifier::BOLD);
        let underlined = text.add_modifier(Modifier::UNDERLINED);
        let reversed = bold.add_modifier(Modifier::REVERSED);
        Self {
            text,
            strong: bold,
            emphasis: underlined,
            code: bold,
            link: underlined,
            unknown: underlined,
            lead: bold,
            label: bold,
            caution: reversed,
            error: reversed,
            quiet: text,
            title: bold,
            cursor: bold,
            selected: bold,
            lit: reversed,
            found: underlined.add_modifier(Modifier::BOLD),
            step: reversed,
            skipped: text,
            crossing: bold,
            key: bold,
            keyword: text,
            flag: text,
            variable: underlined,
            comment: text,
            directive: text,
            heredoc: text,
        }
    }
}
