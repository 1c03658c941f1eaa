//! Parser directives: `# syntax=…`, `# escape=…`, `# check=…`.

use crate::language::error::SyntaxError;
use crate::language::span::{Span, slice_from};

/// Names a directive BuildKit knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the directive of that name")]
pub enum DirectiveName {
    Syntax,
    Escape,
    Check,
}

impl DirectiveName {
    /// Gives the name in lower case, as BuildKit has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Escape => "escape",
            Self::Check => "check",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Syntax, Self::Escape, Self::Check]
            .into_iter()
            .find(|directive| word.eq_ignore_ascii_case(directive.name()))
    }
}

/// Holds a directive that took effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Which one.
    pub name: DirectiveName,
    /// Its value, without white space around it.
    pub value: String,
    /// Its line, counted from 1.
    pub line: u32,
    /// Its line's bytes.
    pub span: Span,
}

/// Reads directives off the first lines of a file; the first line that is none ends them for good.
#[derive(Debug, Default)]
pub(in crate::language) struct DirectiveReader {
    seen: Vec<DirectiveName>,
    done: bool,
}

impl DirectiveReader {
    /// Tells whether directives can still come.
    pub(in crate::language) fn is_done(&self) -> bool {
        self.done
    }

    /// Reads one line that has no white space at its start and no newline at its end.
    pub(in crate::language) fn read(
        &mut self,
        line: &str,
    ) -> Result<Option<(DirectiveName, String)>, SyntaxError> {
        if self.done {
            return Ok(None);
        }
        let Some((name, value)) = line.strip_prefix('#').and_then(name_and_value) else {
            self.done = true;
            return Ok(None);
        };
        if self.seen.contains(&name) {
            return Err(SyntaxError::RepeatedDirective(name.name().to_owned()));
        }
        self.seen.push(name);
        Ok(Some((name, value.to_owned())))
    }
}

/// Splits `name = value`; gives nothing where that is not what stands there or the name is unknown.
pub fn name_and_value(text: &str) -> Option<(DirectiveName, &str)> {
    let text = text.trim_start();
    let end = text
        .find(|character: char| !character.is_ascii_alphanumeric())
        .filter(|&end| end > 0 && text.starts_with(|first: char| first.is_ascii_alphabetic()))?;
    let name = DirectiveName::of(text.get(..end)?)?;
    let value = slice_from(text, end)
        .trim_start_matches(is_regex_space)
        .strip_prefix('=')?
        .trim_matches(is_regex_space);
    // BuildKit's pattern wants one character that is no newline; none can be here.
    (!value.is_empty()).then_some((name, value))
}

/// Tells what `\s` matches in Go's patterns.
fn is_regex_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
