//! A presentation as one text, for an instructor's paper: every page with its notes and its answer.

use crate::app::presentation::Presentation;
use crate::app::presentation::guide::{belief_text, kind_words, page_blocks};
use crate::app::presentation::slide::SlideKind;
use crate::app::presentation::times::clock;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

/// Writes every page.
pub fn printed(presentation: &Presentation) -> Doc {
    let programme = &presentation.programme;
    let mut blocks = vec![
        heading(1, programme.title.clone()),
        Block::Paragraph(Text::plain(format!(
            "{} minutes",
            programme.planned_minutes()
        ))),
    ];
    for (index, slide) in presentation.slides.iter().enumerate() {
        match slide.kind {
            SlideKind::Cover | SlideKind::End => {}
            SlideKind::Opening { lesson } => {
                let Some(found) = presentation.lesson_of(slide) else {
                    continue;
                };
                let begins = clock(programme.begins_at(lesson));
                blocks.push(heading(2, format!("{begins}  {}", found.lesson.title)));
                blocks.push(Block::Paragraph(belief_text(&found.lesson.belief)));
            }
            SlideKind::Page { .. } => {
                let kind = kind_words(presentation, slide);
                blocks.push(heading(3, format!("Page {}: {kind}", index + 1)));
            }
        }
        if let Some(notes) = presentation.notes_of(slide) {
            blocks.push(heading(4, "Notes".to_owned()));
            blocks.extend(notes.blocks.iter().cloned());
        }
        if let Some(page) = presentation.page_of(slide) {
            blocks.extend(page_blocks(page, slide));
        }
    }
    Doc { blocks }
}

fn heading(level: u8, words: String) -> Block {
    Block::Heading {
        level,
        text: Text::plain(words),
    }
}
