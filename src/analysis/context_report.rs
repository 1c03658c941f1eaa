//! A build context as a text: what is offered to a build, what is left out, what should be.

use crate::analysis::context_why::pattern_notes;
use crate::context::build_context::{BuildContext, DecidedEntry};
use crate::context::ignore_rules::IgnoreRules;
use crate::context::links::{Followed, follow, leads_outside};
use crate::context::tree::{EntryKind, ListingFault, ListingProblem, lies_below};
use crate::doc::size::{files, size};
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};
use crate::knowledge::context_texts::{SuspectKind, context_phrase, suspect};

/// How many entries of a folder are shown; the rest is summed up.
const SHOWN_ENTRIES: usize = 12;
/// How many entries of the biggest folder are shown below it.
const SHOWN_BELOW: usize = 5;
/// How many lines of one kind are shown.
const SHOWN_LINES: usize = 15;

/// Writes the report.
pub fn context_report(context: &BuildContext) -> Doc {
    let mut blocks = Vec::new();
    if let (Some(file), Some(error)) = (context.ignore_file(), context.error()) {
        let values = Values::from([
            ("file", Text::plain(file.name.as_str())),
            ("line", Text::plain(error.line.to_string())),
            ("pattern", Text::plain(error.written.as_str())),
            ("error", Text::plain(error.to_string())),
        ]);
        blocks.push(Block::Lead(context_phrase("refused", &values)));
    } else {
        blocks.extend(totals(context));
    }
    if context.tree().entries().is_empty() {
        blocks.push(Block::Paragraph(context_phrase(
            "nothing-here",
            &Values::new(),
        )));
    } else {
        blocks.push(heading("heading-biggest"));
        blocks.push(Block::Parts(biggest(context)));
    }
    section(&mut blocks, "heading-worth", suspects(context));
    section(&mut blocks, "heading-patterns", patterns(context));
    section(&mut blocks, "heading-problems", problems(context));
    Doc { blocks }
}

/// Says on one line what is wrong with a listing: nothing where it is whole and BuildKit takes its
/// ignore file.
pub(in crate::analysis) fn listing_fault(context: &BuildContext) -> Option<Text> {
    if let (Some(file), Some(error)) = (context.ignore_file(), context.error()) {
        let text = format!("{}, line {}: {error}", file.name, error.line);
        return Some(Text::plain(text));
    }
    let problems = context.tree().problems();
    // What concerns the whole folder stands for all the rest.
    let worst = problems.iter().find(|problem| problem.path.is_empty());
    let mut text = problem(worst.or(problems.first())?);
    if worst.is_none() && problems.len() > 1 {
        text.push_plain(&format!(" ({} more like this)", problems.len() - 1));
    }
    Some(text)
}

fn heading(name: &str) -> Block {
    Block::Heading {
        level: 2,
        text: context_phrase(name, &Values::new()),
    }
}

/// Adds a heading with its lines, the first of them if there are many.
fn section(blocks: &mut Vec<Block>, name: &str, mut lines: Vec<Text>) {
    if lines.is_empty() {
        return;
    }
    let more = lines.len().saturating_sub(SHOWN_LINES);
    lines.truncate(SHOWN_LINES);
    if more > 0 {
        lines.push(Text::plain(format!("… ({more} more)")));
    }
    blocks.push(heading(name));
    blocks.push(Block::List(lines));
}

/// Adds up what is sent and what is not.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    sent_files: usize,
    sent_bytes: u64,
    left_files: usize,
    left_bytes: u64,
}

impl Sum {
    fn add(&mut self, decided: &DecidedEntry<'_>) {
        if decided.entry.kind == EntryKind::Directory {
            return;
        }
        if decided.is_sent {
            self.sent_files += 1;
            self.sent_bytes += decided.entry.bytes;
        } else {
            self.left_files += 1;
            self.left_bytes += decided.entry.bytes;
        }
    }

    fn bytes(&self) -> u64 {
        self.sent_bytes + self.left_bytes
    }

