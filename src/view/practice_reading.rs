//! A page to read: its text, the part that the reader looks at, and the addresses it names.

use crate::course::lesson::Reading;
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};
use crate::view::doc;
use crate::view::practice::PageRows;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays a text out; `light` is the part of the Dockerfile that the reader looks at.
pub(in crate::view) fn rows(
    reading: &Reading,
    light: Option<usize>,
    theme: &Theme,
    columns: usize,
) -> PageRows {
    let light = light.and_then(|light| reading.lights.get(light));
    let focused = light.map(|light| light.address.as_str());
    let text = Doc {
        blocks: reading
            .text
            .blocks
            .iter()
            .map(|block| focus_block(block, focused))
            .collect(),
    };
    let mut rows = doc::rows(&text, theme, columns);
    let links = reading.text.blocks.iter().flat_map(Block::links);
    let mut addresses = web_addresses(links.collect());
    addresses.dedup_by(|one, other| one.1 == other.1);
    if !addresses.is_empty() {
        rows.push(Row::default());
    }
    for (words, url) in addresses {
        let mut row = Row::of(&format!("{words}: "), theme.quiet);
        row.push(&url, theme.link);
        rows.extend(wrap(&row, columns, 2));
    }
    PageRows {
        rows,
        ..PageRows::default()
    }
}

/// Lists the addresses of the web that a text links to, each with its words: a terminal has nothing to
/// click on. Links that light a part of the Dockerfile are none.
pub(in crate::view) fn web_addresses(links: Vec<(&Text, &str)>) -> Vec<(String, String)> {
    links
        .into_iter()
        .filter(|(_, url)| !url.starts_with('#'))
        .map(|(words, url)| (words.to_plain(), url.to_owned()))
        .collect()
}

/// Gives weight to the words that light the part which the reader looks at; where they look at none, all
/// such words are links.
fn focus_block(block: &Block, focused: Option<&str>) -> Block {
    match block {
        Block::Paragraph(text) => Block::Paragraph(focus(text, focused)),
        Block::Lead(text) => Block::Lead(focus(text, focused)),
        Block::List(texts) => Block::List(texts.iter().map(|text| focus(text, focused)).collect()),
        Block::Steps(texts) => {
            Block::Steps(texts.iter().map(|text| focus(text, focused)).collect())
        }
        block => block.clone(),
    }
}

fn focus(text: &Text, focused: Option<&str>) -> Text {
    let inlines = text.0.iter().map(|inline| match inline {
        Inline::Link { text, url } if Some(url.as_str()) == focused => {
            let mut marked = Text::plain("▸");
            marked.append(text.clone());
            Inline::Strong(Text(vec![Inline::Link {
                text: marked,
                url: url.clone(),
            }]))
        }
        Inline::Strong(text) => Inline::Strong(focus(text, focused)),
        Inline::Emphasis(text) => Inline::Emphasis(focus(text, focused)),
        inline => inline.clone(),
    });
    Text(inlines.collect())
}
