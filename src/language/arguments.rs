//! What stands behind an instruction's keyword and flags, read as that instruction reads it.

use crate::language::error::SyntaxError;
use crate::language::invocation::{Invocation, is_ascii_space};
use crate::language::json_array::{JsonArray, json_array};
use crate::language::keyword::Keyword;
use crate::language::logical_line::LogicalLine;
use crate::language::span::{Span, slice_from};
use crate::language::words::words;

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
    Words(Vec<Span>),
    /// `key=value` pairs of ENV and LABEL.
    Pairs(Vec<Pair>),
    /// HEALTHCHECK's type and what follows it.
    Health(Span, Box<Self>),
    /// ONBUILD's instruction. Its spans are places in ONBUILD's joined line.
    Trigger(Box<Invocation<'static>>),
    /// What BuildKit refuses; the text stays readable.
    Refused(Span, SyntaxError),
}

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
    let shifted = |spans: Vec<Span>| spans.into_iter().map(|span| span.shifted(offset)).collect();
    match keyword {
        // An unknown word keeps one empty argument in BuildKit's tree.
        Keyword::Unknown => Arguments::Text(Span::new(offset, offset)),
        Keyword::Arg => match words(text, escape) {
            words if words.is_empty() => Arguments::None,
            words => Arguments::Words(shifted(words)),
        },
        Keyword::Env | Keyword::Label => pairs(keyword, text, escape).map_or_else(
            |error| Arguments::Refused(rest, error),
            |pairs| match pairs {
                pairs if pairs.is_empty() => Arguments::None,
                pairs => Arguments::Pairs(
                    pairs
                        .into_iter()
                        .map(|pair| Pair {
                            key: pair.key.shifted(offset),
                            value: pair.value.shifted(offset),
                            has_equals_sign: pair.has_equals_sign,
                        })
                        .collect(),
                ),
            },
        ),
        Keyword::Expose | Keyword::From => {
            split(text).map_or(Arguments::None, |words| Arguments::Words(shifted(words)))
        }
        Keyword::Maintainer | Keyword::Stopsignal | Keyword::User | Keyword::Workdir => whole(rest),
        Keyword::Add | Keyword::Copy | Keyword::Volume => json_or(text, rest, |_| {
            split(text).map_or(Arguments::None, |words| Arguments::Words(shifted(words)))
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
            let trigger = LogicalLine::join(&padded, std::iter::once(Span::new(0, length)));
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

/// Splits at ASCII white space, however much of it.
fn split(text: &str) -> Option<Vec<Span>> {
    if text.is_empty() {
        return None;
    }
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let rest = slice_from(text, at);
        let Some(length) = rest.find(is_ascii_space) else {
            words.push(Span::new(at, text.len()));
            return Some(words);
        };
        words.push(Span::new(at, at + length));
        let behind = slice_from(rest, length);
        at = text.len() - behind.trim_start_matches(is_ascii_space).len();
    }
}

/// Reads `key=value …`, or the old `key value`.
fn pairs(keyword: Keyword, text: &str, escape: char) -> Result<Vec<Pair>, SyntaxError> {
    let words = words(text, escape);
    let Some(first) = words.first() else {
        return Ok(Vec::new());
    };
    if !first.of(text).contains('=') {
        let Some(end) = text.find(is_ascii_space) else {
            return Err(SyntaxError::TwoArguments(keyword.name()));
        };
        let value = slice_from(text, end).trim_start_matches(is_ascii_space);
        return Ok(vec![Pair {
            key: Span::new(0, end),
            value: Span::new(text.len() - value.len(), text.len()),
            has_equals_sign: false,
        }]);
    }
    words
        .into_iter()
        .map(|word| {
            let written = word.of(text);
            let equals = written
                .find('=')
                .ok_or_else(|| SyntaxError::NoEqualsSign(written.to_owned()))?;
            let middle = word.start as usize + equals;
            Ok(Pair {
                key: Span::new(word.start as usize, middle),
                value: Span::new(middle + 1, word.end as usize),
                has_equals_sign: true,
            })
        })
        .collect()
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
