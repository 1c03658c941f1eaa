//! The files after every step of every stage: what each COPY and ADD brings, what each RUN certainly does.

use crate::build::command::{Command, CopyCommand};
use crate::build::copied_files::sources::{CopySource, SourcePath};
use crate::build::copied_files::{CopyOutcome, CopyPlace, copy};
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::image_state::ImageState;
use crate::build::known_files::owner::user_in_force;
use crate::build::known_files::run_effects::{LayerBytes, run_effects};
use crate::build::known_files::{KnownFile, KnownFiles, KnownKind, Making, Presence};
use crate::build::options::BuildOptions;
use crate::build::paths::{clean, to_slash};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::context::build_context::BuildContext;
use crate::context::clean_path::with_parents;
use crate::context::links::{Followed, follow};
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};

/// Holds the files of every stage.
#[derive(Clone, Debug, Default)]
pub struct ImageFiles {
    stages: Vec<StageFiles>,
}

/// Holds the files of one stage.
#[derive(Clone, Debug, Default)]
pub struct StageFiles {
    /// What the stage starts from.
    pub start: KnownFiles,
    /// After each step, in the order of [`Stage::steps`].
    pub steps: Vec<StepFiles>,
}

/// Holds what one step does to the files.
#[derive(Clone, Debug, Default)]
pub struct StepFiles {
    /// What is known afterwards.
    pub after: KnownFiles,
    /// What COPY or ADD brings; nothing for other instructions, and where no context is given.
    pub copied: Option<CopyOutcome>,
    /// How many bytes the files that it brings have, as far as that is known.
    pub copied_bytes: u64,
    /// What a RUN does to bytes of earlier layers.
    pub bytes: LayerBytes,
}

/// Follows the files through a plan.
pub fn image_files(plan: &Plan, options: &BuildOptions) -> ImageFiles {
    let mut files = ImageFiles::default();
    for stage in &plan.stages {
        let follower = StageFollower {
            plan,
            stage,
            context: options.context.as_deref(),
            earlier: &files.stages,
        };
        let stage = follower.follow();
        files.stages.push(stage);
    }
    files
}

impl ImageFiles {
    /// Gives a stage's files, counted from 0.
    pub fn stage(&self, stage: usize) -> Option<&StageFiles> {
        self.stages.get(stage)
    }

    /// Gives what an instruction does to the files; FROM does nothing to them.
    pub fn step(&self, plan: &Plan, instruction: usize) -> Option<&StepFiles> {
        let stage = plan.stage_of(instruction)?;
        let mut steps = stage.steps.iter();
        let at = steps.position(|step| !step.is_trigger && step.instruction == instruction)?;
        self.stages.get(stage.index)?.steps.get(at)
    }
}

impl StageFiles {
    /// Gives the files at the stage's end.
    pub fn end(&self) -> &KnownFiles {
        self.steps.last().map_or(&self.start, |step| &step.after)
    }
}

/// Lists the files of the context that ADD would unpack if they are tars.
pub fn wanted_archives(plan: &Plan, context: &BuildContext) -> Vec<String> {
    let source = CopySource {
        tree: context.sent(),
        is_complete: true,
        context: None,
        stage: None,
    };
    let mut wanted = Vec::new();
    let steps = plan
        .stages
        .iter()
        .flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)));
    for (stage, step) in steps {
        let Command::Copy(command) = &step.command else {
            continue;
        };
        if !command.unpack.unwrap_or(command.is_add) || command.from.is_some() {
            continue;
        }
        for written in command.sources.iter().filter_map(Value::as_known) {
            if !matches!(source_kind(written), Ok(SourceKind::Path)) {
                continue;
            }
            let Ok(path) = SourcePath::read(written, command, stage.is_windows) else {
                continue;
            };
            let found = crate::build::copied_files::sources::matches(&path, source);
            for found in found.unwrap_or_default() {
                if let Followed::Path(file) = follow(source.tree, &found, true)
                    && source
                        .tree
                        .find(&file)
                        .is_some_and(|entry| entry.kind == EntryKind::File)
                {
                    wanted.push(file);
                }
            }
        }
    }
    wanted.sort();
    wanted.dedup();
    wanted
}

struct StageFollower<'a> {
    plan: &'a Plan,
    stage: &'a Stage,
    context: Option<&'a BuildContext>,
    earlier: &'a [StageFiles],
}

