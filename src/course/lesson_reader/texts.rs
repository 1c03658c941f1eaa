//! The texts of a lesson: Markdown in, [`Doc`] out, and the parts of the Dockerfile that words light up.
//!
//! The subset: paragraphs, `#` headings, `-` lists, fenced code, emphasis, code, links. A link whose
//! address begins with `#` lights the text behind it: in the lit instructions where the page lights
//! any, else in the whole file, and where it ends a word before where it is a part of one. Other links
//! lead to pages of the web, by https.

use crate::analysis::Analysis;
use crate::course::lesson::{Light, Reading};
use crate::course::lesson_reader::Reader;
use crate::course::located::Located;
use crate::course::place::Place;
use crate::doc::markdown::blocks;
use crate::doc::template::unfilled;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::language::span::{Span, slice_from};
use toml::de::DeTable;

/// What may stand behind a word of a Dockerfile besides white space.
const ENDS_OF_WORDS: [char; 9] = ['"', '\'', ',', ';', '&', '|', ')', ']', '}'];

/// About how many words a page may have; a few more do no harm.
pub(super) const MOST_WORDS: usize = 130;

/// How many words the notes for an instructor may have, of a lesson and of each page.
const MOST_WORDS_OF_NOTES: usize = 400;

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
            self.toml.fault(written.start, "the text is empty");
        }
        let words = text.to_plain().split_whitespace().count();
        if words > MOST_WORDS {
            self.toml.fault(
                written.start,
                format!("the page has {words} words; about 100 are read, {MOST_WORDS} are the most: cut it into two"),
            );
        }
        if text.to_plain().contains("](") {
            self.toml.fault(
                written.start,
                "a link is not read as one: write an address with blanks in angle brackets, [words](<#COPY . .>)",
            );
        }
        let mut lights = Vec::new();
        for address in text
            .blocks
            .iter()
            .flat_map(Block::links)
            .map(|(_, address)| address)
        {
            if let Some(span) = self.light(address, written, analysis, lit) {
                let address = address.to_owned();
                lights.push(Light { address, span });
            }
        }
        Reading { text, lights }
    }

    /// Reads what an instructor reads; it may say as much as it likes, within a bound.
    pub(super) fn notes(&mut self, written: &str, start: usize) -> Doc {
        if written.trim().is_empty() {
            self.toml
                .fault(start, "the notes are empty; leave the key out");
        }
        let words = written.split_whitespace().count();
        if words > MOST_WORDS_OF_NOTES {
            self.toml.fault(
                start,
                format!("the notes have {words} words; an instructor reads {MOST_WORDS_OF_NOTES} at the most while others wait"),
            );
        }
        Doc {
            blocks: blocks(written),
        }
    }

    /// Reads what an instructor reads at a page, which is kept by the page's id.
    pub(super) fn page_notes(&mut self, page: &DeTable<'_>) {
        let text = |key| page.get(key).and_then(|value| value.get_ref().as_str());
        let (Some(id), Some(notes)) = (text("id"), text("notes")) else {
            return;
        };
        let start = page.get("notes").map_or(0, |notes| notes.span().start);
        let notes = self.notes(notes, start);
        self.page_notes.insert(id.to_owned(), notes);
    }

    /// Reads a sentence or two.
    pub(super) fn sentence(&mut self, written: &str, start: usize) -> Text {
        let text = inline(written);
        for (_, address) in text.links() {
            if !address.starts_with("https://") {
                self.toml.fault(
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
            self.toml
                .fault(start, format!("{of} has no reason; say why in why = \"…\""));
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
                self.toml.fault(written.start, format!("the link {address:?} leads nowhere; write https://… or #text of the Dockerfile"));
            }
            return None;
        };
        let file = analysis.map_or("", |analysis| analysis.tree().text());
        let whole = [Span::new(0, file.len())];
        let lit: Vec<Span> = lit.iter().map(|place| place.span).collect();
        let places = if lit.is_empty() { &whole[..] } else { &lit };
        let found = lit_part(file, places, part);
        if found.is_none() || part.is_empty() {
            self.toml.fault(
                written.start,
                format!("the link {address:?} lights nothing: the lit lines do not hold this text"),
            );
        }
        found
    }
}

/// Finds a text in places of a file, rather where it ends a word than where a longer word goes on:
/// `ARG PYTHON` is the line without a default, wherever `ARG PYTHON=3.13` stands.
fn lit_part(file: &str, places: &[Span], part: &str) -> Option<Span> {
    let found = |is_wanted: &dyn Fn(&str) -> bool| {
        places.iter().find_map(|place| {
            let written = place.of(file);
            let mut starts = written.match_indices(part).map(|(at, _)| at);
            let at = starts.find(|at| is_wanted(slice_from(written, at + part.len())))?;
            Some(Span::new(at, at + part.len()).shifted(place.start as usize))
        })
    };
    let ends_word = |behind: &str| {
        let next = behind.chars().next();
        next.is_none_or(|next| next.is_whitespace() || ENDS_OF_WORDS.contains(&next))
    };
    found(&ends_word).or_else(|| found(&|_| true))
}

/// Reads inline Markdown; braces stand for themselves.
pub(super) fn inline(markdown: &str) -> Text {
    unfilled(markdown.trim())
}
