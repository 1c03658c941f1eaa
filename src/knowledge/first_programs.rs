//! What programs do on SIGTERM as process 1: `assets/first_programs.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/first_programs.toml");

/// Holds the programs of which it is known.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstPrograms {
    /// Those that end.
    pub ends: BTreeSet<String>,
    /// Those that do nothing about it by themselves.
    pub stays: BTreeSet<String>,
}

/// Says what a program does on SIGTERM as process 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnSigterm {
    /// It ends.
    Ends,
    /// It goes on, unless what it runs prepares for the signal.
    Stays,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<FirstPrograms, toml::de::Error> {
    toml::from_str(toml)
}

/// Says what a program does, named with or without its path; nothing where it is not known.
pub fn on_sigterm(program: &str) -> Option<OnSigterm> {
    static PROGRAMS: OnceLock<FirstPrograms> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    let programs = PROGRAMS.get_or_init(|| read(FILE).unwrap_or_default());
    let name = program.rsplit('/').next().unwrap_or_default();
    // `python3.12` is a `python3`.
    let family = name.trim_end_matches(|end: char| end.is_ascii_digit() || end == '.');
    let names = [name, family];
    let is_in = |set: &BTreeSet<String>| names.iter().any(|name| set.contains(*name));
    match () {
        () if is_in(&programs.ends) => Some(OnSigterm::Ends),
        () if is_in(&programs.stays) => Some(OnSigterm::Stays),
        () => None,
    }
}
