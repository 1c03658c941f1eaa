//! How long a report of 500 participants takes who gave 200 answers each: reading, checking, counting,
//! and writing the page.
//!
//! `cargo bench --bench results` fails above one second; `cargo test --benches` does one quick round
//! with few files. The answers are to lessons of the course where it has so many questions, so that
//! lessons are read and questions are named too.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

use dockstep::course::progress::Given;
use dockstep::course::progress::deed::{AnsweredPage, Confidence};
use dockstep::course::progress::moment::Moment;
use dockstep::course::results::results_file::{ClassRecord, ResultsFile};
use dockstep::host::saved_file::text_of;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// What a report may take.
const BAR: Duration = Duration::from_secs(1);
/// How many answers each participant gave.
const ANSWERS: usize = 200;
/// How many times each report is made.
const ROUNDS: usize = 11;

fn main() -> ExitCode {
    let is_measuring = env::args().any(|argument| argument == "--bench");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("results-bench");
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let people = if is_measuring { 500 } else { 5 };
    let bytes: usize = (0..people).map(|person| write(&folder, person)).sum();
    let rounds = if is_measuring { ROUNDS } else { 1 };
    let mut is_good = true;
    for format in ["html", "csv", "text"] {
        let mut times: Vec<Duration> = (0..rounds).map(|_| time(&folder, format)).collect();
        times.sort();
        let median = times[times.len() / 2];
        println!(
            "{people} files, {ANSWERS} answers each, {} KB: {format} in {:.0} ms, median of {rounds} (bar {} ms)",
            bytes / 1000,
            median.as_secs_f64() * 1000.0,
            BAR.as_millis()
        );
        is_good &= median <= BAR;
    }
    let _gone = fs::remove_dir_all(&folder);
    if is_measuring && !is_good {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Writes the file of a participant; gives its size.
fn write(folder: &Path, person: usize) -> usize {
    let answers = (0..ANSWERS).map(|number| {
        let chance = (person * 31 + number * 17 + person * number) % 101;
        let lesson = [
            "copy-exactly",
            "order-for-the-cache",
            "django-two-stages",
            "of-a-pack",
        ];
        Given {
            at: Moment::of_seconds(1_764_000_000 + 30 * number as u64),
            what: AnsweredPage {
                lesson: Some(lesson[number % lesson.len()].to_owned()),
                page: format!("page-{}", number / lesson.len()),
                idea: format!("idea-number-{}", number % 40),
                is_right: chance < 30 + number % 60,
                confidence: chance.is_multiple_of(3).then_some(Confidence::Guess),
                answer: format!("what somebody chose who believes number {}", chance % 4),
                seconds: Some(5 + chance as u32),
            },
        }
    });
    let record = ClassRecord {
        name: format!("Participant {person}"),
        exported_at: Moment::of_seconds(1_764_010_000),
        answers: answers.collect(),
        ..ClassRecord::default()
    };
    let text = text_of(&ResultsFile::of(record)).unwrap();
    fs::write(folder.join(format!("{person}.json")), &text).unwrap();
    text.len()
}

fn time(folder: &Path, format: &str) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_dockstep"))
        .args(["pack", "results", "--format", format])
        .arg(folder)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    let time = start.elapsed();
    assert!(status.success());
    time
}
