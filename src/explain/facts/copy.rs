//! What is true of a COPY or an ADD.

use crate::build::command::{Command, CopyCommand};
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::paths::{clean, resolve};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::doc::text::{Text, listed};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::path_origin::{PathOriginKind, path_origin};
use crate::explain::python::{Fit, environment_made_at, fit};
use crate::explain::shown;
use crate::explain::subject::{Subject, known_base};
use crate::language::arguments::Arguments;
use crate::language::heredoc::heredoc_mark;
use crate::language::span::Span;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "add",
        "copy",
        "from-context",
        "from-stage",
        "from-image",
        "one-source",
        "many-sources",
        "whole-context",
        "wildcard",
        "parent-path",
        "heredoc",
        "only-heredocs",
        "same-path",
        "to-workdir",
        "relative-destination",
        "slash-at-end",
        "many-without-slash",
        "destination-unknown",
        "dependency-list",
        "python-list",
        "node-list",
        "go-list",
        "before-install",
        "everything-before-install",
        "after-install",
        "venv",
        "same-python",
        "different-python",
        "python-unknown",
        "made-by-command",
        "made-by-copy",
        "url",
        "git",
        "archive",
        "json-form",
        "link",
        "chown",
        "chmod",
        "parents",
        "excludes",
        "last-copy-of-everything",
        "source-heredoc",
        "source-url",
        "source-git",
        "source-archive",
        "source-wildcard",
        "source-everything",
        "source-absolute",
        "source-dependency-list",
        "source-made-by-command",
        "source-made-by-copy",
        "source-made-by-workdir",
    ],
    values: &[
        "sources",
        "destination",
        "destination-path",
        "from",
        "from-written",
        "from-number",
        "from-line",
        "from-base",
        "made-line",
        "install-line",
        "runtime-path",
        "python-version",
        "own-python",
        "source",
        "source-path",
        "source-made-line",
        "names",
    ],
    roles: &["source", "destination"],
};

/// Files that list an application's dependencies, and the condition of their language.
const DEPENDENCY_LISTS: [(&str, &str); 20] = [
    ("requirements.txt", "python-list"),
    ("pyproject.toml", "python-list"),
    ("poetry.lock", "python-list"),
    ("Pipfile", "python-list"),
    ("Pipfile.lock", "python-list"),
    ("uv.lock", "python-list"),
    ("package.json", "node-list"),
    ("package-lock.json", "node-list"),
    ("package*.json", "node-list"),
    ("yarn.lock", "node-list"),
    ("pnpm-lock.yaml", "node-list"),
    ("go.mod", "go-list"),
    ("go.sum", "go-list"),
    ("Cargo.toml", "dependency-list"),
    ("Cargo.lock", "dependency-list"),
    ("Gemfile", "dependency-list"),
    ("Gemfile.lock", "dependency-list"),
    ("composer.json", "dependency-list"),
    ("composer.lock", "dependency-list"),
    ("pom.xml", "dependency-list"),
];

/// Words of commands that install an application's dependencies.
const INSTALLS: [&str; 16] = [
    "pip install",
    "pip3 install",
    "uv sync",
    "poetry install",
    "pipenv install",
    "npm ci",
    "npm install",
    "npm i ",
    "yarn install",
    "pnpm install",
    "go mod download",
    "bundle install",
    "composer install",
    "cargo fetch",
    "mvn dependency:",
    "dotnet restore",
];

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Copy(copy)) = subject.command() else {
        return parts(subject, None, findings);
    };
    let source_stage = source_stage(subject, copy);
    parts(subject, source_stage, findings);
    let facts = &mut findings.facts;
    facts.note(if copy.is_add { "add" } else { "copy" });
    facts.note_if("json-form", subject.invocation.arguments.is_json());
    facts.note_if("link", copy.link);
    facts.note_if("chown", copy.chown.is_some());
    facts.note_if("chmod", copy.chmod.is_some());
    facts.note_if("parents", copy.parents);
    facts.note_if("excludes", !copy.excludes.is_empty());
    let names = copy
        .contents
        .iter()
        .map(|content| Text::code(content.name.as_str()));
    facts.set("names", listed(names));
    facts.note_if("heredoc", !copy.contents.is_empty());
    facts.note_if(
        "only-heredocs",
        !copy.contents.is_empty() && copy.sources.is_empty(),
    );
    let count = copy.sources.len() + copy.contents.len();
    facts.note(if count == 1 {
        "one-source"
    } else {
        "many-sources"
    });
    facts.set("sources", shown::values(&copy.sources));
    let known: Vec<&str> = copy.sources.iter().filter_map(Value::as_known).collect();
    facts.note_if("wildcard", known.iter().any(|source| has_wildcard(source)));
    facts.note_if(
        "parent-path",
        known.iter().any(|source| source.starts_with("../")),
    );
    for source in &known {
        match source_kind(source) {
            Ok(SourceKind::Url) => facts.note("url"),
            Ok(SourceKind::Git(_)) => facts.note("git"),
            _ => facts.note_if("archive", copy.is_add && is_archive(source)),
        }
    }
    destination_facts(subject, copy, findings);
    match (&copy.from, source_stage) {
        (None, _) => context_facts(subject, copy, findings),
        (Some(from), Some(stage)) => {
            findings.facts.set_code("from-written", from.as_str());
            stage_facts(subject, copy, stage, findings);
        }
        (Some(from), None) => {
            findings.facts.note("from-image");
            findings.facts.set_code("from", from.as_str());
            findings.facts.set_code("from-written", from.as_str());
        }
    }
}

