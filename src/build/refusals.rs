//! What BuildKit refuses, in the order in which it would find it.

use crate::build::refusal::Refusal;

/// Names BuildKit's steps of work, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the step of that name")]
pub enum Phase {
    Start,
    Parse,
    Instructions,
    Stages,
    GlobalArguments,
    StageBases,
    Target,
    Graph,
    Circles,
    Resolve,
    Dispatch,
    Lint,
}

/// Names a moment of BuildKit's work: a phase, and how far it has come in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The phase.
    pub phase: Phase,
    /// How far: an instruction's index, or a line while parsing.
    pub order: usize,
}

impl Moment {
    /// Names the start of a phase.
    pub fn of(phase: Phase) -> Self {
        Self::new(phase, 0)
    }

    /// Names a moment in a phase.
    pub fn new(phase: Phase, order: usize) -> Self {
        Self { phase, order }
    }
}

/// Holds a refusal with its place and moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedRefusal {
    /// When BuildKit finds it.
    pub moment: Moment,
    /// The line BuildKit names; some refusals have none.
    pub line: Option<u32>,
    /// Whether it stands in a stage that the target does not need: the build never sees it.
    pub is_outside_target: bool,
    /// What is refused.
    pub refusal: Refusal,
}

/// Collects refusals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals {
    found: Vec<LocatedRefusal>,
}

impl Refusals {
    /// Adds a refusal that stops every build.
    pub fn add(&mut self, moment: Moment, line: Option<u32>, refusal: Refusal) {
        self.add_in_stage(moment, line, false, refusal);
    }

    /// Adds a refusal of a stage, which stops only builds that need the stage.
    pub fn add_in_stage(
        &mut self,
        moment: Moment,
        line: Option<u32>,
        is_outside_target: bool,
        refusal: Refusal,
    ) {
        self.found.push(LocatedRefusal {
            moment,
            line,
            is_outside_target,
            refusal,
        });
    }

    /// Gives what stops the build of the target.
    pub fn first_for_target(&self) -> Option<&LocatedRefusal> {
        let for_target = self
            .found
            .iter()
            .filter(|located| !located.is_outside_target);
        for_target.min_by_key(|located| located.moment)
    }

    /// Gives what stops `docker build --check`, which looks at every stage.
    pub fn first_for_check(&self) -> Option<&LocatedRefusal> {
        let for_check = self
            .found
            .iter()
            .filter(|located| located.moment.phase != Phase::Lint);
        for_check.min_by_key(|located| located.moment)
    }

    /// Lists all, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &LocatedRefusal> {
        self.found.iter()
    }
}
