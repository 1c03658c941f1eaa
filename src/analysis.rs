//! One snapshot of everything that is known about a Dockerfile.
//!
//! [`Analysis`] is the only thing that `course`, `app`, `view`, `export` and `cli` read of a
//! Dockerfile. It is made once from a text and the options of a build, and never changes; nothing
//! that reads it parses again.

pub mod outline;

pub mod document;

pub mod inspection;

pub mod difference;

pub mod cache_report;

pub mod context_report;

pub mod context_why;

pub mod what_if;

pub mod reference;

pub mod build_argument;

pub mod glossary;

pub mod highlight;

pub mod secret_files;

use crate::analysis::build_argument::{BuildArgument, build_arguments};
use crate::analysis::glossary::{GlossaryEntry, entries, used_words};
use crate::analysis::highlight::embedded::{EmbeddedText, embedded_texts};
use crate::analysis::highlight::{Highlight, Highlights, between, of_instruction, of_piece};
use crate::analysis::outline::{StageOutline, outlines};
use crate::analysis::reference::{Reference, references};
use crate::build::engine::answer::{BuiltQuestion, EngineQuestion};
use crate::build::engine::built_image::BuiltLike;
use crate::build::history::history;
use crate::build::known_files::stage_files::{ImageFiles, image_files, wanted_archives};
use crate::build::options::BuildOptions;
use crate::build::plan::{Plan, plan};
use crate::build::refusal::Refusal;
use crate::build::refusals::{Moment, Phase};
use crate::build::stage::Base;
use crate::build::start::{RunWords, Start};
use crate::checks::finding::Finding;
use crate::checks::fix::{Fix, fix};
use crate::checks::run::{Checked, run};
use crate::doc::template::Values;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::built_text::built_summary;
use crate::explain::cache_text::cache_text;
use crate::explain::compose::explain;
use crate::explain::explanation::Explanation;
use crate::explain::file_text::file_text;
use crate::explain::files_text::{FilesGround, files_text};
use crate::explain::findings_text::findings_text;
use crate::explain::hidden_failures::{HiddenFailure, hidden_failures};
use crate::explain::known_commands::{KnownCommand, known_commands};
use crate::explain::questions::asked::Ground;
use crate::explain::questions::question::Question;
use crate::explain::questions::{prediction, questions, shortage};
use crate::explain::stage_text::stage_text;
use crate::explain::start_text::start_blocks;
use crate::explain::state_text::state_text;
use crate::explain::subject::Subject;
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::line_index::LineIndex;
use crate::language::parse::parse;
use crate::language::source::Source;
use crate::language::span::Span;
use crate::language::tree::Tree;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Holds a Dockerfile's tree, what a build makes of it, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Analysis {
    tree: Tree,
    lines: LineIndex,
    plan: Plan,
    findings: Vec<Finding>,
    stages: Vec<StageOutline>,
    problems: Vec<Problem>,
    options: BuildOptions,
    /// What each instruction's stretches are, once somebody looks at it.
    highlights: Vec<OnceLock<Highlights>>,
    /// The files of every stage, once somebody asks for them.
    files: OnceLock<Arc<ImageFiles>>,
}

/// Holds something BuildKit refuses, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u32,
    /// The instruction it stands in, if it stands in one.
    pub instruction: Option<usize>,
    /// BuildKit's words.
    pub message: String,
}

impl Analysis {
    /// Reads a Dockerfile.
    pub fn of(source: Source, options: &BuildOptions) -> Self {
        let lines = LineIndex::new(source.text());
        let tree = parse(source);
        let mut plan = plan(&tree, options);
        let checked = Checked {
            tree: &tree,
            plan: &plan,
            options,
        };
        let findings = run(checked);
        refuse_findings(&mut plan, &findings);
        let stages = outlines(&plan);
        let problems = problems(&tree, &plan);
        let highlights = vec![OnceLock::new(); tree.instructions().len()];
        Self {
            tree,
            lines,
            plan,
            findings,
            stages,
            problems,
            options: options.clone(),
            highlights,
            files: OnceLock::new(),
        }
    }

