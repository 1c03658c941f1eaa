//! The commands that can be typed on a page, and how a line is read.

/// Names what a line typed on a page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`PAGE_COMMANDS` says what each does")]
pub enum PageCommand {
    Next,
    Previous,
    Page(usize),
    Pages,
    Here,
    File,
    Sure,
    Guess,
    Again,
    Check,
    Edit,
    Hint,
    Solution,
    StartAgain,
    Explain,
    Help,
    Quit,
    /// An answer, as it was typed.
    Answer(String),
}

/// The commands as the help lists them: the words to type, and what they do.
pub const PAGE_COMMANDS: [(&str, &str); 14] = [
    (
        "a number, several numbers, or words",
        "answers the question; behind = a word of this list is an answer too",
    ),
    ("Enter, or next", "goes to the next page"),
    ("previous", "goes to the page before"),
    ("pages, page NUMBER", "lists the pages, or goes to one"),
    ("here", "says the page again"),
    ("file", "lists the Dockerfile with line numbers"),
    ("sure, guess", "says how sure you are, before you answer"),
    ("again", "asks the question once more"),
    ("edit", "opens the exercise in your editor"),
    (
        "check",
        "reads the exercise's file and says which goals hold",
    ),
    ("hint, solution", "helps with the exercise"),
    ("start-again", "puts the exercise back to its start"),
    (
        "explain",
        "studies the Dockerfile of the page; quit comes back",
    ),
    ("quit", "leaves; your place is kept"),
];

impl PageCommand {
    /// Reads a typed line; what is no command is an answer.
    pub fn read(line: &str) -> Self {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if let Some(answer) = line.strip_prefix('=') {
            return Self::Answer(answer.trim().to_owned());
        }
        match (word, rest) {
            ("" | "next", "") => Self::Next,
            ("previous" | "back", "") => Self::Previous,
            ("pages", "") => Self::Pages,
            ("here", "") => Self::Here,
            ("file" | "list", "") => Self::File,
            ("sure", "") => Self::Sure,
            ("guess", "") => Self::Guess,
            ("again", "") => Self::Again,
            ("edit", "") => Self::Edit,
            ("check" | "goals", "") => Self::Check,
            ("hint" | "hints", "") => Self::Hint,
            ("solution", "") => Self::Solution,
            ("start-again", "") => Self::StartAgain,
            ("explain", "") => Self::Explain,
            ("help" | "?", "") => Self::Help,
            ("quit" | "q" | "exit", "") => Self::Quit,
            ("page", number) if number.parse::<usize>().is_ok() => {
                Self::Page(number.parse().unwrap_or(0))
            }
            _ => Self::Answer(line.to_owned()),
        }
    }
}

/// Reads numbers with blanks or commas between them; nothing where anything else stands there.
pub fn numbers(text: &str) -> Option<Vec<usize>> {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    words.map(|word| word.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{PageCommand, numbers};

    #[test]
    fn what_is_no_command_is_an_answer() {
        assert_eq!(PageCommand::read(" "), PageCommand::Next);
        assert_eq!(PageCommand::read("page 3"), PageCommand::Page(3));
        let answer = |text: &str| PageCommand::Answer(text.to_owned());
        assert_eq!(PageCommand::read("/app"), answer("/app"));
        assert_eq!(PageCommand::read("next one"), answer("next one"));
        assert_eq!(PageCommand::read("= quit"), answer("quit"));
    }

    #[test]
    fn numbers_are_read() {
        assert_eq!(numbers("3, 1 2"), Some(vec![3, 1, 2]));
        assert_eq!(numbers("3 x"), None);
    }
}
