//! What a lesson claims, held against what is so: exercises that can be solved and need to be,
//! orders that are right, ids that no other lesson has.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::course::fault::Fault;
use crate::course::goal::look_at_all;
use crate::course::grading::{grade, right_answer};
use crate::course::lesson::{Ask, Asking, Body, Exercise, Lesson, Page};
use crate::course::lesson_reader::read_lesson;
use crate::course::lesson_source::{LESSON_FILE, LessonSource};
use crate::doc::visible::visible_line;
use crate::language::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Checks lessons together; `known` are ids of lessons that may be needed besides these.
pub fn check_lessons(
    sources: &[LessonSource],
    known: &BTreeSet<String>,
    options: &BuildOptions,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut lessons = Vec::new();
    for source in sources {
        let read = read_lesson(source, options);
        faults.extend(read.faults);
        if let Some(lesson) = read.lesson {
            let checked = check_lesson(&lesson).into_iter();
            faults.extend(checked.map(|(line, message)| fault(source, line, message)));
            lessons.push((source, lesson));
        }
    }
    faults.extend(check_ids(&lessons, known));
    faults.sort();
    faults.dedup();
    for fault in &mut faults {
        // Texts of lessons are other people's, and one fault is one line.
        fault.message = visible_line(&fault.message).into_owned();
    }
    faults
}

fn fault(source: &LessonSource, line: u32, message: String) -> Fault {
    Fault {
        file: source.path_of(LESSON_FILE),
        line,
        message,
    }
}

/// Lists ids that two lessons share, and needed lessons that are not there.
fn check_ids(lessons: &[(&LessonSource, Lesson)], known: &BTreeSet<String>) -> Vec<Fault> {
    let mut first: BTreeMap<&str, &LessonSource> = BTreeMap::new();
    let mut faults = Vec::new();
    for (source, lesson) in lessons {
        if let Some(other) = first.insert(&lesson.id, source) {
            let message = format!(
                "{} has the id {:?} too; progress is kept by it",
                other.folder, lesson.id
            );
            faults.push(fault(source, lesson.id_line, message));
        }
    }
    for (source, lesson) in lessons {
        let is_there = |id: &str| first.contains_key(id) || known.contains(id);
        let needs = lesson.needs.iter().zip(&lesson.needs_lines);
        for (id, line) in needs.filter(|(id, _)| !is_there(id)) {
            let message = format!("needs: there is no lesson {id:?}");
            faults.push(fault(source, *line, message));
        }
    }
    faults
}

/// Checks one lesson: lines of `lesson.toml`, and what is wrong there.
pub fn check_lesson(lesson: &Lesson) -> Vec<(u32, String)> {
    let pages = lesson.pages.iter();
    pages
        .flat_map(|page| {
            check_page(page)
                .into_iter()
                .map(|message| (page.line, message))
        })
        .collect()
}

fn check_page(page: &Page) -> Vec<String> {
    match &page.body {
        Body::Exercise(exercise) => check_exercise(exercise),
        Body::Question(asking) => check_question(asking),
        Body::Read(_) => Vec::new(),
    }
}

fn check_question(asking: &Asking) -> Vec<String> {
    let Ask::PutInOrder(_) = &asking.ask else {
        return Vec::new();
    };
    let graded = grade(&asking.ask, &right_answer(&asking.ask));
    if graded.is_right && graded.remarks.is_empty() {
        return Vec::new();
    }
    let reasons = graded.reasons.first().map(|reason| reason.text.to_plain());
    let why = if graded.is_right {
        "it earns a remark".to_owned()
    } else {
        reasons.unwrap_or_default()
    };
    vec![format!(
        "the items are listed in an order that is not the best: {why}"
    )]
}

fn check_exercise(exercise: &Exercise) -> Vec<String> {
    let analysis =
        |text: &str| Analysis::of(Source::new(text.as_bytes().to_vec()), &exercise.options);
    let mut found = Vec::new();
    let start = look_at_all(&exercise.goals, &analysis(&exercise.start));
    let refusal = start.first().and_then(|builds| builds.still.clone());
    match refusal {
        Some(reason) if !exercise.starts_refused => found.push(format!(
            "BuildKit refuses the start ({reason}); if that is meant, say starts-refused = true"
        )),
        None if exercise.starts_refused => {
            found.push("BuildKit accepts the start; take starts-refused away".to_owned());
        }
        _ => {}
    }
    if start.iter().all(|state| state.still.is_none()) {
        found.push("the start reaches every goal already; there is nothing to do".to_owned());
    }
    for state in look_at_all(&exercise.goals, &analysis(&exercise.solution)) {
        if let Some(still) = state.still {
            found.push(format!(
                "the solution misses a goal ({}): {still}",
                state.title
            ));
        }
    }
    found
}
