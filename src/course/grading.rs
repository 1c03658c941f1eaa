//! How an answer is judged: right or not, and the reason of every option.
//!
//! Nothing is kept here, and nothing is drawn by chance but the order in which options are shown,
//! which is the same for the same seed.

use crate::analysis::Analysis;
use crate::course::goal::{GoalState, look_at_all};
use crate::course::lesson::{Ask, Constraint, Exercise, FillIn, Item, PointAtLine, PutInOrder};
use crate::doc::text::Text;
use crate::explain::questions::dice::Dice;
use crate::explain::questions::question::AnswerOption;
use crate::language::source::Source;

/// Holds what a reader answers. Options and items are counted from 0, in the author's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These options.
    Chosen(Vec<usize>),
    /// This text.
    Written(String),
    /// This line of the Dockerfile, counted from 1.
    Pointed(u32),
    /// The items in this order.
    Ordered(Vec<usize>),
}

/// Holds a judged answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// Whether it is right.
    pub is_right: bool,
    /// The reason of every option; of an order, of what is wrong in it or of each line.
    pub reasons: Vec<Reason>,
    /// What could be better though it is right.
    pub remarks: Vec<Text>,
}

/// Holds one option with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The option.
    pub text: Text,
    /// Why it is right, or why not.
    pub why: Text,
    /// Whether it is right.
    pub is_right: bool,
    /// Whether the reader chose it.
    pub is_yours: bool,
    /// The line that shows it, counted from 1.
    pub line: Option<u32>,
}

/// Gives the order in which so many options are shown; the same for the same seed and page.
pub fn shown_order(page: &str, count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    Dice::named(seed, page).shuffle(&mut order);
    order
}

/// Gives the order in which lines are shown that are to be put in order: never the author's own.
pub fn shown_lines(page: &str, count: usize, seed: u64) -> Vec<usize> {
    let mut order = shown_order(page, count, seed);
    if order.is_sorted() {
        order.rotate_left(1.min(count));
    }
    order
}

/// Judges an answer; one of another kind than the question asks for is wrong.
pub fn grade(ask: &Ask, answer: &Answer) -> Graded {
    match (ask, answer) {
        (Ask::ChooseOne(options) | Ask::ChooseSeveral(options), Answer::Chosen(chosen)) => {
            choice(options, chosen)
        }
        (Ask::FillIn(fill_in), Answer::Written(written)) => written_answer(fill_in, written),
        (Ask::PointAtLine(point), Answer::Pointed(line)) => pointed(point, *line),
        (Ask::PutInOrder(order), Answer::Ordered(items)) => ordered(order, items),
        _ => Graded {
            is_right: false,
            reasons: Vec::new(),
            remarks: Vec::new(),
        },
    }
}

/// Gives an answer that is right: the key of a question.
pub fn right_answer(ask: &Ask) -> Answer {
    match ask {
        Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => {
            let right = options
                .iter()
                .enumerate()
                .filter(|(_, option)| option.right);
            Answer::Chosen(right.map(|(index, _)| index).collect())
        }
        Ask::FillIn(fill_in) => {
            Answer::Written(fill_in.accepts.first().cloned().unwrap_or_default())
        }
        Ask::PointAtLine(point) => Answer::Pointed(point.place.first_line),
        Ask::PutInOrder(order) => Answer::Ordered((0..order.items.len()).collect()),
    }
}

/// Judges the text of an exercise: every goal as it stands, that BuildKit accepts the text first.
pub fn grade_exercise(exercise: &Exercise, text: &str) -> Vec<GoalState> {
    let analysis = Analysis::of(Source::new(text.as_bytes().to_vec()), &exercise.options);
    look_at_all(&exercise.goals, &analysis)
}

fn choice(options: &[AnswerOption], chosen: &[usize]) -> Graded {
    let reasons: Vec<Reason> = options
        .iter()
        .enumerate()
        .map(|(index, option)| reason(option, chosen.contains(&index)))
        .collect();
    Graded {
        is_right: reasons
            .iter()
            .all(|reason| reason.is_right == reason.is_yours),
        reasons,
        remarks: Vec::new(),
    }
}

fn reason(option: &AnswerOption, is_yours: bool) -> Reason {
    Reason {
        text: option.text.clone(),
        why: option.why.clone(),
        is_right: option.right,
        is_yours,
        line: option.line,
    }
}

