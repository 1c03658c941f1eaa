//! What the instructor's screen says: the page that is on with its notes and its answer, the time, and
//! what comes next.

use crate::app::presentation::slide::{Slide, SlideKind};
use crate::app::presentation::times::{clock, distance_words};
use crate::app::presentation::{Presentation, Role};
use crate::course::grading::Reason;
use crate::course::lesson::{Ask, Asking, Body, Exercise, Page};
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};

/// The most characters of the page that comes next.
const LONGEST_PREVIEW: usize = 160;

/// Says what is on: the notes, the answer, the words of the page.
pub fn page_guide(presentation: &Presentation, slide: &Slide) -> Doc {
    let mut blocks = vec![Block::Lead(headline(presentation, slide))];
    if presentation.is_blank {
        blocks.push(paragraph("The room sees an empty screen."));
    }
    if let Some(notes) = presentation.notes_of(slide) {
        blocks.push(heading("Notes"));
        blocks.extend(notes.blocks.iter().cloned());
    }
    match slide.kind {
        SlideKind::Cover => {
            blocks.push(heading("Lessons"));
            blocks.push(Block::List(lessons(presentation)));
        }
        SlideKind::Opening { .. } => {
            if let Some(lesson) = presentation.lesson_of(slide) {
                blocks.push(Block::Paragraph(belief_text(&lesson.lesson.belief)));
            }
        }
        SlideKind::Page { .. } => {
            if let Some(page) = presentation.page_of(slide) {
                blocks.extend(page_blocks(page, slide));
            }
        }
        SlideKind::End => {}
    }
    Doc { blocks }
}

/// Says the time, where this is, and what comes next.
pub fn time_guide(presentation: &Presentation) -> Doc {
    let programme = &presentation.programme;
    let times = &presentation.times;
    let mut blocks = Vec::new();
    if let Role::Instructor { name, is_over } = &presentation.role {
        blocks.push(Block::Lead(Text::plain(if *is_over {
            format!("The presentation {name} is over.")
        } else {
            format!("Follows {name}.")
        })));
    }
    let planned = u64::from(programme.planned_minutes()) * 60;
    let mut lines = vec![Text::plain(format!(
        "In all {} of {}",
        clock(times.elapsed),
        clock(planned)
    ))];
    lines.extend(lesson_times(presentation));
    if presentation.is_waiting() {
        lines.push(Text::plain("The clock runs once the first page is turned."));
    }
    blocks.push(heading("Time"));
    blocks.push(Block::List(lines));
    blocks.push(heading("Next"));
    let next = presentation.slides.get(presentation.at + 1);
    blocks.push(Block::Paragraph(next.map_or_else(
        || Text::plain("Nothing: this is the last page."),
        |next| preview(presentation, next),
    )));
    Doc { blocks }
}

/// Says what many believe before a lesson.
pub(in crate::app) fn belief_text(belief: &str) -> Text {
    let mut text = Text::plain("Many believe: ");
    text.append(Text::with_code(belief));
    text.push_plain(".");
    text
}

/// Says how long the lesson takes, and how far that is from the plan.
fn lesson_times(presentation: &Presentation) -> Vec<Text> {
    let (programme, times) = (&presentation.programme, &presentation.times);
    let slide = presentation.slide();
    let Some((slide, lesson)) = slide.and_then(|slide| Some((slide, slide.kind.lesson()?))) else {
        return Vec::new();
    };
    let mut lines = vec![Text::plain(format!(
        "This lesson {} of {}",
        clock(times.of(lesson)),
        clock(programme.seconds_of(lesson))
    ))];
    if !presentation.is_waiting() {
        let distance = distance_words(programme, times, lesson, inside(presentation, slide));
        lines.push(Text::plain(format!("By the plan: {distance}")));
    }
    let lesson = presentation.lesson_of(slide);
    if let Some(lesson) = lesson.filter(|lesson| lesson.pause > 0) {
        let pause = lesson.pause;
        lines.push(Text::plain(format!(
            "Behind the lesson: {pause} min of pause"
        )));
    }
    lines
}

/// Counts the pages of the lesson that are turned, and all of them.
fn inside(presentation: &Presentation, slide: &Slide) -> (usize, usize) {
    let pages = presentation.lesson_of(slide);
    let pages = pages.map_or(0, |lesson| lesson.lesson.pages.len());
    match slide.kind {
        SlideKind::Page { page, .. } => (page, pages),
        _ => (0, pages),
    }
}

fn headline(presentation: &Presentation, slide: &Slide) -> Text {
    let (at, count) = (presentation.at + 1, presentation.slides.len());
    let kind = kind_words(presentation, slide);
    let shown = match (presentation.step, slide.steps) {
        (_, 0) => String::new(),
        (shown, steps) => format!("; {shown} of {steps} steps shown"),
    };
    let words = format!("Page {at} of {count}: {kind}{shown}");
    Text::plain(words)
}

