//! An author writes while a lesson or a pack is open: what is good shows at once, what is not changes nothing.

use crate::screen::Screen;
use dockstep::app::App;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::app::presentation::message::{Message, Presented};
use dockstep::course::lesson_source::LessonSource;
use dockstep::course::library::built_in;
use dockstep::course::new_lesson::new_lesson;
use dockstep::course::pack::new_pack::new_pack;
use dockstep::course::pack::pack_reader::read_pack;
use dockstep::course::pack::pack_source::PackSource;
use dockstep::view::theme::Theme;

/// The lesson of the new pack that is its own.
const OWN: &str = "installs-too-often/lesson.toml";

fn use_pack(app: &mut App, source: &PackSource) {
    let read = read_pack(source, &built_in(), &Screen::options());
    app.use_pack(read.pack.unwrap());
}

/// Changes a text in a file of a pack.
fn changed(source: &PackSource, file: &str, from: &str, to: &str) -> PackSource {
    let mut source = source.clone();
    let text = source.files.get_mut(file).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    source
}

fn write(screen: &mut Screen, source: &PackSource) {
    screen.tell(Msg::PackRead(Ok(source.clone())));
}

fn home(source: &PackSource) -> Screen {
    let mut app = App::new(Screen::options());
    use_pack(&mut app, source);
    let effects = app.open_home();
    Screen::of_app(app, effects, 120, 36, Theme::colours())
}

fn sees(screen: &Screen, words: &str) {
    assert!(
        screen.row_with(words).is_some(),
        "{words:?}\n{:#?}",
        screen.rows()
    );
}

fn sees_no(screen: &Screen, words: &str) {
    assert!(
        screen.row_with(words).is_none(),
        "{words:?}\n{:#?}",
        screen.rows()
    );
}

#[test]
fn the_list_of_a_pack_is_as_its_author_writes_it() {
    let pack = new_pack("team");
    let mut screen = home(&pack);
    write(&mut screen, &pack);
    sees_no(&screen, "has changed");
    let renamed = changed(
        &pack,
        "pack.toml",
        "Our own Dockerfile",
        "Our very own Dockerfile",
    );
    write(&mut screen, &renamed);
    sees(&screen, "3  Our very own Dockerfile");
    // Other order, other numbers.
    let toml = renamed.pack_toml();
    let (rest, last) = toml.rsplit_once("[[lesson]]").unwrap();
    let (head, lessons) = rest.split_once("[[lesson]]").unwrap();
    let mut turned = renamed.clone();
    let text = format!("{head}[[lesson]]{last}\n[[lesson]]{lessons}");
    turned.files.insert("pack.toml".to_owned(), text);
    write(&mut screen, &turned);
    sees(&screen, "1  Our very own Dockerfile");
    sees(&screen, "2  COPY, exactly");
}

#[test]
fn a_fault_is_said_in_one_line_and_the_last_good_pack_stays() {
    let pack = new_pack("team");
    let mut screen = home(&pack);
    let before = screen.rows();
    for (file, from, to, fault) in [
        (
            "pack.toml",
            "course = \"copy-exactly\"",
            "course = \"copy-exactli\"",
            "has no lesson \"copy-exactli\"; did you mean copy-exactly?",
        ),
        ("pack.toml", "[[lesson]]", "[[lesson", "team/pack.toml:"),
        (
            OWN,
            "kind = \"question\"",
            "kind = \"qu\u{9b}31mestion\"",
            "team/installs-too-often/lesson.toml:",
        ),
    ] {
        write(&mut screen, &changed(&pack, file, from, to));
        sees(&screen, fault);
        assert!(!screen.rows().concat().contains('\u{9b}'));
        // The panes may give the message a row or two of theirs; what they show stays.
        let rows = screen.rows();
        let kept = rows.len() - 6;
        assert_eq!(rows[..kept], before[..kept], "{fault}");
        // What is mended takes its fault away, without a key.
        write(&mut screen, &pack);
        assert_eq!(screen.rows(), before);
    }
    screen.tell(Msg::PackRead(Err(
        "team: there is no pack.toml in it\n  Try: dockstep pack new team/my-pack".to_owned(),
    )));
    sees(&screen, "team: there is no pack.toml in it");
    sees_no(&screen, "Try:");
    screen.press(&["End", "Enter"]);
    sees(&screen, "This Dockerfile is from your own project");
}

#[test]
fn the_page_of_a_pack_that_is_open_is_written_anew_at_its_place() {
    let pack = new_pack("team");
    let mut screen = home(&pack);
    screen.press(&["End", "Up", "Enter", "Right"]);
    sees(&screen, "page 2 of 4");
    let edited = changed(
        &pack,
        OWN,
        "What happens to the lit line?",
        "And the lit line?",
    );
    let edited = changed(
        &edited,
        OWN,
        "[[page]]",
        "[[page]]\nkind = \"read\"\nid = \"before\"\ntext = \"New.\"\n\n[[page]]",
    );
    write(&mut screen, &edited);
    sees(&screen, "page 3 of 5");
    sees(&screen, "And the lit line?");
    sees(&screen, "The pack has changed; this is how it is now.");
    // The head of the pack is none of this lesson's business.
    screen.press(&["Down"]);
    let longer = changed(&edited, "pack.toml", "minutes = 30", "minutes = 40");
    write(&mut screen, &longer);
    sees(&screen, "page 3 of 5");
    sees_no(&screen, "has changed");
    let without = changed(
        &longer,
        "pack.toml",
        "folder = \"installs-too-often\"",
        "course = \"expose\"",
    );
    write(&mut screen, &without);
    sees(&screen, "is gone; it stays open as it was.");
    sees(&screen, "And the lit line?");
}

