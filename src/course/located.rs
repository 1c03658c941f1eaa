//! A value of a file together with its place, so that a fault can name its line.

use serde::{Deserialize, Deserializer};

/// Holds a value and where it begins in the file, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it begins.
    pub start: usize,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        let start = spanned.span().start;
        Ok(Self {
            value: spanned.into_inner(),
            start,
        })
    }
}

#[cfg(feature = "terminal")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Located<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// Gives the line, counted from 1, of a place in a text.
pub fn line_at(text: &str, start: usize) -> u32 {
    // A place that would cut a character in two is none; the first line stands for it.
    let before = text.get(..start).unwrap_or_default();
    before.matches('\n').count() as u32 + 1
}
