//! How things look: a style for each role, read from `assets/themes`.
//!
//! What a colour says is always said by a sign or by weight as well. Refuses to know what the
//! terminal can show: the caller chooses.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Lists the roles once: a field of [`Theme`] and a name in the files for each.
macro_rules! roles {
    ($($(#[$doc:meta])+ $role:ident,)+) => {
        /// Holds the styles of everything on the screen.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])+ pub $role: Style,)+
        }

        impl Theme {
            /// Lists the roles with their styles.
            pub fn roles(&self) -> Vec<(&'static str, Style)> {
                vec![$((stringify!($role), self.$role),)+]
            }

            fn role_mut(&mut self, name: &str) -> Option<&mut Style> {
                match name {
                    $(stringify!($role) => Some(&mut self.$role),)+
                    _ => None,
                }
            }
        }
    };
}

roles! {
    /// Ordinary text; its ground is that of the whole screen.
    text,
    /// Text that carries weight.
    strong,
    /// Text said with stress.
    emphasis,
    /// Code in a text.
    code,
    /// Words that lead somewhere.
    link,
    /// A value that is not known.
    unknown,
    /// The sentence the eye falls on first, and headings.
    lead,
    /// The label of a remark.
    label,
    /// The label of a warning.
    caution,
    /// What BuildKit refuses.
    error,
    /// What stands back: line numbers, borders, marks of more.
    quiet,
    /// The title of a pane.
    title,
    /// The sign at the selected instruction.
    cursor,
    /// What is laid over the selected lines.
    selected,
    /// What is laid over the part of an instruction that the reader is at.
    lit,
    /// What is laid over text that was searched for.
    found,
    /// What is laid over the selected step of the timeline.
    step,
    /// What is laid over a stage that is not built.
    skipped,
    /// Files that cross from another stage.
    crossing,
    /// A key in the footer.
    key,
    /// An instruction's keyword.
    keyword,
    /// A keyword inside an instruction: `AS`, the shell's `if`.
    inner_keyword,
    /// An instruction's flag.
    flag,
    /// An option of a command in a shell.
    option,
    /// A variable.
    variable,
    /// What a value is given to.
    name,
    /// An image's name.
    image,
    /// An image's tag or digest.
    tag,
    /// A stage's name.
    stage,
    /// A string.
    string,
    /// A number, a port.
    number,
    /// Brackets and commas.
    punctuation,
    /// A command that a shell runs.
    command,
    /// What joins commands.
    operator,
    /// A comment.
    comment,
    /// A parser directive.
    directive,
    /// The lines of a heredoc.
    heredoc,
}

/// Names a theme that is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    /// 24-bit colours for dark grounds.
    Dark,
    /// 24-bit colours for light grounds.
    Light,
    /// White on black, and little else.
    HighContrast,
    /// The terminal's own colours.
    Sixteen,
    /// No colours.
    None,
}

impl ThemeName {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Dark,
        Self::Light,
        Self::HighContrast,
        Self::Sixteen,
        Self::None,
    ];

    /// Gives the theme's file.
    pub const fn toml(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../assets/themes/light.toml"),
            Self::HighContrast => include_str!("../../assets/themes/high-contrast.toml"),
            Self::Sixteen => include_str!("../../assets/themes/sixteen.toml"),
            Self::None => include_str!("../../assets/themes/none.toml"),
        }
    }
}

/// A theme's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    roles: BTreeMap<String, Look>,
}

/// How a role looks, as it is written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the file has a switch for each"
)]
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    colour: Option<Colour>,
    on: Option<Colour>,
    bold: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
    dim: bool,
}

/// A colour, as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Colour {
    Number(u8),
    Name(String),
}

impl Theme {
    /// Gives a theme that is built in.
    pub fn built_in(name: ThemeName) -> Self {
        // tests/themes.rs reads them all; without any style the screen can still be read.
        Self::read(name.toml()).unwrap_or_default()
    }

    /// Gives the theme in the terminal's own colours.
    pub fn colours() -> Self {
        Self::built_in(ThemeName::Sixteen)
    }

    /// Gives the theme without any colour.
    pub fn plain() -> Self {
        Self::built_in(ThemeName::None)
    }

    /// Reads a theme's file; the error names the line or the role.
    pub fn read(toml: &str) -> Result<Self, String> {
        let file: ThemeFile = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut theme = Self::default();
        for (name, look) in &file.roles {
            let role = theme
                .role_mut(name)
                .ok_or_else(|| format!("no role is called {name}"))?;
            *role = look.style().map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(theme)
    }

    /// Paints the theme's own ground, where it has one, behind all that was drawn.
    pub fn paint_ground(&self, area: Rect, buffer: &mut Buffer) {
        let Some(ground) = self.text.bg else { return };
        for position in area.intersection(buffer.area).positions() {
            if let Some(cell) = buffer.cell_mut(position) {
                if cell.bg == Color::Reset {
                    cell.bg = ground;
                }
                if cell.fg == Color::Reset {
                    cell.fg = self.text.fg.unwrap_or(Color::Reset);
                }
            }
        }
    }
}

impl Look {
    fn style(&self) -> Result<Style, String> {
        let modifiers = [
            (self.bold, Modifier::BOLD),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
            (self.dim, Modifier::DIM),
        ];
        let mut style = Style::new();
        for (is_set, modifier) in modifiers {
            if is_set {
                style = style.add_modifier(modifier);
            }
        }
        style.fg = colour(self.colour.as_ref())?;
        style.bg = colour(self.on.as_ref())?;
        Ok(style)
    }
}

fn colour(written: Option<&Colour>) -> Result<Option<Color>, String> {
    match written {
        None => Ok(None),
        Some(Colour::Number(number)) => Ok(Some(Color::Indexed(*number))),
        Some(Colour::Name(name)) if name == "none" => Ok(None),
        Some(Colour::Name(name)) => name.parse().map(Some).map_err(|_unreadable| {
            format!("{name} is no colour; write #rrggbb, a number from 0 to 255, a name such as red, or none")
        }),
    }
}

/// Names what the terminal's ground is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Darker than the text on it.
    Dark,
    /// Lighter than the text on it.
    Light,
}

impl Ground {
    /// Gives the theme for it.
    pub const fn theme(self) -> ThemeName {
        match self {
            Self::Dark => ThemeName::Dark,
            Self::Light => ThemeName::Light,
        }
    }
}
