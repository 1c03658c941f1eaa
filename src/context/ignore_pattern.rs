//! One pattern of `.dockerignore`, as moby's `patternmatcher` compiles it, odd corners included.

use crate::context::expression::Expression;
use crate::context::file_match::BadPattern;

/// Holds a pattern, ready to match paths without their parents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::context) enum PathTest {
    /// The path itself.
    Exactly(String),
    /// What starts so: `docs/**`.
    StartsWith(String),
    /// What ends so, or is what stands behind the slash: `**/node_modules`.
    EndsWith(String),
    /// Everything else.
    Matches(Box<Expression>),
    /// Go cannot read what moby makes of it: an error as soon as a path gets that far.
    Broken,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exact,
    Prefix,
    Suffix,
    Expression,
}

impl PathTest {
    /// Compiles a cleaned pattern without its `!`.
    pub(in crate::context) fn of(pattern: &str) -> Self {
        let (kind, expression) = translate(pattern);
        let text = pattern.to_owned();
        match kind {
            Kind::Exact => Self::Exactly(text),
            Kind::Prefix => Self::StartsWith(text.strip_suffix("**").unwrap_or(&text).to_owned()),
            Kind::Suffix => Self::EndsWith(text.strip_prefix("**").unwrap_or(&text).to_owned()),
            Kind::Expression => Expression::read(&expression)
                .map_or(Self::Broken, |read| Self::Matches(Box::new(read))),
        }
    }

    /// Gives the byte that every path ends with that matches, if there is one.
    pub(in crate::context) fn last_byte(&self) -> Option<u8> {
        match self {
            Self::Exactly(text) | Self::EndsWith(text) => text.as_bytes().last().copied(),
            Self::Matches(expression) => expression.last_byte(),
            Self::StartsWith(_) | Self::Broken => None,
        }
    }

    /// Tells whether a path matches; its parents are another question.
    pub(in crate::context) fn matches(&self, path: &str) -> Result<bool, BadPattern> {
        match self {
            Self::Exactly(pattern) => Ok(path == pattern),
            Self::StartsWith(prefix) => Ok(path.starts_with(prefix.as_str())),
            Self::EndsWith(suffix) => Ok(path.ends_with(suffix.as_str())
                || suffix.strip_prefix('/').is_some_and(|rest| path == rest)),
            Self::Matches(expression) => Ok(expression.matches(path)),
            Self::Broken => Err(BadPattern),
        }
    }
}

/// Turns a pattern into an expression, the way moby does, and says which shortcut it takes.
fn translate(pattern: &str) -> (Kind, String) {
    let mut kind = Kind::Exact;
    let mut expression = String::new();
    let mut characters = pattern.chars().peekable();
    let mut is_first = true;
    while let Some(character) = characters.next() {
        match character {
            '*' if characters.next_if_eq(&'*').is_some() => {
                characters.next_if_eq(&'/');
                if characters.peek().is_some() {
                    expression.push_str("(.*/)?");
                    kind = Kind::Expression;
                } else if kind == Kind::Exact {
                    kind = Kind::Prefix;
                } else {
                    expression.push_str(".*");
                    kind = Kind::Expression;
                }
                if is_first {
                    kind = Kind::Suffix;
                }
            }
            '*' => {
                expression.push_str("[^/]*");
                kind = Kind::Expression;
            }
            '?' => {
                expression.push_str("[^/]");
                kind = Kind::Expression;
            }
            '.' | '+' | '(' | ')' | '|' | '{' | '}' | '$' => expression.extend(['\\', character]),
            '\\' => {
                expression.push('\\');
                if let Some(escaped) = characters.next() {
                    expression.push(escaped);
                    kind = Kind::Expression;
                }
            }
            '[' | ']' => {
                expression.push(character);
                kind = Kind::Expression;
            }
            character => expression.push(character),
        }
        is_first = false;
    }
    (kind, expression)
}

#[cfg(test)]
mod tests {
    use super::PathTest;

    #[test]
    fn shortcuts_are_mobys() {
        let exactly = |text: &str| PathTest::Exactly(text.to_owned());
        assert_eq!(PathTest::of("a.b"), exactly("a.b"));
        assert_eq!(
            PathTest::of("docs/**"),
            PathTest::StartsWith("docs/".to_owned())
        );
        assert_eq!(
            PathTest::of("docs**"),
            PathTest::StartsWith("docs".to_owned())
        );
        assert_eq!(
            PathTest::of("**/a.b"),
            PathTest::EndsWith("/a.b".to_owned())
        );
        assert_eq!(PathTest::of("**"), PathTest::EndsWith(String::new()));
        assert_eq!(PathTest::of("[z-a]"), PathTest::Broken);
    }

    #[test]
    fn two_stars_without_a_slash_match_the_end_of_a_name() {
        assert_eq!(PathTest::of("**foo").matches("d/xfoo"), Ok(true));
        assert_eq!(PathTest::of("**/foo").matches("xfoo"), Ok(false));
        assert_eq!(PathTest::of("**/foo").matches("foo"), Ok(true));
    }
}
