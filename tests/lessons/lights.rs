//! Words of a text light the part of the Dockerfile that they speak of, and no part that looks like it.

use crate::read;
use dockstep::course::lesson::{Body, Lesson};
use dockstep::course::lesson_source::LessonSource;
use dockstep::course::new_lesson::new_lesson;

const DOCKERFILE: &str = "ARG PYTHON=3.13
FROM python:${PYTHON}-slim AS base
ARG PYTHON
RUN pip install -r requirements.txt
COPY serve.py.bak serve.py /shop/
CMD [\"python\", \"serve.py\"]
";

/// Makes the small lesson with a first page that shows a Dockerfile and has these links.
fn lesson(line: &str, links: &str) -> Lesson {
    let mut source: LessonSource = new_lesson("lesson");
    source
        .files
        .insert("lights.Dockerfile".to_owned(), DOCKERFILE.to_owned());
    let page = format!(
        "[[page]]\nkind = \"read\"\nid = \"lights\"\ndockerfile = \"lights.Dockerfile\"\nline = [{line}]\ntext = '''\n{links}\n'''\n\n[[page]]"
    );
    let text = source.files.get_mut("lesson.toml").unwrap();
    *text = text.replacen("[[page]]", &page, 1);
    read(&source)
}

/// Holds which lines, and which words of them, the links light.
fn check(line: &str, links: &str, lit: &[(usize, &str)]) {
    let lesson = lesson(line, links);
    let Body::Read(reading) = &lesson.page("lights").unwrap().body else {
        panic!("it is a page to read");
    };
    let found: Vec<(usize, &str)> = reading
        .lights
        .iter()
        .map(|light| {
            let (before, _) = DOCKERFILE.split_at(light.span.start as usize);
            let line = before.matches('\n').count() + 1;
            (line, light.span.of(DOCKERFILE))
        })
        .collect();
    assert_eq!(found, lit, "{links}");
}

#[test]
fn braces_in_an_address_stand_for_themselves() {
    check(
        "",
        "[The base](<#python:${PYTHON}-slim>) has `${PYTHON}` in it.",
        &[(2, "python:${PYTHON}-slim")],
    );
}

#[test]
fn a_whole_word_goes_before_a_part_of_one() {
    check("", "[This](<#ARG PYTHON>)", &[(3, "ARG PYTHON")]);
    check("", "[This](<#ARG PYTHON=>)", &[(1, "ARG PYTHON=")]);
    check("", "[This](<#serve.py>)", &[(5, "serve.py")]);
    check(
        "{ instruction = \"CMD\" }",
        "[This](<#serve.py>), [that](<#serve>)",
        &[(6, "serve.py"), (6, "serve")],
    );
}

#[test]
fn a_part_of_a_word_is_lit_where_no_whole_word_is() {
    check("", "[This](<#requirements>)", &[(4, "requirements")]);
    check(
        "{ containing = \"3.13\" }",
        "[This](<#ARG PYTHON>)",
        &[(1, "ARG PYTHON")],
    );
}
