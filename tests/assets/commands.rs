//! The linter of what is known of shell commands and variables.

use super::{faults_of_links, files};
use dockstep::doc::template::names;
use dockstep::knowledge::command_file;
use dockstep::knowledge::command_texts::{
    CommandTexts, FILES, OptionText, SubcommandTexts, UseTexts,
};
use dockstep::knowledge::{deeds, env_keys, shell_texts, windows_texts};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The keys that a command's file may have.
const COMMAND_KEYS: [&str; 13] = [
    "name",
    "aliases",
    "manual",
    "words",
    "what",
    "phrase",
    "to_file",
    "arguments",
    "first_argument",
    "last_argument",
    "options",
    "subcommand",
    "remark",
];
const SUBCOMMAND_KEYS: [&str; 12] = [
    "options_first",
    "words",
    "aliases",
    "argument_ends",
    "runs_command_after",
    "what",
    "phrase",
    "to_file",
    "arguments",
    "first_argument",
    "last_argument",
    "options",
];

/// Conditions of remarks without a value.
const PLAIN_CONDITIONS: [&str; 3] = ["has-arguments", "alone", "background"];
/// Conditions of remarks with a value behind `:`.
const VALUE_CONDITIONS: [&str; 8] = [
    "sub", "opt", "arg", "runs", "then", "after", "removes", "pipes-to",
];

/// What fills a phrase: all arguments, or the first and the rest, or those in front and the last.
const PHRASE_VALUES: [&str; 5] = ["arguments", "first", "rest", "front", "last"];

fn commands() -> Vec<(&'static str, CommandTexts)> {
    let read = FILES.iter().map(|file| {
        let texts = toml::from_str(file.toml);
        (
            file.file,
            texts.unwrap_or_else(|error| panic!("{}: {error}", file.file)),
        )
    });
    read.collect()
}

