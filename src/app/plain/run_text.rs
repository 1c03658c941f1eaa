//! A whole run as one text, for paper and pipes: the pages, and below all of them the answers.

use crate::app::plain::page_text::page_text;
use crate::app::practice::Practice;
use crate::course::grading::{grade, right_answer};
use crate::course::lesson::Body;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

/// Writes every page of a run, and the answers below them.
pub fn run_text(practice: &Practice) -> Doc {
    let mut blocks = vec![Block::Heading {
        level: 1,
        text: Text::plain(practice.run.title()),
    }];
    let mut answers = Vec::new();
    let mut turned = practice.clone();
    for (index, sheet) in practice.sheets.iter().enumerate() {
        turned.turn_to(index);
        blocks.extend(page_text(&turned).blocks);
        let Body::Question(asking) = &sheet.page.body else {
            continue;
        };
        let graded = grade(&asking.ask, &right_answer(&asking.ask));
        let mut prompt = Text::plain(format!("{}. ", index + 1));
        prompt.append(asking.prompt.clone());
        answers.push(Block::Heading {
            level: 3,
            text: prompt,
        });
        let reasons = graded.reasons.iter().map(|reason| {
            let mut text = Text::plain(if reason.is_right { "✓ " } else { "✗ " });
            text.append(reason.text.clone());
            text.push_plain(": ");
            text.append(reason.why.clone());
            text
        });
        answers.push(Block::List(reasons.collect()));
    }
    if !answers.is_empty() {
        blocks.push(Block::Heading {
            level: 2,
            text: Text::plain("Answers"),
        });
    }
    blocks.extend(answers);
    Doc { blocks }
}
