//! How a Dockerfile is used: who builds it, and what that build is given.

use std::collections::{BTreeMap, BTreeSet};

/// Names what builds a Dockerfile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// A service of Docker Compose.
    Compose,
    /// A target of `docker buildx bake`.
    Bake,
    /// A development container.
    Devcontainer,
    /// A workflow of GitHub Actions.
    GitHub,
    /// A job of GitLab CI.
    GitLab,
}

impl Tool {
    /// Gives the word that stands before a use's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Bake => "bake",
            Self::Devcontainer => "devcontainer",
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
        }
    }

    /// Says what a name of it is.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Compose => "Compose service",
            Self::Bake => "Bake target",
            Self::Devcontainer => "Development container",
            Self::GitHub => "GitHub workflow",
            Self::GitLab => "GitLab job",
        }
    }
}

/// Names the Dockerfile of a use. Paths are counted from the project's folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsedDockerfile {
    /// A file.
    File(String),
    /// A text that stands in the file which says what is built.
    Inline(String),
    /// A file of a context that is not here, such as a repository.
    Elsewhere(String),
    /// It cannot be known.
    Unknown,
}

/// Names the build context of a use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsedContext {
    /// A folder, counted from the project's folder.
    Folder(String),
    /// Something that is no folder here, as it is written.
    Elsewhere(String),
    /// It cannot be known.
    Unknown,
}

/// Says what cannot be known of a use, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// What it is: `target`, `args.VERSION`.
    pub what: String,
    /// What it hangs on.
    pub why: String,
}

impl Unknown {
    /// Says that something cannot be known.
    pub fn of(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            why: why.into(),
        }
    }
}

/// Holds one use of a Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildUse {
    /// What builds it.
    pub tool: Tool,
    /// The file that says so, counted from the project's folder.
    pub file: String,
    /// The files that are laid over each other, in their order; the first one alone where nothing is.
    pub files: Vec<String>,
    /// The service, the target, or the job.
    pub name: String,
    /// The line in one of the files, counted from 1; 0 where it is not known.
    pub line: u32,
    /// The Dockerfile.
    pub dockerfile: UsedDockerfile,
    /// The build context.
    pub context: UsedContext,
    /// The stage that is built; nothing where it is the last one, or unknown.
    pub target: Option<String>,
    /// The build arguments whose values are known.
    pub arguments: BTreeMap<String, String>,
    /// The contexts that have names, as they are written or as paths from the project's folder.
    pub contexts: BTreeMap<String, String>,
    /// The profiles that a service needs one of.
    pub profiles: BTreeSet<String>,
    /// The groups that build a target.
    pub groups: BTreeSet<String>,
    /// What cannot be known.
    pub unknown: Vec<Unknown>,
}

impl BuildUse {
    /// Makes a use of which nothing more is known.
    pub fn new(tool: Tool, file: &str, name: &str) -> Self {
        Self {
            tool,
            file: file.to_owned(),
            files: vec![file.to_owned()],
            name: name.to_owned(),
            line: 0,
            dockerfile: UsedDockerfile::Unknown,
            context: UsedContext::Unknown,
            target: None,
            arguments: BTreeMap::new(),
            contexts: BTreeMap::new(),
            profiles: BTreeSet::new(),
            groups: BTreeSet::new(),
            unknown: Vec::new(),
        }
    }

    /// Names the use in few words: `compose: api`.
    pub fn title(&self) -> String {
        format!("{}: {}", self.tool.word(), self.name)
    }

    /// Says that something cannot be known.
    pub(in crate::project) fn cannot_know(
        &mut self,
        what: impl Into<String>,
        why: impl Into<String>,
    ) {
        let unknown = Unknown::of(what, why);
        if !self.unknown.contains(&unknown) {
            self.unknown.push(unknown);
        }
    }

    /// Names its Dockerfile where the context is a folder and the name is counted from it.
    pub(in crate::project) fn take_dockerfile_in_context(&mut self, name: &str) {
        self.dockerfile = match &self.context {
            UsedContext::Folder(folder) => {
                UsedDockerfile::File(crate::project::place::join(folder, name))
            }
            UsedContext::Elsewhere(context) if context == "-" => {
                UsedDockerfile::Elsewhere("standard input".to_owned())
            }
            UsedContext::Elsewhere(context) => {
                UsedDockerfile::Elsewhere(format!("{name} in {context}"))
            }
            UsedContext::Unknown => UsedDockerfile::Unknown,
        };
    }
}
