//! A script made flat: every simple command with what it is joined to and what it stands in.
//!
//! Explanations walk this list; it refuses to say what a command does.

use crate::language::shell::tree::{
    Command, CompoundCommand, CompoundKind, ConditionalPart, Joint, List, Pipeline, Redirect,
    Script, SimpleCommand,
};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::Span;

/// Names what a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surrounding {
    /// `( … )`
    Subshell,
    /// `{ …; }`
    Group,
    /// Between `if` or `elif` and `then`.
    IfCondition,
    /// Behind `then`.
    IfBody,
    /// Behind `else`.
    ElseBody,
    /// Between `while` or `until` and `do`.
    LoopCondition,
    /// Between `do` and `done`.
    LoopBody,
    /// Behind a pattern of `case`.
    CaseBody,
    /// What a function runs when it is called.
    FunctionBody,
    /// `$(…)` or backticks.
    CommandSubstitution,
    /// `<(…)` or `>(…)`
    ProcessSubstitution,
    /// A pipeline with `!` before it.
    Negation,
}

/// Points at a simple command of a script.
#[derive(Clone, Debug)]
pub struct SimpleCommandRef<'script> {
    /// The command.
    pub command: &'script SimpleCommand,
    /// How it is joined to what stands before it in the same list or pipeline.
    ///
    /// The first command of a group or a substitution has [`Joint::First`].
    pub joint: Joint,
    /// Where the operator of the joint stands.
    pub operator: Option<Span>,
    /// Whether an `&` leaves it running.
    pub is_background: bool,
    /// What it stands in, from the outermost to the innermost.
    pub surroundings: Vec<Surrounding>,
}

impl<'script> SimpleCommandRef<'script> {
    /// Gives the word that names the command.
    pub fn name(&self) -> Option<&'script Word> {
        self.command.name()
    }

    /// Counts what it stands in.
    pub fn depth(&self) -> usize {
        self.surroundings.len()
    }

    /// Tells whether it stands in this, however deep.
    pub fn is_in(&self, surrounding: Surrounding) -> bool {
        self.surroundings.contains(&surrounding)
    }

    /// Tells whether what it writes, or a file made of it, stands in a word.
    pub fn is_in_substitution(&self) -> bool {
        self.is_in(Surrounding::CommandSubstitution) || self.is_in(Surrounding::ProcessSubstitution)
    }

    /// Tells whether its result decides about an `if` or a loop.
    pub fn is_in_condition(&self) -> bool {
        self.is_in(Surrounding::IfCondition) || self.is_in(Surrounding::LoopCondition)
    }

    /// Tells whether it may run more than once: it stands in a loop's body or condition.
    pub fn is_in_loop(&self) -> bool {
        self.is_in(Surrounding::LoopBody) || self.is_in(Surrounding::LoopCondition)
    }

    /// Tells whether an odd number of `!` turns its result around.
    pub fn is_negated(&self) -> bool {
        let count = self
            .surroundings
            .iter()
            .filter(|&&surrounding| surrounding == Surrounding::Negation)
            .count();
        count % 2 == 1
    }
}

/// Lists every simple command in source order: those in bodies, conditions, substitutions and here-documents too.
pub fn simple_commands(script: &Script) -> Vec<SimpleCommandRef<'_>> {
    let mut walk = Walk::through(script);
    // A here-document's lines stand behind the rest of the line that opens it.
    walk.found.sort_by_key(|found| found.command.span.start);
    walk.found
}

/// Lists the names of the functions that a script defines, wherever it does.
pub fn function_names(script: &Script) -> Vec<&Word> {
    Walk::through(script).functions
}

/// Lists the redirects of no simple command, with how deep they stand: behind `}`, `done`, or alone.
pub fn loose_redirects(script: &Script) -> Vec<(&Redirect, usize)> {
    Walk::through(script).redirects
}

struct Walk<'script> {
    script: &'script Script,
    redirects: Vec<(&'script Redirect, usize)>,
    found: Vec<SimpleCommandRef<'script>>,
    functions: Vec<&'script Word>,
    surroundings: Vec<Surrounding>,
    is_background: bool,
}

impl<'script> Walk<'script> {
    fn through(script: &'script Script) -> Self {
        let mut walk = Walk {
            script,
            redirects: Vec::new(),
            found: Vec::new(),
            functions: Vec::new(),
            surroundings: Vec::new(),
            is_background: false,
        };
        walk.list(&script.list);
        walk
    }

    fn inside(&mut self, surrounding: Surrounding, list: &'script List) {
        self.surroundings.push(surrounding);
        self.list(list);
        self.surroundings.pop();
    }

    fn list(&mut self, list: &'script List) {
        for item in &list.items {
            let outer = self.is_background;
            self.is_background |= item.is_background;
            self.pipeline(&item.pipeline, item.joint, item.operator);
            self.is_background = outer;
        }
    }

