//! Where a pattern of `.dockerignore` means something else than the same line in a `.gitignore`.
//!
//! Only what is certain is told: that git would look in every folder, that it would take folders
//! alone, that it could not re-include. The sentences are data; see the room `knowledge`.

use crate::context::ignore_rules::{IgnorePattern, IgnoreRules};

/// Names a difference between the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GitDifference {
    /// `node_modules`: git looks in every folder, Docker only at the root of the context.
    RootOnly,
    /// `build/`: git takes folders alone, Docker files of that name too.
    SlashAtEnd,
    /// `!docs/keep.md` below an ignored `docs`: git cannot re-include it, Docker does.
    IncludedAgain,
    /// ` #x` or `foo # why`: git strips no blanks at the start and neither knows comments behind a pattern.
    CommentBehind,
    /// `../x` or `./x`: git takes it to the letter and so matches nothing, Docker cleans the path.
    Cleaned,
}

impl GitDifference {
    /// Lists all.
    pub const ALL: [Self; 5] = [
        Self::RootOnly,
        Self::SlashAtEnd,
        Self::IncludedAgain,
        Self::CommentBehind,
        Self::Cleaned,
    ];

    /// Gives the name that the data has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RootOnly => "root-only",
            Self::SlashAtEnd => "slash-at-end",
            Self::IncludedAgain => "included-again",
            Self::CommentBehind => "comment-behind",
            Self::Cleaned => "cleaned",
        }
    }
}

/// Lists the differences of one pattern, the one that matters most first.
pub fn git_differences(rules: &IgnoreRules, index: usize) -> Vec<GitDifference> {
    let Some(pattern) = rules.patterns().get(index) else {
        return Vec::new();
    };
    let text = pattern.written.trim_start_matches('!').trim_start();
    let earlier = rules.patterns().get(..index).unwrap_or_default();
    let all = [
        (
            GitDifference::RootOnly,
            !pattern.is_exception && is_unanchored(text),
        ),
        (
            GitDifference::IncludedAgain,
            includes_in_ignored(earlier, pattern),
        ),
        (
            GitDifference::SlashAtEnd,
            !pattern.is_exception && text.len() > 1 && text.ends_with('/'),
        ),
        (GitDifference::CommentBehind, text.contains(" #")),
        (
            GitDifference::Cleaned,
            text.split('/').any(|part| matches!(part, "." | "..")),
        ),
    ];
    let found = all.into_iter().filter(|(_, is_so)| *is_so);
    found.map(|(difference, _)| difference).collect()
}

/// Tells whether git would look for a pattern in every folder: no slash but one at its end.
fn is_unanchored(text: &str) -> bool {
    let name = text.trim_end_matches('/');
    // One that matches every name, or names no entry at all, leaves out the same.
    !name.is_empty() && !name.contains('/') && !matches!(name, "*" | "**" | "." | "..")
}

/// Tells whether an exception speaks of something in a folder that an earlier pattern names as a whole.
fn includes_in_ignored(earlier: &[IgnorePattern], pattern: &IgnorePattern) -> bool {
    pattern.is_exception
        && earlier.iter().any(|ignored| {
            !ignored.is_exception
                && crate::context::tree::lies_below(&pattern.cleaned, &ignored.cleaned)
        })
}

#[cfg(test)]
mod tests {
    use super::{GitDifference, git_differences};
    use crate::context::ignore_rules::IgnoreRules;

    #[test]
    fn differences_are_told_where_they_are_certain() {
        let rules =
            IgnoreRules::read("node_modules\nbuild/\n/dist\n**/x\na/b\n*\ndocs\n!docs/keep.md")
                .unwrap();
        let all: Vec<_> = (0..8).map(|index| git_differences(&rules, index)).collect();
        assert_eq!(all[0], [GitDifference::RootOnly]);
        assert_eq!(all[1], [GitDifference::RootOnly, GitDifference::SlashAtEnd]);
        assert!(all[2].is_empty() && all[3].is_empty() && all[4].is_empty() && all[5].is_empty());
        assert_eq!(all[7], [GitDifference::IncludedAgain]);
    }
}
