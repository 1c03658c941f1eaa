//! Questions about variables: what ENV keeps, what a container finds of an ARG, who sees an early ARG.

use crate::build::command::{Command, KeyValue};
use crate::build::environment::{Environment, Lookup};
use crate::build::expand::Expander;
use crate::build::image_state::ImageState;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::questions::asked::{Asked, Known, setter};
use crate::explain::questions::dice::Dice;
use crate::explain::questions::draft::{Draft, Offer, said};
use crate::explain::questions::question::Question;

/// Variables that the system itself sets in every process: what the file says of them is not all.
const OF_THE_SYSTEM: [&str; 13] = [
    "HOME",
    "HOSTNAME",
    "PWD",
    "OLDPWD",
    "SHLVL",
    "TERM",
    "USER",
    "_",
    "IFS",
    "UID",
    "PS1",
    "SHELL",
    // It names the target, which says nothing of a line.
    "TARGETSTAGE",
];

/// Tells whether a question about a variable has an answer in the file.
pub(super) fn is_askable(name: &str) -> bool {
    let is_proxy = name.to_ascii_lowercase().ends_with("_proxy");
    !is_proxy && !OF_THE_SYSTEM.contains(&name) && !name.is_empty()
}

/// Looks a variable up; nothing where it is not known whether it is set, or to what.
pub(super) fn value_in(environment: &Environment, name: &str) -> Option<Known> {
    let value = match environment.look_up(name) {
        Lookup::Set(value) => Some(value.as_known()?.to_owned()),
        Lookup::Unset => None,
        Lookup::Unknown(_) => return None,
    };
    let origin = environment.get(name).map(|variable| variable.origin);
    Some(Known { value, origin })
}

/// Asks what value the image keeps after an ENV.
pub(super) fn env_keeps(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Env(pairs)) = asked.subject.written() else {
        return None;
    };
    let after = asked.subject.after()?;
    let before = asked.subject.before()?;
    let mut pairs: Vec<&KeyValue> = pairs.iter().collect();
    Dice::named(asked.seed, &asked.line().to_string()).shuffle(&mut pairs);
    // One with a variable in it teaches more than one without.
    pairs.sort_by_key(|pair| !pair.value.to_string().contains('$'));
    pairs
        .into_iter()
        .find_map(|pair| env_question(asked, pair, before, after))
}

fn env_question(
    asked: &Asked<'_>,
    pair: &KeyValue,
    before: &ImageState,
    after: &ImageState,
) -> Option<Question> {
    let name = pair.key.as_known().filter(|key| !key.contains('$'))?;
    let written = pair.value.as_known()?;
    let right = value_in(&after.environment, name)?.value?;
    let mut draft = Draft::new(asked, "env-keeps", name)?;
    draft.set("name", Text::code(name));
    let has_variable = written.contains('$');
    let offer = Offer::new(if has_variable { "expanded" } else { "plain" });
    draft.right(offer.code(right.as_str()));
    let bare = without_quotes(written);
    if has_variable {
        offer_expansions(asked, &mut draft, written, after);
    }
    let old = value_in(&before.environment, name).and_then(|old| old.value);
    if let Some(old) = &old {
        for tail in [format!(":${name}"), format!(":${{{name}}}")] {
            if let Some(front) = bare.strip_suffix(tail.as_str())
                && !front.contains('$')
            {
                draft.wrong(Offer::new("appended").code(format!("{old}:{front}")));
            }
        }
    }
    if has_variable {
        draft.wrong(Offer::new("unexpanded").code(bare));
    }
    if let Some(old) = old {
        draft.wrong(Offer::new("old").code(old));
    }
    if bare != written {
        draft.wrong(Offer::new("quoted").code(written));
    }
    let mut arguments = before.arguments.iter().rev();
    let argument = arguments.find(|argument| &*argument.name == name);
    if let Some(argument) = argument
        && let Some(value) = argument.value.as_ref().and_then(Value::as_known)
    {
        let offer = Offer::new("arg").code(value);
        draft.wrong(offer.set_line(asked.line_of(argument.instruction)));
    }
    draft.wrong(Offer::new("build-only"));
    draft.wrong(Offer::new("host"));
    draft.answer_any_way(asked, vec![right], false)
}