impl StageFollower<'_> {
    fn follow(&self) -> StageFiles {
        let mut files = StageFiles {
            start: self.start(),
            steps: Vec::new(),
        };
        for (index, step) in self.stage.steps.iter().enumerate() {
            let mut after = files.end().clone();
            let before = self.stage.state_after_steps(index);
            let mut done = StepFiles::default();
            if !step.is_refused {
                self.step(index, step, before, &mut after, &mut done);
            }
            done.after = after;
            files.steps.push(done);
        }
        files
    }

    fn start(&self) -> KnownFiles {
        match self.stage.base {
            Base::Scratch => KnownFiles::of_scratch(),
            Base::Stage(parent) => {
                let parent = self.earlier.get(parent);
                parent.map_or_else(KnownFiles::default, |parent| parent.end().clone())
            }
            Base::Image | Base::Refused => {
                KnownFiles::of_image(self.stage.is_windows, self.stage.from_instruction)
            }
        }
    }

    fn step(
        &self,
        index: usize,
        step: &Step,
        before: &ImageState,
        files: &mut KnownFiles,
        done: &mut StepFiles,
    ) {
        match &step.command {
            Command::Copy(command) => {
                done.copied = self.copy(step, command, before, files);
                if let Some(CopyOutcome::Files { files, .. }) = &done.copied {
                    done.copied_bytes = files.iter().filter_map(|file| file.bytes).sum();
                }
            }
            Command::Workdir(_) => {
                self.make_working_directory(step, self.stage.state_after_steps(index + 1), files);
            }
            Command::Run(run) => {
                let is_windows = self.stage.is_windows;
                done.bytes = run_effects(run, before, step.instruction, is_windows, files);
            }
            _ => {}
        }
    }

    /// Finds the stage that `--from` names: by its number, or the last one of that name.
    fn stage_behind(&self, from: &str) -> Option<usize> {
        let lower = from.to_lowercase();
        let by_name = |stage: &Stage| stage.name.as_deref() == Some(lower.as_str());
        let number = from.parse().ok();
        number.or_else(|| self.plan.stages.iter().rposition(by_name))
    }

    /// Makes the working directory, owned by the user in force.
    fn make_working_directory(&self, step: &Step, after: &ImageState, files: &mut KnownFiles) {
        let Some(path) = after.working_directory.value().and_then(Value::as_known) else {
            return;
        };
        let path = clean(&to_slash(path, self.stage.is_windows));
        let Ok(path) = files.resolve(&path, true) else {
            return;
        };
        let user = user_in_force(after, self.stage.is_windows);
        for folder in with_parents(&path) {
            let presence = files.presence(folder);
            if matches!(presence, Presence::There(_)) {
                continue;
            }
            let made = KnownFile {
                mode: Some(0o755),
                owner: user.clone(),
                is_complete: presence == Presence::Gone,
                ..KnownFile::folder(Making::WorkingDirectory, step.instruction)
            };
            files.put(folder, made);
        }
    }

    fn copy(
        &self,
        step: &Step,
        command: &CopyCommand,
        before: &ImageState,
        files: &mut KnownFiles,
    ) -> Option<CopyOutcome> {
        let root = Value::known("/");
        let working_directory = before.working_directory.value().or_else(|| {
            (before.working_directory == crate::build::setting::Setting::Unset).then_some(&root)
        });
        let place = CopyPlace {
            instruction: step.instruction,
            working_directory: working_directory.and_then(Value::as_known),
            is_windows: self.stage.is_windows,
        };
        let nothing = ContextTree::default();
        let unknown = CopySource {
            tree: &nothing,
            is_complete: false,
            context: None,
            stage: None,
        };
        if let Some(from) = &command.from {
            let stage = self
                .stage_behind(from)
                .and_then(|stage| self.earlier.get(stage));
            let Some(stage) = stage else {
                return Some(copy(command, place, unknown, files));
            };
            let tree = tree_of(stage.end());
            let source = CopySource {
                tree: &tree,
                is_complete: stage.end().is_complete(),
                context: None,
                stage: Some(stage.end()),
            };
            return Some(copy(command, place, source, files));
        }
        let Some(context) = self.context else {
            let outcome = copy(command, place, unknown, files);
            return command.sources.is_empty().then_some(outcome);
        };
        let source = CopySource {
            tree: context.sent(),
            is_complete: context.tree().problems().is_empty(),
            context: Some(context),
            stage: None,
        };
        Some(copy(command, place, source, files))
    }
}

/// Lists what is known of an image as a tree to copy from; [`CopySource::stage`] tells which sizes and modes are known.
fn tree_of(files: &KnownFiles) -> ContextTree {
    let entries = files.entries().filter_map(|(path, file)| {
        let (kind, target) = match &file.kind {
            KnownKind::File => (EntryKind::File, None),
            KnownKind::Directory => (EntryKind::Directory, None),
            KnownKind::Link(target) => (EntryKind::Link, Some(&**target)),
            KnownKind::Other => (EntryKind::Other, None),
            // Whether it is one or the other is asked of the stage itself.
            KnownKind::Gone | KnownKind::Unknown => return None,
        };
        Some(ContextEntry {
            path: path.trim_start_matches('/').into(),
            kind,
            bytes: file.bytes.unwrap_or(0),
            mode: file.mode.unwrap_or(0o644),
            target: target.map(Into::into),
        })
    });
    ContextTree::new(entries.collect())
}
