//! The parts that an instruction's commands come to, in source order: operators, commands, words,
//! redirects, and what holds them.
//!
//! Refuses to decide what is true of all commands together: that is [`crate::explain::commands`]'s business.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::explain::command_phrase::{shown_arguments, whole_phrase};
use crate::explain::command_use::CommandUse;
use crate::explain::facts::PartFacts;
use crate::explain::options::{Word, WordKind};
use crate::explain::redirect_use::RedirectUse;
use crate::explain::script_commands::{ReadScript, ScriptCommands};
use crate::explain::script_origin::{script_origin, unknown_program};
use crate::explain::shapes::{Shape, shapes, shapes_without_end};
use crate::explain::shell_modes::ShellModes;
use crate::explain::start_commands::for_a_container;
use crate::explain::subject::Subject;
use crate::explain::told_before::ToldBefore;
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::tree::{Joint, Script};
use crate::language::span::Span;
use std::collections::{BTreeSet, VecDeque};

/// The deepest that a part is shown.
const DEEPEST: u8 = 5;

/// Says what runs an instruction's commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunBy {
    /// This build.
    Build,
    /// A later build, on top of the image.
    LaterBuild,
    /// A container.
    Container,
}

/// Holds the parts of commands, with what was seen on the way.
#[derive(Debug, Default)]
pub(in crate::explain) struct CommandParts {
    /// The parts in source order.
    pub parts: Vec<PartFacts>,
    /// What joins the commands of the outermost script.
    pub joints: BTreeSet<&'static str>,
    /// Whether conditions, loops or the like hold some of its commands.
    pub has_blocks: bool,
}

impl CommandParts {
    /// Tells commands part by part; those of a later start stand one level below the instruction's own
    /// parts, and of an exec form only the scripts inside it are told there.
    pub(in crate::explain) fn of(
        subject: &Subject<'_>,
        commands: &ScriptCommands<'_>,
        run_by: RunBy,
    ) -> Self {
        let scripts = commands.scripts.iter().enumerate();
        let scripts = scripts
            .map(|(index, script)| ShownScript::of(script, index, run_by))
            .collect();
        let mut teller = Teller {
            subject,
            run_by,
            scripts,
            told: ToldBefore::default(),
            said: BTreeSet::new(),
            found: Self::default(),
        };
        let first = teller.scripts.first();
        teller.found.has_blocks =
            first.is_some_and(|script| script.shapes.iter().any(|shape| shape.is_block));
        for command in &commands.uses {
            teller.tell(command);
        }
        teller.tell_rest(&commands.redirects);
        let mut found = teller.found;
        put_in_source_order(&mut found.parts);
        found
    }
}

/// Sorts parts by their places; one without a place stays behind its neighbour.
fn put_in_source_order(parts: &mut Vec<PartFacts>) {
    let mut before = 0;
    let mut placed: Vec<(u32, PartFacts)> = Vec::with_capacity(parts.len());
    for part in parts.drain(..) {
        before = part.spans.first().map_or(before, |span| span.start);
        placed.push((before, part));
    }
    placed.sort_by_key(|(place, _)| *place);
    parts.extend(placed.into_iter().map(|(_, part)| part));
}

struct Teller<'a, 'text> {
    subject: &'a Subject<'a>,
    run_by: RunBy,
    scripts: Vec<ShownScript<'a, 'text>>,
    told: ToldBefore,
    /// The joints that were told, and whether inside another script.
    said: BTreeSet<(&'static str, bool)>,
    found: CommandParts,
}

impl Teller<'_, '_> {
    fn tell(&mut self, command: &CommandUse) {
        let place = command.place;
        let Some(shown) = self.scripts.get_mut(place.script) else {
            return;
        };
        if !shown.is_shown {
            return;
        }
        let parts = &mut self.found.parts;
        shown.push_shapes(command.span.start, parts);
        let joint = joint_name(command, shown);
        if let (Some(name), Some(operator)) = (joint, place.operator) {
            if place.script == 0 {
                self.found.joints.insert(name);
            }
            if self.said.insert((name, shown.is_inside)) {
                let meaning = joint_meaning(name, shown.is_inside);
                parts.push(shown.part(operator, place.depth, meaning));
            }
        }
        let start = parts.len();
        push_command(self.subject, shown, command, parts);
        self.told.fold(command, whole_phrase(command), start, parts);
        if self.run_by == RunBy::Container {
            let own = parts.iter_mut().skip(start).enumerate();
            own.for_each(|(index, part)| for_a_container(part, command, index == 0));
        }
        let below = place.depth.saturating_add(1);
        let redirects = command.redirects.iter();
        parts.extend(redirects.map(|redirect| shown.redirect(redirect, below)));
        shown.modes.follow(&shown.script.text, command);
    }

