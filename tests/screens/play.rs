//! Every lesson of the course played on the screen by keys alone: once right, once wrong.

use crate::screen::Screen;
use dockstep::app::draft::Draft;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::app::practice::attempt::Attempt;
use dockstep::course::grading::{Answer, right_answer};
use dockstep::course::lesson::{Ask, Body, Lesson};
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::library::built_in;
use dockstep::course::place::places;
use dockstep::course::progress::deed::Deed;

fn lessons() -> Vec<Lesson> {
    let sources = built_in().into_iter();
    sources
        .map(|source| read_lesson(&source, &Screen::options()).lesson.unwrap())
        .collect()
}

fn attempt(screen: &Screen) -> &Attempt {
    screen.app.practice().unwrap().question().unwrap().1
}

/// Gives an answer that is wrong, and can be given by keys.
fn wrong_answer(ask: &Ask) -> Answer {
    match ask {
        Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => Answer::Chosen(vec![
            options.iter().position(|option| !option.right).unwrap(),
        ]),
        Ask::FillIn(_) => Answer::Written("zebra".to_owned()),
        Ask::PointAtLine(point) => Answer::Pointed(if point.place.instruction == 0 {
            u32::MAX
        } else {
            1
        }),
        Ask::PutInOrder(order) => Answer::Ordered((0..order.items.len()).rev().collect()),
    }
}

/// Presses the keys that give an answer.
fn give(screen: &mut Screen, ask: &Ask, answer: &Answer) {
    match answer {
        Answer::Chosen(options) => {
            let is_several = matches!(ask, Ask::ChooseSeveral(_));
            for option in options {
                let order = &attempt(screen).order;
                let place = order.iter().position(|shown| shown == option).unwrap();
                screen.press(&[&(place + 1).to_string()]);
            }
            if is_several {
                screen.press(&["Enter"]);
            }
        }
        Answer::Written(text) => {
            screen.tell(Msg::Paste(text.clone()));
            screen.press(&["Enter"]);
        }
        Answer::Pointed(line) => {
            let page = screen.app.practice().unwrap().page().unwrap();
            let analysis = page.dockerfile.clone().unwrap();
            let place = places(&analysis).position(|place| place.first_line >= *line);
            let steps = place.unwrap_or(places(&analysis).count() - 1);
            // The first step goes to the first instruction.
            for _ in 0..=steps {
                screen.press(&["Down"]);
            }
            screen.press(&["Enter"]);
        }
        Answer::Ordered(items) => {
            screen.press(&["Down"]);
            for (place, item) in items.iter().enumerate() {
                let found = attempt(screen).order.iter().position(|shown| shown == item);
                let found = found.unwrap();
                while attempt(screen).selected > found {
                    screen.press(&["Up"]);
                }
                while attempt(screen).selected < found {
                    screen.press(&["Down"]);
                }
                for _ in place..found {
                    screen.press(&["K"]);
                }
            }
            screen.press(&["Enter"]);
        }
    }
}

/// Gives the words of the picture, without what stands around them.
fn words(screen: &Screen) -> String {
    let rows = screen.rows();
    let text: Vec<&str> = rows
        .iter()
        .flat_map(|row| row.split([' ', '│', '╭', '╮', '╰', '╯', '─']))
        .filter(|word| !word.is_empty())
        .collect();
    text.join(" ")
}

/// Goes through the reasons; each is seen whole where the reader is at it.
fn assert_every_reason_is_shown(screen: &mut Screen, place: &str) {
    let count = attempt(screen).graded.as_ref().unwrap().reasons.len();
    for _ in 0..count {
        screen.press(&["Up"]);
    }
    for index in 0..count {
        let reason = attempt(screen).graded.as_ref().unwrap().reasons[index].clone();
        let shown = words(screen);
        let why = reason.why.to_plain();
        for sentence in why.split(". ") {
            // The last words of a sentence: a row may begin anywhere before them.
            let last: Vec<&str> = sentence.split_whitespace().rev().take(2).collect();
            for word in last {
                assert!(
                    shown.contains(word),
                    "{place}: {word:?} of {why:?} in\n{shown}"
                );
            }
        }
        screen.press(&["Down"]);
    }
}

fn play(columns: u16, rows: u16, is_right: bool) {
    for lesson in lessons() {
        let first = lesson.pages.first().unwrap();
        let mut screen = Screen::lesson(&lesson.id, &first.id, columns, rows);
        for page in &lesson.pages {
            let place = format!("{} {}", lesson.id, page.id);
            assert_eq!(screen.app.practice().unwrap().page().unwrap().id, page.id);
            match &page.body {
                Body::Read(_) => {}
                Body::Question(asking) => {
                    let answer = if is_right {
                        right_answer(&asking.ask)
                    } else {
                        wrong_answer(&asking.ask)
                    };
                    give(&mut screen, &asking.ask, &answer);
                    let graded = attempt(&screen).graded.clone();
                    assert_eq!(
                        graded.map(|graded| graded.is_right),
                        Some(is_right),
                        "{place}"
                    );
                    assert!(
                        screen.effects.iter().any(|effect| matches!(
                            effect,
                            Effect::Keep(Deed::Answered(answer)) if answer.page == page.id
                        )),
                        "{place}"
                    );
                    assert_every_reason_is_shown(&mut screen, &place);
                }
                Body::Exercise(exercise) => {
                    screen.press(&["t", "t", "t", "t", "S"]);
                    assert!(words(&screen).contains("A solution"), "{place}");
                    if is_right {
                        screen.tell(Msg::DraftRead {
                            draft: Draft {
                                lesson: lesson.id.clone(),
                                page: page.id.clone(),
                                text: exercise.start.clone(),
                            },
                            path: "exercise.Dockerfile".into(),
                        });
                        screen.tell(Msg::DraftRead {
                            draft: Draft {
                                lesson: lesson.id.clone(),
                                page: page.id.clone(),
                                text: exercise.solution.clone(),
                            },
                            path: "exercise.Dockerfile".into(),
                        });
                        let kept = screen.effects.iter();
                        assert!(
                            kept.clone()
                                .any(|effect| matches!(effect, Effect::Keep(Deed::Solved(_)))),
                            "{place}"
                        );
                    }
                }
            }
            screen.press(&["Alt-Right"]);
        }
        assert!(
            words(&screen).contains("This is the end of"),
            "{}",
            lesson.id
        );
        let kept = screen.effects.iter();
        let has_finished = kept
            .clone()
            .any(|effect| matches!(effect, Effect::Keep(Deed::Finished { .. })));
        let has_exercise = lesson
            .pages
            .iter()
            .any(|page| matches!(page.body, Body::Exercise(_)));
        assert_eq!(has_finished, is_right || !has_exercise, "{}", lesson.id);
    }
}

#[test]
fn every_lesson_is_played_to_its_end_by_right_answers() {
    play(120, 36, true);
}

#[test]
fn every_lesson_is_played_to_its_end_by_wrong_answers_alone() {
    play(120, 36, false);
}

#[test]
fn every_reason_can_be_read_on_a_small_screen() {
    play(80, 24, false);
}
