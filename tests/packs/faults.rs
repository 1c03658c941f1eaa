//! Every fault of a pack is told with its file and line.

use crate::{Folder, options, said};
use dockstep::course::library::built_in;
use dockstep::course::pack::new_pack::new_pack;
use dockstep::course::pack::pack_check::check_pack;
use dockstep::course::pack::pack_source::PackSource;

fn faults(source: &PackSource) -> Vec<String> {
    let (_, faults) = check_pack(source, &built_in(), &options());
    faults.iter().map(ToString::to_string).collect()
}

/// Gives the line of `pack.toml` on which a text stands.
fn line_of(source: &PackSource, text: &str) -> usize {
    let toml = source.pack_toml();
    let at = toml
        .find(text)
        .unwrap_or_else(|| panic!("{text:?}\n{toml}"));
    toml.get(..at).unwrap().matches('\n').count() + 1
}

/// Changes `pack.toml` of a new pack, and expects one fault, on the line where `at` stands then.
fn check(from: &str, to: &str, at: &str, message: &str) {
    let mut source = new_pack("team");
    let toml = source.files.get_mut("pack.toml").unwrap();
    assert!(toml.contains(from), "{from}");
    *toml = toml.replacen(from, to, 1);
    let line = line_of(&source, at);
    assert_eq!(
        faults(&source),
        [format!("team/pack.toml:{line}: {message}")]
    );
}

#[test]
fn a_new_pack_has_none() {
    assert_eq!(faults(&new_pack("team")), [""; 0]);
    assert_eq!(faults(&new_pack("07 Our Team!")), [""; 0]);
}

#[test]
fn the_head_is_checked() {
    check(
        "format = 1",
        "format = 2",
        "format",
        "format 2 is not known here; this dockstep reads format 1",
    );
    check(
        "id = \"team\"",
        "id = \"Our Team\"",
        "id =",
        "\"Our Team\" is no name; write it in small letters with hyphens: two-words",
    );
    check(
        "title = \"Dockerfiles for our team\"",
        "title = \" \"",
        "title",
        "the title is empty",
    );
    check(
        "minutes = 30",
        "minutes = 0",
        "minutes",
        "minutes: a number between 1 and 2400 is meant",
    );
    check(
        "minutes = 30",
        "minutes = 20",
        "minutes",
        "the lessons and pauses take 26 minutes, and there are 20",
    );
    check(
        "about =",
        "abaut =",
        "abaut",
        "there is no key \"abaut\"; did you mean about?",
    );
    check(
        "title = \"Dockerfiles for our team\"\n",
        "",
        "#",
        "the key title is missing",
    );
    check(
        "minutes = 30",
        "minutes = \"30\"",
        "minutes",
        "invalid type: string \"30\", expected u32",
    );
}

#[test]
fn titles_of_ideas_are_checked() {
    let check = |written: &str, at: &str, message: &str| {
        let from = "[[lesson]]\ncourse";
        check(from, &format!("{written}\n{from}"), at, message);
    };
    check(
        "[[idea]]\nid = \"cache-follow-order\"\ntitle = \"x\"",
        "\"cache-follow-order\"",
        "no question of the pack is about the idea \"cache-follow-order\"",
    );
    check(
        "[[idea]]\nid = \"cache-follows-order\"\ntitle = \" \"",
        "\" \"",
        "the title of an idea is one line of at most 80 characters",
    );
    check(
        "[[idea]]\nid = \"cache-follows-order\"\ntitle = \"one\"\n[[idea]]\nid  = \"cache-follows-order\"\ntitle = \"other\"",
        "id  =",
        "the idea \"cache-follows-order\" has a title already",
    );
    check(
        "[[idea]]\nid = \"cache-follows-order\"\nname = \"x\"",
        "name",
        "there is no key \"name\"; known are: id, title",
    );
}

