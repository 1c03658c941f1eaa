//! `.dockerignore`: its lines, and which of them decides about a path.
//!
//! As moby's `patternmatcher` has it, errors in its words. The last pattern that matches a path or
//! one of its folders decides. BuildKit's walk through a folder says the same but for a corner: a
//! `!pattern` that re-includes a folder says nothing about an entry in it that a pattern of its own
//! leaves out (it does not look at the folder again); [`Decision::walk_differs`] marks those.

use crate::context::clean_path::{clean, with_parents};
use crate::context::file_match::{BadPattern, file_match};
use crate::context::ignore_pattern::PathTest;
use crate::context::tree::{ContextTree, EntryKind, lies_below};
use std::collections::BTreeMap;
use std::fmt;

/// The longest line that BuildKit reads, in bytes.
const LONGEST_LINE: usize = 64 * 1024 - 1;

/// Holds an ignore file's patterns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IgnoreRules {
    patterns: Vec<IgnorePattern>,
}

/// Holds one pattern and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnorePattern {
    /// Its line, counted from 1.
    pub line: u32,
    /// As it is written, blanks around it taken off.
    pub written: String,
    /// As it is matched: cleaned, without `!` and without a slash at its start or end.
    pub cleaned: String,
    /// Whether it re-includes: it starts with `!`.
    pub is_exception: bool,
    test: PathTest,
}

/// Says why BuildKit refuses an ignore file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreError {
    /// The line, counted from 1.
    pub line: u32,
    /// The line as it is written.
    pub written: String,
    /// What is wrong.
    pub fault: IgnoreFault,
}

/// Names what BuildKit refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IgnoreFault {
    /// A bracket without its end, a backslash at the end.
    Syntax,
    /// A `!` with no pattern behind it.
    NothingToInclude,
    /// A line longer than 65,535 bytes.
    LineTooLong,
}

/// Says what is decided about a path, and by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is sent.
    pub included: bool,
    /// The pattern that decided, counted from 0; nothing where none matches.
    pub pattern: Option<usize>,
    /// Whether BuildKit's walk through the folder decides otherwise; [`IgnoreRules::decide`] tells it.
    pub walk_differs: bool,
}

impl IgnoreRules {
    /// Reads an ignore file.
    pub fn read(text: &str) -> Result<Self, IgnoreError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut patterns = Vec::new();
        for (line, written) in (1..).zip(text.split('\n')) {
            let refuse = |fault| IgnoreError {
                line,
                written: written.trim().chars().take(200).collect(),
                fault,
            };
            if written.len() > LONGEST_LINE {
                return Err(refuse(IgnoreFault::LineTooLong));
            }
            if !written.starts_with('#') {
                patterns.extend(IgnorePattern::read(line, written).map_err(refuse)?);
            }
        }
        Ok(Self { patterns })
    }

    /// Takes patterns as they are given to the matcher itself, as `--exclude` does; their lines are their numbers.
    pub fn of_patterns(patterns: &[String]) -> Result<Self, IgnoreError> {
        let mut read = Vec::new();
        for (line, written) in (1..).zip(patterns) {
            let pattern = IgnorePattern::of(line, written.trim(), &clean(written.trim()));
            let refuse = |fault| IgnoreError {
                line,
                written: written.clone(),
                fault,
            };
            if !written.trim().is_empty() {
                read.push(pattern.map_err(refuse)?);
            }
        }
        Ok(Self { patterns: read })
    }

    /// Lists the patterns in order.
    pub fn patterns(&self) -> &[IgnorePattern] {
        &self.patterns
    }

    /// Tells whether a pattern re-includes something.
    pub fn has_exceptions(&self) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_exception)
    }

    /// Decides about a path (`a/b`, no slash at its start), whether it exists or not.
    pub fn decide(&self, path: &str) -> Result<Decision, IgnoreError> {
        let mut walk = Walk::new(self, true);
        let mut decision = Decision {
            included: true,
            ..Decision::default()
        };
        for part in with_parents(path) {
            decision = walk.enter(part, true)?;
        }
        Ok(decision)
    }

    /// Decides about every entry of a folder, in its order; [`Decision::walk_differs`] is left out.
    pub fn decide_all(&self, tree: &ContextTree) -> Result<Vec<Decision>, IgnoreError> {
        let mut walk = Walk::new(self, false);
        let entries = tree.entries().iter();
        entries
            .map(|entry| walk.enter(&entry.path, entry.kind == EntryKind::Directory))
            .collect()
    }

    /// Tells whether a path or a folder of it is left out, as a check asks it: about any text.
    pub fn leaves_out(&self, path: &str) -> Result<bool, IgnoreError> {
        let mut is_out = false;
        for pattern in &self.patterns {
            if pattern.is_exception != is_out {
                continue;
            }
            // Moby looks at the path, then at its parents; a path that starts with `/` has an empty one.
            let mut found = pattern.matches(path)?;
            for (end, _) in path.match_indices('/') {
                found = found || pattern.matches(path.get(..end).unwrap_or_default())?;
            }
            if found {
                is_out = !pattern.is_exception;
            }
        }
        Ok(is_out)
    }
}

