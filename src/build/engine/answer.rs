//! What a build wants to know of a local engine, and what it says.
//!
//! Asking is the host's business; what an answer changes is decided here.

use crate::build::engine::built_image::{BuiltImage, BuiltLike};
use crate::build::options::{BuildOptions, EngineImages};
use crate::build::platform::Platform;

/// Holds what an engine is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EngineQuestion {
    /// The references of base images, as the Dockerfile writes them.
    pub base_images: Vec<String>,
    /// Which image was built from the file.
    pub built: BuiltQuestion,
}

/// Says which image is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BuiltQuestion {
    /// None.
    #[default]
    Nothing,
    /// The one of this name.
    Named(String),
    /// Any that has this configuration.
    Like(BuiltLike),
}

/// Holds what an engine says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EngineAnswer {
    /// The platform that it builds for.
    pub platform: Option<Platform>,
    /// What it has of the base images.
    pub base_images: EngineImages,
    /// The images that may have been built from the file, the newest first.
    pub built: Vec<BuiltImage>,
}

impl BuildOptions {
    /// Takes over what an engine says. It builds for its own platform unless another one is asked for.
    pub fn take_engine(&mut self, answer: EngineAnswer) {
        self.base_images.engine.extend(answer.base_images);
        self.built_images = answer.built;
        if let Some(platform) = answer.platform
            && !self.is_platform_given
            && platform.os == self.platform.os
        {
            self.platform = platform;
        }
    }
}

/// Reads the platform out of what `docker version` and `podman version` print as JSON: the server's, or,
/// where the client builds itself, the client's.
pub fn platform_of_json(json: &str) -> Option<Platform> {
    let read: serde_json::Value = serde_json::from_str(json).ok()?;
    ["Server", "Client"].into_iter().find_map(|side| {
        let side = read.get(side)?;
        let text = |name: &str| side.get(name).and_then(serde_json::Value::as_str);
        match (text("OsArch"), text("Os"), text("Arch")) {
            (Some(both), _, _) => Platform::parse(both).ok(),
            // A client of docker never builds.
            (None, Some(os), Some(architecture)) if side.get("DefaultAPIVersion").is_none() => {
                Some(Platform::new(os, architecture))
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::platform_of_json;

    #[test]
    fn the_platform_is_that_of_who_builds() {
        let of = |json: &str| platform_of_json(json).map(|platform| platform.to_string());
        let docker = r#"{"Client":{"Os":"linux","Arch":"amd64","DefaultAPIVersion":"1.50"},
            "Server":{"Os":"linux","Arch":"arm64","ApiVersion":"1.50"}}"#;
        assert_eq!(of(docker).as_deref(), Some("linux/arm64"));
        let no_server = r#"{"Client":{"Os":"linux","Arch":"amd64","DefaultAPIVersion":"1.50"},
            "Server":null}"#;
        assert_eq!(of(no_server), None);
        let podman = r#"{"Client":{"OsArch":"linux/arm64","Os":"linux"}}"#;
        assert_eq!(of(podman).as_deref(), Some("linux/arm64"));
        for odd in [
            "",
            "[]",
            "{}",
            r#"{"Server":{"Os":1}}"#,
            r#"{"Server":{"OsArch":"x y"}}"#,
        ] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
