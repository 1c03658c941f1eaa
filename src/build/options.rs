//! What a build is given besides the Dockerfile.

use std::collections::BTreeMap;

/// Holds a build's options: `--platform`, `--target`, `--build-arg`, known base images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// The stage to build; the last one where none is named.
    pub target: Option<String>,
    /// The values given with `--build-arg`.
    pub arguments: BTreeMap<String, String>,
}
