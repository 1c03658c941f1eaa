//! How long a key takes to the finished picture, and how much of it is written.
//!
//! A key goes through the whole of update and draw, as on a terminal, but for the terminal. Each
//! step is a place not seen before, so that nothing comes from what an earlier picture kept.
//! `cargo bench --bench study` fails above a bar; `cargo test --benches` does one quick round.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

use dockstep::app::key::Key;
use dockstep::app::msg::Msg;
use dockstep::app::{App, Opening};
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::knowledge::base_images::catalogue;
use dockstep::view;
use dockstep::view::theme::{Theme, ThemeName};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The bar for the Django file.
const BAR: Duration = Duration::from_millis(1);
/// The bar for 10,000 lines with 2,000 instructions.
const BAR_OF_LONG: Duration = Duration::from_millis(4);
/// The most bytes that one step writes at 120×36; where the file's pane has to scroll, which few steps
/// of a long file do, it is written anew as well.
const MOST_BYTES: usize = 4 * 1024;

/// Holds an app and the last two pictures.
struct Screen {
    app: App,
    theme: Theme,
    buffer: Buffer,
    before: Buffer,
}

impl Screen {
    fn open(bytes: Vec<u8>) -> Self {
        let name = "Dockerfile".to_owned();
        let options = BuildOptions {
            base_images: BaseImages {
                catalogue: Some(catalogue),
                ..BaseImages::default()
            },
            ..BuildOptions::default()
        };
        let (app, _) = App::start(Opening::Bytes { name, bytes }, options);
        let area = Rect::new(0, 0, 120, 36);
        let mut screen = Self {
            app,
            // 24-bit colours take the most bytes.
            theme: Theme::built_in(ThemeName::Dark),
            buffer: Buffer::empty(area),
            before: Buffer::empty(area),
        };
        screen.draw();
        screen
    }

    fn draw(&mut self) {
        std::mem::swap(&mut self.buffer, &mut self.before);
        self.buffer.reset();
        let layout = view::draw(&self.app, &self.theme, self.buffer.area, &mut self.buffer);
        self.app.update(Msg::Drawn(layout));
    }

    /// Presses a key and draws; gives the time until the picture is whole.
    fn press(&mut self, name: &str) -> Duration {
        let key = Key::named(name).unwrap();
        let start = Instant::now();
        self.app.update(Msg::Key(key));
        self.draw();
        start.elapsed()
    }

    /// Counts the bytes that a terminal is sent for the last picture.
    fn written(&self) -> usize {
        let mut bytes = Vec::new();
        let mut backend = CrosstermBackend::new(&mut bytes);
        let changed = self.before.diff(&self.buffer);
        backend.draw(changed.into_iter()).unwrap();
        bytes.len()
    }
}

fn django() -> Vec<u8> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/lessons/23-django-two-stages/Dockerfile"
    );
    std::fs::read(path).unwrap()
}

/// Makes 2,000 instructions of five lines each.
fn long() -> Vec<u8> {
    let mut text = "FROM debian:12\n".to_owned();
    for count in 0..400 {
        let written = write!(
            text,
            "# step {count}\nENV A{count}=\"{count}\" \\\n    B{count}=$A{count} \\\n    C=x\n\n\
             RUN set -eux; \\\n    apt-get update; \\\n    apt-get install -y --no-install-recommends curl; \\\n    rm -rf /var/lib/apt/lists/*\n\n\
             WORKDIR /srv/{count}\n\n\n\n\n\
             COPY --chown=1000:1000 \\\n    a{count}.txt \\\n    b{count}.txt \\\n    ./\n\n\
             LABEL one=\"{count}\" \\\n    two=\"2\" \\\n    three=\"3\"\n\n\n",
        );
        written.unwrap();
    }
    text.into_bytes()
}

/// Measures steps down a file, each to a place not seen before; gives the median and the most bytes.
fn steps(
    mut bytes: impl FnMut() -> Vec<u8>,
    rounds: usize,
    steps: usize,
) -> (Duration, usize, usize) {
    let mut times = Vec::new();
    let mut written = Vec::new();
    for _ in 0..rounds {
        let mut screen = Screen::open(bytes());
        for _ in 0..steps {
            times.push(screen.press("Down"));
            written.push(screen.written());
        }
    }
    times.sort();
    written.sort_unstable();
    (
        times.get(times.len() / 2).copied().unwrap(),
        written.get(written.len() / 2).copied().unwrap(),
        written.last().copied().unwrap(),
    )
}

fn main() -> ExitCode {
    let is_measuring = std::env::args().any(|argument| argument == "--bench");
    let (rounds, of_long) = if is_measuring { (40, 400) } else { (1, 20) };
    let (short, bytes, most) = steps(django, rounds, 10);
    let (long, long_bytes, long_most) = steps(long, 1, of_long);
    println!("a key to the finished picture, median: Django file {short:?}, 10,000 lines {long:?}");
    println!(
        "bytes for one step at 120×36, median and most: Django file {bytes}, {most}; \
         10,000 lines {long_bytes}, {long_most}"
    );
    let mut first = Screen::open(self::long());
    let mut others = String::new();
    for key in [
        "G", "g", "2", "Down", "5", "1", "Enter", "Down", "Esc", "/", "t", "e", "n", "Enter",
    ] {
        write!(others, " {key} {:.2?}", first.press(key)).unwrap();
    }
    println!("other keys on 10,000 lines:{others}");
    let holds = short <= BAR && long <= BAR_OF_LONG && most.max(long_bytes) <= MOST_BYTES;
    if is_measuring && !holds {
        println!("above the bar: {BAR:?}, {BAR_OF_LONG:?}, {MOST_BYTES} bytes");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
