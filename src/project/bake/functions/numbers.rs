//! Functions on numbers, and which numbers can be computed with at all.
//!
//! Bake computes with 512 binary digits: what a computer's own numbers do not hold exactly comes out
//! otherwise there, and is not computed here.

use crate::project::bake::value::BakeValue;

/// The largest whole number up to which there are no gaps.
const LARGEST: f64 = 9_007_199_254_740_992.0;
/// The smallest part of one that counts as exact.
const SMALLEST_PART: f64 = 1.0 / 1_048_576.0;

/// Tells whether a number is held exactly.
fn is_exact(number: f64) -> bool {
    if number.fract() == 0.0 {
        return number.abs() < LARGEST;
    }
    number.abs() < LARGEST * SMALLEST_PART && (number / SMALLEST_PART).fract() == 0.0
}

/// Lets a written number through if it is the one that was written.
pub(in crate::project::bake) fn written(number: f64) -> Option<BakeValue> {
    let digits = number.to_string();
    let digits = digits.chars().filter(char::is_ascii_digit).count();
    (is_exact(number) || (number.fract() != 0.0 && digits <= 15))
        .then_some(BakeValue::Number(number))
}

/// Computes with two numbers; nothing where the result would not be exact.
pub(in crate::project::bake) fn computed(
    one: f64,
    other: f64,
    compute: impl Fn(f64, f64) -> f64,
) -> Option<BakeValue> {
    let result = compute(one, other);
    [one, other, result]
        .into_iter()
        .all(is_exact)
        .then_some(BakeValue::Number(result))
}

/// Calls a function on numbers alone; nothing where it is not one of these.
pub(in crate::project::bake) fn on_numbers(name: &str, numbers: &[f64]) -> Option<BakeValue> {
    match (name, numbers) {
        ("add", [one, other]) => computed(*one, *other, |one, other| one + other),
        ("subtract", [one, other]) => computed(*one, *other, |one, other| one - other),
        ("multiply", [one, other]) => computed(*one, *other, |one, other| one * other),
        ("divide", [one, other]) => computed(*one, *other, |one, other| one / other),
        ("modulo", [one, other]) if *one >= 0.0 && *other > 0.0 => {
            computed(*one, *other, |one, other| one % other)
        }
        ("pow", [one, other]) if *one >= 0.0 && *other >= 0.0 && other.fract() == 0.0 => {
            computed(*one, *other, f64::powf)
        }
        ("negate", [one]) => Some(BakeValue::Number(0.0 - one)),
        ("absolute", [one]) => Some(BakeValue::Number(one.abs())),
        ("ceil", [one]) => Some(BakeValue::Number(one.ceil() + 0.0)),
        ("floor", [one]) => Some(BakeValue::Number(one.floor())),
        ("int", [one]) => Some(BakeValue::Number(one.trunc() + 0.0)),
        ("signum", [one]) if *one == 0.0 => Some(BakeValue::Number(0.0)),
        ("signum", [one]) => Some(BakeValue::Number(one.signum())),
        ("greaterthan", [one, other]) => Some(BakeValue::Bool(one > other)),
        ("greaterthanorequalto", [one, other]) => Some(BakeValue::Bool(one >= other)),
        ("lessthan", [one, other]) => Some(BakeValue::Bool(one < other)),
        ("lessthanorequalto", [one, other]) => Some(BakeValue::Bool(one <= other)),
        ("max", [first, rest @ ..]) => {
            let largest = rest.iter().fold(*first, |one, other| one.max(*other));
            Some(BakeValue::Number(largest))
        }
        ("min", [first, rest @ ..]) => {
            let smallest = rest.iter().fold(*first, |one, other| one.min(*other));
            Some(BakeValue::Number(smallest))
        }
        ("range", [end]) => range(0.0, *end),
        ("range", [start, end]) => range(*start, *end),
        _ => None,
    }
}

/// Lists the numbers from one up to another.
fn range(start: f64, end: f64) -> Option<BakeValue> {
    if start > end || end - start > 1_000.0 {
        return None;
    }
    let mut list = Vec::new();
    let mut next = start;
    while next < end {
        list.push(BakeValue::Number(next));
        next += 1.0;
    }
    Some(BakeValue::List(list))
}

#[cfg(test)]
mod tests {
    use super::{computed, written};
    use crate::project::bake::value::BakeValue;

    #[test]
    fn what_is_not_exact_is_not_computed() {
        assert_eq!(
            computed(7.0, 2.0, |one, other| one / other),
            Some(BakeValue::Number(3.5))
        );
        assert_eq!(computed(0.1, 0.2, |one, other| one + other), None);
        assert_eq!(computed(1.0, 3.0, |one, other| one / other), None);
        assert_eq!(computed(1.0, 0.0, |one, other| one / other), None);
        assert_eq!(written(1.1), Some(BakeValue::Number(1.1)));
        assert_eq!(written(12_345_678_901_234_567_890.0), None);
    }
}
