//! What `set`, or the shell itself, switches on for the commands of a script: `errexit`, `pipefail`.

use crate::explain::command_use::CommandUse;
use crate::language::shell::run_script::RunScript;

/// Says what is switched on at some place of a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShellModes {
    /// The first failure ends the script: `set -e`.
    pub stops_at_failure: bool,
    /// A failure anywhere in a pipe counts: `set -o pipefail`.
    pub counts_whole_pipe: bool,
}

impl ShellModes {
    /// Reads the words that a shell is started with: `/bin/bash -eo pipefail -c`.
    pub fn of_shell(words: &[String]) -> Self {
        let mut modes = Self::default();
        modes.follow_set(words.iter().skip(1).map(String::as_str));
        modes
    }

    /// Follows a command: `set` switches, every other one leaves things as they are.
    pub fn follow(&mut self, script: &RunScript<'_>, command: &CommandUse) {
        // In a subshell or a substitution, what `set` does ends there.
        if command.called == "set" && command.place.nesting == 0 {
            let words = command.span.of(script.text()).split_whitespace();
            self.follow_set(words.skip(1));
        }
    }

    /// Follows the words behind `set`, which are those that the shell itself takes.
    pub fn follow_set<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let mut words = words;
        while let Some(word) = words.next() {
            let (letters, is_on) = match (word.strip_prefix('-'), word.strip_prefix('+')) {
                (Some(letters), _) => (letters, true),
                (_, Some(letters)) => (letters, false),
                _ => return,
            };
            if letters.is_empty() || letters.starts_with('-') {
                return;
            }
            if letters.contains('e') {
                self.stops_at_failure = is_on;
            }
            if letters.contains('o') {
                match words.next() {
                    Some("errexit") => self.stops_at_failure = is_on,
                    Some("pipefail") => self.counts_whole_pipe = is_on,
                    _ => {}
                }
            }
        }
    }
}
