//! Figures held against values worked out by hand, and against another derivation on classes of chance.

use crate::{answer, guessed, read_as, record, timed};
use dockstep::course::progress::deed::{AnsweredPage, Confidence};
use dockstep::course::results::asked::AskedOf;
use dockstep::course::results::class::Class;
use dockstep::course::results::class_report::ClassReport;
use dockstep::course::results::question_statistics::{QuestionRow, Unclear};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any, proptest};

fn report(people: Vec<Vec<AnsweredPage>>) -> ClassReport {
    let people = people.into_iter().enumerate();
    let people = people.map(|(number, answers)| {
        let name = format!("person {number:04}");
        read_as(&format!("{number}.json"), record(&name, answers))
    });
    ClassReport::of(&Class::of(people.collect()), &AskedOf::default())
}

fn question<'a>(report: &'a ClassReport, page: &str) -> &'a QuestionRow {
    report
        .questions
        .iter()
        .find(|row| row.page == page)
        .unwrap()
}

/// Six people and three questions, `1` right and `0` wrong.
fn by_hand(rows: [&str; 6]) -> ClassReport {
    let people = rows.iter().map(|row| {
        let signs = row.chars().enumerate();
        signs
            .map(|(place, sign)| {
                let page = ["a", "b", "c"][place];
                timed(
                    answer("l", page, page, sign == '1', "w"),
                    (place as u32 + 1) * 10,
                )
            })
            .collect()
    });
    report(people.collect())
}

#[test]
fn a_class_of_six_by_hand() {
    //                        a b c
    let report = by_hand(["111", "110", "101", "100", "010", "000"]);
    // a: right 4 of 6. Rest shares (b, c): right: 1, .5, .5, 0; wrong: .5, 0.
    // Means .5 and .25; all: mean 2.5/6, squares of deviations .5833² + 3·.0833² + 2·.4167² = .7083,
    // /6, root: .34359; (.5 − .25)/.34359 · √(4/6 · 2/6) = .72761 · .47140 = .34300.
    let a = question(&report, "a");
    assert_eq!((a.answered, a.right), (6, 4));
    assert!((a.discrimination.unwrap() - 0.343).abs() < 5e-5, "{a:?}");
    // c: right 2 of 6. Rest shares (a, b): right: 1, .5; wrong: 1, .5, .5, 0. Means .75 and .5;
    // mean 3.5/6, squares 2·.4167² + 3·.0833² + .5833² = .7083, root of /6 .34359;
    // .25/.34359 · .47140 = .34300.
    let c = question(&report, "c");
    assert_eq!((c.answered, c.right), (6, 2));
    assert!((c.discrimination.unwrap() - 0.343).abs() < 5e-5, "{c:?}");
    assert_eq!(c.median_seconds, Some(30.0));
    // b: right 3 of 6. Rest shares (a, c): right: 1, .5, 0; wrong: 1, .5, 0: it tells nothing.
    let b = question(&report, "b");
    assert!(b.discrimination.unwrap().abs() < 1e-12, "{b:?}");
    let drawn = b.drawn.as_ref().unwrap();
    assert_eq!((drawn.answer.as_str(), drawn.count), ("w", 3));
    let ideas: Vec<(&str, usize)> = report
        .ideas
        .iter()
        .map(|row| (row.idea.as_str(), row.knew))
        .collect();
    assert_eq!(ideas, [("c", 2), ("b", 3), ("a", 4)]);
}

#[test]
fn what_cannot_be_known_is_no_number() {
    let right = |page: &str| answer("l", page, "i", true, "x");
    let wrong = |page: &str| answer("l", page, "i", false, "x");
    // Four people are too few, and all the same says nothing.
    let four = report(vec![
        vec![right("a"), right("b")],
        vec![wrong("a"), right("b")],
        vec![right("a"), wrong("b")],
        vec![wrong("a"), wrong("b")],
    ]);
    assert_eq!(question(&four, "a").discrimination, None);
    assert_eq!(question(&four, "a").median_seconds, None);
    let same = report((0..8).map(|_| vec![right("a"), wrong("b")]).collect());
    assert_eq!(question(&same, "a").discrimination, None);
    assert_eq!(question(&same, "a").drawn, None);
    // Who answered one question alone has no rest to compare it with.
    let alone = report(
        (0..8)
            .map(|number| vec![answer("l", "a", "i", number % 2 == 0, "x")])
            .collect(),
    );
    assert_eq!(question(&alone, "a").discrimination, None);
    assert_eq!(question(&alone, "a").answered, 8);
}

#[test]
fn a_question_that_nobody_understands_stands_out() {
    let mut people = Vec::new();
    for number in 0..60_usize {
        let knows = number < 30;
        let page =
            |page: &str, is_right: bool, words: &str| answer("l", page, "i", is_right, words);
        people.push(vec![
            page("good", knows, "w"),
            page("good-too", knows || number == 59, "w"),
            page("misleading", !knows, "w"),
            page("hopeless", false, if number % 2 == 0 { "u" } else { "v" }),
            page("lure", number % 5 == 0, "the lure"),
            guessed(page("dark", knows, "w")),
        ]);
    }
    let report = report(people);
    let unclear = |page: &str| question(&report, page).unclear.clone();
    assert_eq!(unclear("good"), []);
    assert_eq!(unclear("good-too"), []);
    assert_eq!(unclear("misleading"), [Unclear::TellsNothing]);
    assert!(question(&report, "misleading").discrimination.unwrap() < -0.9);
    assert_eq!(unclear("hopeless"), [Unclear::NobodyKnows]);
    assert_eq!(unclear("lure"), [Unclear::TellsNothing, Unclear::DrawsMore]);
    assert_eq!(unclear("dark"), [Unclear::Guessed]);
    assert_eq!(report.unclear().count(), 4);
}

