//! What is true of an ONBUILD.

use crate::build::command::Command;
use crate::build::stage::Base;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &["run-in-this-file"],
    values: &["trigger", "trigger-keyword", "children"],
    roles: &["trigger-keyword", "trigger"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Trigger(trigger) = &subject.invocation.arguments {
        let keyword = trigger.keyword_text().to_owned();
        findings.part(subject, "trigger-keyword", trigger.keyword_span);
        if !trigger.rest.is_empty() {
            findings.part(subject, "trigger", trigger.rest);
        }
        findings.facts.set_code("trigger-keyword", keyword);
    }
    let facts = &mut findings.facts;
    if let Some(Command::Onbuild(trigger)) = subject.command() {
        facts.set_code("trigger", trigger.as_str());
    }
    let Some(stage) = subject.stage else {
        return;
    };
    let children = subject
        .plan
        .stages
        .iter()
        .filter(|other| other.base == Base::Stage(stage.index));
    let children: Vec<_> = children.map(shown::stage_name).collect();
    facts.note_if("run-in-this-file", !children.is_empty());
    facts.set("children", crate::doc::text::listed(children));
}
