//! The whole build as BuildKit plans it: stages, what each needs, the state after every instruction.
//!
//! [`plan`] follows BuildKit's own order of work, because that order decides which fault is the
//! first. It goes on after a fault: what can still be said about the rest is said.

use crate::build::check_options::CheckOptions;
use crate::build::command::Command;
use crate::build::command::read::{HeredocText, command};
use crate::build::dispatch::Dispatcher;
use crate::build::engine::built_layers::{BuiltLayers, built_layers};
use crate::build::environment::Environment;
use crate::build::global_arguments::{GlobalArguments, global_arguments, source_date_epoch};
use crate::build::graph::Graph;
use crate::build::options::BuildOptions;
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::refusals::{Moment, Phase, Refusals};
use crate::build::stage::Stage;
use crate::build::stage_list::stage_list;
use crate::build::suggest::nearest;
use crate::context::build_context::BuildContext;
use crate::language::directive::DirectiveName;
use crate::language::tree::{Instruction, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Holds what BuildKit makes of a Dockerfile.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Each instruction typed, or why it cannot be; in the tree's order.
    pub commands: Vec<Result<Command, InstructionFault>>,
    /// The platform variables and the ARGs before the first FROM.
    pub global_arguments: GlobalArguments,
    /// The stages in source order.
    pub stages: Vec<Stage>,
    /// The images that `--from` names and no stage is, in the order BuildKit meets them.
    pub external_images: Vec<String>,
    /// The stage that is built.
    pub target: Option<usize>,
    /// What BuildKit refuses, for the target and elsewhere.
    pub refusals: Refusals,
    /// What `# check=…` at the top asks for.
    pub check_options: CheckOptions,
    /// What an image of a local engine, built from this file, has of its lines.
    pub built: Option<BuiltLayers>,
    /// Who gives which argument, where it is not the command line.
    pub givers: BTreeMap<String, String>,
    /// What the build is sent, where that was listed.
    pub context: Option<Arc<BuildContext>>,
}

/// Plans the build of a Dockerfile.
pub fn plan(tree: &Tree, options: &BuildOptions) -> Plan {
    let mut refusals = Refusals::default();
    if tree.text().is_empty() {
        refusals.add(Moment::of(Phase::Start), None, Refusal::EmptyFile);
    }
    let check_options = check_options(tree, &mut refusals);
    for located in tree.errors() {
        let moment = Moment::new(Phase::Parse, located.line as usize);
        refusals.add(
            moment,
            Some(located.line),
            Refusal::Syntax(located.error.clone()),
        );
    }
    let commands = commands(tree);
    let first_from = commands
        .iter()
        .position(|command| matches!(command, Ok(Command::From(_))));
    refuse_instructions(tree, &commands, first_from, &mut refusals);
    if first_from.is_none() {
        refusals.add(Moment::of(Phase::Stages), None, Refusal::NoStages);
    }

    let mut plan = Plan {
        global_arguments: GlobalArguments::default(),
        stages: Vec::new(),
        external_images: Vec::new(),
        target: None,
        refusals,
        check_options,
        commands,
        built: None,
        givers: givers(options),
        context: options.context.clone(),
    };
    let first_from = first_from.unwrap_or(plan.commands.len());
    let names = stage_names(&plan.commands);
    plan.global_arguments = global_arguments(
        tree,
        &plan.commands,
        first_from,
        names.last(),
        options,
        &mut plan.refusals,
    );
    source_date_epoch(tree, &mut plan, options);
    let mut graph = Graph::default();
    plan.stages = stage_list(
        tree,
        &plan.commands,
        &plan.global_arguments,
        options,
        &mut graph,
        &mut plan.refusals,
    );
    plan.target = target(&plan.stages, options, &mut plan.refusals);
    graph.connect(tree, &plan.commands, &plan.stages, &mut plan.refusals);
    if let Some(target) = plan.target {
        graph.resolve(tree, target, &mut plan.stages, &mut plan.refusals);
    }
    let context = options.context.as_deref();
    if let Some(error) = context.and_then(|context| context.error()) {
        // BuildKit reads the patterns right before it runs the first stage.
        let refusal = Refusal::IgnoreFile(error.clone());
        plan.refusals
            .add(Moment::of(Phase::Dispatch), None, refusal);
    }
    Dispatcher::new(
        tree,
        &plan.commands,
        &plan.global_arguments,
        options,
        &graph,
        &mut plan.refusals,
    )
    .run(&mut plan.stages);
    plan.external_images = graph.external_images();
    plan.built = built_layers(&plan.stages, plan.target, &options.built_images);
    plan
}