#[test]
fn every_command_file_has_known_keys_only() {
    let mut complaints = Vec::new();
    for file in FILES {
        let table: toml::Table = toml::from_str(file.toml).unwrap();
        for key in table
            .keys()
            .filter(|key| !COMMAND_KEYS.contains(&key.as_str()))
        {
            complaints.push(format!("{}: {key:?} means nothing", file.file));
        }
        let subcommands = table.get("subcommand").and_then(toml::Value::as_array);
        for subcommand in subcommands.into_iter().flatten() {
            let keys = subcommand.as_table().unwrap().keys();
            for key in keys.filter(|key| !SUBCOMMAND_KEYS.contains(&key.as_str())) {
                complaints.push(format!("{}: subcommand: {key:?} means nothing", file.file));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert_eq!(
        FILES.len(),
        files("commands").len(),
        "every file is looked up"
    );
}

#[test]
fn a_file_read_in_pieces_says_what_the_whole_file_says() {
    for (file, whole) in commands() {
        let toml = FILES.iter().find(|other| other.file == file).unwrap().toml;
        let pieces = command_file::read(toml).unwrap_or_else(|| panic!("{file}"));
        assert_eq!(
            format!("{:?}", pieces.use_texts),
            format!("{:?}", whole.use_texts)
        );
        assert_eq!(format!("{:?}", pieces.words), format!("{:?}", whole.words));
        assert_eq!(pieces.remark.len(), whole.remark.len(), "{file}");
        assert_eq!(pieces.subcommand.len(), whole.subcommand.len(), "{file}");
        for (piece, whole) in pieces.subcommand.iter().zip(&whole.subcommand) {
            let names = |texts: &SubcommandTexts| {
                (
                    texts.words.clone(),
                    texts.aliases.clone(),
                    texts.argument_ends.clone(),
                )
            };
            assert_eq!(names(piece), names(whole), "{file}");
            let (piece, whole) = (&*piece.use_texts, &*whole.use_texts);
            assert_eq!(format!("{piece:?}"), format!("{whole:?}"), "{file}");
        }
    }
}

#[test]
fn no_name_of_a_command_stands_in_two_files() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut complaints = Vec::new();
    for (file, texts) in commands() {
        for name in std::iter::once(&texts.name).chain(&texts.aliases) {
            if let Some(other) = seen.insert(name.clone(), file) {
                complaints.push(format!("{name:?} stands in {other} and in {file}"));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Checks a text that is a phrase: no full stop, no stray space, only values that can be filled in.
fn phrase_faults(say: &str, values: &[&str]) -> Vec<String> {
    let mut faults = faults_of_links(say);
    // Code may need two spaces, as a line of `sha256sum` does.
    let mut outside = say.split('`').step_by(2);
    if say != say.trim() || outside.any(|text| text.contains("  ")) {
        faults.push("there is a space too many".to_owned());
    }
    if say.ends_with('.') && !say.ends_with("..") {
        faults.push("a phrase has no full stop".to_owned());
    }
    if say.matches('`').count() % 2 == 1 {
        faults.push("a backtick is not closed".to_owned());
    }
    for name in names(say).iter().filter(|name| !values.contains(name)) {
        faults.push(format!("nothing gives the value {name:?}"));
    }
    faults
}

fn use_faults(used: &UseTexts) -> Vec<String> {
    let mut faults = Vec::new();
    let texts = [
        ("what", &used.what, &["arguments", "here"][..]),
        ("phrase", &used.phrase, &PHRASE_VALUES),
        ("to_file", &used.to_file, &PHRASE_VALUES),
        ("arguments", &used.arguments, &["value"]),
        ("first_argument", &used.first_argument, &["value"]),
        ("last_argument", &used.last_argument, &["value"]),
    ];
    for (key, text, values) in texts {
        let found = phrase_faults(text, values);
        faults.extend(found.iter().map(|fault| format!("{key}: {fault}: {text}")));
    }
    let mut seen = BTreeSet::new();
    for (name, option) in used.options.iter() {
        let others = [&option.long].into_iter().chain(&option.aliases);
        for name in
            std::iter::once(name).chain(others.map(String::as_str).filter(|name| !name.is_empty()))
        {
            if !seen.insert(name) {
                faults.push(format!("the option {name} stands there twice"));
            }
        }
        faults.extend(option_faults(name, option));
    }
    faults
}

fn option_faults(name: &str, option: &OptionText) -> Vec<String> {
    let mut faults = Vec::new();
    if option.what.trim().is_empty() {
        faults.push("there is no text".to_owned());
    }
    let is_family = name.ends_with('*');
    let values: &[&str] = if is_family {
        &["name"]
    } else {
        &["value", "here"]
    };
    faults.extend(phrase_faults(&option.what, values));
    let has_own_value = !option.takes.is_empty() || !option.command_until.is_empty();
    if is_family && (has_own_value || !names(&option.what).contains(&"name")) {
        faults
            .push("a name with a star takes nothing and says what the star stands for".to_owned());
    }
    if option.takes_words == 1 {
        faults.push("one word is what takes means anyway".to_owned());
    }
    let ways = [
        option.takes_words > 0,
        option.takes_inline,
        option.optional_number,
        !option.command_until.is_empty(),
    ];
    if ways.iter().filter(|way| **way).count() > 1 {
        faults.push("a value is found in one way".to_owned());
    }
    let values = [&["value"], PHRASE_VALUES.as_slice()].concat();
    faults.extend(phrase_faults(&option.phrase, &values));
    let takes_nothing = option.takes.is_empty() && name != "-NUM";
    if takes_nothing && names(&option.what).contains(&"value") {
        faults.push("it shows a value and takes none".to_owned());
    }
    if ways.contains(&true) && option.takes.is_empty() {
        faults.push("how a value is found says nothing without takes".to_owned());
    }
    faults
        .into_iter()
        .map(|fault| format!("{name}: {fault}"))
        .collect()
}

fn remark_faults(texts: &CommandTexts) -> Vec<String> {
    let mut faults = Vec::new();
    for remark in &texts.remark {
        for word in remark.condition.split_whitespace() {
            let word = word.trim_start_matches('!');
            let is_known = match word.split_once(':') {
                Some((name, value)) => VALUE_CONDITIONS.contains(&name) && !value.is_empty(),
                None => PLAIN_CONDITIONS.contains(&word),
            };
            if !is_known {
                faults.push(format!("{word:?} is no condition"));
            }
            if let Some(("sub", name)) = word.split_once(':')
                && !texts
                    .subcommand
                    .iter()
                    .any(|subcommand| subcommand.words.replace(' ', "-") == name)
            {
                faults.push(format!("{word:?} names no subcommand"));
            }
        }
        if !remark.say.ends_with(['.', '?', '…']) {
            faults.push(format!("no full stop: {}", remark.say));
        }
        for name in names(&remark.say)
            .iter()
            .filter(|name| **name != "arguments")
        {
            faults.push(format!("nothing gives the value {name:?}"));
        }
        faults.extend(faults_of_links(&remark.say));
    }
    faults
}

#[test]
fn every_text_about_a_command_is_whole() {
    let mut complaints = Vec::new();
    for (file, texts) in commands() {
        let mut faults = use_faults(&texts.use_texts);
        if texts.use_texts.what.trim().is_empty() {
            faults.push("there is no what".to_owned());
        }
        if !texts.manual.starts_with("https://") {
            faults.push(format!("manual: {:?} is no https address", texts.manual));
        }
        let script = &texts.words.script_option;
        let options = &texts.use_texts.options;
        if !script.is_empty()
            && options
                .find(script)
                .is_none_or(|(_, option)| option.takes.is_empty())
        {
            faults.push(format!(
                "script_option: {script} is no option that takes a value"
            ));
        }
        let mut called = BTreeSet::new();
        for subcommand in &texts.subcommand {
            if subcommand.use_texts.what.trim().is_empty() {
                faults.push(format!("{}: there is no what", subcommand.words));
            }
            if subcommand.words.is_empty() && subcommand.argument_ends.is_empty() {
                faults.push("a subcommand that nothing calls".to_owned());
            }
            let words = std::iter::once(&subcommand.words).chain(&subcommand.aliases);
            for words in words.filter(|words| !words.is_empty()) {
                if !called.insert(words.clone()) {
                    faults.push(format!("the subcommand {words:?} stands there twice"));
                }
            }
            let found = use_faults(&subcommand.use_texts);
            faults.extend(
                found
                    .iter()
                    .map(|fault| format!("{}: {fault}", subcommand.words)),
            );
        }
        faults.extend(remark_faults(&texts));
        complaints.extend(faults.iter().map(|fault| format!("{file}: {fault}")));
    }
    let count = complaints.len();
    assert!(
        complaints.is_empty(),
        "\n{}\n{count} faults",
        complaints.join("\n")
    );
}

#[test]
fn every_deed_names_commands_that_are_known_and_is_a_whole_phrase() {
    let deeds = deeds::read(deeds::FILE).unwrap_or_else(|error| panic!("{error}"));
    let commands = commands();
    let mut seen = BTreeSet::new();
    let mut complaints = Vec::new();
    for deed in &deeds.deed {
        let says_things = names(&deed.say).contains(&"things");
        let mut faults = phrase_faults(&deed.say, &["things"]);
        faults.extend(phrase_faults(&deed.bare, &[]));
        if says_things == deed.things.is_empty() || says_things == deed.bare.is_empty() {
            faults.push("{things}, `things` and `bare` go together".to_owned());
        }
        if !matches!(deed.things.as_str(), "" | "arguments" | "names" | "targets") {
            faults.push(format!("{:?} is nothing to list", deed.things));
        }
        for wanted in &deed.uses {
            let name = wanted
                .split([' ', ':'])
                .next()
                .filter(|name| !name.is_empty());
            let name = name.unwrap_or(wanted);
            if !seen.insert(wanted) {
                faults.push(format!("{wanted:?} stands there twice"));
            }
            let Some((_, texts)) = commands.iter().find(|(_, texts)| texts.name == name) else {
                faults.push(format!("{wanted:?} names no command"));
                continue;
            };
            let (subcommand, _) = wanted.split_once(':').unwrap_or((wanted, ""));
            if let Some((_, words)) = subcommand.split_once(' ')
                && !texts.subcommand.iter().any(|known| known.words == words)
            {
                faults.push(format!("{wanted:?} names no subcommand"));
            }
        }
        complaints.extend(faults.iter().map(|fault| format!("{}: {fault}", deed.say)));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_text_about_a_windows_command_is_whole() {
    let texts = windows_texts::read(windows_texts::FILE).unwrap_or_else(|error| panic!("{error}"));
    let mut complaints = Vec::new();
    for (table, commands) in [
        ("powershell", &texts.powershell),
        ("cmd", &texts.cmd),
        ("both", &texts.both),
    ] {
        let mut called = BTreeSet::new();
        for (name, command) in commands {
            let mut faults = phrase_faults(&command.what, &["here"]);
            for name in std::iter::once(name).chain(&command.aliases) {
                if !called.insert(name) || *name != name.to_lowercase() {
                    faults.push(format!("{name} stands there twice, or has capitals"));
                }
            }
            for (option, what) in &command.options {
                faults.extend(phrase_faults(what, &["value"]));
                if *option != option.to_lowercase() || what.is_empty() || command.what.is_empty() {
                    faults.push(format!("{option} has capitals, or something has no text"));
                }
            }
            complaints.extend(
                faults
                    .iter()
                    .map(|fault| format!("{table}.{name}: {fault}")),
            );
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_variable_and_every_joint_has_its_text() {
    let keys = env_keys::read(env_keys::FILE).unwrap_or_else(|error| panic!("{error}"));
    for (name, key) in &keys.key {
        assert!(!key.what.trim().is_empty(), "{name}: what");
        assert!(
            !key.what.ends_with('.'),
            "{name}: a phrase has no full stop"
        );
        assert!(
            key.careful_if.is_empty() || !key.careful.is_empty(),
            "{name}: careful_if says when careful is said"
        );
        assert!(
            key.careful.is_empty() || key.careful.ends_with('.'),
            "{name}: careful is a sentence"
        );
    }
    let joints = shell_texts::read(shell_texts::FILE).unwrap_or_else(|error| panic!("{error}"));
    for (name, text) in &joints.redirect {
        assert!(phrase_faults(text, &["value"]).is_empty(), "{name}: {text}");
        assert!(!text.is_empty(), "{name}");
    }
    for name in joints.joint_inside.keys() {
        assert!(joints.joint.contains_key(name), "{name} joins nothing");
    }
    for (name, text) in joints.joint.iter().chain(&joints.joint_inside) {
        assert!(phrase_faults(text, &[]).is_empty(), "{name}: {text}");
        assert!(!text.is_empty(), "{name}");
    }
    for (name, text) in &joints.shape {
        let faults = phrase_faults(text, &["name", "value", "count", "patterns"]);
        assert!(faults.is_empty(), "{name}: {text}: {faults:?}");
    }
    for (name, text) in &joints.many {
        let faults = phrase_faults(text, &["meaning", "count", "left", "right"]);
        assert!(faults.is_empty(), "{name}: {text}: {faults:?}");
    }
    assert!(fs::exists(super::project().join("assets/commands/README.md")).unwrap());
}

#[test]
fn a_path_is_code_as_a_whole() {
    let mut complaints = Vec::new();
    for file in FILES {
        for line in file.toml.lines().filter(|line| !line.starts_with('#')) {
            // Every other piece stands between backticks.
            let plain = line.split('`').step_by(2);
            for piece in plain.filter(|piece| piece.contains("}/")) {
                complaints.push(format!("{}: {piece}", file.file));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