#[test]
fn a_lesson_is_one_of_three() {
    let message =
        "a lesson is one of three: course = \"ID\", folder = \"PATH\" or dockerfile = \"PATH\"";
    check("course = \"copy-exactly\"\n", "", "[[lesson]]", message);
    check(
        "folder = ",
        "course = \"copy-exactly\"\nfolder = ",
        "[[lesson]]\ncourse = \"copy-exactly\"\nfolder",
        message,
    );
    check(
        "course = \"copy-exactly\"",
        "course = \"copy-exactli\"",
        "copy-exactli",
        "the course of this dockstep has no lesson \"copy-exactli\"; did you mean copy-exactly?",
    );
    check(
        "course = \"copy-exactly\"",
        "course = \"zebra\"",
        "zebra",
        "the course of this dockstep has no lesson \"zebra\"; dockstep lessons list shows them by their ids",
    );
    check(
        "course = \"copy-exactly\"\n",
        "course = \"copy-exactly\"\ntitle = \"Mine\"\n",
        "title = \"Mine\"",
        "title belongs to a lesson with dockerfile; this one has course: take title away",
    );
    check(
        "folder = \"installs-too-often\"\n",
        "folder = \"installs-too-often\"\nquestions = 3\n",
        "questions = 3",
        "questions belongs to a lesson with dockerfile; this one has folder: take questions away",
    );
    check(
        "pause = 5",
        "pause = 0",
        "pause",
        "pause: a number between 1 and 240 is meant",
    );
    check(
        "pause = 5",
        "pauses = 5",
        "pauses",
        "there is no key \"pauses\"; did you mean pause?",
    );
    check(
        "[[lesson]]\nfolder",
        "[[lesson]]\ncourse = \"copy-exactly\"\n[[lesson]]\nfolder",
        "[[lesson]]\ncourse = \"copy-exactly\"\n[[lesson]]",
        "the lesson \"copy-exactly\" stands on line 12 already",
    );
}

#[test]
fn a_lesson_of_the_packs_own_is_looked_for_and_into() {
    check(
        "folder = \"installs-too-often\"",
        "folder = \"nowhere\"",
        "folder = \"",
        "there is no nowhere/lesson.toml; dockstep lessons new writes one",
    );
    check(
        "folder = \"installs-too-often\"",
        "folder = \"../x\"",
        "folder = \"",
        "\"../x\": the path has . or .. in it and may lead outside",
    );
    check(
        "folder = \"installs-too-often\"",
        "folder = \"/etc\"",
        "folder = \"",
        "\"/etc\": the path is absolute; a pack has paths inside itself alone",
    );
    let mut source = new_pack("team");
    let lesson = source
        .files
        .get_mut("installs-too-often/lesson.toml")
        .unwrap();
    *lesson = lesson.replacen("right = true\n", "", 1).replacen(
        "needs = []",
        "needs = [\"copy-exactly\", \"x\"]",
        1,
    );
    let found = faults(&source);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        found[0],
        "team/installs-too-often/lesson.toml:7: needs: there is no lesson \"x\""
    );
    assert!(
        found[1].starts_with("team/installs-too-often/lesson.toml:"),
        "{found:?}"
    );
    assert!(
        found[1].ends_with("in choose-one exactly one option is right; here are 0"),
        "{found:?}"
    );
    let mut source = new_pack("team");
    let lesson = source
        .files
        .get_mut("installs-too-often/lesson.toml")
        .unwrap();
    *lesson = lesson.replacen(
        "id = \"team-installs-too-often\"",
        "id = \"copy-exactly\"",
        1,
    );
    let line = line_of(&source, "folder =");
    assert_eq!(
        faults(&source),
        [format!(
            "team/pack.toml:{line}: the course has a lesson \"copy-exactly\" too, and progress is kept by it; give yours another id"
        )]
    );
}

