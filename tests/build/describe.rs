//! A plan as a few lines of text: what each instruction changes, and what is refused.

use dockstep::build::command::Command;
use dockstep::build::environment::Environment;
use dockstep::build::history::history;
use dockstep::build::image_config::Healthcheck;
use dockstep::build::image_state::ImageState;
use dockstep::build::plan::Plan;
use dockstep::build::refusals::LocatedRefusal;
use dockstep::build::setting::{Origin, Setting};
use dockstep::build::stage::{Base, Source, Stage};
use dockstep::build::value::Value;
use dockstep::language::tree::Tree;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Says what is written besides the changes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Shown {
    /// The lines of `docker history`.
    pub(crate) history: bool,
    /// Every setting at the end of each stage, and where it comes from.
    pub(crate) end: bool,
}

/// Writes a plan the way the cases expect it.
pub(crate) fn describe(tree: &Tree, plan: &Plan, shown: Shown) -> String {
    let writer = Writer { tree, plan };
    let mut out = String::new();
    for variable in plan.global_environment().iter() {
        if let Origin::Instruction(index) = variable.origin {
            let (line, name, value) = (writer.line(index), &variable.name, &variable.value);
            writeln!(out, "line {line}: FROM sees {name}={value}").unwrap();
        }
    }
    for stage in &plan.stages {
        writer.stage(stage, shown, &mut out);
    }
    writer.refusals(&mut out);
    out
}

struct Writer<'a> {
    tree: &'a Tree,
    plan: &'a Plan,
}

/// Settings by name, as text, each with where it comes from.
type Settings = BTreeMap<String, (String, Option<Origin>)>;

impl Writer<'_> {
    fn line(&self, instruction: usize) -> u32 {
        self.tree
            .instructions()
            .get(instruction)
            .map_or(0, |instruction| instruction.first_line)
    }

    fn stage(&self, stage: &Stage, shown: Shown, out: &mut String) {
        write!(out, "stage {}", stage.index).unwrap();
        if let Some(name) = &stage.name {
            write!(out, " ({name})").unwrap();
        }
        let base = match stage.base {
            Base::Stage(parent) => format!("stage {parent}"),
            Base::Refused => "refused".to_owned(),
            Base::Scratch | Base::Image => stage.base_name.clone(),
        };
        let needed = if stage.is_needed { "yes" } else { "no" };
        write!(out, " base={base} needed={needed}").unwrap();
        let platform = stage.platform.to_string();
        if stage.has_own_platform || platform != "linux/amd64" {
            write!(out, " platform={platform}").unwrap();
        }
        out.push('\n');
        if stage.base == Base::Image {
            start(&stage.start, out);
        }
        for index in 0..stage.steps.len() {
            self.step(stage, index, out);
        }
        if shown.end {
            for (name, (value, origin)) in settings(stage.end()) {
                writeln!(out, "  end: {name}{value} ({})", self.origin(origin)).unwrap();
            }
        }
        if shown.history {
            for line in history(&self.plan.stages, stage) {
                writeln!(out, "  history: {}", line.replace('\n', "⏎")).unwrap();
            }
        }
    }

    fn origin(&self, origin: Option<Origin>) -> String {
        match origin {
            None => "the base image decides".to_owned(),
            Some(Origin::Builder) => "the builder".to_owned(),
            Some(Origin::BaseImage) => "inherited".to_owned(),
            Some(Origin::Instruction(index)) => format!("line {}", self.line(index)),
        }
    }

    fn step(&self, stage: &Stage, index: usize, out: &mut String) {
        let step = &stage.steps[index];
        let before = stage.state_after_steps(index);
        let after = stage.state_after_steps(index + 1);
        let mut notes = Vec::new();
        for need in &stage.needs {
            if need.instruction == step.instruction && takes_files(&step.command) {
                notes.push(match &need.source {
                    Source::Stage(index) => format!("needs stage {index}"),
                    Source::Image(name) => format!("needs image {name}"),
                });
            }
        }
        if let Command::Copy(copy) = &step.command {
            notes.push(format!(
                "copies {} to {}",
                texts(&copy.sources),
                copy.destination
            ));
            for content in &copy.contents {
                notes.push(format!(
                    "writes {} {:?}",
                    content.name,
                    content.content.to_string()
                ));
            }
            for (flag, value) in [("chown", &copy.chown), ("chmod", &copy.chmod)] {
                notes.extend(value.iter().map(|value| format!("{flag} {value}")));
            }
        }
        if let Command::Run(run) = &step.command {
            for mount in run.mounts.iter().filter(|it| !it.target.is_known_empty()) {
                notes.push(format!("mounts at {:?}", mount.target.to_string()));
            }
        }
        let (was, is) = (settings(before), settings(after));
        for (name, (value, _)) in &is {
            if was.get(name).map(|(value, _)| value) != Some(value) {
                notes.push(format!("{name}{value}"));
            }
        }
        for name in was.keys().filter(|name| !is.contains_key(*name)) {
            notes.push(format!("{name} is cleared"));
        }
        for name in &step.undefined_variables {
            notes.push(format!("{name} is undefined"));
        }
        if step.makes_layer {
            notes.push("makes a layer".to_owned());
        }
        let trigger = if step.is_trigger {
            " runs a trigger"
        } else {
            ""
        };
        for note in notes {
            writeln!(
                out,
                "  line {}{trigger}: {note}",
                self.line(step.instruction)
            )
            .unwrap();
        }
    }

    /// Writes what is refused, as BuildKit would come upon it; it says only the first.
    fn refusals(&self, out: &mut String) {
        let first = self.plan.refusal();
        let mut all: Vec<&LocatedRefusal> = self.plan.refusals.iter().collect();
        all.sort_by_key(|located| located.moment);
        for located in all {
            let word = if first == Some(located) {
                "refused"
            } else if located.is_outside_target {
                "not seen"
            } else {
                "also refused"
            };
            match located.line {
                Some(line) => writeln!(out, "{word} line {line}: {}", located.refusal).unwrap(),
                None => writeln!(out, "{word}: {}", located.refusal).unwrap(),
            }
        }
    }
}

