//! "Did you mean …?": the nearest of some words, as BuildKit finds it.

/// Finds the word nearest to `word`, at most two edits away; the first of several equally near.
///
/// Gives nothing where the word itself is among the options: then the fault is elsewhere.
pub fn nearest<'option>(
    word: &str,
    options: impl IntoIterator<Item = &'option str>,
    case_sensitive: bool,
) -> Option<String> {
    let fold = |text: &str| {
        if case_sensitive {
            text.to_owned()
        } else {
            text.to_lowercase()
        }
    };
    let wanted = fold(word);
    let mut best: Option<String> = None;
    let mut smallest = 3;
    for option in options {
        let option = fold(option);
        if option == wanted {
            return None;
        }
        let distance = edit_distance(&wanted, &option, smallest);
        if distance < smallest {
            smallest = distance;
            best = Some(option);
        }
    }
    best.map(|best| {
        if case_sensitive {
            best
        } else {
            like_case_of(word, best)
        }
    })
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
fn edit_distance(left: &str, right: &str, limit: usize) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().abs_diff(right.len()) >= limit {
        return limit;
    }
    let mut previous: Vec<usize> = (0..=right.len()).collect();
    for (row, left_character) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(previous.len());
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
