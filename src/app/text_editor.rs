//! A text of several lines that is being edited: a thin wrapper around `ratatui-textarea`.
//!
//! The crate edits: moving, selecting, undoing, pasting. It draws nothing here; the view draws the
//! lines in its own colours. No other file names the crate.

use crate::app::key::{Key, KeyCode};
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};

/// How many lines a page key moves by.
const PAGE: u16 = 10;

/// How many changes can be undone.
const MOST_UNDONE: usize = 1000;

/// Holds the text and the cursor in it.
#[derive(Clone, Debug)]
pub struct TextEditor {
    area: TextArea<'static>,
    /// The texts that others took the place of, the latest last: undoing goes back to them whole.
    replaced: Vec<TextArea<'static>>,
}

impl PartialEq for TextEditor {
    fn eq(&self, other: &Self) -> bool {
        self.area.lines() == other.area.lines() && self.cursor() == other.cursor()
    }
}

impl Eq for TextEditor {}

impl TextEditor {
    /// Starts with a text, the cursor at its start.
    pub fn of(text: &str) -> Self {
        let mut area = TextArea::new(lines_of(text));
        area.set_max_histories(MOST_UNDONE);
        Self {
            area,
            replaced: Vec::new(),
        }
    }

    /// Gives the text; its last line ends as the others do.
    pub fn text(&self) -> String {
        let mut text = self.area.lines().join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// Gives the place of the cursor: the line, counted from 1, and the byte in that line.
    pub fn cursor(&self) -> (u32, usize) {
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0);
        let byte = line.map_or(0, |line| {
            let mut places = line.char_indices();
            places.nth(cursor.1).map_or(line.len(), |(at, _)| at)
        });
        (cursor.0 as u32 + 1, byte)
    }

    /// Gives the first and the last place of what is selected, each as [`TextEditor::cursor`] has it.
    pub fn selection(&self) -> Option<((u32, usize), (u32, usize))> {
        let ((first_row, first), (last_row, last)) = self.area.selection_range()?;
        let place = |row: usize, column: usize| {
            let line = self.area.lines().get(row).map_or("", String::as_str);
            let mut places = line.char_indices();
            (
                row as u32 + 1,
                places.nth(column).map_or(line.len(), |(at, _)| at),
            )
        };
        Some((place(first_row, first), place(last_row, last)))
    }

    /// Takes a key; tells whether it changed the text.
    pub(in crate::app) fn press(&mut self, key: Key) -> bool {
        let before = self.area.lines().len();
        match key.code {
            KeyCode::PageDown | KeyCode::PageUp => {
                let step = match key.code {
                    KeyCode::PageDown => CursorMove::Down,
                    _ => CursorMove::Up,
                };
                for _ in 0..PAGE {
                    self.area.move_cursor(step);
                }
                false
            }
            KeyCode::Character('u') if key.has_control => self.undo(),
            KeyCode::Character(character) if character.is_control() => false,
            _ => {
                let text = self.area.lines().to_vec();
                self.area.input(input_of(key));
                before != self.area.lines().len() || text != self.area.lines()
            }
        }
    }

    /// Adds a text at the cursor; its control characters are left out.
    pub(in crate::app) fn paste(&mut self, text: &str) -> bool {
        self.area.insert_str(cleaned(text))
    }

    /// Puts another text in the place of this one, as one change that can be undone.
    pub(in crate::app) fn replace(&mut self, text: &str) {
        let (line, _) = self.cursor();
        let other = Self::of(text);
        let before = std::mem::replace(&mut self.area, other.area);
        self.replaced.push(before);
        let line = u16::try_from(line.saturating_sub(1)).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(line, 0));
    }

    /// Undoes the last change: of what was typed, a word; tells whether there was one.
    fn undo(&mut self) -> bool {
        let mut has_undone = false;
        loop {
            let before = self.area.lines().to_vec();
            if !self.area.undo() {
                break;
            }
            has_undone = true;
            if !is_within_word(&before, self.area.lines(), self.area.cursor().0) {
                return true;
            }
        }
        if has_undone {
            return true;
        }
        let earlier = self.replaced.pop();
        if let Some(earlier) = earlier {
            self.area = earlier;
            return true;
        }
        false
    }
}

