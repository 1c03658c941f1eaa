//! The few regular expressions that moby makes of `.dockerignore` patterns, as Go reads them.
//!
//! Moby turns a pattern into an expression text and hands it to Go. What a bracket or a backslash
//! does there is Go's rule, not the shell's, so the text is read here as Go reads it. No group but
//! `(…)?` and no repeat but `*` can occur. Matching takes time within the text's length times the
//! expression's, whatever the pattern is.

/// Holds an expression, ready to match whole paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::context) struct Expression {
    nodes: Vec<Node>,
    /// The text that every match starts with.
    prefix: String,
    /// The text that every match ends with.
    suffix: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    atom: Atom,
    repeat: Repeat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repeat {
    Once,
    AnyTimes,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Character(char),
    /// A dot: anything but a newline.
    Dot,
    Class(Class),
    /// `(.*/)?`: nothing, or anything up to a slash.
    Folders,
    /// `^` in the middle: nothing stands before it, so it never matches there.
    Start,
    /// `\A`, `\z`, `\b`, `\B`: places, not characters.
    Place(char),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Class {
    is_negated: bool,
    ranges: Vec<(char, char)>,
    /// Negated shorthands in it, such as `\D`: each matches what its ranges do not.
    excluded: Vec<Vec<(char, char)>>,
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const SPACES: &[(char, char)] = &[('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// Go's named classes.
const NAMED: [(&str, &[(char, char)]); 14] = [
    ("alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("alpha", &[('A', 'Z'), ('a', 'z')]),
    ("ascii", &[('\0', '\u{7f}')]),
    ("blank", &[('\t', '\t'), (' ', ' ')]),
    ("cntrl", &[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')]),
    ("digit", DIGITS),
    ("graph", &[('!', '~')]),
    ("lower", &[('a', 'z')]),
    ("print", &[(' ', '~')]),
    ("punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("space", &[('\t', '\r'), (' ', ' ')]),
    ("upper", &[('A', 'Z')]),
    ("word", WORDS),
    ("xdigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
];

impl Expression {
    /// Reads the text between `^` and `$`; nothing where Go cannot read it.
    pub(in crate::context) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader {
            rest: text.chars().collect(),
            at: 0,
        };
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(atom) = reader.atom()? {
            let repeat = if reader.eat('*') {
                Repeat::AnyTimes
            } else {
                Repeat::Once
            };
            nodes.push(Node { atom, repeat });
        }
        let literal = |node: &Node| match (&node.atom, node.repeat) {
            (Atom::Character(character), Repeat::Once) => Some(*character),
            _ => None,
        };
        let mut suffix: Vec<char> = nodes.iter().rev().map_while(literal).collect();
        suffix.reverse();
        Some(Self {
            prefix: nodes.iter().map_while(literal).collect(),
            suffix: suffix.into_iter().collect(),
            nodes,
        })
    }

    /// Gives the byte that every match ends with, if there is one.
    pub(in crate::context) fn last_byte(&self) -> Option<u8> {
        self.suffix.as_bytes().last().copied()
    }

    /// Tells whether a whole path matches.
    pub(in crate::context) fn matches(&self, path: &str) -> bool {
        if !path.starts_with(self.prefix.as_str()) || !path.ends_with(self.suffix.as_str()) {
            return false;
        }
        let mut places = Places::at_start(self.nodes.len());
        let mut previous = None;
        let mut characters = path.chars().peekable();
        loop {
            let next = characters.peek().copied();
            self.skip(&mut places, previous, next);
            let Some(character) = characters.next() else {
                return places.holds(self.nodes.len(), false);
            };
            places = self.step(&places, character);
            if places.is_empty() {
                return false;
            }
            previous = Some(character);
        }
    }

    /// Goes on from every place without taking a character.
    fn skip(&self, places: &mut Places, previous: Option<char>, next: Option<char>) {
        for (at, node) in self.nodes.iter().enumerate() {
            if !places.holds(at, false) {
                continue;
            }
            let goes_on = match &node.atom {
                _ if node.repeat == Repeat::AnyTimes => true,
                Atom::Folders => {
                    places.add(at, true);
                    true
                }
                Atom::Start => previous.is_none(),
                Atom::Place(kind) => is_place(*kind, previous, next),
                Atom::Character(_) | Atom::Dot | Atom::Class(_) => false,
            };
            if goes_on {
                places.add(at + 1, false);
            }
        }
    }

    /// Takes one character at every place.
    fn step(&self, places: &Places, character: char) -> Places {
        let mut next = Places::empty(self.nodes.len());
        for (at, node) in self.nodes.iter().enumerate() {
            if places.holds(at, true) && character != '\n' {
                next.add(at, true);
            }
            if places.holds(at, true) && character == '/' {
                next.add(at + 1, false);
            }
            if !places.holds(at, false) {
                continue;
            }
            let takes = match &node.atom {
                Atom::Character(expected) => *expected == character,
                Atom::Dot => character != '\n',
                Atom::Class(class) => class.holds(character),
                Atom::Folders | Atom::Start | Atom::Place(_) => false,
            };
            if takes {
                let stays = node.repeat == Repeat::AnyTimes;
                next.add(if stays { at } else { at + 1 }, false);
            }
        }
        next
    }
}

/// Holds where in the expression a match may be; inside `(.*/)?` is a place of its own.
struct Places {
    outside: Vec<bool>,
    inside: Vec<bool>,
    count: usize,
}

impl Places {
    fn empty(nodes: usize) -> Self {
        Self {
            outside: vec![false; nodes + 1],
            inside: vec![false; nodes + 1],
            count: 0,
        }
    }

    fn at_start(nodes: usize) -> Self {
        let mut places = Self::empty(nodes);
        places.add(0, false);
        places
    }

    fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn holds(&self, at: usize, is_inside: bool) -> bool {
        let list = if is_inside {
            &self.inside
        } else {
            &self.outside
        };
        list.get(at) == Some(&true)
    }

    fn add(&mut self, at: usize, is_inside: bool) {
        let list = if is_inside {
            &mut self.inside
        } else {
            &mut self.outside
        };
        if let Some(place) = list.get_mut(at) {
            self.count += usize::from(!*place);
            *place = true;
        }
    }
}

fn is_place(kind: char, previous: Option<char>, next: Option<char>) -> bool {
    let is_word = |character: Option<char>| {
        character.is_some_and(|character| character == '_' || character.is_ascii_alphanumeric())
    };
    match kind {
        'A' => previous.is_none(),
        'z' => next.is_none(),
        'b' => is_word(previous) != is_word(next),
        _ => is_word(previous) == is_word(next),
    }
}

impl Class {
    fn holds(&self, character: char) -> bool {
        let within = |ranges: &[(char, char)]| {
            let mut ranges = ranges.iter();
            ranges.any(|(low, high)| (*low..=*high).contains(&character))
        };
        let mut excluded = self.excluded.iter();
        (within(&self.ranges) || excluded.any(|ranges| !within(ranges))) != self.is_negated
    }

    fn add(&mut self, ranges: &[(char, char)], is_negated: bool) {
        if is_negated {
            self.excluded.push(ranges.to_vec());
        } else {
            self.ranges.extend_from_slice(ranges);
        }
    }
}

struct Reader {
    rest: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, character: char) -> bool {
        let is_next = self.peek() == Some(character);
        self.at += usize::from(is_next);
        is_next
    }

    fn eat_text(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        let is_next = self
            .rest
            .iter()
            .skip(self.at)
            .take(length)
            .copied()
            .eq(text.chars());
        self.at += if is_next { length } else { 0 };
        is_next
    }

    /// Reads one atom; the outer nothing is a fault, the inner one the end.
    #[expect(clippy::option_option, reason = "a fault and the end are two things")]
    fn atom(&mut self) -> Option<Option<Atom>> {
        if self.eat_text("(.*/)?") {
            return Some(Some(Atom::Folders));
        }
        let Some(character) = self.next() else {
            return Some(None);
        };
        Some(Some(match character {
            '.' => Atom::Dot,
            '^' => Atom::Start,
            '[' => Atom::Class(self.class()?),
            '\\' => self.escape()?,
            character => Atom::Character(character),
        }))
    }

    fn escape(&mut self) -> Option<Atom> {
        match self.peek()? {
            place @ ('A' | 'z' | 'b' | 'B') => {
                self.at += 1;
                Some(Atom::Place(place))
            }
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {
                let mut class = Class::default();
                self.shorthand(&mut class);
                Some(Atom::Class(class))
            }
            _ => self.escaped_character().map(Atom::Character),
        }
    }

    /// Reads `d`, `S` and the like into a class, if they stand here.
    fn shorthand(&mut self, class: &mut Class) -> bool {
        let Some(letter) = self.peek() else {
            return false;
        };
        let ranges = match letter.to_ascii_lowercase() {
            'd' => DIGITS,
            's' => SPACES,
            'w' => WORDS,
            _ => return false,
        };
        self.at += 1;
        class.add(ranges, letter.is_ascii_uppercase());
        true
    }

    /// Reads what stands behind a backslash where it means one character.
    fn escaped_character(&mut self) -> Option<char> {
        let character = self.next()?;
        Some(match character {
            'a' => '\u{7}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'x' => return self.hexadecimal(),
            '0'..='7' => return self.octal(character),
            character if character.is_ascii_alphanumeric() => return None,
            // A backslash makes Go's punctuation literal; other letters it refuses.
            character if character.is_ascii_punctuation() => character,
            _ => return None,
        })
    }

    fn hexadecimal(&mut self) -> Option<char> {
        let mut digits = String::new();
        if self.eat('{') {
            while !self.eat('}') {
                digits.push(self.next()?);
            }
        } else {
            digits.extend([self.next()?, self.next()?]);
        }
        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
    }

    /// Reads an octal number: a single digit but 0 would be a back reference, which Go refuses.
    fn octal(&mut self, first: char) -> Option<char> {
        let is_digit = |next: Option<char>| next.is_some_and(|next| next.is_digit(8));
        if first != '0' && !is_digit(self.peek()) {
            return None;
        }
        let mut number = first.to_digit(8)?;
        for _ in 0..2 {
            if is_digit(self.peek()) {
                number = number * 8 + self.next()?.to_digit(8)?;
            }
        }
        char::from_u32(number)
    }

    /// Reads a class behind its bracket.
    fn class(&mut self) -> Option<Class> {
        let mut class = Class {
            is_negated: self.eat('^'),
            ..Class::default()
        };
        let mut is_first = true;
        loop {
            if !is_first && self.eat(']') {
                return Some(class);
            }
            is_first = false;
            if self.eat_text("[:") {
                self.named(&mut class)?;
                continue;
            }
            if self.peek() == Some('\\') {
                self.at += 1;
                if self.shorthand(&mut class) {
                    continue;
                }
                self.at -= 1;
            }
            let low = self.class_character()?;
            let is_range = self.peek() == Some('-')
                && self.rest.get(self.at + 1).is_some_and(|&next| next != ']');
            let high = if is_range {
                self.at += 1;
                self.class_character()?
            } else {
                low
            };
            if low > high {
                return None;
            }
            class.ranges.push((low, high));
        }
    }

    fn class_character(&mut self) -> Option<char> {
        match self.next()? {
            '\\' => self.escaped_character(),
            character => Some(character),
        }
    }

    /// Reads `alpha:]` behind `[:`; without its end the bracket is a character like any other.
    fn named(&mut self, class: &mut Class) -> Option<()> {
        let rest: String = self.rest.iter().skip(self.at).collect();
        let Some((name, _)) = rest.split_once(":]") else {
            class.ranges.push(('[', '['));
            self.at -= 1;
            return Some(());
        };
        let plain = name.strip_prefix('^').unwrap_or(name);
        let (_, ranges) = NAMED.iter().find(|(known, _)| *known == plain)?;
        class.add(ranges, plain != name);
        self.at += name.chars().count() + 2;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Expression;

    fn matches(expression: &str, path: &str) -> bool {
        Expression::read(expression).unwrap().matches(path)
    }

    #[test]
    fn what_moby_writes_matches_as_go_does() {
        for (expression, path, is_match) in [
            ("[^/]*\\.log", "a.log", true),
            ("[^/]*\\.log", "d/a.log", false),
            ("(.*/)?[^/]*\\.log", "d/e/a.log", true),
            ("(.*/)?[^/]*\\.log", "a.log", true),
            ("a/(.*/)?b[^/]*", "a/x/y/bc", true),
            ("a/(.*/)?b[^/]*", "a/bc", true),
            ("a/(.*/)?b[^/]*", "a/xb", false),
            ("(.*/)?.*", "a/b", true),
            ("[[]x", "[x", true),
            ("[[^/]*]", "[[]", true),
            ("a^b", "a^b", false),
            ("[^a-c]x", "/x", true),
            ("\\d", "7", true),
            ("\\d", "d", false),
            ("[\\D]", "x", true),
            ("[[:alpha:]]", "q", true),
            ("[[:^alpha:]]", "q", false),
            ("[[:alpha]", ":", true),
            ("\\*", "*", true),
            ("x\\b", "x", true),
            ("é.", "éa", true),
        ] {
            assert_eq!(matches(expression, path), is_match, "{expression} {path}");
        }
    }

    #[test]
    fn what_go_refuses_is_refused() {
        for expression in ["[z-a]", "\\q", "\\1", "[[:nope:]]", "[a", "\\é"] {
            assert_eq!(Expression::read(expression), None, "{expression}");
        }
    }

    #[test]
    fn many_stars_take_no_longer_than_few() {
        let stars = format!("{}b", "(.*/)?[^/]*".repeat(40));
        assert!(!matches(&stars, &"a/".repeat(2000)));
    }
}
