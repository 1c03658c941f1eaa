//! What stages need of each other and of images, and what the target therefore needs.

use crate::build::command::Command;
use crate::build::command::mount::check_mount;
use crate::build::command::read::command;
use crate::build::environment::Lookup;
use crate::build::expand::Expander;
use crate::build::plan::heredoc_texts;
use crate::build::reference::Reference;
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::refusals::{Moment, Phase, Refusals};
use crate::build::stage::{Base, Need, Source, Stage};
use crate::language::parse::parse;
use crate::language::source::Source as Text;
use crate::language::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// Knows stages by name, the images behind `--from`, and the edges between them.
///
/// Nodes are numbered as BuildKit numbers them: the stages, then every image that `--from` or a
/// mount names, each time anew; a number behind `--from=` counts through them all.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    names: BTreeMap<String, usize>,
    stage_count: usize,
    externals: Vec<External>,
    /// For each stage, what it needs and the last instruction that needs it.
    edges: Vec<BTreeMap<usize, usize>>,
    /// The triggers each needed stage runs first.
    triggers: BTreeMap<usize, Vec<Trigger>>,
}

/// Holds an instruction that a stage runs because its base says ONBUILD.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// Its keyword as written.
    pub keyword: String,
    /// What it asks for.
    pub command: Command,
}

/// An image that `--from` names.
#[derive(Clone, Debug)]
struct External {
    name: String,
    line: Option<u32>,
}

