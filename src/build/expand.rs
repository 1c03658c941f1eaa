//! Words with their variables put in, as BuildKit expands them.

use crate::build::environment::Lookup;
use crate::build::pattern::Pattern;
use crate::build::value::{Chunk, Unknown, Value};
use crate::language::error::WordError;
use crate::language::quoted::quoted;
use crate::language::word::{Operation, Variable, Word, WordPiece, WordPieceKind};
use crate::language::word_splitter::WordSplitter;
use std::collections::BTreeSet;
use std::fmt;

/// Holds what a word comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// The word with its variables put in.
    pub value: Value,
    /// The same, split at unquoted white space; only [`Expander::words`] fills it.
    pub words: Vec<Value>,
    /// The variables that were found.
    pub found: BTreeSet<String>,
    /// The variables that are not set.
    pub missing: BTreeSet<String>,
    /// What BuildKit refuses.
    pub error: Option<ExpandError>,
}

/// Says why a word cannot be expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpandError {
    word: String,
    error: WordError,
}

impl fmt::Display for ExpandError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "failed to process {}: {}",
            quoted(&self.word),
            self.error
        )
    }
}

/// Expands words against variables.
pub struct Expander<'variables> {
    escape: char,
    with_quotes: bool,
    look_up: &'variables dyn Fn(&str) -> Lookup,
}

impl<'variables> Expander<'variables> {
    /// Makes an expander for the words of instructions.
    pub fn new(escape: char, look_up: &'variables dyn Fn(&str) -> Lookup) -> Self {
        Self {
            escape,
            with_quotes: true,
            look_up,
        }
    }

    /// Makes an expander for the text of a heredoc: quotes are ordinary, the backslash always escapes.
    pub fn for_heredoc(look_up: &'variables dyn Fn(&str) -> Lookup) -> Self {
        Self {
            escape: '\\',
            with_quotes: false,
            look_up,
        }
    }

    /// Expands a text to one word.
    pub fn word(&self, text: &str) -> Expansion {
        self.expand(text, false)
    }

    /// Expands a text and splits it into words.
    pub fn words(&self, text: &str) -> Expansion {
        self.expand(text, true)
    }

    fn expand(&self, text: &str, split: bool) -> Expansion {
        let mut expansion = Expansion::default();
        if !text.contains(['$', '\'', '"', '<', self.escape])
            && !text.starts_with('\u{feff}')
            && !split
        {
            expansion.value = Value::known(text);
            return expansion;
        }
        let word = Word::read(text, self.escape, self.with_quotes);
        let mut evaluation = Evaluation {
            text,
            look_up: self.look_up,
            expansion: &mut expansion,
            has_nested: false,
        };
        let (value, words, error) = evaluation.top(&word, split);
        expansion.value = value;
        expansion.words = words;
        expansion.error = error.map(|error| ExpandError {
            word: text.to_owned(),
            error,
        });
        expansion
    }
}

struct Evaluation<'a> {
    text: &'a str,
    look_up: &'a dyn Fn(&str) -> Lookup,
    expansion: &'a mut Expansion,
    /// Whether a `${name:-…}` was met: its word shares a buffer with the word around it.
    has_nested: bool,
}

