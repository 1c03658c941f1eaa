//! What bake files define: variables, functions, targets and groups, as they are written.

use crate::project::node::{Node, Value};
use crate::project::problem::Problem;
use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use std::collections::BTreeMap;

/// Holds what is written behind a name.
#[derive(Clone, Debug)]
pub(in crate::project::bake) enum Written {
    Hcl(Box<Expression>),
    /// A value of JSON, whose texts are templates.
    Json(Node),
}

/// Holds a target or a group as it is written.
#[derive(Clone, Debug)]
pub(in crate::project::bake) struct Definition {
    pub(in crate::project::bake) name: String,
    pub(in crate::project::bake) file: String,
    pub(in crate::project::bake) line: u32,
    pub(in crate::project::bake) attributes: BTreeMap<String, Written>,
}

/// Holds a function as it is written.
#[derive(Clone, Debug)]
pub(in crate::project::bake) struct Function {
    pub(in crate::project::bake) parameters: Vec<String>,
    /// The name of all arguments behind those.
    pub(in crate::project::bake) rest: Option<String>,
    pub(in crate::project::bake) result: Written,
}

/// Holds a variable as it is written.
#[derive(Clone, Debug, Default)]
pub(in crate::project::bake) struct Variable {
    pub(in crate::project::bake) default: Option<Written>,
    /// Its type, which the default is made into.
    pub(in crate::project::bake) kind: Option<Written>,
}

impl Variable {
    /// Makes one that nothing outside can set.
    fn fixed(value: Written) -> Self {
        Self {
            default: Some(value),
            kind: None,
        }
    }
}

/// Holds all that the files define, in their order.
#[derive(Clone, Debug, Default)]
pub(in crate::project::bake) struct Definitions {
    /// Variables with their defaults.
    pub(in crate::project::bake) variables: BTreeMap<String, Variable>,
    pub(in crate::project::bake) functions: BTreeMap<String, Function>,
    pub(in crate::project::bake) targets: Vec<Definition>,
    pub(in crate::project::bake) groups: Vec<Definition>,
}

impl Definitions {
    /// Reads one more file over those that were read before.
    pub(in crate::project::bake) fn read(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        if file.rsplit('.').next() == Some("json") {
            let node = crate::project::json::read_repeated(file, text)?;
            return self.read_json(file, node);
        }
        let text = text.trim_start_matches('\u{feff}');
        let body = hcl_edit::parser::parse_body(text).map_err(|error| {
            let line = u32::try_from(error.location().line()).unwrap_or(0);
            Problem::at(file, line, error.message())
        })?;
        self.read_hcl(file, text, body);
        Ok(())
    }

    fn read_hcl(&mut self, file: &str, text: &str, body: Body) {
        for structure in body {
            match structure.into_attribute() {
                // A name alone with a value is a variable that nothing outside can set.
                Ok(attribute) => {
                    let written = Written::Hcl(Box::new(attribute.value));
                    let name = attribute.key.value().to_string();
                    self.variables.insert(name, Variable::fixed(written));
                }
                Err(structure) => {
                    if let Ok(block) = structure.into_block() {
                        self.read_block(file, text, block);
                    }
                }
            }
        }
    }

    fn read_block(&mut self, file: &str, text: &str, block: Block) {
        let Some(name) = block.labels.first().map(|label| label.as_str().to_owned()) else {
            return;
        };
        let start = block.ident.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() as u32 + 1;
        let kind = block.ident.value().to_string();
        let attributes = block.body.into_iter().filter_map(|structure| {
            let attribute = structure.into_attribute().ok()?;
            let name = attribute.key.value().to_string();
            Some((name, Written::Hcl(Box::new(attribute.value))))
        });
        let definition = Definition {
            name,
            file: file.to_owned(),
            line,
            attributes: attributes.collect(),
        };
        self.define(&kind, definition);
    }

    fn read_json(&mut self, file: &str, node: Node) -> Result<(), Problem> {
        let Value::Map(root) = node.value else {
            return Err(Problem::at(file, 1, "a bake file holds names with values"));
        };
        for (kind, named) in root {
            if !matches!(kind.as_str(), "variable" | "function" | "target" | "group") {
                let written = Written::Json(named);
                self.variables.insert(kind, Variable::fixed(written));
                continue;
            }
            for entry in named.entries() {
                let Some(definitions) = entry.map() else {
                    let words = format!("{kind} holds names with values");
                    return Err(Problem::of(file, words));
                };
                for (name, body) in definitions {
                    for body in body.entries() {
                        let attributes = body.map().into_iter().flatten();
                        let attributes = attributes
                            .map(|(name, node)| (name.clone(), Written::Json(node.clone())));
                        let definition = Definition {
                            name: name.clone(),
                            file: file.to_owned(),
                            line: 0,
                            attributes: attributes.collect(),
                        };
                        self.define(&kind, definition);
                    }
                }
            }
        }
        Ok(())
    }

    fn define(&mut self, kind: &str, mut definition: Definition) {
        match kind {
            "target" => self.targets.push(definition),
            "group" => self.groups.push(definition),
            "variable" => {
                let variable = Variable {
                    default: definition.attributes.remove("default"),
                    kind: definition.attributes.remove("type"),
                };
                self.variables.insert(definition.name, variable);
            }
            "function" => {
                let parameters = definition.attributes.get("params").map(names);
                if let Some(result) = definition.attributes.remove("result") {
                    let rest = definition.attributes.get("variadic_params").map(names);
                    let function = Function {
                        parameters: parameters.unwrap_or_default(),
                        rest: rest.and_then(|names| names.into_iter().next()),
                        result,
                    };
                    self.functions.insert(definition.name, function);
                }
            }
            _ => {}
        }
    }
}

/// Lists the names that stand in a list as they are, or one alone.
fn names(written: &Written) -> Vec<String> {
    match written {
        Written::Hcl(expression) => match expression.as_ref() {
            Expression::Array(array) => array
                .iter()
                .filter_map(|entry| match entry {
                    Expression::Variable(name) => Some(name.value().to_string()),
                    _ => None,
                })
                .collect(),
            Expression::Variable(name) => vec![name.value().to_string()],
            _ => Vec::new(),
        },
        Written::Json(node) => node.entries().iter().filter_map(Node::scalar).collect(),
    }
}
