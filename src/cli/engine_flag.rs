//! `--engine` and `--image`: whether a local engine is asked what it has of a Dockerfile's images.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::host::engine::ask;
use clap::ValueEnum;

/// Holds `--engine` and `--image`.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct EngineFlag {
    /// Whether docker or podman is asked for the base images, and for an image built from this file: settings, sizes, layers. Nothing is pulled, built or started
    #[arg(long, value_name = "WHEN", value_enum)]
    pub engine: Option<EngineUse>,
    /// The image of docker or podman that was built from this file; without it, one with the same history is looked for
    #[arg(long, value_name = "NAME")]
    pub image: Option<String>,
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
    /// Says when an engine is asked: who names an image wants it.
    pub fn when(&self) -> EngineUse {
        let unsaid = match self.image {
            Some(_) => EngineUse::Always,
            None => EngineUse::Never,
        };
        self.engine.unwrap_or(unsaid)
    }

    /// Adds to a build's options what the engine has of a file's images.
    pub fn asked(&self, analysis: &Analysis) -> Result<Option<BuildOptions>, String> {
        let when = self.when();
        if when == EngineUse::Never {
            return Ok(None);
        }
        let question = analysis.engine_question(self.image.as_deref());
        let answer = match ask(&question) {
            Ok(answer) => answer,
            Err(_) if when == EngineUse::Auto => return Ok(None),
            Err(fault) => return Err(fault),
        };
        let mut options = analysis.options().clone();
        options.take_engine(answer);
        Ok(Some(options))
    }
}
