//! How long a program takes, for benchmarks.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a program to its end, its output into a file.
pub(crate) fn time(program: &mut Command, output: &Path) -> Duration {
    let output = fs::File::create(output).unwrap();
    let start = Instant::now();
    let status = program
        .stdout(output)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let time = start.elapsed();
    assert!(status.success());
    time
}

/// Gives the time in the middle.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Gives a time in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
