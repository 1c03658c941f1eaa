//! Goals of an exercise: what a Dockerfile must do, whatever its words are.
//!
//! A kind of goal is a file of the folder: a function that looks at an [`Analysis`] and says what is
//! still in the way, in one line, or nothing. What is not known is in the way too, and says so.

mod built;
pub mod cached;
mod commands;
mod copied_before;
mod doubling;
mod failures;
mod files;
mod findings;
pub mod mounts;
mod owner;
mod read;
mod runs_in;
mod secrets;
mod skipped;
mod stage_in_build;
mod state;
mod users;

use crate::analysis::Analysis;
use crate::course::build_given::BuildGiven;
use crate::course::goal::cached::Change;
use crate::course::goal::mounts::WantedMount;
use crate::course::looked_at::LookedAt;

/// Names a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// BuildKit accepts the file; every exercise has this one.
    Builds,
    /// A RUN of the last image's stages calls a program.
    HasCommand(String),
    /// None does.
    LacksCommand(String),
    /// The last image has a path.
    HasFile(String),
    /// It has not.
    LacksFile(String),
    /// The last image starts from an image.
    Base(String),
    /// It does not.
    NotBase(String),
    /// A file is copied before a RUN, without the rest.
    CopiedBefore {
        /// The file.
        file: String,
        /// A program that the RUN calls.
        run: String,
    },
    /// A container runs as a user other than root.
    NonRoot,
    /// No secret stands in ARG, ENV or a layer.
    NoSecrets,
    /// The last image has a value.
    State {
        /// What is looked at.
        of: LookedAt,
        /// What it must be.
        is: String,
        /// What the build is given besides what the exercise gives it.
        given: BuildGiven,
    },
    /// A check finds nothing.
    NoFinding(String),
    /// No layer repeats or hides bytes of another.
    NoDoubling,
    /// A build of a stage leaves another one out.
    Skipped {
        /// The stage that is left out.
        stage: String,
        /// The stage that is built; the last one where none is named.
        target: Option<String>,
    },
    /// A build of a stage runs another one.
    Built {
        /// The stage that runs.
        stage: String,
        /// The stage that is built; the last one where none is named.
        target: Option<String>,
    },
    /// A RUN stays cached when something changes.
    Cached {
        /// A program that the RUN calls.
        run: String,
        /// What changes.
        when: Change,
    },
    /// A path of the last image belongs to a user.
    Owner {
        /// The path.
        path: String,
        /// The user, or the user and the group.
        is: String,
    },
    /// A program starts in a folder.
    RunsIn {
        /// The program.
        run: String,
        /// The folder.
        folder: String,
    },
    /// No RUN hides a failure.
    FailuresStop,
    /// Every RUN that calls a program has a mount.
    Mounts {
        /// The program.
        run: String,
        /// The mount.
        mount: WantedMount,
    },
}

/// Holds a goal as it stands with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalState {
    /// The goal in words; what stands in a file is in backticks.
    pub title: String,
    /// What is still so, in one line; nothing where the goal holds.
    pub still: Option<String>,
}