/// Writes what comes from the base image; of an image that is not known, only that.
fn start(start: &ImageState, out: &mut String) {
    if !start.base_is_known() {
        return out.push_str("  start: unknown\n");
    }
    for (name, (value, origin)) in settings(start) {
        if origin == Some(Origin::BaseImage) {
            writeln!(out, "  start: {name}{value}").unwrap();
        }
    }
}

/// Tells whether an instruction can take files from a stage or an image.
fn takes_files(command: &Command) -> bool {
    match command {
        Command::Copy(copy) => copy.from.is_some(),
        Command::Run(run) => !run.mount_texts.is_empty(),
        _ => false,
    }
}

/// Lists what an image is set to. Variables that a RUN sees otherwise than the image stand apart.
fn settings(state: &ImageState) -> Settings {
    let mut found = Settings::new();
    add_variables(&state.environment, "ENV ", &mut found);
    let mut seen = Settings::new();
    add_variables(&state.run_environment, "ENV ", &mut seen);
    for (name, entry) in seen {
        if found.get(&name).map(|(value, _)| value) != Some(&entry.0) {
            found.insert(name.replacen("ENV ", "RUN sees ", 1), entry);
        }
    }
    add_text(
        "WORKDIR",
        &state.working_directory,
        Value::to_string,
        &mut found,
    );
    add_text("USER", &state.user, Value::to_string, &mut found);
    add_text(
        "STOPSIGNAL",
        &state.stop_signal,
        Value::to_string,
        &mut found,
    );
    add_text(
        "CMD",
        &state.command,
        |words| format!("{words:?}"),
        &mut found,
    );
    add_text(
        "ENTRYPOINT",
        &state.entrypoint,
        |words| format!("{words:?}"),
        &mut found,
    );
    add_text(
        "SHELL",
        &state.shell,
        |words| format!("{words:?}"),
        &mut found,
    );
    add_text(
        "HEALTHCHECK",
        &state.healthcheck,
        |check| health(check),
        &mut found,
    );
    for (key, (value, origin)) in &state.labels {
        found.insert(format!("LABEL {key}"), (format!("={value}"), Some(*origin)));
    }
    for (port, ((), origin)) in &state.exposed_ports {
        found.insert(format!("EXPOSE {port}"), (String::new(), Some(*origin)));
    }
    for (volume, ((), origin)) in &state.volumes {
        found.insert(format!("VOLUME {volume}"), (String::new(), Some(*origin)));
    }
    for (index, (trigger, origin)) in state.on_build.iter().enumerate() {
        found.insert(
            format!("ONBUILD {index}"),
            (format!("={trigger}"), Some(*origin)),
        );
    }
    found
}

fn add_variables(environment: &Environment, prefix: &str, found: &mut Settings) {
    for variable in environment.iter() {
        let value = format!("={}", variable.value);
        found.insert(
            format!("{prefix}{}", variable.name),
            (value, Some(variable.origin)),
        );
    }
}

fn add_text<T>(
    name: &str,
    setting: &Setting<T>,
    write: impl Fn(&T) -> String,
    found: &mut Settings,
) {
    let entry = match setting {
        Setting::Unset => return,
        Setting::Set { value, origin } => (format!("={}", write(value)), Some(*origin)),
        Setting::Unknown => (" is unknown".to_owned(), None),
    };
    found.insert(name.to_owned(), entry);
}

fn health(check: &Healthcheck) -> String {
    let mut out = format!("{:?}", check.test);
    for (name, value) in [
        ("interval", check.interval),
        ("timeout", check.timeout),
        ("start-period", check.start_period),
        ("start-interval", check.start_interval),
        ("retries", check.retries),
    ] {
        if value != 0 {
            write!(out, " {name}={value}").unwrap();
        }
    }
    out
}

fn texts(values: &[Value]) -> String {
    let texts: Vec<String> = values.iter().map(Value::to_string).collect();
    texts.join(" ")
}
