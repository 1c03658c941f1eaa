//! `$NAME`, `${NAME:-default}` and their kin, as Docker Compose reads them.
//!
//! A variable that nothing sets and that has no default makes the text unknown. Docker Compose itself
//! would take the shell's value, or nothing.

use crate::project::environment::{Environment, Variable};

/// How deep defaults may lie in each other.
const DEEPEST: usize = 32;
/// The longest text that variables may make; they can double each other.
const LONGEST: usize = 64 * 1024;

/// Reads a text; the fault says what is wrong with it.
pub fn interpolate(text: &str, environment: &Environment) -> Result<Variable, String> {
    if !text.contains('$') {
        return Ok(Variable::Known(text.to_owned()));
    }
    let mut reader = Reader {
        environment,
        reasons: Vec::new(),
    };
    let value = reader.read(text, 0)?;
    Ok(if reader.reasons.is_empty() {
        Variable::Known(value)
    } else {
        Variable::Unknown(reader.reasons.join(", and "))
    })
}

struct Reader<'a> {
    environment: &'a Environment,
    /// What the text hangs on.
    reasons: Vec<String>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, depth: usize) -> Result<String, String> {
        let mut value = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('$') {
            value.push_str(before);
            rest = behind;
            if let Some(behind) = rest.strip_prefix('$') {
                value.push('$');
                rest = behind;
            } else if let Some(behind) = rest.strip_prefix('{') {
                let end = closing_brace(behind)
                    .ok_or_else(|| format!("has a ${{ without its }}: {text}"))?;
                let (inside, after) = behind.split_at(end);
                let inside = self.braced(inside, depth)?;
                value.push_str(&inside);
                rest = after.get(1..).unwrap_or_default();
            } else {
                let (name, after) = split_name(rest);
                if name.is_empty() {
                    value.push('$');
                } else {
                    let plain = self.plain(name);
                    value.push_str(&plain);
                }
                rest = after;
            }
            if value.len() > LONGEST {
                return Err("grows too long".to_owned());
            }
        }
        value.push_str(rest);
        Ok(value)
    }

    /// Gives a variable's value; where there is none, remembers that the text hangs on it.
    fn plain(&mut self, name: &str) -> String {
        match self.environment.get(name) {
            Some(Variable::Known(value)) => return value.clone(),
            Some(Variable::Unknown(reason)) => self.reason(reason.clone()),
            None => self.reason(format!("hangs on {name}, which nothing here sets")),
        }
        String::new()
    }

    fn reason(&mut self, reason: String) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Reads what stands between braces.
    fn braced(&mut self, inside: &str, depth: usize) -> Result<String, String> {
        let (name, rest) = split_name(inside);
        if name.is_empty() {
            return Err(format!("has a ${{{inside}}} that names no variable"));
        }
        if depth >= DEEPEST {
            return Err("has defaults that lie too deep in each other".to_owned());
        }
        let (looks_at_empty, rest) = match rest.strip_prefix(':') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let mut characters = rest.chars();
        let operator = characters.next();
        let word = characters.as_str();
        let value = self.environment.get(name).cloned();
        let is_there = match &value {
            Some(Variable::Known(value)) => !(looks_at_empty && value.is_empty()),
            Some(Variable::Unknown(_)) => true,
            None => false,
        };
        match operator {
            None if !looks_at_empty => Ok(self.plain(name)),
            Some('-') if is_there => Ok(self.plain(name)),
            Some('-') => self.read(word, depth + 1),
            Some('?') if is_there => Ok(self.plain(name)),
            Some('?') => {
                let words = self.read(word, depth + 1)?;
                let words = if words.is_empty() {
                    String::new()
                } else {
                    format!(": {words}")
                };
                self.reason(format!("needs {name}, which nothing here sets{words}"));
                Ok(String::new())
            }
            Some('+') => match value {
                Some(Variable::Unknown(reason)) if looks_at_empty => {
                    self.reason(reason);
                    Ok(String::new())
                }
                Some(_) if is_there => self.read(word, depth + 1),
                _ => Ok(String::new()),
            },
            _ => Err(format!("has a ${{{inside}}} that cannot be read")),
        }
    }
}

/// Splits the name of a variable off a text.
fn split_name(text: &str) -> (&str, &str) {
    let is_start = |character: char| character.is_ascii_alphabetic() || character == '_';
    if !text.starts_with(is_start) {
        return ("", text);
    }
    let end = text.find(|character: char| !(is_start(character) || character.is_ascii_digit()));
    text.split_at(end.unwrap_or(text.len()))
}

/// Finds the brace that closes one that stands right before the text.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::interpolate;
    use crate::project::environment::{Environment, Variable};

    fn environment() -> Environment {
        let mut environment = Environment::default();
        environment.set("SET", Variable::Known("x".to_owned()));
        environment.set("EMPTY", Variable::Known(String::new()));
        environment
    }

    fn known(text: &str) -> String {
        match interpolate(text, &environment()) {
            Ok(Variable::Known(value)) => value,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn unknown(text: &str) -> String {
        match interpolate(text, &environment()) {
            Ok(Variable::Unknown(reason)) => reason,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn variables_and_defaults_are_read_as_compose_reads_them() {
        for (text, value) in [
            ("a$SET.b", "ax.b"),
            ("${SET}", "x"),
            ("$$SET $$${SET}", "$SET $x"),
            ("$1 $", "$1 $"),
            ("${NO:-d}${NO-e}", "de"),
            ("${EMPTY:-d}${EMPTY-e}", "d"),
            ("${NO:-${ALSO:-${SET}}}", "x"),
            ("${SET:+yes}${NO:+no}${EMPTY+e}${EMPTY:+f}", "yese"),
            ("${SET:?m}${EMPTY?m}", "x"),
            ("${NO:-a:b-c?}", "a:b-c?"),
        ] {
            assert_eq!(known(text), value, "{text}");
        }
    }

    #[test]
    fn what_nothing_sets_is_unknown_and_says_why() {
        assert_eq!(unknown("v$NO"), "hangs on NO, which nothing here sets");
        assert_eq!(
            unknown("${NO:?say it}"),
            "needs NO, which nothing here sets: say it"
        );
        assert_eq!(
            unknown("${EMPTY:?}${NO}"),
            "needs EMPTY, which nothing here sets, and hangs on NO, which nothing here sets"
        );
    }

    #[test]
    fn what_cannot_be_read_is_a_fault() {
        let refused = |text: &str| interpolate(text, &environment()).unwrap_err();
        assert!(refused("${SET").contains("without its }"));
        assert!(refused("${}").contains("names no variable"));
        assert!(refused("${SET!x}").contains("cannot be read"));
        let deep = format!("{}x{}", "${NO:-".repeat(1000), "}".repeat(1000));
        assert!(refused(&deep).contains("too deep"));
    }

    #[test]
    fn variables_that_double_each_other_end() {
        let mut environment = environment();
        environment.set("A", Variable::Known("x".repeat(60_000)));
        assert!(
            interpolate("$A$A$A", &environment)
                .unwrap_err()
                .contains("too long")
        );
    }
}
