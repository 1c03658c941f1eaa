//! A file of `assets/commands` read in pieces: its head at once, each subcommand when it is met.
//!
//! Some commands have dozens of subcommands and a script names one or two: reading all of them
//! would be most of the time that a first explanation takes. The file is cut at the lines that start
//! with `[[`; the linter of the assets holds what is read so against what TOML says.

use crate::knowledge::command_texts::{CommandTexts, SubcommandTexts, UseTexts};
use crate::knowledge::option_table::OptionTable;
use crate::language::span::slice;
use serde::{Deserialize, Deserializer};
use std::ops::Deref;
use std::sync::OnceLock;

const SUBCOMMAND: &str = "[[subcommand]]";

/// Holds what is said of a subcommand, read when it is first asked for.
#[derive(Clone, Debug, Default)]
pub struct SubcommandUse {
    text: &'static str,
    read: OnceLock<UseTexts>,
}

impl Deref for SubcommandUse {
    type Target = UseTexts;

    fn deref(&self) -> &UseTexts {
        self.read.get_or_init(|| read_use(self.text))
    }
}

impl<'de> Deserialize<'de> for SubcommandUse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = UseTexts::deserialize(deserializer)?;
        Ok(Self {
            text: "",
            read: OnceLock::from(texts),
        })
    }
}

/// Reads a file; nothing where it has a fault, which the linter of the assets finds.
pub fn read(toml: &'static str) -> Option<CommandTexts> {
    let (mut head, mut options, mut subcommands) = (String::new(), "", Vec::new());
    for section in sections(toml) {
        if section.starts_with(SUBCOMMAND) {
            subcommands.push(subcommand(section));
        } else {
            let (before, own) = without_options(section, "\n[options]\n");
            head.push_str(before);
            options = if own.is_empty() { options } else { own };
        }
    }
    let mut texts: CommandTexts = toml::from_str(&head).ok()?;
    texts.subcommand = subcommands;
    texts.use_texts.options = OptionTable::of_lines(options);
    Some(texts)
}

/// Cuts the table of options off the end of a section; its lines wait.
fn without_options(section: &'static str, table: &str) -> (&'static str, &'static str) {
    section.split_once(table).unwrap_or((section, ""))
}

/// Cuts a file before each line that starts with `[[`.
fn sections(toml: &'static str) -> Vec<&'static str> {
    let mut starts = vec![0];
    // A search for one byte is much faster than one for three.
    let lines = toml.match_indices('\n').map(|(at, _)| at + 1);
    starts.extend(lines.filter(|at| toml.as_bytes().get(*at..*at + 2) == Some(b"[[")));
    let ends = starts.iter().skip(1).copied().chain([toml.len()]);
    let places = starts.iter().zip(ends);
    places
        .map(|(start, end)| slice(toml, *start, end))
        .collect()
}

/// Reads off a section what tells subcommands apart; the rest waits.
fn subcommand(section: &'static str) -> SubcommandTexts {
    let mut texts = SubcommandTexts {
        use_texts: SubcommandUse {
            text: section,
            read: OnceLock::new(),
        },
        ..SubcommandTexts::default()
    };
    let lines = section.lines().skip(1);
    for line in lines.take_while(|line| !line.starts_with('[')) {
        let Some((key, value)) = line.split_once(" = ") else {
            continue;
        };
        let mut quoted = value.split('"').skip(1).step_by(2).map(str::to_owned);
        match key {
            "words" => texts.words = quoted.next().unwrap_or_default(),
            "aliases" => texts.aliases = quoted.collect(),
            "argument_ends" => texts.argument_ends = quoted.next().unwrap_or_default(),
            _ => {}
        }
    }
    texts
}

fn read_use(section: &'static str) -> UseTexts {
    #[derive(Deserialize)]
    struct Section {
        subcommand: Vec<UseTexts>,
    }
    let (before, options) = without_options(section, "\n[subcommand.options]\n");
    let section: Option<Section> = toml::from_str(before).ok();
    let first = section.and_then(|section| section.subcommand.into_iter().next());
    let mut texts = first.unwrap_or_default();
    texts.options = OptionTable::of_lines(options);
    texts
}
