//! The home screen: what it lists, how it is narrowed down, and where it leads.

use crate::screen::Screen;
use dockstep::app::App;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::course::progress::Progress;
use dockstep::course::progress::days::Zone;
use dockstep::course::progress::deed::{AnsweredPage, Deed};
use dockstep::course::progress::moment::Moment;
use dockstep::doc::Block;
use dockstep::doc::text::Text;
use dockstep::project::file_text::{FileText, Files};
use dockstep::project::listing::ProjectListing;
use dockstep::project::search::search;
use dockstep::view::theme::Theme;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A moment in the midst of a day.
const NOW: u64 = 1_764_000_000;

fn home(columns: u16, rows: u16) -> Screen {
    let mut app = App::new(Screen::options());
    let effects = app.open_home();
    Screen::of_app(app, effects, columns, rows, Theme::colours())
}

fn answered(page: &str, idea: &str, is_right: bool) -> Deed {
    Deed::Answered(AnsweredPage {
        lesson: Some("copy-exactly".to_owned()),
        page: page.to_owned(),
        idea: idea.to_owned(),
        is_right,
        confidence: None,
        answer: String::new(),
        seconds: None,
    })
}

/// What a reader has done a day ago: a lesson begun, another one finished.
fn progress() -> Progress {
    let mut progress = Progress::default();
    let before = Moment::of_seconds(NOW - 100_000);
    for deed in [
        Deed::Finished {
            lesson: "order-for-the-cache".to_owned(),
        },
        answered("folder-copied", "copy-takes-what-is-in-a-folder", false),
        answered("no-slash", "copy-destination", true),
        Deed::Turned {
            lesson: "copy-exactly".to_owned(),
            page: "where-the-script-lands".to_owned(),
        },
    ] {
        progress.take(deed, before);
    }
    progress
}

/// A project with a Dockerfile that nobody builds, one that a service builds, and one with several uses.
fn project() -> ProjectListing {
    let texts = BTreeMap::from([
        ("Dockerfile", "FROM alpine:3.20\n"),
        (
            "api/Dockerfile",
            "FROM alpine:3.20 AS dev\nARG MODE\nFROM dev\n",
        ),
        (
            "web.Dockerfile",
            "FROM alpine:3.20 AS a\nFROM a AS b\nFROM b\n",
        ),
        (
            "compose.yaml",
            "services:\n  api:\n    build:\n      context: api\n      target: dev\n      args:\n        MODE: fast\n        SHA: ${SHA}\n  web:\n    build:\n      context: site\n      dockerfile: ../web.Dockerfile\n  docs:\n    build:\n      dockerfile_inline: FROM nginx:1.27\n",
        ),
        (
            "docker-bake.hcl",
            "target \"image\" {\n  dockerfile = \"web.Dockerfile\"\n  target = \"b\"\n}\n",
        ),
    ]);
    let paths: Vec<String> = texts.keys().map(|path| (*path).to_owned()).collect();
    let read = |path: &str| {
        let text = texts.get(path);
        text.map_or(FileText::Missing, |text| FileText::Text((*text).to_owned()))
    };
    search(&paths, Files::new(&read), &Screen::options())
}

fn tell(screen: &mut Screen) {
    screen.tell(Msg::ProgressRead {
        progress: Ok(Box::new(progress())),
        now: Moment::of_seconds(NOW),
        zone: Zone::default(),
    });
    screen.tell(Msg::ProjectFound(Ok(Arc::new(project()))));
}

#[test]
fn it_has_its_pictures() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let mut pictures = String::new();
        let mut screen = home(columns, rows);
        writeln!(pictures, "=== at first ===\n\n{}\n", screen.picture()).unwrap();
        tell(&mut screen);
        writeln!(pictures, "=== begun ===\n\n{}\n", screen.picture()).unwrap();
        screen.press(&["Down"]);
        writeln!(pictures, "=== the review ===\n\n{}\n", screen.picture()).unwrap();
        screen.press(&["/", "c", "a", "c", "h", "e"]);
        writeln!(pictures, "=== narrowed down ===\n\n{}\n", screen.picture()).unwrap();
        insta::assert_snapshot!(format!("home_{columns}x{rows}"), pictures);
    }
}

#[test]
fn it_goes_on_where_the_reader_was() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["Enter"]);
    assert!(
        screen.row_with("page 5 of 11").is_some(),
        "{:#?}",
        screen.rows()
    );
    screen.press(&["Esc"]);
    assert!(screen.row_with("About it").is_some());
    assert!(screen.effects.contains(&Effect::ReadProgress));
}

