//! What is true of a COPY or an ADD.

mod dependencies;

mod from_stage;

mod suspects;

use crate::build::command::{Command, CopyCommand};
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::paths::{clean, is_absolute, resolve, to_slash};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::doc::text::{Text, listed};
use crate::explain::facts::copy::dependencies::{
    copies_source_before, install_after, install_before, list_of,
};
use crate::explain::facts::copy::from_stage::{source_stage, stage_facts};
use crate::explain::facts::copy::suspects::suspect_facts;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::path_origin::{PathOriginKind, path_origin_in};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
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
        "suspects-known",
        "suspects",
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
        "drive-left-out",
        "dependency-list",
        "python-list",
        "node-list",
        "go-list",
        "only-lists",
        "source-above",
        "before-install",
        "everything-before-install",
        "after-install",
        "venv",
        "same-python",
        "different-python",
        "python-unknown",
        "own-python-known",
        "from-named",
        "from-larger-base",
        "left-out",
        "whole-stage",
        "bare-name",
        "url",
        "git",
        "archive",
        "json-form",
        "link",
        "chown",
        "chown-name",
        "chmod",
        "chmod-locks-folders",
        "checksum",
        "unpacks",
        "keeps-archive",
        "keeps-git",
        "maybe-folder",
        "surely-folder",
        "parents",
        "excludes",
        "last-copy-of-everything",
        "first-from-context",
        "empty-source",
        "work-above",
        "source-heredoc",
        "source-url",
        "source-git",
        "source-archive",
        "source-wildcard",
        "source-everything",
        "source-known",
        "source-variable",
        "source-absolute",
        "source-dependency-list",
        "source-parent-path",
        "source-made-by-command",
        "source-named-by-command",
        "source-made-by-copy",
        "source-made-by-workdir",
    ],
    values: &[
        "sources",
        "destination",
        "destination-path",
        "path-without-drive",
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
        "suspects",
    ],
    roles: &["source", "destination"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Copy(copy)) = subject.command() else {
        return parts(subject, None, findings);
    };
    if findings.facts.conditions.contains("refused") {
        return parts(subject, None, findings);
    }
    let source_stage = source_stage(subject, copy);
    parts(subject, source_stage, findings);
    let facts = &mut findings.facts;
    facts.note(if copy.is_add { "add" } else { "copy" });
    facts.note_if("json-form", subject.invocation.arguments.is_json());
    facts.note_if("link", copy.link);
    flag_facts(copy, facts);
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
    if let [source] = known.as_slice() {
        let is_plain = copy.sources.len() == 1
            && copy.contents.is_empty()
            && !is_everything(source)
            && !has_wildcard(source);
        facts.note_if("surely-folder", is_plain && source.ends_with('/'));
        facts.note_if(
            "maybe-folder",
            is_plain && copy.from.is_none() && looks_like_folder(source),
        );
    }
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
            let is_bare = !from.contains(['/', ':', '@', '.']);
            findings.facts.note_if("bare-name", is_bare);
            findings.facts.set_code("from", from.as_str());
            findings.facts.set_code("from-written", from.as_str());
        }
    }
}

fn flag_facts(copy: &CopyCommand, facts: &mut Facts) {
    if let Some(owner) = &copy.chown {
        facts.note("chown");
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let names_someone = owner.as_known().is_some_and(|owner| {
            !owner
                .split(':')
                .all(|word| is_number(word) || word == "root")
        });
        facts.note_if("chown-name", names_someone);
    }
    if let Some(mode) = &copy.chmod {
        facts.note("chmod");
        let mode = mode.as_known().unwrap_or_default();
        let is_octal = !mode.is_empty() && mode.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
        // A folder that its owner cannot enter: 4 and 6 let read, 1 lets enter.
        let locks = mode
            .bytes()
            .rev()
            .take(3)
            .any(|byte| matches!(byte, b'4' | b'6'));
        facts.note_if("chmod-locks-folders", is_octal && locks);
    }
    facts.note_if("checksum", copy.checksum.is_some());
    facts.note_if("unpacks", copy.unpack == Some(true));
    facts.note_if("keeps-archive", copy.unpack == Some(false));
    facts.note_if("keeps-git", copy.keep_git_dir == Some(true));
}

fn destination_facts(subject: &Subject<'_>, copy: &CopyCommand, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.set("destination", shown::value(&copy.destination));
    let written = copy.destination.to_string();
    let slashed = to_slash(&written, is_windows(subject));
    let is_folder = slashed.ends_with('/') || slashed == "." || slashed.ends_with("/.");
    facts.note_if("slash-at-end", is_folder);
    let count = copy.sources.len() + copy.contents.len();
    let mut sources = copy.sources.iter();
    let has_folder = sources.any(|source| source.to_string().ends_with('/'));
    facts.note_if("many-without-slash", count > 1 && !is_folder && !has_folder);
    let is_windows = is_windows(subject);
    let is_relative = !is_absolute(&written, is_windows);
    facts.note_if("relative-destination", is_relative);
    let Some(path) = destination_path(subject, copy) else {
        facts.note("destination-unknown");
        return facts.set("destination-path", shown::value(&copy.destination));
    };
    let directory = subject
        .working_directory()
        .and_then(Value::as_known)
        .unwrap_or("/");
    let directory = resolve(directory, ".", is_windows, false).unwrap_or_default();
    facts.note_if("to-workdir", clean(&path) == directory);
    facts.set_code("destination-path", shown_path(&clean(&path), is_windows));
    facts.note_if(
        "drive-left-out",
        is_windows && written.contains(':') && is_first_with_drive(subject),
    );
    facts.set_code("path-without-drive", clean(&path));
    if let [source] = copy.sources.as_slice() {
        let source = source.as_known().map(|source| clean(&format!("/{source}")));
        facts.note_if(
            "same-path",
            copy.from.is_some() && source == Some(clean(&path)),
        );
    }
}

