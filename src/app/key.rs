//! Keys as the table of keys names them, whatever the terminal sends for them.

use std::fmt;

/// Holds one key press with what was held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The key itself.
    pub code: KeyCode,
    /// Whether Ctrl was held.
    pub has_control: bool,
    /// Whether Alt was held.
    pub has_alt: bool,
}

/// Names a key. Shift is part of the character: `G`, `?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the key of that name")]
pub enum KeyCode {
    Character(char),
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Function(u8),
}

/// The names of the keys that are no characters, as the table writes them and as readers see them.
const NAMES: [(KeyCode, &str, &str); 14] = [
    (KeyCode::Up, "Up", "↑"),
    (KeyCode::Down, "Down", "↓"),
    (KeyCode::Left, "Left", "←"),
    (KeyCode::Right, "Right", "→"),
    (KeyCode::Home, "Home", "Home"),
    (KeyCode::End, "End", "End"),
    (KeyCode::PageUp, "PageUp", "PgUp"),
    (KeyCode::PageDown, "PageDown", "PgDn"),
    (KeyCode::Enter, "Enter", "⏎"),
    (KeyCode::Escape, "Esc", "Esc"),
    (KeyCode::Tab, "Tab", "Tab"),
    (KeyCode::Backspace, "Backspace", "Backspace"),
    (KeyCode::Delete, "Delete", "Delete"),
    (KeyCode::Character(' '), "Space", "Space"),
];

impl Key {
    /// Makes a key that is pressed alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            has_control: false,
            has_alt: false,
        }
    }

    /// Makes a character that is pressed with Ctrl.
    pub const fn control(character: char) -> Self {
        Self {
            code: KeyCode::Character(character),
            has_control: true,
            has_alt: false,
        }
    }

    /// Reads a name such as `Down`, `j`, `Space` or `Ctrl-C`; gives nothing for any other text.
    pub fn named(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("Ctrl-") {
            let key = Self::named(rest)?;
            let code = match key.code {
                KeyCode::Character(character) => KeyCode::Character(character.to_ascii_lowercase()),
                code => code,
            };
            return Some(Self {
                code,
                has_control: true,
                ..key
            });
        }
        if let Some(rest) = name.strip_prefix("Alt-") {
            return Some(Self {
                has_alt: true,
                ..Self::named(rest)?
            });
        }
        if let Some((code, ..)) = NAMES.iter().find(|(_, written, _)| *written == name) {
            return Some(Self::plain(*code));
        }
        let number = name
            .strip_prefix('F')
            .and_then(|number| number.parse().ok());
        if let Some(number @ 1..=12) = number {
            return Some(Self::plain(KeyCode::Function(number)));
        }
        let mut characters = name.chars();
        let character = characters.next()?;
        characters
            .next()
            .is_none()
            .then_some(Self::plain(KeyCode::Character(character)))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has_control {
            formatter.write_str("Ctrl-")?;
        }
        if self.has_alt {
            formatter.write_str("Alt-")?;
        }
        if let Some((.., shown)) = NAMES.iter().find(|(code, ..)| *code == self.code) {
            return formatter.write_str(shown);
        }
        match self.code {
            KeyCode::Character(character) if self.has_control => {
                write!(formatter, "{}", character.to_ascii_uppercase())
            }
            KeyCode::Character(character) => write!(formatter, "{character}"),
            KeyCode::Function(number) => write!(formatter, "F{number}"),
            _ => Ok(()),
        }
    }
}
