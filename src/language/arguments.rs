//! What stands behind an instruction's keyword and flags, read as that instruction reads it.

use crate::language::error::SyntaxError;
use crate::language::invocation::{
    Invocation, ascii_space_in, is_ascii_space, is_ascii_space_byte,
};
use crate::language::json_array::{JsonArray, json_array};
use crate::language::keyword::Keyword;
use crate::language::logical_line::LogicalLine;
use crate::language::span::{Span, slice_from};
use crate::language::words::Words;
use smallvec::SmallVec;

/// Holds an instruction's arguments. All spans are places in the instruction's joined line.
#[derive(Clone, Debug)]
pub enum Arguments {
    /// Nothing, or nothing that counts.
    None,
    /// The exec form: a JSON array of strings, or JSON behind COPY, ADD and VOLUME.
    Json(Vec<(Span, String)>),
    /// One text that is taken whole: the shell form, WORKDIR, USER, …
    Text(Span),
    /// Words at white space, quotes kept.
    Words(WordSpans),
    /// `key=value` pairs of ENV and LABEL.
    Pairs(Vec<Pair>),
    /// HEALTHCHECK's type and what follows it.
    Health(Span, Box<Self>),
    /// ONBUILD's instruction. Its spans are places in ONBUILD's joined line.
    Trigger(Box<Invocation<'static>>),
    /// What BuildKit refuses; the text stays readable.
    Refused(Span, SyntaxError),
}

/// Holds the places of words: few as a rule, so that they need no memory of their own.
pub type WordSpans = SmallVec<[Span; 4]>;

/// Holds one key and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key, quotes kept.
    pub key: Span,
    /// The value, quotes kept.
    pub value: Span,
    /// Whether an equals sign stands between them (the old form has white space).
    pub has_equals_sign: bool,
}

impl Arguments {
    /// Gives what BuildKit refuses here, in the trigger of an ONBUILD too.
    pub fn error(&self) -> Option<&SyntaxError> {
        match self {
            Self::Refused(_, error) => Some(error),
            Self::Health(_, command) => command.error(),
            Self::Trigger(trigger) => trigger.arguments.error(),
            _ => None,
        }
    }

    /// Tells whether the exec form (or COPY's JSON form) stands here.
    pub fn is_json(&self) -> bool {
        match self {
            Self::Json(_) => true,
            Self::Health(_, command) => command.is_json(),
            _ => false,
        }
    }

    /// Lists the arguments as BuildKit's parser splits them, before any expansion.
    pub fn texts(&self, line: &str) -> Vec<String> {
        match self {
            Self::None | Self::Refused(..) => Vec::new(),
            Self::Json(strings) => strings.iter().map(|(_, value)| value.clone()).collect(),
            Self::Text(span) => vec![span.of(line).to_owned()],
            Self::Words(words) => words.iter().map(|word| word.of(line).to_owned()).collect(),
            Self::Pairs(pairs) => pairs
                .iter()
                .flat_map(|pair| [pair.key.of(line).to_owned(), pair.value.of(line).to_owned()])
                .collect(),
            Self::Health(kind, command) => {
                let mut texts = vec![kind.of(line).to_owned()];
                texts.extend(command.texts(line));
                texts
            }
            Self::Trigger(trigger) => {
                let mut texts = vec![trigger.keyword_text().to_owned()];
                texts.extend(trigger.arguments.texts(trigger.line.text()));
                texts
            }
        }
    }
}

/// Reads the arguments of an instruction.
pub(in crate::language) fn arguments(
    keyword: Keyword,
    line: &str,
    rest: Span,
    escape: char,
) -> Arguments {
    let text = rest.of(line);
    let offset = rest.start as usize;
    match keyword {
        // An unknown word keeps one empty argument in BuildKit's tree.
        Keyword::Unknown => Arguments::Text(Span::new(offset, offset)),
        Keyword::Arg => {
            let words: WordSpans = Words::new(text, escape)
                .map(|word| word.shifted(offset))
                .collect();
            if words.is_empty() {
                Arguments::None
            } else {
                Arguments::Words(words)
            }
        }
        Keyword::Env | Keyword::Label => pairs(keyword, line, rest, escape).map_or_else(
            |error| Arguments::Refused(rest, error),
            |pairs| match pairs {
                pairs if pairs.is_empty() => Arguments::None,
                pairs => Arguments::Pairs(pairs),
            },
        ),
        Keyword::Expose | Keyword::From => {
            split(text, offset).map_or(Arguments::None, Arguments::Words)
        }
        Keyword::Maintainer | Keyword::Stopsignal | Keyword::User | Keyword::Workdir => whole(rest),
        Keyword::Add | Keyword::Copy | Keyword::Volume => json_or(text, rest, |_| {
            split(text, offset).map_or(Arguments::None, Arguments::Words)
        }),
        Keyword::Cmd | Keyword::Entrypoint | Keyword::Run | Keyword::Shell => {
            json_or(text, rest, whole)
        }
        Keyword::Healthcheck => health(text, rest),
        Keyword::Onbuild if rest.is_empty() => Arguments::None,
        Keyword::Onbuild => {
            // The trigger is read in place: blanks stand for what is before it, so that its spans
            // are places in the whole line.
            let mut padded = " ".repeat(offset);
            padded.push_str(text);
            let length = padded.len();
            let trigger = LogicalLine::join(&padded, std::iter::once(Span::new(0, length)), length);
            Arguments::Trigger(Box::new(Invocation::read(trigger.into_owned(), escape)))
        }
    }
}

