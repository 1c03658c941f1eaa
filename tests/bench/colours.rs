//! How long the colours of the Dockerfile pane take: only what is on the screen may count.
//!
//! "first" includes telling an instruction's parts apart, which is done once; "again" is every
//! picture behind it.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use divan::Bencher;
use dockstep::app::document::Document;
use dockstep::app::msg::ReadFile;
use dockstep::build::options::BuildOptions;
use dockstep::language::span::Span;

fn main() {
    divan::main();
}

/// The files that could be slow.
const FILES: [&str; 4] = [
    "10000 lines, 2000 instructions",
    "one RUN of 10000 lines",
    "one heredoc of 10000 lines",
    "one line of 5000 characters",
];

/// How many lines are on the screen.
const LINES: u32 = 50;

fn file(name: &str) -> String {
    match name {
        "10000 lines, 2000 instructions" => {
            let block = "RUN set -e; \\\n  apk add --no-cache \"$A\" \\\n  # why\n  && echo 'b' \\\n  | tee /c\n";
            format!("FROM alpine\n{}", block.repeat(2000))
        }
        "one RUN of 10000 lines" => {
            format!(
                "FROM alpine\nRUN true{}\n",
                " \\\n  && echo \"$A\" -b 'c' > /d".repeat(10_000)
            )
        }
        "one heredoc of 10000 lines" => {
            format!(
                "FROM alpine\nCOPY <<E /a.sh\n{}E\n",
                "echo \"$A\" -b 'c' > /d\n".repeat(10_000)
            )
        }
        _ => format!(
            "FROM alpine\nRUN true{}\n",
            " && echo \"$A\" -b 'c' > /d".repeat(200)
        ),
    }
}

fn document(name: &str) -> Document {
    Document::read(
        ReadFile {
            name: "Dockerfile".to_owned(),
            path: None,
            bytes: file(name).into_bytes(),
        },
        &BuildOptions::default(),
    )
}

/// The last lines, which have the most before them.
fn last_lines(document: &Document) -> Span {
    let lines = document.analysis.lines();
    let top = lines.count().saturating_sub(LINES).max(1);
    Span {
        start: lines.span(top).start,
        end: lines.span(lines.count()).end,
    }
}

#[divan::bench(args = FILES, sample_count = 10, sample_size = 1)]
fn first(bencher: Bencher<'_, '_>, name: &str) {
    bencher
        .with_inputs(|| document(name))
        .bench_refs(|document| document.highlights(last_lines(document)).len());
}

#[divan::bench(args = FILES, sample_count = 50, sample_size = 10)]
fn again(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let shown = last_lines(&document);
    assert!(document.highlights(shown).last().unwrap().0.end > shown.start);
    bencher.bench(|| document.highlights(shown).len());
}
