//! The types of variables: what their defaults are made into.

use crate::project::bake::definitions::Written;
use crate::project::bake::evaluate::cannot_read;
use crate::project::bake::functions::lists::set;
use crate::project::bake::value::BakeValue;
use hcl_edit::expr::{Expression, FuncCall, ObjectKey};
use std::collections::BTreeMap;

/// Makes a value into one of a written type; what cannot be made into it is not known.
pub(in crate::project::bake) fn converted(value: BakeValue, kind: &Written) -> BakeValue {
    let reason = value.reason().map(str::to_owned);
    let converted = match kind {
        Written::Hcl(kind) => into_type(value, kind),
        // The types of JSON stand in texts.
        Written::Json(node) => node
            .as_text()
            .and_then(|text| text.parse::<Expression>().ok())
            .and_then(|kind| into_type(value, &kind)),
    };
    converted.unwrap_or_else(|| match reason {
        Some(reason) => BakeValue::Unknown(reason),
        None => cannot_read("a default that is not of its type"),
    })
}

fn into_type(value: BakeValue, kind: &Expression) -> Option<BakeValue> {
    if matches!(value, BakeValue::Null | BakeValue::Unknown(_)) {
        return Some(value);
    }
    match kind {
        Expression::Variable(name) => match name.value().as_str() {
            "any" => Some(value),
            "string" => value.text().map(BakeValue::Text),
            "number" => value.number().map(BakeValue::Number),
            "bool" => value.truth().map(BakeValue::Bool),
            _ => None,
        },
        Expression::FuncCall(call) => into_collection(value, call),
        Expression::Parenthesis(inside) => into_type(value, inside.inner()),
        _ => None,
    }
}

fn into_collection(value: BakeValue, call: &FuncCall) -> Option<BakeValue> {
    let mut arguments = call.args.iter();
    let inside = arguments.next()?;
    match (call.name.name.value().as_str(), value) {
        ("list", BakeValue::List(list)) => into_list(list, inside).map(BakeValue::List),
        ("set", BakeValue::List(list)) => set(&into_list(list, inside)?),
        ("map", BakeValue::Map(map)) => {
            let map = map
                .into_iter()
                .map(|(name, value)| Some((name, into_type(value, inside)?)));
            Some(BakeValue::Map(map.collect::<Option<_>>()?))
        }
        ("tuple", BakeValue::List(list)) => {
            let Expression::Array(kinds) = inside else {
                return None;
            };
            if kinds.len() != list.len() {
                return None;
            }
            let list = list.into_iter().zip(kinds.iter());
            let list = list.map(|(value, kind)| into_type(value, kind));
            Some(BakeValue::List(list.collect::<Option<_>>()?))
        }
        ("object", BakeValue::Map(map)) => into_object(map, inside),
        ("optional", value) => into_type(value, inside),
        _ => None,
    }
}

fn into_list(list: Vec<BakeValue>, kind: &Expression) -> Option<Vec<BakeValue>> {
    let list = list.into_iter().map(|value| into_type(value, kind));
    list.collect()
}

/// Keeps the names that the type has; one that may be missing is nothing then.
fn into_object(mut map: BTreeMap<String, BakeValue>, kinds: &Expression) -> Option<BakeValue> {
    let Expression::Object(kinds) = kinds else {
        return None;
    };
    let mut object = BTreeMap::new();
    for (key, kind) in kinds {
        let name = match key {
            ObjectKey::Ident(name) => name.value().to_string(),
            ObjectKey::Expression(Expression::String(name)) => name.value().clone(),
            ObjectKey::Expression(Expression::Variable(name)) => name.value().to_string(),
            ObjectKey::Expression(_) => return None,
        };
        let value = match map.remove(&name) {
            Some(value) => into_type(value, kind.expr())?,
            None if is_optional(kind.expr()) => BakeValue::Null,
            None => return None,
        };
        object.insert(name, value);
    }
    Some(BakeValue::Map(object))
}

fn is_optional(kind: &Expression) -> bool {
    matches!(kind, Expression::FuncCall(call) if call.name.name.value().as_str() == "optional")
}
