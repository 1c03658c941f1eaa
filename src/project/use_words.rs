//! A use in words: for the list of a search, and for the pane beside the home screen.

use crate::doc::text::{Inline, Text};
use crate::project::build_use::{BuildUse, UsedContext, UsedDockerfile};
use crate::project::listing::FoundDockerfile;

/// Says how many stages and findings a Dockerfile has.
pub fn counts(found: &FoundDockerfile) -> String {
    if let Some(fault) = &found.fault {
        return fault.clone();
    }
    format!(
        "{}, {}",
        counted(found.stages, "stage"),
        counted(found.findings, "finding")
    )
}

fn counted(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// Says who uses a Dockerfile in few words: `compose: api, target dev`.
pub fn short_use(used_by: &BuildUse) -> String {
    match &used_by.target {
        Some(target) => format!("{}, target {target}", used_by.title()),
        None => used_by.title(),
    }
}

/// Says who uses a Dockerfile: the first one, and how many there are besides.
pub fn uses_words(found: &FoundDockerfile) -> String {
    match found.used_by.as_slice() {
        [] => String::new(),
        [only] => short_use(only),
        [first, more @ ..] => format!("{} and {} more", short_use(first), more.len()),
    }
}

/// Says what a use gives a build, in few words.
pub fn given_words(used_by: &BuildUse) -> String {
    let mut words = match &used_by.context {
        UsedContext::Folder(folder) if folder == "." => "context: this folder".to_owned(),
        UsedContext::Folder(folder) => format!("context: {folder}"),
        UsedContext::Elsewhere(context) => format!("context: {context}, not here"),
        UsedContext::Unknown => "context not known".to_owned(),
    };
    for (name, value) in &used_by.arguments {
        words.push_str(", ");
        words.push_str(name);
        words.push('=');
        words.push_str(value);
    }
    if !used_by.unknown.is_empty() {
        let unknown = format!(", {} not known", used_by.unknown.len());
        words.push_str(&unknown);
    }
    format!("{words} ({})", used_by.file)
}

/// Says what a use builds with what.
pub fn use_text(used_by: &BuildUse) -> Text {
    let mut text = Text::plain(format!("{} ", used_by.tool.title()));
    text.0
        .push(Inline::Strong(Text::plain(used_by.name.as_str())));
    text.push_plain(&format!(" ({})", place(used_by)));
    match &used_by.target {
        Some(target) => {
            text.push_plain(" builds the target ");
            text.append(Text::code(target.as_str()));
        }
        None if is_unknown(used_by, "target") => {
            text.push_plain(" builds a target that is not known");
        }
        None => text.push_plain(" builds the last stage"),
    }
    match &used_by.context {
        UsedContext::Folder(folder) if folder == "." => {
            text.push_plain(" from this folder");
        }
        UsedContext::Folder(folder) => {
            text.push_plain(" from the context ");
            text.append(Text::code(folder.as_str()));
        }
        UsedContext::Elsewhere(context) if context == "-" => {
            text.push_plain(" from standard input");
        }
        UsedContext::Elsewhere(context) => {
            text.push_plain(" from a context that is not here, ");
            text.append(Text::code(context.as_str()));
        }
        UsedContext::Unknown => text.push_plain(" from a context that is not known"),
    }
    let arguments = used_by.arguments.iter();
    for (place, (name, value)) in arguments.enumerate() {
        text.push_plain(if place == 0 { " with " } else { ", " });
        text.append(Text::code(format!("{name}={value}")));
    }
    text.push_plain(".");
    for (name, context) in &used_by.contexts {
        text.push_plain(" The name ");
        text.append(Text::code(name.as_str()));
        text.push_plain(" stands for ");
        text.append(Text::code(context.as_str()));
        text.push_plain(".");
    }
    if !used_by.profiles.is_empty() {
        let profiles = used_by.profiles.iter().map(String::as_str);
        let profiles = profiles.collect::<Vec<&str>>().join(" or ");
        text.push_plain(&format!(" Only with the profile {profiles}."));
    }
    for unknown in &used_by.unknown {
        text.push_plain(" Not known: ");
        text.append(Text::code(unknown.what.as_str()));
        text.push_plain(&format!(" {}.", unknown.why));
    }
    text
}

/// Names the file, with the line where it is known, and those it is laid over.
fn place(used_by: &BuildUse) -> String {
    let place = match used_by.files.as_slice() {
        [] | [_] => used_by.file.clone(),
        files => files.join(" with "),
    };
    if used_by.line > 0 && used_by.files.len() < 2 {
        return format!("{place}:{}", used_by.line);
    }
    place
}

fn is_unknown(used_by: &BuildUse, what: &str) -> bool {
    used_by.unknown.iter().any(|unknown| unknown.what == what)
}

/// Names the Dockerfile of a use that leads nowhere here.
pub fn dockerfile_words(used_by: &BuildUse) -> String {
    match &used_by.dockerfile {
        UsedDockerfile::File(path) | UsedDockerfile::Elsewhere(path) => path.clone(),
        UsedDockerfile::Inline(_) => "a text in the file".to_owned(),
        UsedDockerfile::Unknown => "a Dockerfile that is not known".to_owned(),
    }
}
