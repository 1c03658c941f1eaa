//! Every simple command is found, with what it is joined to and what it stands in.

use dockstep::language::shell::parse;
use dockstep::language::shell::simple_commands::{SimpleCommandRef, Surrounding, simple_commands};
use dockstep::language::shell::tree::Joint;

fn check<T>(text: &str, tell: impl Fn(&SimpleCommandRef<'_>) -> T) -> Vec<(String, T)> {
    let script = parse(text);
    simple_commands(&script)
        .iter()
        .map(|found| {
            let name = found.name().map_or("", |name| name.written(text));
            (name.to_owned(), tell(found))
        })
        .collect()
}

fn named<T>(expected: Vec<(&str, T)>) -> Vec<(String, T)> {
    expected
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

#[test]
fn joints_say_when_a_command_runs() {
    assert_eq!(
        check("a && b || c; d | e |& f & g\nh", |found| found.joint),
        named(vec![
            ("a", Joint::First),
            ("b", Joint::And),
            ("c", Joint::Or),
            ("d", Joint::Semicolon),
            ("e", Joint::Pipe),
            ("f", Joint::PipeWithErrors),
            ("g", Joint::Background),
            ("h", Joint::Newline),
        ])
    );
}

#[test]
fn the_first_command_of_a_group_is_the_first_of_its_list() {
    assert_eq!(
        check("a && { b; c; } && $(d)", |found| found.joint),
        named(vec![
            ("a", Joint::First),
            ("b", Joint::First),
            ("c", Joint::Semicolon),
            ("$(d)", Joint::And),
            ("d", Joint::First),
        ])
    );
}

#[test]
fn the_operator_of_a_joint_has_its_place() {
    let text = "a  &&  b | c";
    assert_eq!(
        check(text, |found| found
            .operator
            .map(|span| span.of(text).to_owned())),
        named(vec![
            ("a", None),
            ("b", Some("&&".to_owned())),
            ("c", Some("|".to_owned()))
        ])
    );
}

#[test]
fn commands_come_in_source_order_also_out_of_words_and_here_documents() {
    let text = "x=$(a) b \"$(c `d`)\" <<E ${y:-$(e)} > $(f) && g\n$(h)\nE\ni <(j) $((1 + $(k)))";
    let names: Vec<String> = check(text, |_| ())
        .into_iter()
        .map(|(name, ())| name)
        .collect();
    assert_eq!(
        names,
        ["b", "a", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
    );
}

#[test]
fn conditions_and_loops_are_told_apart() {
    use Surrounding::{ElseBody, Group, IfBody, IfCondition, LoopBody, LoopCondition, Subshell};
    assert_eq!(
        check(
            "if a; then b; elif c; then d; else e; fi; while f; do (g); { h; }; done; for x in y; do i; done",
            |found| found.surroundings.clone()
        ),
        named(vec![
            ("a", vec![IfCondition]),
            ("b", vec![IfBody]),
            ("c", vec![IfCondition]),
            ("d", vec![IfBody]),
            ("e", vec![ElseBody]),
            ("f", vec![LoopCondition]),
            ("g", vec![LoopBody, Subshell]),
            ("h", vec![LoopBody, Group]),
            ("i", vec![LoopBody]),
        ])
    );
}

#[test]
fn questions_about_a_command_look_through_what_is_around_it() {
    let text = "while ! a $(b); do c; done; f() { case x in y) d;; esac; }";
    assert_eq!(
        check(text, |found| (
            found.is_in_condition(),
            found.is_in_loop(),
            found.is_negated(),
            found.is_in_substitution(),
            found.is_in(Surrounding::FunctionBody),
            found.depth(),
        )),
        named(vec![
            ("a", (true, true, true, false, false, 2)),
            ("b", (true, true, true, true, false, 3)),
            ("c", (false, true, false, false, false, 1)),
            ("d", (false, false, false, false, true, 3)),
        ])
    );
}

#[test]
fn two_negations_cancel_out() {
    assert_eq!(
        check("! ! a && ! b", |found| found.is_negated().then_some(())),
        named(vec![("a", None), ("b", Some(()))])
    );
}

#[test]
fn the_background_reaches_the_whole_chain_but_no_substitution() {
    assert_eq!(
        check("a; b && (c $(d)) & e", |found| found.is_background),
        named(vec![
            ("a", false),
            ("b", true),
            ("c", true),
            ("d", false),
            ("e", false)
        ])
    );
}
