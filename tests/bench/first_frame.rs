//! How long the first picture takes, beside the smallest ratatui program there can be.
//!
//! Both run in a pseudo terminal of 120×36, by turns, in one and the same run: the difference is
//! what counts, whatever the machine. `cargo bench --bench first_frame` fails above the bar;
//! `cargo test --benches` does one quick round.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::widgets::Paragraph;
use std::env;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const ROWS: u16 = 36;
const COLUMNS: u16 = 120;
/// How many times each program is started.
const ROUNDS: usize = 40;
/// What dockstep may take longer than a program that shows one line.
const BAR: Duration = Duration::from_millis(5);
/// The argument that makes this program the smallest one.
const HELLO: &str = "--hello-world";
const GREETING: &str = "Hello, world!";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if arguments.iter().any(|argument| argument == HELLO) {
        hello_world();
        return ExitCode::SUCCESS;
    }
    let is_measuring = arguments.iter().any(|argument| argument == "--bench");
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/lessons/23-django-two-stages/Dockerfile"
    );
    let this = env::current_exe().unwrap();
    // What is opened, and what its first picture must hold.
    let screens: [(&str, &[&str], &[&str]); 3] = [
        (
            "a Dockerfile",
            &[file],
            &["instruction 1 of 11", "CMD [", "Stages", "q quit"],
        ),
        ("home", &[], &["Foundations", "About it", "q quit"]),
        (
            "a lesson",
            &["learn", "23"],
            &["page 1 of", "FROM python:3.9", "q leave"],
        ),
    ];
    let dockstep = |arguments: &[&str], whole: &[&str]| {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        // A reader who has done nothing yet, and whose data nobody else reads.
        command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
        // The picture goes out in one piece, and this is its end.
        first_frame(command, "\x1b[?2026l", whole)
    };
    let hello = || {
        let mut command = CommandBuilder::new(&this);
        command.arg(HELLO);
        // ratatui draws no blank on an empty screen, so the greeting goes out in two pieces.
        first_frame(command, "world!", &[GREETING])
    };
    let rounds = if is_measuring { ROUNDS } else { 1 };
    let mut is_slow = false;
    for (name, arguments, whole) in screens {
        // The first start of each reads the program from the disk.
        dockstep(arguments, whole);
        hello();
        let (mut dockstep_times, mut hello_times) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            hello_times.push(hello());
            dockstep_times.push(dockstep(arguments, whole));
        }
        let dockstep_time = median(&mut dockstep_times);
        let hello_time = median(&mut hello_times);
        let difference = milliseconds(dockstep_time) - milliseconds(hello_time);
        println!(
            "first frame of {name}, median of {rounds}: dockstep {:.2} ms, hello {:.2} ms, difference {difference:.2} ms (bar: {} ms)",
            milliseconds(dockstep_time),
            milliseconds(hello_time),
            BAR.as_millis()
        );
        is_slow |= dockstep_time > hello_time + BAR;
    }
    if is_measuring && is_slow {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Shows one line until a key is pressed.
fn hello_world() {
    let mut terminal = ratatui::init();
    terminal
        .draw(|frame| frame.render_widget(Paragraph::new(GREETING), frame.area()))
        .unwrap();
    ratatui::crossterm::event::read().unwrap();
    ratatui::restore();
}

/// Measures the time from the start of a program to the last byte of its first picture, and checks
/// that the picture is whole.
fn first_frame(mut command: CommandBuilder, last: &str, whole: &[&str]) -> Duration {
    let size = PtySize {
        rows: ROWS,
        cols: COLUMNS,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    command.env("TERM", "xterm-256color");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let mut output = Vec::with_capacity(64 * 1024);
    let mut bytes = [0; 16 * 1024];
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).unwrap();
    while !contains(&output, last.as_bytes()) {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "the program ended before its first picture");
        output.extend_from_slice(bytes.get(..count).unwrap_or_default());
    }
    let time = start.elapsed();
    let mut screen = vt100::Parser::new(
        NonZero::new(ROWS).unwrap(),
        NonZero::new(COLUMNS).unwrap(),
        0,
    );
    screen.process(&output);
    let contents = screen.screen().contents();
    for text in whole {
        assert!(
            contents.contains(text),
            "no {text:?} in the first picture:\n{contents}"
        );
    }
    writer.write_all(b"q").unwrap();
    child.wait().expect("the program ends");
    time
}

fn contains(output: &[u8], wanted: &[u8]) -> bool {
    output.windows(wanted.len()).any(|window| window == wanted)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
