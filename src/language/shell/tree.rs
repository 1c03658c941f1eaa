//! What a script is made of: lists of pipelines of commands.
//!
//! Holds places and structure, and refuses to say what a command does.

use crate::language::shell::error::ShellError;
use crate::language::shell::word::{Word, WordPiece};
use crate::language::span::Span;

/// Holds a script that was read. All spans are bytes of the text it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Its commands.
    pub list: List,
    /// What no shell accepts, in source order.
    pub errors: Vec<ShellError>,
    /// Keywords, operators and comments, nested ones too, in source order.
    ///
    /// Together with the words they cover every byte that is not white space.
    pub marks: Vec<Mark>,
    /// The here-documents, in the order in which their redirects stand.
    pub heredocs: Vec<ShellHeredoc>,
}

impl Script {
    /// Gives the here-document of a redirect that has one.
    pub fn heredoc(&self, redirect: &Redirect) -> Option<&ShellHeredoc> {
        self.heredocs.get(redirect.heredoc?)
    }

    /// Lists the comments, `#` included, newline not.
    pub fn comments(&self) -> impl Iterator<Item = Span> + '_ {
        self.marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Comment)
            .map(|mark| mark.span)
    }
}

/// Places something that is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// Names what a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// `if`, `then`, `{`, `!`, `[[`, …
    Keyword,
    /// `&&`, `|`, `;`, `(`, `2>`, …
    Operator,
    /// `#` and what follows it on its line.
    Comment,
}

/// Holds pipelines in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// From the first to the last pipeline; no byte where there is none.
    pub span: Span,
    /// The pipelines.
    pub items: Vec<ListItem>,
}

/// Holds one pipeline and how it follows on the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// How it is joined to the item before it in the same list.
    pub joint: Joint,
    /// Where the operator of the joint stands; none for the first item.
    pub operator: Option<Span>,
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Whether an `&` behind it, or behind the `&&` and `||` it is part of, leaves it running.
    pub is_background: bool,
}

/// Names how something is joined to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing stands before it in its list.
    First,
    /// `&&`: runs if what is before it succeeds.
    And,
    /// `||`: runs if what is before it fails.
    Or,
    /// `;`: runs after it, whatever came of it.
    Semicolon,
    /// `&`: runs while what is before it still runs.
    Background,
    /// A newline, which counts as `;`.
    Newline,
    /// `|`: reads what the command before it writes.
    Pipe,
    /// `|&`: reads that and its error messages too (bash).
    PipeWithErrors,
}

/// Holds one command, or several with pipes between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// From `!`, `time` or the first command to the last command.
    pub span: Span,
    /// Whether `!` turns its result around (two of them cancel out).
    pub is_negated: bool,
    /// Whether bash's `time` measures it.
    pub is_timed: bool,
    /// Its commands; empty only where the text has an error.
    pub commands: Vec<PipedCommand>,
}

/// Holds a command of a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PipedCommand {
    /// [`Joint::First`], [`Joint::Pipe`] or [`Joint::PipeWithErrors`].
    pub joint: Joint,
    /// Where the pipe before it stands.
    pub operator: Option<Span>,
    /// The command.
    pub command: Command,
}

/// Holds one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Assignments, words and redirects.
    Simple(SimpleCommand),
    /// A command that holds others.
    Compound(Box<CompoundCommand>),
}

impl Command {
    /// Gives its place, redirects included.
    pub fn span(&self) -> Span {
        match self {
            Self::Simple(command) => command.span,
            Self::Compound(command) => command.span,
        }
    }

    /// Lists its redirects.
    pub fn redirects(&self) -> &[Redirect] {
        match self {
            Self::Simple(command) => &command.redirects,
            Self::Compound(command) => &command.redirects,
        }
    }
}

/// Holds assignments, words and redirects, each in source order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimpleCommand {
    /// From its first to its last byte.
    pub span: Span,
    /// The assignments before the first word.
    pub assignments: Vec<Assignment>,
    /// The name and its arguments.
    pub words: Vec<Word>,
    /// The redirects, wherever they stand.
    pub redirects: Vec<Redirect>,
}

impl SimpleCommand {
    /// Gives the word that names the command; none where there are only assignments or redirects.
    pub fn name(&self) -> Option<&Word> {
        self.words.first()
    }

    /// Lists the words behind the name.
    pub fn arguments(&self) -> &[Word] {
        self.words.get(1..).unwrap_or_default()
    }
}

/// Holds `NAME=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The whole assignment.
    pub span: Span,
    /// The variable.
    pub name: String,
    /// Where its name stands.
    pub name_span: Span,
    /// What stands in `[…]` behind the name (bash).
    pub index: Option<Span>,
    /// Whether `+=` adds to the value (bash).
    pub appends: bool,
    /// The value; a word without pieces where there is none.
    pub value: Word,
}

