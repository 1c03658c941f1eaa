//! `dockstep pack results`: what a class knew, from the files of its participants.

use crate::cli::pack::opening::{open_pack, options};
use crate::course::lesson::Lesson;
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::LessonSource;
use crate::course::library::{built_in, id_of};
use crate::course::results::asked::AskedOf;
use crate::course::results::class::Class;
use crate::course::results::class_report::ClassReport;
use crate::doc::visible::visible_line;
use crate::export::results_csv::results_csv;
use crate::export::results_figures::summary;
use crate::export::results_html::results_html;
use crate::export::results_text::results_text;
use crate::host::saved_file::Existing;
use crate::host::{class_results, output, written_file};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Holds the arguments of `dockstep pack results`.
#[derive(clap::Args, Clone, Debug)]
pub struct ResultsArguments {
    /// Files of `progress export --name`, or folders of them
    #[arg(value_name = "FILES", required = true)]
    files: Vec<PathBuf>,
    /// The pack that the class learned: its lessons alone are counted. Without it, whatever was answered
    #[arg(long, value_name = "PACK")]
    pack: Option<PathBuf>,
    /// The format; where none is named, the ending of the output file decides: .html, .csv or .txt
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<ResultsFormat>,
    /// The file to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes over a file that is there
    #[arg(long)]
    force: bool,
}

/// Names a format of a report.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsFormat {
    /// Tables for a terminal
    Text,
    /// One table for spreadsheets, in UTF-8: a file of -o begins with the mark by which they know it
    Csv,
    /// One page with pictures
    Html,
}

/// Makes the report; tells whether every file is in it.
pub fn results(arguments: &ResultsArguments) -> Result<(String, bool), String> {
    let format = match arguments.format {
        Some(format) => format,
        None => format_of(arguments.output.as_deref())?,
    };
    let class = Class::of(class_results::read(&arguments.files)?);
    for left_out in &class.left_out {
        let message = format!("{}: left out: {}", left_out.file, left_out.why);
        output::complain(&visible_line(&message));
    }
    if class.participants.is_empty() {
        return Err(
            "no file can be read; participants write theirs with: dockstep progress export FILE --name NAME"
                .to_owned(),
        );
    }
    let asked = match &arguments.pack {
        Some(pack) => {
            let pack = open_pack(pack)?;
            AskedOf::pack(&pack, &read_all(&pack.sources()))
        }
        None => asked_of(&class),
    };
    let report = ClassReport::of(&class, &asked);
    let text = match format {
        ResultsFormat::Text => results_text(&report),
        ResultsFormat::Csv => results_csv(&report),
        ResultsFormat::Html => results_html(&report),
    };
    let is_whole = report.left_out.is_empty();
    let Some(path) = &arguments.output else {
        return Ok((text, is_whole));
    };
    let existing = if arguments.force {
        Existing::Replace
    } else {
        Existing::Keep
    };
    written_file::write(path, with_mark(text, format).as_bytes(), existing)?;
    let shown = path.display().to_string();
    Ok((
        format!(
            "{} holds the report: {}\n",
            visible_line(&shown),
            summary(&report)
        ),
        is_whole,
    ))
}

/// Marks a file for spreadsheets as UTF-8: some take it for the letters of their own country otherwise.
fn with_mark(text: String, format: ResultsFormat) -> String {
    match format {
        ResultsFormat::Csv => format!("\u{feff}{text}"),
        ResultsFormat::Text | ResultsFormat::Html => text,
    }
}

/// Chooses the format by the ending of a file's name; one that says another kind of file is refused.
fn format_of(output: Option<&Path>) -> Result<ResultsFormat, String> {
    let Some(output) = output else {
        return Ok(ResultsFormat::Text);
    };
    let ending = output.extension();
    let ending = ending.map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(ResultsFormat::Html),
        Some("csv") => Ok(ResultsFormat::Csv),
        None | Some("txt") => Ok(ResultsFormat::Text),
        Some(_) => Err(format!(
            "{}: the ending says no format of a report: .html is a page with pictures, .csv a table, .txt text\n  \
             For another name: --format html, csv or text",
            visible_line(&output.display().to_string())
        )),
    }
}

/// Lists what the course asks in the lessons that anybody did something in.
fn asked_of(class: &Class) -> AskedOf {
    let records = class.participants.iter().map(|person| &person.record);
    let done: BTreeSet<&str> = records
        .flat_map(|record| {
            let answered = record.answers.iter();
            let answered = answered.filter_map(|given| given.what.lesson.as_deref());
            let solved = record.solved.iter().map(|given| given.what.lesson.as_str());
            let finished = record.finished.iter().map(|given| given.what.as_str());
            answered.chain(solved).chain(finished)
        })
        .collect();
    let sources = built_in().into_iter();
    let sources =
        sources.filter(|source| id_of(source).is_some_and(|id| done.contains(id.as_str())));
    AskedOf::lessons(&read_all(&sources.collect::<Vec<LessonSource>>()))
}

/// Reads lessons; one that cannot be read is left out.
fn read_all(sources: &[LessonSource]) -> Vec<Lesson> {
    let options = options();
    let sources = sources.iter();
    sources
        .filter_map(|source| read_lesson(source, &options).lesson)
        .collect()
}