impl Goal {
    /// Gives the kind's name as files have it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Builds => "builds",
            Self::HasCommand(_) => "has-command",
            Self::LacksCommand(_) => "lacks-command",
            Self::HasFile(_) => "has-file",
            Self::LacksFile(_) => "lacks-file",
            Self::Base(_) => "base",
            Self::NotBase(_) => "not-base",
            Self::CopiedBefore { .. } => "copied-before",
            Self::NonRoot => "non-root",
            Self::NoSecrets => "no-secrets",
            Self::State { .. } => "state",
            Self::NoFinding(_) => "no-finding",
            Self::NoDoubling => "no-doubling",
            Self::Skipped { .. } => "skipped",
            Self::Built { .. } => "built",
            Self::Cached { .. } => "cached",
            Self::Owner { .. } => "owner",
            Self::RunsIn { .. } => "runs-in",
            Self::FailuresStop => "failures-stop",
            Self::Mounts { .. } => "mounts",
        }
    }

    /// Lists the kinds that an author can write.
    pub const KINDS: [&'static str; 19] = [
        "has-command",
        "lacks-command",
        "has-file",
        "lacks-file",
        "base",
        "not-base",
        "copied-before",
        "non-root",
        "no-secrets",
        "state",
        "no-finding",
        "no-doubling",
        "skipped",
        "built",
        "cached",
        "owner",
        "runs-in",
        "failures-stop",
        "mounts",
    ];

    /// Gives the goal in words; what stands in a file is in backticks.
    pub fn title(&self) -> String {
        let of_target = |target: &Option<String>| match target {
            None => "the build".to_owned(),
            Some(target) => format!("a build of `{target}`"),
        };
        match self {
            Self::Builds => "BuildKit can read the file".to_owned(),
            Self::HasCommand(name) => format!("a RUN of the image calls `{name}`"),
            Self::LacksCommand(name) => format!("no RUN of the image calls `{name}`"),
            Self::HasFile(path) => format!("the image has `{path}`"),
            Self::LacksFile(path) => format!("the image does not have `{path}`"),
            Self::Base(name) => format!("the image starts from {}", image_words(name)),
            Self::NotBase(name) => format!("the image does not start from {}", image_words(name)),
            Self::CopiedBefore { file, run } => {
                format!("`{file}` is copied, without the rest, before `{run}` runs")
            }
            Self::NonRoot => "a container runs as a user other than root".to_owned(),
            Self::NoSecrets => "no secret stands in ARG, ENV or a layer".to_owned(),
            Self::State { of, is, given } => format!("{}{}", of.says(is), given.words()),
            Self::NoFinding(rule) => format!("the check `{rule}` finds nothing"),
            Self::NoDoubling => {
                "no file lies in two layers, or in one where it is removed later".to_owned()
            }
            Self::Skipped { stage, target } => {
                format!("{} leaves out the stage `{stage}`", of_target(target))
            }
            Self::Built { stage, target } => {
                format!("{} runs the stage `{stage}`", of_target(target))
            }
            Self::Cached { run, when } => format!("`{run}` stays cached when {}", when.words()),
            Self::Owner { path, is } => format!("`{path}` belongs to `{is}`"),
            Self::RunsIn { run, folder } => format!("`{run}` runs in `{folder}`"),
            Self::FailuresStop => "the build stops at every failure".to_owned(),
            Self::Mounts { run, mount } => format!("`{run}` has {}", mount.words()),
        }
    }

    /// Says what is still in the way, in one line; nothing where the goal holds.
    pub fn still(&self, analysis: &Analysis) -> Option<String> {
        match self {
            Self::Builds => refusal(analysis),
            Self::HasCommand(name) => commands::lacking(analysis, name),
            Self::LacksCommand(name) => commands::present(analysis, name),
            Self::HasFile(path) => files::lacking(analysis, path),
            Self::LacksFile(path) => files::present(analysis, path),
            Self::Base(name) => state::other_base(analysis, name),
            Self::NotBase(name) => state::same_base(analysis, name),
            Self::CopiedBefore { file, run } => copied_before::still(analysis, file, run),
            Self::NonRoot => users::still(analysis),
            Self::NoSecrets => secrets::still(analysis),
            Self::State { of, is, given } => state::still(analysis, of, is, given),
            Self::NoFinding(rule) => findings::still(analysis, rule),
            Self::NoDoubling => doubling::still(analysis),
            Self::Skipped { stage, target } => skipped::still(analysis, stage, target.as_deref()),
            Self::Built { stage, target } => built::still(analysis, stage, target.as_deref()),
            Self::Cached { run, when } => cached::still(analysis, run, when),
            Self::Owner { path, is } => owner::still(analysis, path, is),
            Self::RunsIn { run, folder } => runs_in::still(analysis, run, folder),
            Self::FailuresStop => failures::still(analysis),
            Self::Mounts { run, mount } => mounts::still(analysis, run, mount),
        }
    }

    /// Looks at a text.
    pub fn look(&self, analysis: &Analysis) -> GoalState {
        GoalState {
            title: self.title(),
            still: self.still(analysis),
        }
    }
}

