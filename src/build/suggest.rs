//! "Did you mean …?": the nearest of some words, as BuildKit finds it.

use smallvec::SmallVec;
use std::borrow::Cow;

/// The letters of a word; few words need more.
type Letters = SmallVec<[char; 24]>;

/// One row of distances.
type Distances = SmallVec<[usize; 25]>;

/// Finds the word nearest to `word`, at most two edits away; the first of several equally near.
///
/// Gives nothing where the word itself is among the options: then the fault is elsewhere.
pub fn nearest<'option>(
    word: &str,
    options: impl IntoIterator<Item = &'option str>,
    case_sensitive: bool,
) -> Option<String> {
    let wanted = folded(word, case_sensitive);
    let mut best = None;
    let mut smallest = 3;
    for option in options {
        let option = folded(option, case_sensitive);
        if option == wanted {
            return None;
        }
        let distance = edit_distance(&wanted, &option, smallest);
        if distance < smallest {
            smallest = distance;
            best = Some(option);
        }
    }
    best.map(Cow::into_owned).map(|best| {
        if case_sensitive {
            best
        } else {
            like_case_of(word, best)
        }
    })
}

fn folded(text: &str, case_sensitive: bool) -> Cow<'_, str> {
    if case_sensitive {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// Adds BuildKit's suggestion to a message, if a word is near.
pub fn with_suggestion<'option>(
    message: String,
    word: &str,
    options: impl IntoIterator<Item = &'option str>,
    case_sensitive: bool,
) -> String {
    match nearest(word, options, case_sensitive) {
        Some(nearest) if !nearest.is_empty() => format!("{message} (did you mean {nearest}?)"),
        _ => message,
    }
}

fn like_case_of(model: &str, word: String) -> String {
    if model == model.to_lowercase() {
        word.to_lowercase()
    } else if model == model.to_uppercase() {
        word.to_uppercase()
    } else {
        word
    }
}

/// Counts insertions, deletions and substitutions; stops counting at `limit`.
///
/// What both words start and end with costs nothing, so that only the middle is compared: a file
/// with many variables has many that are nearly alike.
fn edit_distance(left: &str, right: &str, limit: usize) -> usize {
    let same_start = left.chars().zip(right.chars());
    let same_start = same_start.take_while(|(left, right)| left == right).count();
    let left: Letters = left.chars().skip(same_start).collect();
    let right: Letters = right.chars().skip(same_start).collect();
    let same_end = left.iter().rev().zip(right.iter().rev());
    let same_end = same_end.take_while(|(left, right)| left == right).count();
    let left = left.get(..left.len() - same_end).unwrap_or_default();
    let right = right.get(..right.len() - same_end).unwrap_or_default();
    if left.len().abs_diff(right.len()) >= limit {
        return limit;
    }
    let mut previous: Distances = (0..=right.len()).collect();
    for (row, left_character) in left.iter().enumerate() {
        let mut current = Distances::with_capacity(previous.len());
        current.push(row + 1);
        for (column, right_character) in right.iter().enumerate() {
            let substituted = previous.get(column).copied().unwrap_or(limit)
                + usize::from(left_character != right_character);
            let deleted = previous.get(column + 1).copied().unwrap_or(limit) + 1;
            let inserted = current.get(column).copied().unwrap_or(limit) + 1;
            current.push(substituted.min(deleted).min(inserted));
        }
        previous = current;
    }
    previous.last().copied().unwrap_or(limit)
}