impl Graph {
    /// Finds the stage of a name as FROM finds it: to the letter.
    pub(in crate::build) fn stage_named_exactly(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Finds the stage of a name as `--from` finds it: whatever its case.
    pub fn stage_named(&self, name: &str) -> Option<usize> {
        self.names.get(&name.to_lowercase()).copied()
    }

    /// Adds a stage; its name hides an earlier stage of that name.
    pub(in crate::build) fn add_stage(&mut self, stage: &Stage) {
        if let Some(name) = &stage.name {
            self.names.insert(name.clone(), stage.index);
        }
        self.edges.push(BTreeMap::new());
        self.stage_count += 1;
    }

    /// Lists the images that `--from` names, `scratch` left out.
    pub fn external_images(&self) -> Vec<String> {
        let images: BTreeSet<&String> = self
            .externals
            .iter()
            .map(|external| &external.name)
            .collect();
        images
            .into_iter()
            .filter(|name| *name != "scratch")
            .cloned()
            .collect()
    }

    /// Tells whether BuildKit speaks of stages by name: with one node alone it does not.
    pub fn names_stages(&self) -> bool {
        self.stage_count + self.externals.len() != 1
    }

    /// Counts the stages; node numbers from there on are images.
    pub fn stage_count(&self) -> usize {
        self.stage_count
    }

    /// Gives the triggers a stage runs first.
    pub fn triggers(&self, stage: usize) -> &[Trigger] {
        self.triggers.get(&stage).map_or(&[], Vec::as_slice)
    }

    /// Reads what every stage's instructions need.
    pub(in crate::build) fn connect(
        &mut self,
        tree: &Tree,
        commands: &[Result<Command, InstructionFault>],
        stages: &[Stage],
        refusals: &mut Refusals,
    ) {
        for stage in stages {
            for &instruction in &stage.instructions {
                let Some(Ok(command)) = commands.get(instruction) else {
                    continue;
                };
                let line = tree
                    .instructions()
                    .get(instruction)
                    .map(|instruction| instruction.first_line);
                if let Err(refusal) =
                    self.connect_command(stage.index, instruction, line, command, tree.escape())
                {
                    refusals.add(Moment::new(Phase::Graph, instruction), None, refusal);
                }
            }
        }
        self.refuse_circles(tree, stages, refusals);
    }

    fn connect_command(
        &mut self,
        stage: usize,
        instruction: usize,
        line: Option<u32>,
        command: &Command,
        escape: char,
    ) -> Result<(), Refusal> {
        match command {
            Command::Copy(copy) => {
                let Some(from) = &copy.from else {
                    return Ok(());
                };
                let node = self.copy_source(from, line, escape)?;
                self.add_edge(stage, node, instruction);
            }
            Command::Run(run) => {
                for text in &run.mount_texts {
                    let from = check_mount(text).unwrap_or_default();
                    let from = if from.is_empty() { "scratch" } else { &from };
                    let node = self
                        .stage_named(from)
                        .unwrap_or_else(|| self.add_external(from, None));
                    self.add_edge(stage, node, instruction);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn copy_source(
        &mut self,
        from: &str,
        line: Option<u32>,
        escape: char,
    ) -> Result<usize, Refusal> {
        let nothing = |_: &str| Lookup::Unset;
        let expansion = Expander::new(escape, &nothing).word(from);
        if let Some(error) = expansion.error {
            return Err(Refusal::Expand(error));
        }
        if expansion.value.as_known() != Some(from) {
            return Err(Refusal::VariableInFrom);
        }
        let digits = from.strip_prefix(['+', '-']).unwrap_or(from);
        let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        match from.parse::<i64>() {
            Ok(index) if is_number => {
                let count = self.stage_count + self.externals.len();
                let node = usize::try_from(index).ok().filter(|&node| node < count);
                node.ok_or(Refusal::InvalidStageIndex(index))
            }
            _ => Ok(self
                .stage_named(from)
                .unwrap_or_else(|| self.add_external(from, line))),
        }
    }

    fn add_external(&mut self, name: &str, line: Option<u32>) -> usize {
        self.externals.push(External {
            name: name.to_owned(),
            line,
        });
        self.stage_count + self.externals.len() - 1
    }

    fn add_edge(&mut self, stage: usize, node: usize, instruction: usize) {
        if let Some(edges) = self.edges.get_mut(stage) {
            edges.insert(node, instruction);
        }
    }

    fn refuse_circles(&self, tree: &Tree, stages: &[Stage], refusals: &mut Refusals) {
        let mut visited = BTreeSet::new();
        for stage in stages {
            let mut path = Vec::new();
            if let Some(first) = self.find_circle(stage.index, &mut visited, &mut path) {
                let line = tree
                    .instructions()
                    .get(first)
                    .map(|instruction| instruction.first_line);
                let name = stage.name_or_number();
                refusals.add(
                    Moment::of(Phase::Circles),
                    line,
                    Refusal::CircularDependency(name),
                );
                return;
            }
        }
    }

    /// Looks for a way back to the path; gives the first instruction on the way. Keeps its own stack:
    /// a chain of stages may be long.
    fn find_circle(
        &self,
        start: usize,
        visited: &mut BTreeSet<usize>,
        path: &mut Vec<usize>,
    ) -> Option<usize> {
        if !visited.insert(start) {
            return None;
        }
        path.push(start);
        let mut stack: Vec<(usize, Vec<(usize, usize)>)> = vec![(start, self.edges_of(start))];
        let mut first_instruction = None;
        while let Some((_, edges)) = stack.last_mut() {
            let Some((node, instruction)) = edges.pop() else {
                stack.pop();
                path.pop();
                continue;
            };
            if stack.len() == 1 {
                first_instruction = Some(instruction);
            }
            if path.contains(&node) {
                return first_instruction;
            }
            if visited.insert(node) {
                path.push(node);
                stack.push((node, self.edges_of(node)));
            }
        }
        None
    }

    /// Lists a node's edges, the first one last so that it is taken first.
    fn edges_of(&self, node: usize) -> Vec<(usize, usize)> {
        let mut edges: Vec<(usize, usize)> = match self.edges.get(node) {
            Some(edges) => edges
                .iter()
                .map(|(&node, &instruction)| (node, instruction))
                .collect(),
            None => Vec::new(),
        };
        edges.sort_by_key(|&(_, instruction)| std::cmp::Reverse(instruction));
        edges
    }

    /// Finds what the target needs, the triggers of its bases included, and checks every image's name.
    pub(in crate::build) fn resolve(
        &mut self,
        tree: &Tree,
        target: usize,
        stages: &mut [Stage],
        refusals: &mut Refusals,
    ) {
        let mut with_triggers = BTreeSet::new();
        loop {
            self.refuse_references(tree, stages, refusals);
            let needed = self.needed(target, stages);
            let mut has_new_edges = false;
            for &stage in &needed {
                if with_triggers.insert(stage) {
                    has_new_edges |= self.read_triggers(tree, stage, stages, refusals);
                }
            }
            if !has_new_edges {
                for stage in stages.iter_mut() {
                    stage.is_needed = needed.contains(&stage.index);
                    stage.needs = self.needs(stage);
                }
                return;
            }
        }
    }

    fn needed(&self, target: usize, stages: &[Stage]) -> BTreeSet<usize> {
        let mut needed = BTreeSet::new();
        let mut open = vec![target];
        while let Some(node) = open.pop() {
            let Some(stage) = stages.get(node) else {
                continue;
            };
            if !needed.insert(node) {
                continue;
            }
            if let Base::Stage(parent) = stage.base {
                open.push(parent);
            }
            open.extend(self.edges.get(node).into_iter().flat_map(BTreeMap::keys));
        }
        needed
    }

    fn needs(&self, stage: &Stage) -> Vec<Need> {
        let edges = self.edges.get(stage.index).into_iter().flatten();
        let mut needs: Vec<Need> = edges
            .filter_map(|(&node, &instruction)| {
                let source = match node.checked_sub(self.stage_count) {
                    None => Source::Stage(node),
                    Some(external) => Source::Image(self.externals.get(external)?.name.clone()),
                };
                (source != Source::Image("scratch".to_owned())).then_some(Need {
                    instruction,
                    source,
                })
            })
            .collect();
        needs.sort_by_key(|need| need.instruction);
        needs
    }

    fn refuse_references(&self, tree: &Tree, stages: &[Stage], refusals: &mut Refusals) {
        for stage in stages {
            if stage.base == Base::Image
                && let Err(error) = Reference::parse(&stage.base_name)
            {
                let line = tree
                    .instructions()
                    .get(stage.from_instruction)
                    .map(|from| from.first_line);
                let name = stage.base_name.clone();
                refusals.add(
                    Moment::new(Phase::Resolve, stage.index),
                    line,
                    Refusal::InvalidReference { name, error },
                );
            }
        }
        for (index, external) in self.externals.iter().enumerate() {
            if external.name != "scratch"
                && let Err(error) = Reference::parse(&external.name)
            {
                let moment = Moment::new(Phase::Resolve, self.stage_count + index);
                let name = external.name.clone();
                refusals.add(
                    moment,
                    external.line,
                    Refusal::InvalidReference { name, error },
                );
            }
        }
    }

    /// Reads the triggers a stage runs; tells whether they need more.
    fn read_triggers(
        &mut self,
        tree: &Tree,
        stage: usize,
        stages: &[Stage],
        refusals: &mut Refusals,
    ) -> bool {
        let Some(this) = stages.get(stage) else {
            return false;
        };
        let texts: Vec<String> = match this.base {
            Base::Stage(parent) => onbuild_texts(tree, stages.get(parent)),
            _ => this
                .start
                .on_build
                .iter()
                .map(|(text, _)| text.to_string())
                .collect(),
        };
        let line = tree
            .instructions()
            .get(this.from_instruction)
            .map(|from| from.first_line);
        let from = this.from_instruction;
        let mut has_new_edges = false;
        let mut triggers = Vec::new();
        for text in texts {
            let moment = Moment::new(Phase::Resolve, usize::MAX);
            match trigger(&text) {
                Ok(trigger) => {
                    let before: usize = self.edges.get(stage).map_or(0, BTreeMap::len);
                    if let Err(refusal) =
                        self.connect_command(stage, from, line, &trigger.command, '\\')
                    {
                        refusals.add(moment, line, refusal);
                    }
                    has_new_edges |= self.edges.get(stage).map_or(0, BTreeMap::len) > before;
                    triggers.push(trigger);
                }
                Err(refusal) => refusals.add(moment, line, refusal),
            }
        }
        self.triggers.insert(stage, triggers);
        has_new_edges
    }
}

fn onbuild_texts(tree: &Tree, parent: Option<&Stage>) -> Vec<String> {
    let instructions = parent.into_iter().flat_map(|parent| &parent.instructions);
    let found = instructions.filter_map(|&index| {
        let instruction = tree.instructions().get(index)?;
        match command(
            &tree.invocation(instruction),
            &heredoc_texts(tree, instruction),
        ) {
            Ok(Command::Onbuild(text)) => Some(text),
            _ => None,
        }
    });
    found.collect()
}

/// Reads a trigger: a Dockerfile of one instruction, with the default escape character.
fn trigger(text: &str) -> Result<Trigger, Refusal> {
    let tree = parse(Text::from(text));
    if let Some(located) = tree.errors().first() {
        return Err(Refusal::Syntax(located.error.clone()));
    }
    let [instruction] = tree.instructions() else {
        return Err(Refusal::TriggerNotSingle);
    };
    let invocation = tree.invocation(instruction);
    let command = command(&invocation, &heredoc_texts(&tree, instruction));
    Ok(Trigger {
        keyword: invocation.keyword_text().to_owned(),
        command: command.map_err(Refusal::Fault)?,
    })
}
