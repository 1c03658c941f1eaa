//! What a command does here, as a phrase for one sentence about the whole RUN.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::explain::command_use::CommandUse;
use crate::explain::options::Word;
use crate::explain::redirect_use::RedirectUse;
use crate::explain::short_words::{listed_shortly, short_code};
use crate::knowledge::phrases::{phrase, plain_phrase};

/// Holds what a command does here, in words.
#[derive(Clone, Debug)]
pub struct SaidPhrase {
    /// The words.
    pub text: Text,
    /// Whether they name the command's arguments.
    pub names_arguments: bool,
    /// The place of the option that decided them, and that they tell.
    pub decided_by: Option<usize>,
    /// The sentence they were made from.
    pub template: &'static str,
}

/// Says what a command does here: an option that decides it speaks first, then where its output goes.
///
/// Of a command that only runs the one `behind` it, such as `sudo`, the one behind it is said.
pub fn said_phrase(command: &CommandUse, behind: &[CommandUse]) -> Option<Text> {
    let used = command.used?;
    let inner = behind
        .split_first()
        .filter(|(inner, _)| inner.is_run_by_other && command.runs_last_words);
    if let Some((inner, behind)) = inner.filter(|_| !used.phrase.contains("{arguments}"))
        && let Some(said) = said_phrase(inner, behind)
    {
        return Some(said);
    }
    let (template, deciding) = phrase_template(command)?;
    let reads_heredoc = command.redirects.iter().any(RedirectUse::is_heredoc);
    let instead = match inner {
        Some((inner, _)) => Some(short_code(&inner.called)),
        None => reads_heredoc.then(|| plain_phrase("heredoc-lines")),
    };
    let arguments: Vec<&str> = command.arguments().collect();
    let value = deciding.map_or("", |word| word.value.as_str());
    let mut said = filled_phrase(template, value, &arguments, instead)?;
    if let Some((file, appends)) = written_file(command) {
        let name = match (used.to_file.is_empty(), appends) {
            (true, _) => "output-in-file",
            (false, true) => "to-end-of-file",
            (false, false) => "to-file",
        };
        said.push_plain(" ");
        said.append(phrase(name, &Values::from([("file", short_code(file))])));
    }
    Some(said)
}

/// Says what a command does here, and which of its words that tells.
pub fn whole_phrase(command: &CommandUse) -> Option<SaidPhrase> {
    let (template, deciding) = phrase_template(command)?;
    Some(SaidPhrase {
        text: said_phrase(command, &[])?,
        names_arguments: ["{arguments}", "{rest}", "{last}"]
            .iter()
            .any(|name| template.contains(name)),
        decided_by: deciding.map(|word| word.first),
        template,
    })
}

/// Says one phrase of several commands that follow on one another.
pub fn phrase_of_many(template: &str, arguments: &[String]) -> Option<Text> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    filled_phrase(template, "", &arguments, None)
}

/// Lists a command's arguments; an empty one has nothing to show.
pub fn shown_arguments(command: &CommandUse) -> Text {
    let arguments = command.arguments().filter(|argument| !argument.is_empty());
    listed_shortly(arguments, "")
}

/// Finds the phrase of a command: an option that decides what it does speaks first.
fn phrase_template(command: &CommandUse) -> Option<(&'static str, Option<&Word<'static>>)> {
    let used = command.used?;
    let deciding = command.words.iter().find_map(|(word, _)| {
        let option = word
            .option
            .filter(|option| !option.text.phrase.is_empty())?;
        Some((option.text.phrase.as_str(), Some(word)))
    });
    let own = if used.to_file.is_empty() || written_file(command).is_none() {
        used.phrase.as_str()
    } else {
        used.to_file.as_str()
    };
    deciding.or_else(|| (!own.is_empty()).then_some((own, None)))
}

/// Fills a phrase; nothing where the words it names are not there, nor what counts `instead` of them.
fn filled_phrase(
    template: &str,
    value: &str,
    arguments: &[&str],
    instead: Option<Text>,
) -> Option<Text> {
    let count = arguments.len();
    let all = Some(listed_some(arguments, 0, count)).filter(|all| !all.is_empty());
    // A single word may be either of two that a phrase tells apart.
    let names_two = ["{rest}", "{front}", "{last}"];
    let is_short = if names_two.iter().any(|name| template.contains(name)) {
        count < 2
    } else {
        template.contains("{first}") && count < 1
    };
    if is_short {
        return None;
    }
    let all = match all.or(instead) {
        Some(all) => all,
        None if template.contains("{arguments}") => return None,
        None => Text::default(),
    };
    let values = Values::from([
        ("value", Text::code(value)),
        ("arguments", all),
        ("first", listed_some(arguments, 0, 1)),
        ("rest", listed_some(arguments, 1, count)),
        ("front", listed_some(arguments, 0, count.saturating_sub(1))),
        ("last", listed_some(arguments, count.saturating_sub(1), 1)),
    ]);
    Some(fill(template, &values))
}

fn listed_some(arguments: &[&str], skipped: usize, taken: usize) -> Text {
    let arguments = arguments.iter().skip(skipped).take(taken).copied();
    listed_shortly(arguments.filter(|argument| !argument.is_empty()), "")
}

/// Gives the file that a command's output goes into, and whether at its end.
pub fn written_file(command: &CommandUse) -> Option<(&str, bool)> {
    let mut redirects = command.redirects.iter().rev();
    redirects.find_map(|redirect| Some((redirect.target.as_str(), redirect.writes_output()?)))
}
