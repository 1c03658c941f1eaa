//! Markdown from `assets` with `{names}` that are filled with values.
//!
//! The Markdown is read first and the values are put in afterwards, so a value is never read as
//! mark-up. `` `{path}` `` shows the value as code, `{path}` shows it as it is; `{{` is a brace.

use crate::doc::text::{Inline, Text};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// Holds the values that fill templates, by name.
pub type Values = BTreeMap<&'static str, Text>;

/// Fills a text. A name without a value stays as it stands, in braces: tests look for that.
pub fn fill(markdown: &str, values: &Values) -> Text {
    read(markdown, |text| filled(text, values))
}

/// Reads inline Markdown in which braces stand for themselves, in the addresses of links too.
pub fn unfilled(markdown: &str) -> Text {
    read(markdown, |text| Text::plain(text))
}

/// Reads inline Markdown; `put_in` makes a text of each stretch without mark-up.
fn read(markdown: &str, put_in: impl Fn(&str) -> Text) -> Text {
    let mut stack = vec![Text::default()];
    let mut links = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Strong | Tag::Emphasis) => stack.push(Text::default()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push(put_in(&dest_url).to_plain());
                stack.push(Text::default());
            }
            Event::End(TagEnd::Strong) => wrap(&mut stack, Inline::Strong),
            Event::End(TagEnd::Emphasis) => wrap(&mut stack, Inline::Emphasis),
            Event::End(TagEnd::Link) => {
                let url = links.pop().unwrap_or_default();
                wrap(&mut stack, |text| Inline::Link { text, url });
            }
            Event::Text(text) => add(&mut stack, put_in(&text)),
            Event::Code(code) => add(&mut stack, coded(put_in(&code))),
            Event::SoftBreak | Event::HardBreak => add(&mut stack, Text::plain(" ")),
            _ => {}
        }
    }
    stack.into_iter().next().unwrap_or_default()
}

fn add(stack: &mut [Text], text: Text) {
    if let Some(top) = stack.last_mut() {
        top.append(text);
    }
}

fn wrap(stack: &mut Vec<Text>, make: impl FnOnce(Text) -> Inline) {
    if stack.len() > 1
        && let Some(text) = stack.pop()
    {
        add(stack, Text(vec![make(text)]));
    }
}

/// Puts values into a text without mark-up.
fn filled(text: &str, values: &Values) -> Text {
    let mut out = Text::default();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_plain(before);
        let inside = from.get(1..).unwrap_or_default();
        if let Some(behind) = inside.strip_prefix('{') {
            out.push_plain("{");
            rest = behind;
            continue;
        }
        let Some((name, behind)) = inside.split_once('}') else {
            rest = from;
            break;
        };
        match values.get(name) {
            Some(value) => out.append(value.clone()),
            None => out.push_plain(&format!("{{{name}}}")),
        }
        rest = behind;
    }
    out.push_plain(rest);
    out
}

/// Makes one piece of code of a text; what is unknown in it stays marked.
fn coded(text: Text) -> Text {
    let mut out = Text::default();
    for inline in text.0 {
        let code = match inline {
            Inline::Plain(words) | Inline::Code(words) => words,
            inline => {
                out.0.push(inline);
                continue;
            }
        };
        match out.0.last_mut() {
            Some(Inline::Code(last)) => last.push_str(&code),
            _ => out.0.push(Inline::Code(code)),
        }
    }
    out
}

/// Lists the `{names}` a template uses, for the linter of `assets`.
pub fn names(markdown: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = markdown;
    while let Some((_, from)) = rest.split_once('{') {
        if let Some(behind) = from.strip_prefix('{') {
            rest = behind;
        } else if let Some((name, behind)) = from.split_once('}') {
            names.push(name);
            rest = behind;
        } else {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{Values, fill, unfilled};
    use crate::doc::text::{Inline, Text};

    fn link(words: &str, url: &str) -> Text {
        Text(vec![Inline::Link {
            text: Text::plain(words),
            url: url.to_owned(),
        }])
    }

    #[test]
    fn braces_stand_for_themselves_or_for_a_value_in_addresses_as_elsewhere() {
        let given = Values::from([("name", Text::plain("b"))]);
        let filled = fill("[a](<#{name}{{x}>)", &given);
        assert_eq!(filled, link("a", "#b{x}"));
        let read = unfilled("[{{a}](<#python:${PYTHON}-slim>)");
        assert_eq!(read, link("{{a}", "#python:${PYTHON}-slim"));
    }
}
