//! How long it takes to explain a RUN of 60 lines for the first time in a process: what is known of
//! its commands is read then.
//!
//! Each round is a process of its own, so that no table is there already.
//! `cargo bench --bench explain` fails above the bar; `cargo test --benches` does one quick round.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark"
)]

use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::language::source::Source;
use std::env;
use std::fmt::Write as _;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// How many processes are started.
const ROUNDS: usize = 40;
const BAR: Duration = Duration::from_millis(5);
/// The argument that makes this program explain once and print how long it took.
const ONCE: &str = "--once";

/// The lines of the RUN: what long RUNs do, with as many different commands.
const LINES: [&str; 59] = [
    "apt-get update",
    "apt-get install -y --no-install-recommends build-essential ca-certificates curl git",
    "sed -i 's/a/b/' /etc/apt/sources.list",
    "curl -fsSL https://example.com/a.tar.gz -o /tmp/a.tar.gz",
    "echo \"0123  /tmp/a.tar.gz\" | sha256sum -c -",
    "tar -xzf /tmp/a.tar.gz -C /usr/src --strip-components=1",
    "cd /usr/src/a",
    "./configure --prefix=/usr/local --with-zlib --disable-static",
    "make -j \"$(nproc)\"",
    "make install",
    "ldconfig",
    "cd /",
    "rm -rf /usr/src/a /tmp/a.tar.gz",
    "wget -q https://example.com/key.asc",
    "gpg --batch --import key.asc",
    "mkdir -p /opt/app/bin",
    "cp -r /usr/local/share/a /opt/app",
    "mv /opt/app/a /opt/app/b",
    "ln -s /opt/app/b /usr/bin/b",
    "chmod 755 /opt/app/b",
    "chown -R app:app /opt/app",
    "groupadd --system app",
    "useradd --system --gid app --create-home app",
    "install -d -o app -g app /var/lib/app",
    "find / -name '*.pyc' -exec rm -f {} +",
    "ls -la /opt",
    "cat /etc/os-release",
    "grep -q debian /etc/os-release",
    "awk '{print $1}' /etc/passwd",
    "cut -d : -f 1 /etc/passwd | sort -u > /tmp/users",
    "xargs -r -n 1 echo < /tmp/users",
    "touch /opt/app/ready",
    "bash -c 'set -e; echo done; id -u'",
    "git clone --depth 1 https://example.com/b.git /opt/b",
    "pip install --no-cache-dir -r /opt/b/requirements.txt",
    "python3 -m venv /opt/venv",
    "npm ci --omit=dev",
    "npm cache clean --force",
    "yarn install --frozen-lockfile",
    "go build -ldflags '-s -w' -o /usr/bin/c ./...",
    "cargo build --release",
    "composer install --no-dev --no-interaction",
    "gem install bundler --no-document",
    "bundle exec rake assets:precompile",
    "mvn -B package -DskipTests",
    "gradle build --no-daemon",
    "dotnet publish -c Release -o /app",
    "unzip -q /tmp/b.zip -d /opt",
    "openssl rand -hex 16 > /opt/app/key",
    "locale-gen en_US.UTF-8",
    "update-ca-certificates",
    "dpkg -i /tmp/c.deb",
    "test -x /usr/bin/c",
    "export PATH=/opt/app/bin:$PATH",
    "env A=b printenv A",
    "sleep 1",
    "true",
    "apt-get purge -y --auto-remove build-essential",
    "rm -rf /var/lib/apt/lists/*",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    if arguments.iter().any(|argument| argument == ONCE) {
        println!("{}", explained_once().as_nanos());
        return ExitCode::SUCCESS;
    }
    let is_measuring = arguments.iter().any(|argument| argument == "--bench");
    let rounds = if is_measuring { ROUNDS } else { 1 };
    let this = env::current_exe().unwrap();
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let output = Command::new(&this).arg(ONCE).output().unwrap();
            let nanoseconds = String::from_utf8(output.stdout).unwrap();
            Duration::from_nanos(nanoseconds.trim().parse().unwrap())
        })
        .collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!(
        "a RUN of {} lines explained for the first time, median of {rounds}: {:.2} ms (bar: {} ms)",
        LINES.len() + 1,
        median.as_secs_f64() * 1000.0,
        BAR.as_millis()
    );
    if is_measuring && median > BAR {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Explains the RUN in this process, which has explained nothing yet.
fn explained_once() -> Duration {
    let mut text = "FROM debian:13\nRUN set -eux".to_owned();
    for line in LINES {
        write!(text, " \\\n && {line}").unwrap();
    }
    text.push('\n');
    let analysis = Analysis::of(Source::from(text.as_str()), &BuildOptions::default());
    let start = Instant::now();
    let doc = analysis.explain(1).doc();
    let time = start.elapsed();
    assert!(!doc.blocks.is_empty(), "there is an explanation");
    time
}