#[test]
fn the_review_asks_about_what_is_due() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    assert!(
        screen
            .row_with("is due")
            .or(screen.row_with("are due"))
            .is_some()
    );
    screen.press(&["Down", "Enter"]);
    assert!(screen.row_with("Review").is_some());
    assert!(
        screen.row_with("page 1 of").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_dockerfile_of_the_folder_is_read_and_the_way_back_leads_home() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["Tab", "Enter"]);
    let path = PathBuf::from("Dockerfile");
    assert_eq!(screen.effects, [Effect::ReadFile(path)]);
    screen.tell(Msg::FileRead(Ok(Screen::file(b"FROM alpine:3.20\n"))));
    assert!(screen.row_with("instruction 1 of 1").is_some());
    screen.press(&["q"]);
    assert!(screen.row_with("About it").is_some());
    screen.press(&["q"]);
    assert!(screen.effects.contains(&Effect::Quit));
}

/// Opens the file that the app has asked for.
fn answer(screen: &mut Screen, path: &str, text: &[u8]) {
    let path = PathBuf::from(path);
    assert_eq!(screen.effects, [Effect::ReadFile(path.clone())]);
    let mut file = Screen::file(text);
    file.name = path.display().to_string();
    file.path = Some(path);
    screen.tell(Msg::FileRead(Ok(file)));
}

fn lists(screen: &Screen, dockerfile: &str, folder: &str) -> bool {
    screen.effects.contains(&Effect::ListContext {
        dockerfile: Some(PathBuf::from(dockerfile)),
        folder: PathBuf::from(folder),
    })
}

#[test]
fn a_dockerfile_is_studied_as_the_one_who_builds_it_does() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["/", "a", "p", "i", "/", "Enter"]);
    assert!(screen.row_with("2 stages, no findings").is_some());
    assert!(
        screen.row_with("target dev from the context api").is_some(),
        "{:#?}",
        screen.rows()
    );
    screen.press(&["Enter"]);
    answer(
        &mut screen,
        "api/Dockerfile",
        b"FROM alpine:3.20 AS dev\nARG MODE\nFROM dev\n",
    );
    assert!(
        screen.row_with("target: dev").is_some(),
        "{:#?}",
        screen.rows()
    );
    assert!(screen.row_with("1 argument given").is_some());
    assert!(
        screen
            .row_with("As compose: api builds it, from api. Not known: args.SHA.")
            .is_some()
    );
    assert!(lists(&screen, "api/Dockerfile", "api"));
    // What a use gives ends with it.
    screen.press(&["q", "Esc", "Home", "Tab", "Enter"]);
    answer(&mut screen, "Dockerfile", b"FROM alpine:3.20\n");
    assert!(
        screen.row_with("target: ").is_none(),
        "{:#?}",
        screen.rows()
    );
    assert!(screen.row_with("given").is_none());
    assert!(lists(&screen, "Dockerfile", "."));
}

#[test]
fn where_several_build_it_one_is_chosen_or_none() {
    let text: &[u8] = b"FROM alpine:3.20 AS a\nFROM a AS b\nFROM b\n";
    for (down, row, folder) in [
        (0, "As compose: web builds it, from site.", "site"),
        (1, "target: b", "."),
        (2, "instruction 1 of 3 · stage 1 of 3", "."),
    ] {
        let mut screen = home(120, 36);
        tell(&mut screen);
        screen.press(&["/", "w", "e", "b", ".", "Enter", "Enter"]);
        assert!(screen.row_with("plain").is_some(), "{:#?}", screen.rows());
        assert!(screen.row_with("bake: image, target b").is_some());
        screen.press(&vec!["Down"; down]);
        screen.press(&["Enter"]);
        answer(&mut screen, "web.Dockerfile", text);
        assert!(
            screen.row_with(row).is_some(),
            "{row}: {:#?}",
            screen.rows()
        );
        assert!(
            lists(&screen, "web.Dockerfile", folder),
            "{:?}",
            screen.effects
        );
        assert_eq!(screen.row_with("target: b").is_some(), down == 1);
    }
}