impl Evaluation<'_> {
    fn top(&mut self, word: &Word, split: bool) -> (Value, Vec<Value>, Option<WordError>) {
        let mut value = Value::default();
        let mut splitter = WordSplitter::default();
        for piece in &word.pieces {
            self.has_nested = false;
            let out = match self.piece(piece, false) {
                Ok(out) => out,
                Err(error) => return (value, Vec::new(), Some(error)),
            };
            if split {
                if self.has_nested {
                    splitter.lose_word();
                }
                let shown = out.to_string();
                match piece.kind {
                    WordPieceKind::Literal
                    | WordPieceKind::Variable(_)
                    | WordPieceKind::LoneDollar => {
                        splitter.add_bare(&shown);
                    }
                    _ => splitter.add_quoted(&shown),
                }
            }
            value.append(&out);
        }
        if let Some(error) = &word.error {
            return (value, Vec::new(), Some(error.clone()));
        }
        // A value with holes is not split: what is in the hole decides where.
        let words = if value.has_unknown() {
            vec![value.clone()]
        } else {
            splitter.finish().into_iter().map(Value::known).collect()
        };
        (value, words, None)
    }

    fn piece(&mut self, piece: &WordPiece, keep_escapes: bool) -> Result<Value, WordError> {
        let written = piece.span.of(self.text);
        Ok(match &piece.kind {
            WordPieceKind::Literal | WordPieceKind::HeredocMark | WordPieceKind::LoneDollar => {
                Value::known(written)
            }
            WordPieceKind::Escaped if keep_escapes => Value::known(written),
            WordPieceKind::Escaped => Value::known(written.chars().skip(1).collect::<String>()),
            WordPieceKind::LoneEscape if keep_escapes => Value::known(written),
            WordPieceKind::LoneEscape => Value::default(),
            WordPieceKind::SingleQuoted => Value::known(
                written
                    .strip_prefix('\'')
                    .and_then(|text| text.strip_suffix('\''))
                    .unwrap_or_default(),
            ),
            WordPieceKind::DoubleQuoted(pieces) => self.double_quoted(pieces, keep_escapes)?,
            WordPieceKind::Variable(variable) => self.variable(variable)?,
        })
    }

    fn double_quoted(
        &mut self,
        pieces: &[WordPiece],
        keep_escapes: bool,
    ) -> Result<Value, WordError> {
        let mut value = Value::default();
        for piece in pieces {
            if piece.kind == WordPieceKind::LoneEscape {
                let written = piece.span.of(self.text);
                value.push_str(written);
                if keep_escapes {
                    value.push_str(written);
                }
            } else {
                value.append(&self.piece(piece, keep_escapes)?);
            }
        }
        Ok(value)
    }

    fn variable(&mut self, variable: &Variable) -> Result<Value, WordError> {
        let name = variable.name.of(self.text);
        match &variable.operation {
            None => Ok(match self.find(name) {
                Lookup::Set(value) => value,
                Lookup::Unset => Value::default(),
                Lookup::Unknown(unknown) => Value::unknown(unknown),
            }),
            Some(Operation::Modify {
                operator,
                with_colon,
                word,
            }) => {
                self.has_nested = true;
                let word =
                    self.nested(word, matches!(operator, '#' | '%'), WordError::MissingBrace)?;
                self.modify(name, *operator, *with_colon, word)
            }
            Some(Operation::Replace {
                all,
                pattern,
                replacement,
            }) => {
                self.has_nested = true;
                let pattern = self.nested(pattern, true, WordError::MissingSlash)?;
                let replacement = self.nested(replacement, true, WordError::MissingBrace)?;
                self.replace(name, *all, &pattern, &replacement)
            }
        }
    }

    /// Expands a word inside braces; a fault at the very end of the text is a missing brace.
    fn nested(
        &mut self,
        pieces: &[WordPiece],
        keep_escapes: bool,
        missing: WordError,
    ) -> Result<Value, WordError> {
        let mut value = Value::default();
        for piece in pieces {
            match self.piece(piece, keep_escapes) {
                Ok(out) => value.append(&out),
                Err(_) if piece.span.end as usize >= self.text.len() => return Err(missing),
                Err(error) => return Err(error),
            }
        }
        Ok(value)
    }

    fn find(&mut self, name: &str) -> Lookup {
        let lookup = (self.look_up)(name);
        match lookup {
            Lookup::Set(_) => self.expansion.found.insert(name.to_owned()),
            Lookup::Unset => self.expansion.missing.insert(name.to_owned()),
            Lookup::Unknown(_) => false,
        };
        lookup
    }

    fn modify(
        &mut self,
        name: &str,
        operator: char,
        with_colon: bool,
        word: Value,
    ) -> Result<Value, WordError> {
        let lookup = self.find(name);
        // Whether the variable counts as unset: yes, no, or not known.
        let counts_as_unset = match &lookup {
            Lookup::Unset => Some(true),
            Lookup::Unknown(_) => None,
            Lookup::Set(_) if !with_colon => Some(false),
            Lookup::Set(value) if value.is_known_empty() => Some(true),
            Lookup::Set(value) if value.is_known_filled() => Some(false),
            Lookup::Set(_) => None,
        };
        let value = match lookup {
            Lookup::Set(value) => value,
            Lookup::Unset => Value::default(),
            Lookup::Unknown(unknown) => Value::unknown(unknown),
        };
        match (operator, counts_as_unset) {
            ('-', Some(true)) | ('+', Some(false)) => Ok(word),
            ('-', Some(false)) => Ok(value),
            ('+', Some(true)) => Ok(Value::default()),
            ('-' | '+', None) => Ok(undecided(name, &value)),
            ('?', Some(true)) => {
                let is_set = with_colon && !self.expansion.missing.contains(name);
                let default = if is_set {
                    "is not allowed to be empty"
                } else {
                    "is not allowed to be unset"
                };
                Err(WordError::Required {
                    name: name.to_owned(),
                    message: if word.is_known_empty() {
                        default.to_owned()
                    } else {
                        word.to_string()
                    },
                })
            }
            ('?', _) => Ok(value),
            _ => trimmed(name, operator, &value, &word),
        }
    }

    fn replace(
        &mut self,
        name: &str,
        all: bool,
        pattern: &Value,
        replacement: &Value,
    ) -> Result<Value, WordError> {
        let value = match self.find(name) {
            Lookup::Set(value) => value,
            Lookup::Unset => Value::default(),
            Lookup::Unknown(unknown) => Value::unknown(unknown),
        };
        let (Some(known), Some(pattern), Some(replacement)) =
            (value.as_known(), pattern.as_known(), replacement.as_known())
        else {
            return Ok(undecided(name, &value));
        };
        let pattern = Pattern::read(pattern)?;
        let replacement = if all {
            without_group_references(replacement)
        } else {
            replacement.to_owned()
        };
        Ok(Value::known(pattern.replace(known, &replacement, all)))
    }
}

