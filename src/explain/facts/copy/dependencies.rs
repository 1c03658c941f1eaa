//! Files that list an application's dependencies, and commands that install them.

use crate::build::command::Command;
use crate::explain::path_origin::scripts;
use crate::explain::subject::Subject;

/// Files that list an application's dependencies, and the condition of their language.
const DEPENDENCY_LISTS: &[(&str, &str)] = &[
    ("requirements.txt", "python-list"),
    ("pyproject.toml", "python-list"),
    ("setup.py", "python-list"),
    ("pdm.lock", "python-list"),
    ("poetry.lock", "python-list"),
    ("Pipfile", "python-list"),
    ("Pipfile.lock", "python-list"),
    ("uv.lock", "python-list"),
    ("package.json", "node-list"),
    ("package-lock.json", "node-list"),
    ("package*.json", "node-list"),
    ("yarn.lock", "node-list"),
    ("pnpm-lock.yaml", "node-list"),
    ("npm-shrinkwrap.json", "node-list"),
    ("bun.lock", "node-list"),
    ("bun.lockb", "node-list"),
    ("go.mod", "go-list"),
    ("go.sum", "go-list"),
    ("go.work", "go-list"),
    ("go.work.sum", "go-list"),
    ("Cargo.toml", "dependency-list"),
    ("Cargo.lock", "dependency-list"),
    ("Gemfile", "dependency-list"),
    ("Gemfile.lock", "dependency-list"),
    ("composer.json", "dependency-list"),
    ("composer.lock", "dependency-list"),
    ("pom.xml", "dependency-list"),
    ("build.gradle", "dependency-list"),
    ("build.gradle.kts", "dependency-list"),
    ("settings.gradle", "dependency-list"),
    ("settings.gradle.kts", "dependency-list"),
    ("gradle.lockfile", "dependency-list"),
    ("mix.exs", "dependency-list"),
    ("mix.lock", "dependency-list"),
    ("pubspec.yaml", "dependency-list"),
    ("pubspec.lock", "dependency-list"),
    ("Package.swift", "dependency-list"),
    ("Package.resolved", "dependency-list"),
    ("packages.lock.json", "dependency-list"),
    ("stack.yaml.lock", "dependency-list"),
];

/// Words of commands that install an application's dependencies, and the condition of their language.
const INSTALLS: &[(&str, &str)] = &[
    ("pip install", "python-list"),
    ("pip3 install", "python-list"),
    ("uv sync", "python-list"),
    ("poetry install", "python-list"),
    ("pipenv install", "python-list"),
    ("npm ci", "node-list"),
    ("npm install", "node-list"),
    ("npm i ", "node-list"),
    ("yarn install", "node-list"),
    ("pnpm install", "node-list"),
    ("bun install", "node-list"),
    ("go mod download", "go-list"),
    ("bundle install", "dependency-list"),
    ("composer install", "dependency-list"),
    ("cargo fetch", "dependency-list"),
    ("cargo build", "dependency-list"),
    ("mvn dependency:", "dependency-list"),
    ("dotnet restore", "dependency-list"),
];

/// Gives the condition of the language whose dependencies a file lists.
pub(super) fn list_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?;
    let mut lists = DEPENDENCY_LISTS.iter();
    lists
        .find(|(file, _)| *file == name)
        .map(|(_, condition)| *condition)
}

/// Finds the later instruction of the stage that installs what the copied files list.
///
/// One that names a copied file comes before one of the same language; where no list is copied, any counts.
pub(super) fn install_after(subject: &Subject<'_>, copied: &[&str]) -> Option<usize> {
    let lists: Vec<&str> = copied.iter().filter_map(|path| list_of(path)).collect();
    let names: Vec<&str> = copied
        .iter()
        .filter_map(|path| path.rsplit('/').next())
        .filter(|name| list_of(name).is_some())
        .collect();
    let installs = || {
        subject
            .later()
            .filter(|(_, command)| installs(command, &[]))
    };
    installs()
        .find(|(_, command)| names.iter().any(|name| mentions(command, name)))
        .or_else(|| installs().find(|(_, command)| self::installs(command, &lists)))
        .map(|(index, _)| index)
}

/// Finds the earlier instruction of the stage that installs dependencies.
pub(super) fn install_before(subject: &Subject<'_>) -> Option<usize> {
    let steps = subject.stage?.steps.iter();
    let mut earlier = steps.filter(|step| step.instruction < subject.index);
    earlier
        .find(|step| installs(&step.command, &[]))
        .map(|step| step.instruction)
}

/// Tells whether the stage copies other files than lists before an instruction, the subject aside.
pub(super) fn copies_source_before(subject: &Subject<'_>, install: usize) -> bool {
    let steps = subject.stage.into_iter().flat_map(|stage| &stage.steps);
    let others =
        steps.filter(|step| step.instruction < install && step.instruction != subject.index);
    others.into_iter().any(|step| match &step.command {
        Command::Copy(copy) => {
            let mut sources = copy.sources.iter();
            copy.from.is_none()
                && sources
                    .any(|source| source.as_known().is_none_or(|path| list_of(path).is_none()))
        }
        _ => false,
    })
}

/// Tells whether a command installs dependencies, of the given languages or, where none is given, of any.
fn installs(command: &Command, languages: &[&str]) -> bool {
    INSTALLS.iter().any(|(words, language)| {
        (languages.is_empty() || languages.contains(language)) && mentions(command, words)
    })
}

fn mentions(command: &Command, words: &str) -> bool {
    matches!(command, Command::Run(run) if scripts(run).any(|script| script.contains(words)))
}
