//! Well-known ports, users and signals: `assets/known_names.toml`.
//!
//! It says what a name usually stands for, never what a file does with it.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/known_names.toml");

/// Holds what names and numbers stand for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownNames {
    /// Who usually listens on a port, by its number.
    pub port: BTreeMap<String, String>,
    /// What a user is, by name or number.
    pub user: BTreeMap<String, String>,
    /// What a signal does, by its name without SIG.
    pub signal: BTreeMap<String, String>,
    /// The names of signals by their numbers on x86 and ARM.
    pub signal_number: BTreeMap<String, String>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<KnownNames, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the number of a port by the name of the service that listens there, where there is one such port.
pub fn port_number(service: &str) -> Option<&'static str> {
    let ports = names().port.iter();
    let mut ports = ports.filter(|(_, user)| user.eq_ignore_ascii_case(service));
    let (number, _) = ports.next()?;
    ports.next().is_none().then_some(number.as_str())
}

/// Gives who usually listens on a port.
pub fn port_user(number: &str) -> Option<&'static str> {
    names().port.get(number).map(String::as_str)
}

/// Gives what a well-known user is, by name or number.
pub fn user(name: &str) -> Option<&'static str> {
    names().user.get(name).map(String::as_str)
}

/// Gives what a signal does, by its name with or without SIG, or by its number.
pub fn signal(name: &str) -> Option<&'static str> {
    let upper = name.to_uppercase();
    let short = upper.strip_prefix("SIG").unwrap_or(&upper);
    let names = names();
    let short = names.signal_number.get(short).map_or(short, String::as_str);
    names.signal.get(short).map(String::as_str)
}

fn names() -> &'static KnownNames {
    static NAMES: OnceLock<KnownNames> = OnceLock::new();
    // The test below holds the file against its format.
    NAMES.get_or_init(|| read(FILE).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{FILE, port_user, read, signal, user};

    #[test]
    fn the_file_names_a_hundred_ports_and_only_phrases() {
        let names = read(FILE).unwrap();
        assert!(names.port.len() >= 100);
        assert!(names.port.keys().all(|port| port.parse::<u16>().is_ok()));
        let tables = [&names.port, &names.user, &names.signal];
        let mut phrases = tables.iter().flat_map(|table| table.values());
        assert!(phrases.all(|phrase| !phrase.is_empty() && !phrase.ends_with('.')));
        let mut numbered = names.signal_number.values();
        assert!(numbered.all(|name| names.signal.contains_key(name)));
    }

    #[test]
    fn names_and_numbers_are_found() {
        assert_eq!(port_user("5432"), Some("PostgreSQL"));
        assert_eq!(port_user("5433"), None);
        assert!(user("www-data").is_some() && user("shop").is_none());
        assert_eq!(signal("SIGQUIT"), signal("3"));
        assert_eq!(signal("sigquit"), signal("QUIT"));
        assert_eq!(signal("SIGSHOP"), None);
    }
}
