//! Runs the rules over a plan.

use crate::build::check_options::CheckOptions;
use crate::build::command::Command;
use crate::build::options::BuildOptions;
use crate::build::plan::Plan;
use crate::build::refusals::{Moment, Phase};
use crate::build::stage::{Stage, Step};
use crate::checks::finding::Finding;
use crate::checks::rules::{RULES, Rule};
use crate::language::invocation::Invocation;
use crate::language::tree::{Instruction, Tree};

/// Holds what rules read.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The file.
    pub tree: &'a Tree,
    /// The build.
    pub plan: &'a Plan,
    /// What the build is given.
    pub options: &'a BuildOptions,
}

/// Collects what one rule finds.
#[derive(Debug)]
pub struct Report<'a> {
    checked: Checked<'a>,
    rule: &'static Rule,
    reach: Option<Moment>,
    findings: Vec<Finding>,
}

/// Runs every rule; the findings are sorted by line.
pub fn run(checked: Checked<'_>) -> Vec<Finding> {
    // Without a target a check goes through every stage, and ends at the first refusal.
    let refusals = &checked.plan.refusals;
    let has_target = checked.options.target.is_some();
    let first = if has_target {
        refusals.first_for_target()
    } else {
        refusals.first_for_check()
    };
    let reach = first.map(|located| located.moment);
    let mut findings = Vec::new();
    for rule in &RULES {
        let mut report = Report {
            checked,
            rule,
            reach,
            findings: Vec::new(),
        };
        (rule.find)(checked, &mut report);
        findings.append(&mut report.findings);
    }
    if has_target {
        findings.retain(|finding| !finding.is_outside_target);
    }
    findings.sort_by_key(|finding| (finding.start, finding.rule));
    findings
}

impl<'a> Checked<'a> {
    /// Lists the instructions with their parts and typed commands.
    pub fn instructions(
        self,
    ) -> impl Iterator<Item = (usize, &'a Instruction, Option<&'a Command>)> {
        let commands = self
            .plan
            .commands
            .iter()
            .map(|command| command.as_ref().ok());
        let instructions = self.tree.instructions().iter().zip(commands).enumerate();
        instructions.map(|(index, (instruction, command))| (index, instruction, command))
    }

    /// Lists every step of every stage that BuildKit does not refuse.
    pub fn steps(self) -> impl Iterator<Item = (&'a Stage, &'a Step)> {
        let stages = self.plan.stages.iter();
        stages.flat_map(|stage| {
            let steps = stage.steps.iter().filter(|step| !step.is_refused);
            steps.map(move |step| (stage, step))
        })
    }

    /// Gives an instruction's parts.
    pub fn invocation(self, index: usize) -> Option<Invocation<'a>> {
        let instruction = self.tree.instructions().get(index)?;
        Some(self.tree.invocation(instruction))
    }

    /// Gives the keyword a step was written with; a trigger's own.
    pub fn keyword_of(self, step: &Step) -> String {
        if step.is_trigger {
            return step.trigger_keyword.clone();
        }
        let invocation = self.invocation(step.instruction);
        invocation.map_or_else(String::new, |invocation| {
            invocation.keyword_text().to_owned()
        })
    }
}

impl Report<'_> {
    /// Adds a finding about an instruction, seen while instructions are read.
    pub fn add_while_reading(&mut self, instruction: usize, message: String) {
        let moment = Moment::new(Phase::Instructions, instruction);
        self.add(moment, instruction, Some(instruction), false, message);
    }

    /// Adds a finding about the file's stages or instructions as a whole; comments above them do not switch it off.
    pub fn add_about_stages(&mut self, order: usize, instruction: usize, message: String) {
        let moment = Moment::new(Phase::Stages, order);
        self.add(moment, instruction, None, false, message);
    }

    /// Adds a finding about a FROM, seen while its variables are put in.
    pub fn add_about_base(&mut self, stage: &Stage, message: String) {
        let instruction = stage.from_instruction;
        let moment = Moment::new(Phase::StageBases, instruction);
        self.add(moment, instruction, Some(instruction), false, message);
    }

    /// Adds a finding about a base image itself.
    pub fn add_about_image(&mut self, stage: &Stage, message: String) {
        let moment = Moment::new(Phase::Resolve, stage.index);
        self.add(
            moment,
            stage.from_instruction,
            None,
            !stage.is_needed,
            message,
        );
    }

    /// Adds a finding about a step.
    pub fn add_about_step(&mut self, stage: &Stage, step: &Step, message: String) {
        self.add_about_step_at(stage, step, step, message);
    }

    /// Adds a finding that a step shows but that stands at an earlier one.
    pub fn add_about_step_at(&mut self, stage: &Stage, step: &Step, place: &Step, message: String) {
        let moment = Moment::new(Phase::Dispatch, step.instruction);
        // The comments above a FROM are not those of a trigger that it runs.
        let comments = (!step.is_trigger).then_some(step.instruction);
        self.add(
            moment,
            place.instruction,
            comments,
            !stage.is_needed,
            message,
        );
    }

    /// Adds a finding at a line, seen while the file is parsed.
    pub fn add_at_line(&mut self, line: u32, message: String) {
        let moment = Moment::new(Phase::Parse, usize::MAX);
        if self.is_reached(moment) && self.runs(None) {
            self.push(line, line, false, message);
        }
    }

    fn add(
        &mut self,
        moment: Moment,
        place: usize,
        comments: Option<usize>,
        is_outside_target: bool,
        message: String,
    ) {
        if !self.is_reached(moment) || !self.runs(comments) {
            return;
        }
        if let Some(instruction) = self.checked.tree.instructions().get(place) {
            self.push(
                instruction.first_line,
                instruction.last_line,
                is_outside_target,
                message,
            );
        }
    }

    fn push(&mut self, start: u32, end: u32, is_outside_target: bool, message: String) {
        self.findings.push(Finding {
            rule: self.rule.name,
            start,
            end,
            message,
            is_outside_target,
        });
    }

    fn is_reached(&self, moment: Moment) -> bool {
        self.reach.is_none_or(|reach| moment <= reach)
    }

    /// Tells whether the rule runs, the comments above an instruction taken into account.
    fn runs(&self, comments: Option<usize>) -> bool {
        let options = &self.checked.plan.check_options;
        let instruction = comments.and_then(|index| self.checked.tree.instructions().get(index));
        let runs = |options: &CheckOptions| options.runs(self.rule.name, self.rule.is_experimental);
        match instruction.map(|instruction| self.checked.tree.comments(instruction)) {
            Some(comments) if !comments.is_empty() => runs(&options.with_comments(&comments)),
            _ => runs(options),
        }
    }
}
