//! What is true of a CMD or an ENTRYPOINT: what starts, as whom, and who gets the signals.

pub mod server;

pub mod word;

use crate::build::command::{Command, CommandLine};
use crate::build::image_state::ImageState;
use crate::build::setting::{Origin, Setting};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::explain::facts::settings::stays_behind;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::short_words::shortened_words;
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;

/// The longest command that a sentence shows whole, in characters.
const LONGEST_SHOWN: usize = 90;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "cmd",
        "entrypoint",
        "exec-form",
        "shell-form",
        "empty",
        "failed-json",
        "replaced-later",
        "replaced-in-child",
        "cleared-later",
        "takes-effect",
        "with-entrypoint",
        "entrypoint-here",
        "entrypoint-below",
        "entrypoint-is-script",
        "entrypoint-ignores-command",
        "entrypoint-unknown",
        "with-command",
        "command-unknown",
        "command-is-shell-form",
        "clears-inherited-command",
        "stays-behind",
        "user-at-start-root",
        "user-at-start-unknown",
        "user-set-here",
        "user-never-set",
        "folder-at-start-unknown",
        "shell-unknown",
        "has-variable",
        "runs-shell",
        "runs-script",
        "shell-runs-script",
        "windows-like",
        "program-path",
        "program-relative",
        "django-server",
        "development-server",
        "development-script",
        "listens-everywhere",
        "listens-locally",
        "listens-on-port",
        "runs-python-from-venv",
        "starts-with-exec",
        "several-commands",
        "word-program",
        "word-script",
        "word-shell-text",
        "word-address-everywhere",
        "word-address-local",
        "word-has-port",
        "word-option",
        "word-option-value",
        "word-runserver",
        "word-python-module",
        "word-jar",
        "word-application",
        "word-package-script",
        "word-run-script",
        "word-absolute",
        "word-variable",
        "word-first",
    ],
    values: &[
        "program",
        "words",
        "written",
        "later-line",
        "entrypoint",
        "entrypoint-line",
        "command",
        "user-at-start",
        "user-line",
        "folder-at-start",
        "address",
        "port",
        "server",
        "shell",
        "shell-program",
        "venv",
        "path-line",
        "word",
        "word-address",
        "word-port",
        "word-previous",
        "word-module",
        "word-object",
    ],
    roles: &["word", "shell-text"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let (line, is_cmd) = match subject.command() {
        Some(Command::Cmd(line)) => (line, true),
        Some(Command::Entrypoint(line)) => (line, false),
        _ => return,
    };
    word::parts(subject, line, findings);
    let facts = &mut findings.facts;
    facts.note(if is_cmd { "cmd" } else { "entrypoint" });
    facts.note(if line.is_exec_form {
        "exec-form"
    } else {
        "shell-form"
    });
    facts.note_if("empty", line.words.iter().all(String::is_empty));
    let written = written(line);
    facts.note_if("has-variable", written.contains('$'));
    if line.is_exec_form {
        facts.note_if("runs-shell", word::is_shell_with_text(&line.words));
    } else {
        shell_form_facts(&written, facts);
    }
    facts.set_code("written", shortened_words(&written, LONGEST_SHOWN));
    let program = program(line);
    facts.set_code("program", program);
    facts.note_if("program-path", program.contains(['/', '\\']));
    facts.note_if("program-relative", program.starts_with("./"));
    facts.note_if("runs-script", word::is_shell_script(program));
    facts.note_if("shell-runs-script", word::is_shell_with_script(&line.words));
    facts.set("words", shown::words(&line.words));
    server::find(&written, facts);
    place_facts(subject, is_cmd, facts);
    start_facts(subject, program, facts);
}

/// Gives the words as one line; those of the exec form that hold spaces stand in quotes.
fn written(line: &CommandLine) -> String {
    if !line.is_exec_form {
        return line.words.join(" ");
    }
    let words = line.words.iter().map(|word| {
        if word.is_empty() || word.contains(char::is_whitespace) {
            format!("{word:?}")
        } else {
            word.clone()
        }
    });
    words.collect::<Vec<String>>().join(" ")
}

