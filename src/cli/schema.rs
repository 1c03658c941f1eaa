//! The JSON Schemas of the files that authors write, made from the types that read them.

use schemars::JsonSchema;

/// Writes the schema of a file.
pub fn schema<T: JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    // A schema can always be written.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    format!("{text}\n")
}
