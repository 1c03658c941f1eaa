//! The study as numbered lines and typed commands: for screen readers, logs, and slow lines.
//!
//! It is the same [`App`]: a typed command asks for the same actions as a key, and the answer is what
//! the screen would show there, as a text. Nothing moves, and nothing is told by place or colour.

pub mod command;

pub mod listing;

pub mod page_text;

pub mod run_text;

pub mod page_command;

pub mod on_page;

pub mod on_home;

use crate::analysis::Analysis;
use crate::analysis::cache_report::text::cache_text;
use crate::analysis::glossary::{GlossaryEntry, entry_of};
use crate::analysis::what_if::Supposition;
use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::plain::command::PlainCommand;
use crate::app::plain::listing::{commands_text, file_text, here_text, parts_text, stages_text};
use crate::app::study::Study;
use crate::app::study::view::StudyView;
use crate::doc::detail_level::DetailLevel;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

/// Holds the answer to a typed command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What is said.
    pub doc: Doc,
    /// What the host is asked to do.
    pub effects: Vec<Effect>,
}

impl App {
    /// Says where the reader is, as at the start.
    pub fn plain_start(&mut self) -> Answer {
        match self.front() {
            Some(Front::Home | Front::Practice) => {
                let mut answer = self.plain_answer(Vec::new());
                let hint = match self.front() {
                    Some(Front::Home) => "Type a number to open what stands there, or quit.",
                    _ => return answer,
                };
                answer.doc.blocks.push(Block::Paragraph(Text::plain(hint)));
                answer
            }
            Some(Front::Study | Front::Presentation) | None => self.plain_study_start(),
        }
    }

    fn plain_study_start(&self) -> Answer {
        let mut answer = self
            .study()
            .map_or_else(Answer::default, |study| said(here_text(study)));
        if let Some(words) = self.built_as() {
            let words = Block::Paragraph(Text::plain(words));
            answer.doc.blocks.insert(0, words);
        }
        let hint = "Press Enter for the next instruction, or type help.";
        answer.doc.blocks.push(Block::Paragraph(Text::plain(hint)));
        answer
    }

    /// Carries out a typed line.
    pub fn plain_line(&mut self, line: &str) -> Answer {
        match self.front() {
            Some(Front::Home) => return self.plain_home_line(line),
            Some(Front::Practice) => return self.plain_page_line(line),
            Some(Front::Study | Front::Presentation) | None => {}
        }
        match PlainCommand::read(line) {
            Ok(command) => self.carry_out_plain(command),
            Err(fault) => said(one(&fault)),
        }
    }

    fn carry_out_plain(&mut self, command: PlainCommand) -> Answer {
        let before = self.study().and_then(|study| study.cursor);
        match command {
            PlainCommand::Next => {
                self.move_by(Action::NextInstruction, "This is the last instruction.")
            }
            PlainCommand::Previous => self.move_by(
                Action::PreviousInstruction,
                "This is the first instruction.",
            ),
            PlainCommand::First => self.moved(Action::FirstInstruction),
            PlainCommand::Last => self.moved(Action::LastInstruction),
            PlainCommand::NextStage => self.move_by(Action::NextStage, "This is the last stage."),
            PlainCommand::PreviousStage => {
                self.move_by(Action::PreviousStage, "This is the first stage.")
            }
            PlainCommand::Line(line) => {
                if let Some(study) = &mut self.study {
                    study.go_to_line(line);
                }
                self.here()
            }
            PlainCommand::Here => self.here(),
            PlainCommand::View(view) => self.view(view),
            PlainCommand::List => self.tell(file_text),
            PlainCommand::Stages => self.tell(stages_text),
            PlainCommand::Parts => self.tell(parts_text),
            PlainCommand::Follow(choice) => self.plain_follow(choice),
            PlainCommand::Return => self.move_by(Action::Return, "Nowhere to go back to."),
            PlainCommand::Find(query) => self.plain_find(&query, before),
            PlainCommand::Target(target) => self.plain_target(target),
            PlainCommand::Argument { name, value } => {
                match value {
                    Some(value) => self.options.arguments.insert(name, value),
                    None => self.options.arguments.remove(&name),
                };
                self.rebuild();
                self.here()
            }
            PlainCommand::WhatIf(supposed) => self.plain_what_if(&supposed),
            PlainCommand::Detail(detail) => self.plain_detail(detail),
            PlainCommand::Words(word) => self.plain_words(&word),
            PlainCommand::Help => said(commands_text()),
            PlainCommand::Quiz => {
                let effects = self.act(Action::Quiz);
                self.plain_answer(effects)
            }
            PlainCommand::Quit => {
                let effects = self.act(Action::Back);
                if self.front().is_none() {
                    return Answer {
                        effects,
                        ..Answer::default()
                    };
                }
                self.plain_answer(effects)
            }
        }
    }

    /// Says where the reader is in the file, and asks the host for something besides.
    fn here_with(&self, effects: Vec<Effect>) -> Answer {
        Answer {
            effects,
            ..self.here()
        }
    }

    fn here(&self) -> Answer {
        self.tell(here_text)
    }

    fn tell(&self, write: impl FnOnce(&Study) -> Doc) -> Answer {
        self.study()
            .map_or_else(Answer::default, |study| said(write(study)))
    }

    fn moved(&mut self, action: Action) -> Answer {
        let effects = self.act(action);
        self.here_with(effects)
    }

