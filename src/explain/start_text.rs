//! What there is to say about what starts: the process, PID 1, its signals, and what `docker run` changes.

use crate::build::plan::Plan;
use crate::build::setting::{Origin, Setting};
use crate::build::stage::Stage;
use crate::build::start::first_process::{FirstProcess, ShellPlace, Signals};
use crate::build::start::{Process, RunWords, Start};
use crate::build::value::Value;
use crate::doc::Block;
use crate::doc::text::{Text, listed};
use crate::explain::facts::Vocabulary;
use crate::explain::missing_shell::lacks_shell;
use crate::explain::shown;
use crate::explain::subject::{line_of, root_stage};
use crate::knowledge::first_programs::{OnSigterm, on_sigterm};
use crate::knowledge::phrases::{all_rules, first_rule, plain_phrase};
use crate::knowledge::rule::Facts;
use crate::language::tree::Tree;

/// What [`start_facts`] can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "nothing",
        "known",
        "unknown",
        "entrypoint",
        "command",
        "words-unused",
        "first-program",
        "first-shell",
        "first-init",
        "first-script",
        "first-windows-shell",
        "place-replaced",
        "place-one-command",
        "place-stays",
        "place-unclear",
        "signals-reach",
        "signals-kept",
        "signals-kept-mostly",
        "signals-by-script",
        "windows",
        "user-root",
        "user-unknown",
        "folder-unknown",
        "has-variables",
        "more-variables",
        "base-unknown",
        "shell-missing",
        "first-handles",
        "first-needs-telling",
        "signal-kills",
        "stop-signal-set",
        "stop-signal-unknown",
        "has-ports",
        "has-volumes",
    ],
    values: &[
        "process",
        "entrypoint",
        "entrypoint-from",
        "command",
        "command-from",
        "with-words",
        "unused",
        "first",
        "program",
        "signal",
        "user",
        "folder",
        "variables",
        "base",
        "ports",
        "port",
        "volumes",
    ],
    roles: &[],
};

/// The lists of sentences in reading order; of each the first that fits.
const ABOUT_PROCESS: [&str; 6] = [
    "start-process",
    "start-first",
    "start-signals",
    "start-user",
    "start-folder",
    "start-environment",
];

/// How many variables are named.
const NAMED_VARIABLES: usize = 8;

/// Explains what starts from a stage's image.
pub fn start_blocks(tree: &Tree, plan: &Plan, stage: &Stage) -> Vec<Block> {
    let start = Start::of(&plan.stages, stage, &RunWords::default());
    let facts = start_facts(tree, plan, stage, &start);
    let process = ABOUT_PROCESS.map(|list| first_rule(list, &facts));
    let process = process.into_iter().filter(|text| !text.is_empty());
    vec![
        heading(3, "heading-starts"),
        Block::List(process.collect()),
        heading(4, "heading-run"),
        Block::List(all_rules("start-run", &facts)),
    ]
}

fn heading(level: u8, name: &str) -> Block {
    Block::Heading {
        level,
        text: plain_phrase(name),
    }
}

/// Finds out what is true of what starts.
pub fn start_facts(tree: &Tree, plan: &Plan, stage: &Stage, start: &Start) -> Facts {
    let mut facts = Facts::default();
    let root = root_stage(plan, stage);
    facts.set_code("base", root.base_name.as_str());
    for (setting, condition, value, from) in [
        (
            &start.entrypoint,
            "entrypoint",
            "entrypoint",
            "entrypoint-from",
        ),
        (&start.command, "command", "command", "command-from"),
    ] {
        if let Setting::Set {
            value: words,
            origin,
        } = setting
        {
            facts.note(condition);
            facts.set(value, shown::words(words));
            facts.set(from, origin_text(tree, root, *origin));
        }
    }
    process_facts(plan, stage, start, &mut facts);
    let is_shell = facts.conditions.contains("first-shell");
    facts.note_if("shell-missing", is_shell && lacks_shell(plan, stage, None));
    surroundings(start, &mut facts);
    facts
}

fn origin_text(tree: &Tree, root: &Stage, origin: Origin) -> Text {
    match origin {
        Origin::Instruction(instruction) => {
            Text::plain(format!("line {}", line_of(tree, instruction)))
        }
        Origin::BaseImage => Text::code(root.base_name.as_str()),
        Origin::Builder => Text::plain("the builder"),
    }
}

