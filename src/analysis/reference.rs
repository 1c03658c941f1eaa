//! What an instruction names that comes from another line: stages, variables, paths.

use crate::build::command::{Command, CopyCommand};
use crate::build::paths::clean;
use crate::build::plan::Plan;
use crate::build::setting::Origin;
use crate::build::stage::{Base, Source, Stage};
use crate::build::value::Value;
use crate::explain::path_origin::path_origin_in;
use crate::explain::subject::Subject;
use crate::language::keyword::Keyword;
use crate::language::span::Span;
use crate::language::tree::Tree;
use crate::language::word::Word;

/// Holds one thing that an instruction names, and the instruction it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is named, as written: `--from=builder`, `$VERSION`.
    pub written: String,
    /// Its places in the file.
    pub spans: Vec<Span>,
    /// The instruction it comes from, counted from 0.
    pub instruction: usize,
}

/// Lists what an instruction, counted from 0, names that comes from another line, in source order.
pub(in crate::analysis) fn references(tree: &Tree, plan: &Plan, index: usize) -> Vec<Reference> {
    let Some(subject) = Subject::new(tree, plan, index) else {
        return Vec::new();
    };
    let mut found = Found {
        subject: &subject,
        references: Vec::new(),
    };
    found.base_stage();
    found.other_stages();
    found.variables();
    found.working_directory();
    let mut references = found.references;
    references.retain(|reference| reference.instruction != index);
    references.sort_by_key(|reference| reference.spans.first().map(|span| span.start));
    references.dedup();
    references
}

struct Found<'a> {
    subject: &'a Subject<'a>,
    references: Vec<Reference>,
}

impl Found<'_> {
    /// Adds a reference at a span of the joined line.
    fn add(&mut self, span: Span, instruction: usize) {
        self.references.push(Reference {
            written: self.subject.slice(span).to_owned(),
            spans: self.subject.spans(span),
            instruction,
        });
    }

    /// The stage behind FROM.
    fn base_stage(&mut self) {
        let subject = self.subject;
        let Some(stage) = subject.stage else { return };
        if let Base::Stage(parent) = stage.base
            && subject.invocation.keyword == Keyword::From
            && let Some(parent) = subject.plan.stages.get(parent)
        {
            let rest = subject.invocation.rest;
            let text = subject.slice(rest);
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            let start = rest.start as usize;
            self.add(Span::new(start, start + end), parent.from_instruction);
        }
    }

    /// The stages behind `--from` and `--mount=from=`, and the lines that made what is taken.
    fn other_stages(&mut self) {
        let subject = self.subject;
        let Some(own) = subject.stage else { return };
        let needs = own.needs.iter();
        let needs = needs.filter(|need| need.instruction == subject.index);
        let stages = needs.filter_map(|need| match need.source {
            Source::Stage(stage) => subject.plan.stages.get(stage),
            Source::Image(_) => None,
        });
        for stage in stages {
            for flag in &subject.invocation.flags {
                if names_stage(&flag.text, stage) {
                    self.add(flag.span, stage.from_instruction);
                }
            }
            if let Some(Command::Copy(copy)) = subject.command() {
                self.copied_paths(copy, stage);
            }
        }
    }

    fn copied_paths(&mut self, copy: &CopyCommand, stage: &Stage) {
        let subject = self.subject;
        for source in copy.sources.iter().filter_map(Value::as_known) {
            let path = clean(&format!("/{source}"));
            let origin = path_origin_in(subject.plan, stage, &path);
            let rest = subject.invocation.rest;
            if let (Some(origin), Some(at)) = (origin, subject.slice(rest).find(source)) {
                let start = rest.start as usize + at;
                let span = Span::new(start, start + source.len());
                self.add(span, origin.origin.instruction);
            }
        }
    }

    /// The variables, each with the line that gave it the value it has here.
    fn variables(&mut self) {
        let subject = self.subject;
        let escape = subject.tree.escape();
        let line = subject.invocation.line.text().to_owned();
        let behind = subject.invocation.keyword_span.end as usize;
        let text = line.get(behind..).unwrap_or_default();
        let word = Word::read(text, escape, true);
        let names: Vec<Span> = word.variables().iter().map(|found| found.name).collect();
        for name in names {
            if let Some(instruction) = self.origin_of(name.of(text)) {
                self.add(name.shifted(behind), instruction);
            }
        }
    }

    fn origin_of(&self, name: &str) -> Option<usize> {
        let subject = self.subject;
        let from = subject.invocation.keyword == Keyword::From;
        let globals = &subject.plan.global_arguments.environment;
        let origin = match subject.before() {
            Some(before) if !from => {
                let variable = before.run_environment.get(name);
                let variable = variable.or_else(|| before.environment.get(name));
                let mut latest = before.arguments.iter().rev();
                let declared = latest.find(|found| &*found.name == name);
                let declared = declared.map(|found| found.instruction);
                variable
                    .map(|variable| variable.origin)
                    .or(declared.map(Origin::Instruction))
            }
            _ => globals.get(name).map(|variable| variable.origin),
        };
        match origin? {
            Origin::Instruction(instruction) => Some(instruction),
            Origin::Builder | Origin::BaseImage => None,
        }
    }

    /// The WORKDIR that a relative path starts from.
    fn working_directory(&mut self) {
        let subject = self.subject;
        let Some(Command::Copy(copy)) = subject.command() else {
            return;
        };
        let is_relative = copy
            .destination
            .as_known()
            .is_some_and(|path| !path.starts_with('/'));
        let origin = subject
            .before()
            .and_then(|before| before.working_directory.origin());
        if let (true, Some(Origin::Instruction(instruction))) = (is_relative, origin) {
            let rest = subject.invocation.rest;
            let text = subject.slice(rest);
            let first_line = text.split('\n').next().unwrap_or_default().trim_end();
            let start = first_line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let offset = rest.start as usize;
            self.add(
                Span::new(offset + start, offset + first_line.len()),
                instruction,
            );
        }
    }
}

/// Tells whether a flag names a stage, by its name or its number.
fn names_stage(flag: &str, stage: &Stage) -> bool {
    let names = |value: &str| {
        let is_name = stage.name.as_deref() == Some(value.to_lowercase().as_str());
        is_name || value.parse() == Ok(stage.index)
    };
    match flag.split_once('=') {
        Some(("--from", value)) => names(value),
        Some(("--mount", fields)) => fields
            .split(',')
            .filter_map(|field| field.strip_prefix("from="))
            .any(names),
        _ => false,
    }
}
