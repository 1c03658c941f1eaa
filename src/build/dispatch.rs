//! Runs the stages in thought: what each instruction makes of the image before it.

use crate::build::command::{Command, RunCommand};
use crate::build::copy_check::check_copy;
use crate::build::environment::Lookup;
use crate::build::expand::{Expander, Expansion};
use crate::build::global_arguments::GlobalArguments;
use crate::build::graph::Graph;
use crate::build::image_state::{DeclaredArgument, ImageState};
use crate::build::options::BuildOptions;
use crate::build::paths::{resolve, to_slash, working_directory_value};
use crate::build::ports::exposed_ports;
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::refusals::{Moment, Phase, Refusals};
use crate::build::setting::{Origin, Setting};
use crate::build::stage::{Base, Stage, Step, UnusualPort};
use crate::build::state_change::StateChange;
use crate::build::steps::Steps;
use crate::build::stop_signal::is_signal;
use crate::build::value::Value;
use crate::language::tree::Tree;
use rpds::VectorSync;
use std::borrow::Cow;
use std::sync::Arc;

/// The PATH of an image that sets none.
pub const DEFAULT_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Variables that BuildKit reads itself and no RUN sees.
const NOT_FOR_RUN: [&str; 2] = ["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"];

/// Runs every stage.
pub(in crate::build) struct Dispatcher<'a> {
    tree: &'a Tree,
    commands: &'a [Result<Command, InstructionFault>],
    arguments: &'a GlobalArguments,
    options: &'a BuildOptions,
    graph: &'a Graph,
    refusals: &'a mut Refusals,
}

impl<'a> Dispatcher<'a> {
    pub(in crate::build) fn new(
        tree: &'a Tree,
        commands: &'a [Result<Command, InstructionFault>],
        arguments: &'a GlobalArguments,
        options: &'a BuildOptions,
        graph: &'a Graph,
        refusals: &'a mut Refusals,
    ) -> Self {
        Self {
            tree,
            commands,
            arguments,
            options,
            graph,
            refusals,
        }
    }

    /// Runs the stages in source order; each finds its parent done.
    pub(in crate::build) fn run(mut self, stages: &mut [Stage]) {
        for index in 0..stages.len() {
            let (earlier, rest) = stages.split_at_mut(index);
            let Some(stage) = rest.first_mut() else {
                return;
            };
            if let Base::Stage(parent) = stage.base
                && let Some(parent) = earlier.get(parent)
            {
                stage.start = parent.end().clone();
                stage.start.on_build = VectorSync::new_sync();
                stage.platform = parent.platform.clone();
                stage.is_windows = parent.is_windows;
            }
            if !self.graph.triggers(index).is_empty() {
                stage.start.on_build = VectorSync::new_sync();
            }
            enter(stage);
            self.run_stage(stage);
        }
    }

    fn run_stage(&mut self, stage: &mut Stage) {
        let mut steps = Steps::starting_from(&stage.start);
        let mut has_command = false;
        let triggers = self.graph.triggers(stage.index).iter();
        let triggers = triggers.map(|trigger| {
            (
                stage.from_instruction,
                &trigger.command,
                trigger.keyword.as_str(),
            )
        });
        let own = stage.instructions.iter().skip(1);
        let own = own.filter_map(|&index| match self.commands.get(index) {
            Some(Ok(command)) => Some((index, command, "")),
            _ => None,
        });
        for (instruction, command, trigger_keyword) in triggers.chain(own) {
            let mut running = Running {
                escape: self.tree.escape(),
                stage,
                graph: self.graph,
                global_arguments: self.arguments,
                options: self.options,
                instruction,
                state: Cow::Borrowed(steps.end()),
                changes: Vec::new(),
                has_command: &mut has_command,
                undefined_variables: Vec::new(),
                unusual_ports: Vec::new(),
            };
            let result = running.run(command);
            let Running {
                mut changes,
                undefined_variables,
                unusual_ports,
                ..
            } = running;
            let is_refused = result.is_err();
            let (command, makes_layer) = match result {
                Ok(done) => done,
                Err(refusal) => {
                    let moment = Moment::new(Phase::Dispatch, instruction);
                    let line = self
                        .tree
                        .instructions()
                        .get(instruction)
                        .map(|instruction| instruction.first_line);
                    self.refusals
                        .add_in_stage(moment, line, !stage.is_needed, refusal);
                    changes.clear();
                    (command.clone(), false)
                }
            };
            steps.push(Step {
                instruction,
                is_trigger: !trigger_keyword.is_empty(),
                trigger_keyword: trigger_keyword.to_owned(),
                is_refused,
                command,
                changes,
                makes_layer,
                undefined_variables,
                unusual_ports,
            });
        }
        stage.steps = steps;
    }
}

