//! What a build is given besides the Dockerfile.

use crate::build::engine::built_image::BuiltImage;
use crate::build::engine::image::EngineImage;
use crate::build::image_config::ImageConfig;
use crate::build::platform::Platform;
use crate::context::build_context::BuildContext;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Holds a build's options: `--platform`, `--target`, `--build-arg`, and what is known of base images.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The platform to build for, and on.
    pub platform: Platform,
    /// Whether somebody asked for that platform; else it is the usual one.
    pub is_platform_given: bool,
    /// The stage to build; the last one where none is named.
    pub target: Option<String>,
    /// The values given with `--build-arg`.
    pub arguments: BTreeMap<String, String>,
    /// Who gives them, where it is not the command line.
    pub giver: Option<Giver>,
    /// The configurations of base images.
    pub base_images: BaseImages,
    /// The build context, if it was listed; without it, no file of it is known.
    pub context: Option<Arc<BuildContext>>,
    /// The images of a local engine that may have been built from the file, the newest first.
    pub built_images: Vec<BuiltImage>,
}

/// Holds somebody who gives a build its arguments: a service of a compose file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giver {
    /// Who it is, in words.
    pub title: String,
    /// The arguments that they give.
    pub arguments: BTreeMap<String, String>,
}

impl BuildOptions {
    /// Says who gives an argument its value; nothing where it is the command line, or the reader.
    pub fn giver_of(&self, argument: &str) -> Option<&str> {
        let giver = self.giver.as_ref()?;
        let value = self.arguments.get(argument)?;
        (giver.arguments.get(argument) == Some(value)).then_some(giver.title.as_str())
    }
}

/// Knows the configurations of base images.
#[derive(Clone, Debug, Default)]
pub struct BaseImages {
    /// By the reference as a Dockerfile writes it; `*` answers for all others.
    pub given: BTreeMap<String, ImageConfig>,
    /// What a local engine has, by the reference as a Dockerfile writes it; asked where nothing is given.
    pub engine: EngineImages,
    /// What is known of well-known images, asked where neither says anything.
    pub catalogue: Option<fn(&str) -> Option<ImageConfig>>,
}

/// Holds what an engine has of images, by their references.
pub type EngineImages = BTreeMap<String, EngineImage>;

impl BaseImages {
    /// Finds the configuration that was given for an image.
    fn given(&self, reference: &str) -> Option<&ImageConfig> {
        self.given.get(reference).or_else(|| self.given.get("*"))
    }

    /// Finds an image of the engine that a build for a platform would take.
    pub fn of_engine(&self, reference: &str, platform: &Platform) -> Option<&EngineImage> {
        if self.given(reference).is_some() {
            return None;
        }
        let image = self.engine.get(reference);
        image.filter(|image| image.fits(platform))
    }

    /// Finds the configuration of an image for a platform.
    pub fn find(&self, reference: &str, platform: &Platform) -> Option<ImageConfig> {
        let engine = self.of_engine(reference, platform);
        let known = self
            .given(reference)
            .or_else(|| engine.map(|image| &image.config));
        known
            .cloned()
            .or_else(|| self.catalogue.and_then(|catalogue| catalogue(reference)))
    }
}
