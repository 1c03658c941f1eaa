//! The reader of other languages, on a thread of its own.
//!
//! syntect's syntaxes are packed by `build.rs`. Loading them and compiling their regular expressions
//! takes tens of milliseconds, so nothing of it happens before somebody asks, and nobody waits.
//! Refuses to know a colour: what a scope means is one of our own [`Highlight`]s.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::analysis::highlight::{Highlight, Highlights};
use crate::app::embedded::{HighlightRequest, Highlighted};
use crate::language::span::Span;
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use syntect::dumps::from_reader;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// A line longer than this has no colours: the expressions would take too long.
const LONGEST_LINE: usize = 4096;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/syntaxes.bin"));
    from_reader(packed).unwrap_or_default()
});

/// What scopes mean, the first that fits; those of no meaning leave it to the scope around them.
static MEANINGS: LazyLock<Vec<(Scope, Option<Highlight>)>> = LazyLock::new(|| {
    let meanings = [
        ("comment", Some(Highlight::Comment)),
        ("meta.mapping.key", Some(Highlight::Name)),
        ("meta.structure.dictionary.key", Some(Highlight::Name)),
        ("entity.name.tag", Some(Highlight::Name)),
        ("entity.other.attribute-name", Some(Highlight::Option)),
        ("entity.name.function", Some(Highlight::Command)),
        ("entity.name", Some(Highlight::Command)),
        ("support.function", Some(Highlight::Command)),
        ("support.type.property-name", Some(Highlight::Name)),
        ("variable.function", Some(Highlight::Command)),
        ("variable.other.dollar", Some(Highlight::Variable)),
        ("variable.parameter", None),
        ("variable.language", Some(Highlight::InnerKeyword)),
        ("string", Some(Highlight::String)),
        ("constant.numeric", Some(Highlight::Number)),
        ("constant.language", Some(Highlight::Number)),
        ("keyword.operator", Some(Highlight::Operator)),
        ("keyword", Some(Highlight::InnerKeyword)),
        ("storage", Some(Highlight::InnerKeyword)),
        ("punctuation.section", Some(Highlight::Punctuation)),
        ("punctuation.separator", Some(Highlight::Punctuation)),
    ];
    let scope = |(name, highlight)| Some((Scope::new(name).ok()?, highlight));
    meanings.into_iter().filter_map(scope).collect()
});

/// Holds the thread, once there is work for it.
pub struct Highlighter {
    requests: Option<Sender<HighlightRequest>>,
}

impl Highlighter {
    /// Makes one that has not begun.
    pub fn new() -> Self {
        Self { requests: None }
    }

    /// Hands a request over; the answer goes to `answer`, on the other thread, until that gives false.
    pub fn ask(
        &mut self,
        request: HighlightRequest,
        answer: impl Fn(Highlighted) -> bool + Send + 'static,
    ) {
        let requests = self.requests.get_or_insert_with(|| {
            let (sender, requests) = channel();
            thread::spawn(move || {
                for request in requests {
                    if !answer(highlighted(request)) {
                        return;
                    }
                }
            });
            sender
        });
        // A thread that has ended has nobody to answer to.
        let _gone = requests.send(request);
    }
}

impl Default for Highlighter {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads the texts of a request in their languages.
pub fn highlighted(request: HighlightRequest) -> Highlighted {
    let mut highlights = Vec::new();
    for (place, text) in &request.texts {
        read(
            text,
            place.syntax,
            place.span.start as usize,
            &mut highlights,
        );
    }
    Highlighted {
        request,
        highlights,
    }
}

fn read(text: &str, syntax: &str, offset: usize, found: &mut Highlights) {
    let Some(syntax) = SYNTAXES.find_syntax_by_name(syntax) else {
        return;
    };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut line_start = offset;
    for line in text.split_inclusive('\n') {
        let operations = if line.len() > LONGEST_LINE {
            Vec::new()
        } else {
            state.parse_line(line, &SYNTAXES).unwrap_or_default()
        };
        let mut at = 0;
        for (place, operation) in operations {
            add(&stack, line_start + at, line_start + place, found);
            at = place;
            // A stack that cannot be popped further is that of a broken text.
            let _broken = stack.apply(&operation);
        }
        add(&stack, line_start + at, line_start + line.len(), found);
        line_start += line.len();
    }
}

fn add(stack: &ScopeStack, start: usize, end: usize, found: &mut Highlights) {
    if start >= end {
        return;
    }
    if let Some(highlight) = meaning(stack.as_slice()) {
        let span = Span::new(start, end);
        match found.last_mut() {
            Some((last, same)) if *same == highlight && last.end == span.start => {
                last.end = span.end;
            }
            _ => found.push((span, highlight)),
        }
    }
}

/// Decides what a stretch is: the innermost scope that means something, but for keys, which are
/// strings to many a syntax.
fn meaning(scopes: &[Scope]) -> Option<Highlight> {
    let of = |scope: &Scope| {
        let known = MEANINGS
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope));
        known.and_then(|(_, highlight)| *highlight)
    };
    let innermost = scopes.iter().rev().find_map(of)?;
    let is_key = innermost == Highlight::String
        && scopes
            .iter()
            .rev()
            .any(|scope| of(scope) == Some(Highlight::Name));
    Some(if is_key { Highlight::Name } else { innermost })
}