    /// Moves; where that leads nowhere, says so.
    fn move_by(&mut self, action: Action, at_the_end: &str) -> Answer {
        let before = self.study().and_then(|study| study.cursor);
        let answer = self.moved(action);
        if self.study().and_then(|study| study.cursor) == before {
            return said(one(at_the_end));
        }
        answer
    }

    fn view(&mut self, view: StudyView) -> Answer {
        if let Some(study) = &mut self.study {
            study.look_at(view);
        }
        let answer = self.tell(|study| study.shown().doc.clone());
        if let Some(study) = &mut self.study {
            study.look_at(StudyView::Explain);
        }
        answer
    }

    fn plain_follow(&mut self, choice: Option<usize>) -> Answer {
        let Some(study) = &mut self.study else {
            return Answer::default();
        };
        let references = study.references();
        let chosen = match (references.as_slice(), choice) {
            ([], _) => return said(one("This instruction names no other line of the file.")),
            ([only], None) => only.instruction,
            (references, Some(number)) => match references.get(number.wrapping_sub(1)) {
                Some(reference) => reference.instruction,
                None => return said(one("There is no such number: follow lists them.")),
            },
            (references, None) => {
                let mut doc = one("It names several. Type follow and a number:");
                let items = references.iter().map(|reference| {
                    let lines = study.document.lines_of(reference.instruction);
                    let line = lines.map_or(0, |(first, _)| first);
                    Text::plain(format!("{}: line {line}", reference.written))
                });
                doc.blocks.push(Block::Steps(items.collect()));
                return said(doc);
            }
        };
        study.follow_to(chosen);
        self.here()
    }

    fn plain_find(&mut self, query: &str, from: Option<usize>) -> Answer {
        let Some(study) = &mut self.study else {
            return Answer::default();
        };
        if !query.is_empty() {
            study.search_for(query);
            while study.go_on_searching() {}
        }
        let Some(search) = &study.search else {
            return said(one("Type find and a text."));
        };
        let place = search.next(from.unwrap_or(0));
        let summary = search.summary(place);
        if let Some(place) = place {
            study.go_to(place);
        }
        let mut answer = self.here();
        answer
            .doc
            .blocks
            .insert(0, Block::Paragraph(Text::plain(summary)));
        answer
    }

    /// Says which steps run again; the supposition ends with the answer.
    fn plain_what_if(&self, supposed: &str) -> Answer {
        let Some(study) = self.study() else {
            return Answer::default();
        };
        let analysis = &study.document.analysis;
        let supposed = supposition(analysis, supposed);
        let mut title = Text::plain("What if ");
        title.append(supposed.title());
        title.push_plain("?");
        let mut blocks = vec![Block::Paragraph(title)];
        blocks.extend(study.listing.note(analysis));
        match analysis.what_if(&supposed) {
            Ok(report) => blocks.extend(cache_text(&report).blocks),
            Err(fault) => blocks.push(Block::Paragraph(fault)),
        }
        said(Doc { blocks })
    }

    fn plain_target(&mut self, target: Option<String>) -> Answer {
        self.options.target = target;
        self.rebuild();
        let mut answer = self.here();
        let problems = self
            .study()
            .map_or(&[][..], |study| study.document.analysis.problems());
        if let Some(problem) = problems.first() {
            let text = Text::plain(problem.message.as_str());
            answer.doc.blocks.insert(0, Block::Paragraph(text));
        }
        answer
    }

    fn plain_words(&self, word: &str) -> Answer {
        if !word.is_empty() {
            return said(entry_of(word).map_or_else(
                || one("The glossary does not have this word."),
                |entry| words_text(&[entry]),
            ));
        }
        self.tell(|study| {
            let mut words = study.document.analysis.glossary(&study.shown().doc);
            words.retain(|entry| entry.is_used);
            if words.is_empty() {
                return one("The text shown uses no word of the glossary.");
            }
            words_text(&words)
        })
    }

    fn plain_detail(&mut self, detail: Option<DetailLevel>) -> Answer {
        let detail = detail.unwrap_or(self.detail.next());
        self.use_detail(detail);
        said(one(&format!("Explanations are for: {}.", detail.title())))
    }
}

/// Writes words with their meanings.
fn words_text(words: &[GlossaryEntry]) -> Doc {
    let items = words.iter().map(|entry| {
        let mut text = Text::plain(format!("{}: ", entry.word));
        text.append(entry.meaning.clone());
        text
    });
    Doc {
        blocks: vec![Block::List(items.collect())],
    }
}

/// Reads what is supposed: a build argument with its value where the file declares it, or else a file.
fn supposition(analysis: &Analysis, text: &str) -> Supposition {
    let arguments = analysis.build_arguments();
    let given = text.split_once('=');
    let given = given.filter(|(name, _)| arguments.iter().any(|known| known.name == *name));
    match given {
        _ if text.is_empty() => Supposition::Nothing,
        Some((name, value)) => Supposition::Argument {
            name: name.to_owned(),
            value: value.to_owned(),
        },
        None => Supposition::File(text.to_owned()),
    }
}

fn said(doc: Doc) -> Answer {
    Answer {
        doc,
        effects: Vec::new(),
    }
}

fn one(words: &str) -> Doc {
    Doc {
        blocks: vec![Block::Paragraph(Text::plain(words))],
    }
}