    /// Gives the tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Gives what BuildKit makes of it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Analyses the file as if it ended with a stage, counted from 0: a build that stops there.
    #[must_use]
    pub fn up_to_stage(&self, stage: usize) -> Self {
        let next = self
            .plan
            .stages
            .get(stage + 1)
            .map(|next| next.from_instruction);
        let end = next.and_then(|from| self.tree.instructions().get(from));
        let end = end.map_or(self.tree.text().len(), |from| from.span.start as usize);
        let kept = self.tree.source().bytes(Span::new(0, end));
        Self::of(Source::new(kept), &self.options)
    }

    /// Analyses the same file for a build with other options.
    #[must_use]
    pub fn with_options(&self, options: &BuildOptions) -> Self {
        Self::of(self.tree.source().clone(), options)
    }

    /// Gives the options of the build.
    pub fn options(&self) -> &BuildOptions {
        &self.options
    }

    /// Lists the images that stages start from, as the build asks for them, each once.
    pub fn base_images(&self) -> Vec<String> {
        let stages = self.plan().stages.iter();
        let images = stages.filter(|stage| stage.base == Base::Image);
        let names: BTreeSet<&str> = images.map(|stage| stage.base_name.as_str()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Says what a local engine is asked about the file: its base images, and which image was built from
    /// it; `built` names that image, else any that looks so is taken.
    pub fn engine_question(&self, built: Option<&str>) -> EngineQuestion {
        let like = || BuiltLike::of(&self.plan).map_or(BuiltQuestion::Nothing, BuiltQuestion::Like);
        EngineQuestion {
            base_images: self.base_images(),
            built: built.map_or_else(like, |name| BuiltQuestion::Named(name.to_owned())),
        }
    }

    /// Lists the build arguments that the file declares.
    pub fn build_arguments(&self) -> Vec<BuildArgument> {
        build_arguments(&self.plan, &self.options)
    }

    /// Lists what an instruction, counted from 0, names that comes from another line.
    pub fn references(&self, instruction: usize) -> Vec<Reference> {
        references(&self.tree, &self.plan, instruction)
    }

    /// Describes the image as it stands after an instruction, counted from 0; at the end of the target,
    /// what starts from it too.
    pub fn state_text(&self, instruction: usize) -> Doc {
        let mut doc = state_text(&self.tree, &self.plan, instruction);
        let stage = self.plan.stage_of(instruction);
        let target = stage.filter(|stage| self.plan.target == Some(stage.index));
        if let Some(stage) = target
            && stage.instructions.last() == Some(&instruction)
        {
            let built = built_summary(&self.plan).map(Block::Paragraph);
            doc.blocks.extend(built);
            doc.blocks
                .extend(start_blocks(&self.tree, &self.plan, stage));
        }
        doc
    }

    /// Describes the files known to be in the image after an instruction, counted from 0.
    pub fn files_text(&self, instruction: usize) -> Doc {
        let ground = FilesGround {
            tree: &self.tree,
            plan: &self.plan,
            files: self.files(),
            context: self.options.context.as_deref(),
        };
        files_text(ground, instruction)
    }

    /// Describes what makes the step of an instruction, counted from 0, run again.
    pub fn cache_text(&self, instruction: usize) -> Doc {
        cache_text(&self.tree, &self.plan, instruction)
    }

    /// Describes what the checks find at an instruction, counted from 0.
    pub fn checks_text(&self, index: usize) -> Doc {
        let instructions = self.tree.instructions();
        let found = instructions.get(index);
        let refused = self.problems.iter().map(|problem| Block::Labelled {
            label: Label::Error,
            text: Text::plain(format!("line {}: {}", problem.line, problem.message)),
        });
        let mut blocks: Vec<Block> = refused.collect();
        if !blocks.is_empty() && self.findings.is_empty() {
            blocks.push(Block::Paragraph(plain_phrase("checks-refused")));
            return Doc { blocks };
        }
        if let Some(instruction) = found {
            let text = findings_text(
                self.checked(),
                &self.lines,
                &self.findings,
                instruction,
                self.caution_count(index),
            );
            blocks.extend(text.blocks);
        }
        blocks.extend(self.unchecked_stages());
        Doc { blocks }
    }

    /// Names the stages that the checks pass over, because the target that is asked for does not need them.
    fn unchecked_stages(&self) -> Option<Block> {
        let target = self.options.target.as_deref()?;
        let skipped = self.stages.iter().filter(|stage| !stage.is_needed);
        let lines = skipped.filter_map(|stage| {
            let from = self.tree.instructions().get(*stage.instructions.first()?)?;
            Some(Text::plain(from.first_line.to_string()))
        });
        let lines: Vec<Text> = lines.collect();
        let name = match lines.as_slice() {
            [] => return None,
            [_] => "checks-pass-over-one",
            _ => "checks-pass-over",
        };
        let values = Values::from([("target", Text::code(target)), ("lines", listed(lines))]);
        Some(Block::Paragraph(phrase(name, &values)))
    }

    /// Counts what the explanation of an instruction, counted from 0, warns of.
    fn caution_count(&self, instruction: usize) -> usize {
        let remarks = self.explain(instruction).remarks;
        let cautions = remarks
            .iter()
            .filter(|remark| remark.label == Label::Caution);
        cautions.count()
    }

    /// Names the words of the glossary that a text about this file uses, as they come in it.
    pub fn glossary_words(&self, text: &Doc) -> Vec<&'static str> {
        used_words(text, &self.stages)
    }

    /// Lists the words of the glossary: those that a text about this file uses first, then the others.
    pub fn glossary(&self, text: &Doc) -> Vec<GlossaryEntry> {
        entries(text, &self.stages)
    }

    /// Lists what would mend the findings at an instruction, counted from 0, where that is certain.
    pub fn fixes(&self, instruction: usize) -> Vec<Fix> {
        let Some(instruction) = self.tree.instructions().get(instruction) else {
            return Vec::new();
        };
        let lines = instruction.first_line..=instruction.last_line;
        let mut fixes = Vec::new();
        for finding in &self.findings {
            if lines.contains(&finding.start)
                && let Some(fix) = fix(self.checked(), &self.findings, finding)
                && !fixes.contains(&fix)
            {
                fixes.push(fix);
            }
        }
        fixes
    }

    fn checked(&self) -> Checked<'_> {
        Checked {
            tree: &self.tree,
            plan: &self.plan,
            options: &self.options,
        }
    }