#[cfg(test)]
mod tests {
    use super::{SYNTAXES, highlighted};
    use crate::analysis::highlight::embedded::EmbeddedText;
    use crate::app::embedded::HighlightRequest;
    use crate::language::span::Span;

    fn stretches(syntax: &'static str, text: &str) -> String {
        let place = EmbeddedText {
            span: Span::new(0, text.len()),
            syntax,
        };
        let answer = highlighted(HighlightRequest {
            instruction: 0,
            texts: vec![(place, text.to_owned())],
        });
        let lines = answer.highlights.iter();
        let lines = lines.map(|(span, highlight)| {
            format!("{highlight:?}: {}", span.of(text).replace('\n', "⏎"))
        });
        lines.collect::<Vec<String>>().join("\n")
    }

    #[test]
    fn every_language_has_a_syntax_that_reads() {
        let text = "<a b=\"c\">x</a>\n{\"k\": [1, true]}\n[s]\nk = 'v' # c\ndef f(x): return $y; /* */\nselect 1;\n";
        for syntax in [
            "CSS",
            "HTML",
            "INI",
            "JSON",
            "Java Properties",
            "JavaScript",
            "Lua",
            "nginx",
            "Perl",
            "Python",
            "Ruby",
            "SQL",
            "TOML",
            "XML",
            "YAML",
        ] {
            assert!(SYNTAXES.find_syntax_by_name(syntax).is_some(), "{syntax}");
            assert!(!stretches(syntax, text).is_empty(), "{syntax}");
        }
    }

    #[test]
    fn what_scopes_mean() {
        let texts = [
            ("JSON", "{\"a\": [1, \"b\", true]}\n"),
            ("YAML", "a: 1 # c\nb:\n  - \"x\"\n"),
            ("Python", "@d\ndef f(x):\n    return \"a\" + str(1) # c\n"),
            ("nginx", "server {\n  listen 80;\n  set $a \"b\"; # c\n}\n"),
            ("INI", "[s]\nk = v ; c\n"),
            ("TOML", "[s]\nk = 'v' # c\n"),
            ("SQL", "SELECT a FROM b WHERE c = 'd'; -- e\n"),
            ("JavaScript", "const a = () => 'b'; // c\n"),
        ];
        let all = texts.map(|(syntax, text)| format!("{syntax}\n{}", stretches(syntax, text)));
        insta::assert_snapshot!(all.join("\n\n"), @r#"
        JSON
        Punctuation: {
        Name: "a"
        Punctuation: :
        Punctuation: [
        Number: 1
        Punctuation: ,
        String: "b"
        Punctuation: ,
        Number: true
        Punctuation: ]}

        YAML
        Name: a
        Punctuation: :
        Number: 1
        Comment: # c⏎
        Name: b
        Punctuation: :
        String: "x"

        Python
        InnerKeyword: def
        Command: f
        Punctuation: (
        Punctuation: ):
        InnerKeyword: return
        String: "a"
        Operator: +
        Command: str
        Punctuation: (
        Number: 1
        Punctuation: )
        Comment: # c⏎

        nginx
        InnerKeyword: server
        InnerKeyword: listen
        String: 80
        InnerKeyword: set
        String: "b"
        Comment: # c

        INI
        InnerKeyword: k
        String: v
        Comment: ; c

        TOML
        Command: s
        Name: k
        String: 'v'
        Comment: # c

        SQL
        InnerKeyword: SELECT
        InnerKeyword: FROM
        InnerKeyword: WHERE
        Operator: =
        String: 'd'
        Comment: -- e⏎

        JavaScript
        InnerKeyword: const
        Command: a
        Operator: =
        Punctuation: ()
        InnerKeyword: =>
        String: 'b'
        Comment: // c⏎
        "#);
    }
}
