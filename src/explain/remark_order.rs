//! The order of remarks, the same for every instruction, and which command of a RUN each speaks of.

use crate::doc::Label;
use crate::doc::text::Text;
use crate::explain::command_use::CommandUse;
use crate::explain::explanation::Remark;
use std::collections::BTreeSet;

/// From how many different commands on a remark has to name its own.
const MANY: usize = 4;

/// Puts reasons first, then what to change, then what else there is to know; remarks of one label
/// stand together, in the order in which they came.
pub fn ordered(remarks: &mut [Remark]) {
    remarks.sort_by_key(|remark| match remark.label {
        // The way out stands right below its error.
        Label::Error | Label::Fix => 0,
        Label::When => 1,
        Label::Why => 2,
        Label::WorksBecause => 3,
        Label::Caution => 4,
        Label::ManyThink => 5,
        Label::Note => 6,
        Label::Cache => 7,
        // Only the views of the checks and of the reader have the others.
        Label::Reported => 8,
        Label::Reference => 9,
        Label::Words => 10,
        Label::YourNote => 11,
    });
}

/// Tells whether there are so many different commands that a remark has to name its own.
pub fn names_commands(uses: &[CommandUse]) -> bool {
    let names: BTreeSet<&str> = uses.iter().map(|command| command.name.as_str()).collect();
    names.len() >= MANY
}

/// Puts the command that a remark speaks of before it, unless the remark names it.
pub fn named(text: Text, command: &CommandUse) -> Text {
    let plain = text.to_plain();
    let mut words = plain.split(|letter: char| letter.is_whitespace() || ",.;:()".contains(letter));
    if words.any(|word| word.eq_ignore_ascii_case(&command.name)) {
        return text;
    }
    let name = if command.subcommand.starts_with('-') {
        command.name.clone()
    } else {
        format!("{} {}", command.name, command.subcommand)
    };
    let mut named = Text::code(name.trim());
    named.push_plain(": ");
    named.append(text);
    named
}