    /// Adds what stands behind the last command, and the redirects of no simple command.
    fn tell_rest(&mut self, redirects: &[(RedirectUse, usize, u8)]) {
        for shown in &mut self.scripts {
            shown.push_shapes(u32::MAX, &mut self.found.parts);
        }
        for (redirect, script, depth) in redirects {
            if let Some(shown) = self.scripts.get(*script).filter(|shown| shown.is_shown) {
                self.found.parts.push(shown.redirect(redirect, *depth));
            }
        }
    }
}

/// Holds a script whose commands become parts, and how deep they stand below the instruction.
struct ShownScript<'a, 'text> {
    script: &'a ReadScript<'text>,
    modes: ShellModes,
    /// The shapes that are still to come.
    shapes: VecDeque<Shape>,
    /// From where on a failure before `&&` is the RUN's own.
    deciding: u32,
    below: u8,
    /// Whether it is another script than the RUN's own.
    is_inside: bool,
    is_shown: bool,
}

impl<'a, 'text> ShownScript<'a, 'text> {
    fn of(script: &'a ReadScript<'text>, index: usize, run_by: RunBy) -> Self {
        let is_inside = run_by != RunBy::Build || index > 0;
        let is_shown = run_by == RunBy::Build || index > 0 || !script.is_exec_form;
        let text = script.text.text();
        let found = match (is_shown, is_inside) {
            (false, _) => Vec::new(),
            (true, false) => shapes(&script.tree, text),
            (true, true) => shapes_without_end(&script.tree, text),
        };
        // What the shell around puts in is told there.
        let shapes = found
            .into_iter()
            .filter(|shape| !script.text.is_put_in(shape.span));
        Self {
            script,
            modes: script.modes,
            shapes: shapes.collect(),
            deciding: if is_inside {
                u32::MAX
            } else {
                deciding_from(&script.tree)
            },
            below: u8::from(run_by != RunBy::Build),
            is_inside,
            is_shown,
        }
    }

    /// Adds the shapes up to a place.
    fn push_shapes(&mut self, end: u32, parts: &mut Vec<PartFacts>) {
        while self
            .shapes
            .front()
            .is_some_and(|shape| shape.span.start <= end)
        {
            let Some(shape) = self.shapes.pop_front() else {
                return;
            };
            let depth = shape.depth.saturating_add(self.script.depth);
            parts.push(PartFacts {
                written: shape.written,
                ..self.part(shape.span, depth, shape.meaning)
            });
        }
    }

    fn part(&self, span: Span, depth: u8, meaning: Text) -> PartFacts {
        PartFacts {
            role: "command",
            written: span.of(self.script.text.text()).to_owned(),
            spans: self.script.text.spans(span),
            depth: depth.saturating_add(self.below).min(DEEPEST),
            meaning: Some(meaning),
            ..PartFacts::default()
        }
    }

    /// Names the script: what a command sets ends with it.
    fn here(&self) -> Text {
        plain_phrase(if self.is_inside {
            "here-script"
        } else {
            "here-run"
        })
    }

