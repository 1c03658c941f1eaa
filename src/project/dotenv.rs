//! `.env` files, as Docker Compose reads them.

use crate::project::environment::{Environment, Variable};
use crate::project::problem::Problem;

/// Reads a file's text; its variables may name those above them and those of `outer`.
pub fn read(file: &str, text: &str, outer: &Environment) -> Result<Environment, Problem> {
    let mut environment = Environment::default();
    let mut reader = Reader {
        file,
        line: 1,
        rest: text.trim_start_matches('\u{feff}'),
    };
    while reader.skip_to_statement() {
        let (name, is_alone) = reader.name()?;
        if name.is_empty() {
            continue;
        }
        if is_alone {
            if let Some(variable) = outer.get(&name) {
                environment.set(&name, variable.clone());
            }
            continue;
        }
        let known = outer.clone().with_defaults(environment.clone());
        let variable = reader.value(&known)?;
        environment.set(&name, variable);
    }
    Ok(environment)
}

struct Reader<'a> {
    file: &'a str,
    line: u32,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.line += taken.matches('\n').count() as u32;
        self.rest = rest;
        taken
    }

    fn take_line(&mut self) -> &'a str {
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        let line = self.take(end);
        self.take(1);
        line
    }

    /// Skips blanks, empty lines and comments; tells whether anything is left.
    fn skip_to_statement(&mut self) -> bool {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.take(blank);
            if !self.rest.starts_with('#') {
                return !self.rest.is_empty();
            }
            self.take_line();
        }
    }

    fn fault(&self, words: &str) -> Problem {
        Problem::at(self.file, self.line, words)
    }

    /// Reads a name up to its `=` or `:`; tells whether it stands alone on its line.
    fn name(&mut self) -> Result<(String, bool), Problem> {
        if let Some(behind) = self.rest.strip_prefix("export")
            && behind.starts_with([' ', '\t'])
        {
            let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
            self.take("export".len() + blank);
        }
        let is_part = |character: char| {
            character.is_alphanumeric()
                || "_.-[]".contains(character)
                || (character.is_whitespace() && character != '\n')
        };
        let end = self.rest.find(|character: char| !is_part(character));
        let (name, behind) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let name = name.trim();
        let is_alone = match behind.chars().next() {
            Some('=' | ':') => false,
            Some('\n') | None => true,
            Some(character) => {
                return Err(self.fault(&format!("{character:?} cannot stand in a variable's name")));
            }
        };
        if name.contains(char::is_whitespace) {
            return Err(self.fault("a variable's name cannot hold a blank"));
        }
        let name = name.to_owned();
        self.take(end.map_or(self.rest.len(), |end| end + 1));
        Ok((name, is_alone))
    }

    fn value(&mut self, known: &Environment) -> Result<Variable, Problem> {
        let blank = self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r']).len();
        self.take(blank);
        let quote = self.rest.chars().next();
        let Some(quote) = quote.filter(|quote| matches!(quote, '"' | '\'')) else {
            let line = self.take_line();
            let value = line.split_once(" #").map_or(line, |(value, _)| value);
            return Ok(known.expanded(value.trim_end()));
        };
        let mut value = String::new();
        let mut is_escaped = false;
        for (at, character) in self.rest.char_indices().skip(1) {
            match character {
                '\\' if !is_escaped => is_escaped = true,
                character if character == quote && !is_escaped => {
                    self.take(at + 1);
                    return Ok(if quote == '"' {
                        known.expanded(&unescaped(&value))
                    } else {
                        Variable::Known(value)
                    });
                }
                character => {
                    if is_escaped && character != quote {
                        value.push('\\');
                    }
                    is_escaped = false;
                    value.push(character);
                }
            }
        }
        Err(self.fault("a value has no closing quote"))
    }
}

/// Reads the escapes that stand between double quotes.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('a') => plain.push('\u{7}'),
            Some('b') => plain.push('\u{8}'),
            Some('f') => plain.push('\u{c}'),
            Some('v') => plain.push('\u{b}'),
            Some('0') => {
                // Up to three digits behind the zero are the number of a sign, if there are three.
                let digits: String = characters.clone().take(3).collect();
                match u8::from_str_radix(&digits, 8) {
                    Ok(sign) if digits.len() == 3 => {
                        plain.push(char::from(sign));
                        characters.nth(2);
                    }
                    _ => plain.push_str("\\0"),
                }
            }
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('\\') => plain.push('\\'),
            Some('"') => plain.push('"'),
            Some('$') => plain.push_str("$$"),
            Some(other) => {
                plain.push('\\');
                plain.push(other);
            }
            None => plain.push('\\'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::project::environment::{Environment, Variable};

    #[test]
    fn lines_quotes_and_comments_are_read() {
        let text = "# c\n\nA=1 # c\nexport B = two words \nC=\"$A x\\n\"\nD='$A'\nE: y\nF=a#b\nG=\n  H=${A}${NO:-d}\nI=\"two\nlines\"\nJ=$NO\n";
        let environment = read(".env", text, &Environment::default()).unwrap();
        for (name, value) in [
            ("A", "1"),
            ("B", "two words"),
            ("C", "1 x\n"),
            ("D", "$A"),
            ("E", "y"),
            ("F", "a#b"),
            ("G", ""),
            ("H", "1d"),
            ("I", "two\nlines"),
        ] {
            assert_eq!(environment.known(name), Some(value), "{name}");
        }
        assert!(matches!(environment.get("J"), Some(Variable::Unknown(_))));
    }

    #[test]
    fn a_fault_names_its_line() {
        let said = |text: &str| {
            let read = read("a/.env", text, &Environment::default());
            read.unwrap_err().to_string()
        };
        assert_eq!(
            said("A=1\nB=\"x\n\n"),
            "a/.env:2: a value has no closing quote"
        );
        assert_eq!(
            said("\nA(=1"),
            "a/.env:2: '(' cannot stand in a variable's name"
        );
    }
}
