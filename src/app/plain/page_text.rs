//! What the plain screen says of a page: the text, the question, the reasons, the goals, the end.

use crate::app::plain::listing::numbered_lines;
use crate::app::practice::attempt::Attempt;
use crate::app::practice::exercise_work::ExerciseWork;
use crate::app::practice::{Practice, Work};
use crate::course::grading::Graded;
use crate::course::lesson::{Ask, Asking, Body, Exercise, Page};
use crate::course::progress::deed::Confidence;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};

/// Says the page that the reader is at; nothing at the end.
pub fn page_text(practice: &Practice) -> Doc {
    let (Some(page), Some(work)) = (practice.page(), practice.work()) else {
        return Doc::default();
    };
    let (at, count) = (practice.at + 1, practice.sheets.len());
    let mut blocks = vec![Block::Heading {
        level: 3,
        text: Text::plain(format!("Page {at} of {count}: {}", kind(page))),
    }];
    if let Work::Question(Attempt {
        graded: Some(graded),
        ..
    }) = work
    {
        blocks.push(paragraph(if graded.is_right {
            "Right."
        } else {
            "Not so."
        }));
    }
    blocks.extend(lit_lines(page));
    match (&page.body, work) {
        (Body::Read(reading), _) => {
            blocks.extend(reading.without_lights().blocks);
            blocks.push(paragraph("Press Enter to go on, or type help."));
        }
        (Body::Question(asking), Work::Question(attempt)) => {
            blocks.push(Block::Paragraph(asking.prompt.clone()));
            blocks.extend(question_blocks(asking, attempt));
        }
        (Body::Exercise(exercise), Work::Exercise(work)) => {
            blocks.extend(exercise.text.without_lights().blocks);
            blocks.push(exercise_file(work));
            blocks.push(goals(work));
        }
        _ => {}
    }
    Doc { blocks }
}

const fn kind(page: &Page) -> &'static str {
    match &page.body {
        Body::Read(_) => "read",
        Body::Exercise(_) => "exercise",
        Body::Question(asking) if asking.is_prediction => "predict",
        Body::Question(_) => "question",
    }
}

/// Lists the lines that a page speaks of.
fn lit_lines(page: &Page) -> Option<Block> {
    let analysis = page.dockerfile.as_ref()?;
    let lit = page.lit.iter();
    let lines: Vec<u32> = lit
        .flat_map(|place| place.first_line..=place.last_line)
        .collect();
    (!lines.is_empty()).then(|| numbered_lines(analysis, lines, |_| ""))
}

/// Lists the whole Dockerfile of a page; `>` stands before the lines that it speaks of.
pub fn file_text(practice: &Practice) -> Doc {
    let analysis = match practice.exercise() {
        Some((_, work)) => Some(&work.analysis),
        None => practice.page().and_then(|page| page.dockerfile.as_ref()),
    };
    let Some(analysis) = analysis else {
        return one("There is no Dockerfile on this page.");
    };
    let lit = practice.page().map_or(&[][..], |page| page.lit.as_slice());
    let sign = |line: u32| {
        let mut lit = lit.iter();
        let is_lit = lit.any(|place| (place.first_line..=place.last_line).contains(&line));
        if is_lit { "> " } else { "  " }
    };
    Doc {
        blocks: vec![numbered_lines(analysis, 1..=analysis.lines().count(), sign)],
    }
}

fn question_blocks(asking: &Asking, attempt: &Attempt) -> Vec<Block> {
    if let Some(graded) = &attempt.graded {
        return graded_blocks(graded);
    }
    let order = attempt.order.iter();
    let (listed, hint) = match &asking.ask {
        Ask::ChooseOne(options) => {
            let options = order.filter_map(|&option| options.get(option));
            let texts: Vec<Text> = options.map(|option| option.text.clone()).collect();
            (texts, "Type the number of your answer.")
        }
        Ask::ChooseSeveral(options) => {
            let options = order.filter_map(|&option| options.get(option));
            let texts: Vec<Text> = options.map(|option| option.text.clone()).collect();
            (
                texts,
                "More than one is right. Type the numbers of all that are: 1 3.",
            )
        }
        Ask::FillIn(_) => (Vec::new(), "Type the answer."),
        Ask::PointAtLine(_) => (
            Vec::new(),
            "Type the number of the line; file lists the Dockerfile.",
        ),
        Ask::PutInOrder(order_of) => {
            let items = order.filter_map(|&item| order_of.items.get(item));
            let texts: Vec<Text> = items.map(|item| Text::code(item.text.as_str())).collect();
            (
                texts,
                "Type all the numbers in the order in which the lines should stand: 3 1 2.",
            )
        }
    };
    let mut blocks = Vec::new();
    if !listed.is_empty() {
        blocks.push(Block::Steps(listed));
    }
    blocks.push(paragraph(hint));
    if let Some(confidence) = attempt.confidence {
        blocks.push(paragraph(match confidence {
            Confidence::Sure => "You are sure.",
            Confidence::Guess => "You guess.",
        }));
    }
    blocks
}

fn graded_blocks(graded: &Graded) -> Vec<Block> {
    let remarks = graded.remarks.iter().cloned();
    let mut blocks: Vec<Block> = remarks.map(Block::Paragraph).collect();
    let reasons = graded.reasons.iter().map(|reason| {
        let mut text = Text::plain(match (reason.is_right, reason.is_yours) {
            (true, true) => "Right, and yours: ",
            (true, false) => "Right: ",
            (false, true) => "Wrong, yours: ",
            (false, false) => "Wrong: ",
        });
        text.append(reason.text.clone());
        text.push_plain(". ");
        text.append(reason.why.clone());
        if let Some(line) = reason.line {
            text.push_plain(&format!(" (line {line})"));
        }
        text
    });
    blocks.push(Block::List(reasons.collect()));
    blocks.push(paragraph("Press Enter to go on."));
    blocks
}

fn exercise_file(work: &ExerciseWork) -> Block {
    match &work.file {
        Some(file) => paragraph(&format!(
            "Edit the file {} with any editor, or type edit; then type check.",
            file.display()
        )),
        None => paragraph("The file of this exercise is kept nowhere; its text is shown by: file."),
    }
}

/// Lists the goals of an exercise as they stand.
pub fn goals_text(work: &ExerciseWork) -> Doc {
    let mut blocks = vec![goals(work)];
    if work.is_solved() {
        blocks.insert(0, paragraph("Every goal holds."));
    }
    Doc { blocks }
}

fn goals(work: &ExerciseWork) -> Block {
    let goals = work.goals.iter().map(|goal| {
        Text::plain(match &goal.still {
            None => format!("Done: {}.", goal.title),
            Some(still) => format!("Open: {}. Still: {still}.", goal.title),
        })
    });
    Block::List(goals.collect())
}

/// Says the hints that are shown so far.
pub fn hints_text(exercise: &Exercise, work: &ExerciseWork) -> Doc {
    let hints = exercise.hints.iter().take(work.hints_seen);
    Doc {
        blocks: vec![Block::Steps(hints.cloned().collect())],
    }
}

/// Says the solution of an exercise.
pub fn solution_text(exercise: &Exercise) -> Doc {
    Doc {
        blocks: vec![Block::Code {
            language: Some("dockerfile"),
            code: exercise.solution.clone(),
        }],
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(Text::plain(words))
}

/// Makes a text of one paragraph.
pub fn one(words: &str) -> Doc {
    Doc {
        blocks: vec![paragraph(words)],
    }
}
