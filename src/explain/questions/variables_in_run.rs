//! Questions about what a RUN sees: ARG and ENV above it, ARG before FROM, other stages' variables.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::setting::Origin;
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::path_origin::{lineage, scripts};
use crate::explain::questions::asked::{Asked, named, setter};
use crate::explain::questions::dice::Dice;
use crate::explain::questions::draft::{Draft, Offer, said};
use crate::explain::questions::question::Question;
use crate::explain::questions::variables::{is_askable, value_in};
use std::collections::BTreeSet;

/// How many of a stage's variables are looked at.
const MOST_NAMES: usize = 60;

/// Variables that BuildKit has for every build, and no stage without ARG.
const PLATFORM_ARGUMENTS: [&str; 8] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
];

/// Asks what a RUN finds in a variable.
pub(super) fn run_sees(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Run(run)) = asked.subject.written() else {
        return None;
    };
    let before = asked.subject.before()?;
    let used: BTreeSet<String> = scripts(run)
        .flat_map(|script| dollar_names(&script))
        .collect();
    let mut names = names(asked, before, &used);
    Dice::named(asked.seed, &asked.line().to_string()).shuffle(&mut names);
    // A variable that the RUN itself names comes first, then one that ARG or another stage has.
    names.sort_by_key(|(name, is_plain)| (!used.contains(name), *is_plain));
    names
        .into_iter()
        .take(12)
        .find_map(|(name, _)| question(asked, before, &name))
}

/// Lists the variables that may be asked about, and whether each is one that ENV alone sets.
fn names(asked: &Asked<'_>, before: &ImageState, used: &BTreeSet<String>) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut add = |name: &str, is_plain: bool| {
        if is_askable(name) && found.len() < MOST_NAMES && !found.iter().any(|(it, _)| it == name) {
            found.push((name.to_owned(), is_plain));
        }
    };
    for name in used {
        let is_platform = PLATFORM_ARGUMENTS.contains(&name.as_str());
        let is_set = before.run_environment.get(name).is_some();
        if is_platform || is_set || is_declared(asked, name) {
            add(name, false);
        }
    }
    for argument in before.arguments.iter().take(MOST_NAMES) {
        add(&argument.name, false);
    }
    for name in &asked.plan().global_arguments.declared {
        add(name, false);
    }
    for stage in asked.strangers().take(4) {
        let variables = stage.end().run_environment.iter();
        let own = variables.filter(|variable| setter(Some(variable.origin)).is_some());
        for variable in own.take(8) {
            add(&variable.name, false);
        }
    }
    let variables = before.run_environment.iter().take(MOST_NAMES);
    for variable in variables.filter(|variable| setter(Some(variable.origin)).is_some()) {
        add(&variable.name, true);
    }
    found
}

/// Tells whether any line of the file sets a variable of that name.
fn is_declared(asked: &Asked<'_>, name: &str) -> bool {
    let plan = asked.plan();
    plan.global_arguments.declared.iter().any(|it| it == name)
        || plan.stages.iter().any(|stage| {
            let end = stage.end();
            let variable = end.run_environment.get(name);
            variable.is_some_and(|variable| setter(Some(variable.origin)).is_some())
                || end.arguments.iter().any(|argument| &*argument.name == name)
        })
}

/// Lists the names behind `$` and `${` of a script.
fn dollar_names(script: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = script;
    while let Some((_, from)) = rest.split_once('$') {
        rest = from;
        let from = from.strip_prefix('{').unwrap_or(from);
        let end = from.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let (name, _) = from.split_at(end.unwrap_or(from.len()));
        if !name.is_empty() && !name.starts_with(|letter: char| letter.is_ascii_digit()) {
            names.push(name.to_owned());
        }
    }
    names
}

