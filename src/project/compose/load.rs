//! Several compose files as one project: laid over each other, with what they include and extend.

use crate::project::compose::merge::{lay_over, merged};
use crate::project::compose::model::{Model, read, settled};
use crate::project::dotenv;
use crate::project::environment::Environment;
use crate::project::file_text::{FileText, Files};
use crate::project::node::{Node, Value};
use crate::project::place::{folder_of, is_elsewhere, join};
use crate::project::problem::Problem;
use crate::project::yaml::documents;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// How many files one project may be made of.
const MOST_FILES: usize = 200;
/// How long a chain of services that extend each other may be.
const LONGEST_CHAIN: usize = 64;

/// Loads one project.
pub(in crate::project) struct Loader<'a> {
    files: Files<'a>,
    /// How many files were read.
    read: Cell<usize>,
    /// The files that others name.
    named: RefCell<BTreeSet<String>>,
}

/// Holds the services of a project.
#[derive(Clone, Debug, Default)]
pub(in crate::project) struct Services {
    /// By their names, with `build` and `profiles`.
    pub(in crate::project) services: BTreeMap<String, Node>,
    /// The file that each stands in first.
    pub(in crate::project) places: BTreeMap<String, String>,
}

/// Names what a chain of files or services is in.
#[derive(Clone, Copy)]
struct At<'b> {
    /// The file that is read.
    file: &'b str,
    /// The folder that its paths are counted from.
    folder: &'b str,
    environment: &'b Environment,
}

impl<'a> Loader<'a> {
    pub(in crate::project) fn new(files: Files<'a>) -> Self {
        Self {
            files,
            read: Cell::new(0),
            named: RefCell::new(BTreeSet::new()),
        }
    }

    /// Lists the files that others include, or whose services they extend.
    pub(in crate::project::compose) fn named(self) -> BTreeSet<String> {
        self.named.into_inner()
    }

    /// Reads the text of a file that another one names.
    fn text(&self, path: &str, named_by: (&str, u32)) -> Result<String, Problem> {
        self.read.set(self.read.get() + 1);
        let (file, line) = named_by;
        if self.read.get() > MOST_FILES {
            let words = format!("more than {MOST_FILES} files include and extend each other");
            return Err(Problem::at(file, line, words));
        }
        if file != path {
            self.named.borrow_mut().insert(path.to_owned());
        }
        match self.files.read(path) {
            FileText::Text(text) => Ok(text),
            FileText::Missing if file == path => Err(Problem::of(path, "there is no such file")),
            FileText::Missing => {
                let words = format!("it names {path}, and there is no such file");
                Err(Problem::at(file, line, words))
            }
            FileText::Refused(why) if file == path => Err(Problem::of(path, why)),
            FileText::Refused(why) => {
                Err(Problem::at(file, line, format!("it names {path}: {why}")))
            }
        }
    }

    /// Reads `.env` of a folder, if there is one.
    pub(in crate::project) fn environment(
        &self,
        path: &str,
        outer: &Environment,
    ) -> Result<Environment, Problem> {
        match self.files.read(path) {
            FileText::Text(text) => dotenv::read(path, &text, outer),
            FileText::Missing => Ok(Environment::default()),
            FileText::Refused(why) => Err(Problem::of(path, why)),
        }
    }

    /// Loads files, each laid over the one before; `chain` names the files that include these.
    pub(in crate::project) fn load(
        &self,
        paths: &[String],
        folder: &str,
        environment: &Environment,
        chain: &[String],
    ) -> Result<Services, Problem> {
        let mut all = Services::default();
        for path in paths {
            let named_by = chain.last().map_or(path.as_str(), String::as_str);
            let text = self.text(path, (named_by, 0))?;
            for document in documents(path, &text)? {
                let at = At {
                    file: path,
                    folder,
                    environment,
                };
                let mut model = read(path, document, environment)?;
                self.include(&mut model, at, chain, &mut all.places)?;
                self.extend_all(&mut model, at)?;
                for name in model.services.keys() {
                    let place = all.places.entry(name.clone());
                    place.or_insert_with(|| path.clone());
                }
                lay_over(&mut all.services, model.services);
            }
        }
        Ok(all)
    }

    /// Brings in what a file includes; its own services are laid over it.
    fn include(
        &self,
        model: &mut Model,
        at: At<'_>,
        chain: &[String],
        places: &mut BTreeMap<String, String>,
    ) -> Result<(), Problem> {
        for include in std::mem::take(&mut model.includes) {
            let refuse = |words: &str| Problem::at(at.file, include.line, words);
            let path = include.get("path").unwrap_or(&include);
            let mut paths = Vec::new();
            for entry in path.entries() {
                match &entry.value {
                    Value::Text(text) if is_elsewhere(text) => {
                        return Err(refuse("it includes what does not lie in this folder"));
                    }
                    Value::Text(text) => paths.push(join(at.folder, text)),
                    Value::Unknown(unknown) => {
                        return Err(refuse(&format!("what it includes {}", unknown.why)));
                    }
                    _ => return Err(refuse("include is a list of files")),
                }
            }
            let Some(first) = paths.first().cloned() else {
                continue;
            };
            if chain.contains(&first) || first == at.file {
                return Err(refuse(&format!("{first} includes itself")));
            }
            let folder = include.get("project_directory").and_then(Node::as_text);
            let folder = folder.map_or_else(
                || folder_of(&first).to_owned(),
                |folder| join(at.folder, folder),
            );
            let environment = self.include_environment(&include, at, &folder)?;
            let mut longer = chain.to_vec();
            longer.push(at.file.to_owned());
            let mut loaded = self.load(&paths, &folder, &environment, &longer)?;
            place_all(&mut loaded.services, &folder);
            places.extend(loaded.places);
            let own = std::mem::take(&mut model.services);
            model.services = loaded.services;
            for (name, service) in own {
                let service = match model.services.remove(&name) {
                    Some(base) => merged(base, service, "service"),
                    None => Some(service),
                };
                if let Some(service) = service {
                    model.services.insert(name, service);
                }
            }
        }
        Ok(())
    }

