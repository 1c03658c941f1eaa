//! A fix as a reader sees it: the old lines with `-` before them, the new ones with `+`.

use crate::checks::fix::edit::{Edit, edited};
use crate::language::line_index::LineIndex;
use crate::language::source::Source;
use crate::language::span::Span;

/// Writes edits as lines that go and lines that come. Lines that only go have a neighbour on each
/// side, so that the place can be seen; so has a single line between two changes.
pub fn preview(source: &Source, lines: &LineIndex, edits: &[Edit]) -> String {
    let mut shown = Shown {
        source,
        lines,
        rows: Vec::new(),
        next: 0,
    };
    for hunk in hunks(lines, edits) {
        shown.hunk(&hunk);
    }
    let rows = shown.rows.iter().map(|row| row.trim_end());
    rows.collect::<Vec<&str>>().join("\n")
}

/// Holds edits of lines that stand side by side.
struct Hunk {
    first: u32,
    last: u32,
    edits: Vec<Edit>,
}

struct Shown<'text> {
    source: &'text Source,
    lines: &'text LineIndex,
    rows: Vec<String>,
    /// The first line that is not shown yet; 0 while none is.
    next: u32,
}

impl Shown<'_> {
    fn hunk(&mut self, hunk: &Hunk) {
        let place = Span {
            start: self.lines.span(hunk.first).start,
            end: self.lines.span(hunk.last).end,
        };
        let old = place.of(self.source.text());
        let new = after(old, place, &hunk.edits);
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let pairs = old.iter().zip(&new);
        let same = pairs.take_while(|(old, new)| old == new).count();
        let room = old.len().min(new.len()) - same;
        let pairs = old.iter().rev().zip(new.iter().rev());
        let same_behind = pairs.take_while(|(old, new)| old == new).count().min(room);
        let gone = old.get(same..old.len() - same_behind).unwrap_or_default();
        let come = new.get(same..new.len() - same_behind).unwrap_or_default();
        let start = hunk.first + same as u32;
        let end = start + gone.len() as u32;
        let is_between = self.next > 0 && self.next + 1 == start;
        if come.is_empty() || is_between {
            self.neighbour(start - 1);
        }
        if self.next > 0 && self.next < start {
            self.rows.push("  …".to_owned());
        }
        self.rows
            .extend(gone.iter().map(|line| format!("- {line}")));
        self.rows
            .extend(come.iter().map(|line| format!("+ {line}")));
        self.next = end;
        if come.is_empty() {
            self.neighbour(end);
        }
    }

    /// Shows a line that stays, once.
    fn neighbour(&mut self, line: u32) {
        if line >= self.next.max(1) && line <= self.lines.count() {
            let text = self.lines.span(line).of(self.source.text());
            self.rows.push(format!("  {text}"));
            self.next = line + 1;
        }
    }
}

/// Groups edits by the lines that they touch; those that touch one line, or lines side by side, are
/// one group.
fn hunks(lines: &LineIndex, edits: &[Edit]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for edit in edits {
        let first = lines.line(edit.span.start);
        let last = lines.line(edit.span.end.saturating_sub(1).max(edit.span.start));
        match hunks.last_mut() {
            Some(hunk) if first <= hunk.last + 1 => {
                hunk.last = last.max(hunk.last);
                hunk.edits.push(edit.clone());
            }
            _ => hunks.push(Hunk {
                first,
                last,
                edits: vec![edit.clone()],
            }),
        }
    }
    hunks
}

/// Gives a stretch of the text with its edits made.
fn after(old: &str, place: Span, edits: &[Edit]) -> String {
    let moved = edits.iter().map(|edit| Edit {
        span: Span {
            start: edit.span.start - place.start,
            end: edit.span.end - place.start,
        },
        text: edit.text.clone(),
    });
    let moved: Vec<Edit> = moved.collect();
    edited(&Source::from(old), &moved).text().to_owned()
}
