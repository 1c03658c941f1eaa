//! What FROM lines see: the platform variables, and the ARGs before the first FROM.

use crate::build::command::{ArgumentDeclaration, Command};
use crate::build::environment::{Environment, Lookup};
use crate::build::expand::Expander;
use crate::build::options::BuildOptions;
use crate::build::plan::Plan;
use crate::build::refusal::{InstructionFault, Refusal};
use crate::build::refusals::{Moment, Phase, Refusals};
use crate::build::setting::Origin;
use crate::build::value::Value;
use crate::language::keyword::Keyword;
use crate::language::tree::Tree;

/// Holds the variables of FROM lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlobalArguments {
    /// Names and values.
    pub environment: Environment,
    /// The same as if no `--build-arg` were given.
    pub defaults: Environment,
    /// Whether the defaults could be read to their end.
    pub defaults_are_complete: bool,
    /// The names declared before the first FROM, with or without a value.
    pub declared: Vec<String>,
}

/// Reads the ARGs before the first FROM.
pub(in crate::build) fn global_arguments(
    tree: &Tree,
    commands: &[Result<Command, InstructionFault>],
    first_from: usize,
    last_stage: Option<&String>,
    options: &BuildOptions,
    refusals: &mut Refusals,
) -> GlobalArguments {
    let target = options
        .target
        .as_ref()
        .or(last_stage)
        .filter(|name| !name.is_empty());
    let platform_arguments = platform_arguments(options, target.map_or("default", String::as_str));
    let mut arguments = GlobalArguments {
        environment: platform_arguments.clone(),
        defaults: platform_arguments,
        defaults_are_complete: true,
        declared: Vec::new(),
    };
    let leading = commands.iter().enumerate().take(first_from);
    let mut is_refused = false;
    for (index, command) in leading {
        let Ok(Command::Arg(declarations)) = command else {
            continue;
        };
        for declaration in declarations {
            arguments.declared.push(declaration.name.clone());
            arguments.defaults_are_complete &=
                declare(&mut arguments.defaults, declaration, None, tree, index).is_ok();
            let given = options.arguments.get(&declaration.name);
            if let Err(refusal) =
                declare(&mut arguments.environment, declaration, given, tree, index)
                && !is_refused
            {
                is_refused = true;
                let line = tree
                    .instructions()
                    .get(index)
                    .map(|instruction| instruction.first_line);
                refusals.add(Moment::new(Phase::GlobalArguments, index), line, refusal);
            }
        }
    }
    arguments
}

fn declare(
    environment: &mut Environment,
    declaration: &ArgumentDeclaration,
    given: Option<&String>,
    tree: &Tree,
    instruction: usize,
) -> Result<(), Refusal> {
    let value = match (given, &declaration.default) {
        (Some(given), _) => Value::known(given.as_str()),
        (None, Some(default)) => {
            let look_up = |name: &str| environment.look_up(name);
            let expansion = Expander::new(tree.escape(), &look_up).word(default);
            if let Some(error) = expansion.error {
                return Err(Refusal::Expand(error));
            }
            expansion.value
        }
        (None, None) => return Ok(()),
    };
    environment.set_at_end(
        declaration.name.as_str(),
        value,
        Origin::Instruction(instruction),
    );
    Ok(())
}

/// Lists the variables BuildKit sets by itself.
fn platform_arguments(options: &BuildOptions, target: &str) -> Environment {
    let platform = &options.platform;
    let name = platform.to_string();
    let mut environment = Environment::default();
    for (key, value) in [
        ("BUILDPLATFORM", name.as_str()),
        ("BUILDOS", &platform.os),
        ("BUILDOSVERSION", &platform.os_version),
        ("BUILDARCH", &platform.architecture),
        ("BUILDVARIANT", &platform.variant),
        ("TARGETPLATFORM", &name),
        ("TARGETOS", &platform.os),
        ("TARGETOSVERSION", &platform.os_version),
        ("TARGETARCH", &platform.architecture),
        ("TARGETVARIANT", &platform.variant),
        ("TARGETSTAGE", target),
    ] {
        let value = options.arguments.get(key).map_or(value, String::as_str);
        environment.set_at_end(key, Value::known(value), Origin::Builder);
    }
    environment
}

/// Checks `SOURCE_DATE_EPOCH`: a number, `context`, or a stage that only adds one remote source.
///
/// What the time comes to is not looked at; where it needs the network, it stays out of the plan.
pub(in crate::build) fn source_date_epoch(tree: &Tree, plan: &mut Plan, options: &BuildOptions) {
    const NAME: &str = "SOURCE_DATE_EPOCH";
    let given = options
        .arguments
        .get(NAME)
        .map(|value| Value::known(value.as_str()));
    let value = given.or_else(|| match plan.global_arguments.environment.look_up(NAME) {
        Lookup::Set(value) if !value.is_known_empty() => Some(value),
        _ => None,
    });
    let Some(value) = value.as_ref().and_then(Value::as_known) else {
        return;
    };
    if value.is_empty() || value == "context" || is_number(value) {
        return;
    }
    let (line, problem) = match stage_problem(tree, plan, value) {
        Some(Ok(())) => return,
        Some(Err((line, problem))) => (Some(line), problem),
        None => (None, format!("invalid SOURCE_DATE_EPOCH: {value}")),
    };
    plan.refusals.add(
        Moment::of(Phase::StageBases),
        line,
        Refusal::SourceDateEpoch(problem),
    );
}

fn is_number(text: &str) -> bool {
    text.strip_prefix(['+', '-'])
        .unwrap_or(text)
        .bytes()
        .all(|digit| digit.is_ascii_digit())
        && text.parse::<i64>().is_ok()
}

/// Checks the stage of that name; gives nothing where there is none.
fn stage_problem(tree: &Tree, plan: &Plan, name: &str) -> Option<Result<(), (u32, String)>> {
    let mut commands = plan.commands.iter().zip(tree.instructions()).enumerate();
    let (_, (from, instruction)) = commands.find(|(_, (command, _))| {
        matches!(command, Ok(Command::From(from)) if from.name.as_deref().is_some_and(|stage| stage.eq_ignore_ascii_case(name)))
    })?;
    let line = instruction.first_line;
    let fail = |problem: &str| Some(Err((line, problem.to_owned())));
    let Ok(Command::From(from)) = from else {
        return None;
    };
    let look_up = |name: &str| plan.global_arguments.environment.look_up(name);
    if Expander::new(tree.escape(), &look_up)
        .word(&from.base)
        .value
        .as_known()
        != Some("scratch")
    {
        return fail("SOURCE_DATE_EPOCH stage must use FROM scratch");
    }
    let mut sources = 0;
    for (_, (command, instruction)) in commands {
        match command {
            Ok(Command::From(_)) => break,
            Ok(Command::Arg(_)) => {}
            Ok(Command::Copy(copy)) if copy.is_add => {
                if sources > 0 {
                    return fail("SOURCE_DATE_EPOCH stage must contain exactly one remote ADD");
                }
                if !copy.contents.is_empty() || copy.sources.len() != 1 {
                    return fail(
                        "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD source",
                    );
                }
                sources += 1;
            }
            _ => {
                let written = tree.invocation(instruction);
                let keyword = if written.keyword == Keyword::Unknown {
                    ""
                } else {
                    written.keyword_text()
                };
                return fail(&format!(
                    "SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported {keyword} instruction"
                ));
            }
        }
    }
    if sources == 0 {
        return fail("SOURCE_DATE_EPOCH stage must contain exactly one remote ADD");
    }
    Some(Ok(()))
}
