//! Questions about the start of a container: what starts, what is process 1, which line counts.

use crate::build::command::{Command, CommandLine};
use crate::build::image_state::{ImageState, default_shell};
use crate::build::setting::{Origin, Setting};
use crate::build::stage::Stage;
use crate::build::state_change::StateChange;
use crate::doc::text::Text;
use crate::explain::missing_shell::lacks_shell;
use crate::explain::path_origin::lineage;
use crate::explain::questions::asked::{Asked, named, setter};
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;
use crate::explain::questions::stages::{Standing, standing};
use crate::explain::shown;
use crate::explain::subject::root_stage;
use std::sync::Arc;

/// Holds what an image starts.
struct Start {
    entrypoint: Vec<String>,
    command: Vec<String>,
    entrypoint_line: Option<usize>,
    command_line: Option<usize>,
}

impl Start {
    fn of(state: &ImageState) -> Option<Self> {
        let words = |setting: &Setting<Arc<[String]>>| match setting {
            Setting::Unknown => None,
            Setting::Unset => Some(Vec::new()),
            Setting::Set { value, .. } => Some(value.to_vec()),
        };
        Some(Self {
            entrypoint: words(&state.entrypoint)?,
            command: words(&state.command)?,
            entrypoint_line: setter(state.entrypoint.origin()),
            command_line: setter(state.command.origin()),
        })
    }

    /// Gives all words that are started.
    fn words(&self) -> Vec<String> {
        self.entrypoint
            .iter()
            .chain(&self.command)
            .cloned()
            .collect()
    }

    /// Finds the line that names the program.
    fn program_line(&self) -> Option<usize> {
        if self.entrypoint.is_empty() {
            self.command_line
        } else {
            self.entrypoint_line
        }
    }
}

/// Starts a question about the start, asked at the line that decides it, or else at the target's FROM.
fn about_start(asked: &Asked<'_>, name: &str, line: Option<usize>) -> Option<Draft> {
    let target = asked.target()?;
    if line.unwrap_or(target.from_instruction) != asked.subject.index {
        return None;
    }
    let mut draft = Draft::new(asked, name, "")?;
    if line.is_none() {
        draft.about_file();
    }
    let base = root_stage(asked.plan(), target).base_name.as_str();
    draft.set("base", Text::code(base));
    Some(draft)
}

/// Reads the CMD or ENTRYPOINT of a line.
fn written<'a>(asked: &Asked<'a>, line: Option<usize>) -> Option<&'a CommandLine> {
    match asked.plan().commands.get(line?)? {
        Ok(Command::Cmd(line) | Command::Entrypoint(line)) => Some(line),
        _ => None,
    }
}

fn is_shell_form(asked: &Asked<'_>, line: Option<usize>) -> bool {
    written(asked, line).is_some_and(|line| !line.is_exec_form)
}

/// Asks what a container of the image starts.
pub(super) fn starts(asked: &Asked<'_>) -> Option<Question> {
    let target = asked.target()?;
    let start = Start::of(target.end())?;
    let anchor = start.command_line.max(start.entrypoint_line);
    if is_shell_form(asked, start.program_line()) && lacks_shell(asked.plan(), target, None) {
        return None;
    }
    let mut draft = about_start(asked, "starts", anchor)?;
    let right = start.words();
    let is_of_base = start.command_line.is_none() && start.entrypoint_line.is_none();
    let is_shell = |line| is_shell_form(asked, line);
    let name = match (start.entrypoint.is_empty(), start.command.is_empty()) {
        (true, true) => "none",
        _ if is_of_base => "inherited",
        (true, false) if is_shell(start.command_line) => "cmd-shell",
        (true, false) => "cmd",
        (false, true) if is_shell(start.entrypoint_line) => "entrypoint-shell",
        (false, true) => "entrypoint",
        (false, false) => "both",
    };
    let offer = Offer::new(name).value(shown::words(&right));
    let line = anchor.map_or(0, |line| asked.line_of(line));
    draft.right(offer.shown_on(line));
    offer_halves(asked, &mut draft, &start);
    offer_forms(asked, &mut draft, target, &start);
    offer_lines(asked, &mut draft, target, &start);
    offer_base(&mut draft, target, &start);
    offer_others(asked, &mut draft, target);
    if !right.is_empty() {
        draft.wrong(Offer::new("nothing"));
    }
    let is_bare_shell = right.len() == 1 && right.iter().all(|word| is_shell_name(word));
    if !is_bare_shell {
        draft.wrong(Offer::new("base-shell"));
    }
    draft.choose_one(asked.seed)
}