impl IgnorePattern {
    /// Reads a line: first as the ignore file's reader does, then as the matcher does.
    fn read(line: u32, written: &str) -> Result<Option<Self>, IgnoreFault> {
        let written = written.trim();
        if written.is_empty() {
            return Ok(None);
        }
        let (mark, text) = match written.strip_prefix('!') {
            Some(rest) => ("!", rest.trim()),
            None => ("", written),
        };
        let mut text = if text.is_empty() {
            String::new()
        } else {
            clean(text)
        };
        if text.len() > 1 && text.starts_with('/') {
            text.remove(0);
        }
        // The matcher cleans once more, the mark included: `!/` comes to a mark alone.
        let cleaned = clean(format!("{mark}{text}").trim());
        Self::of(line, written, &cleaned).map(Some)
    }

    /// Takes a cleaned pattern.
    fn of(line: u32, written: &str, cleaned: &str) -> Result<Self, IgnoreFault> {
        let (is_exception, cleaned) = match cleaned.strip_prefix('!') {
            Some("") => return Err(IgnoreFault::NothingToInclude),
            Some(rest) => (true, rest.to_owned()),
            None => (false, cleaned.to_owned()),
        };
        file_match(&cleaned, ".").map_err(|BadPattern| IgnoreFault::Syntax)?;
        Ok(Self {
            line,
            written: written.to_owned(),
            test: PathTest::of(&cleaned),
            cleaned,
            is_exception,
        })
    }

    fn matches(&self, path: &str) -> Result<bool, IgnoreError> {
        let matches = self.test.matches(path);
        matches.map_err(|BadPattern| IgnoreError {
            line: self.line,
            written: self.written.clone(),
            fault: IgnoreFault::Syntax,
        })
    }
}

/// Goes through a folder and remembers what matched the folders it is in.
struct Walk<'a> {
    rules: &'a IgnoreRules,
    candidates: Candidates,
    /// Whether BuildKit's own walk is followed beside it.
    compares: bool,
    folders: Vec<Folder>,
}

/// Holds what is known about a folder, for the entries in it.
struct Folder {
    path: String,
    /// The last pattern that matches it or a parent.
    pattern: Option<usize>,
    /// For each pattern, what BuildKit's walk keeps; empty where it is not followed.
    kept: Vec<bool>,
}

/// Tells by a path's last byte which patterns can match it: of thousands, a few are left.
#[derive(Default)]
struct Candidates {
    by_end: BTreeMap<u8, Vec<usize>>,
    /// Patterns that do not say how a path ends.
    others: Vec<usize>,
}

impl Candidates {
    fn of(patterns: &[IgnorePattern]) -> Self {
        let mut candidates = Self::default();
        for (index, pattern) in patterns.iter().enumerate() {
            match pattern.test.last_byte() {
                Some(end) => candidates.by_end.entry(end).or_default().push(index),
                None => candidates.others.push(index),
            }
        }
        candidates
    }

    /// Lists the patterns that can match a path, the last one first.
    fn for_path(&self, path: &str) -> impl Iterator<Item = usize> {
        let end = path.as_bytes().last();
        let alike = end.and_then(|end| self.by_end.get(end));
        let mut alike = alike.map_or(&[] as &[usize], Vec::as_slice);
        let mut others = self.others.as_slice();
        std::iter::from_fn(move || {
            let list = if alike.last() > others.last() {
                &mut alike
            } else {
                &mut others
            };
            let (last, rest) = list.split_last()?;
            *list = rest;
            Some(*last)
        })
    }
}

impl<'a> Walk<'a> {
    fn new(rules: &'a IgnoreRules, compares: bool) -> Self {
        Self {
            rules,
            candidates: Candidates::of(&rules.patterns),
            compares: compares && rules.has_exceptions(),
            folders: Vec::new(),
        }
    }

    /// Decides about the next path; its folders came before it.
    fn enter(&mut self, path: &str, is_folder: bool) -> Result<Decision, IgnoreError> {
        while self
            .folders
            .last()
            .is_some_and(|folder| !lies_below(path, &folder.path))
        {
            self.folders.pop();
        }
        let folder = self.folders.last();
        let inherited = folder.and_then(|folder| folder.pattern);
        let pattern = self.last_match(path, inherited)?.or(inherited);
        let is_out = pattern
            .and_then(|index| self.rules.patterns.get(index))
            .is_some_and(|pattern| !pattern.is_exception);
        let (walk_is_out, kept) = if self.compares {
            let inherited = folder.map_or(&[] as &[bool], |folder| folder.kept.as_slice());
            walk_decision(&self.rules.patterns, path, inherited)?
        } else {
            (is_out, Vec::new())
        };
        if is_folder {
            self.folders.push(Folder {
                path: path.to_owned(),
                pattern,
                kept,
            });
        }
        Ok(Decision {
            included: !is_out,
            pattern,
            walk_differs: walk_is_out != is_out,
        })
    }

