//! What the expressions of bake files come to, as far as that can be known.
//!
//! A variable has its default, as in a shell that sets none; one without a default is unknown, and
//! what hangs on it says so. Nothing here can run long: every step and every copy counts.

use crate::project::bake::definitions::{Definitions, Written};
use crate::project::bake::functions::call;
use crate::project::bake::functions::numbers::written as written_number;
use crate::project::bake::types::converted;
use crate::project::bake::value::BakeValue;
use crate::project::node::{Node, Value};
use hcl_edit::expr::{Expression, ForExpr, FuncCall, ObjectKey, UnaryOperator};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// How many steps all expressions of some files may take.
const MOST_STEPS: usize = 200_000;
/// How deep expressions may call each other.
const DEEPEST: usize = 48;
/// The longest text that may come out.
pub(in crate::project::bake) const LONGEST: usize = 64 * 1024;

/// The names that hold within an expression alone.
pub(in crate::project::bake) type Scope = BTreeMap<String, BakeValue>;

/// Reads the expressions of some files.
pub(in crate::project::bake) struct Evaluator<'a> {
    pub(in crate::project::bake) definitions: &'a Definitions,
    steps: Cell<usize>,
    depth: Cell<usize>,
    variables: RefCell<BTreeMap<String, BakeValue>>,
    /// The variables and attributes that are being computed.
    pub(in crate::project::bake) under_way: RefCell<Vec<String>>,
}

impl<'a> Evaluator<'a> {
    pub(in crate::project::bake) fn new(definitions: &'a Definitions) -> Self {
        Self {
            definitions,
            steps: Cell::new(0),
            depth: Cell::new(0),
            variables: RefCell::new(BTreeMap::new()),
            under_way: RefCell::new(Vec::new()),
        }
    }

    /// Counts steps; tells whether there are any left.
    pub(in crate::project::bake) fn may_go_on(&self, steps: usize) -> bool {
        let all = self.steps.get().saturating_add(steps);
        self.steps.set(all);
        all <= MOST_STEPS
    }

    /// Gives what is written.
    pub(in crate::project::bake) fn value(&self, written: &Written, scope: &Scope) -> BakeValue {
        match written {
            Written::Hcl(expression) => self.expression(expression, scope),
            Written::Json(node) => self.json(node, scope),
        }
    }

    fn json(&self, node: &Node, scope: &Scope) -> BakeValue {
        match &node.value {
            Value::Text(text) if text.contains("${") || text.contains("%{") => {
                match hcl_edit::parser::parse_template(text) {
                    Ok(template) => self.template(&template, scope),
                    Err(_) => {
                        BakeValue::Unknown(format!("has a template that cannot be read: {text}"))
                    }
                }
            }
            Value::Text(text) | Value::Place(text) => BakeValue::Text(text.clone()),
            Value::Bool(value) => BakeValue::Bool(*value),
            Value::Number(number) => {
                let number = number.parse().ok().and_then(written_number);
                number.unwrap_or_else(|| {
                    cannot_read("a number with more digits than dockstep computes")
                })
            }
            Value::Null => BakeValue::Null,
            Value::Unknown(unknown) => BakeValue::Unknown(unknown.why.clone()),
            Value::List(list) => {
                BakeValue::List(list.iter().map(|node| self.json(node, scope)).collect())
            }
            Value::Map(map) => {
                let map = map.iter();
                BakeValue::Map(
                    map.map(|(name, node)| (name.clone(), self.json(node, scope)))
                        .collect(),
                )
            }
        }
    }

    /// Gives what an expression comes to.
    pub(in crate::project::bake) fn expression(
        &self,
        expression: &Expression,
        scope: &Scope,
    ) -> BakeValue {
        if self.depth.get() >= DEEPEST || !self.may_go_on(1) {
            return BakeValue::Unknown("takes more steps than any such file needs".to_owned());
        }
        self.depth.set(self.depth.get() + 1);
        let value = self.expression_inside(expression, scope);
        self.depth.set(self.depth.get() - 1);
        value
    }

