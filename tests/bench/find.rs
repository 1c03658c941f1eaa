//! How long `dockstep find` takes on a tree of 200,000 files, beside ripgrep's walk of the same tree.
//!
//! Both run by turns in one and the same run, each into a file. `rg --files` is the walk that is
//! compared with; where there is no ripgrep, its walker is: the crate `ignore`, with as many threads.
//! dockstep passes the usual heaps over, so the tree has none of them: all 200,000 files are looked at.
//! `cargo bench --bench find` fails above the bar; `cargo test --benches` does one quick round on a
//! small tree.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

#[path = "../support/timing.rs"]
mod timing;

use crate::timing::{median, milliseconds, time};
use ignore::{WalkBuilder, WalkState};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many times each is run.
const ROUNDS: usize = 11;
/// What dockstep may take, as a multiple of the walk.
const BAR: f64 = 1.5;

fn main() -> ExitCode {
    let is_measuring = env::args().any(|argument| argument == "--bench");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("find-bench");
    let (folders, files) = if is_measuring { (2000, 100) } else { (10, 10) };
    fill(&folder, folders, files);
    let rounds = if is_measuring { ROUNDS } else { 1 };
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("find-bench-output");
    let has_ripgrep = Command::new("rg").arg("--version").output().is_ok();
    let mut find = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    find.arg("find").arg(&folder).arg("--json");
    let mut ripgrep = Command::new("rg");
    ripgrep.args(["--files", "--hidden"]).arg(&folder);
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        times[0].push(time(&mut find, &output));
        times[1].push(if has_ripgrep {
            time(&mut ripgrep, &output)
        } else {
            walk(&folder)
        });
    }
    let [find, other] = times.map(median);
    let ratio = find.as_secs_f64() / other.as_secs_f64();
    println!(
        "{} files, median of {rounds}: dockstep find {:.1} ms, {} {:.1} ms (× {ratio:.2}, bar × {BAR})",
        folders * files,
        milliseconds(find),
        if has_ripgrep {
            "rg --files"
        } else {
            "the walker of ripgrep"
        },
        milliseconds(other),
    );
    let _gone = fs::remove_dir_all(&folder);
    let _gone = fs::remove_file(&output);
    if is_measuring && ratio > BAR {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Makes files in folders, with an ignore file, some Dockerfiles, and a compose file that builds them.
fn fill(folder: &Path, folders: usize, files: usize) {
    let _absent = fs::remove_dir_all(folder);
    let mut compose = String::from("services:\n");
    for number in 0..folders {
        let group = number / 50;
        let inside = folder.join(format!("group{group}/package{number}/src"));
        fs::create_dir_all(&inside).unwrap();
        for file in 0..files {
            let ending = ["js", "py", "json", "yaml", "md"][file % 5];
            fs::write(inside.join(format!("file{file}.{ending}")), b"").unwrap();
        }
        if number % 50 == 0 {
            fs::write(
                folder.join(format!("group{group}/Dockerfile")),
                "FROM alpine:3.20\n",
            )
            .unwrap();
            writeln!(compose, "  s{group}:\n    build: group{group}").unwrap();
        }
    }
    fs::write(folder.join("compose.yaml"), compose).unwrap();
    fs::write(
        folder.join(".gitignore"),
        "*.log\n/out/\n*.tmp\n!keep.tmp\n",
    )
    .unwrap();
}

/// Walks with the walker that ripgrep has.
fn walk(folder: &Path) -> Duration {
    let start = Instant::now();
    let count = AtomicUsize::new(0);
    // It heeds the ignore files of a folder without a repository too, as dockstep does.
    let walk = WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .build_parallel();
    walk.run(|| {
        Box::new(|_entry| {
            count.fetch_add(1, Ordering::Relaxed);
            WalkState::Continue
        })
    });
    assert!(count.into_inner() > 0);
    start.elapsed()
}