    /// Gives the lines that `docker history` shows for a stage's image, counted from 0.
    pub fn history(&self, stage: usize) -> Vec<String> {
        let stages = &self.plan.stages;
        stages
            .get(stage)
            .map_or_else(Vec::new, |stage| history(stages, stage))
    }

    /// Gives what a container of a stage's image starts, counted from 0, where `docker run` is given no more.
    pub fn start(&self, stage: usize) -> Option<Start> {
        let stages = &self.plan.stages;
        let stage = stages.get(stage)?;
        Some(Start::of(stages, stage, &RunWords::default()))
    }

    /// Lists the shell commands of an instruction, counted from 0, and which of them can be explained.
    pub fn commands(&self, instruction: usize) -> Vec<KnownCommand> {
        let subject = Subject::new(&self.tree, &self.plan, instruction);
        subject.map_or_else(Vec::new, |subject| known_commands(&subject))
    }

    /// Lists the failures that a RUN, counted from 0, hides; nothing where its script cannot be read.
    pub fn hidden_failures(&self, instruction: usize) -> Option<Vec<HiddenFailure>> {
        hidden_failures(&Subject::new(&self.tree, &self.plan, instruction)?)
    }

    /// Follows the files through every stage, as far as they are known; with a context in the options, its files too.
    pub fn files(&self) -> &ImageFiles {
        self.files.get_or_init(|| {
            let files = image_files(&self.plan, &self.options);
            Arc::new(files)
        })
    }

    /// Lists the files of the context that an ADD would unpack if they are tars: the host can look.
    pub fn wanted_archives(&self) -> Vec<String> {
        let context = self.options.context.as_deref();
        context.map_or_else(Vec::new, |context| wanted_archives(&self.plan, context))
    }

    /// Lists what the checks find, by line.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Gives the lines' places.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Lists what BuildKit refuses, in source order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Lists the stages in source order.
    pub fn stages(&self) -> &[StageOutline] {
        &self.stages
    }

    /// Finds the stage an instruction belongs to; ARG before the first FROM belongs to none.
    pub fn stage_of(&self, instruction: usize) -> Option<usize> {
        self.plan.stage_of(instruction).map(|stage| stage.index)
    }

