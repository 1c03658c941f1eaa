//! Which failures a RUN hides: a command fails, and the RUN goes on or ends well all the same.
//!
//! It reads joints and what the shell has switched on. A failure is hidden by what stands behind the
//! command: `;`, a new line, a pipe, `|| true`, `&`, or another round of a loop. What only asks
//! (`[ -f x ] &&`, what decides an `if`) may fail, and a fallback that does something (`|| exit 1`,
//! `|| wget …`) answers a failure. A substitution in an argument is left alone: there the shell never
//! looks at a failure, however the RUN is written.

mod fate;

use crate::explain::commands::unix_commands;
use crate::explain::hidden_failures::fate::{Fate, always_succeeds, cannot_fail, only_asks};
use crate::explain::script_commands::ReadScript;
use crate::explain::shell_modes::ShellModes;
use crate::explain::subject::Subject;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::function_names;
use crate::language::shell::tree::{
    Command, CompoundCommand, CompoundKind, Joint, List, ListItem, Pipeline, Script, SimpleCommand,
};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::Span;

/// Shells that read a script from a here-document where they are given no other.
const SHELLS: [&str; 6] = ["ash", "bash", "dash", "ksh", "sh", "zsh"];

/// Holds a failure that is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenFailure {
    /// The name of the command that fails.
    pub command: String,
    /// Its place in the file.
    pub span: Span,
    /// What hides its failure.
    pub by: Hider,
}

/// Names what hides a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hider {
    /// `;`, without `set -e`.
    Semicolon,
    /// The next line, without `set -e`.
    Newline,
    /// `|`, without `pipefail`.
    Pipe,
    /// `||` and something that always succeeds.
    Fallback,
    /// `&`.
    Background,
    /// The loop's next round, without `set -e`.
    NextRound,
    /// `&&` to its right: there `set -e` does not stop, and more follows.
    LeftOfAnd,
}

/// Lists the failures that an instruction hides, in source order; nothing where its script cannot be
/// read: it is for another shell, or no shell accepts it.
pub fn hidden_failures(subject: &Subject<'_>) -> Option<Vec<HiddenFailure>> {
    let commands = unix_commands(subject)?;
    let mut found = Vec::new();
    for script in commands.scripts.iter().filter(|it| !it.is_exec_form) {
        if !script.tree.errors.is_empty() {
            return None;
        }
        found.extend(of_script(script)?);
    }
    found.sort_by_key(|failure: &HiddenFailure| failure.span);
    Some(found)
}

fn of_script(script: &ReadScript<'_>) -> Option<Vec<HiddenFailure>> {
    let functions = function_names(&script.tree);
    let functions = functions.iter().map(|name| name.text(script.text.text()));
    let mut walk = Walk {
        text: &script.text,
        script: &script.tree,
        functions: functions.collect(),
        modes: script.modes,
        is_unknown: false,
        found: Vec::new(),
    };
    walk.list(&script.tree.list, Fate::OF_SCRIPT);
    (!walk.is_unknown).then_some(walk.found)
}

/// Walks through a script.
struct Walk<'a> {
    text: &'a RunScript<'a>,
    script: &'a Script,
    functions: Vec<String>,
    /// What the shell has switched on at the place that is walked through.
    modes: ShellModes,
    /// Whether there are commands that nobody reads here.
    is_unknown: bool,
    found: Vec<HiddenFailure>,
}

