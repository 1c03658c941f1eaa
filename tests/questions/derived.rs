//! The same answers once more, from what BuildKit says and nothing of the project.
//!
//! [`answer`] reads a question's id, which says what is asked, and works the answer out by itself.

use crate::derived_edits::{first_rerun, line_after_edit};
use crate::said::{Said, list, texts, variable};
use serde_json::Value;

/// Says what the right answer must be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The right option's words.
    Text(String),
    /// The right options' words hold the line of one of these stages, the wrong ones none of them.
    Stages(Vec<u64>),
    /// The right option's words begin with this line, and no wrong one's do.
    Line(u64),
    /// BuildKit's answers do not say.
    Silent,
}

/// The kinds of question that ask for the image at a line.
const OF_STATES: [&str; 7] = [
    "run-folder",
    "workdir-after",
    "run-user",
    "copy-destination",
    "env-keeps",
    "run-sees",
    "arg-in-container",
];

/// Works out the answer to a question; nothing for kinds that BuildKit's answers say nothing of.
pub(crate) fn answer(said: &Said<'_>, id: &str) -> Option<Answer> {
    let (kind, place) = id.split_once('@').unwrap();
    let (line, detail) = place.split_once(':').unwrap_or((place, ""));
    let line: u64 = line.parse().unwrap();
    let text = |text: &str| Some(Answer::Text(text.to_owned()));
    if OF_STATES.contains(&kind) && said.states_contradict_the_build() {
        return Some(Answer::Silent);
    }
    match kind {
        "run-folder" => text(&folder(&said.before(line)["config"])),
        "workdir-after" => text(&folder(&said.after(line)["config"])),
        "start-folder" => text(&folder(said.image())),
        "run-user" => text(&user(&said.before(line)["config"])),
        "start-user" => text(&user(said.image())),
        "copy-destination" => Some(destination(said, line)),
        "env-keeps" => {
            let value = variable(&said.after(line)["config"]["Env"], detail);
            text(&shown(value.unwrap()))
        }
        "run-sees" => text(&shown_or_nothing(variable(
            &said.before(line)["run_env"],
            detail,
        ))),
        "arg-in-container" => {
            let end = said.end(said.stage_at(line));
            text(&shown_or_nothing(variable(&end["config"]["Env"], detail)))
        }
        "layer" => Some(layer(said, line)),
        "layer-count" => Some(layer_count(said)),
        "starts" => {
            let words = started(said.image());
            if words.is_empty() {
                return text("nothing: docker run asks for a command");
            }
            text(&exec_form(&words))
        }
        "pid-one" => text(started(said.image()).first().unwrap()),
        "line-counts" => Some(line_counts(said, line)),
        "when-runs" => Some(when_runs(said, line)),
        "skipped-stages" => Some(skipped(said)),
        "stage-is-built" => {
            let is_built = said.reachable().contains(&said.stage_at(line));
            text(if is_built { "yes" } else { "no" })
        }
        "last-image" => {
            let stages = said.stages();
            Some(said.lineage().map_or(Answer::Silent, |lineage| {
                Answer::Stages(lineage.iter().map(|&stage| stages[stage].line).collect())
            }))
        }
        "ships" => Some(ships(said, line)),
        "copy-from" => Some(copy_from(said, line)),
        "stage-base" => Some(stage_base(said, line)),
        "from-path" => text(&clean(&format!("/{detail}"))),
        "first-rerun" => Some(first_rerun(said, detail)),
        "line-after-edit" => Some(line_after_edit(said, line, detail)),
        "run-folder-line" => Some(setter(said, said.stage_at(line), line, "WorkdirCommand")),
        "start-folder-line" => Some(setter(said, said.target(), u64::MAX, "WorkdirCommand")),
        "run-user-line" => Some(setter(said, said.stage_at(line), line, "UserCommand")),
        "start-user-line" => Some(setter(said, said.target(), u64::MAX, "UserCommand")),
        "run-sees-line" => Some(variable_setter(said, line, detail)),
        _ => None,
    }
}

fn line_text(line: Option<u64>) -> Answer {
    line.map_or(Answer::Silent, |line| Answer::Text(format!("line {line}")))
}

/// The last line above that is a command of a type.
fn setter(said: &Said<'_>, stage: usize, above: u64, kind: &str) -> Answer {
    line_text(said.last_line(stage, above, |command| command["type"] == kind))
}

/// The last ENV or ARG above that gives a variable a value.
fn variable_setter(said: &Said<'_>, line: u64, name: &str) -> Answer {
    let sets = |command: &Value| {
        let pairs = list(&command["fields"]["Env"]).iter();
        let arguments = list(&command["fields"]["Args"]).iter();
        let with_default = arguments.filter(|argument| argument["Value"].is_string());
        let mut names = pairs.chain(with_default).map(|pair| &pair["Key"]);
        names.any(|key| key == name)
    };
    line_text(said.last_line(said.stage_at(line), line, sets))
}

fn folder(config: &Value) -> String {
    match config["WorkingDir"].as_str() {
        None | Some("") => "/".to_owned(),
        Some(folder) => folder.to_owned(),
    }
}

fn user(config: &Value) -> String {
    match config["User"].as_str() {
        None | Some("") => "root".to_owned(),
        Some(user) => user.to_owned(),
    }
}

fn shown(value: String) -> String {
    if value.is_empty() {
        "an empty value".to_owned()
    } else {
        value
    }
}

