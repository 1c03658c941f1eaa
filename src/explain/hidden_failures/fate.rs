//! What becomes of a failure at some place of a script, and which commands have none.

use crate::explain::hidden_failures::Hider;
use crate::language::shell::tree::{Command, CompoundKind, List, Pipeline, SimpleCommand};

/// Commands that only set something or print: they do not fail, or nobody waits for it.
const CANNOT_FAIL: [&str; 18] = [
    ":", "alias", "break", "continue", "echo", "exit", "export", "printf", "readonly", "return",
    "set", "shift", "shopt", "sleep", "trap", "true", "umask", "unset",
];

/// Commands that answer a question with success or failure.
const ONLY_ASK: [&str; 12] = [
    "[",
    "cmp",
    "command",
    "diff",
    "dpkg-query",
    "false",
    "getent",
    "grep",
    "id",
    "test",
    "type",
    "which",
];

/// Says what becomes of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    /// What hides it; nothing where it becomes the failure of the RUN, or is answered.
    hider: Option<Hider>,
    /// Whether `set -e` stops the RUN at it.
    may_stop: bool,
}

impl Fate {
    /// At the end of a script: its failure is the script's.
    pub(super) const OF_SCRIPT: Self = Self {
        hider: None,
        may_stop: true,
    };

    /// Where something else is done instead, or a failure is wanted.
    pub(super) const ANSWERED: Self = Self {
        hider: None,
        may_stop: false,
    };

    /// Where it is hidden, also with `set -e`.
    pub(super) const fn lost(hider: Hider) -> Self {
        Self {
            hider: Some(hider),
            may_stop: false,
        }
    }

    /// Where something follows whatever came of it.
    pub(super) const fn unless_it_stops(self, hider: Hider) -> Self {
        Self {
            hider: Some(hider),
            ..self
        }
    }

    /// Where `&&` follows: the rest of the chain is left out, and `set -e` does not stop.
    pub(super) fn left_of_and(self, stops_at_failure: bool) -> Self {
        let would_stop = self.may_stop && stops_at_failure;
        Self {
            hider: self
                .hider
                .map(|hider| if would_stop { Hider::LeftOfAnd } else { hider }),
            may_stop: false,
        }
    }

    /// Names what hides a failure here.
    pub(super) fn hider(self, stops_at_failure: bool) -> Option<Hider> {
        self.hider.filter(|_| !(self.may_stop && stops_at_failure))
    }
}

/// Tells whether nothing is hidden where a command fails: it does not.
pub(super) fn cannot_fail(name: &str) -> bool {
    CANNOT_FAIL.contains(&name)
}

/// Tells whether a command's failure is an answer, where `&&` or `||` asks for it.
pub(super) fn only_asks(name: &str) -> bool {
    ONLY_ASK.contains(&name)
}

/// Tells whether what stands behind `||` succeeds whatever happened: `true`, `echo …`, `exit 0`.
pub(super) fn always_succeeds(pipeline: &Pipeline, text: &str) -> bool {
    match pipeline.commands.last().map(|piped| &piped.command) {
        Some(Command::Simple(command)) => simple_succeeds(command, text),
        Some(Command::Compound(command)) => match &command.kind {
            CompoundKind::Group(list) | CompoundKind::Subshell(list) => list_succeeds(list, text),
            _ => false,
        },
        None => false,
    }
}

fn list_succeeds(list: &List, text: &str) -> bool {
    let last = list.items.last();
    last.is_some_and(|last| always_succeeds(&last.pipeline, text))
}

fn simple_succeeds(command: &SimpleCommand, text: &str) -> bool {
    let words: Vec<String> = command.words.iter().map(|word| word.text(text)).collect();
    match words.first().map(String::as_str) {
        Some(":" | "true" | "echo" | "printf") => true,
        Some("exit" | "return") => words.get(1).is_some_and(|status| status == "0"),
        _ => false,
    }
}