#[test]
fn a_lesson_made_from_a_dockerfile_needs_one_that_can_be_asked_about() {
    check(
        "dockerfile = \"our-project/Dockerfile\"",
        "dockerfile = \"our-project/Containerfile\"",
        "dockerfile = ",
        "there is no file our-project/Containerfile in the pack",
    );
    check(
        "context-folder = \"our-project\"",
        "context-folder = \"nowhere\"",
        "context-folder = ",
        "the pack has no folder nowhere with files in it",
    );
    check(
        "questions = 6",
        "questions = 21",
        "questions = ",
        "questions: a number between 1 and 20 is meant",
    );
    check(
        "title = \"Our own Dockerfile\"",
        "title = \"\"",
        "title = \"\"",
        "the title is empty",
    );
    check(
        "questions = 6",
        "id = \"Our own\"",
        "id = \"Our own\"",
        "\"Our own\" is no name; write it in small letters with hyphens: two-words",
    );
    let with = |dockerfile: &str| {
        let mut source = new_pack("team");
        source
            .files
            .insert("our-project/Dockerfile".to_owned(), dockerfile.to_owned());
        faults(&source)
    };
    assert_eq!(
        with("FROM alpine:3.20\nCOPPY a b\n"),
        [
            "team/our-project/Dockerfile:2: BuildKit refuses this Dockerfile: dockerfile parse error on line 2: unknown instruction: COPPY (did you mean COPY?)"
        ]
    );
    let nothing = with("# nothing\n");
    assert_eq!(nothing.len(), 1, "{nothing:?}");
    assert!(
        nothing[0].starts_with("team/our-project/Dockerfile:1: BuildKit refuses"),
        "{nothing:?}"
    );
}

#[test]
fn what_is_no_pack_is_told() {
    let source = |toml: &str| PackSource::new("team", [("pack.toml", toml)]);
    assert_eq!(
        faults(&PackSource::new("team", [])),
        ["team/pack.toml:1: there is no pack.toml here; dockstep pack new DIR writes one"]
    );
    let head = "format = 1\nid = \"a\"\ntitle = \"A\"\n";
    assert_eq!(
        faults(&source(head)),
        ["team/pack.toml:1: the pack has no lesson; each begins with [[lesson]]"]
    );
    assert_eq!(
        faults(&source(&format!("lesson = 3\n{head}"))),
        ["team/pack.toml:1: write each lesson as [[lesson]]"]
    );
    let broken = faults(&source("format = 1\nid = \n"));
    assert_eq!(broken.len(), 1);
    assert!(broken[0].starts_with("team/pack.toml:2: "), "{broken:?}");
    let many = "[[lesson]]\ncourse = \"copy-exactly\"\n".repeat(61);
    assert!(faults(&source(&format!("{head}{many}"))).contains(
        &"team/pack.toml:1: a pack has at most 60 lessons; make it two packs".to_owned()
    ));
    let hostile = faults(&source(
        "format = 1\nid = \"a\\u001b[2J\"\ntitle = \"A\"\n[[lesson]]\ncourse = \"\\u202e\"\n",
    ));
    assert_eq!(hostile.len(), 2);
    assert!(
        !hostile.concat().contains(['\u{1b}', '\u{202e}']),
        "{hostile:?}"
    );
}

#[test]
fn the_program_tells_each_on_a_line_and_by_its_exit_status() {
    let folder = Folder::new("check");
    assert_eq!(folder.run(&["pack", "new", "team"]).status.code(), Some(0));
    let good = folder.run(&["pack", "check", "team"]);
    assert_eq!(
        (said(&good).as_str(), good.status.code()),
        ("1 pack, 3 lessons, no faults\n", Some(0))
    );
    let toml = folder.read("team/pack.toml");
    folder.write(
        "team/pack.toml",
        toml.replace("minutes = 30", "minutes = 2")
            .replace("pause = 5", "pause = 999"),
    );
    let bad = folder.run(&["pack", "check", "team"]);
    assert_eq!(bad.status.code(), Some(1));
    let told = said(&bad);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("team/pack.toml:7: the lessons and pauses take "),
        "{lines:?}"
    );
    assert_eq!(
        lines[1],
        "team/pack.toml:15: pause: a number between 1 and 240 is meant"
    );
    for arguments in [
        vec!["pack", "build", "team"],
        vec!["pack", "build", "team", "-o", "x.tar.gz"],
    ] {
        let refused = folder.run(&arguments);
        assert_eq!(refused.status.code(), Some(1));
        assert_eq!(said(&refused), told);
    }
    let learned = folder.run(&["learn", "--pack", "team"]);
    assert_eq!(learned.status.code(), Some(2));
    assert!(crate::complained(&learned).contains("2 in all: dockstep pack check team"));
    assert!(!folder.names().iter().any(|name| name.ends_with(".tar.gz")));
}
