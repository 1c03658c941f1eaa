//! What a build is given besides its Dockerfile and its context: `--platform` and `--build-arg`.

use crate::build::options::BuildOptions;
use crate::build::platform::Platform;
use std::collections::BTreeMap;

/// Holds what is given; nothing is given as a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BuildGiven {
    /// The platform that is built for, and on.
    pub platform: Option<Platform>,
    /// The values of `--build-arg`, by name.
    pub arguments: BTreeMap<String, String>,
}

impl BuildGiven {
    /// Reads it as a lesson has it; else says what is wrong with the platform.
    pub fn read(
        platform: Option<&str>,
        arguments: BTreeMap<String, String>,
    ) -> Result<Self, String> {
        let platform = platform.map(Platform::parse).transpose();
        Ok(Self {
            platform: platform.map_err(|error| format!("platform: {error}"))?,
            arguments,
        })
    }

    /// Adds one build argument.
    #[must_use]
    pub fn with_argument(mut self, name: &str, value: &str) -> Self {
        self.arguments.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Tells whether nothing is given.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Gives the options of a build that is given this too.
    pub fn applied_to(&self, options: &BuildOptions) -> BuildOptions {
        let mut options = options.clone();
        if let Some(platform) = &self.platform {
            options.platform.clone_from(platform);
        }
        let arguments = self.arguments.iter();
        let arguments = arguments.map(|(name, value)| (name.clone(), value.clone()));
        options.arguments.extend(arguments);
        options
    }

    /// Says it in words that stand behind others: ` on linux/arm64 with RELEASE=2`.
    pub fn words(&self) -> String {
        let mut words = String::new();
        if let Some(platform) = &self.platform {
            words.extend([" on ", &platform.to_string()]);
        }
        for (index, (name, value)) in self.arguments.iter().enumerate() {
            let joint = if index == 0 { " with " } else { " and " };
            words.extend([joint, name, "=", value]);
        }
        words
    }
}
