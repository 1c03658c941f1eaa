//! What a line typed on a page does: the same as a key on the screen.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::plain::Answer;
use crate::app::plain::page_command::{PAGE_COMMANDS, PageCommand, numbers};
use crate::app::plain::page_text::{
    file_text, goals_text, hints_text, one, page_text, solution_text,
};
use crate::app::practice::Practice;
use crate::app::practice_end::end_text;
use crate::course::grading::Answer as PageAnswer;
use crate::course::lesson::Ask;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

impl App {
    /// Says the page that the reader is at.
    pub(super) fn plain_page(&self) -> Doc {
        match self.practice() {
            Some(practice) if practice.page().is_none() => end_text(self, practice),
            Some(practice) => page_text(practice),
            None => Doc::default(),
        }
    }

    /// Carries out a line that was typed on a page.
    pub(super) fn plain_page_line(&mut self, line: &str) -> Answer {
        let command = PageCommand::read(line);
        match command {
            PageCommand::Next => self.page_action(Action::NextPage),
            PageCommand::Previous => self.page_action(Action::PreviousPage),
            PageCommand::Sure => self.page_action(Action::Sure),
            PageCommand::Guess => self.page_action(Action::Guess),
            PageCommand::Again => self.page_action(Action::Again),
            PageCommand::StartAgain => self.page_action(Action::StartAgain),
            PageCommand::Explain => self.page_action(Action::Study),
            PageCommand::Quit => self.page_action(Action::Back),
            PageCommand::Page(number) => {
                let effects = self.turn_to(number.saturating_sub(1));
                self.plain_answer(effects)
            }
            PageCommand::Here => self.plain_answer(Vec::new()),
            PageCommand::Pages => self.say_of_practice(pages_text),
            PageCommand::File => self.say_of_practice(file_text),
            PageCommand::Help => Answer {
                doc: help_text(),
                effects: Vec::new(),
            },
            PageCommand::Edit => {
                let effects = self.act(Action::Edit);
                self.with_status(effects, Doc::default())
            }
            PageCommand::Check => {
                let effects: Vec<Effect> =
                    self.draft().map(Effect::OpenDraft).into_iter().collect();
                if effects.is_empty() {
                    return said(one("There is no exercise on this page."));
                }
                Answer {
                    doc: Doc::default(),
                    effects,
                }
            }
            PageCommand::Hint => {
                let effects = self.act(Action::Hint);
                let doc = self
                    .practice()
                    .and_then(Practice::exercise)
                    .map(|(exercise, work)| hints_text(exercise, work));
                self.with_status(effects, doc.unwrap_or_else(no_exercise))
            }
            PageCommand::Solution => {
                let is_shown = |app: &Self| {
                    let exercise = app.practice().and_then(Practice::exercise);
                    exercise.is_some_and(|(_, work)| work.shows_solution())
                };
                if !is_shown(self) {
                    self.act(Action::Solution);
                }
                self.say_of_practice(|practice| {
                    let exercise = practice.exercise();
                    exercise.map_or_else(no_exercise, |(exercise, _)| solution_text(exercise))
                })
            }
            PageCommand::Answer(text) => self.plain_page_answer(&text),
        }
    }

    /// Says how the goals stand, once the file of an exercise was read again.
    pub fn plain_goals(&self) -> Doc {
        let exercise = self.practice().and_then(Practice::exercise);
        exercise.map_or_else(no_exercise, |(_, work)| goals_text(work))
    }

    fn page_action(&mut self, action: Action) -> Answer {
        let effects = self.act(action);
        self.plain_answer(effects)
    }

    /// Says where the reader is now, behind what there is to say for a moment.
    pub(super) fn plain_answer(&mut self, effects: Vec<Effect>) -> Answer {
        let doc = match self.front() {
            Some(Front::Practice) => self.plain_page(),
            Some(Front::Home) => self.plain_home(),
            Some(Front::Study | Front::Presentation) | None => return self.here_with(effects),
        };
        self.with_status(effects, doc)
    }

    fn with_status(&mut self, effects: Vec<Effect>, mut doc: Doc) -> Answer {
        if let Some(status) = self.status.take() {
            doc.blocks
                .insert(0, Block::Paragraph(Text::plain(status.text)));
        }
        Answer { doc, effects }
    }

    fn say_of_practice(&self, write: impl FnOnce(&Practice) -> Doc) -> Answer {
        said(self.practice().map_or_else(Doc::default, write))
    }

    fn plain_page_answer(&mut self, text: &str) -> Answer {
        let practice = self.practice.as_ref();
        let Some((asking, attempt)) = practice.and_then(Practice::question) else {
            let words = format!("There is no command {text} here: help lists them all.");
            return said(one(&words));
        };
        if attempt.graded.is_some() {
            return said(one(
                "This question is answered. Press Enter to go on, or type again.",
            ));
        }
        match read_answer(text, &asking.ask, &attempt.order) {
            Ok(answer) => {
                let effects = self.take_answer(&answer);
                self.plain_answer(effects)
            }
            Err(missing) => said(one(missing)),
        }
    }
}

/// Reads an answer; the error says what is to be typed.
fn read_answer(text: &str, ask: &Ask, order: &[usize]) -> Result<PageAnswer, &'static str> {
    let places = |text: &str| -> Option<Vec<usize>> {
        let chosen = numbers(text)?.into_iter();
        chosen
            .map(|number| order.get(number.checked_sub(1)?).copied())
            .collect()
    };
    match ask {
        Ask::ChooseOne(_) => match places(text).as_deref() {
            Some([option]) => Ok(PageAnswer::Chosen(vec![*option])),
            _ => Err("Type the number of one answer."),
        },
        Ask::ChooseSeveral(_) => match places(text) {
            Some(mut options) if !options.is_empty() => {
                options.sort_unstable();
                options.dedup();
                Ok(PageAnswer::Chosen(options))
            }
            _ => Err("Type the numbers of the answers that are right, with blanks between them."),
        },
        Ask::FillIn(_) => Ok(PageAnswer::Written(text.to_owned())),
        Ask::PointAtLine(_) => match text.trim().parse() {
            Ok(line) => Ok(PageAnswer::Pointed(line)),
            Err(_) => Err("Type the number of a line; file lists the Dockerfile."),
        },
        Ask::PutInOrder(_) => match places(text) {
            Some(items) if items.len() == order.len() => Ok(PageAnswer::Ordered(items)),
            _ => Err("Type the numbers of all lines, each once, in their order."),
        },
    }
}

fn pages_text(practice: &Practice) -> Doc {
    let sheets = practice.sheets.iter().enumerate();
    let pages = sheets.map(|(index, _)| {
        let state = match practice.result(index) {
            Some(true) => "right: ",
            Some(false) => "wrong: ",
            None => "",
        };
        Text::plain(format!(
            "{state}{}",
            crate::app::on_practice::page_name(practice, index)
        ))
    });
    Doc {
        blocks: vec![Block::Steps(pages.collect())],
    }
}

fn help_text() -> Doc {
    let parts = PAGE_COMMANDS.iter().map(|(words, does)| {
        let mut text = Text::plain(format!("{words}: "));
        text.push_plain(does);
        text
    });
    Doc {
        blocks: vec![Block::List(parts.collect())],
    }
}

fn no_exercise() -> Doc {
    one("There is no exercise on this page.")
}

fn said(doc: Doc) -> Answer {
    Answer {
        doc,
        effects: Vec::new(),
    }
}
