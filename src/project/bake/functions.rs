//! The functions of bake that are computed: those on texts and lists that most files use.
//!
//! All others, such as `timestamp`, `urandom` and regular expressions, are unknown.

use crate::project::bake::evaluate::{LONGEST, cannot_read};
use crate::project::bake::value::BakeValue;

/// Calls a function.
pub(in crate::project::bake) fn call(name: &str, arguments: &[BakeValue]) -> BakeValue {
    use BakeValue::{Bool, Text};
    if name == "coalesce" {
        return coalesce(arguments);
    }
    // Lists are put together whatever stands in them.
    if let Some(list) = on_lists(name, arguments) {
        return list;
    }
    if let Some(reason) = arguments.iter().find_map(BakeValue::reason) {
        return BakeValue::Unknown(reason.to_owned());
    }
    let texts: Vec<String> = arguments.iter().filter_map(BakeValue::text).collect();
    let all_texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let value = match (name, all_texts.as_slice(), arguments) {
        ("lower", [text], _) => Some(Text(text.to_lowercase())),
        ("upper", [text], _) => Some(Text(text.to_uppercase())),
        ("title", [text], _) => Some(Text(title(text))),
        ("trimspace", [text], _) => Some(Text(text.trim().to_owned())),
        ("trimprefix", [text, start], _) => {
            Some(Text(text.strip_prefix(*start).unwrap_or(text).to_owned()))
        }
        ("trimsuffix", [text, end], _) => {
            Some(Text(text.strip_suffix(*end).unwrap_or(text).to_owned()))
        }
        ("trim", [text, signs], _) => Some(Text(
            text.trim_matches(|sign| signs.contains(sign)).to_owned(),
        )),
        ("replace", [text, old, new], _) if !old.is_empty() => replaced(text, old, new),
        ("split", [between, text], _) if !between.is_empty() => Some(BakeValue::List(
            text.split(between)
                .map(|part| Text(part.to_owned()))
                .collect(),
        )),
        ("basename", [path], _) => Some(Text(path.rsplit('/').next().unwrap_or("").to_owned())),
        ("strlen", [text], _) => Some(BakeValue::count(text.chars().count())),
        ("tostring", [text], _) => Some(Text((*text).to_owned())),
        ("format", [format, ..], [_, values @ ..]) => formatted(format, values),
        ("equal", _, [one, other]) => Some(Bool(one == other)),
        ("notequal", _, [one, other]) => Some(Bool(one != other)),
        ("not", _, [value]) => value.truth().map(|truth| Bool(!truth)),
        ("and", _, [one, other]) => both(one, other, |one, other| one && other),
        ("or", _, [one, other]) => both(one, other, |one, other| one || other),
        ("substr", [text, _, _], [_, start, length]) => substr(text, start, length),
        ("max" | "min", _, [first, rest @ ..]) => {
            let mut numbers = rest.iter().map(BakeValue::number);
            let chosen = numbers.try_fold(first.number(), |chosen, number| {
                let (chosen, number) = (chosen?, number?);
                Some(Some(if name == "max" {
                    chosen.max(number)
                } else {
                    chosen.min(number)
                }))
            });
            chosen.flatten().map(BakeValue::Number)
        }
        ("add", _, [one, other]) => numbers(one, other, |one, other| one + other),
        ("subtract", _, [one, other]) => numbers(one, other, |one, other| one - other),
        ("multiply", _, [one, other]) => numbers(one, other, |one, other| one * other),
        ("join", [between], [_, BakeValue::List(list)]) => joined(between, list),
        ("contains", _, [BakeValue::List(list), value]) => Some(Bool(list.contains(value))),
        _ => None,
    };
    value.unwrap_or_else(|| {
        cannot_read(&format!(
            "a call of {name}, which dockstep does not compute"
        ))
    })
}

