//! What a TOML reader refuses, in words that name the way out.

use crate::build::suggest::nearest;

/// Says what is wrong; of a misspelt key, which one was meant.
pub(super) fn message_of(error: &toml::de::Error) -> String {
    let message = error.message().lines().collect::<Vec<&str>>().join(" ");
    let Some((what, rest)) = unknown(&message) else {
        return match message.strip_prefix("missing field ") {
            Some(field) => format!("the key {} is missing", field.replace('`', "")),
            None => message,
        };
    };
    let mut words = rest.split('`').skip(1).step_by(2);
    let written = words.next().unwrap_or_default();
    let known: Vec<&str> = words.collect();
    match nearest(written, known.iter().copied(), true) {
        Some(meant) => format!("{what} {written:?}; did you mean {meant}?"),
        None => format!("{what} {written:?}; known are: {}", known.join(", ")),
    }
}

fn unknown(message: &str) -> Option<(&'static str, &str)> {
    let field = message.strip_prefix("unknown field");
    let variant = message.strip_prefix("unknown variant");
    field
        .map(|rest| ("there is no key", rest))
        .or_else(|| variant.map(|rest| ("there is no value", rest)))
}