    fn expression_inside(&self, expression: &Expression, scope: &Scope) -> BakeValue {
        match expression {
            Expression::Null(_) => BakeValue::Null,
            Expression::Bool(value) => BakeValue::Bool(*value.value()),
            Expression::Number(number) => number
                .value()
                .as_f64()
                .and_then(written_number)
                .unwrap_or_else(|| cannot_read("a number with more digits than dockstep computes")),
            Expression::String(text) => BakeValue::Text(text.value().clone()),
            Expression::Array(array) => {
                let entries = array.iter();
                BakeValue::List(entries.map(|entry| self.expression(entry, scope)).collect())
            }
            Expression::Object(object) => {
                let mut map = BTreeMap::new();
                for (key, value) in object {
                    let key = match key {
                        ObjectKey::Ident(name) => BakeValue::Text(name.value().to_string()),
                        ObjectKey::Expression(key) => self.expression(key, scope),
                    };
                    match (key.text(), key.reason()) {
                        (Some(key), _) => map.insert(key, self.expression(value.expr(), scope)),
                        (None, Some(reason)) => return BakeValue::Unknown(reason.to_owned()),
                        (None, None) => None,
                    };
                }
                BakeValue::Map(map)
            }
            Expression::StringTemplate(template) => self.template(template, scope),
            Expression::HeredocTemplate(heredoc) => self.heredoc(&heredoc.template, scope),
            Expression::Parenthesis(inside) => self.expression(inside.inner(), scope),
            Expression::Variable(name) => self.variable(name.value(), scope),
            Expression::Conditional(conditional) => {
                let condition = self.expression(&conditional.cond_expr, scope);
                let branch = |is_true| {
                    let branch = if is_true {
                        &conditional.true_expr
                    } else {
                        &conditional.false_expr
                    };
                    self.expression(branch, scope)
                };
                match (condition.truth(), condition.reason()) {
                    (Some(is_true), _) => branch(is_true),
                    (None, Some(reason)) => {
                        let value = branch(true);
                        if value == branch(false) {
                            value
                        } else {
                            BakeValue::Unknown(reason.to_owned())
                        }
                    }
                    (None, None) => cannot_read("a condition that is no yes or no"),
                }
            }
            Expression::FuncCall(call) => self.call(call, scope),
            Expression::Traversal(traversal) => self.traversal(traversal, scope),
            Expression::UnaryOp(operation) => {
                let value = self.expression(&operation.expr, scope);
                let value_or = |result: Option<BakeValue>| match (result, value.reason()) {
                    (Some(result), _) => result,
                    (None, Some(reason)) => BakeValue::Unknown(reason.to_owned()),
                    (None, None) => cannot_read("an operation on a value that has none"),
                };
                match operation.operator.value() {
                    UnaryOperator::Not => {
                        value_or(value.truth().map(|truth| BakeValue::Bool(!truth)))
                    }
                    UnaryOperator::Neg => {
                        value_or(value.number().map(|number| BakeValue::Number(-number)))
                    }
                }
            }
            Expression::BinaryOp(operation) => self.operation(operation, scope),
            Expression::ForExpr(loop_) => self.for_each(loop_, scope),
        }
    }

    /// Gives a variable's value: the one of the scope, or its default.
    fn variable(&self, name: &str, scope: &Scope) -> BakeValue {
        if let Some(value) = scope.get(name) {
            return self.copied(value);
        }
        if let Some(value) = self.variables.borrow().get(name) {
            return self.copied(value);
        }
        let value = match (name, self.definitions.variables.get(name)) {
            ("BAKE_CMD_CONTEXT", None) => BakeValue::Text("cwd://".to_owned()),
            ("BAKE_LOCAL_PLATFORM", None) => {
                BakeValue::Unknown("hangs on the computer that builds".to_owned())
            }
            (_, None) => BakeValue::Unknown(format!("hangs on {name}, which nothing here defines")),
            (_, Some(variable)) => {
                let Some(written) = &variable.default else {
                    let why = format!("hangs on {name}, which nothing here sets");
                    return BakeValue::Unknown(why);
                };
                if self.under_way.borrow().iter().any(|other| other == name) {
                    return BakeValue::Unknown(format!("hangs on {name}, which hangs on itself"));
                }
                self.under_way.borrow_mut().push(name.to_owned());
                let value = self.value(written, &Scope::new());
                self.under_way.borrow_mut().pop();
                match &variable.kind {
                    Some(kind) => converted(value, kind),
                    None => value,
                }
            }
        };
        self.variables
            .borrow_mut()
            .insert(name.to_owned(), value.clone());
        value
    }

