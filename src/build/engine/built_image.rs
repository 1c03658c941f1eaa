//! An image that a local engine has and that may have been built from the Dockerfile at hand.
//!
//! Only what `docker image history` and `podman image history` print is read here; refuses to ask an
//! engine, and to decide which line made what: that is [`crate::build::engine::built_layers`].

use crate::build::engine::image::EngineImage;
use crate::build::image_config::ImageConfig;
use crate::build::plan::Plan;
use crate::build::setting::{Origin, Setting};
use serde_json::Value as Json;
use std::sync::Arc;

/// Holds an image of an engine with the lines of its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuiltImage {
    /// Its name as the engine has it: `shop:1`, or the beginning of its digest where it has none.
    pub name: String,
    /// Whether the reader named it; else it was found among all images.
    pub is_named: bool,
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// How many layers it has.
    pub layers: Option<usize>,
    /// The day it was made on.
    pub created: Option<String>,
    /// Its history, the oldest line first.
    pub history: Vec<HistoryLine>,
}

/// Holds one line of a history: a step, and what it added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryLine {
    /// What made it, in the builder's words.
    pub created_by: String,
    /// How many bytes it added; nothing where the engine does not say.
    pub bytes: Option<u64>,
}

/// Reads a history as an engine prints it, the newest line first: an object a line, as docker does, or
/// one list of objects, as podman does. The error says what it is instead.
pub fn history_of_json(json: &str) -> Result<Vec<HistoryLine>, String> {
    let words = |error: serde_json::Error| format!("no history can be read from it: {error}");
    let mut lines = Vec::new();
    for read in serde_json::Deserializer::from_str(json).into_iter::<Json>() {
        match read.map_err(words)? {
            Json::Array(list) => lines.extend(list.iter().map(history_line)),
            object => lines.push(history_line(&object)),
        }
    }
    lines.reverse();
    Ok(lines)
}

/// Reads one line; podman writes the same fields with other capitals, and sizes as numbers.
fn history_line(object: &Json) -> HistoryLine {
    let field = |name: &str| {
        let mut fields = object.as_object().into_iter().flatten();
        fields.find(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    let created_by = field("createdBy").and_then(|(_, value)| value.as_str());
    let bytes = field("size").and_then(|(_, value)| match value {
        Json::String(digits) => digits.parse().ok(),
        number => number.as_u64(),
    });
    HistoryLine {
        created_by: created_by.unwrap_or_default().to_owned(),
        bytes,
    }
}

impl BuiltImage {
    /// Takes what an engine says of an image and of its history.
    pub fn of(image: &EngineImage, history: Vec<HistoryLine>, asked: Option<&str>) -> Self {
        Self {
            name: asked.unwrap_or(&image.name).to_owned(),
            is_named: asked.is_some(),
            bytes: image.bytes,
            layers: image.layers,
            created: image.created.clone(),
            history,
        }
    }
}

/// Says which configuration an image has that was built from a Dockerfile: what its lines set, whatever
/// its base image and the build arguments are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuiltLike {
    command: Option<Vec<String>>,
    entrypoint: Option<Vec<String>>,
    variables: Vec<String>,
    labels: Vec<String>,
}

impl BuiltLike {
    /// Describes the image of a build's target; nothing where BuildKit refuses it.
    pub fn of(plan: &Plan) -> Option<Self> {
        let target = plan.stages.get(plan.target?)?;
        if plan.refusal().is_some() {
            return None;
        }
        let state = target.end();
        let is_set_here = |origin: Origin| matches!(origin, Origin::Instruction(_));
        let list = |setting: &Setting<Arc<[String]>>| {
            let is_own = setting.origin().is_some_and(is_set_here);
            setting.value().filter(|_| is_own).map(|list| list.to_vec())
        };
        let variables = state.environment.iter();
        let labels = state.labels.iter();
        Some(Self {
            command: list(&state.command),
            entrypoint: list(&state.entrypoint),
            variables: variables
                .filter(|variable| is_set_here(variable.origin))
                .map(|variable| variable.name.to_string())
                .collect(),
            labels: labels
                .filter(|(_, (_, origin))| is_set_here(*origin))
                .filter_map(|(key, _)| key.as_known().map(str::to_owned))
                .collect(),
        })
    }

    /// Tells whether an image may have been built so; its history decides.
    pub fn fits(&self, config: &ImageConfig) -> bool {
        let is_list = |wanted: &Option<Vec<String>>, found: &Option<Vec<String>>| {
            wanted.is_none() || wanted == found
        };
        is_list(&self.command, &config.command)
            && is_list(&self.entrypoint, &config.entrypoint)
            && self
                .labels
                .iter()
                .all(|key| config.labels.contains_key(key))
            && self.variables.iter().all(|name| {
                let mut variables = config.environment.iter();
                variables.any(|(known, _)| known == name)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::history_of_json;

    #[test]
    fn a_history_is_read_as_docker_and_as_podman_print_it() {
        let docker = concat!(
            r#"{"CreatedBy":"CMD [\"sh\"]","Size":"0","Comment":"buildkit.dockerfile.v0"}"#,
            "\n",
            r#"{"CreatedBy":"COPY a /a # buildkit","Size":"1234"}"#,
            "\n",
        );
        let podman = concat!(
            r#"[{"id":"1","created":"2026","CreatedBy":"CMD [\"sh\"]","size":0,"Created":"x"},"#,
            r#"{"CreatedBy":"COPY a /a # buildkit","size":1234}]"#,
        );
        let lines = history_of_json(docker).unwrap();
        assert_eq!(lines, history_of_json(podman).unwrap());
        assert_eq!(lines[0].created_by, "COPY a /a # buildkit");
        assert_eq!(lines[0].bytes, Some(1234));
        assert_eq!(lines[1].bytes, Some(0));
        assert_eq!(history_of_json("").unwrap(), []);
        assert!(history_of_json("<html>").is_err());
        // A size for people is no number of bytes.
        let human = history_of_json(r#"{"CreatedBy":"RUN x","Size":"1.2MB"}"#).unwrap();
        assert_eq!(human[0].bytes, None);
    }
}
