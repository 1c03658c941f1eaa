//! The question whether the terminal's ground is dark or light, and its answer.
//!
//! The question (`OSC 11`) goes out behind the first picture. The answer comes as if it were typed,
//! through the keyboard's own reader: a second reader on the same terminal would take keys away
//! from it, and an answer that comes late would be taken for keys. crossterm, which knows no such
//! answer, makes keys of it; [`AnswerReader`] finds them again and takes them out. Until the
//! terminal has answered it looks at every key, and holds those back that could begin the answer:
//! `Alt-]` alone. Refuses to wait for a terminal that never answers.

use crate::view::theme::Ground;
use ratatui::crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

/// Asks for the colour of the ground; a terminal that does not know it passes over it.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// How an answer begins.
const BEGINNING: &str = "\x1b]11;rgb:";

/// No answer is longer.
const LONGEST_ANSWER: usize = 40;

/// Finds the answer among the keys.
#[derive(Debug, Default)]
pub struct AnswerReader {
    /// What could be the answer so far.
    written: String,
    /// The events it was read from.
    held: Vec<Event>,
    /// Whether Escape came before: a terminal's answer may come in two pieces.
    is_behind_escape: bool,
}

/// Says what came of an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// These events are keys and whatever else came.
    Events(Vec<Event>),
    /// The event could be part of the answer.
    Held,
    /// The answer is here.
    Answer(Ground),
}

impl AnswerReader {
    /// Takes an event that came while an answer is waited for.
    pub fn take(&mut self, event: Event) -> Taken {
        let Some(written) = as_written(&event) else {
            self.is_behind_escape = false;
            return self.release(event);
        };
        if self.written.is_empty() {
            let is_behind_escape = std::mem::replace(&mut self.is_behind_escape, written == "\x1b");
            if is_behind_escape && written == "]" {
                self.written.push('\x1b');
            } else if written != "\x1b]" {
                return self.release(event);
            }
        }
        self.written.push_str(&written);
        if let Some(ground) = self.ground() {
            self.written.clear();
            self.held.clear();
            return Taken::Answer(ground);
        }
        if !self.could_be_answer() {
            return self.release(event);
        }
        self.held.push(event);
        Taken::Held
    }

    fn release(&mut self, event: Event) -> Taken {
        self.written.clear();
        let mut events = std::mem::take(&mut self.held);
        events.push(event);
        Taken::Events(events)
    }

    fn could_be_answer(&self) -> bool {
        let Some(colour) = self.written.strip_prefix(BEGINNING) else {
            return BEGINNING.starts_with(&self.written);
        };
        let colour = colour.strip_suffix('\x1b').unwrap_or(colour);
        self.written.len() < LONGEST_ANSWER
            && colour
                .chars()
                .all(|character| character.is_ascii_hexdigit() || character == '/')
    }

    fn ground(&self) -> Option<Ground> {
        let colour = self.written.strip_prefix(BEGINNING)?;
        let colour = colour
            .strip_suffix("\x1b\\")
            .or_else(|| colour.strip_suffix('\x07'))?;
        ground_of(colour)
    }
}

/// Reads `RRRR/GGGG/BBBB`, with one to four digits each.
fn ground_of(colour: &str) -> Option<Ground> {
    let mut parts = colour.split('/').map(|digits| {
        let most = 16_u32
            .checked_pow(u32::try_from(digits.len()).ok()?)?
            .checked_sub(1)?;
        let part = u32::from_str_radix(digits, 16).ok()?;
        (most > 0).then(|| f64::from(part) / f64::from(most))
    });
    let mut part = || parts.next().flatten();
    let (red, green, blue) = (part()?, part()?, part()?);
    // How bright the eye sees the three colours of light.
    let brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if brightness > 0.5 {
        Ground::Light
    } else {
        Ground::Dark
    })
}

/// Gives the characters that crossterm made a key of, as far as they can stand in an answer.
fn as_written(event: &Event) -> Option<String> {
    let Event::Key(key) = event else { return None };
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let has_alt = key.modifiers.contains(KeyModifiers::ALT);
    let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('g') if has_control && !has_alt => Some("\x07".to_owned()),
        KeyCode::Char(_) if has_control => None,
        KeyCode::Char(character) if has_alt => Some(format!("\x1b{character}")),
        KeyCode::Char(character) => Some(character.to_string()),
        KeyCode::Esc => Some("\x1b".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{AnswerReader, Taken};
    use crate::view::theme::Ground;
    use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

    /// Makes the keys that crossterm makes of a text.
    fn keys(text: &str) -> Vec<Event> {
        let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        let mut events = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            events.push(match character {
                '\x1b' => match characters.next() {
                    Some(next) if next != '|' => key(KeyCode::Char(next), KeyModifiers::ALT),
                    // Here the bytes were cut in two.
                    _ => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                character => key(KeyCode::Char(character), KeyModifiers::NONE),
            });
        }
        events
    }

    /// Gives the keys that are left, and the answer.
    fn read(text: &str) -> (Vec<Event>, Option<Ground>) {
        let mut reader = AnswerReader::default();
        let (mut left, mut ground) = (Vec::new(), None);
        for event in keys(text) {
            match reader.take(event) {
                Taken::Events(events) => left.extend(events),
                Taken::Held => {}
                Taken::Answer(answer) => ground = Some(answer),
            }
        }
        (left, ground)
    }

    #[test]
    fn the_answer_is_found_among_keys_and_takes_none_of_them() {
        for end in ["\x1b\\", "\x07", "\x1b|\\"] {
            let answer = format!("jk\x1b]11;rgb:1e1e/1e1e/1E1E{end}q");
            assert_eq!(
                read(&answer),
                (keys("jkq"), Some(Ground::Dark)),
                "{answer:?}"
            );
        }
        let light = "\x1b]11;rgb:ff/ff/f0\x07";
        assert_eq!(read(light), (Vec::new(), Some(Ground::Light)));
        let cut = "\x1b|]11;rgb:ffff/ffff/ffff\x1b\\";
        assert_eq!(read(cut), (keys("\x1b|"), Some(Ground::Light)));
    }

    #[test]
    fn keys_that_only_look_like_it_are_given_back_in_order() {
        for typed in [
            "\x1b]j",
            "\x1b]11;x",
            "\x1b|q",
            "]11",
            "\x1b]11;rgb:zz",
            "\x07\x1b\\",
        ] {
            assert_eq!(read(typed), (keys(typed), None), "{typed:?}");
        }
    }
}
