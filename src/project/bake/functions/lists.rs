//! Functions that take lists and maps apart and put them together.

use crate::project::bake::value::BakeValue;
use std::collections::BTreeMap;

/// How many values a function may make.
const MOST_VALUES: usize = 10_000;

/// Calls a function on lists and maps; nothing where it is not one of these, or not with these values.
pub(in crate::project::bake) fn on_lists(name: &str, arguments: &[BakeValue]) -> Option<BakeValue> {
    use BakeValue::{Bool, List, Map};
    let value = match (name, arguments) {
        ("concat", lists) => List(all_of(lists)?),
        ("setunion", lists) => set(&all_of(lists)?)?,
        ("setintersection", [List(first), rest @ ..]) => {
            let kept = first.iter().filter(|value| is_in_all(value, rest));
            set(&kept.cloned().collect::<Vec<BakeValue>>())?
        }
        ("setsubtract", [List(one), List(other)]) => {
            let kept = one.iter().filter(|value| !other.contains(value));
            set(&kept.cloned().collect::<Vec<BakeValue>>())?
        }
        ("sethaselement", [List(list), value]) => Bool(list.contains(value)),
        ("setproduct", lists) => product(lists)?,
        ("merge", maps) => merged(maps)?,
        ("length", [List(list)]) => BakeValue::count(list.len()),
        ("length", [Map(map)]) => BakeValue::count(map.len()),
        ("keys", [Map(map)]) => {
            let keys = map.keys().map(|key| BakeValue::Text(key.clone()));
            List(keys.collect())
        }
        ("values", [Map(map)]) => List(map.values().cloned().collect()),
        ("zipmap", [List(keys), List(values)]) if keys.len() == values.len() => {
            let keys: Option<Vec<String>> = keys.iter().map(BakeValue::text).collect();
            Map(keys?.into_iter().zip(values.iter().cloned()).collect())
        }
        ("element", [List(list), place]) if !list.is_empty() => {
            list.get(whole(place)? % list.len())?.clone()
        }
        ("index", [List(list), place]) => list.get(whole(place)?)?.clone(),
        ("index", [Map(map), key]) => map.get(&key.text()?)?.clone(),
        ("indexof", [List(list), value]) => {
            BakeValue::count(list.iter().position(|other| other == value)?)
        }
        ("hasindex", [List(list), place]) => Bool(whole(place)? < list.len()),
        ("hasindex", [Map(map), key]) => Bool(map.contains_key(&key.text()?)),
        ("lookup", [Map(map), key, default]) => map.get(&key.text()?).unwrap_or(default).clone(),
        ("contains", [List(list), value]) => Bool(list.contains(value)),
        ("distinct", [List(list)]) => List(distinct(list)),
        ("compact", [List(list)]) => {
            let empty = BakeValue::Text(String::new());
            let kept = list
                .iter()
                .filter(|value| **value != empty && **value != BakeValue::Null);
            List(kept.cloned().collect())
        }
        ("flatten", [List(list)]) => {
            let mut all = Vec::new();
            flatten(list, &mut all);
            List(all)
        }
        ("coalescelist", lists) => {
            let mut lists = lists.iter();
            lists
                .find(|list| matches!(list, List(list) if !list.is_empty()))?
                .clone()
        }
        ("reverselist", [List(list)]) => List(list.iter().rev().cloned().collect()),
        ("sort", [List(list)]) => {
            let is_text = |value: &BakeValue| matches!(value, BakeValue::Text(_));
            if !list.iter().all(is_text) {
                return None;
            }
            let mut texts: Vec<String> = list.iter().filter_map(BakeValue::text).collect();
            texts.sort();
            List(texts.into_iter().map(BakeValue::Text).collect())
        }
        ("slice", [List(list), start, end]) => List(list.get(whole(start)?..whole(end)?)?.to_vec()),
        ("chunklist", [List(list), size]) => {
            let size = Some(whole(size)?).filter(|size| *size > 0)?;
            List(
                list.chunks(size)
                    .map(|chunk| List(chunk.to_vec()))
                    .collect(),
            )
        }
        _ => return None,
    };
    Some(value)
}

/// Orders values as a set does, each once; nothing where their order is not known.
pub(in crate::project::bake) fn set(list: &[BakeValue]) -> Option<BakeValue> {
    let mut list = distinct(list);
    let is_text = |value: &BakeValue| matches!(value, BakeValue::Text(_));
    let is_number = |value: &BakeValue| matches!(value, BakeValue::Number(_));
    if list.iter().all(is_text) {
        list.sort_by_key(BakeValue::text);
    } else if list.iter().all(is_number) {
        list.sort_by(|one, other| {
            one.number()
                .partial_cmp(&other.number())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    } else {
        return None;
    }
    Some(BakeValue::List(list))
}

fn distinct(list: &[BakeValue]) -> Vec<BakeValue> {
    let mut all: Vec<BakeValue> = Vec::new();
    for value in list {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    all
}

fn all_of(lists: &[BakeValue]) -> Option<Vec<BakeValue>> {
    let mut all = Vec::new();
    for list in lists {
        let BakeValue::List(list) = list else {
            return None;
        };
        all.extend(list.iter().cloned());
    }
    Some(all)
}

fn is_in_all(value: &BakeValue, lists: &[BakeValue]) -> bool {
    lists
        .iter()
        .all(|list| matches!(list, BakeValue::List(list) if list.contains(value)))
}

fn merged(maps: &[BakeValue]) -> Option<BakeValue> {
    let mut all = BTreeMap::new();
    for map in maps {
        match map {
            BakeValue::Map(map) => all.extend(map.clone()),
            BakeValue::Null => {}
            _ => return None,
        }
    }
    Some(BakeValue::Map(all))
}

fn flatten(list: &[BakeValue], all: &mut Vec<BakeValue>) {
    for value in list {
        match value {
            BakeValue::List(inside) => flatten(inside, all),
            value => all.push(value.clone()),
        }
    }
}

/// Lists every way to take one value of each list.
fn product(lists: &[BakeValue]) -> Option<BakeValue> {
    let mut ways: Vec<Vec<BakeValue>> = vec![Vec::new()];
    for list in lists {
        let BakeValue::List(list) = list else {
            return None;
        };
        if ways.len().saturating_mul(list.len()) > MOST_VALUES {
            return None;
        }
        let longer = ways.iter().flat_map(|way| {
            let with = |value: &BakeValue| {
                let mut way = way.clone();
                way.push(value.clone());
                way
            };
            list.iter().map(with)
        });
        ways = longer.collect();
    }
    Some(BakeValue::List(
        ways.into_iter().map(BakeValue::List).collect(),
    ))
}

/// Reads a place in a list.
fn whole(value: &BakeValue) -> Option<usize> {
    value.text()?.parse().ok()
}