/// Takes a pattern off the start (`#`) or the end (`%`) of a value.
fn trimmed(name: &str, operator: char, value: &Value, word: &Value) -> Result<Value, WordError> {
    let (Some(known), Some(word)) = (value.as_known(), word.as_known()) else {
        return Ok(undecided(name, value));
    };
    let (pattern, longest) = match word.strip_prefix(operator) {
        Some(pattern) => (pattern, true),
        None => (word, false),
    };
    let pattern = Pattern::read(pattern)?;
    Ok(Value::known(if operator == '%' {
        pattern.trim_end(known, longest)
    } else {
        pattern.trim_start(known, longest)
    }))
}

/// Makes a hole of a value whose known part does not help.
fn undecided(name: &str, value: &Value) -> Value {
    let decided_by = value.chunks().iter().find_map(|chunk| match chunk {
        Chunk::Unknown(unknown) => Some(unknown.decided_by.clone()),
        Chunk::Known(_) => None,
    });
    Value::unknown(Unknown {
        what: name.to_owned(),
        decided_by: decided_by.unwrap_or_default(),
    })
}

/// Drops `$name` from a replacement: Go takes it for a group of its pattern, and there is none.
fn without_group_references(replacement: &str) -> String {
    let mut out = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '$' {
            out.push(character);
        } else if characters.next_if_eq(&'$').is_some() {
            out.push('$');
        } else if characters.next_if_eq(&'{').is_some() {
            for inside in characters.by_ref() {
                if inside == '}' {
                    break;
                }
            }
        } else {
            while characters
                .next_if(|next| next.is_alphanumeric() || *next == '_')
                .is_some()
            {}
        }
    }
    out
}
