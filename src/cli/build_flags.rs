//! The flags that say what a build is given; they mean what they mean to `docker build`.

use crate::build::options::{BaseImages, BuildOptions};
use crate::build::platform::Platform;
use crate::knowledge::base_images::catalogue;

/// Holds `--target`, `--build-arg` and `--platform`, for every command that reads a Dockerfile.
#[derive(clap::Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildFlags {
    /// The stage to build
    #[arg(long, value_name = "STAGE")]
    pub target: Option<String>,
    /// A value for an ARG; may be given several times
    #[arg(long = "build-arg", value_name = "NAME=VALUE", value_parser = build_argument)]
    pub build_arguments: Vec<(String, String)>,
    /// The platform the image is for, such as linux/arm64
    #[arg(long, value_name = "OS/ARCH", value_parser = platform)]
    pub platform: Option<Platform>,
}

impl BuildFlags {
    /// Gives the options of a build. The last value of an argument counts.
    pub fn options(&self) -> BuildOptions {
        BuildOptions {
            platform: self.platform.clone().unwrap_or_default(),
            is_platform_given: self.platform.is_some(),
            target: self.target.clone(),
            arguments: self.build_arguments.iter().cloned().collect(),
            base_images: BaseImages {
                catalogue: Some(catalogue),
                ..BaseImages::default()
            },
            ..BuildOptions::default()
        }
    }
}

/// Reads `NAME=VALUE`.
pub(in crate::cli) fn build_argument(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some(("", _)) => Err("the name is missing: write NAME=VALUE".to_owned()),
        Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
        None => Err(format!("the value is missing: write {written}=VALUE")),
    }
}

/// Reads `OS/ARCH` or `OS/ARCH/VARIANT`.
fn platform(written: &str) -> Result<Platform, String> {
    Platform::parse(written)
        .map_err(|_unreadable| "write OS/ARCH, such as linux/amd64 or linux/arm64".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{BuildFlags, build_argument, platform};

    #[test]
    fn the_last_value_of_an_argument_counts_and_a_value_may_hold_equals_signs() {
        let flags = BuildFlags {
            target: Some("builder".to_owned()),
            build_arguments: vec![
                build_argument("A=1").unwrap(),
                build_argument("A=2").unwrap(),
                build_argument("B=x=y").unwrap(),
                build_argument("C=").unwrap(),
            ],
            platform: None,
        };
        let options = flags.options();
        assert_eq!(options.target.as_deref(), Some("builder"));
        let arguments: Vec<(&str, &str)> = options
            .arguments
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(arguments, [("A", "2"), ("B", "x=y"), ("C", "")]);
    }

    #[test]
    fn what_cannot_be_read_says_what_to_write() {
        assert_eq!(
            build_argument("A").unwrap_err(),
            "the value is missing: write A=VALUE"
        );
        assert!(build_argument("=1").is_err());
        assert!(platform("plan10").unwrap_err().contains("linux/arm64"));
        assert!(platform("linux//v8").is_err());
        let known = platform("Linux/ARM64/v9").unwrap();
        assert_eq!(known.to_string(), "linux/arm64/v9");
    }
}
