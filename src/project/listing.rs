//! What a search found: the Dockerfiles with their uses, what is missing, and what was passed over.

use crate::project::build_use::BuildUse;
use crate::project::problem::Problem;

/// Holds what a search of a project's folder found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectListing {
    /// The Dockerfiles, the nearest first.
    pub dockerfiles: Vec<FoundDockerfile>,
    /// The Dockerfiles that are used and are not there.
    pub missing: Vec<MissingDockerfile>,
    /// The files that were passed over, or parts of them, and why.
    pub problems: Vec<Problem>,
}

/// Holds one Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDockerfile {
    /// The file, counted from the project's folder; of an inline one, the file that holds it.
    pub path: String,
    /// Of an inline one, the service or target that it belongs to.
    pub inline: Option<InlineDockerfile>,
    /// Its size in bytes.
    pub size: u64,
    /// How many stages it has.
    pub stages: usize,
    /// How many findings the checks have.
    pub findings: usize,
    /// Why it cannot be studied, where it cannot.
    pub fault: Option<String>,
    /// Who builds it.
    pub used_by: Vec<BuildUse>,
}

/// Holds a Dockerfile that stands in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineDockerfile {
    /// The service or target.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Holds a Dockerfile that is used and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingDockerfile {
    /// Its path, or the words that name it; nothing where it cannot be known.
    pub path: Option<String>,
    /// Why it is not there.
    pub why: String,
    /// Who would build it.
    pub used_by: BuildUse,
}

impl FoundDockerfile {
    /// Names it as readers see it.
    pub fn title(&self) -> String {
        match &self.inline {
            Some(inline) => format!("{} ({})", self.path, inline.name),
            None => self.path.clone(),
        }
    }
}

impl ProjectListing {
    /// Finds a Dockerfile by its path, and by its name where it stands in another file.
    pub fn dockerfile(&self, path: &str, inline: Option<&str>) -> Option<&FoundDockerfile> {
        self.dockerfiles.iter().find(|found| {
            found.path == path && found.inline.as_ref().map(|inline| inline.name.as_str()) == inline
        })
    }
}
