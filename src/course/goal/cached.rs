//! The goal that a RUN stays cached when a file of the context changes, or a build argument.

use crate::analysis::Analysis;
use crate::analysis::cache_report::Verdict;
use crate::course::cache_verdict::{verdict_after_edit, verdict_with_argument};
use crate::course::goal::{line_of, runs_of};

/// Names what is otherwise in the second build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A file of the context is edited.
    File(String),
    /// A build argument gets a value.
    Argument {
        /// Its name.
        name: String,
        /// The value.
        value: String,
    },
}

impl Change {
    /// Reads `RELEASE=2`; nothing where it is no name and value.
    pub(super) fn argument(written: &str) -> Option<Self> {
        let (name, value) = written.split_once('=')?;
        (!name.is_empty()).then(|| Self::Argument {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    /// Says it in words: `main.js changes`.
    pub(super) fn words(&self) -> String {
        match self {
            Self::File(path) => format!("{path} changes"),
            Self::Argument { name, value } => format!("the build gets {name}={value}"),
        }
    }

    fn verdict(&self, analysis: &Analysis, instruction: usize) -> Result<Verdict, String> {
        match self {
            Self::File(path) => verdict_after_edit(analysis, instruction, path),
            Self::Argument { name, value } => {
                verdict_with_argument(analysis, instruction, name, value)
            }
        }
    }
}

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, run: &str, when: &Change) -> Option<String> {
    let runs = runs_of(analysis, run);
    if runs.is_empty() {
        return Some(format!("no RUN calls {run}"));
    }
    let words = when.words();
    runs.into_iter().find_map(|instruction| {
        let line = line_of(analysis, instruction);
        match when.verdict(analysis, instruction) {
            Ok(Verdict::Cached) => None,
            Ok(Verdict::Rerun) => {
                Some(format!("line {line} ({run}) still runs again when {words}"))
            }
            Ok(Verdict::Depends) => Some(format!(
                "whether line {line} ({run}) runs again cannot be known before the build"
            )),
            Ok(Verdict::Stops | Verdict::NotReached) => Some(format!(
                "the build does not get past line {line} ({run}): a file is not in the context"
            )),
            Err(reason) => Some(format!("line {line}: {reason}")),
        }
    })
}
