//! From a goal as an author writes it to the goal.

use crate::build::command::mount::MountKind;
use crate::course::build_given::BuildGiven;
use crate::course::goal::Goal;
use crate::course::goal::cached::Change;
use crate::course::goal::mounts::WantedMount;
use crate::course::lesson_file::goal_file::{GoalFile, MountTypeFile};

impl TryFrom<GoalFile> for Goal {
    /// What is wrong, in one line.
    type Error = String;

    fn try_from(file: GoalFile) -> Result<Self, String> {
        Ok(match file {
            GoalFile::HasCommand(name) => Self::HasCommand(name),
            GoalFile::LacksCommand(name) => Self::LacksCommand(name),
            GoalFile::HasFile(path) => Self::HasFile(path),
            GoalFile::LacksFile(path) => Self::LacksFile(path),
            GoalFile::Base(name) => Self::Base(name),
            GoalFile::NotBase(name) => Self::NotBase(name),
            GoalFile::CopiedBefore { file, run } => Self::CopiedBefore { file, run },
            GoalFile::NonRoot => Self::NonRoot,
            GoalFile::NoSecrets => Self::NoSecrets,
            GoalFile::State {
                of,
                is,
                platform,
                arguments,
            } => Self::State {
                of: of.into(),
                is,
                given: BuildGiven::read(platform.as_deref(), arguments)?,
            },
            GoalFile::NoFinding(rule) => Self::NoFinding(rule),
            GoalFile::NoDoubling => Self::NoDoubling,
            GoalFile::Skipped { stage, target } => Self::Skipped { stage, target },
            GoalFile::Built { stage, target } => Self::Built { stage, target },
            GoalFile::Cached {
                run,
                when,
                when_argument,
            } => Self::Cached {
                run,
                when: change(when, when_argument.as_deref())?,
            },
            GoalFile::Owner { path, is } => Self::Owner { path, is },
            GoalFile::RunsIn { run, folder } => Self::RunsIn { run, folder },
            GoalFile::FailuresStop => Self::FailuresStop,
            GoalFile::Mounts {
                run,
                kind,
                target,
                id,
                required,
            } => Self::Mounts {
                run,
                mount: WantedMount {
                    kind: kind.into(),
                    target,
                    id,
                    required,
                },
            },
        })
    }
}

fn change(file: Option<String>, argument: Option<&str>) -> Result<Change, String> {
    match (file, argument) {
        (Some(file), None) => Ok(Change::File(file)),
        (None, Some(written)) => Change::argument(written).ok_or_else(|| {
            format!("when-argument: {written:?} is no argument; write \"NAME=value\"")
        }),
        _ => {
            Err("cached has either when = \"a file\" or when-argument = \"NAME=value\"".to_owned())
        }
    }
}

impl From<MountTypeFile> for MountKind {
    fn from(file: MountTypeFile) -> Self {
        match file {
            MountTypeFile::Bind => Self::Bind,
            MountTypeFile::Cache => Self::Cache,
            MountTypeFile::Secret => Self::Secret,
            MountTypeFile::Ssh => Self::Ssh,
            MountTypeFile::Tmpfs => Self::Tmpfs,
        }
    }
}
