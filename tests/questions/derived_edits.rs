//! What an edit of a file runs again, worked out from BuildKit's typed commands and nothing of the project.
//!
//! It knows the plain cases alone: where a mount, a variable, `--exclude` or files of another stage that
//! changed decide, it is silent.

use crate::derived::Answer;
use crate::said::{Said, list, texts};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the cache does with a step, or with what a stage comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Cached,
    Again,
    Unsure,
}

/// Says which line is the first that runs again.
pub(crate) fn first_rerun(said: &Said<'_>, file: &str) -> Answer {
    let Some(fates) = fates(said, file) else {
        return Answer::Silent;
    };
    match fates.into_iter().find(|(_, fate)| *fate != Fate::Cached) {
        Some((line, Fate::Again)) => Answer::Line(line),
        _ => Answer::Silent,
    }
}

/// Says what becomes of a line.
pub(crate) fn line_after_edit(said: &Said<'_>, line: u64, file: &str) -> Answer {
    let fates = fates(said, file);
    let fate = fates.and_then(|fates| fates.get(&line).copied());
    match fate {
        Some(Fate::Again) => Answer::Text("it runs the line again".to_owned()),
        Some(Fate::Cached) => Answer::Text("it takes what the cache has".to_owned()),
        Some(Fate::Unsure) | None => Answer::Silent,
    }
}

/// Says of each step, by its line, what the cache does with it.
fn fates(said: &Said<'_>, file: &str) -> Option<BTreeMap<u64, Fate>> {
    let stages = said.stages();
    let reachable = said.reachable();
    let mut ends: Vec<Fate> = Vec::new();
    let mut fates = BTreeMap::new();
    for stage in &stages {
        if said.has_open_base(stage.index) {
            return None;
        }
        let parent = said.parent(stage.index);
        let mut fate = parent.map_or(Fate::Cached, |parent| ends[parent]);
        let has_triggers = parent.is_some_and(|parent| {
            let mut commands = stages[parent].commands.iter();
            commands.any(|command| command["type"] == "OnbuildCommand")
        });
        if has_triggers {
            fate = Fate::Unsure;
        }
        for command in stage.commands {
            let fields = &command["fields"];
            let own = match command["type"].as_str().unwrap() {
                "CopyCommand" | "AddCommand" => of_copy(fields, file, |from| {
                    let named = stages[..stage.index].iter().rposition(|it| it.name == from);
                    let source = from.parse().ok().or(named)?;
                    ends.get(source).copied()
                }),
                "RunCommand" if has_files(fields) => Fate::Unsure,
                "RunCommand" | "WorkdirCommand" => Fate::Cached,
                _ => continue,
            };
            let is_linked = fields["Link"] == true && fields["Chmod"] == "";
            let above = fate;
            if fate == Fate::Cached {
                fate = own;
            }
            let line = command["start"].as_u64().unwrap();
            let shown = if is_linked && above != Fate::Unsure {
                own
            } else {
                fate
            };
            if reachable.contains(&stage.index) {
                fates.insert(line, shown);
            }
        }
        ends.push(fate);
    }
    Some(fates)
}

/// Tells whether a RUN is given files besides those of its image.
fn has_files(fields: &Value) -> bool {
    let mut mounts = list(&fields["Mounts"]).iter();
    let of_files = |mount: &Value| {
        let kind = mount["Type"].as_str().unwrap_or("bind");
        !matches!(kind, "tmpfs" | "secret" | "ssh") && (kind != "cache" || mount["From"] != "")
    };
    mounts.any(of_files)
}

fn of_copy(fields: &Value, file: &str, end_of: impl Fn(&str) -> Option<Fate>) -> Fate {
    let from = fields["From"].as_str().unwrap_or_default().to_lowercase();
    if !from.is_empty() {
        return match end_of(&from) {
            None | Some(Fate::Cached) => Fate::Cached,
            Some(_) => Fate::Unsure,
        };
    }
    if fields["Parents"] == true || !list(&fields["ExcludePatterns"]).is_empty() {
        return Fate::Unsure;
    }
    let mut found = Fate::Cached;
    for source in texts(&fields["SourcePaths"]) {
        if source.contains("://") || source.contains('@') {
            continue;
        }
        if source.contains(['$', '[', '\\', '"', '\'']) {
            return Fate::Unsure;
        }
        if covers(&source, file) {
            found = Fate::Again;
        }
    }
    found
}

/// Tells whether a source takes a file: itself, a folder that it lies in, or a pattern of either.
fn covers(source: &str, file: &str) -> bool {
    let parts = |path: &str| -> Vec<Vec<char>> {
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
        parts.map(|part| part.chars().collect()).collect()
    };
    let (source, file) = (parts(source), parts(file));
    source.len() <= file.len()
        && source
            .iter()
            .zip(&file)
            .all(|(one, other)| fits(one, other))
}

/// Tells whether a name fits a pattern of `*` and `?`.
fn fits(pattern: &[char], name: &[char]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        (['*', pattern @ ..], _) => (0..=name.len()).any(|at| fits(pattern, &name[at..])),
        ([one, pattern @ ..], [other, name @ ..]) if one == other || *one == '?' => {
            fits(pattern, name)
        }
        _ => false,
    }
}
