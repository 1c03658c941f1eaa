//! Text: wrapped and aligned at any width, with nothing in it that steers a terminal.

use crate::sample::{every_block, hostile_text, hostile_words};
use dockstep::doc::text::{Inline, Text};
use dockstep::doc::{Block, Doc, Label, Part};
use dockstep::export::text::ink::Ink;
use dockstep::export::text::wrap::width_of;
use dockstep::export::text::write;
use proptest::prelude::proptest;
use proptest::{prop_assert, prop_assert_eq};

fn paragraph(text: Text) -> Doc {
    Doc {
        blocks: vec![Block::Paragraph(text)],
    }
}

/// Takes the colours out of a text; what is left of an escape sequence stays to be seen.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    for (index, piece) in text.split("\u{1b}[").enumerate() {
        match piece.split_once('m') {
            Some((codes, rest))
                if index > 0
                    && codes
                        .chars()
                        .all(|code| code.is_ascii_digit() || code == ';') =>
            {
                out.push_str(rest);
            }
            _ => out.push_str(piece),
        }
    }
    out
}

#[test]
fn every_kind_of_block_at_80_columns() {
    insta::assert_snapshot!(write(&every_block(), 80, Ink::Plain));
}

#[test]
fn every_kind_of_block_at_40_columns() {
    insta::assert_snapshot!(write(&every_block(), 40, Ink::Plain));
}

#[test]
fn white_space_in_code_is_kept_and_among_words_is_not() {
    let text = Text(vec![
        Inline::Plain("many   blanks\nand ".to_owned()),
        Inline::Code("echo  done".to_owned()),
    ]);
    assert_eq!(
        write(&paragraph(text), 80, Ink::Plain),
        "many blanks and `echo  done`\n"
    );
}

#[test]
fn addresses_and_paths_stay_whole_and_other_long_words_are_cut() {
    let address = "https://docs.docker.com/get-started/docker-concepts/building-images/understanding-image-layers/";
    let path = "/home/ada/.local/share/dockstep/exercises/copy-exactly/one-copy-for-all/Dockerfile";
    let text = Text(vec![
        Inline::Plain(format!("See <{address}>, then edit ")),
        Inline::Code(path.to_owned()),
        Inline::Plain(format!(" and {}.", "x".repeat(60))),
    ]);
    let written = write(&paragraph(text), 40, Ink::Plain);
    assert_eq!(
        written,
        format!(
            "See\n<{address}>,\nthen edit\n`{path}`\nand\n{}\n{}.\n",
            "x".repeat(40),
            "x".repeat(20)
        )
    );
}

#[test]
fn a_full_stop_stays_with_the_code_before_it() {
    let text = Text(vec![
        Inline::Plain("The stage named by this is ".to_owned()),
        Inline::Code("build".to_owned()),
        Inline::Plain(".".to_owned()),
    ]);
    assert_eq!(
        write(&paragraph(text), 34, Ink::Plain),
        "The stage named by this is\n`build`.\n"
    );
}

#[test]
fn wide_characters_count_as_two_columns() {
    let written = write(
        &paragraph(Text::plain("日本語日本語日本語日本語日本語")),
        24,
        Ink::Plain,
    );
    assert_eq!(written, "日本語日本語日本語日本語\n日本語\n");
}

#[test]
fn lines_that_go_and_come_differ_in_sign_and_colour() {
    let coloured = write(&every_block(), 80, Ink::Ansi);
    assert!(coloured.contains("\u{1b}[31m- FROM a as b\u{1b}[0m"));
    assert!(coloured.contains("\u{1b}[32m+ FROM a AS b\u{1b}[0m"));
}

#[test]
fn colour_adds_no_words_and_is_always_ended() {
    let coloured = write(&every_block(), 80, Ink::Ansi);
    assert!(
        coloured.contains("\u{1b}[36mbuilder\u{1b}[0m"),
        "{coloured}"
    );
    for line in coloured.lines() {
        assert_eq!(
            line.matches("\u{1b}[0m").count() * 2,
            line.matches("\u{1b}[").count(),
            "{line:?}"
        );
    }
    assert!(without_colours(&coloured).contains("stage builder."));
}

proptest! {
    #[test]
    fn nothing_steers_the_terminal_and_no_line_is_too_wide(
        text in hostile_text(), written in hostile_words(), width in 24..100_usize,
    ) {
        let part = Part { written, meaning: text.clone(), depth: 1, spans: Vec::new() };
        let doc = Doc {
            blocks: vec![
                Block::Heading { level: 1, text: text.clone() },
                Block::Parts(vec![part]),
                Block::List(vec![text.clone()]),
                Block::Labelled { label: Label::Why, text },
            ],
        };
        for ink in [Ink::Plain, Ink::Ansi] {
            let written = write(&doc, width, ink);
            let written = if ink == Ink::Ansi { without_colours(&written) } else { written };
            prop_assert!(
                !written.contains(|character: char| character.is_control() && character != '\n'),
                "{:?}", written
            );
            for line in written.lines() {
                // An address or a path stays whole: without it the line fits.
                let words = line.split(' ').filter(|word| word.contains('/') || word.contains(":\\"));
                let longest = words.map(width_of).max().filter(|_| width_of(line) > width);
                let other = width_of(line) - longest.unwrap_or_default();
                prop_assert!(other <= width, "{} > {}: {:?}", other, width, line);
            }
        }
    }

    #[test]
    fn every_word_is_written_at_any_width(words in proptest::collection::vec("[a-z]{1,12}", 1..30), width in 24..60_usize) {
        let written = write(&paragraph(Text::plain(words.join(" "))), width, Ink::Plain);
        let found: Vec<&str> = written.split_whitespace().collect();
        prop_assert_eq!(found, words.iter().map(String::as_str).collect::<Vec<&str>>());
    }
}
