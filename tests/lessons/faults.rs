//! What an author can get wrong: for each kind of fault the small lesson with that fault, its line and its message.

use crate::options;
use dockstep::course::lesson_check::check_lessons;
use dockstep::course::lesson_source::LessonSource;
use dockstep::course::new_lesson::new_lesson;
use std::collections::BTreeSet;

/// Makes the small lesson with one stretch of its text replaced.
fn changed(from: &str, to: &str) -> LessonSource {
    let mut source = new_lesson("lesson");
    let text = source.files.get_mut("lesson.toml").unwrap();
    assert!(text.contains(from), "the small lesson has no {from:?}");
    *text = text.replacen(from, to, 1);
    source
}

/// Lists the faults of lessons, one line each.
fn faults(sources: &[LessonSource]) -> Vec<String> {
    let faults = check_lessons(sources, &BTreeSet::new(), &options());
    faults.iter().map(ToString::to_string).collect()
}

/// Gives the line on which the text stands, in the small lesson.
fn line_of(part: &str) -> usize {
    let source = new_lesson("lesson");
    let text = source.lesson_toml();
    let at = text.find(part).unwrap_or_else(|| panic!("no {part:?}"));
    text.get(..at).unwrap().matches('\n').count() + 1
}

/// Holds that the change leads to this fault alone, at the line on which `at` stands.
fn check(from: &str, to: &str, at: &str, message: &str) {
    let expected = format!("lesson/lesson.toml:{}: {message}", line_of(at));
    assert_eq!(
        faults(&[changed(from, to)]),
        [expected],
        "{from:?} → {to:?}"
    );
}

const QUESTION: &str = "[[page]]\nkind = \"question\"";
const EXERCISE: &str = "[[page]]\nkind = \"exercise\"";

#[test]
fn a_misspelt_key_is_named_with_the_one_that_was_meant() {
    check(
        "minutes = 3",
        "minuts = 3",
        "minutes = 3",
        "there is no key \"minuts\"; did you mean minutes?",
    );
    check(
        "right = true",
        "rigth = true",
        "right = true",
        "there is no key \"rigth\"; did you mean right?",
    );
    check(
        "{ cached =",
        "{ cachd =",
        "{ cached =",
        "there is no value \"cachd\"; did you mean cached?",
    );
    check(
        "runs-again-after",
        "runs-agan-after",
        "runs-again-after",
        "there is no value \"runs-agan-after\"; did you mean runs-again-after?",
    );
}

#[test]
fn a_title_of_an_idea_is_one_line_about_an_idea_of_the_lesson() {
    let titled = |idea: &str, title: &str| {
        format!("[[idea]]\nid = \"{idea}\"\ntitle = \"{title}\"\n\n[[page]]")
    };
    let line = line_of("[[page]]");
    let check = |idea: &str, title: &str, down: usize, message: &str| {
        let expected = format!("lesson/lesson.toml:{}: {message}", line + down);
        let written = changed("[[page]]", &titled(idea, title));
        assert_eq!(faults(&[written]), [expected]);
    };
    check(
        "cache-follow-order",
        "the order counts",
        1,
        "no question of the lesson is about the idea \"cache-follow-order\"",
    );
    for title in ["", "one\\ntwo", &"long ".repeat(20)] {
        check(
            "cache-follows-order",
            title,
            2,
            "the title of an idea is one line of at most 80 characters",
        );
    }
    let good = changed(
        "[[page]]",
        &titled("cache-follows-order", "the order counts"),
    );
    assert_eq!(faults(&[good]), [""; 0]);
}

#[test]
fn a_missing_key_is_named() {
    check(
        "prompt = \"Which change",
        "# prompt = \"Which change",
        QUESTION,
        "the key prompt is missing",
    );
}

#[test]
fn a_selector_that_misses_is_found() {
    check(
        "at = { containing = \"pip install\" }",
        "at = { containing = \"pip instal l\" }",
        "at = {",
        "no instruction fits this; look at the stage, the keyword and the words",
    );
    check(
        "at = { containing = \"pip install\" }",
        "at = { stage = \"builder\", instruction = \"RUN\" }",
        "at = {",
        "there is no such stage; the file has 1, counted from 1, without names",
    );
    check(
        "at = { containing = \"pip install\" }",
        "at = { instruction = \"RUN\", nth = 2 }",
        "at = {",
        "nth = 2, but 1 fit (lines 4); nth counts from 1",
    );
    check(
        "at = { containing = \"pip install\" }",
        "at = { containing = \"p\" }",
        "at = {",
        "this fits the instructions of lines 1, 2, 4, 5; add nth = 1, or more words",
    );
    check(
        "at = { containing = \"pip install\" }",
        "at = { nth = 2 }",
        "at = {",
        "this points at nothing; say instruction = \"COPY\" or containing = \"words of the line\"",
    );
}

