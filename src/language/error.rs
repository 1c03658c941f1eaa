//! What BuildKit's parser refuses, in its words.

use std::fmt;

/// Says why BuildKit's parser refuses a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// The file holds no instruction.
    NoInstructions,
    /// A line is longer than BuildKit reads.
    LineTooLong,
    /// `# escape` names something else than a backslash or a backtick.
    InvalidEscape(String),
    /// A parser directive stands twice.
    RepeatedDirective(String),
    /// ENV or LABEL has a name without a value.
    TwoArguments(&'static str),
    /// ENV or LABEL has a word without `=` behind one that has it.
    NoEqualsSign(String),
    /// A JSON array holds something else than strings.
    NotOnlyStrings,
    /// A heredoc's end is missing.
    UnterminatedHeredoc,
    /// A heredoc's word cannot be read.
    HeredocWord(WordError),
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoInstructions => formatter.write_str("file with no instructions"),
            Self::LineTooLong => {
                formatter.write_str("dockerfile line greater than max allowed size of 65535")
            }
            Self::InvalidEscape(value) => {
                write!(
                    formatter,
                    "invalid escape token '{value}' does not match ` or \\"
                )
            }
            Self::RepeatedDirective(name) => {
                write!(formatter, "only one {name} parser directive can be used")
            }
            Self::TwoArguments(name) => write!(formatter, "{name} must have two arguments"),
            Self::NoEqualsSign(word) => write!(
                formatter,
                "Syntax error - can't find = in {}. Must be of the form: name=value",
                crate::language::quoted::quoted(word)
            ),
            Self::NotOnlyStrings => formatter.write_str(
                "when using JSON array syntax, arrays must be comprised of strings only",
            ),
            Self::UnterminatedHeredoc => formatter.write_str("unterminated heredoc"),
            Self::HeredocWord(error) => error.fmt(formatter),
        }
    }
}

/// Says why a word with quotes and variables cannot be read or expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordError {
    /// A single quote has no end.
    SingleQuote,
    /// A double quote has no end.
    DoubleQuote,
    /// `${` has no `}`.
    MissingBrace,
    /// `${name/pattern` has no second `/`.
    MissingSlash,
    /// `${}`, `${{…}` or `${:…}`.
    BadSubstitution,
    /// An operator that BuildKit does not know.
    UnsupportedModifier(String),
    /// `${name?}` or `${name:?}` asked for a value that is not there.
    Required {
        /// The variable.
        name: String,
        /// The author's message, or BuildKit's own.
        message: String,
    },
    /// A pattern of `#`, `%` or `/` cannot be read.
    Pattern {
        /// The pattern.
        pattern: String,
        /// The character behind the backslash.
        escaped: String,
    },
}

impl fmt::Display for WordError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SingleQuote => formatter
                .write_str("unexpected end of statement while looking for matching single-quote"),
            Self::DoubleQuote => formatter
                .write_str("unexpected end of statement while looking for matching double-quote"),
            Self::MissingBrace => formatter.write_str("syntax error: missing '}'"),
            Self::MissingSlash => formatter.write_str("syntax error: missing '/' in ${}"),
            Self::BadSubstitution => formatter.write_str("syntax error: bad substitution"),
            Self::UnsupportedModifier(modifier) => {
                write!(
                    formatter,
                    "unsupported modifier ({modifier}) in substitution"
                )
            }
            Self::Required { name, message } => write!(formatter, "{name}: {message}"),
            Self::Pattern { pattern, escaped } => write!(
                formatter,
                "invalid pattern ({pattern}) in substitution: invalid escape '\\{escaped}'"
            ),
        }
    }
}