#[test]
fn a_dockerfile_that_stands_in_another_file_is_studied_too() {
    let mut screen = home(120, 36);
    tell(&mut screen);
    screen.press(&["/", "d", "o", "c", "s", ")", "Enter"]);
    assert!(screen.row_with("compose.yaml (docs)").is_some());
    screen.press(&["Enter"]);
    assert!(
        screen.row_with("FROM nginx:1.27").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_folder_begins_at_its_dockerfiles() {
    let mut app = App::new(Screen::options());
    app.use_folder(PathBuf::from("shop"));
    let effects = app.open_home_at_dockerfiles();
    assert!(effects.contains(&Effect::FindDockerfiles(PathBuf::from("shop"))));
    let mut screen = Screen::of_app(app, effects, 120, 36, Theme::colours());
    tell(&mut screen);
    assert!(screen.row_with("In shop").is_some(), "{:#?}", screen.rows());
    assert!(
        screen.row_with("▸   Dockerfile").is_some(),
        "{:#?}",
        screen.rows()
    );
    screen.press(&["Down", "Down", "Down", "Enter"]);
    let path = Path::new("shop/api/Dockerfile").to_owned();
    assert_eq!(
        screen.effects,
        [Effect::ReadFile(path)],
        "{:#?}",
        screen.rows()
    );
}

/// A project whose one Dockerfile is built by so many services.
fn much_used(services: usize) -> ProjectListing {
    let mut compose = "services:\n".to_owned();
    for service in 0..services {
        writeln!(compose, "  service-{service}:\n    build: .").unwrap();
    }
    let texts = BTreeMap::from([
        ("Dockerfile", "FROM alpine:3.20\n".to_owned()),
        ("compose.yaml", compose),
    ]);
    let paths: Vec<String> = texts.keys().map(|path| (*path).to_owned()).collect();
    let read = |path: &str| {
        texts
            .get(path)
            .cloned()
            .map_or(FileText::Missing, FileText::Text)
    };
    search(&paths, Files::new(&read), &Screen::options())
}

#[test]
fn what_is_said_about_a_dockerfile_scrolls_where_it_is_higher_than_its_pane() {
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let mut screen = home(columns, rows);
        screen.tell(Msg::ProjectFound(Ok(Arc::new(much_used(40)))));
        screen.press(&["Tab"]);
        let is_seen = |screen: &Screen, words: &str| screen.row_with(words).is_some();
        // The sign stands in the pane's frame, above or below, with the number of rows.
        let sign = |screen: &Screen| -> String {
            let pane = screen.layout.explanation;
            let rows = screen.rows().into_iter().skip(usize::from(pane.y) - 1);
            let rows = rows.take(usize::from(pane.height) + 2);
            let text: String = rows
                .flat_map(|row| row.chars().skip(usize::from(pane.x)).collect::<Vec<char>>())
                .collect();
            let arrows = text.match_indices(['↑', '↓']);
            let numbered = arrows.filter(|(at, arrow)| {
                let behind = text.get(at + arrow.len()..).unwrap_or_default();
                behind
                    .strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()))
            });
            numbered.map(|(_, arrow)| arrow).collect()
        };
        assert!(is_seen(&screen, "service-0 "), "{:#?}", screen.rows());
        assert!(!is_seen(&screen, "service-39"));
        assert_eq!(sign(&screen), "↓", "{:#?}", screen.rows());
        let mut presses = 0;
        while !is_seen(&screen, "which of them it is studied") {
            screen.press(&["PageDown"]);
            presses += 1;
            assert!(presses < 60, "{:#?}", screen.rows());
            assert!(is_seen(&screen, "▸   Dockerfile"), "the entry stays");
        }
        assert!(is_seen(&screen, "service-39"), "{:#?}", screen.rows());
        assert_eq!(sign(&screen), "↑", "{:#?}", screen.rows());
        // At the end it stays, and all the way back is as far as it came.
        screen.press(&["PageDown"]);
        assert!(is_seen(&screen, "service-39"));
        screen.press(&vec!["PageUp"; presses]);
        assert!(is_seen(&screen, "service-0 "));
        assert_eq!(sign(&screen), "↓", "{:#?}", screen.rows());
        // Another entry is read from its start.
        screen.press(&["PageDown", "Down", "Up"]);
        assert!(is_seen(&screen, "service-0 "), "{:#?}", screen.rows());
    }
}

#[test]
fn where_all_of_it_is_seen_page_keys_go_through_the_list() {
    let mut screen = home(200, 50);
    let at = |screen: &Screen| screen.row_with("▸").unwrap();
    let first = at(&screen);
    screen.press(&["PageDown"]);
    let below = at(&screen);
    assert_ne!(first, below);
    screen.press(&["PageUp"]);
    assert_eq!(at(&screen), first);
    screen.press(&["Space"]);
    assert_eq!(at(&screen), below, "a screenful, also by the other key");
}

#[test]
fn in_typed_lines_a_use_is_chosen_by_two_numbers() {
    let mut app = App::new(Screen::options());
    app.open_home();
    app.update(Msg::ProjectFound(Ok(Arc::new(project()))));
    let list = app.plain_home();
    let number = list
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::List(items) => Some(items),
            _ => None,
        })
        .flatten()
        .map(Text::to_plain)
        .find(|item| item.contains("web.Dockerfile"))
        .unwrap();
    let (number, _) = number.split_once(':').unwrap();
    let answer = app.plain_line(number);
    assert!(answer.effects.is_empty());
    let said = format!("{:?}", answer.doc);
    assert!(said.contains(&format!("{number}.2: ")), "{said}");
    let answer = app.plain_line(&format!("{number}.2"));
    assert_eq!(
        answer.effects,
        [Effect::ReadFile(PathBuf::from("web.Dockerfile"))]
    );
    let answer = app.plain_line(&format!("{number}.9"));
    assert!(format!("{:?}", answer.doc).contains("no such number"));
}