/// Prepares a stage's first state: PATH, what RUN sees, a clean working directory.
fn enter(stage: &mut Stage) {
    let is_windows = stage.platform.is_windows();
    let start = &mut stage.start;
    if !is_windows && start.environment.get("PATH").is_none() {
        let path = Value::known(DEFAULT_PATH);
        start
            .environment
            .set_in_place("PATH", path, Origin::Builder);
    }
    start.run_environment.open_as(&start.environment);
    for variable in start.environment.iter() {
        let value = variable.value.clone();
        start
            .run_environment
            .set_at_end(variable.name.clone(), value, variable.origin);
    }
    if let Setting::Set { value, origin } = &start.working_directory
        && let Ok(cleaned) = working_directory_value(value, value, is_windows)
    {
        start.working_directory = Setting::set(cleaned, *origin);
    }
}

/// One instruction while it runs.
struct Running<'a> {
    escape: char,
    stage: &'a Stage,
    graph: &'a Graph,
    global_arguments: &'a GlobalArguments,
    options: &'a BuildOptions,
    instruction: usize,
    state: Cow<'a, ImageState>,
    changes: Vec<StateChange>,
    /// Whether this stage has had a CMD of its own.
    has_command: &'a mut bool,
    undefined_variables: Vec<String>,
    unusual_ports: Vec<UnusualPort>,
}

