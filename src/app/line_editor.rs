//! One line that is being typed: its text and where the next character goes.
//!
//! It knows no meaning of what is typed. The cursor always stands between two graphemes, so that no
//! key can cut a character in two.

use crate::app::key::{Key, KeyCode};
use unicode_segmentation::UnicodeSegmentation;

/// Holds a line and the cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    before: String,
    after: String,
}

impl LineEditor {
    /// Starts with a text, the cursor at its end.
    pub fn of(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            after: String::new(),
        }
    }

    /// Gives the whole line.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Gives what stands before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Tells whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Adds a text at the cursor, as a paste does; its line ends and tabs become blanks.
    pub fn insert(&mut self, text: &str) {
        self.before.extend(text.chars().map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        }));
    }

    /// Takes a key; tells whether it changed the text.
    pub fn press(&mut self, key: Key) -> bool {
        let length = self.before.len() + self.after.len();
        match (key.code, key.has_control) {
            (KeyCode::Character('a'), true) | (KeyCode::Home, _) => self.go_to_start(),
            (KeyCode::Character('e'), true) | (KeyCode::End, _) => self.go_to_end(),
            (KeyCode::Character('u'), true) => self.before.clear(),
            (KeyCode::Character('k'), true) => self.after.clear(),
            (KeyCode::Character('w'), true) => self.delete_word(),
            (KeyCode::Character(character), false) if !key.has_alt && !character.is_control() => {
                self.before.push(character);
            }
            (KeyCode::Left, _) => self.go_left(),
            (KeyCode::Right, _) => self.go_right(),
            (KeyCode::Backspace, _) => {
                let _deleted = take_last(&mut self.before);
            }
            (KeyCode::Delete, _) => {
                let _deleted = take_first(&mut self.after);
            }
            _ => {}
        }
        self.before.len() + self.after.len() != length
    }

    fn go_left(&mut self) {
        let grapheme = take_last(&mut self.before);
        self.after.insert_str(0, &grapheme);
    }

    fn go_right(&mut self) {
        let grapheme = take_first(&mut self.after);
        self.before.push_str(&grapheme);
    }

    fn go_to_start(&mut self) {
        self.after.insert_str(0, &self.before);
        self.before.clear();
    }

    fn go_to_end(&mut self) {
        self.before.push_str(&self.after);
        self.after.clear();
    }

    fn delete_word(&mut self) {
        let kept = self.before.trim_end();
        let kept = kept.rfind(' ').map_or(0, |blank| blank + 1);
        self.before.truncate(kept);
    }
}

fn take_last(text: &mut String) -> String {
    let mut graphemes = text.grapheme_indices(true);
    let start = graphemes.next_back().map_or(text.len(), |(start, _)| start);
    text.split_off(start)
}

fn take_first(text: &mut String) -> String {
    let mut graphemes = text.graphemes(true);
    let end = graphemes.next().map_or(0, str::len);
    text.drain(..end).collect()
}

#[cfg(test)]
mod tests {
    use super::LineEditor;
    use crate::app::key::Key;

    fn typed(names: &[&str]) -> LineEditor {
        let mut editor = LineEditor::default();
        for name in names {
            editor.press(Key::named(name).unwrap());
        }
        editor
    }

    #[test]
    fn keys_edit_around_the_cursor() {
        assert_eq!(typed(&["a", "c", "Left", "b"]).text(), "abc");
        assert_eq!(typed(&["a", "b", "Home", "Delete"]).text(), "b");
        assert_eq!(typed(&["a", "Space", "b", "Ctrl-W"]).text(), "a ");
        assert_eq!(typed(&["a", "b", "Left", "Ctrl-U"]).text(), "b");
    }

    #[test]
    fn a_character_of_two_code_points_is_deleted_whole() {
        let mut editor = LineEditor::of("e\u{301}");
        assert!(editor.press(Key::named("Backspace").unwrap()));
        assert!(editor.is_empty());
        assert!(!editor.press(Key::named("Backspace").unwrap()));
    }

    #[test]
    fn a_paste_stays_on_one_line() {
        let mut editor = LineEditor::default();
        editor.insert("a\nb\u{1b}c");
        assert_eq!(editor.text(), "a b c");
    }
}