/// Offers ENTRYPOINT and CMD alone, and in the wrong order.
fn offer_halves(asked: &Asked<'_>, draft: &mut Draft, start: &Start) {
    if start.entrypoint.is_empty() || start.command.is_empty() {
        return;
    }
    draft.wrong(Offer::new("cmd-only").value(shown::words(&start.command)));
    // Behind a shell's script, the words of CMD are there and mostly do nothing.
    if !is_shell_form(asked, start.entrypoint_line) {
        draft.wrong(Offer::new("entrypoint-only").value(shown::words(&start.entrypoint)));
    }
    let reversed: Vec<String> = start
        .command
        .iter()
        .chain(&start.entrypoint)
        .cloned()
        .collect();
    draft.wrong(Offer::new("reversed").value(shown::words(&reversed)));
}

/// Offers the other form: without a shell, with one, with variables put in.
fn offer_forms(asked: &Asked<'_>, draft: &mut Draft, target: &Stage, start: &Start) {
    let behind = |words: Vec<String>, is_entrypoint: bool| {
        let (first, second) = if is_entrypoint {
            (words, start.command.clone())
        } else {
            (start.entrypoint.clone(), words)
        };
        shown::words(&first.into_iter().chain(second).collect::<Vec<String>>())
    };
    let lines = [(start.entrypoint_line, true), (start.command_line, false)];
    for (line, is_entrypoint) in lines {
        let Some(written) = written(asked, line) else {
            continue;
        };
        if written.is_exec_form {
            let first = written
                .words
                .first()
                .map(String::as_str)
                .unwrap_or_default();
            if is_shell_name(first) || written.words.is_empty() {
                continue;
            }
            let is_program = is_entrypoint || start.entrypoint.is_empty();
            if is_program {
                let shell = default_shell(target.is_windows).iter();
                let mut words: Vec<String> = shell.map(|word| (*word).to_owned()).collect();
                words.push(written.words.join(" "));
                draft.wrong(Offer::new("with-shell").value(behind(words, is_entrypoint)));
            }
            if let Some(words) = expanded(&written.words, target.end()) {
                draft.wrong(Offer::new("expanded").value(behind(words, is_entrypoint)));
            }
        } else {
            let words = written.words.join(" ");
            let words = words.split_whitespace().map(str::to_owned).collect();
            draft.wrong(Offer::new("no-shell").value(behind(words, is_entrypoint)));
        }
    }
}

/// Puts the image's variables into words, where that changes any.
fn expanded(words: &[String], state: &ImageState) -> Option<Vec<String>> {
    let mut changed = false;
    let mut found = Vec::new();
    for word in words {
        let name = word.strip_prefix('$').unwrap_or_default();
        let name = name.trim_start_matches('{').trim_end_matches('}');
        let variable = state.environment.get(name);
        match variable.and_then(|variable| variable.value.as_known()) {
            Some(value) => {
                changed = true;
                found.push(value.to_owned());
            }
            None => found.push(word.clone()),
        }
    }
    changed.then_some(found)
}

/// Offers lines of the image's stages that a later one replaces.
fn offer_lines(asked: &Asked<'_>, draft: &mut Draft, target: &Stage, start: &Start) {
    let stages = lineage(asked.plan(), target);
    for step in stages.iter().flat_map(|stage| stage.steps.iter()) {
        let line = asked.line_of(step.instruction);
        let instruction = Some(step.instruction);
        for change in &step.changes {
            match change {
                StateChange::Command(words) if instruction != start.command_line => {
                    let all = start.entrypoint.iter().chain(words.iter()).cloned();
                    let all: Vec<String> = all.collect();
                    // A CMD of a parent stage that an ENTRYPOINT cleared is no earlier CMD.
                    let name = if start.command.is_empty() {
                        "cleared"
                    } else {
                        "earlier"
                    };
                    draft.wrong(Offer::new(name).value(shown::words(&all)).set_line(line));
                }
                StateChange::Entrypoint { words, .. } if instruction != start.entrypoint_line => {
                    let all = words.iter().chain(&start.command).cloned();
                    let all: Vec<String> = all.collect();
                    let offer = Offer::new("earlier-entrypoint").value(shown::words(&all));
                    draft.wrong(offer.set_line(line));
                }
                _ => {}
            }
        }
    }
}

