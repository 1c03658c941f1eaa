//! A TOML file of an author while it is read: a head, then tables of one kind.
//!
//! Every fault is listed with its line, and the reading goes on, so that an author sees all of them at
//! once. Refuses to know what the tables say.

mod toml_fault;

use crate::course::fault::Fault;
use crate::course::located::{Located, line_at};
use crate::course::toml_reading::toml_fault::message_of;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// Holds a file and what was found wrong in it so far.
pub(in crate::course) struct TomlReading<'a> {
    file: String,
    text: &'a str,
    /// What is wrong, here and in the files that this one names.
    pub(in crate::course) faults: Vec<Fault>,
}

impl<'a> TomlReading<'a> {
    /// Begins with a file's text; `file` is how faults name it.
    pub(in crate::course) fn of(file: String, text: &'a str) -> Self {
        Self {
            file,
            text,
            faults: Vec::new(),
        }
    }

    /// Gives the line, counted from 1, of a place in the file.
    pub(in crate::course) fn line(&self, start: usize) -> u32 {
        line_at(self.text, start)
    }

    /// Adds what is wrong at a place.
    pub(in crate::course) fn fault(&mut self, start: usize, message: impl Into<String>) {
        self.faults.push(Fault {
            file: self.file.clone(),
            line: self.line(start),
            message: message.into(),
        });
    }

    /// Gives the faults in the order of their lines, each once.
    pub(in crate::course) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.sort();
        faults.dedup();
        faults
    }

    /// Divides the file into its head and what stands under `[[key]]`, unread; nothing where the head
    /// cannot be read.
    pub(in crate::course) fn divide<H: Deserialize<'a>>(
        &mut self,
        key: &str,
    ) -> Option<(H, Option<Spanned<DeValue<'a>>>)> {
        let mut table = match DeTable::parse(self.text) {
            Ok(table) => table,
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                self.fault(start, message_of(&error));
                return None;
            }
        };
        let tables = table.get_mut().remove(key);
        let span = table.span();
        let head = Spanned::new(span, DeValue::Table(table.into_inner()));
        let head = self.typed(head, 0)?;
        Some((head, tables))
    }

    /// Gives the tables, at most so many; `owner` is what has them in words, `way_out` what to do with more.
    pub(in crate::course) fn tables(
        &mut self,
        tables: Option<Spanned<DeValue<'a>>>,
        key: &str,
        owner: &str,
        (most, way_out): (usize, &str),
    ) -> Vec<Spanned<DeValue<'a>>> {
        let Some(tables) = tables else {
            self.fault(
                0,
                format!("the {owner} has no {key}; each begins with [[{key}]]"),
            );
            return Vec::new();
        };
        let start = tables.span().start;
        let DeValue::Array(tables) = tables.into_inner() else {
            self.fault(start, format!("write each {key} as [[{key}]]"));
            return Vec::new();
        };
        if tables.len() > most {
            self.fault(0, format!("a {owner} has at most {most} {key}s; {way_out}"));
        }
        tables.into_iter().take(most).collect()
    }

    /// Reads a table as one of the file's types.
    pub(in crate::course) fn typed<'i, T: Deserialize<'i>>(
        &mut self,
        value: Spanned<DeValue<'i>>,
        start: usize,
    ) -> Option<T> {
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                let start = error.span().map_or(start, |span| span.start);
                self.fault(start, message_of(&error));
                None
            }
        }
    }

    /// Tells whether the file has the format that is read here; if not, that is a fault.
    pub(in crate::course) fn is_format(&mut self, found: &Located<u32>, format: u32) -> bool {
        let is_known = found.value == format;
        if !is_known {
            let found_format = found.value;
            self.fault(
                found.start,
                format!(
                    "format {found_format} is not known here; this dockstep reads format {format}"
                ),
            );
        }
        is_known
    }

    /// Refuses names that are not kebab-case.
    pub(in crate::course) fn kebab(&mut self, name: &Located<String>) {
        let is_word = |word: &str| {
            let mut characters = word.chars();
            !word.is_empty() && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !name.value.split('-').all(is_word) {
            let written = &name.value;
            self.fault(
                name.start,
                format!(
                    "{written:?} is no name; write it in small letters with hyphens: two-words"
                ),
            );
        }
    }
}
