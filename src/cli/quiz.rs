//! `dockstep quiz`: questions made from a Dockerfile, printed with their answers.
//!
//! It prints and asks nothing: answering is the screen's.

use crate::analysis::Analysis;
use crate::build::image_config::image_configs;
use crate::build::options::{BaseImages, BuildOptions};
use crate::cli::build_flags::BuildFlags;
use crate::cli::explain::{Paper, titled};
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::explain::questions::question::{Question, QuestionKind};
use crate::export::questions_json::question_json;
use crate::export::text;
use crate::host::{file, output};
use crate::language::source::Source;
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep quiz`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  dockstep quiz Dockerfile                         five questions, and the answers below them
  dockstep quiz --count 12 --seed 7 Dockerfile     twelve; the same seed gives the same ones
  dockstep quiz --json Dockerfile                  one JSON object a line, for programs")]
pub struct QuizArguments {
    /// The Dockerfile; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Prints one JSON object a line, a question each, with its answer
    #[arg(long)]
    pub json: bool,
    /// Which questions, and in which order: the same number gives the same ones
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// How many questions, at most
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub count: usize,
    /// A JSON file with the configurations of base images, as `docker image inspect` prints them
    #[arg(long, value_name = "FILE")]
    pub image_configs: Option<PathBuf>,
    /// What the build is given.
    #[command(flatten)]
    pub build: BuildFlags,
}

/// Reads the Dockerfile and prints questions about it; where there are few, standard error says why.
pub fn run(arguments: &QuizArguments, paper: Paper) -> Result<(), String> {
    let read = file::read_named(&arguments.file).map_err(|error| error.to_string())?;
    let analysis = Analysis::of(Source::new(read.bytes), &options(arguments)?);
    let questions = analysis.questions(arguments.seed, arguments.count);
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
    if questions.len() < arguments.count
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
            let options = question.options.iter().map(|option| option.text.clone());
            blocks.push(Block::Steps(options.collect()));
        }
    }
    if !questions.is_empty() {
        blocks.push(heading(2, Text::plain("Answers")));
    }
    for (question, number) in questions.iter().zip(1..) {
        blocks.push(heading(3, numbered(number, &question.prompt)));
        let reasons = question.options.iter().map(|option| {
            let mut text = Text::plain(if option.right { "✓ " } else { "✗ " });
            text.append(option.text.clone());
            text.push_plain(": ");
            text.append(option.why.clone());
            text
        });
        blocks.push(Block::List(reasons.collect()));
    }
    Doc { blocks }
}

fn heading(level: u8, text: Text) -> Block {
    Block::Heading { level, text }
}

fn numbered(number: usize, prompt: &Text) -> Text {
    let mut text = Text::plain(format!("{number}. "));
    text.append(prompt.clone());
    text
}
