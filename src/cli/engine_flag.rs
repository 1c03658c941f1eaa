//! `--engine`: whether a local engine is asked what it has of the base images.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::host::engine::images;
use clap::ValueEnum;

/// Holds `--engine`.
#[derive(clap::Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineFlag {
    /// Whether docker or podman is asked for the base images that are here: their configuration, sizes and layers. Nothing is pulled, built or started
    #[arg(long, value_name = "WHEN", value_enum, default_value = "never")]
    pub engine: EngineUse,
}

/// Says when an engine is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum EngineUse {
    /// Not at all: everybody reads the same
    #[default]
    Never,
    /// Where one answers
    Auto,
    /// Always; without one that is an error
    Always,
}

impl EngineFlag {
    /// Adds to a build's options what the engine has of a file's base images.
    pub fn asked(self, analysis: &Analysis) -> Result<Option<BuildOptions>, String> {
        if self.engine == EngineUse::Never {
            return Ok(None);
        }
        let engine = match images(&analysis.base_images()) {
            Ok(engine) => engine,
            Err(_) if self.engine == EngineUse::Auto => return Ok(None),
            Err(fault) => return Err(fault),
        };
        let mut options = analysis.options().clone();
        options.base_images.engine = engine;
        Ok(Some(options))
    }
}