    fn values(&self) -> Values {
        let amount = |count, bytes| Text::plain(format!("{} in {}", size(bytes), files(count)));
        Values::from([
            ("sent", amount(self.sent_files, self.sent_bytes)),
            ("left", amount(self.left_files, self.left_bytes)),
        ])
    }

    fn text(&self) -> Text {
        let name = match (self.sent_files, self.left_files) {
            (_, 0) => "all-sent",
            (0, _) => "all-left-out",
            _ => "part-sent",
        };
        context_phrase(name, &self.values())
    }
}

fn totals(context: &BuildContext) -> Vec<Block> {
    let mut sum = Sum::default();
    for decided in context.decided() {
        sum.add(&decided);
    }
    let mut values = sum.values();
    let mut blocks = vec![Block::Lead(context_phrase("sent", &values))];
    let about_file = match (context.ignore_file(), context.rules()) {
        (Some(file), Some(rules)) => {
            values.insert("file", Text::plain(file.name.as_str()));
            let name = if rules.patterns().is_empty() {
                "empty-ignore-file"
            } else {
                "left-out"
            };
            context_phrase(name, &values)
        }
        _ => context_phrase("no-ignore-file", &values),
    };
    blocks.push(Block::Paragraph(about_file));
    blocks.push(Block::Paragraph(context_phrase("on-demand", &values)));
    blocks
}

/// Lists the biggest entries of the root, and what is biggest in the biggest folder.
fn biggest(context: &BuildContext) -> Vec<Part> {
    let mut parts = Vec::new();
    let sums = sums_below(context, "");
    let total: u64 = sums.iter().map(|(_, sum)| sum.bytes()).sum();
    for (name, sum) in sums.iter().take(SHOWN_ENTRIES) {
        parts.push(part(name, sum, 0));
        if name.ends_with('/') && sum.bytes() * 5 >= total && sum.bytes() > 0 {
            let folder = name.trim_end_matches('/');
            let below = sums_below(context, folder);
            parts.extend(
                below
                    .iter()
                    .take(SHOWN_BELOW)
                    .map(|(name, sum)| part(name, sum, 1)),
            );
            parts.extend(rest(below.get(SHOWN_BELOW..).unwrap_or_default(), 1));
        }
    }
    parts.extend(rest(sums.get(SHOWN_ENTRIES..).unwrap_or_default(), 0));
    parts
}

fn part(name: &str, sum: &Sum, depth: u8) -> Part {
    Part {
        written: name.to_owned(),
        meaning: sum.text(),
        depth,
        spans: Vec::new(),
    }
}

fn rest(sums: &[(String, Sum)], depth: u8) -> Option<Part> {
    let bytes = sums.iter().map(|(_, sum)| sum.bytes()).sum();
    let values = Values::from([
        ("count", Text::plain(sums.len().to_string())),
        ("size", Text::plain(size(bytes))),
    ]);
    (!sums.is_empty()).then(|| Part {
        written: "…".to_owned(),
        meaning: context_phrase("more", &values),
        depth,
        spans: Vec::new(),
    })
}

/// Sums up each entry of a folder with all that lies in it, the biggest first.
fn sums_below(context: &BuildContext, folder: &str) -> Vec<(String, Sum)> {
    // The entries are sorted, so what lies in one entry of the folder comes in one piece.
    let mut sums: Vec<(&str, bool, Sum)> = Vec::new();
    for decided in context.decided() {
        let path: &str = &decided.entry.path;
        let inside = if folder.is_empty() {
            Some(path)
        } else if lies_below(path, folder) {
            path.get(folder.len() + 1..)
        } else {
            None
        };
        let Some(inside) = inside else { continue };
        let name = inside.split('/').next().unwrap_or_default();
        if sums.last().is_none_or(|(last, _, _)| *last != name) {
            sums.push((name, false, Sum::default()));
        }
        if let Some((_, is_folder, sum)) = sums.last_mut() {
            *is_folder |= name.len() < inside.len() || decided.entry.kind == EntryKind::Directory;
            sum.add(&decided);
        }
    }
    let named = sums.into_iter().map(|(name, is_folder, sum)| {
        let mark = if is_folder { "/" } else { "" };
        (format!("{name}{mark}"), sum)
    });
    let mut sums: Vec<(String, Sum)> = named.collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.bytes()));
    sums
}

