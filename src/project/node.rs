//! A value of YAML or JSON with its line: what compose files, workflows and their kin are made of.
//!
//! Numbers are kept as the text that Docker Compose makes of them: `3.10` is `3.1` there.

use crate::project::build_use::Unknown;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Holds a value and its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// The line, counted from 1; 0 where it is not known.
    pub line: u32,
    /// What the file asks for when it is laid over another.
    pub overlay: Overlay,
}

/// Says how a value is laid over the one below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// As its place has it.
    #[default]
    Merge,
    /// `!reset`: it takes the value below away.
    Reset,
    /// `!override`: it stands in the place of the value below.
    Replace,
}

/// Holds a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, as text.
    Number(String),
    /// A text.
    Text(String),
    /// A text that cannot be known.
    Unknown(Unknown),
    /// A path that is counted from the project's folder already.
    Place(String),
    /// Values in their order.
    List(Vec<Node>),
    /// Values by their names.
    Map(BTreeMap<String, Node>),
}

impl Node {
    /// Makes a value without a place.
    pub fn of(value: Value) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// Makes a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(Value::Text(text.into()))
    }

    /// Gives the value of a name, if this holds values by names.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.map().and_then(|map| map.get(name))
    }

    /// Gives the values by their names.
    pub fn map(&self) -> Option<&BTreeMap<String, Self>> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Lists the entries of a list; anything else but nothing is a list of one.
    pub fn entries(&self) -> &[Self] {
        match &self.value {
            Value::List(list) => list,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// Lists the entries of two values.
    fn together(one: &Self, other: &Self) -> Self {
        Self::of(Value::List([one.entries(), other.entries()].concat()))
    }

    /// Gives a text, also of a number or a yes or no.
    pub fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text.clone()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// Gives a text that is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Writes a number as Go prints it, whose words Docker Compose passes on.
pub(in crate::project) fn go_number(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // Go changes to an exponent there.
    if (-4..6).contains(&exponent) {
        return number.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// Reads any value; the types say how the values inside and their names are read.
/// `REPEATS` lets a name stand twice, with a list of its values.
struct AnyValue<T, K, const REPEATS: bool>(PhantomData<(T, K)>);

/// Holds a name with its line.
struct Key(String, u32);

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self(name, 0)
    }
}

impl From<serde_saphyr::Spanned<String>> for Key {
    fn from(name: serde_saphyr::Spanned<String>) -> Self {
        let line = u32::try_from(name.referenced.line()).unwrap_or(0);
        Self(name.value, line)
    }
}

impl<'de, T, K, const REPEATS: bool> Visitor<'de> for AnyValue<T, K, REPEATS>
where
    T: Deserialize<'de> + Into<Node>,
    K: Deserialize<'de> + Into<Key>,
{
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(go_number(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = access.next_element::<T>()? {
            list.push(entry.into());
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key::<K>()? {
            let Key(name, line) = key.into();
            if map.contains_key(&name) && !REPEATS {
                return Err(A::Error::custom(format!("{name} stands here twice")));
            }
            let mut value: Node = access.next_value::<T>()?.into();
            // A value stands where its name does.
            if line > 0 {
                value.line = line;
            }
            if let Some(before) = map.remove(&name) {
                value = Node::together(&before, &value);
            }
            map.insert(name, value);
        }
        Ok(Value::Map(map))
    }
}

/// Holds a value as YAML has it: with a line and a tag.
pub(in crate::project) struct YamlNode(Node);

struct YamlValue(Value);

impl<'de> Deserialize<'de> for YamlValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = AnyValue::<YamlNode, serde_saphyr::Spanned<String>, false>(PhantomData);
        deserializer.deserialize_any(visitor).map(Self)
    }
}

impl<'de> Deserialize<'de> for YamlNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned: serde_saphyr::Spanned<serde_saphyr::Tagged<YamlValue>> =
            Deserialize::deserialize(deserializer)?;
        let line = u32::try_from(spanned.referenced.line()).unwrap_or(0);
        let serde_saphyr::Tagged(YamlValue(value), tag) = spanned.value;
        let overlay = match tag.as_deref() {
            Some("!reset") => Overlay::Reset,
            Some("!override") => Overlay::Replace,
            _ => Overlay::Merge,
        };
        Ok(Self(Node {
            value,
            line,
            overlay,
        }))
    }
}

impl From<YamlNode> for Node {
    fn from(node: YamlNode) -> Self {
        node.0
    }
}

/// Holds a value as JSON has it; `REPEATS` lets a name stand twice, as it may for bake.
pub(in crate::project) struct JsonNode<const REPEATS: bool>(Node);

impl<'de, const REPEATS: bool> Deserialize<'de> for JsonNode<REPEATS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = AnyValue::<Self, String, REPEATS>(PhantomData);
        deserializer
            .deserialize_any(visitor)
            .map(|value| Self(Node::of(value)))
    }
}

impl<const REPEATS: bool> From<JsonNode<REPEATS>> for Node {
    fn from(node: JsonNode<REPEATS>) -> Self {
        node.0
    }
}

#[cfg(test)]
mod tests {
    use super::go_number;

    #[test]
    fn numbers_are_written_as_compose_writes_them() {
        for (number, written) in [
            (3.1, "3.1"),
            (0.5, "0.5"),
            (1000.0, "1000"),
            (100_000_000.0, "1e+08"),
            (123_456_789.5, "1.234567895e+08"),
            (0.000_000_1, "1e-07"),
            (1e21, "1e+21"),
            (12_345_678_901_234_567_890_123.0, "1.2345678901234568e+22"),
            (0.0, "0"),
            (f64::INFINITY, "+Inf"),
        ] {
            assert_eq!(go_number(number), written);
        }
    }
}
