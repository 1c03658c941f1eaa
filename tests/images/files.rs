//! Every file of `assets/images`, held against its format.

use dockstep::knowledge::base_images::FILES;
use dockstep::knowledge::base_images::family::{ConfigPart, ImageFamily};
use dockstep::knowledge::base_images::release::{FILE, distribution, read};
use std::collections::{BTreeMap, BTreeSet};

fn families() -> Vec<(&'static str, ImageFamily)> {
    let mut families = Vec::new();
    let mut faults = Vec::new();
    for file in FILES {
        match toml::from_str(file.toml) {
            Ok(family) => families.push((file.file, family)),
            Err(error) => faults.push(format!("{}: {error}", file.file)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    families
}

fn is_date(text: &str) -> bool {
    let numbers: Vec<u32> = text
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    let is_shaped = text.len() == 10 && text.split('-').count() == 3;
    is_shaped && matches!(numbers.as_slice(), [year, 1..=12, 1..=31] if (1990..2100).contains(year))
}

/// Tells whether a file only says what an image is: then nothing in it was read off a source.
fn is_description(family: &ImageFamily) -> bool {
    family.read_on.is_empty() && family.config.is_none() && family.support.is_empty()
}

#[test]
fn at_least_80_families_load_and_name_their_source_and_date() {
    let families = families();
    assert!(families.len() >= 80, "{} families", families.len());
    for (file, family) in &families {
        assert!(
            family.source.starts_with("https://"),
            "{file}: source {}",
            family.source
        );
        assert!(
            is_date(&family.read_on) || is_description(family),
            "{file}: read_on {}",
            family.read_on
        );
        let has_support = !family.support.is_empty();
        assert_eq!(
            has_support,
            family.support_source.starts_with("https://"),
            "{file}: support and support_source belong together"
        );
        for (version, until) in &family.support {
            assert!(is_date(until), "{file}: support of {version} until {until}");
        }
    }
}

#[test]
fn no_repository_is_described_twice() {
    let mut files_of: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (file, family) in families() {
        for name in family.aliases.iter().chain([&family.name]) {
            files_of.entry(name.clone()).or_default().push(file);
        }
    }
    files_of.retain(|_, files| files.len() > 1);
    assert!(files_of.is_empty(), "{files_of:?}");
}

#[test]
fn the_names_found_at_the_top_of_a_file_are_its_name_and_aliases() {
    for (file, family) in FILES.iter().zip(families()) {
        let listed: BTreeSet<&str> = file.names.iter().copied().collect();
        let (_, family) = family;
        let names = family.aliases.iter().chain([&family.name]);
        let held: BTreeSet<&str> = names.map(String::as_str).collect();
        assert_eq!(listed, held, "{}", file.file);
    }
}

#[test]
fn variants_name_distributions_that_are_described() {
    for (file, family) in families() {
        for variant in &family.variant {
            let name = variant.distribution.as_str();
            assert!(
                name.is_empty() || distribution(name).is_some(),
                "{file}: no distribution {name} in assets/image_tags.toml"
            );
        }
        let last = family.variant.last().map(|variant| variant.tag.as_str());
        assert_eq!(
            last,
            Some(""),
            "{file}: the last variant is for all other tags"
        );
    }
}

#[test]
fn configurations_hold_pairs_ports_and_absolute_paths() {
    for (file, family) in families() {
        let changes = family.change.iter();
        for change in changes.clone() {
            let has_condition =
                !change.tag.is_empty() || change.from.is_some() || change.before.is_some();
            assert!(
                has_condition,
                "{file}: a change without a condition belongs in [config]"
            );
        }
        let parts = changes.map(|change| &change.config).chain(&family.config);
        for part in parts {
            check(file, part);
        }
    }
}

fn check(file: &str, part: &ConfigPart) {
    for variable in &part.environment {
        let name = variable.split_once('=').map(|(name, _)| name);
        assert!(
            name.is_some_and(|name| !name.is_empty() && !name.contains(' ')),
            "{file}: {variable}"
        );
    }
    for port in part.ports.iter().flatten() {
        let (number, protocol) = port.split_once('/').unwrap();
        assert!(
            number.parse::<u16>().is_ok() && matches!(protocol, "tcp" | "udp"),
            "{file}: {port}"
        );
    }
    for folder in part.volumes.iter().flatten().chain(&part.working_directory) {
        assert!(
            folder.is_empty() || folder.starts_with('/'),
            "{file}: {folder}"
        );
    }
}

#[test]
fn what_tags_share_loads_and_names_its_sources() {
    let words = read(FILE).unwrap();
    for release in &words.release {
        assert!(
            distribution(&release.distribution).is_some(),
            "{}",
            release.word
        );
    }
    let distinct: BTreeSet<&str> = words.release.iter().map(|it| it.word.as_str()).collect();
    assert_eq!(distinct.len(), words.release.len(), "a word stands twice");
    for mirror in &words.mirror {
        assert!(
            mirror.source.starts_with("https://") && mirror.prefix.ends_with('/'),
            "{}",
            mirror.prefix
        );
    }
    for distribution in words.distribution.iter().filter(|it| !it.family.is_empty()) {
        let names: Vec<&str> = FILES.iter().flat_map(|file| file.names).copied().collect();
        assert!(
            names.contains(&distribution.family.as_str()),
            "{}",
            distribution.family
        );
    }
}
