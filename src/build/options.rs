//! What a build is given besides the Dockerfile.

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
    /// The stage to build; the last one where none is named.
    pub target: Option<String>,
    /// The values given with `--build-arg`.
    pub arguments: BTreeMap<String, String>,
    /// The configurations of base images.
    pub base_images: BaseImages,
    /// The build context, if it was listed; without it, no file of it is known.
    pub context: Option<Arc<BuildContext>>,
}

/// Knows the configurations of base images.
#[derive(Clone, Debug, Default)]
pub struct BaseImages {
    /// By the reference as a Dockerfile writes it; `*` answers for all others.
    pub given: BTreeMap<String, ImageConfig>,
    /// What is known of well-known images, asked where nothing is given.
    pub catalogue: Option<fn(&str) -> Option<ImageConfig>>,
}

impl BaseImages {
    /// Finds the configuration of an image.
    pub fn find(&self, reference: &str) -> Option<ImageConfig> {
        let given = self.given.get(reference).or_else(|| self.given.get("*"));
        given
            .cloned()
            .or_else(|| self.catalogue.and_then(|catalogue| catalogue(reference)))
    }
}
