//! What a search found, as a text: a paragraph a Dockerfile.

use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::project::listing::ProjectListing;
use crate::project::use_words::{counts, dockerfile_words, use_text};

/// Writes the text.
pub fn find_text(listing: &ProjectListing) -> Doc {
    let mut blocks = Vec::new();
    if listing.dockerfiles.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(
            "No Dockerfile lies below this folder. Dockerfile, Containerfile, *.Dockerfile and Dockerfile.* are found, and those that compose, bake and workflows name.",
        )));
    }
    for found in &listing.dockerfiles {
        blocks.push(heading(&found.title()));
        let mut text = Text::plain(format!("{}.", sentence(&counts(found))));
        if found.used_by.is_empty() {
            text.push_plain(" Nothing here says who builds it.");
        }
        blocks.push(Block::Paragraph(text));
        if !found.used_by.is_empty() {
            blocks.push(Block::List(found.used_by.iter().map(use_text).collect()));
        }
    }
    if !listing.missing.is_empty() {
        blocks.push(heading("Used, and not here"));
        let missing = listing.missing.iter().map(|missing| {
            let words = dockerfile_words(&missing.used_by);
            let mut text = Text::code(missing.path.clone().unwrap_or(words));
            text.push_plain(&format!(": {}. ", missing.why));
            text.append(use_text(&missing.used_by));
            text
        });
        blocks.push(Block::List(missing.collect()));
    }
    if !listing.problems.is_empty() {
        blocks.push(heading("Passed over"));
        let problems = listing.problems.iter();
        let problems = problems.map(|problem| Text::plain(problem.to_string()));
        blocks.push(Block::List(problems.collect()));
    }
    Doc { blocks }
}

/// Begins words with a capital letter.
fn sentence(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
    }
}
