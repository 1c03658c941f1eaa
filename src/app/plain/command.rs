//! The commands that can be typed, and how a line is read.

use crate::app::study::view::StudyView;
use crate::doc::detail_level::DetailLevel;

/// Names what a typed line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`COMMANDS` says what each does")]
pub enum PlainCommand {
    Next,
    Previous,
    First,
    Last,
    NextStage,
    PreviousStage,
    Line(u32),
    Here,
    View(StudyView),
    List,
    Stages,
    Parts,
    Follow(Option<usize>),
    Return,
    Find(String),
    Target(Option<String>),
    Argument { name: String, value: Option<String> },
    Detail(Option<DetailLevel>),
    Words(String),
    WhatIf(String),
    Quiz,
    Help,
    Quit,
}

/// The commands as the help lists them: the words to type, and what they do.
pub const COMMANDS: [(&str, &str); 23] = [
    ("Enter, or next", "goes to the next instruction"),
    ("previous", "goes to the instruction before"),
    (
        "a number",
        "goes to the instruction on that line of the file",
    ),
    ("first, last", "goes to the first or the last instruction"),
    ("stage next, stage previous", "goes to another stage"),
    ("here", "says again what is said here"),
    (
        "list",
        "lists the file with line numbers; > stands before this instruction",
    ),
    ("stages", "lists the stages, and what crosses between them"),
    ("parts", "says what each part of the instruction means"),
    (
        "state",
        "describes the image as it stands after the instruction",
    ),
    (
        "files",
        "describes the files that are known to be in the image",
    ),
    ("cache", "says what makes the step run again"),
    ("checks", "says what the checks find"),
    (
        "what-if FILE, what-if NAME=VALUE",
        "says which steps run again if a file of the build context or a build argument changes; alone, if nothing does",
    ),
    (
        "follow, follow NUMBER",
        "goes to the line that something named here comes from",
    ),
    ("return", "goes back from there"),
    (
        "find TEXT, find",
        "goes to the next place with a text, in the file and its explanations",
    ),
    (
        "target NAME, target",
        "chooses the stage to build; alone, the last one",
    ),
    (
        "arg NAME=VALUE, arg NAME",
        "gives a build argument a value; alone, takes it away",
    ),
    (
        "words, words WORD",
        "says what the words mean that the explanation uses, or another one",
    ),
    ("detail new, daily or expert", "changes how much is said"),
    (
        "quiz",
        "asks questions made from this file; quit comes back",
    ),
    ("quit", "ends, or comes back to where you were"),
];

impl PlainCommand {
    /// Reads a typed line; each word may be shortened to its first letter where that is clear. The
    /// error is a sentence.
    pub fn read(line: &str) -> Result<Self, String> {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if let Ok(number) = word.parse() {
            return Ok(Self::Line(number));
        }
        Ok(match word {
            "" | "n" | "next" => Self::Next,
            "p" | "previous" | "b" | "back" => Self::Previous,
            "first" => Self::First,
            "last" => Self::Last,
            "stage" if rest.starts_with('p') => Self::PreviousStage,
            "stage" => Self::NextStage,
            "h" | "here" | "explain" => Self::Here,
            "state" => Self::View(StudyView::State),
            "files" => Self::View(StudyView::Files),
            "cache" => Self::View(StudyView::Cache),
            "checks" => Self::View(StudyView::Checks),
            "l" | "list" => Self::List,
            "stages" => Self::Stages,
            "parts" => Self::Parts,
            "f" | "follow" => Self::Follow(number(rest)?),
            "r" | "return" => Self::Return,
            "find" | "/" => Self::Find(rest.to_owned()),
            "target" => Self::Target((!rest.is_empty()).then(|| rest.to_owned())),
            "what-if" => Self::WhatIf(rest.to_owned()),
            "arg" if !rest.is_empty() => argument(rest),
            "detail" => Self::Detail(detail(rest)?),
            "quiz" => Self::Quiz,
            "w" | "words" | "word" => Self::Words(rest.to_owned()),
            "?" | "help" => Self::Help,
            "q" | "quit" | "exit" => Self::Quit,
            word => match word.strip_prefix('/') {
                Some(start) => Self::Find(format!("{start} {rest}").trim().to_owned()),
                None => return Err(format!("There is no command {word}: help lists them all.")),
            },
        })
    }
}

fn number(text: &str) -> Result<Option<usize>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().map(Some);
    number.ok_or_else(|| format!("{text} is no number: follow lists them."))
}

fn argument(text: &str) -> PlainCommand {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (text, None),
    };
    PlainCommand::Argument {
        name: name.to_owned(),
        value,
    }
}

fn detail(text: &str) -> Result<Option<DetailLevel>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let level = DetailLevel::named(text).map(Some);
    level.ok_or_else(|| format!("There is no level {text}: type new, daily or expert."))
}

#[cfg(test)]
mod tests {
    use super::{PlainCommand, StudyView};

    #[test]
    fn lines_are_read() {
        let read = |line: &str| PlainCommand::read(line).unwrap();
        assert_eq!(read(""), PlainCommand::Next);
        assert_eq!(read(" 12 "), PlainCommand::Line(12));
        assert_eq!(read("state"), PlainCommand::View(StudyView::State));
        assert_eq!(
            read("/pip install"),
            PlainCommand::Find("pip install".to_owned())
        );
        assert_eq!(
            read("what-if src/my file.py"),
            PlainCommand::WhatIf("src/my file.py".to_owned())
        );
        assert_eq!(read("follow 2"), PlainCommand::Follow(Some(2)));
        assert_eq!(
            read("arg A=b=c"),
            PlainCommand::Argument {
                name: "A".to_owned(),
                value: Some("b=c".to_owned())
            }
        );
    }

    #[test]
    fn what_is_no_command_is_told() {
        let fault = PlainCommand::read("fly").unwrap_err();
        assert_eq!(fault, "There is no command fly: help lists them all.");
        assert!(PlainCommand::read("detail loud").is_err());
        assert!(PlainCommand::read("follow me").is_err());
    }
}
