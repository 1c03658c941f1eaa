//! How fast Dockerfiles are read, planned and inspected.
//!
//! `cargo bench --bench parse` measures over real files where their folder is (`DOCKSTEP_TRUTH`)
//! and over written ones otherwise. `cargo test --benches` runs each once.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads files and the clock, and prints"
)]

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use dockstep::analysis::Analysis;
use dockstep::build::image_config::image_configs;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::build::plan::plan;
use dockstep::export::inspect_json::{InspectParts, inspect_json};
use dockstep::language::keyword::Keyword;
use dockstep::language::parse::parse;
use dockstep::language::source::Source;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The Dockerfiles that all readers are given.
static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    collect(&folder.join("corpus"), &mut files);
    if files.is_empty() {
        files.extend((1..200).map(|count| generated(count * 7 % 60 + 1)));
    }
    files
});

/// What every base image is in `inspect`.
const PLAIN: &str = r#"{"*": {"os": "linux", "architecture": "amd64", "config": {
    "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Cmd": ["/bin/sh"]}}}"#;

fn collect(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, found);
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}

/// Writes a Dockerfile of many instructions, of all the kinds that change the image.
fn generated(instructions: u32) -> String {
    let mut text = String::from("FROM debian:13 AS base\n");
    for number in 1..instructions {
        match number % 6 {
            0 => writeln!(
                text,
                "ENV NAME_{number}=value PATH_{number}=\"/opt/{number}:$PATH\""
            ),
            1 => writeln!(
                text,
                "ARG BUILD_{number}=${{BUILD_{}:-none}}",
                number.max(6) - 6
            ),
            2 => writeln!(
                text,
                "RUN set -eux; \\\n    apt-get update; \\\n    echo {number}"
            ),
            3 => writeln!(text, "COPY --chown=1000:1000 source/{number} /srv/app/"),
            4 => writeln!(text, "WORKDIR /srv/{number}"),
            _ => writeln!(text, "LABEL org.example.part.{number}=\"number {number}\""),
        }
        .unwrap();
    }
    text
}

fn options() -> BuildOptions {
    BuildOptions {
        base_images: BaseImages {
            given: image_configs(PLAIN).unwrap(),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    }
}

fn bytes(files: &[String]) -> BytesCount {
    BytesCount::new(files.iter().map(String::len).sum::<usize>())
}

fn sources() -> Vec<Source> {
    FILES.iter().map(|text| text.as_str().into()).collect()
}

/// Every reader is handed texts of its own, and drops them with what it made of them.
fn texts() -> Vec<String> {
    FILES.clone()
}

/// The lossless tree alone: every byte's place.
#[divan::bench]
fn read_dockstep_tree(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&FILES))
        .with_inputs(sources)
        .bench_local_values(|sources| {
            let trees = sources.into_iter().map(parse);
            trees
                .map(|tree| black_box(tree).instructions().len())
                .sum::<usize>()
        });
}

/// The lossless tree, and every instruction taken apart as finely as `parse-dockerfile` does it.
///
/// It keeps the shell forms of RUN, CMD and ENTRYPOINT as they stand, and the arguments of ENV,
/// LABEL, ARG and of those that take one text joined but in one piece; the others it splits.
fn read_all(source: Source) -> usize {
    let tree = parse(source);
    let instructions = tree.instructions().iter();
    let read = instructions.map(|instruction| match instruction.keyword {
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint => {
            let head = tree.head(instruction);
            if head.rest.of(tree.text()).starts_with('[') {
                return black_box(tree.invocation(instruction)).flags.len();
            }
            black_box(head).flags.len()
        }
        Keyword::Env
        | Keyword::Label
        | Keyword::Arg
        | Keyword::Maintainer
        | Keyword::User
        | Keyword::Workdir
        | Keyword::Stopsignal => black_box(tree.logical_line(instruction)).text().len(),
        _ => black_box(tree.invocation(instruction)).flags.len(),
    });
    read.sum()
}

/// Ours: as fine as the others, with every byte's place, and on after an error.
#[divan::bench]
fn read_dockstep(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&FILES))
        .with_inputs(sources)
        .bench_local_values(|sources| sources.into_iter().map(read_all).sum::<usize>());
}

/// The lossless tree, and every argument of every instruction split.
#[divan::bench]
fn read_dockstep_to_the_last_word(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&FILES))
        .with_inputs(sources)
        .bench_local_values(|sources| {
            let read = sources.into_iter().map(|source| {
                let tree = parse(source);
                let invocations = tree.instructions().iter();
                invocations
                    .map(|instruction| black_box(tree.invocation(instruction)).flags.len())
                    .sum::<usize>()
            });
            read.sum::<usize>()
        });
}