fn question(asked: &Asked<'_>, before: &ImageState, name: &str) -> Option<Question> {
    let right = value_in(&before.run_environment, name)?.value;
    // A shell cannot tell an empty value from none.
    if right.as_ref().is_some_and(String::is_empty) {
        return None;
    }
    let mut draft = Draft::new(asked, "run-sees", name)?;
    draft.set("name", Text::code(name));
    draft.set("bare-name", Text::plain(name));
    draft.set("arguments", asked.arguments());
    draft.set("base", asked.base());
    let origin = before
        .run_environment
        .get(name)
        .map(|variable| variable.origin);
    match &right {
        Some(value) => draft.right(set_offer(asked, before, name, origin?)?.code(value.as_str())),
        None => draft.right(unset_offer(asked, before, name)?.value(said("nothing"))),
    }
    offer_other_values(asked, &mut draft, before, name);
    offer_other_lines(asked, &mut draft, name);
    let is_argument = setter(origin).is_some_and(|line| is_arg(asked, line));
    if right.is_none() {
        draft.wrong(Offer::new("literal").code(format!("${name}")));
    } else if is_argument {
        draft.wrong(Offer::new("arg-nothing"));
    } else {
        draft.wrong(Offer::new("env-nothing"));
    }
    draft.wrong(Offer::new("host"));
    // Of an ARG before FROM, two lines have a part in the value.
    let has_setter = right.is_some() && global_line(asked, name).is_none();
    draft.answer_any_way(asked, right.into_iter().collect(), has_setter)
}

fn is_arg(asked: &Asked<'_>, instruction: usize) -> bool {
    matches!(
        asked.plan().commands.get(instruction),
        Some(Ok(Command::Arg(_)))
    )
}

/// Says who set a variable.
fn set_offer(asked: &Asked<'_>, before: &ImageState, name: &str, origin: Origin) -> Option<Offer> {
    let line = match origin {
        Origin::Instruction(line) => line,
        Origin::BaseImage => return Some(Offer::new("from-base")),
        Origin::Builder => return Some(Offer::new("from-builder")),
    };
    let offer = if line < asked.stage()?.from_instruction {
        let parent = asked.plan().stage_of(line)?;
        Offer::new("from-parent").with("stage", named(parent))
    } else {
        let kept = before.environment.get(name);
        let is_argued = before.arguments.iter().any(|it| &*it.name == name);
        Offer::new(match (is_arg(asked, line), kept, is_argued) {
            (true, Some(_), _) => "from-arg-over-env",
            (true, None, _) => "from-arg",
            (false, _, true) => "from-env-over-arg",
            (false, ..) => "from-env",
        })
    };
    Some(offer.set_line(asked.line_of(line)))
}

/// Says why a variable is not set.
fn unset_offer(asked: &Asked<'_>, before: &ImageState, name: &str) -> Option<Offer> {
    let mut declared = before.arguments.iter().rev();
    if let Some(argument) = declared.find(|it| &*it.name == name) {
        let line = asked.line_of(argument.instruction);
        return Some(Offer::new("no-value").set_line(line));
    }
    if let Some((_, line)) = later_value(asked, name) {
        return Some(Offer::new("below").set_line(asked.line_of(line)));
    }
    if let Some(line) = global_line(asked, name) {
        return Some(Offer::new("global-unseen").set_line(asked.line_of(line)));
    }
    if PLATFORM_ARGUMENTS.contains(&name) {
        return Some(Offer::new("platform-unseen"));
    }
    let (stage, _, line) = other_value(asked, name)?;
    let offer = Offer::new("other-stage-unseen").with("stage", named(stage));
    Some(offer.set_line(asked.line_of(line)))
}

