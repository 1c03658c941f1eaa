//! x
pub mod inspect_json;