/// Offers what the base image would start, alone or behind this file's ENTRYPOINT.
fn offer_base(draft: &mut Draft, target: &Stage, start: &Start) {
    let Some(base) = Start::of(&target.start) else {
        return;
    };
    let is_inherited = base.command_line.is_some() || base.entrypoint_line.is_some();
    if is_inherited || base.words().is_empty() {
        return;
    }
    if start.entrypoint_line.is_some() && start.command.is_empty() && !base.command.is_empty() {
        let all = start.entrypoint.iter().chain(&base.command).cloned();
        draft.wrong(Offer::new("cleared").value(shown::words(&all.collect::<Vec<String>>())));
    }
    draft.wrong(Offer::new("base-command").value(shown::words(&base.words())));
}

/// Offers what another stage would start, and the last RUN.
fn offer_others(asked: &Asked<'_>, draft: &mut Draft, target: &Stage) {
    for stage in asked.plan().stages.iter().rev() {
        let end = stage.end();
        if let (Some(words), Some(Origin::Instruction(line))) =
            (end.command.value(), end.command.origin())
            && stage.index != target.index
            && asked
                .plan()
                .stage_of(line)
                .is_some_and(|own| own.index == stage.index)
        {
            let offer = Offer::new("other-stage").value(shown::words(words));
            let offer = offer.with("stage", named(stage));
            draft.wrong(offer.set_line(asked.line_of(line)));
        }
    }
    let run = target
        .steps
        .iter()
        .rev()
        .find_map(|step| match &step.command {
            Command::Run(run) if !step.is_trigger && !run.line.is_exec_form => Some((step, run)),
            _ => None,
        });
    if let Some((step, run)) = run {
        let text = run.line.words.join(" ");
        let words = target.end().with_shell(&text, target.is_windows);
        let offer = Offer::new("run-line").value(shown::words(&words));
        draft.wrong(offer.set_line(asked.line_of(step.instruction)));
    }
}

fn is_shell_name(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches(".exe");
    [
        "sh",
        "bash",
        "ash",
        "dash",
        "zsh",
        "cmd",
        "powershell",
        "pwsh",
    ]
    .contains(&name)
}

/// Asks which program is process 1.
pub(super) fn pid_one(asked: &Asked<'_>) -> Option<Question> {
    let target = asked.target()?;
    let start = Start::of(target.end())?;
    let line = start.program_line();
    let words = start.words();
    let first = words.first().filter(|word| !word.is_empty())?;
    if is_shell_form(asked, line) && lacks_shell(asked.plan(), target, None) {
        return None;
    }
    let mut draft = about_start(asked, "pid-one", line)?;
    let name = match written(asked, line) {
        None => "base",
        Some(line) if line.is_exec_form => "exec",
        Some(_) => "shell",
    };
    draft.right(Offer::new(name).code(first.as_str()));
    if let Some(written) = written(asked, line).filter(|line| !line.is_exec_form) {
        let text = written.words.join(" ");
        // `exec PROGRAM` and `VAR=x PROGRAM` start with no program's name.
        let program = text.split_whitespace().next().unwrap_or_default();
        let is_plain = !program.contains(['=', '$', '(', '{', '"', '\'']) && program != "exec";
        if is_plain && !is_shell_name(program) {
            draft.wrong(Offer::new("program").code(program));
        }
    } else if line.is_some() && !is_shell_name(first) {
        let shell = default_shell(target.is_windows).first();
        draft.wrong(Offer::new("mistaken-shell").code(shell.copied().unwrap_or_default()));
    }
    if !start.entrypoint.is_empty()
        && let Some(word) = start.command.first()
    {
        draft.wrong(Offer::new("command").code(word.as_str()));
    }
    draft.wrong(Offer::new("init"));
    draft.wrong(Offer::new("engine"));
    draft.choose_one(asked.seed)
}

