//! The lines of `docker history`: what each step writes into the image about itself.

use crate::build::command::{Command, CopyCommand, KeyValue};
use crate::build::image_config::Healthcheck;
use crate::build::image_state::ImageState;
use crate::build::paths::to_slash;
use crate::build::run_words::run_words;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::language::quoted::quoted_list;

/// Gives the history of a stage's image, its parents' first.
pub fn history(stages: &[Stage], stage: &Stage) -> Vec<String> {
    let mut lines = match stage.base {
        Base::Stage(parent) => stages
            .get(parent)
            .map_or_else(Vec::new, |parent| history(stages, parent)),
        _ => Vec::new(),
    };
    lines.extend(
        stage.steps.iter().enumerate().filter_map(|(index, step)| {
            created_by(stage, step, stage.state_after_steps(index + 1))
        }),
    );
    lines
}

/// Gives the line a step writes, from the image after it; ONBUILD writes none.
pub fn created_by(stage: &Stage, step: &Step, state: &ImageState) -> Option<String> {
    Some(match &step.command {
        Command::From(_) | Command::Onbuild(_) => return None,
        Command::Env(pairs) => format!("ENV {}", joined_pairs(pairs)),
        Command::Label(pairs) => format!("LABEL {}", joined_pairs(pairs)),
        Command::Arg(declarations) => {
            let count = state.arguments.len();
            let declared = state
                .arguments
                .iter()
                .skip(count.saturating_sub(declarations.len()));
            let words: Vec<String> = declared
                .map(|argument| match &argument.value {
                    Some(value) => format!("{}={value}", argument.name),
                    None => argument.name.to_string(),
                })
                .collect();
            format!("ARG {}", words.join(" "))
        }
        Command::Run(run) => {
            let mut words = argument_words(state);
            words.extend(run_words(run, state, stage.is_windows));
            format!("RUN {} # buildkit", words.join(" "))
        }
        Command::Copy(copy) => copy_line(copy),
        Command::Workdir(_) => {
            let directory = state
                .working_directory
                .value()
                .map_or_else(String::new, Value::to_string);
            format!(
                "WORKDIR {}",
                to_slash(&directory, stage.platform.is_windows())
            )
        }
        Command::User(user) => format!("USER {user}"),
        Command::Volume(volumes) => format!("VOLUME [{}]", joined(volumes)),
        Command::Expose(ports) => format!("EXPOSE [{}]", joined(ports)),
        Command::Stopsignal(signal) => format!("STOPSIGNAL {signal}"),
        Command::Cmd(_) => format!("CMD {}", list(state.command.value().map(|words| &**words))),
        Command::Entrypoint(_) => {
            format!(
                "ENTRYPOINT {}",
                list(state.entrypoint.value().map(|words| &**words))
            )
        }
        Command::Healthcheck(healthcheck) => format!("HEALTHCHECK {}", health_line(healthcheck)),
        Command::Shell(words) => format!("SHELL [{}]", words.join(" ")),
        Command::Maintainer(name) => format!("MAINTAINER {name}"),
    })
}

fn list(words: Option<&[String]>) -> String {
    quoted_list(words.unwrap_or_default())
}

fn joined(values: &[Value]) -> String {
    let texts: Vec<String> = values.iter().map(Value::to_string).collect();
    texts.join(" ")
}

fn joined_pairs(pairs: &[KeyValue]) -> String {
    let texts: Vec<String> = pairs
        .iter()
        .map(|pair| format!("{}={}", pair.key, pair.value))
        .collect();
    texts.join(" ")
}

/// Lists the build arguments that history records before a RUN: a count and each with its value.
fn argument_words(state: &ImageState) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut words = Vec::new();
    for argument in &state.arguments {
        if names.contains(&&*argument.name) {
            continue;
        }
        names.push(&argument.name);
        let in_run = state
            .run_environment
            .get(&argument.name)
            .map(|variable| &variable.value);
        let value = in_run
            .or(argument.value.as_ref())
            .map_or_else(String::new, Value::to_string);
        words.push(format!("{}={value}", argument.name));
    }
    if !words.is_empty() {
        words.insert(0, format!("|{}", words.len()));
    }
    words
}

fn copy_line(copy: &CopyCommand) -> String {
    let mut words = vec![if copy.is_add { "ADD" } else { "COPY" }.to_owned()];
    if copy.parents {
        words.push("--parents".to_owned());
    }
    words.extend(copy.chown.iter().map(|owner| format!("--chown={owner}")));
    words.extend(copy.chmod.iter().map(|mode| format!("--chmod={mode}")));
    words.extend(copy.sources.iter().map(Value::to_string));
    words.extend(
        copy.contents
            .iter()
            .map(|content| format!("<<{}", content.name)),
    );
    words.push(copy.destination.to_string());
    format!("{} # buildkit", words.join(" "))
}

fn health_line(healthcheck: &Healthcheck) -> String {
    let Healthcheck {
        test,
        interval,
        timeout,
        start_period,
        start_interval,
        retries,
    } = healthcheck;
    format!(
        "{{Test:[{}] Interval:{} Timeout:{} StartPeriod:{} StartInterval:{} Retries:{retries}}}",
        test.join(" "),
        duration(*interval),
        duration(*timeout),
        duration(*start_period),
        duration(*start_interval),
    )
}

/// Writes a duration as Go does: `1m30s`, `1.5s`, `100ms`.
pub fn duration(nanoseconds: i64) -> String {
    const SECOND: i64 = 1_000_000_000;
    if nanoseconds == 0 {
        return "0s".to_owned();
    }
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let total = nanoseconds.unsigned_abs();
    let second = SECOND.unsigned_abs();
    if total < second {
        let (unit, size) = match total {
            0..1_000 => ("ns", 1),
            1_000..1_000_000 => ("µs", 1_000),
            _ => ("ms", 1_000_000),
        };
        return format!("{sign}{}{unit}", with_fraction(total, size));
    }
    let (hours, minutes) = (total / (3600 * second), total / (60 * second) % 60);
    let seconds = with_fraction(total % (60 * second), second);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, minutes) => format!("{sign}{minutes}m{seconds}s"),
        (hours, minutes) => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

fn with_fraction(total: u64, unit: u64) -> String {
    let whole = total / unit;
    let digits = unit.ilog10() as usize;
    if digits == 0 || total.is_multiple_of(unit) {
        return whole.to_string();
    }
    let fraction = format!("{:0digits$}", total % unit);
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}
