//! `SecretsUsedInArgOrEnv`: a name that sounds like a secret, in what anybody can read off the image.

use crate::build::command::Command;
use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (stage, step) in checked.steps() {
        let (keyword, names): (&str, Vec<String>) = match &step.command {
            Command::Arg(arguments) => (
                "ARG",
                arguments
                    .iter()
                    .map(|argument| argument.name.clone())
                    .collect(),
            ),
            Command::Env(pairs) => (
                "ENV",
                pairs.iter().map(|pair| pair.key.to_string()).collect(),
            ),
            _ => continue,
        };
        for name in names.iter().filter(|name| looks_secret(name)) {
            let message = format!(
                "Do not use ARG or ENV instructions for sensitive data ({keyword} {})",
                quoted(name)
            );
            report.add_about_step(stage, step, message);
        }
    }
}

/// Words of names that hold secrets.
const SECRET: [&str; 10] = [
    "apikey",
    "auth",
    "credential",
    "credentials",
    "key",
    "password",
    "pword",
    "passwd",
    "secret",
    "token",
];

/// Words that make such a name harmless.
const HARMLESS: [&str; 3] = ["public", "file", "version"];

/// Tells whether a word of a name, between underscores, speaks of a secret and none makes it harmless.
pub fn looks_secret(name: &str) -> bool {
    let lower = name.to_lowercase();
    let has = |words: &[&str]| lower.split('_').any(|word| words.contains(&word));
    has(&SECRET) && !has(&HARMLESS)
}
