//! A stage: from its FROM to the next one.

use crate::build::command::Command;
use crate::build::engine::image::EngineImage;
use crate::build::image_state::ImageState;
use crate::build::platform::Platform;
use crate::build::state_change::StateChange;
use crate::build::steps::Steps;

/// Holds a stage and the steps in it.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its place among the stages, counted from 0 as `--from=0` does.
    pub index: usize,
    /// Its name in lower case.
    pub name: Option<String>,
    /// Its FROM.
    pub from_instruction: usize,
    /// Its instructions, FROM first.
    pub instructions: Vec<usize>,
    /// The base as written.
    pub base_as_written: String,
    /// The base with its variables put in.
    pub base_name: String,
    /// What the base is.
    pub base: Base,
    /// The platform of `--platform`, or the target's.
    pub platform: Platform,
    /// Whether `--platform` was given.
    pub has_own_platform: bool,
    /// What `--platform` comes to, and the variables met on the way; for the rules that look at it.
    pub platform_words: Option<PlatformWords>,
    /// The variables in FROM that are not declared.
    pub undeclared_arguments: Vec<String>,
    /// Whether the target depends on it.
    pub is_needed: bool,
    /// What it takes from other stages and images.
    pub needs: Vec<Need>,
    /// The image before its first instruction behind FROM, triggers of the base not yet run.
    pub start: ImageState,
    /// The base image as a local engine has it, where one was asked.
    pub engine_image: Option<EngineImage>,
    /// Whether the base image is known to be for Windows.
    pub is_windows: bool,
    /// What its instructions do, triggers of the base first.
    pub steps: Steps,
}

/// Holds what `--platform` comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlatformWords {
    /// As written.
    pub written: String,
    /// With variables put in.
    pub result: String,
    /// The variables found.
    pub found: Vec<String>,
    /// The variables missing.
    pub missing: Vec<String>,
}

/// Says what a stage starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// Nothing at all.
    Scratch,
    /// An earlier stage.
    Stage(usize),
    /// An image.
    Image,
    /// Something BuildKit refuses.
    Refused,
}

/// Holds one thing a stage takes from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The instruction that takes it.
    pub instruction: usize,
    /// Where it comes from.
    pub source: Source,
}

/// Says where something comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A stage.
    Stage(usize),
    /// An image that no stage is.
    Image(String),
}

/// Holds what one instruction does.
#[derive(Clone, Debug)]
pub struct Step {
    /// The instruction; for a trigger of the base, the FROM that runs it.
    pub instruction: usize,
    /// Whether it is a trigger of the base.
    pub is_trigger: bool,
    /// A trigger's keyword as its ONBUILD has it; empty for other instructions.
    pub trigger_keyword: String,
    /// Whether BuildKit refuses it once its variables are known.
    pub is_refused: bool,
    /// What is asked for, with variables put in.
    pub command: Command,
    /// What it changes in the image.
    pub changes: Vec<StateChange>,
    /// Whether it makes a layer.
    pub makes_layer: bool,
    /// Variables that it uses and nobody sets, once for each word that names them.
    pub undefined_variables: Vec<String>,
    /// EXPOSE's words that have capitals or a mapping, for the rules that look at them.
    pub unusual_ports: Vec<UnusualPort>,
}

/// Holds a word of EXPOSE that works but should not be written so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusualPort {
    /// The word.
    pub word: String,
    /// Whether its protocol has capital letters.
    pub has_capitals: bool,
    /// Whether it names an address or a host port.
    pub has_mapping: bool,
}

impl Stage {
    /// Gives the name, or `stage-0` as BuildKit calls a stage without one.
    pub fn name_or_number(&self) -> String {
        self.name
            .clone()
            .unwrap_or_else(|| format!("stage-{}", self.index))
    }

    /// Gives the image at the stage's end.
    pub fn end(&self) -> &ImageState {
        if self.steps.is_empty() {
            &self.start
        } else {
            self.steps.end()
        }
    }

    /// Finds the step of an instruction of this stage; FROM itself has none.
    pub fn step_of(&self, instruction: usize) -> Option<&Step> {
        let steps = self.steps.iter().rev();
        steps
            .filter(|step| !step.is_trigger)
            .find(|step| step.instruction == instruction)
    }

    /// Gives the image after an instruction of this stage; one BuildKit refuses changes nothing.
    pub fn state_after(&self, instruction: usize) -> &ImageState {
        let count = self
            .steps
            .partition_point(|step| step.instruction <= instruction);
        self.state_after_steps(count)
    }

    /// Gives the image after so many steps of this stage.
    pub fn state_after_steps(&self, count: usize) -> &ImageState {
        match count.checked_sub(1) {
            Some(last) => self.steps.state_after(last),
            None => &self.start,
        }
    }

    /// Gives the image before an instruction of this stage; before FROM there is none.
    pub fn state_before(&self, instruction: usize) -> Option<&ImageState> {
        (instruction > self.from_instruction).then(|| self.state_after(instruction - 1))
    }
}

impl Step {
    /// Makes the step's changes.
    pub fn apply(&self, state: &mut ImageState) {
        for change in &self.changes {
            change.apply(state, self.instruction);
        }
    }
}
