//! The goals of an exercise as an author writes them.

use crate::course::lesson_file::LookedAtFile;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Holds a goal: always one of effect, never of text.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case"
)]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub enum GoalFile {
    /// A RUN of the last image's stages calls this program.
    HasCommand(String),
    /// None does.
    LacksCommand(String),
    /// The last image has this path.
    HasFile(String),
    /// It has not.
    LacksFile(String),
    /// The last image starts from this image: `python`, `python:3.9-slim`, `python:3.9-slim*`.
    Base(String),
    /// It does not.
    NotBase(String),
    /// A file is copied before a RUN, and without the rest of the context.
    CopiedBefore {
        /// The file's path in the context.
        file: String,
        /// A program that the RUN calls.
        run: String,
    },
    /// A container runs as a user other than root.
    NonRoot,
    /// No secret stands in ARG, ENV or a layer.
    NoSecrets,
    /// The last image has this value.
    State {
        /// What is looked at.
        of: LookedAtFile,
        /// What it must be.
        is: String,
        /// The platform that it must be so on, where that is another one.
        #[serde(default)]
        platform: Option<String>,
        /// The values of `--build-arg` that it must be so with, besides those of the exercise.
        #[serde(default)]
        arguments: BTreeMap<String, String>,
    },
    /// A check finds nothing: its rule's name.
    NoFinding(String),
    /// No layer holds again what another one holds, or what a later one removes.
    NoDoubling,
    /// A build of a stage leaves another one out.
    Skipped {
        /// The stage that is left out.
        stage: String,
        /// The stage that is built; the last one where none is named.
        target: Option<String>,
    },
    /// A build of a stage runs another one.
    Built {
        /// The stage that runs.
        stage: String,
        /// The stage that is built; the last one where none is named.
        target: Option<String>,
    },
    /// A RUN stays cached when a file or a build argument changes: one of both is named.
    Cached {
        /// A program that the RUN calls.
        run: String,
        /// The file of the context that changes.
        #[serde(default)]
        when: Option<String>,
        /// The build argument that gets another value: `NAME=value`.
        #[serde(default)]
        when_argument: Option<String>,
    },
    /// A path of the last image belongs to a user, as far as the lines tell.
    Owner {
        /// The path.
        path: String,
        /// The user, by name or number, as the lines ask for it; with a group where that matters.
        is: String,
    },
    /// Every RUN that calls a program starts it in a folder.
    RunsIn {
        /// The program.
        run: String,
        /// The folder, from the root on.
        folder: String,
    },
    /// No RUN of a stage that is built hides a failure.
    FailuresStop,
    /// Every RUN that calls a program has such a mount.
    Mounts {
        /// The program.
        run: String,
        /// The type of the mount.
        #[serde(rename = "type")]
        kind: MountTypeFile,
        /// Where it appears.
        #[serde(default)]
        target: Option<String>,
        /// Its id.
        #[serde(default)]
        id: Option<String>,
        /// Whether the build fails without the secret or agent.
        #[serde(default)]
        required: Option<bool>,
    },
}

/// Names a type of mount.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub enum MountTypeFile {
    /// Files of the context, a stage or an image.
    Bind,
    /// A folder that is kept between builds.
    Cache,
    /// A secret.
    Secret,
    /// An SSH agent.
    Ssh,
    /// A folder in memory.
    Tmpfs,
}