    fn pipeline(&mut self, pipeline: &'script Pipeline, joint: Joint, operator: Option<Span>) {
        if pipeline.is_negated {
            self.surroundings.push(Surrounding::Negation);
        }
        for piped in &pipeline.commands {
            let (joint, operator) = match piped.joint {
                Joint::First => (joint, operator),
                pipe => (pipe, piped.operator),
            };
            self.command(&piped.command, joint, operator);
        }
        if pipeline.is_negated {
            self.surroundings.pop();
        }
    }

    fn command(&mut self, command: &'script Command, joint: Joint, operator: Option<Span>) {
        match command {
            Command::Simple(command) => {
                self.found.push(SimpleCommandRef {
                    command,
                    joint,
                    operator,
                    is_background: self.is_background,
                    surroundings: self.surroundings.clone(),
                });
                for assignment in &command.assignments {
                    self.word(&assignment.value);
                }
                self.words(&command.words);
                if command.words.is_empty() {
                    self.loose(&command.redirects);
                }
                self.redirects(&command.redirects);
            }
            Command::Compound(command) => self.compound(command),
        }
    }

    fn compound(&mut self, command: &'script CompoundCommand) {
        match &command.kind {
            CompoundKind::Subshell(list) => self.inside(Surrounding::Subshell, list),
            CompoundKind::Group(list) => self.inside(Surrounding::Group, list),
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.inside(Surrounding::IfCondition, &branch.condition);
                    self.inside(Surrounding::IfBody, &branch.body);
                }
                if let Some(list) = otherwise {
                    self.inside(Surrounding::ElseBody, list);
                }
            }
            CompoundKind::For { words, body, .. } => {
                self.words(words.as_deref().unwrap_or_default());
                self.inside(Surrounding::LoopBody, body);
            }
            CompoundKind::ArithmeticFor { header, body } => {
                self.pieces(header);
                self.inside(Surrounding::LoopBody, body);
            }
            CompoundKind::While {
                condition, body, ..
            } => {
                self.inside(Surrounding::LoopCondition, condition);
                self.inside(Surrounding::LoopBody, body);
            }
            CompoundKind::Case { subject, arms } => {
                self.word(subject);
                for arm in arms {
                    self.words(&arm.patterns);
                    self.inside(Surrounding::CaseBody, &arm.body);
                }
            }
            CompoundKind::Function { name, body } => {
                self.functions.push(name);
                if let Some(body) = body {
                    self.surroundings.push(Surrounding::FunctionBody);
                    self.command(body, Joint::First, None);
                    self.surroundings.pop();
                }
            }
            CompoundKind::Conditional(parts) => {
                for part in parts {
                    if let ConditionalPart::Word(word) = part {
                        self.word(word);
                    }
                }
            }
            CompoundKind::Arithmetic(pieces) => self.pieces(pieces),
        }
        self.loose(&command.redirects);
        self.redirects(&command.redirects);
    }

    fn loose(&mut self, redirects: &'script [Redirect]) {
        let depth = self.surroundings.len();
        self.redirects
            .extend(redirects.iter().map(|redirect| (redirect, depth)));
    }

    fn redirects(&mut self, redirects: &'script [Redirect]) {
        for redirect in redirects {
            self.word(&redirect.target);
            let script = self.script;
            if let Some(heredoc) = script.heredoc(redirect) {
                self.pieces(&heredoc.pieces);
            }
        }
    }

    fn words(&mut self, words: &'script [Word]) {
        for word in words {
            self.word(word);
        }
    }

    fn word(&mut self, word: &'script Word) {
        self.pieces(&word.pieces);
    }

    fn pieces(&mut self, pieces: &'script [WordPiece]) {
        for piece in pieces {
            match &piece.kind {
                WordPieceKind::DoubleQuoted(pieces) | WordPieceKind::Arithmetic(pieces) => {
                    self.pieces(pieces);
                }
                WordPieceKind::Variable(variable) => {
                    if let Some(operation) = &variable.operation {
                        self.word(&operation.word);
                    }
                }
                WordPieceKind::CommandSubstitution(list)
                | WordPieceKind::BacktickSubstitution(list) => {
                    self.substitution(Surrounding::CommandSubstitution, list);
                }
                WordPieceKind::ProcessSubstitution { list, .. } => {
                    self.substitution(Surrounding::ProcessSubstitution, list);
                }
                WordPieceKind::Array(words) => self.words(words),
                WordPieceKind::Literal(_)
                | WordPieceKind::Escaped(_)
                | WordPieceKind::Continuation
                | WordPieceKind::SingleQuoted(_)
                | WordPieceKind::DollarQuoted(_) => {}
            }
        }
    }

    fn substitution(&mut self, surrounding: Surrounding, list: &'script List) {
        // The shell waits for what a substitution writes, even where the command is left running.
        let outer = std::mem::take(&mut self.is_background);
        self.inside(surrounding, list);
        self.is_background = outer;
    }
}