fn source_stage<'a>(subject: &Subject<'a>, copy: &CopyCommand) -> Option<&'a Stage> {
    let from = copy.from.as_deref()?;
    let by_number = from.parse::<usize>().ok();
    let stages = &subject.plan.stages;
    let by_name = || {
        stages
            .iter()
            .rposition(|stage| stage.name.as_deref() == Some(from.to_lowercase().as_str()))
    };
    stages.get(by_number.or_else(by_name)?)
}

fn destination_facts(subject: &Subject<'_>, copy: &CopyCommand, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.set("destination", shown::value(&copy.destination));
    let written = copy.destination.to_string();
    facts.note_if(
        "slash-at-end",
        written.ends_with('/') || written == "." || written.ends_with("/."),
    );
    let count = copy.sources.len() + copy.contents.len();
    facts.note_if(
        "many-without-slash",
        count > 1 && !written.ends_with('/') && !written.ends_with('.'),
    );
    facts.note_if("relative-destination", !written.starts_with('/'));
    let Some(path) = destination_path(subject, copy) else {
        facts.note("destination-unknown");
        return facts.set("destination-path", shown::value(&copy.destination));
    };
    let directory = subject
        .working_directory()
        .and_then(Value::as_known)
        .unwrap_or("/");
    facts.note_if("to-workdir", clean(&path) == directory);
    facts.set_code("destination-path", clean(&path));
    if let [source] = copy.sources.as_slice() {
        let source = source.as_known().map(|source| clean(&format!("/{source}")));
        facts.note_if(
            "same-path",
            copy.from.is_some() && source == Some(clean(&path)),
        );
    }
}

/// Gives where the files go, from the image's root.
fn destination_path(subject: &Subject<'_>, copy: &CopyCommand) -> Option<String> {
    let written = copy.destination.as_known()?;
    let is_windows = subject.stage?.platform.is_windows();
    let state = subject.before()?;
    if !written.starts_with('/') && state.working_directory.is_unknown() {
        return None;
    }
    let directory = match state.working_directory.value() {
        Some(value) => value.as_known()?,
        None => "/",
    };
    resolve(
        directory,
        if written.is_empty() { "." } else { written },
        is_windows,
        true,
    )
    .ok()
}

fn context_facts(subject: &Subject<'_>, copy: &CopyCommand, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.note("from-context");
    let known: Vec<&str> = copy.sources.iter().filter_map(Value::as_known).collect();
    let takes_everything = known.iter().any(|source| is_everything(source));
    facts.note_if("whole-context", takes_everything);
    for (file, condition) in DEPENDENCY_LISTS {
        if known
            .iter()
            .any(|source| source.rsplit('/').next() == Some(file))
        {
            facts.note(condition);
            facts.note("dependency-list");
        }
    }
    if let Some((install, _)) = subject.later().find(|(_, command)| installs(command)) {
        facts.note(if takes_everything {
            "everything-before-install"
        } else {
            "before-install"
        });
        facts.set_plain("install-line", subject.line_of(install).to_string());
    } else {
        let stage = subject.stage;
        let earlier = stage
            .into_iter()
            .flat_map(|stage| &stage.steps)
            .find(|step| step.instruction < subject.index && installs(&step.command));
        if let Some(install) = earlier {
            facts.note("after-install");
            facts.set_plain(
                "install-line",
                subject.line_of(install.instruction).to_string(),
            );
        }
    }
    facts.note_if(
        "last-copy-of-everything",
        takes_everything && !subject.later().any(|(_, command)| installs(command)),
    );
}

fn installs(command: &Command) -> bool {
    match command {
        Command::Run(run) => {
            let text = run.line.words.join(" ");
            INSTALLS.iter().any(|words| text.contains(words))
        }
        _ => false,
    }
}

