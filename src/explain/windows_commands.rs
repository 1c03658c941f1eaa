//! The commands of a script in PowerShell or cmd, as far as their names tell.
//!
//! It splits a text at what ends a command in both languages and looks up the first word and the
//! options of each piece. It is no parser of either language: what it does not know, it leaves out.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::knowledge::command_texts::command_texts;
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::windows_texts::windows_texts;
use crate::language::span::{Span, slice};

/// Holds a word that is known, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowsPart {
    /// Its place in the text.
    pub span: Span,
    /// Whether it is an option of the command before it.
    pub is_option: bool,
    /// What it means.
    pub meaning: Text,
}

/// Lists the known commands and options in a part of a text, in source order.
pub fn windows_parts(text: &str, part: Span, is_powershell: bool) -> Vec<WindowsPart> {
    let mut parts = Vec::new();
    for words in pieces(text, part, is_powershell) {
        add_command(text, &words, is_powershell, &mut parts);
    }
    parts
}

/// Splits a text into commands, and each into its words.
fn pieces(text: &str, part: Span, is_powershell: bool) -> Vec<Vec<Span>> {
    let escape = if is_powershell { '`' } else { '^' };
    let mut reader = Pieces::default();
    let mut quote = None;
    let mut is_escaped = false;
    let start = part.start as usize;
    for (offset, character) in part.of(text).char_indices() {
        let at = start + offset;
        if let Some(open) = quote {
            if character == open {
                quote = None;
            }
            continue;
        }
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match character {
            '"' => {
                quote = Some('"');
                reader.open(at);
            }
            '\'' if is_powershell => {
                quote = Some('\'');
                reader.open(at);
            }
            '\n' | '|' | '&' | '(' | ')' => reader.end_command(at),
            ';' | '{' | '}' if is_powershell => reader.end_command(at),
            // What stands behind `$name =` is a command too.
            '=' if is_powershell && reader.is_assignment(text) => reader.forget(),
            '@' if !is_powershell && reader.is_at_start() => {}
            ' ' | '\t' | '\r' | ',' => reader.end_word(at),
            character => {
                is_escaped = character == escape;
                reader.open(at);
            }
        }
    }
    reader.end_command(part.end as usize);
    reader.commands
}

/// Gathers words into commands.
#[derive(Default)]
struct Pieces {
    commands: Vec<Vec<Span>>,
    words: Vec<Span>,
    word: Option<usize>,
}

impl Pieces {
    fn open(&mut self, at: usize) {
        self.word.get_or_insert(at);
    }

    fn end_word(&mut self, at: usize) {
        if let Some(start) = self.word.take() {
            self.words.push(Span::new(start, at));
        }
    }

    fn end_command(&mut self, at: usize) {
        self.end_word(at);
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            self.commands.push(words);
        }
    }

    fn forget(&mut self) {
        self.word = None;
        self.words.clear();
    }

    fn is_at_start(&self) -> bool {
        self.word.is_none() && self.words.is_empty()
    }

    fn is_assignment(&self, text: &str) -> bool {
        let first = self.words.first().map(|word| word.start as usize);
        let first = first.or(self.word);
        self.words.len() < 2 && first.is_some_and(|at| slice(text, at, at + 1) == "$")
    }
}

fn add_command(text: &str, words: &[Span], is_powershell: bool, parts: &mut Vec<WindowsPart>) {
    let Some((head, rest)) = words.split_first() else {
        return;
    };
    let written = head.of(text).trim_matches(['"', '\'']).to_lowercase();
    let name = written.rsplit(['\\', '/']).next().unwrap_or_default();
    let bare = name.strip_suffix(".exe").unwrap_or(name);
    let here = plain_phrase("here-run");
    let known = windows_texts().find(name, is_powershell);
    let Some(known) = known.or_else(|| windows_texts().find(bare, false).filter(|_| name != bare))
    else {
        if let Some(what) = program(bare) {
            parts.push(WindowsPart {
                span: *head,
                is_option: false,
                meaning: fill(what, &Values::from([("here", here)])),
            });
        }
        return;
    };
    parts.push(WindowsPart {
        span: *head,
        is_option: false,
        meaning: fill(&known.what, &Values::from([("here", here)])),
    });
    for (index, word) in rest.iter().enumerate() {
        let option = word.of(text).to_lowercase();
        let name = option.strip_suffix(':').unwrap_or(&option);
        if let Some(what) = known.options.get(name) {
            let next = rest.get(index + 1).map_or("", |next| next.of(text));
            let takes_value = what.contains("{value}") && !next.is_empty();
            let end = rest.get(index + 1).filter(|_| takes_value).unwrap_or(word);
            parts.push(WindowsPart {
                span: Span {
                    start: word.start,
                    end: end.end,
                },
                is_option: true,
                meaning: fill(what, &Values::from([("value", Text::code(next))])),
            });
        }
    }
}

/// Says what a program does that is the same on every system.
fn program(name: &str) -> Option<&'static str> {
    let is_program = !KEYWORDS.contains(&name) && name.len() > 1;
    let texts = command_texts(name).filter(|_| is_program)?;
    Some(texts.use_texts.what.as_str()).filter(|what| !what.contains("{arguments}"))
}

/// Words that both languages, or Windows, use in another sense than a Unix system does.
const KEYWORDS: [&str; 30] = [
    "if", "else", "for", "foreach", "in", "do", "while", "try", "catch", "throw", "function",
    "param", "return", "exit", "break", "continue", "switch", "goto", "not", "exist", "time",
    "date", "more", "sort", "find", "test", "set", "source", "eval", "local",
];