fn is_windows(subject: &Subject<'_>) -> bool {
    let mut stage = subject.stage.into_iter();
    stage.any(|stage| stage.platform.is_windows())
}

/// Shows a path as its system writes it: a Windows image has the drive `C:` alone.
fn shown_path(path: &str, is_windows: bool) -> String {
    if is_windows {
        format!("C:{}", path.replace('/', "\\"))
    } else {
        path.to_owned()
    }
}

/// Tells whether no COPY or ADD above names a drive: what BuildKit does with it is said once.
fn is_first_with_drive(subject: &Subject<'_>) -> bool {
    let mut above = subject.plan.commands.iter().take(subject.index).flatten();
    !above.any(|command| match command {
        Command::Copy(copy) => {
            let destination = copy.destination.to_string();
            destination.get(1..2) == Some(":")
        }
        _ => false,
    })
}

/// Gives where the files go, from the image's root.
fn destination_path(subject: &Subject<'_>, copy: &CopyCommand) -> Option<String> {
    let written = copy.destination.as_known()?;
    let is_windows = is_windows(subject);
    let state = subject.before()?;
    if !is_absolute(written, is_windows) && state.working_directory.is_unknown() {
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
    let earlier = subject.plan.commands.iter().take(subject.index).flatten();
    let mut earlier = earlier.filter_map(|command| match command {
        Command::Copy(copy) => Some(copy),
        _ => None,
    });
    facts.note_if(
        "first-from-context",
        !earlier.any(|copy| copy.from.is_none() && !copy.sources.is_empty()),
    );
    facts.note_if(
        "empty-source",
        copy.sources.iter().any(Value::is_known_empty),
    );
    let known: Vec<&str> = copy.sources.iter().filter_map(Value::as_known).collect();
    let takes_everything = known.iter().any(|source| is_everything(source));
    facts.note_if("whole-context", takes_everything);
    if takes_everything {
        suspect_facts(subject, copy, facts);
    }
    let lists: Vec<&str> = known.iter().filter_map(|source| list_of(source)).collect();
    for &condition in &lists {
        facts.note(condition);
        facts.note("dependency-list");
    }
    facts.note_if(
        "only-lists",
        !lists.is_empty() && lists.len() == copy.sources.len() && copy.contents.is_empty(),
    );
    let later = install_after(subject, &known);
    if let Some(install) = later {
        facts.note_if("source-above", copies_source_before(subject, install));
        facts.note(if takes_everything {
            "everything-before-install"
        } else {
            "before-install"
        });
        facts.set_plain("install-line", subject.line_of(install).to_string());
    } else if let Some(install) = install_before(subject) {
        facts.note("after-install");
        facts.set_plain("install-line", subject.line_of(install).to_string());
    }
    let steps = subject.stage.into_iter().flat_map(|stage| &stage.steps);
    let mut above = steps.take_while(|step| step.instruction < subject.index);
    facts.note_if(
        "work-above",
        above.any(|step| matches!(step.command, Command::Run(_) | Command::Copy(_))),
    );
    facts.note_if(
        "last-copy-of-everything",
        takes_everything && later.is_none(),
    );
}

fn parts(subject: &Subject<'_>, source_stage: Option<&Stage>, findings: &mut Findings) {
    let mut spans: Vec<Span> = match &subject.invocation.arguments {
        Arguments::Words(words) => words.to_vec(),
        Arguments::Json(strings) => strings.iter().map(|(span, _)| *span).collect(),
        _ => return,
    };
    let Some(destination) = spans.pop() else {
        return;
    };
    if spans.is_empty() && subject.written().is_none() {
        // A line that names no destination names what to copy.
        findings.part(subject, "source", destination);
        return;
    }
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
        facts.note_if("source-variable", written.contains('$'));
        let Some(path) = value.as_known() else {
            continue;
        };
        facts.note_if("source-known", !path.is_empty());
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
        facts.note_if("source-dependency-list", list_of(path).is_some());
        facts.note_if("source-parent-path", path.starts_with("../"));
        let from_root = clean(&format!("/{path}"));
        facts.set_code("source-path", from_root.as_str());
        if let Some(found) =
            source_stage.and_then(|stage| path_origin_in(subject.plan, stage, &from_root))
        {
            facts.note(match found.origin.kind {
                PathOriginKind::Command if found.is_certain => "source-made-by-command",
                PathOriginKind::Command => "source-named-by-command",
                PathOriginKind::Copy => "source-made-by-copy",
                PathOriginKind::Workdir => "source-made-by-workdir",
            });
            facts.set_plain(
                "source-made-line",
                subject.line_of(found.origin.instruction).to_string(),
            );
        }
    }
    findings.part(subject, "destination", destination);
}

fn is_everything(source: &str) -> bool {
    matches!(source, "." | "./" | "/" | "/." | "./.")
}

/// Tells whether a path could be a folder's, going by its name: in small letters, without an ending.
fn looks_like_folder(source: &str) -> bool {
    let name = source.rsplit('/').next().unwrap_or_default();
    !name.is_empty()
        && !name.contains('.')
        && !name.contains(char::is_uppercase)
        && !matches!(name, "mvnw" | "gradlew")
        && !source.contains("://")
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
