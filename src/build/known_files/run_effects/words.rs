//! Words of a shell script as far as they are plain: no globs, no substitutions, only variables that are known.

use crate::build::environment::{Environment, Lookup};
use crate::build::known_files::run_effects::known;
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use std::collections::BTreeMap;

/// Knows the variables of a script.
pub(in crate::build::known_files::run_effects) struct Variables<'a> {
    environment: &'a Environment,
    /// What the script assigned; nothing where the value is not known.
    assigned: BTreeMap<String, Option<String>>,
}

impl<'a> Variables<'a> {
    pub(in crate::build::known_files::run_effects) fn new(environment: &'a Environment) -> Self {
        Self {
            environment,
            assigned: BTreeMap::new(),
        }
    }

    /// Notes an assignment.
    pub(in crate::build::known_files::run_effects) fn assign(&mut self, name: &str, value: &Word) {
        let value = self.word(value);
        self.assigned.insert(name.to_owned(), value);
    }

    /// Gives what a word comes to, if it comes to one word that is known.
    pub(in crate::build::known_files::run_effects) fn word(&self, word: &Word) -> Option<String> {
        let mut text = String::new();
        self.pieces(&word.pieces, false, &mut text)?;
        Some(text)
    }

    fn pieces(&self, pieces: &[WordPiece], is_quoted: bool, text: &mut String) -> Option<()> {
        for piece in pieces {
            match &piece.kind {
                WordPieceKind::Literal(literal) => {
                    let is_special = literal.contains(['*', '?', '[', '{']);
                    if is_special && !is_quoted {
                        return None;
                    }
                    text.push_str(literal);
                }
                WordPieceKind::SingleQuoted(literal) | WordPieceKind::DollarQuoted(literal) => {
                    text.push_str(literal);
                }
                WordPieceKind::Escaped(character) => text.push(*character),
                WordPieceKind::Continuation => {}
                WordPieceKind::DoubleQuoted(pieces) => self.pieces(pieces, true, text)?,
                WordPieceKind::Variable(variable)
                    if variable.operation.is_none()
                        && variable.prefix.is_none()
                        && variable.index.is_none() =>
                {
                    let value = self.variable(&variable.name)?;
                    // Without quotes a value falls apart at its blanks, and its globs are opened up.
                    let is_plain =
                        !value.is_empty() && !value.contains([' ', '\t', '\n', '*', '?', '[']);
                    if !is_quoted && !is_plain {
                        return None;
                    }
                    text.push_str(&value);
                }
                _ => return None,
            }
        }
        Some(())
    }

    fn variable(&self, name: &str) -> Option<String> {
        if let Some(assigned) = self.assigned.get(name) {
            return assigned.clone();
        }
        match self.environment.look_up(name) {
            Lookup::Set(value) => known(&value),
            Lookup::Unset | Lookup::Unknown(_) => None,
        }
    }
}
