//! Lines put in order: every order that is right passes, by another derivation than the lesson's, and no other.

use crate::lesson;
use dockstep::course::grading::{Answer, grade};
use dockstep::course::lesson::{Ask, Body};

/// Lists every order of these items.
fn orders(items: &[usize]) -> Vec<Vec<usize>> {
    let Some((&first, rest)) = items.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for place in 0..=order.len() {
            let mut order = order.clone();
            order.insert(place, first);
            all.push(order);
        }
    }
    all
}

#[test]
fn every_right_order_passes_and_no_other() {
    let lesson = lesson("order-for-the-cache");
    let Body::Question(asking) = &lesson.page("put-in-order").unwrap().body else {
        panic!("it is a question");
    };
    let Ask::PutInOrder(order) = &asking.ask else {
        panic!("lines are put in order");
    };
    let at = |words: &str| {
        order
            .items
            .iter()
            .position(|item| item.text.contains(words))
            .unwrap()
    };
    let [from, workdir, tini, lists, install, rest, cmd] = [
        "FROM",
        "WORKDIR",
        "tini",
        "package.json",
        "npm ci",
        "COPY . .",
        "CMD",
    ]
    .map(at);
    let (mut right, mut remarks) = (0, 0);
    for tail in orders(&[workdir, tini, lists, install, rest, cmd]) {
        let given: Vec<usize> = std::iter::once(from).chain(tail).collect();
        let place = |item: usize| given.iter().position(|&placed| placed == item).unwrap();
        let is_right = place(workdir) < place(lists)
            && place(lists) < place(install)
            && place(install) < place(rest);
        let is_best = place(tini) < place(lists);
        let graded = grade(&asking.ask, &Answer::Ordered(given.clone()));
        assert_eq!(graded.is_right, is_right, "{given:?}: {graded:#?}");
        assert_eq!(graded.remarks.is_empty(), !is_right || is_best, "{given:?}");
        right += usize::from(is_right);
        remarks += usize::from(!graded.remarks.is_empty());
    }
    assert_eq!((right, remarks), (30, 18));
    let from_last: Vec<usize> = vec![workdir, tini, lists, install, rest, cmd, from];
    assert!(!grade(&asking.ask, &Answer::Ordered(from_last)).is_right);
}

#[test]
fn a_wrong_order_says_what_it_breaks() {
    let lesson = lesson("order-for-the-cache");
    let Body::Question(asking) = &lesson.page("put-in-order").unwrap().body else {
        panic!("it is a question");
    };
    // FROM, WORKDIR, tini, everything, the lists, the install, CMD.
    let graded = grade(&asking.ask, &Answer::Ordered(vec![0, 1, 2, 5, 3, 4, 6]));
    let whys: Vec<String> = graded
        .reasons
        .iter()
        .map(|reason| reason.why.to_plain())
        .collect();
    assert!(
        whys.contains(&"line 4 still copies everything before npm ci".to_owned()),
        "{whys:#?}"
    );
}
