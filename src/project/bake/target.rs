//! The targets of bake files: matrices taken apart, and what is inherited laid below.

use crate::project::bake::definitions::{Definition, Definitions};
use crate::project::bake::evaluate::{Evaluator, Scope};
use crate::project::bake::value::BakeValue;
use crate::project::build_use::{BuildUse, Tool, UsedContext, UsedDockerfile};
use crate::project::place::{is_elsewhere, join};
use std::collections::{BTreeMap, BTreeSet};

/// The most targets that one matrix may make.
const MOST_OF_A_MATRIX: usize = 1_000;

/// Holds what is known of a target before anything is inherited.
#[derive(Clone, Debug, Default)]
pub(in crate::project::bake) struct Target {
    pub(in crate::project::bake) file: String,
    pub(in crate::project::bake) line: u32,
    pub(in crate::project::bake) inherits: Vec<String>,
    /// `context`, `dockerfile`, `dockerfile-inline` and `target`, those that are set.
    values: BTreeMap<String, BakeValue>,
    arguments: BTreeMap<String, BakeValue>,
    contexts: BTreeMap<String, BakeValue>,
    /// The service of a compose file that it begins with.
    service: Option<Box<BuildUse>>,
    unknown: Vec<(String, String)>,
}

/// Holds all targets and groups by their names.
#[derive(Clone, Debug, Default)]
pub(in crate::project::bake) struct Targets {
    pub(in crate::project::bake) targets: BTreeMap<String, Target>,
    groups: BTreeMap<String, BTreeSet<String>>,
}

impl Targets {
    /// Works out the targets; services of compose files are targets too.
    pub(in crate::project::bake) fn of(definitions: &Definitions, services: &[BuildUse]) -> Self {
        let evaluator = Evaluator::new(definitions);
        let mut all = Self::default();
        for service in services {
            let target = Target {
                service: Some(Box::new(service.clone())),
                ..Target::default()
            };
            all.targets.insert(service.name.replace('.', "_"), target);
        }
        for definition in &definitions.targets {
            all.add(definition, &evaluator);
        }
        for definition in &definitions.groups {
            let group = all.groups.entry(definition.name.clone()).or_default();
            if let Some(targets) = definition.attributes.get("targets") {
                group.extend(texts(&evaluator.value(targets, &Scope::new())));
            }
        }
        all
    }

    fn add(&mut self, definition: &Definition, evaluator: &Evaluator<'_>) {
        let Some(matrix) = definition.attributes.get("matrix") else {
            let target = Target::read(definition, evaluator, &Scope::new());
            self.merge(definition.name.clone(), target);
            return;
        };
        let matrix = evaluator.value(matrix, &Scope::new());
        let scopes = match scopes(&matrix) {
            Ok(scopes) => scopes,
            Err(why) => {
                let mut target = Target::read(definition, evaluator, &Scope::new());
                target.unknown.insert(0, ("matrix".to_owned(), why));
                self.merge(definition.name.clone(), target);
                return;
            }
        };
        let mut names = BTreeSet::new();
        for scope in scopes {
            let mut target = Target::read(definition, evaluator, &scope);
            let name = definition.attributes.get("name");
            let name = name.map(|name| evaluator.value(name, &scope));
            let name = match name.as_ref().map(|name| (name.text(), name.reason())) {
                Some((Some(name), _)) => name,
                Some((None, Some(reason))) => {
                    target.unknown.push(("name".to_owned(), reason.to_owned()));
                    definition.name.clone()
                }
                _ => definition.name.clone(),
            };
            names.insert(name.clone());
            self.merge(name, target);
        }
        // The name of a matrix is a group of what it makes.
        self.groups
            .entry(definition.name.clone())
            .or_default()
            .extend(names);
    }

    fn merge(&mut self, name: String, target: Target) {
        match self.targets.get_mut(&name) {
            Some(below) => below.lay_over(target),
            None => {
                self.targets.insert(name, target);
            }
        }
    }

    /// Lists the groups that a target is in, however deep.
    fn groups_of(&self, name: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut wanted = vec![name.to_owned()];
        while let Some(wanted_name) = wanted.pop() {
            for (group, members) in &self.groups {
                if members.contains(&wanted_name)
                    && *group != wanted_name
                    && found.insert(group.clone())
                {
                    wanted.push(group.clone());
                }
            }
        }
        found
    }

    /// Tells whether a target is there only for others to inherit: it is called so, or says nothing of
    /// what is built. The one that is built where none is named never is.
    fn is_base(&self, name: &str, target: &Target) -> bool {
        let says_nothing = target.values.is_empty() && target.inherits.is_empty();
        name != "default" && self.is_inherited(name) && (name.starts_with('_') || says_nothing)
    }

