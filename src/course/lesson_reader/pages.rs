//! Pages: which kind one is, and what each kind holds.

use crate::course::lesson::{Ask, Asking, Body, Exercise, FillIn, Page};
use crate::course::lesson_file::{ExerciseFile, MadeFile, PredictFile, ReadFile};
use crate::course::lesson_reader::Reader;
use crate::course::lesson_reader::texts::inline;
use crate::course::located::Located;
use crate::course::looked_at::LookedAt;
use crate::course::made_page::{made_page, made_questions};
use crate::doc::text::Text;
use crate::explain::questions::question::AnswerOption;
use std::sync::Arc;
use toml::de::DeValue;

/// The kinds of page.
const KINDS: &str = "read, predict, question, exercise or made";

/// How many hints an exercise has.
const HINTS: usize = 3;

impl Reader<'_> {
    /// Reads a page; nothing where it has a fault that hides the rest.
    pub(super) fn page(&mut self, page: toml::Spanned<DeValue<'_>>) -> Option<Page> {
        let span = page.span();
        let start = span.start;
        let DeValue::Table(mut table) = page.into_inner() else {
            self.toml.fault(start, "write each page as [[page]]");
            return None;
        };
        // What the build is given comes first: what the page shows is analysed as its fields are read.
        let folder = table.get("context-folder").and_then(|folder| {
            let name = folder.get_ref().as_str()?;
            Some((name.to_owned(), folder.span().start))
        });
        let folder = folder.as_ref();
        self.use_context(folder.map(|(name, start)| (name.as_str(), *start)));
        self.use_given(&table)?;
        self.page_notes(&table);
        let Some(kind) = table.remove("kind") else {
            self.toml
                .fault(start, format!("the page has no kind; it is {KINDS}"));
            return None;
        };
        let kind_start = kind.span().start;
        let kind = kind.into_inner();
        let answer = if kind.as_str() == Some("question") {
            let Some(answer) = table.remove("answer") else {
                self.toml.fault(
                    start,
                    format!(
                        "the question has no answer; it is {}",
                        super::questions::ANSWERS
                    ),
                );
                return None;
            };
            Some(answer)
        } else {
            None
        };
        let rest = toml::Spanned::new(span, DeValue::Table(table));
        let line = self.toml.line(start);
        let page = match kind.as_str() {
            Some("read") => {
                let file = self.toml.typed(rest, start)?;
                self.read_page(file)
            }
            Some("predict") => {
                let file = self.toml.typed(rest, start)?;
                self.predict(file)?
            }
            Some("exercise") => {
                let file = self.toml.typed(rest, start)?;
                self.exercise(file)?
            }
            Some("made") => {
                let file = self.toml.typed(rest, start)?;
                self.made(&file)?
            }
            Some("question") => self.question(rest, answer.as_ref()?)?,
            _ => {
                self.toml.fault(
                    kind_start,
                    format!("there is no such kind of page; it is {KINDS}"),
                );
                return None;
            }
        };
        Some(Page { line, ..page })
    }

    fn read_page(&mut self, file: ReadFile) -> Page {
        self.toml.kebab(&file.id);
        let analysis = self.analysis(file.dockerfile.as_ref());
        let lit: Vec<_> = file
            .line
            .iter()
            .filter_map(|selector| self.place(selector, analysis.as_deref()))
            .collect();
        let text = self.reading(&file.text, analysis.as_deref(), &lit);
        Page {
            id: file.id.value,
            line: 0,
            idea: None,
            dockerfile: analysis,
            lit,
            body: Body::Read(text),
        }
    }

    fn predict(&mut self, file: PredictFile) -> Option<Page> {
        self.names(&file.id, &file.idea);
        let analysis = self.analysis(file.dockerfile.as_ref());
        let place = self.place(&file.at, analysis.as_deref())?;
        let analysis = analysis?;
        let looked_at = LookedAt::from(file.expect.value);
        let answer = match looked_at.answer(&analysis, place.instruction) {
            Ok(answer) => answer,
            Err(reason) => {
                let what = looked_at.name();
                self.toml
                    .fault(file.expect.start, format!("{what} is not known: {reason}"));
                return None;
            }
        };
        let why = file.why.unwrap_or_else(|| Located {
            value: String::new(),
            start: file.expect.start,
        });
        let why = self.why(&why.value, why.start, "the right answer");
        let mut options: Vec<AnswerOption> = Vec::new();
        for belief in &file.option {
            let option = self.belief(belief, Some(&analysis));
            if option.text.to_plain() == answer {
                self.toml.fault(belief.start, format!("{answer:?} is the right answer: the analysis says so; options of predict are the wrong ones"));
            }
            // What is code to one author is none to another: the answer must not be told by its looks.
            options.push(AnswerOption {
                text: Text::plain(option.text.to_plain()),
                ..option
            });
        }
        let ask = if options.is_empty() {
            Ask::FillIn(FillIn {
                accepts: vec![answer],
                any_case: false,
                why,
                beliefs: Vec::new(),
            })
        } else {
            options.insert(
                0,
                AnswerOption {
                    text: Text::plain(answer),
                    right: true,
                    why,
                    line: Some(place.first_line),
                },
            );
            Ask::ChooseOne(options)
        };
        let prompt = self.prompt(&file.prompt);
        Some(Page {
            id: file.id.value,
            line: 0,
            idea: Some(file.idea.value),
            dockerfile: Some(analysis),
            lit: vec![place],
            body: Body::Question(Asking {
                is_prediction: true,
                prompt,
                ask,
            }),
        })
    }

    fn exercise(&mut self, file: ExerciseFile) -> Option<Page> {
        self.names(&file.id, &file.idea);
        let start = self.dockerfile_text(&file.start);
        let solution = self.dockerfile_text(&file.solution);
        if file.goals.is_empty() {
            self.toml.fault(file.id.start, "the exercise has no goals");
        }
        let count = file.hints.value.len();
        if count != HINTS || file.hints.value.iter().any(|hint| hint.trim().is_empty()) {
            self.toml.fault(
                file.hints.start,
                format!(
                    "an exercise has {HINTS} hints, the first one the lightest; here are {count}"
                ),
            );
        }
        let start = start?;
        let analysis = self.analysis_of(start.clone());
        let text = self.reading(&file.text, Some(&analysis), &[]);
        Some(Page {
            id: file.id.value,
            line: 0,
            idea: Some(file.idea.value),
            dockerfile: Some(analysis),
            lit: Vec::new(),
            body: Body::Exercise(Box::new(Exercise {
                text,
                start,
                solution: solution?,
                goals: self.goals(file.goals),
                hints: file.hints.value.iter().map(|hint| inline(hint)).collect(),
                starts_refused: file.starts_refused,
                options: self.options.clone(),
            })),
        })
    }

    /// Makes the page of a question that the Dockerfile itself gives rise to.
    fn made(&mut self, file: &MadeFile) -> Option<Page> {
        self.toml.kebab(&file.id);
        let Some(analysis) = self.analysis(file.dockerfile.as_ref()) else {
            let message = "no Dockerfile is shown here; name one with dockerfile = \"Dockerfile\"";
            self.toml.fault(file.question.start, message);
            return None;
        };
        let made = self.made.take();
        let made = made.filter(|(before, _)| Arc::ptr_eq(before, &analysis));
        let (_, questions) = self
            .made
            .insert(made.unwrap_or_else(|| (Arc::clone(&analysis), made_questions(&analysis))));
        let wanted = &file.question.value;
        let question = questions.iter().find(|question| question.id == *wanted);
        let Some(question) = question.cloned() else {
            self.toml.fault(
                file.question.start,
                format!("no question {wanted:?} is made from this Dockerfile; dockstep quiz --json --count 40 lists them by their ids"),
            );
            return None;
        };
        Some(Page {
            id: file.id.value.clone(),
            ..made_page(&question, &analysis)
        })
    }

    /// Refuses an id or idea that is no name.
    pub(super) fn names(&mut self, id: &Located<String>, idea: &Located<String>) {
        self.toml.kebab(id);
        self.toml.kebab(idea);
    }

    /// Reads what is asked.
    pub(super) fn prompt(&mut self, written: &Located<String>) -> Text {
        if written.value.trim().is_empty() {
            self.toml.fault(written.start, "the prompt is empty");
        }
        self.sentence(&written.value, written.start)
    }
}
