//! What is true of a line: conditions, values and parts, one file an instruction.
//!
//! Nothing here is a sentence. Each file names, beside the facts it finds, every condition, value and
//! role it can give, so that the linter of `assets` finds a sentence that nothing can ever say.

pub mod about_stage;

pub mod arg;

pub mod command_line;

pub mod copy;

pub mod env;

pub mod expose;

pub mod flags;

pub mod from;

pub mod healthcheck;

pub mod onbuild;

pub mod run;

pub mod settings;

pub mod workdir;

use crate::doc::text::Text;
use crate::explain::explanation::Remark;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
use crate::language::keyword::Keyword;
use crate::language::span::Span;

/// Holds what was found out about an instruction.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What is true of the whole instruction.
    pub facts: Facts,
    /// Its parts in order.
    pub parts: Vec<PartFacts>,
    /// What other knowledge than the instruction's remarks.
    pub remarks: Vec<Remark>,
}

/// Holds what was found out about a part.
#[derive(Clone, Debug, Default)]
pub struct PartFacts {
    /// What the part is for: `source`, `flag:from`.
    pub role: &'static str,
    /// The part as written.
    pub written: String,
    /// Its places in the file.
    pub spans: Vec<Span>,
    /// How deep it stands.
    pub depth: u8,
    /// What is true of this part alone.
    pub facts: Facts,
    /// What it means, where other knowledge than the instruction's says so.
    pub meaning: Option<Text>,
}

/// Names everything a file of facts can give, for the linter of `assets`.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    /// The conditions.
    pub conditions: &'static [&'static str],
    /// The values.
    pub values: &'static [&'static str],
    /// The roles of parts.
    pub roles: &'static [&'static str],
}

impl Findings {
    /// Adds a part at a span of the joined line.
    pub fn part(&mut self, subject: &Subject<'_>, role: &'static str, span: Span) -> &mut Facts {
        self.parts.push(PartFacts {
            role,
            written: subject.slice(span).to_owned(),
            spans: subject.spans(span),
            ..PartFacts::default()
        });
        let index = self.parts.len() - 1;
        // A part was pushed just now, so the last one is there.
        &mut self.parts[index].facts
    }
}

/// Finds out everything about an instruction.
pub fn findings(subject: &Subject<'_>) -> Findings {
    let mut findings = Findings::default();
    about_stage::find(subject, &mut findings);
    flags::find(subject, &mut findings);
    match subject.invocation.keyword {
        Keyword::From => from::find(subject, &mut findings),
        Keyword::Add | Keyword::Copy => copy::find(subject, &mut findings),
        Keyword::Run => run::find(subject, &mut findings),
        Keyword::Cmd | Keyword::Entrypoint => command_line::find(subject, &mut findings),
        Keyword::Env => env::find(subject, &mut findings),
        Keyword::Arg => arg::find(subject, &mut findings),
        Keyword::Workdir => workdir::find(subject, &mut findings),
        Keyword::Expose => expose::find(subject, &mut findings),
        Keyword::Healthcheck => healthcheck::find(subject, &mut findings),
        Keyword::Onbuild => onbuild::find(subject, &mut findings),
        Keyword::Label
        | Keyword::User
        | Keyword::Volume
        | Keyword::Stopsignal
        | Keyword::Shell
        | Keyword::Maintainer
        | Keyword::Unknown => settings::find(subject, &mut findings),
    }
    findings
}

/// Lists the vocabularies that apply to an instruction's sentences.
pub fn vocabularies(keyword: Keyword) -> Vec<Vocabulary> {
    let own = match keyword {
        Keyword::From => from::VOCABULARY,
        Keyword::Add | Keyword::Copy => copy::VOCABULARY,
        Keyword::Run => run::VOCABULARY,
        Keyword::Cmd | Keyword::Entrypoint => command_line::VOCABULARY,
        Keyword::Env => env::VOCABULARY,
        Keyword::Arg => arg::VOCABULARY,
        Keyword::Workdir => workdir::VOCABULARY,
        Keyword::Expose => expose::VOCABULARY,
        Keyword::Healthcheck => healthcheck::VOCABULARY,
        Keyword::Onbuild => onbuild::VOCABULARY,
        _ => settings::VOCABULARY,
    };
    vec![about_stage::VOCABULARY, flags::VOCABULARY, own]
}
