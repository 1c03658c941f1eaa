//! What BuildKit reads of an instruction: keyword, flags, image names, keys, strings, variables.

use crate::analysis::highlight::{Highlight, Highlights};
use crate::language::arguments::{Arguments, Pair};
use crate::language::heredoc::heredoc_mark;
use crate::language::invocation::{Flag, Invocation};
use crate::language::keyword::Keyword;
use crate::language::span::{Span, slice, slice_from};
use crate::language::word::{Word, WordPiece, WordPieceKind};

/// Lists the stretches of an instruction as places in its joined line.
pub(in crate::analysis::highlight) fn of_invocation(
    invocation: &Invocation<'_>,
    escape: char,
) -> Highlights {
    let mut reader = Reader {
        text: invocation.line.text(),
        escape,
        found: Vec::new(),
    };
    reader.invocation(invocation);
    reader.found
}

struct Reader<'text> {
    text: &'text str,
    escape: char,
    found: Highlights,
}

impl Reader<'_> {
    fn add(&mut self, start: u32, end: u32, highlight: Highlight) {
        self.found.push((Span { start, end }, highlight));
    }

    fn invocation(&mut self, invocation: &Invocation<'_>) {
        if invocation.keyword == Keyword::Unknown {
            return;
        }
        self.found
            .push((invocation.keyword_span, Highlight::Keyword));
        for flag in &invocation.flags {
            self.flag(flag);
        }
        self.arguments(invocation.keyword, &invocation.arguments);
    }

    fn flag(&mut self, flag: &Flag) {
        self.found.push((flag.span, Highlight::Flag));
        self.word(flag.span);
        if flag.name() == "from"
            && let Some(equals) = flag.span.of(self.text).find('=')
        {
            let value = flag.span.start + equals as u32 + 1;
            self.add(value, flag.span.end, Highlight::Stage);
        }
    }

    fn arguments(&mut self, keyword: Keyword, arguments: &Arguments) {
        match arguments {
            Arguments::None | Arguments::Refused(..) => {}
            Arguments::Json(strings) => {
                let strings: Vec<Span> = strings.iter().map(|(span, _)| *span).collect();
                self.json(&strings);
            }
            Arguments::Text(span) if !is_shells(keyword) => self.word(*span),
            // `RUN <<EOF`: the script stands below.
            Arguments::Text(span) if matches!(heredoc_mark(span.of(self.text)), Ok(Some(_))) => {
                self.found.push((*span, Highlight::Heredoc));
            }
            Arguments::Text(_) => {}
            Arguments::Words(words) => match keyword {
                Keyword::From => self.from(words),
                _ => {
                    for word in words {
                        self.argument(keyword, *word);
                    }
                }
            },
            Arguments::Pairs(pairs) => {
                for pair in pairs {
                    self.pair(*pair);
                }
            }
            Arguments::Health(kind, command) => {
                self.found.push((*kind, Highlight::InnerKeyword));
                self.arguments(Keyword::Cmd, command);
            }
            // The trigger's places are places in this line.
            Arguments::Trigger(trigger) => self.invocation(trigger),
        }
    }

    /// Marks the strings, and what stands before, between and behind them.
    fn json(&mut self, strings: &[Span]) {
        let mut gaps = Vec::new();
        let first = strings
            .first()
            .map_or(self.text.len(), |span| span.start as usize);
        gaps.push(Span::new(
            slice(self.text, 0, first).rfind('[').unwrap_or(first),
            first,
        ));
        for (index, string) in strings.iter().enumerate() {
            self.found.push((*string, Highlight::String));
            let next = strings
                .get(index + 1)
                .map_or(self.text.len() as u32, |next| next.start);
            gaps.push(Span {
                start: string.end,
                end: next,
            });
        }
        for gap in gaps {
            for (at, _) in gap.of(self.text).match_indices(['[', ',', ']']) {
                let at = gap.start + at as u32;
                self.add(at, at + 1, Highlight::Punctuation);
            }
        }
    }

    /// Marks the image, `AS` and the stage's name.
    fn from(&mut self, words: &[Span]) {
        let Some((image, behind)) = words.split_first() else {
            return;
        };
        let end = image.start + name_length(image.of(self.text)) as u32;
        self.add(image.start, end, Highlight::Image);
        self.add(end, image.end, Highlight::Tag);
        self.word(*image);
        if let [keyword, name, ..] = behind {
            self.found.push((*keyword, Highlight::InnerKeyword));
            self.found.push((*name, Highlight::Stage));
            self.word(*name);
        }
    }

    fn argument(&mut self, keyword: Keyword, word: Span) {
        let written = word.of(self.text);
        match keyword {
            Keyword::Arg => {
                let name = written.find('=').unwrap_or(written.len()) as u32;
                self.add(word.start, word.start + name, Highlight::Name);
            }
            Keyword::Expose => {
                let is_port = |character: char| character.is_ascii_digit() || character == '-';
                let digits = written.len() - written.trim_start_matches(is_port).len();
                self.add(word.start, word.start + digits as u32, Highlight::Number);
            }
            Keyword::Copy | Keyword::Add if matches!(heredoc_mark(written), Ok(Some(_))) => {
                self.found.push((word, Highlight::Heredoc));
                return;
            }
            _ => {}
        }
        self.word(word);
    }

    fn pair(&mut self, pair: Pair) {
        self.found.push((pair.key, Highlight::Name));
        self.word(pair.value);
    }

    /// Marks strings and variables as BuildKit's own word reader sees them.
    fn word(&mut self, span: Span) {
        let written = span.of(self.text);
        if !written.contains(['$', '"', '\'']) {
            return;
        }
        let word = Word::read(written, self.escape, true);
        self.pieces(&word.pieces, span.start as usize);
    }

    fn pieces(&mut self, pieces: &[WordPiece], offset: usize) {
        for piece in pieces {
            let span = piece.span.shifted(offset);
            match &piece.kind {
                WordPieceKind::SingleQuoted => self.found.push((span, Highlight::String)),
                WordPieceKind::DoubleQuoted(inner) => {
                    self.found.push((span, Highlight::String));
                    self.pieces(inner, offset);
                }
                WordPieceKind::Variable(_) => self.found.push((span, Highlight::Variable)),
                _ => {}
            }
        }
    }
}