/// Gives the word that names what starts.
fn program(line: &CommandLine) -> &str {
    let first = line.words.first().map_or("", String::as_str);
    if line.is_exec_form {
        return first;
    }
    let mut words = first.split_whitespace();
    let program = words.next().unwrap_or_default();
    if program == "exec" {
        words.next().unwrap_or_default()
    } else {
        program
    }
}

fn shell_form_facts(written: &str, facts: &mut Facts) {
    // `[ -f x ] && y` is a test of the shell; an array that failed has a quote or a comma.
    let inside = written.strip_prefix('[').map(str::trim_start);
    facts.note_if(
        "failed-json",
        inside.is_some_and(|inside| {
            inside.starts_with(['\'', '"', '“', '‘', '`']) || inside.contains(',')
        }),
    );
    facts.note_if("starts-with-exec", written.starts_with("exec "));
    facts.note_if(
        "several-commands",
        ["&&", "||", ";", "|", "\n", "& "]
            .iter()
            .any(|joint| written.contains(joint)),
    );
}

/// Finds out whether the line lasts, and what stands beside it in the image.
fn place_facts(subject: &Subject<'_>, is_cmd: bool, facts: &mut Facts) {
    let is_same = |command: &Command| {
        if is_cmd {
            matches!(command, Command::Cmd(_))
        } else {
            matches!(command, Command::Entrypoint(_))
        }
    };
    let later = subject.later().find(|(_, command)| is_same(command));
    if let Some((later, _)) = later {
        facts.note("replaced-later");
        facts.set_plain("later-line", subject.line_of(later).to_string());
    }
    let (Some(stage), Some(image)) = (subject.stage, image(subject)) else {
        return;
    };
    facts.note_if("stays-behind", stays_behind(subject));
    let end = image.end();
    let setting = if is_cmd {
        &end.command
    } else {
        &end.entrypoint
    };
    if image.index != stage.index && later.is_none() {
        match setting {
            Setting::Set {
                origin: Origin::Instruction(other),
                ..
            } if *other != subject.index => {
                facts.note("replaced-in-child");
                facts.set_plain("later-line", subject.line_of(*other).to_string());
            }
            Setting::Unset => facts.note("cleared-later"),
            _ => {}
        }
    }
    let is_lost = ["replaced-later", "replaced-in-child", "cleared-later"]
        .iter()
        .any(|condition| facts.conditions.contains(condition));
    facts.note_if("takes-effect", !is_lost);
    if is_cmd {
        entrypoint_facts(subject, end, facts);
        return;
    }
    match &end.command {
        Setting::Set { value, origin } if !value.is_empty() => {
            facts.note("with-command");
            facts.set("command", shown::words(value));
            facts.note_if(
                "command-is-shell-form",
                is_shell_form(subject, *origin, value),
            );
        }
        Setting::Unknown => facts.note("command-unknown"),
        _ => {}
    }
    let before = subject.before().map(|state| &state.command);
    let was_inherited = before.is_some_and(|command| {
        command.is_unknown()
            || match command.origin() {
                Some(Origin::Instruction(line)) => !stage.instructions.contains(&line),
                Some(Origin::BaseImage) => true,
                _ => false,
            }
    });
    let is_gone = matches!(
        subject.after().map(|state| &state.command),
        Some(Setting::Unset)
    );
    facts.note_if("clears-inherited-command", was_inherited && is_gone);
}

fn entrypoint_facts(subject: &Subject<'_>, end: &ImageState, facts: &mut Facts) {
    match &end.entrypoint {
        Setting::Set { value, origin } if !value.is_empty() => {
            facts.note("with-entrypoint");
            facts.set("entrypoint", shown::words(value));
            let first = value.first().map_or("", String::as_str);
            facts.note_if(
                "entrypoint-is-script",
                word::is_shell_script(first) || first.contains("entrypoint"),
            );
            if let Origin::Instruction(line) = origin {
                facts.note("entrypoint-here");
                facts.note_if("entrypoint-below", *line > subject.index);
                facts.set_plain("entrypoint-line", subject.line_of(*line).to_string());
            }
            facts.note_if(
                "entrypoint-ignores-command",
                is_shell_form(subject, *origin, value),
            );
        }
        Setting::Unknown => facts.note("entrypoint-unknown"),
        _ => {}
    }
}

