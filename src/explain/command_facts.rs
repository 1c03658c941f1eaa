//! What is true of the commands of a RUN together: what ends with it, what stops it.

use crate::doc::text::listed;
use crate::explain::command_use::CommandUse;
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::rule::Facts;
use std::collections::BTreeSet;

/// Commands that install packages into the image.
const INSTALLERS: [&str; 12] = [
    "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "pip", "pip3", "npm", "gem",
    "yarn",
];

/// What they are told then; the others look, list, clean up, or run a script of the project.
const INSTALLS: [&str; 13] = [
    "install",
    "i",
    "ci",
    "add",
    "update",
    "up",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "dup",
    "in",
    "groupinstall",
    "localinstall",
];

/// Tells whether a command installs packages or brings them up to date.
fn installs(command: &CommandUse) -> bool {
    if !INSTALLERS.contains(&command.name.as_str()) {
        return false;
    }
    let subcommand = command.subcommand.split_whitespace();
    let words = subcommand.chain(command.arguments());
    let mut words = words.filter(|word| !word.starts_with('-'));
    match words.next() {
        None => command.name == "yarn",
        Some("run" | "exec") => false,
        Some(first) => INSTALLS.contains(&first) || words.any(|word| INSTALLS.contains(&word)),
    }
}

/// Finds it out; `joints` names what joins the commands of the RUN's own script.
pub fn script_facts(uses: &[CommandUse], joints: &BTreeSet<&'static str>, facts: &mut Facts) {
    let mut ends = Vec::new();
    for command in uses {
        let first = command.arguments().next().unwrap_or_default();
        let activates =
            matches!(command.called.as_str(), "." | "source") && first.ends_with("/bin/activate");
        facts.note_if("changes-directory", command.called == "cd");
        facts.note_if("exports", command.called == "export");
        facts.note_if("activates", activates);
        facts.note_if("installs-packages", installs(command));
        let ending = match command.called.as_str() {
            "cd" => "ends-folder",
            "export" => "ends-variables",
            "." | "source" if activates => "ends-activation",
            "." | "source" => "ends-source",
            _ => continue,
        };
        if !ends.contains(&ending) {
            ends.push(ending);
        }
    }
    facts.note_if(
        "background",
        uses.iter().any(|command| command.place.is_background),
    );
    facts.set("ends", listed(ends.into_iter().map(plain_phrase)));
    facts.note_if(
        "semicolon",
        joints.contains("semicolon") || joints.contains("newline"),
    );
    facts.note_if(
        "pipe",
        joints.contains("pipe") || joints.contains("pipe-with-errors"),
    );
    let only_and = joints.iter().all(|joint| *joint == "and");
    facts.note_if("stops-at-first-failure", only_and && !joints.is_empty());
}
