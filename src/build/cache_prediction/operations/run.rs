//! RUN as the cache sees it: its words, every variable in scope, user, folder, mounts.

use crate::build::cache_prediction::Build;
use crate::build::cache_prediction::operation::{Aspect, Input, InputOrigin, Operation, Selector};
use crate::build::cache_prediction::operations::{Operations, SCRATCH, folder, key_text, text};
use crate::build::command::RunCommand;
use crate::build::command::mount::{Mount, MountKind, Sharing};
use crate::build::command::read::without_leading_tabs;
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::run_words::run_words;
use crate::build::stage::Stage;
use crate::build::value::Value;

impl Operations {
    /// Makes the operation of a RUN from the state before it.
    pub(super) fn run(
        &mut self,
        build: Build<'_>,
        stage: &Stage,
        run: &RunCommand,
        state: &ImageState,
    ) -> Operation {
        let folder = folder(stage, state);
        let words = run_words(run, state, stage.is_windows);
        let variables = state.run_environment.iter();
        let environment =
            variables.map(|variable| (variable.name.to_string(), key_text(&variable.value)));
        let mounts: Vec<String> = run
            .mounts
            .iter()
            .map(|mount| mount_key(mount, &folder))
            .collect();
        let inputs: Vec<Input> = run
            .mounts
            .iter()
            .filter_map(|mount| self.mount_input(build, stage, mount))
            .collect();
        let aspects = [
            (Aspect::Kind, "RUN".to_owned()),
            (Aspect::Text, words.join("\0")),
            (Aspect::Heredocs, script(run, &words)),
            (Aspect::Folder, folder),
            (Aspect::User, text(state.user.value())),
            (Aspect::Mounts, mounts.join("\n")),
            (Aspect::Network, asked(run.network.as_ref(), "default")),
            (Aspect::Security, asked(run.security.as_ref(), "sandbox")),
            (Aspect::Platform, stage.platform.to_string()),
        ];
        Operation {
            aspects: aspects.into(),
            environment: environment.collect(),
            inputs,
            landing: None,
        }
    }

    /// Gives the files that a mount brings: of the context, of a stage, of an image.
    fn mount_input(&mut self, build: Build<'_>, stage: &Stage, mount: &Mount) -> Option<Input> {
        let origin = match (mount.kind, mount.from.as_str()) {
            (MountKind::Tmpfs | MountKind::Secret | MountKind::Ssh, _) => return None,
            (MountKind::Cache, "" | SCRATCH) => return None,
            (_, "") => InputOrigin::Context,
            (_, from) => InputOrigin::Node(self.source(build, stage, from)),
        };
        Some(Input {
            origin,
            selector: Selector {
                path: clean(&format!("/{}", key_text(&mount.source))),
                is_unknown: mount.source.has_unknown(),
                ..Selector::default()
            },
        })
    }
}

/// Gives what a flag asks for; what there is without it counts as not asked.
fn asked(flag: Option<&String>, usual: &str) -> String {
    let asked = flag.filter(|asked| *asked != usual);
    asked.cloned().unwrap_or_default()
}

/// Gives the text of a heredoc that is a script of its own: it is mounted, and not in the command.
fn script(run: &RunCommand, words: &[String]) -> String {
    let is_mounted = words
        .last()
        .is_some_and(|word| word.starts_with("/dev/pipes/"));
    let heredoc = run.heredocs.first().filter(|_| is_mounted);
    heredoc.map_or_else(String::new, |heredoc| {
        if heredoc.strips_tabs {
            without_leading_tabs(&heredoc.content)
        } else {
            heredoc.content.clone()
        }
    })
}

/// Writes down what of a mount is in the key.
///
/// A cache's id and sharing are left out of it, unless they are those that a cache has without
/// being asked.
fn mount_key(mount: &Mount, folder: &str) -> String {
    let written = mount.target.to_string();
    let target = resolve(folder, &written, false, false);
    let target = target.map_or_else(|_| written.clone(), |path| clean(&path));
    let kind = mount.kind.name();
    match mount.kind {
        MountKind::Bind => {
            let access = if mount.is_read_only { "ro" } else { "rw" };
            format!("{kind} {target} {access}")
        }
        MountKind::Cache => {
            let id = mount.id.to_string();
            let id = if id.is_empty() { clean(&written) } else { id };
            let is_shared = matches!(mount.sharing, None | Some(Sharing::Shared));
            let is_usual = id == target && is_shared;
            let owner = (mount.uid, mount.gid, mount.mode);
            let owner = mount.source.is_known_empty().then_some(owner);
            format!(
                "{kind} {target} {is_usual} {} {owner:?}",
                mount.is_read_only
            )
        }
        MountKind::Tmpfs => format!("{kind} {target} {}", text(mount.size.as_ref())),
        MountKind::Secret | MountKind::Ssh => {
            let owner = (mount.uid, mount.gid, mount.mode);
            let env = mount.env.as_ref().map(Value::to_string);
            let (id, source) = (&mount.id, &mount.source);
            let is_required = mount.is_required;
            format!("{kind} {written} {id} {source} {env:?} {owner:?} {is_required}")
        }
    }
}