    /// Tells whether others inherit a target that is in no group.
    pub(in crate::project::bake) fn is_inherited(&self, name: &str) -> bool {
        let mut others = self.targets.values();
        others.any(|other| other.inherits.iter().any(|base| base == name))
            && self.groups_of(name).is_empty()
    }

    /// Lists the uses of the targets that bake files define, with paths counted from a folder.
    pub(in crate::project::bake) fn uses(&self, folder: &str) -> Vec<BuildUse> {
        let own = self
            .targets
            .iter()
            .filter(|(name, target)| !target.file.is_empty() && !self.is_base(name, target));
        own.map(|(name, target)| {
            let whole = self.inherited(name, &mut BTreeSet::new(), 0);
            let mut used_by = whole.build_use(name, folder);
            target.file.clone_into(&mut used_by.file);
            used_by.files = vec![target.file.clone()];
            used_by.line = target.line;
            used_by.groups = self.groups_of(name);
            used_by
        })
        .collect()
    }

    /// Lays a target over what it inherits.
    fn inherited(&self, name: &str, under_way: &mut BTreeSet<String>, depth: usize) -> Target {
        let mut whole = Target::default();
        let Some(target) = self.targets.get(name) else {
            let why = format!("inherits {name}, which is not there");
            whole.unknown.push(("inherits".to_owned(), why));
            return whole;
        };
        if depth > 32 || !under_way.insert(name.to_owned()) {
            return whole;
        }
        for base in &target.inherits {
            whole.lay_over(self.inherited(base, under_way, depth + 1));
        }
        under_way.remove(name);
        whole.lay_over(target.clone());
        whole
    }
}

impl Target {
    fn read(definition: &Definition, evaluator: &Evaluator<'_>, scope: &Scope) -> Self {
        let mut target = Self {
            file: definition.file.clone(),
            line: definition.line,
            ..Self::default()
        };
        for (name, written) in &definition.attributes {
            if !matches!(
                name.as_str(),
                "context"
                    | "dockerfile"
                    | "dockerfile-inline"
                    | "target"
                    | "args"
                    | "contexts"
                    | "inherits"
            ) {
                continue;
            }
            let value = evaluator.value(written, scope);
            match (name.as_str(), value) {
                ("args", BakeValue::Map(map)) => target.arguments = map,
                ("contexts", BakeValue::Map(map)) => target.contexts = map,
                ("inherits", value) => {
                    target.inherits = texts(&value);
                    if let Some(reason) = value.reason() {
                        target
                            .unknown
                            .push(("inherits".to_owned(), reason.to_owned()));
                    }
                }
                (_, BakeValue::Null) => {}
                ("args" | "contexts", value) => {
                    let reason = value.reason().unwrap_or("are no names with values");
                    target.unknown.push((name.clone(), reason.to_owned()));
                }
                (_, BakeValue::List(_) | BakeValue::Map(_)) => {
                    let unknown = BakeValue::Unknown("is no text".to_owned());
                    target.values.insert(name.clone(), unknown);
                }
                (_, value) => {
                    target.values.insert(name.clone(), value);
                }
            }
        }
        target
    }

    /// Lays another one over this one, as bake does.
    fn lay_over(&mut self, above: Self) {
        let Self {
            file,
            line,
            inherits,
            values,
            arguments,
            contexts,
            service,
            unknown,
        } = above;
        if self.file.is_empty() {
            self.file = file;
            self.line = line;
        }
        self.inherits.extend(inherits);
        self.values.extend(values);
        let is_there = |(_, value): &(String, BakeValue)| *value != BakeValue::Null;
        self.arguments
            .extend(arguments.into_iter().filter(is_there));
        self.contexts.extend(contexts);
        if service.is_some() {
            self.service = service;
        }
        self.unknown.extend(unknown);
    }

