//! Markdown: readable raw, and read back as exactly the characters that went in.

use crate::sample::{every_block, hostile_text, hostile_words};
use dockstep::doc::text::{Inline, Text};
use dockstep::doc::visible::{visible, visible_line};
use dockstep::doc::{Block, Doc, Label, Part};
use dockstep::export::markdown::write;
use proptest::prelude::{prop, proptest};
use proptest::{prop_assert, prop_assert_eq};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Gives the words a reader of the rendered text sees, block by block, and fails on any mark-up
/// that no writer of ours makes from words.
fn read_back(markdown: &str) -> Result<Vec<String>, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut blocks = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::InlineHtml(tag) if is_ours(&tag) => {}
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::List(_)
                | Tag::Strong
                | Tag::Emphasis
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::End(TagEnd::List(_) | TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
            Event::End(_) => blocks.push(std::mem::take(&mut words)),
            event => return Err(format!("{event:?} in {markdown:?}")),
        }
    }
    Ok(blocks)
}

fn is_ours(tag: &str) -> bool {
    [
        "<strong>",
        "</strong>",
        "<em>",
        "</em>",
        "<code>",
        "</code>",
    ]
    .contains(&tag)
}

/// Gives what a reader is to see of a text on one line.
fn shown(text: &Text) -> String {
    text.0
        .iter()
        .map(|inline| match inline {
            Inline::Plain(words) => visible(words).replace(['\n', '\t'], " "),
            Inline::Code(code) => visible_line(code).into_owned(),
            Inline::Unknown(what) => format!("‹{}›", visible_line(what)),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                shown(text)
            }
        })
        .collect()
}

fn words(markdown: &str) -> Vec<String> {
    read_back(markdown).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_kind_of_block_reads_well_raw() {
    insta::assert_snapshot!(write(&every_block()));
}

#[test]
fn a_value_never_becomes_a_heading_a_list_or_a_rule() {
    for start in [
        "# a", "- a", "+ a", "1. a", "12) a", "---", "===", "> a", "    a", "| a |", "```",
        "[a]: b",
    ] {
        let doc = Doc {
            blocks: vec![Block::Paragraph(Text::plain(start))],
        };
        assert_eq!(words(&write(&doc)), [start], "{}", write(&doc));
    }
}

#[test]
fn a_code_block_cannot_be_left_from_inside() {
    let code = "a\n```\n# not a heading\n````\n";
    let doc = Doc {
        blocks: vec![Block::Code {
            language: Some("sh"),
            code: code.to_owned(),
        }],
    };
    let written = write(&doc);
    let inside: String = Parser::new(&written)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    assert_eq!(inside, code, "{written}");
}

proptest! {

    #[test]
    fn any_words_and_any_code_come_back_as_they_were(plain in hostile_words(), code in hostile_words()) {
        let text = Text(vec![Inline::Plain(plain.clone()), Inline::Code(code.clone())]);
        let written = write(&Doc { blocks: vec![Block::Paragraph(text)] });
        let mut events = Parser::new_ext(&written, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        let found = events.find_map(|event| match event {
            Event::Code(code) => Some(code.into_string()),
            _ => None,
        });
        prop_assert_eq!(found, Some(visible_line(&code).into_owned()), "{}", written);
        let all = visible(&plain).replace(['\n', '\t'], " ") + &visible_line(&code);
        prop_assert_eq!(read_back(&written), Ok(vec![all]));
    }

    #[test]
    fn any_text_comes_back_in_every_block(text in hostile_text(), items in prop::collection::vec(hostile_text(), 1..3)) {
        let blocks = vec![
            Block::Paragraph(text.clone()),
            Block::Heading { level: 2, text: text.clone() },
            Block::List(items.clone()),
            Block::Labelled { label: Label::Why, text: text.clone() },
        ];
        let mut expected = vec![shown(&text), shown(&text)];
        expected.extend(items.iter().map(shown));
        expected.push(format!("Why {}", shown(&text)));
        prop_assert_eq!(read_back(&write(&Doc { blocks })), Ok(expected));
    }

    #[test]
    fn any_part_stays_in_its_cell(written in hostile_words(), meaning in hostile_text(), depth in 0..3_u8) {
        let part = Part { written: written.clone(), meaning: meaning.clone(), depth, spans: Vec::new() };
        let markdown = write(&Doc { blocks: vec![Block::Parts(vec![part])] });
        let found = read_back(&markdown);
        prop_assert!(found.is_ok(), "{:?}", found);
        let cells = found.unwrap_or_default();
        prop_assert_eq!(cells.len(), 4, "{}", markdown);
        let indent = match depth {
            0 => "",
            1 => "└ ",
            _ => "\u{a0}\u{a0}└ ",
        };
        prop_assert_eq!(cells.get(2), Some(&format!("{indent}{}", visible_line(&written))), "{}", markdown);
        prop_assert_eq!(cells.get(3), Some(&shown(&meaning)), "{}", markdown);
    }
}