fn written_answer(fill_in: &FillIn, written: &str) -> Graded {
    let is_same = |answer: &str| {
        let (answer, written) = (plain(answer), plain(written));
        answer == written || fill_in.any_case && answer.to_lowercase() == written.to_lowercase()
    };
    let is_right = fill_in.accepts.iter().any(|answer| is_same(answer));
    let best = fill_in.accepts.first().cloned().unwrap_or_default();
    let mut reasons = vec![Reason {
        text: Text::code(best),
        why: fill_in.why.clone(),
        is_right: true,
        is_yours: is_right,
        line: None,
    }];
    let beliefs = fill_in.beliefs.iter();
    reasons.extend(beliefs.map(|belief| reason(belief, is_same(&belief.text.to_plain()))));
    Graded {
        is_right,
        reasons,
        remarks: Vec::new(),
    }
}

/// Takes away what does not matter in a written answer: blanks at its ends, and several in a row.
fn plain(written: &str) -> String {
    written.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn pointed(point: &PointAtLine, line: u32) -> Graded {
    let holds =
        |place: &crate::course::place::Place| (place.first_line..=place.last_line).contains(&line);
    let named = |place: &crate::course::place::Place, why: &Text, is_right: bool| Reason {
        text: Text::plain(format!("line {}", place.first_line)),
        why: why.clone(),
        is_right,
        is_yours: holds(place),
        line: Some(place.first_line),
    };
    let mut reasons = vec![named(&point.place, &point.why, true)];
    reasons.extend(
        point
            .others
            .iter()
            .map(|(place, why)| named(place, why, false)),
    );
    if !reasons.iter().any(|reason| reason.is_yours) {
        reasons.push(Reason {
            text: Text::plain(format!("line {line}")),
            why: point.otherwise.clone(),
            is_right: false,
            is_yours: true,
            line: Some(line),
        });
    }
    Graded {
        is_right: holds(&point.place),
        reasons,
        remarks: Vec::new(),
    }
}

fn ordered(order: &PutInOrder, items: &[usize]) -> Graded {
    let mut all = items.to_vec();
    all.sort_unstable();
    if all != (0..order.items.len()).collect::<Vec<usize>>() {
        return Graded {
            is_right: false,
            reasons: order
                .items
                .iter()
                .map(|item| of_item(item, false))
                .collect(),
            remarks: Vec::new(),
        };
    }
    let broken = broken(&order.constraints, items);
    let mut reasons: Vec<Reason> = broken
        .iter()
        .map(|constraint| of_constraint(order, constraint))
        .collect();
    reasons.extend(goals_in_the_way(order, items));
    let is_right = reasons.is_empty();
    reasons.extend(order.items.iter().map(|item| of_item(item, is_right)));
    let better = if is_right {
        self::broken(&order.better, items)
    } else {
        Vec::new()
    };
    Graded {
        is_right,
        reasons,
        remarks: better
            .into_iter()
            .map(|constraint| constraint.why.clone())
            .collect(),
    }
}

/// Lists the constraints that an order breaks.
fn broken<'a>(constraints: &'a [Constraint], items: &[usize]) -> Vec<&'a Constraint> {
    let position = |item: usize| items.iter().position(|&placed| placed == item);
    let constraints = constraints.iter();
    constraints
        .filter(|constraint| position(constraint.first) > position(constraint.then))
        .collect()
}

fn of_constraint(order: &PutInOrder, constraint: &Constraint) -> Reason {
    let text = |item: usize| order.items.get(item).map_or("", |item| item.text.as_str());
    let mut words = Text::code(text(constraint.first));
    words.push_plain(" stands above ");
    words.append(Text::code(text(constraint.then)));
    Reason {
        text: words,
        why: constraint.why.clone(),
        is_right: true,
        is_yours: false,
        line: None,
    }
}

fn of_item(item: &Item, is_yours: bool) -> Reason {
    Reason {
        text: Text::code(item.text.as_str()),
        why: item.why.clone(),
        is_right: true,
        is_yours,
        line: None,
    }
}

/// Lists what the Dockerfile of the lines, in this order, does not do.
fn goals_in_the_way(order: &PutInOrder, items: &[usize]) -> Vec<Reason> {
    if order.goals.is_empty() {
        return Vec::new();
    }
    let lines = items.iter().filter_map(|&item| order.items.get(item));
    let text: Vec<&str> = lines.map(|item| item.text.as_str()).collect();
    let text = text.join("\n");
    let analysis = Analysis::of(Source::new(text.into_bytes()), &order.options);
    let states = look_at_all(&order.goals, &analysis);
    // Where BuildKit refuses the file, nothing else can be said of it.
    let is_refused = states.first().is_some_and(|builds| builds.still.is_some());
    let said = if is_refused { 1 } else { states.len() };
    states
        .into_iter()
        .take(said)
        .filter_map(|state| {
            Some(Reason {
                text: Text::with_code(&state.title),
                why: Text::plain(state.still?),
                is_right: true,
                is_yours: false,
                line: None,
            })
        })
        .collect()
}