/// The crate `parse-dockerfile`; its first error ends a file.
#[divan::bench]
fn read_parse_dockerfile(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&FILES))
        .with_inputs(texts)
        .bench_local_values(|texts| {
            let read = texts
                .into_iter()
                .filter(|text| black_box(parse_dockerfile::parse(text)).is_ok());
            read.count()
        });
}

/// The crate `dockerfile-parser`; its first error ends a file.
#[divan::bench(sample_count = 10)]
fn read_dockerfile_parser(bencher: Bencher<'_, '_>) {
    bencher
        .counter(bytes(&FILES))
        .with_inputs(texts)
        .bench_local_values(|texts| {
            let read = texts
                .into_iter()
                .filter(|text| black_box(dockerfile_parser::Dockerfile::parse(text)).is_ok());
            read.count()
        });
}

/// Planning files of so many instructions: as many each second, however many there are.
#[divan::bench(args = [100, 1_000, 10_000])]
fn plan_generated(bencher: Bencher<'_, '_>, instructions: u32) {
    let options = options();
    let tree = parse(generated(instructions).as_str().into());
    bencher
        .counter(ItemsCount::new(instructions))
        .bench_local(|| plan(black_box(&tree), &options));
}

/// Everything that `inspect --json --states` does but for reading the files.
#[divan::bench(sample_count = 10)]
fn inspect_all(bencher: Bencher<'_, '_>) {
    let options = options();
    bencher
        .counter(bytes(&FILES))
        .with_inputs(sources)
        .bench_local_values(|sources| inspected(sources, &options));
}

fn inspected(sources: Vec<Source>, options: &BuildOptions) -> usize {
    let lines = sources.into_iter().map(|source| {
        let analysis = Analysis::of(source, options);
        inspect_json(
            &analysis,
            InspectParts {
                states: true,
                ..InspectParts::default()
            },
        )
        .len()
    });
    lines.sum()
}

/// Gives the time this thread was on a processor, or the clock's where that is not told.
fn processor_time(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Gives the processor time of one run in nanoseconds. The system counts it in steps of milliseconds,
/// so as many runs are taken together as half a second holds.
fn time_of(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    let before = processor_time(start);
    let mut runs = 0_u32;
    while start.elapsed() < Duration::from_millis(500) || runs < 3 {
        work();
        runs += 1;
    }
    let time = processor_time(start).saturating_sub(before);
    time.as_secs_f64() * 1e9 / f64::from(runs)
}

/// Prints what one instruction costs in files of 100, 1,000 and 10,000 of them.
fn print_growth() {
    let options = options();
    println!("\nprocessor time of one instruction, in nanoseconds");
    let mut first = None;
    for count in [100_u32, 1_000, 10_000] {
        let text = generated(count);
        let tree = parse(text.as_str().into());
        let parsed = time_of(|| {
            black_box(read_all(black_box(text.as_str()).into()));
        });
        let planned = time_of(|| {
            black_box(plan(black_box(&tree), &options));
        });
        let (parsed, planned) = (parsed / f64::from(count), planned / f64::from(count));
        let (parsed_first, planned_first) = *first.get_or_insert((parsed, planned));
        println!(
            "{count:6} instructions: parse {parsed:6.0} (x {:.2}), plan {planned:6.0} (x {:.2})",
            parsed / parsed_first,
            planned / planned_first
        );
    }
    let time = time_of(|| {
        black_box(inspected(sources(), &options));
    });
    println!(
        "inspect --json --states of {} files: {:.3} s of processor time",
        FILES.len(),
        time / 1e9
    );
}

/// Prints what reading all files costs each reader: processor time, which a busy machine changes less.
fn print_reading() {
    let bytes: usize = FILES.iter().map(String::len).sum();
    let ours = time_of(|| {
        let counts = FILES.iter().map(|text| read_all(text.as_str().into()));
        black_box(counts.sum::<usize>());
    });
    let parse_dockerfile = time_of(|| {
        for text in FILES.iter() {
            black_box(parse_dockerfile::parse(black_box(&text.clone())).is_ok());
        }
    });
    let dockerfile_parser = time_of(|| {
        for text in FILES.iter() {
            black_box(dockerfile_parser::Dockerfile::parse(black_box(&text.clone())).is_ok());
        }
    });
    println!(
        "\nprocessor time of reading {} files of {bytes} bytes",
        FILES.len()
    );
    for (name, time) in [
        ("dockstep", ours),
        ("parse-dockerfile", parse_dockerfile),
        ("dockerfile-parser", dockerfile_parser),
    ] {
        let length = u32::try_from(bytes).map_or(0.0, f64::from);
        println!(
            "{name:18} {:6.2} ms, {:4.0} MB/s; dockstep is {:.2} x as fast",
            time / 1e6,
            length * 1e3 / time,
            time / ours
        );
    }
}

fn main() {
    divan::main();
    // With a filter, only what it names is measured.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--bench"] {
        print_reading();
        print_growth();
    }
}
