//! What a step is to the cache: the part of its key that is written down, and what it takes in.

use std::collections::BTreeMap;

/// Points at a node of [`crate::build::cache_prediction::operations::Operations`].
pub type NodeIndex = usize;

/// Holds something that has a place in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A base image, or `scratch`.
    Base(String),
    /// A step on top of another node.
    Step {
        /// What it starts from.
        parent: NodeIndex,
        /// What it does.
        operation: Operation,
    },
    /// `COPY --link`: a layer that was made by itself, joined to what lies below.
    Joined {
        /// What lies below.
        below: NodeIndex,
        /// The layer.
        layer: NodeIndex,
    },
}

/// Holds what a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What of it is in the key, by aspect.
    pub aspects: BTreeMap<Aspect, String>,
    /// The variables a RUN sees, in order; the order is in the key too.
    pub environment: Vec<(String, String)>,
    /// The files it takes in.
    pub inputs: Vec<Input>,
    /// Where a COPY puts them; nothing for other steps.
    pub landing: Option<Landing>,
}

/// Names what of a step is in its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "each variant is the part of an instruction of that name"
)]
pub enum Aspect {
    Kind,
    Text,
    Sources,
    Destination,
    Owner,
    Mode,
    Options,
    Heredocs,
    Folder,
    User,
    Mounts,
    Network,
    Security,
    Platform,
    SourceDateEpoch,
}

/// Holds files that a step takes in from one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where from.
    pub origin: InputOrigin,
    /// Which files.
    pub selector: Selector,
}

/// Says where a step takes files from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputOrigin {
    /// The build context.
    Context,
    /// Another node: the end of a stage, or an image.
    Node(NodeIndex),
}

/// Says which files of a place a step looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The path from the root on, with a slash at its start; it may be a pattern.
    pub path: String,
    /// Whether it is a pattern.
    pub is_pattern: bool,
    /// What alone of it is taken, for `--parents`.
    pub includes: Vec<String>,
    /// What of it is left out, for `--exclude`.
    pub excludes: Vec<String>,
    /// Whether a part of the path is not known: a variable of the base image stands in it.
    pub is_unknown: bool,
}

impl Selector {
    /// Tells whether it names one path below the root, which has to be there.
    pub fn names_one_path(&self) -> bool {
        !self.is_pattern && !self.is_unknown && self.includes.is_empty() && self.path != "/"
    }
}

/// Says where a COPY puts its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// The path from the root on; nothing where it is not known.
    pub destination: Option<String>,
    /// Whether it is a folder for certain: a slash stands at its end, or there are several sources.
    pub is_folder: bool,
    /// Whether what lands is known: no archive is unpacked, nothing comes from a URL.
    pub is_known: bool,
    /// What is laid over every file: its owner and its mode.
    pub dress: String,
    /// Whether `--chmod` decides the mode.
    pub sets_mode: bool,
    /// The files that stand in the Dockerfile: name and text.
    pub texts: Vec<(String, String)>,
}
