//! What a prediction or a goal looks at in a build: the answer comes from the analysis, never from an author.
//!
//! What the analysis does not know is no answer here: [`LookedAt::answer`] says why instead.

use crate::analysis::Analysis;
use crate::analysis::cache_report::Verdict;
use crate::build::copied_files::CopyOutcome;
use crate::build::image_state::ImageState;
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::course::cache_verdict::verdict_after_edit;
use crate::course::lesson_file::LookedAtFile;

/// Names what is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookedAt {
    /// The working directory.
    WorkingDirectory,
    /// The user.
    User,
    /// The words that a container starts.
    Starts,
    /// The ports noted.
    Ports,
    /// A variable that the image keeps.
    Variable(String),
    /// A variable that a RUN sees.
    RunVariable(String),
    /// The paths that COPY or ADD writes.
    Brings,
    /// Whether a change of a file makes it run again.
    RunsAgainAfter(String),
    /// Whether it makes a layer.
    MakesLayer,
    /// Whether its stage is built.
    IsBuilt,
    /// The image that its stage starts from.
    Base,
}

impl From<LookedAtFile> for LookedAt {
    fn from(file: LookedAtFile) -> Self {
        match file {
            LookedAtFile::WorkingDirectory => Self::WorkingDirectory,
            LookedAtFile::User => Self::User,
            LookedAtFile::Starts => Self::Starts,
            LookedAtFile::Ports => Self::Ports,
            LookedAtFile::Variable(name) => Self::Variable(name),
            LookedAtFile::RunVariable(name) => Self::RunVariable(name),
            LookedAtFile::Brings => Self::Brings,
            LookedAtFile::RunsAgainAfter(path) => Self::RunsAgainAfter(path),
            LookedAtFile::MakesLayer => Self::MakesLayer,
            LookedAtFile::IsBuilt => Self::IsBuilt,
            LookedAtFile::Base => Self::Base,
        }
    }
}

impl LookedAt {
    /// Names it in a sentence: `the working directory`.
    pub fn name(&self) -> String {
        match self {
            Self::WorkingDirectory => "the working directory".to_owned(),
            Self::User => "the user".to_owned(),
            Self::Starts => "what a container starts".to_owned(),
            Self::Ports => "the list of noted ports".to_owned(),
            Self::Variable(name) => format!("the image's {name}"),
            Self::RunVariable(name) => format!("{name} in a RUN"),
            Self::Brings => "what is copied".to_owned(),
            Self::RunsAgainAfter(path) => format!("the step after an edit of {path}"),
            Self::MakesLayer => "whether it makes a layer".to_owned(),
            Self::IsBuilt => "whether its stage is built".to_owned(),
            Self::Base => "the image that it starts from".to_owned(),
        }
    }

    /// Says that it is a value: "a container starts `x`"; the value is in backticks.
    pub fn says(&self, value: &str) -> String {
        match self {
            Self::Starts => format!("a container starts `{value}`"),
            _ => format!("{} is `{value}`", self.name()),
        }
    }

    /// Gives the answer after an instruction, counted from 0; else why it is not known.
    pub fn answer(&self, analysis: &Analysis, instruction: usize) -> Result<String, String> {
        let plan = analysis.plan();
        let stage = plan
            .stage_of(instruction)
            .ok_or_else(|| "it stands in no stage".to_owned())?;
        let state = stage.state_after(instruction);
        match self {
            Self::Starts => starts(state),
            Self::Brings => brings(analysis, instruction),
            Self::RunsAgainAfter(path) => runs_again(analysis, instruction, path),
            Self::MakesLayer => Ok(makes_layer(stage, instruction)),
            Self::IsBuilt => Ok(yes_or_no(stage.is_needed)),
            Self::Base => Ok(stage.base_name.clone()),
            _ => self.of_state(state),
        }
    }