/// Names an image, or all whose names begin alike.
fn image_words(name: &str) -> String {
    match name.strip_suffix('*') {
        Some(beginning) => format!("`{beginning}` or a variant of it"),
        None => format!("`{name}`"),
    }
}

/// Looks at every goal; where BuildKit refuses the file, that alone is said of it.
pub fn look_at_all(goals: &[Goal], analysis: &Analysis) -> Vec<GoalState> {
    let first = Goal::Builds.look(analysis);
    let is_refused = first.still.is_some();
    let rest = goals.iter().map(|goal| GoalState {
        title: goal.title(),
        still: if is_refused {
            Some("the file does not build yet".to_owned())
        } else {
            goal.still(analysis)
        },
    });
    std::iter::once(first).chain(rest).collect()
}

/// Tells whether all goals hold.
pub fn all_hold(goals: &[Goal], analysis: &Analysis) -> bool {
    let states = look_at_all(goals, analysis);
    states.iter().all(|state| state.still.is_none())
}

fn refusal(analysis: &Analysis) -> Option<String> {
    let problem = analysis.problems().first();
    let problem = problem.map(|problem| match problem.message.as_str() {
        // BuildKit's own words say the line already, or say nothing to a learner.
        message if message.starts_with("dockerfile parse error on line") => message.to_owned(),
        "no build stage in current context" => {
            format!(
                "line {}: an instruction stands above the first FROM",
                problem.line
            )
        }
        message => format!("line {}: {message}", problem.line),
    });
    problem.or_else(|| {
        analysis
            .stages()
            .is_empty()
            .then(|| "the file has no FROM".to_owned())
    })
}

/// Lists the instructions of the last image: of the stage that is built, and of those it starts from.
fn shipped(analysis: &Analysis) -> Vec<usize> {
    let stages = analysis.stages();
    let mut found = Vec::new();
    let mut next = stages.iter().position(|stage| stage.is_target);
    while let Some(stage) = next.and_then(|index| stages.get(index)) {
        found.extend(stage.instructions.iter().copied());
        next = stage.based_on;
    }
    found.sort_unstable();
    found
}

/// Gives the line that an instruction, counted from 0, starts on.
fn line_of(analysis: &Analysis, instruction: usize) -> u32 {
    let instruction = analysis.tree().instructions().get(instruction);
    instruction.map_or(0, |instruction| instruction.first_line)
}

/// Tells whether an instruction runs a program.
fn runs(analysis: &Analysis, instruction: usize, program: &str) -> bool {
    let text = analysis.tree().text();
    let commands = analysis.commands(instruction);
    let mut commands = commands.iter();
    commands.any(|command| is_call(&command.name, command.span.of(text), program))
}

/// Tells whether a command, by its name and as it is written, calls a program: its name, or its name
/// and first words.
fn is_call(called: &str, written: &str, program: &str) -> bool {
    let mut wanted = program.split_whitespace();
    let name = wanted.next().unwrap_or_default();
    let is_named = called == name || called.rsplit('/').next() == Some(name);
    // In an exec form each word has quotes and a comma.
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',');
    is_named && wanted.all(|word| written.split(is_between).any(|written| written == word))
}

/// Lists the RUNs that run a program, in source order.
fn runs_of(analysis: &Analysis, program: &str) -> Vec<usize> {
    let count = analysis.tree().instructions().len();
    (0..count)
        .filter(|&instruction| is_keyword(analysis, instruction, "RUN"))
        .filter(|&instruction| runs(analysis, instruction, program))
        .collect()
}

fn is_keyword(analysis: &Analysis, instruction: usize, keyword: &str) -> bool {
    let tree = analysis.tree();
    let instruction = tree.instructions().get(instruction);
    instruction.is_some_and(|instruction| {
        let written = instruction.span.of(tree.text()).split_whitespace().next();
        written.is_some_and(|written| written.eq_ignore_ascii_case(keyword))
    })
}
