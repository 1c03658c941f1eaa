//! The home screen in typed lines: a numbered list, and numbers that open.

use crate::app::App;
use crate::app::action::Action;
use crate::app::home::{EntryState, Item};
use crate::app::plain::Answer;
use crate::app::plain::page_text::one;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::project::listing::FoundDockerfile;
use crate::project::use_words::use_text;

impl App {
    /// Lists what can be opened.
    pub fn plain_home(&self) -> Doc {
        let Some(home) = self.home() else {
            return Doc::default();
        };
        let want = home.want_of_dockerfiles();
        let want = want.map(|want| Block::Paragraph(Text::plain(want)));
        let mut blocks: Vec<Block> = want.into_iter().collect();
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
                let detail = if entry.detail().is_empty() {
                    String::new()
                } else {
                    format!(", {}", entry.detail())
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
                Err(_) if number_of_use(line).is_some() => {
                    let (number, used_by) = number_of_use(line).unwrap_or_default();
                    self.open_use(number, used_by)
                }
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

    /// Gives the entry with a number, as a Dockerfile that is found.
    fn dockerfile_of_number(&self, number: usize) -> Option<FoundDockerfile> {
        let home = self.home()?;
        let entry = home.entries().nth(number.checked_sub(1)?)?;
        let Item::Dockerfile { path, inline } = &entry.item else {
            return None;
        };
        home.project.dockerfile(path, inline.as_deref()).cloned()
    }

    /// Opens a Dockerfile as one of its uses builds it; they are counted from 1, and 0 is none of them.
    fn open_use(&mut self, number: usize, used_by: usize) -> Answer {
        let Some(found) = self.dockerfile_of_number(number) else {
            return said("There is no such number in the list.");
        };
        if used_by > found.used_by.len() {
            return said("There is no such number in the list.");
        }
        let inline = found.inline.as_ref().map(|inline| inline.name.as_str());
        let effects = self.open_dockerfile_as(&found.path, inline, used_by.checked_sub(1));
        self.plain_answer(effects)
    }

    fn open_number(&mut self, number: usize) -> Answer {
        if let Some(found) = self.dockerfile_of_number(number)
            && found.used_by.len() > 1
        {
            return uses_answer(number, &found);
        }
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

/// Reads `3.2`: an entry, and one of its uses.
fn number_of_use(line: &str) -> Option<(usize, usize)> {
    let (number, used_by) = line.split_once('.')?;
    Some((number.parse().ok()?, used_by.parse().ok()?))
}

/// Lists the ways in which a Dockerfile is built, each with what to type.
fn uses_answer(number: usize, found: &FoundDockerfile) -> Answer {
    let mut doc = one("It is built in several ways. Type one of these numbers:");
    let mut items = vec![Text::plain(format!(
        "{number}.0: plain, the last stage without arguments"
    ))];
    for (place, used_by) in found.used_by.iter().enumerate() {
        let mut text = Text::plain(format!("{number}.{}: ", place + 1));
        text.append(use_text(used_by));
        items.push(text);
    }
    doc.blocks.push(Block::List(items));
    Answer {
        doc,
        effects: Vec::new(),
    }
}

fn said(words: &str) -> Answer {
    Answer {
        doc: one(words),
        effects: Vec::new(),
    }
}