/// Offers what the words come to where pairs of one line see each other, and where nothing is put in.
fn offer_expansions(asked: &Asked<'_>, draft: &mut Draft, written: &str, after: &ImageState) {
    if matches!(asked.subject.written(), Some(Command::Env(pairs)) if pairs.len() > 1)
        && let Some(value) = expanded(asked, written, &after.run_environment)
    {
        draft.wrong(Offer::new("same-line").code(value));
    }
    if let Some(value) = expanded(asked, written, &Environment::default()) {
        draft.wrong(Offer::new("blank").code(value));
    }
}

/// Puts the variables of an environment into a text; nothing where one is unknown or it fails.
fn expanded(asked: &Asked<'_>, text: &str, environment: &Environment) -> Option<String> {
    let look_up = |name: &str| environment.look_up(name);
    let expansion = Expander::new(asked.ground.tree.escape(), &look_up).word(text);
    match expansion.error {
        Some(_) => None,
        None => expansion.value.as_known().map(str::to_owned),
    }
}

fn without_quotes(text: &str) -> &str {
    let inside = |quote: char| {
        let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains(quote)).then_some(inside)
    };
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}

/// Asks what a container finds of an ARG.
pub(super) fn arg_in_container(asked: &Asked<'_>) -> Option<Question> {
    let Some(Command::Arg(declarations)) = asked.subject.command() else {
        return None;
    };
    let end = asked.stage()?.end();
    let mut names: Vec<&str> = declarations.iter().map(|it| it.name.as_str()).collect();
    Dice::named(asked.seed, &asked.line().to_string()).shuffle(&mut names);
    names
        .into_iter()
        .filter(|name| is_askable(name))
        .find_map(|name| arg_question(asked, name, end))
}

fn arg_question(asked: &Asked<'_>, name: &str, end: &ImageState) -> Option<Question> {
    let right = value_in(&end.environment, name)?.value;
    if right.as_ref().is_some_and(String::is_empty) {
        return None;
    }
    let mut draft = Draft::new(asked, "arg-in-container", name)?;
    draft.set("name", Text::code(name));
    draft.set("arguments", asked.arguments());
    let kept = end.environment.get(name);
    match (&right, setter(kept.map(|variable| variable.origin))) {
        (Some(value), Some(line)) => {
            let offer = Offer::new("env").code(value.as_str());
            draft.right(offer.set_line(asked.line_of(line)));
        }
        (Some(value), None) => {
            let offer = Offer::new("base-env").with("base", asked.base());
            draft.right(offer.code(value.as_str()));
        }
        (None, _) => draft.right(Offer::new("gone").value(said("nothing"))),
    }
    let mut arguments = asked.subject.after()?.arguments.iter().rev();
    let value = arguments
        .find(|argument| argument.instruction == asked.subject.index && &*argument.name == name);
    let value = value.and_then(|argument| argument.value.as_ref()?.as_known());
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        draft.wrong(Offer::new("arg-stays").code(value));
    }
    draft.wrong(Offer::new("run-argument"));
    draft.wrong(Offer::new("host"));
    draft.choose_one(asked.seed)
}

/// Asks who sees an ARG before the first FROM.
pub(super) fn arg_before_from(asked: &Asked<'_>) -> Option<Question> {
    if asked.stage().is_some() {
        return None;
    }
    let Some(Command::Arg(declarations)) = asked.subject.written() else {
        return None;
    };
    let names: Vec<&str> = declarations.iter().map(|it| it.name.as_str()).collect();
    let name = *Dice::named(asked.seed, &asked.line().to_string()).pick(&names)?;
    let mut draft = Draft::new(asked, "arg-before-from", name)?;
    draft.set("name", Text::code(name));
    draft.set("bare-name", Text::plain(name));
    draft.right(Offer::new("from-lines"));
    draft.wrong(Offer::new("all"));
    draft.wrong(Offer::new("never"));
    draft.wrong(Offer::new("first-stage"));
    draft.choose_one(asked.seed)
}