#[test]
fn an_option_without_a_reason_is_found() {
    check(
        "why = \"Both take the same files.\"\n",
        "",
        "[[page.option]]\ntext = \"write",
        "the option has no reason; say why in why = \"…\"",
    );
    check(
        "why = \"It would, if no step above it took `serve.py`.\"\n",
        "why = \" \"\n",
        "[[page.option]]\ntext = \"it comes",
        "the option has no reason; say why in why = \"…\"",
    );
}

#[test]
fn the_number_of_right_options_fits_the_way_of_answering() {
    check(
        "answer = \"choose-one\"",
        "answer = \"choose-several\"",
        QUESTION,
        "in choose-several at least two options are right, here 1; make it choose-one, or add another right one",
    );
    check(
        "right = true\n",
        "",
        QUESTION,
        "in choose-one exactly one option is right; here are 0",
    );
}

#[test]
fn a_prediction_may_not_call_the_answer_wrong() {
    check(
        "text = \"it comes from the cache\"",
        "text = \"it runs again\"",
        "[[page.option]]\ntext = \"it comes",
        "\"it runs again\" is the right answer: the analysis says so; options of predict are the wrong ones",
    );
}

#[test]
fn a_prediction_that_the_analysis_does_not_know_is_found() {
    check(
        "expect = { runs-again-after = \"serve.py\" }",
        "expect = { runs-again-after = \"main.py\" }",
        "expect = {",
        "the step after an edit of main.py is not known: the context has no file main.py; add it under context",
    );
}

#[test]
fn an_exercise_must_need_work_and_have_a_solution() {
    check(
        "start = \"Dockerfile\"",
        "start = \"\"\"\nFROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n\"\"\"",
        EXERCISE,
        "the start reaches every goal already; there is nothing to do",
    );
    check(
        "COPY requirements.txt .\nRUN",
        "COPY requirements.txt .\nCOPY serve.py .\nRUN",
        EXERCISE,
        "the solution misses a goal (`pip install` stays cached when serve.py changes): line 5 (pip install) still runs again when serve.py changes",
    );
}

#[test]
fn an_exercise_has_three_hints() {
    check(
        "    \"Which files does the install need?\",\n",
        "",
        "hints = [",
        "an exercise has 3 hints, the first one the lightest; here are 2",
    );
}

#[test]
fn a_dockerfile_that_buildkit_refuses_is_found_unless_it_is_meant() {
    let mut source = new_lesson("lesson");
    let broken = "FROM python:3.12-slim\nWORKDIR /shop\nCOPY . .\nRUN pip install x\nCOPPY a b\nCMD [\"x\"]\n";
    source
        .files
        .insert("broken.Dockerfile".to_owned(), broken.to_owned());
    let text = source.files.get_mut("lesson.toml").unwrap();
    *text = text.replacen(
        "id = \"what-helps\"",
        "id = \"what-helps\"\ndockerfile = \"broken.Dockerfile\"",
        1,
    );
    let line = line_of("id = \"what-helps\"") + 1;
    assert_eq!(
        faults(&[source.clone()]),
        [format!(
            "lesson/lesson.toml:{line}: BuildKit refuses this Dockerfile (line 5: dockerfile parse error on line 5: unknown instruction: COPPY (did you mean COPY?)); if that is meant, list its file under refused"
        )]
    );
    let text = source.files.get_mut("lesson.toml").unwrap();
    *text = text.replacen(
        "needs = []",
        "needs = []\nrefused = [\"broken.Dockerfile\"]",
        1,
    );
    assert_eq!(faults(&[source]), [""; 0]);
    check(
        "start = \"Dockerfile\"",
        "start = \"Dockerfile\"\nstarts-refused = true",
        EXERCISE,
        "BuildKit accepts the start; take starts-refused away",
    );
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let text = "text = \"\"\"\n[This line]";
    check(
        "(<#COPY . .>)",
        "(<#COPY . /x>)",
        text,
        "the link \"#COPY . /x\" lights nothing: the lit lines do not hold this text",
    );
    check(
        "(<#COPY . .>)",
        "(#COPY . .)",
        text,
        "a link is not read as one: write an address with blanks in angle brackets, [words](<#COPY . .>)",
    );
    check(
        "(<#COPY . .>)",
        "(http://example.com)",
        text,
        "the link \"http://example.com\" leads nowhere; write https://… or #text of the Dockerfile",
    );
}

