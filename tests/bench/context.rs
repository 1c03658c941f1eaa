//! How long `dockstep context` takes on a folder of 100,000 files, beside `find` on the same folder.
//!
//! All run by turns in one and the same run, each into a file. `find -printf` with sizes and modes
//! looks at every file, as a listing with sizes has to: that is the bar. `find` alone only reads names
//! and does a fifth of the work: to look at 100,000 files takes the system several times what
//! `find` takes in all, so its ratio is printed and not held to the bar. `cargo bench --bench context`
//! fails above the bar; `cargo test --benches` does one quick round on a small folder. Without `find`
//! it says so and passes.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

#[path = "../support/timing.rs"]
mod timing;

use crate::timing::{median, milliseconds, time};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

/// How many times each program is started.
const ROUNDS: usize = 15;
/// What dockstep may take, as a multiple of `find`.
const BAR: f64 = 1.5;

fn main() -> ExitCode {
    let is_measuring = env::args().any(|argument| argument == "--bench");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("context-bench");
    let (folders, files) = if is_measuring { (1000, 100) } else { (10, 10) };
    let count = fill(&folder, folders, files);
    if Command::new("find").arg("--version").output().is_err() {
        println!("SKIPPED: there is no find to compare with");
        return ExitCode::SUCCESS;
    }
    let rounds = if is_measuring { ROUNDS } else { 1 };
    let mut dockstep = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    dockstep.arg("context").arg(&folder);
    let mut names = Command::new("find");
    names.arg(&folder);
    let mut sizes = Command::new("find");
    sizes.arg(&folder).args(["-printf", "%s %m %p\n"]);
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("context-bench-output");
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (program, times) in [&mut names, &mut dockstep, &mut sizes]
            .into_iter()
            .zip(&mut times)
        {
            times.push(time(program, &output));
        }
    }
    let [names, dockstep, sizes] = times.map(median);
    println!(
        "{count} files, median of {rounds}: dockstep context {:.1} ms, find with sizes {:.1} ms (× {:.2}, bar × {BAR}), find of names alone {:.1} ms (× {:.2})",
        milliseconds(dockstep),
        milliseconds(sizes),
        ratio(dockstep, sizes),
        milliseconds(names),
        ratio(dockstep, names)
    );
    remove(&folder);
    let _gone = fs::remove_file(&output);
    if is_measuring && ratio(dockstep, sizes) > BAR {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Makes files in folders, with an ignore file of the usual kind; gives their number.
fn fill(folder: &Path, folders: usize, files: usize) -> usize {
    remove(folder);
    for number in 0..folders {
        let inside: PathBuf = folder
            .join(format!("package{}", number / 50))
            .join("node_modules")
            .join(format!("module{number}"));
        fs::create_dir_all(&inside).unwrap();
        for file in 0..files {
            fs::write(inside.join(format!("file{file}.js")), b"").unwrap();
        }
    }
    let ignore = "node_modules\n**/*.log\n.git\n*.md\n!README.md\n**/__pycache__\n.env*\ndist/\n";
    fs::write(folder.join(".dockerignore"), ignore).unwrap();
    folders * files + 1
}

fn remove(folder: &Path) {
    let _gone = fs::remove_dir_all(folder);
}

fn ratio(time: Duration, other: Duration) -> f64 {
    time.as_secs_f64() / other.as_secs_f64()
}
