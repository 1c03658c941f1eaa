//! What comes along with everything and had better not: `.git`, `.env`, where it is known what a build
//! is sent.

use crate::build::command::CopyCommand;
use crate::context::tree::{ContextTree, lies_below};
use crate::doc::text::{Text, listed};
use crate::explain::subject::Subject;
use crate::knowledge::context_texts::{SuspectKind, suspect};
use crate::knowledge::rule::Facts;

/// The most names that are told.
const MOST: usize = 4;

/// Names what comes along, secrets first. Of a copy that leaves files out by itself nothing is said: the
/// files it brings tell more.
pub(in crate::explain::facts::copy) fn suspect_facts(
    subject: &Subject<'_>,
    copy: &CopyCommand,
    facts: &mut Facts,
) {
    let context = subject.plan.context.as_deref();
    let Some(context) = context.filter(|_| copy.excludes.is_empty()) else {
        return;
    };
    facts.note("suspects-known");
    let found = suspects(context.sent());
    let more = found.len().saturating_sub(MOST);
    let told = found.into_iter().take(MOST);
    let mut told: Vec<Text> = told.map(|(_, path)| Text::code(path)).collect();
    if more > 0 {
        told.push(Text::plain(format!("{more} more")));
    }
    facts.note_if("suspects", !told.is_empty());
    facts.set("suspects", listed(told));
}

/// Lists what had better stay out, each folder once and nothing below it.
fn suspects(sent: &ContextTree) -> Vec<(SuspectKind, &str)> {
    let mut found: Vec<(SuspectKind, &str)> = Vec::new();
    for entry in sent.entries() {
        let is_below = found
            .last()
            .is_some_and(|(_, folder)| lies_below(&entry.path, folder));
        if !is_below && let Some(suspect) = suspect(&entry.path) {
            found.push((suspect.kind, &entry.path));
        }
    }
    found.sort_by_key(|(kind, _)| *kind);
    found
}