/// Offers values that the variable has elsewhere.
fn offer_other_values(asked: &Asked<'_>, draft: &mut Draft, before: &ImageState, name: &str) {
    if let Some(variable) = before.environment.get(name)
        && let Some(value) = filled(&variable.value)
        && let Some(line) = setter(Some(variable.origin))
    {
        let offer = Offer::new("env-loses").code(value);
        draft.wrong(offer.set_line(asked.line_of(line)));
    }
    let arguments = before.arguments.iter().filter(|it| &*it.name == name);
    for argument in arguments {
        if let Some(value) = argument.value.as_ref().and_then(filled) {
            let offer = Offer::new("arg-loses").code(value);
            draft.wrong(offer.set_line(asked.line_of(argument.instruction)));
        }
    }
    let globals = &asked.plan().global_arguments.environment;
    if let Some(variable) = globals.get(name)
        && let Some(value) = filled(&variable.value)
    {
        match setter(Some(variable.origin)) {
            Some(line) => {
                let offer = Offer::new("global-value").code(value);
                draft.wrong(offer.set_line(asked.line_of(line)));
            }
            None if PLATFORM_ARGUMENTS.contains(&name) => {
                draft.wrong(Offer::new("platform-value").code(value));
            }
            None => {}
        }
    }
    if let Some((stage, value, line)) = other_value(asked, name) {
        let offer = Offer::new("other-stage").with("stage", named(stage));
        draft.wrong(offer.code(value).set_line(asked.line_of(line)));
    }
    if let Some((value, line)) = later_value(asked, name) {
        let offer = Offer::new("later").code(value);
        draft.wrong(offer.set_line(asked.line_of(line)));
    }
}

/// Offers what lines above this one said, and the words before their variables were put in.
fn offer_other_lines(asked: &Asked<'_>, draft: &mut Draft, name: &str) {
    let Some(stage) = asked.stage() else { return };
    let stages = lineage(asked.plan(), stage);
    let steps = stages.iter().flat_map(|stage| stage.steps.iter());
    let above = steps.filter(|step| step.instruction < asked.subject.index);
    for step in above {
        let written = match asked.plan().commands.get(step.instruction) {
            Some(Ok(Command::Env(pairs))) => pairs
                .iter()
                .find(|pair| pair.key.as_known() == Some(name))
                .and_then(|pair| pair.value.as_known()),
            Some(Ok(Command::Arg(declarations))) => declarations
                .iter()
                .find(|it| it.name == name)
                .and_then(|it| it.default.as_deref()),
            _ => None,
        };
        let line = asked.line_of(step.instruction);
        let bare = written.unwrap_or_default().trim_matches(['"', '\'']);
        if bare.contains('$') {
            draft.wrong(Offer::new("unexpanded").code(bare).set_line(line));
        } else if asked.ground.has_arguments && !bare.is_empty() && is_arg(asked, step.instruction)
        {
            draft.wrong(Offer::new("default").code(bare).set_line(line));
        }
        if let Command::Env(pairs) = &step.command
            && let Some(pair) = pairs.iter().find(|pair| pair.key.as_known() == Some(name))
            && let Some(value) = filled(&pair.value)
        {
            draft.wrong(Offer::new("earlier").code(value).set_line(line));
        }
    }
}

/// Gives a value that is known and not empty: for a shell, an empty one is none.
fn filled(value: &Value) -> Option<&str> {
    value.as_known().filter(|value| !value.is_empty())
}

/// Finds the value that another stage gives a variable.
fn other_value<'a>(asked: &Asked<'a>, name: &str) -> Option<(&'a Stage, String, usize)> {
    asked.strangers().find_map(|stage| {
        let variable = stage.end().run_environment.get(name)?;
        let line = setter(Some(variable.origin))?;
        Some((stage, filled(&variable.value)?.to_owned(), line))
    })
}

/// Finds the value that a later line of the stage gives a variable.
fn later_value(asked: &Asked<'_>, name: &str) -> Option<(String, usize)> {
    let stage = asked.stage()?;
    let variable = stage.end().run_environment.get(name)?;
    let line = setter(Some(variable.origin)).filter(|line| *line > asked.subject.index)?;
    Some((filled(&variable.value)?.to_owned(), line))
}

/// Finds the ARG before the first FROM that declares a name.
fn global_line(asked: &Asked<'_>, name: &str) -> Option<usize> {
    let first_from = asked.plan().stages.first()?.from_instruction;
    let mut early = asked.plan().commands.iter().take(first_from);
    early.position(|command| match command {
        Ok(Command::Arg(declarations)) => declarations.iter().any(|it| it.name == name),
        _ => false,
    })
}