/// Holds one redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The whole redirect, without the body of a here-document.
    pub span: Span,
    /// The number (or `{name}`) right before the operator.
    pub descriptor: Option<Span>,
    /// What it does.
    pub operator: RedirectOperator,
    /// Where the operator stands.
    pub operator_span: Span,
    /// The file, the descriptor, the text or the word that ends a here-document; a word without pieces where it is missing.
    pub target: Word,
    /// Which of [`Script::heredocs`] it opens.
    pub heredoc: Option<usize>,
}

/// Names a redirect's operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectOperator {
    /// `<`
    Read,
    /// `>`
    Write,
    /// `>>`
    Append,
    /// `>|`
    Overwrite,
    /// `<>`
    ReadWrite,
    /// `<&`
    DuplicateInput,
    /// `>&`
    DuplicateOutput,
    /// `&>`, which bash alone reads as one operator.
    WriteBoth,
    /// `&>>`, which bash alone reads as one operator.
    AppendBoth,
    /// `<<`
    Heredoc,
    /// `<<-`
    HeredocWithoutTabs,
    /// `<<<` (bash)
    HereString,
}

impl RedirectOperator {
    /// Gives the operator as it is written.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Read => "<",
            Self::Write => ">",
            Self::Append => ">>",
            Self::Overwrite => ">|",
            Self::ReadWrite => "<>",
            Self::DuplicateInput => "<&",
            Self::DuplicateOutput => ">&",
            Self::WriteBoth => "&>",
            Self::AppendBoth => "&>>",
            Self::Heredoc => "<<",
            Self::HeredocWithoutTabs => "<<-",
            Self::HereString => "<<<",
        }
    }
}

/// Holds a here-document of the shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShellHeredoc {
    /// The line that ends it, quotes taken out.
    pub name: String,
    /// Whether the shell expands its body: no part of the word was quoted.
    pub expands: bool,
    /// Whether `<<-` takes leading tabs off.
    pub strips_tabs: bool,
    /// The lines between; none where the text ends before they start.
    pub body: Option<Span>,
    /// The body's pieces where the shell expands it.
    pub pieces: Vec<WordPiece>,
    /// The line that ends it, without its tabs and newline.
    pub end: Option<Span>,
}

/// Holds a command that holds others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompoundCommand {
    /// The whole command, redirects behind it included.
    pub span: Span,
    /// What it is.
    pub kind: CompoundKind,
    /// The redirects behind it.
    pub redirects: Vec<Redirect>,
}

/// Names what a compound command is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompoundKind {
    /// `( … )`: a shell of its own.
    Subshell(List),
    /// `{ …; }`
    Group(List),
    /// `if … then … elif … else … fi`
    If {
        /// `if` and each `elif`.
        branches: Vec<Branch>,
        /// What stands behind `else`.
        otherwise: Option<List>,
    },
    /// `for NAME in …; do …; done`, and bash's `select`.
    For {
        /// Whether it is `select`.
        is_select: bool,
        /// The variable.
        variable: Word,
        /// The words behind `in`; without `in` they are the script's arguments.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
    },
    /// `for ((…; …; …)); do …; done` (bash)
    ArithmeticFor {
        /// What stands in the parentheses.
        header: Vec<WordPiece>,
        /// The body.
        body: List,
    },
    /// `while … do … done`, and `until`.
    While {
        /// Whether it is `until`.
        is_until: bool,
        /// What decides about another round.
        condition: List,
        /// The body.
        body: List,
    },
    /// `case … in … esac`
    Case {
        /// What is compared.
        subject: Word,
        /// The patterns and what they run.
        arms: Vec<CaseArm>,
    },
    /// `name() …`, and bash's `function name …`.
    Function {
        /// The name.
        name: Word,
        /// The body; none where the text ends before it.
        body: Option<Command>,
    },
    /// `[[ … ]]` (bash)
    Conditional(Vec<ConditionalPart>),
    /// `(( … ))` (bash)
    Arithmetic(Vec<WordPiece>),
}

/// Holds `if` or `elif` with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What decides.
    pub condition: List,
    /// What runs if the condition succeeds.
    pub body: List,
}

/// Holds the patterns of a case and what they run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseArm {
    /// The patterns between `|`.
    pub patterns: Vec<Word>,
    /// What runs.
    pub body: List,
    /// `;;`, or bash's `;&` and `;;&`; the last arm needs none.
    pub end: Option<Span>,
}

/// Holds a part of `[[ … ]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionalPart {
    /// A value, a pattern or an operator that is a word (`-f`, `==`).
    Word(Word),
    /// `&&`, `||`, `!`, `(`, `)`, `<`, `>`
    Operator(Span),
}