    /// Tells what it builds.
    fn build_use(&self, name: &str, folder: &str) -> BuildUse {
        let service = self.service.as_deref().cloned();
        let mut used_by = service.unwrap_or_else(|| BuildUse::new(Tool::Bake, "", ""));
        used_by.tool = Tool::Bake;
        name.clone_into(&mut used_by.name);
        used_by.profiles.clear();
        for (what, why) in &self.unknown {
            used_by.cannot_know(what.as_str(), why.as_str());
        }
        self.take_context(&mut used_by, folder);
        self.take_dockerfile(&mut used_by, folder);
        match self.values.get("target") {
            Some(BakeValue::Unknown(why)) => {
                used_by.target = None;
                used_by.cannot_know("target", why.as_str());
            }
            Some(value) => used_by.target = value.text().filter(|target| !target.is_empty()),
            None => {}
        }
        for (name, value) in &self.arguments {
            match (value.text(), value.reason()) {
                (Some(value), _) => {
                    used_by.arguments.insert(name.clone(), value);
                }
                (None, Some(why)) => {
                    used_by.arguments.remove(name);
                    used_by.cannot_know(format!("args.{name}"), why);
                }
                (None, None) => {
                    used_by.cannot_know(format!("args.{name}"), "is no text");
                }
            }
        }
        for (name, value) in &self.contexts {
            match value {
                BakeValue::Text(text) if text.is_empty() => {
                    used_by.contexts.remove(name);
                }
                BakeValue::Text(text) => {
                    let text = local(text);
                    let place = if is_elsewhere(text) {
                        text.to_owned()
                    } else {
                        join(folder, text)
                    };
                    used_by.contexts.insert(name.clone(), place);
                }
                BakeValue::Unknown(why) => {
                    used_by.cannot_know(format!("contexts.{name}"), why.as_str());
                }
                _ => {}
            }
        }
        used_by
    }

    fn take_context(&self, used_by: &mut BuildUse, folder: &str) {
        match self.values.get("context") {
            Some(BakeValue::Unknown(why)) => {
                used_by.context = UsedContext::Unknown;
                used_by.cannot_know("context", why.as_str());
            }
            Some(value) => {
                let text = value.text().unwrap_or_default();
                let text = local(&text);
                used_by.context = if is_elsewhere(text) {
                    UsedContext::Elsewhere(text.to_owned())
                } else {
                    // A shell's ~ is a name like any other here.
                    UsedContext::Folder(join(folder, text))
                };
            }
            None if self.service.is_some() => {}
            None => used_by.context = UsedContext::Folder(folder.to_owned()),
        }
    }

    fn take_dockerfile(&self, used_by: &mut BuildUse, folder: &str) {
        let named = match self.values.get("dockerfile") {
            Some(BakeValue::Unknown(why)) => {
                used_by.dockerfile = UsedDockerfile::Unknown;
                used_by.cannot_know("dockerfile", why.as_str());
                None
            }
            Some(value) => {
                let name = value.text().filter(|name| !name.is_empty());
                Some(name.unwrap_or_else(|| "Dockerfile".to_owned()))
            }
            None if self.service.is_some() && !self.values.contains_key("context") => None,
            None => Some("Dockerfile".to_owned()),
        };
        if let Some(named) = named {
            match named.strip_prefix("cwd://") {
                Some(path) => used_by.dockerfile = UsedDockerfile::File(join(folder, path)),
                None => used_by.take_dockerfile_in_context(&named),
            }
        }
        match self.values.get("dockerfile-inline") {
            Some(BakeValue::Unknown(why)) => {
                used_by.dockerfile = UsedDockerfile::Unknown;
                used_by.cannot_know("dockerfile-inline", why.as_str());
            }
            Some(BakeValue::Text(text)) if !text.is_empty() => {
                used_by.dockerfile = UsedDockerfile::Inline(text.clone());
            }
            _ => {}
        }
    }
}

/// Takes the sign of the folder that bake is started in off a path.
fn local(path: &str) -> &str {
    match path.strip_prefix("cwd://") {
        Some("") => ".",
        Some(path) => path,
        None => path,
    }
}

/// Lists the texts of a list.
fn texts(value: &BakeValue) -> Vec<String> {
    match value {
        BakeValue::List(list) => list.iter().filter_map(BakeValue::text).collect(),
        _ => Vec::new(),
    }
}

/// Lists every way to take one value of each list of a matrix.
fn scopes(matrix: &BakeValue) -> Result<Vec<Scope>, String> {
    if let BakeValue::Unknown(reason) = matrix {
        return Err(reason.clone());
    }
    let BakeValue::Map(matrix) = matrix else {
        return Err("is no map of lists".to_owned());
    };
    let mut scopes = vec![Scope::new()];
    for (name, values) in matrix {
        let values = match values {
            BakeValue::List(values) => values,
            BakeValue::Unknown(reason) => return Err(reason.clone()),
            _ => return Err(format!("has {name}, which is no list")),
        };
        if scopes.len().saturating_mul(values.len()) > MOST_OF_A_MATRIX {
            return Err(format!("makes more than {MOST_OF_A_MATRIX} targets"));
        }
        let longer = scopes.iter().flat_map(|scope| {
            values.iter().map(|value| {
                let mut scope = scope.clone();
                scope.insert(name.clone(), value.clone());
                scope
            })
        });
        scopes = longer.collect();
    }
    Ok(scopes)
}
