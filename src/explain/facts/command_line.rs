//! What is true of a CMD or an ENTRYPOINT: what starts, as whom, and who gets the signals.

use crate::build::command::{Command, CommandLine};
use crate::build::setting::{Origin, Setting};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

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
        "with-entrypoint",
        "entrypoint-unknown",
        "with-command",
        "clears-inherited-command",
        "not-in-image",
        "user-at-start-root",
        "user-at-start-unknown",
        "has-variable",
        "django-server",
        "development-server",
        "listens-everywhere",
        "listens-locally",
        "runs-python-from-venv",
        "starts-with-exec",
        "word-program",
        "word-script",
        "word-address-everywhere",
        "word-address-local",
        "word-option",
        "word-runserver",
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
        "folder-at-start",
        "address",
        "port",
        "shell",
        "venv",
        "path-line",
        "word",
        "word-address",
        "word-port",
    ],
    roles: &["word", "shell-text"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let (line, is_cmd) = match subject.command() {
        Some(Command::Cmd(line)) => (line, true),
        Some(Command::Entrypoint(line)) => (line, false),
        _ => return,
    };
    parts(subject, line, findings);
    let facts = &mut findings.facts;
    facts.note(if is_cmd { "cmd" } else { "entrypoint" });
    facts.note(if line.is_exec_form {
        "exec-form"
    } else {
        "shell-form"
    });
    facts.note_if("empty", line.words.is_empty());
    let written = line.words.join(" ");
    facts.note_if(
        "failed-json",
        !line.is_exec_form && written.starts_with('['),
    );
    facts.note_if("has-variable", written.contains('$'));
    facts.note_if(
        "starts-with-exec",
        !line.is_exec_form && written.starts_with("exec "),
    );
    facts.set_code("written", written.as_str());
    let program = written.split_whitespace().next().unwrap_or_default();
    facts.set_code("program", program);
    facts.set("words", shown::words(&line.words));
    server_facts(&written, findings);
    place_facts(subject, is_cmd, program, findings);
}

fn place_facts(subject: &Subject<'_>, is_cmd: bool, program: &str, findings: &mut Findings) {
    let facts = &mut findings.facts;
    let later = subject.later().find(|(_, command)| {
        if is_cmd {
            matches!(command, Command::Cmd(_))
        } else {
            matches!(command, Command::Entrypoint(_))
        }
    });
    if let Some((later, _)) = later {
        facts.note("replaced-later");
        facts.set_plain("later-line", subject.line_of(later).to_string());
    }
    let Some(stage) = subject.stage else {
        return;
    };
    facts.note_if("not-in-image", subject.plan.target != Some(stage.index));
    let end = stage.end();
    match &end.entrypoint {
        Setting::Set { value, origin } if is_cmd && !value.is_empty() => {
            facts.note("with-entrypoint");
            facts.set("entrypoint", shown::words(value));
            if let Origin::Instruction(line) = origin {
                facts.set_plain("entrypoint-line", subject.line_of(*line).to_string());
            }
        }
        Setting::Unknown if is_cmd => facts.note("entrypoint-unknown"),
        _ => {}
    }
    if !is_cmd {
        if let Some(command) = end.command.value().filter(|command| !command.is_empty()) {
            facts.note("with-command");
            facts.set("command", shown::words(command));
        }
        let before = subject.before().map(|state| &state.command);
        let was_inherited = before.is_some_and(|command| {
            command.origin() == Some(Origin::BaseImage) || command.is_unknown()
        });
        let is_gone = matches!(
            subject.after().map(|state| &state.command),
            Some(Setting::Unset)
        );
        facts.note_if("clears-inherited-command", was_inherited && is_gone);
    }
    let user = end
        .user
        .value()
        .map(ToString::to_string)
        .unwrap_or_default();
    let is_root = matches!(
        user.split(':').next().unwrap_or_default(),
        "" | "0" | "root"
    );
    facts.note_if("user-at-start-root", is_root && !end.user.is_unknown());
    facts.note_if("user-at-start-unknown", end.user.is_unknown());
    facts.set_code(
        "user-at-start",
        if user.is_empty() { "root" } else { &user },
    );
    let folder = end.working_directory.value();
    facts.set(
        "folder-at-start",
        folder.map_or_else(|| crate::doc::text::Text::code("/"), shown::value),
    );
    let shell = end.with_shell("", stage.is_windows);
    facts.set_code("shell", shell.join(" ").trim());
    // The program comes from the first folder of PATH that has it: a virtual environment put in front.
    if let Some(path) = end.environment.get("PATH")
        && let Origin::Instruction(line) = path.origin
    {
        let front = path.value.to_string();
        let front = front.split(':').next().unwrap_or_default().to_owned();
        let venv = front.strip_suffix("/bin").unwrap_or_default().to_owned();
        let stages = subject.plan.stages.iter();
        let is_venv = stages
            .clone()
            .any(|stage| crate::explain::python::environment_made_at(stage, &venv).is_some());
        let is_python = program.starts_with("python")
            || matches!(program, "gunicorn" | "uvicorn" | "flask" | "celery" | "pip");
        facts.note_if(
            "runs-python-from-venv",
            is_python && is_venv && !venv.is_empty(),
        );
        facts.set_code("venv", venv);
        facts.set_plain("path-line", subject.line_of(line).to_string());
    }
}