fn whole(rest: Span) -> Arguments {
    if rest.is_empty() {
        Arguments::None
    } else {
        Arguments::Text(rest)
    }
}

fn json_or(text: &str, rest: Span, otherwise: impl FnOnce(Span) -> Arguments) -> Arguments {
    // The text has no white space at its start, so most are told apart by their first byte.
    if !text.starts_with('[') {
        return otherwise(rest);
    }
    match json_array(text) {
        JsonArray::Strings(strings) => Arguments::Json(
            strings
                .into_iter()
                .map(|(span, value)| (span.shifted(rest.start as usize), value))
                .collect(),
        ),
        JsonArray::OtherValues => Arguments::Refused(rest, SyntaxError::NotOnlyStrings),
        JsonArray::NotAnArray => otherwise(rest),
    }
}

/// Splits at ASCII white space, however much of it; the places count from `offset` on.
fn split(text: &str, offset: usize) -> Option<WordSpans> {
    if text.is_empty() {
        return None;
    }
    let bytes = text.as_bytes();
    let mut words = WordSpans::new();
    let mut start = 0;
    loop {
        let length = ascii_space_in(bytes.get(start..).unwrap_or_default());
        let end = length.map_or(bytes.len(), |length| start + length);
        words.push(Span::new(offset + start, offset + end));
        if length.is_none() {
            return Some(words);
        }
        start = end;
        while bytes
            .get(start)
            .is_some_and(|&byte| is_ascii_space_byte(byte))
        {
            start += 1;
        }
    }
}

/// Reads `key=value …`, or the old `key value`.
fn pairs(keyword: Keyword, line: &str, rest: Span, escape: char) -> Result<Vec<Pair>, SyntaxError> {
    let text = rest.of(line);
    let offset = rest.start as usize;
    let mut words = Words::new(text, escape);
    let Some(first) = words.clone().next() else {
        return Ok(Vec::new());
    };
    if !has_equals_sign(first.of(text)) {
        let Some(end) = ascii_space_in(text.as_bytes()) else {
            return Err(SyntaxError::TwoArguments(keyword.name()));
        };
        let value = slice_from(text, end).trim_start_matches(is_ascii_space);
        return Ok(vec![Pair {
            key: Span::new(0, end).shifted(offset),
            value: Span::new(text.len() - value.len(), text.len()).shifted(offset),
            has_equals_sign: false,
        }]);
    }
    let mut pairs = Vec::with_capacity(1);
    words.try_for_each(|word| {
        let written = word.of(text);
        let equals = memchr::memchr(b'=', written.as_bytes())
            .ok_or_else(|| SyntaxError::NoEqualsSign(written.to_owned()))?;
        let word = word.shifted(offset);
        let middle = word.start as usize + equals;
        pairs.push(Pair {
            key: Span::new(word.start as usize, middle),
            value: Span::new(middle + 1, word.end as usize),
            has_equals_sign: true,
        });
        Ok(())
    })?;
    Ok(pairs)
}

fn has_equals_sign(word: &str) -> bool {
    memchr::memchr(b'=', word.as_bytes()).is_some()
}

fn health(text: &str, rest: Span) -> Arguments {
    let offset = rest.start as usize;
    // BuildKit looks for white space byte by byte; outside ASCII that is the end of no word we know.
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    if end == 0 {
        return Arguments::None;
    }
    let behind = slice_from(text, end);
    let command = Span::new(
        offset + text.len() - behind.trim_start().len(),
        rest.end as usize,
    );
    let command = json_or(
        slice_from(text, command.start as usize - offset),
        command,
        whole,
    );
    Arguments::Health(Span::new(offset, offset + end), Box::new(command))
}
