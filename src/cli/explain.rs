//! `dockstep explain`: the explanation of a file, or of one of its lines, as a document.
//!
//! [`run`] asks the host for the file and prints; [`explain`] is given a text that was read and
//! gives back a text to print.

use crate::analysis::Analysis;
use crate::analysis::document::{
    instruction_at, line_numbers, nearest_instruction, one_line, short_title, whole_file,
};
use crate::build::options::BuildOptions;
use crate::cli::build_flags::BuildFlags;
use crate::cli::engine_flag::EngineFlag;
use crate::cli::missing_target::refuse_missing_target;
use crate::cli::numbers::line_number;
use crate::doc::text::Text;
use crate::doc::visible::visible_line;
use crate::doc::{Block, Doc};
use crate::export::text::ink::Ink;
use crate::export::{markdown, text};
use crate::host::{file, output};
use crate::language::source::Source;
use std::fmt;
use std::path::PathBuf;

/// Holds the arguments of `dockstep explain`.
#[derive(clap::Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "\
Examples:
  dockstep explain Dockerfile                       the whole file
  dockstep explain Dockerfile --line 10             the instruction on line 10
  dockstep explain Dockerfile --format markdown     for a wiki or a review
  dockstep explain - < Dockerfile                   from standard input")]
pub struct ExplainArguments {
    /// The Dockerfile; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Explains only the instruction that covers this line, counted from 1
    #[arg(long, value_name = "N", value_parser = line_number)]
    pub line: Option<u32>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// What the build is given.
    #[command(flatten)]
    pub build: BuildFlags,
    /// Whether a local engine is asked.
    #[command(flatten)]
    pub engine: EngineFlag,
}

/// Names a format that an explanation can be written in.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal or a log
    Text,
    /// GitHub flavoured Markdown
    Markdown,
}

/// Says how text is to be written: as wide as the terminal, in colour where it has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The columns there are.
    pub width: usize,
    /// Whether colours may be used.
    pub ink: Ink,
}

/// Says why there is nothing to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExplainError {
    /// The line belongs to no instruction.
    NoInstruction {
        /// The file's name.
        name: String,
        /// The line that was asked for.
        line: u32,
        /// How many lines there are.
        line_count: u32,
        /// What stands there.
        found: Found,
        /// The nearest instruction: its place, its first line, its text.
        nearest: Option<(String, u32, String)>,
    },
}

/// Names what stands on a line that belongs to no instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// An empty line.
    Blank,
    /// A comment or a parser directive.
    Comment,
    /// Nothing: the file ends before it.
    BeyondTheEnd,
}

impl fmt::Display for ExplainError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::NoInstruction {
            name,
            line,
            line_count,
            found,
            nearest,
        } = self;
        write!(formatter, "{}:{line}: ", visible_line(name))?;
        match found {
            Found::Blank => formatter.write_str("this line is empty")?,
            Found::Comment => {
                formatter.write_str("this line is a comment; it belongs to no instruction")?;
            }
            Found::BeyondTheEnd => {
                let lines = if *line_count == 1 { "line" } else { "lines" };
                write!(
                    formatter,
                    "there is no such line; the file has {line_count} {lines}"
                )?;
            }
        }
        match nearest {
            Some((place, first_line, title)) => write!(
                formatter,
                "\nThe nearest instruction is on {place}: {}\nTry: --line {first_line}",
                visible_line(title)
            ),
            None => formatter
                .write_str("\nThe file has no instructions. A Dockerfile starts with FROM."),
        }
    }
}

/// Reads the Dockerfile and prints its explanation; the error is a message for the reader.
pub fn run(arguments: &ExplainArguments, paper: Paper) -> Result<(), String> {
    let file = file::read_named(&arguments.file).map_err(|error| error.to_string())?;
    let source = Source::new(file.bytes);
    let mut options = arguments.build.options();
    let analysis = Analysis::of(source.clone(), &options);
    refuse_missing_target(&file.name, &analysis)?;
    if let Some(asked) = arguments.engine.asked(&analysis)? {
        options = asked;
    }
    let text = explain(arguments, &options, &file.name, source, paper)
        .map_err(|error| error.to_string())?;
    output::print(&text).map_err(|error| format!("standard output: {error}"))
}

/// Explains a Dockerfile that was read already; `name` is what its title calls it.
pub fn explain(
    arguments: &ExplainArguments,
    options: &BuildOptions,
    name: &str,
    source: Source,
    paper: Paper,
) -> Result<String, ExplainError> {
    let analysis = Analysis::of(source, options);
    let doc = match arguments.line {
        Some(line) => {
            one_line(&analysis, line).ok_or_else(|| no_instruction(&analysis, name, line))?
        }
        None => titled(name, whole_file(&analysis)),
    };
    Ok(match arguments.format {
        Format::Text => text::write(&doc, paper.width, paper.ink),
        Format::Markdown => markdown::write(&doc),
    })
}