impl Running<'_> {
    /// Runs a command; gives it with variables put in, and whether it makes a layer.
    fn run(&mut self, command: &Command) -> Result<(Command, bool), Refusal> {
        let mut done = command.clone();
        let makes_layer = match &mut done {
            Command::From(_) => false,
            Command::Env(pairs) => {
                for pair in pairs.iter_mut() {
                    pair.key = self.value(&pair.key)?;
                    pair.value = self.value(&pair.value)?;
                }
                self.changes
                    .extend(pairs.iter().map(|pair| StateChange::Environment {
                        name: pair.key.to_string().into(),
                        value: pair.value.clone(),
                    }));
                false
            }
            Command::Label(pairs) => {
                for pair in pairs.iter_mut() {
                    pair.key = self.value(&pair.key)?;
                    pair.value = self.value(&pair.value)?;
                }
                let labels = pairs.iter();
                self.changes.extend(
                    labels.map(|pair| StateChange::Label(pair.key.clone(), pair.value.clone())),
                );
                false
            }
            Command::Arg(declarations) => {
                self.declare(declarations)?;
                false
            }
            Command::Run(run) => {
                self.mounts(run)?;
                self.check_run(run)?;
                true
            }
            Command::Copy(copy) => {
                for value in [&mut copy.chown, &mut copy.chmod, &mut copy.checksum]
                    .into_iter()
                    .flatten()
                {
                    *value = self.value(value)?;
                }
                for source in &mut copy.sources {
                    *source = self.value(source)?;
                }
                copy.destination = self.value(&copy.destination)?;
                for content in copy.contents.iter_mut().filter(|content| content.expands) {
                    content.content = self.heredoc_value(&content.content)?;
                }
                if let Some(from) = &copy.from {
                    self.check_copy_source(from)?;
                }
                let is_windows = self.stage.platform.is_windows();
                if let Some(destination) = copy.destination.as_known() {
                    resolve("/", destination, is_windows, true)?;
                }
                check_copy(copy)?;
                true
            }
            Command::Workdir(path) => {
                *path = self.value(path)?;
                self.change_directory(path)?
            }
            Command::User(user) => {
                *user = self.value(user)?;
                self.changes.push(StateChange::User(user.clone()));
                false
            }
            Command::Volume(volumes) => {
                for volume in volumes.iter_mut() {
                    *volume = self.value(volume)?;
                }
                for volume in volumes {
                    if volume.is_known_empty() {
                        return Err(InstructionFault::EmptyVolume.into());
                    }
                    self.changes.push(StateChange::Volume(volume.clone()));
                }
                false
            }
            Command::Expose(words) => {
                *words = self.ports(words)?;
                self.changes
                    .extend(words.iter().cloned().map(StateChange::Port));
                false
            }
            Command::Stopsignal(signal) => {
                *signal = self.value(signal)?;
                if let Some(name) = signal.as_known().filter(|name| !is_signal(name)) {
                    return Err(InstructionFault::Signal(name.to_owned()).into());
                }
                self.changes.push(StateChange::StopSignal(signal.clone()));
                false
            }
            Command::Cmd(line) => {
                *self.has_command = true;
                let words = self.started(&line.words, line.is_exec_form);
                self.changes.push(StateChange::Command(words));
                false
            }
            Command::Entrypoint(line) => {
                let words = self.started(&line.words, line.is_exec_form);
                self.changes.push(StateChange::Entrypoint {
                    words,
                    clears_command: !*self.has_command,
                });
                false
            }
            Command::Healthcheck(healthcheck) => {
                let healthcheck = Arc::new(healthcheck.clone());
                self.changes.push(StateChange::Healthcheck(healthcheck));
                false
            }
            Command::Shell(words) => {
                self.changes
                    .push(StateChange::Shell(words.as_slice().into()));
                false
            }
            Command::Onbuild(trigger) => {
                self.changes
                    .push(StateChange::OnBuild(trigger.as_str().into()));
                false
            }
            Command::Maintainer(_) => false,
        };
        Ok((done, makes_layer))
    }

    /// Puts variables into a word.
    fn value(&mut self, word: &Value) -> Result<Value, Refusal> {
        let Some(text) = word.as_known() else {
            return Ok(word.clone());
        };
        let environment = &self.state.run_environment;
        let look_up = |name: &str| environment.look_up(name);
        let expansion = Expander::new(self.escape, &look_up).word(text);
        self.expanded(expansion)
    }

    fn heredoc_value(&mut self, text: &Value) -> Result<Value, Refusal> {
        let Some(text) = text.as_known() else {
            return Ok(text.clone());
        };
        let environment = &self.state.run_environment;
        let look_up = |name: &str| environment.look_up(name);
        let expansion = Expander::for_heredoc(&look_up).word(text);
        self.expanded(expansion)
    }

    fn expanded(&mut self, expansion: Expansion) -> Result<Value, Refusal> {
        self.note_undefined(&expansion);
        match expansion.error {
            Some(error) => Err(Refusal::Expand(error)),
            None => Ok(expansion.value),
        }
    }

    fn note_undefined(&mut self, expansion: &Expansion) {
        for name in &expansion.missing {
            let is_declared = self
                .state
                .arguments
                .iter()
                .any(|argument| &*argument.name == name.as_str());
            if !is_declared && !NOT_FOR_RUN.contains(&name.as_str()) {
                self.undefined_variables.push(name.clone());
            }
        }
    }

    fn declare(
        &mut self,
        declarations: &[crate::build::command::ArgumentDeclaration],
    ) -> Result<(), Refusal> {
        for declaration in declarations {
            let given = self.options.arguments.get(&declaration.name);
            let value = match (given, &declaration.default) {
                (Some(given), _) => Some(Value::known(given.as_str())),
                (None, Some(default)) => Some(self.value(&Value::known(default.as_str()))?),
                (None, None) => {
                    match self.global_arguments.environment.look_up(&declaration.name) {
                        Lookup::Set(value) => Some(value),
                        Lookup::Unset | Lookup::Unknown(_) => None,
                    }
                }
            };
            let change = StateChange::Argument {
                argument: DeclaredArgument {
                    name: declaration.name.as_str().into(),
                    value,
                    instruction: self.instruction,
                },
                is_for_run: !NOT_FOR_RUN.contains(&declaration.name.as_str()),
            };
            if declarations.len() > 1 {
                // Later words of the same ARG see the earlier ones.
                change.apply(self.state.to_mut(), self.instruction);
            }
            self.changes.push(change);
        }
        Ok(())
    }

    fn mounts(&mut self, run: &mut RunCommand) -> Result<(), Refusal> {
        for text in &run.mount_texts {
            let mut expand = |word: &str| {
                self.value(&Value::known(word))
                    .map_err(|refusal| refusal.to_string())
            };
            let mount = crate::build::command::mount::mount(text, &mut expand)
                .map_err(InstructionFault::Mount)?;
            run.mounts.push(mount);
        }
        Ok(())
    }

    fn check_run(&self, run: &RunCommand) -> Result<(), Refusal> {
        if !run.heredocs.is_empty() && (run.line.words.len() != 1 || run.line.is_exec_form) {
            return Err(
                InstructionFault::RunCommand(format!("[{}]", run.line.words.join(" "))).into(),
            );
        }
        for mount in &run.mounts {
            if let Some(stage) = self
                .graph
                .stage_named(&mount.from)
                .filter(|_| !mount.from.is_empty())
                && stage >= self.stage.index
            {
                return Err(Refusal::MountFromLaterStage {
                    from: mount.from.clone(),
                    target: mount.target.to_string(),
                });
            }
            let folder = self
                .state
                .working_directory
                .value()
                .and_then(Value::as_known)
                .unwrap_or("/");
            if let Some(target) = mount.target.as_known()
                && matches!(
                    mount.kind,
                    crate::build::command::mount::MountKind::Bind
                        | crate::build::command::mount::MountKind::Cache
                        | crate::build::command::mount::MountKind::Tmpfs
                )
                && resolve(folder, target, false, false).is_ok_and(|target| {
                    crate::build::paths::clean(&target) == "/" && !mount.target.is_known_empty()
                })
            {
                return Err(InstructionFault::MountTarget("/".to_owned()).into());
            }
        }
        if run.devices > 0 {
            return Err(InstructionFault::Device.into());
        }
        Ok(())
    }

    fn check_copy_source(&self, from: &str) -> Result<(), Refusal> {
        let source = from
            .parse::<usize>()
            .ok()
            .or_else(|| self.graph.stage_named(from));
        let is_external = from
            .parse::<usize>()
            .is_ok_and(|index| index >= self.graph.stage_count());
        if source.is_some_and(|stage| stage >= self.stage.index) && !is_external {
            let stage = if self.graph.names_stages() {
                self.stage.name_or_number()
            } else {
                String::new()
            };
            return Err(Refusal::CopyFromLaterStage {
                from: from.to_owned(),
                stage,
            });
        }
        Ok(())
    }

    fn change_directory(&mut self, path: &Value) -> Result<bool, Refusal> {
        let is_windows = self.stage.platform.is_windows();
        let root = Value::default();
        let unknown = Value::unknown(crate::build::value::Unknown {
            what: "the working directory".to_owned(),
            decided_by: self.stage.base_name.clone(),
        });
        let current = match &self.state.working_directory {
            Setting::Set { value, .. } => value,
            Setting::Unset => &root,
            Setting::Unknown => &unknown,
        };
        let directory =
            working_directory_value(current, path, is_windows).map_err(|fault| match fault {
                InstructionFault::WindowsPath(problem) => InstructionFault::WindowsPath(format!(
                    "normalizing workdir: normalizing working directory: {problem}"
                )),
                fault => fault,
            })?;
        let is_root = directory
            .as_known()
            .is_some_and(|path| to_slash(path, is_windows) == "/");
        self.changes.push(StateChange::WorkingDirectory(directory));
        Ok(!is_root)
    }

    fn ports(&mut self, words: &[Value]) -> Result<Vec<Value>, Refusal> {
        let mut split = Vec::new();
        for word in words {
            let environment = &self.state.run_environment;
            let look_up = |name: &str| environment.look_up(name);
            // BuildKit does not report undefined variables here.
            let expansion = Expander::new(self.escape, &look_up).words(&word.to_string());
            if let Some(error) = expansion.error {
                return Err(Refusal::Expand(error));
            }
            split.extend(expansion.words);
        }
        let mut ports = Vec::new();
        for word in split {
            let Some(text) = word.as_known() else {
                ports.push(word);
                continue;
            };
            let exposed = exposed_ports(text)?;
            if exposed.has_capitals || exposed.has_mapping {
                self.unusual_ports.push(UnusualPort {
                    word: text.to_owned(),
                    has_capitals: exposed.has_capitals,
                    has_mapping: exposed.has_mapping,
                });
            }
            ports.extend(exposed.ports.into_iter().map(Value::known));
        }
        Ok(ports)
    }

    /// Gives what CMD or ENTRYPOINT starts: the shell form is wrapped in the shell.
    fn started(&self, words: &[String], is_exec_form: bool) -> Arc<[String]> {
        let words = if is_exec_form {
            words.to_vec()
        } else {
            self.state
                .with_shell(&words.join(" "), self.stage.is_windows)
        };
        words.into()
    }
}
