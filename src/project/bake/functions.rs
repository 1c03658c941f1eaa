//! The functions of bake that are computed: those on texts, numbers and lists that most files use.
//!
//! All others, such as `timestamp`, `uuidv4` and checksums, are unknown.

pub(in crate::project::bake) mod lists;
pub(in crate::project::bake) mod numbers;
mod patterns;
mod texts;

use crate::project::bake::evaluate::{LONGEST, cannot_read};
use crate::project::bake::functions::lists::on_lists;
use crate::project::bake::functions::numbers::on_numbers;
use crate::project::bake::functions::patterns::{every_match, first_match, with_matches_replaced};
use crate::project::bake::functions::texts::{formatted, on_texts, substr};
use crate::project::bake::value::BakeValue;
use unicode_segmentation::UnicodeSegmentation as _;

/// Calls a function.
pub(in crate::project::bake) fn call(name: &str, arguments: &[BakeValue]) -> BakeValue {
    if name == "coalesce" {
        return coalesce(arguments);
    }
    // Lists are put together whatever stands in them.
    let is_unknown = |value: &BakeValue| matches!(value, BakeValue::Unknown(_));
    if !arguments.iter().any(is_unknown)
        && keeps_what_lists_hold(name)
        && let Some(list) = on_lists(name, arguments)
    {
        return list;
    }
    if let Some(reason) = arguments.iter().find_map(BakeValue::reason) {
        return BakeValue::Unknown(reason.to_owned());
    }
    computed(name, arguments).unwrap_or_else(|| {
        cannot_read(&format!(
            "a call of {name}, which dockstep does not compute"
        ))
    })
}

/// Tells whether a function gives the values of lists on without looking at them.
fn keeps_what_lists_hold(name: &str) -> bool {
    matches!(
        name,
        "concat"
            | "merge"
            | "length"
            | "keys"
            | "values"
            | "element"
            | "index"
            | "hasindex"
            | "lookup"
            | "flatten"
            | "reverselist"
            | "slice"
            | "chunklist"
            | "coalescelist"
    )
}

fn computed(name: &str, arguments: &[BakeValue]) -> Option<BakeValue> {
    use BakeValue::{Bool, List, Text};
    let texts: Option<Vec<String>> = arguments.iter().map(BakeValue::text).collect();
    if let Some(texts) = texts {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        if let Some(text) = on_texts(name, &texts) {
            return Some(text);
        }
    }
    let numbers: Option<Vec<f64>> = arguments.iter().map(BakeValue::number).collect();
    if let Some(value) = numbers.and_then(|numbers| on_numbers(name, &numbers)) {
        return Some(value);
    }
    if let Some(value) = on_lists(name, arguments) {
        return Some(value);
    }
    match (name, arguments) {
        ("strlen", [text]) => Some(BakeValue::count(text.text()?.graphemes(true).count())),
        ("substr", [text, start, length]) => substr(&text.text()?, start, length),
        ("split", [between, text]) => {
            let (between, text) = (between.text()?, text.text()?);
            if between.is_empty() {
                return None;
            }
            let parts = text.split(&between).map(|part| Text(part.to_owned()));
            Some(List(parts.collect()))
        }
        ("join", [between, lists @ ..]) if !lists.is_empty() => joined(&between.text()?, lists),
        ("format", [format, values @ ..]) => formatted(&format.text()?, values).map(Text),
        ("formatlist", [format, values @ ..]) => formatted_list(&format.text()?, values),
        ("regex", [pattern, text]) => first_match(&pattern.text()?, &text.text()?),
        ("regexall", [pattern, text]) => every_match(&pattern.text()?, &text.text()?),
        ("regex_replace", [text, pattern, new]) => {
            with_matches_replaced(&text.text()?, &pattern.text()?, &new.text()?)
        }
        ("equal", [one, other]) => Some(Bool(one == other)),
        ("notequal", [one, other]) => Some(Bool(one != other)),
        ("not", [value]) => value.truth().map(|truth| Bool(!truth)),
        ("and", [one, other]) => both(one, other, |one, other| one && other),
        ("or", [one, other]) => both(one, other, |one, other| one || other),
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

/// Fills a format once for each place of the lists, which are of one length; other values stand in each.
fn formatted_list(format: &str, values: &[BakeValue]) -> Option<BakeValue> {
    let mut lengths = values.iter().filter_map(|value| match value {
        BakeValue::List(list) => Some(list.len()),
        _ => None,
    });
    let length = lengths.next()?;
    if !lengths.all(|other| other == length) {
        return None;
    }
    let texts = (0..length).map(|place| {
        let of_place = values.iter().map(|value| match value {
            BakeValue::List(list) => list.get(place).cloned().unwrap_or_default(),
            value => value.clone(),
        });
        let of_place: Vec<BakeValue> = of_place.collect();
        formatted(format, &of_place).map(BakeValue::Text)
    });
    Some(BakeValue::List(texts.collect::<Option<_>>()?))
}

fn joined(between: &str, lists: &[BakeValue]) -> Option<BakeValue> {
    let mut texts = Vec::new();
    for list in lists {
        let BakeValue::List(list) = list else {
            return None;
        };
        for value in list {
            texts.push(value.text()?);
        }
    }
    let length: usize = texts.iter().map(|text| text.len() + between.len()).sum();
    (length <= LONGEST).then(|| BakeValue::Text(texts.join(between)))
}
