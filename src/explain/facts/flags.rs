//! The flags of an instruction: each is a part with the role `flag:NAME`.

use crate::explain::facts::{Findings, PartFacts, Vocabulary};
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "flag-true",
        "flag-false",
        "flag-none",
        "flag-host",
        "flag-insecure",
    ],
    values: &["flag-value"],
    roles: &[
        "flag:chmod",
        "flag:checksum",
        "flag:chown",
        "flag:device",
        "flag:exclude",
        "flag:from",
        "flag:interval",
        "flag:keep-git-dir",
        "flag:link",
        "flag:mount",
        "flag:network",
        "flag:parents",
        "flag:platform",
        "flag:retries",
        "flag:security",
        "flag:start-interval",
        "flag:start-period",
        "flag:timeout",
        "flag:unpack",
        "flag:unknown",
    ],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    for flag in &subject.invocation.flags {
        let name = flag.name();
        let role = VOCABULARY
            .roles
            .iter()
            .copied()
            .find(|role| role.strip_prefix("flag:") == Some(name));
        let mut facts = Facts::default();
        let value = flag.value().unwrap_or_default();
        facts.set_code("flag-value", value);
        let is_false = value.eq_ignore_ascii_case("false");
        facts.note(if is_false { "flag-false" } else { "flag-true" });
        facts.note_if("flag-none", value == "none");
        facts.note_if("flag-host", value == "host");
        facts.note_if("flag-insecure", value == "insecure");
        findings.parts.push(PartFacts {
            role: role.unwrap_or("flag:unknown"),
            written: subject.slice(flag.span).to_owned(),
            spans: subject.spans(flag.span),
            facts,
            ..PartFacts::default()
        });
    }
}
