//! Questions: one reader for each way of answering.

use crate::analysis::Analysis;
use crate::course::lesson::{
    Ask, Asking, Body, Constraint, FillIn, Item, Page, PointAtLine, PutInOrder,
};
use crate::course::lesson_file::{
    BeliefFile, ChoiceFile, ConstraintFile, FillInFile, OptionFile, OrderFile, PointFile,
};
use crate::course::lesson_reader::Reader;
use crate::course::lesson_reader::texts::inline;
use crate::course::located::Located;
use crate::course::place::Place;
use crate::explain::questions::question::AnswerOption;
use std::collections::BTreeSet;
use std::sync::Arc;
use toml::de::DeValue;

/// The ways of answering.
pub(super) const ANSWERS: &str =
    "choose-one, choose-several, fill-in, point-at-line or put-in-order";

impl Reader<'_> {
    /// Reads a question.
    pub(super) fn question(
        &mut self,
        rest: toml::Spanned<DeValue<'_>>,
        answer: &toml::Spanned<DeValue<'_>>,
    ) -> Option<Page> {
        let start = rest.span().start;
        match answer.get_ref().as_str() {
            Some("choose-one") => {
                let file = self.toml.typed(rest, start)?;
                self.choice(file, false, start)
            }
            Some("choose-several") => {
                let file = self.toml.typed(rest, start)?;
                self.choice(file, true, start)
            }
            Some("fill-in") => {
                let file = self.toml.typed(rest, start)?;
                Some(self.fill_in(file))
            }
            Some("point-at-line") => {
                let file = self.toml.typed(rest, start)?;
                self.point_at_line(file)
            }
            Some("put-in-order") => {
                let file = self.toml.typed(rest, start)?;
                Some(self.put_in_order(file))
            }
            _ => {
                self.toml.fault(
                    answer.span().start,
                    format!("there is no such way of answering; it is {ANSWERS}"),
                );
                None
            }
        }
    }

    fn choice(&mut self, file: ChoiceFile, is_several: bool, start: usize) -> Option<Page> {
        self.names(&file.id, &file.idea);
        let analysis = self.analysis(file.dockerfile.as_ref());
        let options: Vec<AnswerOption> = file
            .option
            .iter()
            .map(|option| self.option(option, analysis.as_deref()))
            .collect();
        let right = options.iter().filter(|option| option.right).count();
        let texts: BTreeSet<String> = options
            .iter()
            .map(|option| option.text.to_plain())
            .collect();
        if texts.len() < options.len() {
            self.toml.fault(start, "two options have the same text");
        }
        if options.len() < 3 {
            self.toml.fault(
                start,
                format!(
                    "a question has at least 3 options; here are {}",
                    options.len()
                ),
            );
        }
        match (is_several, right) {
            (false, 1) => {}
            (true, 2..) if right < options.len() => {}
            (false, _) => {
                self.toml.fault(
                    start,
                    format!("in choose-one exactly one option is right; here are {right}"),
                );
                return None;
            }
            (true, 2..) => self
                .toml
                .fault(start, "every option is right; one must be wrong"),
            (true, _) => {
                self.toml.fault(start, format!("in choose-several at least two options are right, here {right}; make it choose-one, or add another right one"));
                return None;
            }
        }
        let ask = if is_several {
            Ask::ChooseSeveral(options)
        } else {
            Ask::ChooseOne(options)
        };
        let lit = self.lit(file.line.as_ref(), analysis.as_deref());
        let prompt = self.prompt(&file.prompt);
        Some(page(
            file.id,
            file.idea,
            analysis,
            lit,
            Asking {
                is_prediction: false,
                prompt,
                ask,
            },
        ))
    }

    fn fill_in(&mut self, file: FillInFile) -> Page {
        self.names(&file.id, &file.idea);
        let analysis = self.analysis(file.dockerfile.as_ref());
        let is_empty = |answer: &String| answer.trim().is_empty();
        if file.accepts.value.is_empty() || file.accepts.value.iter().any(is_empty) {
            self.toml.fault(
                file.accepts.start,
                "accepts lists every way to write the answer; none may be empty",
            );
        }
        let beliefs: Vec<AnswerOption> = file
            .option
            .iter()
            .map(|belief| {
                if file.accepts.value.contains(&belief.value.text) {
                    self.toml
                        .fault(belief.start, "this answer is accepted and called wrong");
                }
                self.belief(belief, analysis.as_deref())
            })
            .collect();
        let why = self.reason(file.why, file.accepts.start);
        let lit = self.lit(file.line.as_ref(), analysis.as_deref());
        let ask = Ask::FillIn(FillIn {
            accepts: file.accepts.value,
            any_case: file.any_case,
            why,
            beliefs,
        });
        let prompt = self.prompt(&file.prompt);
        page(
            file.id,
            file.idea,
            analysis,
            lit,
            Asking {
                is_prediction: false,
                prompt,
                ask,
            },
        )
    }

    fn point_at_line(&mut self, file: PointFile) -> Option<Page> {
        self.names(&file.id, &file.idea);
        let analysis = self.analysis(file.dockerfile.as_ref());
        let place = self.place(&file.at, analysis.as_deref());
        let mut others = Vec::new();
        for option in &file.option {
            let why = self.why(&option.value.why, option.start, "the line");
            let Some(other) = self.place(&option.value.line, analysis.as_deref()) else {
                continue;
            };
            if Some(other) == place {
                self.toml
                    .fault(option.start, "this line is the answer and called wrong");
            }
            others.push((other, why));
        }
        let why = self.reason(file.why, file.at.start);
        let otherwise = self.why(
            &file.otherwise.value,
            file.otherwise.start,
            "any other line",
        );
        let prompt = self.prompt(&file.prompt);
        let ask = Ask::PointAtLine(PointAtLine {
            place: place?,
            why,
            others,
            otherwise,
        });
        Some(page(
            file.id,
            file.idea,
            analysis,
            Vec::new(),
            Asking {
                is_prediction: false,
                prompt,
                ask,
            },
        ))
    }

    fn put_in_order(&mut self, file: OrderFile) -> Page {
        self.names(&file.id, &file.idea);
        let mut items = Vec::new();
        let mut ids = Vec::new();
        for item in &file.item {
            if ids.contains(&item.value.id) {
                self.toml.fault(
                    item.start,
                    format!("two items have the id {:?}", item.value.id),
                );
            }
            ids.push(item.value.id.clone());
            items.push(Item {
                text: item.value.text.clone(),
                why: self.why(&item.value.why, item.start, "the item"),
            });
        }
        if file.constraint.is_empty() && file.goals.is_empty() {
            self.toml.fault(
                file.id.start,
                "nothing says which order is right; add [[page.constraint]] or goals",
            );
        }
        let constraints = self.constraints(&file.constraint, &ids);
        let better = self.constraints(&file.better, &ids);
        let ask = PutInOrder {
            items,
            constraints,
            better,
            goals: self.goals(file.goals),
            options: self.options.clone(),
        };
        let prompt = self.prompt(&file.prompt);
        let ask = Ask::PutInOrder(Box::new(ask));
        page(
            file.id,
            file.idea,
            None,
            Vec::new(),
            Asking {
                is_prediction: false,
                prompt,
                ask,
            },
        )
    }

    fn constraints(
        &mut self,
        files: &[Located<ConstraintFile>],
        ids: &[String],
    ) -> Vec<Constraint> {
        let mut constraints = Vec::new();
        for file in files {
            let why = self.why(&file.value.why, file.start, "the constraint");
            let position = |id: &String| ids.iter().position(|known| known == id);
            match (position(&file.value.first), position(&file.value.then)) {
                (Some(first), Some(then)) => constraints.push(Constraint { first, then, why }),
                _ => self.toml.fault(
                    file.start,
                    format!("first and then name items; there are: {}", ids.join(", ")),
                ),
            }
        }
        constraints
    }

    fn option(&mut self, file: &Located<OptionFile>, analysis: Option<&Analysis>) -> AnswerOption {
        let option = &file.value;
        if option.text.trim().is_empty() {
            self.toml.fault(file.start, "the option has no text");
        }
        let line = option
            .line
            .as_ref()
            .and_then(|line| self.place(line, analysis));
        AnswerOption {
            text: inline(&option.text),
            right: option.right,
            why: self.why(&option.why, file.start, "the option"),
            line: line.map(|place| place.first_line),
        }
    }

    /// Reads a wrong answer.
    pub(super) fn belief(
        &mut self,
        file: &Located<BeliefFile>,
        analysis: Option<&Analysis>,
    ) -> AnswerOption {
        let belief = &file.value;
        let line = belief
            .line
            .as_ref()
            .and_then(|line| self.place(line, analysis));
        AnswerOption {
            text: inline(&belief.text),
            right: false,
            why: self.why(&belief.why, file.start, "the option"),
            line: line.map(|place| place.first_line),
        }
    }

    fn reason(&mut self, why: Option<Located<String>>, start: usize) -> crate::doc::text::Text {
        let why = why.unwrap_or(Located {
            value: String::new(),
            start,
        });
        self.why(&why.value, why.start, "the right answer")
    }

    fn lit(
        &mut self,
        line: Option<&Located<crate::course::lesson_file::SelectorFile>>,
        analysis: Option<&Analysis>,
    ) -> Vec<Place> {
        let place = line.and_then(|line| self.place(line, analysis));
        place.into_iter().collect()
    }
}

fn page(
    id: Located<String>,
    idea: Located<String>,
    dockerfile: Option<Arc<Analysis>>,
    lit: Vec<Place>,
    asking: Asking,
) -> Page {
    Page {
        id: id.value,
        line: 0,
        idea: Some(idea.value),
        dockerfile,
        lit,
        body: Body::Question(asking),
    }
}