/// Lists what is sent and should rarely be, secrets first.
fn suspects(context: &BuildContext) -> Vec<Text> {
    let mut lines: Vec<(SuspectKind, Text)> = Vec::new();
    let mut told: Option<&str> = None;
    for decided in context.decided().filter(|decided| decided.is_sent) {
        let path: &str = &decided.entry.path;
        if told.is_some_and(|folder| lies_below(path, folder)) {
            continue;
        }
        let Some(found) = suspect(path) else { continue };
        told = Some(path);
        let mut line = Text::code(path);
        line.push_plain(&format!(" {}", found.say));
        lines.push((found.kind, line));
    }
    lines.sort_by_key(|(kind, _)| *kind);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Says of each pattern what a reader of `.gitignore` would not expect, and which decide nothing.
fn patterns(context: &BuildContext) -> Vec<Text> {
    let Some(rules) = context.rules() else {
        return Vec::new();
    };
    let mut deciding = vec![false; rules.patterns().len()];
    for decided in context.decided() {
        let place = decided
            .decision
            .pattern
            .and_then(|index| deciding.get_mut(index));
        if let Some(place) = place {
            *place = true;
        }
    }
    let lines = deciding.iter().enumerate();
    lines
        .flat_map(|(index, &decides)| pattern_lines(rules, index, decides))
        .collect()
}

fn pattern_lines(rules: &IgnoreRules, index: usize, decides: bool) -> Vec<Text> {
    let Some(pattern) = rules.patterns().get(index) else {
        return Vec::new();
    };
    let values = Values::from([
        ("pattern", Text::plain(pattern.written.as_str())),
        ("line", Text::plain(pattern.line.to_string())),
    ]);
    let mut lines = Vec::new();
    if !decides {
        lines.push(context_phrase("pattern-unused", &values));
    }
    // The first difference is the one that matters.
    lines.extend(pattern_notes(rules, index).into_iter().take(1).map(|note| {
        let mut line = Text::code(pattern.written.as_str());
        line.push_plain(&format!(" (line {}): ", pattern.line));
        line.append(note);
        line
    }));
    lines
}

fn problems(context: &BuildContext) -> Vec<Text> {
    let problems = context.tree().problems().iter().map(problem);
    problems.chain(links(context)).collect()
}

fn problem(problem: &ListingProblem) -> Text {
    let path = if problem.path.is_empty() {
        "."
    } else {
        &problem.path
    };
    let mut values = Values::from([("path", Text::plain(path))]);
    let name = match &problem.fault {
        ListingFault::Unreadable(reason) => {
            values.insert("reason", Text::plain(reason.as_str()));
            "problem-unreadable"
        }
        ListingFault::NotUtf8 => "problem-not-utf8",
        ListingFault::Vanished => "problem-vanished",
        ListingFault::TooMany(count) => {
            values.insert("count", Text::plain(count.to_string()));
            "problem-too-many"
        }
        ListingFault::Cancelled => "problem-cancelled",
    };
    context_phrase(name, &values)
}

/// Says which links lead out of the folder or round in a circle.
fn links(context: &BuildContext) -> impl Iterator<Item = Text> {
    let sent = context.sent();
    let links = sent
        .entries()
        .iter()
        .filter_map(|entry| Some((entry, entry.target.as_deref()?)));
    links.filter_map(|(entry, target)| {
        let name = if follow(sent, &entry.path, true) == Followed::Loop {
            "link-loop"
        } else if leads_outside(&entry.path, target) {
            "link-outside"
        } else {
            return None;
        };
        let values = Values::from([
            ("path", Text::plain(&*entry.path)),
            ("target", Text::plain(target)),
        ]);
        Some(context_phrase(name, &values))
    })
}