fn givers(options: &BuildOptions) -> BTreeMap<String, String> {
    let names = options.arguments.keys();
    let givers = names.filter_map(|name| Some((name.clone(), options.giver_of(name)?.to_owned())));
    givers.collect()
}

fn check_options(tree: &Tree, refusals: &mut Refusals) -> CheckOptions {
    let directive = tree
        .directives()
        .iter()
        .find(|directive| directive.name == DirectiveName::Check);
    let text = directive.map_or("", |directive| directive.value.as_str());
    // BuildKit reads up to the first space.
    CheckOptions::read(text.split(' ').next().unwrap_or_default()).unwrap_or_else(|problem| {
        refusals.add(
            Moment::of(Phase::Start),
            None,
            Refusal::CheckOptions(problem),
        );
        CheckOptions::default()
    })
}

fn commands(tree: &Tree) -> Vec<Result<Command, InstructionFault>> {
    tree.instructions()
        .iter()
        .map(|instruction| {
            command(
                &tree.invocation(instruction),
                &heredoc_texts(tree, instruction),
            )
        })
        .collect()
}

/// Lists an instruction's heredocs with their texts.
pub fn heredoc_texts<'tree>(
    tree: &'tree Tree,
    instruction: &'tree Instruction,
) -> Vec<HeredocText<'tree>> {
    let heredocs = instruction.heredocs.iter();
    heredocs
        .map(|heredoc| HeredocText {
            name: &heredoc.name,
            content: heredoc.body.of(tree.text()),
            strips_tabs: heredoc.strips_tabs,
        })
        .collect()
}

fn refuse_instructions(
    tree: &Tree,
    commands: &[Result<Command, InstructionFault>],
    first_from: Option<usize>,
    refusals: &mut Refusals,
) {
    for (index, (instruction, command)) in tree.instructions().iter().zip(commands).enumerate() {
        let line = instruction.first_line;
        let moment = Moment::new(Phase::Instructions, index);
        let is_before_stages = first_from.is_none_or(|first_from| index < first_from);
        match command {
            // What the parser refuses is said once, in the parser's words.
            Err(_) if tree.errors().iter().any(|located| located.line == line) => {}
            Err(fault) => {
                let fault = fault.clone();
                refusals.add(moment, Some(line), Refusal::Instruction { line, fault });
            }
            Ok(Command::Arg(_)) => {}
            Ok(_) if is_before_stages => refusals.add(moment, Some(line), Refusal::NoStage),
            Ok(_) => {}
        }
    }
}

fn stage_names(commands: &[Result<Command, InstructionFault>]) -> Vec<String> {
    let froms = commands.iter().filter_map(|command| match command {
        Ok(Command::From(from)) => Some(from.name.clone().unwrap_or_default()),
        _ => None,
    });
    froms.collect()
}

fn target(stages: &[Stage], options: &BuildOptions, refusals: &mut Refusals) -> Option<usize> {
    let Some(wanted) = &options.target else {
        return stages.len().checked_sub(1);
    };
    let lower = wanted.to_lowercase();
    let found = stages
        .iter()
        .rposition(|stage| stage.name.as_deref() == Some(lower.as_str()));
    if found.is_none() {
        let names: Vec<String> = stages.iter().map(Stage::name_or_number).collect();
        let suggestion = nearest(wanted, names.iter().map(String::as_str), true);
        let refusal = Refusal::TargetNotFound {
            target: wanted.clone(),
            suggestion: suggestion.filter(|suggestion| !suggestion.is_empty()),
        };
        refusals.add(Moment::of(Phase::Target), None, refusal);
    }
    found.or_else(|| stages.len().checked_sub(1))
}

impl Plan {
    /// Gives what stops `docker build` for the target.
    pub fn refusal(&self) -> Option<&crate::build::refusals::LocatedRefusal> {
        self.refusals.first_for_target()
    }

    /// Finds the stage an instruction belongs to.
    pub fn stage_of(&self, instruction: usize) -> Option<&Stage> {
        let after = self
            .stages
            .partition_point(|stage| stage.from_instruction <= instruction);
        self.stages.get(after.checked_sub(1)?)
    }

    /// Gives the variables that FROM lines see.
    pub fn global_environment(&self) -> &Environment {
        &self.global_arguments.environment
    }
}