/// Puts a file's name above its explanation.
pub fn titled(name: &str, doc: Doc) -> Doc {
    let title = Block::Heading {
        level: 1,
        text: Text::plain(name),
    };
    Doc {
        blocks: std::iter::once(title).chain(doc.blocks).collect(),
    }
}

fn no_instruction(analysis: &Analysis, name: &str, line: u32) -> ExplainError {
    let line_count = analysis.lines().count();
    let written = analysis.tree().source().slice(analysis.lines().span(line));
    let found = if line > line_count {
        Found::BeyondTheEnd
    } else if written.trim().trim_start_matches('\u{feff}').is_empty() {
        Found::Blank
    } else {
        Found::Comment
    };
    let nearest = nearest_instruction(analysis, line).and_then(|index| {
        let instruction = analysis.tree().instructions().get(index)?;
        let (title, _) = short_title(analysis, index);
        Some((line_numbers(instruction), instruction.first_line, title))
    });
    debug_assert!(
        instruction_at(analysis, line).is_none(),
        "there is an instruction"
    );
    ExplainError::NoInstruction {
        name: name.to_owned(),
        line,
        line_count,
        found,
        nearest,
    }
}

#[cfg(test)]
mod tests {
    use super::{ExplainArguments, Format, Paper, explain};
    use crate::cli::build_flags::BuildFlags;
    use crate::cli::engine_flag::EngineFlag;
    use crate::export::text::ink::Ink;
    use crate::language::source::Source;
    use std::path::PathBuf;

    const TEXT: &str = "# a comment\nFROM alpine\n\n\n\nRUN a \\\n  && b\n";

    fn explained(text: &str, line: Option<u32>, format: Format) -> Result<String, String> {
        let arguments = ExplainArguments {
            file: PathBuf::from("Dockerfile"),
            line,
            format,
            build: BuildFlags::default(),
            engine: EngineFlag::default(),
        };
        let paper = Paper {
            width: 80,
            ink: Ink::Plain,
        };
        explain(
            &arguments,
            &arguments.build.options(),
            "Dockerfile",
            Source::from(text),
            paper,
        )
        .map_err(|error| error.to_string())
    }

    #[test]
    fn a_line_gives_the_instruction_that_covers_it() {
        let first = explained(TEXT, Some(6), Format::Text).unwrap();
        assert!(
            first.starts_with("2 · lines 6–7 · `RUN a && b`\n"),
            "{first}"
        );
        assert_eq!(explained(TEXT, Some(7), Format::Text).unwrap(), first);
        assert!(!first.contains("FROM"), "{first}");
    }

    #[test]
    fn a_line_without_an_instruction_names_the_nearest_one() {
        let error = |line| explained(TEXT, Some(line), Format::Text).unwrap_err();
        assert_eq!(
            error(1),
            "Dockerfile:1: this line is a comment; it belongs to no instruction\n\
             The nearest instruction is on line 2: FROM alpine\nTry: --line 2"
        );
        assert!(
            error(3).starts_with(
                "Dockerfile:3: this line is empty\nThe nearest instruction is on line 2"
            )
        );
        assert!(
            error(4).contains("on lines 6–7: RUN a && b\nTry: --line 6"),
            "of two as near, the one below"
        );
        assert_eq!(
            error(99),
            "Dockerfile:99: there is no such line; the file has 7 lines\n\
             The nearest instruction is on lines 6–7: RUN a && b\nTry: --line 6"
        );
        assert!(
            explained("# x\n", Some(1), Format::Text)
                .unwrap_err()
                .ends_with("starts with FROM.")
        );
        let hostile = explained("RUN \u{1b}[2J\u{202e}\n", Some(2), Format::Text).unwrap_err();
        assert!(!hostile.contains(['\u{1b}', '\u{202e}']), "{hostile:?}");
    }

    #[test]
    fn the_whole_file_has_a_title_and_each_instruction() {
        let text = explained(TEXT, None, Format::Text).unwrap();
        assert!(text.starts_with("Dockerfile\n══════════\n"), "{text}");
        for heading in ["1 · line 2 · `FROM alpine`", "2 · lines 6–7 · `RUN a && b`"] {
            assert!(text.contains(heading), "{heading} in:\n{text}");
        }
        let markdown = explained(TEXT, None, Format::Markdown).unwrap();
        assert!(markdown.starts_with("# Dockerfile\n"), "{markdown}");
        assert!(
            markdown.contains(
                "### 2 · lines 6–7 · `RUN a && b`\n\n```dockerfile\nRUN a \\\n  && b\n```\n"
            ),
            "{markdown}"
        );
    }
}
