//! `dockstep quiz`: questions made from a Dockerfile, or those of a lesson. On a terminal they are
//! asked; else they are printed, the answers below them.

use crate::analysis::Analysis;
use crate::app::msg::Msg;
use crate::app::on_home::QUIZ_QUESTIONS;
use crate::build::image_config::image_configs;
use crate::build::options::{BaseImages, BuildOptions};
use crate::cli::build_flags::BuildFlags;
use crate::cli::colours::ColourFlags;
use crate::cli::explain::{Paper, titled};
use crate::cli::missing_target::{refuse_missing_target, refuse_missing_target_of};
use crate::cli::numbers::question_count;
use crate::cli::practice::Practising;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};
use crate::explain::questions::question::{Question, QuestionKind};
use crate::export::questions_json::question_json;
use crate::export::text;
use crate::host::{environment, file, output};
use crate::language::source::Source;
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep quiz`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep quiz Dockerfile                         ten questions made from it
  dockstep quiz --count 12 --seed 7 Dockerfile     twelve; the same seed gives the same ones
  dockstep quiz 23                                 the questions of lesson 23
  dockstep quiz --count 3 23                       three of them
  dockstep quiz Dockerfile > quiz.txt              on paper, the answers below the questions
  dockstep quiz --json Dockerfile                  one JSON object a line, for programs")]
pub struct QuizArguments {
    /// The Dockerfile, or - for standard input; or a lesson, by its number or id
    #[arg(value_name = "FILE or LESSON")]
    pub file: PathBuf,
    /// Prints one JSON object a line, a question each, with its answer
    #[arg(long)]
    pub json: bool,
    /// How many questions, at most: of a Dockerfile 10 where they are asked and 5 where they are printed, of a lesson all
    #[arg(long, value_name = "N", value_parser = question_count)]
    pub count: Option<usize>,
    /// How the questions are asked.
    #[command(flatten)]
    pub practising: Practising,
    /// A JSON file with the configurations of base images, as `docker image inspect` prints them
    #[arg(long, value_name = "FILE")]
    pub image_configs: Option<PathBuf>,
    /// What the build is given.
    #[command(flatten)]
    pub build: BuildFlags,
}

impl QuizArguments {
    /// Asks in typed lines too where that was said before the subcommand.
    #[must_use]
    pub fn plain_if(mut self, is_plain: bool) -> Self {
        self.practising.plain |= is_plain;
        self
    }
}

/// How many questions are printed where no number is given.
const PRINTED: usize = 5;

/// Asks or prints questions; where there are few, standard error says why.
pub fn run(arguments: &QuizArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let asks =
        arguments.practising.plain && environment::has_terminal() || environment::can_show_screen();
    if let Some(id) = lesson_named(arguments)? {
        if arguments.json {
            return Err(format!(
                "--json is for the questions made from a Dockerfile; {id} is a lesson\n  Without --json its questions are asked, or printed."
            ));
        }
        let mut practising = arguments.practising.clone();
        if !asks {
            // What is printed twice is the same.
            practising.seed.get_or_insert(0);
        }
        let (mut app, mut effects) = practising.app(options(arguments)?)?;
        effects.extend(app.open_lesson_quiz(&id, arguments.count));
        return practising.show(app, effects, colours, paper);
    }
    if arguments.json || !asks || !environment::has_keyboard() {
        return print(arguments, paper);
    }
    ask(arguments, colours, paper)
}

/// Finds the lesson that is named, where no file has that name.
fn lesson_named(arguments: &QuizArguments) -> Result<Option<String>, String> {
    let name = arguments.file.to_string_lossy();
    if name == "-" || file::is_there(&arguments.file) {
        return Ok(None);
    }
    let (app, _) = arguments.practising.app(BuildOptions::default())?;
    Ok(app
        .shelf()
        .catalogue()
        .find(&name)
        .ok()
        .map(|lesson| lesson.id.clone()))
}

/// Asks questions on the screen, or in typed lines.
fn ask(arguments: &QuizArguments, colours: ColourFlags, paper: Paper) -> Result<(), String> {
    let read = file::read_named(&arguments.file).map_err(|error| error.to_string())?;
    let (mut app, mut effects) = arguments.practising.app(options(arguments)?)?;
    let opened = app.update(Msg::FileRead(Ok(read)));
    refuse_missing_target_of(&app)?;
    effects.extend(opened);
    effects.extend(app.open_quiz(arguments.count.unwrap_or(QUIZ_QUESTIONS)));
    app.leave_only_the_front();
    arguments.practising.show(app, effects, colours, paper)
}

/// Prints questions about a Dockerfile, and the answers below them.
fn print(arguments: &QuizArguments, paper: Paper) -> Result<(), String> {
    let count = arguments.count.unwrap_or(PRINTED);
    let seed = arguments.practising.seed.unwrap_or(0);
    let read = file::read_named(&arguments.file).map_err(|error| error.to_string())?;
    let analysis = Analysis::of(Source::new(read.bytes), &options(arguments)?);
    refuse_missing_target(&read.name, &analysis)?;
    let questions = analysis.questions(seed, count);
    let text = if arguments.json {
        let lines = questions
            .iter()
            .map(|it| format!("{}\n", question_json(it)));
        lines.collect()
    } else {
        text::write(
            &titled(&read.name, sheet(&questions)),
            paper.width,
            paper.ink,
        )
    };
    output::print(&text).map_err(|error| format!("standard output: {error}"))?;
    if questions.len() < count
        && let Some(reason) = analysis.question_shortage()
    {
        output::complain(&format!("{}: {}", read.name, reason.to_plain()));
    }
    Ok(())
}

fn options(arguments: &QuizArguments) -> Result<BuildOptions, String> {
    let options = arguments.build.options();
    let Some(path) = &arguments.image_configs else {
        return Ok(options);
    };
    let given = image_configs(&read_text(path)?)
        .map_err(|error| format!("{}:{}: {error}", path.display(), error.line()))?;
    Ok(BuildOptions {
        base_images: BaseImages {
            given,
            ..options.base_images
        },
        ..options
    })
}

fn read_text(path: &Path) -> Result<String, String> {
    let bytes = file::read_bytes(path).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Lays out questions, and their answers below all of them.
fn sheet(questions: &[Question]) -> Doc {
    let mut blocks = Vec::new();
    for (question, number) in questions.iter().zip(1..) {
        blocks.push(heading(3, numbered(number, &question.prompt)));
        if question.kind != QuestionKind::FillIn {
            let options = question.options.iter().zip(letters());
            let options = options.map(|(option, letter)| Part {
                written: letter,
                meaning: option.text.clone(),
                ..Part::default()
            });
            blocks.push(Block::Parts(options.collect()));
        }
    }
    if !questions.is_empty() {
        blocks.push(heading(2, Text::plain("Answers")));
    }
    for (question, number) in questions.iter().zip(1..) {
        blocks.push(heading(3, numbered(number, &question.prompt)));
        let has_letters = question.kind != QuestionKind::FillIn;
        let reasons = question.options.iter().zip(letters());
        let reasons = reasons.map(|(option, letter)| {
            let mut text = Text::plain(if option.right { "✓ " } else { "✗ " });
            if has_letters {
                text.push_plain(&format!("{letter} · "));
            }
            text.append(option.text.clone());
            text.push_plain(": ");
            text.append(option.why.clone());
            text
        });
        blocks.push(Block::List(reasons.collect()));
    }
    Doc { blocks }
}

/// Gives the letters by which options are named, so that no number of a question looks like one.
fn letters() -> impl Iterator<Item = String> {
    ('A'..='Z').map(String::from)
}

fn heading(level: u8, text: Text) -> Block {
    Block::Heading { level, text }
}

fn numbered(number: usize, prompt: &Text) -> Text {
    let mut text = Text::plain(format!("{number}. "));
    text.append(prompt.clone());
    text
}