fn stage_facts(subject: &Subject<'_>, copy: &CopyCommand, source: &Stage, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.note("from-stage");
    facts.set("from", shown::stage_name(source));
    facts.set_plain("from-number", (source.index + 1).to_string());
    facts.set_plain(
        "from-line",
        subject.line_of(source.from_instruction).to_string(),
    );
    let root = crate::explain::subject::root_stage(subject.plan, source);
    facts.set_code("from-base", root.base_name.as_str());
    let paths: Vec<String> = copy
        .sources
        .iter()
        .filter_map(Value::as_known)
        .map(|path| clean(&format!("/{path}")))
        .collect();
    if let Some(origin) = paths.iter().find_map(|path| path_origin(source, path)) {
        facts.note_if("made-by-command", origin.kind == PathOriginKind::Command);
        facts.note_if("made-by-copy", origin.kind == PathOriginKind::Copy);
        facts.set_plain("made-line", subject.line_of(origin.instruction).to_string());
    }
    let Some(own) = subject.stage else {
        return;
    };
    if let Some(made) = paths
        .iter()
        .find_map(|path| environment_made_at(source, path))
    {
        facts.note("venv");
        facts.set_plain("made-line", subject.line_of(made).to_string());
        facts.note(match fit(subject.plan, source, own) {
            Fit::Same => "same-python",
            Fit::Different => "different-python",
            Fit::Unknown => "python-unknown",
        });
        if let Some(known) = known_base(subject.plan, source) {
            facts.set_code("runtime-path", known.runtime_path().unwrap_or_default());
            facts.set_plain("python-version", known.minor_version().unwrap_or_default());
        }
        let own_version = known_base(subject.plan, own).and_then(|known| known.minor_version());
        facts.set_plain("own-python", own_version.unwrap_or_default());
    }
}

fn parts(subject: &Subject<'_>, source_stage: Option<&Stage>, findings: &mut Findings) {
    let mut spans: Vec<Span> = match &subject.invocation.arguments {
        Arguments::Words(words) => words.clone(),
        Arguments::Json(strings) => strings.iter().map(|(span, _)| *span).collect(),
        _ => return,
    };
    let Some(destination) = spans.pop() else {
        return;
    };
    let expanded = match subject.command() {
        Some(Command::Copy(copy)) => Some(copy),
        _ => None,
    };
    let mut values = expanded.into_iter().flat_map(|copy| &copy.sources);
    for span in spans {
        let written = subject.slice(span).to_owned();
        let is_heredoc = matches!(heredoc_mark(&written), Ok(Some(_)));
        let value = if is_heredoc { None } else { values.next() };
        let facts = findings.part(subject, "source", span);
        facts.note_if("source-heredoc", is_heredoc);
        let Some(value) = value else {
            continue;
        };
        facts.set("source", shown::value(value));
        let Some(path) = value.as_known() else {
            continue;
        };
        facts.note_if("source-wildcard", has_wildcard(path));
        facts.note_if("source-everything", is_everything(path));
        facts.note_if("source-absolute", path.starts_with('/'));
        facts.note_if("source-archive", is_archive(path));
        facts.note_if(
            "source-url",
            matches!(source_kind(path), Ok(SourceKind::Url)),
        );
        facts.note_if(
            "source-git",
            matches!(source_kind(path), Ok(SourceKind::Git(_))),
        );
        let is_list = DEPENDENCY_LISTS
            .iter()
            .any(|(file, _)| path.rsplit('/').next() == Some(file));
        facts.note_if("source-dependency-list", is_list);
        let from_root = clean(&format!("/{path}"));
        facts.set_code("source-path", from_root.as_str());
        if let Some(origin) = source_stage.and_then(|stage| path_origin(stage, &from_root)) {
            facts.note(match origin.kind {
                PathOriginKind::Command => "source-made-by-command",
                PathOriginKind::Copy => "source-made-by-copy",
                PathOriginKind::Workdir => "source-made-by-workdir",
            });
            facts.set_plain(
                "source-made-line",
                subject.line_of(origin.instruction).to_string(),
            );
        }
    }
    findings.part(subject, "destination", destination);
}

fn is_everything(source: &str) -> bool {
    matches!(source, "." | "./" | "/" | "/." | "./.")
}

fn has_wildcard(source: &str) -> bool {
    source.contains(['*', '?', '['])
}

/// Tells whether ADD would unpack a file of this name, going by its ending; the builder looks at its bytes.
fn is_archive(source: &str) -> bool {
    let lower = source.to_lowercase();
    let endings = [
        ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst",
    ];
    endings.iter().any(|ending| lower.ends_with(ending))
}
