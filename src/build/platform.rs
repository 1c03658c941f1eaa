//! Platforms: an operating system, an architecture and its variant.

use crate::language::quoted::quoted;
use std::fmt;

/// Holds a platform.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Platform {
    /// The operating system: `linux`, `windows`.
    pub os: String,
    /// The operating system's version; Windows has it.
    pub os_version: String,
    /// The processor architecture: `amd64`, `arm64`.
    pub architecture: String,
    /// The architecture's variant: `v7`.
    pub variant: String,
}

/// Says why a platform cannot be read, in the words BuildKit uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformError(String);

impl fmt::Display for PlatformError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Default for Platform {
    /// The platform most servers have.
    fn default() -> Self {
        Self::new("linux", "amd64")
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.os)?;
        for part in [&self.architecture, &self.variant] {
            if !part.is_empty() {
                write!(formatter, "/{part}")?;
            }
        }
        Ok(())
    }
}

const OPERATING_SYSTEMS: [&str; 17] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];

const ARCHITECTURES: [&str; 24] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "ppc64",
    "ppc64le",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

const OS_PATTERN: &str = r"^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$";
const PART_PATTERN: &str = "^[A-Za-z0-9_.-]+$";

impl Platform {
    /// Makes a platform without a variant.
    pub fn new(os: &str, architecture: &str) -> Self {
        Self {
            os: os.to_owned(),
            os_version: String::new(),
            architecture: architecture.to_owned(),
            variant: String::new(),
        }
    }

    /// Reads `linux/arm64/v8`, `windows(10.0)/amd64`, `linux` or `arm64`.
    ///
    /// A missing part is that of Linux on amd64, whatever machine reads it, so that answers do not
    /// depend on the machine.
    pub fn parse(text: &str) -> Result<Self, PlatformError> {
        let invalid = |message: String| PlatformError(format!("{message}: invalid argument"));
        if text.contains('*') {
            return Err(invalid(format!(
                "{}: wildcards not yet supported",
                quoted(text)
            )));
        }
        let parts: Vec<&str> = text.splitn(4, '/').collect();
        let first = parts.first().copied().unwrap_or_default();
        let Some((os, os_version)) = os_and_version(first) else {
            return Err(invalid(format!(
                "{} is an invalid OS component of {}: OSAndVersion specifier component must match {}",
                quoted(first),
                quoted(text),
                quoted(OS_PATTERN)
            )));
        };
        if let Some(part) = parts.iter().skip(1).find(|part| !is_part(part)) {
            return Err(invalid(format!(
                "{} is an invalid component of {}: platform specifier component must match {}",
                quoted(part),
                quoted(text),
                quoted(PART_PATTERN)
            )));
        }
        let mut platform = Self {
            os: normal_os(os),
            os_version: os_version.to_owned(),
            architecture: String::new(),
            variant: String::new(),
        };
        match *parts.as_slice() {
            [_] if OPERATING_SYSTEMS.contains(&platform.os.as_str()) => {
                "amd64".clone_into(&mut platform.architecture);
            }
            [only] => {
                (platform.architecture, platform.variant) = normal_architecture(only, "");
                drop_default_variant(&mut platform);
                if !ARCHITECTURES.contains(&platform.architecture.as_str()) {
                    return Err(invalid(format!(
                        "{}: unknown operating system or architecture",
                        quoted(text)
                    )));
                }
                "linux".clone_into(&mut platform.os);
            }
            [_, architecture] => {
                (platform.architecture, platform.variant) = normal_architecture(architecture, "");
                drop_default_variant(&mut platform);
            }
            [_, architecture, variant] => {
                (platform.architecture, platform.variant) =
                    normal_architecture(architecture, variant);
                if platform.architecture == "arm64" && platform.variant.is_empty() {
                    "v8".clone_into(&mut platform.variant);
                }
            }
            _ => {
                return Err(invalid(format!(
                    "{}: cannot parse platform specifier",
                    quoted(text)
                )));
            }
        }
        Ok(platform)
    }

    /// Writes the platform as BuildKit compares it: the variants that are the default left out.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let (architecture, variant) = normal_architecture(&self.architecture, &self.variant);
        let mut platform = Self {
            os: normal_os(&self.os),
            os_version: self.os_version.clone(),
            architecture,
            variant,
        };
        drop_default_variant(&mut platform);
        platform
    }

    /// Tells whether it is Windows, whose paths and shells are its own.
    pub fn is_windows(&self) -> bool {
        self.os == "windows"
    }
}

fn drop_default_variant(platform: &mut Platform) {
    if platform.architecture == "arm" && platform.variant == "v7" {
        platform.variant.clear();
    }
}

fn is_part(part: &str) -> bool {
    !part.is_empty()
        && part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

/// Splits `windows(10.0+feature)`; gives nothing where the pattern does not fit.
fn os_and_version(text: &str) -> Option<(&str, &str)> {
    let (os, options) = match text.split_once('(') {
        Some((os, rest)) => (os, rest.strip_suffix(')')?),
        None => (text, ""),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    let is_option = |byte: u8| byte.is_ascii_alphanumeric() || b"_.%-".contains(&byte);
    let mut options = options.split('+');
    let version = options.next().unwrap_or_default();
    let fits = !os.is_empty()
        && os.bytes().all(is_name)
        && version.bytes().all(is_option)
        && options.all(|feature| !feature.is_empty() && feature.bytes().all(is_option));
    fits.then_some((os, version))
}

fn normal_os(os: &str) -> String {
    match os.to_lowercase().as_str() {
        "macos" => "darwin".to_owned(),
        os => os.to_owned(),
    }
}

fn normal_architecture(architecture: &str, variant: &str) -> (String, String) {
    let architecture = architecture.to_lowercase();
    let variant = variant.to_lowercase();
    let (architecture, variant) = match (architecture.as_str(), variant.as_str()) {
        ("i386", _) => ("386", ""),
        ("x86_64" | "x86-64" | "amd64", "v1") => ("amd64", ""),
        ("x86_64" | "x86-64" | "amd64", variant) => ("amd64", variant),
        ("aarch64" | "arm64", "8" | "v8" | "v8.0") => ("arm64", ""),
        ("aarch64" | "arm64", "9" | "9.0" | "v9.0") => ("arm64", "v9"),
        ("aarch64" | "arm64", variant) => ("arm64", variant),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "" | "7") => ("arm", "v7"),
        ("arm", "5") => ("arm", "v5"),
        ("arm", "6") => ("arm", "v6"),
        ("arm", "8") => ("arm", "v8"),
        (architecture, variant) => (architecture, variant),
    };
    (architecture.to_owned(), variant.to_owned())
}