    /// Finds the last pattern that matches a path, behind the one that decided about its folder.
    fn last_match(
        &self,
        path: &str,
        inherited: Option<usize>,
    ) -> Result<Option<usize>, IgnoreError> {
        let behind = self
            .candidates
            .for_path(path)
            .take_while(|index| Some(*index) > inherited);
        for index in behind {
            let pattern = self.rules.patterns.get(index);
            match pattern.map(|pattern| pattern.matches(path)) {
                Some(Ok(true)) => return Ok(Some(index)),
                // Moby goes forwards, so it may never come to the broken pattern.
                Some(Err(_)) => {
                    self.rules.leaves_out(path)?;
                }
                Some(Ok(false)) | None => {}
            }
        }
        Ok(None)
    }
}

/// Decides as BuildKit's walk does, with what it kept of the folder; gives what to keep for the entries in it.
pub fn walk_decision(
    patterns: &[IgnorePattern],
    path: &str,
    inherited: &[bool],
) -> Result<(bool, Vec<bool>), IgnoreError> {
    let mut is_out = false;
    let mut kept = vec![false; patterns.len()];
    for (index, pattern) in patterns.iter().enumerate() {
        let mut found = inherited.get(index) == Some(&true);
        if !found {
            if pattern.is_exception != is_out {
                continue;
            }
            found = pattern.matches(path)?;
        }
        if let Some(place) = kept.get_mut(index) {
            *place = found;
        }
        if found {
            is_out = !pattern.is_exception;
        }
    }
    Ok((is_out, kept))
}

impl fmt::Display for IgnoreError {
    /// Writes BuildKit's words, without the place.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.fault {
            IgnoreFault::Syntax => "syntax error in pattern",
            IgnoreFault::NothingToInclude => "illegal exclusion pattern: \"!\"",
            IgnoreFault::LineTooLong => "bufio.Scanner: token too long",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{IgnoreFault, IgnoreRules};

    fn included(rules: &str, path: &str) -> bool {
        IgnoreRules::read(rules)
            .unwrap()
            .decide(path)
            .unwrap()
            .included
    }

    #[test]
    fn the_last_pattern_that_matches_decides() {
        assert!(!included("*.md\n", "a.md"));
        assert!(included("*.md\n!a.md", "a.md"));
        assert!(!included("!a.md\n*.md", "a.md"));
        assert!(included("*.md", "docs/a.md"));
        assert!(!included("docs", "docs/a.md"));
        assert!(included("docs\n!docs/a.md", "docs/a.md"));
        assert!(!included("docs\n!docs/a.md", "docs"));
        let rules = IgnoreRules::read("# x\n\ndocs\n!docs/a.md\n").unwrap();
        let decision = rules.decide("docs/a.md").unwrap();
        let pattern = &rules.patterns()[decision.pattern.unwrap()];
        assert_eq!((pattern.line, pattern.written.as_str()), (4, "!docs/a.md"));
    }

    #[test]
    fn lines_are_read_as_buildkit_reads_them() {
        let cleaned = |text: &str| {
            let rules = IgnoreRules::read(text).unwrap();
            let patterns = rules.patterns().iter();
            patterns
                .map(|pattern| {
                    format!(
                        "{}{}",
                        if pattern.is_exception { "!" } else { "" },
                        pattern.cleaned
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cleaned("\u{feff}foo\r\n bar/ \n#x\n #y"),
            ["foo", "bar", "#y"]
        );
        assert_eq!(
            cleaned("/foo\n./a//b\n! /x\n!!y\n/\n."),
            ["foo", "a/b", "!x", "!!y", "/", "."]
        );
    }

    #[test]
    fn what_buildkit_refuses_has_its_line() {
        let fault = |text: &str| IgnoreRules::read(text).map_err(|error| (error.line, error.fault));
        assert_eq!(fault("a\nfoo["), Err((2, IgnoreFault::Syntax)));
        assert_eq!(fault("a\\"), Err((1, IgnoreFault::Syntax)));
        assert_eq!(fault("!"), Err((1, IgnoreFault::NothingToInclude)));
        assert_eq!(fault("x\n! /\n"), Err((2, IgnoreFault::NothingToInclude)));
        assert_eq!(
            fault(&"x".repeat(70_000)),
            Err((1, IgnoreFault::LineTooLong))
        );
        let rules = IgnoreRules::read("[z-a]").unwrap();
        assert_eq!(
            rules.decide("b").unwrap_err().to_string(),
            "syntax error in pattern"
        );
    }

    #[test]
    fn where_buildkits_walk_differs_is_marked() {
        let rules = IgnoreRules::read("*/bar\n!foo").unwrap();
        let decision = rules.decide("foo/bar").unwrap();
        assert!(decision.included && decision.walk_differs);
        assert!(!rules.decide("foo").unwrap().walk_differs);
    }
}
