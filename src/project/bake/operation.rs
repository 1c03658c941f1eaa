//! Operations on two values.

use crate::project::bake::evaluate::{Evaluator, Scope, cannot_read};
use crate::project::bake::functions::numbers::computed;
use crate::project::bake::value::BakeValue;
use hcl_edit::expr::{BinaryOp, BinaryOperator};

impl Evaluator<'_> {
    /// Gives what an operation comes to.
    pub(in crate::project::bake) fn operation(
        &self,
        operation: &BinaryOp,
        scope: &Scope,
    ) -> BakeValue {
        let left = self.expression(&operation.lhs_expr, scope);
        let right = self.expression(&operation.rhs_expr, scope);
        let operator = *operation.operator.value();
        // One side may decide alone.
        match (operator, left.truth(), right.truth()) {
            (BinaryOperator::And, Some(false), _) | (BinaryOperator::And, _, Some(false)) => {
                return BakeValue::Bool(false);
            }
            (BinaryOperator::Or, Some(true), _) | (BinaryOperator::Or, _, Some(true)) => {
                return BakeValue::Bool(true);
            }
            _ => {}
        }
        if let Some(reason) = left.reason().or(right.reason()) {
            return BakeValue::Unknown(reason.to_owned());
        }
        let numbers = left.number().zip(right.number());
        let truths = left.truth().zip(right.truth());
        let value = match operator {
            BinaryOperator::Eq => Some(BakeValue::Bool(left == right)),
            BinaryOperator::NotEq => Some(BakeValue::Bool(left != right)),
            BinaryOperator::And => truths.map(|(one, other)| BakeValue::Bool(one && other)),
            BinaryOperator::Or => truths.map(|(one, other)| BakeValue::Bool(one || other)),
            BinaryOperator::Less => numbers.map(|(one, other)| BakeValue::Bool(one < other)),
            BinaryOperator::LessEq => numbers.map(|(one, other)| BakeValue::Bool(one <= other)),
            BinaryOperator::Greater => numbers.map(|(one, other)| BakeValue::Bool(one > other)),
            BinaryOperator::GreaterEq => numbers.map(|(one, other)| BakeValue::Bool(one >= other)),
            BinaryOperator::Plus => {
                numbers.and_then(|(one, other)| computed(one, other, |one, other| one + other))
            }
            BinaryOperator::Minus => {
                numbers.and_then(|(one, other)| computed(one, other, |one, other| one - other))
            }
            BinaryOperator::Mul => {
                numbers.and_then(|(one, other)| computed(one, other, |one, other| one * other))
            }
            BinaryOperator::Div => {
                numbers.and_then(|(one, other)| computed(one, other, |one, other| one / other))
            }
            BinaryOperator::Mod => numbers
                .filter(|(one, other)| *one >= 0.0 && *other > 0.0)
                .and_then(|(one, other)| computed(one, other, |one, other| one % other)),
        };
        value.unwrap_or_else(|| cannot_read("an operation that dockstep does not compute exactly"))
    }
}
