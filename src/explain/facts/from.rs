//! What is true of a FROM.

use crate::build::reference::Reference;
use crate::build::stage::{Base, Source};
use crate::doc::text::listed;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "first-stage",
        "later-stage",
        "named",
        "used-by-copy",
        "used-as-base",
        "unused",
        "has-variable",
        "has-tag",
        "latest",
        "digest",
        "docker-hub",
        "official",
        "known-image",
        "known-variant",
        "known-version",
        "slim",
        "same-family-as-earlier",
        "has-platform",
        "parent-in-capitals",
    ],
    values: &[
        "image",
        "image-name",
        "tag",
        "registry",
        "version",
        "what",
        "variant",
        "name",
        "written",
        "users",
        "parent",
        "parent-line",
        "earlier-base",
        "earlier-stage",
        "source",
        "platform",
    ],
    roles: &["image", "tag", "digest", "as", "name"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    parts(subject, findings);
    let Some(stage) = subject
        .stage
        .filter(|stage| stage.from_instruction == subject.index)
    else {
        return;
    };
    let facts = &mut findings.facts;
    facts.note(if stage.index == 0 {
        "first-stage"
    } else {
        "later-stage"
    });
    if let Some(name) = &stage.name {
        facts.note("named");
        facts.set_plain("name", name.as_str());
    }
    facts.set_code("image", stage.base_name.as_str());
    facts.set_code("written", stage.base_as_written.as_str());
    facts.note_if("has-variable", stage.base_as_written.contains('$'));
    if stage.has_own_platform {
        facts.note("has-platform");
        facts.set_code("platform", stage.platform.to_string());
    }
    // Who uses this stage: copies and mounts from it, stages built on it.
    let by_need = |other: &&crate::build::stage::Stage| {
        other
            .needs
            .iter()
            .any(|need| need.source == Source::Stage(stage.index))
    };
    let users: Vec<_> = subject.plan.stages.iter().filter(by_need).collect();
    let children: Vec<_> = subject
        .plan
        .stages
        .iter()
        .filter(|other| other.base == Base::Stage(stage.index))
        .collect();
    facts.note_if("used-by-copy", !users.is_empty());
    facts.note_if("used-as-base", !children.is_empty());
    let is_target = subject.plan.target == Some(stage.index);
    facts.note_if(
        "unused",
        users.is_empty() && children.is_empty() && !is_target,
    );
    let mut all: Vec<usize> = users
        .iter()
        .chain(&children)
        .map(|user| user.index)
        .collect();
    all.sort_unstable();
    all.dedup();
    let shown_users = all
        .iter()
        .filter_map(|&index| subject.plan.stages.get(index))
        .map(shown::stage_name);
    facts.set("users", listed(shown_users));
    match stage.base {
        Base::Stage(parent) => {
            if let Some(parent) = subject.plan.stages.get(parent) {
                facts.set("parent", shown::stage_name(parent));
                facts.set_plain(
                    "parent-line",
                    subject.line_of(parent.from_instruction).to_string(),
                );
            }
        }
        Base::Image => image_facts(subject, stage, findings),
        Base::Scratch | Base::Refused => {}
    }
}

fn image_facts(subject: &Subject<'_>, stage: &crate::build::stage::Stage, findings: &mut Findings) {
    let facts = &mut findings.facts;
    let lower = stage.base_name.to_lowercase();
    let is_stage_in_capitals = lower != stage.base_name
        && subject
            .plan
            .stages
            .iter()
            .any(|other| other.name.as_deref() == Some(lower.as_str()));
    facts.note_if("parent-in-capitals", is_stage_in_capitals);
    let Ok(reference) = Reference::parse(&stage.base_name) else {
        return;
    };
    facts.set_code("image-name", reference.familiar_name());
    facts.set_code("registry", reference.domain.as_str());
    facts.note_if("docker-hub", reference.domain == "docker.io");
    facts.note_if(
        "official",
        reference.domain == "docker.io" && reference.path.starts_with("library/"),
    );
    facts.note_if("digest", reference.digest.is_some());
    facts.note_if("has-tag", reference.tag.is_some());
    let tag = reference.tag.as_deref().unwrap_or("latest");
    facts.note_if("latest", tag == "latest" && reference.digest.is_none());
    facts.set_code("tag", tag);
    if let Some(known) = subject.known_base() {
        facts.note("known-image");
        facts.set_plain("what", known.family.what.as_str());
        facts.set_plain("source", known.family.source.as_str());
        if let Some(version) = &known.version {
            facts.note("known-version");
            facts.set_plain("version", version.as_str());
        }
        if let Some(variant) = known.variant {
            facts.note("known-variant");
            facts.set_plain("variant", variant.what.as_str());
            facts.note_if("slim", variant.tag == "slim");
        }
        // An earlier stage with the same family: the smaller sister is a common pattern.
        let earlier = subject
            .plan
            .stages
            .iter()
            .take(stage.index)
            .rev()
            .find(|other| {
                crate::explain::subject::known_base(subject.plan, other)
                    .is_some_and(|other| other.family.name == known.family.name)
            });
        if let Some(earlier) = earlier {
            facts.note("same-family-as-earlier");
            facts.set_code("earlier-base", earlier.base_name.as_str());
            facts.set("earlier-stage", shown::stage_name(earlier));
        }
    }
}

fn parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Arguments::Words(words) = &subject.invocation.arguments else {
        return;
    };
    let mut words = words.iter();
    if let Some(&image) = words.next() {
        let written = subject.slice(image);
        // The tag starts behind the last colon that no slash follows; a variable's colon is none.
        let tag_at = written.rfind(':').filter(|&colon| {
            !written
                .get(colon..)
                .unwrap_or_default()
                .contains(['/', '}'])
                && !written.contains('@')
        });
        match tag_at {
            Some(colon) => {
                let middle = image.start as usize + colon;
                findings.part(
                    subject,
                    "image",
                    crate::language::span::Span::new(image.start as usize, middle),
                );
                findings.part(
                    subject,
                    "tag",
                    crate::language::span::Span::new(middle, image.end as usize),
                );
            }
            None => {
                findings.part(subject, "image", image);
            }
        }
    }
    if let (Some(&keyword), Some(&name)) = (words.next(), words.next()) {
        let span = crate::language::span::Span {
            start: keyword.start,
            end: name.end,
        };
        findings.part(subject, "as", span);
    }
}