/// Tells whether one letter or digit is all that an undone change took away: then the word goes on.
fn is_within_word(before: &[String], after: &[String], row: usize) -> bool {
    let (Some(old), Some(new)) = (before.get(row), after.get(row)) else {
        return false;
    };
    if before.len() != after.len() || old.chars().count() != new.chars().count() + 1 {
        return false;
    }
    let differing = old.chars().zip(new.chars()).find(|(old, new)| old != new);
    let taken = differing.map(|(old, _)| old).or_else(|| old.chars().last());
    taken.is_some_and(char::is_alphanumeric)
}

/// Cuts a text into lines, without control characters but tabs.
fn lines_of(text: &str) -> Vec<String> {
    cleaned(text).lines().map(str::to_owned).collect()
}

fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |character: &char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().filter(is_kept).collect()
}

fn input_of(key: Key) -> Input {
    let code = match key.code {
        KeyCode::Character(character) => AreaKey::Char(character),
        KeyCode::Up => AreaKey::Up,
        KeyCode::Down => AreaKey::Down,
        KeyCode::Left => AreaKey::Left,
        KeyCode::Right => AreaKey::Right,
        KeyCode::Home => AreaKey::Home,
        KeyCode::End => AreaKey::End,
        KeyCode::PageUp => AreaKey::PageUp,
        KeyCode::PageDown => AreaKey::PageDown,
        KeyCode::Enter => AreaKey::Enter,
        KeyCode::Escape => AreaKey::Esc,
        KeyCode::Tab => AreaKey::Tab,
        KeyCode::Backspace => AreaKey::Backspace,
        KeyCode::Delete => AreaKey::Delete,
        KeyCode::Function(number) => AreaKey::F(number),
    };
    Input {
        key: code,
        ctrl: key.has_control,
        alt: key.has_alt,
        shift: false,
    }
}

#[cfg(test)]
mod tests {
    use super::TextEditor;
    use crate::app::key::Key;

    fn press(editor: &mut TextEditor, names: &[&str]) {
        for name in names {
            editor.press(Key::named(name).unwrap());
        }
    }

    #[test]
    fn keys_edit_and_ctrl_u_undoes() {
        let mut editor = TextEditor::of("FROM alpine\nRUN true\n");
        press(&mut editor, &["Down", "End", "Enter", "U", "S", "E", "R"]);
        assert_eq!(editor.text(), "FROM alpine\nRUN true\nUSER\n");
        assert_eq!(editor.cursor(), (3, 4));
        press(&mut editor, &["Ctrl-U"]);
        assert_eq!(editor.text(), "FROM alpine\nRUN true\n");
        press(&mut editor, &["Ctrl-U", "Ctrl-U"]);
        assert_eq!(editor.text(), "FROM alpine\nRUN true\n");
    }

    #[test]
    fn another_text_can_be_undone() {
        let mut editor = TextEditor::of("FROM alpine\n");
        editor.replace("FROM debian\nRUN true\n");
        assert_eq!(editor.text(), "FROM debian\nRUN true\n");
        press(&mut editor, &["Ctrl-U"]);
        assert_eq!(editor.text(), "FROM alpine\n");
    }

    #[test]
    fn pasted_escapes_are_left_out() {
        let mut editor = TextEditor::of("");
        assert!(editor.paste("FROM a\r\nRUN \u{1b}[2J\tb"));
        assert_eq!(editor.text(), "FROM a\nRUN [2J\tb\n");
    }

    #[test]
    fn the_cursor_is_told_in_bytes() {
        let mut editor = TextEditor::of("é€x");
        press(&mut editor, &["Right", "Right"]);
        assert_eq!(editor.cursor(), (1, 5));
    }
}