fn process_facts(plan: &Plan, stage: &Stage, start: &Start, facts: &mut Facts) {
    match &start.process {
        Process::Nothing => facts.note("nothing"),
        Process::Unknown { .. } => facts.note("unknown"),
        Process::Known { words, first } => {
            facts.note("known");
            facts.set("process", shown::words(words));
            first_facts(first, facts);
        }
    }
    // What a reader may pass is shown with words that stand for any.
    let given = RunWords {
        entrypoint: None,
        arguments: vec!["one".to_owned(), "two".to_owned()],
    };
    if let Process::Known { words, .. } = Start::of(&plan.stages, stage, &given).process {
        facts.set("with-words", shown::words(&words));
    }
    facts.note_if("windows", start.is_windows);
    if let Process::Known { first, .. } = &start.process
        && matches!(start.stop_signal, Setting::Unset)
    {
        match on_sigterm(first_program(first)) {
            Some(OnSigterm::Ends) => facts.note("first-handles"),
            Some(OnSigterm::Stays) => facts.note("first-needs-telling"),
            None => {}
        }
    }
    match start.signals() {
        Some(Signals::Reach) => facts.note("signals-reach"),
        Some(Signals::Kept) => facts.note("signals-kept"),
        Some(Signals::KeptByMostShells) => facts.note("signals-kept-mostly"),
        Some(Signals::DependOnScript) => facts.note("signals-by-script"),
        Some(Signals::NoneOnWindows) | None => {}
    }
}

/// Names the program that is process 1, or becomes it.
fn first_program(first: &FirstProcess) -> &str {
    let place = match first {
        FirstProcess::Shell { place, .. } => Some(place),
        FirstProcess::Script { place, .. } => place.as_ref(),
        _ => None,
    };
    match (first, place) {
        (
            _,
            Some(ShellPlace::Replaced {
                program: Some(program),
            }),
        ) => program,
        (FirstProcess::Program(program), _) => program,
        _ => "",
    }
}

fn first_facts(first: &FirstProcess, facts: &mut Facts) {
    facts.note(match first {
        FirstProcess::Program(_) => "first-program",
        FirstProcess::Shell { .. } => "first-shell",
        FirstProcess::Init { .. } => "first-init",
        FirstProcess::Script { .. } => "first-script",
        FirstProcess::WindowsShell { .. } => "first-windows-shell",
    });
    facts.set_code("first", first.name());
    if let FirstProcess::Shell { unused, .. } = first
        && !unused.is_empty()
    {
        facts.note("words-unused");
        facts.set("unused", shown::words(unused));
    }
    let place = match first {
        FirstProcess::Shell { place, .. } => Some(place),
        FirstProcess::Script { place, .. } => place.as_ref(),
        _ => None,
    };
    let program = match (first, place) {
        (FirstProcess::Init { inner, .. }, _) => {
            inner.as_ref().map(|inner| inner.name().to_owned())
        }
        (_, Some(ShellPlace::Replaced { program })) => program.clone(),
        (_, Some(ShellPlace::OneCommand { program })) => Some(program.clone()),
        _ => None,
    };
    match program {
        Some(program) => facts.set_code("program", program),
        None => facts.set_plain("program", "the program"),
    }
    match place {
        Some(ShellPlace::Replaced { .. }) => facts.note("place-replaced"),
        Some(ShellPlace::OneCommand { .. }) => facts.note("place-one-command"),
        Some(ShellPlace::Stays) => facts.note("place-stays"),
        Some(ShellPlace::Unclear) => facts.note("place-unclear"),
        None => {}
    }
}

/// Finds out what a process would find around it.
fn surroundings(start: &Start, facts: &mut Facts) {
    let is_open = |setting: &Setting<Value>| {
        setting.is_unknown() || setting.value().is_some_and(Value::has_unknown)
    };
    let user = start.user.value();
    let name = user.and_then(Value::as_known);
    let name = name.and_then(|user| user.split(':').next());
    facts.note_if("user-unknown", is_open(&start.user));
    facts.note_if(
        "user-root",
        start.user == Setting::Unset || matches!(name, Some("0" | "root")),
    );
    facts.set(
        "user",
        user.map_or_else(|| Text::code("root"), shown::value),
    );
    facts.note_if("folder-unknown", is_open(&start.folder));
    let folder = start.folder.value();
    facts.set(
        "folder",
        folder.map_or_else(|| Text::code("/"), shown::value),
    );
    let names = start.environment.iter().map(|variable| &*variable.name);
    let names: Vec<Text> = names.map(Text::code).collect();
    facts.note_if("has-variables", !names.is_empty());
    facts.note_if("more-variables", names.len() > NAMED_VARIABLES);
    facts.set("variables", listed(names.into_iter().take(NAMED_VARIABLES)));
    facts.note_if("base-unknown", start.environment.open_base().is_some());
    facts.note_if("stop-signal-set", start.stop_signal.value().is_some());
    facts.note_if("stop-signal-unknown", start.stop_signal.is_unknown());
    let signal = start.stop_signal.value();
    let number = signal.and_then(Value::as_known);
    let kills = number.is_some_and(|it| matches!(it, "9" | "KILL" | "SIGKILL"));
    facts.note_if("signal-kills", kills);
    facts.set(
        "signal",
        signal.map_or_else(|| Text::code("SIGTERM"), shown::value),
    );
    facts.note_if("has-ports", !start.ports.is_empty());
    facts.set("ports", shown::values(&start.ports));
    let port = start.ports.first().map(ToString::to_string);
    let port = port.unwrap_or_default();
    let number = port.split('/').next().unwrap_or_default();
    facts.set_code("port", format!("-p 8080:{number}"));
    facts.note_if("has-volumes", !start.volumes.is_empty());
    facts.set("volumes", shown::values(&start.volumes));
}