    fn copied(&self, value: &BakeValue) -> BakeValue {
        if self.may_go_on(value.size()) {
            value.clone()
        } else {
            BakeValue::Unknown("takes more steps than any such file needs".to_owned())
        }
    }

    fn call(&self, function: &FuncCall, scope: &Scope) -> BakeValue {
        let name = function.name.name.value().as_str();
        let mut arguments: Vec<BakeValue> = function
            .args
            .iter()
            .map(|argument| self.expression(argument, scope))
            .collect();
        if function.args.expand_final()
            && let Some(BakeValue::List(last)) = arguments.pop()
        {
            arguments.extend(last);
        }
        if let Some(own) = self.definitions.functions.get(name) {
            let mut arguments = arguments.into_iter();
            let parameters = own.parameters.iter().cloned();
            let mut inside: Scope = parameters.zip(arguments.by_ref()).collect();
            if let Some(rest) = &own.rest {
                inside.insert(rest.clone(), BakeValue::List(arguments.collect()));
            }
            return self.value(&own.result, &inside);
        }
        let size: usize = arguments.iter().map(BakeValue::size).sum();
        if !self.may_go_on(size) {
            return BakeValue::Unknown("takes more steps than any such file needs".to_owned());
        }
        call(name, &arguments)
    }

    fn for_each(&self, loop_: &ForExpr, scope: &Scope) -> BakeValue {
        let collection = self.expression(&loop_.intro.collection_expr, scope);
        let Some(entries) = entries(collection.clone()) else {
            return match collection.reason() {
                Some(reason) => BakeValue::Unknown(reason.to_owned()),
                None => cannot_read("a loop over a value that holds none"),
            };
        };
        let mut list = Vec::new();
        let mut map = BTreeMap::new();
        let mut inside = scope.clone();
        for (key, value) in entries {
            if let Some(name) = &loop_.intro.key_var {
                inside.insert(name.value().to_string(), key);
            }
            inside.insert(loop_.intro.value_var.value().to_string(), value);
            if let Some(condition) = &loop_.cond {
                let condition = self.expression(&condition.expr, &inside);
                match (condition.truth(), condition.reason()) {
                    (Some(true), _) => {}
                    (None, Some(reason)) => return BakeValue::Unknown(reason.to_owned()),
                    _ => continue,
                }
            }
            let value = self.expression(&loop_.value_expr, &inside);
            match &loop_.key_expr {
                None => list.push(value),
                Some(key) => match self.expression(key, &inside) {
                    BakeValue::Unknown(reason) => return BakeValue::Unknown(reason),
                    key => {
                        map.insert(key.text().unwrap_or_default(), value);
                    }
                },
            }
        }
        if loop_.key_expr.is_some() {
            BakeValue::Map(map)
        } else {
            BakeValue::List(list)
        }
    }
}

/// Lists what a value holds, with its keys or places.
pub(in crate::project::bake) fn entries(value: BakeValue) -> Option<Vec<(BakeValue, BakeValue)>> {
    match value {
        BakeValue::List(list) => {
            let list = list.into_iter().enumerate();
            Some(
                list.map(|(place, value)| (BakeValue::count(place), value))
                    .collect(),
            )
        }
        BakeValue::Map(map) => {
            let map = map.into_iter();
            Some(
                map.map(|(key, value)| (BakeValue::Text(key), value))
                    .collect(),
            )
        }
        _ => None,
    }
}

pub(in crate::project::bake) fn cannot_read(what: &str) -> BakeValue {
    BakeValue::Unknown(format!("has {what}"))
}