#[test]
fn ids_are_names_of_their_own() {
    check(
        "id = \"what-helps\"",
        "id = \"edit-of-source\"",
        QUESTION,
        "two pages have the id \"edit-of-source\"; progress is kept by it",
    );
    check(
        "id = \"what-helps\"",
        "id = \"What helps\"",
        "id = \"what-helps\"",
        "\"What helps\" is no name; write it in small letters with hyphens: two-words",
    );
    let mut other = new_lesson("lesson");
    other.folder = "other".to_owned();
    assert_eq!(
        faults(&[new_lesson("lesson"), other]),
        ["other/lesson.toml:4: lesson has the id \"lesson\" too; progress is kept by it"]
    );
}

#[test]
fn ideas_and_needs_are_known() {
    check(
        "ideas = [\"cache-follows-order\"]",
        "ideas = [\"cache-follows-order\", \"ports\"]",
        "ideas = [",
        "no page is about the idea \"ports\"",
    );
    check(
        "id = \"what-helps\"\nidea = \"cache-follows-order\"",
        "id = \"what-helps\"\nidea = \"ports\"",
        QUESTION,
        "the idea \"ports\" is not in the lesson's ideas; add it there",
    );
    assert_eq!(
        faults(&[changed("needs = []", "needs = [\"nowhere\"]")]),
        ["lesson/lesson.toml:7: needs: there is no lesson \"nowhere\""]
    );
}

#[test]
fn other_formats_kinds_and_files_are_refused() {
    check(
        "format = 1",
        "format = 2",
        "format = 1",
        "format 2 is not known here; this dockstep reads format 1",
    );
    check(
        "kind = \"predict\"",
        "kind = \"guess\"",
        "kind = \"predict\"",
        "there is no such kind of page; it is read, predict, question, exercise or made",
    );
    check(
        "answer = \"choose-one\"",
        "answer = \"choose\"",
        "answer = \"choose-one\"",
        "there is no such way of answering; it is choose-one, choose-several, fill-in, point-at-line or put-in-order",
    );
    check(
        "start = \"Dockerfile\"",
        "start = \"Dockrfile\"",
        "start = \"Dockerfile\"",
        "no file \"Dockrfile\" in the lesson's folder; there are: Dockerfile",
    );
    assert_eq!(
        faults(&[LessonSource::new("empty", [])]),
        ["empty/lesson.toml:1: there is no lesson.toml here; dockstep lessons new DIR writes one"]
    );
}

#[test]
fn a_path_outside_the_folder_is_refused() {
    check(
        "start = \"Dockerfile\"",
        "start = \"../Dockerfile\"",
        "start = \"Dockerfile\"",
        "no file \"../Dockerfile\" in the lesson's folder; there are: Dockerfile",
    );
    let source = changed(
        "\"requirements.txt\", \"serve.py\"]",
        "\"requirements.txt\", \"serve.py\", \"../x\"]",
    );
    assert_eq!(
        faults(&[source]),
        [
            "lesson/lesson.toml:11: context: \"../x\" is no path inside the context; write src/main.py"
        ]
    );
}

#[test]
fn a_page_that_nobody_reads_to_its_end_is_found() {
    let long = format!("text = \"\"\"\n{}\n[This line]", "word ".repeat(200));
    let found = faults(&[changed("text = \"\"\"\n[This line]", &long)]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("about 100 are read, 130 are the most: cut it into two"),
        "{found:?}"
    );
}

#[test]
fn a_wrong_order_in_the_file_is_found() {
    let page = "[[page]]\nkind = \"question\"\nanswer = \"put-in-order\"\nid = \"sort\"\nidea = \"cache-follows-order\"\nprompt = \"Sort.\"\n\
        [[page.item]]\nid = \"one\"\ntext = \"FROM a\"\nwhy = \"A.\"\n\
        [[page.item]]\nid = \"two\"\ntext = \"RUN b\"\nwhy = \"B.\"\n\
        [[page.constraint]]\nfirst = \"FIRST\"\nthen = \"one\"\nwhy = \"C.\"\n\n";
    let with = |first: &str| {
        changed(
            EXERCISE,
            &format!("{}{EXERCISE}", page.replace("FIRST", first)),
        )
    };
    let line = line_of(EXERCISE);
    assert_eq!(
        faults(&[with("two")]),
        [format!(
            "lesson/lesson.toml:{line}: the items are listed in an order that is not the best: RUN b stands above FROM a"
        )]
    );
    assert_eq!(
        faults(&[with("three")]),
        [format!(
            "lesson/lesson.toml:{}: first and then name items; there are: one, two",
            line + 14
        )]
    );
}

#[test]
fn other_peoples_control_characters_never_reach_a_terminal() {
    let found = faults(&[changed("id = \"what-helps\"", "id = \"a\\u001b[2J\"")]);
    assert_eq!(found.len(), 1);
    assert!(!found[0].contains('\u{1b}'), "{found:?}");
}
