//! What a TOML reader refuses, in words that name the way out.

use crate::build::suggest::nearest;

/// Says what is wrong; of a misspelt key, which one was meant.
pub(in crate::course) fn message_of(error: &toml::de::Error) -> String {
    let message = error.message().lines().collect::<Vec<&str>>().join(" ");
    if let Some((written, known)) = unexpected(&message) {
        return unknown_word("there is no key", written, &known);
    }
    let Some((what, rest)) = unknown(&message) else {
        return match message.strip_prefix("missing field ") {
            Some(field) => format!("the key {} is missing", field.replace('`', "")),
            None => message,
        };
    };
    let mut words = rest.split('`').skip(1).step_by(2);
    let written = words.next().unwrap_or_default();
    let known: Vec<&str> = words.collect();
    unknown_word(what, written, &known)
}

fn unknown_word(what: &str, written: &str, known: &[&str]) -> String {
    match nearest(written, known.iter().copied(), true) {
        Some(meant) => format!("{what} {written:?}; did you mean {meant}?"),
        None => format!("{what} {written:?}; known are: {}", known.join(", ")),
    }
}

/// Reads what is said of the table behind a variant: `{ cached = { … } }`.
fn unexpected(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = message.strip_prefix("unexpected keys in table: ")?;
    let (written, known) = rest.split_once(", available keys: ")?;
    let first = written.split(", ").next()?;
    Some((first, known.split(", ").collect()))
}

fn unknown(message: &str) -> Option<(&'static str, &str)> {
    let field = message.strip_prefix("unknown field");
    let variant = message.strip_prefix("unknown variant");
    field
        .map(|rest| ("there is no key", rest))
        .or_else(|| variant.map(|rest| ("there is no value", rest)))
}
