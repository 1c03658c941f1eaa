//! The build arguments that a file declares: what `--build-arg` can change.

use crate::build::command::Command;
use crate::build::options::BuildOptions;
use crate::build::plan::Plan;

/// Holds one build argument, however often the file declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildArgument {
    /// Its name.
    pub name: String,
    /// The first default that the file gives it, as written.
    pub default: Option<String>,
    /// The value that this build gives it.
    pub given: Option<String>,
    /// The instructions that declare it, counted from 0.
    pub instructions: Vec<usize>,
}

/// Lists the build arguments in the order they are declared.
pub(in crate::analysis) fn build_arguments(
    plan: &Plan,
    options: &BuildOptions,
) -> Vec<BuildArgument> {
    let mut arguments: Vec<BuildArgument> = Vec::new();
    for (instruction, command) in plan.commands.iter().enumerate() {
        let Ok(Command::Arg(declarations)) = command else {
            continue;
        };
        for declaration in declarations {
            let mut known = arguments.iter_mut();
            if let Some(argument) = known.find(|known| known.name == declaration.name) {
                argument.instructions.push(instruction);
                if argument.default.is_none() {
                    argument.default.clone_from(&declaration.default);
                }
                continue;
            }
            arguments.push(BuildArgument {
                name: declaration.name.clone(),
                default: declaration.default.clone(),
                given: options.arguments.get(&declaration.name).cloned(),
                instructions: vec![instruction],
            });
        }
    }
    arguments
}
