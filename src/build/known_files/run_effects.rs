//! What a RUN certainly does to files, read from its words.
//!
//! Only commands that certainly run count, and of those only what their plain words say: a build
//! that goes on has run them without a fault. What stands behind `||`, in an `if` or a loop may not
//! run, and what other commands do is not known: from then on anything may lie anywhere.

mod command_effects;

mod words;

use crate::build::command::RunCommand;
use crate::build::command::mount::MountKind;
use crate::build::image_state::ImageState;
use crate::build::known_files::owner::user_in_force;
use crate::build::known_files::run_effects::words::Variables;
use crate::build::known_files::{KnownFile, KnownFiles, Making, Presence};
use crate::build::paths::{clean, resolve};
use crate::build::run_words::run_words;
use crate::build::value::Value;
use crate::context::tree::lies_below;
use crate::language::shell::parse;
use crate::language::shell::tree::{
    Command, CompoundKind, Joint, List, ListItem, PipedCommand, SimpleCommand,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Holds how many bytes of earlier layers a step hides or writes a second time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayerBytes {
    /// Removed or replaced, but still in the layer below.
    pub hidden: u64,
    /// Written again because mode, owner or name changed.
    pub doubled: u64,
}

/// The folders that an engine makes for a RUN where they are missing; they stay in the layer.
const MADE_FOR_RUN: [&str; 3] = ["/dev", "/proc", "/sys"];

/// Follows a RUN; the files are changed in place.
pub fn run_effects(
    run: &RunCommand,
    before: &ImageState,
    instruction: usize,
    is_windows: bool,
    files: &mut KnownFiles,
) -> LayerBytes {
    let working_directory = match before.working_directory.value() {
        Some(path) => path.as_known().map(clean),
        None if before.base_is_known() => Some("/".to_owned()),
        None => None,
    };
    let mut follower = RunFollower {
        files,
        instruction,
        mounts: mount_folders(run, working_directory.as_deref()),
        folder: working_directory,
        owner: user_in_force(before, is_windows),
        variables: Variables::new(&before.run_environment),
        bytes: LayerBytes::default(),
        doubled: BTreeSet::new(),
        is_over: false,
    };
    let words = run_words(run, before, is_windows);
    if is_windows {
        follower.files.open_up();
        return follower.bytes;
    }
    for folder in MADE_FOR_RUN {
        if follower.files.presence(folder) == Presence::Gone {
            let made = KnownFile::folder(Making::Base, instruction);
            follower.files.put(folder, made);
        }
    }
    match script_of(&words) {
        Some(script) => follower.script(script),
        None => follower.argv(&words),
    }
    follower.bytes
}

/// Finds the script that a shell is given: `sh -c TEXT` with whatever options.
fn script_of(words: &[String]) -> Option<&str> {
    let (program, rest) = words.split_first()?;
    let name = program.rsplit('/').next().unwrap_or_default();
    if !matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh") {
        return None;
    }
    let at = rest
        .iter()
        .position(|word| word.starts_with('-') && !word.starts_with("--") && word.ends_with('c'))?;
    rest.get(at + 1).map(String::as_str)
}

/// Lists the folders that are mounts during the RUN: nothing written there stays.
fn mount_folders(run: &RunCommand, folder: Option<&str>) -> Vec<String> {
    let mounts = run.mounts.iter();
    let kept = mounts.filter(|mount| {
        matches!(
            mount.kind,
            MountKind::Bind | MountKind::Cache | MountKind::Tmpfs
        )
    });
    let targets = kept.filter_map(|mount| {
        let target = mount.target.as_known()?;
        resolve(folder.unwrap_or("/"), target, false, false)
            .ok()
            .map(|path| clean(&path))
    });
    targets.collect()
}