/// Says of each person and question what was answered: right or wrong, how sure, how long.
type Cell = (bool, Option<bool>, Option<u32>);

/// The cells of each person.
type Grid = Vec<Vec<Option<Cell>>>;

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

fn grids() -> impl Strategy<Value = Grid> {
    (2_usize..7).prop_flat_map(|questions| {
        let cell = (
            any::<bool>(),
            option::of(any::<bool>()),
            option::of(0_u32..500),
        );
        vec(vec(option::weighted(0.85, cell), questions), 1..40)
    })
}

fn people(grid: &Grid) -> Vec<Vec<AnsweredPage>> {
    let people = grid.iter().map(|row| {
        let cells = row.iter().enumerate();
        let answers = cells.filter_map(|(place, cell)| {
            let (is_right, is_sure, seconds) = (*cell)?;
            Some(AnsweredPage {
                confidence: is_sure.map(|is_sure| {
                    if is_sure {
                        Confidence::Sure
                    } else {
                        Confidence::Guess
                    }
                }),
                seconds,
                ..answer(
                    "l",
                    &format!("q{place}"),
                    &format!("i{}", place % 2),
                    is_right,
                    "w",
                )
            })
        });
        answers.collect()
    });
    people.collect()
}

/// The correlation of two rows of numbers by the sums of their products.
fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = number(pairs.len());
    let sum = |number: fn(&(f64, f64)) -> f64| pairs.iter().map(number).sum::<f64>();
    let (x, y) = (sum(|pair| pair.0), sum(|pair| pair.1));
    let (xx, yy) = (sum(|pair| pair.0 * pair.0), sum(|pair| pair.1 * pair.1));
    let xy = sum(|pair| pair.0 * pair.1);
    let spread = (count * xx - x * x) * (count * yy - y * y);
    (spread > 1e-9).then(|| (count * xy - x * y) / spread.sqrt())
}

proptest! {
    #[test]
    fn every_figure_is_what_another_derivation_gives(grid in grids()) {
        let report = report(people(&grid));
        let questions = grid.iter().map(Vec::len).max().unwrap_or(0);
        for place in 0..questions {
            let given: Vec<(usize, Cell)> = grid
                .iter()
                .enumerate()
                .filter_map(|(person, row)| Some((person, row[place]?)))
                .collect();
            let row = report.questions.iter().find(|row| row.page == format!("q{place}"));
            let Some(row) = row else {
                assert!(given.is_empty());
                continue;
            };
            assert_eq!(row.answered, given.len());
            assert_eq!(row.right, given.iter().filter(|(_, cell)| cell.0).count());
            assert_eq!(row.guesses, given.iter().filter(|(_, cell)| cell.1 == Some(false)).count());
            let mut times: Vec<f64> = given.iter().filter_map(|(_, cell)| cell.2).map(f64::from).collect();
            times.sort_by(f64::total_cmp);
            let half = times.len() / 2;
            let median = match times.len() {
                0 => None,
                count if count % 2 == 1 => Some(times[half]),
                _ => Some(f64::midpoint(times[half - 1], times[half])),
            };
            assert_eq!(row.median_seconds, median);
            let mut pairs = Vec::new();
            for (person, cell) in &given {
                let others: Vec<bool> = (0..questions)
                    .filter(|other| *other != place)
                    .filter_map(|other| grid[*person][other].map(|cell| cell.0))
                    .collect();
                if !others.is_empty() {
                    let right = others.iter().filter(|is_right| **is_right).count();
                    let x = if cell.0 { 1.0 } else { 0.0 };
                    pairs.push((x, number(right) / number(others.len())));
                }
            }
            let expected = if pairs.len() < 5 { None } else { pearson(&pairs) };
            match (row.discrimination, expected) {
                (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-6, "{found} {expected}"),
                (found, expected) => assert_eq!(found, expected),
            }
        }
        for idea in 0..2 {
            let asked: Vec<Vec<bool>> = grid
                .iter()
                .map(|row| {
                    let cells = row.iter().enumerate();
                    let cells = cells.filter(|(place, _)| place % 2 == idea);
                    cells.filter_map(|(_, cell)| cell.map(|cell| cell.0)).collect::<Vec<bool>>()
                })
                .filter(|answers| !answers.is_empty())
                .collect();
            let row = report.ideas.iter().find(|row| row.idea == format!("i{idea}"));
            let counts = row.map_or((0, 0, 0), |row| (row.asked, row.knew, row.know_now));
            let knew = asked.iter().filter(|answers| answers[0]).count();
            let know = asked.iter().filter(|answers| answers[answers.len() - 1]).count();
            assert_eq!(counts, (asked.len(), knew, know));
        }
    }
}
