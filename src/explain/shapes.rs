//! What a script is built of beside its commands: conditions, loops, functions, variables.
//!
//! Each becomes a part of the RUN that says what it does to the commands in it.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::short_words::{short_code, shortened_words};
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::tree::{
    Assignment, CaseArm, Command, CompoundCommand, CompoundKind, List, Script, SimpleCommand,
};
use crate::language::shell::word::{Word, WordPieceKind};
use crate::language::span::Span;

/// The longest text in the column of what is written, in characters.
const LONGEST_WRITTEN: usize = 60;

/// Holds one of them. Spans are places in the script's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The words that make it: `for … in …`, not the commands in it.
    pub span: Span,
    /// The same, short.
    pub written: String,
    /// How deep it stands.
    pub depth: u8,
    /// What it does.
    pub meaning: Text,
    /// Whether it holds commands: a variable does not.
    pub is_block: bool,
}

/// Lists the shapes of a script in source order.
pub fn shapes(script: &Script, text: &str) -> Vec<Shape> {
    found(script, text, false)
}

/// Lists the shapes of a script that no RUN ends: a container's shell reads it.
pub fn shapes_without_end(script: &Script, text: &str) -> Vec<Shape> {
    found(script, text, true)
}

fn found(script: &Script, text: &str, told_how_long: bool) -> Vec<Shape> {
    let mut finder = Finder {
        script,
        text,
        depth: 0,
        told_how_long,
        found: Vec::new(),
    };
    finder.list(&script.list);
    finder.found.sort_by_key(|shape| shape.span.start);
    finder.found
}

struct Finder<'a> {
    script: &'a Script,
    text: &'a str,
    depth: u8,
    told_how_long: bool,
    found: Vec<Shape>,
}