/// Follows one RUN.
struct RunFollower<'a> {
    files: &'a mut KnownFiles,
    instruction: usize,
    /// The folder the shell is in; nothing where it is not known.
    folder: Option<String>,
    /// Who owns what it makes; nothing where the user is not known.
    owner: Option<Arc<str>>,
    variables: Variables<'a>,
    mounts: Vec<String>,
    bytes: LayerBytes,
    /// The files that are counted as written again.
    doubled: BTreeSet<String>,
    /// Whether the script may have ended.
    is_over: bool,
}

impl RunFollower<'_> {
    fn script(&mut self, text: &str) {
        // A script with a line of its own for its interpreter is another program's business.
        if text.starts_with("#!") {
            return self.files.open_up();
        }
        let script = parse(text);
        if !script.errors.is_empty() {
            return self.files.open_up();
        }
        self.list(&script.list, true);
    }

    /// Follows a list; where it is the last thing that runs, its `&&` decide about the whole RUN.
    fn list(&mut self, list: &List, is_last: bool) {
        let ends_chain = |joint: Joint| !matches!(joint, Joint::And | Joint::Or);
        let mut rest = list.items.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            let length = behind
                .iter()
                .take_while(|item| !ends_chain(item.joint))
                .count();
            let (chain, next) = behind.split_at(length);
            self.chain(first, chain, is_last && next.is_empty());
            rest = next;
        }
    }

    /// Follows commands joined by `&&` and `||`: the first runs; the others do if the chain's success is the RUN's.
    fn chain(&mut self, first: &ListItem, rest: &[ListItem], is_last: bool) {
        let mut is_certain = !self.is_over;
        let succeeds = is_last && rest.iter().all(|item| item.joint == Joint::And);
        for (index, item) in std::iter::once(first).chain(rest).enumerate() {
            is_certain = is_certain && (index == 0 || succeeds) && !item.is_background;
            if is_certain {
                let is_alone = item.pipeline.commands.len() == 1;
                for command in &item.pipeline.commands {
                    self.piped(command, is_alone, is_last);
                }
            } else {
                self.files.open_up();
            }
        }
    }

    fn piped(&mut self, piped: &PipedCommand, is_alone: bool, is_last: bool) {
        let folder = self.folder.clone();
        match &piped.command {
            Command::Simple(command) => self.simple(command),
            Command::Compound(command) => match &command.kind {
                CompoundKind::Group(list) => self.list(list, is_last),
                CompoundKind::Subshell(list) => {
                    self.list(list, is_last);
                    self.folder.clone_from(&folder);
                }
                _ => self.files.open_up(),
            },
        }
        if !is_alone {
            self.folder = folder;
        }
    }

    fn simple(&mut self, command: &SimpleCommand) {
        if command.words.is_empty() {
            for assignment in &command.assignments {
                self.variables.assign(&assignment.name, &assignment.value);
            }
        }
        self.redirects(command);
        let words: Vec<Option<String>> = command
            .words
            .iter()
            .map(|word| self.variables.word(word))
            .collect();
        if !words.is_empty() {
            self.command(&words);
        }
    }

    fn argv(&mut self, words: &[String]) {
        let words: Vec<Option<String>> = words.iter().cloned().map(Some).collect();
        self.command(&words);
    }

    /// Gives a path from the root on, its folders' links followed; nothing where it is not known or a mount.
    fn path(&self, word: &str) -> Option<String> {
        if word.is_empty() || word.starts_with('~') {
            return None;
        }
        let path = if word.starts_with('/') {
            clean(word)
        } else {
            clean(&format!("{}/{word}", self.folder.as_deref()?))
        };
        let path = self.files.resolve(&path, false).ok()?;
        let is_mounted = |mount: &String| *mount == path || lies_below(&path, mount);
        (path != "/" && !self.mounts.iter().any(is_mounted)).then_some(path)
    }
}

/// Gives the text of a value that is wholly known.
fn known(value: &Value) -> Option<String> {
    value.as_known().map(str::to_owned)
}