    /// Gives the answer at the end of the stage that is built.
    pub fn answer_at_end(&self, analysis: &Analysis) -> Result<String, String> {
        let target = analysis.stages().iter().find(|stage| stage.is_target);
        let last = target.and_then(|stage| stage.instructions.last());
        let last = last.ok_or_else(|| "the file builds no stage".to_owned())?;
        self.answer(analysis, *last)
    }

    fn of_state(&self, state: &ImageState) -> Result<String, String> {
        match self {
            Self::WorkingDirectory if state.working_directory.is_unknown() => Err(by_base()),
            Self::WorkingDirectory => known_or(state.working_directory.value(), "/"),
            Self::User if state.user.is_unknown() => Err(by_base()),
            Self::User => known_or(state.user.value(), "root"),
            Self::Variable(name) => variable(&state.environment, name),
            Self::RunVariable(name) => variable(&state.run_environment, name),
            Self::Ports if state.has_unknown_ports => Err(by_base()),
            Self::Ports => {
                let ports: Vec<String> = state.exposed_ports.keys().map(Value::to_string).collect();
                Ok(listed(&ports, "none"))
            }
            _ => Err("it is no setting of an image".to_owned()),
        }
    }
}

fn by_base() -> String {
    "the base image decides it".to_owned()
}

fn known_or(value: Option<&Value>, unset: &str) -> Result<String, String> {
    match value.map(Value::as_known) {
        None | Some(Some("")) => Ok(unset.to_owned()),
        Some(Some(text)) => Ok(text.to_owned()),
        Some(None) => Err(by_base()),
    }
}

fn variable(
    environment: &crate::build::environment::Environment,
    name: &str,
) -> Result<String, String> {
    environment
        .iter()
        .find(|variable| &*variable.name == name)
        .map_or_else(
            || match environment.open_base() {
                Some(_) => Err(by_base()),
                None if environment.unknown_names().any(|unknown| unknown == name) => {
                    Err(by_base())
                }
                None => Ok("not set".to_owned()),
            },
            |variable| known_or(Some(&variable.value), "empty"),
        )
}

fn starts(state: &ImageState) -> Result<String, String> {
    if state.entrypoint.is_unknown() || state.command.is_unknown() {
        return Err(by_base());
    }
    let settings = [&state.entrypoint, &state.command];
    let words = settings.into_iter().filter_map(|setting| setting.value());
    let words: Vec<&str> = words
        .flat_map(|words| words.iter().map(String::as_str))
        .collect();
    Ok(if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(" ")
    })
}

fn brings(analysis: &Analysis, instruction: usize) -> Result<String, String> {
    let files = analysis.files();
    let step = files.step(analysis.plan(), instruction);
    match step.and_then(|step| step.copied.as_ref()) {
        None => Err(
            "it copies nothing that is known; a lesson gives its files under context".to_owned(),
        ),
        Some(CopyOutcome::Refused(_)) => Ok("nothing: the build stops".to_owned()),
        Some(CopyOutcome::Files {
            is_complete: false, ..
        }) => Err("not all files are known".to_owned()),
        Some(CopyOutcome::Files { files, .. }) => {
            let paths: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
            Ok(listed(&paths, "nothing"))
        }
    }
}

fn makes_layer(stage: &Stage, instruction: usize) -> String {
    yes_or_no(
        stage
            .step_of(instruction)
            .is_some_and(|step| step.makes_layer),
    )
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn listed(items: &[String], none: &str) -> String {
    if items.is_empty() {
        none.to_owned()
    } else {
        items.join(", ")
    }
}

/// Says what the cache does with an instruction after an edit of a file.
fn runs_again(analysis: &Analysis, instruction: usize, path: &str) -> Result<String, String> {
    let verdict = verdict_after_edit(analysis, instruction, path)?;
    Ok(match verdict {
        Verdict::Rerun => "it runs again",
        Verdict::Cached => "it comes from the cache",
        Verdict::Depends => return Err("bytes that another step makes decide it".to_owned()),
        Verdict::Stops | Verdict::NotReached => {
            return Err("the build stops: a file is not in the context".to_owned());
        }
    }
    .to_owned())
}