/// Names the kind of a page.
pub fn kind_words(presentation: &Presentation, slide: &Slide) -> &'static str {
    match slide.kind {
        SlideKind::Cover => "the title",
        SlideKind::Opening { .. } => "a lesson begins",
        SlideKind::End => "the end",
        SlideKind::Page { .. } => match presentation.page_of(slide).map(|page| &page.body) {
            Some(Body::Exercise(_)) => "exercise",
            Some(Body::Question(asking)) if asking.is_prediction => "predict",
            Some(Body::Question(_)) => "question",
            Some(Body::Read(_)) | None => "read",
        },
    }
}

/// Says a page in a line or two.
fn preview(presentation: &Presentation, slide: &Slide) -> Text {
    let words = match slide.kind {
        SlideKind::Cover | SlideKind::End => String::new(),
        SlideKind::Opening { .. } => {
            let lesson = presentation.lesson_of(slide);
            lesson.map_or_else(String::new, |lesson| lesson.lesson.title.clone())
        }
        SlideKind::Page { .. } => match presentation.page_of(slide).map(|page| &page.body) {
            Some(Body::Read(reading)) => reading.text.to_plain(),
            Some(Body::Question(asking)) => asking.prompt.to_plain(),
            Some(Body::Exercise(exercise)) => exercise.text.text.to_plain(),
            None => String::new(),
        },
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let mut shown: String = words.chars().take(LONGEST_PREVIEW).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    let mut text = Text(vec![Inline::Strong(Text::plain(kind_words(
        presentation,
        slide,
    )))]);
    if !shown.is_empty() {
        text.push_plain(": ");
        text.push_plain(&shown);
    }
    text
}

fn lessons(presentation: &Presentation) -> Vec<Text> {
    let programme = &presentation.programme;
    let lessons = programme.lessons.iter().enumerate();
    let lines = lessons.map(|(index, lesson)| {
        let begins = clock(programme.begins_at(index));
        let number = lesson
            .number
            .map_or_else(String::new, |number| format!("{number} "));
        Text::plain(format!("{begins}  {number}{}", lesson.lesson.title))
    });
    lines.collect()
}

/// Says what is on a page, its answer first.
pub(in crate::app) fn page_blocks(page: &Page, slide: &Slide) -> Vec<Block> {
    match &page.body {
        Body::Read(reading) => reading.without_lights().blocks,
        Body::Question(asking) => question_blocks(asking, slide),
        Body::Exercise(exercise) => exercise_blocks(exercise),
    }
}

fn question_blocks(asking: &Asking, slide: &Slide) -> Vec<Block> {
    let reason = |&index: &usize| Some((index, slide.reasons.get(index)?));
    let answer = match &asking.ask {
        // As the room sees them: who asks "who is for C?" has to find C.
        Ask::ChooseOne(_) | Ask::ChooseSeveral(_) => {
            let options = slide.order.iter().filter_map(reason);
            Block::List(options.map(|found| reason_text(slide, found)).collect())
        }
        Ask::PutInOrder(_) => {
            let lines = slide.reasons.iter().enumerate();
            Block::Steps(lines.map(|found| reason_text(slide, found)).collect())
        }
        Ask::FillIn(_) | Ask::PointAtLine(_) => {
            let told = slide.told.iter().filter_map(reason);
            // A line without a reason of its own belongs to the answer all the same.
            let untold = slide.reasons.iter().enumerate();
            let untold = untold.filter(|(_, reason)| reason.why.is_empty());
            let reasons = told.chain(untold);
            Block::List(reasons.map(|found| reason_text(slide, found)).collect())
        }
    };
    vec![
        Block::Paragraph(asking.prompt.clone()),
        heading("Answer"),
        answer,
    ]
}

/// Says of an option whether it is right, its letter in the room where it has one, and why.
fn reason_text(slide: &Slide, (index, reason): (usize, &Reason)) -> Text {
    let mut text = Text::plain(if reason.is_right { "✓ " } else { "✗ " });
    if let Some(letter) = slide.letter_of(index) {
        text.push_plain(&format!("{letter} "));
    }
    text.append(reason.text.clone());
    if !reason.why.is_empty() {
        text.push_plain(": ");
        text.append(reason.why.clone());
    }
    text
}

fn exercise_blocks(exercise: &Exercise) -> Vec<Block> {
    let mut blocks = exercise.text.without_lights().blocks;
    let goals = exercise.goals.iter();
    blocks.push(heading("Goals"));
    blocks.push(Block::List(
        goals.map(|goal| Text::with_code(&goal.title())).collect(),
    ));
    blocks.push(heading("Hints"));
    blocks.push(Block::Steps(exercise.hints.clone()));
    blocks.push(heading("A solution"));
    blocks.push(Block::Code {
        language: Some("dockerfile"),
        code: exercise.solution.clone(),
    });
    blocks
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 3,
        text: Text::plain(words),
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Text::plain(words))
}
