//! Go's `filepath.Match`: the patterns of COPY's sources. A `*` stops at a slash, and there is no `**`.

/// Says that a pattern cannot be read: a bracket without its end, a backslash with nothing behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadPattern;

impl std::fmt::Display for BadPattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("syntax error in pattern")
    }
}

/// Tells whether a whole name matches a pattern; a bad pattern is found whatever the name is.
pub fn file_match(pattern: &str, name: &str) -> Result<bool, BadPattern> {
    let name: Vec<char> = name.chars().collect();
    let mut name = name.as_slice();
    let mut chunks = chunks(pattern).into_iter().peekable();
    while let Some((has_star, chunk)) = chunks.next() {
        if has_star && chunk.is_empty() {
            return Ok(!name.contains(&'/'));
        }
        let is_last = chunks.peek().is_none();
        let mut found = match_chunk(&chunk, name)?.filter(|rest| rest.is_empty() || !is_last);
        let mut skipped = 0;
        while found.is_none() && has_star && name.get(skipped).is_some_and(|&next| next != '/') {
            skipped += 1;
            found = match_chunk(&chunk, name.get(skipped..).unwrap_or_default())?
                .filter(|rest| rest.is_empty() || !is_last);
        }
        let Some(rest) = found else {
            for (_, chunk) in chunks {
                match_chunk(&chunk, &[])?;
            }
            return Ok(false);
        };
        name = rest;
    }
    Ok(name.is_empty())
}

/// Tells whether a path of COPY is a pattern.
pub fn has_wildcards(path: &str) -> bool {
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '*' | '?' | '[' => return true,
            _ => {}
        }
    }
    false
}

/// Cuts a pattern before its stars: each piece, and whether stars stand before it.
fn chunks(pattern: &str) -> Vec<(bool, Vec<char>)> {
    let mut chunks: Vec<(bool, Vec<char>)> = Vec::new();
    let mut characters = pattern.chars().peekable();
    let mut is_in_range = false;
    while let Some(character) = characters.next() {
        if character == '*' && !is_in_range {
            while characters.next_if_eq(&'*').is_some() {}
            chunks.push((true, Vec::new()));
            continue;
        }
        if chunks.is_empty() {
            chunks.push((false, Vec::new()));
        }
        let Some((_, chunk)) = chunks.last_mut() else {
            return chunks;
        };
        chunk.push(character);
        match character {
            '\\' => chunk.extend(characters.next()),
            '[' => is_in_range = true,
            ']' => is_in_range = false,
            _ => {}
        }
    }
    chunks
}

/// Matches a piece without stars at the start of a name; gives what is left of the name.
fn match_chunk<'a>(chunk: &[char], name: &'a [char]) -> Result<Option<&'a [char]>, BadPattern> {
    let mut name = Some(name);
    let mut chunk = chunk.iter().copied().peekable();
    while let Some(character) = chunk.next() {
        let next = name.and_then(<[char]>::first).copied();
        let matches = match character {
            '[' => in_range(&mut chunk, next)?,
            '?' => next.is_some_and(|next| next != '/'),
            '\\' => next == Some(chunk.next().ok_or(BadPattern)?),
            character => next == Some(character),
        };
        name = name.and_then(|name| name.get(1..)).filter(|_| matches);
    }
    Ok(name)
}

type Characters<'a> = std::iter::Peekable<std::iter::Copied<std::slice::Iter<'a, char>>>;

/// Reads a range up to its bracket and tells whether a character lies in it.
fn in_range(chunk: &mut Characters<'_>, next: Option<char>) -> Result<bool, BadPattern> {
    let is_negated = chunk.next_if_eq(&'^').is_some();
    let mut is_in = false;
    let mut is_first = true;
    loop {
        if !is_first && chunk.next_if_eq(&']').is_some() {
            return Ok(is_in != is_negated && next.is_some());
        }
        is_first = false;
        let low = range_end(chunk)?;
        let high = if chunk.next_if_eq(&'-').is_some() {
            range_end(chunk)?
        } else {
            low
        };
        is_in |= next.is_some_and(|next| (low..=high).contains(&next));
    }
}

/// Reads one character of a range; something has to stand behind it.
fn range_end(chunk: &mut Characters<'_>) -> Result<char, BadPattern> {
    let character = match chunk.next() {
        None | Some('-' | ']') => return Err(BadPattern),
        Some('\\') => chunk.next().ok_or(BadPattern)?,
        Some(character) => character,
    };
    chunk.peek().map(|_| character).ok_or(BadPattern)
}

#[cfg(test)]
mod tests {
    use super::{BadPattern, file_match, has_wildcards};

    #[test]
    fn patterns_match_as_in_go() {
        for (pattern, name, matches) in [
            ("*.txt", "a.txt", true),
            ("*.txt", "d/a.txt", false),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("**/x", "d/x", true),
            ("**/x", "x", false),
            ("d/*", "d/", true),
            ("?", "é", true),
            ("?", "/", false),
            ("[^a]", "/", true),
            ("[a-c]x", "bx", true),
            ("x[[]1", "x[1", true),
            ("\\*", "*", true),
            ("\\*", "a", false),
            ("[\\]]", "]", true),
            ("", "", true),
            ("a", "", false),
            ("*", "", true),
        ] {
            assert_eq!(file_match(pattern, name), Ok(matches), "{pattern} {name}");
        }
    }

    #[test]
    fn a_bad_pattern_is_found_whatever_the_name_is() {
        for pattern in [
            "[", "a[", "[]", "[a", "[a-", "[-]", "a\\", "x*[", "[a-]", "[]a]", "[^", "z*y[",
        ] {
            assert_eq!(file_match(pattern, "."), Err(BadPattern), "{pattern}");
        }
        assert_eq!(file_match("[z-a]", "b"), Ok(false));
    }

    #[test]
    fn a_backslash_takes_a_wildcards_meaning_away() {
        assert!(has_wildcards("a*") && has_wildcards("[a") && has_wildcards("?"));
        assert!(!has_wildcards("a\\*\\?\\[") && !has_wildcards("a]"));
    }
}
