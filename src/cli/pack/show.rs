//! `dockstep pack show`: the plan of a pack as its instructor reads it.

use crate::cli::explain::Paper;
use crate::cli::pack::opening::{lesson_count, open_pack};
use crate::course::pack::{Origin, Pack, PackLesson};
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::export::text;
use std::path::Path;

/// Writes it.
pub fn show(named: &Path, paper: Paper) -> Result<String, String> {
    let pack = open_pack(named)?;
    Ok(text::write(&plan(&pack), paper.width, paper.ink))
}

fn plan(pack: &Pack) -> Doc {
    let mut blocks = vec![heading(1, &pack.title)];
    if !pack.about.is_empty() {
        blocks.push(Block::Lead(Text::plain(pack.about.as_str())));
    }
    blocks.push(Block::Paragraph(Text::plain(time_words(pack))));
    blocks.extend(pack.notes.blocks.iter().cloned());
    for (place, (minute, lesson)) in pack.schedule().enumerate() {
        let title = format!("{}  {}. {}", clock(minute), place + 1, lesson.title);
        blocks.push(heading(3, &title));
        blocks.push(Block::Paragraph(Text::plain(lesson_words(lesson))));
        blocks.extend(lesson.notes.blocks.iter().cloned());
        if lesson.pause > 0 {
            let begins = clock(minute + lesson.minutes);
            blocks.push(heading(
                3,
                &format!("{begins}  Pause, {} min", lesson.pause),
            ));
        }
    }
    Doc { blocks }
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading {
        level,
        text: Text::plain(words),
    }
}

fn time_words(pack: &Pack) -> String {
    let planned = pack.planned_minutes();
    let lessons = lesson_count(pack);
    let left = pack
        .minutes
        .and_then(|minutes| minutes.checked_sub(planned));
    match (pack.minutes, left) {
        (Some(minutes), Some(left)) if left > 0 => format!(
            "{lessons}, {minutes} minutes: {planned} are planned, {left} are left for questions."
        ),
        (Some(minutes), _) => format!("{lessons}, {minutes} minutes, all of them planned."),
        (None, _) => format!("{lessons}, {planned} minutes."),
    }
}

fn lesson_words(lesson: &PackLesson) -> String {
    let origin = match lesson.origin {
        Origin::Course => "from the course",
        Origin::Own => "of this pack",
        Origin::Made => "made from a Dockerfile of this pack",
    };
    format!("{} min, {}, {origin}", lesson.minutes, lesson.id)
}

/// Writes minutes as a clock does that starts with the pack: `1:05`.
fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}