    fn include_environment(
        &self,
        include: &Node,
        at: At<'_>,
        folder: &str,
    ) -> Result<Environment, Problem> {
        let Some(named) = include.get("env_file") else {
            let own = self.environment(&join(folder, ".env"), at.environment)?;
            return Ok(at.environment.clone().with_defaults(own));
        };
        let mut read = Environment::default();
        for entry in named.entries() {
            let Some(path) = entry.as_text().filter(|path| *path != "/dev/null") else {
                continue;
            };
            let path = join(at.folder, path);
            let text = self.text(&path, (at.file, entry.line))?;
            let outer = at.environment.clone().with_defaults(read.clone());
            read = dotenv::read(&path, &text, &outer)?.with_defaults(read);
        }
        Ok(at.environment.clone().with_defaults(read))
    }

    /// Lays each service over the one that it extends.
    fn extend_all(&self, model: &mut Model, at: At<'_>) -> Result<(), Problem> {
        let names: Vec<String> = model.services.keys().cloned().collect();
        for name in names {
            let service = self.extended(&name, &model.services, at, &mut Vec::new())?;
            model.services.insert(name, service);
        }
        Ok(())
    }

    fn extended(
        &self,
        name: &str,
        services: &BTreeMap<String, Node>,
        at: At<'_>,
        chain: &mut Vec<(String, String)>,
    ) -> Result<Node, Problem> {
        let Some(service) = services.get(name) else {
            return Err(Problem::of(at.file, format!("there is no service {name}")));
        };
        let Some(extends) = service.get("extends") else {
            return Ok(service.clone());
        };
        let refuse = |words: String| Problem::at(at.file, extends.line, words);
        let here = (at.file.to_owned(), name.to_owned());
        if chain.contains(&here) {
            return Err(refuse(format!("{name} extends itself")));
        }
        chain.push(here);
        if chain.len() > LONGEST_CHAIN {
            return Err(refuse("services extend each other too often".to_owned()));
        }
        let named = |key: &str| match extends.get(key).map(|node| &node.value) {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Unknown(unknown)) => {
                Err(refuse(format!("what {name} extends {}", unknown.why)))
            }
            _ => Ok(None),
        };
        let base_name = match &extends.value {
            Value::Text(text) => Some(text.clone()),
            _ => named("service")?,
        };
        let Some(base_name) = base_name else {
            return Err(refuse(format!("extends of {name} names no service")));
        };
        let base = match named("file")? {
            None if !services.contains_key(&base_name) => {
                return Err(refuse(format!(
                    "{name} extends {base_name}, and there is no such service"
                )));
            }
            None => self.extended(&base_name, services, at, chain)?,
            Some(file) => {
                let path = join(at.folder, &file);
                self.extended_from(&base_name, &path, (at, extends.line), chain)?
            }
        };
        chain.pop();
        let mut own = service.clone();
        if let Value::Map(keys) = &mut own.value {
            keys.remove("extends");
        }
        let mut base = settled(base).unwrap_or_default();
        base.line = own.line;
        Ok(merged(base, own, "service").unwrap_or_default())
    }

    /// Finds a service of another file; its paths are counted from there.
    fn extended_from(
        &self,
        name: &str,
        path: &str,
        named_by: (At<'_>, u32),
        chain: &mut Vec<(String, String)>,
    ) -> Result<Node, Problem> {
        let (from, line) = named_by;
        let text = self.text(path, (from.file, line))?;
        let at = At {
            file: path,
            folder: folder_of(path),
            environment: from.environment,
        };
        let mut services = BTreeMap::new();
        for document in documents(path, &text)? {
            let mut model = read(path, document, from.environment)?;
            place_all(&mut model.services, at.folder);
            lay_over(&mut services, model.services);
        }
        if !services.contains_key(name) {
            let words = format!("it extends {name} of {path}, and there is no such service");
            return Err(Problem::at(from.file, line, words));
        }
        self.extended(name, &services, at, chain)
    }
}

/// Counts the paths of services from the project's folder.
fn place_all(services: &mut BTreeMap<String, Node>, folder: &str) {
    for service in services.values_mut() {
        let Value::Map(keys) = &mut service.value else {
            continue;
        };
        let Some(Value::Map(build)) = keys.get_mut("build").map(|build| &mut build.value) else {
            continue;
        };
        if let Some(context) = build.get_mut("context") {
            place(context, folder);
        }
        if let Some(Value::Map(contexts)) = build
            .get_mut("additional_contexts")
            .map(|contexts| &mut contexts.value)
        {
            for context in contexts.values_mut() {
                place(context, folder);
            }
        }
    }
}

fn place(node: &mut Node, folder: &str) {
    if let Value::Text(text) = &node.value
        && !is_elsewhere(text)
        && !text.starts_with('~')
    {
        node.value = Value::Place(join(folder, text));
    }
}