fn shown_or_nothing(value: Option<String>) -> String {
    value.map_or_else(|| "nothing".to_owned(), shown)
}

fn exec_form(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    format!("[{}]", words.join(", "))
}

fn started(config: &Value) -> Vec<String> {
    let mut words = texts(&config["Entrypoint"]);
    words.extend(texts(&config["Cmd"]));
    words
}

fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

fn destination(said: &Said<'_>, line: u64) -> Answer {
    let written = said.command_at(line)["fields"]["DestPath"]
        .as_str()
        .unwrap();
    if written.contains(['$', '"', '\'', '\\']) {
        return Answer::Silent;
    }
    let folder = folder(&said.before(line)["config"]);
    Answer::Text(clean(&format!("{folder}/{written}")))
}

fn layer(said: &Said<'_>, line: u64) -> Answer {
    let Some(layers) = said.layers(said.stage_at(line)) else {
        return Answer::Silent;
    };
    let (_, makes_one) = layers.iter().find(|(at, _)| *at == line).unwrap();
    Answer::Text(if *makes_one { "yes, always" } else { "no" }.to_owned())
}

fn layer_count(said: &Said<'_>) -> Answer {
    said.layers(said.target()).map_or(Answer::Silent, |layers| {
        let made = layers.iter().filter(|(_, makes_one)| *makes_one).count();
        Answer::Text(made.to_string())
    })
}

fn skipped(said: &Said<'_>) -> Answer {
    let reachable = said.reachable();
    let stages = said.stages();
    let skipped = stages
        .iter()
        .filter(|stage| !reachable.contains(&stage.index));
    let lines: Vec<u64> = skipped.map(|stage| stage.line).collect();
    if lines.is_empty() {
        return Answer::Text("none of them".to_owned());
    }
    Answer::Stages(lines)
}

fn ships(said: &Said<'_>, line: u64) -> Answer {
    let stage = said.stage_at(line);
    let Some(lineage) = said.lineage() else {
        return Answer::Silent;
    };
    Answer::Text(if lineage.contains(&stage) {
        "yes".to_owned()
    } else if said.reachable().contains(&stage) {
        "only those that another stage copies from here".to_owned()
    } else {
        format!("no: line {line} does not even run")
    })
}

fn when_runs(said: &Said<'_>, line: u64) -> Answer {
    let is_built = said.reachable().contains(&said.stage_at(line));
    Answer::Text(
        match said.command_at(line)["type"].as_str().unwrap() {
            "RunCommand" if is_built => "during the build; its files are kept",
            "RunCommand" => "never: this build skips its stage",
            "CmdCommand" | "EntrypointCommand" => "when a container starts",
            "HealthCheckCommand" => "again and again while a container runs",
            "OnbuildCommand" => "when another image is built FROM this one",
            other => panic!("{other} runs nothing"),
        }
        .to_owned(),
    )
}

fn line_counts(said: &Said<'_>, line: u64) -> Answer {
    let Some(lineage) = said.lineage() else {
        return Answer::Silent;
    };
    let own = said.stage_at(line);
    if !lineage.contains(&own) {
        return Answer::Text("nothing: its stage is not the image".to_owned());
    }
    let kind = &said.command_at(line)["type"];
    let stages = said.stages();
    let mut commands = lineage
        .iter()
        .rev()
        .flat_map(|&stage| stages[stage].commands);
    let last = commands.rfind(|command| command["type"] == *kind);
    if last.unwrap()["start"] != line {
        return Answer::Text("nothing: a later line replaces it".to_owned());
    }
    let is_command = kind == "CmdCommand";
    let has_entrypoint = !list(&said.image()["Entrypoint"]).is_empty();
    let has_command = !list(&said.image()["Cmd"]).is_empty();
    Answer::Text(
        match (is_command, has_entrypoint, has_command) {
            (true, true, _) => "it gives the ENTRYPOINT its default arguments",
            (false, _, true) => "it says what starts; CMD adds arguments",
            _ => "it says what starts",
        }
        .to_owned(),
    )
}

fn copy_from(said: &Said<'_>, line: u64) -> Answer {
    let from = said.command_at(line)["fields"]["From"].as_str().unwrap();
    let stages = said.stages();
    let number = from.parse::<usize>().ok();
    let named = || {
        let from = from.to_lowercase();
        stages.iter().rposition(|stage| stage.name == from)
    };
    match number.or_else(named).and_then(|stage| stages.get(stage)) {
        Some(stage) if stage.name.is_empty() => Answer::Text(format!(
            "stage {}, which starts on line {}",
            stage.index + 1,
            stage.line
        )),
        Some(stage) => {
            let name = stage.name;
            Answer::Text(format!("{name}, which starts on line {}", stage.line))
        }
        None => Answer::Text(format!("an image {from} that is no stage of this file")),
    }
}

fn stage_base(said: &Said<'_>, line: u64) -> Answer {
    let stages = said.stages();
    let own = stages.iter().find(|stage| stage.line == line).unwrap();
    if own.base.contains('$') {
        return Answer::Silent;
    }
    let parent = stages[..own.index]
        .iter()
        .rfind(|stage| stage.name == own.base);
    match parent {
        Some(parent) => {
            let line = parent.line;
            Answer::Text(format!("what {} came to, lines {line} and below", own.base))
        }
        None if own.base == "scratch" => Answer::Text("nothing at all".to_owned()),
        None => Answer::Text(format!("what the image {} holds", own.base)),
    }
}
