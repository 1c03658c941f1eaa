//! What is said at the end of a lesson, a quiz or a review: what was right, what comes back, where to
//! go on.

use crate::app::App;
use crate::app::action::Action;
use crate::app::practice::{Practice, Run, Score};
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};

/// Says it.
pub fn end_text(app: &App, practice: &Practice) -> Doc {
    let score = practice.score();
    let mut blocks = vec![
        Block::Lead(Text::plain(headline(practice, score))),
        paragraph(score_words(score)),
    ];
    let open = practice.open_pages();
    if !open.is_empty() {
        blocks.push(paragraph(open_words(&open, app)));
    }
    if let Run::Lesson { belief, .. } = &practice.run
        && !belief.is_empty()
        && open.is_empty()
    {
        let mut text = Text::plain("Many believe: ");
        text.append(Text(vec![Inline::Emphasis(Text::with_code(belief))]));
        text.push_plain(". You have seen that it is not so.");
        blocks.push(Block::Paragraph(text));
    }
    let wrong = practice.wrong_pages();
    if !wrong.is_empty() {
        let pages: Vec<String> = wrong.iter().map(|page| (page + 1).to_string()).collect();
        let key = app.keys().key_of(Action::Pages);
        blocks.push(paragraph(format!(
            "Not right at first: {} {}. {key} turns to them.",
            if pages.len() == 1 { "page" } else { "pages" },
            pages.join(", ")
        )));
    }
    if score.right < score.answered {
        let words = "What was not right at first comes back in the review, with another question where there is one.";
        blocks.push(paragraph(words.to_owned()));
    }
    let next = practice
        .run
        .lesson()
        .and_then(|id| app.shelf().catalogue().next_lesson(id));
    blocks.push(paragraph(match next {
        Some(lesson) => {
            let number = lesson.number;
            let number = number.map_or_else(String::new, |number| format!("{number} "));
            format!("⏎ goes on with: {number}{}", lesson.title)
        }
        None => "⏎ goes back.".to_owned(),
    }));
    Doc { blocks }
}

fn paragraph(words: String) -> Block {
    Block::Paragraph(Text::plain(words))
}

fn headline(practice: &Practice, score: Score) -> String {
    match &practice.run {
        Run::Lesson { title, .. } => format!("This is the end of “{title}”."),
        Run::Quiz { .. } | Run::Review { .. } if score.answered < score.asked => {
            "Not everything is answered.".to_owned()
        }
        Run::Quiz { .. } => "All questions are answered.".to_owned(),
        Run::Review { .. } => "The review is done.".to_owned(),
    }
}

fn score_words(score: Score) -> String {
    match (score.right, score.answered) {
        (_, 0) => "Nothing was answered.".to_owned(),
        (1, 1) => "The answer was right.".to_owned(),
        (right, answered) if right == answered => format!("All {right} were right at first."),
        (right, answered) => format!("{right} of {answered} were right at first."),
    }
}

/// Names the pages that have no answer.
fn open_words(open: &[usize], app: &App) -> String {
    let pages: Vec<String> = open.iter().map(|page| (page + 1).to_string()).collect();
    let key = app.keys().key_of(Action::Pages);
    match pages.as_slice() {
        [page] => format!("Page {page} is open still: {key} turns to it."),
        pages => format!(
            "These pages are open still: {}. {key} turns to them.",
            pages.join(", ")
        ),
    }
}
