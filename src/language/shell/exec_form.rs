//! The words of an exec form, as a command that no shell reads.
//!
//! It stands beside the shell's scripts because a word of it may be one: `["sh", "-c", "…"]`.

use crate::language::arguments::Arguments;
use crate::language::invocation::Invocation;
use crate::language::keyword::Keyword;
use crate::language::shell::run_script::RunScript;
use crate::language::span::Span;
use crate::language::tree::{Instruction, Tree};

/// Holds the words that an instruction starts without a shell.
#[derive(Clone, Debug)]
pub struct ExecForm<'text> {
    /// The text that the words' places are bytes of; it is read as no script.
    pub text: RunScript<'text>,
    /// Each word's place, quotes included, and what its string comes to.
    pub words: Vec<(Span, String)>,
}

impl<'text> ExecForm<'text> {
    /// Finds the exec form of RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD, or of an ONBUILD with one of them.
    pub fn of(tree: &'text Tree, instruction: &Instruction) -> Option<Self> {
        let invocation = tree.invocation(instruction);
        let words = strings(&invocation)?.to_vec();
        let line = tree.logical_line(instruction);
        let part = Span {
            start: words.first()?.0.start,
            end: words.last()?.0.end,
        };
        let text = RunScript {
            source: tree.text(),
            line,
            part,
            interpreter: None,
            holes: Vec::new(),
        };
        Some(Self { text, words })
    }

    /// Gives the place of a word between its quotes.
    pub fn between_quotes(string: Span) -> Span {
        Span::new(
            string.start as usize + 1,
            (string.end as usize).saturating_sub(1),
        )
    }
}

/// Finds the strings behind keyword and flags, if they are started.
fn strings<'a>(invocation: &'a Invocation<'_>) -> Option<&'a [(Span, String)]> {
    match &invocation.arguments {
        Arguments::Json(strings)
            if matches!(
                invocation.keyword,
                Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
            ) =>
        {
            Some(strings)
        }
        Arguments::Health(kind, command)
            if kind.of(invocation.line.text()).eq_ignore_ascii_case("cmd") =>
        {
            match command.as_ref() {
                Arguments::Json(strings) => Some(strings),
                _ => None,
            }
        }
        Arguments::Trigger(trigger) => strings(trigger),
        _ => None,
    }
}
