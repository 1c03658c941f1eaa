//! What a RUN's parts said before: a command that comes again is told in one line.
//!
//! Words of one meaning are told together, and nothing that a reader was told is told again.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text};
use crate::explain::command_phrase::{SaidPhrase, phrase_of_many};
use crate::explain::command_use::CommandUse;
use crate::explain::facts::PartFacts;
use crate::explain::options::{Word, WordKind};
use crate::explain::short_words::{listed_shortly, short_code, shortened_words};
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::tree::Joint;
use crate::language::span::Span;
use std::collections::BTreeSet;

/// The longest text in the column of what is written, in characters.
const LONGEST_WRITTEN: usize = 60;

/// The longest list of words that is shown whole there.
const LONGEST_LIST: usize = 40;

/// Remembers which commands and options were explained.
#[derive(Debug, Default)]
pub struct ToldBefore {
    heads: BTreeSet<(String, String)>,
    options: BTreeSet<(String, String, String)>,
    last: Option<OneLine>,
}

/// Holds a command that was told in one line: the next one of its kind joins it.
#[derive(Debug)]
struct OneLine {
    place: usize,
    head: (String, String),
    arguments: Vec<String>,
    count: usize,
}

impl ToldBefore {
    /// Folds the parts of one command, which stand at the end of `parts`.
    pub fn fold(
        &mut self,
        command: &CommandUse,
        phrase: Option<SaidPhrase>,
        start: usize,
        parts: &mut Vec<PartFacts>,
    ) {
        let is_whole = parts.len() == start + 1 + command.words.len();
        if !is_whole || command.used.is_none() {
            // Of a program that nothing is known of, all words stand in one part.
            if let Some(part) = parts.get_mut(start) {
                part.written = shortened_words(&part.written, LONGEST_WRITTEN);
            }
            return;
        }
        let mut own = parts.split_off(start).into_iter();
        let Some(mut head) = own.next() else {
            return;
        };
        let mut words: Vec<(&Word<'static>, PartFacts)> = command
            .words
            .iter()
            .map(|(word, _)| word)
            .zip(own)
            .collect();
        drop_bracket(command, &mut head, &mut words);
        let use_key = (command.name.clone(), command.subcommand.clone());
        let was_told = !self.heads.insert(use_key.clone());
        let mut rest = Vec::new();
        let tells_arguments =
            was_told && phrase.as_ref().is_some_and(|phrase| phrase.names_arguments);
        let deciding = phrase.as_ref().and_then(|phrase| phrase.decided_by);
        let own_spans = head.spans.clone();
        for (word, part) in words {
            let is_told = match (word.option, word.kind) {
                (Some(option), _) => {
                    let key = (use_key.0.clone(), use_key.1.clone(), option.name.to_owned());
                    let is_new = self.options.insert(key);
                    let is_said = deciding == Some(word.first);
                    was_told && !is_new && (is_said || !option.text.what.contains("{value}"))
                }
                (None, WordKind::Argument) => tells_arguments,
                (None, WordKind::Option) => false,
            };
            if is_told {
                absorb(&mut head, &own_spans, &part);
            } else {
                rest.push((word, part));
            }
        }
        head.written = shortened_words(&head.written, LONGEST_WRITTEN);
        if let (true, Some(phrase)) = (was_told, phrase) {
            head.meaning = Some(phrase.text);
            // Where output goes is told behind the line.
            let is_one_line = rest.is_empty()
                && phrase.template.contains("{arguments}")
                && command.redirects.is_empty();
            if is_one_line && phrase.decided_by.is_none() {
                return self.add_line(use_key, phrase.template, command, head, parts);
            }
        }
        parts.push(head);
        parts.extend(grouped(command, rest));
    }

    /// Adds a command that one line tells, or lets it join the line before.
    fn add_line(
        &mut self,
        key: (String, String),
        template: &'static str,
        command: &CommandUse,
        head: PartFacts,
        parts: &mut Vec<PartFacts>,
    ) {
        let arguments = command.arguments().map(str::to_owned);
        let place = parts.len();
        let goes_on = matches!(
            command.place.joint,
            Joint::And | Joint::Semicolon | Joint::Newline
        );
        let joins = |last: &&mut OneLine| goes_on && last.place + 1 == place && last.head == key;
        if let Some(last) = self.last.as_mut().filter(joins)
            && let Some(part) = parts.last_mut()
            && part.depth == head.depth
        {
            last.arguments.extend(arguments);
            last.count += 1;
            let meaning = phrase_of_many(template, &last.arguments).unwrap_or_default();
            part.meaning = Some(said_of("commands", meaning, last.count));
            // Only the first and the last one are shown.
            let first = part.written.split(" … ").next().unwrap_or_default();
            part.written = shortened_words(&format!("{first} … {}", head.written), LONGEST_WRITTEN);
            part.spans.extend(head.spans);
            return;
        }
        self.last = Some(OneLine {
            place,
            head: key,
            arguments: arguments.collect(),
            count: 1,
        });
        parts.push(head);
    }
}

/// Lets a command's first part stand for one of its words too.
fn absorb(head: &mut PartFacts, own_spans: &[Span], part: &PartFacts) {
    let is_in_head = part.spans.iter().all(|span| {
        let mut spans = own_spans.iter();
        spans.any(|other| other.start <= span.start && span.end <= other.end)
    });
    if is_in_head {
        return;
    }
    // Several letters behind one dash are parts with the same start.
    let start = part.spans.first().map(|span| span.start);
    let same = head
        .spans
        .iter()
        .rposition(|span| Some(span.start) == start);
    match same {
        Some(index) if index >= own_spans.len() => {
            head.spans.truncate(index);
            head.written.push_str(part.written.trim_start_matches('-'));
        }
        _ => {
            head.written.push(' ');
            head.written.push_str(&part.written);
        }
    }
    head.spans.extend(part.spans.iter().copied());
}

/// The `]` belongs to the `[` and means nothing by itself.
fn drop_bracket(
    command: &CommandUse,
    head: &mut PartFacts,
    words: &mut Vec<(&Word<'static>, PartFacts)>,
) {
    if command.called != "[" || words.last().is_none_or(|(word, _)| word.text != "]") {
        return;
    }
    if let Some((_, part)) = words.pop() {
        head.written.push_str(" ]");
        head.spans.extend(part.spans);
    }
}

/// Holds neighbouring words of one meaning.
struct Group<'a> {
    words: Vec<&'a Word<'static>>,
    part: PartFacts,
    /// What the meanings differ in.
    codes: Vec<String>,
}

impl Group<'_> {
    /// Tells whether a word belongs to the group: an argument of the same meaning, or the same option again.
    fn takes(&self, word: &Word<'_>, part: &PartFacts) -> bool {
        let Some(last) = self.words.last() else {
            return false;
        };
        match (last.option, word.option) {
            (Some(_), Some(_)) => {
                let meanings = [self.part.meaning.as_ref(), part.meaning.as_ref()];
                let [Some(one), Some(other)] = meanings.map(|meaning| meaning.and_then(one_code))
                else {
                    return false;
                };
                (one.0, one.2) == (other.0, other.2)
            }
            (None, None) => {
                let are_arguments = [last.kind, word.kind] == [WordKind::Argument; 2];
                are_arguments && self.part.meaning == part.meaning
            }
            _ => false,
        }
    }

