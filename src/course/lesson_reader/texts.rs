//! The texts of a lesson: Markdown in, [`Doc`] out, and the parts of the Dockerfile that words light up.
//!
//! The subset: paragraphs, `#` headings, `-` lists, fenced code, emphasis, code, links. A link whose
//! address begins with `#` lights the text behind it: in the lit instructions where the page lights
//! any, else in the whole file. Other links lead to pages of the web, by https.

use crate::analysis::Analysis;
use crate::course::lesson::{Light, Reading};
use crate::course::lesson_reader::Reader;
use crate::course::located::Located;
use crate::course::place::Place;
use crate::doc::markdown::blocks;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};
use crate::language::span::Span;

/// About how many words a page may have; a few more do no harm.
pub(super) const MOST_WORDS: usize = 130;

impl Reader<'_> {
    /// Reads a text of several blocks.
    pub(super) fn reading(
        &mut self,
        written: &Located<String>,
        analysis: Option<&Analysis>,
        lit: &[Place],
    ) -> Reading {
        let text = Doc {
            blocks: blocks(&written.value),
        };
        if text.blocks.is_empty() {
            self.fault(written.start, "the text is empty");
        }
        let words = text.to_plain().split_whitespace().count();
        if words > MOST_WORDS {
            self.fault(
                written.start,
                format!("the page has {words} words; about 100 are read, {MOST_WORDS} are the most: cut it into two"),
            );
        }
        if text.to_plain().contains("](") {
            self.fault(
                written.start,
                "a link is not read as one: write an address with blanks in angle brackets, [words](<#COPY . .>)",
            );
        }
        let mut lights = Vec::new();
        for address in text.blocks.iter().flat_map(addresses) {
            if let Some(span) = self.light(&address, written, analysis, lit) {
                lights.push(Light { address, span });
            }
        }
        Reading { text, lights }
    }

    /// Reads a sentence or two.
    pub(super) fn sentence(&mut self, written: &str, start: usize) -> Text {
        let text = inline(written);
        let mut links = Vec::new();
        collect(&text, &mut links);
        for address in links {
            if !address.starts_with("https://") {
                self.fault(
                    start,
                    format!("the link {address:?} leads nowhere; write https://…"),
                );
            }
        }
        text
    }

    /// Reads the reason of an answer; there must be one.
    pub(super) fn why(&mut self, written: &str, start: usize, of: &str) -> Text {
        if written.trim().is_empty() {
            self.fault(start, format!("{of} has no reason; say why in why = \"…\""));
        }
        self.sentence(written, start)
    }

    fn light(
        &mut self,
        address: &str,
        written: &Located<String>,
        analysis: Option<&Analysis>,
        lit: &[Place],
    ) -> Option<Span> {
        let Some(part) = address.strip_prefix('#') else {
            if !address.starts_with("https://") {
                self.fault(written.start, format!("the link {address:?} leads nowhere; write https://… or #text of the Dockerfile"));
            }
            return None;
        };
        let file = analysis.map_or("", |analysis| analysis.tree().text());
        let whole = [Span::new(0, file.len())];
        let lit: Vec<Span> = lit.iter().map(|place| place.span).collect();
        let places = if lit.is_empty() { &whole[..] } else { &lit };
        let found = places.iter().find_map(|place| {
            let at = place.of(file).find(part)?;
            Some(Span::new(at, at + part.len()).shifted(place.start as usize))
        });
        if found.is_none() || part.is_empty() {
            self.fault(
                written.start,
                format!("the link {address:?} lights nothing: the lit lines do not hold this text"),
            );
        }
        found
    }
}

/// Reads inline Markdown; braces stand for themselves.
pub(super) fn inline(markdown: &str) -> Text {
    fill(&markdown.trim().replace('{', "{{"), &Values::new())
}

/// Lists the addresses of a block's links.
fn addresses(block: &Block) -> Vec<String> {
    let mut found = Vec::new();
    match block {
        Block::Paragraph(text) | Block::Lead(text) | Block::Heading { text, .. } => {
            collect(text, &mut found);
        }
        Block::List(texts) | Block::Steps(texts) => {
            for text in texts {
                collect(text, &mut found);
            }
        }
        _ => {}
    }
    found
}

fn collect(text: &Text, found: &mut Vec<String>) {
    for inline in &text.0 {
        match inline {
            Inline::Link { text, url } => {
                found.push(url.clone());
                collect(text, found);
            }
            Inline::Strong(text) | Inline::Emphasis(text) => collect(text, found),
            Inline::Plain(_) | Inline::Code(_) | Inline::Unknown(_) => {}
        }
    }
}