/// Tells whether words in the configuration were written in the shell form.
fn is_shell_form(subject: &Subject<'_>, origin: Origin, words: &[String]) -> bool {
    let Origin::Instruction(line) = origin else {
        return words.len() == 3 && word::is_shell_with_text(words);
    };
    match subject.plan.commands.get(line) {
        Some(Ok(Command::Cmd(line) | Command::Entrypoint(line))) => !line.is_exec_form,
        _ => false,
    }
}

/// Gives the stage whose image starts with this line: the target where it is built from this stage.
fn image<'a>(subject: &Subject<'a>) -> Option<&'a Stage> {
    let target = subject.plan.target.filter(|_| !stays_behind(subject));
    match target {
        Some(target) => subject.plan.stages.get(target),
        None => subject.stage,
    }
}

/// Finds out as whom, where and through which shell the process starts.
fn start_facts(subject: &Subject<'_>, program: &str, facts: &mut Facts) {
    let (Some(stage), Some(image)) = (subject.stage, image(subject)) else {
        facts.note("user-at-start-unknown");
        facts.note("folder-at-start-unknown");
        facts.note("shell-unknown");
        return;
    };
    let end = image.end();
    let user = end.user.value();
    let is_unknown = end.user.is_unknown() || user.is_some_and(Value::has_unknown);
    let name = user.map(ToString::to_string).unwrap_or_default();
    let is_root = matches!(
        name.split(':').next().unwrap_or_default(),
        "" | "0" | "root"
    );
    facts.note_if("user-at-start-unknown", is_unknown);
    facts.note_if("user-at-start-root", is_root && !is_unknown);
    facts.note_if("user-never-set", matches!(end.user, Setting::Unset));
    if let Some(Origin::Instruction(line)) = end.user.origin() {
        facts.note("user-set-here");
        facts.set_plain("user-line", subject.line_of(line).to_string());
    }
    facts.set_code(
        "user-at-start",
        if name.is_empty() { "root" } else { &name },
    );
    facts.note_if(
        "folder-at-start-unknown",
        end.working_directory.is_unknown(),
    );
    let folder = end.working_directory.value();
    facts.set(
        "folder-at-start",
        folder.map_or_else(|| crate::doc::text::Text::code("/"), shown::value),
    );
    // The shell in force at this line is written into the image, not the one at the stage's end.
    if let Some(before) = subject.before() {
        let shell = before.with_shell("", stage.is_windows);
        facts.set_code("shell", shell.join(" ").trim());
        facts.set_code("shell-program", shell.first().map_or("", String::as_str));
        facts.note_if("shell-unknown", before.shell.is_unknown());
        let name = shell.first().map_or("", String::as_str).to_lowercase();
        facts.note_if(
            "windows-like",
            stage.is_windows
                || stage.platform.is_windows()
                || program.contains('\\')
                || ["powershell", "pwsh", "cmd"]
                    .iter()
                    .any(|shell| name.starts_with(shell)),
        );
    }
    // The program comes from the first folder of PATH that has it: a virtual environment put in front.
    if let Some(path) = end.environment.get("PATH")
        && let Origin::Instruction(line) = path.origin
    {
        let front = path.value.to_string();
        let front = front.split(':').next().unwrap_or_default().to_owned();
        let venv = front.strip_suffix("/bin").unwrap_or_default().to_owned();
        let mut stages = subject.plan.stages.iter();
        let is_venv =
            stages.any(|stage| crate::explain::python::environment_made_at(stage, &venv).is_some());
        let is_python = program.starts_with("python")
            || matches!(
                program,
                "gunicorn" | "uvicorn" | "hypercorn" | "flask" | "celery" | "pip" | "django-admin"
            );
        facts.note_if(
            "runs-python-from-venv",
            is_python && is_venv && !venv.is_empty(),
        );
        facts.set_code("venv", venv);
        facts.set_plain("path-line", subject.line_of(line).to_string());
    }
}
