//! What the cache would do, as a text to read: each stage with its steps, then what would keep more.

use crate::analysis::cache_report::{CacheReport, ReportedStep};
use crate::build::cache_prediction::Verdict;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Part};
use crate::explain::reordering::Reordering;
use crate::knowledge::phrases::plain_phrase;

/// Writes a report. The title is the caller's, who knows the file's name.
pub fn cache_text(report: &CacheReport) -> Doc {
    let mut blocks = vec![Block::Lead(summary(report))];
    let mut steps = report.steps.as_slice();
    while let Some(first) = steps.first() {
        let count = steps
            .iter()
            .take_while(|step| step.stage == first.stage)
            .count();
        let (stage, rest) = steps.split_at(count);
        let mut title = Text::plain(format!("Stage {}", first.stage + 1));
        if let Some(name) = &first.stage_name {
            title.push_plain(" · ");
            title.push_plain(name);
        }
        blocks.push(Block::Heading {
            level: 2,
            text: title,
        });
        blocks.push(Block::Parts(stage.iter().map(step_part).collect()));
        steps = rest;
    }
    blocks.extend(report.hints.iter().flat_map(|hint| order_blocks(hint, 2)));
    Doc { blocks }
}

/// Shows lines in another order, under a heading of a level.
pub(in crate::analysis) fn order_blocks(order: &Reordering, level: u8) -> Vec<Block> {
    vec![
        Block::Heading {
            level,
            text: plain_phrase("cache-heading-order"),
        },
        Block::Paragraph(order.say.clone()),
        Block::Code {
            language: Some("dockerfile"),
            code: order.lines.join("\n"),
        },
        Block::Paragraph(order.check.clone()),
    ]
}

/// Counts what the cache does, in one sentence.
pub(in crate::analysis) fn summary(report: &CacheReport) -> Text {
    let count = |verdict| {
        let steps = report.steps.iter();
        steps.filter(|step| step.verdict == verdict).count()
    };
    let (cached, depends) = (count(Verdict::Cached), count(Verdict::Depends));
    let all = report.steps.len();
    if all == 0 {
        return Text::plain("No step of this file is run or kept: it changes settings alone.");
    }
    if cached == all {
        return Text::plain("Every step comes from the cache.");
    }
    let steps = if all == 1 { "step" } else { "steps" };
    let runs = count(Verdict::Rerun);
    if let Some(line) = report.stops_on() {
        let not_reached = count(Verdict::NotReached);
        let counts = [
            (cached, "from the cache"),
            (runs, "to run"),
            (depends, "decided by the files that other steps make"),
            (not_reached, "not reached"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, words)| Text::plain(format!("{count} {words}")));
        let counts = listed(counts).to_plain();
        return Text::plain(if counts.is_empty() {
            format!("The build stops on line {line}.")
        } else {
            format!("The build stops on line {line}. Of {all} {steps}, {counts}.")
        });
    }
    let mut words = format!("Of {all} {steps}, {cached} from the cache and {runs} to run");
    if depends > 0 {
        words = format!("{words}; for {depends} the files that other steps make decide");
    }
    words.push('.');
    Text::plain(words)
}

fn step_part(step: &ReportedStep) -> Part {
    let verdict = match step.verdict {
        Verdict::Cached => "cached",
        Verdict::Depends => "depends",
        Verdict::Rerun => "runs",
        Verdict::Stops => "stops",
        Verdict::NotReached => "not reached",
    };
    let mut meaning = Text::plain(format!("{verdict}: "));
    meaning.append(step.because.clone());
    if let Some(note) = &step.note {
        meaning.push_plain(". ");
        meaning.append(note.clone());
    }
    Part {
        written: format!("{} {}", step.line, step.instruction),
        meaning,
        ..Part::default()
    }
}
