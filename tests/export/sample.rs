//! One text with every kind of block, and texts that try to be something else.

use dockstep::doc::text::{Inline, Text};
use dockstep::doc::{Block, Change, Doc, Label, Part};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};

/// Makes a text that has one block of each kind.
pub(crate) fn every_block() -> Doc {
    let part = |written: &str, meaning: &str, depth| Part {
        written: written.to_owned(),
        meaning: Text::plain(meaning),
        depth,
        spans: Vec::new(),
    };
    let labelled = |label, words: &str| Block::Labelled {
        label,
        text: Text::plain(words),
    };
    Doc {
        blocks: vec![
            Block::Heading {
                level: 1,
                text: Text::plain("Dockerfile"),
            },
            Block::Heading {
                level: 3,
                text: Text(vec![
                    Inline::Plain("7 · line 10 · ".to_owned()),
                    Inline::Code("COPY --from=builder /venv /venv".to_owned()),
                ]),
            },
            Block::Lead(Text(vec![
                Inline::Plain(
                    "Takes the finished virtual environment out of the stage ".to_owned(),
                ),
                Inline::Code("builder".to_owned()),
                Inline::Plain(".".to_owned()),
            ])),
            Block::Parts(vec![
                part(
                    "--from=builder",
                    "stage 1, line 1: its files, not its settings, which stay where they are",
                    0,
                ),
                part("/venv", "a path in that stage, from its root", 0),
                part("a || b", "shell words", 1),
                part(
                    "--a-flag-that-is-longer-than-any-column-can-be=yes",
                    "stands on a line of its own",
                    0,
                ),
            ]),
            labelled(
                Label::When,
                "while the image is built · makes a layer · stays in the image",
            ),
            Block::Changes(vec![
                Change {
                    what: Text::code("PATH"),
                    before: Some(Text(vec![Inline::Unknown("PATH of python:3.9".to_owned())])),
                    after: Some(Text::code("/venv/bin:$PATH")),
                },
                Change {
                    what: Text::code("/venv"),
                    before: None,
                    after: Some(Text::plain("from builder")),
                },
            ]),
            labelled(
                Label::WorksBecause,
                "both base images have the same Python at the same path, so that the scripts find it",
            ),
            Block::List(vec![Text::plain("one"), Text::plain("two")]),
            Block::Steps(vec![Text::plain("first"), Text::plain("second")]),
            Block::Paragraph(Text(vec![Inline::Link {
                text: Text::plain("reference"),
                url: "https://docs.docker.com/reference/dockerfile/#copy".to_owned(),
            }])),
            Block::Code {
                language: Some("dockerfile"),
                code: "RUN a \\\n\t&& b\n".to_owned(),
            },
            Block::Code {
                language: Some("diff"),
                code: "- FROM a as b\n+ FROM a AS b".to_owned(),
            },
        ],
    }
}

/// Makes words of the characters that mean something to Markdown, terminals or tables.
pub(crate) fn hostile_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-c0-9 ]{1,4}",
        "[\\\\`*_{}\\[\\]<>()#+.!|~&$:=@/\"'-]{1,4}",
        prop::sample::select(vec![
            "https://x.y",
            "www.x.y",
            "&amp;",
            "&#65;",
            "<b>",
            "</b>",
            "<!--",
            "```",
            "---",
            "1. ",
            "# ",
            "\n",
            "\t",
            "\r",
            "| a |",
            "![x](y)",
            "[^1]",
            "\u{1b}[2J",
            "\u{202e}",
            "\u{a0}",
            "\u{3000}",
            "日本",
            "e\u{301}",
            "\\|",
            "<EOF",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// Makes inline text of hostile words in every kind of wrapping.
pub(crate) fn hostile_text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        hostile_words().prop_map(Inline::Plain),
        hostile_words().prop_map(Inline::Code),
        hostile_words().prop_map(Inline::Unknown),
        Just(Inline::Plain(" ".to_owned())),
    ];
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        let text = prop::collection::vec(inner, 1..3).prop_map(Text);
        prop_oneof![
            text.clone().prop_map(Inline::Strong),
            text.prop_map(Inline::Emphasis)
        ]
    });
    prop::collection::vec(inline, 1..4).prop_map(Text)
}