/// Calls a function that takes lists and maps apart and puts them together.
fn on_lists(name: &str, arguments: &[BakeValue]) -> Option<BakeValue> {
    let is_unknown = |value: &BakeValue| matches!(value, BakeValue::Unknown(_));
    if arguments.iter().any(is_unknown) {
        return None;
    }
    match (name, arguments) {
        ("concat" | "setunion", lists) => {
            let mut all = Vec::new();
            for list in lists {
                let BakeValue::List(list) = list else {
                    return None;
                };
                for value in list {
                    if name == "concat" || !all.contains(value) {
                        all.push(value.clone());
                    }
                }
            }
            Some(BakeValue::List(all))
        }
        ("merge", maps) => {
            let mut all = std::collections::BTreeMap::new();
            for map in maps {
                match map {
                    BakeValue::Map(map) => all.extend(map.clone()),
                    BakeValue::Null => {}
                    _ => return None,
                }
            }
            Some(BakeValue::Map(all))
        }
        ("length", [BakeValue::List(list)]) => Some(BakeValue::count(list.len())),
        ("length", [BakeValue::Map(map)]) => Some(BakeValue::count(map.len())),
        ("keys", [BakeValue::Map(map)]) => Some(BakeValue::List(
            map.keys().map(|key| BakeValue::Text(key.clone())).collect(),
        )),
        ("values", [BakeValue::Map(map)]) => Some(BakeValue::List(map.values().cloned().collect())),
        ("element", [BakeValue::List(list), place]) if !list.is_empty() => {
            let place: usize = place.text()?.parse().ok()?;
            list.get(place % list.len()).cloned()
        }
        ("lookup", [BakeValue::Map(map), key, default]) => {
            let key = key.text()?;
            Some(map.get(&key).unwrap_or(default).clone())
        }
        ("distinct" | "toset", [BakeValue::List(list)]) => {
            let mut all: Vec<BakeValue> = Vec::new();
            for value in list {
                if !all.contains(value) {
                    all.push(value.clone());
                }
            }
            Some(BakeValue::List(all))
        }
        ("tolist" | "tomap", [value]) => Some(value.clone()),
        ("compact", [BakeValue::List(list)]) => {
            let is_empty = |value: &&BakeValue| **value == BakeValue::Text(String::new());
            let kept = list.iter().filter(|value| !is_empty(value));
            Some(BakeValue::List(kept.cloned().collect()))
        }
        ("flatten", [BakeValue::List(list)]) => {
            let mut all = Vec::new();
            for value in list {
                match value {
                    BakeValue::List(inside) => all.extend(inside.clone()),
                    value => all.push(value.clone()),
                }
            }
            Some(BakeValue::List(all))
        }
        _ => None,
    }
}

/// Gives the first argument that is something; one that is not known may be.
fn coalesce(arguments: &[BakeValue]) -> BakeValue {
    let first = arguments.iter().find(|value| **value != BakeValue::Null);
    first.cloned().unwrap_or_default()
}

fn both(
    one: &BakeValue,
    other: &BakeValue,
    decide: impl Fn(bool, bool) -> bool,
) -> Option<BakeValue> {
    Some(BakeValue::Bool(decide(one.truth()?, other.truth()?)))
}

fn numbers(
    one: &BakeValue,
    other: &BakeValue,
    compute: impl Fn(f64, f64) -> f64,
) -> Option<BakeValue> {
    Some(BakeValue::Number(compute(one.number()?, other.number()?)))
}

fn replaced(text: &str, old: &str, new: &str) -> Option<BakeValue> {
    let grows = text.matches(old).count().saturating_mul(new.len());
    (text.len() + grows <= LONGEST).then(|| BakeValue::Text(text.replace(old, new)))
}

fn joined(between: &str, list: &[BakeValue]) -> Option<BakeValue> {
    let texts: Option<Vec<String>> = list.iter().map(BakeValue::text).collect();
    let texts = texts?;
    let length: usize = texts.iter().map(|text| text.len() + between.len()).sum();
    (length <= LONGEST).then(|| BakeValue::Text(texts.join(between)))
}

/// Cuts a text out, by characters; a length of -1 goes to the end.
fn substr(text: &str, start: &BakeValue, length: &BakeValue) -> Option<BakeValue> {
    let start: usize = start.text()?.parse().ok()?;
    let length = length.text()?;
    let rest = text.chars().skip(start);
    Some(BakeValue::Text(if length == "-1" {
        rest.collect()
    } else {
        rest.take(length.parse().ok()?).collect()
    }))
}

fn title(text: &str) -> String {
    let mut is_start = true;
    text.chars()
        .map(|character| {
            let titled = if is_start {
                character.to_ascii_uppercase()
            } else {
                character
            };
            is_start = character == ' ';
            titled
        })
        .collect()
}

/// Fills `%s`, `%d` and `%v` in; anything else is not computed.
fn formatted(format: &str, values: &[BakeValue]) -> Option<BakeValue> {
    let mut values = values.iter();
    let mut text = String::new();
    let mut rest = format;
    while let Some((before, behind)) = rest.split_once('%') {
        text.push_str(before);
        let mut characters = behind.chars();
        match characters.next() {
            Some('%') => text.push('%'),
            Some('s' | 'd' | 'v') => text.push_str(&values.next()?.text()?),
            _ => return None,
        }
        rest = characters.as_str();
    }
    text.push_str(rest);
    (text.len() <= LONGEST).then_some(BakeValue::Text(text))
}