#[test]
fn a_mixed_review_can_be_opened() {
    let mut screen = home(120, 36);
    screen.press(&["/", "m", "i", "x", "e", "d", "Enter", "Enter"]);
    assert!(screen.row_with("Mixed review").is_some());
    assert!(
        screen.row_with("page 1 of").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn progress_that_cannot_be_read_is_told_and_nothing_breaks() {
    let mut screen = home(120, 36);
    screen.tell(Msg::ProgressRead {
        progress: Err("progress.json: line 3: it cannot be read".to_owned()),
        now: Moment::of_seconds(NOW),
        zone: Zone::default(),
    });
    assert!(screen.row_with("✗ progress.json").is_some());
    screen.press(&["Enter"]);
    assert!(screen.row_with("page 1 of").is_some());
}

/// Opens the home screen of a folder with these files, at a Dockerfile that is typed for.
fn found(files: &[(&str, &str)], typed: &str) -> Screen {
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let paths: Vec<String> = texts.keys().map(|path| (*path).to_owned()).collect();
    let read = |path: &str| {
        let text = texts.get(path);
        text.map_or(FileText::Missing, |text| FileText::Text((*text).to_owned()))
    };
    let listing = search(&paths, Files::new(&read), &Screen::options());
    let mut screen = home(200, 50);
    screen.tell(Msg::ProjectFound(Ok(Arc::new(listing))));
    screen.press(&["/"]);
    for character in typed.chars() {
        let name = if character == ' ' {
            "Space".to_owned()
        } else {
            character.to_string()
        };
        screen.press(&[&name]);
    }
    screen.press(&["Enter"]);
    screen
}

#[test]
fn every_dockerfile_has_the_same_beside_it_and_numbers_count_as_numbers() {
    let files = [
        ("svc10/Dockerfile", "FROM alpine:3.20\n"),
        ("svc2/Dockerfile", "FROM alpine:3.20\n"),
        ("svc1/Dockerfile", "FROM alpine:3.20\n"),
        ("compose.yaml", "services:\n  one:\n    build: svc1\n"),
    ];
    let screen = found(&files, "svc");
    let rows = screen.rows();
    let rows: Vec<&String> = rows
        .iter()
        .filter(|row| row.contains("1 stage, no findings") && row.contains("svc"))
        .collect();
    let order: Vec<bool> = ["svc1/", "svc2/", "svc10/"]
        .iter()
        .zip(&rows)
        .map(|(name, row)| row.contains(name))
        .collect();
    assert_eq!(order, [true; 3], "{rows:#?}");
    // Who builds it is found all the same.
    let screen = found(&files, "compose: one");
    assert!(screen.row_with("svc1/Dockerfile").is_some());
    assert!(screen.row_with("svc2/Dockerfile").is_none());
}

#[test]
fn who_gives_a_value_and_which_stages_the_checks_pass_over_is_said() {
    let dockerfile = "FROM alpine:3.20 AS dev\nARG MODE\nFROM dev\nENV PASSWORD=x\n";
    let files = [
        ("api/Dockerfile", dockerfile),
        (
            "compose.yaml",
            "services:\n  api:\n    build:\n      context: api\n      target: dev\n      args:\n        MODE: fast\n",
        ),
    ];
    let mut screen = found(&files, "api/");
    assert!(
        screen
            .row_with("The findings are those of all stages")
            .is_some()
    );
    screen.press(&["Enter"]);
    answer(&mut screen, "api/Dockerfile", dockerfile.as_bytes());
    let text = |screen: &Screen| screen.app.study().unwrap().shown().doc.to_plain();
    screen.press(&["5"]);
    assert!(
        text(&screen).contains("With the target dev, the checks pass over the stage of line 3"),
        "{}",
        text(&screen)
    );
    screen.press(&["1", "j"]);
    assert!(
        text(&screen).contains("given by compose: api"),
        "{}",
        text(&screen)
    );
    screen.press(&["a"]);
    assert!(screen.row_with("(given by compose: api)").is_some());
    // What the reader gives instead is the reader's.
    screen.press(&["Enter", "x", "Enter"]);
    assert!(
        screen.row_with("(given here)").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_build_from_this_folder_says_so() {
    let files = [
        ("Dockerfile", "FROM alpine:3.20\n"),
        ("compose.yaml", "services:\n  web:\n    build: .\n"),
    ];
    let screen = found(&files, "Dockerfile");
    assert!(
        screen.row_with("from this folder.").is_some(),
        "{:#?}",
        screen.rows()
    );
}