    /// Lists what the stretches between two offsets are, in order and side by side.
    pub fn highlights(&self, from: u32, to: u32) -> Highlights {
        let instructions = self.tree.instructions();
        let first = instructions.partition_point(|instruction| instruction.span.end <= from);
        let mut found: Highlights = self
            .tree
            .pieces_between(from, to)
            .filter_map(|(kind, span)| Some((span, of_piece(kind)?)))
            .collect();
        // What stands in an instruction is told apart in more than pieces.
        let inside = |offset: u32| {
            let next = instructions.partition_point(|instruction| instruction.span.end <= offset);
            let next = instructions.get(next);
            next.is_some_and(|instruction| instruction.span.contains(offset))
        };
        found.retain(|(span, _)| !inside(span.start));
        let shown = instructions.iter().enumerate().skip(first);
        for (index, _) in shown.take_while(|(_, instruction)| instruction.span.start < to) {
            found.extend_from_slice(between(self.highlights_of(index), from, to));
        }
        found.sort_by_key(|(span, _)| span.start);
        found
    }

    fn highlights_of(&self, instruction: usize) -> &[(Span, Highlight)] {
        let kept = self.highlights.get(instruction);
        kept.map_or(&[], |kept| {
            kept.get_or_init(|| {
                let subject = Subject::new(&self.tree, &self.plan, instruction);
                subject.map_or_else(Vec::new, |subject| of_instruction(&subject))
            })
        })
    }

    /// Lists the texts of an instruction, counted from 0, that need a reader of their language.
    pub fn embedded_texts(&self, instruction: usize) -> Vec<EmbeddedText> {
        let subject = Subject::new(&self.tree, &self.plan, instruction);
        subject.map_or_else(Vec::new, |subject| embedded_texts(&subject))
    }

    /// Explains one instruction, counted from 0.
    pub fn explain(&self, instruction: usize) -> Explanation {
        explain(&self.tree, &self.plan, instruction)
    }

    /// Explains one stage, counted from 0.
    pub fn explain_stage(&self, stage: usize) -> Doc {
        stage_text(&self.plan, stage)
    }

    /// Makes up to so many questions about the file, no two alike; the same for the same seed.
    pub fn questions(&self, seed: u64, count: usize) -> Vec<Question> {
        questions(self.ground(), seed, count)
    }

    /// Asks what an instruction, counted from 0, will do, before its explanation is shown.
    pub fn prediction(&self, instruction: usize, seed: u64) -> Option<Question> {
        prediction(self.ground(), instruction, seed)
    }

    /// Says why the file gives fewer than five questions; nothing where it gives as many.
    pub fn question_shortage(&self) -> Option<Text> {
        shortage(self.ground())
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            tree: &self.tree,
            plan: &self.plan,
            findings: &self.findings,
            has_arguments: !self.options.arguments.is_empty(),
            context: self.options.context.as_deref(),
        }
    }

    /// Explains the whole file: the workflow, why several stages, what ends up in the image.
    pub fn explain_file(&self) -> Doc {
        file_text(&self.tree, &self.plan)
    }
}

/// Refuses the build where `# check=error=true` stands and a rule found something in it.
fn refuse_findings(plan: &mut Plan, findings: &[Finding]) {
    let in_build = findings.iter().filter(|finding| !finding.is_outside_target);
    let rules: BTreeSet<&str> = in_build.map(|finding| finding.rule).collect();
    if plan.check_options.stops_build && !rules.is_empty() {
        // BuildKit names the rules in no fixed order; here they are sorted.
        let rules = rules.into_iter().map(str::to_owned).collect();
        plan.refusals
            .add(Moment::of(Phase::Lint), None, Refusal::Lint(rules));
    }
}

/// Places what BuildKit refuses; where it names no line, the instruction it works on has one.
fn problems(tree: &Tree, plan: &Plan) -> Vec<Problem> {
    let instructions = tree.instructions();
    let place = |line: u32| {
        let mut instructions = instructions.iter();
        instructions.position(|instruction| {
            (instruction.first_line..=instruction.last_line).contains(&line)
        })
    };
    let problems = plan.refusals.iter().map(|located| {
        let moment = located.moment;
        let instruction = match located.line {
            Some(line) => place(line),
            None if moment.phase == Phase::Graph => Some(moment.order),
            None => None,
        };
        let first_line = instruction.and_then(|index| instructions.get(index));
        let first_line = first_line.map(|instruction| instruction.first_line);
        Problem {
            line: located.line.or(first_line).unwrap_or(1).max(1),
            instruction,
            message: located.refusal.to_string(),
        }
    });
    let mut problems: Vec<Problem> = problems.collect();
    problems.sort_by_key(|problem| problem.line);
    problems.dedup();
    problems
}
