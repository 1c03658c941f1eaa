//! In which folder each command of an instruction starts: the working directory, and each `cd` above it.
//!
//! A `cd` counts where its path is written out and it certainly runs. Behind one that nobody can
//! tell, and in loops, functions and substitutions that change the folder, it is not known.

use crate::build::paths::{clean, resolve};
use crate::explain::script_commands::ScriptCommands;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::tree::{
    Command, CompoundCommand, CompoundKind, Joint, List, Pipeline, SimpleCommand,
};
use crate::language::shell::word::Word;
use crate::language::span::Span;
use std::collections::BTreeMap;

/// Gives for each of the commands the folder it starts in; `start` is where the instruction starts.
pub fn command_folders(
    commands: &ScriptCommands<'_>,
    start: Option<String>,
) -> Vec<Option<String>> {
    let mut scripts: BTreeMap<usize, ScriptFolders> = BTreeMap::new();
    let mut folders: Vec<Option<String>> = Vec::new();
    let mut opener = start;
    for command in &commands.uses {
        let index = command.place.script;
        let script = scripts.entry(index).or_insert_with(|| {
            let script = commands.scripts.get(index);
            let list = script.map(|script| (&script.tree.list, &script.text));
            ScriptFolders::of(list, opener.clone())
        });
        let folder = if command.place.is_in_substitution {
            None
        } else {
            script.at(command.span.start)
        };
        // The commands of a script in a word stand behind the one that starts its shell.
        if command.has_script {
            opener.clone_from(&folder);
        }
        folders.push(folder);
    }
    folders
}

/// Holds the folders of one script.
struct ScriptFolders {
    /// Where the script starts.
    start: Option<String>,
    /// The places of its simple commands, with the folder each starts in.
    commands: Vec<(Span, Option<String>)>,
}

impl ScriptFolders {
    fn of(script: Option<(&List, &RunScript<'_>)>, start: Option<String>) -> Self {
        let mut commands = Vec::new();
        if let Some((list, text)) = script {
            let mut walk = Walk {
                text,
                folder: start.clone(),
                found: Vec::new(),
            };
            walk.list(list);
            commands = walk.found;
        }
        Self { start, commands }
    }

    /// Gives the folder of the command at a place; an exec form has that of the instruction.
    fn at(&self, place: u32) -> Option<String> {
        let mut commands = self.commands.iter();
        let found = commands.find(|(span, _)| span.contains(place));
        match found {
            Some((_, folder)) => folder.clone(),
            None if self.commands.is_empty() => self.start.clone(),
            None => None,
        }
    }
}

/// Walks through a script.
struct Walk<'a> {
    text: &'a RunScript<'a>,
    folder: Option<String>,
    found: Vec<(Span, Option<String>)>,
}

impl Walk<'_> {
    fn list(&mut self, list: &List) {
        for item in &list.items {
            let before = self.folder.clone();
            self.pipeline(&item.pipeline);
            if item.is_background {
                self.folder = before;
            } else if item.joint == Joint::Or && self.folder != before {
                // Whether it ran is not known.
                self.folder = None;
            }
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        for piped in &pipeline.commands {
            let before = self.folder.clone();
            match &piped.command {
                Command::Simple(command) => self.simple(command),
                Command::Compound(command) => self.compound(command),
            }
            // The commands of a pipe run in shells of their own.
            if pipeline.commands.len() > 1 {
                self.folder = before;
            }
        }
    }

    fn compound(&mut self, command: &CompoundCommand) {
        match &command.kind {
            CompoundKind::Group(list) => self.list(list),
            CompoundKind::Subshell(list) => {
                let before = self.folder.clone();
                self.list(list);
                self.folder = before;
            }
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.list(&branch.condition);
                }
                let bodies = branches.iter().map(|branch| &branch.body);
                self.one_of(bodies.chain(otherwise));
            }
            CompoundKind::Case { arms, .. } => self.one_of(arms.iter().map(|arm| &arm.body)),
            CompoundKind::For { body, .. } | CompoundKind::ArithmeticFor { body, .. } => {
                self.again_and_again(|walk| walk.list(body));
            }
            CompoundKind::While {
                condition, body, ..
            } => self.again_and_again(|walk| {
                walk.list(condition);
                walk.list(body);
            }),
            CompoundKind::Function { body, .. } => {
                let before = self.folder.take();
                match body {
                    Some(Command::Simple(command)) => self.simple(command),
                    Some(Command::Compound(command)) => self.compound(command),
                    None => {}
                }
                self.folder = before;
            }
            CompoundKind::Conditional(_) | CompoundKind::Arithmetic(_) => {}
        }
    }

    /// Walks through lists of which one runs, or none.
    fn one_of<'l>(&mut self, lists: impl Iterator<Item = &'l List>) {
        let before = self.folder.clone();
        let mut is_certain = true;
        for list in lists {
            self.folder.clone_from(&before);
            self.list(list);
            is_certain &= self.folder == before;
        }
        self.folder = before.filter(|_| is_certain);
    }

    /// Walks through what runs several times: where a round changes the folder, the next one starts elsewhere.
    fn again_and_again(&mut self, walk: impl Fn(&mut Self)) {
        let before = self.folder.clone();
        let first = self.found.len();
        walk(self);
        if self.folder != before {
            self.folder = None;
            self.found.truncate(first);
            walk(self);
            self.folder = None;
        }
    }

    fn simple(&mut self, command: &SimpleCommand) {
        self.found.push((command.span, self.folder.clone()));
        let text = self.text.text();
        match command.name().map(|name| name.text(text)).as_deref() {
            Some("cd") => self.folder = self.changed_to(command),
            Some("pushd" | "popd") => self.folder = None,
            _ => {}
        }
    }

    fn changed_to(&self, command: &SimpleCommand) -> Option<String> {
        let words = command.arguments().iter();
        let words: Option<Vec<String>> = words.map(Word::as_literal).collect();
        let words = words?;
        let mut paths = words
            .iter()
            .filter(|word| !matches!(word.as_str(), "--" | "-L" | "-P"));
        let path = paths.next().filter(|path| {
            !path.is_empty()
                && !path.starts_with(['~', '-'])
                && !path.contains(['*', '?', '[', '{'])
        })?;
        if paths.next().is_some() {
            return None;
        }
        if path.starts_with('/') {
            return Some(clean(path));
        }
        let folder = self.folder.as_deref()?;
        resolve(folder, path, false, false)
            .ok()
            .map(|path| clean(&path))
    }
}
