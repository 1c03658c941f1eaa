//! Functions with regular expressions, whose kind is Go's: nothing in them takes long.

use crate::project::bake::evaluate::LONGEST;
use crate::project::bake::value::BakeValue;
use regex_lite::{Captures, Regex, RegexBuilder};

/// How many matches a text may have.
const MOST_MATCHES: usize = 1_000;
/// How much room a pattern may take.
const LARGEST_PATTERN: usize = 256 * 1024;

/// Reads a pattern; the few signs that Go knows and this reader does not make it unknown.
fn read(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .size_limit(LARGEST_PATTERN)
        .build()
        .ok()
}

/// Gives the first match; where there is none, bake refuses the file.
pub(in crate::project::bake) fn first_match(pattern: &str, text: &str) -> Option<BakeValue> {
    let pattern = read(pattern)?;
    let captures = pattern.captures(text)?;
    matched(&pattern, &captures)
}

/// Lists all matches.
pub(in crate::project::bake) fn every_match(pattern: &str, text: &str) -> Option<BakeValue> {
    let pattern = read(pattern)?;
    let matches = pattern.captures_iter(text).take(MOST_MATCHES + 1);
    let matches = matches.map(|captures| matched(&pattern, &captures));
    let matches: Vec<BakeValue> = matches.collect::<Option<_>>()?;
    (matches.len() <= MOST_MATCHES).then_some(BakeValue::List(matches))
}

/// Puts a text in the place of all matches; `$1` in it stands for a group.
pub(in crate::project::bake) fn with_matches_replaced(
    text: &str,
    pattern: &str,
    new: &str,
) -> Option<BakeValue> {
    let pattern = read(pattern)?;
    let matches = pattern.find_iter(text).take(MOST_MATCHES + 1).count();
    let grows = matches.saturating_mul(new.len().saturating_add(text.len()));
    if matches > MOST_MATCHES || text.len().saturating_add(grows) > LONGEST * 16 {
        return None;
    }
    let text = pattern.replace_all(text, new).into_owned();
    (text.len() <= LONGEST).then_some(BakeValue::Text(text))
}

/// Gives a match: its text, or those of its groups, by their names where they have some.
fn matched(pattern: &Regex, captures: &Captures<'_>) -> Option<BakeValue> {
    let text = |group: usize| {
        captures.get(group).map_or(BakeValue::Null, |found| {
            BakeValue::Text(found.as_str().to_owned())
        })
    };
    let names: Vec<Option<&str>> = pattern.capture_names().skip(1).collect();
    if names.is_empty() {
        return Some(text(0));
    }
    if names.iter().all(Option::is_none) {
        let groups = (1..=names.len()).map(text);
        return Some(BakeValue::List(groups.collect()));
    }
    // Go refuses names on some groups alone.
    let named = names
        .iter()
        .enumerate()
        .map(|(at, name)| Some(((*name)?.to_owned(), text(at + 1))));
    Some(BakeValue::Map(named.collect::<Option<_>>()?))
}