/// Says what a CMD or ENTRYPOINT does for the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// It says what starts.
    Starts,
    /// It is a CMD behind an ENTRYPOINT.
    GivesArguments,
    /// It is an ENTRYPOINT in front of a CMD.
    WithArguments,
    /// It is a CMD behind an ENTRYPOINT in shell form, counted as instructions are, which leaves it out.
    LeftOut(usize),
    /// It is an ENTRYPOINT in shell form, which leaves out the CMD behind it.
    LeavesOut,
    /// Another line, counted as instructions are, replaces it.
    Replaced(usize),
    /// Its stage is not the image.
    LeftBehind,
}

/// Finds out what a CMD or ENTRYPOINT does for the image.
pub(super) fn counts(asked: &Asked<'_>) -> Option<Counts> {
    let is_command = match asked.subject.step()?.command {
        Command::Cmd(_) => true,
        Command::Entrypoint(_) => false,
        _ => return None,
    };
    if standing(asked, asked.stage()?)? != Standing::Ships {
        return Some(Counts::LeftBehind);
    }
    let start = Start::of(asked.target()?.end())?;
    let own = Some(asked.subject.index);
    let line = if is_command {
        start.command_line
    } else {
        start.entrypoint_line
    };
    let (own_words, other_words) = if is_command {
        (&start.command, &start.entrypoint)
    } else {
        (&start.entrypoint, &start.command)
    };
    // A shell form hands the words of CMD to its shell, which takes them for parameters of its text.
    let written_shell = start
        .entrypoint_line
        .filter(|_| is_shell_form(asked, start.entrypoint_line));
    if let Some(entrypoint) = written_shell
        && line == own
        && !start.command.is_empty()
    {
        let uses_parameters = start.entrypoint.iter().any(|word| names_parameters(word));
        return match (uses_parameters, is_command) {
            (true, _) => None,
            (false, true) => Some(Counts::LeftOut(entrypoint)),
            (false, false) => Some(Counts::LeavesOut),
        };
    }
    match line {
        _ if line == own && own_words.is_empty() => None,
        _ if line == own && other_words.is_empty() => Some(Counts::Starts),
        _ if line == own && is_command => Some(Counts::GivesArguments),
        _ if line == own => Some(Counts::WithArguments),
        Some(line) => Some(Counts::Replaced(line)),
        None => None,
    }
}

/// Tells whether a shell's text names its parameters: `$@`, `$*`, `$0`, `${1}`.
fn names_parameters(text: &str) -> bool {
    text.match_indices('$').any(|(start, _)| {
        let behind = text.get(start + 1..).unwrap_or_default();
        let behind = behind.strip_prefix('{').unwrap_or(behind);
        behind.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '@' | '*' | '#'))
    })
}

/// Asks what a CMD or ENTRYPOINT does for the image.
pub(super) fn line_counts(asked: &Asked<'_>) -> Option<Question> {
    let counts = counts(asked)?;
    let mut draft = Draft::new(asked, "line-counts", "")?;
    let is_entrypoint = matches!(asked.subject.written(), Some(Command::Entrypoint(_)));
    match counts {
        Counts::Starts => draft.right(Offer::new("starts")),
        Counts::GivesArguments => draft.right(Offer::new("arguments")),
        Counts::WithArguments => draft.right(Offer::new("with-arguments")),
        Counts::LeftOut(entrypoint) => {
            draft.right(Offer::new("left-out").set_line(asked.line_of(entrypoint)));
            draft.wrong(Offer::new("mistaken-left-out").set_line(asked.line_of(entrypoint)));
        }
        Counts::LeavesOut => {
            draft.right(Offer::new("leaves-out"));
            draft.wrong(Offer::new("mistaken-leaves-out"));
        }
        Counts::Replaced(line) => {
            draft.right(Offer::new("replaced").set_line(asked.line_of(line)));
        }
        Counts::LeftBehind => draft.right(Offer::new("left-behind")),
    }
    draft.wrong(Offer::new("mistaken-second"));
    if !matches!(
        counts,
        Counts::Starts | Counts::WithArguments | Counts::LeavesOut
    ) {
        draft.wrong(Offer::new("mistaken-starts"));
    }
    if !matches!(counts, Counts::Replaced(_) | Counts::LeftBehind) {
        draft.wrong(Offer::new("mistaken-nothing"));
    }
    if is_entrypoint {
        draft.wrong(Offer::new("mistaken-arguments"));
    }
    draft.wrong(Offer::new("mistaken-build"));
    draft.choose_one(asked.seed)
}