/// Commands that start a server meant for development.
const DEVELOPMENT_SERVERS: [&str; 9] = [
    "manage.py runserver",
    "flask run",
    "npm run dev",
    "yarn dev",
    "npm run serve",
    "ng serve",
    "webpack-dev-server",
    "php -S",
    "http.server",
];

fn server_facts(written: &str, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.note_if("django-server", written.contains("manage.py runserver"));
    facts.note_if(
        "development-server",
        DEVELOPMENT_SERVERS
            .iter()
            .any(|server| written.contains(server)),
    );
    for word in written.split_whitespace() {
        if let Some((address, port)) = address(word) {
            facts.note(if address == "0.0.0.0" {
                "listens-everywhere"
            } else {
                "listens-locally"
            });
            facts.set_code("address", address);
            facts.set_code("port", port);
        }
    }
}

/// Splits `0.0.0.0:8000`, also behind `=`; gives nothing for other words.
fn address(word: &str) -> Option<(&str, &str)> {
    let word = word.trim_matches(['"', '\'', ',', '[', ']']);
    let word = word.rsplit_once('=').map_or(word, |(_, value)| value);
    let (address, port) = word.rsplit_once(':').unwrap_or((word, ""));
    matches!(address, "0.0.0.0" | "127.0.0.1" | "localhost" | "[::]").then_some((address, port))
}

fn parts(subject: &Subject<'_>, line: &CommandLine, findings: &mut Findings) {
    match &subject.invocation.arguments {
        Arguments::Json(strings) => {
            for (index, (span, value)) in strings.iter().enumerate() {
                let previous = index
                    .checked_sub(1)
                    .and_then(|index| strings.get(index))
                    .map(|(_, value)| value.as_str());
                let facts = findings.part(subject, "word", *span);
                facts.set_code("word", value.as_str());
                facts.note_if("word-program", index == 0);
                facts.note_if("word-option", index > 0 && value.starts_with('-'));
                facts.note_if("word-script", index > 0 && is_script(value));
                facts.note_if(
                    "word-runserver",
                    value == "runserver"
                        && previous.is_some_and(|word| word.ends_with("manage.py")),
                );
                if let Some((address, port)) = address(value) {
                    facts.note(if address == "0.0.0.0" {
                        "word-address-everywhere"
                    } else {
                        "word-address-local"
                    });
                    facts.set_code("word-address", address);
                    facts.set_code("word-port", port);
                }
            }
        }
        Arguments::Text(span) => {
            let facts = findings.part(subject, "shell-text", *span);
            facts.set_code("word", line.words.join(" "));
        }
        _ => {}
    }
}

fn is_script(word: &str) -> bool {
    let endings = [
        ".py", ".js", ".sh", ".rb", ".php", ".jar", ".ts", ".mjs", ".pl",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}