    fn redirect(&self, redirect: &RedirectUse, depth: u8) -> PartFacts {
        let values = Values::from([("value", Text::code(&*redirect.target))]);
        let say = shell_texts().redirect.get(redirect.kind);
        let say = say.map(String::as_str).unwrap_or_default();
        self.part(redirect.span, depth, fill(say, &values))
    }
}

/// Adds a command: its head and then one part for each of its words.
fn push_command(
    subject: &Subject<'_>,
    shown: &ShownScript<'_, '_>,
    command: &CommandUse,
    parts: &mut Vec<PartFacts>,
) {
    let depth = command.place.depth;
    if let Some(used) = command.used {
        let values = Values::from([
            ("arguments", shown_arguments(command)),
            ("here", shown.here()),
        ]);
        parts.push(shown.part(command.head, depth, fill(&used.what, &values)));
        push_words(shown, command, parts);
    } else {
        let meaning = script_origin(subject, command).unwrap_or_else(unknown_program);
        parts.push(shown.part(command.span, depth, meaning));
    }
}

fn push_words(shown: &ShownScript<'_, '_>, command: &CommandUse, parts: &mut Vec<PartFacts>) {
    let Some(used) = command.used else {
        return;
    };
    let count = command.arguments().count();
    let mut argument = 0;
    let is_named = command.has_script || command.words.iter().any(|(word, _)| word.ends_options());
    for (word, span) in &command.words {
        let meaning = match (word.option, word.kind) {
            (Some(option), _) => fill(&option.text.what, &option_values(word, shown)),
            (None, WordKind::Option) => Text::default(),
            (None, WordKind::Argument) => {
                argument += 1;
                let text = match argument {
                    // Where an option names the program, no argument does.
                    1 if !used.first_argument.is_empty() && !is_named => &used.first_argument,
                    last if last == count && !used.last_argument.is_empty() => &used.last_argument,
                    _ => &used.arguments,
                };
                fill(text, &Values::from([("value", Text::code(&*word.text))]))
            }
        };
        let mut part = shown.part(*span, command.place.depth.saturating_add(1), meaning);
        let letters = command.words.iter();
        if letters
            .filter(|(other, _)| other.first == word.first)
            .count()
            > 1
        {
            part.written = shown_letter(word, &part.written);
        } else if shown.script.is_exec_form && word.last > word.first {
            part.written = format!("{} {}", word.text, word.value);
        }
        parts.push(part);
    }
}

/// Gives what an option's text may name: its value, and what a star in its name stands for.
fn option_values(word: &Word<'_>, shown: &ShownScript<'_, '_>) -> Values {
    Values::from([
        ("here", shown.here()),
        ("value", Text::code(&*word.value)),
        ("name", Text::code(&*word.value)),
    ])
}

/// Shows one of several letters behind one dash: of `-xzf FILE`, `-x`, `-z` and `-f FILE`.
fn shown_letter(word: &Word<'_>, written: &str) -> String {
    let name = if written.starts_with('-') {
        &*word.text
    } else {
        word.text.trim_start_matches('-')
    };
    if word.value.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {}", word.value)
    }
}

fn joint_meaning(name: &str, is_inside: bool) -> Text {
    let texts = shell_texts();
    let inside = texts.joint_inside.get(name).filter(|_| is_inside);
    let say = inside.or_else(|| texts.joint.get(name));
    fill(say.map(String::as_str).unwrap_or_default(), &Values::new())
}

fn joint_name(command: &CommandUse, shown: &ShownScript<'_, '_>) -> Option<&'static str> {
    let place = command.place;
    let decides = place.nesting == 0
        && place
            .operator
            .is_some_and(|operator| operator.start >= shown.deciding);
    let modes = shown.modes;
    Some(match place.joint {
        Joint::First => return None,
        Joint::And if decides => "and",
        Joint::And if modes.stops_at_failure => "and-goes-on-stops",
        Joint::And => "and-goes-on",
        Joint::Or => "or",
        Joint::Semicolon if modes.stops_at_failure => "semicolon-stops",
        Joint::Newline if modes.stops_at_failure => "newline-stops",
        Joint::Pipe if modes.counts_whole_pipe => "pipe-counts",
        Joint::Semicolon => "semicolon",
        Joint::Background => "background",
        Joint::Newline => "newline",
        Joint::Pipe => "pipe",
        Joint::PipeWithErrors => "pipe-with-errors",
    })
}

/// Finds from where on a failure before `&&` is the RUN's own: nothing but `&&` follows.
fn deciding_from(tree: &Script) -> u32 {
    let items = tree.list.items.iter().rev();
    let last = items.take_while(|item| item.joint == Joint::And && !item.is_background);
    let operators = last.filter_map(|item| item.operator);
    operators
        .map(|operator| operator.start)
        .min()
        .unwrap_or(u32::MAX)
}
