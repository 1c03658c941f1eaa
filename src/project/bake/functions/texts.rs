//! Functions on texts, as Go's `strings` and `path` have them.

use crate::project::bake::evaluate::LONGEST;
use crate::project::bake::value::BakeValue;
use crate::project::node::go_number;
use unicode_segmentation::UnicodeSegmentation as _;

/// Calls a function on texts alone; nothing where it is not one of these.
pub(in crate::project::bake) fn on_texts(name: &str, texts: &[&str]) -> Option<BakeValue> {
    let text = match (name, texts) {
        ("lower", [text]) => lower(text)?,
        ("upper", [text]) => text.chars().map(upper).collect(),
        ("title", [text]) => title(text),
        ("trimspace", [text]) => text.trim().to_owned(),
        ("chomp", [text]) => text.trim_end_matches(['\r', '\n']).to_owned(),
        ("trimprefix", [text, start]) => text.strip_prefix(*start).unwrap_or(text).to_owned(),
        ("trimsuffix", [text, end]) => text.strip_suffix(*end).unwrap_or(text).to_owned(),
        ("trim", [text, signs]) => text.trim_matches(|sign| signs.contains(sign)).to_owned(),
        ("replace", [text, old, new]) if !old.is_empty() => replaced(text, old, new)?,
        ("reverse", [text]) => text.graphemes(true).rev().collect(),
        ("basename", [path]) => base_name(path).to_owned(),
        ("dirname", [path]) => folder_name(path),
        ("sanitize", [text]) => text.chars().map(allowed_in_target).collect(),
        ("tostring", [text]) => (*text).to_owned(),
        ("indent", [width, text]) => indented(text, width.parse().ok()?)?,
        _ => return None,
    };
    Some(BakeValue::Text(text))
}

/// Cuts a text out, by what a reader takes for characters; a length of -1 goes to the end.
pub(in crate::project::bake) fn substr(
    text: &str,
    start: &BakeValue,
    length: &BakeValue,
) -> Option<BakeValue> {
    let start: isize = start.text()?.parse().ok()?;
    let length: isize = length.text()?.parse().ok()?;
    let characters: Vec<&str> = text.graphemes(true).collect();
    let start = if start < 0 {
        characters.len().checked_sub(start.unsigned_abs())?
    } else {
        start.unsigned_abs()
    };
    let rest = characters.into_iter().skip(start);
    Some(BakeValue::Text(match length {
        -1 => rest.collect(),
        0.. => rest.take(length.unsigned_abs()).collect(),
        _ => return None,
    }))
}

/// Fills `%s`, `%d`, `%v` and `%t` in; anything else is not computed.
pub(in crate::project::bake) fn formatted(format: &str, values: &[BakeValue]) -> Option<String> {
    let mut values = values.iter();
    let mut text = String::new();
    let mut rest = format;
    while let Some((before, behind)) = rest.split_once('%') {
        text.push_str(before);
        let mut characters = behind.chars();
        let verb = characters.next()?;
        if verb == '%' {
            text.push('%');
        } else {
            let value = values.next()?;
            match (verb, value) {
                ('s', value) => text.push_str(&value.text()?),
                ('v', BakeValue::Number(number)) => text.push_str(&go_number(*number)),
                ('v', value) => text.push_str(&value.text()?),
                ('d', value) => {
                    let number = value.number().filter(|number| number.fract() == 0.0)?;
                    text.push_str(&number.to_string());
                }
                ('t', value) => text.push_str(&value.truth()?.to_string()),
                _ => return None,
            }
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    // A value that nothing takes is a fault there.
    (values.next().is_none() && text.len() <= LONGEST).then_some(text)
}

/// Writes letters small, one for one as Go does; the one letter that becomes two is not computed.
fn lower(text: &str) -> Option<String> {
    text.chars()
        .map(|letter| {
            let mut small = letter.to_lowercase();
            small.next().filter(|_| small.next().is_none())
        })
        .collect()
}

/// Writes a letter large, if it becomes one letter.
fn upper(letter: char) -> char {
    let mut large = letter.to_uppercase();
    match (large.next(), large.next()) {
        (Some(large), None) => large,
        _ => letter,
    }
}

/// Writes the first letter of each word large; a word ends at anything but letters, digits and `_`.
fn title(text: &str) -> String {
    let mut is_start = true;
    text.chars()
        .map(|character| {
            let titled = if is_start {
                upper(character)
            } else {
                character
            };
            is_start = if character.is_ascii() {
                !(character.is_ascii_alphanumeric() || character == '_')
            } else {
                character.is_whitespace()
            };
            titled
        })
        .collect()
}

fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let grows = text.matches(old).count().saturating_mul(new.len());
    (text.len() + grows <= LONGEST).then(|| text.replace(old, new))
}

fn base_name(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match (path.is_empty(), trimmed.is_empty()) {
        (true, _) => ".",
        (false, true) => "/",
        _ => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

fn folder_name(path: &str) -> String {
    match path.rsplit_once('/') {
        Some(("", _)) => "/".to_owned(),
        Some((folder, _)) => crate::context::clean_path::clean(folder),
        None => ".".to_owned(),
    }
}

fn allowed_in_target(character: char) -> char {
    if character.is_ascii_alphanumeric() || matches!(character, '_' | '-') {
        character
    } else {
        '_'
    }
}

fn indented(text: &str, width: usize) -> Option<String> {
    let lines = text.matches('\n').count();
    let grows = lines.saturating_mul(width);
    (width <= LONGEST && text.len().saturating_add(grows) <= LONGEST)
        .then(|| text.replace('\n', &format!("\n{}", " ".repeat(width))))
}