    /// Gives the part that stands for the group.
    fn into_part(self, command: &CommandUse) -> PartFacts {
        let Self {
            words,
            mut part,
            codes,
        } = self;
        let count = words.len();
        if count == 1 {
            return part;
        }
        part.written = shortened_words(&part.written, LONGEST_LIST);
        if words.iter().all(|word| word.option.is_some()) {
            let meaning = part.meaning.as_ref().and_then(one_code);
            part.meaning = meaning.map(|(before, _, behind)| {
                let mut meaning = Text::plain(before);
                meaning.append(listed_shortly(codes.iter().map(String::as_str), ""));
                meaning.push_plain(behind);
                meaning
            });
        } else {
            part.meaning = comparison(command, &words)
                .or_else(|| part.meaning.take().map(|meaning| each(meaning, count)));
        }
        part
    }
}

/// Puts neighbouring words of one meaning together.
fn grouped(command: &CommandUse, words: Vec<(&Word<'static>, PartFacts)>) -> Vec<PartFacts> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (word, part) in words {
        let code = part.meaning.as_ref().and_then(one_code);
        let code = code.map(|(_, code, _)| code.to_owned());
        match groups.last_mut().filter(|group| group.takes(word, &part)) {
            Some(group) => {
                group.part.written.push(' ');
                group.part.written.push_str(&part.written);
                group.part.spans.extend(part.spans);
                group.words.push(word);
                group.codes.extend(code);
            }
            None => groups.push(Group {
                words: vec![word],
                part,
                codes: code.into_iter().collect(),
            }),
        }
    }
    let groups = groups.into_iter();
    groups.map(|group| group.into_part(command)).collect()
}

/// Takes a meaning apart that holds one piece of code: what stands before it, it, what stands behind.
fn one_code(meaning: &Text) -> Option<(&str, &str, &str)> {
    match meaning.0.as_slice() {
        [Inline::Plain(before), Inline::Code(code)] => Some((before, code, "")),
        [
            Inline::Plain(before),
            Inline::Code(code),
            Inline::Plain(behind),
        ] => Some((before, code, behind)),
        _ => None,
    }
}

/// Says what a test of two texts asks: `[ "$a" = b ]`.
fn comparison(command: &CommandUse, words: &[&Word<'_>]) -> Option<Text> {
    if command.texts?.name != "[" {
        return None;
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let (name, left, right) = match texts.as_slice() {
        [left, "=" | "==", right] => ("equal", left, right),
        [left, "!=", right] | ["!", left, "=" | "==", right] => ("unequal", left, right),
        _ => return None,
    };
    let sentence = shell_texts().many.get(name)?;
    let values = Values::from([("left", short_code(left)), ("right", short_code(right))]);
    Some(fill(sentence, &values))
}

/// Says a meaning of one word of several: "a package to install" becomes "8 words, each a package to install".
fn each(meaning: Text, count: usize) -> Text {
    let mut meaning = meaning;
    let mut name = "together";
    if let Some(Inline::Plain(words)) = meaning.0.first_mut() {
        if let Some(noun) = words.strip_prefix("the ") {
            let article = if noun.starts_with(['a', 'e', 'i', 'o']) {
                "an"
            } else {
                "a"
            };
            *words = format!("{article} {noun}");
        }
        if words.starts_with("a ") || words.starts_with("an ") {
            name = "each";
        }
    }
    said_of(name, meaning, count)
}

fn said_of(name: &str, meaning: Text, count: usize) -> Text {
    let sentence = shell_texts().many.get(name);
    let sentence = sentence.map(String::as_str).unwrap_or_default();
    let values = Values::from([
        ("meaning", meaning),
        ("count", Text::plain(count.to_string())),
    ]);
    fill(sentence, &values)
}