#[test]
fn a_folder_of_lessons_keeps_the_good_one_of_a_lesson_with_a_fault() {
    let lesson = new_lesson("mine");
    let mut app = App::new(Screen::options());
    app.use_lessons(vec![lesson.clone()]);
    let id = dockstep::course::library::id_of(&lesson).unwrap();
    let effects = app.open_lesson(&id, None);
    let mut screen = Screen::of_app(app, effects, 120, 36, Theme::colours());
    let edited = |from: &str, to: &str| {
        let mut lesson = lesson.clone();
        let text = lesson.files.get_mut("lesson.toml").unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
        lesson
    };
    let write = |screen: &mut Screen, lessons: Vec<LessonSource>| {
        screen.tell(Msg::LessonsRead(Ok(lessons)));
    };
    write(&mut screen, vec![edited("right = true", "rigth = true")]);
    sees(&screen, "there is no key \"rigth\"; did you mean right?");
    sees(&screen, "page 1 of 4");
    let mut other = new_lesson("other");
    let text = other.files.get_mut("lesson.toml").unwrap();
    *text = text.replacen(&format!("id = \"{id}\""), "id = \"other\"", 1);
    // A fault of one lesson does not hold up another.
    write(
        &mut screen,
        vec![
            edited("takes every file", "takes any file"),
            edited_other(&other),
        ],
    );
    sees(&screen, "takes any file");
    sees(&screen, "mine-too/lesson.toml:");
    write(
        &mut screen,
        vec![edited("takes every file", "takes any file"), other],
    );
    sees_no(&screen, "mine-too/lesson.toml:");
}

fn edited_other(other: &LessonSource) -> LessonSource {
    let mut broken = other.clone();
    "mine-too".clone_into(&mut broken.folder);
    let text = broken.files.get_mut("lesson.toml").unwrap();
    *text = text.replacen("right = true", "rigth = true", 1);
    broken
}

fn presented() -> Presented {
    Presented {
        what: "/room/team".to_owned(),
        lessons: None,
        pages: 0,
    }
}

#[test]
fn a_presentation_stays_at_its_page_and_keeps_the_time_of_each_lesson() {
    let pack = new_pack("team");
    let mut app = App::new(Screen::options());
    use_pack(&mut app, &pack);
    let programme = app.programme_of_pack().unwrap();
    let own = 1 + 1 + programme.lessons[0].lesson.pages.len();
    let pages: usize = programme
        .lessons
        .iter()
        .map(|lesson| lesson.lesson.pages.len() + 1)
        .sum();
    let effects = app.present(programme, presented(), None, own + 1);
    let mut screen = Screen::of_app(app, effects, 120, 36, Theme::colours());
    screen.tell(Msg::SecondsPassed(60));
    sees(&screen, "takes every file ");
    // The first lesson goes, and the page that is on is written anew.
    let toml = pack.pack_toml();
    let (head, rest) = toml.split_once("[[lesson]]").unwrap();
    let (_, rest) = rest.split_once("[[lesson]]").unwrap();
    let mut shorter = changed(&pack, OWN, "takes every file", "takes any file");
    let text = format!("{head}[[lesson]]{rest}");
    shorter.files.insert("pack.toml".to_owned(), text);
    write(&mut screen, &shorter);
    sees(&screen, "takes any file ");
    let first = built_in();
    let copy = first
        .iter()
        .find(|source| source.folder.ends_with("copy-exactly"));
    let gone = copy.unwrap().lesson_toml().matches("[[page]]").count() + 1;
    let told: Vec<&Message> = screen
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Announce(message) => Some(message),
            _ => None,
        })
        .collect();
    let [Message::Presents(presented), Message::Stands(standing)] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(presented.what, "/room/team");
    assert_eq!(presented.pages, pages + 2 - gone);
    assert_eq!(standing.page, own + 1 - gone);
    assert_eq!(standing.spent, [60, 0]);
    // A fault leaves everything as it is.
    let broken = changed(&shorter, "pack.toml", "format = 1", "format = 9");
    write(&mut screen, &broken);
    sees(&screen, "format 9 is not known here");
    sees(&screen, "takes any file ");
}

#[test]
fn a_page_that_is_gone_gives_way_to_the_title_of_its_lesson() {
    let pack = new_pack("team");
    let mut app = App::new(Screen::options());
    use_pack(&mut app, &pack);
    let programme = app.programme_of_pack().unwrap();
    let at = 2 + programme.lessons[0].lesson.pages.len() + 1;
    let effects = app.present(programme, presented(), None, at);
    let mut screen = Screen::of_app(app, effects, 120, 36, Theme::colours());
    sees(&screen, "takes every file");
    write(
        &mut screen,
        &changed(&pack, OWN, "id = \"what-copy-takes\"", "id = \"another\""),
    );
    sees_no(&screen, "takes every file");
    sees(&screen, "Only the line that changed is built again");
}
