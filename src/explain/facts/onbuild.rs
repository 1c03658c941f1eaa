//! What is true of an ONBUILD.

use crate::build::command::Command;
use crate::build::stage::Base;
use crate::explain::facts::settings::stays_behind;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::start_commands::later_command_parts;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;
use crate::language::keyword::Keyword;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "run-in-this-file",
        "trigger-copies",
        "trigger-runs",
        "stays-behind",
    ],
    values: &["trigger", "trigger-keyword", "children"],
    roles: &["trigger-keyword", "trigger"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Trigger(trigger) = &subject.invocation.arguments {
        let keyword = trigger.keyword_text().to_uppercase();
        findings.part(subject, "trigger-keyword", trigger.keyword_span);
        if !trigger.rest.is_empty() {
            findings.part(subject, "trigger", trigger.rest);
        }
        later_command_parts(subject, findings);
        let facts = &mut findings.facts;
        facts.set_code("trigger-keyword", keyword);
        facts.note_if(
            "trigger-copies",
            matches!(trigger.keyword, Keyword::Add | Keyword::Copy)
                && trigger.flag("from").is_none(),
        );
        facts.note_if("trigger-runs", trigger.keyword == Keyword::Run);
    }
    let facts = &mut findings.facts;
    if let Some(Command::Onbuild(trigger)) = subject.command() {
        facts.set_code("trigger", trigger.as_str());
    }
    let Some(stage) = subject.stage else {
        return;
    };
    facts.note_if("stays-behind", stays_behind(subject));
    let children = subject
        .plan
        .stages
        .iter()
        .filter(|other| other.base == Base::Stage(stage.index));
    let children: Vec<_> = children.map(shown::stage_name).collect();
    facts.note_if("run-in-this-file", !children.is_empty());
    facts.set("children", crate::doc::text::listed(children));
}
