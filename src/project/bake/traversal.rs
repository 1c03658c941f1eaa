//! Parts of values: `item.version`, `LIST[0]`, `LIST[*].name`, `target.base.args`.

use crate::project::bake::evaluate::{Evaluator, Scope, cannot_read};
use crate::project::bake::value::BakeValue;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};

impl Evaluator<'_> {
    /// Gives a part of a value.
    pub(in crate::project::bake) fn traversal(
        &self,
        traversal: &Traversal,
        scope: &Scope,
    ) -> BakeValue {
        let mut operators = traversal.operators.iter();
        let value = match &traversal.expr {
            Expression::Variable(name)
                if name.value().as_str() == "target" && !scope.contains_key("target") =>
            {
                match (operators.next(), operators.next()) {
                    (Some(target), Some(attribute)) => {
                        let target = self.key(target.value(), scope).text();
                        let attribute = self.key(attribute.value(), scope).text();
                        self.attribute(&target.unwrap_or_default(), &attribute.unwrap_or_default())
                    }
                    _ => cannot_read("a target where one of its values should stand"),
                }
            }
            expression => self.expression(expression, scope),
        };
        let rest: Vec<&TraversalOperator> = operators.map(hcl_edit::Decorated::value).collect();
        self.steps_into(value, &rest, scope)
    }

    /// Follows names, places and splats into a value.
    fn steps_into(
        &self,
        mut value: BakeValue,
        operators: &[&TraversalOperator],
        scope: &Scope,
    ) -> BakeValue {
        for (at, operator) in operators.iter().enumerate() {
            let is_full = match operator {
                TraversalOperator::AttrSplat(_) => false,
                TraversalOperator::FullSplat(_) => true,
                operator => {
                    value = self.step_into(value, operator, scope);
                    continue;
                }
            };
            let rest = operators.get(at + 1..).unwrap_or_default();
            // After `.*`, only names are looked up in each entry.
            let of_each = rest.iter().take_while(|operator| {
                is_full || matches!(operator, TraversalOperator::GetAttr(_))
            });
            let (of_each, behind) = rest.split_at(of_each.count());
            let entries = match value {
                BakeValue::List(list) => list,
                BakeValue::Null => Vec::new(),
                BakeValue::Unknown(_) => return value,
                value => vec![value],
            };
            let entries = entries
                .into_iter()
                .map(|entry| self.steps_into(entry, of_each, scope));
            return self.steps_into(BakeValue::List(entries.collect()), behind, scope);
        }
        value
    }

    fn step_into(
        &self,
        value: BakeValue,
        operator: &TraversalOperator,
        scope: &Scope,
    ) -> BakeValue {
        let key = self.key(operator, scope);
        match (value, key) {
            (BakeValue::Unknown(reason), _) | (_, BakeValue::Unknown(reason)) => {
                BakeValue::Unknown(reason)
            }
            (BakeValue::Map(mut map), key) => {
                let key = key.text().unwrap_or_default();
                map.remove(&key)
                    .unwrap_or_else(|| cannot_read(&format!("a value without {key}")))
            }
            (BakeValue::List(list), key) => {
                let index = key.text().and_then(|index| index.parse().ok());
                index
                    .and_then(|index: usize| list.into_iter().nth(index))
                    .unwrap_or_else(|| cannot_read("a place that a list does not have"))
            }
            _ => cannot_read("a part of a value that has none"),
        }
    }

    fn key(&self, operator: &TraversalOperator, scope: &Scope) -> BakeValue {
        match operator {
            TraversalOperator::GetAttr(name) => BakeValue::Text(name.value().to_string()),
            TraversalOperator::Index(index) => self.expression(index, scope),
            TraversalOperator::LegacyIndex(index) => BakeValue::Text(index.value().to_string()),
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                cannot_read("a splat where a name should stand")
            }
        }
    }

    /// Gives what a target writes behind a name.
    fn attribute(&self, target: &str, attribute: &str) -> BakeValue {
        let place = format!("target.{target}.{attribute}");
        if self.under_way.borrow().contains(&place) {
            return BakeValue::Unknown(format!("hangs on {place}, which hangs on itself"));
        }
        let definitions = self.definitions.targets.iter();
        let written = definitions
            .rev()
            .filter(|definition| definition.name == target)
            .find_map(|definition| definition.attributes.get(attribute));
        let Some(written) = written else {
            return cannot_read(&format!("{place}, which is not there"));
        };
        self.under_way.borrow_mut().push(place);
        let value = self.value(written, &Scope::new());
        self.under_way.borrow_mut().pop();
        value
    }
}
