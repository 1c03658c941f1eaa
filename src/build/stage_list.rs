//! The FROM lines: each stage's base, name and platform.

use crate::build::command::{Command, FromCommand};
use crate::build::expand::Expander;
use crate::build::global_arguments::GlobalArguments;
use crate::build::graph::Graph;
use crate::build::image_state::ImageState;
use crate::build::options::BuildOptions;
use crate::build::platform::Platform;
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::refusals::{Moment, Phase, Refusals};
use crate::build::stage::{Base, PlatformWords, Stage};
use crate::build::steps::Steps;
use crate::build::suggest::nearest;
use crate::language::tree::Tree;

/// Reads the stages.
pub(in crate::build) fn stage_list(
    tree: &Tree,
    commands: &[Result<Command, InstructionFault>],
    arguments: &GlobalArguments,
    options: &BuildOptions,
    graph: &mut Graph,
    refusals: &mut Refusals,
) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for (instruction, command) in commands.iter().enumerate() {
        match command {
            Ok(Command::From(from)) => {
                let reader = StageReader {
                    tree,
                    arguments,
                    options,
                    instruction,
                };
                let stage = reader.read(from, stages.len(), graph, refusals);
                stages.push(stage);
            }
            _ => {
                if let Some(stage) = stages.last_mut() {
                    stage.instructions.push(instruction);
                }
            }
        }
    }
    stages
}

struct StageReader<'a> {
    tree: &'a Tree,
    arguments: &'a GlobalArguments,
    options: &'a BuildOptions,
    instruction: usize,
}

impl StageReader<'_> {
    fn read(
        &self,
        from: &FromCommand,
        index: usize,
        graph: &mut Graph,
        refusals: &mut Refusals,
    ) -> Stage {
        let environment = &self.arguments.environment;
        let look_up = |name: &str| environment.look_up(name);
        let expander = Expander::new(self.tree.escape(), &look_up);
        let base = expander.word(&from.base);
        let base_name = base.value.to_string();
        let mut stage = Stage {
            index,
            name: from.name.clone(),
            from_instruction: self.instruction,
            instructions: vec![self.instruction],
            base_as_written: from.base.clone(),
            base_name: base_name.clone(),
            base: Base::Image,
            platform: self.options.platform.clone(),
            has_own_platform: false,
            platform_words: None,
            undeclared_arguments: self.undeclared(&base.missing),
            is_needed: false,
            needs: Vec::new(),
            start: ImageState::default(),
            engine_image: None,
            is_windows: false,
            steps: Steps::default(),
        };
        if let Some(error) = base.error {
            stage.base = Base::Refused;
            self.refuse(refusals, Refusal::Expand(error));
        } else if base_name.is_empty() {
            stage.base = Base::Refused;
            self.refuse(refusals, Refusal::BlankBase(from.base.clone()));
        }
        // BuildKit stops at a base it refuses, before it looks at the platform.
        if stage.base != Base::Refused
            && let Some(written) = &from.platform
        {
            self.read_platform(written, &expander, &mut stage, refusals);
        }
        if stage.base != Base::Refused {
            stage.base = match graph.stage_named_exactly(&base_name) {
                Some(parent) => Base::Stage(parent),
                None if base_name == "scratch" => Base::Scratch,
                None => Base::Image,
            };
        }
        self.start(&mut stage);
        graph.add_stage(&stage);
        stage
    }

    /// Sets the image that the stage starts from; a parent stage's image is known only later.
    fn start(&self, stage: &mut Stage) {
        stage.is_windows = stage.platform.is_windows();
        match stage.base {
            Base::Scratch => {
                // BuildKit takes scratch for the platform of the build, whatever --platform says.
                stage.platform = self.options.platform.clone();
                stage.is_windows = stage.platform.is_windows();
                stage.start = ImageState::of_scratch(stage.is_windows);
            }
            Base::Image => {
                let known = &self.options.base_images;
                let engine_image = known.of_engine(&stage.base_name, &stage.platform);
                stage.engine_image = engine_image.cloned();
                let config = known.find(&stage.base_name, &stage.platform);
                if let Some(config) = config {
                    stage.is_windows =
                        config.os == "windows" || config.os.is_empty() && stage.is_windows;
                    stage.start = ImageState::of_config(&config, &stage.base_name);
                } else {
                    if names_windows(&stage.base_name) {
                        stage.platform = Platform::new("windows", "amd64");
                        stage.is_windows = true;
                    }
                    stage.start = ImageState::of_unknown_base(&stage.base_name, stage.is_windows);
                }
            }
            Base::Stage(_) | Base::Refused => {}
        }
    }

    fn read_platform(
        &self,
        written: &str,
        expander: &Expander<'_>,
        stage: &mut Stage,
        refusals: &mut Refusals,
    ) {
        let words = expander.word(written);
        let result = words.value.to_string();
        stage
            .undeclared_arguments
            .extend(self.undeclared(&words.missing));
        let missing: Vec<String> = words.missing.into_iter().collect();
        if let Some(error) = words.error {
            return self.refuse(refusals, Refusal::PlatformArguments { result, error });
        }
        stage.platform_words = Some(PlatformWords {
            written: written.to_owned(),
            result: result.clone(),
            found: words.found.into_iter().collect(),
            missing: missing.clone(),
        });
        let suggestion = || {
            let names: Vec<&str> = self
                .arguments
                .environment
                .iter()
                .map(|variable| &*variable.name)
                .collect();
            missing
                .iter()
                .find_map(|name| nearest(name, names.iter().copied(), true))
        };
        if result.is_empty() {
            let refusal = Refusal::EmptyPlatform {
                written: written.to_owned(),
                suggestion: suggestion(),
            };
            return self.refuse(refusals, refusal);
        }
        match Platform::parse(&result) {
            Ok(platform) => {
                stage.platform = platform;
                stage.has_own_platform = true;
            }
            Err(error) => {
                let refusal = Refusal::Platform {
                    written: written.to_owned(),
                    error,
                    suggestion: suggestion(),
                };
                self.refuse(refusals, refusal);
            }
        }
    }

    /// Lists the missing variables that are not even declared.
    fn undeclared(&self, missing: &std::collections::BTreeSet<String>) -> Vec<String> {
        let undeclared = missing
            .iter()
            .filter(|name| !self.arguments.declared.contains(name));
        undeclared.cloned().collect()
    }

    fn refuse(&self, refusals: &mut Refusals, refusal: Refusal) {
        let line = self
            .tree
            .instructions()
            .get(self.instruction)
            .map(|instruction| instruction.first_line);
        refusals.add(
            Moment::new(Phase::StageBases, self.instruction),
            line,
            refusal,
        );
    }
}

/// Tells whether an image's name says that it is for Windows. Such an image builds only there.
fn names_windows(reference: &str) -> bool {
    let lower = reference.to_lowercase();
    ["windows", "nanoserver", "servercore"]
        .iter()
        .any(|word| lower.contains(word))
}
