//! Why one path of a build context is offered to the build or left out, as a text.

use crate::context::build_context::BuildContext;
use crate::context::clean_path::clean;
use crate::context::gitignore::git_differences;
use crate::context::ignore_rules::{Decision, IgnoreRules};
use crate::context::tree::EntryKind;
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::knowledge::context_texts::{context_phrase, git_sentence};

/// Explains what is decided about a path, counted from the context's root.
pub fn context_why(context: &BuildContext, path: &str) -> Doc {
    let path = normal_path(path);
    let mut values = Values::from([("path", Text::plain(path.as_str()))]);
    let entry = context.tree().find(&path);
    let mut sentences = Vec::new();
    let decision = match (context.ignore_file(), context.rules()) {
        (Some(file), Some(rules)) => {
            values.insert("file", Text::plain(file.name.as_str()));
            rules.decide(&path).ok().map(|decision| (rules, decision))
        }
        _ => None,
    };
    let Some((rules, decision)) = decision else {
        sentences.push(context_phrase("why-included-no-pattern", &values));
        sentences.push(context_phrase("why-no-file", &values));
        return doc(sentences);
    };
    sentences.push(decided(rules, &path, decision, &mut values));
    if entry.is_none() && path != "." {
        sentences.push(context_phrase("why-missing", &values));
    }
    let is_sent = context.sent().find(&path).is_some();
    if entry.is_some_and(|entry| entry.kind == EntryKind::Directory)
        && is_sent
        && !decision.included
    {
        sentences.push(context_phrase("why-folder-sent", &values));
    }
    if decision.walk_differs {
        sentences.push(context_phrase("why-walk", &values));
    }
    sentences.extend(
        decision
            .pattern
            .into_iter()
            .flat_map(|index| pattern_notes(rules, index)),
    );
    doc(sentences)
}

/// Says what decided, and fills in what the sentence speaks of.
fn decided(rules: &IgnoreRules, path: &str, decision: Decision, values: &mut Values) -> Text {
    let Some(pattern) = decision
        .pattern
        .and_then(|index| rules.patterns().get(index))
    else {
        return context_phrase("why-included-no-pattern", values);
    };
    values.insert("line", Text::plain(pattern.line.to_string()));
    values.insert("pattern", Text::plain(pattern.written.as_str()));
    // The folder that the pattern matched is the first part of the path that it decides about.
    let mut parents = crate::context::clean_path::with_parents(path);
    let matched = parents.find(|part| {
        let decided = rules.decide(part).ok();
        decided.and_then(|decided| decided.pattern) == decision.pattern
    });
    let what = match matched {
        Some(folder) if folder != path => {
            values.insert("folder", Text::plain(folder));
            context_phrase("matches-parent", values)
        }
        _ => context_phrase("matches-itself", values),
    };
    values.insert("what", what);
    context_phrase(
        if decision.included {
            "why-included"
        } else {
            "why-excluded"
        },
        values,
    )
}

/// Says where git would take a pattern otherwise.
pub fn pattern_notes(rules: &IgnoreRules, index: usize) -> Vec<Text> {
    let Some(pattern) = rules.patterns().get(index) else {
        return Vec::new();
    };
    let values = Values::from([
        ("name", Text::plain(pattern.cleaned.as_str())),
        ("pattern", Text::plain(pattern.written.as_str())),
    ]);
    git_differences(rules, index)
        .into_iter()
        .map(|difference| git_sentence(difference, &values))
        .collect()
}

/// Cleans a path as a reader writes it: from the root of the context on.
pub fn normal_path(path: &str) -> String {
    clean(&format!("/{path}"))
        .trim_start_matches('/')
        .to_owned()
}

fn doc(sentences: Vec<Text>) -> Doc {
    let mut sentences = sentences.into_iter();
    let lead = sentences.next().map(Block::Lead);
    Doc {
        blocks: lead
            .into_iter()
            .chain(sentences.map(Block::Paragraph))
            .collect(),
    }
}
