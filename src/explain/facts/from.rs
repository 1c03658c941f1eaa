//! What is true of a FROM.

use crate::build::engine::image::EngineImage;
use crate::build::reference::Reference;
use crate::build::stage::{Base, Source, Stage};
use crate::doc::size::size;
use crate::doc::text::listed;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::{Subject, known_base};
use crate::knowledge::base_images::{KnownImage, SupportState};
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;
use crate::language::span::Span;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "first-stage",
        "later-stage",
        "named",
        "used-by-copy",
        "used-as-base",
        "many-children",
        "unused",
        "has-variable",
        "has-tag",
        "latest",
        "digest",
        "docker-hub",
        "official",
        "other-registry",
        "known-image",
        "known-variant",
        "known-version",
        "slim",
        "same-family-as-earlier",
        "smaller-sister",
        "same-runtime-as-earlier",
        "runtime-known",
        "has-platform",
        "build-platform",
        "parent-in-capitals",
        "is-scratch",
        "known-config",
        "windows",
        "known-distribution",
        "known-release",
        "musl",
        "has-package-manager",
        "no-package-manager",
        "no-shell",
        "support-ended",
        "support-ends-soon",
        "support-lasts",
        "distribution-support-ended",
        "distribution-support-ends-soon",
        "engine-known",
        "engine-sized",
        "engine-dated",
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
        "runtime",
        "runtime-path",
        "platform",
        "read-on",
        "distribution",
        "release",
        "package-manager",
        "libc",
        "shell",
        "support-until",
        "distribution-support-until",
        "engine-size",
        "engine-layers",
        "engine-day",
    ],
    roles: &["image", "tag", "digest", "as"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    parts(subject, findings);
    if findings.facts.conditions.contains("refused") {
        return;
    }
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
    let by_need = |other: &&Stage| {
        other
            .needs
            .iter()
            .any(|need| need.source == Source::Stage(stage.index))
    };
    // What is skipped itself is no reason for a stage that is needed.
    let counts = |other: &&Stage| other.is_needed || !stage.is_needed;
    let users: Vec<_> = subject
        .plan
        .stages
        .iter()
        .filter(counts)
        .filter(by_need)
        .collect();
    let children: Vec<_> = subject
        .plan
        .stages
        .iter()
        .filter(counts)
        .filter(|other| other.base == Base::Stage(stage.index))
        .collect();
    facts.note_if("used-by-copy", !users.is_empty());
    facts.note_if("used-as-base", !children.is_empty());
    facts.note_if("many-children", children.len() > 1);
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

fn image_facts(subject: &Subject<'_>, stage: &Stage, findings: &mut Findings) {
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
    facts.note_if("other-registry", reference.domain != "docker.io");
    facts.note_if(
        "official",
        reference.domain == "docker.io" && reference.path.starts_with("library/"),
    );
    facts.note_if("digest", reference.digest.is_some());
    facts.note_if("has-tag", reference.tag.is_some());
    let tag = reference.tag.as_deref().unwrap_or("latest");
    facts.note_if("latest", tag == "latest" && reference.digest.is_none());
    facts.set_code("tag", tag);
    if let Some(image) = &stage.engine_image {
        engine_facts(image, facts);
    }
    if let Some(known) = subject.known_base() {
        facts.note("known-image");
        facts.set_plain("what", known.family.what.as_str());
        facts.set_plain("source", known.family.source.as_str());
        if let Some(version) = &known.version {
            facts.note("known-version");
            facts.set_plain("version", version.as_str());
        }
        if let Some(variant) = known.variant {
            facts.note_if("known-variant", !variant.what.is_empty());
            facts.set_plain("variant", variant.what.as_str());
            facts.note_if("slim", variant.tag == "slim");
        }
        if let Some(path) = known.runtime_path() {
            facts.note("runtime-known");
            facts.set_plain("runtime", known.family.runtime.as_str());
            facts.set_code("runtime-path", path);
        }
        catalogue_facts(&known, facts);
        // An earlier stage with the same family: the smaller sister is a common pattern.
        let earlier = subject
            .plan
            .stages
            .iter()
            .take(stage.index)
            .rev()
            .filter(|other| other.is_needed)
            .find(|other| {
                known_base(subject.plan, other)
                    .is_some_and(|other| other.family.name == known.family.name)
            });
        if let Some(earlier) = earlier {
            facts.note("same-family-as-earlier");
            facts.set_code("earlier-base", earlier.base_name.as_str());
            facts.set("earlier-stage", shown::stage_name(earlier));
            let is_full =
                |image: &KnownImage| image.variant.is_some_and(|variant| variant.tag.is_empty());
            let earlier_known = known_base(subject.plan, earlier);
            facts.note_if(
                "smaller-sister",
                earlier_known.as_ref().is_some_and(is_full)
                    && known.variant.is_some_and(|variant| variant.tag == "slim"),
            );
            facts.note_if(
                "same-runtime-as-earlier",
                earlier_known.is_some_and(|earlier| {
                    let system = |image: &KnownImage| {
                        image.variant.map(|variant| variant.distribution.as_str())
                    };
                    known.runtime_path().is_some()
                        && earlier.runtime_path() == known.runtime_path()
                        && system(&earlier) == system(&known)
                }),
            );
        }
    }
}

/// Says what a local engine has of the image.
fn engine_facts(image: &EngineImage, facts: &mut Facts) {
    facts.note("engine-known");
    facts.note_if(
        "engine-sized",
        image.bytes.is_some() && image.layers.is_some(),
    );
    facts.note_if("engine-dated", image.created.is_some());
    facts.set_plain("engine-size", size(image.bytes.unwrap_or_default()));
    let layers = match image.layers.unwrap_or_default() {
        1 => "1 layer".to_owned(),
        count => format!("{count} layers"),
    };
    facts.set_plain("engine-layers", layers);
    facts.set_plain("engine-day", image.created.clone().unwrap_or_default());
}

/// Says what the catalogue knows of the system that the image is made from, and of its support.
fn catalogue_facts(known: &KnownImage, facts: &mut Facts) {
    facts.set_plain("read-on", known.family.read_on.as_str());
    facts.note_if("known-config", known.config().is_some());
    facts.note_if("windows", known.is_windows());
    // The catalogue describes the tools of Linux images alone.
    if !known.is_windows() {
        let manager = known.package_manager();
        facts.note_if(
            "has-package-manager",
            manager.is_some_and(|it| it != "none"),
        );
        facts.note_if("no-package-manager", manager == Some("none"));
        facts.set_code("package-manager", manager.unwrap_or_default());
        facts.note_if("musl", known.libc() == Some("musl"));
        facts.set_plain("libc", known.libc().unwrap_or_default());
        facts.note_if("no-shell", known.shell() == Some("none"));
        facts.set_plain("shell", known.shell().unwrap_or_default());
    }
    if let Some(name) = known.distribution_name.filter(|name| *name != "none") {
        facts.note("known-distribution");
        facts.set_plain("distribution", name);
    }
    if let Some(version) = &known.distribution_version {
        facts.note("known-release");
        facts.set_plain("release", version.as_str());
    }
    facts.set_plain("support-until", known.support_until().unwrap_or_default());
    match known.support() {
        Some(SupportState::Ended) => facts.note("support-ended"),
        Some(SupportState::EndsSoon) => facts.note("support-ends-soon"),
        Some(SupportState::Lasts) => facts.note("support-lasts"),
        None => {}
    }
    let until = known.distribution_support_until().unwrap_or_default();
    facts.set_plain("distribution-support-until", until);
    match known.distribution_support() {
        Some(SupportState::Ended) => facts.note("distribution-support-ended"),
        Some(SupportState::EndsSoon) => facts.note("distribution-support-ends-soon"),
        Some(SupportState::Lasts) | None => {}
    }
}

fn parts(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some(flag) = findings.parts.first_mut() {
        let is_builder =
            flag.written.contains("$BUILDPLATFORM") || flag.written.contains("${BUILDPLATFORM}");
        flag.facts.note_if("build-platform", is_builder);
    }
    let Arguments::Words(words) = &subject.invocation.arguments else {
        return;
    };
    let mut words = words.iter();
    if let Some(&image) = words.next() {
        image_parts(subject, image, findings);
    }
    if let (Some(&keyword), Some(&name)) = (words.next(), words.next()) {
        let span = Span {
            start: keyword.start,
            end: name.end,
        };
        findings.part(subject, "as", span);
    }
}

/// Adds the image's name, tag and digest, each a part of its own.
fn image_parts(subject: &Subject<'_>, image: Span, findings: &mut Findings) {
    let written = subject.slice(image).to_owned();
    let (start, end) = (image.start as usize, image.end as usize);
    let name_end = written.find('@').unwrap_or(written.len());
    let name = written.get(..name_end).unwrap_or_default();
    // The tag starts behind the last colon that no slash follows; a variable's colon is none.
    let tag_at = name
        .rfind(':')
        .filter(|&colon| !name.get(colon..).unwrap_or_default().contains(['/', '}']));
    let image_end = start + tag_at.unwrap_or(name_end);
    let facts = findings.part(subject, "image", Span::new(start, image_end));
    facts.note_if("is-scratch", written == "scratch");
    if let Some(colon) = tag_at {
        findings.part(subject, "tag", Span::new(start + colon, start + name_end));
    }
    if name_end < written.len() {
        findings.part(subject, "digest", Span::new(start + name_end, end));
    }
}
