//! Heredocs: `<<EOF` behind RUN, COPY and ADD, and the lines up to `EOF`.

use crate::language::error::{SyntaxError, WordError};
use crate::language::span::{Span, slice_from};
use crate::language::word::{Operation, Word, WordPiece, WordPieceKind};
use crate::language::word_splitter::WordSplitter;

/// Holds one heredoc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    /// The word that ends it.
    pub name: String,
    /// Whether BuildKit puts values in for its variables (COPY and ADD); quotes around the name stop it.
    pub expands: bool,
    /// Whether `<<-` takes leading tabs off.
    pub strips_tabs: bool,
    /// The lines between, newlines included.
    pub body: Span,
    /// The line that ends it; missing at the end of a broken file.
    pub end: Option<Span>,
}

/// Holds what `<<EOF` says, before its lines are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeredocMark {
    /// The word that ends it.
    pub name: String,
    /// Whether variables in it are expanded.
    pub expands: bool,
    /// Whether leading tabs are taken off.
    pub strips_tabs: bool,
}

/// Finds the heredocs an instruction's joined line opens.
///
/// The escape character is always the backslash here, whatever `# escape` says: so BuildKit has it.
pub fn heredoc_marks(line: &str) -> Result<Vec<HeredocMark>, SyntaxError> {
    let Ok(words) = unexpanded_words(line, true, true) else {
        return Ok(Vec::new());
    };
    let mut marks = Vec::new();
    for word in words {
        marks.extend(heredoc_mark(&word)?);
    }
    Ok(marks)
}

/// Reads one word as `<<EOF`; gives nothing where it is none.
pub fn heredoc_mark(word: &str) -> Result<Option<HeredocMark>, SyntaxError> {
    let Some(rest) = word
        .trim_start_matches(|digit: char| digit.is_ascii_digit())
        .strip_prefix("<<")
    else {
        return Ok(None);
    };
    let strips_tabs = rest.starts_with('-');
    let rest = slice_from(rest, usize::from(strips_tabs))
        .trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let words = unexpanded_words(rest, false, false).map_err(SyntaxError::HeredocWord)?;
    let [name] = words.as_slice() else {
        return Ok(None);
    };
    let raw = unexpanded_words(rest, true, false).map_err(SyntaxError::HeredocWord)?;
    let quotes = |text: &str| text.matches(['\'', '"']).count();
    Ok(Some(HeredocMark {
        name: name.clone(),
        expands: raw.first().is_some_and(|raw| quotes(raw) == quotes(name)),
        strips_tabs,
    }))
}

/// Splits a text into words while no variable is known: each is written back as it stands.
fn unexpanded_words(
    text: &str,
    keep_quotes: bool,
    keep_escapes: bool,
) -> Result<Vec<String>, WordError> {
    let word = Word::read(text, '\\', true);
    if let Some(error) = word.error {
        return Err(error);
    }
    let mut writer = Writer {
        text,
        keep_quotes,
        keep_escapes,
        has_nested: false,
    };
    let mut splitter = WordSplitter::default();
    for piece in &word.pieces {
        let mut out = String::new();
        writer.has_nested = false;
        writer.write(piece, false, &mut out);
        if writer.has_nested {
            splitter.lose_word();
        }
        match piece.kind {
            WordPieceKind::Literal | WordPieceKind::Variable(_) | WordPieceKind::LoneDollar => {
                splitter.add_bare(&out);
            }
            _ => splitter.add_quoted(&out),
        }
    }
    Ok(splitter.finish())
}

struct Writer<'text> {
    text: &'text str,
    keep_quotes: bool,
    keep_escapes: bool,
    /// Whether a `${name:-…}` was written: its word shares a buffer with the word around it.
    has_nested: bool,
}

impl Writer<'_> {
    fn write_all(&mut self, pieces: &[WordPiece], out: &mut String) {
        for piece in pieces {
            self.write(piece, false, out);
        }
    }

    fn write(&mut self, piece: &WordPiece, is_in_quotes: bool, out: &mut String) {
        let written = piece.span.of(self.text);
        match &piece.kind {
            WordPieceKind::Literal | WordPieceKind::HeredocMark | WordPieceKind::LoneDollar => {
                out.push_str(written);
            }
            WordPieceKind::Escaped if self.keep_escapes => out.push_str(written),
            WordPieceKind::Escaped => out.extend(written.chars().skip(1)),
            WordPieceKind::LoneEscape if is_in_quotes => {
                // BuildKit writes the escape character twice where it keeps escapes in double quotes.
                out.push_str(written);
                if self.keep_escapes {
                    out.push_str(written);
                }
            }
            WordPieceKind::LoneEscape => {
                if self.keep_escapes {
                    out.push_str(written);
                }
            }
            WordPieceKind::SingleQuoted if self.keep_quotes => out.push_str(written),
            WordPieceKind::SingleQuoted => out.push_str(written.trim_matches('\'')),
            WordPieceKind::DoubleQuoted(pieces) => {
                let quote = if self.keep_quotes { "\"" } else { "" };
                out.push_str(quote);
                for piece in pieces {
                    self.write(piece, true, out);
                }
                out.push_str(quote);
            }
            WordPieceKind::Variable(variable) => {
                let name = variable.name.of(self.text);
                match &variable.operation {
                    None if variable.is_braced => out.extend(["${", name, "}"]),
                    None => out.extend(["$", name]),
                    Some(Operation::Modify {
                        operator,
                        with_colon,
                        word,
                    }) => {
                        self.has_nested = true;
                        out.extend(["${", name, if *with_colon { ":" } else { "" }]);
                        out.push(*operator);
                        self.write_all(word, out);
                        out.push('}');
                    }
                    Some(Operation::Replace {
                        pattern,
                        replacement,
                        ..
                    }) => {
                        self.has_nested = true;
                        out.extend(["${", name, "/"]);
                        self.write_all(pattern, out);
                        out.push('/');
                        self.write_all(replacement, out);
                        out.push('}');
                    }
                }
            }
        }
    }
}