impl Finder<'_> {
    fn add(&mut self, name: &str, span: Span, values: &Values) {
        let sentence = shell_texts().shape.get(name);
        let sentence = sentence.map(String::as_str).unwrap_or_default();
        self.found.push(Shape {
            span,
            written: shortened_words(span.of(self.text), LONGEST_WRITTEN),
            depth: self.depth,
            meaning: fill(sentence, values),
            is_block: !name.starts_with("variable"),
        });
    }

    fn inside(&mut self, list: &List) {
        self.depth = self.depth.saturating_add(1);
        self.list(list);
        self.depth -= 1;
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            for piped in &item.pipeline.commands {
                match &piped.command {
                    Command::Simple(command) => self.simple(command),
                    Command::Compound(command) => self.compound(command),
                }
            }
        }
    }

    fn simple(&mut self, command: &SimpleCommand) {
        for assignment in &command.assignments {
            self.assignment(assignment, command.words.is_empty());
        }
        for word in &command.words {
            self.word(word);
        }
    }

    fn assignment(&mut self, assignment: &Assignment, lasts: bool) {
        let values = Values::from([
            ("name", Text::code(&*assignment.name)),
            ("value", short_code(assignment.value.span.of(self.text))),
        ]);
        let is_output = assignment.value.pieces.iter().any(holds_commands);
        // What is set in a shell of its own ends there, and once is enough for the rest.
        let is_first = self.depth == 0 && lasts && !self.told_how_long;
        self.told_how_long |= is_first;
        let name = match (lasts, is_output) {
            (true, true) if is_first => "variable-of-output-first",
            (true, true) => "variable-of-output",
            (true, false) if assignment.value.pieces.is_empty() => "variable-empty",
            (true, false) if is_first => "variable-first",
            (true, false) => "variable",
            (false, _) => "variable-for-command",
        };
        let span = if is_output {
            // The commands in the value have parts of their own.
            Span::new(
                assignment.span.start as usize,
                assignment.value.span.start as usize,
            )
        } else {
            assignment.span
        };
        self.add(name, span, &values);
        self.word(&assignment.value);
    }

    /// Looks into the substitutions of a word.
    fn word(&mut self, word: &Word) {
        for piece in &word.pieces {
            let inner = match &piece.kind {
                WordPieceKind::DoubleQuoted(pieces) => pieces.as_slice(),
                _ => std::slice::from_ref(piece),
            };
            for piece in inner {
                if let WordPieceKind::CommandSubstitution(list)
                | WordPieceKind::BacktickSubstitution(list) = &piece.kind
                {
                    self.inside(list);
                }
            }
        }
    }

    fn compound(&mut self, command: &CompoundCommand) {
        let start = command.span.start as usize;
        let opening = |length: usize| Span::new(start, start + length);
        match &command.kind {
            CompoundKind::Subshell(list) => {
                self.add("subshell", opening(1), &Values::new());
                self.inside(list);
            }
            CompoundKind::Group(list) => {
                self.add("group", opening(1), &Values::new());
                self.inside(list);
            }
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                let mut before = start;
                for (index, branch) in branches.iter().enumerate() {
                    let name = if index == 0 { "if" } else { "elif" };
                    let span = self.keyword(name, before, branch.condition.span.start);
                    self.add(name, span, &Values::new());
                    self.inside(&branch.condition);
                    self.inside(&branch.body);
                    before = branch.body.span.end as usize;
                }
                if let Some(list) = otherwise {
                    let span = self.keyword("else", before, list.span.start);
                    self.add("else", span, &Values::new());
                    self.inside(list);
                }
            }
            CompoundKind::For {
                variable,
                words,
                body,
                ..
            } => self.for_loop(start, variable, words.as_deref(), body),
            CompoundKind::ArithmeticFor { body, .. } => {
                self.add("for-counting", opening(3), &Values::new());
                self.inside(body);
            }
            CompoundKind::While {
                is_until,
                condition,
                body,
            } => {
                let name = if *is_until { "until" } else { "while" };
                self.add(name, opening(5), &Values::new());
                self.inside(condition);
                self.inside(body);
            }
            CompoundKind::Case { subject, arms } => {
                let span = Span::new(start, subject.span.end as usize);
                let values = Values::from([("value", short_code(subject.span.of(self.text)))]);
                self.add("case", span, &values);
                self.word(subject);
                self.depth = self.depth.saturating_add(1);
                for arm in arms {
                    self.arm(arm);
                }
                self.depth -= 1;
            }
            CompoundKind::Function { name, body } => {
                let values = Values::from([("name", Text::code(name.text(self.text)))]);
                let span = Span::new(start, name.span.end as usize);
                self.add("function", span, &values);
                if let Some(body) = body {
                    self.function_body(body);
                }
            }
            CompoundKind::Conditional(_) => {
                self.add("conditional", command.span, &Values::new());
            }
            CompoundKind::Arithmetic(_) => {
                self.add("arithmetic", command.span, &Values::new());
            }
        }
    }

    /// Finds a keyword between two places: the last one of that name there.
    fn keyword(&self, name: &str, from: usize, to: u32) -> Span {
        let mut marks = self.script.marks.iter().rev();
        let mark = marks.find(|mark| {
            mark.span.start as usize >= from
                && mark.span.end <= to
                && mark.span.of(self.text) == name
        });
        mark.map_or(Span::new(from, from), |mark| mark.span)
    }

    fn for_loop(&mut self, start: usize, variable: &Word, words: Option<&[Word]>, body: &List) {
        let list = words.unwrap_or_default();
        let end = list.last().unwrap_or(variable).span.end as usize;
        let is_known = list.iter().all(|word| {
            word.as_literal()
                .is_some_and(|literal| !literal.contains(['*', '?', '{', '[']))
        });
        let values = Values::from([
            ("name", Text::code(format!("${}", variable.text(self.text)))),
            ("count", Text::plain(list.len().to_string())),
        ]);
        let name = match words {
            None => "for-arguments",
            Some(_) if is_known && list.len() > 1 => "for-counted",
            Some(_) => "for",
        };
        self.add(name, Span::new(start, end), &values);
        for word in list {
            self.word(word);
        }
        self.inside(body);
    }

    fn arm(&mut self, arm: &CaseArm) {
        if let (Some(first), Some(last)) = (arm.patterns.first(), arm.patterns.last()) {
            let span = Span::new(first.span.start as usize, last.span.end as usize);
            let patterns = arm.patterns.iter().map(|word| word.text(self.text));
            let patterns: Vec<String> = patterns.collect();
            let is_rest = patterns.iter().any(|pattern| pattern == "*");
            let shown = listed(patterns.iter().map(|pattern| short_code(pattern)));
            let name = match (is_rest, patterns.len()) {
                (true, _) => "case-rest",
                (false, 1) => "case-arm",
                (false, _) => "case-arms",
            };
            self.add(name, span, &Values::from([("patterns", shown)]));
        }
        // The commands of an arm stand as deep as the arm itself for the walk of commands.
        self.list(&arm.body);
    }

    fn function_body(&mut self, body: &Command) {
        self.depth = self.depth.saturating_add(1);
        match body {
            // The braces are the function's own.
            Command::Compound(compound) => match &compound.kind {
                CompoundKind::Group(list) => self.inside(list),
                _ => self.compound(compound),
            },
            Command::Simple(command) => self.simple(command),
        }
        self.depth -= 1;
    }
}

fn holds_commands(piece: &crate::language::shell::word::WordPiece) -> bool {
    match &piece.kind {
        WordPieceKind::CommandSubstitution(_) | WordPieceKind::BacktickSubstitution(_) => true,
        WordPieceKind::DoubleQuoted(pieces) => pieces.iter().any(holds_commands),
        _ => false,
    }
}
