//! An image as a local engine has it: its configuration, and how big it is.
//!
//! Only what `docker image inspect` and `podman image inspect` print is read; refuses to ask an engine.

use crate::build::image_config::{ImageConfig, inspected_configs};
use crate::build::platform::Platform;
use serde::Deserialize;

/// Holds what an engine says of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EngineImage {
    /// Its first tag, or the beginning of its digest where it has none.
    pub name: String,
    /// The digest that the engine knows it by.
    pub id: String,
    /// Its configuration.
    pub config: ImageConfig,
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// How many layers it has.
    pub layers: Option<usize>,
    /// The day it was made on: `2024-03-12`.
    pub created: Option<String>,
}

/// An image as an engine prints it; what else stands there is passed over.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct InspectedFile {
    #[serde(default)]
    id: String,
    #[serde(default)]
    repo_tags: Option<Vec<String>>,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    created: Option<String>,
    #[serde(default, rename = "RootFS")]
    root_fs: Option<RootFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RootFile {
    #[serde(default)]
    layers: Option<Vec<String>>,
}

impl EngineImage {
    /// Reads what an engine prints of one image, a list of one; the error says what it is instead.
    pub fn of_json(json: &str) -> Result<Self, String> {
        let listed = Self::list_of_json(json)?;
        listed
            .into_iter()
            .next()
            .ok_or_else(|| "it lists no image".to_owned())
    }

    /// Reads what an engine prints of images, a list; the error says what it is instead.
    pub fn list_of_json(json: &str) -> Result<Vec<Self>, String> {
        let words = |error: serde_json::Error| format!("no image can be read from it: {error}");
        let files: Vec<InspectedFile> = serde_json::from_str(json).map_err(words)?;
        let configs = inspected_configs(json).map_err(words)?;
        let images = files.into_iter().zip(configs);
        Ok(images
            .map(|(file, config)| Self::of(file, config))
            .collect())
    }

    fn of(file: InspectedFile, config: ImageConfig) -> Self {
        let layers = file.root_fs.and_then(|root| root.layers);
        let digest = file.id.strip_prefix("sha256:").unwrap_or(&file.id);
        let short_id: String = digest.chars().take(12).collect();
        let tags = file.repo_tags.unwrap_or_default();
        // A tag of podman's own registry is written without it, as people type it.
        let tag = tags.into_iter().find(|tag| !tag.starts_with("<none>"));
        let tag = tag.map(|tag| tag.strip_prefix("localhost/").unwrap_or(&tag).to_owned());
        Self {
            name: tag.unwrap_or(short_id),
            id: file.id,
            config,
            bytes: file.size,
            layers: layers.map(|layers| layers.len()),
            created: file.created.as_deref().and_then(day_of),
        }
    }

    /// Tells whether a build for a platform would take this very image: another one is pulled otherwise.
    pub fn fits(&self, platform: &Platform) -> bool {
        self.config.os == platform.os && self.config.architecture == platform.architecture
    }
}

/// Takes the day out of a time: `2024-03-12T01:22:33Z`. Images that are made reproducibly have none.
fn day_of(time: &str) -> Option<String> {
    let day = time.get(..10)?;
    let is_digit_or_dash = |(at, character): (usize, char)| match at {
        4 | 7 => character == '-',
        _ => character.is_ascii_digit(),
    };
    let is_day = day.char_indices().all(is_digit_or_dash);
    let is_none = day.starts_with("0001-") || day.starts_with("1970-");
    (is_day && !is_none).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{EngineImage, day_of};
    use crate::build::platform::Platform;

    const DOCKER: &str = r#"[{"Id":"sha256:1","RepoTags":["a:1"],"Created":"2024-03-12T01:22:33.5Z",
        "Os":"linux","Architecture":"arm64","Size":123456789,
        "RootFS":{"Type":"layers","Layers":["sha256:1","sha256:2"]},
        "Config":{"Env":["PATH=/bin","A=b=c"],"Cmd":["sh"],"WorkingDir":"/srv","User":"","Labels":null,
        "Entrypoint":null,"OnBuild":null,"ExposedPorts":{"80/tcp":{}}}}]"#;

    #[test]
    fn what_an_engine_prints_is_read() {
        let image = EngineImage::of_json(DOCKER).unwrap();
        assert_eq!(image.name, "a:1");
        assert_eq!(image.bytes, Some(123_456_789));
        assert_eq!(image.layers, Some(2));
        assert_eq!(image.created.as_deref(), Some("2024-03-12"));
        assert_eq!(image.config.working_directory, "/srv");
        assert_eq!(image.config.environment[1], ("A".into(), "b=c".into()));
        assert!(image.fits(&Platform::new("linux", "arm64")));
        assert!(!image.fits(&Platform::new("linux", "amd64")));
    }

    #[test]
    fn what_is_no_image_is_refused() {
        for json in ["", "[]", "{}", "[1]", "[{\"Size\":-1}]", "<html>"] {
            assert!(EngineImage::of_json(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_day_is_a_day_or_none() {
        assert_eq!(day_of("0001-01-01T00:00:00Z"), None);
        assert_eq!(day_of("1970-01-01T00:00:00Z"), None);
        assert_eq!(day_of("\u{1b}[2J-03-12T"), None);
        assert_eq!(day_of("2024"), None);
    }
}
