//! The home screen in typed lines: a numbered list, and numbers that open.

use crate::app::App;
use crate::app::action::Action;
use crate::app::home::{EntryState, Item};
use crate::app::plain::Answer;
use crate::app::plain::page_text::one;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

impl App {
    /// Lists what can be opened.
    pub fn plain_home(&self) -> Doc {
        let Some(home) = self.home() else {
            return Doc::default();
        };
        let mut blocks = Vec::new();
        let mut number = 0;
        for section in &home.sections {
            blocks.push(Block::Heading {
                level: 3,
                text: Text::plain(section.title.as_str()),
            });
            let entries = section.entries.iter().map(|entry| {
                number += 1;
                let state = match entry.state {
                    EntryState::Finished => ", finished",
                    EntryState::Begun => ", begun",
                    EntryState::New | EntryState::None => "",
                };
                let detail = if entry.detail.is_empty() {
                    String::new()
                } else {
                    format!(", {}", entry.detail)
                };
                let kind = match entry.item {
                    Item::Lesson(_) => "lesson ",
                    _ => "",
                };
                Text::plain(format!(
                    "{number}: {kind}{}{detail}{state}",
                    entry.text.trim_start()
                ))
            });
            blocks.push(Block::List(entries.collect()));
        }
        Doc { blocks }
    }

    /// Carries out a line that was typed on the home screen.
    pub(super) fn plain_home_line(&mut self, line: &str) -> Answer {
        let line = line.trim();
        match line {
            "quit" | "q" | "exit" => {
                let effects = self.act(Action::Back);
                self.plain_answer(effects)
            }
            "" | "list" => self.plain_answer(Vec::new()),
            _ => match line.parse::<usize>() {
                Ok(number) => self.open_number(number),
                Err(_) if line.starts_with('/') => {
                    self.narrow_home(line.trim_start_matches('/').trim());
                    self.plain_answer(Vec::new())
                }
                Err(_) => Answer {
                    doc: one(
                        "Type a number to open what stands there, / and words to narrow the list down, list or quit.",
                    ),
                    effects: Vec::new(),
                },
            },
        }
    }

    fn open_number(&mut self, number: usize) -> Answer {
        let Some(home) = &mut self.home else {
            return Answer::default();
        };
        let count = home.entries().count();
        match number.checked_sub(1).filter(|place| *place < count) {
            Some(place) => {
                home.selected = place;
                let effects = self.act(Action::Accept);
                self.plain_answer(effects)
            }
            None => Answer {
                doc: one("There is no such number in the list."),
                effects: Vec::new(),
            },
        }
    }
}