impl Walk<'_> {
    fn list(&mut self, list: &List, fate: Fate) {
        let ends_chain = |item: &ListItem| !matches!(item.joint, Joint::And | Joint::Or);
        let mut rest = list.items.as_slice();
        while let Some((_, behind)) = rest.split_first() {
            let length = 1 + behind.iter().take_while(|item| !ends_chain(item)).count();
            let (chain, next) = rest.split_at(length);
            let is_background = chain.iter().any(|item| item.is_background);
            let fate = match next.first().map(|item| item.joint) {
                _ if is_background => Fate::lost(Hider::Background),
                None => fate,
                Some(Joint::Newline) => fate.unless_it_stops(Hider::Newline),
                Some(_) => fate.unless_it_stops(Hider::Semicolon),
            };
            if is_background {
                self.in_shell_of_its_own(|walk| walk.chain(chain, fate));
            } else {
                self.chain(chain, fate);
            }
            rest = next;
        }
    }

    /// Walks through commands joined by `&&` and `||`.
    fn chain(&mut self, chain: &[ListItem], fate: Fate) {
        for (index, item) in chain.iter().enumerate() {
            let behind = chain.get(index + 1..).unwrap_or_default();
            let fallback = behind.iter().find(|item| item.joint == Joint::Or);
            let own = match fallback {
                Some(fallback) if always_succeeds(&fallback.pipeline, self.text.text()) => {
                    Fate::lost(Hider::Fallback)
                }
                Some(_) => Fate::ANSWERED,
                None if behind.is_empty() => fate,
                None => fate.left_of_and(self.modes.stops_at_failure),
            };
            self.pipeline(&item.pipeline, own, !behind.is_empty());
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline, fate: Fate, is_asked: bool) {
        // Behind `!` a failure is what is wanted.
        let fate = if pipeline.is_negated {
            Fate::ANSWERED
        } else {
            fate
        };
        if let [only] = pipeline.commands.as_slice() {
            return self.command(&only.command, fate, is_asked);
        }
        let counts_all = self.modes.counts_whole_pipe;
        let last = pipeline.commands.len().saturating_sub(1);
        for (index, piped) in pipeline.commands.iter().enumerate() {
            let own = if index == last || counts_all {
                fate
            } else {
                Fate::lost(Hider::Pipe)
            };
            let asks = is_asked && index == last;
            self.in_shell_of_its_own(|walk| walk.command(&piped.command, own, asks));
        }
    }

    /// Walks through what cannot switch anything for the shell around it.
    fn in_shell_of_its_own(&mut self, walk: impl FnOnce(&mut Self)) {
        let modes = self.modes;
        walk(self);
        self.modes = modes;
    }

    fn command(&mut self, command: &Command, fate: Fate, is_asked: bool) {
        match command {
            Command::Simple(command) => self.simple(command, fate, is_asked),
            Command::Compound(command) => self.compound(command, fate),
        }
    }

    fn compound(&mut self, command: &CompoundCommand, fate: Fate) {
        match &command.kind {
            CompoundKind::Group(list) => self.list(list, fate),
            CompoundKind::Subshell(list) => {
                self.in_shell_of_its_own(|walk| walk.list(list, fate));
            }
            // What decides an `if` or a loop only asks.
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                let bodies = branches.iter().map(|branch| &branch.body);
                for body in bodies.chain(otherwise) {
                    self.in_shell_of_its_own(|walk| walk.list(body, fate));
                }
            }
            CompoundKind::For { body, .. }
            | CompoundKind::ArithmeticFor { body, .. }
            | CompoundKind::While { body, .. } => {
                let fate = fate.unless_it_stops(Hider::NextRound);
                self.in_shell_of_its_own(|walk| walk.list(body, fate));
            }
            CompoundKind::Case { arms, .. } => {
                for arm in arms {
                    self.in_shell_of_its_own(|walk| walk.list(&arm.body, fate));
                }
            }
            CompoundKind::Function { body, .. } => {
                if let Some(body) = body {
                    self.in_shell_of_its_own(|walk| walk.command(body, Fate::OF_SCRIPT, false));
                }
            }
            CompoundKind::Conditional(_) | CompoundKind::Arithmetic(_) => {}
        }
    }

    fn simple(&mut self, command: &SimpleCommand, fate: Fate, is_asked: bool) {
        let text = self.text.text();
        let words: Vec<String> = command.words.iter().map(|word| word.text(text)).collect();
        let Some(name) = words.first() else {
            // The failure of `NAME=$(…)` is that of the command in it.
            for assignment in &command.assignments {
                self.assigned(&assignment.value, fate);
            }
            return;
        };
        if name == "set" {
            self.modes
                .follow_set(words.iter().skip(1).map(String::as_str));
        }
        self.is_unknown |= self.reads_script_from_heredoc(command, &words);
        let is_function = self.functions.contains(name);
        let may_fail = is_function || !(cannot_fail(name) || is_asked && only_asks(name));
        if let Some(by) = fate.hider(self.modes.stops_at_failure)
            && may_fail
        {
            let spans = self.text.spans(command.span);
            self.found.push(HiddenFailure {
                command: name.rsplit('/').next().unwrap_or(name).to_owned(),
                span: spans.first().copied().unwrap_or_default(),
                by,
            });
        }
    }

    /// Walks through the commands whose output a variable gets.
    fn assigned(&mut self, value: &Word, fate: Fate) {
        let mut waiting: Vec<&WordPiece> = value.pieces.iter().collect();
        while let Some(piece) = waiting.pop() {
            match &piece.kind {
                WordPieceKind::DoubleQuoted(pieces) => waiting.extend(pieces),
                WordPieceKind::CommandSubstitution(list)
                | WordPieceKind::BacktickSubstitution(list) => {
                    self.in_shell_of_its_own(|walk| walk.list(list, fate));
                }
                _ => {}
            }
        }
    }

    /// Tells whether a shell is given a script that is not read here: `bash <<EOF`.
    fn reads_script_from_heredoc(&self, command: &SimpleCommand, words: &[String]) -> bool {
        let mut redirects = command.redirects.iter();
        let name = words.first().map(String::as_str).unwrap_or_default();
        SHELLS.contains(&name.rsplit('/').next().unwrap_or_default())
            && words
                .iter()
                .skip(1)
                .all(|word| word.starts_with(['-', '+']))
            && redirects.any(|redirect| self.script.heredoc(redirect).is_some())
    }
}
