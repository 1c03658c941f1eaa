//! What the cache would do if one thing were otherwise: a file, a build argument, or nothing at all.
//!
//! What was built before is the file and the folder as they are. It refuses to answer where BuildKit
//! refuses the file: then no step is built.

use crate::analysis::Analysis;
use crate::analysis::cache_report::text::{order_blocks, summary};
use crate::analysis::cache_report::{
    CacheQuestion, CacheReport, ReportedStep, Verdict, cache_report,
};
use crate::analysis::context_report::listing_fault;
use crate::build::cache_prediction::changes::{ContextChanges, FileChange};
use crate::context::build_context::BuildContext;
use crate::context::tree::EntryKind;
use crate::doc::Block;
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::knowledge::phrases::{phrase, plain_phrase};

/// The most files that are offered to choose from.
const MOST_FILES: usize = 20_000;

/// Names what would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supposition {
    /// Nothing: the same build again.
    Nothing,
    /// The bytes of a file, by its path in the build context.
    File(String),
    /// The value of a build argument.
    Argument {
        /// Its name.
        name: String,
        /// The other value.
        value: String,
    },
}

/// Holds a file of the build context that could change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeableFile {
    /// Its path in the context.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Whether a build is sent it.
    pub is_sent: bool,
}

impl Supposition {
    /// Says it in a few words: `app.py changes`.
    pub fn title(&self) -> Text {
        let values = match self {
            Self::Nothing => Values::new(),
            Self::File(path) => Values::from([("file", Text::code(path.as_str()))]),
            Self::Argument { name, value } => {
                Values::from([("argument", Text::code(format!("{name}={value}")))])
            }
        };
        let name = match self {
            Self::Nothing => "what-if-nothing",
            Self::File(_) => "what-if-file",
            Self::Argument { .. } => "what-if-argument",
        };
        phrase(name, &values)
    }
}

impl Analysis {
    /// Says what the cache would do; the error says why there is no answer.
    pub fn what_if(&self, supposed: &Supposition) -> Result<CacheReport, Text> {
        if let Some(located) = self.plan.refusal() {
            let refusal = Text::plain(located.refusal.to_string());
            let values = Values::from([("refusal", refusal)]);
            return Err(phrase("what-if-refused", &values));
        }
        let nothing = BuildContext::default();
        let context = self.options.context.as_deref().unwrap_or(&nothing);
        let mut changes = ContextChanges::default();
        let mut other = None;
        match supposed {
            Supposition::Nothing => {}
            Supposition::File(path) => changes.add(path, FileChange::Edited),
            Supposition::Argument { name, value } => {
                let mut options = self.options.clone();
                options.arguments.insert(name.clone(), value.clone());
                other = Some(self.with_options(&options));
            }
        }
        if let Some((path, _)) = changes.misplaced(context).first() {
            let values = Values::from([("file", Text::code(*path))]);
            return Err(phrase("what-if-no-file", &values));
        }
        if let Some(located) = other.as_ref().and_then(|other| other.plan.refusal()) {
            let refusal = Text::plain(located.refusal.to_string());
            let values = Values::from([("refusal", refusal)]);
            return Err(phrase("what-if-refused", &values));
        }
        let new_context = changes.applied_to(context);
        Ok(cache_report(CacheQuestion {
            old: self,
            new: other.as_ref().unwrap_or(self),
            old_context: context,
            new_context: &new_context,
            changes: &changes,
        }))
    }

    /// Lists the files of the build context that could change, those that a build is sent first.
    pub fn changeable_files(&self) -> Vec<ChangeableFile> {
        let Some(context) = self.options.context.as_deref() else {
            return Vec::new();
        };
        let files = context
            .decided()
            .filter(|decided| decided.entry.kind == EntryKind::File);
        let mut files: Vec<ChangeableFile> = files
            .map(|decided| ChangeableFile {
                path: decided.entry.path.to_string(),
                bytes: decided.entry.bytes,
                is_sent: decided.is_sent,
            })
            .collect();
        files.sort_by_key(|file| !file.is_sent);
        files.truncate(MOST_FILES);
        files
    }

    /// Says what is wrong with the listing of the build context, on one line.
    pub fn context_fault(&self) -> Option<Text> {
        listing_fault(self.options.context.as_deref()?)
    }
}

/// Says what the cache would do with an instruction, counted from 0, and where another order would keep more.
pub fn what_if_blocks(report: &CacheReport, instruction: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let steps = || report.steps.iter().filter(|step| step.index == instruction);
    blocks.extend(steps().map(|step| Block::Lead(told(step))));
    let notes = steps().filter_map(|step| step.note.clone());
    blocks.extend(notes.map(|mut note| {
        note.push_plain(".");
        Block::Paragraph(note)
    }));
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(plain_phrase("what-if-no-step")));
    }
    blocks.push(Block::Paragraph(summary(report)));
    for order in &report.hints {
        if is_about(report, order.instruction, instruction) {
            blocks.extend(order_blocks(order, 3));
        }
    }
    blocks
}

/// Tells whether another place of a COPY concerns an instruction: the COPY itself, or the step behind it.
fn is_about(report: &CacheReport, copy: usize, instruction: usize) -> bool {
    let at = report.steps.iter().position(|step| step.index == copy);
    let behind = at.and_then(|at| report.steps.get(at + 1));
    copy == instruction || behind.is_some_and(|step| step.index == instruction)
}

fn told(step: &ReportedStep) -> Text {
    let values = Values::from([("because", step.because.clone())]);
    let name = match step.verdict {
        Verdict::Cached => "what-if-cached",
        Verdict::Depends => "what-if-depends",
        Verdict::Rerun => "what-if-rerun",
        Verdict::Stops => "what-if-stops",
        Verdict::NotReached => "what-if-not-reached",
    };
    phrase(name, &values)
}