/// Tells whether a shell reads the instruction's text.
fn is_shells(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Run | Keyword::Cmd | Keyword::Entrypoint)
}

/// Measures an image's name: what stands before its tag or digest. A port belongs to the name.
fn name_length(image: &str) -> usize {
    let end = image.find('@').unwrap_or(image.len());
    let path = slice(image, 0, end).rfind('/').map_or(0, |slash| slash + 1);
    // The colon of `${V:-1}` is none of a tag.
    let braces = slice(image, path, end)
        .rfind('}')
        .map_or(path, |brace| path + brace);
    let outer = slice(image, path, end)
        .find('{')
        .map_or(end, |brace| path + brace);
    match slice(image, path, end).find(':').map(|colon| path + colon) {
        Some(colon) if colon < outer => colon,
        _ => slice_from(slice(image, 0, end), braces)
            .find(':')
            .map_or(end, |colon| braces + colon),
    }
}

#[cfg(test)]
mod tests {
    use super::name_length;

    #[test]
    fn a_name_ends_at_its_tag() {
        for (image, name) in [
            ("alpine", "alpine"),
            ("alpine:3", "alpine"),
            ("localhost:5000/a", "localhost:5000/a"),
            ("localhost:5000/a:1@sha256:0", "localhost:5000/a"),
            ("a@sha256:0", "a"),
            ("${I:-alpine}", "${I:-alpine}"),
            ("${I:-alpine}:3", "${I:-alpine}"),
            ("a:${V:-3}", "a"),
        ] {
            assert_eq!(image.get(..name_length(image)), Some(name), "{image}");
        }
    }
}
