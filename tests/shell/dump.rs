//! A script's tree as indented text, one node a line.

use dockstep::doc::visible::visible_line;
use dockstep::language::shell::tree::{
    Command, CompoundCommand, CompoundKind, ConditionalPart, Joint, List, Redirect, Script,
    SimpleCommand,
};
use dockstep::language::shell::word::{ShellVariable, Word, WordPiece, WordPieceKind};
use dockstep::language::span::Span;

/// Writes a script down.
pub(crate) fn dump(text: &str, script: &Script) -> String {
    let mut dump = Dump {
        text,
        script,
        out: String::new(),
        depth: 0,
    };
    dump.list(&script.list);
    for comment in script.comments() {
        dump.line(&format!("comment {}", dump.shown(comment)));
    }
    for error in &script.errors {
        let place = dump.shown(error.span);
        dump.line(&format!(
            "error {}..{} `{place}`: {error}",
            error.span.start, error.span.end
        ));
    }
    dump.out
}

struct Dump<'text> {
    text: &'text str,
    script: &'text Script,
    out: String,
    depth: usize,
}

impl Dump<'_> {
    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn shown(&self, span: Span) -> String {
        visible_line(span.of(self.text)).into_owned()
    }

    fn inside(&mut self, read: impl FnOnce(&mut Self)) {
        self.depth += 1;
        read(self);
        self.depth -= 1;
    }

    fn part(&mut self, name: &str, list: &List) {
        self.line(name);
        self.inside(|dump| dump.list(list));
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let mut lead = joint(item.joint, item.operator, self.text);
            if item.is_background {
                lead.push_str("background ");
            }
            if item.pipeline.is_negated {
                lead.push_str("! ");
            }
            if item.pipeline.is_timed {
                lead.push_str("time ");
            }
            if item.pipeline.commands.is_empty() {
                self.line(&format!("{lead}nothing"));
            }
            for piped in &item.pipeline.commands {
                let lead = match piped.joint {
                    Joint::First => lead.clone(),
                    pipe => joint(pipe, piped.operator, self.text),
                };
                match &piped.command {
                    Command::Simple(command) => self.simple(&lead, command),
                    Command::Compound(command) => self.compound(&lead, command),
                }
            }
        }
    }

    fn simple(&mut self, lead: &str, command: &SimpleCommand) {
        self.line(&format!("{lead}command"));
        self.inside(|dump| {
            for assignment in &command.assignments {
                let index = assignment
                    .index
                    .map_or(String::new(), |index| format!("[{}]", dump.shown(index)));
                let sign = if assignment.appends { "+=" } else { "=" };
                dump.word(
                    &format!("assign {}{index}{sign}", assignment.name),
                    &assignment.value,
                );
            }
            for word in &command.words {
                dump.word("", word);
            }
            dump.redirects(&command.redirects);
        });
    }

    fn redirects(&mut self, redirects: &[Redirect]) {
        for redirect in redirects {
            let descriptor = redirect
                .descriptor
                .map_or(String::new(), |span| self.shown(span));
            self.word(
                &format!("redirect {descriptor}{} ", redirect.operator.written()),
                &redirect.target,
            );
            if let Some(heredoc) = self.script.heredoc(redirect) {
                let mut line = format!("heredoc until {}", heredoc.name);
                if heredoc.strips_tabs {
                    line.push_str(", tabs off");
                }
                if !heredoc.expands {
                    line.push_str(", not expanded");
                }
                if let Some(body) = heredoc.body {
                    line.extend([": ", &self.shown(body)]);
                }
                self.inside(|dump| {
                    dump.line(&line);
                    dump.inside(|dump| dump.pieces(&heredoc.pieces));
                });
            }
        }
    }

    fn compound(&mut self, lead: &str, command: &CompoundCommand) {
        let name = match &command.kind {
            CompoundKind::Subshell(_) => "subshell",
            CompoundKind::Group(_) => "group",
            CompoundKind::If { .. } => "if",
            CompoundKind::For {
                is_select: false, ..
            }
            | CompoundKind::ArithmeticFor { .. } => "for",
            CompoundKind::For { .. } => "select",
            CompoundKind::While {
                is_until: false, ..
            } => "while",
            CompoundKind::While { .. } => "until",
            CompoundKind::Case { .. } => "case",
            CompoundKind::Function { .. } => "function",
            CompoundKind::Conditional(_) => "conditional",
            CompoundKind::Arithmetic(_) => "arithmetic",
        };
        self.line(&format!("{lead}{name}"));
        self.inside(|dump| {
            dump.compound_kind(&command.kind);
            dump.redirects(&command.redirects);
        });
    }

    fn compound_kind(&mut self, kind: &CompoundKind) {
        match kind {
            CompoundKind::Subshell(list) | CompoundKind::Group(list) => self.list(list),
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.part("condition", &branch.condition);
                    self.part("then", &branch.body);
                }
                if let Some(list) = otherwise {
                    self.part("else", list);
                }
            }
            CompoundKind::For {
                variable,
                words,
                body,
                ..
            } => {
                self.word("variable ", variable);
                for word in words.as_deref().unwrap_or_default() {
                    self.word("in ", word);
                }
                self.part("do", body);
            }
            CompoundKind::ArithmeticFor { header, body } => {
                self.line("header");
                self.inside(|dump| dump.pieces(header));
                self.part("do", body);
            }
            CompoundKind::While {
                condition, body, ..
            } => {
                self.part("condition", condition);
                self.part("do", body);
            }
            CompoundKind::Case { subject, arms } => {
                self.word("subject ", subject);
                for arm in arms {
                    self.line(&format!(
                        "arm {}",
                        arm.end.map_or(String::new(), |end| self.shown(end))
                    ));
                    self.inside(|dump| {
                        for pattern in &arm.patterns {
                            dump.word("pattern ", pattern);
                        }
                        dump.list(&arm.body);
                    });
                }
            }
            CompoundKind::Function { name, body } => {
                self.word("name ", name);
                match body {
                    Some(Command::Simple(command)) => self.simple("", command),
                    Some(Command::Compound(command)) => self.compound("", command),
                    None => self.line("nothing"),
                }
            }
            CompoundKind::Conditional(parts) => {
                for part in parts {
                    match part {
                        ConditionalPart::Word(word) => self.word("", word),
                        ConditionalPart::Operator(span) => {
                            self.line(&format!("operator {}", self.shown(*span)));
                        }
                    }
                }
            }
            CompoundKind::Arithmetic(pieces) => self.pieces(pieces),
        }
    }

    /// Writes a word as it stands in the text, and its pieces unless it is one run of text.
    fn word(&mut self, lead: &str, word: &Word) {
        self.line(&format!("{lead}{}", visible_line(word.written(self.text))));
        if !matches!(
            word.pieces.as_slice(),
            [] | [WordPiece {
                kind: WordPieceKind::Literal(_),
                ..
            }]
        ) {
            self.inside(|dump| dump.pieces(&word.pieces));
        }
    }

    fn pieces(&mut self, pieces: &[WordPiece]) {
        for piece in pieces {
            match &piece.kind {
                WordPieceKind::Literal(text) => self.line(&format!("text {}", visible_line(text))),
                WordPieceKind::Escaped(character) => {
                    self.line(&format!("escaped {}", visible_line(&character.to_string())));
                }
                WordPieceKind::Continuation => self.line("continuation"),
                WordPieceKind::SingleQuoted(text) => {
                    self.line(&format!("single quotes {}", visible_line(text)));
                }
                WordPieceKind::DollarQuoted(text) => {
                    self.line(&format!("dollar quotes {}", visible_line(text)));
                }
                WordPieceKind::DoubleQuoted(pieces) => self.pieces_in("double quotes", pieces),
                WordPieceKind::Arithmetic(pieces) => self.pieces_in("arithmetic", pieces),
                WordPieceKind::Variable(variable) => self.variable(variable),
                WordPieceKind::CommandSubstitution(list) => self.part("substitution", list),
                WordPieceKind::BacktickSubstitution(list) => self.part("backticks", list),
                WordPieceKind::ProcessSubstitution { is_output, list } => {
                    self.part(
                        if *is_output {
                            "process, written to"
                        } else {
                            "process, read from"
                        },
                        list,
                    );
                }
                WordPieceKind::Array(words) => {
                    self.line("array");
                    self.inside(|dump| {
                        for word in words {
                            dump.word("", word);
                        }
                    });
                }
            }
        }
    }

    fn pieces_in(&mut self, name: &str, pieces: &[WordPiece]) {
        self.line(name);
        self.inside(|dump| dump.pieces(pieces));
    }

    fn variable(&mut self, variable: &ShellVariable) {
        let mut line = String::from("variable ");
        line.extend(variable.prefix);
        line.push_str(&variable.name);
        if let Some(index) = variable.index {
            line.extend(["[", &self.shown(index), "]"]);
        }
        assert_eq!(variable.name_span.of(self.text), variable.name);
        let Some(operation) = &variable.operation else {
            self.line(&line);
            return;
        };
        self.word(&format!("{line} {} ", operation.operator), &operation.word);
    }
}

fn joint(joint: Joint, operator: Option<Span>, text: &str) -> String {
    let expected = match joint {
        Joint::First => return String::new(),
        Joint::And => "&&",
        Joint::Or => "||",
        Joint::Semicolon => ";",
        Joint::Background => "&",
        Joint::Newline => "newline",
        Joint::Pipe => "|",
        Joint::PipeWithErrors => "|&",
    };
    if let Some(operator) = operator {
        let written = operator.of(text);
        assert!(written == expected || joint == Joint::Newline && written.ends_with('\n'));
    }
    format!("{expected} ")
}
