//! What is asked about: an instruction of a build that can be relied on.
//!
//! Where BuildKit refuses a file or a stage, nothing is said of the image there.

use crate::build::image_state::ImageState;
use crate::build::plan::Plan;
use crate::build::setting::{Origin, Setting};
use crate::build::stage::{Base, Stage};
use crate::build::value::Value;
use crate::checks::finding::Finding;
use crate::context::build_context::BuildContext;
use crate::doc::text::Text;
use crate::explain::path_origin::lineage;
use crate::explain::questions::draft::said;
use crate::explain::questions::edited_file::EditedFiles;
use crate::explain::shown;
use crate::explain::subject::{Subject, root_stage};
use crate::language::tree::Tree;
use std::cell::OnceCell;

/// Holds a Dockerfile that questions are made from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The file.
    pub tree: &'a Tree,
    /// The build.
    pub plan: &'a Plan,
    /// What the checks find.
    pub findings: &'a [Finding],
    /// Whether a `--build-arg` is given.
    pub has_arguments: bool,
    /// The files that the build is sent, where they were listed.
    pub context: Option<&'a BuildContext>,
}

/// Holds an instruction that is asked about.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// The instruction.
    pub(super) subject: Subject<'a>,
    /// The file.
    pub(super) ground: Ground<'a>,
    /// What chance starts from.
    pub(super) seed: u64,
    /// How it may be answered.
    pub(super) answering: Answering,
    edited_files: &'a EditedFilesOnce,
}

/// Holds what edits of files do in a build, once a question asks for it; nothing where the build is too long.
pub(super) type EditedFilesOnce = OnceCell<Option<EditedFiles>>;

/// Says how a question may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answering {
    /// As chance takes it.
    AnyWay,
    /// By choosing alone: a prediction is made with one key.
    ByChoosing,
}

/// Holds a setting's value, who set it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The value; nothing where it is not set.
    pub(super) value: Option<String>,
    /// Who set it.
    pub(super) origin: Option<Origin>,
}

impl<'a> Asked<'a> {
    /// Looks at an instruction.
    pub(super) fn new(
        ground: Ground<'a>,
        index: usize,
        seed: u64,
        answering: Answering,
        edited_files: &'a EditedFilesOnce,
    ) -> Option<Self> {
        let subject = Subject::new(ground.tree, ground.plan, index)?;
        Some(Self {
            subject,
            ground,
            seed,
            answering,
            edited_files,
        })
    }

    /// Gives the files that can be edited, worked out once for all the instructions of a build.
    pub(super) fn edited_files(&self) -> Option<&'a EditedFiles> {
        let files = self
            .edited_files
            .get_or_init(|| EditedFiles::of(self.ground));
        files.as_ref()
    }

    /// Gives the build.
    pub(super) fn plan(&self) -> &'a Plan {
        self.ground.plan
    }

    /// Gives the line it starts on.
    pub(super) fn line(&self) -> u32 {
        self.subject.instruction.first_line
    }

    /// Gives the line an instruction starts on.
    pub(super) fn line_of(&self, instruction: usize) -> u32 {
        self.subject.line_of(instruction)
    }

    /// Gives its stage.
    pub(super) fn stage(&self) -> Option<&'a Stage> {
        self.subject.stage
    }

    /// Gives the stage that becomes the image.
    pub(super) fn target(&self) -> Option<&'a Stage> {
        self.plan().stages.get(self.plan().target?)
    }

    /// Lists the other stages that this one does not start from, the nearest earlier one first.
    pub(super) fn strangers(&self) -> impl Iterator<Item = &'a Stage> + use<'a> {
        let own = self.stage();
        let plan = self.plan();
        let family: Vec<usize> = own.map_or_else(Vec::new, |own| {
            lineage(plan, own).iter().map(|stage| stage.index).collect()
        });
        let index = own.map_or(usize::MAX, |own| own.index);
        let earlier = plan
            .stages
            .iter()
            .rev()
            .filter(move |stage| stage.index < index);
        let later = plan.stages.iter().filter(move |stage| stage.index > index);
        earlier
            .chain(later)
            .filter(move |stage| !family.contains(&stage.index))
    }

    /// Tells whether its stage is for Windows.
    pub(super) fn is_windows(&self) -> bool {
        self.stage()
            .is_some_and(|stage| stage.is_windows || stage.platform.is_windows())
    }

    /// Names the base image that its stage brings in.
    pub(super) fn base(&self) -> Text {
        let root = self.stage().map(|stage| root_stage(self.plan(), stage));
        Text::code(root.map_or("", |root| root.base_name.as_str()))
    }

    /// Says whether build arguments are given, where that is not plain.
    pub(super) fn arguments(&self) -> Text {
        let mut text = if self.ground.has_arguments {
            said("arguments-given")
        } else {
            said("no-argument-given")
        };
        text.push_plain(" ");
        text
    }
}

impl Ground<'_> {
    /// Lists the stages whose image can be relied on: nothing in them or below them is refused.
    pub(super) fn sound_stages(&self) -> Vec<bool> {
        let mut sound: Vec<bool> = Vec::new();
        let is_refused = self.plan.refusal().is_some();
        for stage in &self.plan.stages {
            let parent = match stage.base {
                Base::Stage(parent) => sound.get(parent).copied().unwrap_or_default(),
                Base::Refused => false,
                Base::Scratch | Base::Image => true,
            };
            sound.push(!is_refused && parent && !stage.steps.iter().any(|step| step.is_refused));
        }
        sound
    }
}

/// Reads a setting that is a text; nothing where any of it is unknown.
pub(super) fn known(setting: &Setting<Value>) -> Option<Known> {
    match setting {
        Setting::Unset => Some(Known {
            value: None,
            origin: None,
        }),
        Setting::Set { value, origin } => Some(Known {
            value: Some(value.as_known()?.to_owned()),
            origin: Some(*origin),
        }),
        Setting::Unknown => None,
    }
}

/// Reads the working directory; where none is set, it is the root.
pub(super) fn folder(state: &ImageState) -> Option<String> {
    let known = known(&state.working_directory)?;
    Some(
        known
            .value
            .filter(|folder| !folder.is_empty())
            .unwrap_or_else(|| "/".to_owned()),
    )
}

/// Finds the instruction that sets something.
pub(super) fn setter(origin: Option<Origin>) -> Option<usize> {
    match origin {
        Some(Origin::Instruction(instruction)) => Some(instruction),
        _ => None,
    }
}

/// Names a stage.
pub(super) fn named(stage: &Stage) -> Text {
    shown::stage_name(stage)
}
