//! The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`.
//!
//! `*` and `?` alone are special, and a backslash takes their meaning away: BuildKit has no `[…]` here.

use crate::language::error::WordError;

/// Holds a pattern, ready to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    tokens: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    AnyCharacter,
    AnyText,
}

impl Pattern {
    /// Reads a pattern.
    pub fn read(text: &str) -> Result<Self, WordError> {
        let mut tokens = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            tokens.push(match character {
                '*' => Token::AnyText,
                '?' => Token::AnyCharacter,
                // The backslash before what ends the word is not part of the pattern.
                '\\' if matches!(characters.peek(), Some('}' | '/')) => continue,
                '\\' => match characters.next() {
                    Some(escaped @ ('*' | '?' | '\\')) => Token::Character(escaped),
                    escaped => {
                        return Err(WordError::Pattern {
                            pattern: text.to_owned(),
                            // Go prints the end of the text as U+FFFD.
                            escaped: escaped.unwrap_or(char::REPLACEMENT_CHARACTER).to_string(),
                        });
                    }
                },
                character => Token::Character(character),
            });
        }
        Ok(Self { tokens })
    }

    /// Takes the shortest (or longest) match off the start of a text.
    pub fn trim_start(&self, text: &str, longest: bool) -> String {
        let characters: Vec<char> = text.chars().collect();
        match self.match_from(&characters, 0, longest) {
            Some(end) => characters.get(end..).unwrap_or_default().iter().collect(),
            None => text.to_owned(),
        }
    }

    /// Takes the shortest (or longest) match off the end of a text.
    pub fn trim_end(&self, text: &str, longest: bool) -> String {
        let backwards = Self {
            tokens: self.tokens.iter().rev().copied().collect(),
        };
        let reversed: String = text.chars().rev().collect();
        backwards
            .trim_start(&reversed, longest)
            .chars()
            .rev()
            .collect()
    }

    /// Replaces the first match, or all, by a text.
    pub fn replace(&self, text: &str, replacement: &str, all: bool) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        let mut last_end = None;
        while at <= characters.len() {
            match self.match_from(&characters, at, true) {
                // An empty match right behind another match does not count.
                Some(end) if !(end == at && last_end == Some(at)) => {
                    out.push_str(replacement);
                    last_end = Some(end);
                    if !all {
                        out.extend(characters.get(end..).unwrap_or_default());
                        return out;
                    }
                    if end > at {
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            out.extend(characters.get(at));
            at += 1;
        }
        out
    }

    /// Matches from a place; gives the end of the match that a backtracking matcher finds first.
    fn match_from(&self, text: &[char], start: usize, longest: bool) -> Option<usize> {
        // failed[token][place] remembers dead ends, so the time stays within tokens × places.
        let mut failed =
            vec![vec![false; text.len() + 1 - start.min(text.len())]; self.tokens.len() + 1];
        self.search(text, start, 0, start, longest, &mut failed)
    }

    fn search(
        &self,
        text: &[char],
        start: usize,
        token: usize,
        at: usize,
        longest: bool,
        failed: &mut [Vec<bool>],
    ) -> Option<usize> {
        let mut token = token;
        let mut at = at;
        loop {
            let Some(next) = self.tokens.get(token) else {
                return Some(at);
            };
            match next {
                Token::Character(expected) if text.get(at) == Some(expected) => at += 1,
                // A dot in Go's patterns matches everything but a newline.
                Token::AnyCharacter if text.get(at).is_some_and(|&character| character != '\n') => {
                    at += 1;
                }
                Token::AnyText => {
                    return self.search_any_text(text, start, token, at, longest, failed);
                }
                _ => return None,
            }
            token += 1;
        }
    }

    fn search_any_text(
        &self,
        text: &[char],
        start: usize,
        token: usize,
        at: usize,
        longest: bool,
        failed: &mut [Vec<bool>],
    ) -> Option<usize> {
        if *failed.get(token)?.get(at - start)? {
            return None;
        }
        let reach = text
            .iter()
            .skip(at)
            .position(|&character| character == '\n')
            .map_or(text.len(), |length| at + length);
        let mut ends: Vec<usize> = (at..=reach).collect();
        if longest {
            ends.reverse();
        }
        for end in ends {
            if let Some(found) = self.search(text, start, token + 1, end, longest, failed) {
                return Some(found);
            }
        }
        if let Some(dead_end) = failed
            .get_mut(token)
            .and_then(|places| places.get_mut(at - start))
        {
            *dead_end = true;
        }
        None
    }
}
